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
from math import dist
from typing import NamedTuple

Point = tuple[float, float]
Points = Sequence[Point]
Path = tuple[Point, ...]  # a start, and then for every piece two handles and its end

_STEPS = 16  # the straight pieces that a bend is flattened into


def straight(*knots: Point) -> Path:
    """Return a path of straight pieces."""
    path = [knots[0]]
    for start, end in pairwise(knots):
        # The handles of a straight piece are its ends.
        path += [start, end, end]
    return tuple(path)


def rise(start: Point, low: float, high: float, end: Point) -> Path:
    """Return a path straight up to `low`, in a bend to the end's x until `high`, and straight up.

    All of y grows downwards, so that `low` is greater than `high`.
    """
    x, _ = start
    end_x, _ = end
    if x == end_x:
        return straight(start, end)
    if abs(x - end_x) < 0.5:
        # A bend as small as that would look like a mistake. The head is upright, though.
        return straight(start, (end_x, high), end)
    middle = (low + high) / 2
    bend = ((x, low), (x, middle), (end_x, middle), (end_x, high))
    return join_paths(straight(start, bend[0]), bend, straight(bend[3], end))


def round_corners(knots: Points, radius: float) -> Path:
    """Return a path of straight pieces whose corners are rounded."""
    path: Path = (knots[0],)
    for before, corner, after in zip(knots, knots[1:], knots[2:], strict=False):
        bend_start = toward(corner, before, radius, 0.5)
        bend_end = toward(corner, after, radius, 0.5)
        path = join_paths(path, straight(path[-1], bend_start))
        # A curve with both of its handles in the corner.
        path += (corner, corner, bend_end)
    return join_paths(path, straight(path[-1], knots[-1]))


def toward(start: Point, end: Point, length: float, most: float) -> Point:
    """Return the point this far on the way to the end, but at most this share of the way."""
    distance = dist(start, end)
    if distance == 0:
        return start
    share = min(length / distance, most)
    x, y = start
    end_x, end_y = end
    return x + (end_x - x) * share, y + (end_y - y) * share


def flatten(path: Path) -> Points:
    """Return points along a path, so near to one another that straight pieces pass for it."""
    points = [path[0]]
    for first in range(0, len(path) - 1, 3):
        piece = path[first : first + 4]
        start, handle, other, end = piece
        # How far both handles are from the line between its ends.
        aside = abs(_side(start, end, handle)) + abs(_side(start, end, other))
        if aside < 1e-6:
            points.append(end)
            continue
        for step in range(1, _STEPS + 1):
            # A point of a Bézier curve in Bernstein's form.
            t = step / _STEPS
            u = 1 - t
            weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            x = y = 0.0
            for weight, (corner_x, corner_y) in zip(weights, piece, strict=True):
                x += weight * corner_x
                y += weight * corner_y
            points.append((x, y))
    return points


def crossings(one: Points, other: Points) -> int:
    """Return how often two flattened paths cross."""
    # Most lines are far from each other, and so are most pieces of those that are not.
    around = hull(other)
    if not overlap(hull(one), around):
        return 0
    number = 0
    for a, b in pairwise(one):
        if overlap(hull([a, b]), around):
            for c, d in pairwise(other):
                # Each of two pieces has the ends of the other at its two sides.
                parts_other = _side(a, b, c) * _side(a, b, d) < 0
                number += parts_other and _side(c, d, a) * _side(c, d, b) < 0
    return number


def _side(a: Point, b: Point, c: Point) -> float:
    """Return a number whose sign says at which side of the line from `a` to `b` a point is."""
    x, y = a
    b_x, b_y = b
    c_x, c_y = c
    return (b_x - x) * (c_y - y) - (b_y - y) * (c_x - x)


def place_on(path: Path, distance: float) -> Point:
    """Return the point this far along a path, or its end."""
    points = flatten(path)
    for here, there in pairwise(points):
        length = dist(here, there)
        if length >= distance:
            return toward(here, there, distance, 1.0)
        distance -= length
    return points[-1]


def join_paths(path: Path, *others: Path) -> Path:
    """Return paths as one; each begins where the one before it ends."""
    for other in others:
        path += other[1:]
    return path


def without_end(path: Path, length: float) -> Path:
    """Return a path without a bit of this length at its end, where it is straight."""
    tip = path[-1]
    for before in reversed(path):
        if before != tip:
            end = toward(tip, before, length, 0.95)
            return (*path[:-2], end, end)
    return path


class Rectangle(NamedTuple):
    """An area, as if drawn: its bottom is greater than its top."""

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
        left, top, right, bottom = self
        return (left + right) / 2, (top + bottom) / 2

    def scale(self, by: float) -> Rectangle:
        left, top, right, bottom = self
        return Rectangle(left * by, top * by, right * by, bottom * by)

    def move(self, by: Point) -> Rectangle:
        left, top, right, bottom = self
        across, down = by
        return Rectangle(left + across, top + down, right + across, bottom + down)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two rectangles have more than an edge in common."""
    if one.left >= other.right or other.left >= one.right:
        return False
    return one.top < other.bottom and other.top < one.bottom


def lies_over(area: Rectangle, others: Iterable[Rectangle]) -> bool:
    """Return whether an area lies over any of the others."""
    return any(overlap(area, other) for other in others)


def hull(points: Points) -> Rectangle:
    """Return the smallest rectangle that holds all of these points."""
    across, down = zip(*points, strict=True)
    return Rectangle(min(across), min(down), max(across), max(down))


def hull_of(areas: Iterable[Rectangle]) -> Rectangle:
    """Return the smallest rectangle that holds all of these."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return Rectangle(min(lefts), min(tops), max(rights), max(bottoms))


def shared_area(area: Rectangle, others: Iterable[Rectangle]) -> float:
    """Return how much of an area lies over others, in square points."""
    shared = 0.0
    for other in others:
        across, down = shared_extent(area, other)
        shared += max(across, 0.0) * max(down, 0.0)
    return shared


def shared_extent(one: Rectangle, other: Rectangle) -> Point:
    """Return width and height of what two rectangles share: less than 0 where they are apart."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across, down


def grow(area: Rectangle, by: float) -> Rectangle:
    """Return an area with each side this much further out."""
    left, top, right, bottom = area
    return Rectangle(left - by, top - by, right + by, bottom + by)


def holds(area: Rectangle, place: Point) -> bool:
    """Return whether a point is in an area or on its edge."""
    left, top, right, bottom = area
    x, y = place
    return left <= x <= right and top <= y <= bottom


def runs_through(line: Points, area: Rectangle) -> bool:
    """Return whether a flattened path has a point in an area, or crosses its outline."""
    if not overlap(hull(line), area):
        return False
    if any(holds(area, place) for place in line):
        return True
    left, top, right, bottom = area
    outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return crossings(line, outline) > 0
