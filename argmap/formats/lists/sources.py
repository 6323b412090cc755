"""What a list leads to, as sources: links, footnotes, and the references below "Sources".

- Sleep helps. (https://example.org) [^who]      a link and a note
[^who]: WHO (2019). Sleep. https://who.int       a footnote: author, date, title and address
## Sources
- Lee 2019 (lee2019): Ann Lee, “Sleep”, 2019     a reference of an outline: label, id, the rest
- Smith 2020, p. 4                               any other: author and date; where in it: p. 4
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from argmap.formats.lists.cited_works import (
    PLACES,
    CitedWork,
    Works,
    end_bracket,
    is_name,
    parse_citations,
    work_of_key,
    works_in_sentence,
)
from argmap.formats.lists.inline_markup import (
    InlineText,
    markdown_inline,
    markdown_text,
    plain_inline,
)
from argmap.formats.lists.listing import Listing, PlacedText
from argmap.formats.lists.outline_words import Citations
from argmap.formats.shared.addresses import (
    SAFE_ADDRESS,
    page_of,
    without_scheme,
    write_out_dois,
)
from argmap.formats.shared.ids import Ids
from argmap.languages.roles import Role, spoken_role
from argmap.languages.words import Words
from argmap.languages.writing import IBIDEM, NO_DATE, STOPS
from argmap.model import Citation, Source
from argmap.model.diagnostics import Span
from argmap.model.parts import ID
from argmap.util.citation_patterns import PLACE

# Example: Ann Lee (2019): Sleep
_AUTHOR_AND_YEAR = re.compile(
    r"([^\d()（）]{2,120}?(?:\([^\d()]{1,60}\))?)\s*"
    rf"[(（](\d{{4}}[a-z]?|{NO_DATE})[)）]\s*[.:,]?\s*(.*)"
)
# Examples: Smith 2020, Lee and Kim 2019a
_LABEL = re.compile(r"([^\W\d][^\d()（）,:;]{0,60}?) (\d{4}[a-z]?)")
# Examples: AAP 2014, p. 643; City of Freiburg 2019, page 14
_PLACE_AT_END = re.compile(rf"(.*[^\s,]),?\s+({PLACE}\s?\d[\w\s,–-]*)")

# Example: Lee 2019 (lee2019): Ann Lee, “Sleep”, 2019
_OF_AN_OUTLINE = re.compile(rf"(.+?)\s*[(（]({ID.pattern})[)）]\s*[:：]\s*(.*)")
# Example: Ann Lee, “Sleep”, 2019, https://example.org
_ADDRESS_AT_END = re.compile(r"(?:(.*), |)(\S+://\S+|mailto:\S+)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\W_]+")
# Examples: Lee, Ann (2018); Lee 2018; Lee: Sleep, ch. 3
_BEFORE_REST = re.compile(
    rf"([^.,:;()\d]+?)\s*[.,:;(\d](?=.*(?:\d{{4}}|{NO_DATE}|{PLACE}\s?\d)|\d{{3}})"
)
_NAME_OF_FOOTNOTE = re.compile(r"\[(\^[^\]\s,;:]+)")
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
# Examples: (contra Smith 2019, 4); Smith (2019
_LIKE_CITATION = re.compile(
    rf"[(（\[][^()（）\[\]]*\b{_CAPITAL}[^()（）\[\]]*\b\d{{4}}|\b{_CAPITAL}\w+ [(（]\d{{4}}(?!\d)"
)
_PLACE_OF_LINK = re.compile(rf"\s*[(（]\s*[,:]\s*({PLACES})\s*[)）]")
_LETTER_OF_YEAR = re.compile(r"-\w$")


MAY_CITE = re.compile(
    rf"[(（\[](?:[^()（）\[\]]*?(?:\[\w{{1,20}}\][^()（）\[\]]*?)?[\d@]|(?:[^()（）\[\]]*\s)?(?:{NO_DATE}|{IBIDEM}))"
)
"""What a text has that cites in brackets: a year or a place, a key, "n.d.", "ibid."."""


def describe_source(inline: InlineText) -> Source:
    """Return what a text says of a source, which has no id yet."""
    safe = (address for address, _ in inline.addresses if SAFE_ADDRESS.fullmatch(address))
    url = next(safe, "")
    names = [name for _, name in inline.addresses if name]
    text = " ".join(filter(None, [inline.text, inline.emphasis, *names]))
    parted = _AUTHOR_AND_YEAR.fullmatch(text)
    if parted and parted[3]:
        author, date, title = parted.groups()
        author = author.strip(" .,")
        return Source("", author=author, title=title.strip(" .,;:"), date=date, url=url)
    title = text.strip(" .,;:–—-")
    label = _LABEL.fullmatch(title)
    if label:
        return Source("", author=label[1], date=label[2], url=url)
    publisher = "" if title else _host_of(url)
    return Source("", title=title, publisher=publisher, url=url)


def name_of_source(source: Source) -> str:
    """Return what the id of a source is made of; "" if nothing is known of it."""
    return f"{source.author} {source.date}".strip() or source.title or without_scheme(source.url)


def _host_of(address: str) -> str:
    """Return the host of an address, which a page without a name is cited by."""
    return re.split("[/?#]", without_scheme(address), maxsplit=1)[0]


def split_place(text: str) -> tuple[str, str]:
    """Return a citation without where in its source it is, and that: "AAP 2014", "p. 643"."""
    match = _PLACE_AT_END.fullmatch(text)
    if match is None:
        return text, ""
    return match[1], match[2]


def write_description(source: Source) -> str:
    """Return what may be written of a source so that it is described alike."""
    said = source.title
    if source.author and source.title:
        said = f"{source.author} ({source.date}): {source.title}"
    elif source.author:
        said = f"{source.author} {source.date}".strip()
    return f"{said} {source.url}".strip()


class UnlistedWork(NamedTuple):
    """A work of which only citations speak.

    Attributes:
        work: what the first one says.
        source: the source that argmap made of it.
        span: where that is.
    """

    work: CitedWork
    source: Source
    span: Span


class ListSources:
    """Collects the sources of a list.

    Attributes:
        all: the sources, in the order in which they were met.
        unnamed: the id of the source, which nobody names, of claims that are only marked.
        remarks: the footnotes that name no source, by what they are called in the text.
        unlisted: the works that only citations name, each with its source and its first place.
    """

    def __init__(self, listing: Listing, words: Words) -> None:
        """Begin with the references and footnotes of a list; `words` are those of its language."""
        self.all: list[Source] = []
        self._ledger = listing.ledger
        self.unnamed = ""
        self.unlisted: list[UnlistedWork] = []
        self._listing = listing
        self._works = Works()
        self._words = words
        self._is_markdown = listing.is_markdown
        self._by_address: dict[str, Source] = {}
        self._by_note: dict[str, Citations] = {}
        self.remarks: dict[str, PlacedText] = {}
        self._by_label: dict[str, Source] = {}
        self._by_line: dict[str, Source] = {}
        self._lengths_of_labels: set[int] = set()
        self._last: Source | None = None
        self._ids = Ids()
        for reference in listing.references:
            self._add_reference(reference)
        referred = set(_NAME_OF_FOOTNOTE.findall("\n".join(item.text for item in listing.items())))
        for name, reference in listing.footnotes.items():
            works = parse_citations(reference.text)
            is_cited = all(work.is_name or self._works.find(work) for work in works)
            cited = self._cite_works(works if is_cited else [], reference.span)
            if not cited:
                named, locator = split_place(reference.text)
                source = self._entry_of(named)
                if source is None and name in referred and self._is_remark(reference.text):
                    self.remarks[name] = reference
                    self._by_note[name] = ()
                    self._last = None
                    continue
                if source is None:
                    source, locator = self._add_described(reference), ""
                cited = (Citation(source.id, locator),)
                self._follow(cited)
            self._by_note[name] = cited
        self._last = None

    @property
    def notes(self) -> Collection[str]:
        """What the footnotes are called in the text."""
        return self._by_note.keys()

    def _add_described(self, line: PlacedText) -> Source:
        """Return the source that a line of its own describes."""
        self._leave_out(self._inline(line.text), line.span)
        return self.add(*line)

    def _is_remark(self, text: str) -> bool:
        """Return whether a footnote says something, instead of naming a source."""
        if any(SAFE_ADDRESS.fullmatch(address) for address, _ in self._inline(text).addresses):
            return False
        spoken = spoken_role(text)
        if spoken is not None and spoken.role is Role.SOURCE:
            return False
        author = _BEFORE_REST.match(text)
        return author is None or not is_name(author[1])

    def _entry_of(self, text: str) -> Source | None:
        """Return the source whose entry begins with a description: "Lee, Ann (2019): Sleep"."""
        said = describe_source(self._inline(text))
        source = self._works.find(CitedWork(said.author, said.date))
        if source is None or said.url not in ("", source.url):
            return None
        return source if source.title.casefold().startswith(said.title.casefold()) else None

    def _leave_out(self, inline: InlineText, span: Span) -> None:
        for kind in inline.left_out:
            self._ledger.leave_out(kind, span)

    def _inline(self, text: str) -> InlineText:
        """Return the words of a source: its own links count, notes and references it has none."""
        text = write_out_dois(text)
        if self._is_markdown:
            return markdown_inline(text, (), {})
        return plain_inline(text, ())

    def add(self, text: str, span: Span) -> Source:
        """Return the source that a text describes, made of it the first time."""
        inline = self._inline(text)
        said = describe_source(inline)
        for address, _ in inline.addresses:
            if address != said.url:
                self._ledger.leave_out("link", span)
        if not said.title and not said.author and page_of(said.url) in self._by_address:
            return self._by_address[page_of(said.url)]
        return self._make(name_of_source(said) or text, span, said)

    def _make(self, name: str, span: Span | None, described: Source) -> Source:
        """Return a new source with an id that is made of a name."""
        places = {"": span, "id": span} if span else {}
        return self._keep(replace(described, id=self._ids.give(name), places=places))

    def _keep(self, source: Source) -> Source:
        self.all.append(source)
        self._works.add(source)
        if source.url:
            self._by_address.setdefault(page_of(source.url), source)
        return source

    def citations(self, inline: InlineText, span: Span) -> Citations:
        """Return what an item cites by its links and notes, each once."""
        cited = []
        for address, words in inline.addresses:
            if not SAFE_ADDRESS.fullmatch(address):
                self._ledger.leave_out("non-web link", span)
                continue
            source = self._by_address.get(page_of(address))
            if source is None:
                name = without_scheme(address)
                # What a page without a name is cited by.
                host = "" if words else _host_of(address)
                source = self._make(
                    name, span, Source("", title=words, publisher=host, url=address)
                )
            elif words not in ("", source.title):
                self._ledger.leave_out("link text", span)
            cited.append(Citation(source.id))
        for note, locator in inline.notes:
            for citation in self._by_note[note]:
                cited.append(Citation(citation.source, locator or citation.locator))
        self._follow(cited)
        return tuple(dict.fromkeys(cited))

    def _follow(self, cited: Sequence[Citation]) -> None:
        """Keep what "ibid." stands for: what was cited last, unless that is several sources."""
        ids = {citation.source for citation in cited}
        if ids:
            self._last = self._works.by_id(ids.pop()) if len(ids) == 1 else None

    def is_citation(self, text: str) -> bool:
        """Return whether a text is nothing but a citation with a place: "UBA 2023, p. 14"."""
        named, place = split_place(text)
        label = _LABEL.fullmatch(named) if place else None
        return label is not None and is_name(label[1])

    def cite_text(
        self, text: str, span: Span, linked: Citations
    ) -> tuple[str, Citations, Citations]:
        """Return a claim without the brackets at its end that cite, what these and its links cite,
        and who is cited in it.

        `linked` is what its links cite; of "(https://example.org, p. 4)" the place is left.
        """
        place = _PLACE_OF_LINK.search(text) if linked else None
        if place:
            text = text[: place.start()] + text[place.end() :]
            linked = (*linked[:-1], Citation(linked[-1].source, place[1]))
        brackets: list[Citations] = []
        end = len(text)
        stop = ""
        bracket = end_bracket(text, end)
        while bracket is not None:
            cited = self._cite_works(self._meant(parse_citations(bracket.said)), span)
            if not cited:
                break
            brackets.append(cited)
            end = bracket.start
            stop = bracket.stop or stop
            bracket = end_bracket(text, end)
        text = text[:end]
        if stop and not text.endswith(STOPS):
            text += stop
        stated_in: list[Citation] = []
        for works in works_in_sentence(text):
            stated_in += self._cite_works(self._meant(works), span)
        if not brackets and not stated_in and _LIKE_CITATION.search(text):
            self._last = None  # "ibid." would mean what was not understood
        evidence = chain(linked, *reversed(brackets))
        return text, tuple(dict.fromkeys(evidence)), tuple(dict.fromkeys(stated_in))

    def _meant(self, works: list[CitedWork]) -> list[CitedWork]:
        """Return works that a bracket names, or none if none is sure and none is known.

        "(Lee 2020, 5; but see Smith 2019)" names none, since "but see Smith" isn't a name.
        """
        is_any_sure = False
        for work in works:
            is_sure = work.is_sure or (work.author, work.date) in self._sure
            is_sure = is_sure or self._works.find(work) is not None
            if not is_sure and not work.is_name:
                return []
            is_any_sure |= is_sure
        return works if is_any_sure else []

    @cached_property
    def _sure(self) -> Collection[tuple[str, str]]:
        """The authors and years of all works that are surely cited in the list."""
        texts = [item.text for item in self._listing.items() if MAY_CITE.search(item.text)]
        works = chain.from_iterable(chain.from_iterable(map(works_in_sentence, texts)))
        return {(work.author, work.date) for work in works if work.is_sure}

    def _cite_works(self, works: list[CitedWork], span: Span) -> Citations:
        """Return citations of works, each of a source that there is, or else of a new one."""
        cited: list[Citation] = []
        for work in works:
            source = self._last if work.is_same else self._works.find(work)
            if source is None and work.is_same:
                return ()
            if source is None:
                known = work_of_key(work.key) if work.key else work
                described = Source("", author=known.author, date=known.date)
                source = self._make(work.label, span, described)
                self.unlisted.append(UnlistedWork(work, source, span))
            cited.append(Citation(source.id, work.locator))
        self._follow(cited)
        return tuple(cited)

    def nearest_entry(self, work: CitedWork) -> str:
        """Return what the entry says that is nearest to a work without one; "" if none is near."""
        made = {each.source.id for each in self.unlisted}
        entry = Works(source for source in self.all if source.id not in made).nearest(work)
        return write_description(entry) if entry else ""

    def cite_line(self, text: str, span: Span) -> Citation:
        """Return the citation in an item such as "Source: AAP 2014, p. 643"."""
        named, locator = split_place(text)
        source = self._by_line.get(named)
        works = parse_citations(text)
        if source is None and len(works) == 1:
            work = works[0]
            source = self._last if work.is_same else self._works.find(work)
            if work.locator:
                named, locator = work.label or named, work.locator
        source = source or self._entry_of(named)
        if source is None:
            source = self._by_line[named] = self.add(named, span)
        citation = Citation(source.id, locator)
        self._follow([citation])
        return citation

    def cite(self, pieces: list[str]) -> Citations:
        """Return the citations in an outline's "UNESCO 2023, p. 84", and "p. 85" for the same."""
        cited: list[Citation] = []
        for piece in pieces:
            citation = self._find_labeled(piece)
            if citation is None and cited and not _YEAR.search(piece):
                citation = Citation(cited[-1].source, piece)
            if citation is None:
                label, _, locator = piece.partition(self._words.comma)
                works = parse_citations(label)
                source = self._works.find(works[0]) if len(works) == 1 else None
                if source is None:
                    source = self._make(label, None, describe_source(InlineText(label)))
                self._label(label, source)
                citation = Citation(source.id, locator)
            cited.append(citation)
        return tuple(cited)

    def cite_unnamed(self) -> Citation:
        """Return a citation of the source of claims that are only marked as documented."""
        if not self.unnamed:
            title = self._words.documented
            self.unnamed = self._make(title, None, Source("", title=title)).id
        return Citation(self.unnamed)

    def _find_labeled(self, text: str) -> Citation | None:
        """Return the citation in a text that begins with a label of the bibliography."""
        # The longest label first: one may begin another.
        for length in sorted(self._lengths_of_labels, reverse=True):
            source = self._by_label.get(text[:length])
            locator = text[length:].strip()
            has_comma = locator.startswith((self._words.comma.strip(), ","))
            if source and (has_comma or len(text) <= length):
                return Citation(source.id, locator[1:].strip())
        return None

    def _label(self, label: str, source: Source) -> None:
        self._by_label[label] = source
        self._lengths_of_labels.add(len(label))

    # --- the bibliography of an outline ---

    def _add_reference(self, reference: PlacedText) -> None:
        """Add the source that a line describes: a line of an outline, or any other."""
        text, span = reference
        shown = text
        if self._is_markdown:
            # Its address stays in the text.
            shown = markdown_text(text)
        match = _OF_AN_OUTLINE.fullmatch(shown)
        if match is not None and not self._listing.is_outline and _YEAR.fullmatch(match[2]):
            match = None  # "Miller, Anna (2019): Sleep"
        if match is None or not self._ids.take(match[2]):
            self._add_described(reference)
            return
        label, id, described = match.groups()
        inline = self._inline(text)
        self._leave_out(inline, span)
        source = self._describe_source(label, id, described, inline, span)
        for address, _ in inline.addresses:
            if address != source.url:
                self._ledger.leave_out("link", span)
        known = f"{source.author} {source.title} {source.publisher} {source.date} {source.url}"
        known += f" {self._words.no_date}"
        if not set(_WORD.findall(label)) <= set(_WORD.findall(known)):
            self._ledger.leave_out("label of a source", span)
        self._label(label, self._keep(source))

    def _describe_source(
        self, label: str, id: str, text: str, inline: InlineText, span: Span
    ) -> Source:
        url = author = title = date = ""
        match = _ADDRESS_AT_END.fullmatch(text)
        if match:
            text, url = match.groups("")
        elif inline.addresses:
            url, _ = inline.addresses[0]
        opening, closing = self._words.quotes
        imprint = text
        start = text.find(opening)
        end = text.rfind(closing)
        if 0 <= start < end:
            author = text[:start].rstrip(", ")
            title = text[start + len(opening) : end]
            imprint = text[end + len(closing) :].lstrip(", ")
        # An outline describes by its id a source of which nothing else is known.
        pieces = [piece for piece in imprint.split(", ") if piece and text != id]
        if pieces and not _LETTER_OF_YEAR.sub("", label).endswith(self._words.no_date):
            date = pieces.pop()
        if not title and pieces not in ([], [_host_of(url)]):
            # Nothing shows an author from a publisher, so that a single name is the author's.
            authors = pieces[:-1] or pieces
            author = ", ".join(authors)
            del pieces[: len(authors)]
        return Source(
            id,
            author=author,
            title=title,
            publisher=", ".join(pieces),
            date=date,
            url=url,
            places={"": span, "id": span},
        )
