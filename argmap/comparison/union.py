"""Two versions of a map in one: what is now, and what was and is gone, so that it can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, DifferenceKind, Sort
from argmap.model import ArgumentMap, Claim, Inference


class Change(StrEnum):
    """What became of a claim or a step."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    EXTRA = "extra"
    """A student has it, and the key has not."""
    MISSING = "missing"
    """The key has it, and the student has not."""

    @property
    def is_gone(self) -> bool:
        """Whether it is not in the map that is drawn, but in the one that this is compared with."""
        return self in (Change.GONE, Change.MISSING)

    @property
    def is_new(self) -> bool:
        """Whether it is in the map that is drawn alone."""
        return self in (Change.NEW, Change.EXTRA)


class Union(NamedTuple):
    """Our map with what only theirs has.

    Attributes:
        map: the map; what matches stands in it as in ours.
        changes: what is not the same in both, by the id of the claim or step in `map`.
    """

    map: ArgumentMap
    changes: Mapping[str, Change]


def union_of(comparison: Comparison, *, with_key: bool = False) -> Union:
    """Return two maps as one; a step that is another in ours stands in it as it was, too.

    Args:
        comparison: how the maps compare.
        with_key: whether theirs is a key, of which things are missing or extra, and not gone or new.
    """
    new, gone = (Change.EXTRA, Change.MISSING) if with_key else (Change.NEW, Change.GONE)
    ours, theirs = comparison.ours, comparison.theirs
    changes: dict[str, Change] = {}
    names = {match.theirs: match.ours for match in comparison.claims.matches.values()}
    for match in comparison.claims.matches.values():
        if not with_key and ours.claims[match.ours].text != theirs.claims[match.theirs].text:
            changes[match.ours] = Change.REWORDED
    taken = {*ours.claims, *ours.inferences}
    for claim in theirs.claims:
        if claim not in names:
            names[claim] = _free_id(claim, taken)
            changes[names[claim]] = gone
    changes |= dict.fromkeys((claim for claim in ours.claims if claim not in comparison.claims.matches), new)

    changed_steps = _changed_steps(comparison.differences)
    kept_steps = {match.theirs: match.ours for match in comparison.steps.values() if match.ours not in changed_steps}
    changes |= dict.fromkeys((step for step in ours.inferences if step not in kept_steps.values()), new)
    gone_steps: list[Inference] = []
    # A step stands in the order of the map before those that undercut it, so that what it is called is known.
    for step in theirs.inferences.values():
        if step.id in kept_steps:
            names[step.id] = kept_steps[step.id]
            continue
        names[step.id] = _free_id(step.id, taken)
        changes[names[step.id]] = gone
        gone_steps.append(step)
    claims = _claims_in_order(comparison, names)
    steps = {**ours.inferences, **{names[step.id]: _renamed(step, names) for step in gone_steps}}
    map = replace(ours, claims=claims, inferences=steps, expect={})
    return Union(map, changes)


def _free_id(id: str, taken: set[str]) -> str:
    """Return an id that nothing has yet, and take it."""
    free = id
    number = 2
    while free in taken:
        free = f"{id}-{number}"
        number += 1
    taken.add(free)
    return free


_OF_STEPS = (
    DifferenceKind.OTHER_KIND,
    DifferenceKind.OTHER_TARGET,
    DifferenceKind.REVERSED,
    DifferenceKind.LINKED,
    DifferenceKind.UNLINKED,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.PREMISE_EXTRA,
)


def _changed_steps(differences: tuple[Difference, ...]) -> set[str]:
    """Return the steps of ours that have a match and, for certain, start or end elsewhere."""
    changed: set[str] = set()
    for difference in differences:
        changed |= _changed_steps(difference.follows)
        if difference.is_certain and difference.sort is Sort.STEP and difference.kind in _OF_STEPS:
            changed.add(difference.ours[0])
    return changed


def _renamed(step: Inference, names: Mapping[str, str]) -> Inference:
    """Return a step of theirs between the parts of the union."""
    return replace(
        step,
        id=names[step.id],
        premises=tuple(names[premise] for premise in step.premises),
        target=names[step.target],
        warrant=names[step.warrant] if step.warrant else "",
        questions={},
        stated_in=(),
    )


def _claims_in_order(comparison: Comparison, names: Mapping[str, str]) -> dict[str, Claim]:
    """Return the claims of ours, each claim that is gone behind the one that it stood behind in theirs."""
    gone_after: dict[str, list[Claim]] = {}
    before = ""
    for claim in comparison.theirs.claims.values():
        name = names[claim.id]
        if name in comparison.ours.claims:
            before = name
            continue
        side = claim.side if claim.side in comparison.ours.sides else ""
        gone = replace(claim, id=name, side=side, evidence=(), stated_in=(), main=False)
        gone_after.setdefault(before, []).append(gone)
    claims = {claim.id: claim for claim in gone_after.get("", ())}
    for claim in comparison.ours.claims.values():
        claims[claim.id] = claim
        claims |= {gone.id: gone for gone in gone_after.get(claim.id, ())}
    return claims
