"""A picture before it is drawn: where boxes, brackets and lines are. Lengths are in points, y grows
downwards.

Layouts compute as if the main claims were on top. What lies otherwise is turned at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.diagrams.box_contents import MARK_GAP, STRIP_PITCH, BoxShape, Mark, strip_height
from argmap.diagrams.box_tree import Box
from argmap.diagrams.curves import Path, Point, crossings

DIRECTIONS = ("up", "down", "left", "right")
"""Where the main claims lie, and so where reasons lead."""


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


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box, where it stands, and how its text is broken into lines."""

    box: Box
    area: Rectangle
    shape: BoxShape


@dataclass(frozen=True, slots=True)
class Bracket:
    """The sign of a step: a bar over its premises, with a leg to each.

    Attributes:
        inference: the id of the step.
        bar: the ends of the bar.
        legs: the ends of each leg: the one at the bar, the one at the premise.
    """

    inference: str
    bar: tuple[Point, Point]
    legs: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True, slots=True)
class Junction:
    """A point where the premises of a step meet, where there is no bracket."""

    inference: str
    place: Point


@dataclass(frozen=True, slots=True)
class Line:
    """A line from what bears to what it bears on, or from a premise to a junction.

    Attributes:
        inference: the id of the step.
        path: a Bézier curve: a start, and then for every piece two handles and its end.
        has_head: whether it ends in the head of its relation.
        has_tail: whether it begins with one too: two rebuttals that answer each other.
        is_across: whether it runs across the trees.
    """

    inference: str
    path: Path
    has_head: bool = True
    has_tail: bool = False
    is_across: bool = False


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """A frame around boxes of a group, behind them.

    Attributes:
        path: the path of the group.
        area: what it goes round.
        name: the lines of its name.
        place: left and top of these.
        boxes: the numbers of the boxes in it.
    """

    path: tuple[str, ...]
    area: Rectangle
    name: tuple[str, ...]
    place: Point
    boxes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """All of a picture but title and legend, from (0, 0) to (width, height)."""

    boxes: Sequence[PlacedBox]
    brackets: Sequence[Bracket]
    lines: Sequence[Line]
    width: float
    height: float
    junctions: Sequence[Junction] = field(default_factory=tuple)
    frames: Sequence[GroupFrame] = field(default_factory=tuple)


def turn_placement(placement: Placement, direction: str) -> Placement:
    """Return a placement whose main claims are on top, so that they lie where `direction` says."""
    if direction == "up":
        return placement
    depth = placement.height
    turns: dict[str, Callable[[Point], Point]] = {
        "down": lambda point: (point[0], depth - point[1]),
        "left": lambda point: (point[1], point[0]),
        "right": lambda point: (depth - point[1], point[0]),
    }
    changed = _with_each_point(placement, turns[direction])
    if direction in ("left", "right"):
        return replace(changed, width=placement.height, height=placement.width)
    return changed


def move_placement(placement: Placement, right: float, down: float) -> Placement:
    """Return a placement of the same size in which everything stands so much further right and
    down.
    """
    return _with_each_point(placement, lambda point: (point[0] + right, point[1] + down))


def _with_each_point(placement: Placement, turn: Callable[[Point], Point]) -> Placement:
    """Return a placement of the same size in which each point stands where `turn` says."""
    return replace(
        placement,
        boxes=[replace(box, area=_turn_area(box.area, turn)) for box in placement.boxes],
        brackets=[_turn_bracket(bracket, turn) for bracket in placement.brackets],
        lines=[replace(line, path=tuple(map(turn, line.path))) for line in placement.lines],
        junctions=[
            replace(junction, place=turn(junction.place)) for junction in placement.junctions
        ],
        frames=[
            replace(frame, area=_turn_area(frame.area, turn), place=turn(frame.place))
            for frame in placement.frames
        ],
    )


def _turn_area(area: Rectangle, turn: Callable[[Point], Point]) -> Rectangle:
    one, other = turn((area.left, area.top)), turn((area.right, area.bottom))
    return Rectangle(
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
    )


def _turn_bracket(bracket: Bracket, turn: Callable[[Point], Point]) -> Bracket:
    start, end = bracket.bar
    legs = tuple((turn(upper), turn(lower)) for upper, lower in bracket.legs)
    return replace(bracket, bar=(turn(start), turn(end)), legs=legs)


def occupied_areas(placement: Placement) -> list[Rectangle]:
    """Return rectangles that hold all of a placement; a line is followed from one end of a piece to
    the next.
    """
    areas = [placed.area for placed in placement.boxes]
    areas += [frame.area for frame in placement.frames]
    areas += [
        hull([*bracket.bar, *(end for leg in bracket.legs for end in leg)])
        for bracket in placement.brackets
    ]
    for line in placement.lines:
        # A piece of a Bézier curve stays in the hull of its ends and handles.
        areas += [hull(line.path[first : first + 4]) for first in range(0, len(line.path) - 1, 3)]
    return areas


def mark_areas(placed: PlacedBox) -> Iterator[tuple[Mark, Rectangle]]:
    """Yield the marks in the strip of a box, row by row, and where each stands."""
    rows = placed.shape.strip
    top = placed.area.bottom - strip_height(len(rows))
    for row in rows:
        width = sum(mark.width for mark in row) + MARK_GAP * (len(row) - 1)
        left = placed.area.middle[0] - width / 2
        for mark in row:
            yield mark, Rectangle(left, top, left + mark.width, top + STRIP_PITCH)
            left += mark.width + MARK_GAP
        top += STRIP_PITCH


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two rectangles have more than an edge in common."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


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


def lies_over_any(area: Rectangle, others: Iterable[Rectangle]) -> bool:
    return any(overlap(area, other) for other in others)


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
