"""What a changed list decides of its map by itself: ids, language, sources, and main claims.

Ban them
- Phones distract.        a main claim of the side above it; `phones-distract`, by its words
- Source: Smith 2020      the source is on the map as long as this line is
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.editing.changes import new_offset
from argmap.editing.list_text import ListText
from argmap.editing.map_difference import MapDifference, is_same_map
from argmap.editing.operations import Settled, settle_ids
from argmap.editing.refusals import refuse
from argmap.model import ArgumentMap, Citation, Claim, Inference, Side, Source
from argmap.model.edits import Change
from argmap.model.graph import main_claims


def settle_list_ids(
    before: ListText,
    changed: ListText,
    difference: MapDifference,
    changes: Iterable[Change],
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
    """Return the map that a list is to have, with the ids that its parts have in the changed text.

    Args:
        before: the list before.
        changed: the changed list.
        after: the map that it is to have.
        found: the claims of the changed list, by the ids read → those of `after`.
    """
    order = list(found.values())
    after = as_listed(before, changed, after, found)
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
    before: ListText, changed: ListText, after: ArgumentMap, changes: Iterable[Change]
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
    before: ListText, after: ArgumentMap, changes: Iterable[Change]
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


def with_marks(
    before: ListText, read: ArgumentMap, after: ArgumentMap, found: Mapping[str, str]
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
    changed: ListText, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map without marks of main claims, where a list has no sides and needs no marks."""
    if changed.has_marked_claims:
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


def _possible_mains(before: ListText, after: ArgumentMap) -> list[set[str]]:
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
    if not before.has_marked_claims:
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


def _is_at_the_top(file: ListText, claim: str) -> bool:
    """Return whether a claim is an item at the top, and not a loose one."""
    item = file.item_of(claim)
    if item is None or item.parent is not None:
        return False
    return not file.is_loose(item)


def as_listed(
    before: ListText, changed: ListText, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map with what the changed list decides by itself.

    Args:
        before: the list before.
        changed: the changed list.
        after: the map that it is to have.
        found: the claims of the changed list, by the ids read → those of `after`.
    """
    read = changed.map
    map = replace(after, language=read.language)
    map = _with_headings_that_are_claims(before, map)
    map = _with_sides(read, map)
    map = _with_sources(read, map)
    map = without_marks_at_the_top(changed, map, found)
    return _with_order_of_evidence(read, map, found)


# --- headings ---


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


def _with_sides(read: ArgumentMap, after: ArgumentMap) -> ArgumentMap:
    """Return a map whose sides have the ids that are made of their headings."""
    ids_by_name = {side.name: side.id for side in read.sides.values()}
    names = {side.name for side in after.sides.values()}
    if len(ids_by_name) != len(read.sides) or len(names) != len(after.sides):
        return after
    used = {claim.side for claim in after.claims.values()}
    new_ids = {"": ""}
    sides: dict[str, Side] = {}
    for id, side in after.sides.items():
        is_read = side.name in ids_by_name
        new_id = ids_by_name.get(side.name, id)
        new_ids[id] = new_id
        if is_read or id in used:
            sides[new_id] = replace(side, id=new_id)
    claims: dict[str, Claim] = {}
    for id, claim in after.claims.items():
        claims[id] = replace(claim, side=new_ids[claim.side])
    return replace(after, sides=sides, claims=claims)


# --- sources ---


def _with_sources(read: ArgumentMap, after: ArgumentMap) -> ArgumentMap:
    """Return a map with the sources of a list: those that are cited or listed there.

    If the list has others, the map is returned as it is.
    """
    left = dict(read.sources)
    cited = set(_cited(after))
    new_ids: dict[str, str] = {}
    for id, source in after.sources.items():
        same = _same_source(source, left)
        if same:
            new_ids[id] = same
            del left[same]
        elif id in cited:
            return after
    if left:
        return after
    claims: dict[str, Claim] = {}
    for id, claim in after.claims.items():
        claims[id] = replace(
            claim,
            evidence=_renamed(claim.evidence, new_ids),
            stated_in=_renamed(claim.stated_in, new_ids),
        )
    inferences: dict[str, Inference] = {}
    for id, inference in after.inferences.items():
        inferences[id] = replace(
            inference,
            stated_in=_renamed(inference.stated_in, new_ids),
        )
    return replace(
        after,
        sources=read.sources,
        claims=claims,
        inferences=inferences,
    )


def _same_source(source: Source, others: Mapping[str, Source]) -> str:
    """Return the id of a source of which the same is known; "" if there is none."""
    if others.get(source.id) == source:
        return source.id
    for other in others.values():
        if replace(other, id=source.id) == source:
            return other.id
    return ""


def _cited(map: ArgumentMap) -> Iterator[str]:
    """Yield the sources that claims and inferences cite."""
    for claim in map.claims.values():
        for citation in (*claim.evidence, *claim.stated_in):
            yield citation.source
    for inference in map.inferences.values():
        for citation in inference.stated_in:
            yield citation.source


def _renamed(citations: tuple[Citation, ...], new_ids: Mapping[str, str]) -> tuple[Citation, ...]:
    return tuple(Citation(new_ids[each.source], each.locator) for each in citations)


def _with_order_of_evidence(
    read: ArgumentMap, after: ArgumentMap, found: Mapping[str, str]
) -> ArgumentMap:
    """Return a map whose claims cite in the order of a list: links and notes first."""
    claims = dict(after.claims)
    for read_id, id in found.items():
        evidence = read.claims[read_id].evidence
        if sorted(evidence) == sorted(claims[id].evidence):
            claims[id] = replace(claims[id], evidence=evidence)
    return replace(after, claims=claims)
