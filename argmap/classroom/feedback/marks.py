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
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from argmap.classroom.feedback.found_parts import FoundParts
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.comparison.compare import Comparison
from argmap.model import Kind

TOP_LEVEL = 4
"""The level that means no mistake."""
_FIRST_ROW = Fraction(1, 2)
"""The most that reasons and objections count where none of them is right below those that bear on
the main claim.
"""
_DECIMALS = 100
_UNDERCUTTERS_ALONE = Fraction(1, 3)
"""The most that reasons and objections count where only undercutters are right."""
_LINKS_OF_UNDERCUTTERS = Fraction(1, 2)
"""The most that linked premises count there."""


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


class Mark(NamedTuple):
    """A mark.

    Attributes:
        criteria: what each criterion that counts brings.
        is_provisional: whether it may change once all is decided: claims of the map, which
            count for nothing yet, may be claims of the key that are not found yet.
    """

    criteria: tuple[CriterionMark, ...]
    is_provisional: bool

    @property
    def mark(self) -> Decimal:
        """The sum of the points."""
        return sum((each.mark for each in self.criteria), Decimal(0))

    @property
    def most(self) -> Decimal:
        """The sum that a map without mistakes has."""
        return sum((each.most for each in self.criteria), Decimal(0))

    def is_open(self, criterion: CriterionMark) -> bool:
        """Return whether nobody has read yet what a criterion may bring points for."""
        return self.is_provisional and not criterion.level


def format_points(points: Decimal, decimal_mark: str = ".") -> str:
    """Return points without zeros at their end: `2.50` as 2.5, `1E+1` as 10."""
    written = f"{points:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.replace(".", decimal_mark)


def mark_of(
    comparison: Comparison, rubric: Rubric = DEFAULT_RUBRIC, *, count_implicit: bool = False
) -> Mark:
    """Return the mark of a map that was compared with a key.

    Args:
        comparison: how the student's map (ours) compares with the key (theirs).
        rubric: how many points each criterion can bring.
        count_implicit: whether what the key's author added counts as missing.
    """
    marks = []
    parts = FoundParts(comparison, count_implicit=count_implicit)
    boxes = filled_boxes(comparison)
    shares = _shares_of_boxes(list(boxes.values())) if boxes else _shares(parts)
    for criterion, share in shares:
        most = rubric.get(criterion, Decimal(0))
        if most:
            marks.append(CriterionMark(criterion, _level(share), _points(share, most), most))
    undecided = comparison.claims.undecided
    is_undecided = bool(comparison.proposals or undecided)
    matched = comparison.ours.inferences.keys() & comparison.inferences.keys()
    targets = set(map(comparison.ours.claim_under, matched))
    # What bears on the opposite of a claim may be right there.
    is_settled = parts.has_all_claims() and targets.isdisjoint(undecided)
    return Mark(tuple(marks), is_undecided and not is_settled)


def mains_under_others(comparison: Comparison, *, count_implicit: bool = False) -> list[str]:
    """Return the main claims of the key that are in a map, but under other claims."""
    return list(FoundParts(comparison, count_implicit=count_implicit).mains_under_others())


def _shares(parts: FoundParts) -> Iterator[tuple[Criterion, Fraction]]:
    """Yield the criteria that the key has something for, each with how much of it is there."""
    if parts.mains:
        yield Criterion.MAIN, _mean(map(parts.share_of_main, parts.mains))
    has_only_undercutters = _has_only_undercutters(parts)
    if parts.inferences:
        share = _mean(map(parts.share_of_inference, parts.inferences))
        deeper = [each for each in parts.inferences if not parts.is_in_first_row(each)]
        if deeper and not any(map(parts.is_right, deeper)):
            share = min(share, _FIRST_ROW)
        if has_only_undercutters:
            share = min(share, _UNDERCUTTERS_ALONE)
        yield Criterion.PLACE, share
    linked = [each for each in parts.inferences if len(parts.needed(each)) > 1]
    if linked:
        share = _mean(map(parts.share_of_links, linked))
        if has_only_undercutters:
            share = min(share, _LINKS_OF_UNDERCUTTERS)
        yield Criterion.LINKS, share


def _has_only_undercutters(parts: FoundParts) -> bool:
    """Return whether no reason and no objection to a claim is right.

    Right undercutters of what is wrong are then hardly right themselves.
    """
    onto_claims = [each for each in parts.inferences if each.kind is not Kind.UNDERCUTTER]
    return bool(onto_claims) and not any(map(parts.is_right, onto_claims))


def _shares_of_boxes(boxes: Iterable[FilledBox]) -> Iterator[tuple[Criterion, Fraction]]:
    """Yield the criteria that a worksheet has boxes for, each with how much of them is there."""
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
    hundredths = floor(share * Fraction(most) * _DECIMALS)
    return Decimal(hundredths) / _DECIMALS
