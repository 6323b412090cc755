"""The links and footnotes of a Kialo export as sources, and citations of them as evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from argmap.formats.kialo.text import Footnote, Marker, find_markers, is_safe, take_links, unescape
from argmap.formats.shared.ids import Ids
from argmap.model import Citation, Source
from argmap.model.diagnostics import Diagnostic, Severity, Span


class Citing(Protocol):
    """A claim being read, whose text still holds its links."""

    text: str
    span: Span
    notes: list[str]
    evidence: tuple[Citation, ...]
    quote: str


class Sources:
    """Collects what claims link to. `all` are the sources by address, in the order of their first mention."""

    def __init__(self, span: Callable[[int], Span], found: list[Diagnostic]) -> None:
        self.all: dict[str, Source] = {}
        self._span, self._found, self._ids = span, found, Ids()
        self._unsafe = 0
        self._unquoted = 0

    def dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        yield self._unsafe, "unsafe link"
        yield self._unquoted, "uncited quotation"

    def cite(self, claims: Sequence[Citing], notes: Sequence[Footnote]) -> None:
        """Take the links and footnotes out of the texts of claims."""
        for claim in claims:
            claim.text, urls = take_links(claim.text)
            claim.evidence = tuple(dict.fromkeys(self._citations(urls, claim.span)))
        markers: dict[int, list[Marker]] = {}
        for marker in find_markers([claim.text for claim in claims], len(notes)):
            markers.setdefault(marker.text, []).append(marker)
            self._doubt(marker, claims[marker.text])
        self._uncited(notes[sum(map(len, markers.values())) :])
        for index, claim in enumerate(claims):
            self._annotate(claim, markers.get(index, []), notes)
            claim.text = unescape(claim.text) or "?"

    def _doubt(self, marker: Marker, claim: Citing) -> None:
        if marker.ambiguous:
            message = f"`[{marker.number}]` stands in several places: the first counts as the footnote"
            self._found.append(Diagnostic("ambiguous-footnote", Severity.WARNING, message, claim.span))

    def _uncited(self, notes: Sequence[Footnote]) -> None:
        for note in notes:
            self._source(note.url, self._span(note.line))
            self._unquoted += any(note.quotation)

    def _annotate(self, claim: Citing, markers: Sequence[Marker], notes: Sequence[Footnote]) -> None:
        quotes: list[tuple[str, str]] = []
        cited = list(claim.evidence)
        for marker in markers:
            note = notes[marker.number - 1]
            quotation = "\n".join(note.quotation).strip()
            if source := self._source(note.url, self._span(note.line)):
                cited.append(Citation(source.id))
                quotes += [(source.id, quotation)] if quotation else []
            else:
                self._unquoted += bool(quotation)
        for marker in reversed(markers):
            claim.text = claim.text[: marker.start] + claim.text[marker.end :]
        claim.evidence = tuple(dict.fromkeys(cited))
        if len(quotes) == 1:
            claim.quote = quotes[0][1]
        else:
            claim.notes += [f"{source}: {words}" for source, words in quotes]

    def _citations(self, urls: Sequence[str], span: Span) -> Iterator[Citation]:
        for url in urls:
            if source := self._source(url, span):
                yield Citation(source.id)

    def _source(self, url: str, span: Span) -> Source | None:
        if not is_safe(url):
            self._unsafe += 1
            return None
        if url not in self.all:
            name = re.sub(r"\A(https?://(www\.)?|mailto:)", "", url, flags=re.IGNORECASE)
            self.all[url] = Source(self._ids.give(name), url=url, places={"": span, "id": span, "url": span})
        return self.all[url]
