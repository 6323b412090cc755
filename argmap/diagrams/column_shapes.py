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

What bears on a claim is in a row, in one column or several, in a grid if nothing bears on it in
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

HEAD = 17.0
"""Between a row of boxes and what bears on them: lines bend there, and have their heads."""
GRID_HEAD = HEAD + 4.5
ROW_GAP = 8.0
COLUMN_GAP = 7.0
GRID_GAP = 12.5
INDENT = 12.0
"""Beside a column, for its trunk."""
SECOND_INDENT = 10.0
"""Beside that, where reasons and objections have a trunk each."""
SIDE_GAP = 25.0
"""Between a claim and the column at its right."""
SECOND_SIDE_GAP = 7.0
STACK_GAP = 5.0
LANE = 12.0
"""Beside what the line of a later premise passes."""
SECOND_LANE = 9.0
ROOT_GAP = 18.0
_MOST_BESIDE = 2  # how many lines end at the left of a main claim, which is low
_ANSWER_GAP = 30.0  # between main claims with a line from one to the other


class Rung(NamedTuple):
    """What is allowed besides the plain arrangements.

    Attributes:
        has_side: whether what bears on a claim may be in a column at its right.
        has_stacks: whether what bears on linked premises may be one above the other.
    """

    has_side: bool
    has_stacks: bool


RUNGS: Mapping[str, Rung] = {
    "plain": Rung(has_side=False, has_stacks=False),
    "side": Rung(has_side=True, has_stacks=False),
    "stack": Rung(has_side=True, has_stacks=True),
}
"""The rungs of a ladder: what comes first is easier to read, what comes last enlarges text most."""


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
    """One way to arrange what bears on a box.

    Attributes:
        curve: that of the groups.
        indent, head: the room at their left and above them, for lines.
    """

    curve: Curve
    indent: float = 0.0
    head: float = HEAD


class Indented(NamedTuple):
    """Something with room for lines at its left or above it, such as a column with its trunk."""

    width: float
    height: float
    inner: SizePoint
    indent: float
    head: float = 0.0


# --- the roles of what is joined ---


class Hanging(NamedTuple):
    """The boxes of a group, and what bears on them below."""

    group: Group


class AtRight(NamedTuple):
    """The boxes of a group, and what bears on the last of them in a column at their right."""

    group: Group


class Stacked(NamedTuple):
    """What bears on earlier premises with a lane at its right, above what bears on a later one."""

    box: Box


Arrangements = Mapping[str, Arrangement]
"""Arrangements by name; those that are easiest to read come first."""


def kind_of(group: Group) -> Kind:
    """Return what a group does to the claim that it bears on."""
    inference = group[0].inference
    return inference.kind if inference else Kind.SUPPORT


def number_of(group: Group) -> int:
    """Return the number of the first box of a group, which is that of no other group."""
    return group[0].boxes[0].number


class ColumnShapes:
    """The curves of all groups of a map, of which a placement takes one point.

    Attributes:
        trees: the boxes.
        arrangements: those of what bears on each box, and of its reasons and objections alone.
        of_group: by the number of a group, its curve with all that bears on it.
        of_row: likewise, the curve of its boxes alone, with what is above them.
    """

    def __init__(self, trees: Tree, sizes: Sizes, rung: Rung) -> None:
        self.trees = trees
        self.sizes = sizes
        self.rung = rung
        self.arrangements: dict[Part, Arrangements] = {}
        self.of_group: dict[int, Curve] = {}
        self.of_row: dict[int, Curve] = {}
        self._of_part: dict[Part, Curve] = {}
        # Those without a column at the right of the group.
        self._hanging: dict[int, Curve] = {}
        roots = [*trees.mains, *trees.loose]
        groups = [*roots]
        for below in trees.below:
            groups += below
        first_below = len(roots)
        # What bears on a group has higher numbers.
        for place in reversed(range(len(groups))):
            self._add_group(groups[place], is_root=place < first_below)

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
        """Return the curves of all trees; what comes first is better where it costs little.

        Main claims that have lines from one to another are on one level, or one under the other
        with room for these lines at the left.
        """
        trees = self.trees
        loose = trees.loose
        apart: Curve = []
        if trees.map.is_stated_only and loose:
            # What has a frame of its own is below all else.
            apart = _in_rows_or_columns(self.curves_of(loose))
            loose = []
        curves = self._of_trees(loose)
        return [above(curve, apart, ROOT_GAP) for curve in curves]

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
        options = [*above(on_one_level, others, ROOT_GAP), *beside(on_one_level, others, ROOT_GAP)]
        if others:
            *firsts, last = mains
            options += self._on_one_level([*firsts, above(last, others, ROOT_GAP)])
        if not trees.across:
            options += _in_rows_or_columns(roots)
        if not trees.across or trees.most_across() > _MOST_BESIDE:
            return [best(options)]
        lanes = room_for_lines_over(1 + len(trees.lines_over()))
        stacked = _indent(fold(mains, above, ROOT_GAP), lanes)
        below = [*above(stacked, others, ROOT_GAP), *beside(stacked, others, ROOT_GAP)]
        return [best(options), best(below)]

    def _on_one_level(self, mains: Sequence[Curve]) -> Curve:
        """Return the curve of main claims beside each other, with the lines between them."""
        trees = self.trees
        together: Curve = []
        for place, curve in enumerate(mains):
            together = beside(together, curve, gap_before(trees, place))
        over = room_for_lines_over(len(trees.lines_over()))
        return _indent(together, 0.0, over) if over else together

    def _add_group(self, group: Group, *, is_root: bool) -> None:
        number = number_of(group)
        row = self._row(group)
        self.of_row[number] = row
        below = self._below(group)
        if below:
            curve = above(row, below, 0.0, Hanging(group))
        else:
            curve = [Whole(point.width, point.height, point, group) for point in row]
        self._hanging[number] = self.of_group[number] = curve
        if self.rung.has_side and not is_root:
            self.of_group[number] = best([*curve, *self._at_right(group)])

    def _row(self, group: Group) -> Curve:
        """Return the curve of a group's boxes side by side, with what is above them."""
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
            if self.rung.has_stacks:
                of_block = in_runs(boxes, self._stack, beside, ROW_GAP)
            else:
                of_block = fold([self._part(Part(box)) for box in boxes], beside, ROW_GAP)
            below = beside(below, of_block, ROW_GAP)
        return below

    def _stack(self, boxes: Sequence[Box]) -> Curve:
        """Return the curve of what bears on linked premises, one above the other."""
        pile: Curve = []
        for box in boxes:
            lower = self._part(Part(box))
            if not pile:
                pile = lower
                continue
            lane = LANE + SECOND_LANE * self._has_both_kinds(box)
            pile = above(_indent(pile, lane), lower, STACK_GAP, Stacked(box))
        return pile

    def _has_both_kinds(self, box: Box) -> bool:
        groups = self.trees.below[box.number]
        return kind_of(groups[0]) is not kind_of(groups[-1])

    def _at_right(self, group: Group) -> Curve:
        """Return the curve of a group with what bears on its last box in a column at its right."""
        *others, box = boxes_of(group)
        groups = self.trees.below[box.number]
        if not groups or any(self.trees.below[other.number] for other in others):
            return []
        gap = self.side_gap(box)
        column = fold(self.curves_of(groups), above, COLUMN_GAP)
        zone = zone_above(group)
        if zone:
            column = _indent(column, 0.0, zone)
        return beside(self.of_row[number_of(group)], column, gap, AtRight(group))

    def side_gap(self, box: Box) -> float:
        """Return the gap between a box and a column at its right."""
        return SIDE_GAP + SECOND_SIDE_GAP * self._has_both_kinds(box) + self.trees.stub_room

    def _part(self, part: Part) -> Curve:
        """Return the curve of what bears on a box, in whatever arrangement is best."""
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
            # Where it is a part of a split, what is at its right would pass for one of its like.
            curves = self.of_group if part.kind is None else self._hanging
            return {"row": Arrangement(curves[number_of(groups[0])])}
        hanging = [self._hanging[number_of(group)] for group in groups]
        arrangements = {"row": Arrangement(fold(hanging, beside, ROW_GAP))}
        have_both_kinds = kind_of(groups[0]) is not kind_of(groups[-1])
        stub_room = self.trees.stub_room
        indent = INDENT + stub_room + SECOND_INDENT * have_both_kinds
        if len(groups) > 2:
            if have_both_kinds:
                reasons = self._part(Part(part.box, Kind.SUPPORT))
                objections = self._part(Part(part.box, Kind.REBUTTAL))
                split = beside(reasons, objections, ROW_GAP)
                # Each of the two has room of its own for lines.
                arrangements["split"] = Arrangement(split, head=0.0)
            if not any(self._has_reasons(group) for group in groups):
                arrangements["grid"] = Arrangement(self._grid(part), indent, GRID_HEAD)
            elif not have_both_kinds:
                columns = in_runs(groups, self._column, beside, ROW_GAP)
                arrangements["cols"] = Arrangement(columns)
        column = fold(self.curves_of(groups), above, COLUMN_GAP)
        arrangements["col"] = Arrangement(column, indent)
        return arrangements

    def _grid(self, part: Part) -> Curve:
        """Return the curve of rows, none of which holds both reasons and objections."""
        in_row = partial(fold, join=beside, gap=ROW_GAP)
        grid: Curve = []
        for kind in (Kind.SUPPORT, Kind.REBUTTAL):
            groups = self.groups_of(Part(part.box, kind))
            if groups and part.kind in (None, kind):
                rows = in_runs(self.curves_of(groups), in_row, above, GRID_GAP)
                grid = above(grid, rows, GRID_GAP)
        return grid

    def _column(self, groups: Sequence[Group]) -> Curve:
        """Return the curve of a column that is one of several; a trunk runs beside its groups."""
        if len(groups) == 1:
            return self._hanging[number_of(groups[0])]
        column = fold(self.curves_of(groups), above, COLUMN_GAP)
        return _indent(column, INDENT + self.trees.stub_room)

    def _has_reasons(self, group: Group) -> bool:
        return any(self.trees.below[box.number] for box in boxes_of(group))


def gap_before(trees: Tree, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider if a line runs between."""
    if place > 0:
        neighbors = {*trees.mains[place - 1][0].boxes, *trees.mains[place][0].boxes}
        for inference in trees.across:
            if neighbors == set(trees.ends(inference)):
                return _ANSWER_GAP
    return ROOT_GAP


def _in_rows_or_columns(curves: Sequence[Curve]) -> Curve:
    """Return the curve of trees in rows or in columns."""
    in_row = partial(fold, join=beside, gap=ROOT_GAP)
    in_column = partial(fold, join=above, gap=ROOT_GAP)
    rows = in_runs(curves, in_row, above, ROOT_GAP)
    columns = in_runs(curves, in_column, beside, ROOT_GAP)
    return best([*rows, *columns])


def _indent(curve: Curve, indent: float, head: float = 0.0) -> Curve:
    """Return a curve whose parts have so much room at their left and above them."""
    points = []
    for point in curve:
        points.append(Indented(point.width + indent, point.height + head, point, indent, head))
    return points
