"""What a changed list decides of its map by itself: ids, language, sources, and main claims.

Ban them
- Phones distract.        a main claim of the side above it; `phones-distract`, by its words
- Source: Smith 2020      the source is on the map as long as this line is
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.editing.changes import new_offset
from argmap.editing.list_text import ListText
from argmap.editing.map_difference import MapDifference
from argmap.editing.operations import Settled
from argmap.editing.refusals import CHANGES_OTHERS, EditRefused, refuse
from argmap.model import ArgumentMap, Citation, Claim, Inference
from argmap.model.edits import Change
from argmap.model.graph import main_claims


def settle_list_ids(
    before: ListText, changed: ListText, difference: MapDifference, changes: Iterable[Change]
) -> Settled:
    """Return the map that a list is to have, with the ids that its parts have in the changed text.

    Raises:
        EditRefused: the claims of the changed list are others.
    """
    found = _claims_found(before, changed, difference.after, changes)
    number = len(found)
    if number != len(difference.after.claims) or number != len(changed.map.claims):
        refuse("in a list, this would be read as something else")
    return settle_found_ids(before, changed, difference.after, found)


def settle_found_ids(
    before: ListText, changed: ListText, after: ArgumentMap, found: Mapping[str, str]
) -> Settled:
    """Return the map of a changed list, and the ids that the parts of `after` have there.

    Args:
        before: the list before.
        changed: the changed list.
        after: the map that it is to have, its inferences in the order of the list.
        found: the claims of the changed list, by the ids read → those of `after`.

    Raises:
        EditRefused: the changed list says something else.
    """
    read = changed.map
    after = _with_headings_that_are_claims(before, after)
    own_ids = {id: id for id in (*after.claims, *after.inferences)}
    after_ids = {**found, **dict(zip(read.inferences, after.inferences, strict=False))}
    says_the_same = _said(read, after_ids) == _said(after, own_ids)
    if not says_the_same or not _has_main_claims(before, changed, after, found):
        raise EditRefused(CHANGES_OTHERS)
    return Settled(read, {id: read_id for read_id, id in after_ids.items()})


def _has_main_claims(
    before: ListText, changed: ListText, after: ArgumentMap, found: Mapping[str, str]
) -> bool:
    """Return whether a list has the main claims of a map; without sides, it marks none."""
    marked = [claim.id for claim in after.claims.values() if claim.main]
    if not changed.has_marked_claims and not any(map(after.uses, marked)):
        return True
    mains = {found[main.id] for main in main_claims(changed.map)}
    return mains in [{main.id for main in main_claims(after)}, *_possible_mains(before, after)]


def _said(map: ArgumentMap, ids: Mapping[str, str]) -> tuple[object, ...]:
    """Return what a map says: its title, claims and inferences, with other ids.

    A list has ids of its own for sides and sources, and its own order of evidence and main claims.
    """
    names = {"": "", **{side.id: side.name for side in map.sides.values()}}

    def cited(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        described = []
        for citation in citations:
            source = replace(map.sources[citation.source], id="", places={})
            described.append(Citation(repr(source), citation.locator))
        return tuple(sorted(described))

    claims: dict[str, Claim] = {}
    for id, claim in map.claims.items():
        claims[ids[id]] = replace(
            claim,
            id=ids[id],
            side=names[claim.side],
            main=False,
            evidence=cited(claim.evidence),
            stated_in=cited(claim.stated_in),
        )
    inferences: list[Inference] = []
    for inference in map.inferences.values():
        said = replace(
            inference,
            id="",
            target=ids[inference.target],
            premises=tuple(ids[premise] for premise in inference.premises),
            warrant=ids.get(inference.warrant, ""),
            stated_in=cited(inference.stated_in),
        )
        inferences.append(said)
    return map.title, claims, inferences


def _claims_found(
    before: ListText, changed: ListText, after: ArgumentMap, changes: Iterable[Change]
) -> dict[str, str]:
    """Return the claims of the changed list in their order: the id read → that of `after`."""
    in_order = sorted(changes)
    known: dict[int | None, str] = {}
    for id, claim in before.map.claims.items():
        span = claim.at("text")
        if span is not None and id in after.claims:
            known[new_offset(before.offset(span), in_order)] = id
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


def _possible_mains(before: ListText, after: ArgumentMap) -> list[set[str]]:
    """Return which claims may be the main claims of a changed list: a set for each possibility.

    They are those that they were, or that were at the top. What was put on a side is one, too, and
    what was taken from its side is none.
    """
    become_main: set[str] = set()
    stay = set(after.claims)
    for id, claim in after.claims.items():
        old = before.map.claims.get(id)
        changes_side = old is not None and claim.side != old.side
        if changes_side and not claim.side:
            stay.remove(id)
        elif changes_side or (claim.main and not (old and old.main)):
            become_main.add(id)
    were_main = {main.id for main in main_claims(before.map)}
    at_the_top: set[str] = set()
    for id in before.map.claims:
        item = before.item_of(id)
        if item is not None and item.parent is None and not before.is_loose(item):
            at_the_top.add(id)
    possible = [(known & stay) | become_main for known in (were_main, at_the_top)]
    if not before.has_marked_claims:
        # The first side of a list leaves the claims that are on no side unmarked.
        possible.append(become_main)
    return possible


def _with_headings_that_are_claims(before: ListText, after: ArgumentMap) -> ArgumentMap:
    """Return a map whose title and sides follow the claims that are written in them."""
    title = after.title
    sides = dict(after.sides)
    for id, old in before.map.claims.items():
        if before.item_of(id) is not None or id not in after.claims:
            continue
        text = after.claims[id].text
        if text == old.text:
            continue
        if old.at("text") == before.listing.title_span and title == before.map.title:
            title = text
        for side in after.sides.values():
            if old.at("text") == side.at():
                sides[side.id] = replace(side, label=text)
    return replace(after, title=title, sides=sides)
