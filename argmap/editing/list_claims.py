"""The claims of a list: their texts, marks and sides, the title, and what is at the top level.

Should phones be banned?                the title
Ban them                                the heading of a side
- Phones distract.                      a main claim of that side
- They ring.           →     - They ring in class. [common ground]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.editing.list_evidence import change_evidence
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem, Place, Stretch, lead_behind
from argmap.editing.refusals import refuse
from argmap.languages.roles import spoken_type
from argmap.languages.writing import COLONS, SENTENCE_ENDS
from argmap.model import Claim, Side, Span
from argmap.model.fields import Field
from argmap.model.graph import main_claims
from argmap.util.text import width

_MARKS = ("common_ground", "implicit")


def change_heading(plan: ListPlan, span: Span | None, old: str, new: str) -> None:
    """Write other words of a title or a heading, and underline it as before."""
    if span is None:
        refuse("this heading can't be changed: it follows from the words of the items below it")
    file = plan.file
    change_words(plan, file.lines(span.line - 1, span.line), old, new)
    below = file.line(span.line) if span.line + 1 < len(file.starts) else ""
    if below and set(below) <= {"="} and len(below) == width(old):
        start = file.starts[span.line]
        plan.replace(Stretch(start, start + len(below)), "=" * width(new))


def change_words(plan: ListPlan, place: Stretch, old: str, new: str) -> None:
    """Write words in the place of others, which may be spread over several lines."""
    file = plan.file
    said = file.text[place.start : place.end]
    if old.endswith(SENTENCE_ENDS) and old[-1:] == new[-1:] and not said.endswith(old):
        # "They ring (Miller 2019)." is read as "They ring."
        old = old[:-1]
        new = new[:-1]
    for escaped in (file.escaped(old), old):
        words = [re.escape(word) for word in escaped.split()]
        pattern = r"\s+".join(words)
        found = list(re.finditer(pattern, said, re.IGNORECASE))
        if not found:
            continue
        last = found[-1]
        start = place.start + last.start()
        end = place.start + last.end()
        plan.replace(Stretch(start, end), file.escaped(new))
        return
    refuse("argmap can't change this text, because it contains links or other markup")


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
        if old is not None and old.name != side.name:
            if any(claim.at("text") == old.at() for claim in plan.before.claims.values()):
                refuse(
                    "the heading of this side is also a claim",
                    "to change the name of the side, change the text of that claim",
                )
            change_heading(plan, old.at(), old.name, side.name)


# --- sides and main claims ---


def change_side(plan: ListPlan, item: ListItem, claim: Claim) -> None:
    """Plan to write a claim below the heading of another side, or below none."""
    if claim.side:
        side = plan.after.sides[claim.side]
        place = _place_on_side(plan, item, side)
    else:
        place = plan.place_at_top()
    is_last = place.line == item.end_of_subtree
    is_alone = bool(item.part.heading) and plan.file.roots_of(item.part) == [item]
    if place.above and is_last and (is_alone or not plan.file.line(item.line - 1).strip()):
        # The blank line above it stays, or that above its heading, which goes.
        place = place._replace(above=place.above[1:])
    lines = plan.lines_of_subtree(item, place.lead)
    plan.remove(item)
    plan.insert_root(place, lines)


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
    if plan.file.has_marked_claims or plan.file.is_loose(item):
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to make this claim a main claim, choose its side",
        )


# --- new claims ---


def write_new_claims(plan: ListPlan) -> None:
    """Plan to write the new claims that bear on nothing."""
    for id, claim in plan.after.claims.items():
        if id in plan.before.claims or plan.after.uses(id):
            continue
        place = _place_of_new_claim(plan, claim)
        plan.insert_root(place, [f"{place.lead}{plan.file.said(claim)}"])


def _place_of_new_claim(plan: ListPlan, claim: Claim) -> Place:
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


def _place_of_main_claim(plan: ListPlan) -> Place:
    """Return where a main claim on no side goes."""
    if plan.file.has_marked_claims:
        refuse(
            "in this list, the main claims are below the headings of the sides",
            "to add a main claim, choose its side",
        )
    if claim_of_title(plan):
        refuse(
            "in this list, the title is the main claim, and all other claims bear on it",
            "add this claim as a reason or an objection",
        )
    roots = [item for item in plan.file.items if item.parent is None]
    return plan.file.place_behind(roots[-1])


# --- places ---


def _place_on_side(plan: ListPlan, item: ListItem, side: Side) -> Place:
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
    # A new heading is behind those of the other sides.
    last = [each for each in plan.file.items if each.parent is None][-1]
    above = ["", *_heading_lines(plan, side.name)]
    return Place(last.end_of_subtree, lead_behind(plan.file.lead(item)), above=above)


def _last_of_side(plan: ListPlan, side: Side) -> ListItem | None:
    """Return the last item at the top below the heading of a side."""
    heading = side.at()
    for item in reversed(plan.file.items):
        is_of_side = item.part.heading == side.name or item.part.span == heading is not None
        if item.parent is None and is_of_side:
            return item
    return None


def _heading_lines(plan: ListPlan, heading: str) -> list[str]:
    """Return the lines of a new heading, written as the others are."""
    file = plan.file
    models = [part for part in file.listing.parts if part.heading and part.span is not None]
    if not models:
        return [f"## {file.escaped(heading)}", ""] if file.is_markdown else [heading]
    model = models[0]
    if file.is_markdown:
        signs = "#" * model.level
        return [f"{signs} {file.escaped(heading)}", ""]
    line = model.span.line if model.span else 0
    if file.line(line - 1).rstrip().endswith(COLONS):
        heading += ":"
    if line < file.number_of_lines and not file.line(line).strip():
        return [heading, ""]
    return [heading]


# --- claims that stay ---


def must_have_places(plan: ListPlan) -> None:
    """Refuse what a list has no place for: sides without claims, and some changes of claims."""
    used_sides = {claim.side for claim in plan.after.claims.values()}
    if not used_sides.issuperset(plan.after.sides.keys() - plan.before.sides):
        refuse(
            "in a list, a side is a heading above its main claims",
            "to add a side, choose the first claim on that side",
        )
    for id, field in _changed_fields(plan):
        _must_have_place(plan, id, field)


def _changed_fields(plan: ListPlan) -> Iterator[tuple[str, Field]]:
    """Yield what is changed of the claims that stay."""
    for id in plan.before.claims:
        if id in plan.after.claims:
            for field in plan.difference.changed_fields(id):
                yield id, field


def _must_have_place(plan: ListPlan, id: str, field: Field) -> None:
    item = plan.file.item_of(id)
    claim = plan.after.claims[id]
    is_as_before = field.name == "main" and is_main(plan, claim.id) == claim.main
    if field.name == "text" or is_as_before:
        return
    if item is None:
        refuse("in a list, a title or a heading can't have marks, evidence or a side")
    is_below = item.parent is not None or bool(plan.before.uses(claim.id))
    if field.name == "side" and is_below:
        refuse(
            "in a list, a reason or an objection is on the side of the claim above it",
            "to put this claim on a side, move it to the top level first",
        )
    elif field.name == "main":
        must_be_able_to_be_main(plan, item, claim)
    elif field.name not in (*_MARKS, "type", "evidence", "side"):
        refuse(f"a list has no place for the {field.name} of a claim")


def change_claims(plan: ListPlan) -> None:
    """Plan to change the claims that stay."""
    for id, field in _changed_fields(plan):
        _change_field(plan, id, field)


def _change_field(plan: ListPlan, id: str, field: Field) -> None:
    item = plan.file.item_of(id)
    claim = plan.after.claims[id]
    old = plan.before.claims[id]
    if field.name == "text" and item is None:
        change_heading(plan, old.at("text"), old.text, claim.text)
    elif field.name == "text" and item is not None:
        change_words(plan, plan.file.text_of(item), old.text, claim.text)
    elif item is None:
        return
    elif field.name in _MARKS:
        word = getattr(plan.file.words, field.name)
        mark(plan, item, word, is_marked=getattr(claim, field.name))
    elif field.name == "type":
        _change_type(plan, item, claim.type)
    elif field.name == "evidence":
        if claim.evidence:
            mark_as_supported(plan, item)
        change_evidence(plan, item, claim)
    elif field.name == "side":
        change_side(plan, item, claim)


# --- marks ---


def _change_type(plan: ListPlan, item: ListItem, type: str) -> None:
    """Write another type of a claim, as a word before a colon."""
    file = plan.file
    start = file.role_of(item).end
    end = file.text_of(item).end
    _, said = spoken_type(file.text[start:end])
    plan.replace(Stretch(start, end - len(said)), file.type_word(type))


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
