"""Columns: the sizes that each claim with all that bears on it can have, found from the leaves up.

    ┌───────────┐        ┌───────────┐        ┌───────────┐
    │ claim     │        │ claim     │        │ claim     │
    └───────────┘        └───────────┘        └───────────┘
       ┌──┴──┐            │ ┌─────┐            │ ┌──┴─┬────┐
     ┌─┴─┐ ┌─┴─┐          ├─┤     │            ├─┴─┐ ┌┴──┐ │
     │   │ │   │          │ └─────┘            │   │ │   │
     └───┘ └───┘          │ ┌─────┐            ├─┬─┴─┴─┬─┘
                          └─┤     │            │ └     ┘
        row                 └─────┘ col                   grid

What bears on a claim is in a row, in one column or several, in a grid if nothing bears on it in
turn, or split into reasons and objections side by side. Each of these has its curve (see `curves`);
which of them is drawn is decided on the way down, when the room is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.curves import Curve, Point, above, beside, best, fold, parted
from argmap.diagrams.layout import (
    LINKED_GAP,
    UNDERCUT_GAP,
    Size,
    Sizes,
    boxes_of,
    zone_above,
)
from argmap.model import Kind

HEAD = 18.0
"""Between a row of boxes and what bears on them: lines bend there, and have their heads."""
GRID_HEAD = HEAD + 4.5
ROW_GAP = 11.0
COLUMN_GAP = 8.5
GRID_GAP = 15.0
INDENT = 13.0
"""Beside a column, for the line that collects what comes from it."""
WIDE_INDENT = 23.0
"""The same, where reasons and objections have a line each."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A box in one of its sizes."""

    box: Box
    size: Size


@dataclass(frozen=True, slots=True)
class Hung:
    """A group: its boxes in a row, and below them what bears on them, if anything does."""

    group: Group
    row: Point
    below: Point | None


@dataclass(frozen=True, slots=True)
class Part:
    """All that bears on a box, or only its reasons or its objections."""

    box: Box
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """What bears on a box, in one arrangement."""

    name: str
    inner: Point
    indent: float
    head: float


@dataclass(frozen=True, slots=True)
class Indented:
    """A column of several groups, with room for its line at the left."""

    inner: Point


Arrangements: TypeAlias = Mapping[str, Curve]
"""The name of an arrangement → its curve; those that are easiest to read come first."""


def kind_of(group: Group) -> Kind:
    """Return what a group does to the claim that it bears on."""
    inference = group[0].inference
    return inference.kind if inference else Kind.SUPPORT


class ColumnShapes:
    """The curves of all groups of a map.

    Attributes:
        arrangements: those of what bears on each box, and of its reasons and objections alone.
        of_group: by the number of its first box, the curve of a group with all below it.
    """

    def __init__(self, trees: Tree, sizes: Sizes) -> None:
        self.trees = trees
        self.sizes = sizes
        self.arrangements: dict[Part, Arrangements] = {}
        self.of_group: dict[int, Curve] = {}
        self.rows: dict[int, Curve] = {}
        groups = [*trees.mains, *trees.loose]
        for below in trees.below:
            groups += below
        # What bears on a group has higher numbers.
        for group in reversed(groups):
            self.of_group[group[0].boxes[0].number] = self._curve_of(group)

    def curves_of(self, groups: Sequence[Group]) -> list[Curve]:
        return [self.of_group[group[0].boxes[0].number] for group in groups]

    def _curve_of(self, group: Group) -> Curve:
        row = self._row(group)
        self.rows[group[0].boxes[0].number] = row
        below: Curve = []
        for box in boxes_of(group):
            groups = self.trees.below[box.number]
            if groups:
                below = beside(below, self._part(Part(box), groups), ROW_GAP)
        if not below:
            return [Point(width, height, Hung(group, point, None)) for point in row for width, height, _ in [point]]
        points = []
        for point in above(row, below, 0.0):
            joined = point.made_of
            points.append(
                Point(point.width, point.height, Hung(group, joined.first, joined.second))
            )
        return points

    def _row(self, group: Group) -> Curve:
        """Return the curve of a group's boxes side by side, with what is above them."""
        row: Curve = []
        for block in group:
            gap = UNDERCUT_GAP
            for box in block.boxes:
                single = [
                    Point(size.width, size.height, Sized(box, size))
                    for size in self.sizes[box]
                ]
                row = beside(row, best(single), gap)
                gap = LINKED_GAP
        zone = zone_above(group)
        return [point._replace(height=point.height + zone) for point in row]

    def _part(self, part: Part, groups: Sequence[Group]) -> Curve:
        """Return the curve of what bears on a box, in whatever arrangement is best."""
        arrangements = self._arrange(part, groups)
        self.arrangements[part] = arrangements
        points = []
        for curve in arrangements.values():
            for width, height, _ in curve:
                points.append(Point(width, height, part))
        return best(points)

    def _arrange(self, part: Part, groups: Sequence[Group]) -> Arrangements:
        curves = self.curves_of(groups)
        reasons = [group for group in groups if kind_of(group) is Kind.SUPPORT]
        objections = [group for group in groups if kind_of(group) is not Kind.SUPPORT]
        are_both = bool(reasons and objections)
        indent = WIDE_INDENT if are_both else INDENT
        side_by_side = partial(beside, gap=ROW_GAP)
        stacked = partial(above, gap=COLUMN_GAP)
        row = fold(curves, side_by_side)
        arrangements = {"row": _arranged("row", row, 0.0, HEAD)}
        if len(groups) == 1:
            return arrangements
        are_leaves = not any(self._has_reasons(group) for group in groups)
        if len(groups) > 2:
            if are_both:
                left = self._part(Part(part.box, Kind.SUPPORT), reasons)
                right = self._part(Part(part.box, Kind.REBUTTAL), objections)
                arrangements["split"] = beside(left, right, ROW_GAP)
            if are_leaves:
                grid: Curve = []
                in_row = partial(fold, join=side_by_side)
                for of_kind in (reasons, objections):
                    if of_kind:
                        rows = parted(self.curves_of(of_kind), in_row, partial(above, gap=GRID_GAP))
                        grid = above(grid, rows, GRID_GAP)
                arrangements["grid"] = _arranged("grid", grid, indent, GRID_HEAD)
            elif not are_both:
                columns = parted(curves, _column, side_by_side)
                arrangements["cols"] = _arranged("cols", columns, 0.0, HEAD)
        arrangements["col"] = _arranged("col", fold(curves, stacked), indent, HEAD)
        return arrangements

    def _has_reasons(self, group: Group) -> bool:
        return any(self.trees.below[box.number] for box in boxes_of(group))


def _arranged(name: str, curve: Curve, indent: float, head: float) -> Curve:
    points = []
    for point in curve:
        made_of = Arranged(name, point, indent, head)
        points.append(Point(point.width + indent, point.height + head, made_of))
    return points


def _column(curves: Sequence[Curve]) -> Curve:
    """Return the curve of a column of groups; a line runs beside several."""
    column = fold(curves, partial(above, gap=COLUMN_GAP))
    if len(curves) == 1:
        return column
    return [Point(width + INDENT, height, Indented(Point(width, height, made))) for width, height, made in column]
