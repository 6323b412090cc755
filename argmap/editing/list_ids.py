"""The ids that the parts of a map have in a changed list, and the marks that follow from its form.

- Buses cost less.      `buses-cost-less`, which was `buses-are-cheaper`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.editing.changes import Change, new_offset
from argmap.editing.list_layout import ListLayout
from argmap.editing.list_settling import as_listed
from argmap.editing.map_difference import MapDifference, is_same_map
from argmap.editing.operations import Settled, settle_ids
from argmap.editing.refusals import refuse
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
    marked = _with_marks(before, changed.map, after, found)
    return settle_ids(marked, order, own_ids, ())


def _claims_found(
    before: ListLayout, changed: ListLayout, after: ArgumentMap, changes: Iterable[Change]
) -> dict[str, str]:
    """Return the claims of the changed list in their order: the id read → that of `after`."""
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
    in_order: dict[str, str] = {}
    for id, claim in changed.map.claims.items():
        if id in found:
            in_order[id] = found[id]
        elif by_text.get(claim.text):
            in_order[id] = by_text[claim.text].pop(0)
    return in_order


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

    The main claims are those that they were, or that were at the top. What was put on a side is
    one, too, and what was taken from its side is none.
    """
    mains = {found[main.id] for main in main_claims(read)}
    were_main = {main.id for main in main_claims(before.map)}
    at_the_top: set[str] = set()
    for id in before.map.claims:
        item = before.item_of(id)
        if item is not None and item.parent is None and not before.is_loose(item):
            at_the_top.add(id)
    become_main: set[str] = set()
    become_loose: set[str] = set()
    for id, claim in after.claims.items():
        old = before.map.claims.get(id)
        if old is None:
            if claim.main:
                become_main.add(id)
        elif claim.side != old.side:
            (become_main if claim.side else become_loose).add(id)
        elif claim.main and not old.main:
            become_main.add(id)
    expected: list[set[str]] = []
    for known in (were_main, at_the_top):
        expected.append((known - become_loose | become_main) & after.claims.keys())
    if not any(claim.main for claim in before.map.claims.values()):
        # The first side of a list leaves the claims that are on no side unmarked.
        expected.append(become_main)
    if mains not in expected:
        return after
    marked = {found[claim.id] for claim in read.claims.values() if claim.main}
    claims = dict(after.claims)
    for id, claim in after.claims.items():
        claims[id] = replace(claim, main=id in marked)
    used = {claim.side for claim in claims.values()}
    sides = {id: side for id, side in after.sides.items() if id in {*read.sides, *used}}
    return replace(after, claims=claims, sides=sides)
