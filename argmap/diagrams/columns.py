"""Hanging: the reasons of a claim one under the other in columns below it, linked premises still
side by side.

Every box can be narrow and high or wide and low, and so can what hangs below it: in one column, or
in several. From the leaves up, each tree keeps its shapes of which none is both wider and higher
than another (as floor plans are sized: L. Stockmeyer, Optimal orientations of cells in slicing
floorplan designs, 1983). That of the whole map on which the text comes out largest decides all
others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from argmap.diagrams.box_tree import Group, Structure
from argmap.diagrams.spacing import (
    LINKED_GAP,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Size,
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
"""How much it counts that a box without reasons stands where it could."""

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


def _first_box(group: Group) -> int:
    """Return the number of a group's first box, which stands for the group."""
    return group[0].boxes[0].number


def shapes_of_groups(trees: Structure, sizes: Sequence[Sequence[Size]]) -> dict[int, _Shapes]:
    """Return the shapes of every group with all that hangs below it, by the number of its first
    box.
    """
    shapes: dict[int, _Shapes] = {}
    # What hangs below a group has higher numbers.
    for group in reversed([*trees.mains, *trees.loose, *chain.from_iterable(trees.below)]):
        row = _shapes_of_row(group, sizes)
        below: _Shapes = []
        for box in boxes_of(group):
            groups = trees.below[box.number]
            if groups:
                columns = _wrap(_columns([shapes[_first_box(below_it)] for below_it in groups]))
                below = _beside(below, columns, COLUMN_GAP) if below else columns
        if below:
            shapes[_first_box(group)] = _best(
                _over(over, shape) for shape in below for over in _fitting(row, shape)
            )
        else:
            shapes[_first_box(group)] = row
    return shapes


def _shapes_of_row(group: Group, sizes: Sequence[Sequence[Size]]) -> _Shapes:
    """Return the shapes of a step's premises and of all that undercuts it, side by side."""
    row: _Shapes = []
    for block in group:
        drop = UNDERCUT_DROP * block.level
        for box in block.boxes:
            single = [
                Shape(size.width, size.height + drop, (), (size,)) for size in sizes[box.number]
            ]
            gap = LINKED_GAP if box is not block.boxes[0] else UNDERCUT_GAP
            row = _beside(row, single, gap) if row else single
    zone = zone_above(group)
    return [shape._replace(height=shape.height + zone) for shape in row]


def _fitting(row: _Shapes, columns: Shape) -> Iterator[Shape]:
    """Yield the shapes that boxes may have over columns: the lowest that is no wider, and all
    wider.
    """
    lowest: Shape | None = None
    for shape in row:
        if shape.width <= columns.width:
            lowest = shape
        else:
            yield shape
    if lowest is not None:
        yield lowest


def _over(row: Shape, columns: Shape) -> Shape:
    """Return the shape of boxes over columns."""
    height = row.height + GAP_BELOW + columns.height
    return Shape(max(row.width, columns.width), height, columns.parts, row.sizes)


def _wrap(shapes: _Shapes) -> _Shapes:
    """Return shapes each as the one part of another, so that they can be put beside or above
    others.
    """
    return [Shape(shape.width, shape.height, (shape,)) for shape in shapes]


def _columns(groups: Sequence[_Shapes]) -> _Shapes:
    """Return the shapes of groups in one column, or in several beside each other, in order."""
    number = len(groups)
    if number <= _FEW_GROUPS:
        # From every group on: all ways to go on with a column of some groups, and columns of the
        # rest.
        rest: list[_Shapes] = [[] for _ in range(number + 1)]
        for first in reversed(range(number)):
            options: _Shapes = []
            for end, column in _growing_columns(groups, first, number):
                options += _beside(column, rest[end], COLUMN_GAP) if end < number else column
            rest[first] = _best(options)
        return rest[0]
    options = []
    for columns in range(1, min(number, _MOST_COLUMNS) + 1):
        length = -(-number // columns)
        side_by_side: _Shapes = []
        for first in range(0, number, length):
            column = _with_lanes(
                _column(groups[first : first + length]), min(length, number - first)
            )
            side_by_side = _beside(side_by_side, column, COLUMN_GAP) if side_by_side else column
        options += side_by_side
    return _best(options)


def _growing_columns(
    groups: Sequence[_Shapes], first: int, end: int
) -> Iterable[tuple[int, _Shapes]]:
    """Yield columns that begin with a group and take in one more each time, and the place after the
    last of them.
    """
    column: _Shapes = []
    for place in range(first, end):
        single = _wrap(groups[place])
        column = _above(column, single, GAP_BETWEEN) if column else single
        yield place + 1, _with_lanes(column, place - first + 1)


def _column(groups: Sequence[_Shapes]) -> _Shapes:
    """Return the shapes of a column of groups, joined by halves: a long one is not copied for each
    of them.
    """
    if len(groups) == 1:
        return _wrap(groups[0])
    middle = len(groups) // 2
    return _above(_column(groups[:middle]), _column(groups[middle:]), GAP_BETWEEN)


def _with_lanes(column: _Shapes, groups: int) -> _Shapes:
    """Return the shapes of a column of so many groups with room for their lines beside it."""
    lanes = lanes_width(groups)
    return [Shape(shape.width + lanes, shape.height, (shape,)) for shape in column]


def lanes_width(groups: int) -> float:
    """Return what the lines beside a column take up: those of all groups but the first."""
    if groups < 2:
        return 0.0
    return LANE_GAP * (groups - 2) + _LANE_INSET


def shapes_of_map(trees: Structure, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims side by side; what they do not lead to stands below one of
    them.
    """
    host = _host_of_loose(trees, shapes)
    together: _Shapes = []
    for place, group in enumerate(trees.mains):
        single = _wrap(shapes[_first_box(group)])
        if place == host:
            single = _wrap(_above(single, _wrap(_shapes_of_loose(trees, shapes)), LOOSE_GAP))
        together = _beside(together, single, gap_before(trees, place)) if together else single
    if not trees.mains:
        together = _wrap(_shapes_of_loose(trees, shapes))
    over = room_for_lines_over(len(trees.lines_over()))
    return [shape._replace(height=shape.height + over) for shape in together]


def _host_of_loose(trees: Structure, shapes: Mapping[int, _Shapes]) -> int:
    """Return the place of the main claim with the smallest tree, below which there is most room; -1
    if not needed.
    """
    if not trees.mains or not trees.loose:
        return -1

    def area(place: int) -> float:
        return min(shape.width * shape.height for shape in shapes[_first_box(trees.mains[place])])

    return min(range(len(trees.mains)), key=area)


def _shapes_of_loose(trees: Structure, shapes: Mapping[int, _Shapes]) -> _Shapes:
    return _columns([shapes[_first_box(group)] for group in trees.loose])


def gap_before(trees: Structure, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider where a line runs between
    them.
    """
    ends = {_first_box(trees.mains[place - 1]), _first_box(trees.mains[place])}
    for inference in trees.across:
        if {box.number for box in trees.ends(inference)} == ends:
            return _ANSWER_GAP
    return ROOT_GAP


def shapes_of_stack(trees: Structure, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims one under the other, with what they do not lead to at the
    end.
    """
    together: _Shapes = []
    for group in [*trees.mains, *trees.loose]:
        single = _wrap(shapes[_first_box(group)])
        together = _above(together, single, ROOT_GAP) if together else single
    return together


def _beside(left: _Shapes, right: _Shapes, gap: float) -> _Shapes:
    """Return the shapes of two things side by side: under each limit to their height both as narrow
    as can be.
    """
    limits = sorted({shape.height for shape in [*left, *right]}, reverse=True)
    pairs: _Shapes = []
    first = second = 0
    for limit in limits:
        # Lower limits make wider shapes: those that fit stand further to the right in both lists.
        while first < len(left) and left[first].height > limit:
            first += 1
        while second < len(right) and right[second].height > limit:
            second += 1
        if first == len(left) or second == len(right):
            break
        one, other = left[first], right[second]
        width = one.width + gap + other.width
        height = max(one.height, other.height)
        pairs.append(Shape(width, height, one.parts + other.parts, one.sizes + other.sizes))
    return _best(pairs)


def _above(upper: _Shapes, lower: _Shapes, gap: float) -> _Shapes:
    """Return the shapes of two things one under the other: under each limit to their width both as
    low as can be.
    """
    limits = sorted({shape.width for shape in [*upper, *lower]})
    pairs: _Shapes = []
    first = second = -1
    for limit in limits:
        while first + 1 < len(upper) and upper[first + 1].width <= limit:
            first += 1
        while second + 1 < len(lower) and lower[second + 1].width <= limit:
            second += 1
        if first < 0 or second < 0:
            continue
        one, other = upper[first], lower[second]
        height = one.height + gap + other.height
        pairs.append(Shape(max(one.width, other.width), height, one.parts + other.parts))
    return _best(pairs)


def _best(shapes: Iterable[Shape]) -> _Shapes:
    """Return shapes of which none is both wider and higher than another, not too many of them."""
    kept: _Shapes = []
    for shape in sorted(shapes, key=_width_and_height):
        if not kept or shape.height < kept[-1].height:
            kept.append(shape)
    if len(kept) <= _MOST_SHAPES:
        return kept
    last = len(kept) - 1
    return [kept[round(index * last / (_MOST_SHAPES - 1))] for index in range(_MOST_SHAPES)]


def _width_and_height(shape: Shape) -> tuple[float, float]:
    return shape.width, shape.height
