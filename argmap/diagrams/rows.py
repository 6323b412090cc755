"""Rows: main claims on top on one level, what bears on a claim on the row below it, in file order.

    ┌─────────┐            ┌─────────┐
    │ main    │            │ main    │   first row
    └─────────┘            └─────────┘
    ┌───┐┌───┐ ┌───┐  ┌───┐  ┌───┐       second row: siblings are closer than cousins
    └───┘└───┘ └───┘  └───┘  └───┘

A row that is allowed more lines of text is higher and narrower. So the widths that rows can have
are the candidates for the width of the page: for each of them every row takes its lowest height
that fits, and that page wins on which the text comes out largest. Then boxes move over the middle
of what bears on them, as far as order and gaps allow.

Lines between rows are the trees' own, which never cross, and those across:

    ┌─────┐ ↔ ┌─────┐    beside: between neighbors of one row
    └─────┘   └─────┘
       ▲   ▲
       ╰╮  ╰────╮        rising: its own line in the middle, that across from near the corner
      ┌─┴─┐   ┌─┴─┐

A line across is drawn where it is short and crosses few others; the rest become copies.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.geometry import Point, Rectangle, crossings, flatten
from argmap.diagrams.layout import (
    HEAD_ROOM,
    Layout,
    Line,
    Lines,
    Movable,
    PlacedBox,
    Room,
    Size,
    Sizes,
    Start,
    boxes_of,
    brackets_and_undercutters,
    enclose,
    fields_behind,
    gaps_in,
    level_line,
    line_across,
    place_boxes,
    ports_of,
    room_for_lines_over,
    settle,
    thin_out,
    top_of,
    width_of,
    zone_above,
)

_ROW_GAP = 22.0  # between rows, in points, at the least: lines bend there
_WIDEST_ROW_GAP = 64.0
_SIBLING_GAP = 9.0  # between what bears on one box
_COUSIN_GAP = 15.0  # between what bears on different boxes
_ANSWER_GAP = 32.0  # between boxes with a line from one to the other: it may have two heads

# How much wider a map may get where there is room, to let boxes be over their reasons.
_WIDEST_SPREAD = 1.6

_MOST_WIDTHS = 80  # of the page that are tried
_MOST_HEIGHTS = 24  # of a row that are tried
_ROUNDING = 0.05  # heights that differ by less are the same
_SWEEPS = 8  # how often rows are settled, in turn over what is below and below what is above

# How much it counts that a box without reasons stays where it is while others move.
_WEIGHT_WITHOUT_REASONS = 0.2

_FARTHEST_ACROSS = 0.35  # how far a line may run across, as a share of the map's width
_MOST_CROSSED = 2  # how many other lines it may cross
_LEAST_BESIDE = 30.0  # between two boxes with a line from one to the other, beside each other

# Where on the upper edge of a box a line across begins, as a share of its width from the nearer
# corner.
_FROM_CORNER = 0.15

# How far below a row lines have ended to bend, so that heads and boxes are clear of bends.
_STRAIGHT_END = 10.0


@dataclass(slots=True, kw_only=True)
class RowGroup(Movable):
    """A group on a row: the gap to the next one, and how wide it is."""

    group: Group
    gap: float = _SIBLING_GAP
    width: float = 0.0


Family = tuple[Box | None, list[RowGroup]]
"""A box of the row above, and the groups that bear on it; a root is alone, with no such box."""


@dataclass(slots=True)
class Row:
    """A row.

    Attributes:
        families: its groups, with the boxes that they bear on.
        groups: all its groups, in order.
        boxes: all its boxes, in order.
        gaps: the sum of all gaps, between groups and in them.
        zone: what brackets and the lines of undercutters take up above the boxes.
        top, bottom: where its boxes begin, and where the highest of them ends.
    """

    families: list[Family]
    groups: list[RowGroup] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    gaps: float = 0.0
    zone: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


class RowChoice(NamedTuple):
    """One way to lay out a row: its width and height, and the sizes of its boxes."""

    row: Row
    width: float
    height: float
    sizes: dict[Box, Size]


Choices = Sequence[RowChoice]
"""A choice for each row of a map, or all that one row has."""


@dataclass(slots=True)
class RowPlaces:
    """Rows, and where their boxes are as yet.

    Attributes:
        trees: the boxes, and what bears on what.
        rows: the rows.
        width: that of the map.
        sizes: the size of each box.
        level: the row of each box.
        areas: where each box is.
    """

    trees: Tree
    rows: Sequence[Row]
    width: float
    sizes: dict[Box, Size] = field(default_factory=dict)
    level: dict[Box, int] = field(default_factory=dict)
    areas: dict[Box, Rectangle] = field(default_factory=dict)

    def settle_under_parents(self, row: Row) -> None:
        """Place a row so that what bears on a box is close together, its middle under the box."""
        for parent, family in row.families:
            middle = self.width / 2
            if parent is not None:
                middle, _ = self.areas[parent].middle
            taken = -family[-1].gap
            for member in family:
                taken += member.pitch
            left = middle - taken / 2
            for member in family:
                member.wish = left
                member.weight = 1.0
                left += member.pitch
        self._settle(row)

    def settle_over_reasons(self, row: Row) -> None:
        """Place a row so that its boxes are over the middle of their reasons."""
        areas = self.areas
        for member in row.groups:
            shifts = []
            for box in boxes_of(member.group):
                reasons = self.trees.below[box.number]
                if reasons:
                    first = reasons[0][0]
                    last = reasons[-1][-1]
                    left = areas[first.boxes[0]].left
                    right = areas[last.boxes[-1]].right
                    middle, _ = areas[box].middle
                    shifts.append((left + right) / 2 - middle)
            member.wish = member.at
            member.weight = _WEIGHT_WITHOUT_REASONS
            if shifts:
                member.wish += sum(shifts) / len(shifts)
                member.weight = 1.0
        self._settle(row)

    def _settle(self, row: Row) -> None:
        """Place the groups of a row as near as can be to where they want to begin."""
        sizes = self.sizes
        groups = row.groups
        rightmost = self.width - groups[-1].width
        settle(groups, 0.0, rightmost)
        for member in groups:
            group = member.group
            x = member.at
            lefts = []
            gaps = [*gaps_in(group), 0.0]
            for box, gap in zip(boxes_of(group), gaps, strict=True):
                lefts.append(x)
                x += sizes[box].width
                x += gap
            areas = place_boxes(group, row.top, lefts, sizes)
            self.areas.update(areas)


def place_in_rows(trees: Tree, sizes: Sizes, room: Room) -> tuple[Layout, list[str]]:
    """Return the layout in rows whose text is largest, and the steps that had better be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and
    only if it is short and crosses few others. The steps whose lines would be worse are returned.
    """
    if not trees.boxes:
        return Layout("rows", trees, [], [], [], 1.0, 1.0), []
    rows = _rows_of(trees)
    choices = [_ways_to_lay_out(row, sizes) for row in rows]
    page = _best_choices(choices, room)
    places = _spread(trees, page, room)
    for row in rows:
        places.settle_under_parents(row)
    for sweep in range(_SWEEPS):
        if sweep % 2 == 0:
            for row in reversed(rows[:-1]):
                places.settle_over_reasons(row)
        else:
            for row in rows[1:]:
                places.settle_under_parents(row)
    areas = places.areas
    boxes = []
    for box, area in areas.items():
        shape = places.sizes[box].shape
        boxes.append(PlacedBox(box, area, shape))
    brackets = []
    undercutters = []
    for row in rows:
        for member in row.groups:
            of_group, lines_of_group = brackets_and_undercutters(member.group, areas)
            brackets += of_group
            undercutters += lines_of_group
    lines, misfits = _lines_between(places, undercutters)
    height = rows[-1].bottom
    groups = [member.group for row in rows for member in row.groups]
    fields = fields_behind(groups, areas)
    layout = Layout("rows", trees, boxes, brackets, lines, places.width, height, fields=fields)
    return enclose(layout, fields), misfits


# --- which rows there are ---


def _rows_of(trees: Tree) -> list[Row]:
    # The claims at the ends of lines across, from either end.
    joined: set[tuple[str, str]] = set()
    for inference in trees.across:
        premise = inference.premises[0]
        target = inference.target
        joined |= {(premise, target), (target, premise)}
    mains: list[Family] = []
    for root in trees.mains:
        mains.append((None, [RowGroup(group=root)]))
    loose: list[Family] = []
    for root in trees.loose:
        loose.append((None, [RowGroup(group=root)]))
    rows: list[Row] = []
    families = mains or loose
    waiting = loose if mains else []
    while families:
        row = _row_of(families, joined)
        rows.append(row)
        families = []
        for box in row.boxes:
            members = [RowGroup(group=group) for group in trees.below[box.number]]
            if members:
                families.append((box, members))
        if len(rows) == 1 and not trees.map.is_stated_only:
            # What no main claim leads to is a row lower: only main claims are on the first.
            families += waiting
            waiting = []
        if not families:
            # What has a frame of its own is below all else.
            families = waiting
            waiting = []
    first = rows[0]
    over = len(trees.lines_over())
    first.zone = max(first.zone, room_for_lines_over(over))
    return rows


def _row_of(families: list[Family], joined: set[tuple[str, str]]) -> Row:
    """Return a row of groups; where a line runs from one to the next their gap is wider."""
    row = Row(families)
    groups = row.groups
    for _, members in families:
        members[-1].gap = _COUSIN_GAP
        groups += members
    for one, other in pairwise(groups):
        left = one.group[-1].boxes[-1]
        right = other.group[0].boxes[0]
        if (left.claim, right.claim) in joined:
            one.gap = _ANSWER_GAP
    groups[-1].gap = 0.0
    for member in groups:
        group = member.group
        row.gaps += sum(gaps_in(group))
        row.gaps += member.gap
        row.zone = max(row.zone, zone_above(group))
        for block in group:
            row.boxes += block.boxes
    return row


# --- how high and wide they can be ---


def _best_choices(choices: Sequence[Choices], room: Room) -> Choices:
    """Return for every row its choice on the page where the text is largest."""
    by_width = attrgetter("width")
    widths: set[float] = set()
    for of_row in choices:
        widths.update(map(by_width, of_row))
    least = max(of_row[0].width for of_row in choices)
    possible = [width for width in sorted(widths) if width >= least]
    candidates = thin_out(possible, _MOST_WIDTHS)
    pages = []
    for candidate in candidates:
        page = []
        for of_row in choices:
            # The last choice of a row that is at most so wide is the lowest.
            fitting = bisect(of_row, candidate, key=by_width)
            page.append(of_row[fitting - 1])
        pages.append(page)
    return max(pages, key=lambda page: room.merit(*_size_of(page)))


def _size_of(page: Choices) -> Point:
    """Return the width and height of rows that are laid out like this."""
    height = _ROW_GAP * (len(page) - 1)
    width = 0.0
    for choice in page:
        height += choice.row.zone + choice.height
        width = max(width, choice.width)
    return width, height


def _ways_to_lay_out(row: Row, sizes: Sizes) -> Choices:
    """Return the ways to lay out a row, from high and narrow to low and wide."""
    limits = set()
    for box in row.boxes:
        for size in sizes[box]:
            limits.add(round(size.height, 1))
    choices = []
    highest_first = sorted(limits, reverse=True)
    for limit in thin_out(highest_first, _MOST_HEIGHTS):
        width = row.gaps
        height = 0.0
        chosen = {}
        for box in row.boxes:
            # The narrowest that is at most so high, or else the lowest.
            for size in sizes[box]:
                if size.height <= limit + _ROUNDING:
                    break
            chosen[box] = size
            width += size.width
            height = max(height, size.height)
        choices.append(RowChoice(row, width, height, chosen))
    return choices


def _spread(trees: Tree, page: Choices, room: Room) -> RowPlaces:
    """Return rows that take up what the page has to spare, with boxes that have no places yet."""
    width, height = _size_of(page)
    scale = room.scale(width, height)
    rows = [choice.row for choice in page]
    possible_width = room.width / scale
    widest = min(possible_width, width * _WIDEST_SPREAD)
    widest = max(width, widest)
    places = RowPlaces(trees, rows, widest)
    spare = room.height / scale - height
    spaces = max(len(rows) - 1, 1)
    widest_gap = _ROW_GAP + spare / spaces
    gap = min(widest_gap, _WIDEST_ROW_GAP)
    y = 0.0
    for level, (row, _, row_height, sizes) in enumerate(page):
        row.top = y + row.zone
        row.bottom = row.top + row_height
        y = row.bottom + gap
        places.sizes.update(sizes)
        for box in row.boxes:
            places.level[box] = level
        for member in row.groups:
            member.width = width_of(member.group, sizes)
            member.pitch = member.width + member.gap
    return places


# --- lines ---


# A step whose line may rise across the trees, the box that it begins at, and that above.
_Rising = tuple[str, Box, Box]


def _lines_between(places: RowPlaces, undercutters: Sequence[Line]) -> tuple[Lines, list[str]]:
    """Return all lines, and the steps whose lines across nobody would want to follow."""
    trees = places.trees
    areas = places.areas
    level = places.level
    over = trees.lines_over()
    lines = []
    rising = []
    misfits = []
    # Those that run over main claims come first.
    for inference in sorted(trees.across, key=lambda across: across not in over):
        id = inference.id
        source, target = trees.ends(inference)
        if inference in over or _are_neighbors(places, source, target):
            lines.append(level_line(trees, inference, areas))
            continue
        if level[source] < level[target] and id in trees.answers:
            # A line with two heads may begin at either end.
            source, target = target, source
        if _may_rise(places, source, target):
            rising.append((id, source, target))
        else:
            misfits.append(id)
    risen: Lines = []
    for rows in pairwise(places.rows):
        for box in rows[0].boxes:
            for line in _lines_into(places, box, rows, rising):
                (risen if line.is_across else lines).append(line)
    lines += undercutters
    drawn = [flatten(line.path) for line in lines]
    for line in risen:
        flat = flatten(line.path)
        crossed = sum(crossings(flat, other) for other in drawn)
        if crossed > _MOST_CROSSED:
            misfits.append(line.inference)
        else:
            lines.append(line)
            drawn.append(flat)
    return lines, misfits


def _are_neighbors(places: RowPlaces, one: Box, other: Box) -> bool:
    """Return whether nothing is between two boxes of a row, and there is room for a line."""
    level = places.level[one]
    row = places.rows[level]
    for left, right in pairwise(row.boxes):
        if {left, right} == {one, other}:
            start = places.areas[left].right
            end = places.areas[right].left
            return end - start >= _LEAST_BESIDE
    return False


def _may_rise(places: RowPlaces, lower: Box, upper: Box) -> bool:
    """Return whether a line can run from a box up to one of the row above, not too far away."""
    level = places.level[lower]
    if places.level[upper] + 1 != level:
        return False
    for member in places.rows[level].groups:
        for block in member.group:
            if block.has_bracket and lower in block.boxes:
                return False  # it could not leave the box without crossing the bracket
    left, _, right, _ = places.areas[lower]
    target_left, _, target_right, _ = places.areas[upper]
    distance = max(left - target_right, target_left - right)
    return distance <= _FARTHEST_ACROSS * places.width


def _lines_into(
    places: RowPlaces, target: Box, rows: tuple[Row, Row], rising: Sequence[_Rising]
) -> Iterator[Line]:
    """Yield the lines into the lower edge of a box, of its tree and across.

    Args:
        places: where boxes are.
        target: the box.
        rows: its row, and the one below.
        rising: the lines across that rise.
    """
    trees = places.trees
    areas = places.areas
    area = areas[target]
    middle, _ = area.middle
    # The side that a line comes from, where it begins, and the id of its step. The side is -1 and 1
    # for lines across from the left and right, and 0 for the others.
    starts = []
    for group in trees.below[target.number]:
        block = group[0]
        start = top_of(block, areas)
        starts.append((0, start, block.id))
    for id, lower, upper in rising:
        if upper is not target:
            continue
        left, y, right, _ = areas[lower]
        # Its own line leaves it in the middle, so this one leaves it near the corner.
        inset = _FROM_CORNER * (right - left)
        side = 1
        x = left + inset
        if (left + right) / 2 < middle:
            side = -1
            x = right - inset
        starts.append((side, Start(x, y), id))
    starts.sort()
    row, row_below = rows
    low = row_below.top - row_below.zone
    high = row.bottom + _STRAIGHT_END
    wishes = [start.x for _, start, _ in starts]
    ports = ports_of(area, wishes)
    y_end = area.bottom + HEAD_ROOM
    for (side, start, id), port in zip(starts, ports, strict=True):
        path = start.rise_to((port, y_end), low, high)
        if side == 0:
            yield Line(id, path)
        else:
            yield line_across(trees, id, path)
