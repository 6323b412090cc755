"""What a list leads to, as sources: links, footnotes, and the references below "Sources"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from argmap.formats.lists.inline_markup import (
    InlineText,
    markdown_inline,
    markdown_text,
    plain_inline,
)
from argmap.formats.lists.listing import Listing, SourceLine
from argmap.formats.shared.ids import Ids
from argmap.languages.words import Words
from argmap.model import Citation, Source
from argmap.model.diagnostics import Span
from argmap.model.parts import ID

_SCHEME_OF_ADDRESS = re.compile(r"\A(https?://(www\.)?|mailto:)", re.IGNORECASE)
_HOST = re.compile(r"\A(?:https?://(?:www\.)?|mailto:)|[/?#].*\Z", re.IGNORECASE | re.DOTALL)
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_AUTHOR_AND_YEAR = re.compile(
    r"([^\d()]{2,120}?)\s*\((\d{4}[a-z]?|n\. ?d\.|o\. ?J\.)\)\s*[.:,]?\s*(.*)"
)
_OF_AN_OUTLINE = re.compile(rf"(.+?)\s*[(（]({ID.pattern})[)）]\s*[:：]\s*(.*)")
_ADDRESS_AT_END = re.compile(r"(?:(.*), |)(\S+://\S+|mailto:\S+)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LETTER_OF_YEAR = re.compile(r"-\w$")


class ListSources:
    """Collects the sources of a list.

    Attributes:
        all: the sources, in the order in which they were met.
        unsafe_links: how many links lead to no web address.
        unnamed: whether a claim is documented by a source that nobody names.
    """

    def __init__(self, listing: Listing, words: Words) -> None:
        """Begin with the references and footnotes of a list; `words` are those of its language."""
        self.all: list[Source] = []
        self.unsafe_links = 0
        self.unnamed = ""
        self._words = words
        self._is_markdown = listing.is_markdown
        self._by_address: dict[str, Source] = {}
        self._by_note: dict[str, Source] = {}
        self._by_label: dict[str, Source] = {}
        self._lengths_of_labels: list[int] = []
        self._ids = Ids()
        for reference in listing.references:
            self._add_reference(reference)
        for name, reference in listing.footnotes.items():
            self._by_note[name] = self.add(reference.text, reference.span)

    @property
    def notes(self) -> Collection[str]:
        """What the footnotes are called in the text."""
        return self._by_note.keys()

    def add(self, text: str, span: Span) -> Source:
        """Return the source that a line describes, made of it the first time."""
        # Its own links and addresses count; notes and references it has none.
        inline = markdown_inline(text, (), {}) if self._is_markdown else plain_inline(text, ())
        safe_addresses = [
            address for address, _ in inline.addresses if _SAFE_ADDRESS.fullmatch(address)
        ]
        address = safe_addresses[0] if safe_addresses else ""
        title = inline.text.strip(" .,;:–—-")
        author, date = "", ""
        parted = _AUTHOR_AND_YEAR.fullmatch(inline.text)
        if parted and parted[3]:
            author, date, title = parted[1].strip(" .,"), parted[2], parted[3].strip(" .,;:")
        if not title and address in self._by_address:
            return self._by_address[address]
        name = f"{author} {date}".strip() or title or _SCHEME_OF_ADDRESS.sub("", address) or text
        source = Source(
            self._ids.give(name),
            author=author,
            title=title,
            date=date,
            url=address,
            places=_at(span),
        )
        self._keep(source)
        return source

    def citations(self, inline: InlineText, span: Span) -> tuple[Citation, ...]:
        """Return what an item cites by its links and notes, each once."""
        cited: dict[Citation, None] = {}
        for address, words in inline.addresses:
            if _SAFE_ADDRESS.fullmatch(address):
                cited[Citation(self._linked(address, words, span).id)] = None
            else:
                self.unsafe_links += 1
        for note in inline.notes:
            cited[Citation(self._by_note[note.name].id, note.locator)] = None
        return tuple(cited)

    def cite(self, pieces: list[str]) -> tuple[Citation, ...]:
        """Return the citations that an outline writes as "UNESCO 2023, p. 84", and "p. 85" for the
        same source.
        """
        cited: list[Citation] = []
        for piece in pieces:
            citation = self._find_labeled(piece)
            if citation is None and cited and not _YEAR.search(piece):
                citation = Citation(cited[-1].source, piece)
            cited.append(citation or self._cite_without_reference(piece))
        return tuple(cited)

    def _find_labeled(self, text: str) -> Citation | None:
        """Return the citation in a text that begins with a label of the bibliography."""
        # The longest label first: one may begin another.
        for length in reversed(self._lengths_of_labels):
            source = self._by_label.get(text[:length])
            if source is None:
                continue
            if len(text) <= length:
                return Citation(source.id)
            locator = text[length:].strip()
            for comma in (self._words.comma.strip(), ","):
                if locator.startswith(comma):
                    return Citation(source.id, locator.removeprefix(comma).strip())
        return None

    def _cite_without_reference(self, text: str) -> Citation:
        label, _, locator = text.partition(self._words.comma)
        source = Source(self._ids.give(label), title=label)
        self._keep(source)
        self._label(label, source)
        return Citation(source.id, locator)

    def _label(self, label: str, source: Source) -> None:
        self._by_label[label] = source
        place = bisect_left(self._lengths_of_labels, len(label))
        if self._lengths_of_labels[place : place + 1] != [len(label)]:
            self._lengths_of_labels.insert(place, len(label))

    def cite_unnamed(self) -> Citation:
        """Return a citation of the source of claims that are only marked as documented."""
        if not self.unnamed:
            source = Source(self._ids.give(self._words.documented), title=self._words.documented)
            self._keep(source)
            self.unnamed = source.id
        return Citation(self.unnamed)

    def _keep(self, source: Source) -> None:
        self.all.append(source)
        if source.url:
            self._by_address.setdefault(source.url, source)

    def _linked(self, address: str, words: str, span: Span) -> Source:
        if address not in self._by_address:
            id = self._ids.give(_SCHEME_OF_ADDRESS.sub("", address))
            # What a page without a name is cited by.
            host = "" if words else _HOST.sub("", address)
            self._keep(Source(id, title=words, publisher=host, url=address, places=_at(span)))
        return self._by_address[address]

    # --- the bibliography of an outline ---

    def _add_reference(self, reference: SourceLine) -> None:
        """Add the source of a line: of an outline ("Lee 2019 (lee2019): Ann Lee, “Sleep”, 2019") or
        any other.
        """
        text = reference.text
        if self._is_markdown:
            # Its address stays in the text.
            text = markdown_text(text)
        match = _OF_AN_OUTLINE.fullmatch(text)
        if match is None or not self._ids.take(match[2]):
            self.add(reference.text, reference.span)
            return
        label, id, described = match[1], match[2], match[3]
        source = self._describe_source(label, id, described, reference.span)
        self._keep(source)
        self._label(label, source)

    def _describe_source(self, label: str, id: str, text: str, span: Span) -> Source:
        url = ""
        match = _ADDRESS_AT_END.fullmatch(text)
        if match:
            text, url = match[1] or "", match[2]
        author, title, imprint = _split_at_title(text, self._words)
        pieces = [piece for piece in imprint.split(", ") if piece]
        if text == id:
            # An outline describes by its id a source of which nothing else is known.
            pieces = []
        date = ""
        has_date = not _LETTER_OF_YEAR.sub("", label).endswith(self._words.no_date)
        if pieces and has_date:
            date = pieces.pop()
        if not title and len(pieces) == 1:
            # Nothing tells an author from a publisher, so that a single name is taken for the
            # author's.
            author = pieces.pop()
        elif not title and pieces:
            *authors, last = pieces
            author = ", ".join(authors)
            pieces = [last]
        publisher = ", ".join(pieces)
        places = _at(span)
        return Source(
            id, author=author, title=title, publisher=publisher, date=date, url=url, places=places
        )


def _split_at_title(text: str, words: Words) -> tuple[str, str, str]:
    """Return what stands before the title in quotation marks, the title, and
    what stands behind it.
    """
    opening, closing = words.quotes
    start = text.find(opening)
    end = text.rfind(closing)
    if start < 0 or end <= start:
        return "", "", text
    title = text[start + len(opening) : end]
    return text[:start].rstrip(", "), title, text[end + len(closing) :].lstrip(", ")


def _at(span: Span) -> dict[str, Span]:
    return {"": span, "id": span}
