"""The maps of a class, each compared with the key that is nearest to it, and a mark for it.

The mark is a sum by weights that a teacher chooses: `1 × claims 4/5 + 2 × steps 3/4`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from argmap.comparison.compare import Comparison, Counts, compare
from argmap.comparison.decisions import Decision, DecisionBook
from argmap.languages.lexicons import lexicon_for
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
        terms = []
        for weight, name, found, all in self.terms:
            terms.append(f"{weight} × {name} {found}/{all}")
        return " + ".join(terms)


def weights_of(words: str) -> dict[str, Decimal]:
    """Return the weights in `claims=1,steps=2`.

    Raises:
        ArgmapError: a weight is no number, or of what is not counted, or named twice; or all are 0.
    """
    weights = {}
    for item in words.split(","):
        # steps=2
        name, _, number = map(str.strip, item.partition("="))
        if name not in COUNTED:
            raise ArgmapError(no_such("weight", name, COUNTED))
        if name in weights:
            raise ArgmapError(f"the weight `{name}` is given twice")
        try:
            weight = Decimal(number)
        except InvalidOperation:
            weight = Decimal(-1)  # refused below
        is_in_range = weight.is_finite() and 0 <= weight <= _LARGEST
        if not is_in_range:
            raise ArgmapError(
                f"the weight of `{name}` must be a number from 0 to {_LARGEST}, not `{number}`"
            )
        weights[name] = weight
    if not any(weights.values()):
        raise ArgmapError("all weights are 0, so every map would get 0 points")
    return weights


def points_of(counts: Counts, weights: Mapping[str, Decimal]) -> Points:
    """Return the mark of a map."""
    terms = []
    found_points = most = Decimal(0)
    for name, weight in weights.items():
        count_found, count_all = COUNTED[name]
        found = getattr(counts, count_found)
        all = getattr(counts, count_all)
        terms.append(Term(weight, name, found, all))
        found_points += weight * found
        most += weight * all
    points = None
    # Each match that is open may add some.
    if not counts.claims_open and not counts.inferences_open:
        points = found_points
    return Points(points, most, tuple(terms))


class Submission(NamedTuple):
    """A file that a student handed in.

    Attributes:
        name: what it is called.
        map: the map in it; None where it could not be read.
        errors: the number of errors in it, if it could not be read.
        first_error: the first of them.
        repairs: how many typos were fixed, in memory.
        help: what to do about the first error, if argmap knows it.
    """

    name: str
    map: ArgumentMap | None
    errors: int = 0
    first_error: str = ""
    repairs: int = 0
    help: str = ""


class Result(NamedTuple):
    """What came of a submission.

    Attributes:
        submission: the file.
        language: the language of its feedback: that of its key, or of the first one.
        key: the name of the key that is nearest to it; "" where it is not a map.
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
        """How much is right: inferences, then claims; what is not a map ranks below all."""
        if self.comparison is None:
            return -1, -1
        counts = self.comparison.counts
        return counts.right, counts.claims_found


class Grader(NamedTuple):
    """Compares the maps of a class with one or more keys, and gives marks if there are weights.

    Attributes:
        keys: the keys, by their names.
        decisions: what a teacher decided about students' claims, by their texts (see
            `argmap.classroom.feedback.match_decisions`).
        count_implicit: whether what the author of the key added counts as missing.
        weights: what points are given for; None for no mark.
    """

    keys: Mapping[str, ArgumentMap]
    decisions: Mapping[str, Decision]
    count_implicit: bool = False
    weights: Mapping[str, Decimal] | None = None

    def decision_book(self, key: ArgumentMap) -> DecisionBook:
        """Return the decisions, for texts in the language of a key."""
        texts = [claim.text for claim in key.claims.values()]
        return DecisionBook(self.decisions, lexicon_for(key.language), texts)

    def result_of(self, submission: Submission) -> Result:
        """Return what came of a submission, compared with the key that ranks it highest."""
        first_key = next(iter(self.keys.values()))
        best = Result(submission, first_key.language)
        map = submission.map
        if map is None:
            return best
        for name, key in self.keys.items():
            comparison = compare(
                map,
                key,
                decisions=self.decision_book(key),
                lexicon=lexicon_for(key.language),
                count_implicit=self.count_implicit,
            )
            result = Result(submission, key.language, name, comparison)
            # Of equals, the key that was named first counts.
            if result.rank > best.rank:
                best = result
        if best.comparison is None or self.weights is None:
            return best
        points = points_of(best.comparison.counts, self.weights)
        return best._replace(points=points)
