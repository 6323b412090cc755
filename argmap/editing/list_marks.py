"""The main claims of a changed list, which are where they are, and have no marks of their own.

Ban them
- Phones distract.       a main claim of the side above it
- They ring.           none
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.editing.list_layout import ListLayout
from argmap.model import ArgumentMap, Claim
from argmap.model.graph import main_claims


def with_marks(
    before: ListLayout, read: ArgumentMap, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map with the marks of main claims and the sides that a list gives it.

    If the list has other main claims than can be expected, the map is returned as it is.

    Args:
        before: the list before.
        read: the map of the changed list.
        after: the map that it is to have.
        found: the claims of the changed list, by the ids read → those of `after`.
    """
    mains = {found[main.id] for main in main_claims(read)}
    if mains not in _possible_mains(before, after):
        return after
    marked: set[str] = set()
    for claim in read.claims.values():
        if claim.main:
            marked.add(found[claim.id])
    claims: dict[str, Claim] = {}
    used = set(read.sides)
    for id, claim in after.claims.items():
        claims[id] = replace(claim, main=id in marked)
        used.add(claim.side)
    sides = {id: side for id, side in after.sides.items() if id in used}
    return replace(after, claims=claims, sides=sides)


def without_marks_at_the_top(
    changed: ListLayout, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map without marks of main claims, where a list has no sides and needs no marks."""
    if _has_marks(changed.map):
        return after
    claims = dict(after.claims)
    for read_id, id in found.items():
        is_heading = changed.item_of(read_id) is None
        if not changed.map.uses(read_id) and (is_heading or _is_at_the_top(changed, read_id)):
            claims[id] = replace(claims[id], main=False)
    return replace(after, claims=claims)


class _Changed(NamedTuple):
    """The claims that an operation makes main claims, and those that it takes from a side."""

    main: set[str]
    loose: set[str]


def _possible_mains(before: ListLayout, after: ArgumentMap) -> list[set[str]]:
    """Return which claims may be the main claims of a changed list: a set for each possibility.

    They are those that they were, or that were at the top. What was put on a side is one, too, and
    what was taken from its side is none.
    """
    changed = _changed(before.map, after)
    were_main = {main.id for main in main_claims(before.map)}
    at_the_top = {id for id in before.map.claims if _is_at_the_top(before, id)}
    possible: list[set[str]] = []
    for known in (were_main, at_the_top):
        stay = known - changed.loose
        stay &= after.claims.keys()
        possible.append(stay | changed.main)
    if not _has_marks(before.map):
        # The first side of a list leaves the claims that are on no side unmarked.
        possible.append(changed.main)
    return possible


def _changed(before: ArgumentMap, after: ArgumentMap) -> _Changed:
    changed = _Changed(set(), set())
    for id, claim in after.claims.items():
        old = before.claims.get(id)
        was_main = old is not None and old.main
        if old is not None and claim.side != old.side:
            by_side = changed.main if claim.side else changed.loose
            by_side.add(id)
        elif claim.main and not was_main:
            changed.main.add(id)
    return changed


def _has_marks(map: ArgumentMap) -> bool:
    """Return whether headings say which claims are main claims."""
    return any(claim.main for claim in map.claims.values())


def _is_at_the_top(file: ListLayout, claim: str) -> bool:
    """Return whether a claim is an item at the top, and not a loose one."""
    item = file.item_of(claim)
    if item is None or item.parent is not None:
        return False
    return not file.is_loose(item)
