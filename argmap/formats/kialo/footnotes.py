"""The links and footnotes of a Kialo export as sources, and citations of them as evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from argmap.formats.kialo.text import (
    Footnote,
    FootnoteMarker,
    find_markers,
    is_address,
    is_safe,
    take_links,
    unescape,
)
from argmap.formats.shared.ids import Ids
from argmap.model import Citation, Source
from argmap.model.diagnostics import Diagnostic, Span, warning

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
