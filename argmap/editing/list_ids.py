"""The ids that the parts of a map have in a changed list, and the marks that follow from its form.

- Buses cost less.      `buses-cost-less`, which was `buses-are-cheaper`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.editing.changes import Change, new_offset
from argmap.editing.list_layout import ListLayout
from argmap.editing.map_difference import MapDifference, is_same_map
from argmap.editing.operations import EditRefused, Settled, settle_ids
from argmap.model import ArgumentMap
from argmap.model.graph import main_claims


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
    after = difference.after
    known = _known_offsets(before, after, changes)
    found: dict[str, str] = {}
    for id, claim in changed.map.claims.items():
        span = claim.at("text")
        if span is not None and changed.offset(span) in known:
            found[id] = known[changed.offset(span)]
    # What is new, or was moved, is recognized by its text.
    by_text: dict[str, list[str]] = {}
    known_ids = set(found.values())
    for id, claim in after.claims.items():
        if id not in known_ids:
            by_text.setdefault(claim.text, []).append(id)
    for id, claim in changed.map.claims.items():
        if id not in found and by_text.get(claim.text):
            found[id] = by_text[claim.text].pop(0)
    order = [found[id] for id in changed.map.claims if id in found]
    if len(order) != len(after.claims) or len(order) != len(changed.map.claims):
        raise EditRefused(
            "in a list, this would be read as something else; to do this, convert the list to the"
            " native format"
        )
    anchors = {item.item.anchor for item in changed.items if item.item.anchor}
    own_ids = {found[id] for id in anchors if id in found}
    settled = settle_ids(after, order, own_ids, ())
    if is_same_map(settled.map, changed.map):
        return settled
    marked = _with_marks(before, changed.map, after, found)
    return settle_ids(marked, order, own_ids, ())


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


def _with_marks(
    before: ListLayout, read: ArgumentMap, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map with the marks of main claims and the sides that a list gives it.

    The main claims are those that they were, or that were at the top.
    """
    claims = dict(after.claims)
    mains = {found[main.id] for main in main_claims(read)}
    mains_before = {main.id for main in main_claims(before.map)}
    at_the_top: set[str] = set()
    for id in before.map.claims:
        item = before.item_of(id)
        if item is not None and item.parent is None and not before.is_loose(item):
            at_the_top.add(id)
    added = {id for id in claims if id not in before.map.claims}
    marked_anew = {id for id in added if claims[id].main}
    expected = (mains_before | marked_anew) & claims.keys()
    if mains not in (expected, (at_the_top | marked_anew) & claims.keys()):
        return after
    marked = {found[claim.id] for claim in read.claims.values() if claim.main}
    for id, claim in after.claims.items():
        claims[id] = replace(claim, main=id in marked)
    used = {claim.side for claim in claims.values()}
    sides = {id: side for id, side in after.sides.items() if id in {*read.sides, *used}}
    return replace(after, claims=claims, sides=sides)
