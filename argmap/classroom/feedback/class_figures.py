"""What most of a class got right or wrong: for each claim and step of a key, how many have it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_TARGET,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.model import ArgumentMap


class Outcome(StrEnum):
    """What became of a claim or step of the key in a map; each counts once,
    the first that holds.
    """

    UNCERTAIN = "uncertain"
    ABSENT = "absent"
    WRONG_KIND = "wrong_kind"
    WRONG_PLACE = "wrong_place"
    WRONG_LINKS = "wrong_links"
    FOUND = "found"
    """As it is in the key."""


class KeyPart(NamedTuple):
    """A claim or step of a key, by its id, and how many maps have it how."""

    sort: Sort
    id: str
    numbers: dict[Outcome, int]

    @property
    def wrong(self) -> int:
        """How many do not have it as it is in the key."""
        return sum(
            number for outcome, number in self.numbers.items() if outcome is not Outcome.FOUND
        )


_ABSENT = (DifferenceKind.MISSING, DifferenceKind.MERGED, DifferenceKind.SPLIT)
_OUTCOMES = {
    DifferenceKind.OTHER_KIND: Outcome.WRONG_KIND,
    **dict.fromkeys(WRONG_TARGET, Outcome.WRONG_PLACE),
    **dict.fromkeys(WRONG_LINKING, Outcome.WRONG_LINKS),
    **dict.fromkeys(_ABSENT, Outcome.ABSENT),
}

_OF_ALL = (*_ABSENT, DifferenceKind.LINKED)
"""Differences that are about all parts of the key that they name, and not about the first."""


def key_parts(key: ArgumentMap, comparisons: Iterable[Comparison]) -> list[KeyPart]:
    """Return the claims and steps of a key, those first that most maps do not have as they are."""
    parts = [KeyPart(Sort.CLAIM, id, dict.fromkeys(Outcome, 0)) for id in key.claims]
    parts += [KeyPart(Sort.INFERENCE, id, dict.fromkeys(Outcome, 0)) for id in key.inferences]
    for comparison in comparisons:
        outcomes = _outcomes(comparison)
        for part in parts:
            outcome = outcomes.get((part.sort, part.id))
            if outcome is not None:
                part.numbers[outcome] += 1
    counted = [part for part in parts if any(part.numbers.values())]
    return sorted(counted, key=lambda part: -part.wrong)


def _outcomes(comparison: Comparison) -> dict[tuple[Sort, str], Outcome]:
    """Return what became of each claim and step of the key; what does not count is left out."""
    outcomes: dict[tuple[Sort, str], Outcome] = {}
    for match in comparison.claims.matches.values():
        outcomes[Sort.CLAIM, match.theirs] = (
            Outcome.FOUND if match.is_certain else Outcome.UNCERTAIN
        )
    open_claims = {match.theirs for match in comparison.proposals}
    for inference_match in comparison.inferences.values():
        inference = comparison.theirs.inferences[inference_match.theirs]
        is_open = not open_claims.isdisjoint(
            [*inference.premises, comparison.theirs.claim_under(inference.id)]
        )
        outcomes[Sort.INFERENCE, inference.id] = Outcome.UNCERTAIN if is_open else Outcome.FOUND
    for difference in with_followers(comparison.differences):
        outcome = _OUTCOMES.get(difference.kind)
        if outcome is None or difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        # A premise stands behind its step.
        parts = difference.theirs if difference.kind in _OF_ALL else difference.theirs[:1]
        for id in parts:
            if outcomes.get((difference.sort, id)) in (None, Outcome.FOUND):
                outcomes[difference.sort, id] = outcome
    return outcomes
