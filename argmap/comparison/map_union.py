"""Two versions of a map in one: what is now, and what was and is gone, so that it can be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_INFERENCE,
    Sort,
    with_followers,
)
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.writing import Change


class MapUnion(NamedTuple):
    """Our map with what only theirs has.

    Attributes:
        map: the map; what matches stands in it as in ours.
        changes: what is not the same in both, by the id of the claim or inference in `map`.
    """

    map: ArgumentMap
    changes: Mapping[str, Change]


_Changes = dict[str, Change]


def union_of(comparison: Comparison) -> MapUnion:
    """Return two versions as one; what changed of an inference is in it as it is and as it was."""
    ours, theirs = comparison.ours, comparison.theirs
    certain = [each for each in with_followers(comparison.differences) if each.is_certain]
    changed = set()
    for difference in certain:
        if difference.sort is Sort.INFERENCE and difference.kind in WRONG_INFERENCE:
            changed.add(difference.ours[0])
    # Parts of theirs, each with its id in the union.
    names = dict(comparison.our_claims)
    for match in comparison.inferences.values():
        if match.ours not in changed:
            names[match.theirs] = match.ours
    changes = _changes(comparison, set(names.values()))
    taken = {*ours.claims, *ours.inferences}
    added = []
    for id in (*theirs.claims, *theirs.inferences):
        if id in names:
            continue
        name = _free_id(id, taken)
        names[id] = name
        changes[name] = Change.GONE
        if id in theirs.inferences:
            added.append(theirs.inferences[id])
    _drop_what_leads_nowhere(added, names, changes)
    inferences = dict(ours.inferences)
    for inference in added:
        inference_in_union = _in_union(inference, names, inferences)
        inferences[inference_in_union.id] = inference_in_union
    # What is gone leads from a claim to others, which keeps it a main claim.
    mains = {claim.id for claim in main_claims(ours)}
    claims = {}
    for claim in _claims_in_order(ours, theirs, names):
        is_main = claim.id in mains
        claims[claim.id] = replace(claim, main=is_main)
    # Expectations are about the verdicts of one map, and not of both together.
    union = replace(ours, claims=claims, inferences=inferences, expect={})
    return MapUnion(union, changes)


def _changes(comparison: Comparison, kept: Container[str]) -> _Changes:
    """Return what is reworded, or new, in our map."""
    changes = {}
    ours, theirs = comparison.ours, comparison.theirs
    for match in comparison.claims.matches.values():
        claim = ours.claims[match.ours]
        other = theirs.claims[match.theirs]
        if claim.text != other.text:
            changes[match.ours] = Change.REWORDED
    for id in (*ours.claims, *ours.inferences):
        if id not in kept:
            changes[id] = Change.NEW
    return changes


def _drop_what_leads_nowhere(
    inferences: list[Inference], names: dict[str, str], changes: _Changes
) -> None:
    """Drop the inferences of theirs whose premises or target do not count, and were not added."""
    # An undercutter leads nowhere once the inference that it undercuts is dropped.
    dropped = True
    while dropped:
        dropped = False
        for inference in list(inferences):
            has_premise = not names.keys().isdisjoint(inference.premises)
            if inference.target not in names or not has_premise:
                inferences.remove(inference)
                del changes[names.pop(inference.id)]
                dropped = True


def _free_id(id: str, taken: set[str]) -> str:
    """Return an id that nothing has yet, and take it."""
    free = id
    number = 2
    while free in taken:
        free = f"{id}-{number}"
        number += 1
    taken.add(free)
    return free


def _in_union(
    inference: Inference, names: Mapping[str, str], in_union: Mapping[str, Inference]
) -> Inference:
    """Return an inference of theirs between parts of the union, which has these inferences."""
    premises = [names[premise] for premise in inference.premises if premise in names]
    target = names[inference.target]
    warrant = names.get(inference.warrant, "")
    if premises == [warrant]:
        warrant = ""  # what it licensed is not in the union
    is_weighing = inference.weighing
    if target in in_union:
        # What was outweighed may have got a premise of the weighing.
        weighed = in_union[target]
        is_weighing = is_weighing and weighed.kind is not Kind.UNDERCUTTER
        is_weighing = is_weighing and set(premises).isdisjoint(weighed.premises)
    return replace(
        inference,
        id=names[inference.id],
        premises=tuple(premises),
        target=target,
        warrant=warrant,
        weighing=is_weighing,
        questions={},
        stated_in=(),
    )


def _claims_in_order(
    ours: ArgumentMap, theirs: ArgumentMap, names: Mapping[str, str]
) -> Iterator[Claim]:
    """Yield the claims of ours, each claim that is gone after the one that it followed in theirs.

    ours: a c    theirs: a b c    union: a b c
    """
    gone_after: defaultdict[str, list[Claim]] = defaultdict(list)
    before = ""
    for claim in theirs.claims.values():
        name = names.get(claim.id, "")
        if name in ours.claims:
            before = name
        elif name:
            # Sides and sources are those of our map.
            side = ""
            if claim.side in ours.sides:
                side = claim.side
            gone = replace(claim, id=name, side=side, evidence=(), stated_in=())
            gone_after[before].append(gone)
    yield from gone_after[""]
    for claim in ours.claims.values():
        yield claim
        yield from gone_after[claim.id]
