"""Where boxes stand in their rows: over the middle of what bears on them, as far as order and gaps
allow.

How lines run between rows: the trees' own, which never cross, and those across, where they are
short and clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Structure, answers, inference_of
from argmap.diagrams.curves import Path, Point, crossings, flatten, rise, straight
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.spacing import (
    HEAD_ROOM,
    LINKED_GAP,
    PORT_INSET,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Room,
    Size,
    boxes_of,
    bracket_over,
    gaps_in,
    path_over,
    port_gaps,
    settle_row,
    top_of,
    undercutter_line,
)
from argmap.model import Inference

ROW_GAP = 28.0
"""Between rows, in points: lines bend there."""

_WIDEST_ROW_GAP = 64.0
_WIDEST_SPREAD = 1.6
"""How much wider a map may get where there is room, to let boxes stand over their reasons."""

_SWEEPS = 8
"""How often rows are settled, in turn over what is below them and below what is above."""

_WEIGHT_WITHOUT_REASONS = 0.2
"""How much it counts that a box without reasons stays where it is, while others move over theirs.
"""


class RowChoice(NamedTuple):
    """One way to lay out a row: its width and height, and the sizes of its boxes in order."""

    width: float
    height: float
    sizes: list[Size]


@dataclass(slots=True)
class Row:
    """A row.

    Attributes:
        groups: what stands in it, in order.
        parents: the box that each group bears on; None for roots.
        gaps: between its groups.
        boxes: all its boxes, in order.
        drops: how much lower than the row's top each box stands.
        zone: what brackets and the lines of undercutters take up above the boxes.
        choices: the ways to lay it out, from high and narrow to low and wide.
    """

    groups: list[Group] = field(default_factory=list)
    parents: list[Box | None] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    drops: list[float] = field(default_factory=list)
    zone: float = 0.0
    choices: list[RowChoice] = field(default_factory=list)


class RowPlaces:
    """Rows, and where their boxes stand as yet.

    Attributes:
        trees: the boxes, and what bears on what.
        rows: the rows.
        width, height: the size of the map.
        tops: where the boxes of each row begin.
        bottoms: where the highest of them ends.
        lefts: for each row, where each of its groups begins.
        areas: the number of a box -> where it stands.
        level: the number of a box -> its row.
    """

    def __init__(
        self, trees: Structure, rows: Sequence[Row], chosen: Sequence[RowChoice], room: Room
    ) -> None:
        self.trees = trees
        self.rows = rows
        self._sizes: dict[int, Size] = {}
        self.level: dict[int, int] = {}
        width = 0.0
        height = ROW_GAP * (len(rows) - 1)
        for level, (row, choice) in enumerate(zip(rows, chosen, strict=True)):
            width = max(width, choice.width)
            height += row.zone + choice.height
            for box, size in zip(row.boxes, choice.sizes, strict=True):
                self._sizes[box.number] = size
                self.level[box.number] = level
        # What the page has to spare in one direction goes into that.
        scale = room.scale(width, height)
        self.width = max(width, min(room.width / scale, width * _WIDEST_SPREAD))
        gap = ROW_GAP
        if len(rows) > 1:
            spare = room.height / scale - height
            gap = min(ROW_GAP + spare / (len(rows) - 1), _WIDEST_ROW_GAP)
        self.tops: list[float] = []
        self.bottoms: list[float] = []
        y = 0.0
        for row, choice in zip(rows, chosen, strict=True):
            self.tops.append(y + row.zone)
            self.bottoms.append(y + row.zone + choice.height)
            y = self.bottoms[-1] + gap
        self.height = self.bottoms[-1]
        self.lefts = [[0.0] * len(row.groups) for row in rows]
        self.areas: dict[int, Rectangle] = {}

    def width_of(self, group: Group) -> float:
        """Return how wide a group is."""
        return gaps_in(group) + sum(self._sizes[box.number].width for box in boxes_of(group))

    def place_row(self, level: int, wishes: Sequence[float], weights: Sequence[float]) -> None:
        """Place the groups of a row as near as can be to where they want to begin."""
        row = self.rows[level]
        distances: list[float] = []
        for group, gap in zip(row.groups, row.gaps, strict=False):
            distances.append(self.width_of(group) + gap)
        rightmost = self.width - self.width_of(row.groups[-1])
        self.lefts[level] = settle_row(wishes, distances, weights, 0.0, rightmost)
        for group, left in zip(row.groups, self.lefts[level], strict=True):
            self._place_group(group, left, self.tops[level])

    def _place_group(self, group: Group, left: float, row_top: float) -> None:
        x = left
        for block in group:
            top = row_top + UNDERCUT_DROP * block.level
            height = max(self._sizes[box.number].height for box in block.boxes)
            for box in block.boxes:
                size = self._sizes[box.number]
                right = x + size.width
                self.areas[box.number] = Rectangle(x, top, right, top + size.height_beside(height))
                x = right + LINKED_GAP
            x += UNDERCUT_GAP - LINKED_GAP

    def placement(self, lines: Sequence[Line]) -> Placement:
        """Return what stands where, with these lines between."""
        boxes: list[PlacedBox] = []
        brackets: list[Bracket] = []
        for row in self.rows:
            for box in row.boxes:
                boxes.append(PlacedBox(box, self.areas[box.number], self._sizes[box.number].shape))
            for group in row.groups:
                for block in group:
                    if block.has_bracket:
                        brackets.append(bracket_over(block, self.areas))
        return Placement(boxes, brackets, lines, self.width, self.height)


def settle(places: RowPlaces) -> None:
    """Find the left of every group: below what it bears on, and over the middle of its reasons."""
    levels = range(len(places.rows))
    for level in levels:
        _settle_under_parents(places, level)
    for sweep in range(_SWEEPS):
        if sweep % 2 == 0:
            for level in reversed(levels[:-1]):
                _settle_over_reasons(places, level)
        else:
            for level in levels[1:]:
                _settle_under_parents(places, level)


def _settle_under_parents(places: RowPlaces, level: int) -> None:
    """Place a row so that the groups that bear on a box stand close together, its middle over
    theirs.
    """
    row = places.rows[level]
    gaps = [*row.gaps, 0.0]
    wishes: list[float] = []
    for siblings in _siblings(row):
        parent = row.parents[siblings[0]]
        middle = places.width / 2
        if parent is not None:
            middle, _ = places.areas[parent.number].middle
        taken = -gaps[siblings[-1]]
        for index in siblings:
            taken += places.width_of(row.groups[index]) + gaps[index]
        left = middle - taken / 2
        for index in siblings:
            wishes.append(left)
            left += places.width_of(row.groups[index]) + gaps[index]
    places.place_row(level, wishes, [1.0] * len(wishes))


def _siblings(row: Row) -> list[list[int]]:
    """Return the places of the groups of a row, those that bear on one box together."""
    together: list[list[int]] = []
    for index, parent in enumerate(row.parents):
        if parent is not None and index > 0 and row.parents[index - 1] is parent:
            together[-1].append(index)
        else:
            together.append([index])
    return together


def _settle_over_reasons(places: RowPlaces, level: int) -> None:
    """Place a row so that its boxes stand over the middle of their reasons."""
    wishes: list[float] = []
    weights: list[float] = []
    for group, left in zip(places.rows[level].groups, places.lefts[level], strict=True):
        shifts: list[float] = []
        for box in boxes_of(group):
            below = places.trees.below[box.number]
            if below:
                first, last = below[0][0].boxes[0], below[-1][-1].boxes[-1]
                middle_below = (
                    places.areas[first.number].left + places.areas[last.number].right
                ) / 2
                middle, _ = places.areas[box.number].middle
                shifts.append(middle_below - middle)
        if shifts:
            wishes.append(left + sum(shifts) / len(shifts))
            weights.append(1.0)
        else:
            wishes.append(left)
            weights.append(_WEIGHT_WITHOUT_REASONS)
    places.place_row(level, wishes, weights)


_FARTHEST_ACROSS = 0.35
"""How far a line may run across, as a share of the map's width."""

_MOST_CROSSED = 2
"""How many other lines it may cross."""

_FROM_CORNER = 0.15
"""Where on the upper edge of a box a line across begins, as a share of its width from the nearer
corner.
"""

_LEAST_BESIDE = 30.0
"""Between two boxes with a line from one to the other, beside each other."""

_STRAIGHT_END = 10.0
"""How far below a row lines have ended to bend, so that heads and boxes stand clear of bends."""


class _Start(NamedTuple):
    """Where a line begins, how far it could begin to the left or right of there, and whether it
    runs across.
    """

    inference: str
    place: Point
    slack: float = 0.0
    is_across: bool = False


class RowLines:
    """The lines of a map in rows, once its boxes have their places."""

    def __init__(self, places: RowPlaces) -> None:
        self.places = places
        self.trees = places.trees
        self.areas = places.areas
        self.answers = answers(places.trees.map)
        self.below_bracket: set[int] = set()
        for row in places.rows:
            for block in chain.from_iterable(row.groups):
                if block.has_bracket:
                    self.below_bracket.update(box.number for box in block.boxes)

    def all(self) -> tuple[list[Line], list[Inference]]:
        """Return all lines, and the steps whose lines across are none that one would want to
        follow.
        """
        lines = self._lines_over()
        rising: list[Inference] = []
        misfits: list[Inference] = []
        over = self.trees.lines_over()
        for inference in self.trees.across:
            if inference in over:
                continue
            if self._is_beside(inference):
                lines.append(self._line_beside(inference))
            elif self._may_rise(inference):
                rising.append(inference)
            else:
                misfits.append(inference)
        risen: list[Line] = []
        for box in chain.from_iterable(row.boxes for row in self.places.rows):
            for line in self._lines_into(box, rising):
                if line.is_across:
                    risen.append(line)
                else:
                    lines.append(line)
        lines += self._undercutter_lines()
        clear, crossing = _split_by_crossings(lines, risen)
        misfits += [self.trees.map.inferences[line.inference] for line in crossing]
        return lines + clear, misfits

    def _undercutter_lines(self) -> list[Line]:
        lines: list[Line] = []
        for row in self.places.rows:
            for block in chain.from_iterable(row.groups):
                if block.host is not None:
                    lines.append(undercutter_line(block, block.host, self.areas))
        return lines

    # between rows

    def _lines_into(self, target: Box, rising: Sequence[Inference]) -> list[Line]:
        """Return the lines from the row below into the lower edge of a box: of its tree, and
        across.
        """
        area = self.areas[target.number]
        starts = self._starts_of(target, rising)
        wishes = [start.place[0] for start in starts]
        weights = [1.0] * len(starts)
        low, high = area.left + PORT_INSET, area.right - PORT_INSET
        ports = settle_row(wishes, port_gaps(area, len(starts)), weights, low, high)
        lines: list[Line] = []
        for start, port in zip(starts, ports, strict=True):
            x, y = start.place
            # A line that may begin a little further left or right is the straighter for it.
            x = min(max(port, x - start.slack), x + start.slack)
            path = self._path_up(
                (x, y), (port, area.bottom + HEAD_ROOM), self.places.level[target.number]
            )
            has_tail = start.is_across and start.inference in self.answers
            lines.append(Line(start.inference, path, has_tail=has_tail, is_across=start.is_across))
        return lines

    def _starts_of(self, target: Box, rising: Sequence[Inference]) -> list[_Start]:
        """Return where the lines into a box begin, in the order in which they arrive."""
        middle, _ = self.areas[target.number].middle
        starts: list[_Start] = []
        for group in self.trees.below[target.number]:
            place, slack = top_of(group[0], self.areas)
            starts.append(_Start(inference_of(group), place, slack))
        from_left: list[_Start] = []
        from_right: list[_Start] = []
        for inference in rising:
            lower, upper = self._lower_and_upper(inference)
            if upper is not target:
                continue
            source = self.areas[lower.number]
            # Its own line leaves it in the middle, so this one leaves it near the corner.
            from_edge = _FROM_CORNER * source.width
            if source.middle[0] < middle:
                from_left.append(
                    _Start(inference.id, (source.right - from_edge, source.top), is_across=True)
                )
            else:
                from_right.append(
                    _Start(inference.id, (source.left + from_edge, source.top), is_across=True)
                )
        return [*sorted(from_left, key=_by_place), *starts, *sorted(from_right, key=_by_place)]

    def _path_up(self, start: Point, end: Point, level: int) -> Path:
        """Return a path from the row below to the lower edge of a box, bent between the two rows
        only.
        """
        row_below = level + 1
        low = self.places.tops[row_below] - self.places.rows[row_below].zone
        high = self.places.bottoms[level] + _STRAIGHT_END
        return rise(start, low, high, end)

    def _may_rise(self, inference: Inference) -> bool:
        """Return whether a line can run from a box up to one of the row above, not too far away."""
        lower, upper = self._lower_and_upper(inference)
        if self.places.level[lower.number] - self.places.level[upper.number] != 1:
            return False
        if lower.number in self.below_bracket:
            return False  # it could not leave the box without crossing the bracket
        source, target = self.areas[lower.number], self.areas[upper.number]
        distance = max(source.left - target.right, target.left - source.right)
        return distance <= _FARTHEST_ACROSS * self.places.width

    def _lower_and_upper(self, inference: Inference) -> tuple[Box, Box]:
        source, target = self.trees.ends(inference)
        is_source_above = self.places.level[source.number] < self.places.level[target.number]
        if is_source_above and inference.id in self.answers:
            return target, source  # a line with two heads may begin at either end
        return source, target

    # within a row

    def _is_beside(self, inference: Inference) -> bool:
        """Return whether nothing stands between two boxes of a row, and there
        is room for a line.
        """
        left, right = self._left_and_right(inference)
        level = self.places.level[left.number]
        if level != self.places.level[right.number]:
            return False
        boxes = self.places.rows[level].boxes
        room = self.areas[right.number].left - self.areas[left.number].right
        return boxes.index(right) - boxes.index(left) == 1 and room >= _LEAST_BESIDE

    def _left_and_right(self, inference: Inference) -> tuple[Box, Box]:
        source, target = self.trees.ends(inference)
        if self.areas[source.number].left > self.areas[target.number].left:
            return target, source
        return source, target

    def _line_beside(self, inference: Inference) -> Line:
        left_box, right_box = self._left_and_right(inference)
        left, right = self.areas[left_box.number], self.areas[right_box.number]
        y = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
        start, end = (left.right + HEAD_ROOM, y), (right.left - HEAD_ROOM, y)
        source, _ = self.trees.ends(inference)
        if source is right_box:
            start, end = end, start
        return Line(
            inference.id,
            straight(start, end),
            has_tail=inference.id in self.answers,
            is_across=True,
        )

    def _lines_over(self) -> list[Line]:
        lines: list[Line] = []
        for rank, inference in enumerate(self.trees.lines_over()):
            source, target = self.trees.ends(inference)
            path = path_over(self.areas[source.number], self.areas[target.number], rank)
            lines.append(
                Line(inference.id, path, has_tail=inference.id in self.answers, is_across=True)
            )
        return lines


def _by_place(start: _Start) -> Point:
    return start.place


def _split_by_crossings(
    lines: Sequence[Line], candidates: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """Return the candidates that cross few lines, and those that cross too many."""
    drawn = [flatten(line.path) for line in lines]
    clear: list[Line] = []
    crossing: list[Line] = []
    for line in candidates:
        path = flatten(line.path)
        crossed = sum(crossings(path, other) for other in drawn)
        if crossed > _MOST_CROSSED:
            crossing.append(line)
        else:
            clear.append(line)
            drawn.append(path)
    return clear, crossing
