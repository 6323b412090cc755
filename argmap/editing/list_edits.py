"""Edits of a list, in plain text or Markdown, that make its map another one.

    - Phones distract.             →    - Phones distract.
      - Pupils play.                      - Pupils play.
                                          - But: They are silent.

A list has no room for some things: it cannot use a claim in two places, and ids are made of words.
All that is refused with a reason. A side goes with the last of its main claims. An outline, whose
items are numbered, is rewritten as a whole instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from argmap.editing.changes import ChangedText
from argmap.editing.list_claims import (
    change_claims,
    change_names_of_sides,
    change_title,
    must_have_places,
    write_new_claims,
)
from argmap.editing.list_inferences import (
    change_inferences,
    claims_to_take,
    detach,
    items_that_go,
    write_inferences,
)
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_settling import settle_list_ids
from argmap.editing.list_text import ListText
from argmap.editing.operations import Settled
from argmap.editing.outline_edits import edit_outline
from argmap.editing.refusals import refuse
from argmap.model import ArgumentMap
from argmap.model.reading import Reading


def edit_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    named: Collection[str],
) -> Settled:
    """Change a list so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map that it is to have, in which what stays has the ids that it has.
        read: reads a text.
        named: the new claims whose ids somebody chose.

    Raises:
        EditRefused: a list has no room for the change.
    """
    plan = ListPlan(reading, after, named)
    if named:
        plan.must_have_anchors()
    if len(plan.file.item_on) < len(plan.file.items):
        refuse("argmap can't change a list that is in a table")
    must_have_places(plan)
    if plan.file.is_outline:
        return edit_outline(text, plan, reading, read)
    plan.removed = items_that_go(plan)
    plan.taken = claims_to_take(plan)
    detach(plan)
    change_title(plan)
    change_names_of_sides(plan)
    change_claims(plan)
    change_inferences(plan)
    write_inferences(plan)
    write_new_claims(plan)
    plan.finish()
    try:
        text.make(plan.changes)
    except ValueError:
        refuse("the change does not fit into this list")
    changed = read(text.text)
    if changed.map is None:
        refuse("the list could not be read after this change")
    return settle_list_ids(plan.file, ListText(changed), plan.difference, plan.changes)


def rename_in_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    ids: tuple[str, str],
) -> Settled:
    """Give a claim or a source of a list another id; return the map with its ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map in which the part has its new id.
        read: reads a text.
        ids: the old id and the new one.

    Raises:
        EditRefused: the list has no place for such an id.
    """
    old, new = ids
    plan = ListPlan(reading, after, [new])
    if old in plan.before.claims:
        plan.must_have_anchors()
    if old in plan.before.sides:
        refuse(
            "in a list, the id of a side is made from its heading", "change the name of the side"
        )
    if not plan.file.is_outline:
        refuse("in a list, the id of a source is made from its description")
    settled = edit_outline(text, plan, reading, read)
    # An inference may have the id of a source.
    renamed = {old: new, new: new} if old in plan.before.claims else {}
    return Settled(settled.map, {**settled.ids, **renamed})
