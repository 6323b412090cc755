"""The outline of a page: entries within entries, each with all that is to be known of its claim.

1.1  Reason: Teenagers would sleep more.  [unsupported]     number, role, text, marks
     held by the AAP                                        remarks
     “… we found that teenagers sleep more when …”          passage of a source
     1.1.1  …                                               below
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.diagrams.theme import THEMES, relation_of
from argmap.documents.manuscript import show_runs, show_text
from argmap.documents.outline import Outline, OutlineEntry
from argmap.documents.text_runs import Run, Runs
from argmap.model import Claim
from argmap.model.graph import side_of
from argmap.quotations.passages import Passage, Piece, passage_around
from argmap.quotations.searchable_text import SearchableText


class PagePassage(NamedTuple):
    """A passage, safe to show.

    Attributes:
        cited: how its source is cited.
        pieces: its parts; a line feed in them ends a paragraph.
    """

    cited: Runs
    pieces: tuple[Piece, ...]


class PageEntry(NamedTuple):
    """A line of the outline, and those below it.

    Attributes:
        number: its number.
        classes: how it looks: the kind of its inference, and the side of its claim.
        claim: the id of the claim that is written or referred to.
        inference: the id of the inference in which it bears on what stands above it; "" for a main
            claim.
        see: the number of the claim, if it is written elsewhere; else "".
        role: how it bears on what stands above it; may be empty.
        text: the claim.
        marks: what must be known of it besides: "implicit, unsupported".
        remarks: what is shown of it on request, one line each.
        passage: where the words that it quotes stand in a source; None where no text of a source
            shows them.
        below: the entries of what bears on it.
    """

    number: str
    classes: str
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
    """Return the sections of a page's outline.

    Args:
        outline: the outline of what the page shows.
        source_texts: id of a source -> its text, for the passages of quotations.
    """
    writer = _EntryWriter(outline, source_texts)
    sections: list[PageSection] = []
    for section in outline.sections:
        # lists[depth] is the list that an entry of this depth is put into.
        lists: list[list[PageEntry]] = [[]]
        for entry in section.entries:
            page_entry = writer.entry(entry)
            del lists[entry.depth + 1 :]
            lists[-1].append(page_entry)
            lists.append(page_entry.below)
        sections.append(PageSection(show_text(section.heading), lists[0]))
    return sections


class _EntryWriter:
    """Writes the entries of one outline."""

    def __init__(self, outline: Outline, source_texts: Mapping[str, str]) -> None:
        self.outline = outline
        self.words = outline.words
        self.source_texts = source_texts
        self.sides = side_of(outline.map)
        looks = len(THEMES["color"].sides)
        # Looks recur where there are many sides.
        self.side_numbers: dict[str, int] = {}
        for place, side in enumerate(outline.map.sides):
            self.side_numbers[side] = 1 + place % looks
        # Many claims may quote one source: its text is made plain once.
        self.searchable: dict[str, SearchableText] = {}

    def entry(self, entry: OutlineEntry) -> PageEntry:
        """Return an entry without those below it."""
        claim = entry.claim
        remarks: list[Runs] = []
        passage = None
        if not entry.see:
            passage = self.passage(claim)
            for remark in self.remarks(entry, is_in_passage=passage is not None):
                remarks.append(show_runs(remark))
        inference = entry.inference
        classes = [f"side-{self.side_numbers.get(self.sides[claim.id], 0)}"]
        if inference is not None:
            classes.append(relation_of(inference))
        return PageEntry(
            entry.number,
            " ".join(classes),
            claim.id,
            "" if inference is None else inference.id,
            entry.see,
            show_runs(self.outline.role(entry)),
            show_text(claim.text),
            show_text(self.outline.marks(entry)),
            tuple(remarks),
            passage,
            [],
        )

    def remarks(self, entry: OutlineEntry, *, is_in_passage: bool) -> Iterator[Runs]:
        """Yield what there is to say of a claim and its inference: who says so, where, in which
        words, and what its author notes.

        The words are in the passage of the source where there is one.
        """
        words, outline = self.words, self.outline
        claim, inference = entry.claim, entry.inference
        yield from outline.holders(claim, words.held_by, words.stated_in)
        if claim.quote and not is_in_passage:
            yield (Run(words.quote(claim.quote)),)
        if claim.evidence:
            yield (Run(words.evidence + words.colon), *outline.citations.cite_all(claim.evidence))
        if inference is not None:
            by, where = words.inference_held_by, words.inference_stated_in
            yield from outline.holders(inference, by, where)
            if inference.scheme:
                yield (Run(words.scheme + words.colon + inference.scheme),)
        if claim.note:
            yield (Run(claim.note),)
        belongs_to = [text for text in (claim.group, *claim.tags) if text]
        if belongs_to:
            yield (Run(words.join_list(belongs_to)),)

    def passage(self, claim: Claim) -> PagePassage | None:
        """Return the passage around a claim's quotation, if a text that it cites has its words."""
        if not claim.quote:
            return None
        for citation in (*claim.stated_in, *claim.evidence):
            source = citation.source
            if source not in self.source_texts:
                continue
            if source not in self.searchable:
                self.searchable[source] = SearchableText(self.source_texts[source])
            passage = passage_around(claim.quote, self.searchable[source])
            if passage is not None:
                cited = show_runs(self.outline.citations.cite_all([citation]))
                return PagePassage(cited, tuple(_show_pieces(passage)))
        return None


def _show_pieces(passage: Passage) -> Iterator[Piece]:
    if passage.goes_on_before:
        yield Piece("… ", is_quoted=False)
    for text, is_quoted in passage.pieces:
        yield Piece("\n".join(map(show_text, text.split("\n"))), is_quoted)
    if passage.goes_on_after:
        yield Piece(" …", is_quoted=False)
