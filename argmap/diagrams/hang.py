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
from argmap.diagrams.contents import BoxShape
from argmap.diagrams.curves import Point, join_paths, rise, round_corners, straight
from argmap.diagrams.order import settle_row
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.structure import Block, Group, Structure, answers, inference_of
from argmap.model import Inference

_GAP_BELOW = 18.0
"""Between a box and what hangs below it: lines bend there, and have their heads."""

_GAP_BETWEEN = 8.5
"""Between reasons one under the other."""

_COLUMN_GAP = 11.0
_LANE_GAP = 5.5
"""Between lines that run up beside a column."""

_LANE_INSET = 9.0
"""Between the last of these and the column."""

_LANE_START = 2.0
_LEAF_WEIGHT = 0.05
"""How much it counts that a box without reasons stands where it could."""

_WIDEST_STRETCH = 1.5
"""How much wider a box may become to fill its column."""

_ROOT_GAP = 26.0
_ANSWER_GAP = 46.0
_LOOSE_GAP = 40.0
"""Between the tree of a main claim and what no main claim leads to."""

_STRAIGHT_END = 10.0
_CORNER = 5.0

_MOST_SHAPES = 96
"""How many shapes a tree keeps."""

_FEW_GROUPS = 7
"""Up to so many groups all ways to part them into columns are tried."""

_MOST_COLUMNS = 14


class _Shape(NamedTuple):
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
    parts: tuple[_Shape, ...] = ()
    sizes: tuple[Size, ...] = ()


_Shapes = list[_Shape]
"""Shapes from narrow and high to wide and low."""


def place_hanging(
    trees: Structure, sizes: Sequence[Sequence[Size]], room: Room, *, stack_mains: bool = False
) -> Placement:
    """Return the hanging placement whose text is largest in a room.

    Args:
        trees: the boxes, and what bears on what.
        sizes: for every box by its number the sizes it can have, from narrow and high to wide and
            low.
        room: what the map has to fit.
        stack_mains: whether main claims stand one under the other, at the left, and not side by
            side.
    """
    if not trees.boxes:
        return Placement([], [], [], 1.0, 1.0)
    shapes = _shapes_of_groups(trees, sizes)
    options = _shapes_of_stack(trees, shapes) if stack_mains else _shapes_of_map(trees, shapes)
    free = room._replace(most=float("inf"))

    def text_size(shape: _Shape) -> tuple[float, float]:
        return room.scale(shape.width, shape.height), free.scale(shape.width, shape.height)

    return _Placer(trees, max(options, key=text_size), is_stack=stack_mains).placement()


# --- shapes ---


def _first_box(group: Group) -> int:
    """Return the number of a group's first box, which stands for the group."""
    return group[0].boxes[0].number


def _shapes_of_groups(trees: Structure, sizes: Sequence[Sequence[Size]]) -> dict[int, _Shapes]:
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
                below = _beside(below, columns, _COLUMN_GAP) if below else columns
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
                _Shape(size.width, size.height + drop, (), (size,)) for size in sizes[box.number]
            ]
            gap = LINKED_GAP if box is not block.boxes[0] else UNDERCUT_GAP
            row = _beside(row, single, gap) if row else single
    zone = zone_above(group)
    return [shape._replace(height=shape.height + zone) for shape in row]


def _fitting(row: _Shapes, columns: _Shape) -> Iterator[_Shape]:
    """Yield the shapes that boxes may have over columns: the lowest that is no wider, and all
    wider.
    """
    lowest: _Shape | None = None
    for shape in row:
        if shape.width <= columns.width:
            lowest = shape
        else:
            yield shape
    if lowest is not None:
        yield lowest


def _over(row: _Shape, columns: _Shape) -> _Shape:
    """Return the shape of boxes over columns."""
    height = row.height + _GAP_BELOW + columns.height
    return _Shape(max(row.width, columns.width), height, columns.parts, row.sizes)


def _wrap(shapes: _Shapes) -> _Shapes:
    """Return shapes each as the one part of another, so that they can be put beside or above
    others.
    """
    return [_Shape(shape.width, shape.height, (shape,)) for shape in shapes]


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
                options += _beside(column, rest[end], _COLUMN_GAP) if end < number else column
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
            side_by_side = _beside(side_by_side, column, _COLUMN_GAP) if side_by_side else column
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
        column = _above(column, single, _GAP_BETWEEN) if column else single
        yield place + 1, _with_lanes(column, place - first + 1)


def _column(groups: Sequence[_Shapes]) -> _Shapes:
    """Return the shapes of a column of groups, joined by halves: a long one is not copied for each
    of them.
    """
    if len(groups) == 1:
        return _wrap(groups[0])
    middle = len(groups) // 2
    return _above(_column(groups[:middle]), _column(groups[middle:]), _GAP_BETWEEN)


def _with_lanes(column: _Shapes, groups: int) -> _Shapes:
    """Return the shapes of a column of so many groups with room for their lines beside it."""
    lanes = _lanes_width(groups)
    return [_Shape(shape.width + lanes, shape.height, (shape,)) for shape in column]


def _lanes_width(groups: int) -> float:
    """Return what the lines beside a column take up: those of all groups but the first."""
    if groups < 2:
        return 0.0
    return _LANE_GAP * (groups - 2) + _LANE_INSET


def _shapes_of_map(trees: Structure, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims side by side; what they do not lead to stands below one of
    them.
    """
    host = _host_of_loose(trees, shapes)
    together: _Shapes = []
    for place, group in enumerate(trees.mains):
        single = _wrap(shapes[_first_box(group)])
        if place == host:
            single = _wrap(_above(single, _wrap(_shapes_of_loose(trees, shapes)), _LOOSE_GAP))
        together = _beside(together, single, _gap_before(trees, place)) if together else single
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


def _gap_before(trees: Structure, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider where a line runs between
    them.
    """
    ends = {_first_box(trees.mains[place - 1]), _first_box(trees.mains[place])}
    for inference in trees.across:
        if {box.number for box in trees.ends(inference)} == ends:
            return _ANSWER_GAP
    return _ROOT_GAP


def _shapes_of_stack(trees: Structure, shapes: Mapping[int, _Shapes]) -> _Shapes:
    """Return the shapes of main claims one under the other, with what they do not lead to at the
    end.
    """
    together: _Shapes = []
    for group in [*trees.mains, *trees.loose]:
        single = _wrap(shapes[_first_box(group)])
        together = _above(together, single, _ROOT_GAP) if together else single
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
        pairs.append(_Shape(width, height, one.parts + other.parts, one.sizes + other.sizes))
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
        pairs.append(_Shape(max(one.width, other.width), height, one.parts + other.parts))
    return _best(pairs)


def _best(shapes: Iterable[_Shape]) -> _Shapes:
    """Return shapes of which none is both wider and higher than another, not too many of them."""
    kept: _Shapes = []
    for shape in sorted(shapes, key=_width_and_height):
        if not kept or shape.height < kept[-1].height:
            kept.append(shape)
    if len(kept) <= _MOST_SHAPES:
        return kept
    last = len(kept) - 1
    return [kept[round(index * last / (_MOST_SHAPES - 1))] for index in range(_MOST_SHAPES)]


def _width_and_height(shape: _Shape) -> tuple[float, float]:
    return shape.width, shape.height


# --- places ---


class _Entry(NamedTuple):
    """How the line of a group comes up to the box above it: beside its column, or straight from the
    group.
    """

    group: Group
    lane: float | None


class _PlacedGroup(NamedTuple):
    """A group whose shape is settled, and the left top and the width of its room."""

    group: Group
    shape: _Shape
    left: float
    top: float
    width: float


class _Placer:
    """The chosen shape on its way to a placement: tops from above, sides from below, then lines."""

    def __init__(self, trees: Structure, shape: _Shape, *, is_stack: bool) -> None:
        self.trees = trees
        self.shape = shape
        self.is_stack = is_stack
        self.placed: list[_PlacedGroup] = []
        self.entries: dict[int, list[_Entry]] = {}
        self.lows: dict[int, float] = {}  # where lines into a box begin to bend, by its number
        self.areas: dict[int, Rectangle] = {}
        self.shapes: dict[int, BoxShape] = {}

    def placement(self) -> Placement:
        self._place_groups()
        for placed in reversed(self.placed):
            self._place_boxes(placed)
        lines = self._lines_between_mains()
        brackets: list[Bracket] = []
        for placed in self.placed:
            for block in placed.group:
                if block.has_bracket:
                    brackets.append(bracket_over(block, self.areas))
                if block.host is not None:
                    lines.append(undercutter_line(block, block.host, self.areas))
                for box in block.boxes:
                    lines += self._lines_into(box.number)
        boxes = [
            PlacedBox(self.trees.boxes[number], self.areas[number], self.shapes[number])
            for number in self.areas
        ]
        return Placement(boxes, brackets, lines, self.shape.width, self.shape.height)

    def _place_groups(self) -> None:
        """Go down from the roots: find the top of every group, and between which sides it has its
        room.
        """
        if self.is_stack:
            self._place_stack()
        else:
            self._place_side_by_side()
        # The list grows while it is read.
        for placed in self.placed:
            self._place_below(placed)

    def _place_stack(self) -> None:
        y = 0.0
        for group, shape in zip(
            [*self.trees.mains, *self.trees.loose], self.shape.parts, strict=True
        ):
            self.placed.append(_PlacedGroup(group, shape, 0.0, y, self.shape.width))
            y += shape.height + _ROOT_GAP

    def _place_side_by_side(self) -> None:
        if not self.trees.mains:
            self._place_columns(self.trees.loose, self.shape.parts[0], 0.0, 0.0)
            return
        x = 0.0
        y = room_for_lines_over(len(self.trees.lines_over()))
        for place, (group, shape) in enumerate(
            zip(self.trees.mains, self.shape.parts, strict=True)
        ):
            if place > 0:
                x += _gap_before(self.trees, place)
            tree = shape
            if not shape.sizes:
                # What no main claim leads to stands below this one.
                tree, loose = shape.parts
                self._place_columns(self.trees.loose, loose, x, y + tree.height + _LOOSE_GAP)
            self.placed.append(_PlacedGroup(group, tree, x, y, shape.width))
            x += shape.width

    def _place_below(self, placed: _PlacedGroup) -> None:
        """Place the columns of all boxes of a group, in order, below the lowest of the boxes."""
        if not placed.shape.parts:
            return
        row_bottom = placed.top + zone_above(placed.group) + _row_height(placed)
        columns_width = _columns_width(placed.shape.parts)
        left = placed.left
        row_width = sum(size.width for size in placed.shape.sizes) + gaps_in(placed.group)
        if row_width > columns_width:
            left += (row_width - columns_width) / 2
        parts = iter(placed.shape.parts)
        for box in boxes_of(placed.group):
            groups = self.trees.below[box.number]
            if not groups:
                continue
            self.lows[box.number] = row_bottom + _GAP_BELOW
            columns = next(parts)
            self.entries[box.number] = self._place_columns(
                groups, columns, left, row_bottom + _GAP_BELOW
            )
            left += columns.width + _COLUMN_GAP

    def _place_columns(
        self, groups: Sequence[Group], columns: _Shape, left: float, top: float
    ) -> list[_Entry]:
        """Place groups in columns, and return how their lines come up, from left to right."""
        entries: list[_Entry] = []
        waiting = iter(groups)
        for column in columns.parts:
            number = len(column.parts)
            in_column: list[_Entry] = []
            y = top
            for place, shape in enumerate(column.parts):
                group = next(waiting)
                # The lower a group, the further left its line: so none crosses the way out of
                # another.
                lane = left + _LANE_START + _LANE_GAP * (number - 1 - place) if place > 0 else None
                in_column.append(_Entry(group, lane))
                self.placed.append(
                    _PlacedGroup(group, shape, left + _lanes_width(number), y, column.width)
                )
                y += shape.height + _GAP_BETWEEN
            entries += reversed(in_column)
            left += _lanes_width(number) + column.width + _COLUMN_GAP
        return entries

    def _place_boxes(self, placed: _PlacedGroup) -> None:
        """Place the boxes of a group, each over the lines that come up to it, as far as there is
        room.
        """
        boxes = list(boxes_of(placed.group))
        sizes = placed.shape.sizes
        wants: list[tuple[float, float] | None] = [self._span(box.number) for box in boxes]
        widths = self._widths(placed, wants)
        gaps = _gaps(placed.group)
        wishes: list[float] = []
        x = placed.left
        for width, gap, want in zip(widths, [*gaps, 0.0], wants, strict=True):
            wishes.append(x if want is None else (want[0] + want[1] - width) / 2)
            x = wishes[-1] + width + gap
        if self.is_stack and placed.group[0].inference is None:
            wishes[0] = placed.left  # main claims share the left edge
        distances = [width + gap for width, gap in zip(widths, gaps, strict=False)]
        weights = [_LEAF_WEIGHT if want is None else 1.0 for want in wants]
        right = placed.left + placed.width - widths[-1]
        lefts = settle_row(wishes, distances, weights, placed.left, right)
        top = placed.top + zone_above(placed.group)
        places = iter(zip(boxes, lefts, widths, sizes, strict=True))
        for block in placed.group:
            in_block = [next(places) for _ in block.boxes]
            height = max(size.height for *_, size in in_block)
            block_top = top + UNDERCUT_DROP * block.level
            for box, left, width, size in in_block:
                self.areas[box.number] = Rectangle(
                    left, block_top, left + width, block_top + size.height_beside(height)
                )
                self.shapes[box.number] = size.shape

    def _span(self, number: int) -> tuple[float, float] | None:
        """Return from where to where lines come up to a box, if any do."""
        xs = [self._entry_x(entry) for entry in self.entries.get(number, ())]
        if not xs:
            return None
        return min(xs) - PORT_INSET, max(xs) + PORT_INSET

    def _widths(
        self, placed: _PlacedGroup, wants: Sequence[tuple[float, float] | None]
    ) -> list[float]:
        """Return how wide to draw the boxes of a group: up to all the lines that come up, as far as
        there is room.
        """
        sizes = [size.width for size in placed.shape.sizes]
        spare = placed.width - sum(sizes) - gaps_in(placed.group)
        rigid = [size.shape.is_rigid for size in placed.shape.sizes]
        if (
            len(sizes) == 1
            and wants[0] is None
            and placed.width <= sizes[0] * _WIDEST_STRETCH
            and not rigid[0]
        ):
            return [placed.width]
        missing: list[float] = []
        for want, size, is_rigid in zip(wants, sizes, rigid, strict=True):
            missing.append(max(want[1] - want[0] - size, 0.0) if want and not is_rigid else 0.0)
        share = min(spare / sum(missing), 1.0) if sum(missing) > 0 else 0.0
        return [size + share * lack for size, lack in zip(sizes, missing, strict=True)]

    def _entry_x(self, entry: _Entry) -> float:
        if entry.lane is not None:
            return entry.lane
        (x, _), _ = top_of(entry.group[0], self.areas)
        return x

    # lines

    def _lines_into(self, number: int) -> Iterator[Line]:
        """Yield the lines that come up to a box."""
        area = self.areas[number]
        entries = self.entries.get(number, [])
        wishes = [self._entry_x(entry) for entry in entries]
        weights = [1.0] * len(entries)
        ports = settle_row(
            wishes,
            port_gaps(area, len(entries)),
            weights,
            area.left + PORT_INSET,
            area.right - PORT_INSET,
        )
        for entry, port in zip(entries, ports, strict=True):
            low, end = self.lows[number], (port, area.bottom + HEAD_ROOM)
            high = low - _GAP_BELOW + _STRAIGHT_END
            if entry.lane is None:
                start, slack = top_of(entry.group[0], self.areas)
                x = min(max(port, start[0] - slack), start[0] + slack)
                path = rise((x, start[1]), low, high, end)
            else:
                corner = (entry.lane, low)
                way_out = self._way_out(entry.group[0])
                beside = round_corners([way_out, (entry.lane, way_out[1]), corner], _CORNER)
                path = join_paths(beside, rise(corner, low, high, end))
            yield Line(inference_of(entry.group), path)

    def _way_out(self, block: Block) -> Point:
        """Return where a line leaves a block to the left: from its bracket, or the middle of its
        box.
        """
        if block.has_bracket:
            start, _ = bracket_over(block, self.areas).bar
            return start
        area = self.areas[block.boxes[0].number]
        return area.left, area.middle[1]

    def _lines_between_mains(self) -> list[Line]:
        over = self.trees.lines_over()
        lines: list[Line] = []
        for inference in self.trees.across:
            if inference not in over:
                lines.append(self._line_beside(inference))
                continue
            source, target = (self.areas[box.number] for box in self.trees.ends(inference))
            path = path_over(source, target, over.index(inference))
            lines.append(
                Line(
                    inference.id,
                    path,
                    has_tail=inference.id in answers(self.trees.map),
                    is_across=True,
                )
            )
        return lines

    def _line_beside(self, inference: Inference) -> Line:
        """Return the line between two main claims that stand beside each other."""
        source, target = (self.areas[box.number] for box in self.trees.ends(inference))
        y = (max(source.top, target.top) + min(source.bottom, target.bottom)) / 2
        start, end = (source.right + HEAD_ROOM, y), (target.left - HEAD_ROOM, y)
        if source.left > target.left:
            start, end = (source.left - HEAD_ROOM, y), (target.right + HEAD_ROOM, y)
        return Line(
            inference.id,
            straight(start, end),
            has_tail=inference.id in answers(self.trees.map),
            is_across=True,
        )


def _row_height(placed: _PlacedGroup) -> float:
    """Return how high the boxes of a group are, those that stand lower included."""
    sizes = iter(placed.shape.sizes)
    return max(
        next(sizes).height + UNDERCUT_DROP * block.level
        for block in placed.group
        for _ in block.boxes
    )


def _gaps(group: Group) -> list[float]:
    """Return the gaps between the boxes of a group."""
    gaps: list[float] = []
    for block in group:
        gaps += [LINKED_GAP] * (len(block.boxes) - 1)
        gaps.append(UNDERCUT_GAP)
    return gaps[:-1]


def _columns_width(parts: Sequence[_Shape]) -> float:
    return sum(part.width for part in parts) + _COLUMN_GAP * (len(parts) - 1)
