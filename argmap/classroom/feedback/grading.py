"""A mark for a map that was compared with a key: a sum by weights that a teacher chooses, with its
formula.

The maps of a class, each compared with the key that is nearest to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from argmap.comparison.compare import Comparison, Counts, compare
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

COUNTED: Mapping[str, tuple[str, str]] = {
    "claims": ("claims_found", "claims"),
    "steps": ("inferences_found", "inferences"),
    "kind": ("right_kind", "inferences"),
    "target": ("right_target", "inferences"),
    "linked": ("right_linked", "linked"),
}
"""What has a weight -> the counts of how many there are and how many there could be."""

_LARGEST = Decimal(1000)


class Term(NamedTuple):
    """What a weight brings: its name, how many were found, and of how many."""

    weight: Decimal
    name: str
    found: int
    all: int


class Points(NamedTuple):
    """A mark.

    Attributes:
        points: how many; None while matches are open, since each of them may add some.
        most: how many there could be.
        terms: what they are the sum of.
    """

    points: Decimal | None
    most: Decimal
    terms: tuple[Term, ...]

    @property
    def formula(self) -> str:
        """How they are counted, with the names of the weights: `1 × claims 4/5 + 2 × steps 3/4`."""
        return " + ".join(
            f"{term.weight} × {term.name} {term.found}/{term.all}" for term in self.terms
        )


def weights_of(words: str) -> dict[str, Decimal]:
    """Return the weights in `claims=1,steps=2`.

    Raises:
        ArgmapError: a weight is no number, or of what is not counted, or named twice; or all are 0.
    """
    weights: dict[str, Decimal] = {}
    for item in words.split(","):
        name, _, number = (word.strip() for word in item.partition("="))
        if name not in COUNTED:
            raise ArgmapError(no_such("weight", name, COUNTED))
        if name in weights:
            raise ArgmapError(f"the weight `{name}` is given twice")
        try:
            weight = Decimal(number)
        except InvalidOperation:
            weight = Decimal(-1)
        if not (weight.is_finite() and 0 <= weight <= _LARGEST):
            raise ArgmapError(
                f"the weight of {name} is to be a number from 0 to {_LARGEST}, and not `{number}`"
            )
        weights[name] = weight
    if not any(weights.values()):
        raise ArgmapError("all weights are 0, so that every map would have 0 points")
    return weights


def points_of(counts: Counts, weights: Mapping[str, Decimal]) -> Points:
    """Return the mark of a map."""
    points = most = Decimal(0)
    terms: list[Term] = []
    for name, weight in weights.items():
        found_count, all_count = COUNTED[name]
        found, of = getattr(counts, found_count), getattr(counts, all_count)
        points += weight * found
        most += weight * of
        terms.append(Term(weight, name, found, of))
    is_open = bool(counts.claims_open or counts.inferences_open)
    return Points(None if is_open else points, most, tuple(terms))


class Submission(NamedTuple):
    """A file that a student handed in.

    Attributes:
        name: what it is called.
        map: the map in it; None where it is none.
        errors: how many errors keep it from being one.
        first_error: the first of them.
        repairs: how many slips of typing were mended, in memory.
    """

    name: str
    map: ArgumentMap | None
    errors: int = 0
    first_error: str = ""
    repairs: int = 0


class Result(NamedTuple):
    """What came of a submission.

    Attributes:
        submission: the file.
        language: that of what is told of it: the language of the key, or of the first one where it
            is no map.
        key: the name of the key that is nearest to it; "" where it is no map.
        comparison: how it compares with that key.
        points: its mark, if there is to be one.
    """

    submission: Submission
    language: str
    key: str = ""
    comparison: Comparison | None = None
    points: Points | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """How much is right: steps, then claims; what is no map ranks below all."""
        if self.comparison is None:
            return -1, -1
        return self.comparison.counts.right, self.comparison.counts.claims_found


class Grader(NamedTuple):
    """Compares the maps of a class with one key or several, and gives marks if there are weights.

    Attributes:
        keys: the keys, by their names.
        decisions: which claims a teacher said are the same (see
            `argmap.classroom.feedback.match_decisions`).
        count_implicit: whether what the map-maker of a key added counts as missing.
        weights: what points are given for; None for no mark.
    """

    keys: Mapping[str, ArgumentMap]
    decisions: Mapping[str, str]
    count_implicit: bool = False
    weights: Mapping[str, Decimal] | None = None

    def result_of(self, submission: Submission) -> Result:
        """Return what came of a submission: of several keys the one counts of which it has most
        steps, then claims.
        """
        if submission.map is None:
            first_key = next(iter(self.keys.values()))
            return Result(submission, first_key.language)
        comparisons = {
            name: compare(
                submission.map,
                key,
                confirmed=self.decisions,
                count_implicit=self.count_implicit,
            )
            for name, key in self.keys.items()
        }
        # `max` keeps the first of equals, in the order in which the keys were named.
        name, nearest = max(
            comparisons.items(),
            key=lambda item: (item[1].counts.right, item[1].counts.claims_found),
        )
        points = None if self.weights is None else points_of(nearest.counts, self.weights)
        return Result(submission, nearest.theirs.language, name, nearest, points)
