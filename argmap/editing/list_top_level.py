"""The claims at the top level of a list: main claims, the sides above them, and loose claims.

Ban them                 the heading of a side
- Phones distract.       a main claim of that side
"""

from __future__ import annotations

from argmap.editing.list_headings import claim_of_title
from argmap.editing.list_layout import TopPlace
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_subtrees import lines_of_subtree
from argmap.editing.list_text import ListItem
from argmap.editing.refusals import refuse
from argmap.formats.lists.listing import Part
from argmap.languages.writing import COLONS
from argmap.model import Claim, Side
from argmap.model.graph import main_claims

# --- claims that are there ---


def change_side(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write a claim below the heading of another side, or below none."""
    if item.parent is not None or plan.before.uses(claim.id):
        refuse(
            "in a list, a reason or an objection is on the side of the claim above it",
            "to put this claim on a side, move it to the top level first",
        )
    number = plan.number_at_the_top(item)
    if claim.side:
        side = plan.after.sides[claim.side]
        place = _place_on_side(plan, item, side)
    elif plan.file.is_outline:
        place = _place_on_no_side(plan, item)
    else:
        place = plan.place_at_top()
    if place.above and place.line == item.end_of_subtree and _is_alone(plan, item):
        # The heading above it goes, and the blank line above that stays.
        place = place._replace(above=place.above[1:])
    lead = plan.file.lead_with_number(place.lead, number)
    lines = lines_of_subtree(plan, item, lead, number)
    plan.insert_root(place, lines)
    plan.remove(item)


def _is_alone(plan: ListPlan, item: ListItem) -> bool:
    """Return whether an item is the only one below the heading of a side."""
    return bool(item.part.heading) and plan.file.roots_of(item.part) == [item]


def is_main(plan: ListPlan, claim: str) -> bool:
    """Return whether a claim is a main claim of the list, marked or not."""
    return any(claim == main.id for main in main_claims(plan.before))


def must_be_able_to_be_main(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Refuse to mark a claim, or to take the mark from it, where a list has it by its place."""
    before = plan.before.claims[claim.id]
    if claim.side != before.side:
        return
    if not claim.main:
        refuse(
            "in a list, the claims right below a side's heading are its main claims",
            "to make this claim something else, move it below another claim",
        )
    if item.parent is not None or plan.before.uses(claim.id):
        refuse(
            "in a list, a reason or an objection can't be a main claim too",
            "to make this claim a main claim, move it to the top level first",
        )
    if _has_marks(plan) or plan.file.is_loose(item):
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to make this claim a main claim, choose its side",
        )


def _has_marks(plan: ListPlan) -> bool:
    """Return whether headings say which claims are main claims."""
    return any(claim.main for claim in plan.before.claims.values())


# --- new claims ---


def write_new_claims(plan: ListPlan) -> None:
    """Plan to write the new claims that bear on nothing."""
    for id, claim in plan.after.claims.items():
        if id in plan.before.claims or plan.after.uses(id):
            continue
        place = _place_of_new_claim(plan, claim)
        said = plan.file.escaped(claim.text)
        plan.insert_root(place, [f"{place.lead}{plan.anchor(id)}{said}"])


def _place_of_new_claim(plan: ListPlan, claim: Claim) -> TopPlace:
    """Return where a new claim goes that bears on nothing."""
    if not claim.side and not claim.main:
        return plan.place_at_top()
    if not claim.side:
        return _place_of_main_claim(plan)
    if not claim.main:
        refuse("in a list, each claim right below the heading of a side is a main claim")
    side = plan.after.sides[claim.side]
    last = _last_of_side(plan, side)
    if last is None:
        refuse("in a list, a side is a heading, and this list has none for that side")
    return plan.file.place_behind(last)


def _place_of_main_claim(plan: ListPlan) -> TopPlace:
    """Return where a main claim on no side goes."""
    if _has_marks(plan):
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to add a main claim, choose its side",
        )
    if claim_of_title(plan):
        refuse(
            "in this list, the title is the main claim, and all other claims bear on it",
            "add this claim as a reason or an objection",
        )
    last = _last_connected(plan)
    if last is None:
        refuse("this list has no place for a main claim")
    return plan.file.place_behind(last)


# --- places ---


def _place_on_side(plan: ListPlan, item: ListItem, side: Side) -> TopPlace:
    """Return where an item goes that is put on a side, which may be new."""
    last = _last_of_side(plan, side)
    if last is not None:
        return plan.file.place_behind(last)
    if side.id in plan.before.sides:
        refuse("in a list, a side is a heading, and this list has none for that side")
    if not plan.before.title and not plan.before.sides:
        refuse(
            "in a list without a title, argmap takes the first heading for the title",
            "to add a side, give the map a title first",
        )
    return _place_below_new_heading(plan, item, side.name)


def _place_on_no_side(plan: ListPlan, item: ListItem) -> TopPlace:
    """Return where an item of an outline goes that is taken from its side."""
    no_side = plan.file.words.no_side
    for other in reversed(plan.file.items):
        if other.parent is None and other.part.heading == no_side:
            return plan.file.place_behind(other)
    return _place_below_new_heading(plan, item, no_side)


def _last_of_side(plan: ListPlan, side: Side) -> ListItem | None:
    """Return the last item at the top below the heading of a side."""
    heading = side.at()
    found: ListItem | None = None
    for item in plan.file.items:
        if item.parent is not None:
            continue
        part = item.part
        is_below = part.heading == side.name
        if heading is not None and part.span == heading:
            is_below = True
        if is_below:
            found = item
    return found


def _last_connected(plan: ListPlan) -> ListItem | None:
    """Return the last item at the top that is not among the loose ones."""
    found: ListItem | None = None
    for item in plan.file.items:
        if item.parent is None and not plan.file.is_loose(item):
            found = item
    return found


def _place_below_new_heading(plan: ListPlan, item: ListItem, heading: str) -> TopPlace:
    """Return where an item goes below a new heading, which is behind those of the sides."""
    last = _last_connected(plan) or item
    lead, number = plan.file.next_root(item)
    above = ["", *_heading_lines(plan, heading)]
    return TopPlace(last.end_of_subtree, lead, number, above)


def _heading_lines(plan: ListPlan, heading: str) -> list[str]:
    """Return the lines of a new heading, written as the others are."""
    file = plan.file
    model = _model_of_headings(plan)
    if file.is_outline and not file.is_markdown:
        return file.heading(heading)
    if model is None or model.span is None:
        return file.heading(heading) if file.is_markdown else [heading]
    if file.is_markdown:
        signs = "#" * model.level
        return [f"{signs} {file.escaped(heading)}", ""]
    line = model.span.line
    if file.line(line - 1).rstrip().endswith(COLONS):
        heading += ":"
    if line < file.number_of_lines and not file.line(line).strip():
        return [heading, ""]
    return [heading]


def _model_of_headings(plan: ListPlan) -> Part | None:
    """Return the first part with a heading."""
    for part in plan.file.listing.parts:
        if part.heading and part.span is not None:
            return part
    return None
