"""Edits of a list, in plain text or Markdown, that make its map another one.

    - Phones distract.             →    - Phones distract.
      - Pupils play.                      - Pupils play.
                                          - But: They are silent.

A list has no room for some things: it cannot use a claim in two places, unless its items are
numbered as in an outline, and ids are made of words, but for the anchors of an outline in Markdown
and the ids in its list of sources. All that is refused with a reason.

What is at the top of an outline is a main claim there, and stays one. A side goes with the last of
its main claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from argmap.editing.changes import ChangedText
from argmap.editing.list_claims import (
    change_claims,
    change_names_of_sides,
    change_title,
    write_new_claims,
)
from argmap.editing.list_inferences import (
    change_inferences,
    claims_to_take,
    detach,
    items_that_go,
    write_inferences,
)
from argmap.editing.list_plan import ListPlan, anchor_of
from argmap.editing.list_settling import settle_list_ids
from argmap.editing.list_text import ListText
from argmap.editing.operations import Settled
from argmap.editing.refusals import must_confirm, refuse
from argmap.model import ArgumentMap
from argmap.model.edits import Change
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
    return _settled(plan, read(text.text))


def _settled(plan: ListPlan, changed: Reading) -> Settled:
    """Return the map of the changed list, with the ids that its parts have there."""
    if changed.map is None:
        refuse("the list could not be read after this change")
    file = ListText(changed.text, changed.name, changed.map, is_markdown=plan.file.is_markdown)
    return settle_list_ids(plan.file, file, plan.difference, plan.changes)


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


def rename_in_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    *,
    ids: tuple[str, str],
    is_markdown: bool,
) -> Settled:
    """Give a claim or a source of a list another id; return the map with its ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map in which the part has its new id.
        read: reads a text.
        ids: the old id and the new one.
        is_markdown: whether the text is Markdown.

    Raises:
        EditRefused: the list has no place for such an id.
    """
    old, new = ids
    plan = ListPlan(reading, after, is_markdown=is_markdown)
    if old in plan.before.claims:
        plan.changes += _changes_of_claim(plan, old, new)
    if old in plan.before.sources:
        plan.changes += _changes_of_source(plan, old, new)
    if old in plan.before.sides:
        refuse(
            "in a list, the id of a side is made from its heading", "change the name of the side"
        )
    text.make(plan.changes)
    settled = _settled(plan, read(text.text))
    # An inference may have the id of a source.
    renamed = {old: new, new: new} if old in plan.before.claims else {}
    return Settled(settled.map, {**settled.ids, **renamed})


def _changes_of_claim(plan: ListPlan, old: str, new: str) -> Iterator[Change]:
    """Yield the changes that give a claim another id, also in the links that lead to it."""
    file = plan.file
    plan.must_have_anchors()
    item = file.item_of(old)
    if item is None:
        refuse("in a list, the id of a title or a heading is made from its words")
    if item.item.anchor != old:
        start = file.text_of(item).start
        yield Change(start, start, anchor_of(new))
        return
    pattern = rf'(?<=<a id="claim-){re.escape(old)}(?="></a>)|(?<=\(#claim-){re.escape(old)}(?=\))'
    for match in re.finditer(pattern, file.text):
        yield Change(match.start(), match.end(), new)


def _changes_of_source(plan: ListPlan, old: str, new: str) -> Iterator[Change]:
    """Yield the change of the line that lists a source with its id."""
    span = plan.before.sources[old].at()
    if span is not None and plan.file.is_outline:
        start, end = plan.file.lines(span.line - 1, span.line)
        match = re.search(
            rf"(?<=[(（]){re.escape(old)}(?=[)）]\s*[:：])", plan.file.text[start:end]
        )
        if match is not None:
            yield Change(start + match.start(), start + match.end(), new)
            return
    refuse("in a list, the id of a source is made from its description")
