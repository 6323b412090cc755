"""How much of a map another one has."""

from __future__ import annotations

from typing import NamedTuple

from argmap.comparison.differences import (
    WRONG_INFERENCE,
    WRONG_LINKING,
    WRONG_TARGET,
    Difference,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.comparison.matched import MapMatching


class Counts(NamedTuple):
    """How much of their map is in ours. What rests on a proposed match is open, and not found yet.

    Attributes:
        claims: the claims of theirs that count.
        claims_found: those that are in ours for certain.
        claims_open: those that are perhaps.
        inferences: the steps of theirs that count.
        inferences_found: those that are in ours for certain.
        inferences_open: those that are perhaps.
        right_kind: the steps found that are of the right kind.
        right_target: the steps found that lead to the right place, not the other way round.
        linked: the steps of theirs that count and have several premises.
        right_linked: those of them that were found, with the same premises.
        right: the steps found that are right in kind, target and premises.
    """

    claims: int
    claims_found: int
    claims_open: int
    inferences: int
    inferences_found: int
    inferences_open: int
    right_kind: int
    right_target: int
    linked: int
    right_linked: int
    right: int


def count_matches(matched: MapMatching, differences: tuple[Difference, ...]) -> Counts:
    """Return how much of their map is in ours."""
    theirs = matched.theirs
    claims = [claim for claim in theirs.map.claims if theirs.counts_claim(claim)]
    found = [
        claim for claim in claims if claim in theirs.claims and claim not in theirs.open_claims
    ]
    inferences = [
        inference
        for inference in theirs.map.inferences.values()
        if theirs.counts_inference(inference)
    ]
    matching_inferences = [
        inference for inference in inferences if inference.id in theirs.inferences
    ]
    inferences_found = []
    for inference in matching_inferences:
        ours = matched.ours.map.inferences[theirs.inferences[inference.id]]
        if theirs.is_certain(inference) and matched.ours.is_certain(ours):
            inferences_found.append(inference)
    wrong_kind = _inferences_with(differences, DifferenceKind.OTHER_KIND)
    wrong_target = _inferences_with(differences, *WRONG_TARGET)
    wrongly_linked = _inferences_with(differences, *WRONG_LINKING)
    linked = {inference.id for inference in inferences if len(inference.premises) > 1}
    found_ids = {inference.id for inference in inferences_found}
    return Counts(
        claims=len(claims),
        claims_found=len(found),
        claims_open=len(theirs.open_claims.intersection(claims)),
        inferences=len(inferences),
        inferences_found=len(inferences_found),
        inferences_open=len(matching_inferences) - len(inferences_found),
        right_kind=sum(inference.id not in wrong_kind for inference in inferences_found),
        right_target=sum(inference.id not in wrong_target for inference in inferences_found),
        linked=len(linked),
        right_linked=len(linked & found_ids - wrongly_linked),
        right=len(found_ids - wrong_kind - wrong_target - wrongly_linked),
    )


def wrong_inferences(differences: tuple[Difference, ...]) -> set[str]:
    """Return the steps of theirs that ours differ from in kind, target or premises."""
    return _inferences_with(differences, *WRONG_INFERENCE)


def _inferences_with(differences: tuple[Difference, ...], *kinds: DifferenceKind) -> set[str]:
    """Return the steps of theirs that differ in one of some ways."""
    return {
        difference.theirs[0]
        for difference in with_followers(differences)
        if difference.sort is Sort.INFERENCE and difference.kind in kinds
    }
