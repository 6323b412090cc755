"""A mark for a map that was compared with a key: a sum by weights that a teacher chooses, with its
formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from argmap.comparison.counts import Counts
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

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
