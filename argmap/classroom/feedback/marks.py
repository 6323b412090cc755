"""The mark of a map: three criteria, each with levels from 0 to 4.

    main claim               1 point     whether the main claim is there, as what all leads to
    reasons and objections   3 points    how many are right in kind, place and linked premises
    linked premises          1 point     how many sets of linked premises are there as such

A criterion brings as much of its points as is there, rounded down to hundredths. Its level says so
in words: 4 for no mistake, 3 for mostly right, 2 for about half, 1 for less, 0 for nothing. A
criterion that a key has nothing for is dropped.

What the key does not have is never counted: neither a claim of the student's own nor what bears on
it or what it bears on. On a worksheet, only what is written in its boxes counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome, diagnose
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.comparison.compare import Comparison
from argmap.util.errors import ArgmapError
from argmap.util.text import shorten

_MOST_POINTS = 1000
TOP_LEVEL = 4
"""The level that means no mistake."""
_DECIMALS = 100
_UNDERCUTTERS_ALONE = Fraction(1, 3)
"""The most that reasons and objections count where only undercutters are right."""
_LINKS_OF_UNDERCUTTERS = Fraction(1, 2)
"""The most that linked premises count there."""
_MOST_TRIED = 100
"""Where more decisions than this could be made, a mark may change."""


class Criterion(StrEnum):
    """What a mark is for, by its name in a rubric."""

    MAIN = "main claim"
    PLACE = "reasons and objections"
    LINKS = "linked premises"


Rubric = Mapping[Criterion, Decimal]
"""How many points each criterion can bring; one that is not there brings none."""

DEFAULT_RUBRIC: Rubric = {
    Criterion.MAIN: Decimal(1),
    Criterion.PLACE: Decimal(3),
    Criterion.LINKS: Decimal(1),
}


class CriterionMark(NamedTuple):
    """The mark for a criterion: its level, its points, and the most points it can bring."""

    criterion: Criterion
    level: int
    mark: Decimal
    most: Decimal


class Adjustment(NamedTuple):
    """The mark that a teacher gives instead, and why."""

    mark: Decimal
    reason: str


class Mark(NamedTuple):
    """A mark.

    Attributes:
        criteria: what each criterion that counts brings.
        may_change: whether the points may change once all is decided: claims of the map, which
            count for nothing yet, may be claims of the key that are not found yet.
        step: to a multiple of this, the sum of the points is rounded; 0 if it is not.
        adjusted: what a teacher gives instead.
    """

    criteria: tuple[CriterionMark, ...]
    may_change: bool
    step: Decimal = Decimal(0)
    adjusted: Adjustment | None = None

    @property
    def sum(self) -> Decimal:
        """The sum of the points."""
        return sum((each.mark for each in self.criteria), Decimal(0))

    @property
    def mark(self) -> Decimal:
        """The sum to the nearest step, or what the teacher gives."""
        if self.adjusted is not None:
            return self.adjusted.mark
        if not self.step or self.sum == self.most:
            return self.sum
        steps = (self.sum / self.step).to_integral_value(ROUND_HALF_UP)
        return min(steps * self.step, self.most)

    @property
    def most(self) -> Decimal:
        """The sum that a map without mistakes has."""
        return sum((each.most for each in self.criteria), Decimal(0))

    @property
    def is_provisional(self) -> bool:
        """Whether it may change once all is decided."""
        return self.may_change and self.adjusted is None

    @property
    def is_none_yet(self) -> bool:
        """Whether there are no points only because no claim of the map has been decided."""
        return self.is_provisional and not self.sum

    def is_open(self, criterion: CriterionMark) -> bool:
        """Return whether nobody has read yet what a criterion may bring points for."""
        return self.may_change and not criterion.level


def format_points(points: Decimal, decimal_mark: str = ".") -> str:
    """Return points without zeros at their end: `2.50` as 2.5, `1E+1` as 10."""
    written = f"{points:f}"
    shortest = written.rstrip("0").rstrip(".") if "." in written else written
    return shortest.replace(".", decimal_mark)


def parse_points(text: str, name: str) -> Decimal:
    """Return a number of points, as 0.5 or 0,5.

    Raises:
        ArgmapError: it is no number from 0 on.
    """
    try:
        points = Decimal(text.replace(",", "."))
    except InvalidOperation:
        points = Decimal(-1)  # refused below
    if not points.is_finite() or not 0 <= points <= _MOST_POINTS:
        shown = f", not `{shorten(text)}`" if text else ""
        raise ArgmapError(f"{name} must be a number from 0 to {_MOST_POINTS}{shown}")
    return points


def mark_of(
    comparison: Comparison,
    rubric: Rubric = DEFAULT_RUBRIC,
    *,
    count_implicit: bool = False,
    diagnosis: Diagnosis | None = None,
) -> Mark:
    """Return the mark of a map that was compared with a key.

    Args:
        comparison: how the student's map (ours) compares with the key (theirs).
        rubric: how many points each criterion can bring.
        count_implicit: whether what the key's author added counts as missing.
        diagnosis: what became of the key in the map, if that is known.
    """
    diagnosis = diagnosis or diagnose(comparison, count_implicit=count_implicit)
    boxes = filled_boxes(comparison)
    if boxes:
        shares = list(_shares_of_boxes(boxes.values()))
        may_change = not boxes.keys().isdisjoint(comparison.claims_to_decide)
    else:
        shares = list(_shares(diagnosis))
        may_change = _may_change(diagnosis, shares)
    marks = []
    for criterion, share in shares:
        most = rubric.get(criterion)
        if most:
            marks.append(CriterionMark(criterion, _level(share), _points(share, most), most))
    return Mark(tuple(marks), may_change)


def points_of(diagnosis: Diagnosis, rubric: Rubric = DEFAULT_RUBRIC) -> Fraction:
    """Return the points of a map that is no worksheet, before they are rounded."""
    return sum(
        (share * Fraction(rubric.get(each, 0)) for each, share in _shares(diagnosis)), Fraction(0)
    )


def _may_change(diagnosis: Diagnosis, shares: list[tuple[Criterion, Fraction]]) -> bool:
    """Return whether what a person has still to decide may change a mark: each way is tried."""
    reading = diagnosis.reading
    if any(diagnosis.is_open(id) for id, _ in diagnosis.parts()):
        return True
    tries = [(node, claim) for node in reading.undecided for claim in diagnosis.key.claims]
    if len(tries) > _MOST_TRIED:
        return True
    for node, claim in tries:
        says = reading._replace(says={**reading.says, node: {claim: Fraction(1)}})
        denies = reading._replace(denies={**reading.denies, node: frozenset([claim])})
        own = reading._replace(undecided=reading.undecided - {node})
        for decided in (says, denies, own):
            after = Diagnosis(diagnosis.key, decided, count_implicit=diagnosis.count_implicit)
            if list(_shares(after)) != shares:
                return True
    return False


def _shares(diagnosis: Diagnosis) -> Iterator[tuple[Criterion, Fraction]]:
    """Yield the criteria that the key has something for, each with how much of it is there."""
    mains = [_share_of_main(diagnosis, main) for main in diagnosis.mains]
    if mains:
        yield Criterion.MAIN, _mean(mains)
    inferences = diagnosis.key.inferences
    parts = diagnosis.inferences.items()
    onto_claims = [part for id, part in parts if inferences[id].target in diagnosis.key.claims]
    # Right undercutters of what is wrong are hardly right themselves.
    has_only_undercutters = bool(onto_claims) and not any(
        part.outcome in (Outcome.FOUND, Outcome.PARTLY) for part in onto_claims
    )
    places = [part.share for _, part in parts]
    links = [part.links for id, part in parts if len(diagnosis.needed(inferences[id])) > 1]
    for criterion, shares, most in (
        (Criterion.PLACE, places, _UNDERCUTTERS_ALONE),
        (Criterion.LINKS, links, _LINKS_OF_UNDERCUTTERS),
    ):
        if shares:
            share = _mean(shares)
            yield criterion, min(share, most) if has_only_undercutters else share


def _share_of_main(diagnosis: Diagnosis, main: str) -> Fraction:
    """Return how much of a main claim is there.

    It is half of it if most is for and against it, or if the map argues for what it denies.
    """
    # A map of the other side is one only if it argues for that.
    is_denied = diagnosis.is_only_denied(main)
    contrary = (Outcome.BOTH_KINDS, Outcome.OTHER_KIND) if is_denied else (Outcome.BOTH_KINDS,)
    ids = [each.id for each in diagnosis.key.onto(main) if each.id in diagnosis.inferences]
    number = sum(diagnosis.inferences[id].outcome in contrary for id in ids)
    share = diagnosis.mains[main].share
    return share / 2 if 1 < number >= len(ids) / 2 else share


def _shares_of_boxes(boxes: Iterable[FilledBox]) -> Iterator[tuple[Criterion, Fraction]]:
    """Yield the criteria that a worksheet has boxes for, each with how much of them is there."""
    boxes = list(boxes)
    for criterion, is_main in ((Criterion.MAIN, True), (Criterion.PLACE, False)):
        shares = [box.share for box in boxes if box.is_main is is_main]
        if shares:
            yield criterion, _mean(shares)


def _mean(shares: Iterable[Fraction]) -> Fraction:
    found = list(shares)
    return sum(found, Fraction(0)) / len(found)


def _level(share: Fraction) -> int:
    """Return the level for a share: the nearest quarter.

    Only what is complete has the highest level, and only what is not there at all the lowest.
    """
    if share == 1:
        return TOP_LEVEL
    if share >= Fraction(5, 8):
        return 3
    if share >= Fraction(3, 8):
        return 2
    return 1 if share else 0


def _points(share: Fraction, most: Decimal) -> Decimal:
    """Return a share of points, rounded down, so that no mistake is rounded away."""
    if share == 1:
        return most
    return Decimal(floor(share * Fraction(most) * _DECIMALS)) / _DECIMALS
