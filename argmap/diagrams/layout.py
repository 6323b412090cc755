"""A layout: where boxes, brackets and lines are; and the distances that all layouts keep.

         ┌────────┐
         │ claim  │
         └────────┘
             ▲        head, at a port of the box
      ━━━━━━━┷━━━━━━  bar of the bracket over linked premises
      ┌──┴──┐ ┌──┴──┐
      │     │ │     │
      └─────┘ └─────┘

Lengths are in points, y grows downwards. Layouts are computed as if the main claims were on top and
people read from left to right; at the end they are turned and mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple

from argmap.diagrams.box_contents import MARK_GAP, STRIP_PITCH, BoxShape, Mark, row_width
from argmap.diagrams.box_tree import Block, Box, Group, Tree
from argmap.diagrams.geometry import (
    Path,
    Point,
    Points,
    Rectangle,
    grow,
    hull,
    hull_of,
    round_corners,
    straight,
)
from argmap.model import Inference

LARGE_ENOUGH = 0.93  # the share of the largest text with which what reads easier is chosen

LINKED_GAP = 5.0  # between linked premises
UNDERCUT_GAP = 18.0  # between a block and what undercuts it: its line has to be seen
BRACKET_HEIGHT = 9.0  # from a bracket's bar to the boxes below it
HEAD_ROOM = 2.5  # between the head of a line and the box that it bears on
PORT_GAP = 11.0  # between the heads of lines into one box
PORT_INSET = 10.0  # from a corner of the box to the nearest head

# How much higher than the bar a second undercutter's line runs: its head has to fit under it.
_FIRST_RISE = 13.0
_NEXT_RISE = 8.0  # how much higher again that of each one after it
_FIRST_OVER = 16.0  # between a main claim and the first line that runs over it
_OVER_GAP = 7.0  # between this and the next
_HEADS_APART = 14.0  # between the heads of undercutters on one bar
_CORNER = 5.0  # the radius of corners in lines
_FIELD_MARGIN = 3.0  # from the boxes on a field to its sides

Areas = Mapping[Box, Rectangle]


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box, where it is, and how its text is broken into lines."""

    box: Box
    area: Rectangle
    shape: BoxShape


@dataclass(frozen=True, slots=True)
class Bracket:
    """The sign of a step: a bar over its premises, with a leg from there to each."""

    inference: str
    bar: Points
    legs: Sequence[Points]


@dataclass(frozen=True, slots=True)
class Line:
    """A line from what bears to what it bears on, or from a premise to a junction."""

    inference: str
    path: Path
    has_head: bool = True  # that of its relation
    has_tail: bool = False  # a head at its start, too: two rebuttals that answer each other
    is_across: bool = False  # whether it runs across the trees
    stub: Path | None = None  # its own beginning, where the rest and the head are a trunk's


@dataclass(frozen=True, slots=True)
class Trunk:
    """What lines of one kind share on their way to a claim.

       ▲
       │       the last of its paths ends in the head
     ┌─┴──┬──  the bar is another path of it
    stub stub  the stubs are parts of the lines
    """

    inferences: tuple[str, ...]
    paths: Sequence[Path]


@dataclass(frozen=True, slots=True)
class LineWord:
    """What is said at the head of a line, or between linked premises."""

    text: str
    says: str  # one of `Relation`, or `LINKED`
    area: Rectangle
    inferences: tuple[str, ...]  # that of the line, or those that share a trunk
    is_in_line: bool = False  # which goes on at both sides of it


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """A frame around boxes of a group, behind them."""

    path: tuple[str, ...]  # that of the group
    area: Rectangle
    name: Sequence[str]  # its lines
    place: Point  # left and top of these; right and top, where people read from right to left
    boxes: tuple[int, ...]  # the numbers of those in it


@dataclass(frozen=True, slots=True)
class Layout:
    """All of a picture but title and legend, from (0, 0) to (width, height)."""

    name: str  # one of `LayoutName`
    trees: Tree
    boxes: Sequence[PlacedBox]
    brackets: Sequence[Bracket]
    lines: Sequence[Line]
    width: float
    height: float
    trunks: Sequence[Trunk] = ()
    fields: Sequence[Rectangle] = ()  # behind linked premises and what undercuts their step
    # The id of a step -> where its premises meet, if there is no bracket.
    junctions: Mapping[str, Point] = field(default_factory=dict)
    frames: Sequence[GroupFrame] = ()  # the outer ones first
    words: Sequence[LineWord] = ()  # placed last
    note: str = ""  # a sentence for the person who asked

    def lines_by_inference(self) -> dict[str, Lines]:
        lines: dict[str, Lines] = {}
        for line in self.lines:
            lines.setdefault(line.inference, []).append(line)
        return lines


class Size(NamedTuple):
    """How much room a box takes in this shape; turned, where the main claims are at a side."""

    width: float
    height: float
    shape: BoxShape


Lines = list[Line]
Sizes = Mapping[Box, Sequence[Size]]  # of each box, from narrow and high to wide and low


class Start(NamedTuple):
    """Where a line begins, and how far to the left or right of that it may."""

    x: float
    y: float
    slack: float


class Room(NamedTuple):
    """What a map has to fit: width and height in points, and how much it may be enlarged."""

    width: float
    height: float
    most: float

    def scale(self, width: float, height: float) -> float:
        """Return what a map of this size is multiplied by to fit."""
        return self.merit(width, height)[0]

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
    width = layout.width
    height = layout.height

    def turn(point: Point) -> Point:
        x, y = point
        if direction == "down":
            return x, height - y
        if direction == "left":
            return y, x
        return height - y, x

    turned = change_points(layout, turn)
    if direction == "down":
        return turned
    return replace(turned, width=height, height=width)


def mirror_layout(layout: Layout) -> Layout:
    """Return a layout for readers who begin at the right: what was first at the left is there.

    Texts and signs are not mirrored; the marks in a strip go from right to left.
    """

    def mirror(point: Point) -> Point:
        x, y = point
        return layout.width - x, y

    mirrored = change_points(layout, mirror)
    boxes = []
    for placed in mirrored.boxes:
        strip = tuple(row[::-1] for row in placed.shape.strip)
        boxes.append(replace(placed, shape=placed.shape._replace(strip=strip)))
    return replace(mirrored, boxes=boxes)


def change_points(layout: Layout, change: Callable[[Point], Point]) -> Layout:
    """Return a layout of the same size in which each point is where `change` says."""

    def change_area(area: Rectangle) -> Rectangle:
        left, top, right, bottom = area
        return hull([change((left, top)), change((right, bottom))])

    def change_all(points: Points) -> Path:
        return tuple(map(change, points))

    brackets = []
    for bracket in layout.brackets:
        legs = [*map(change_all, bracket.legs)]
        brackets.append(replace(bracket, bar=change_all(bracket.bar), legs=legs))
    lines = []
    for line in layout.lines:
        stub = line.stub and change_all(line.stub)
        lines.append(replace(line, path=change_all(line.path), stub=stub))
    trunks = []
    for trunk in layout.trunks:
        trunks.append(replace(trunk, paths=[*map(change_all, trunk.paths)]))
    frames = []
    for frame in layout.frames:
        area = change_area(frame.area)
        frames.append(replace(frame, area=area, place=change(frame.place)))
    return replace(
        layout,
        boxes=[replace(placed, area=change_area(placed.area)) for placed in layout.boxes],
        brackets=brackets,
        lines=lines,
        trunks=trunks,
        fields=[*map(change_area, layout.fields)],
        frames=frames,
        junctions={id: change(place) for id, place in layout.junctions.items()},
    )


def enclose(layout: Layout, areas: Iterable[Rectangle]) -> Layout:
    """Return a layout that is large enough for areas that reach beyond it."""
    whole = Rectangle(0.0, 0.0, layout.width, layout.height)
    left, top, right, bottom = hull_of([whole, *areas])
    moved = change_points(layout, lambda point: (point[0] - left, point[1] - top))
    return replace(moved, width=right - left, height=bottom - top)


def occupied_areas(layout: Layout) -> list[Rectangle]:
    """Return rectangles that hold all of a layout; a line is followed piece by piece."""
    areas = [placed.area for placed in layout.boxes]
    areas += layout.fields
    areas += [frame.area for frame in layout.frames]
    for bracket in layout.brackets:
        # All legs are between the same levels.
        areas.append(hull([*bracket.bar, *bracket.legs[0]]))
    for line in layout.lines:
        # A piece of a Bézier curve stays in the hull of its ends and handles.
        for first in range(0, len(line.path) - 1, 3):
            areas.append(hull(line.path[first : first + 4]))
    return areas


def mark_areas(placed: PlacedBox) -> Iterator[tuple[Mark, Rectangle]]:
    """Yield the marks in the strip of a box, row by row, and where each is."""
    top = placed.area.bottom - placed.shape.strip_height
    middle, _ = placed.area.middle
    for row in placed.shape.strip:
        bottom = top + STRIP_PITCH
        left = middle - row_width(row) / 2
        for mark in row:
            right = left + mark.width
            yield mark, Rectangle(left, top, right, bottom)
            left = right + MARK_GAP
        top = bottom


# --- groups and their brackets ---


def boxes_of(group: Group) -> Iterator[Box]:
    for block in group:
        yield from block.boxes


def gaps_in(group: Group) -> list[float]:
    """Return the gaps between the boxes of a group."""
    gaps = []
    for block in group:
        gaps += [LINKED_GAP for _ in block.boxes]
        gaps[-1] = UNDERCUT_GAP
    return gaps[:-1]


def place_boxes(
    group: Group, top: float, lefts: Sequence[float], sizes: Mapping[Box, Size]
) -> dict[Box, Rectangle]:
    """Return where the boxes of a group are: those of one step equally high."""
    areas = {}
    waiting = iter(lefts)
    for block in group:
        highest = max(sizes[box].height for box in block.boxes)
        for box in block.boxes:
            width, height, shape = sizes[box]
            if not shape.is_rigid:
                height = highest
            left = next(waiting)
            areas[box] = Rectangle(left, top, left + width, top + height)
    return areas


def zone_above(group: Group) -> float:
    """Return the height of brackets, lines of undercutters and names of frames above boxes."""
    first = group[0]
    if not first.has_bracket:
        return first.room_above
    return BRACKET_HEIGHT + _rise(first.highest) + first.room_above


def _rise(level: int) -> float:
    """Return how much higher than the bar the line of an undercutter runs."""
    return _FIRST_RISE + _NEXT_RISE * (level - 1) if level else 0.0


def least_widths(trees: Tree, *, are_shared: bool) -> dict[Box, float]:
    """Return how wide boxes are at the least, so that all heads of lines have room.

    Where lines are shared, those of one kind are one in the end.
    """
    least = {}
    on_bars: dict[Box, float] = {}
    across_at = trees.across_at()
    for box in trees.boxes:
        groups = trees.below[box.number]
        kinds = {group[0].inference.kind for group in groups if group[0].inference}
        heads = len(kinds if are_shared else groups) + across_at[box]
        below = PORT_GAP * (heads - 1)
        below = 3 * below if trees.is_linked(box) else below + 2 * PORT_INSET
        least[box] = max(below, on_bars.get(box, 0.0))
        for block in chain(*groups):
            # The heads of undercutters are over the last premise, which comes later.
            on_bars[block.boxes[-1]] = _heads_on_bar(block.undercutters) + PORT_INSET
    for rank, inference in enumerate(trees.lines_over(), start=1):
        for box in trees.ends(inference):
            least[box] = max(least[box], 2 * _HEADS_APART * rank)
    return least


def _heads_on_bar(undercutters: int) -> float:
    """Return how much of the right of a bar the heads of undercutters take up."""
    return _HEADS_APART * (undercutters - 0.5) if undercutters > 1 else 0.0


def bracket_over(inference: str, areas: Sequence[Rectangle]) -> Bracket:
    """Return the bracket over the premises of a step, which have these areas."""
    left, top, _, _ = areas[0]
    y = top - BRACKET_HEIGHT
    legs = []
    for area in areas:
        x, _ = area.middle
        legs.append(((x, y), (x, area.top)))
    return Bracket(inference, ((left, y), (areas[-1].right, y)), legs)


def brackets_and_undercutters(group: Group, areas: Areas) -> tuple[list[Bracket], Lines]:
    """Return the brackets of a group, and the lines of undercutters to them.

    The line of the first undercutter ends at the right of the bar, those of others on it:

             ╭──╮   2nd
        ━━━━━┷━━│━━━◀── 1st
        ┌─────┐ │     │
        └─────┘┌┴┐   ┌┴┐
    """
    brackets = {}
    lines = []
    for block in group:
        if block.has_bracket:
            premises = [areas[box] for box in block.boxes]
            brackets[block.id] = bracket_over(block.id, premises)
        if block.host is None:
            continue
        x, y, _ = top_of(block, areas)
        _, (end, bar) = brackets[block.host.id].bar
        if block.rank > 0:
            # It comes from above, left of the head of the one before it.
            head = end - _HEADS_APART * block.rank
            path = _path_along((x, y), bar - _rise(block.level), (head, bar))
        elif block.has_bracket:
            # Its own bar is on one level with that which it runs to.
            left, _ = brackets[block.id].bar[0]
            path = straight((left, bar), (end, bar))
        else:
            path = round_corners([(x, y), (x, bar), (end, bar)], _CORNER)
        lines.append(Line(block.id, path))
    return list(brackets.values()), lines


def top_of(block: Block, areas: Areas) -> Start:
    """Return where the line of a step begins."""
    left, y, _, _ = areas[block.boxes[0]]
    right = areas[block.boxes[-1]].right - _heads_on_bar(block.undercutters)
    if block.has_bracket:
        y -= BRACKET_HEIGHT
    return Start((left + right) / 2, y, (right - left) / 5)


def fields_behind(groups: Iterable[Group], areas: Areas) -> list[Rectangle]:
    """Return the fields behind groups of several boxes: linked premises, and what undercuts."""
    fields = []
    for group in groups:
        boxes = [areas[box] for box in boxes_of(group)]
        if len(boxes) > 1:
            fields.append(grow(hull_of(boxes), _FIELD_MARGIN))
    return fields


# --- lines ---


def room_for_lines_over(number: int) -> float:
    """Return how much lower main claims are so that lines can run over them."""
    return _FIRST_OVER + _OVER_GAP * (number - 1) if number else 0.0


def _path_over(left: Rectangle, right: Rectangle, rank: int) -> Path:
    """Return the path of a line from one main claim to one right of it over those between them.

    Of several such lines each has its `rank`, from 0.
    """
    inset = min(_HEADS_APART * (rank + 1), left.width / 2, right.width / 2)
    y = min(left.top, right.top) - _FIRST_OVER - _OVER_GAP * rank
    start = (left.right - inset, left.top - HEAD_ROOM)
    end = (right.left + inset, right.top - HEAD_ROOM)
    return _path_along(start, y, end)


def _path_along(start: Point, y: float, end: Point) -> Path:
    """Return the path of a line that goes straight up to `y`, along it, and straight down."""
    left, _ = start
    right, _ = end
    return round_corners([start, (left, y), (right, y), end], _CORNER)


def own_area(trees: Tree, box: Box, areas: Areas) -> Rectangle:
    """Return where a box is in the end, without the room beside it for names of frames."""
    left, top, right, bottom = areas[box]
    spare = trees.room_beside.get(box.number, 0.0) / 2
    return Rectangle(left + spare, top, right - spare, bottom)


def line_across(trees: Tree, inference: str, path: Path) -> Line:
    """Return the line of a step across the trees, with two heads if there is an answer to it."""
    return Line(inference, path, has_tail=inference in trees.answers, is_across=True)


def level_line(trees: Tree, inference: Inference, areas: Areas) -> Line:
    """Return the line between two boxes of a row: over main claims, or between neighbors."""
    source, target = [own_area(trees, box, areas) for box in trees.ends(inference)]
    left, right = sorted([source, target])
    over = trees.lines_over()
    if inference in over:
        path = _path_over(left, right, over.index(inference))
    else:
        y = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
        path = straight((left.right + HEAD_ROOM, y), (right.left - HEAD_ROOM, y))
    if left is target:
        path = path[::-1]
    return line_across(trees, inference.id, path)


def ports_of(area: Rectangle, wishes: Sequence[float], *, is_linked: bool = False) -> list[float]:
    """Return where lines end at a box, as near as can be to where they come from.

    At one of linked premises that is the middle third, lest they seem to end at all of them.
    """
    inset = area.width / 3 if is_linked else PORT_INSET
    low = area.left + inset
    high = area.right - inset
    gap = min(PORT_GAP, (high - low) / max(len(wishes) - 1, 1))
    heads = [Movable(wish, pitch=gap) for wish in wishes]
    settle(heads, low, high)
    return [head.at for head in heads]


@dataclass(slots=True)
class Movable:
    """What has its place in a row, as near as can be to where it wants to be."""

    wish: float = 0.0  # where it wants to be
    weight: float = 1.0  # how much that counts
    pitch: float = 0.0  # the least distance from its place to that of the next
    at: float = 0.0  # where it is


def settle(things: Sequence[Movable], low: float, high: float) -> None:
    """Give things places in order, as near to their wishes as can be, in weighted least squares.

    All are between `low` and `high`, which is exceeded if there is too little room. This is
    isotonic regression by pooling adjacent violators, once the pitches are taken out.
    """
    # Things that have to move together: their place without pitches, their weight and their number.
    pools: list[tuple[float, float, int]] = []
    offset = length = 0.0
    for thing in things:
        place = thing.wish - offset
        weight = thing.weight
        number = 1
        while pools and pools[-1][0] > place:
            other_place, other_weight, other_number = pools.pop()
            moment = place * weight + other_place * other_weight
            weight += other_weight
            place = moment / weight
            number += other_number
        pools.append((place, weight, number))
        length = offset
        offset += thing.pitch
    highest = max(low, high - length)
    offset = 0.0
    waiting = iter(things)
    for place, _, number in pools:
        # To cut an isotonic solution off at both ends is best within these ends.
        within = min(max(place, low), highest)
        for thing in islice(waiting, number):
            thing.at = within + offset
            offset += thing.pitch
