"""What documents a claim of a list: notes, links, or items below it.

- Sleep helps [1, p. 3].            a note; what it says is below the list
- Sleep helps (https://who.int).    a link
- Sleep helps (Smith 2020, 4).      a citation by author and year
  - Source: Smith 2020, p. 4        an item of its own
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.editing.cited_sources import EvidenceWords
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem, Stretch
from argmap.editing.refusals import refuse
from argmap.formats.lists.cited_works import Works, end_bracket, parse_citations
from argmap.formats.lists.inline_markup import InlineText, markdown_inline, plain_inline
from argmap.formats.lists.sources import (
    describe_source,
    split_place,
    write_description,
)
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role
from argmap.model import Citation, Claim, Source

_UNIT = "  "
# What may follow a note at the end of a sentence.
_STOPS = ".!?。"


# --- what cites a source ---


def _note_of(plan: ListPlan, source: str) -> str:
    """Return what the note of a source is called, such as `1` or `^who`; "" if it has none."""
    known = plan.before.sources.get(source)
    if known is None:
        return ""
    for name, line in plan.file.listing.footnotes.items():
        if line.span == known.at():
            return name
    return ""


def source_line(plan: ListPlan, citation: Citation) -> str:
    """Return the text of an item that only cites a source: "Source: Smith 2020, p. 4"."""
    words = plan.file.words
    listed = LIST_WORDS[words.tag].source
    if not listed:
        refuse("lists in this language have no word for a source")
    cited = _words_for(plan, plan.after.sources[citation.source])
    if citation.locator:
        cited = f"{cited}, {citation.locator}"
        if split_place(cited)[1] != citation.locator and citation.source in plan.before.sources:
            # "44" is read as a place only behind author and year.
            cited = EvidenceWords(plan.before.sources, words).write(citation)
    return f"{listed[0].capitalize()}{words.colon}{cited}"


def _words_for(plan: ListPlan, source: Source) -> str:
    """Return the words that a list has for a source, or that describe it."""
    file = plan.file
    known = plan.before.sources.get(source.id)
    span = known.at() if known is not None else None
    item = file.item_on.get(span.line - 1) if span is not None else None
    if item is not None and file.role(item) is Role.SOURCE:
        named, _ = split_place(_said_of_source(plan, item))
        return named
    if known is not None and known.url:
        return known.url
    return file.escaped(write_description(source))


def _said_of_source(plan: ListPlan, item: ListItem) -> str:
    """Return what an item says of a source, without the word in front of it."""
    spoken = plan.file.spoken(item)
    if spoken is not None:
        return spoken.text.strip()
    start, end = plan.file.text_of(item)
    return plan.file.text[start:end].strip()


def _inline(plan: ListPlan, text: str) -> InlineText:
    if plan.file.is_markdown:
        return markdown_inline(text, (), {})
    return plain_inline(text, ())


# --- adding ---


def add_notes(plan: ListPlan, item: ListItem, citations: Sequence[Citation]) -> None:
    """Plan to add the notes of those sources that have one to the text of an item."""
    file = plan.file
    notes: list[str] = []
    for citation in citations:
        name = _note_of(plan, citation.source)
        if name:
            locator = f", {citation.locator}" if citation.locator else ""
            notes.append(f" [{name}{locator}]")
    if not notes:
        return
    place, _ = file.marks_of(item)
    offset = place.start
    if file.text[offset - 1] in _STOPS:
        offset -= 1
    plan.replace(Stretch(offset, offset), "".join(notes))


# --- taking out ---


def take_out(plan: ListPlan, item: ListItem, citation: Citation) -> None:
    """Plan to take out what makes an item cite a source."""
    for below in item.below:
        if _cites(plan, below, citation):
            plan.removed.add(below)
            return
    name = _note_of(plan, citation.source)
    if name and _take_out_note(plan, item, name, citation.locator):
        return
    url = plan.before.sources[citation.source].url
    if url and _take_out_link(plan, item, url):
        return
    if _take_out_bracket(plan, item, citation):
        return
    refuse("argmap does not find where this claim cites its source")


def _cites(plan: ListPlan, item: ListItem, citation: Citation) -> bool:
    """Return whether an item only makes the one above it cite a source."""
    if any(plan.file.item_of(claim) is item for claim in plan.before.claims):
        return False
    named, locator = split_place(_said_of_source(plan, item))
    if locator != citation.locator:
        return False
    source = plan.before.sources[citation.source]
    said = describe_source(_inline(plan, named))
    if said.url and not said.title and not said.author:
        return said.url == source.url
    return replace(said, id=source.id) == source


def _take_out_note(plan: ListPlan, item: ListItem, name: str, locator: str) -> bool:
    """Plan to take a note out of the text of an item, and return whether it is there."""
    place = r"(?:[,;:]\s*" + re.escape(locator) + ")" if locator else ""
    pattern = rf"\s?\[{re.escape(name)}{place}\]"
    return _take_out_match(plan, item, pattern)


def _take_out_link(plan: ListPlan, item: ListItem, url: str) -> bool:
    """Plan to take a link out of the text of an item; its words stay."""
    address = re.escape(url)
    aside = rf"\s*[(（](?:[^()（）\[\]]{{1,20}}[:： ]\s*)?<?{address}>?[)）]"
    bare = rf"\s*<?{address}>?(?![^\s.,;])"
    words = rf"\[([^\[\]]+)\]\({address}\)"
    return any(_take_out_match(plan, item, pattern) for pattern in (words, aside, bare))


def _take_out_bracket(plan: ListPlan, item: ListItem, citation: Citation) -> bool:
    """Plan to take out a bracket at the end that cites nothing else: "(Miller 2019, 44)"."""
    start, end = plan.file.text_of(item)
    text = plan.file.text[start:end]
    bracket = end_bracket(text, len(text))
    works = parse_citations(bracket.said) if bracket else []
    if bracket is None or len(works) != 1 or works[0].locator != citation.locator:
        return False
    source = Works(plan.before.sources.values()).find(works[0])
    if source is None or source.id != citation.source:
        return False
    plan.replace(Stretch(start + bracket.start, end - len(bracket.stop)), "")
    return True


def _take_out_match(plan: ListPlan, item: ListItem, pattern: str) -> bool:
    start, end = plan.file.text_of(item)
    match = re.search(pattern, plan.file.text[start:end])
    if match is None:
        return False
    kept = match[1] if match.re.groups else ""
    plan.replace(Stretch(start + match.start(), start + match.end()), kept)
    return True


# --- evidence that changes ---


def change_evidence(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write what documents a claim."""
    before = plan.before.claims[claim.id].evidence
    for citation in before:
        if citation not in claim.evidence:
            take_out(plan, item, citation)
    added = [citation for citation in claim.evidence if citation not in before]
    add_notes(plan, item, added)
    lines: list[str] = []
    lead = plan.file.child_lead(item, None)
    for citation in added:
        if not _note_of(plan, citation.source):
            lines.append(lead + source_line(plan, citation))
    if lines:
        plan.insert(item.end, lines)
