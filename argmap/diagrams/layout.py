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
from itertools import islice
from typing import NamedTuple, TypeVar

from argmap.diagrams.box_contents import MARK_GAP, STRIP_PITCH, BoxShape, Mark, row_width
from argmap.diagrams.box_tree import Block, Box, Group, Tree
from argmap.diagrams.geometry import (
    Path,
    Point,
    Rectangle,
    grow,
    hull,
    hull_of,
    rise,
    round_corners,
    straight,
)
from argmap.model import Inference

LAYOUTS = ("rows", "columns", "graph")

LARGE_ENOUGH = 0.92
"""A layout that is easier to read is chosen if its text has this share of the largest size."""

DIRECTIONS = ("up", "down", "left", "right")
"""Where the main claims are, and so where reasons lead."""

LINKED_GAP = 5.0  # between linked premises
UNDERCUT_GAP = 18.0  # between a block and what undercuts it: its line has to be seen
BRACKET_HEIGHT = 9.0  # from a bracket's bar to the boxes below it
HEAD_ROOM = 2.5  # between the head of a line and the box that it bears on
PORT_GAP = 11.0  # between the heads of lines into one box
PORT_INSET = 10.0  # from a corner of the box to the nearest head

# How much higher than the bar the line of a second undercutter runs, so that its head fits under
# it.
_FIRST_RISE = 13.0

_NEXT_RISE = 8.0  # how much higher again that of each one after it
_FIRST_OVER = 16.0  # between a main claim and the first line that runs over it
_OVER_GAP = 7.0  # between this and the next
_HEADS_APART = 14.0  # between the heads of undercutters on one bar
_CORNER = 5.0  # the radius of corners in lines
_FIELD_MARGIN = 3.0  # from the boxes on a field to its sides

_T = TypeVar("_T")

Areas = Mapping[Box, Rectangle]
"""Where boxes are."""

Segment = tuple[Point, Point]
"""The two ends of a straight piece."""


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
    bar: Segment
    legs: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Line:
    """A line from what bears to what it bears on, or from a premise to a junction.

    Attributes:
        inference: the id of the step.
        path: a Bézier curve: a start, and then for every piece two handles and its end.
        has_head: whether it ends in the head of its relation.
        has_tail: whether it begins with one too: two rebuttals that answer each other.
        is_across: whether it runs across the trees.
        stub: the beginning of its path, where the rest is that of a trunk, which has its head; None
            if it shares nothing.
    """

    inference: str
    path: Path
    has_head: bool = True
    has_tail: bool = False
    is_across: bool = False
    stub: Path | None = None


Lines = list[Line]


@dataclass(frozen=True, slots=True)
class Trunk:
    """What lines of one kind share on their way to a claim.

        ▲
        │       the last of its paths ends in the head
      ┌─┴──┬──  the bar is another path of it
     stub stub  the stubs are parts of the lines

    Attributes:
        inferences: the ids of the steps whose lines end in it, at least two.
        paths: its parts; the last ends at the claim.
    """

    inferences: tuple[str, ...]
    paths: Sequence[Path]


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """A frame around boxes of a group, behind them.

    Attributes:
        path: the path of the group.
        area: what it goes round.
        name: the lines of its name.
        place: left and top of these; right and top, where people read from right to left.
        boxes: the numbers of the boxes in it.
    """

    path: tuple[str, ...]
    area: Rectangle
    name: Sequence[str]
    place: Point
    boxes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All of a picture but title and legend, from (0, 0) to (width, height).

    Attributes:
        name: one of `LAYOUTS`.
        trees: the boxes that are placed.
        boxes, brackets, lines: where these are.
        trunks: what lines share.
        fields: the areas behind linked premises and what undercuts their step.
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
    trunks: Sequence[Trunk] = ()
    fields: Sequence[Rectangle] = ()
    junctions: Mapping[str, Point] = field(default_factory=dict)
    frames: Sequence[GroupFrame] = ()
    note: str = ""

    def lines_by_inference(self) -> dict[str, Lines]:
        """Return the lines of each step that has some."""
        lines: dict[str, Lines] = {}
        for line in self.lines:
            lines.setdefault(line.inference, []).append(line)
        return lines


class Size(NamedTuple):
    """How much room a box takes in this shape; turned, where the main claims are at a side."""

    width: float
    height: float
    shape: BoxShape


class Start(NamedTuple):
    """Where a line begins, and how far to the left or right of that it may."""

    x: float
    y: float
    slack: float = 0.0

    def rise_to(self, end: Point, low: float, high: float) -> Path:
        """Return the path of a line that bends between `low` and `high`."""
        x, y, slack = self
        port, _ = end
        # A line that may begin a little further left or right is the straighter for it.
        nearest = min(max(port, x - slack), x + slack)
        return rise((nearest, y), low, high, end)


Sizes = Mapping[Box, Sequence[Size]]
"""The sizes that each box can have, from narrow and high to wide and low."""


class Room(NamedTuple):
    """What a map has to fit: width and height in points, and how much it may be enlarged."""

    width: float
    height: float
    most: float

    def scale(self, width: float, height: float) -> float:
        """Return what a map of this size is multiplied by to fit."""
        scale, _ = self.merit(width, height)
        return scale

    def merit(self, width: float, height: float) -> tuple[float, float]:
        """Return how well a size fits: the scale, and what it would be without a limit.

        Among maps with text as large as it may be, that with the most room to spare is best.
        """
        across = self.width / width
        down = self.height / height
        free = min(across, down)
        return min(free, self.most), free

    def turn_to(self, direction: str) -> Room:
        """Return the room of a map before it is turned to this direction."""
        if direction in ("left", "right"):
            return Room(self.height, self.width, self.most)
        return self


# --- layouts as a whole ---


def turn_layout(layout: Layout, direction: str) -> Layout:
    """Return a layout whose main claims are on top, so that they are where `direction` says."""
    width = layout.width
    height = layout.height

    def turn(point: Point) -> Point:
        x, y = point
        if direction == "down":
            return x, height - y
        if direction == "left":
            return y, x
        return height - y, x

    if direction == "up":
        return layout
    turned = change_points(layout, turn)
    if direction == "down":
        return turned
    return replace(turned, width=height, height=width)


def mirror_layout(layout: Layout) -> Layout:
    """Return a layout for readers who begin at the right: what was first at the left is there.

    Texts and signs are not mirrored; the marks in a strip go from right to left.
    """
    width = layout.width

    def mirror(point: Point) -> Point:
        x, y = point
        return width - x, y

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
        corner = change((left, top))
        opposite = change((right, bottom))
        return hull([corner, opposite])

    def change_ends(segment: Segment) -> Segment:
        start, end = segment
        return change(start), change(end)

    brackets = []
    for bracket in layout.brackets:
        bar = change_ends(bracket.bar)
        legs = [*map(change_ends, bracket.legs)]
        brackets.append(replace(bracket, bar=bar, legs=legs))
    frames = []
    for frame in layout.frames:
        area = change_area(frame.area)
        place = change(frame.place)
        frames.append(replace(frame, area=area, place=place))

    def change_path(path: Path) -> Path:
        return tuple(map(change, path))

    lines = []
    for line in layout.lines:
        stub = None if line.stub is None else change_path(line.stub)
        lines.append(replace(line, path=change_path(line.path), stub=stub))
    trunks = []
    for trunk in layout.trunks:
        paths = [*map(change_path, trunk.paths)]
        trunks.append(replace(trunk, paths=paths))
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

    def move(point: Point) -> Point:
        x, y = point
        return x - left, y - top

    return change_points(replace(layout, width=right - left, height=bottom - top), move)


def occupied_areas(layout: Layout) -> list[Rectangle]:
    """Return rectangles that hold all of a layout; a line is followed piece by piece."""
    areas = [placed.area for placed in layout.boxes]
    areas += layout.fields
    for frame in layout.frames:
        areas.append(frame.area)
    for bracket in layout.brackets:
        ends = [*bracket.bar]
        for leg in bracket.legs:
            ends += leg
        areas.append(hull(ends))
    for line in layout.lines:
        path = line.path
        # A piece of a Bézier curve stays in the hull of its ends and handles.
        for first in range(0, len(path) - 1, 3):
            piece = path[first : first + 4]
            areas.append(hull(piece))
    return areas


def mark_areas(placed: PlacedBox) -> Iterator[tuple[Mark, Rectangle]]:
    """Yield the marks in the strip of a box, row by row, and where each is."""
    rows = placed.shape.strip
    area = placed.area
    top = area.bottom - placed.shape.strip_height
    middle, _ = area.middle
    for row in rows:
        bottom = top + STRIP_PITCH
        left = middle - row_width(row) / 2
        for mark in row:
            right = left + mark.width
            yield mark, Rectangle(left, top, right, bottom)
            left = right + MARK_GAP
        top = bottom


# --- groups and their brackets ---


def boxes_of(group: Group) -> Iterator[Box]:
    """Yield the boxes of a group, in order."""
    for block in group:
        yield from block.boxes


def gaps_in(group: Group) -> list[float]:
    """Return the gaps between the boxes of a group."""
    gaps = []
    for block in group:
        gaps += [LINKED_GAP for _ in block.boxes]
        gaps[-1] = UNDERCUT_GAP
    return gaps[:-1]


def width_of(group: Group, sizes: Mapping[Box, Size]) -> float:
    """Return how wide the boxes of a group are side by side."""
    width = 0.0
    for box in boxes_of(group):
        width += sizes[box].width
    return sum(gaps_in(group)) + width


def place_boxes(
    group: Group, top: float, lefts: Sequence[float], sizes: Mapping[Box, Size]
) -> dict[Box, Rectangle]:
    """Return where the boxes of a group are: those of one step equally high."""
    areas = {}
    waiting = iter(lefts)
    for block in group:
        boxes = block.boxes
        highest = max(sizes[box].height for box in boxes)
        for box in boxes:
            width, height, shape = sizes[box]
            if not shape.is_rigid:
                height = highest
            left = next(waiting)
            areas[box] = Rectangle(left, top, left + width, top + height)
    return areas


def zone_above(group: Group) -> float:
    """Return the height of what is above the boxes of a group.

    That is brackets, the lines of undercutters and the names of frames.
    """
    zone = 0.0
    for block in group:
        if block.has_bracket:
            zone = max(zone, BRACKET_HEIGHT)
        if block.host is not None:
            zone = max(zone, BRACKET_HEIGHT + _rise(block.level))
    return zone + group[0].room_above


def _rise(level: int) -> float:
    """Return how much higher than the bar the line of an undercutter runs."""
    if level == 0:
        return 0.0
    return _FIRST_RISE + _NEXT_RISE * (level - 1)


def least_widths(trees: Tree, *, are_shared: bool) -> dict[Box, float]:
    """Return how wide boxes are at the least, so that all heads of lines have room."""
    least = {}
    for box in trees.boxes:
        heads = trees.heads_at(box, are_shared=are_shared)
        undercutters = trees.undercutters_at.get(box.number, 0)
        below = PORT_GAP * (heads - 1) + 2 * PORT_INSET
        least[box] = max(below, _heads_on_bar(undercutters) + PORT_INSET)
    for rank, inference in enumerate(trees.lines_over()):
        for box in trees.ends(inference):
            least[box] = max(least[box], 2 * _HEADS_APART * (rank + 1))
    return least


def _heads_on_bar(undercutters: int) -> float:
    """Return how much of the right of a bar the heads of undercutters take up."""
    if undercutters < 2:
        return 0.0
    return _HEADS_APART * (undercutters - 0.5)


def bracket_over(inference: str, areas: Sequence[Rectangle]) -> Bracket:
    """Return the bracket over the premises of a step, which have these areas."""
    left, top, _, _ = areas[0]
    right = areas[-1].right
    y = top - BRACKET_HEIGHT
    legs = []
    for area in areas:
        x, _ = area.middle
        legs.append(((x, y), (x, area.top)))
    bar = ((left, y), (right, y))
    return Bracket(inference, bar, legs)


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
        id = block.id
        rank = block.rank
        host = block.host
        if block.has_bracket:
            premises = [areas[box] for box in block.boxes]
            brackets[id] = bracket_over(id, premises)
        if host is None:
            continue
        x, y, _ = top_of(block, areas)
        _, (end, bar) = brackets[host.id].bar
        knots = [(x, y), (x, bar), (end, bar)]
        if block.has_bracket:
            # Its own bar is on one level with that which it runs to.
            (left, _), _ = brackets[id].bar
            knots = [(left, bar), (end, bar)]
        path = round_corners(knots, _CORNER)
        if rank > 0:
            # It comes from above, left of the head of the one before it.
            level = bar - _rise(block.level)
            head = end - _HEADS_APART * rank
            path = _path_along((x, y), level, (head, bar))
        lines.append(Line(id, path))
    return list(brackets.values()), lines


def top_of(block: Block, areas: Areas) -> Start:
    """Return where the line of a step begins."""
    boxes = block.boxes
    left, y, _, _ = areas[boxes[0]]
    right = areas[boxes[-1]].right
    if block.has_bracket:
        y -= BRACKET_HEIGHT
    right -= _heads_on_bar(block.undercutters)
    slack = (right - left) / 5
    return Start((left + right) / 2, y, slack)


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
    if number == 0:
        return 0.0
    return _FIRST_OVER + _OVER_GAP * (number - 1)


def _path_over(left: Rectangle, right: Rectangle, rank: int) -> Path:
    """Return the path of a line from one main claim to one right of it over those between them.

    Of several such lines each has its `rank`, from 0.
    """
    half = min(left.width, right.width) / 2
    inset = min(_HEADS_APART * (rank + 1), half)
    top = min(left.top, right.top)
    y = top - _FIRST_OVER - _OVER_GAP * rank
    start = (left.right - inset, left.top - HEAD_ROOM)
    end = (right.left + inset, right.top - HEAD_ROOM)
    return _path_along(start, y, end)


def _path_along(start: Point, y: float, end: Point) -> Path:
    """Return the path of a line that goes straight up to `y`, along it, and straight down."""
    left, _ = start
    right, _ = end
    knots = [start, (left, y), (right, y), end]
    return round_corners(knots, _CORNER)


def _path_beside(left: Rectangle, right: Rectangle) -> Path:
    """Return the path of a line from a box to one beside it, at its right."""
    top = max(left.top, right.top)
    bottom = min(left.bottom, right.bottom)
    y = (top + bottom) / 2
    start = left.right + HEAD_ROOM
    end = right.left - HEAD_ROOM
    return straight((start, y), (end, y))


def line_across(trees: Tree, inference: str, path: Path) -> Line:
    """Return the line of a step across the trees, with two heads if there is an answer to it."""
    has_tail = inference in trees.answers
    return Line(inference, path, has_tail=has_tail, is_across=True)


def level_line(trees: Tree, inference: Inference, areas: Areas) -> Line:
    """Return the line between two boxes of a row: over main claims, or between neighbors."""
    source, target = [areas[box] for box in trees.ends(inference)]
    left, right = sorted([source, target])
    over = trees.lines_over()
    if inference in over:
        rank = over.index(inference)
        path = _path_over(left, right, rank)
    else:
        path = _path_beside(left, right)
    if left is target:
        path = path[::-1]
    return line_across(trees, inference.id, path)


def ports_of(area: Rectangle, wishes: Sequence[float]) -> list[float]:
    """Return where lines end at a box, as near as can be to where they come from."""
    low = area.left + PORT_INSET
    high = area.right - PORT_INSET
    spaces = max(len(wishes) - 1, 1)
    even = (high - low) / spaces
    gap = min(PORT_GAP, even)
    heads = [Movable(wish, pitch=gap) for wish in wishes]
    settle(heads, low, high)
    return [head.at for head in heads]


@dataclass(slots=True)
class Movable:
    """What has its place in a row, as near as can be to where it wants to be.

    Attributes:
        wish: where it wants to be.
        weight: how much that counts.
        pitch: the least distance from its place to that of the next.
        at: where it is.
    """

    wish: float = 0.0
    weight: float = 1.0
    pitch: float = 0.0
    at: float = 0.0


def settle(things: Sequence[Movable], low: float, high: float) -> None:
    """Give things places in order, as near to their wishes as can be, in weighted least squares.

    This is isotonic regression by pooling adjacent violators, once the pitches are taken out.

    Args:
        things: what has its place in the row; its `at` is set.
        low: the least place of the first thing.
        high: the greatest place of the last thing; if there is too little room, it is exceeded.
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


def thin_out(values: list[_T], most: int) -> list[_T]:
    """Return at most so many of some values, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return values
    last = len(values) - 1
    few = []
    for number in range(most):
        place = number * last / (most - 1)
        few.append(values[round(place)])
    return few
