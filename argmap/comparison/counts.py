"""How much of a map another one has."""

from __future__ import annotations

from typing import NamedTuple

from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_STEP,
    WRONG_TARGET,
    Difference,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.comparison.matched import Matched


class Counts(NamedTuple):
    """How much of their map is in ours. What rests on a proposed match is open, and not found yet.

    Attributes:
        claims: the claims of theirs that count.
        claims_found: those that are in ours for certain.
        claims_open: those that are perhaps.
        steps: the steps of theirs that count.
        steps_found: those that are in ours for certain.
        steps_open: those that are perhaps.
        right_kind: the steps found that are of the right kind.
        right_target: the steps found that lead to the right place, not the other way round.
        linked: the steps of theirs that count and have several premises.
        right_linked: those of them that were found, with the same premises.
        right: the steps found that are right in kind, target and premises.
    """

    claims: int
    claims_found: int
    claims_open: int
    steps: int
    steps_found: int
    steps_open: int
    right_kind: int
    right_target: int
    linked: int
    right_linked: int
    right: int


def counted(matched: Matched, differences: tuple[Difference, ...]) -> Counts:
    """Return how much of their map is in ours."""
    theirs = matched.theirs
    claims = [claim for claim in theirs.map.claims if theirs.counts_claim(claim)]
    found = [
        claim for claim in claims if claim in theirs.claims and claim not in theirs.open_claims
    ]
    steps = [step for step in theirs.map.inferences.values() if theirs.counts_step(step)]
    matching_steps = [step for step in steps if step.id in theirs.steps]
    steps_found = []
    for step in matching_steps:
        ours = matched.ours.map.inferences[theirs.steps[step.id]]
        if theirs.is_certain(step) and matched.ours.is_certain(ours):
            steps_found.append(step)
    wrong_kind = _steps_with(differences, DifferenceKind.OTHER_KIND)
    wrong_target = _steps_with(differences, *WRONG_TARGET)
    wrongly_linked = _steps_with(differences, *WRONG_LINKING)
    linked = {step.id for step in steps if len(step.premises) > 1}
    found_ids = {step.id for step in steps_found}
    return Counts(
        claims=len(claims),
        claims_found=len(found),
        claims_open=len(theirs.open_claims.intersection(claims)),
        steps=len(steps),
        steps_found=len(steps_found),
        steps_open=len(matching_steps) - len(steps_found),
        right_kind=sum(step.id not in wrong_kind for step in steps_found),
        right_target=sum(step.id not in wrong_target for step in steps_found),
        linked=len(linked),
        right_linked=len(linked & found_ids - wrongly_linked),
        right=len(found_ids - wrong_kind - wrong_target - wrongly_linked),
    )


def wrong_steps(differences: tuple[Difference, ...]) -> set[str]:
    """Return the steps of theirs that ours differ from in kind, target or premises."""
    return _steps_with(differences, *WRONG_STEP)


def _steps_with(differences: tuple[Difference, ...], *kinds: DifferenceKind) -> set[str]:
    """Return the steps of theirs that differ in one of some ways."""
    return {
        difference.theirs[0]
        for difference in with_followers(differences)
        if difference.sort is Sort.STEP and difference.kind in kinds
    }
