"""The inferences of a list: the lines that make a claim a premise are written, moved or taken out.

- Phones distract.
  - Pupils play games.         a reason
    - And: Nobody minds.       a further premise of it, `Linked`
  - But: They are silent.      a new objection goes here, with the word that the list has
"""

from __future__ import annotations

from itertools import chain

from argmap.editing.list_claims import mark_as_supported
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem, Place, lead_behind
from argmap.editing.refusals import refuse
from argmap.languages.roles import Role
from argmap.model import Inference, Kind

# --- where they go ---


def place_for(plan: ListPlan, inference: Inference) -> Place:
    """Return where the lines of an inference go."""
    file = plan.file
    parent = _parent(plan, inference)
    siblings = _siblings(plan, inference)
    last = file.item_of(siblings[-1].premises[-1]) if siblings else None
    beside = [item for item in parent.below if item not in plan.removed] if parent else []
    if last is None:
        word = file.base_word(inference, beside)
    else:
        first = file.item_of(siblings[-1].premises[0])
        spoken = file.spoken(first) if first else None
        word = spoken.word if spoken else ""
    if parent is not None:
        line = parent.end_of_subtree
        lead = file.child_lead(parent, last or (beside[-1] if beside else None))
    elif last is not None:
        line = last.end_of_subtree
        lead = lead_behind(file.lead(last))
        beside = [last]
    else:
        refuse("this list has no place for such an item below its title or heading")
    lead = file.signed(lead, inference, beside, word)
    following = plan.difference.following(inference)
    if following:
        item = file.item_of(plan.before.inferences[following[0]].premises[0])
        line = item.line if item else line
    return Place(line, lead, word, parent)


def _parent(plan: ListPlan, inference: Inference) -> ListItem | None:
    """Return the item that an inference is written below; `None` for a title or a heading."""
    file = plan.file
    if inference.target in plan.before.claims:
        return file.item_of(inference.target)
    attacked = plan.before.inferences[inference.target]
    return file.item_of(attacked.premises[-1])


def _siblings(plan: ListPlan, inference: Inference) -> list[Inference]:
    """Return the inferences with the same place that are there already."""
    found: list[Inference] = []
    for id in plan.difference.siblings(inference):
        other = plan.before.inferences.get(id)
        if other is None or id == inference.id or id in plan.difference.moved:
            continue
        item = plan.file.item_of(other.premises[-1])
        if item is not None and item not in plan.removed:
            found.append(other)
    return found


# --- what goes ---


def items_that_go(plan: ListPlan) -> set[ListItem]:
    """Return the items of claims that go."""
    items: set[ListItem] = set()
    of_claims = {plan.file.item_of(claim) for claim in plan.before.claims}
    for id in plan.before.claims:
        if id in plan.after.claims:
            continue
        item = plan.file.item_of(id)
        if item is None:
            refuse("a title or a heading cannot be deleted as a claim")
        items.add(item)
        # Those below it that are not claims name a source, or say "Pros".
        items |= {below for below in item.subtree() if below not in of_claims}
    return items


def _gone_premises(plan: ListPlan, old: Inference) -> list[str]:
    """Return the premises that an inference has no more; all of them if it goes."""
    new = plan.after.inferences.get(old.id)
    if new is None:
        return list(old.premises)
    return [premise for premise in old.premises if premise not in new.premises]


def detach(plan: ListPlan) -> None:
    """Take from the items above them those that are to be written in another place.

    So are undercutters below a premise that leaves their inference: they stay.
    """
    for id, old in plan.before.inferences.items():
        for premise in _gone_premises(plan, old):
            item = plan.file.item_of(premise)
            if item is None:
                continue
            _detach(item)
            undercutters = plan.before.undercutters(id) if id in plan.after.inferences else []
            for against in chain(*(each.premises for each in undercutters)):
                item_against = plan.file.item_of(against)
                if item_against is not None and item_against.parent is item:
                    _detach(item_against)


def _detach(item: ListItem) -> None:
    if item.parent is not None:
        item.parent.below = [each for each in item.parent.below if each is not item]


def claims_to_take(plan: ListPlan) -> dict[str, ListItem]:
    """Return the items that can be taken from where they are, by the claims that they are."""
    taken: dict[str, ListItem] = {}
    for inference in plan.difference.to_write:
        if inference.id in plan.before.inferences or len(inference.premises) > 1:
            continue
        [premise] = inference.premises
        if premise not in plan.before.claims:
            continue
        item = plan.file.item_of(premise)
        if item is not None and _can_leave(plan, item, premise):
            taken[premise] = item
    return taken


def _can_leave(plan: ListPlan, item: ListItem, claim: str) -> bool:
    """Return whether the item of a claim is needed no more where it is."""
    uses = plan.before.uses(claim)
    if uses:
        return claim in _gone_premises(plan, uses[0])
    return item.parent is None and not plan.before.claims[claim].main


# --- inferences that stay ---


def change_inferences(plan: ListPlan) -> None:
    """Plan to change the inferences that stay, and to take out those that go."""
    for id, old in plan.before.inferences.items():
        gone = _gone_premises(plan, old)
        for premise in gone:
            _unlink(plan, premise)
        new = plan.after.inferences.get(id)
        if new is None:
            continue
        if old.implicit != new.implicit and id not in plan.difference.moved:
            _describe(plan, new)
        if gone and new.premises:
            _lead_by(plan, old, new.premises[0])
        for premise in plan.difference.added_premises(id):
            _link(plan, old, premise)


def _unlink(plan: ListPlan, premise: str) -> None:
    """Take out a line that makes a claim a premise."""
    item = plan.file.item_of(premise)
    if item is None:
        refuse("a title or a heading cannot be taken from its list")
    if premise in plan.after.claims and premise not in plan.taken:
        # At the top of the list, it bears on nothing.
        place = plan.place_at_top()
        plan.insert_root(place, plan.lines_of_subtree(item, place.lead))
        plan.remove(item)


def _lead_by(plan: ListPlan, inference: Inference, premise: str) -> None:
    """Take the word for a further premise from the one that is the first now."""
    file = plan.file
    item = file.item_of(premise)
    if item is None or file.role(item) not in (Role.LINKED, Role.WARRANT):
        return
    first = file.item_of(inference.premises[0])
    word = ""
    if first is not None:
        word = file.word_of(first)
    plan.replace(file.role_of(item), word)


def _describe(plan: ListPlan, inference: Inference) -> None:
    """Write in front of the premises of an inference what is to be said of it."""
    file = plan.file
    for premise in inference.premises:
        item = file.item_of(premise)
        if item is None:
            refuse("a list cannot say more about how a title or a heading is used")
        spoken = file.spoken(item)
        if item in plan.removed or (spoken is not None and spoken.role is Role.LINKED):
            continue
        word = spoken.word if spoken else ""
        if not word and item.item.sign is not None:
            refuse("a list with signs cannot say more about a reason or an objection")
        details = file.details(inference, premise)
        plan.replace(file.role_of(item), file.worded(word, details))


def _link(plan: ListPlan, inference: Inference, premise: str) -> None:
    """Add a claim to the premises of an inference, by a line that is new or refers to it."""
    file = plan.file
    said = _said(plan, premise)
    last = file.item_of(inference.premises[-1])
    if last is None:
        refuse("a title or a heading cannot get a linked premise")
    lead = lead_behind(file.lead(last))
    word = file.worded(file.linked_word(), [])
    plan.insert(last.end_of_subtree, [f"{lead}{word}{said}"])


def _said(plan: ListPlan, premise: str) -> str:
    """Return what a line says to make a new claim a premise."""
    if premise in plan.before.claims:
        refuse("a list without numbers can't refer to a claim that is written somewhere else")
    return plan.file.said(plan.after.claims[premise])


# --- inferences in new places ---


def write_inferences(plan: ListPlan) -> None:
    """Plan to write the inferences that are new, or in another place: a line for each premise."""
    file = plan.file
    for inference in plan.difference.to_write:
        place = place_for(plan, inference)
        is_new = inference.id not in plan.before.inferences
        lines: list[str] = []
        lead = place.lead
        for premise in inference.premises:
            item = plan.taken.get(premise) if is_new else file.item_of(premise)
            word = file.worded(place.word, file.details(inference, premise))
            if lines:
                word = file.word_of(item) if item else file.worded(file.linked_word(), [])
            if item is not None:
                if place.parent in item.subtree():
                    refuse("an inference cannot be moved to a claim that is written below it")
                lines += plan.lines_of_subtree(item, lead, word)
                plan.remove(item)
            elif is_new:
                lines.append(f"{lead}{word}{_said(plan, premise)}")
            else:
                refuse("a title or a heading cannot be moved")
            lead = lead_behind(lead)
        plan.insert(place.line, lines)
        supported = plan.before.claims.get(inference.target)
        if is_new and inference.kind is Kind.SUPPORT and supported:
            target = file.item_of(supported.id)
            if target is not None:
                mark_as_supported(plan, target)
