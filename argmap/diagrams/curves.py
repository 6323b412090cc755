"""Curves: the sizes that a part of a picture can have, from narrow and high to wide and low.

      height
        │ ·
        │   ·          each point is a size; none is both wider and higher than another
        │      ·
        └──────────── width

Parts are put beside or above each other, and so are their curves (L. Stockmeyer, Optimal
orientations of cells in slicing floorplan designs, 1983). A point keeps how it came about, so that
the parts can be placed once a point of the whole is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, TypeAlias

_MOST_POINTS = 64
_FIRST_STEP = 1.06
_FEW_PARTS = 7
"""Up to so many parts are put in runs in all ways; more in runs of equal length."""
_MOST_RUNS = 14


class Point(NamedTuple):
    """A size, and how it came about."""

    width: float
    height: float
    made_of: object = None


Curve: TypeAlias = list[Point]
Join: TypeAlias = Callable[[Curve, Curve], Curve]
"""What puts two parts together."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two parts beside each other, or one above the other."""

    first: Point
    second: Point
    gap: float
    is_beside: bool


def best(points: Iterable[Point]) -> Curve:
    """Return the points of which none is both wider and higher than another, but not too many.

    Of points with nearly the same proportions, that with the least area stays. There are no
    logarithms in this, so that other languages compute the same to the last bit.
    """
    kept: Curve = []
    lowest = inf
    for point in sorted(points, key=_size):
        if point.height < lowest:
            kept.append(point)
            lowest = point.height
    step = _FIRST_STEP
    while len(kept) > _MOST_POINTS:
        kept = _thinned(kept, step)
        step *= step
    return kept


def _size(point: Point) -> tuple[float, float]:
    width, height, _ = point
    return width, height


def _thinned(curve: Curve, step: float) -> Curve:
    thinned: Curve = []
    end = -inf
    least_area = inf
    for point in curve:
        width, height, _ = point
        proportion = width / height
        area = width * height
        if proportion > end:
            end = proportion * step
            thinned.append(point)
            least_area = area
        elif area < least_area:
            thinned[-1] = point
            least_area = area
    return thinned


def beside(left: Curve, right: Curve, gap: float) -> Curve:
    """Return the curve of two parts side by side; one of them may be nothing."""
    if not left or not right:
        return left or right
    points = []
    i = j = 0
    while i < len(left) and j < len(right):
        one = left[i]
        other = right[j]
        height = max(one.height, other.height)
        width = one.width + gap + other.width
        points.append(Point(width, height, Joined(one, other, gap, is_beside=True)))
        # Only a lower part can make the whole lower.
        i += one.height == height
        j += other.height == height
    return best(points)


def above(upper: Curve, lower: Curve, gap: float) -> Curve:
    """Return the curve of two parts one above the other; one of them may be nothing."""
    if not upper or not lower:
        return upper or lower
    points = []
    i = len(upper) - 1
    j = len(lower) - 1
    while i >= 0 and j >= 0:
        one = upper[i]
        other = lower[j]
        width = max(one.width, other.width)
        height = one.height + gap + other.height
        points.append(Point(width, height, Joined(one, other, gap, is_beside=False)))
        # Only a narrower part can make the whole narrower.
        i -= one.width == width
        j -= other.width == width
    return best(points)


def fold(curves: Sequence[Curve], join: Join) -> Curve:
    """Return the curve of parts that are joined one after the other, by halves."""
    if len(curves) == 1:
        return curves[0]
    middle = len(curves) // 2
    return join(fold(curves[:middle], join), fold(curves[middle:], join))


def parted(
    curves: Sequence[Curve], in_run: Callable[[Sequence[Curve]], Curve], join_runs: Join
) -> Curve:
    """Return the curve of parts in runs, such as rows or columns, the best of all ways.

    Args:
        curves: those of the parts, in order.
        in_run: what puts the parts of one run together.
        join_runs: what puts two runs together.
    """
    number = len(curves)
    if number <= _FEW_PARTS:
        # From each part on: the ways to go on with one run, and then the best for what is left.
        rest: list[Curve] = [[] for _ in range(number + 1)]
        for first in reversed(range(number)):
            points: Curve = []
            for end in range(first + 1, number + 1):
                points += join_runs(in_run(curves[first:end]), rest[end])
            rest[first] = best(points)
        return rest[0]
    points = []
    for count in range(1, min(number, _MOST_RUNS) + 1):
        length = -(-number // count)
        runs = [in_run(curves[first : first + length]) for first in range(0, number, length)]
        points += fold(runs, join_runs)
    return best(points)
