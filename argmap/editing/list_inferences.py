"""The inferences of a list: the lines that make a claim a premise are written, moved or taken out.

- Phones distract.
  - Pupils play games.         a reason
    - And: Nobody minds.       a further premise of it, `Linked`
  - But: They are silent.      a new objection goes here, with the word that the list has
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.editing.list_claims import mark_as_supported
from argmap.editing.list_evidence import attributions
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_subtrees import lines_of_subtree
from argmap.editing.list_text import NUMBER, ListItem, Place, Stretch, lead_behind
from argmap.editing.refusals import refuse
from argmap.formats.lists.outline_words import number_of_inference
from argmap.languages.roles import Role
from argmap.model import Inference, Kind

# --- where they go ---


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


# --- what goes ---


def items_that_go(plan: ListPlan) -> set[ListItem]:
    """Return the items of claims that go, and those that only refer to a claim and go."""
    items: set[ListItem] = set()
    for id in plan.before.claims:
        if id in plan.after.claims:
            continue
        item = plan.file.item_of(id)
        if item is None:
            refuse("a title or a heading cannot be deleted as a claim")
        items.add(item)
        items |= set(_items_without_claims(plan, item))
    for old in plan.before.inferences.values():
        for premise in _gone_premises(plan, old):
            item = plan.file.premise_item(old, premise)
            if item is not None and item is not plan.file.item_of(premise):
                items.add(item)
    return items


def _items_without_claims(plan: ListPlan, item: ListItem) -> Iterator[ListItem]:
    """Yield the items below another that are not claims: they name a source, or say "Pros"."""
    file = plan.file
    of_claims = {file.item_of(claim) for claim in plan.before.claims}
    for inference in plan.before.inferences.values():
        of_claims |= {file.premise_item(inference, premise) for premise in inference.premises}
    for below in item.subtree()[1:]:
        if below not in of_claims:
            yield below


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
            item = plan.file.premise_item(old, premise)
            if item is None:
                continue
            _detach(item)
            if id in plan.after.inferences:
                _detach_undercutters(plan, old, item)


def _detach_undercutters(plan: ListPlan, attacked: Inference, premise_item: ListItem) -> None:
    for undercutter in plan.before.undercutters(attacked.id):
        for premise in undercutter.premises:
            item = plan.file.premise_item(undercutter, premise)
            if item is not None and item.parent is premise_item:
                _detach(item)


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
    for use in plan.before.uses(claim):
        if plan.file.premise_item(use, claim) is item:
            return claim in _gone_premises(plan, use)
    if item.parent is not None:
        return False
    if plan.file.is_loose(item):
        return True
    return not plan.file.is_outline and not plan.before.claims[claim].main


# --- inferences that stay ---


def change_inferences(plan: ListPlan) -> None:
    """Plan to change the inferences that stay, and to take out those that go."""
    for id, old in plan.before.inferences.items():
        gone = _gone_premises(plan, old)
        for premise in gone:
            _unlink(plan, old, premise)
        new = plan.after.inferences.get(id)
        if new is None:
            continue
        if old.implicit != new.implicit and id not in plan.difference.moved:
            _describe(plan, new)
        if gone and new.premises:
            _lead_by(plan, old, new.premises[0])
            _describe_attacks(plan, id)
        for premise in plan.difference.added_premises(id):
            _link(plan, old, premise)


def _unlink(plan: ListPlan, inference: Inference, premise: str) -> None:
    """Take out a line that makes a claim a premise."""
    item = plan.file.premise_item(inference, premise)
    if item is None:
        refuse("a title or a heading cannot be taken from its list")
    is_home = item is plan.file.item_of(premise)
    stays = premise in plan.after.claims
    if is_home and stays and premise not in plan.taken:
        _move_home(plan, item, premise)


def _move_home(plan: ListPlan, item: ListItem, claim: str) -> None:
    """Write a claim where a line refers to it, or behind the list if none does any more."""
    file = plan.file
    moved = item.subtree()
    reference = _reference_to(plan, claim, moved)
    if reference is not None:
        word = file.word_of(reference)
        _, drawn = attributions(file, reference)
        lead = file.lead(reference)
        lines = lines_of_subtree(plan, item, lead, reference.number, word, drawn)
        plan.insert(reference.line, lines)
        plan.removed.add(reference)
    elif plan.after.uses(claim):
        refuse("this claim is used elsewhere, but its text is written here")
    else:
        place = plan.place_at_top()
        lines = lines_of_subtree(plan, item, place.lead, place.number, attribution=())
        plan.insert_root(place, lines)
    plan.removed |= set(moved)


def _reference_to(plan: ListPlan, claim: str, moved: list[ListItem]) -> ListItem | None:
    """Return a line that refers to a claim and stays where it is."""
    for inference in plan.after.uses(claim):
        is_new = inference.id not in plan.before.inferences
        if is_new or inference.id in plan.difference.moved:
            continue
        reference = plan.file.premise_item(inference, claim)
        if reference is not None and reference not in moved:
            return reference
    return None


def _lead_by(plan: ListPlan, inference: Inference, premise: str) -> None:
    """Take the word for a further premise from the one that is the first now."""
    file = plan.file
    item = file.premise_item(inference, premise)
    if item is None or file.role(item) not in (Role.LINKED, Role.WARRANT):
        return
    first = file.premise_item(inference, inference.premises[0])
    word = ""
    if first is not None:
        word = file.word_of(first)
    plan.replace(file.role_of(item), word)


def _describe_attacks(plan: ListPlan, attacked: str) -> None:
    """Write in front of the undercutters of an inference which premises it has now."""
    if not plan.file.is_outline:
        return
    for undercutter in plan.after.undercutters(attacked):
        is_written = undercutter.id in plan.before.inferences
        if is_written and undercutter.id not in plan.difference.moved:
            _describe(plan, undercutter)


def _describe(plan: ListPlan, inference: Inference) -> None:
    """Write in front of the premises of an inference what is to be said of it."""
    file = plan.file
    for premise in inference.premises:
        item = file.premise_item(inference, premise)
        if item is None:
            refuse("a list cannot say more about how a title or a heading is used")
        spoken = file.spoken(item)
        if item in plan.removed or (spoken is not None and spoken.role is Role.LINKED):
            continue
        word = spoken.word if spoken else ""
        if not word and item.item.sign is not None:
            refuse("a list with signs cannot say more about a reason or an objection")
        details = file.details(inference, premise, plan.after)
        plan.replace(file.role_of(item), file.worded(word, details))


def _link(plan: ListPlan, inference: Inference, premise: str) -> None:
    """Add a claim to the premises of an inference, by a line that is new or refers to it."""
    file = plan.file
    said = _said(plan, premise)
    last = file.premise_item(inference, inference.premises[-1])
    if last is None:
        refuse("a title or a heading cannot get a linked premise")
    if file.is_outline:
        lead = _lead_of_next_letter(plan, last)
        word = file.word_of(last)
    else:
        lead = lead_behind(file.lead(last))
        word = file.worded(file.linked_word(), [])
    plan.insert(last.end_of_subtree, [f"{lead}{plan.anchor(premise)}{word}{said}"])


def _lead_of_next_letter(plan: ListPlan, last: ListItem) -> str:
    """Return the lead of a further premise in an outline; a first one gets its letter."""
    file = plan.file
    letters = file.words.letters
    number = number_of_inference(last.number)
    letter = last.number.removeprefix(number)
    if not letter:
        letter = letters[0]
        place = file.lead(last).index(last.number) + len(last.number)
        offset = file.starts[last.line] + place
        plan.replace(Stretch(offset, offset), letter)
        plan.renumbered[last.number] = number + letter
    next_letter = letters[letters.index(letter) + 1]
    return file.template(last).replace(NUMBER, number + next_letter)


def _said(plan: ListPlan, premise: str) -> str:
    """Return what a line says to make a claim a premise: its text, or a reference to it."""
    if premise in plan.before.claims:
        return plan.file.reference(premise)
    return plan.file.said(plan.after.claims[premise])


# --- inferences in new places ---


def write_inferences(plan: ListPlan) -> None:
    """Plan to write the inferences that are new, or in another place."""
    for inference in plan.difference.to_write:
        first = inference.premises[0]
        if inference.id in plan.before.inferences:
            _move(plan, inference)
        elif first in plan.taken:
            _take(plan, inference, plan.taken[first])
        else:
            _write(plan, inference)


def _take(plan: ListPlan, inference: Inference, item: ListItem) -> None:
    """Write the lines of a claim where it is to be the premise of a new inference."""
    file = plan.file
    place = place_for(plan, inference)
    _must_be_outside(place, item)
    [premise] = inference.premises
    details = file.details(inference, premise, plan.after)
    word = file.worded(place.word, details)
    lead = place.lead.replace(NUMBER, place.number)
    lines = lines_of_subtree(plan, item, lead, place.number, word, attribution=())
    plan.insert(place.line, lines)
    plan.remove(item)


def _write(plan: ListPlan, inference: Inference) -> None:
    """Write a new inference: one line for each premise."""
    file = plan.file
    place = place_for(plan, inference)
    letters: Sequence[str] = [""]
    if len(inference.premises) > 1:
        letters = file.words.letters
    lines: list[str] = []
    next_lead = place.lead
    for premise, letter in zip(inference.premises, letters, strict=False):
        lead = next_lead.replace(NUMBER, place.number + letter)
        details = file.details(inference, premise, plan.after)
        word = file.worded(place.word, details)
        if not file.is_outline:
            next_lead = lead_behind(lead)
            if lines:
                word = file.worded(file.linked_word(), [])
        anchor = plan.anchor(premise)
        said = _said(plan, premise)
        lines.append(f"{lead}{anchor}{word}{said}")
    plan.insert(place.line, lines)
    if inference.kind is Kind.SUPPORT and inference.target in plan.before.claims:
        item = file.item_of(inference.target)
        if item is not None:
            mark_as_supported(plan, item)


def _move(plan: ListPlan, inference: Inference) -> None:
    """Write the lines of an inference in another place."""
    file = plan.file
    place = place_for(plan, inference)
    lines: list[str] = []
    for index, premise in enumerate(inference.premises):
        item = file.premise_item(inference, premise)
        if item is None:
            refuse("a title or a heading cannot be moved")
        moved = item.subtree()
        _must_be_outside(place, item)
        number = ""
        if file.is_outline:
            letter = item.number.removeprefix(number_of_inference(item.number))
            number = place.number + letter
        details = file.details(inference, premise, plan.after)
        word = file.worded(place.word, details)
        if index and not file.is_outline:
            word = file.word_of(item)
        lead = place.lead.replace(NUMBER, number)
        lines += lines_of_subtree(plan, item, lead, number, word)
        plan.removed |= set(moved)
    plan.insert(place.line, lines)


def _must_be_outside(place: Place, item: ListItem) -> None:
    """Refuse to move an item below itself."""
    if place.parent in item.subtree():
        refuse("an inference cannot be moved to a claim that is written below it")
