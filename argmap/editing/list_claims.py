"""The claims of a list that stay: what becomes of their texts, marks, evidence and sides.

- Phones distract.     →     - Phones distract pupils. [common ground]
"""

from __future__ import annotations

from argmap.editing.list_evidence import change_evidence
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem
from argmap.editing.list_top_level import change_side, is_main, must_be_able_to_be_main
from argmap.editing.list_wording import change_text
from argmap.editing.refusals import refuse
from argmap.model.fields import Field

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
        change_text(plan, id, claim.text)
    elif field.name == "main" and is_main(plan, claim.id) == claim.main:
        return
    elif item is None:
        refuse("in a list, a title or a heading can't have marks, evidence or a side")
    elif field.name in _MARKS:
        word = getattr(plan.file.words, field.name)
        mark(plan, item, word, is_marked=getattr(claim, field.name))
    elif field.name == "evidence":
        if claim.evidence:
            mark_as_supported(plan, item)
        change_evidence(plan, item, claim)
    elif field.name == "side":
        change_side(plan, item, claim)
    elif field.name == "main":
        must_be_able_to_be_main(plan, item, claim)
    else:
        refuse(f"a list has no place for the {field.name} of a claim")


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
