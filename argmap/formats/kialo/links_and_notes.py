r"""The text of one claim in a Kialo export: Markdown links, footnotes, escapes.

    [anchor](https://example.org/a_\(b\))     the older exports
    anchor [12]                               the newer ones: note 12 of the final `Sources:` block

The anchor stays text, and what it points to becomes a citation. Notes are matched by their numbers,
which rise through the whole file; any may be missing, be cited nowhere, or hold no address. A `[1]`
can be the writer's own.

The links and footnotes of a Kialo export as sources, and citations of them as evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from argmap.formats.shared.ids import Ids
from argmap.model import Citation, Source
from argmap.model.diagnostics import Diagnostic, Span, warning

# Possessive where two parts could match the same text, so that no text takes quadratic time.
_LINK = re.compile(
    r"\[((?:\\.|[^\\\[\]])+)\]\(\s*+((?:\\.|[^\\()\s]|\([^()\s]*\))*)\s*+\)", re.DOTALL
)
_MARKER = re.compile(r" ?\[(\d{1,6})\]")
_ESCAPED_PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCES_HEADING = re.compile(r"\s*Sources:\s*")
_FIRST_LINE_OF_NOTE = re.compile(r"\s*\[(\d{1,6})\](?: (.*))?")
_MOST_HEADINGS = 50
"""How many lines `Sources:` with a note below them are looked at: the writers' own may stand in
what is quoted.
"""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def is_safe(url: str) -> bool:
    """Return whether an address may become a link."""
    return _SAFE_ADDRESS.fullmatch(url) is not None


def is_address(words: str) -> bool:
    """Return whether words are meant as an address, safe or not."""
    return _ADDRESS.fullmatch(words) is not None


def unescape(text: str) -> str:
    """Return text without the backslashes before punctuation."""
    return _ESCAPED_PUNCTUATION.sub(r"\1", text)


def take_links(text: str) -> tuple[str, list[str]]:
    """Return a text with its Markdown links replaced by their anchors, and the addresses linked."""
    urls = [unescape(match[2]) for match in _LINK.finditer(text)]
    return _LINK.sub(lambda match: match[1], text), urls


@dataclass(slots=True)
class Footnote:
    """A note of the `Sources:` block.

    Attributes:
        words: what stands behind its number: an address, or else the words of the writer.
        line: its line, from 1.
        quotation: the lines below it, quoted from what it names.
    """

    words: str
    line: int
    quotation: list[str] = field(default_factory=list)


def take_sources(
    lines: Sequence[str], begins_claim: Callable[[str], bool]
) -> tuple[int, dict[int, Footnote]]:
    """Return the number of lines before the final `Sources:` block, and the notes in it by their
    numbers.

    A block after which a claim begins is not the exporter's. `begins_claim` tells of a line whether
    one begins there.
    """
    first_line: str | None = None  # the first with text behind the line that is looked at
    headings_left = _MOST_HEADINGS
    for index in range(len(lines) - 1, -1, -1):
        if begins_claim(lines[index]):
            break
        if not _SOURCES_HEADING.fullmatch(lines[index]):
            if lines[index].strip():
                first_line = lines[index]
            continue
        begins_notes = (
            first_line is not None and _FIRST_LINE_OF_NOTE.fullmatch(first_line) is not None
        )
        first_line = lines[index]
        if not begins_notes:
            continue
        headings_left -= 1
        if headings_left < 0:
            break
        cited = {int(number) for line in lines[:index] for number in _MARKER.findall(line)}
        notes = _read_footnotes(lines, index + 1, cited)
        if notes:
            return index, notes
    return len(lines), {}


def _read_footnotes(
    lines: Sequence[str], start: int, cited: Collection[int]
) -> dict[int, Footnote]:
    """Return the notes from a line on to the last; none if the first line with text begins none.

    `cited` are the numbers that stand in brackets before.
    """
    beginnings = [_beginning_of_note(line) for line in lines[start:]]
    numbers_with_address = sorted(
        number for number, words in filter(None, beginnings) if is_address(words)
    )
    notes: dict[int, Footnote] = {}
    last = 0
    for index, beginning in enumerate(beginnings):
        line = lines[start + index]
        begins_note = False
        if beginning is not None:
            number, words = beginning
            has_address = is_address(words)
            if has_address:
                del numbers_with_address[bisect_left(numbers_with_address, number)]
            place = bisect_right(numbers_with_address, last)
            next_number = numbers_with_address[place] if place < len(numbers_with_address) else None
            # A number out of turn stands in a quotation: where a number between is still to come,
            # or this one is, with an address; or where nobody cites it, and it is not the next.
            is_in_turn = number > last and (next_number is None or number <= next_number)
            if has_address:
                begins_note = is_in_turn
            else:
                may_be_note = number == last + 1 or number in cited
                begins_note = is_in_turn and may_be_note and number != next_number
            if begins_note:
                notes[number] = Footnote(unescape(words), start + index + 1)
                last = number
        if begins_note:
            continue
        if notes:
            notes[last].quotation.append(line.strip())
        elif line.strip():
            return {}
    return notes


def _beginning_of_note(line: str) -> tuple[int, str] | None:
    """Return the number that a line begins with, as that of a note, and the words behind it."""
    match = _FIRST_LINE_OF_NOTE.fullmatch(line)
    if match is None:
        return None
    return int(match[1]), (match[2] or "").strip()


@dataclass(frozen=True, slots=True)
class FootnoteMarker:
    """A `[12]` in a text.

    Attributes:
        text_index: which of the texts it stands in, from 0.
        start: where it begins in this text; the space before it is part of it.
        end: where it ends.
        number: the number of the note, from 1.
        ambiguous: whether it could as well be the writer's own.
    """

    text_index: int
    start: int
    end: int
    number: int
    ambiguous: bool = False


def find_markers(texts: Sequence[str], numbers: Collection[int]) -> list[FootnoteMarker]:
    """Return a marker for each of these numbers that has one, in the order of the texts.

    Of several with one number, the exporter's is that which fits into the longest rising row of
    numbers; if more than one does, the first is taken and marked as ambiguous.
    """
    candidates = [marker for marker in _find_candidates(texts) if marker.number in numbers]
    fitting = _in_longest_rising_row([marker.number for marker in candidates])
    indexes_of_number: dict[int, list[int]] = {}
    for index, marker in enumerate(candidates):
        indexes_of_number.setdefault(marker.number, []).append(index)
    chosen: list[int] = []
    ambiguous: set[int] = set()
    for indexes in indexes_of_number.values():
        best = [index for index in indexes if fitting[index]] or indexes
        chosen.append(best[0])
        if len(best) > 1:
            ambiguous.add(best[0])
    return [replace(candidates[index], ambiguous=index in ambiguous) for index in sorted(chosen)]


def _find_candidates(texts: Sequence[str]) -> Iterator[FootnoteMarker]:
    for index, text in enumerate(texts):
        for match in _MARKER.finditer(text):
            yield FootnoteMarker(index, match.start(), match.end(), int(match[1]))


def _in_longest_rising_row(numbers: Sequence[int]) -> list[bool]:
    """Return for each of some numbers whether it stands in a longest row among them that rises."""
    up_to = _lengths_of_rising_rows(numbers)
    # From the end, with the signs turned, the rows that a number begins are rows that it ends.
    from_there = _lengths_of_rising_rows([-number for number in reversed(numbers)])
    longest = max(up_to, default=0)
    fits: list[bool] = []
    for before, behind in zip(up_to, reversed(from_there), strict=True):
        fits.append(before + behind - 1 == longest)
    return fits


def _lengths_of_rising_rows(numbers: Sequence[int]) -> list[int]:
    """Return for each of some numbers how long the longest rising row is that it ends."""
    # The smallest number that ends a row of one number, of two …: as in patience sorting.
    smallest_ends: list[int] = []
    lengths: list[int] = []
    for number in numbers:
        place = bisect_left(smallest_ends, number)
        smallest_ends[place : place + 1] = [number]
        lengths.append(place + 1)
    return lengths


_SCHEME_OF_ADDRESS = re.compile(r"\A(https?://(www\.)?|mailto:)", re.IGNORECASE)


class CitingText(Protocol):
    """A claim or a question being read, whose text still holds its links."""

    text: str
    span: Span
    notes: list[str]
    evidence: tuple[Citation, ...]
    quote: str

    @property
    def is_claim(self) -> bool: ...


class LinkedSources:
    """Collects what claims link to.

    Attributes:
        by_words: the sources by their address, or the words that stand for one, in the order in
            which they were met.
    """

    def __init__(self, span_of_line: Callable[[int], Span], diagnostics: list[Diagnostic]) -> None:
        """Begin without sources; `span_of_line` gives the place of a line, counted from 1."""
        self.by_words: dict[str, Source] = {}
        self._span_of_line, self._diagnostics = span_of_line, diagnostics
        self._ids = Ids()
        self._numbers: set[int] = set()
        self._numbers_in_claims: set[int] = set()
        self._citations_in_questions = 0
        self._unsafe_links = 0
        self._uncited_quotations = 0

    def count_dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        yield self._citations_in_questions, "citation in a question"
        yield self._unsafe_links, "unsafe link"
        yield self._uncited_quotations, "uncited quotation"

    def cite(self, texts: Sequence[CitingText], notes: Mapping[int, Footnote]) -> None:
        """Take the links and footnotes out of the texts of claims and questions, which stand in
        their order.
        """
        for citing in texts:
            citing.text, urls = take_links(citing.text)
            citations = self._cite_links(urls, citing.span)
            citing.evidence = _distinct(citations)
        markers = find_markers([citing.text for citing in texts], notes.keys())
        markers_of_texts: dict[int, list[FootnoteMarker]] = {}
        for marker in markers:
            markers_of_texts.setdefault(marker.text_index, []).append(marker)
            if marker.ambiguous:
                message = (
                    f"`[{marker.number}]` stands in several places: the first counts as the"
                    " footnote"
                )
                place = texts[marker.text_index].span
                self._diagnostics.append(warning("ambiguous-footnote", message, place))
        cited = {marker.number for marker in markers}
        self._numbers_in_claims = {
            marker.number for marker in markers if texts[marker.text_index].is_claim
        }
        self._numbers = set(notes)
        for index, citing in enumerate(texts):
            self._cite_notes(citing, markers_of_texts.get(index, []), notes)
            citing.text = unescape(citing.text) or "?"
            if not citing.is_claim:
                # The sources stay. What they document is no claim, which could cite them.
                self._citations_in_questions += len(citing.evidence)
                self._uncited_quotations += bool(citing.quote)
        for number, note in notes.items():
            if number in cited:
                continue
            self._find_or_add(note.words, self._span_of_line(note.line))
            if any(note.quotation):
                self._uncited_quotations += 1

    def without_markers(self, title: str) -> str:
        """Return a title without the markers of notes that no claim cites: they may stand in the
        question alone.
        """
        markers = find_markers([title], self._numbers - self._numbers_in_claims)
        for marker in reversed(markers):
            title = title[: marker.start] + title[marker.end :]
        return title

    def _cite_links(self, urls: Sequence[str], span: Span) -> Iterator[Citation]:
        for url in urls:
            source = self._find_or_add(url, span)
            if source:
                yield Citation(source.id)

    def _cite_notes(
        self, claim: CitingText, markers: Sequence[FootnoteMarker], notes: Mapping[int, Footnote]
    ) -> None:
        """Make the notes of a claim evidence for it, and take their markers out of its text."""
        citations = list(claim.evidence)
        quotations: list[tuple[str, str]] = []
        for marker in markers:
            note = notes[marker.number]
            quotation = "\n".join(note.quotation).strip()
            source = self._find_or_add(note.words, self._span_of_line(note.line))
            if source:
                citations.append(Citation(source.id))
            if not quotation:
                continue
            if source:
                quotations.append((source.id, quotation))
            else:
                self._uncited_quotations += 1
        claim.evidence = _distinct(citations)
        # A claim has one quotation; of several, each goes into its note, with where it is from.
        if len(quotations) == 1:
            claim.quote = quotations[0][1]
        else:
            claim.notes += [f"{source_id}: {quotation}" for source_id, quotation in quotations]
        # The last first, so that the places of the others stay right.
        for marker in reversed(markers):
            before, after = claim.text[: marker.start], claim.text[marker.end :]
            claim.text = before + after

    def _find_or_add(self, words: str, span: Span) -> Source | None:
        """Return the source with an address, or which words name; `None` for an address that is not
        safe to link to.
        """
        if not words:
            return None
        if is_address(words) and not is_safe(words):
            self._unsafe_links += 1
            return None
        if words not in self.by_words:
            id = self._ids.give(_SCHEME_OF_ADDRESS.sub("", words))
            places = {"": span, "id": span, "url": span}
            if is_safe(words):
                self.by_words[words] = Source(id, url=words, places=places)
            else:
                self.by_words[words] = Source(id, title=words, places=places)
        return self.by_words[words]


def _distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))
