"""The ids that the parts of a map have in a changed list.

- Buses cost less.      `buses-cost-less`, which was `buses-are-cheaper`
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.editing.changes import new_offset
from argmap.editing.list_layout import ListLayout
from argmap.editing.list_marks import with_marks
from argmap.editing.list_settling import as_listed
from argmap.editing.map_difference import MapDifference, is_same_map
from argmap.editing.operations import Settled, settle_ids
from argmap.editing.refusals import refuse
from argmap.model import ArgumentMap
from argmap.model.edits import Change


def settle_list_ids(
    before: ListLayout,
    changed: ListLayout,
    difference: MapDifference,
    changes: Iterable[Change],
) -> Settled:
    """Return the map that a list is to have, with the ids that its parts have in the changed text.

    Raises:
        EditRefused: the claims of the changed list are others.
    """
    found = _claims_found(before, changed, difference.after, changes)
    order = list(found.values())
    if len(order) != len(difference.after.claims) or len(order) != len(changed.map.claims):
        refuse("in a list, this would be read as something else")
    after = as_listed(before, changed, difference.after, found)
    own_ids: set[str] = set()
    for item in changed.items:
        if item.item.anchor in found:
            own_ids.add(found[item.item.anchor])
    settled = settle_ids(after, order, own_ids, ())
    if is_same_map(settled.map, changed.map):
        return settled
    marked = with_marks(before, changed.map, after, found)
    return settle_ids(marked, order, own_ids, ())


def _claims_found(
    before: ListLayout, changed: ListLayout, after: ArgumentMap, changes: Iterable[Change]
) -> dict[str, str]:
    """Return the claims of the changed list in their order: the id read → that of `after`."""
    known = _known_offsets(before, after, changes)
    by_place: dict[str, str] = {}
    for id, claim in changed.map.claims.items():
        span = claim.at("text")
        if span is None:
            continue
        offset = changed.offset(span)
        if offset in known:
            by_place[id] = known[offset]
    # What is new, or was moved, is recognized by its text.
    by_text: dict[str, list[str]] = {}
    known_ids = set(by_place.values())
    for id, claim in after.claims.items():
        if id not in known_ids:
            by_text.setdefault(claim.text, []).append(id)
    found: dict[str, str] = {}
    for id, claim in changed.map.claims.items():
        same_text = by_text.get(claim.text)
        if id in by_place:
            found[id] = by_place[id]
        elif same_text:
            found[id] = same_text.pop(0)
    return found


def _known_offsets(
    before: ListLayout, after: ArgumentMap, changes: Iterable[Change]
) -> dict[int, str]:
    """Return where the claims that stay begin in the changed text."""
    in_order = sorted(changes)
    known: dict[int, str] = {}
    for id, claim in before.map.claims.items():
        span = claim.at("text")
        if span is not None and id in after.claims:
            offset = new_offset(before.offset(span), in_order)
            if offset is not None:
                known[offset] = id
    return known
