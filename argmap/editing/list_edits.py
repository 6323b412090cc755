"""Edits of a list, in plain text or Markdown, that make its map another one.

    - Phones distract.             →    - Phones distract.
      - Pupils play.                      - Pupils play.
                                          - But: They are silent.

A list has no room for some things: it cannot use a claim in two places, unless its items are
numbered as in an outline, and ids are made of words. All that is refused with a reason.

What is at the top of an outline is a main claim there, and stays one. A side goes with the last of
its main claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from argmap.editing.changes import ChangedText
from argmap.editing.list_claims import change_claims
from argmap.editing.list_headings import change_names_of_sides, change_title
from argmap.editing.list_ids import settle_list_ids
from argmap.editing.list_inferences import (
    change_inferences,
    claims_to_take,
    detach,
    items_that_go,
    write_inferences,
)
from argmap.editing.list_layout import ListLayout
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_top_level import write_new_claims
from argmap.editing.operations import Settled
from argmap.editing.refusals import must_confirm, refuse
from argmap.model import ArgumentMap
from argmap.model.reading import Reading

_COMMENT = "<!--"


def edit_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    *,
    is_markdown: bool,
    named: Collection[str] = (),
    with_comments: bool,
) -> Settled:
    """Change a list so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map that it is to have, in which what stays has the ids that it has.
        read: reads a text.
        is_markdown: whether the text is Markdown.
        named: the new claims whose ids somebody chose.
        with_comments: whether comments of Markdown may be deleted.

    Raises:
        EditRefused: a list has no room for the change, or it would delete a comment.
    """
    plan = ListPlan(reading, after, is_markdown=is_markdown, named=named)
    if named:
        plan.must_have_anchors()
    _fill(plan)
    spelled_out = list(plan.attributions_to_spell_out())
    if spelled_out:
        # Of the same map, but with less that refers to the line above it.
        text.make(spelled_out)
        plan = ListPlan(read(text.text), after, is_markdown=is_markdown, named=named)
        _fill(plan)
    try:
        text.make(plan.changes)
    except ValueError:
        refuse("the change does not fit into this list")
    if is_markdown:
        lost = reading.text.count(_COMMENT) - text.text.count(_COMMENT)
        must_confirm(max(lost, 0), with_comments=with_comments)
    changed = read(text.text)
    if changed.map is None:
        refuse("the list could not be read after this change")
    after_change = ListLayout(changed.text, changed.name, changed.map, is_markdown=is_markdown)
    return settle_list_ids(plan.file, after_change, plan.difference, plan.changes)


def _fill(plan: ListPlan) -> None:
    """Plan all changes that make the one map of the other."""
    plan.removed = items_that_go(plan)
    plan.taken = claims_to_take(plan)
    for item in plan.removed:
        plan.number_at_the_top(item)
    detach(plan)
    change_title(plan)
    change_names_of_sides(plan)
    change_claims(plan)
    change_inferences(plan)
    write_inferences(plan)
    write_new_claims(plan)
    plan.finish()
