"""What became of each claim and inference of a key in all maps of a class, as columns of a table.

key                    outcome
Apples are red         found
  + Bees are busy      found, and as a reason of the wrong kind
  - Cats are quick     absent, and so is the objection
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from argmap.classroom.feedback import diagnosis
from argmap.classroom.feedback.diagnosis import Diagnosis
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


_COLUMNS = {
    diagnosis.Outcome.FOUND: Outcome.FOUND,
    diagnosis.Outcome.PARTLY: Outcome.FOUND,
    diagnosis.Outcome.BOTH_KINDS: Outcome.WRONG_KIND,
    diagnosis.Outcome.OTHER_KIND: Outcome.WRONG_KIND,
    diagnosis.Outcome.INVERTED: Outcome.WRONG_WAY,
    diagnosis.Outcome.SCATTERED: Outcome.WRONG_PLACE,
    diagnosis.Outcome.OTHER_PLACE: Outcome.WRONG_PLACE,
    diagnosis.Outcome.ONE_SENTENCE: Outcome.WRONG_LINKS,
    diagnosis.Outcome.NOT_LINKED: Outcome.WRONG_LINKS,
    diagnosis.Outcome.CONTRADICTED: Outcome.ABSENT,
    diagnosis.Outcome.MISSING: Outcome.ABSENT,
    diagnosis.Outcome.LOOSE: Outcome.ABSENT,
}

Outcomes = Mapping[str, Outcome]
"""What became of the claims and inferences of a key that count, by their ids."""


def outcomes_of(diagnosis: Diagnosis) -> Outcomes:
    """Return what became of each claim and inference of the key that counts."""
    outcomes = {}
    for claim in diagnosis.claims:
        found = Outcome.FOUND if claim in diagnosis.nodes else Outcome.ABSENT
        outcomes[claim] = Outcome.UNCERTAIN if claim in diagnosis.reading.perhaps else found
    for id, part in diagnosis.parts():
        outcomes[id] = Outcome.UNCERTAIN if diagnosis.is_open(id) else _COLUMNS[part.outcome]
    return outcomes


PartCounts = Mapping[str, Counter[Outcome]]
"""How many maps have which outcome, by the ids of claims and inferences of a key."""


def counts_of(key: ArgumentMap, outcomes_of_maps: Iterable[Outcomes]) -> PartCounts:
    """Return how many maps have which outcome, for the parts of a key that count, in its order."""
    counted: dict[str, Counter[Outcome]] = {id: Counter() for id in (*key.claims, *key.inferences)}
    for outcomes in outcomes_of_maps:
        for id, outcome in outcomes.items():
            counted[id][outcome] += 1
    # What is implicit in the key counts in no map.
    return {id: numbers for id, numbers in counted.items() if numbers}


def share_without(numbers: Counter[Outcome]) -> float:
    """Return the share of the maps that do not have a part right, whatever is still decided."""
    certain = numbers.total() - numbers[Outcome.UNCERTAIN]
    return (certain - numbers[Outcome.FOUND]) / numbers.total()
