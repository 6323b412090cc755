"""Columns, from the root down: every part gets its place in the room that is left for it.

    ┌──────────────────────┐
    │ room of a claim      │   spare room is shared: gaps get a quarter
    │ ┌─────────┬────────┐ │
    │ │ room of │ room   │ │   rooms are given from above, lines are collected from below:
    │ │ a part  │ of b   │ │   a box is over the lines that come up to it
    └─┴─────────┴────────┴─┘

The shapes that a map can have are those of `column_shapes`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.column_lines import (
    TRUNK,
    Entry,
    EntryMaker,
    lanes_beside,
    lines_into_row,
    lines_outside,
    rises_to,
)
from argmap.diagrams.column_shapes import (
    RUNGS,
    AtRight,
    ColumnShapes,
    Hanging,
    Indented,
    Part,
    PartPoint,
    Sized,
    Stacked,
    Whole,
    number_of,
)
from argmap.diagrams.curves import Curve, Joined, SizePoint
from argmap.diagrams.geometry import Rectangle, hull_of
from argmap.diagrams.layout import (
    LARGE_ENOUGH,
    Layout,
    Line,
    Movable,
    PlacedBox,
    Room,
    Size,
    Sizes,
    Trunk,
    boxes_of,
    brackets_and_undercutters,
    change_points,
    fields_behind,
    gaps_in,
    level_line,
    occupied_areas,
    own_area,
    place_boxes,
    settle,
    zone_above,
)

# With more boxes than this no text can be read on any paper, and only the plain rung is tried.
_MANY = 2000

_HAIR = 1e-6  # by which sums of sizes may differ
_WIDEST = 1.8  # how much more room a map gets than it needs
_GAP_SHARE = 0.25  # the share of spare room that goes to a gap
_WIDEST_GAP = 0.8  # by how much a gap grows at the most, as a share of it
_STRETCH = 1.35  # how much wider the boxes of a row may become to fill its room
_SMALL_STRETCH = 1.1  # the same, where there is more room than that
_WIDEST_LINKED = 2.0  # how much wider linked premises may become that are apart
_STRAIGHT = 10.0  # how much wider than its lines a box is for them to come up straight
_LEAF_WEIGHT = 0.05
_COLUMN_WEIGHT = 4.0

Placing = Generator["Placing", float, float]
"""Places a part; yields the placing of parts of it, is sent their bottoms, and returns its own."""


class Columns:
    """A map in columns, for rooms of any size."""

    def __init__(self, trees: Tree, sizes: Sizes) -> None:
        self.trees = trees
        self.sizes = sizes
        self._curves: dict[str, tuple[ColumnShapes, Sequence[Curve]]] = {}

    def place(self, room: Room) -> Layout:
        """Return the layout for a room, on the first rung on which text is large enough."""
        if not self.trees.boxes:
            return Layout("columns", self.trees, [], [], [], 1.0, 1.0)
        rungs = RUNGS if len(self.trees.boxes) <= _MANY else RUNGS[:1]
        choices = []
        for name in rungs:
            if name not in self._curves:
                shapes = ColumnShapes(self.trees, self.sizes, name)
                self._curves[name] = (shapes, shapes.of_map())
            shapes, curves = self._curves[name]
            for curve in curves:
                point = max(curve, key=lambda point: room.merit(point.width, point.height))
                choices.append((room.scale(point.width, point.height), shapes, point))
        largest = max(scale for scale, _, _ in choices)
        enough = [choice for choice in choices if choice[0] >= largest * LARGE_ENOUGH]
        _, shapes, point = enough[0]
        return _Placer(self.trees, shapes).layout(point, room)


class _Placer:
    """Places the parts of a map.

    Attributes:
        areas: where boxes are.
        sizes: the sizes chosen for them.
        entries: the lines that come up to each box, from left to right.
        bottoms: by box, the bottom of the row that it is in.
        expected: by box, between which x it will be, as far as its row alone decides that.
        lefts: by box, the left of the column or grid that bears on it.
        tops: by the number of a group, the top of its room.
        trunks: likewise the x of the trunk of its column, where there are several columns.
        at_right: the boxes that have their groups at their right.
    """

    def __init__(self, trees: Tree, shapes: ColumnShapes) -> None:
        self.trees = trees
        self.shapes = shapes
        self.areas: dict[Box, Rectangle] = {}
        self.sizes: dict[Box, Size] = {}
        self.entries: dict[Box, list[Entry]] = {}
        self.bottoms: dict[Box, float] = {}
        self.expected: dict[Box, tuple[float, float]] = {}
        self.lefts: dict[Box, float] = {}
        self.tops: dict[int, float] = {}
        self.trunks: dict[int, float] = {}
        self.at_right: set[Box] = set()
        self.placed: list[Group] = []
        self.maker = EntryMaker(self.areas, self.tops, self.trunks)

    def layout(self, chosen: SizePoint, room: Room) -> Layout:
        """Return the layout of the map in one of its sizes, spread over the room."""
        scale = room.scale(chosen.width, chosen.height)
        width = max(chosen.width, min(room.width / scale, _WIDEST * chosen.width))
        height = max(chosen.height, min(room.height / scale, _WIDEST * chosen.height))
        whole = Rectangle(0.0, 0.0, width, height)
        _run(self.place(chosen, whole, in_column=False))
        areas = self.areas
        brackets = []
        lines = self._lines_between_mains()
        trunks = []
        for group in self.placed:
            of_group, undercutters = brackets_and_undercutters(group, areas)
            brackets += of_group
            lines += undercutters
            for line, trunk in self._lines_into(group):
                lines.append(line)
                if trunk is not None:
                    trunks.append(trunk)
        boxes = []
        for box in self.trees.boxes:
            boxes.append(PlacedBox(box, areas[box], self.sizes[box].shape))
        fields = fields_behind(self.placed, areas)
        layout = Layout(
            "columns", self.trees, boxes, brackets, lines, width, height, trunks, fields
        )
        return _crop(layout)

    def _lines_between_mains(self) -> list[Line]:
        trees = self.trees
        for inference in trees.across:
            one, other = (self.areas[box] for box in trees.ends(inference))
            if one.bottom < other.top or other.bottom < one.top:
                return [*lines_outside(trees, self.areas)]
        return [level_line(trees, inference, self.areas) for inference in trees.across]

    def _lines_into(self, group: Group) -> Iterator[tuple[Line, Trunk | None]]:
        """Yield the lines that end in the boxes of a group."""
        rises = []
        for block in group:
            for box in block.boxes:
                area = own_area(self.trees, box, self.areas)
                if box in self.at_right:
                    yield from self.maker.lines_from_right(area, self.trees.below[box.number])
                elif box in self.entries:
                    is_linked = len(block.boxes) > 1
                    rises += rises_to(self.entries[box], area, is_linked=is_linked)
        if rises:
            yield from lines_into_row(rises, self.bottoms[box])

    # --- parts ---

    def place(self, point: SizePoint, room: Rectangle, *, in_column: bool) -> Placing:
        """Return the placing of a part in a room that is no smaller; it may be in a column."""
        match point:
            case Joined(role=Hanging(group)):
                row, below = point.first, point.second
                return self._place_group(group, row, below, room, in_column=in_column)
            case Joined(role=AtRight(group)):
                return self._place_at_right(point, group, room)
            case Joined(role=Stacked(box, lane)):
                return self._place_stack(point, box, lane, room)
            case Joined(is_beside=True):
                return self._place_beside(point, room)
            case Joined():
                return self._place_above(point, room, in_column=in_column)
            case Whole(row=row, group=group):
                return self._place_group(group, row, None, room, in_column=in_column)
            case PartPoint():
                return self._place_part(point.part, room)
            case Indented():
                return self._place_indented(point, room, in_column=in_column)
        raise TypeError(point)

    def _place_beside(self, joined: Joined, room: Rectangle) -> Placing:
        width, _, first, second, gap, _, _ = joined
        spare = max(room.width - width, 0.0)
        more_gap = min(spare * _GAP_SHARE, gap * _WIDEST_GAP)
        share = (spare - more_gap) / (first.width + second.width)
        middle = room.left + first.width * (1 + share)
        bottom = yield self.place(first, room._replace(right=middle), in_column=False)
        rest = room._replace(left=middle + gap + more_gap)
        other_bottom = yield self.place(second, rest, in_column=False)
        return max(bottom, other_bottom)

    def _place_above(self, joined: Joined, room: Rectangle, *, in_column: bool) -> Placing:
        _, height, first, second, gap, _, _ = joined
        spare = max(room.height - height, 0.0)
        more_gap = min(spare * _GAP_SHARE, gap * _WIDEST_GAP)
        share = (spare - more_gap) / (first.height + second.height)
        upper = room._replace(bottom=room.top + first.height * (1 + share))
        bottom = yield self.place(first, upper, in_column=in_column)
        lower = room._replace(top=bottom + gap + more_gap)
        return (yield self.place(second, lower, in_column=in_column))

    def _place_stack(self, joined: Joined, box: Box, lane: float, room: Rectangle) -> Placing:
        """Place the groups on linked premises; the line of the last has a lane."""
        _, height, pile, lower, gap, _, _ = joined
        share = max(room.height - height, 0.0) / (pile.height + lower.height)
        upper = room._replace(bottom=room.top + pile.height * (1 + share))
        lower_top = gap + (yield self.place(pile, upper, in_column=False))
        end = yield self.place(lower, room._replace(top=lower_top), in_column=False)
        lanes_beside(self.entries[box], room.right - lane, lower_top, room.top)
        return end

    def _place_part(self, part: Part, room: Rectangle) -> Placing:
        """Place the groups on a box, in the first arrangement that fits."""
        name, point = self._find_arrangement(part, room)
        _, indent, head = self.shapes.arrangements[part][name]
        if part.kind is None:
            room = self._below_box(part.box, room, point.width + indent)
        left, top, right, bottom = room
        in_column = name in ("col", "grid")
        if in_column and part.kind is None:
            self.lefts[part.box] = left
        inner_room = Rectangle(left + indent, top + head, right, bottom)
        end = yield self.place(point, inner_room, in_column=in_column)
        if name != "split":
            groups = self.shapes.groups_of(part)
            entries = self.entries.setdefault(part.box, [])
            entries += self.maker.entries(name, groups, room)
        return end

    def _below_box(self, box: Box, room: Rectangle, width: float) -> Rectangle:
        """Return the part of a room that is this wide, as exactly below a box as can be."""
        left, right = self.expected[box]
        width = max(width, right - left)
        rightmost = max(room.right - width, room.left)
        start = min(max((left + right - width) / 2, room.left), rightmost)
        return room._replace(left=start, right=min(start + width, room.right))

    def _find_arrangement(self, part: Part, room: Rectangle) -> tuple[str, SizePoint]:
        """Return the first arrangement with a size that fits, and the widest that does."""
        arrangements = self.shapes.arrangements[part]
        for name, (curve, indent, head) in arrangements.items():
            width = room.width - indent + _HAIR
            height = room.height - head + _HAIR
            for point in reversed(curve):
                if point.width <= width and point.height <= height:
                    return name, point
        # The room is never smaller than the size found on the way up, but for rounding.
        return name, curve[0]

    def _place_indented(self, indented: Indented, room: Rectangle, *, in_column: bool) -> Placing:
        _, _, inner, left, top, right = indented
        before = len(self.placed)
        inner_room = Rectangle(room.left + left, room.top + top, room.right - right, room.bottom)
        bottom = yield self.place(inner, inner_room, in_column=in_column or left > 0)
        if left > 0:
            for group in self.placed[before:]:
                self.trunks.setdefault(number_of(group), room.left + TRUNK)
        return bottom

    # --- groups ---

    def _place_group(
        self,
        group: Group,
        row: SizePoint,
        below: SizePoint | None,
        room: Rectangle,
        *,
        in_column: bool,
    ) -> Placing:
        """Place a group, and before it the groups on its boxes below, if there are any."""
        self._begin(group, room)
        height = room.height - (below.height if below else 0.0)
        for point in reversed(self.shapes.of_row[number_of(group)]):
            if point.width <= room.width + _HAIR and point.height <= height + _HAIR:
                row = point
                break
        self._choose_sizes(row)
        end = row_bottom = room.top + row.height
        if below is not None:
            boxes = [*boxes_of(group)]
            factor = _stretch_factor(room.width / row.width)
            x = room.left
            for box, gap in zip(boxes, [*gaps_in(group), 0.0], strict=True):
                right = x + self.sizes[box].width * factor
                self.expected[box] = (x, right)
                self.bottoms[box] = row_bottom
                x = right + gap * factor
            end = yield self.place(below, room._replace(top=row_bottom), in_column=False)
        self._place_row(group, room, in_column=in_column)
        return end

    def _place_at_right(self, joined: Joined, group: Group, room: Rectangle) -> Placing:
        """Place a group with the groups on its last box in a column at the right."""
        self._begin(group, room)
        row = joined.first
        self._choose_sizes(row)
        right = room.left + row.width
        self._place_row(group, room._replace(right=right), in_column=True)
        *_, box = boxes_of(group)
        self.at_right.add(box)
        column = room._replace(left=right + joined.gap)
        bottom = yield self.place(joined.second, column, in_column=True)
        return max(bottom, room.top + row.height)

    def _begin(self, group: Group, room: Rectangle) -> None:
        self.placed.append(group)
        self.tops[number_of(group)] = room.top

    def _choose_sizes(self, row: SizePoint) -> None:
        pending = [row]
        while pending:
            match pending.pop():
                case Joined(first=first, second=second):
                    pending += [first, second]
                case Indented(inner=inner):
                    pending.append(inner)
                case Sized(box=box, size=size):
                    self.sizes[box] = size

    def _place_row(self, group: Group, room: Rectangle, *, in_column: bool) -> None:
        """Place the boxes of a group, each over its lines as far as there is room."""
        boxes = [*boxes_of(group)]
        gaps = gaps_in(group)
        gaps_width = 0.0
        for gap in gaps:
            gaps_width += gap
        spans = {}
        for box in boxes:
            entries = self.entries.get(box)
            if entries:
                spans[box] = (entries[0].low, entries[-1].high)
        self._stretch(boxes, spans, room.width - gaps_width)
        width = gaps_width
        for box in boxes:
            width += self.sizes[box].width
        x = room.left
        if not spans and not in_column:
            x += (room.width - width) / 2
        things: list[Movable] = []
        for box, gap in zip(boxes, [*gaps, 0.0], strict=True):
            width = self.sizes[box].width
            weight = _LEAF_WEIGHT
            if box in spans:
                low, high = spans[box]
                x = self.lefts.get(box, (low + high - width) / 2)
                weight = 1.0
            if in_column and not things:
                x = room.left
                weight = _COLUMN_WEIGHT
            things.append(Movable(x, weight, width + gap))
            x += width + gap
        settle(things, room.left, room.right - width)
        lefts = [thing.at for thing in things]
        self._grow_together(group, lefts)
        areas = place_boxes(group, room.top + zone_above(group), lefts, self.sizes)
        self.areas.update(areas)

    def _stretch(
        self, boxes: Sequence[Box], spans: dict[Box, tuple[float, float]], room: float
    ) -> None:
        """Make boxes wider that have room for it, and wider still those with lines far apart."""
        needed = 0.0
        for box in boxes:
            needed += self.sizes[box].width
        factor = _stretch_factor(room / needed)
        lacks = {}
        missing = 0.0
        spare = room
        for box in boxes:
            size = self.sizes[box]
            if not size.shape.is_rigid:
                size = self.sizes[box] = size._replace(width=size.width * factor)
                if box in spans:
                    low, high = spans[box]
                    lack = high - low + _STRAIGHT - size.width
                    if lack > 0:
                        lacks[box] = lack
                        missing += lack
            spare -= size.width
        for box, lack in lacks.items():
            size = self.sizes[box]
            more = min(max(spare, 0.0) / missing, 1.0) * lack
            self.sizes[box] = size._replace(width=size.width + more)

    def _grow_together(self, group: Group, lefts: list[float]) -> None:
        """Make linked premises wider that are apart, so that they are nearer to each other."""
        place = 0
        for block in group:
            for box, after in zip(block.boxes, block.boxes[1:], strict=False):
                size = self.sizes[box]
                other = self.sizes[after]
                apart = lefts[place + 1] - lefts[place] - size.width - gaps_in([block])[0]
                place += 1
                if apart <= 0 or size.shape.is_rigid or other.shape.is_rigid:
                    continue
                half = apart / 2
                more = min(half, (_WIDEST_LINKED - 1) * size.width)
                self.sizes[box] = size._replace(width=size.width + more)
                more = min(half, (_WIDEST_LINKED - 1) * other.width)
                self.sizes[after] = other._replace(width=other.width + more)
                lefts[place] -= more
            place += 1


def _stretch_factor(room: float) -> float:
    """Return how many times as wide boxes become that have this many times their width."""
    if room > _STRETCH:
        return _SMALL_STRETCH
    return max(room, 1.0)


def _crop(layout: Layout) -> Layout:
    """Return a layout without empty room around it."""
    left, top, right, bottom = hull_of(occupied_areas(layout))
    moved = change_points(layout, lambda place: (place[0] - left, place[1] - top))
    return replace(moved, width=right - left, height=bottom - top)


def _run(first: Placing) -> float:
    """Carry out a placing, and all that it yields, without recursion: a chain may be long."""
    stack = [first]
    bottom: float | None = None
    while stack:
        try:
            # A new placing is sent nothing, and a waiting one the bottom that it asked for.
            inner = stack[-1].send(bottom)  # type: ignore[arg-type]
        except StopIteration as done:
            stack.pop()
            bottom = done.value
        else:
            stack.append(inner)
            bottom = None
    return bottom or 0.0
