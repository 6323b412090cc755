"""Where boxes stand in their rows: over the middle of what bears on them, as far as order and gaps
allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.diagrams.blocks import (
    LINKED_GAP,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Room,
    Size,
    boxes_of,
    bracket_over,
    gaps_in,
)
from argmap.diagrams.order import settle_row
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.structure import Box, Group, Structure

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
