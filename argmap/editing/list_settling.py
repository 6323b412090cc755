"""What a list decides of its map by itself: its language, its sources, and the ids of sides.

- Sleep helps.
- Source: Smith 2020      the source is on the map as long as this line is
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from argmap.editing.list_layout import ListLayout
from argmap.editing.list_marks import without_marks_at_the_top
from argmap.model import ArgumentMap, Citation, Claim, Inference, Side, Source


def as_listed(
    before: ListLayout, changed: ListLayout, after: ArgumentMap, found: Mapping[str, str]
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


def _with_headings_that_are_claims(before: ListLayout, after: ArgumentMap) -> ArgumentMap:
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
