"""Where a new item of a list goes, and the word in front of it.

- Phones distract.
  - Pupils play games.
  - But: They are silent.      a new objection goes here, with the word that the list has
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem
from argmap.editing.refusals import refuse
from argmap.model import Inference


class Place(NamedTuple):
    """Where an item goes.

    Attributes:
        line: the line in front of which it goes.
        lead: its indentation and bullet.
        number: its number in an outline.
        word: the word that says what it is.
        parent: the item that it goes below; `None` at the top.
    """

    line: int
    lead: str
    number: str
    word: str
    parent: ListItem | None


def place_for(plan: ListPlan, inference: Inference) -> Place:
    """Return where the lines of an inference go."""
    file = plan.file
    parent = _parent(plan, inference)
    siblings = _siblings(plan, inference)
    beside = siblings
    if parent is not None:
        beside = [item for item in parent.below if item not in plan.removed]
    word = file.base_word(inference, beside)
    if siblings and not file.is_outline:
        word = _word_of_sibling(plan, inference)
    number = ""
    if parent is not None:
        models = siblings or beside
        line = parent.end_of_subtree
        lead = file.child_lead(parent, models[-1] if models else None)
        if file.is_outline:
            number = file.next_number(parent, inference, plan.numbers_given)
            plan.numbers_given.append(number)
    elif siblings:
        line = siblings[-1].end_of_subtree
        lead = file.next_lead(siblings[-1])
    else:
        refuse("this list has no place for such an item below its title or heading")
    if not file.is_outline:
        lead = file.signed(lead, inference, beside, word)
    following = _following(plan, inference)
    if following is not None:
        line = following.line
    return Place(line, lead, number, word, parent)


def _parent(plan: ListPlan, inference: Inference) -> ListItem | None:
    """Return the item that an inference is written below; `None` for a title or a heading."""
    file = plan.file
    if inference.target in plan.before.claims:
        return file.item_of(inference.target)
    attacked = plan.before.inferences[inference.target]
    return file.premise_item(attacked, attacked.premises[-1])


def _siblings(plan: ListPlan, inference: Inference) -> list[ListItem]:
    """Return the items of the inferences with the same place that are there already."""
    found: list[ListItem] = []
    for id in plan.difference.siblings(inference):
        other = plan.before.inferences.get(id)
        if other is None or id == inference.id or id in plan.difference.moved:
            continue
        item = plan.file.premise_item(other, other.premises[-1])
        if item is not None and item not in plan.removed:
            found.append(item)
    return found


def _word_of_sibling(plan: ListPlan, inference: Inference) -> str:
    """Return the word in front of the last inference with the same place."""
    word = ""
    for id in plan.difference.siblings(inference):
        other = plan.before.inferences.get(id)
        if other is None or id == inference.id:
            continue
        item = plan.file.premise_item(other, other.premises[0])
        spoken = plan.file.spoken(item) if item else None
        word = spoken.word if spoken else ""
    return word


def _following(plan: ListPlan, inference: Inference) -> ListItem | None:
    """Return the item of the inference that a moved one is to be in front of."""
    following = plan.difference.following(inference)
    if not following:
        return None
    other = plan.before.inferences[following[0]]
    return plan.file.premise_item(other, other.premises[0])
