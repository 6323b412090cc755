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

from bisect import bisect, bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.layout import (
    LINKED_GAP,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Size,
    Sizes,
    boxes_of,
    room_for_lines_over,
    thin_out,
    zone_above,
)

GAP_BELOW = 18.0  # between a box and what hangs below it: lines bend there, and have their heads
GAP_BETWEEN = 8.5  # between reasons one under the other
COLUMN_GAP = 11.0
LANE_GAP = 5.5  # between lines that run up beside a column
LANE_START = 2.0
_LANE_INSET = 9.0  # between the last of these and the column
ROOT_GAP = 26.0
_ANSWER_GAP = 46.0
LOOSE_GAP = 40.0  # between the tree of a main claim and what no main claim leads to
STRAIGHT_END = 10.0
CORNER = 5.0
LEAF_WEIGHT = 0.05  # how much it counts that a box without reasons is where it could be
WIDEST_STRETCH = 1.5  # how much wider a box may become to fill its column

_MOST_SHAPES = 96  # that a tree keeps
_FEW_GROUPS = 7  # up to so many groups all ways to part them into columns are tried
_MOST_COLUMNS = 14


class Shape(NamedTuple):
    """A shape: of a group with all that hangs below it, of a column, or of columns side by side.

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


Shapes = list[Shape]
"""Shapes from narrow and high to wide and low."""

GroupShapes = Mapping[Box, Shapes]
"""The shapes of groups with all that hangs below them, by the first box of the group."""

_by_width = attrgetter("width")


# --- shapes ---


def shapes_of_groups(trees: Tree, sizes: Sizes) -> GroupShapes:
    """Return the shapes of each group with all that hangs below."""
    shapes: dict[Box, Shapes] = {}
    groups = [*trees.mains, *trees.loose]
    for below_it in trees.below:
        groups += below_it
    # What hangs below a group has higher numbers.
    for group in reversed(groups):
        row = _shapes_of_row(group, sizes)
        below: Shapes = []
        for box in boxes_of(group):
            reasons = trees.below[box.number]
            if reasons:
                columns = _columns(_shapes_of(reasons, shapes))
                below = _beside(below, _wrap(columns), COLUMN_GAP)
        if below:
            row = _over(row, below)
        shapes[group[0].boxes[0]] = row
    return shapes


def _shapes_of(groups: Sequence[Group], shapes: GroupShapes) -> list[Shapes]:
    return [shapes[group[0].boxes[0]] for group in groups]


def _shapes_of_row(group: Group, sizes: Sizes) -> Shapes:
    """Return the shapes of a step's premises and of all that undercuts it, side by side."""
    row: Shapes = []
    for block in group:
        drop = UNDERCUT_DROP * block.level
        gap = UNDERCUT_GAP
        for box in block.boxes:
            single = []
            for size in sizes[box]:
                height = size.height + drop
                single.append(Shape(size.width, height, (), (size,)))
            row = _beside(row, single, gap)
            gap = LINKED_GAP
    return _higher(row, zone_above(group))


def _higher(shapes: Shapes, by: float) -> Shapes:
    higher = []
    for width, height, parts, sizes in shapes:
        higher.append(Shape(width, height + by, parts, sizes))
    return higher


def _over(row: Shapes, below: Shapes) -> Shapes:
    """Return the shapes of boxes over columns.

    That is of each row the lowest that is no wider than the columns, and all that are wider.
    """
    options = []
    for columns_width, columns_height, columns, _ in below:
        wider = bisect(row, columns_width, key=_by_width)
        lowest = max(wider - 1, 0)
        for row_width, row_height, _, sizes in row[lowest:]:
            width = max(row_width, columns_width)
            height = row_height + GAP_BELOW + columns_height
            options.append(Shape(width, height, columns, sizes))
    return _best(options)


def _wrap(shapes: Shapes, beside: float = 0.0) -> Shapes:
    """Return shapes each as the one part of another, so that they can be put beside others."""
    wrapped = []
    for shape in shapes:
        width = shape.width + beside
        wrapped.append(Shape(width, shape.height, (shape,)))
    return wrapped


def _columns(groups: Sequence[Shapes]) -> Shapes:
    """Return the shapes of groups in one column, or in several beside each other, in order."""
    number = len(groups)
    options: Shapes = []
    if number <= _FEW_GROUPS:
        # From every group on: all ways to go on with a column of some groups, and columns of the
        # rest.
        rest: dict[int, Shapes] = {number: []}
        for first in reversed(range(number)):
            options = []
            column: Shapes = []
            for last in range(first, number):
                column = _above(column, _wrap(groups[last]), GAP_BETWEEN)
                lanes = lanes_width(last - first + 1)
                with_lanes = _wrap(column, lanes)
                options += _beside(with_lanes, rest[last + 1], COLUMN_GAP)
            rest[first] = _best(options)
        return rest[0]
    most = min(number, _MOST_COLUMNS)
    for columns in range(1, most + 1):
        length = -(-number // columns)
        side_by_side: Shapes = []
        for first in range(0, number, length):
            in_column = groups[first : first + length]
            lanes = lanes_width(len(in_column))
            column = _wrap(_column(in_column), lanes)
            side_by_side = _beside(side_by_side, column, COLUMN_GAP)
        options += side_by_side
    return _best(options)


def _column(groups: Sequence[Shapes]) -> Shapes:
    """Return the shapes of a column of groups, joined by halves: so a long one is not copied."""
    if len(groups) == 1:
        return _wrap(groups[0])
    middle = len(groups) // 2
    upper = _column(groups[:middle])
    lower = _column(groups[middle:])
    return _above(upper, lower, GAP_BETWEEN)


def lanes_width(groups: int) -> float:
    """Return what the lines beside a column take up: those of all groups but the first."""
    if groups < 2:
        return 0.0
    return LANE_GAP * (groups - 2) + _LANE_INSET


def shapes_of_map(trees: Tree, shapes: GroupShapes) -> Shapes:
    """Return the shapes of main claims side by side, with the others below one of them."""
    loose = []
    if trees.loose:
        loose = _wrap(_columns(_shapes_of(trees.loose, shapes)))
    if not trees.mains:
        return loose
    mains = _shapes_of(trees.mains, shapes)
    # There is most room below the smallest tree.
    host = min(mains, key=_least_area)
    together: Shapes = []
    for place, of_main in enumerate(mains):
        single = _wrap(of_main)
        if loose and of_main is host:
            single = _wrap(_above(single, loose, LOOSE_GAP))
        gap = gap_before(trees, place)
        together = _beside(together, single, gap)
    over = len(trees.lines_over())
    return _higher(together, room_for_lines_over(over))


def _least_area(shapes: Shapes) -> float:
    return min(shape.width * shape.height for shape in shapes)


def gap_before(trees: Tree, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider if a line runs between."""
    left = trees.mains[place - 1]
    right = trees.mains[place]
    neighbors = {*left[0].boxes, *right[0].boxes}
    for inference in trees.across:
        if neighbors == set(trees.ends(inference)):
            return _ANSWER_GAP
    return ROOT_GAP


def shapes_of_stack(trees: Tree, shapes: GroupShapes) -> Shapes:
    """Return the shapes of main claims one under the other, and of what they do not lead to."""
    together: Shapes = []
    for of_root in _shapes_of([*trees.mains, *trees.loose], shapes):
        together = _above(together, _wrap(of_root), ROOT_GAP)
    return together


def _beside(left: Shapes, right: Shapes, gap: float) -> Shapes:
    """Return the shapes of two things side by side; one of them may be nothing.

    Under each limit to their height, both are as narrow as can be.
    """
    if not left or not right:
        return left or right
    least = max(left[-1].height, right[-1].height)
    heights = {shape.height for shape in chain(left, right)}
    pairs = []
    for limit in sorted(heights, reverse=True):
        if limit < least:
            break
        # The first that is at most so high.
        place = bisect_left(left, -limit, key=_negative_height)
        one = left[place]
        place = bisect_left(right, -limit, key=_negative_height)
        other = right[place]
        width = one.width + gap + other.width
        height = max(one.height, other.height)
        parts = one.parts + other.parts
        sizes = one.sizes + other.sizes
        pairs.append(Shape(width, height, parts, sizes))
    return _best(pairs)


def _negative_height(shape: Shape) -> float:
    return -shape.height


def _above(upper: Shapes, lower: Shapes, gap: float) -> Shapes:
    """Return the shapes of two things one under the other; the upper may be nothing.

    Under each limit to their width, both are as low as can be.
    """
    if not upper:
        return lower
    least = max(upper[0].width, lower[0].width)
    widths = {shape.width for shape in chain(upper, lower)}
    pairs = []
    for limit in sorted(widths):
        if limit < least:
            continue
        # The last that is at most so wide.
        place = bisect(upper, limit, key=_by_width)
        one = upper[place - 1]
        place = bisect(lower, limit, key=_by_width)
        other = lower[place - 1]
        width = max(one.width, other.width)
        height = one.height + gap + other.height
        parts = one.parts + other.parts
        pairs.append(Shape(width, height, parts))
    return _best(pairs)


def _best(shapes: Iterable[Shape]) -> Shapes:
    """Return shapes of which none is both wider and higher than another, not too many of them."""
    kept = []
    least = float("inf")
    for shape in sorted(shapes, key=attrgetter("width", "height")):
        if shape.height < least:
            kept.append(shape)
            least = shape.height
    return thin_out(kept, _MOST_SHAPES)
