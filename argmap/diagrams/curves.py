"""Curves: the sizes that a part of a picture can have, from narrow and high to wide and low.

      height
        │ ·
        │   ·          each point is a size; none is both wider and higher than another
        │      ·
        └──────────── width

Parts are put beside or above each other, and so are their curves (L. Stockmeyer, Optimal
orientations of cells in slicing floorplan designs, 1983). A point keeps its parts, so that
the parts can be placed once a point of the whole is chosen.

There are no logarithms here and no sums by `sum`, so that other languages compute the same to the
last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

_MOST_POINTS = 64
_FIRST_STEP = 1.06  # between proportions that are nearly the same
_FEW_PARTS = 7  # up to this many parts are put in runs in all ways; more in runs of equal length
_MOST_RUNS = 14

_T = TypeVar("_T")


class SizePoint(Protocol):
    """A size that a part can have; its own parts depend on the kind of part."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...


Curve = Sequence[SizePoint]

Join = Callable[[Curve, Curve, float], Curve]
"""`beside` or `above`: a way to put two parts together, with a gap between them."""


class Joined(NamedTuple):
    """Two parts beside each other, or one above the other.

    Attributes:
        width, height: the size of both together.
        first, second: the parts.
        gap: the distance between them.
        is_beside: whether they are beside each other.
        role: their relation to each other, if it matters where they are placed.
    """

    width: float
    height: float
    first: SizePoint
    second: SizePoint
    gap: float
    is_beside: bool
    role: object = None


def best(points: Iterable[SizePoint]) -> Curve:
    """Return the points of which none is both wider and higher than another, but not too many.

    Of points with nearly the same proportions, that with the least area stays.
    """
    kept: list[SizePoint] = []
    lowest = inf
    for point in sorted(points, key=attrgetter("width", "height")):
        if point.height < lowest:
            kept.append(point)
            lowest = point.height
    return _limit(kept)


def _limit(curve: Curve) -> Curve:
    """Return a curve with not too many points."""
    step = _FIRST_STEP
    while len(curve) > _MOST_POINTS:
        curve = _thin(curve, step)
        step *= step
    return curve


def _thin(curve: Curve, step: float) -> Curve:
    thinned: list[SizePoint] = []
    end = -inf
    least_area = inf
    for point in curve:
        width = point.width
        height = point.height
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


def beside(left: Curve, right: Curve, gap: float, role: object = None) -> Curve:
    """Return the curve of two parts side by side; one of them may be nothing."""
    if not left or not right:
        return left or right
    points = []
    i = j = 0
    while i < len(left) and j < len(right):
        one = left[i]
        other = right[j]
        height = one.height
        other_height = other.height
        # Only a lower part can make the whole lower.
        i += height >= other_height
        j += other_height >= height
        height = max(height, other_height)
        width = one.width + gap + other.width
        points.append(Joined(width, height, one, other, gap, True, role))
    return _limit(points)


def above(upper: Curve, lower: Curve, gap: float, role: object = None) -> Curve:
    """Return the curve of two parts one above the other; one of them may be nothing."""
    if not upper or not lower:
        return upper or lower
    points = []
    i = len(upper) - 1
    j = len(lower) - 1
    while i >= 0 and j >= 0:
        one = upper[i]
        other = lower[j]
        width = one.width
        other_width = other.width
        # Only a narrower part can make the whole narrower.
        i -= width >= other_width
        j -= other_width >= width
        width = max(width, other_width)
        height = one.height + gap + other.height
        points.append(Joined(width, height, one, other, gap, False, role))
    points.reverse()
    return _limit(points)


def fold(curves: Sequence[Curve], join: Join, gap: float) -> Curve:
    """Return the curve of parts that are joined one after the other, by halves."""
    if len(curves) == 1:
        return curves[0]
    middle = len(curves) // 2
    return join(fold(curves[:middle], join, gap), fold(curves[middle:], join, gap), gap)


def in_runs(
    parts: Sequence[_T], curve_of_run: Callable[[Sequence[_T]], Curve], join: Join, gap: float
) -> Curve:
    """Return the curve of parts in runs, such as rows or columns, the best of all ways.

    Args:
        parts: the parts, in order.
        curve_of_run: gives the curve of parts that are one run.
        join: how two runs are put together.
        gap: the distance between runs.
    """
    number = len(parts)
    if number <= _FEW_PARTS:
        # From each part on: the ways to go on with one run, and then the best for the rest.
        rest: list[Curve] = [[] for _ in range(number + 1)]
        points: list[SizePoint] = []
        for first in reversed(range(number)):
            points = []
            for end in range(first + 1, number + 1):
                points += join(curve_of_run(parts[first:end]), rest[end], gap)
            rest[first] = best(points)
        return rest[0]
    points = []
    for count in range(1, min(number, _MOST_RUNS) + 1):
        length = -(-number // count)
        runs = []
        for first in range(0, number, length):
            runs.append(curve_of_run(parts[first : first + length]))
        points += fold(runs, join, gap)
    return best(points)
