"""The outline of a page: entries within entries, each with all that is to be known of its claim.

The passage of a source in which the words of a quotation stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.documents.citations import Citations
from argmap.documents.manuscript import show_runs, show_text
from argmap.documents.outline import Outline, OutlineEntry
from argmap.documents.text_runs import Run, Runs
from argmap.model import Citation, Claim
from argmap.model.quotations import Passage, Piece, SearchableText, passage_around


class PagePassage(NamedTuple):
    """A passage, safe to show.

    Attributes:
        cited: how its source is cited.
        pieces: its parts; a line feed in them ends a paragraph.
    """

    cited: Runs
    pieces: tuple[Piece, ...]


class Passages:
    """Finds the passages of quotations in the texts of sources."""

    def __init__(self, source_texts: Mapping[str, str], citations: Citations) -> None:
        """Take the texts by the ids of the sources, and how these are cited."""
        self._source_texts = source_texts
        self._citations = citations
        # Many claims may quote one source: its text is made plain once.
        self._searchable: dict[str, SearchableText] = {}

    def passage_of(self, claim: Claim) -> PagePassage | None:
        """Return the passage around the quotation of a claim; None where no text that it cites
        holds its words.
        """
        if not claim.quote:
            return None
        for citation in (*claim.stated_in, *claim.evidence):
            passage = self._passage_in(citation, claim.quote)
            if passage is not None:
                cited = show_runs(self._citations.cite_all([citation]))
                return PagePassage(cited, _show_pieces(passage))
        return None

    def _passage_in(self, citation: Citation, quote: str) -> Passage | None:
        source = citation.source
        if source not in self._source_texts:
            return None
        if source not in self._searchable:
            self._searchable[source] = SearchableText(self._source_texts[source])
        return passage_around(quote, self._searchable[source])


def _show_pieces(passage: Passage) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for text, is_quoted in passage.pieces:
        lines = map(show_text, text.split("\n"))
        pieces.append(Piece("\n".join(lines), is_quoted))
    if passage.goes_on_before:
        pieces.insert(0, Piece("… ", is_quoted=False))
    if passage.goes_on_after:
        pieces.append(Piece(" …", is_quoted=False))
    return tuple(pieces)


class PageEntry(NamedTuple):
    """A line of the outline, and those below it.

    Attributes:
        number: its number.
        claim: the id of the claim that is told or referred to.
        inference: the id of the step in which it bears on what stands above it; "" for a main
            claim.
        see: the number under which the claim is told, where that is elsewhere; else "".
        role: how it bears on what stands above it; may be empty.
        text: the claim.
        marks: what must be known of it besides: "implicit, unsupported".
        remarks: what is told of it to those who ask, a line each.
        passage: where the words that it quotes stand in a source; None where no text of a source
            shows them.
        below: the entries of what bears on it.
    """

    number: str
    claim: str
    inference: str
    see: str
    role: Runs
    text: str
    marks: str
    remarks: tuple[Runs, ...]
    passage: PagePassage | None
    below: list[PageEntry]


class PageSection(NamedTuple):
    """A heading, which may be empty, and the entries below it."""

    heading: str
    entries: list[PageEntry]


def page_sections(outline: Outline, source_texts: Mapping[str, str]) -> list[PageSection]:
    """Return the sections of a page's outline, with passages of the sources whose texts are given
    by their ids.
    """
    passages = Passages(source_texts, outline.citations)
    sections: list[PageSection] = []
    for section in outline.sections:
        # lists[depth] is the list that an entry of this depth is put into.
        lists: list[list[PageEntry]] = [[]]
        for entry in section.entries:
            page_entry = _page_entry(outline, entry, passages)
            del lists[entry.depth + 1 :]
            lists[-1].append(page_entry)
            lists.append(page_entry.below)
        sections.append(PageSection(show_text(section.heading), lists[0]))
    return sections


def in_reading_order(sections: Iterable[PageSection]) -> Iterator[PageEntry]:
    """Yield the entries of all sections, each before what is below it."""
    pending: list[PageEntry] = []
    for section in reversed(list(sections)):
        pending += reversed(section.entries)
    while pending:
        entry = pending.pop()
        yield entry
        pending += reversed(entry.below)


def _page_entry(outline: Outline, entry: OutlineEntry, passages: Passages) -> PageEntry:
    claim = entry.claim
    remarks: tuple[Runs, ...] = ()
    passage = None
    if not entry.see:
        passage = passages.passage_of(claim)
        remarks = tuple(map(show_runs, _remarks(outline, entry, is_in_passage=passage is not None)))
    return PageEntry(
        entry.number,
        claim.id,
        entry.inference.id if entry.inference else "",
        entry.see,
        show_runs(outline.role(entry)),
        show_text(claim.text),
        show_text(outline.marks(entry)),
        remarks,
        passage,
        [],
    )


def _remarks(outline: Outline, entry: OutlineEntry, *, is_in_passage: bool) -> Iterator[Runs]:
    """Yield what is told of a claim and its step: who says so, where, in which words, and what its
    author notes.

    The words stand in the passage of the source where there is one.
    """
    words = outline.words
    claim, inference = entry.claim, entry.inference
    yield from outline.holders(claim.held_by, claim.stated_in, words.held_by, words.stated_in)
    if claim.quote and not is_in_passage:
        yield (Run(words.quote(claim.quote)),)
    if claim.evidence:
        yield (Run(words.evidence + words.colon), *outline.citations.cite_all(claim.evidence))
    if inference is not None:
        yield from outline.holders(
            inference.held_by,
            inference.stated_in,
            words.inference_held_by,
            words.inference_stated_in,
        )
        if inference.scheme:
            yield (Run(words.scheme + words.colon + inference.scheme),)
    if claim.note:
        yield (Run(claim.note),)
    belongs_to = [text for text in (claim.group, *claim.tags) if text]
    if belongs_to:
        yield (Run(words.join_list(belongs_to)),)
