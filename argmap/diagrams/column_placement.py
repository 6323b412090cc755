"""Columns, from the root down: every tree gets its boxes and lines, in the shape chosen for it.

Tops are found from above, sides from below: a box is over the lines that come up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.diagrams.box_contents import BoxShape
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
    Bracket,
    Layout,
    Line,
    PlacedBox,
    Room,
    Sizes,
    boxes_of,
    brackets_and_undercutters,
    gaps_in,
    line_across,
    path_beside,
    path_over,
    ports_of,
    room_for_lines_over,
    settle_row,
    top_of,
    zone_above,
)


def place_hanging(trees: Tree, sizes: Sizes, room: Room, *, stack_mains: bool = False) -> Layout:
    """Return the hanging layout whose text is largest in a room.

    Args:
        trees: the boxes, and what bears on what.
        sizes: for every box by its number the sizes it can have, from narrow and high to wide and
            low.
        room: what the map has to fit.
        stack_mains: whether main claims are one under the other, at the left, and not side by
            side.
    """
    if not trees.boxes:
        return Layout("hang", trees, [], [], [], 1.0, 1.0)
    shapes = shapes_of_groups(trees, sizes)
    options = shapes_of_stack(trees, shapes) if stack_mains else shapes_of_map(trees, shapes)
    best = max(options, key=lambda shape: room.merit(shape.width, shape.height))
    return _Placer(trees, best, is_stack=stack_mains).layout()


class _Entry(NamedTuple):
    """How the line of a block comes up: beside its column, or straight from the block."""

    block: Block
    lane: float | None


class _PlacedGroup(NamedTuple):
    """A group whose shape is settled, and the left top and the width of its room."""

    group: Group
    shape: Shape
    left: float
    top: float
    width: float


class _Placer:
    """The chosen shape on its way to a layout: tops from above, sides from below, then lines."""

    def __init__(self, trees: Tree, shape: Shape, *, is_stack: bool) -> None:
        self.trees = trees
        self.shape = shape
        self.is_stack = is_stack
        self.placed: list[_PlacedGroup] = []
        self.entries: dict[int, list[_Entry]] = {}
        self.lows: dict[int, float] = {}  # where lines into a box begin to bend, by its number
        self.areas: dict[Box, Rectangle] = {}
        self.shapes: dict[Box, BoxShape] = {}

    def layout(self) -> Layout:
        trees = self.trees
        areas = self.areas
        self._place_roots()
        # The list grows while it is read.
        for placed in self.placed:
            self._place_below(placed)
        for placed in reversed(self.placed):
            self._place_boxes(placed)
        over = trees.lines_over()
        lines: list[Line] = []
        for inference in trees.across:
            source, target = trees.ends(inference)
            path = path_beside(areas[source], areas[target])
            if inference in over:
                rank = over.index(inference)
                path = path_over(areas[source], areas[target], rank)
            lines.append(line_across(trees, inference.id, path))
        brackets: list[Bracket] = []
        for placed in self.placed:
            of_group, undercutters = brackets_and_undercutters(placed.group, areas)
            brackets += of_group
            lines += undercutters
            for box in boxes_of(placed.group):
                lines += self._lines_into(box)
        boxes: list[PlacedBox] = []
        for box, area in areas.items():
            boxes.append(PlacedBox(box, area, self.shapes[box]))
        return Layout("hang", trees, boxes, brackets, lines, self.shape.width, self.shape.height)

    def _place_roots(self) -> None:
        mains = self.trees.mains
        loose = self.trees.loose
        parts = self.shape.parts
        x = y = 0.0
        if self.is_stack:
            for group, shape in zip([*mains, *loose], parts, strict=True):
                self.placed.append(_PlacedGroup(group, shape, 0.0, y, self.shape.width))
                y += shape.height + ROOT_GAP
            return
        if not mains:
            self._place_columns(loose, parts[0], 0.0, 0.0)
            return
        y = room_for_lines_over(len(self.trees.lines_over()))
        for place, (group, shape) in enumerate(zip(mains, parts, strict=True)):
            if place > 0:
                x += gap_before(self.trees, place)
            tree = shape
            if not shape.sizes:
                # What no main claim leads to is below this one.
                tree, columns = shape.parts
                self._place_columns(loose, columns, x, y + tree.height + LOOSE_GAP)
            self.placed.append(_PlacedGroup(group, tree, x, y, shape.width))
            x += shape.width

    def _place_below(self, placed: _PlacedGroup) -> None:
        """Place the columns of all boxes of a group, in order, below the lowest of the boxes."""
        group, shape, left, top, _ = placed
        if not shape.parts:
            return
        heights: list[float] = []
        sizes = iter(shape.sizes)
        for block in group:
            drop = UNDERCUT_DROP * block.level
            heights += [next(sizes).height + drop for _ in block.boxes]
        low = top + zone_above(group) + max(heights) + GAP_BELOW
        columns_width = sum(part.width for part in shape.parts)
        columns_width += COLUMN_GAP * (len(shape.parts) - 1)
        row_width = sum(size.width for size in shape.sizes) + sum(gaps_in(group))
        left += max(row_width - columns_width, 0.0) / 2
        parts = iter(shape.parts)
        for box in boxes_of(group):
            groups = self.trees.below[box.number]
            if groups:
                columns = next(parts)
                self.lows[box.number] = low
                self.entries[box.number] = self._place_columns(groups, columns, left, low)
                left += columns.width + COLUMN_GAP

    def _place_columns(
        self, groups: Sequence[Group], columns: Shape, left: float, top: float
    ) -> list[_Entry]:
        """Place groups in columns, and return how their lines come up, from left to right."""
        entries: list[_Entry] = []
        waiting = iter(groups)
        for column in columns.parts:
            number = len(column.parts)
            beside = left + lanes_width(number)
            in_column: list[_Entry] = []
            y = top
            for place, shape in enumerate(column.parts):
                group = next(waiting)
                # The lower a group, the further left its line: so none crosses the way out of
                # another.
                lane = left + LANE_START + LANE_GAP * (number - 1 - place)
                in_column.append(_Entry(group[0], lane if place > 0 else None))
                self.placed.append(_PlacedGroup(group, shape, beside, y, column.width))
                y += shape.height + GAP_BETWEEN
            entries += reversed(in_column)
            left += lanes_width(number) + column.width + COLUMN_GAP
        return entries

    def _place_boxes(self, placed: _PlacedGroup) -> None:
        """Place the boxes of a group, each over its lines as far as there is room."""
        group, shape, left, top, room = placed
        boxes = list(boxes_of(group))
        # From where to where lines come up to each box.
        spans: list[tuple[float, float] | None] = []
        for box in boxes:
            xs = [self._entry_x(entry) for entry in self.entries.get(box.number, ())]
            spans.append((min(xs) - PORT_INSET, max(xs) + PORT_INSET) if xs else None)
        widths = self._widths(placed, spans)
        gaps = gaps_in(group)
        wishes: list[float] = []
        weights: list[float] = []
        x = left
        for width, gap, span in zip(widths, [*gaps, 0.0], spans, strict=True):
            wish = x
            weight = LEAF_WEIGHT
            if span is not None:
                wish = (span[0] + span[1] - width) / 2
                weight = 1.0
            wishes.append(wish)
            weights.append(weight)
            x = wish + width + gap
        if self.is_stack and group[0].inference is None:
            wishes[0] = left  # main claims share the left edge
        distances = [width + gap for width, gap in zip(widths, gaps, strict=False)]
        lefts = settle_row(wishes, distances, weights, left, left + room - widths[-1])
        places = iter(zip(boxes, lefts, widths, shape.sizes, strict=True))
        for block in group:
            in_block = [next(places) for _ in block.boxes]
            height = max(size.height for *_, size in in_block)
            block_top = top + zone_above(group) + UNDERCUT_DROP * block.level
            for box, x, width, size in in_block:
                bottom = block_top + size.height_beside(height)
                self.areas[box] = Rectangle(x, block_top, x + width, bottom)
                self.shapes[box] = size.shape

    def _widths(
        self, placed: _PlacedGroup, spans: Sequence[tuple[float, float] | None]
    ) -> list[float]:
        """Return how wide to draw boxes: over all their lines as far as there is room."""
        sizes = placed.shape.sizes
        widths = [size.width for size in sizes]
        spare = placed.width - sum(widths) - sum(gaps_in(placed.group))
        may_stretch = placed.width <= widths[0] * WIDEST_STRETCH and not sizes[0].shape.is_rigid
        if len(sizes) == 1 and spans[0] is None and may_stretch:
            return [placed.width]
        missing: list[float] = []
        for span, size in zip(spans, sizes, strict=True):
            lack = 0.0
            if span is not None and not size.shape.is_rigid:
                lack = max(span[1] - span[0] - size.width, 0.0)
            missing.append(lack)
        share = min(spare / sum(missing), 1.0) if sum(missing) > 0 else 0.0
        return [width + share * lack for width, lack in zip(widths, missing, strict=True)]

    def _entry_x(self, entry: _Entry) -> float:
        if entry.lane is not None:
            return entry.lane
        return top_of(entry.block, self.areas)[0]

    def _lines_into(self, box: Box) -> Iterator[Line]:
        """Yield the lines that come up to a box."""
        area = self.areas[box]
        entries = self.entries.get(box.number, [])
        ports = ports_of(area, [self._entry_x(entry) for entry in entries])
        for (block, lane), port in zip(entries, ports, strict=True):
            low = self.lows[box.number]
            end = (port, area.bottom + HEAD_ROOM)
            high = low - GAP_BELOW + STRAIGHT_END
            if lane is None:
                x, y, slack = top_of(block, self.areas)
                path = rise((min(max(port, x - slack), x + slack), y), low, high, end)
            else:
                # It leaves to the left: from the bracket, or the middle of the box.
                first = self.areas[block.boxes[0]]
                y = first.top - BRACKET_HEIGHT if block.has_bracket else first.middle[1]
                corner = (lane, low)
                beside = round_corners([(first.left, y), (lane, y), corner], CORNER)
                path = join_paths(beside, rise(corner, low, high, end))
            yield Line(block.id, path)
