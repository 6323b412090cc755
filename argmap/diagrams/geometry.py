"""Points, rectangles and Bézier curves: made, flattened, and tested against one another.

A line between two rows goes straight up, bends, and goes straight up again (`rise`):

        │      end
      ╭─╯      high
      ╰─╮ …    low
        │      start
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
Path = tuple[Point, ...]
"""A start, and then for every piece two handles and its end."""

_STEPS = 16
"""Into how many straight pieces a bend is flattened."""


def straight(*knots: Point) -> Path:
    """Return a path of straight pieces."""
    path = [knots[0]]
    for start, end in pairwise(knots):
        path += [start, end, end]
    return tuple(path)


def rise(start: Point, low: float, high: float, end: Point) -> Path:
    """Return a path straight up to `low`, in a bend to the end's x until `high`, and straight up.

    All of y grows downwards, so that `low` is greater than `high`.
    """
    x0, _ = start
    x1, _ = end
    if abs(x0 - x1) < 0.5:
        return straight(start, end)
    middle = (low + high) / 2
    below, above = (x0, low), (x1, high)
    # A straight piece, a bend with its two handles, and a straight piece.
    bend = ((x0, middle), (x1, middle), above)
    return (start, start, below, below, *bend, above, end, end)


def round_corners(knots: Sequence[Point], radius: float) -> Path:
    """Return a path of straight pieces whose corners are rounded."""
    path = [knots[0]]
    for before, corner, after in zip(knots, knots[1:], knots[2:], strict=False):
        bend_start = _toward(corner, before, radius, 0.5)
        bend_end = _toward(corner, after, radius, 0.5)
        path += [path[-1], bend_start, bend_start]
        path += [corner, corner, bend_end]
    path += [path[-1], knots[-1], knots[-1]]
    return tuple(path)


def _toward(start: Point, end: Point, length: float, most: float) -> Point:
    """Return the point so far on the way to the end, but at most this share of the way."""
    (x0, y0), (x1, y1) = start, end
    distance = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if distance == 0:
        return start
    share = min(length / distance, most)
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def flatten(path: Path) -> list[Point]:
    """Return points along a path, so near to one another that straight pieces pass for it."""
    points = [path[0]]
    for first in range(0, len(path) - 1, 3):
        a, b, c, d = path[first : first + 4]
        if abs(_side(a, d, b)) < 1e-6 and abs(_side(a, d, c)) < 1e-6:
            # Both handles are on the line from its start to its end.
            points.append(d)
            continue
        for step in range(1, _STEPS + 1):
            # A point of a Bézier curve in Bernstein's form.
            t = step / _STEPS
            u = 1 - t
            weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            x = y = 0.0
            for weight, corner in zip(weights, (a, b, c, d), strict=True):
                x += weight * corner[0]
                y += weight * corner[1]
            points.append((x, y))
    return points


def crossings(one: Sequence[Point], other: Sequence[Point]) -> int:
    """Return how often two flattened paths cross."""
    if _are_apart(one, other):
        return 0
    number = 0
    for a, b in pairwise(one):
        if not _are_apart((a, b), other):
            for c, d in pairwise(other):
                # Each of two pieces has the ends of the other at its two sides.
                if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
                    number += 1
    return number


def _are_apart(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Return whether one of two sets of points is left of the other, or above it."""
    for axis in (0, 1):
        ones, others = [point[axis] for point in one], [point[axis] for point in other]
        if max(ones) < min(others) or max(others) < min(ones):
            return True
    return False


def _side(a: Point, b: Point, c: Point) -> float:
    """Return a number whose sign says at which side of the line from `a` to `b` a point is."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def join_paths(first: Path, second: Path) -> Path:
    """Return two paths as one; the second begins where the first ends."""
    return first + second[1:]


def without_end(path: Path, length: float) -> Path:
    """Return a path without a bit of this length at its end, where it is straight."""
    tip = path[-1]
    before = next((point for point in reversed(path) if point != tip), None)
    if before is None:
        return path
    end = _toward(tip, before, length, 0.95)
    return (*path[:-2], end, end)


class Rectangle(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def scale(self, by: float) -> Rectangle:
        return Rectangle(self.left * by, self.top * by, self.right * by, self.bottom * by)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two rectangles have more than an edge in common."""
    is_across = one.left < other.right and other.left < one.right
    return is_across and one.top < other.bottom and other.top < one.bottom


def hull(points: Sequence[Point]) -> Rectangle:
    """Return the smallest rectangle that holds all of these points."""
    across, down = zip(*points, strict=True)
    return Rectangle(min(across), min(down), max(across), max(down))


def hull_of(areas: Iterable[Rectangle]) -> Rectangle:
    """Return the smallest rectangle that holds all of these."""
    corners: list[Point] = []
    for area in areas:
        corners += [(area.left, area.top), (area.right, area.bottom)]
    return hull(corners)


def shared_area(area: Rectangle, others: Iterable[Rectangle]) -> float:
    """Return how much of an area lies over others, in square points."""
    shared = 0.0
    for other in others:
        if overlap(area, other):
            across = min(area.right, other.right) - max(area.left, other.left)
            shared += across * (min(area.bottom, other.bottom) - max(area.top, other.top))
    return shared


def grow(area: Rectangle, by: float) -> Rectangle:
    return Rectangle(area.left - by, area.top - by, area.right + by, area.bottom + by)


def holds(area: Rectangle, place: Point) -> bool:
    return area.left <= place[0] <= area.right and area.top <= place[1] <= area.bottom


def meet(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two areas have a point in common; one of them may be a line."""
    is_across = one.left <= other.right and other.left <= one.right
    return is_across and one.top <= other.bottom and other.top <= one.bottom


def runs_through(line: Sequence[Point], area: Rectangle) -> bool:
    if any(holds(area, place) for place in line):
        return True
    left, top, right, bottom = area
    outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return crossings(line, outline) > 0
