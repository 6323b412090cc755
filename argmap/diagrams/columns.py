"""Hanging: the reasons of a claim one under the other in columns below it, linked premises beside.

    ┌───────────────┐
    │ claim         │
    └───────────────┘
     ▲  ▲        ▲      lines run up beside a column, in lanes
     │ ┌┴──────┐┌┴────┐
     │ │       ││     │
     │ └───────┘└─────┘
     │ ┌───────┐
     ╰─┤       │        one column of two groups, one of one
       └───────┘

Every box can be narrow and high or wide and low, and so can what hangs below it: in one column, or
in several. From the leaves up, each tree keeps its shapes of which none is both wider and higher
than another (as floor plans are sized: L. Stockmeyer, Optimal orientations of cells in slicing
floorplan designs, 1983). That of the whole map on which the text comes out largest decides all
others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from argmap.diagrams.box_tree import Group, Tree
from argmap.diagrams.layout import (
    LINKED_GAP,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Size,
    Sizes,
    boxes_of,
    room_for_lines_over,
    zone_above,
)

GAP_BELOW = 18.0
"""Between a box and what hangs below it: lines bend there, and have their heads."""

GAP_BETWEEN = 8.5
"""Between reasons one under the other."""

COLUMN_GAP = 11.0
LANE_GAP = 5.5
"""Between lines that run up beside a column."""

_LANE_INSET = 9.0
"""Between the last of these and the column."""

LANE_START = 2.0
LEAF_WEIGHT = 0.05
"""How much it counts that a box without reasons is where it could be."""

WIDEST_STRETCH = 1.5
"""How much wider a box may become to fill its column."""

ROOT_GAP = 26.0
_ANSWER_GAP = 46.0
LOOSE_GAP = 40.0
"""Between the tree of a main claim and what no main claim leads to."""

STRAIGHT_END = 10.0
CORNER = 5.0

_MOST_SHAPES = 96
"""How many shapes a tree keeps."""

_FEW_GROUPS = 7
"""Up to so many groups all ways to part them into columns are tried."""

_MOST_COLUMNS = 14


class Shape(NamedTuple):
    """A shape: of a group with all that hangs below it, of a column of groups, or of columns side
    by side.

    Attributes:
        width, height: its size.
        parts: of a group, for each of its boxes with reasons, the columns of these; of columns, the
            columns one by one; of a column, its groups.
        sizes: of a group those of its boxes.
    """

    width: float
    height: float
    parts: tuple[Shape, ...] = ()
    sizes: tuple[Size, ...] = ()


_Shapes = list[Shape]
"""Shapes from narrow and high to wide and low."""


# --- shapes ---


def shapes_of_groups(trees: Tree, sizes: Sizes) -> dict[int, _Shapes]:
    """Return the shapes of each group with all that hangs below, by the number of its first box."""
    shapes: dict[int, _Shapes] = {}
    # What hangs below a group has higher numbers.
    for group in reversed([*trees.mains, *trees.loose, *chain.from_iterable(trees.below)]):
        row = _shapes_of_row(group, sizes)
        below: _Shapes = []
        for box in boxes_of(group):
            groups = trees.below[box.number]
            if groups:
                columns = _columns([shapes[_first_box(below_it)] for below_it in groups])
                below = _beside(below, _wrap(columns), COLUMN_GAP)
        shapes[_first_box(group)] = _over(row, below) if below else row
    return shapes


def _first_box(group: Group) -> int:
    return group[0].boxes[0].number


def _shapes_of_row(group: Group, sizes: Sizes) -> _Shapes:
    """Return the shapes of a step's premises and of all that undercuts it, side by side."""
    row: _Shapes = []
    for block in group:
        drop = UNDERCUT_DROP * block.level
        gap = UNDERCUT_GAP
        for box in block.boxes:
            single: _Shapes = []
            for size in sizes[box]:
                single.append(Shape(size.width, size.height + drop, (), (size,)))
            row = _beside(row, single, gap)
            gap = LINKED_GAP
    return _higher(row, zone_above(group))


def _higher(shapes: _Shapes, by: float) -> _Shapes:
    return [shape._replace(height=shape.height + by) for shape in shapes]


def _over(row: _Shapes, below: _Shapes) -> _Shapes:
    """Return the shapes of boxes over columns: of each row the lowest that is no wider, and all
    wider.
    """
    options: _Shapes = []
    for columns in below:
        fitting = 0
        while fitting < len(row) and row[fitting].width <= columns.width:
            fitting += 1
        narrower = row[max(fitting - 1, 0) : fitting]
        for over in [*row[fitting:], *narrower]:
            height = over.height + GAP_BELOW + columns.height
            width = max(over.width, columns.width)
            options.append(Shape(width, height, columns.parts, over.sizes))
    return _best(options)


def _wrap(shapes: _Shapes, beside: float = 0.0) -> _Shapes:
    """Return shapes each as the one part of another, so that they can be put beside others."""
    return [Shape(shape.width + beside, shape.height, (shape,)) for shape in shapes]


def _columns(groups: Sequence[_Shapes]) -> _Shapes:
    """Return the shapes of groups in one column, or in several beside each other, in order."""
    number = len(groups)
    options: _Shapes = []
    if number <= _FEW_GROUPS:
        # From every group on: all ways to go on with a column of some groups, and columns of the
        # rest.
        rest: list[_Shapes] = [[] for _ in range(number + 1)]
        for first in reversed(range(number)):
            options = []
            column: _Shapes = []
            for place in range(first, number):
                column = _above(column, _wrap(groups[place]), GAP_BETWEEN)
                with_lanes = _wrap(column, lanes_width(place - first + 1))
                options += _beside(with_lanes, rest[place + 1], COLUMN_GAP)
            rest[first] = _best(options)
        return rest[0]
    for columns in range(1, min(number, _MOST_COLUMNS) + 1):
        length = -(-number // columns)
        side_by_side: _Shapes = []
        for first in range(0, number, length):
            column = _column(groups[first : first + length])
            lanes = lanes_width(min(length, number - first))
            side_by_side = _beside(side_by_side, _wrap(column, lanes), COLUMN_GAP)
        options += side_by_side
    return _best(options)


def _column(groups: Sequence[_Shapes]) -> _Shapes:
    """Return the shapes of a column of groups, joined by halves: so a long one is not copied."""
    if len(groups) == 1:
        return _wrap(groups[0])
    middle = len(groups) // 2
    return _above(_column(groups[:middle]), _column(groups[middle:]), GAP_BETWEEN)


def lanes_width(groups: int) -> float:
    """Return what the lines beside a column take up: those of all groups but the first."""
    if groups < 2:
        return 0.0
    return LANE_GAP * (groups - 2) + _LANE_INSET


def shapes_of_map(trees: Tree, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims side by side; what they do not lead to is below one of
    them.
    """
    loose: _Shapes = []
    if trees.loose:
        loose = _wrap(_columns([shapes[_first_box(group)] for group in trees.loose]))
    if not trees.mains:
        return loose
    mains = [shapes[_first_box(group)] for group in trees.mains]
    # There is most room below the smallest tree.
    areas = [min(shape.width * shape.height for shape in of_main) for of_main in mains]
    host = areas.index(min(areas))
    together: _Shapes = []
    for place, of_main in enumerate(mains):
        single = _wrap(of_main)
        if loose and place == host:
            single = _wrap(_above(single, loose, LOOSE_GAP))
        together = _beside(together, single, gap_before(trees, place))
    return _higher(together, room_for_lines_over(len(trees.lines_over())))


def gap_before(trees: Tree, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider if a line runs between."""
    ends = {_first_box(trees.mains[place - 1]), _first_box(trees.mains[place])}
    for inference in trees.across:
        if {box.number for box in trees.ends(inference)} == ends:
            return _ANSWER_GAP
    return ROOT_GAP


def shapes_of_stack(trees: Tree, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims one under the other, and of what they do not lead to."""
    together: _Shapes = []
    for group in [*trees.mains, *trees.loose]:
        together = _above(together, _wrap(shapes[_first_box(group)]), ROOT_GAP)
    return together


def _beside(left: _Shapes, right: _Shapes, gap: float) -> _Shapes:
    """Return the shapes of two things side by side; one of them may be nothing.

    Under each limit to their height, both are as narrow as can be.
    """
    if not left or not right:
        return left or right
    pairs: _Shapes = []
    first = second = 0
    for limit in sorted({shape.height for shape in [*left, *right]}, reverse=True):
        # Lower limits make wider shapes: those that fit are further to the right in both lists.
        while first < len(left) and left[first].height > limit:
            first += 1
        while second < len(right) and right[second].height > limit:
            second += 1
        if first == len(left) or second == len(right):
            break
        one = left[first]
        other = right[second]
        width = one.width + gap + other.width
        height = max(one.height, other.height)
        pairs.append(Shape(width, height, one.parts + other.parts, one.sizes + other.sizes))
    return _best(pairs)


def _above(upper: _Shapes, lower: _Shapes, gap: float) -> _Shapes:
    """Return the shapes of two things one under the other; the upper may be nothing.

    Under each limit to their width, both are as low as can be.
    """
    if not upper:
        return lower
    pairs: _Shapes = []
    first = second = -1
    for limit in sorted({shape.width for shape in [*upper, *lower]}):
        while first + 1 < len(upper) and upper[first + 1].width <= limit:
            first += 1
        while second + 1 < len(lower) and lower[second + 1].width <= limit:
            second += 1
        if first < 0 or second < 0:
            continue
        one = upper[first]
        other = lower[second]
        height = one.height + gap + other.height
        pairs.append(Shape(max(one.width, other.width), height, one.parts + other.parts))
    return _best(pairs)


def _best(shapes: Iterable[Shape]) -> _Shapes:
    """Return shapes of which none is both wider and higher than another, not too many of them."""
    kept: _Shapes = []
    for shape in sorted(shapes, key=itemgetter(0, 1)):
        if not kept or shape.height < kept[-1].height:
            kept.append(shape)
    if len(kept) <= _MOST_SHAPES:
        return kept
    last = len(kept) - 1
    return [kept[round(index * last / (_MOST_SHAPES - 1))] for index in range(_MOST_SHAPES)]
