"""Columns, from the root down: every part gets its place in the room that is left for it.

Rooms are given from above, and lines are collected from below: a box is over the lines that come up
to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.column_shapes import (
    HEAD,
    Arranged,
    ColumnShapes,
    Hung,
    Indented,
    Part,
    Sized,
    kind_of,
)
from argmap.diagrams.curves import Curve, Joined, Point, above, beside, best, fold, parted
from argmap.diagrams.geometry import Path, Rectangle, join_paths, rise, round_corners
from argmap.diagrams.geometry import Point as Place
from argmap.diagrams.layout import (
    BRACKET_HEIGHT,
    HEAD_ROOM,
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
    room_for_lines_over,
    settle,
    top_of,
    zone_above,
)
from argmap.model import Kind

ROOT_GAP = 24.0
_ANSWER_GAP = 46.0
_CORNER = 4.0
_PORT_GAP = 10.0
_PORT_INSET = 5.0
_BEND_FROM = 13.5  # below a row of boxes: where lines that come up begin to bend
_BEND_TO = 8.0
_BAR_ABOVE = 4.5  # above a row of groups: the bar that collects what comes from them
_GRID_BAR = 5.5
_TRUNK = 5.0  # from the left of a column to its line
_SECOND_TRUNK = 15.0
_LEAF_WEIGHT = 0.05
_WIDEST = 1.8  # how much more room a map gets than it needs
_STRETCH = 1.35  # how much wider a row of boxes may become to fill its room
_SMALL_STRETCH = 1.1

Placing: TypeAlias = Generator["Placing", float, float]
"""Places a part; yields the placing of parts of it, is sent their bottoms, and returns its own."""


class Entry(NamedTuple):
    """Lines that come up to a box as one, from somewhere between two places on a level.

    Attributes:
        kind: what they do to the box.
        low, high: the places between which it starts.
        y: the level.
        members: the inferences, and the knots of their lines up to this level.
    """

    kind: Kind
    low: float
    high: float
    y: float
    members: Sequence[tuple[str, Sequence[Place]]]


def place_in_columns(trees: Tree, sizes: Sizes, room: Room) -> Layout:
    """Return the layout in columns whose text is largest in a room."""
    if not trees.boxes:
        return Layout("columns", trees, [], [], [], 1.0, 1.0)
    shapes = ColumnShapes(trees, sizes)
    options = _curve_of_map(trees, shapes)
    chosen = max(options, key=lambda point: room.merit(point.width, point.height))
    return _Placer(trees, shapes).layout(chosen, room)


def _curve_of_map(trees: Tree, shapes: ColumnShapes) -> Curve:
    """Return the curve of all trees, main claims first."""
    roots = shapes.curves_of([*trees.mains, *trees.loose])
    side_by_side = partial(beside, gap=ROOT_GAP)
    stacked = partial(above, gap=ROOT_GAP)
    if not trees.across:
        rows = parted(roots, partial(fold, join=side_by_side), stacked)
        columns = parted(roots, partial(fold, join=stacked), side_by_side)
        return best([*rows, *columns])
    # Main claims with lines from one to another are on one level.
    mains: Curve = []
    for place, curve in enumerate(shapes.curves_of(trees.mains)):
        gap = _gap_before(trees, place)
        mains = beside(mains, curve, gap)
    over = room_for_lines_over(len(trees.lines_over()))
    mains = [Point(width, height + over, _Lowered(Point(width, height, made), over)) for width, height, made in mains]
    if not trees.loose:
        return mains
    loose = shapes.curves_of(trees.loose)
    rows = parted(loose, partial(fold, join=side_by_side), stacked)
    columns = parted(loose, partial(fold, join=stacked), side_by_side)
    others = best([*rows, *columns])
    return best([*above(mains, others, ROOT_GAP), *beside(mains, others, ROOT_GAP)])


class _Lowered(NamedTuple):
    """A part with room above it for lines."""

    inner: Point
    by: float


def _gap_before(trees: Tree, place: int) -> float:
    """Return the gap between a main claim and the one before it: wider if a line runs between."""
    if place == 0:
        return ROOT_GAP
    neighbors = {*trees.mains[place - 1][0].boxes, *trees.mains[place][0].boxes}
    for inference in trees.across:
        if neighbors == set(trees.ends(inference)):
            return _ANSWER_GAP
    return ROOT_GAP


class _Placer:
    """Places the parts of a map.

    Attributes:
        areas: where boxes are.
        sizes: the sizes chosen for them.
        entries: the lines that come up to each box, from left to right.
        bottoms: by box, the bottom of the row that it is in.
        tops: by the number of a group's first box, the top of its room.
        trunks: likewise, the x of the line beside the column that it is in.
    """

    def __init__(self, trees: Tree, shapes: ColumnShapes) -> None:
        self.trees = trees
        self.shapes = shapes
        self.areas: dict[Box, Rectangle] = {}
        self.sizes: dict[Box, Size] = {}
        self.entries: defaultdict[Box, list[Entry]] = defaultdict(list)
        self.bottoms: dict[Box, float] = {}
        self.placed: list[Group] = []
        self.columns: dict[int, float] = {}
        self.tops: dict[int, float] = {}

    def layout(self, chosen: Point, room: Room) -> Layout:
        scale = room.scale(chosen.width, chosen.height)
        width = max(chosen.width, min(room.width / scale, _WIDEST * chosen.width))
        height = max(chosen.height, min(room.height / scale, _WIDEST * chosen.height))
        _run(self.place(chosen, Rectangle(0.0, 0.0, width, height), in_column=False))
        trees = self.trees
        areas = self.areas
        lines = [level_line(trees, inference, areas) for inference in trees.across]
        brackets = []
        for group in self.placed:
            of_group, undercutters = brackets_and_undercutters(group, areas)
            brackets += of_group
            lines += undercutters
            for box in boxes_of(group):
                lines += self.lines_into(box)
        boxes = [PlacedBox(box, area, self.sizes[box].shape) for box, area in areas.items()]
        used = Layout("columns", trees, boxes, brackets, lines, width, height)
        return _cropped(used)

    # --- parts ---

    def place(self, point: Point, room: Rectangle, *, in_column: bool) -> Placing:
        made_of = point.made_of
        if isinstance(made_of, Joined) and made_of.is_beside:
            return self.place_beside(point, made_of, room)
        if isinstance(made_of, Joined):
            return self.place_above(point, made_of, room, in_column=in_column)
        if isinstance(made_of, Part):
            return self.place_part(made_of, room)
        if isinstance(made_of, Indented):
            return self.place_column(made_of, room)
        if isinstance(made_of, _Lowered):
            lower = room._replace(top=room.top + made_of.by)
            return self.place(made_of.inner, lower, in_column=in_column)
        assert isinstance(made_of, Hung)
        return self.place_group(made_of, room, in_column=in_column)

    def place_beside(self, point: Point, joined: Joined, room: Rectangle) -> Placing:
        first, second, gap, _ = joined.first, joined.second, joined.gap, None
        spare = max(room.width - point.width, 0.0)
        more_gap = min(spare / 4, 0.8 * gap)
        share = (spare - more_gap) / (first.width + second.width)
        middle = room.left + first.width * (1 + share)
        left = room._replace(right=middle)
        right = room._replace(left=middle + gap + more_gap)
        bottom = yield self.place(first, left, in_column=False)
        other = yield self.place(second, right, in_column=False)
        return max(bottom, other)

    def place_above(
        self, point: Point, joined: Joined, room: Rectangle, *, in_column: bool
    ) -> Placing:
        first, second, gap = joined.first, joined.second, joined.gap
        spare = max(room.height - point.height, 0.0)
        more_gap = min(spare / 4, 0.8 * gap)
        share = (spare - more_gap) / (first.height + second.height)
        upper = room._replace(bottom=room.top + first.height * (1 + share))
        bottom = yield self.place(first, upper, in_column=in_column)
        lower = room._replace(top=bottom + gap + more_gap)
        return (yield self.place(second, lower, in_column=in_column))

    def place_part(self, part: Part, room: Rectangle) -> Placing:
        """Place what bears on a box, in the first arrangement that fits."""
        arrangements = self.shapes.arrangements[part]
        found = None
        for curve in arrangements.values():
            fitting = [point for point in curve if _fits(point, room)]
            if fitting:
                found = fitting[-1]
                break
        if found is None:
            found = min(
                (point for curve in arrangements.values() for point in curve),
                key=lambda point: max(point.width - room.width, point.height - room.height),
            )
        made_of = found.made_of
        if isinstance(made_of, Joined):  # split: each part has its own arrangement
            return (yield self.place(found, room, in_column=False))
        assert isinstance(made_of, Arranged)
        return (yield self.place_arranged(part, made_of, room))

    def place_arranged(self, part: Part, arranged: Arranged, room: Rectangle) -> Placing:
        name, inner, indent, head = arranged.name, arranged.inner, arranged.indent, arranged.head
        left, top, right, bottom = room
        inner_room = Rectangle(left + indent, top + head, right, bottom)
        in_column = name in ("col", "grid")
        end = yield self.place(inner, inner_room, in_column=in_column)
        groups = self.trees.below[part.box.number]
        if part.kind is not None:
            groups = [group for group in groups if kind_of(group) is part.kind]
        kinds = sorted({kind_of(group) for group in groups}, reverse=True)
        for kind in kinds:
            of_kind = [group for group in groups if kind_of(group) is kind]
            trunk = left + _TRUNK
            if kind is Kind.SUPPORT and len(kinds) == 2:
                trunk = left + _SECOND_TRUNK
            entry = self.entry(name, kind, of_kind, trunk, top)
            self.entries[part.box].append(entry)
        self.entries[part.box].sort(key=lambda entry: (entry.low + entry.high))
        return end

    def place_column(self, indented: Indented, room: Rectangle) -> Placing:
        before = len(self.placed)
        inner_room = room._replace(left=room.left + 13.0)
        bottom = yield self.place(indented.inner, inner_room, in_column=True)
        for group in self.placed[before:]:
            self.columns.setdefault(group[0].boxes[0].number, room.left + _TRUNK)
        return bottom

    # --- lines ---

    def entry(
        self, name: str, kind: Kind, groups: Sequence[Group], trunk: float, top: float
    ) -> Entry:
        """Return how the lines of some groups of one kind come up to the box that they bear on."""
        if name == "row":
            if len(groups) == 1:
                block = groups[0][0]
                x, y, slack = top_of(block, self.areas)
                return Entry(kind, x - slack, x + slack, y, [(block.id, [])])
            return self.bar_over(kind, [(group, self.start_above(group)) for group in groups])
        level = top + HEAD
        if name == "cols":
            starts = []
            for group in groups:
                column = self.columns.get(group[0].boxes[0].number)
                if column is None:
                    starts.append((group, self.start_above(group)))
                else:
                    left, y = self.start_at_left(group)
                    starts.append((group, [(left, y), (column, y)]))
            return self.bar_over(kind, starts, level - _BAR_ABOVE)
        members = []
        for group in groups:
            is_alone = name == "col" or self.is_alone_in_row(group, groups)
            if is_alone:
                left, y = self.start_at_left(group)
                knots = [(left, y), (trunk, y)]
            else:
                [(x, y)] = self.start_above(group)
                bar = self.row_top(group, groups) - _GRID_BAR
                knots = [(x, y), (x, bar), (trunk, bar)]
            members.append((group[0].id, [*knots, (trunk, level)]))
        return Entry(kind, trunk, trunk, level, members)

    def bar_over(
        self, kind: Kind, starts: Sequence[tuple[Group, list[Place]]], bar: float | None = None
    ) -> Entry:
        if bar is None:
            bar = min(knots[-1][1] for _, knots in starts) - _BAR_ABOVE
        xs = [knots[-1][0] for _, knots in starts]
        members = [(group[0].id, [*knots, (knots[-1][0], bar)]) for group, knots in starts]
        return Entry(kind, min(xs), max(xs), bar, members)

    def start_above(self, group: Group) -> list[Place]:
        x, y, _ = top_of(group[0], self.areas)
        return [(x, y)]

    def start_at_left(self, group: Group) -> Place:
        block = group[0]
        area = self.areas[block.boxes[0]]
        _, y = area.middle
        if block.has_bracket:
            y = area.top - BRACKET_HEIGHT
        return area.left, y

    def row_top(self, group: Group, groups: Sequence[Group]) -> float:
        """Return the top of the highest group in a row of a grid."""
        top = self.tops[group[0].boxes[0].number]
        ys = [self.start_above(other)[0][1] for other in groups if self.tops[other[0].boxes[0].number] == top]
        return min(ys)

    def is_alone_in_row(self, group: Group, groups: Sequence[Group]) -> bool:
        top = self.tops[group[0].boxes[0].number]
        return sum(self.tops[other[0].boxes[0].number] == top for other in groups) == 1

    def lines_into(self, box: Box) -> Iterator[Line]:
        """Yield the lines that come up to a box: those of an entry have one port."""
        entries = self.entries.get(box)
        if not entries:
            return
        area = self.areas[box]
        low = self.bottoms[box] + _BEND_FROM
        high = self.bottoms[box] + _BEND_TO
        inset = min(_PORT_INSET, area.width / 4)
        left, right = area.left + inset, area.right - inset
        pitch = min(_PORT_GAP, (right - left) / max(len(entries) - 1, 1))
        ports = [Movable((entry.low + entry.high) / 2, pitch=pitch) for entry in entries]
        settle(ports, left, right)
        for entry, movable in zip(entries, ports, strict=True):
            port = movable.at
            start = min(max(port, entry.low), entry.high)
            up = rise((start, entry.y), low, high, (port, area.bottom + HEAD_ROOM))
            for inference, knots in entry.members:
                path: Path = up
                if knots:
                    way = [*knots]
                    if way[-1] != (start, entry.y):
                        way.append((start, entry.y))
                    if len(way) > 1:
                        path = join_paths(round_corners(_distinct(way), _CORNER), up)
                yield Line(inference, path)

    # --- groups ---

    def place_group(self, hung: Hung, room: Rectangle, *, in_column: bool) -> Placing:
        group, row, below = hung.group, hung.row, hung.below
        left, top, right, bottom = room
        self.placed.append(group)
        self.tops[group[0].boxes[0].number] = top
        below_height = below.height if below else 0.0
        row = self.widest_row(group, row, room.width, room.height - below_height)
        for box, size in _sizes_in(row):
            self.sizes[box] = size
        row_bottom = top + row.height
        end = row_bottom
        for box in boxes_of(group):
            self.bottoms[box] = row_bottom
        if below is not None:
            below_room = Rectangle(left, row_bottom, right, bottom)
            end = yield self.place(below, below_room, in_column=False)
        self.place_row(group, room, in_column=in_column)
        return end

    def widest_row(self, group: Group, row: Point, width: float, height: float) -> Point:
        curve = self.shapes.rows[group[0].boxes[0].number]
        fitting = [point for point in curve if point.width <= width + 1e-6 and point.height <= height + 1e-6]
        return fitting[-1] if fitting else row

    def place_row(self, group: Group, room: Rectangle, *, in_column: bool) -> None:
        """Place the boxes of a group, each over its lines as far as there is room."""
        boxes = list(boxes_of(group))
        gaps = [*gaps_in(group), 0.0]
        needed = sum(self.sizes[box].width for box in boxes)
        spare = room.width - needed - sum(gaps)
        factor = 1.0
        if spare > 0:
            factor = (needed + spare) / needed
            if factor > _STRETCH:
                factor = _SMALL_STRETCH
        spans = {}
        for box in boxes:
            size = self.sizes[box]
            width = size.width
            if not size.shape.is_rigid:
                width *= factor
            entries = self.entries.get(box)
            if entries:
                first = entries[0].low
                last = entries[-1].high
                spans[box] = first, last
            self.sizes[box] = size._replace(width=width)
        self.widen(boxes, spans, room.width - sum(gaps))
        things = []
        wish = room.left
        has_reasons = bool(spans)
        for place, (box, gap) in enumerate(zip(boxes, gaps, strict=True)):
            width = self.sizes[box].width
            weight = _LEAF_WEIGHT
            if box in spans:
                first, last = spans[box]
                wish = (first + last - width) / 2
                weight = 1.0
            elif place == 0 and not has_reasons and not in_column:
                total = sum(self.sizes[each].width for each in boxes) + sum(gaps)
                wish = room.left + (room.width - total) / 2
            if place == 0 and in_column:
                wish = room.left
                weight = 4.0
            things.append(Movable(wish, weight, width + gap))
            wish += width + gap
        last_width = self.sizes[boxes[-1]].width
        settle(things, room.left, room.right - last_width)
        lefts = [thing.at for thing in things]
        self.areas.update(place_boxes(group, room.top + zone_above(group), lefts, self.sizes))

    def widen(self, boxes: Sequence[Box], spans: dict[Box, tuple[float, float]], room: float) -> None:
        lacks = {}
        for box, (first, last) in spans.items():
            size = self.sizes[box]
            lack = last - first + 10 - size.width
            if lack > 0 and not size.shape.is_rigid:
                lacks[box] = lack
        if not lacks:
            return
        spare = room - sum(self.sizes[box].width for box in boxes)
        share = min(max(spare, 0.0) / sum(lacks.values()), 1.0)
        for box, lack in lacks.items():
            size = self.sizes[box]
            self.sizes[box] = size._replace(width=size.width + share * lack)


def _fits(point: Point, room: Rectangle) -> bool:
    return point.width <= room.width + 1e-6 and point.height <= room.height + 1e-6


def _sizes_in(row: Point) -> Iterator[tuple[Box, Size]]:
    pending = [row]
    while pending:
        made_of = pending.pop().made_of
        if isinstance(made_of, Joined):
            pending += [made_of.second, made_of.first]
        else:
            assert isinstance(made_of, Sized)
            yield made_of.box, made_of.size


def _distinct(knots: Sequence[Place]) -> list[Place]:
    kept: list[Place] = []
    for knot in knots:
        if not kept or knot != kept[-1]:
            kept.append(knot)
    return kept


def _cropped(layout: Layout) -> Layout:
    """Return a layout without empty room at its right and bottom."""
    from dataclasses import replace

    from argmap.diagrams.layout import change_points, occupied_areas

    areas = occupied_areas(layout)
    left = min(area.left for area in areas)
    top = min(area.top for area in areas)
    right = max(area.right for area in areas)
    bottom = max(area.bottom for area in areas)
    moved = change_points(layout, lambda place: (place[0] - left, place[1] - top))
    return replace(moved, width=right - left, height=bottom - top)


def _run(first: Placing) -> float:
    """Carry out a placing, and all that it yields, without recursion."""
    stack = [first]
    bottom = 0.0
    value: float | None = None
    while stack:
        try:
            inner = stack[-1].send(value)  # type: ignore[arg-type]
        except StopIteration as done:
            stack.pop()
            value = bottom = done.value
        else:
            stack.append(inner)
            value = None
    return bottom
