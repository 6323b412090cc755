"""Columns, from the root down: every tree gets its boxes and lines, in the shape chosen for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import Block, Group, Structure, answers, inference_of
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
from argmap.diagrams.curves import Point, join_paths, rise, round_corners, straight
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.spacing import (
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
    settle_row,
    top_of,
    undercutter_line,
    zone_above,
)
from argmap.model import Inference


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
    shapes = shapes_of_groups(trees, sizes)
    options = shapes_of_stack(trees, shapes) if stack_mains else shapes_of_map(trees, shapes)
    free = room._replace(most=float("inf"))

    def text_size(shape: Shape) -> tuple[float, float]:
        return room.scale(shape.width, shape.height), free.scale(shape.width, shape.height)

    return _Placer(trees, max(options, key=text_size), is_stack=stack_mains).placement()


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
    shape: Shape
    left: float
    top: float
    width: float


class _Placer:
    """The chosen shape on its way to a placement: tops from above, sides from below, then lines."""

    def __init__(self, trees: Structure, shape: Shape, *, is_stack: bool) -> None:
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
            y += shape.height + ROOT_GAP

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
                x += gap_before(self.trees, place)
            tree = shape
            if not shape.sizes:
                # What no main claim leads to stands below this one.
                tree, loose = shape.parts
                self._place_columns(self.trees.loose, loose, x, y + tree.height + LOOSE_GAP)
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
            self.lows[box.number] = row_bottom + GAP_BELOW
            columns = next(parts)
            self.entries[box.number] = self._place_columns(
                groups, columns, left, row_bottom + GAP_BELOW
            )
            left += columns.width + COLUMN_GAP

    def _place_columns(
        self, groups: Sequence[Group], columns: Shape, left: float, top: float
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
                lane = left + LANE_START + LANE_GAP * (number - 1 - place) if place > 0 else None
                in_column.append(_Entry(group, lane))
                self.placed.append(
                    _PlacedGroup(group, shape, left + lanes_width(number), y, column.width)
                )
                y += shape.height + GAP_BETWEEN
            entries += reversed(in_column)
            left += lanes_width(number) + column.width + COLUMN_GAP
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
        weights = [LEAF_WEIGHT if want is None else 1.0 for want in wants]
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
            and placed.width <= sizes[0] * WIDEST_STRETCH
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
            high = low - GAP_BELOW + STRAIGHT_END
            if entry.lane is None:
                start, slack = top_of(entry.group[0], self.areas)
                x = min(max(port, start[0] - slack), start[0] + slack)
                path = rise((x, start[1]), low, high, end)
            else:
                corner = (entry.lane, low)
                way_out = self._way_out(entry.group[0])
                beside = round_corners([way_out, (entry.lane, way_out[1]), corner], CORNER)
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


def _columns_width(parts: Sequence[Shape]) -> float:
    return sum(part.width for part in parts) + COLUMN_GAP * (len(parts) - 1)
