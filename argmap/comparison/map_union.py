"""Two versions of a map in one: what is now, and what was and is gone, so that it can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_INFERENCE,
    Difference,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.graph import main_claims
from argmap.model.writing import Change


class MapUnion(NamedTuple):
    """Our map with what only theirs has.

    Attributes:
        map: the map; what matches stands in it as in ours.
        changes: what is not the same in both, by the id of the claim or step in `map`.
    """

    map: ArgumentMap
    changes: Mapping[str, Change]


def union_of(comparison: Comparison, *, with_key: bool = False) -> MapUnion:
    """Return two maps as one; a step that is another in ours stands in it as it was, too.

    Args:
        comparison: how the maps compare.
        with_key: whether theirs is a key: what counts for certain is missing or extra, and not gone
            or new.
    """
    joining = _Joining(comparison)
    if with_key:
        joining.add_what_counts()
    else:
        joining.add_all()
    return joining.union()


class _Joining:
    """Takes from their map what is to stand beside ours, and notes what became of it."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._ours = comparison.ours
        self._theirs = comparison.theirs
        self._changes: dict[str, Change] = {}
        self._names = {match.theirs: match.ours for match in comparison.claims.matches.values()}
        """Claims and steps of theirs, each with its id in the union."""
        self._taken = {*self._ours.claims, *self._ours.inferences}
        self._changed_inferences = _changed_inferences(comparison.differences)
        for match in comparison.inferences.values():
            if match.ours not in self._changed_inferences:
                self._names[match.theirs] = match.ours
        self._their_inferences: list[Inference] = []

    def add_all(self) -> None:
        """Take all that only theirs has."""
        for match in self._comparison.claims.matches.values():
            if self._ours.claims[match.ours].text != self._theirs.claims[match.theirs].text:
                self._changes[match.ours] = Change.REWORDED
        kept = set(self._names.values())
        for id in (*self._ours.claims, *self._ours.inferences):
            if id not in kept:
                self._changes[id] = Change.NEW
        self._take([*self._theirs.claims, *self._theirs.inferences], Change.GONE)

    def add_what_counts(self) -> None:
        """Take what is missing for certain, and what a changed step is in the key."""
        missing: set[str] = set()
        for difference in _certain(self._comparison.differences):
            if difference.kind in (DifferenceKind.EXTRA, DifferenceKind.UNLINKED):
                self._changes |= dict.fromkeys(difference.ours, Change.EXTRA)
            elif difference.kind is DifferenceKind.MISSING:
                missing.update(difference.theirs)
        for match in self._comparison.inferences.values():
            if match.ours in self._changed_inferences:
                self._changes[match.ours] = Change.EXTRA
                missing.add(match.theirs)
        in_order = [*self._theirs.claims, *self._theirs.inferences]
        self._take([id for id in in_order if id in missing], Change.MISSING)

    def _take(self, ids: Iterable[str], change: Change) -> None:
        """Take those claims and steps of theirs that are not in the union yet."""
        # A step stands behind its target, unless undercutters run in a circle: then each is named
        # before it is needed.
        for id in ids:
            if id not in self._names:
                self._names[id] = _free_id(id, self._taken)
                self._changes[self._names[id]] = change
                if id in self._theirs.inferences:
                    self._their_inferences.append(self._theirs.inferences[id])

    def union(self) -> MapUnion:
        """Return the union of what was taken."""
        self._drop_what_leads_nowhere()
        # What is gone leads from a claim to others, and makes it no lesser one.
        mains = {claim.id for claim in main_claims(self._ours)}
        inferences = dict(self._ours.inferences)
        for inference in self._their_inferences:
            inferences[self._names[inference.id]] = _between(inference, self._names)
        claims = {
            id: replace(claim, main=id in mains)
            for id, claim in _claims_in_order(self._comparison, self._names).items()
        }
        return MapUnion(
            replace(self._ours, claims=claims, inferences=inferences, expect={}), self._changes
        )

    def _drop_what_leads_nowhere(self) -> None:
        """Take back the steps of theirs whose premises or target count for nothing, and so were not
        taken.
        """
        whole = False
        while not whole:
            whole = True
            for inference in list(self._their_inferences):
                if inference.target in self._names and any(
                    premise in self._names for premise in inference.premises
                ):
                    continue
                self._their_inferences.remove(inference)
                del self._changes[self._names.pop(inference.id)]
                whole = False


def _free_id(id: str, taken: set[str]) -> str:
    """Return an id that nothing has yet, and take it."""
    free = id
    number = 2
    while free in taken:
        free = f"{id}-{number}"
        number += 1
    taken.add(free)
    return free


def _certain(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield the differences that rest on no probable match, with those that follow from others."""
    for difference in with_followers(differences):
        if difference.is_certain:
            yield difference


def _changed_inferences(differences: Iterable[Difference]) -> set[str]:
    """Return the steps of ours that have a match and, for certain, start or end elsewhere."""
    changed: set[str] = set()
    for difference in _certain(differences):
        if difference.sort is Sort.INFERENCE and difference.kind in WRONG_INFERENCE:
            changed.add(difference.ours[0])
    return changed


def _between(inference: Inference, names: Mapping[str, str]) -> Inference:
    """Return a step of theirs between parts of the union."""
    return replace(
        inference,
        id=names[inference.id],
        premises=tuple(names[premise] for premise in inference.premises if premise in names),
        target=names[inference.target],
        warrant=names.get(inference.warrant, ""),
        questions={},
        stated_in=(),
    )


def _claims_in_order(comparison: Comparison, names: Mapping[str, str]) -> dict[str, Claim]:
    """Return the claims of ours, each claim that is gone behind the one that it stood behind in
    theirs.
    """
    gone_after: dict[str, list[Claim]] = {}
    before = ""
    for claim in comparison.theirs.claims.values():
        name = names.get(claim.id)
        if name is None:
            continue
        if name in comparison.ours.claims:
            before = name
            continue
        side = claim.side if claim.side in comparison.ours.sides else ""
        gone = replace(claim, id=name, side=side, evidence=(), stated_in=())
        gone_after.setdefault(before, []).append(gone)
    claims = {claim.id: claim for claim in gone_after.get("", ())}
    for claim in comparison.ours.claims.values():
        claims[claim.id] = claim
        claims |= {gone.id: gone for gone in gone_after.get(claim.id, ())}
    return claims
