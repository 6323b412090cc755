"""What became of each claim and inference of a key in a map, and in all maps of a class.

key                    outcome
Apples are red         found
  + Bees are busy      found, and as a reason of the wrong kind
  - Cats are quick     absent, and so is the objection
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from argmap.classroom.feedback.marks import mains_under_others
from argmap.comparison.alignment import MapView
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_LINKING,
    DifferenceKind,
    Sort,
    mistakes_in,
)
from argmap.model import ArgumentMap


class Outcome(StrEnum):
    """What became of a claim or inference of the key in a map, as the columns of a table."""

    FOUND = "found"
    """As it is in the key."""
    ABSENT = "absent"
    WRONG_KIND = "wrong_kind"
    WRONG_WAY = "wrong_way"
    """It leads from where it should lead to."""
    WRONG_PLACE = "wrong_place"
    WRONG_LINKS = "wrong_links"
    UNCERTAIN = "uncertain"


_ABSENT = (DifferenceKind.MISSING, DifferenceKind.MERGED, DifferenceKind.SPLIT)
_OUTCOMES = {
    DifferenceKind.OTHER_KIND: Outcome.WRONG_KIND,
    DifferenceKind.REVERSED: Outcome.WRONG_WAY,
    DifferenceKind.OTHER_TARGET: Outcome.WRONG_PLACE,
    **dict.fromkeys(WRONG_LINKING, Outcome.WRONG_LINKS),
    **dict.fromkeys(_ABSENT, Outcome.ABSENT),
}

_OF_ALL = (*_ABSENT, DifferenceKind.LINKED)
"""Differences about all parts of the key that they name, and not only about the first."""

Outcomes = Mapping[str, Outcome]
"""What became of the claims and inferences of a key that count, by their ids."""


def outcomes_of(comparison: Comparison, *, count_implicit: bool = False) -> Outcomes:
    """Return what became of each claim and inference of the key that counts.

    Args:
        comparison: how a student's map (ours) compares with the key (theirs).
        count_implicit: whether what the key's author added counts.
    """
    key = comparison.theirs
    counts = MapView(key, count_implicit=count_implicit).counts
    wrong = _wrong_parts(comparison)
    found = {match.theirs for match in comparison.claims.matches.values() if match.is_certain}
    open_claims = {match.theirs for match in comparison.proposals}
    open_claims |= comparison.claims.perhaps_found
    open_claims -= found
    mains_elsewhere = set(mains_under_others(comparison, count_implicit=count_implicit))
    outcomes = {}
    for id in filter(counts, key.claims):
        if id in open_claims:
            outcomes[id] = Outcome.UNCERTAIN
        elif id in mains_elsewhere:
            outcomes[id] = Outcome.WRONG_PLACE
        elif id in found:
            outcomes[id] = wrong.get(id, Outcome.FOUND)
        else:
            outcomes[id] = Outcome.ABSENT
    matched = set()
    open_inferences = set()
    for match in comparison.inferences.values():
        matched.add(match.theirs)
        if comparison.ours.claim_under(match.ours) in comparison.claims.undecided:
            open_inferences.add(match.theirs)
    for id in filter(counts, key.inferences):
        premises = key.inferences[id].premises
        target = key.claim_under(id)
        is_open = not open_claims.isdisjoint([*premises, target])
        there = found | open_claims
        # Where an end is not there for certain, nothing can be, whatever is decided.
        may_be_there = target in there and not there.isdisjoint(premises)
        if id in open_inferences or (is_open and (id in matched or may_be_there)):
            outcomes[id] = Outcome.UNCERTAIN
        elif id in matched:
            outcomes[id] = wrong.get(id, Outcome.FOUND)
        else:
            outcomes[id] = wrong.get(id, Outcome.ABSENT)
    return outcomes


def _wrong_parts(comparison: Comparison) -> dict[str, Outcome]:
    """Return the parts of the key that are wrong in a map, each by its first difference."""
    wrong: dict[str, Outcome] = {}
    for difference in mistakes_in(comparison.differences):
        outcome = _OUTCOMES.get(difference.kind)
        if outcome is None or difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        # After an inference, a difference may name one of its premises.
        parts = difference.theirs
        if difference.kind not in _OF_ALL:
            parts = parts[:1]
        for id in parts:
            wrong.setdefault(id, outcome)
    return wrong


PartCounts = Mapping[str, Counter[Outcome]]
"""How many maps have which outcome, by the ids of claims and inferences of a key."""


def counts_of(key: ArgumentMap, outcomes_of_maps: Iterable[Outcomes]) -> PartCounts:
    """Return how many maps have which outcome, for the parts of a key that count, in its order."""
    counted: dict[str, Counter[Outcome]] = {id: Counter() for id in (*key.claims, *key.inferences)}
    for outcomes in outcomes_of_maps:
        for id, outcome in outcomes.items():
            # A map may have been compared with the key and opposites of its claims.
            if id in counted:
                counted[id][outcome] += 1
    # What is implicit in the key counts in no map.
    return {id: numbers for id, numbers in counted.items() if numbers}


def share_without(numbers: Counter[Outcome]) -> float:
    """Return the share of the maps that do not have a part right, whatever is still decided."""
    certain = numbers.total() - numbers[Outcome.UNCERTAIN]
    return (certain - numbers[Outcome.FOUND]) / numbers.total()
