"""Columns: the sizes that each claim with all that bears on it can have, found from the leaves up.

    ┌───────────┐     ┌───────────┐     ┌───────────┐       ┌───────┐   ┌─────┐
    │ claim     │     │ claim     │     │ claim     │       │ claim │◀┬─┤     │
    └───────────┘     └───────────┘     └───────────┘       └───────┘ │ └─────┘
       ┌──┴──┐         │ ┌─────┐         ├──┬──────┐                  │ ┌─────┐
     ┌─┴─┐ ┌─┴─┐       ├─┤     │         │ ┌┴──┐ ┌─┴─┐                └─┤     │
     │   │ │   │       │ └─────┘         │ └───┘ └───┘                  └─────┘
     └───┘ └───┘       │ ┌─────┐         ├──┐
                       └─┤     │         │ ┌┴──┐
        row              └─────┘ col     └─└───┘ grid            side

The groups on a claim are in a row, in one column or several, in a grid if nothing bears on it in
turn, or split into reasons and objections side by side. Each of these has its curve (see `curves`);
which of them is drawn is decided on the way down, when the room is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.curves import Curve, SizePoint, above, beside, best, fold, in_runs
from argmap.diagrams.layout import (
    LINKED_GAP,
    UNDERCUT_GAP,
    Size,
    Sizes,
    boxes_of,
    room_for_lines_over,
    zone_above,
)
from argmap.model import Kind

HEAD = 17.0  # between a row of boxes and the groups on them: lines bend there, and have heads
_GRID_HEAD = HEAD + 4.5
_ROW_GAP = 8.0
_COLUMN_GAP = 7.0
_GRID_GAP = 12.5
_INDENT = 12.0  # beside a column, for its trunk
_SECOND_INDENT = 10.0  # beside that, where reasons and objections have a trunk each
_SIDE_GAP = 25.0  # between a claim and the column at its right
_SECOND_SIDE_GAP = 7.0
_STACK_GAP = 5.0
_LANE = 12.0  # for the line of a later premise of a stack
_SECOND_LANE = 9.0
_ROOT_GAP = 18.0
_MOST_BESIDE = 2  # how many lines end at the left of a main claim, which is low
_ANSWER_GAP = 30.0  # between main claims with a line from one to the other

RUNGS = ("plain", "side", "stack")
"""The rungs of a ladder: the first is the easiest to read, the last enlarges text most.

On the second rung, the groups on a claim may be in a column at its right; on the last, the groups
on linked premises may also be one above the other.
"""


class Sized(NamedTuple):
    """A box in one of its sizes."""

    width: float
    height: float
    box: Box
    size: Size


class Whole(NamedTuple):
    """A group that nothing bears on: its boxes in a row."""

    width: float
    height: float
    row: SizePoint
    group: Group


class Part(NamedTuple):
    """All that bears on a box, or only its reasons or its objections."""

    box: Box
    kind: Kind | None = None


class PartPoint(NamedTuple):
    """A size of a part, in whatever arrangement is best."""

    width: float
    height: float
    part: Part


class Arrangement(NamedTuple):
    """One way to arrange the groups on a box.

    Attributes:
        curve: that of the groups.
        indent, head: the room at their left and above them, for lines.
    """

    curve: Curve
    indent: float = 0.0
    head: float = HEAD


class Indented(NamedTuple):
    """Something with room for lines beside it or above it, such as a column with its trunk."""

    width: float
    height: float
    inner: SizePoint
    left: float
    top: float
    right: float


# --- the roles of parts that are joined ---


class Hanging(NamedTuple):
    """The boxes of a group, and the groups on them below."""

    group: Group


class AtRight(NamedTuple):
    """The boxes of a group, and the groups on the last of them in a column at their right."""

    group: Group


class Stacked(NamedTuple):
    """The groups on earlier premises with a lane at their right, above those on a later one."""

    box: Box
    lane: float


Arrangements = Mapping[str, Arrangement]
"""Arrangements by name; those that are easiest to read come first."""


def kind_of(group: Group) -> Kind:
    """Return whether a group supports or rebuts its claim."""
    inference = group[0].inference
    return inference.kind if inference else Kind.SUPPORT


def by_kind(groups: Sequence[Group]) -> list[list[Group]]:
    """Return the reasons among groups and then the objections, if there are any."""
    reasons = [group for group in groups if kind_of(group) is Kind.SUPPORT]
    objections = [group for group in groups if kind_of(group) is not Kind.SUPPORT]
    return [of_kind for of_kind in (reasons, objections) if of_kind]


def _are_mixed(groups: Sequence[Group]) -> bool:
    """Return whether some are reasons and some objections, which come last."""
    return kind_of(groups[0]) is not kind_of(groups[-1])


def number_of(group: Group) -> int:
    """Return the number of the first box of a group, which is that of no other group."""
    return group[0].boxes[0].number


class ColumnShapes:
    """The curves of all groups of a map, of which a placement takes one point.

    Attributes:
        trees: the boxes.
        arrangements: those of the groups on each box, and of its reasons and objections alone.
        of_group: by the number of a group, its curve with all that bears on it.
        of_row: likewise, the curve of its boxes alone, with the brackets above them.
        row_gap, column_gap, grid_gap, stack_gap: the room between groups.
    """

    def __init__(self, trees: Tree, sizes: Sizes, rung: str) -> None:
        self.trees = trees
        self.sizes = sizes
        self.has_side = rung != "plain"
        self.has_stacks = rung == "stack"
        self.row_gap = _ROW_GAP + trees.apart
        self.column_gap = _COLUMN_GAP + trees.apart
        self.grid_gap = _GRID_GAP + trees.apart
        self.stack_gap = _STACK_GAP + trees.apart
        self.arrangements: dict[Part, Arrangements] = {}
        self.of_group: dict[int, Curve] = {}
        self.of_row: dict[int, Curve] = {}
        self._of_part: dict[Part, Curve] = {}
        # Those without a column at the right of the group.
        self._hanging: dict[int, Curve] = {}
        groups = [*trees.mains, *trees.loose]
        for below in trees.below:
            groups += below
        # The groups on the boxes of a group have higher numbers.
        for group in reversed(groups):
            self._add_group(group)

    def groups_of(self, part: Part) -> list[Group]:
        """Return the groups that a part is made of, in order."""
        groups = self.trees.below[part.box.number]
        if part.kind is None:
            return groups
        return [group for group in groups if kind_of(group) is part.kind]

    def curves_of(self, groups: Sequence[Group]) -> list[Curve]:
        """Return the curves of groups with all that bears on them."""
        return [self.of_group[number_of(group)] for group in groups]

    def of_map(self) -> list[Curve]:
        """Return the curves of all trees; the first is preferred where it costs little.

        Main claims that have lines from one to another are on one level, or one under the other
        with room for these lines at the left.
        """
        trees = self.trees
        loose = trees.loose
        apart: Curve = []
        if trees.map.is_stated_only and loose:
            # Claims with a frame of their own are below all others.
            apart = _in_rows_or_columns(self.curves_of(loose))
            loose = []
        curves = self._of_trees(loose)
        return [above(curve, apart, _ROOT_GAP) for curve in curves]

    def _of_trees(self, loose: Sequence[Group]) -> list[Curve]:
        trees = self.trees
        roots = self.curves_of([*trees.mains, *loose])
        # Without lines between them, main claims are where there is room.
        number = trees.put_rivals_first() or len(trees.mains)
        mains = self.curves_of(trees.mains[:number])
        others: Curve = []
        rest = [*trees.mains[number:], *loose]
        if rest:
            others = _in_rows_or_columns(self.curves_of(rest))
        if not mains:
            return [others]
        on_one_level = self._on_one_level(mains)
        options = [
            *above(on_one_level, others, _ROOT_GAP),
            *beside(on_one_level, others, _ROOT_GAP),
        ]
        if others:
            *firsts, last = mains
            options += self._on_one_level([*firsts, above(last, others, _ROOT_GAP)])
        if not trees.across:
            options += _in_rows_or_columns(roots)
        if not trees.across or trees.most_across() > _MOST_BESIDE:
            return [best(options)]
        lanes = room_for_lines_over(1 + len(trees.lines_over()))
        stacked = _indent(fold(mains, above, _ROOT_GAP), lanes)
        below = [*above(stacked, others, _ROOT_GAP), *beside(stacked, others, _ROOT_GAP)]
        return [best(options), best(below)]

    def _on_one_level(self, mains: Sequence[Curve]) -> Curve:
        """Return the curve of main claims beside each other, with the lines between them."""
        trees = self.trees
        together: Curve = []
        for place, curve in enumerate(mains):
            together = beside(together, curve, gap_before(trees, place))
        over = room_for_lines_over(len(trees.lines_over()))
        return _indent(together, 0.0, over) if over else together

    def _add_group(self, group: Group) -> None:
        number = number_of(group)
        row = self._row(group)
        self.of_row[number] = row
        below = self._below(group)
        if below:
            curve = above(row, below, 0.0, Hanging(group))
        else:
            curve = [Whole(point.width, point.height, point, group) for point in row]
        self._hanging[number] = self.of_group[number] = curve
        if self.has_side and group[0].inference:
            self.of_group[number] = best([*curve, *self._at_right(group)])

    def _row(self, group: Group) -> Curve:
        """Return the curve of a group's boxes side by side, with the brackets above them."""
        row: Curve = []
        for block in group:
            gap = UNDERCUT_GAP
            for box in block.boxes:
                single = []
                for size in self.sizes[box]:
                    single.append(Sized(size.width, size.height, box, size))
                row = beside(row, best(single), gap)
                gap = LINKED_GAP
        zone = zone_above(group)
        return _indent(row, 0.0, zone) if zone else row

    def _below(self, group: Group) -> Curve:
        """Return the curve of all that bears on the boxes of a group."""
        below: Curve = []
        for block in group:
            boxes = [box for box in block.boxes if self.trees.below[box.number]]
            if not boxes:
                continue
            if self.has_stacks:
                of_block = in_runs(boxes, self._stack, beside, self.row_gap)
            else:
                of_block = fold([self._part(Part(box)) for box in boxes], beside, self.row_gap)
            below = beside(below, of_block, self.row_gap)
        return below

    def _stack(self, boxes: Sequence[Box]) -> Curve:
        """Return the curve of the groups on linked premises, one above the other."""
        pile: Curve = []
        for box in boxes:
            lower = self._part(Part(box))
            if not pile:
                pile = lower
                continue
            lane = _LANE + _SECOND_LANE * _are_mixed(self.trees.below[box.number])
            pile = above(_indent(pile, 0.0, right=lane), lower, self.stack_gap, Stacked(box, lane))
        return pile

    def _at_right(self, group: Group) -> Curve:
        """Return the curve of a group with the groups on its last box in a column at its right."""
        *others, box = boxes_of(group)
        groups = self.trees.below[box.number]
        if not groups or any(self.trees.below[other.number] for other in others):
            return []
        gap = _SIDE_GAP + _SECOND_SIDE_GAP * _are_mixed(groups) + self.trees.stub_room
        column = fold(self.curves_of(groups), above, self.column_gap)
        zone = zone_above(group)
        if zone:
            column = _indent(column, 0.0, zone)
        return beside(self.of_row[number_of(group)], column, gap, AtRight(group))

    def _part(self, part: Part) -> Curve:
        """Return the curve of the groups on a box, in the best arrangement for each size."""
        if part in self._of_part:
            return self._of_part[part]
        self.arrangements[part] = arrangements = self._arrange(part)
        points = []
        for curve, indent, head in arrangements.values():
            for point in curve:
                points.append(PartPoint(point.width + indent, point.height + head, part))
        self._of_part[part] = of_part = best(points)
        return of_part

    def _arrange(self, part: Part) -> Arrangements:
        groups = self.groups_of(part)
        if len(groups) == 1:
            # In a split, a column at its right would pass for a sibling.
            curves = self.of_group if part.kind is None else self._hanging
            return {"row": Arrangement(curves[number_of(groups[0])])}
        hanging = [self._hanging[number_of(group)] for group in groups]
        arrangements = {"row": Arrangement(fold(hanging, beside, self.row_gap))}
        are_mixed = _are_mixed(groups)
        indent = _INDENT + self.trees.stub_room + _SECOND_INDENT * are_mixed
        if len(groups) > 2:
            if are_mixed:
                reasons = self._part(Part(part.box, Kind.SUPPORT))
                objections = self._part(Part(part.box, Kind.REBUTTAL))
                split = beside(reasons, objections, self.row_gap)
                # Each of the two has room of its own for lines.
                arrangements["split"] = Arrangement(split, head=0.0)
            if not any(self._has_reasons(group) for group in groups):
                arrangements["grid"] = Arrangement(self._grid(groups), indent, _GRID_HEAD)
            elif not are_mixed:
                arrangements["cols"] = Arrangement(
                    in_runs(groups, self._column, beside, self.row_gap)
                )
        column = fold(self.curves_of(groups), above, self.column_gap)
        arrangements["col"] = Arrangement(column, indent)
        return arrangements

    def _grid(self, groups: Sequence[Group]) -> Curve:
        """Return the curve of rows, none of which holds both reasons and objections."""
        in_row = partial(fold, join=beside, gap=self.row_gap)
        grid: Curve = []
        for of_kind in by_kind(groups):
            rows = in_runs(self.curves_of(of_kind), in_row, above, self.grid_gap)
            grid = above(grid, rows, self.grid_gap)
        return grid

    def _column(self, groups: Sequence[Group]) -> Curve:
        """Return the curve of a column that is one of several; a trunk runs beside its groups."""
        if len(groups) == 1:
            return self._hanging[number_of(groups[0])]
        column = fold(self.curves_of(groups), above, self.column_gap)
        return _indent(column, _INDENT + self.trees.stub_room)

    def _has_reasons(self, group: Group) -> bool:
        return any(self.trees.below[box.number] for box in boxes_of(group))


def gap_before(trees: Tree, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider if a line runs between."""
    if place > 0:
        neighbors = {*trees.mains[place - 1][0].boxes, *trees.mains[place][0].boxes}
        for inference in trees.across:
            if neighbors == set(trees.ends(inference)):
                return _ANSWER_GAP
    return _ROOT_GAP


def _in_rows_or_columns(curves: Sequence[Curve]) -> Curve:
    """Return the curve of trees in rows or in columns."""
    in_row = partial(fold, join=beside, gap=_ROOT_GAP)
    in_column = partial(fold, join=above, gap=_ROOT_GAP)
    rows = in_runs(curves, in_row, above, _ROOT_GAP)
    columns = in_runs(curves, in_column, beside, _ROOT_GAP)
    return best([*rows, *columns])


def _indent(curve: Curve, left: float, top: float = 0.0, right: float = 0.0) -> Curve:
    """Return a curve whose parts have so much room at their sides and above them."""
    points = []
    for point in curve:
        width = left + point.width + right
        points.append(Indented(width, point.height + top, point, left, top, right))
    return points
