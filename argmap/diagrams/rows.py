"""Rows: main claims on top on one level, what bears on a claim on the row below it, all in the order of the file.

A row that is allowed more lines of text is higher and narrower. So the widths that rows can have are the
candidates for the width of the page: for each of them every row takes its lowest height that fits, and
that page wins on which the text comes out largest. Then boxes move over the middle of what is below them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from argmap.diagrams.blocks import (
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
    room_for_lines_over,
    top_of,
    undercutter_line,
    zone_above,
)
from argmap.diagrams.curves import Path, Point, crossings, flattened, rise, straight
from argmap.diagrams.order import settled
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.structure import Box, Group, Structure, answers, step_of
from argmap.model import Inference

_SIBLING_GAP = 12.0
_COUSIN_GAP = 20.0
_ANSWER_GAP = 46.0
"""Between main claims that answer each other: their line has two heads."""

_ROW_GAP = 28.0
_WIDEST_ROW_GAP = 64.0
_WIDEST_SPREAD = 1.6
"""How much wider a map may get where there is room, to let boxes stand over their reasons."""

_SWEEPS = 8
_WEIGHT_WITHOUT_REASONS = 0.2
_FARTHEST_ACROSS = 0.35
"""How far a line may run across, as a share of the map's width."""

_FROM_CORNER = 0.15
"""Where on the upper edge of a box a line across begins, as a share of its width from the nearer corner."""

_LEAST_BESIDE = 30.0
"""Between two boxes with a line from one to the other, beside each other."""

_STRAIGHT_END = 10.0
"""How far below a row lines have ended to bend, so that heads and boxes stand clear of bends."""

_MOST_CROSSED = 2
"""How many other lines it may cross."""

_MOST_CANDIDATES = 80
_MOST_LIMITS = 24


class _Choice(NamedTuple):
    """One way to lay out a row."""

    width: float
    height: float
    sizes: list[Size]


@dataclass
class _Row:
    """A row.

    Attributes:
        groups: what stands in it, in order.
        gaps: between its groups.
        parents: the box that each group bears on; None for roots.
        boxes: all its boxes, in order.
        drops: how much lower than the row's top each box stands.
        zone: what brackets and the lines of undercutters take up above the boxes.
        choices: the ways to lay it out, from high and narrow to low and wide.
    """

    groups: list[Group]
    gaps: list[float]
    parents: list[Box | None]
    boxes: list[Box] = field(default_factory=list)
    drops: list[float] = field(default_factory=list)
    zone: float = 0.0
    choices: list[_Choice] = field(default_factory=list)


def place_in_rows(trees: Structure, sizes: Sequence[Sequence[Size]], room: Room) -> tuple[Placement, list[Inference]]:
    """Return the placement in rows whose text is largest in a room, and the steps that had better be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and only if
    it is short and crosses few others. The steps whose lines would be worse are returned.

    Args:
        trees: the boxes, and what bears on what.
        sizes: for every box by its number the sizes it can have, from narrow and high to wide and low.
        room: what the map has to fit.
    """
    rows = _rows(trees)
    for row in rows:
        row.choices = _choices(row, sizes)
    if not rows:
        return Placement([], [], [], 1.0, 1.0), []
    chosen = _best_choices(rows, room)
    return _Placer(trees, rows, chosen, room).placement()


# --- which rows there are, and how high and wide they can be ---


def _rows(trees: Structure) -> list[_Row]:
    answering = {frozenset(box.claim for box in trees.ends(step)) for step in trees.across}
    roots = trees.mains or trees.loose
    groups: list[tuple[Box | None, Group]] = [(None, group) for group in roots]
    rows: list[_Row] = []
    while groups:
        rows.append(_row(groups, answering))
        next_groups: list[tuple[Box | None, Group]] = []
        for box in rows[-1].boxes:
            next_groups += [(box, group) for group in trees.below[box.number]]
        if len(rows) == 1 and trees.mains:
            # What no main claim leads to stands a row lower: only main claims are on the first.
            next_groups += [(None, group) for group in trees.loose]
        groups = next_groups
    if rows:
        rows[0].zone = max(rows[0].zone, room_for_lines_over(len(trees.lines_over())))
    return rows


def _row(groups: list[tuple[Box | None, Group]], answering: set[frozenset[str]]) -> _Row:
    gaps: list[float] = []
    for (left_parent, left), (right_parent, right) in pairwise(groups):
        ends = frozenset([left[-1].boxes[-1].claim, right[0].boxes[0].claim])
        if ends in answering:
            gaps.append(_ANSWER_GAP)
        elif left_parent is not None and left_parent is right_parent:
            gaps.append(_SIBLING_GAP)
        else:
            gaps.append(_COUSIN_GAP)
    row = _Row([group for _, group in groups], gaps, [parent for parent, _ in groups])
    for group in row.groups:
        row.zone = max(row.zone, zone_above(group))
        for block in group:
            row.boxes += block.boxes
            row.drops += [UNDERCUT_DROP * block.level] * len(block.boxes)
    return row


def _choices(row: _Row, sizes: Sequence[Sequence[Size]]) -> list[_Choice]:
    """Return the ways to lay out a row: the higher the limit, the narrower its boxes can be."""
    limits: set[float] = set()
    for box, drop in zip(row.boxes, row.drops, strict=True):
        limits.update(round(size.height + drop, 1) for size in sizes[box.number])
    gaps = sum(row.gaps) + sum(map(gaps_in, row.groups))
    choices: list[_Choice] = []
    for limit in _thinned(sorted(limits), _MOST_LIMITS):
        chosen: list[Size] = []
        height = 0.0
        for box, drop in zip(row.boxes, row.drops, strict=True):
            size = _narrowest(sizes[box.number], limit - drop)
            chosen.append(size)
            height = max(height, size.height + drop)
        width = sum(size.width for size in chosen) + gaps
        choices.append(_Choice(width, height, chosen))
    return choices[::-1]


def _narrowest(sizes: Sequence[Size], height: float) -> Size:
    """Return the narrowest of sizes that are at most so high, or else the lowest."""
    for size in sizes:
        if size.height <= height + 0.05:
            return size
    return sizes[-1]


def _thinned(values: Sequence[float], most: int) -> list[float]:
    """Return at most so many of some values, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return list(values)
    return [values[round(index * (len(values) - 1) / (most - 1))] for index in range(most)]


def _best_choices(rows: Sequence[_Row], room: Room) -> list[_Choice]:
    """Return for every row its choice on the page where the text is largest."""
    widths = sorted({choice.width for row in rows for choice in row.choices})
    least = max((row.choices[0].width for row in rows), default=0.0)
    candidates = [width for width in widths if width >= least]
    best: list[_Choice] = []
    best_scale = (0.0, 0.0)
    free = room._replace(most=float("inf"))
    for width in _thinned(candidates, _MOST_CANDIDATES):
        chosen = [_lowest(row.choices, width) for row in rows]
        height = sum(choice.height for choice in chosen) + _least_gaps(rows)
        taken = max(choice.width for choice in chosen)
        # Among pages with text as large as it may be, that with the most room to spare.
        scale = (room.scale(taken, height), free.scale(taken, height))
        if scale > best_scale:
            best, best_scale = chosen, scale
    return best


def _lowest(choices: Sequence[_Choice], width: float) -> _Choice:
    """Return the last choice, and so the lowest, that is at most so wide."""
    fits = choices[0]
    for choice in choices:
        if choice.width > width:
            break
        fits = choice
    return fits


def _least_gaps(rows: Sequence[_Row]) -> float:
    return _ROW_GAP * (len(rows) - 1) + sum(row.zone for row in rows)


# --- where everything is ---


class _Placer:
    """Rows on their way to a placement: from chosen sizes to places, and from places to lines."""

    def __init__(self, trees: Structure, rows: Sequence[_Row], chosen: Sequence[_Choice], room: Room) -> None:
        self.trees = trees
        self.rows = rows
        self.sizes: dict[int, Size] = {}
        for row, choice in zip(rows, chosen, strict=True):
            for box, size in zip(row.boxes, choice.sizes, strict=True):
                self.sizes[box.number] = size
        width = max((choice.width for choice in chosen), default=1.0)
        height = max(sum(choice.height for choice in chosen) + _least_gaps(rows), 1.0)
        scale = room.scale(width, height)
        self.width = max(width, min(room.width / scale, width * _WIDEST_SPREAD))
        self.gap = _ROW_GAP
        if len(rows) > 1:
            spare = room.height / scale - height
            self.gap = min(_ROW_GAP + spare / (len(rows) - 1), _WIDEST_ROW_GAP)
        # Where the boxes of each row begin and where the highest of them ends.
        self.tops: list[float] = []
        self.bottoms: list[float] = []
        y = 0.0
        for row, choice in zip(rows, chosen, strict=True):
            self.tops.append(y + row.zone)
            self.bottoms.append(y + row.zone + choice.height)
            y = self.bottoms[-1] + self.gap
        self.height = max(y - self.gap, 1.0)
        self.lefts = [[0.0] * len(row.groups) for row in rows]
        self.areas: dict[int, Rectangle] = {}
        self.level: dict[int, int] = {}
        self.answers = answers(trees.map)
        self.below_bracket: set[int] = set()
        for row in rows:
            for block in chain.from_iterable(row.groups):
                if block.has_bracket:
                    self.below_bracket.update(box.number for box in block.boxes)

    def placement(self) -> tuple[Placement, list[Inference]]:
        self._settle()
        brackets: list[Bracket] = []
        boxes: list[PlacedBox] = []
        for level, row in enumerate(self.rows):
            for group, left in zip(row.groups, self.lefts[level], strict=True):
                self._place_group(group, left, level)
                brackets += [bracket_over(block, self.areas) for block in group if block.has_bracket]
            boxes += [PlacedBox(box, self.areas[box.number], self.sizes[box.number].shape) for box in row.boxes]
        lines, misfits = self._lines()
        return Placement(boxes, brackets, lines, self.width, self.height), misfits

    # places

    def _settle(self) -> None:
        """Find the left of every group: below what it bears on, and over the middle of its reasons."""
        for level in range(len(self.rows)):
            self._settle_row(level, self._under_parents(level), [1.0] * len(self.rows[level].groups))
        for sweep in range(_SWEEPS):
            if sweep % 2 == 0:
                for level in reversed(range(len(self.rows) - 1)):
                    self._settle_row(level, *self._over_reasons(level))
            else:
                for level in range(1, len(self.rows)):
                    self._settle_row(level, self._under_parents(level), [1.0] * len(self.rows[level].groups))

    def _settle_row(self, level: int, wishes: Sequence[float], weights: Sequence[float]) -> None:
        row = self.rows[level]
        widths = [self._width_of(group) for group in row.groups]
        gaps = [width + gap for width, gap in zip(widths, row.gaps, strict=False)]
        self.lefts[level] = settled(wishes, gaps, weights, 0.0, self.width - widths[-1])
        for group, left in zip(row.groups, self.lefts[level], strict=True):
            self._place_group(group, left, level)

    def _width_of(self, group: Group) -> float:
        return gaps_in(group) + sum(self.sizes[box.number].width for box in boxes_of(group))

    def _under_parents(self, level: int) -> list[float]:
        """Return lefts at which the groups that bear on a box stand close together, its middle over theirs."""
        row = self.rows[level]
        wishes: list[float] = []
        first = 0
        while first < len(row.groups):
            parent = row.parents[first]
            end = first + 1
            while parent is not None and end < len(row.groups) and row.parents[end] is parent:
                end += 1
            widths = [self._width_of(group) for group in row.groups[first:end]]
            middle = self.width / 2 if parent is None else self.areas[parent.number].middle[0]
            left = middle - (sum(widths) + sum(row.gaps[first : end - 1])) / 2
            for index, width in enumerate(widths, first):
                wishes.append(left)
                left += width + (row.gaps[index] if index < len(row.gaps) else 0.0)
            first = end
        return wishes

    def _over_reasons(self, level: int) -> tuple[list[float], list[float]]:
        """Return lefts at which boxes stand over the middle of their reasons, and how much each wish counts."""
        wishes: list[float] = []
        weights: list[float] = []
        for group, left in zip(self.rows[level].groups, self.lefts[level], strict=True):
            shifts: list[float] = []
            for box in boxes_of(group):
                below = self.trees.below[box.number]
                if not below:
                    continue
                first, last = self.areas[below[0][0].boxes[0].number], self.areas[below[-1][-1].boxes[-1].number]
                shifts.append((first.left + last.right) / 2 - self.areas[box.number].middle[0])
            if shifts:
                wishes.append(left + sum(shifts) / len(shifts))
                weights.append(1.0)
            else:
                wishes.append(left)
                weights.append(_WEIGHT_WITHOUT_REASONS)
        return wishes, weights

    def _place_group(self, group: Group, left: float, level: int) -> None:
        x = left
        for block in group:
            top = self.tops[level] + UNDERCUT_DROP * block.level
            height = max(self.sizes[box.number].height for box in block.boxes)
            for box in block.boxes:
                right = x + self.sizes[box.number].width
                self.areas[box.number] = Rectangle(x, top, right, top + height)
                self.level[box.number] = level
                x = right + LINKED_GAP
            x += UNDERCUT_GAP - LINKED_GAP

    # lines

    def _lines(self) -> tuple[list[Line], list[Inference]]:
        lines: list[Line] = []
        rising: list[Inference] = []
        misfits: list[Inference] = []
        over = self.trees.lines_over()
        for rank, step in enumerate(over):
            source, target = (self.areas[box.number] for box in self.trees.ends(step))
            lines.append(
                Line(step.id, path_over(source, target, rank), has_tail=step.id in self.answers, is_across=True)
            )
        for step in self.trees.across:
            if step in over:
                continue
            if self._is_beside(step):
                lines.append(self._line_beside(step))
            elif self._may_rise(step):
                rising.append(step)
            else:
                misfits.append(step)
        lines_across: list[Line] = []
        for level, row in enumerate(self.rows):
            for parent in row.boxes:
                tree_lines, others = self._lines_into(parent, level, rising)
                lines += tree_lines
                lines_across += others
            for group in row.groups:
                lines += [undercutter_line(block, block.host, self.areas) for block in group if block.host]
        drawn = [flattened(line.path) for line in lines]
        for line in lines_across:
            path = flattened(line.path)
            if sum(crossings(path, other) for other in drawn) > _MOST_CROSSED:
                misfits.append(self.trees.map.inferences[line.step])
                continue
            lines.append(line)
            drawn.append(path)
        return lines, misfits

    def _lines_into(self, parent: Box, level: int, rising: Sequence[Inference]) -> tuple[list[Line], list[Line]]:
        """Return the lines from the row below into the lower edge of a box: of its tree, and across."""
        area = self.areas[parent.number]
        starts = [_Start(step_of(group), *top_of(group[0], self.areas)) for group in self.trees.below[parent.number]]
        from_left: list[_Start] = []
        from_right: list[_Start] = []
        for step in rising:
            lower, upper = self._lower_and_upper(step)
            if upper is not parent:
                continue
            source = self.areas[lower.number]
            # Its own line leaves it in the middle, so this one leaves it near the corner.
            if source.middle[0] < area.middle[0]:
                place = (source.right - _FROM_CORNER * source.width, source.top)
                from_left.append(_Start(step.id, place, is_across=True))
            else:
                place = (source.left + _FROM_CORNER * source.width, source.top)
                from_right.append(_Start(step.id, place, is_across=True))
        from_left.sort(key=lambda start: start.place)
        from_right.sort(key=lambda start: start.place)
        starts = [*from_left, *starts, *from_right]
        wishes = [start.place[0] for start in starts]
        weights = [1.0] * len(starts)
        ports = settled(wishes, port_gaps(area, len(starts)), weights, area.left + PORT_INSET, area.right - PORT_INSET)
        tree_lines: list[Line] = []
        lines_across: list[Line] = []
        for start, port in zip(starts, ports, strict=True):
            x, y = start.place
            x = min(max(port, x - start.slack), x + start.slack)
            path = self._path_up((x, y), (port, area.bottom + HEAD_ROOM), level)
            if start.is_across:
                has_tail = start.step in self.answers
                lines_across.append(Line(start.step, path, has_tail=has_tail, is_across=True))
            else:
                tree_lines.append(Line(start.step, path))
        return tree_lines, lines_across

    def _path_up(self, start: Point, end: Point, level: int) -> Path:
        """Return a path from the row below to the lower edge of a box, bent between the two rows only."""
        low = self.tops[level + 1] - self.rows[level + 1].zone
        high = self.bottoms[level] + _STRAIGHT_END
        return rise(start, low, high, end)

    def _lower_and_upper(self, step: Inference) -> tuple[Box, Box]:
        source, target = self.trees.ends(step)
        if self.level[source.number] < self.level[target.number] and step.id in self.answers:
            return target, source  # a line with two heads may begin at either end
        return source, target

    def _may_rise(self, step: Inference) -> bool:
        """Return whether a line can run from a box up to one of the row above, not too far away."""
        lower, upper = self._lower_and_upper(step)
        source, target = self.areas[lower.number], self.areas[upper.number]
        distance = max(source.left - target.right, target.left - source.right)
        is_next = self.level[lower.number] - self.level[upper.number] == 1
        return is_next and distance <= _FARTHEST_ACROSS * self.width and lower.number not in self.below_bracket

    def _is_beside(self, step: Inference) -> bool:
        """Return whether nothing stands between two boxes of a row, and there is room for a line."""
        left, right = self._left_and_right(step)
        if self.level[left.number] != self.level[right.number]:
            return False
        boxes = self.rows[self.level[left.number]].boxes
        room = self.areas[right.number].left - self.areas[left.number].right
        return boxes.index(right) - boxes.index(left) == 1 and room >= _LEAST_BESIDE

    def _left_and_right(self, step: Inference) -> tuple[Box, Box]:
        source, target = self.trees.ends(step)
        if self.areas[source.number].left > self.areas[target.number].left:
            return target, source
        return source, target

    def _line_beside(self, step: Inference) -> Line:
        left, right = (self.areas[box.number] for box in self._left_and_right(step))
        y = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
        start, end = (left.right + HEAD_ROOM, y), (right.left - HEAD_ROOM, y)
        source, _ = self.trees.ends(step)
        if self.areas[source.number] is right:
            start, end = end, start
        return Line(step.id, straight(start, end), has_tail=step.id in self.answers, is_across=True)


class _Start(NamedTuple):
    """Where a line begins, how far it could begin to the left or right of there, and whether it runs across."""

    step: str
    place: Point
    slack: float = 0.0
    is_across: bool = False
