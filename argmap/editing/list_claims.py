"""The claims of a list: their texts, marks and sides, and new claims that bear on nothing.

- Phones distract.     →     - Phones distract pupils. [common ground]
"""

from __future__ import annotations

import re

from argmap.editing.list_evidence import change_evidence
from argmap.editing.list_plan import ListPlan, refuse
from argmap.editing.list_subtrees import lines_of_subtree
from argmap.editing.list_text import ListItem, Stretch
from argmap.model import Claim
from argmap.model.fields import Field
from argmap.util.text import shorten, width

_MARKS = ("common_ground", "implicit")


def change_claims(plan: ListPlan) -> None:
    """Plan to change the claims that stay."""
    for id in plan.before.claims:
        if id not in plan.after.claims:
            continue
        for field in plan.difference.changed_fields(id):
            _change_field(plan, id, field)


def _change_field(plan: ListPlan, id: str, field: Field) -> None:
    item = plan.file.item_of(id)
    claim = plan.after.claims[id]
    if field.name == "text":
        _change_text(plan, id, claim.text)
    elif item is None:
        refuse("a list says no more of a title or a heading than its text")
    elif field.name in _MARKS:
        word = getattr(plan.file.words, field.name)
        mark(plan, item, word, is_marked=getattr(claim, field.name))
    elif field.name == "evidence":
        if claim.evidence:
            mark_as_supported(plan, item)
        change_evidence(plan, item, claim)
    elif field.name == "side" and item.parent is None and claim.main:
        _change_side(plan, item, claim.side)
    else:
        refuse("in a list, headings say which claims are the main claims of a side")


# --- texts ---


def _change_text(plan: ListPlan, id: str, text: str) -> None:
    """Write another text of a claim, also where a line refers to it by its first words."""
    file = plan.file
    old = plan.before.claims[id].text
    item = file.item_of(id)
    if item is None:
        span = plan.before.claims[id].at("text")
        if span is None:
            refuse("this heading cannot be changed")
        line = file.lines(span.line - 1, span.line)
        _change_words(plan, line, old, text)
        _change_underline(plan, span.line, old, text)
        return
    _change_words(plan, file.text_of(item), old, text)
    for inference in plan.before.uses(id):
        reference = file.premise_item(inference, id)
        if reference is not None and reference is not item:
            place = file.text_of(reference)
            _change_words(plan, place, shorten(old), shorten(text), is_needed=False)


def _change_words(
    plan: ListPlan, place: Stretch, old: str, new: str, *, is_needed: bool = True
) -> None:
    """Write words in the place of others, which may be spread over several lines."""
    file = plan.file
    said = file.text[place.start : place.end]
    for escaped in (file.escaped(old), old):
        words = [re.escape(word) for word in escaped.split()]
        found = list(re.finditer(r"\s+".join(words), said, re.IGNORECASE))
        if found:
            start, end = found[-1].span()
            plan.replace(Stretch(place.start + start, place.start + end), file.escaped(new))
            return
    if is_needed:
        refuse("this claim has links or other markup in its text")


def _change_underline(plan: ListPlan, line: int, old: str, new: str) -> None:
    """Make the line below a heading as long as the heading."""
    file = plan.file
    if line + 1 >= len(file.starts):
        return
    below = file.line(line)
    if below and set(below) <= {"="} and len(below) == width(old):
        start = file.starts[line]
        plan.replace(Stretch(start, start + len(below)), "=" * width(new))


# --- marks ---


def mark(plan: ListPlan, item: ListItem, word: str, *, is_marked: bool) -> None:
    """Add a mark to an item, or take it away."""
    words = plan.file.words
    place, marks = plan.file.marks_of(item)
    gone = {word}
    if is_marked and word == words.common_ground:
        gone.add(words.unsupported)
    kept = [mark for mark in marks if mark not in gone]
    if is_marked:
        kept.append(word)
    written = ""
    if kept:
        listed = words.comma.join(kept)
        written = f" *{listed}*" if plan.file.is_markdown else f" [{listed}]"
    plan.replace(place, written)


def mark_as_supported(plan: ListPlan, item: ListItem) -> None:
    """Take away the mark that a claim is unsupported."""
    unsupported = plan.file.words.unsupported
    _, marks = plan.file.marks_of(item)
    if unsupported in marks:
        mark(plan, item, unsupported, is_marked=False)


# --- sides, and new claims ---


def _change_side(plan: ListPlan, item: ListItem, side: str) -> None:
    """Write a main claim below the heading of another side."""
    last = _last_of_side(plan, side)
    lead, number = plan.file.next_root(last)
    plan.insert(last.end_of_subtree, lines_of_subtree(plan, item, lead, number))
    plan.remove(item)


def _last_of_side(plan: ListPlan, side: str) -> ListItem:
    """Return the last item at the top below the heading of a side."""
    found: ListItem | None = None
    if side in plan.after.sides:
        heading = plan.after.sides[side].name
        for item in plan.file.items:
            if item.parent is None and item.part.heading == heading:
                found = item
    if found is None:
        refuse("in a list, a side is a heading, and this list has none for that side")
    return found


def write_new_claims(plan: ListPlan) -> None:
    """Plan to write the new claims that bear on nothing."""
    for id, claim in plan.after.claims.items():
        if id not in plan.before.claims and not plan.after.uses(id):
            _write_claim(plan, claim)


def _write_claim(plan: ListPlan, claim: Claim) -> None:
    """Write a claim that bears on nothing, or a main claim below the heading of its side."""
    file = plan.file
    said = file.escaped(claim.text)
    if claim.main and claim.side:
        last = _last_of_side(plan, claim.side)
        lead, _ = file.next_root(last)
        plan.insert(last.end_of_subtree, [f"{lead}{said}"])
        return
    if claim.main or claim.side:
        refuse("in a list, headings say which claims are the main claims of a side")
    lead, _, line, above = file.place_at_top()
    plan.insert_root(line, [*above, f"{lead}{said}"])
