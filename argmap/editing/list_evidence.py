"""What documents a claim of a list: brackets below an item of an outline, or items of their own.

1.1 Sleep helps.
    (held by UNESCO; evidence: UNESCO 2023, p. 84)

- Sleep helps.
  - Source: Sleep and school, p. 84
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.editing.list_layout import ListLayout, indent_of
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_sources import add_notes, has_note, source_line, take_out
from argmap.editing.list_text import ListItem
from argmap.formats.lists.outline_words import beginnings_of_attributions
from argmap.model import Citation, Claim, Source
from argmap.model.edits import Change

_UNIT = "  "


def change_evidence(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write what documents a claim."""
    if plan.file.is_outline:
        plan.attributed.add(item)
        plan.changes += _with_evidence(plan, item, claim.evidence)
        list_new_sources(plan, claim.evidence)
        return
    before = plan.before.claims[claim.id].evidence
    for citation in before:
        if citation not in claim.evidence:
            take_out(plan, item, citation)
    added = [citation for citation in claim.evidence if citation not in before]
    add_notes(plan, item, added)
    lines: list[str] = []
    lead = plan.file.child_lead(item, None)
    for citation in added:
        if not has_note(plan, citation.source):
            lines.append(lead + source_line(plan, citation))
    if lines:
        plan.insert(item.end, lines)


# --- outlines ---


def _with_evidence(plan: ListPlan, item: ListItem, evidence: Sequence[Citation]) -> list[Change]:
    """Return the changes that write evidence into the brackets below an item."""
    from argmap.documents.citations import Citations
    from argmap.documents.text_runs import plain

    file = plan.file
    words = file.words
    of_claim, of_inference = attributions(file, item)
    beginning = f"{words.evidence}{words.colon}"
    pieces = [piece for piece in of_claim if not piece.startswith(beginning)]
    if evidence:
        citations = Citations(plan.after.sources.values(), words)
        cited = plain(citations.cite_all(evidence))
        pieces.append(f"{beginning}{file.escaped(cited)}")
    pieces += of_inference
    return _with_aside(file, item, _aside(file, pieces))


def list_new_sources(plan: ListPlan, evidence: Sequence[Citation]) -> None:
    """Plan to list new sources below "Sources", as far as a citation says less than is known."""
    new: dict[str, Source] = {}
    for citation in evidence:
        source = plan.after.sources[citation.source]
        is_said = source == Source(source.id, author=source.author, date=source.date)
        if source.id not in plan.before.sources and not (is_said and source.author):
            new[source.id] = source
    if not new:
        return
    from argmap.documents.citations import Citations

    file = plan.file
    listed: list[str] = []
    references = Citations(plan.after.sources.values(), file.words).bibliography()
    for reference in references:
        if reference.source.id in new:
            listed.append(reference.line(file.words))
    if file.listing.references:
        last = file.listing.references[-1].span
        lead = file.line(last.line - 1)[: last.column - 1]
        plan.insert(last.line, [lead + file.escaped(line) for line in listed])
        return
    lead = "- " if file.is_markdown else _UNIT
    lines = [lead + file.escaped(line) for line in listed]
    plan.insert(len(file.starts) - 1, ["", *file.heading(file.words.sources), *lines])


def _with_aside(file: ListLayout, item: ListItem, aside: str) -> list[Change]:
    """Return the changes that write other brackets below an item; "" takes them out."""
    said = item.item.attribution
    if said and aside:
        start = file.text.index(said, file.starts[item.last_of_text + 1])
        return [Change(start, start + len(said), aside)]
    if said:
        start, end = file.lines(item.last_of_text + 1, item.last_of_text + 2)
        return [Change(start, end, "")]
    if aside:
        offset = file.text_of(item).end
        indent = _indent_of_aside(file, file.lead(item))
        return [Change(offset, offset, f"{file.newline}{indent}{aside}")]
    return []


def attributions(file: ListLayout, item: ListItem) -> tuple[list[str], list[str]]:
    """Return what the brackets below an item say of its claim, and of its inference."""
    words = file.words
    of_claim: list[str] = []
    of_inference: list[str] = []
    said = item.item.attribution
    if not said:
        return of_claim, of_inference
    pieces = of_claim
    for piece in said.strip("()（）").split(words.semicolon):
        named = _name_of_attribution(file, piece)
        if piece == words.inference_likewise:
            of_inference.append(piece)
        elif named:
            pieces = of_inference if named.startswith("inference") else of_claim
            pieces.append(piece)
        elif pieces:
            pieces[-1] += words.semicolon + piece
        else:
            pieces.append(piece)
    return of_claim, of_inference


def _name_of_attribution(file: ListLayout, piece: str) -> str:
    """Return what a piece of an attribution begins with, such as `held_by`; "" if it goes on."""
    for name, beginning in beginnings_of_attributions(file.words).items():
        if piece.startswith(beginning):
            return name
    return ""


def attribution_lines(
    file: ListLayout, item: ListItem, lead: str, of_inference: Sequence[str]
) -> list[str]:
    """Return the line in brackets below an item whose inference is another one."""
    of_claim, _ = attributions(file, item)
    aside = _aside(file, [*of_claim, *of_inference])
    if not aside:
        return []
    return [_indent_of_aside(file, lead) + aside]


def _aside(file: ListLayout, pieces: Sequence[str]) -> str:
    """Return what is said below an item, in brackets; "" if nothing is."""
    if not pieces:
        return ""
    said = file.words.semicolon.join(pieces)
    return file.words.aside(said).lstrip()


def _indent_of_aside(file: ListLayout, lead: str) -> str:
    """Return the indentation of the line with brackets below an item with this lead."""
    levels = 1 if file.is_markdown else 2
    return indent_of(lead) + _UNIT * levels
