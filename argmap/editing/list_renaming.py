"""Other ids in an outline, where it has ids: anchors of Markdown, and its list of sources.

    - **1.1** <a id="claim-sleep"></a>Sleep helps.      a claim with the id `sleep`
    - Lee 2019 (lee-2019): Lee, “Sleep”, 2019           a source with the id `lee-2019`

In all other places, ids are made of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from argmap.editing.changes import ChangedText
from argmap.editing.list_ids import settle_list_ids
from argmap.editing.list_layout import ListLayout
from argmap.editing.list_plan import ListPlan, anchor_of
from argmap.editing.operations import Settled
from argmap.editing.refusals import refuse
from argmap.model import ArgumentMap
from argmap.model.edits import Change
from argmap.model.reading import Reading


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
    changed = read(text.text)
    if changed.map is None:
        refuse("the list could not be read after this change")
    after_change = ListLayout(changed.text, changed.name, changed.map, is_markdown=is_markdown)
    settled = settle_list_ids(plan.file, after_change, plan.difference, plan.changes)
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
