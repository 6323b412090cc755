"""Bézier curves: made of straight pieces and bends, flattened, and tested against boxes and one
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
    """Return a path that goes straight up to `low`, bends over to the end's x until `high`, and
    goes straight up.

    All of y grows downwards, so that `low` is greater than `high`.
    """
    x0, _ = start
    x1, _ = end
    if abs(x0 - x1) < 0.5:
        return straight(start, end)
    middle = (low + high) / 2
    below, above = (x0, low), (x1, high)
    to_the_bend = (start, below, below)
    bend = ((x0, middle), (x1, middle), above)
    from_the_bend = (above, end, end)
    return (start, *to_the_bend, *bend, *from_the_bend)


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
    """Return the point so far from the start on the way to the end, but at most this share of the
    way.
    """
    (x0, y0), (x1, y1) = start, end
    distance = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if distance == 0:
        return start
    share = min(length / distance, most)
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def flatten(path: Path) -> list[Point]:
    """Return points along a path, near enough to one another that straight pieces between them pass
    for it.
    """
    points = [path[0]]
    for first in range(0, len(path) - 1, 3):
        a, b, c, d = path[first : first + 4]
        if _is_straight(a, b, c, d):
            points.append(d)
            continue
        points += [_on_curve(a, b, c, d, step / _STEPS) for step in range(1, _STEPS + 1)]
    return points


def _is_straight(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether both handles of a piece lie on the line from its start to its end."""
    return abs(_side(a, d, b)) < 1e-6 and abs(_side(a, d, c)) < 1e-6


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Return the point of a Bézier curve at a share of its way from `a` to `d`, in Bernstein's
    form.
    """
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x = y = 0.0
    for weight, corner in zip(weights, (a, b, c, d), strict=True):
        x += weight * corner[0]
        y += weight * corner[1]
    return x, y


def crossings(one: Sequence[Point], other: Sequence[Point]) -> int:
    """Return how often two flattened paths cross."""
    if _are_apart(one, other):
        return 0
    number = 0
    for a, b in pairwise(one):
        if not _are_apart((a, b), other):
            number += sum(_cross(a, b, c, d) for c, d in pairwise(other))
    return number


def _are_apart(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Return whether one of two sets of points lies left of the other, or above it."""
    for axis in (0, 1):
        ones, others = [point[axis] for point in one], [point[axis] for point in other]
        if max(ones) < min(others) or max(others) < min(ones):
            return True
    return False


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether the straight piece from `a` to `b` crosses that from `c` to `d`."""
    are_parted_by_first = _side(a, b, c) * _side(a, b, d) < 0
    return are_parted_by_first and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    """Return a number whose sign says on which side of the line from `a` to `b` a point is; 0 on
    the line.
    """
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
