"""What documents a claim of a list: brackets below an item of an outline, or items of their own.

1.1 Sleep helps.
    (held by UNESCO; evidence: UNESCO 2023, p. 84)

- Sleep helps.
  - Source: Sleep and school, p. 84
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.editing.changes import Change
from argmap.editing.list_layout import ListLayout, indent_of
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem
from argmap.editing.operations import EditRefused
from argmap.formats.lists.outline_words import beginnings_of_attributions
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role
from argmap.model import Citation, Claim

_UNIT = "  "


def change_evidence(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write what documents a claim."""
    file = plan.file
    if file.is_outline:
        plan.attributed.add(item)
        plan.changes += _with_evidence(plan, item, claim.evidence)
        return
    for each in item.below:
        if file.role(each) is Role.SOURCE:
            plan.removed.add(each)
    lead = file.child_lead(item, None)
    lines = [f"{lead}{line}" for line in _source_lines(plan, claim.evidence)]
    if lines:
        plan.insert(item.end, lines)


def _source_lines(plan: ListPlan, evidence: Sequence[Citation]) -> list[str]:
    """Return the items of a list without numbers that say what documents a claim."""
    words = plan.file.words
    listed = LIST_WORDS[words.tag].source
    if not listed:
        raise EditRefused("lists in this language have no word for a source")
    lines: list[str] = []
    for citation in evidence:
        source = plan.after.sources[citation.source]
        cited = source.title or f"{source.author} {source.date}".strip() or source.url
        if citation.locator:
            cited = f"{cited}, {citation.locator}"
        word = listed[0].capitalize()
        lines.append(f"{word}{words.colon}{plan.file.escaped(cited)}")
    return lines


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
