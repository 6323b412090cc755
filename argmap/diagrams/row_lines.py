"""How lines run between rows: the trees' own, which never cross, and those across, where they are
short and clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from argmap.diagrams.blocks import (
    HEAD_ROOM,
    PORT_INSET,
    path_over,
    port_gaps,
    top_of,
    undercutter_line,
)
from argmap.diagrams.curves import Path, Point, crossings, flatten, rise, straight
from argmap.diagrams.order import settle_row
from argmap.diagrams.placement import Line
from argmap.diagrams.row_places import RowPlaces
from argmap.diagrams.structure import Box, answers, inference_of
from argmap.model import Inference

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
