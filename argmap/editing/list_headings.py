"""The title of a list, and the names of its sides.

Should phones be banned?      the title
Ban them                      the heading of a side
- Phones distract.            a main claim of that side
"""

from __future__ import annotations

from argmap.editing.list_plan import ListPlan
from argmap.editing.list_wording import change_heading
from argmap.editing.refusals import refuse

# --- the title ---


def change_title(plan: ListPlan) -> None:
    """Plan to write another title, or the first one."""
    old = plan.before.title
    new = plan.after.title
    if new == old:
        return
    listing = plan.file.listing
    if claim_of_title(plan):
        refuse(
            "the title of this list is also a claim",
            "to change the title, change the text of that claim",
        )
    if old and not new:
        refuse("a list needs its title, because argmap takes the first heading for the title")
    if old:
        change_heading(plan, listing.title_span, old, new)
        return
    line = min([plan.file.items[0].line, *plan.file.lines_of_headings()])
    if plan.file.is_markdown:
        plan.insert(line, [f"# {plan.file.escaped(new)}", ""])
    else:
        plan.insert(line, [new, ""])


def claim_of_title(plan: ListPlan) -> str:
    """Return the claim that the title is; "" if it is only a title."""
    span = plan.file.listing.title_span
    for claim in plan.before.claims.values():
        if span is not None and claim.at("text") == span:
            return claim.id
    return ""


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
