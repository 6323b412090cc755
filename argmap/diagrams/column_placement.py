"""Columns, from the root down: every tree gets its boxes and lines, in the shape chosen for it.

Tops are found from above, sides from below: a box is over the lines that come up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.diagrams.box_tree import Block, Box, Group, Tree
from argmap.diagrams.columns import (
    COLUMN_GAP,
    CORNER,
    GAP_BELOW,
    GAP_BETWEEN,
    LANE_GAP,
    LANE_START,
    LEAF_WEIGHT,
    LOOSE_GAP,
    ROOT_GAP,
    STRAIGHT_END,
    WIDEST_STRETCH,
    Shape,
    gap_before,
    lanes_width,
    shapes_of_groups,
    shapes_of_map,
    shapes_of_stack,
)
from argmap.diagrams.geometry import Rectangle, join_paths, rise, round_corners
from argmap.diagrams.layout import (
    BRACKET_HEIGHT,
    HEAD_ROOM,
    PORT_INSET,
    UNDERCUT_DROP,
    Layout,
    Line,
    Movable,
    PlacedBox,
    Room,
    Size,
    Sizes,
    boxes_of,
    brackets_and_undercutters,
    gaps_in,
    level_line,
    place_boxes,
    ports_of,
    room_for_lines_over,
    settle,
    top_of,
    width_of,
    zone_above,
)


def place_hanging(trees: Tree, sizes: Sizes, room: Room, *, stack_mains: bool = False) -> Layout:
    """Return the hanging layout whose text is largest in a room.

    Args:
        trees: the boxes, and what bears on what.
        sizes: the sizes that they can have.
        room: what the map has to fit.
        stack_mains: whether main claims are one under the other, at the left, and not side by
            side.
    """
    if not trees.boxes:
        return Layout("hang", trees, [], [], [], 1.0, 1.0)
    shapes = shapes_of_groups(trees, sizes)
    put_together = shapes_of_stack if stack_mains else shapes_of_map
    options = put_together(trees, shapes)
    best = max(options, key=lambda shape: room.merit(shape.width, shape.height))
    return _Placer(trees, best, is_stack=stack_mains).layout()


class _Entry(NamedTuple):
    """How the line of a block comes up: beside its column, or straight from the block."""

    block: Block
    lane: float | None


_Entries = list[_Entry]


class _PlacedGroup(NamedTuple):
    """A group whose shape is settled, and the left top and the width of its room."""

    group: Group
    shape: Shape
    left: float
    top: float
    width: float


# From where to where lines come up to a box.
_Span = tuple[float, float]


class _Placer:
    """The chosen shape on its way to a layout: tops from above, sides from below, then lines.

    Attributes:
        trees: the boxes, and what bears on what.
        shape: the shape of all.
        is_stack: whether main claims are one under the other.
        placed: the groups that have a place.
        sizes: the size of each box.
        entries: how lines come up to each box, from left to right.
        lows: where these begin to bend.
        areas: where each box is.
    """

    def __init__(self, trees: Tree, shape: Shape, *, is_stack: bool) -> None:
        self.trees = trees
        self.shape = shape
        self.is_stack = is_stack
        self.placed: list[_PlacedGroup] = []
        self.sizes: dict[Box, Size] = {}
        self.entries: dict[Box, _Entries] = {}
        self.lows: dict[Box, float] = {}
        self.areas: dict[Box, Rectangle] = {}

    def layout(self) -> Layout:
        trees, areas = self.trees, self.areas
        self._place_roots()
        # The list grows while it is read.
        for placed in self.placed:
            sizes = zip(boxes_of(placed.group), placed.shape.sizes, strict=True)
            self.sizes.update(sizes)
            self._place_below(placed)
        for placed in reversed(self.placed):
            self._place_boxes(placed)
        lines = [level_line(trees, inference, areas) for inference in trees.across]
        brackets = []
        for placed in self.placed:
            of_group, undercutters = brackets_and_undercutters(placed.group, areas)
            brackets += of_group
            lines += undercutters
            for box in boxes_of(placed.group):
                lines += self._lines_into(box)
        boxes = []
        for box, area in areas.items():
            shape = self.sizes[box].shape
            boxes.append(PlacedBox(box, area, shape))
        width, height, _, _ = self.shape
        return Layout("hang", trees, boxes, brackets, lines, width, height)

    def _place_roots(self) -> None:
        mains, loose = self.trees.mains, self.trees.loose
        width, _, parts, _ = self.shape
        x = y = 0.0
        if self.is_stack:
            for group, shape in zip([*mains, *loose], parts, strict=True):
                self.placed.append(_PlacedGroup(group, shape, 0.0, y, width))
                y += shape.height + ROOT_GAP
            return
        if not mains:
            self._place_columns(loose, parts[0], 0.0, 0.0)
            return
        over = len(self.trees.lines_over())
        y = room_for_lines_over(over)
        for number, shape in enumerate(parts):
            if number > 0:
                x += gap_before(self.trees, number)
            tree = shape
            if not shape.sizes:
                # What no main claim leads to is below this one.
                tree, columns = shape.parts
                below = y + tree.height + LOOSE_GAP
                self._place_columns(loose, columns, x, below)
            self.placed.append(_PlacedGroup(mains[number], tree, x, y, shape.width))
            x += shape.width

    def _place_below(self, placed: _PlacedGroup) -> None:
        """Place the columns of all boxes of a group, in order, below the lowest of the boxes."""
        group, shape, left, top, _ = placed
        if not shape.parts:
            return
        height = 0.0
        for block in group:
            drop = UNDERCUT_DROP * block.level
            for box in block.boxes:
                height = max(height, self.sizes[box].height + drop)
        low = top + zone_above(group) + height + GAP_BELOW
        columns_width = COLUMN_GAP * (len(shape.parts) - 1)
        for part in shape.parts:
            columns_width += part.width
        spare = width_of(group, self.sizes) - columns_width
        left += max(spare, 0.0) / 2
        parts = iter(shape.parts)
        for box in boxes_of(group):
            groups = self.trees.below[box.number]
            if groups:
                columns = next(parts)
                self.lows[box] = low
                self.entries[box] = self._place_columns(groups, columns, left, low)
                left += columns.width + COLUMN_GAP

    def _place_columns(
        self, groups: Sequence[Group], columns: Shape, left: float, top: float
    ) -> _Entries:
        """Place groups in columns, and return how their lines come up, from left to right."""
        entries: _Entries = []
        waiting = iter(groups)
        for column_width, _, column, _ in columns.parts:
            number = len(column)
            beside = left + lanes_width(number)
            in_column = []
            lane: float | None = None
            y = top
            for place, shape in enumerate(column, start=1):
                group = next(waiting)
                in_column.append(_Entry(group[0], lane))
                self.placed.append(_PlacedGroup(group, shape, beside, y, column_width))
                y += shape.height + GAP_BETWEEN
                # The lower a group, the further left its line: so none crosses the way out of
                # another.
                below = number - 1 - place
                lane = left + LANE_START + LANE_GAP * below
            entries += reversed(in_column)
            left = beside + column_width + COLUMN_GAP
        return entries

    def _place_boxes(self, placed: _PlacedGroup) -> None:
        """Place the boxes of a group, each over its lines as far as there is room."""
        group, _, left, top, room = placed
        spans = {}
        for box in boxes_of(group):
            if box in self.entries:
                xs = [self._entry_x(entry) for entry in self.entries[box]]
                first = min(xs) - PORT_INSET
                last = max(xs) + PORT_INSET
                spans[box] = (first, last)
        self._stretch(placed, spans)
        is_root = group[0].inference is None
        things = []
        gaps = [*gaps_in(group), 0.0]
        wish = left
        for box, gap in zip(boxes_of(group), gaps, strict=True):
            width = self.sizes[box].width
            weight = LEAF_WEIGHT
            if box in spans:
                first, last = spans[box]
                wish = (first + last - width) / 2
                weight = 1.0
            if self.is_stack and is_root:
                wish = left  # main claims share the left edge
            pitch = width + gap
            things.append(Movable(wish, weight, pitch))
            wish += pitch
        settle(things, left, left + room - width)
        lefts = [thing.at for thing in things]
        top += zone_above(group)
        areas = place_boxes(group, top, lefts, self.sizes)
        self.areas.update(areas)

    def _stretch(self, placed: _PlacedGroup, spans: Mapping[Box, _Span]) -> None:
        """Make boxes so wide that they are over all their lines, as far as there is room."""
        group, _, _, _, room = placed
        sizes = self.sizes
        boxes = list(boxes_of(group))
        if len(boxes) == 1 and not spans:
            [box] = boxes
            size = sizes[box]
            if room <= size.width * WIDEST_STRETCH and not size.shape.is_rigid:
                sizes[box] = size._replace(width=room)
            return
        lacks = {}
        for box, (first, last) in spans.items():
            size = sizes[box]
            if not size.shape.is_rigid:
                lacks[box] = max(last - first - size.width, 0.0)
        missing = sum(lacks.values())
        if missing > 0:
            spare = room - width_of(group, sizes)
            share = min(spare / missing, 1.0)
            for box, lack in lacks.items():
                width = sizes[box].width + share * lack
                sizes[box] = sizes[box]._replace(width=width)

    def _entry_x(self, entry: _Entry) -> float:
        if entry.lane is not None:
            return entry.lane
        return top_of(entry.block, self.areas).x

    def _lines_into(self, box: Box) -> Iterator[Line]:
        """Yield the lines that come up to a box."""
        if box not in self.entries:
            return
        areas, entries = self.areas, self.entries[box]
        area = areas[box]
        low = self.lows[box]
        high = low - GAP_BELOW + STRAIGHT_END
        y_end = area.bottom + HEAD_ROOM
        wishes = [self._entry_x(entry) for entry in entries]
        ports = ports_of(area, wishes)
        for (block, lane), port in zip(entries, ports, strict=True):
            end = (port, y_end)
            if lane is None:
                path = top_of(block, areas).rise_to(end, low, high)
            else:
                # It leaves to the left: from the bracket, or the middle of the box.
                first = areas[block.boxes[0]]
                _, y = first.middle
                if block.has_bracket:
                    y = first.top - BRACKET_HEIGHT
                corner = (lane, low)
                knots = [(first.left, y), (lane, y), corner]
                beside = round_corners(knots, CORNER)
                above = rise(corner, low, high, end)
                path = join_paths(beside, above)
            yield Line(block.id, path)
