"""The title and the sides of a list, and what is at its top.

Should phones be banned?      the title
Ban them                      the heading of a side
- Phones distract.            a main claim of that side
"""

from __future__ import annotations

from argmap.editing.list_plan import ListPlan
from argmap.editing.list_subtrees import lines_of_subtree
from argmap.editing.list_text import ListItem
from argmap.editing.list_wording import change_heading
from argmap.editing.refusals import refuse
from argmap.formats.lists.listing import Part
from argmap.model import Claim, Side
from argmap.model.graph import main_claims

_COLONS = (":", "：")


# --- the title ---


def change_title(plan: ListPlan) -> None:
    """Plan to write another title, or the first one."""
    old = plan.before.title
    new = plan.after.title
    if new == old:
        return
    listing = plan.file.listing
    if _claim_of_title(plan):
        refuse(
            "the title of this list is also a claim",
            "to change the title, change the text of that claim",
        )
    if old and not new:
        refuse("a list needs its title, because argmap takes the first heading for the title")
    if old:
        change_heading(plan, listing.title_span, old, new)
        return
    line = min([plan.file.items[0].line, *_lines_of_headings(plan)])
    if plan.file.is_markdown:
        plan.insert(line, [f"# {plan.file.escaped(new)}", ""])
    else:
        plan.insert(line, [new, ""])


def _claim_of_title(plan: ListPlan) -> str:
    """Return the claim that the title is; "" if it is only a title."""
    span = plan.file.listing.title_span
    for claim in plan.before.claims.values():
        if span is not None and claim.at("text") == span:
            return claim.id
    return ""


def _lines_of_headings(plan: ListPlan) -> list[int]:
    """Return the numbers of the lines with headings, from 0."""
    return [part.span.line - 1 for part in plan.file.listing.parts if part.span]


# --- the names of sides ---


def change_names_of_sides(plan: ListPlan) -> None:
    """Plan to write other headings of sides that have another name."""
    for id, side in plan.after.sides.items():
        old = plan.before.sides.get(id)
        if old is None:
            if not any(claim.side == id for claim in plan.after.claims.values()):
                refuse(
                    "in a list, a side is a heading above its main claims",
                    "to add a side, choose the first claim on that side",
                )
        elif old.name != side.name:
            if any(claim.at("text") == old.at() for claim in plan.before.claims.values()):
                refuse(
                    "the heading of this side is also a claim",
                    "to change the name of the side, change the text of that claim",
                )
            change_heading(plan, old.at(), old.name, side.name)


# --- claims at the top ---


def change_side(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write a claim below the heading of another side, or below none."""
    if item.parent is not None or plan.before.uses(claim.id):
        refuse(
            "in a list, a reason or an objection is on the side of the claim above it",
            "to put this claim on a side, move it to the top level first",
        )
    number = plan.number_at_the_top(item)
    if claim.side:
        line, lead, above = _place_on_side(plan, item, plan.after.sides[claim.side])
    elif plan.file.is_outline:
        line, lead, above = _place_on_no_side(plan, item)
    else:
        lead, _, line, above = plan.place_at_top()
    lead = plan.file.lead_with_number(lead, number)
    lines = lines_of_subtree(plan, item, lead, number)
    plan.insert_root(line, [*above, *lines])
    plan.remove(item)


def is_main(plan: ListPlan, claim: str) -> bool:
    """Return whether a claim is a main claim of the list, marked or not."""
    return any(claim == main.id for main in main_claims(plan.before))


def must_be_able_to_be_main(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Refuse to mark a claim, or to take the mark from it, where a list has it by its place."""
    if claim.side != plan.before.claims[claim.id].side:
        return
    is_at_the_top = item.parent is None and not plan.before.uses(claim.id)
    if not claim.main:
        refuse(
            "in a list, the claims right below a side's heading are its main claims",
            "to make this claim something else, move it below another claim",
        )
    if not is_at_the_top:
        refuse(
            "in a list, a reason or an objection can't be a main claim too",
            "to make this claim a main claim, move it to the top level first",
        )
    has_sides = any(plan.before.claims[id].main for id in plan.before.claims)
    if has_sides or plan.file.is_loose(item):
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to make this claim a main claim, choose its side",
        )


def write_new_claims(plan: ListPlan) -> None:
    """Plan to write the new claims that bear on nothing."""
    for id, claim in plan.after.claims.items():
        if id not in plan.before.claims and not plan.after.uses(id):
            _write_claim(plan, claim)


def _write_claim(plan: ListPlan, claim: Claim) -> None:
    """Write a claim that bears on nothing, or a main claim below the heading of its side."""
    file = plan.file
    said = plan.anchor(claim.id) + file.escaped(claim.text)
    if claim.side and not claim.main:
        refuse("in a list, each claim right below the heading of a side is a main claim")
    if claim.side:
        last = _last_of_side(plan, plan.after.sides[claim.side])
        if last is None:
            refuse("in a list, a side is a heading, and this list has none for that side")
        lead, _ = file.next_root(last)
        plan.insert(last.end_of_subtree, [f"{lead}{said}"])
        return
    if claim.main:
        _write_main_claim(plan, said)
        return
    lead, _, line, above = plan.place_at_top()
    plan.insert_root(line, [*above, f"{lead}{said}"])


def _write_main_claim(plan: ListPlan, said: str) -> None:
    """Write a main claim on no side."""
    file = plan.file
    if any(claim.main for claim in plan.before.claims.values()):
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to add a main claim, choose its side",
        )
    tops = [item for item in file.items if item.parent is None and not file.is_loose(item)]
    if _claim_of_title(plan):
        refuse(
            "in this list, the title is the main claim, and all other claims bear on it",
            "add this claim as a reason or an objection",
        )
    if not tops:
        refuse("this list has no place for a main claim")
    lead, _ = file.next_root(tops[-1])
    plan.insert(tops[-1].end_of_subtree, [f"{lead}{said}"])


# --- places ---


def _last_of_side(plan: ListPlan, side: Side) -> ListItem | None:
    """Return the last item at the top below the heading of a side."""
    found: ListItem | None = None
    for item in plan.file.items:
        if item.parent is None and item.part.heading == side.name:
            found = item
    return found


def _place_on_side(plan: ListPlan, item: ListItem, side: Side) -> tuple[int, str, list[str]]:
    """Return the line, the lead and what is above it for an item that is put on a side."""
    last = _last_of_side(plan, side)
    if last is not None:
        lead, _ = plan.file.next_root(last)
        return last.end_of_subtree, lead, []
    if side.id in plan.before.sides:
        refuse("in a list, a side is a heading, and this list has none for that side")
    if not plan.before.title and not plan.before.sides:
        refuse(
            "in a list without a title, argmap takes the first heading for the title",
            "to add a side, give the map a title first",
        )
    return _place_below_new_heading(plan, item, side.name)


def _place_on_no_side(plan: ListPlan, item: ListItem) -> tuple[int, str, list[str]]:
    no_side = plan.file.words.no_side
    for other in reversed(plan.file.items):
        if other.parent is None and other.part.heading == no_side:
            lead, _ = plan.file.next_root(other)
            return other.end_of_subtree, lead, []
    return _place_below_new_heading(plan, item, no_side)


def _place_below_new_heading(
    plan: ListPlan, item: ListItem, heading: str
) -> tuple[int, str, list[str]]:
    """Return where a heading can be added with an item below it: behind the other sides."""
    file = plan.file
    tops = [each for each in file.items if each.parent is None and not file.is_loose(each)]
    last = tops[-1] if tops else item
    lead, _ = file.next_root(item)
    return last.end_of_subtree, lead, ["", *_heading_lines(plan, heading)]


def _heading_lines(plan: ListPlan, heading: str) -> list[str]:
    """Return the lines of a new heading, written as the others are."""
    file = plan.file
    model = _model_of_headings(plan)
    if file.is_markdown:
        level = model.level if model is not None else 2
        return [f"{'#' * level} {file.escaped(heading)}", ""]
    if file.is_outline:
        return file.heading(heading)
    if model is None or model.span is None:
        return [heading]
    line = model.span.line
    if file.line(line - 1).rstrip().endswith(_COLONS):
        heading += ":"
    has_blank_line = line < len(file.starts) - 1 and not file.line(line).strip()
    return [heading, ""] if has_blank_line else [heading]


def _model_of_headings(plan: ListPlan) -> Part | None:
    """Return the first part with a heading."""
    for part in plan.file.listing.parts:
        if part.heading and part.span is not None:
            return part
    return None
