"""The outline of a page: entries within entries, each with all that is to be known of its claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.outlines.manuscript import show_runs, show_text
from argmap.outlines.outline import Outline, OutlineEntry
from argmap.outlines.runs import Run, Runs
from argmap.page.passages import PagePassage, Passages


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
            page_entry = _entry(outline, entry, passages)
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


def _entry(outline: Outline, entry: OutlineEntry, passages: Passages) -> PageEntry:
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
