"""A layout: where boxes, brackets and lines are; and the distances that all layouts keep.

         ┌────────┐
         │ claim  │
         └────────┘
             ▲        head, at a port of the box
      ━━━━━━━┷━━━━━━  bar of the bracket over linked premises
      ┌──┴──┐ ┌──┴──┐
      │     │ │     │
      └─────┘ └─────┘

Lengths are in points, y grows downwards. Layouts are computed as if the main claims were on top; at
the end they are turned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.diagrams.box_contents import MARK_GAP, STRIP_PITCH, BoxShape, Mark, row_width
from argmap.diagrams.box_tree import Block, Box, Group, Tree
from argmap.diagrams.geometry import Path, Point, Rectangle, hull, round_corners, straight
from argmap.model import Inference

LAYOUTS = ("rows", "hang")

DIRECTIONS = ("up", "down", "left", "right")
"""Where the main claims are, and so where reasons lead."""

LINKED_GAP, UNDERCUT_GAP = 5.0, 18.0
"""Between linked premises, and between a block and what undercuts it: its line has to be seen."""

BRACKET_HEIGHT = 9.0
"""From a bracket's bar to the boxes below it."""

UNDERCUT_DROP = 9.0
"""How much lower an undercutter is than what it attacks."""

_FIRST_RISE, _NEXT_RISE = 13.0, 8.0
"""How much higher than the bar the line of a second undercutter runs, so that its head fits under
it, and how much higher again that of each one after it.
"""

HEAD_ROOM = 2.5
"""Between the head of a line and the box that it bears on."""

PORT_GAP, PORT_INSET = 11.0, 10.0
"""Between the heads of lines into one box, and from a corner of the box to the nearest head."""

_CORNER = 5.0
"""The radius of corners in lines."""

_FIRST_OVER, _OVER_GAP = 16.0, 7.0
"""Between a main claim and the first line that runs over it, and between this and the next."""

_HEADS_APART = 14.0
"""Between the heads of undercutters on one bar."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box, where it is, and how its text is broken into lines."""

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
class Layout:
    """All of a picture but title and legend, from (0, 0) to (width, height).

    Attributes:
        name: `rows`, `hang` or `tangled`.
        trees: the boxes that are placed.
        boxes, brackets, lines: where these are.
        width, height: its size.
        junctions: the id of a step -> where its premises meet, if there is no bracket.
        frames: those of groups, the outer ones first.
        note: a sentence for the person who asked, if there is something to say.
    """

    name: str
    trees: Tree
    boxes: Sequence[PlacedBox]
    brackets: Sequence[Bracket]
    lines: Sequence[Line]
    width: float
    height: float
    junctions: Mapping[str, Point] = field(default_factory=dict)
    frames: Sequence[GroupFrame] = ()
    note: str = ""

    def lines_by_inference(self) -> dict[str, list[Line]]:
        """Return the lines of each step that has some."""
        lines: dict[str, list[Line]] = {}
        for line in self.lines:
            lines.setdefault(line.inference, []).append(line)
        return lines


class Size(NamedTuple):
    """How much room a box takes in this shape; turned, where the main claims are at a side."""

    width: float
    height: float
    shape: BoxShape

    def height_beside(self, height: float) -> float:
        """Return how high the box is in a row that is so high."""
        return self.height if self.shape.is_rigid else height


class Room(NamedTuple):
    """What a map has to fit: width and height in points, and how much it may be enlarged."""

    width: float
    height: float
    most: float

    def scale(self, width: float, height: float) -> float:
        """Return what a map of this size is multiplied by to fit."""
        return min(self.width / width, self.height / height, self.most)

    def merit(self, width: float, height: float) -> tuple[float, float]:
        """Return how well a size fits: the scale, and what it would be without a limit.

        Among maps with text as large as it may be, that with the most room to spare is best.
        """
        free = min(self.width / width, self.height / height)
        return min(free, self.most), free

    def turn_to(self, direction: str) -> Room:
        """Return the room of a map before it is turned to this direction."""
        if direction in ("left", "right"):
            return Room(self.height, self.width, self.most)
        return self


# --- layouts as a whole ---


def turn_layout(layout: Layout, direction: str) -> Layout:
    """Return a layout whose main claims are on top, so that they are where `direction` says."""
    if direction == "up":
        return layout
    depth = layout.height
    turns: dict[str, Callable[[Point], Point]] = {
        "down": lambda point: (point[0], depth - point[1]),
        "left": lambda point: (point[1], point[0]),
        "right": lambda point: (depth - point[1], point[0]),
    }
    turned = change_points(layout, turns[direction])
    if direction == "down":
        return turned
    return replace(turned, width=layout.height, height=layout.width)


def change_points(layout: Layout, change: Callable[[Point], Point]) -> Layout:
    """Return a layout of the same size in which each point is where `change` says."""

    def area_of(area: Rectangle) -> Rectangle:
        return hull([change((area.left, area.top)), change((area.right, area.bottom))])

    boxes = [replace(placed, area=area_of(placed.area)) for placed in layout.boxes]
    brackets: list[Bracket] = []
    for bracket in layout.brackets:
        start, end = bracket.bar
        legs = tuple((change(upper), change(lower)) for upper, lower in bracket.legs)
        brackets.append(Bracket(bracket.inference, (change(start), change(end)), legs))
    lines = [replace(line, path=tuple(map(change, line.path))) for line in layout.lines]
    frames: list[GroupFrame] = []
    for frame in layout.frames:
        frames.append(replace(frame, area=area_of(frame.area), place=change(frame.place)))
    junctions = {id: change(place) for id, place in layout.junctions.items()}
    return replace(
        layout, boxes=boxes, brackets=brackets, lines=lines, frames=frames, junctions=junctions
    )


def occupied_areas(layout: Layout) -> list[Rectangle]:
    """Return rectangles that hold all of a layout; a line is followed piece by piece."""
    areas = [placed.area for placed in layout.boxes]
    for frame in layout.frames:
        areas.append(frame.area)
    for bracket in layout.brackets:
        ends = [*bracket.bar]
        for leg in bracket.legs:
            ends += leg
        areas.append(hull(ends))
    for line in layout.lines:
        # A piece of a Bézier curve stays in the hull of its ends and handles.
        for first in range(0, len(line.path) - 1, 3):
            areas.append(hull(line.path[first : first + 4]))
    return areas


def mark_areas(placed: PlacedBox) -> Iterator[tuple[Mark, Rectangle]]:
    """Yield the marks in the strip of a box, row by row, and where each is."""
    rows = placed.shape.strip
    top = placed.area.bottom - placed.shape.strip_height
    for row in rows:
        left = placed.area.middle[0] - row_width(row) / 2
        for mark in row:
            yield mark, Rectangle(left, top, left + mark.width, top + STRIP_PITCH)
            left += mark.width + MARK_GAP
        top += STRIP_PITCH


# --- groups and their brackets ---


def boxes_of(group: Group) -> Iterator[Box]:
    """Yield the boxes of a group, in order."""
    for block in group:
        yield from block.boxes


def gaps_in(group: Group) -> list[float]:
    """Return the gaps between the boxes of a group."""
    gaps: list[float] = []
    for block in group:
        gaps += [LINKED_GAP] * (len(block.boxes) - 1)
        gaps.append(UNDERCUT_GAP)
    return gaps[:-1]


def zone_above(group: Group) -> float:
    """Return the height of what is above the boxes of a group.

    That is brackets, the lines of undercutters and the names of frames.
    """
    zone = 0.0
    for block in group:
        if block.has_bracket:
            zone = max(zone, BRACKET_HEIGHT - UNDERCUT_DROP * block.level)
        if block.host is not None and block.rank > 0:
            bar = BRACKET_HEIGHT - UNDERCUT_DROP * block.host.level
            zone = max(zone, bar + _rise(block.rank))
    return zone + group[0].room_above


def _rise(rank: int) -> float:
    """Return how much higher than the bar the line of an undercutter after the first one runs."""
    return _FIRST_RISE + _NEXT_RISE * (rank - 1)


def bracket_over(inference: str, areas: Sequence[Rectangle]) -> Bracket:
    """Return the bracket over the premises of a step, which have these areas."""
    first, last = areas[0], areas[-1]
    y = first.top - BRACKET_HEIGHT
    legs: list[tuple[Point, Point]] = []
    for area in areas:
        x, _ = area.middle
        legs.append(((x, y), (x, area.top)))
    return Bracket(inference, ((first.left, y), (last.right, y)), tuple(legs))


def brackets_and_undercutters(
    group: Group, areas: Mapping[int, Rectangle]
) -> tuple[list[Bracket], list[Line]]:
    """Return the brackets of a group, and the lines of undercutters to them.

    The line of the first undercutter ends at the right of the bar, those of others on it:

             ╭──╮   2nd
        ━━━━━┷━━│━━━◀── 1st
        ┌─────┐ │     │
        └─────┘┌┴┐   ┌┴┐
    """
    brackets: list[Bracket] = []
    lines: list[Line] = []
    for block in group:
        if block.has_bracket:
            brackets.append(bracket_over(block.id, [areas[box.number] for box in block.boxes]))
        if block.host is None:
            continue
        x, y, _ = top_of(block, areas)
        end = areas[block.host.boxes[-1].number].right
        bar = areas[block.host.boxes[0].number].top - BRACKET_HEIGHT
        knots = [(x, y), (x, bar), (end, bar)]
        if block.rank > 0:
            # It comes from above, left of the head of the one before it.
            level = bar - _rise(block.rank)
            head = end - _HEADS_APART * block.rank
            knots = [(x, y), (x, level), (head, level), (head, bar)]
        lines.append(Line(block.id, round_corners(knots, _CORNER)))
    return brackets, lines


def top_of(block: Block, areas: Mapping[int, Rectangle]) -> tuple[float, float, float]:
    """Return x and y of where the line of a step begins, and how far aside it may."""
    first, last = areas[block.boxes[0].number], areas[block.boxes[-1].number]
    y = first.top - BRACKET_HEIGHT if block.has_bracket else first.top
    return (first.left + last.right) / 2, y, (last.right - first.left) / 5


# --- lines ---


def room_for_lines_over(number: int) -> float:
    """Return how much lower main claims are so that lines can run over them."""
    if number == 0:
        return 0.0
    return _FIRST_OVER + _OVER_GAP * (number - 1)


def path_over(source: Rectangle, target: Rectangle, rank: int) -> Path:
    """Return the path of a line from one main claim to another over those between them.

    Of several such lines each has its `rank`, from 0.
    """
    inset = min(_HEADS_APART * (rank + 1), source.width / 2, target.width / 2)
    start, end = source.right - inset, target.left + inset
    if source.left > target.left:
        start, end = source.left + inset, target.right - inset
    y = min(source.top, target.top) - _FIRST_OVER - _OVER_GAP * rank
    knots = [(start, source.top - HEAD_ROOM), (start, y), (end, y), (end, target.top - HEAD_ROOM)]
    return round_corners(knots, _CORNER)


def path_beside(source: Rectangle, target: Rectangle) -> Path:
    """Return the path of a line between two boxes that are beside each other."""
    y = (max(source.top, target.top) + min(source.bottom, target.bottom)) / 2
    if source.left > target.left:
        return straight((source.left - HEAD_ROOM, y), (target.right + HEAD_ROOM, y))
    return straight((source.right + HEAD_ROOM, y), (target.left - HEAD_ROOM, y))


def line_across(trees: Tree, inference: Inference, path: Path) -> Line:
    """Return the line of a step across the trees, with two heads if there is an answer to it."""
    return Line(inference.id, path, has_tail=inference.id in trees.answers, is_across=True)


def room_for_ports(lines: int) -> float:
    """Return how wide a box has to be for the heads of so many lines."""
    if lines == 0:
        return 0.0
    return PORT_GAP * (lines - 1) + 2 * PORT_INSET


def ports_of(area: Rectangle, wishes: Sequence[float]) -> list[float]:
    """Return where lines end at a box, as near as can be to where they come from."""
    low, high = area.left + PORT_INSET, area.right - PORT_INSET
    gaps: list[float] = []
    if len(wishes) > 1:
        gap = min(PORT_GAP, (area.width - 2 * PORT_INSET) / (len(wishes) - 1))
        gaps = [gap] * (len(wishes) - 1)
    return settle_row(wishes, gaps, [1.0] * len(wishes), low, high)


def settle_row(
    wishes: Sequence[float],
    gaps: Sequence[float],
    weights: Sequence[float],
    low: float,
    high: float,
) -> list[float]:
    """Return places in order that are as near to the wishes as can be, in weighted least squares.

    This is isotonic regression by pooling adjacent violators, once the gaps are taken out.

    Args:
        wishes: where each thing wants to be.
        gaps: the least distances between neighbors, one fewer than things.
        weights: how much each wish counts.
        low: the least place of the first thing.
        high: the greatest place of the last thing; if there is too little room, it is exceeded.
    """
    if not wishes:
        return []
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    # Things that have to move together: their place without gaps, their weight and their number.
    pools: list[tuple[float, float, int]] = []
    for wish, offset, weight in zip(wishes, offsets, weights, strict=True):
        place, total, number = wish - offset, weight, 1
        while pools and pools[-1][0] > place:
            other_place, other_weight, other_number = pools.pop()
            place = (place * total + other_place * other_weight) / (total + other_weight)
            total += other_weight
            number += other_number
        pools.append((place, total, number))
    highest = max(low, high - offsets[-1])
    places: list[float] = []
    for place, _, number in pools:
        # To cut an isotonic solution off at both ends is best within these ends.
        within = min(max(place, low), highest)
        places += [within] * number
    return [place + offset for place, offset in zip(places, offsets, strict=True)]
