"""The links and footnotes of a Kialo export as sources, and citations of them as evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from argmap.formats.kialo.text import Footnote, FootnoteMarker, find_markers, is_safe, take_links, unescape
from argmap.formats.shared.ids import Ids
from argmap.model import Citation, Source
from argmap.model.diagnostics import Diagnostic, Span, warning

_SCHEME_OF_ADDRESS = re.compile(r"\A(https?://(www\.)?|mailto:)", re.IGNORECASE)


class CitingClaim(Protocol):
    """A claim being read, whose text still holds its links."""

    text: str
    span: Span
    notes: list[str]
    evidence: tuple[Citation, ...]
    quote: str


class LinkedSources:
    """Collects what claims link to.

    Attributes:
        by_url: the sources by their address, in the order in which they were met.
    """

    def __init__(self, span_of_line: Callable[[int], Span], diagnostics: list[Diagnostic]) -> None:
        """Begin without sources; `span_of_line` gives the place of a line, counted from 1."""
        self.by_url: dict[str, Source] = {}
        self._span_of_line, self._diagnostics = span_of_line, diagnostics
        self._ids = Ids()
        self._unsafe_links = 0
        self._uncited_quotations = 0

    def dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        yield self._unsafe_links, "unsafe link"
        yield self._uncited_quotations, "uncited quotation"

    def cite(self, claims: Sequence[CitingClaim], notes: Sequence[Footnote]) -> None:
        """Take the links and footnotes out of the texts of claims."""
        for claim in claims:
            claim.text, urls = take_links(claim.text)
            citations = self._cite_links(urls, claim.span)
            claim.evidence = _distinct(citations)
        markers = find_markers([claim.text for claim in claims], len(notes))
        markers_of_claims: dict[int, list[FootnoteMarker]] = {}
        for marker in markers:
            markers_of_claims.setdefault(marker.text_index, []).append(marker)
            if marker.ambiguous:
                message = f"`[{marker.number}]` stands in several places: the first counts as the footnote"
                place = claims[marker.text_index].span
                self._diagnostics.append(warning("ambiguous-footnote", message, place))
        # Markers run 1, 2, 3 …, so it is the notes after the last of them that no claim cites.
        for note in notes[len(markers) :]:
            self._find_or_add(note.url, self._span_of_line(note.line))
            if any(note.quotation):
                self._uncited_quotations += 1
        for index, claim in enumerate(claims):
            self._cite_notes(claim, markers_of_claims.get(index, []), notes)
            claim.text = unescape(claim.text) or "?"

    def _cite_links(self, urls: Sequence[str], span: Span) -> Iterator[Citation]:
        for url in urls:
            source = self._find_or_add(url, span)
            if source:
                yield Citation(source.id)

    def _cite_notes(self, claim: CitingClaim, markers: Sequence[FootnoteMarker], notes: Sequence[Footnote]) -> None:
        """Make the notes of a claim evidence for it, and take their markers out of its text."""
        citations = list(claim.evidence)
        quotations: list[tuple[str, str]] = []
        for marker in markers:
            note = notes[marker.number - 1]
            quotation = "\n".join(note.quotation).strip()
            source = self._find_or_add(note.url, self._span_of_line(note.line))
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

    def _find_or_add(self, url: str, span: Span) -> Source | None:
        """Return the source with an address, `None` if the address is not safe to link to."""
        if not is_safe(url):
            self._unsafe_links += 1
            return None
        if url not in self.by_url:
            id = self._ids.give(_SCHEME_OF_ADDRESS.sub("", url))
            places = {"": span, "id": span, "url": span}
            self.by_url[url] = Source(id, url=url, places=places)
        return self.by_url[url]


def _distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))
