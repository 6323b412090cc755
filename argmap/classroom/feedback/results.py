"""The maps of a class, each compared with the key that is nearest to it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from argmap.classroom.feedback.points import Points, points_of
from argmap.comparison.compare import Comparison, compare
from argmap.model import ArgumentMap


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
        decisions: which claims a teacher said are the same (see `argmap.classroom.feedback.pairs`).
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
