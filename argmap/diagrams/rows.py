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

A line across is drawn where it is short and crosses no other; the rest become copies.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum
from operator import attrgetter
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.geometry import Point, Rectangle, crossings, flatten, rise
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
    place_boxes,
    ports_of,
    room_for_lines_over,
    settle,
    top_of,
    zone_above,
)

_ROW_GAP = 22.0  # between rows, in points, at the least: lines bend there
_WIDEST_ROW_GAP = 64.0
_SIBLING_GAP = 9.0  # between what bears on one box
_COUSIN_GAP = 15.0  # between what bears on different boxes
_ANSWER_GAP = 32.0  # between boxes with a line from one to the other: it may have two heads

_WIDEST_SPREAD = 1.6  # how much wider a map may get to let boxes be over their reasons
_MOST_WIDTHS = 80  # of the page that are tried
_MOST_HEIGHTS = 24  # of a row that are tried
_ROUNDING = 0.05  # heights that differ by less are the same
_SWEEPS = 4  # how often rows are settled over what is below, and then below what is above
_WEIGHT_WITHOUT_REASONS = 0.2  # how much it counts that such a box stays where it is

_FARTHEST_ACROSS = 0.35  # how far a line may run across, as a share of the map's width
_LEAST_BESIDE = 30.0  # between two boxes with a line from one to the other, beside each other
_FROM_CORNER = 0.15  # from the nearer corner of a box to a line across, as a share of its width
_STRAIGHT_END = 10.0  # below a row: there lines have ended to bend, clear of heads and boxes


@dataclass(slots=True, kw_only=True)
class RowGroup(Movable):
    """A group on a row: the gap to the next one, and how wide it is."""

    group: Group
    gap: float = _SIBLING_GAP
    width: float = 0.0


# A box of the row above, and the groups that bear on it; a root is alone, with no such box.
Family = tuple[Box | None, list[RowGroup]]


@dataclass(slots=True)
class Row:
    """A row: its groups, with the boxes that they bear on."""

    families: list[Family]
    groups: list[RowGroup] = field(default_factory=list)  # all of them, in order
    boxes: list[Box] = field(default_factory=list)  # all of them, in order
    gaps: float = 0.0  # the sum of all gaps, between groups and in them
    zone: float = 0.0  # what brackets and the lines of undercutters take up above the boxes
    top: float = 0.0  # that of its boxes
    bottom: float = 0.0  # that of the highest of them


class RowChoice(NamedTuple):
    """One way to lay out a row: its width and height, and the sizes of its boxes."""

    row: Row
    width: float
    height: float
    sizes: dict[Box, Size]


Choices = Sequence[RowChoice]  # one for each row of a map, or all that one row has


@dataclass(slots=True)
class RowPlaces:
    """Rows as wide as the map, and where their boxes are as yet."""

    trees: Tree
    rows: Sequence[Row]
    width: float
    sizes: dict[Box, Size] = field(default_factory=dict)
    level: dict[Box, int] = field(default_factory=dict)  # the number of the row of each box
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
        for member in row.groups:
            shifts = []
            for box in boxes_of(member.group):
                reasons = self.trees.below[box.number]
                if reasons:
                    left = self.areas[reasons[0][0].boxes[0]].left
                    right = self.areas[reasons[-1][-1].boxes[-1]].right
                    middle, _ = self.areas[box].middle
                    shifts.append((left + right) / 2 - middle)
            member.wish = member.at
            member.weight = _WEIGHT_WITHOUT_REASONS
            if shifts:
                member.wish += fsum(shifts) / len(shifts)
                member.weight = 1.0
        self._settle(row)

    def _settle(self, row: Row) -> None:
        """Place the groups of a row as near as can be to where they want to begin."""
        settle(row.groups, 0.0, self.width - row.groups[-1].width)
        for member in row.groups:
            x = member.at
            lefts = []
            for box, gap in zip(boxes_of(member.group), [*gaps_in(member.group), 0.0], strict=True):
                lefts.append(x)
                x += self.sizes[box].width
                x += gap
            self.areas |= place_boxes(member.group, row.top, lefts, self.sizes)


def place_in_rows(trees: Tree, sizes: Sizes, room: Room) -> tuple[Layout, list[str]]:
    """Return the layout in rows whose text is largest, and the steps that had better be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and
    only if it is short and crosses no other. The steps whose lines would be worse are returned.
    """
    if not trees.boxes:
        return Layout("rows", trees, [], [], [], 1.0, 1.0), []
    places = _spread(trees, _best_page(trees, sizes, room), room)
    rows = places.rows
    for row in rows:
        places.settle_under_parents(row)
    for _ in range(_SWEEPS):
        for row in reversed(rows[:-1]):
            places.settle_over_reasons(row)
        for row in rows[1:]:
            places.settle_under_parents(row)
    areas = places.areas
    boxes = [PlacedBox(box, area, places.sizes[box].shape) for box, area in areas.items()]
    groups = [member.group for row in rows for member in row.groups]
    brackets = []
    undercutters = []
    for group in groups:
        of_group, lines_of_group = brackets_and_undercutters(group, areas)
        brackets += of_group
        undercutters += lines_of_group
    lines, misfits = _lines_between(places, undercutters)
    height = rows[-1].bottom
    fields = fields_behind(groups, areas)
    layout = Layout("rows", trees, boxes, brackets, lines, places.width, height, fields=fields)
    return enclose(layout, fields), misfits


# --- which rows there are ---


def _rows_of(trees: Tree) -> list[Row]:
    joined = set()
    for inference in trees.across:
        joined.add(frozenset([inference.premises[0], inference.target]))
    mains: list[Family] = [(None, [RowGroup(group=root)]) for root in trees.mains]
    loose: list[Family] = [(None, [RowGroup(group=root)]) for root in trees.loose]
    families = mains or loose
    waiting = loose if mains else []
    rows: list[Row] = []
    while families:
        row = _row_of(families, joined)
        rows.append(row)
        families = []
        for box in row.boxes:
            members = [RowGroup(group=group) for group in trees.below[box.number]]
            if members:
                families.append((box, members))
        # What no main claim leads to is a row lower: only main claims are on the first. What has a
        # frame of its own is below all else.
        if not families or not trees.map.is_stated_only:
            families += waiting
            waiting = []
    over = len(trees.lines_over())
    rows[0].zone = max(rows[0].zone, room_for_lines_over(over))
    return rows


def _row_of(families: list[Family], joined: set[frozenset[str]]) -> Row:
    """Return a row of groups; where a line runs from one to the next their gap is wider."""
    row = Row(families)
    groups = row.groups
    for _, members in families:
        members[-1].gap = _COUSIN_GAP
        groups += members
    for one, other in pairwise(groups):
        ends = [one.group[-1].boxes[-1].claim, other.group[0].boxes[0].claim]
        if frozenset(ends) in joined:
            one.gap = _ANSWER_GAP
    groups[-1].gap = 0.0
    for member in groups:
        row.gaps += fsum(gaps_in(member.group))
        row.gaps += member.gap
        row.zone = max(row.zone, zone_above(member.group))
        row.boxes += boxes_of(member.group)
    return row


# --- how high and wide they can be ---


def _best_page(trees: Tree, sizes: Sizes, room: Room) -> Choices:
    """Return for every row its choice on the page where the text is largest."""
    choices = [_ways_to_lay_out(row, sizes) for row in _rows_of(trees)]
    by_width = attrgetter("width")
    widths: set[float] = set()
    for of_row in choices:
        widths.update(map(by_width, of_row))
    least = max(of_row[0].width for of_row in choices)
    possible = [width for width in sorted(widths) if width >= least]
    pages = []
    for candidate in _thin_out(possible, _MOST_WIDTHS):
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
    for choice in page:
        height += choice.row.zone + choice.height
    return max(choice.width for choice in page), height


def _ways_to_lay_out(row: Row, sizes: Sizes) -> Choices:
    """Return the ways to lay out a row, from high and narrow to low and wide."""
    limits: set[float] = set()
    for box in row.boxes:
        limits.update(round(size.height, 1) for size in sizes[box])
    choices = []
    for limit in _thin_out(sorted(limits, reverse=True), _MOST_HEIGHTS):
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


def _thin_out(values: list[float], most: int) -> list[float]:
    """Return at most a given number of values, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return values
    last = len(values) - 1
    return [values[round(number * last / (most - 1))] for number in range(most)]


def _spread(trees: Tree, page: Choices, room: Room) -> RowPlaces:
    """Return rows that take up what the page has to spare, with boxes that have no places yet."""
    width, height = _size_of(page)
    scale = room.scale(width, height)
    widest = min(room.width / scale, width * _WIDEST_SPREAD)
    places = RowPlaces(trees, [choice.row for choice in page], max(width, widest))
    spare = room.height / scale - height
    gap = min(_ROW_GAP + spare / max(len(page) - 1, 1), _WIDEST_ROW_GAP)
    y = 0.0
    for level, (row, _, row_height, sizes) in enumerate(page):
        row.top = y + row.zone
        row.bottom = row.top + row_height
        y = row.bottom + gap
        places.sizes.update(sizes)
        places.level.update(dict.fromkeys(row.boxes, level))
        for member in row.groups:
            boxes_width = 0.0
            for box in boxes_of(member.group):
                boxes_width += sizes[box].width
            member.width = fsum(gaps_in(member.group)) + boxes_width
            member.pitch = member.width + member.gap
    return places


# --- lines ---


def _lines_between(places: RowPlaces, undercutters: Sequence[Line]) -> tuple[Lines, list[str]]:
    """Return all lines, and the steps whose lines across nobody would want to follow."""
    trees = places.trees
    level = places.level
    over = trees.lines_over()
    lines = []
    # Steps whose lines may rise to a box, and the boxes that they begin at.
    rising: dict[Box, list[tuple[str, Box]]] = {}
    misfits = []
    for inference in trees.across:
        source, target = trees.ends(inference)
        if inference in over or _are_neighbors(places, source, target):
            lines.append(level_line(trees, inference, places.areas))
            continue
        if level[source] < level[target] and inference.id in trees.answers:
            # A line with two heads may begin at either end.
            source, target = target, source
        if _may_rise(places, source, target):
            rising.setdefault(target, []).append((inference.id, source))
        else:
            misfits.append(inference.id)
    risen: Lines = []
    for rows in pairwise(places.rows):
        for box in rows[0].boxes:
            for line in _lines_into(places, box, rows, rising.get(box, ())):
                (risen if line.is_across else lines).append(line)
    lines += undercutters
    drawn = [flatten(line.path) for line in lines]
    # The shortest come first.
    for line in sorted(risen, key=lambda line: abs(line.path[0][0] - line.path[-1][0])):
        flat = flatten(line.path)
        # Of those that leave a box near the same corner, one is drawn.
        if any(flat[0] == other[0] or crossings(flat, other) for other in drawn):
            misfits.append(line.inference)
        else:
            lines.append(line)
            drawn.append(flat)
    return lines, misfits


def _are_neighbors(places: RowPlaces, one: Box, other: Box) -> bool:
    """Return whether nothing is between two boxes of a row, and there is room for a line."""
    for left, right in pairwise(places.rows[places.level[one]].boxes):
        if {left, right} == {one, other}:
            return places.areas[right].left - places.areas[left].right >= _LEAST_BESIDE
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
    start = places.areas[lower]
    end = places.areas[upper]
    distance = max(start.left - end.right, end.left - start.right)
    return distance <= _FARTHEST_ACROSS * places.width


def _lines_into(
    places: RowPlaces, target: Box, rows: tuple[Row, Row], rising: Sequence[tuple[str, Box]]
) -> Iterator[Line]:
    """Yield the lines into the lower edge of a box, of its tree and across, from the row below."""
    area = places.areas[target]
    middle, _ = area.middle
    trees = places.trees
    # Where a line begins, whether it runs across, and the id of its step
    starts = []
    for group in trees.below[target.number]:
        id = group[0].id
        start = top_of(group[0], places.areas)
        if id in trees.answers:
            start = start._replace(y=start.y - HEAD_ROOM)
        starts.append((start, False, id))
    for id, lower in rising:
        left, y, right, _ = places.areas[lower]
        own = trees.map.inferences.get(lower.inference)
        own_target = trees.home.get(own.target, lower) if own else lower
        own_middle, _ = places.areas[own_target].middle
        # Its own line leaves it in the middle, so this one leaves it near the corner.
        inset = _FROM_CORNER * (right - left)
        x = right - inset if own_middle < middle else left + inset
        starts.append((Start(x, y, 0.0), True, id))
    starts.sort()
    row, row_below = rows
    low = row_below.top - row_below.zone
    high = row.bottom + _STRAIGHT_END
    xs = [start.x for start, _, _ in starts]
    ports = ports_of(area, xs, is_linked=trees.is_linked(target))
    for ((x, y, slack), is_across, id), port in zip(starts, ports, strict=True):
        # A line that may begin a little further left or right is the straighter for it.
        nearest = min(max(port, x - slack), x + slack)
        path = rise((nearest, y), low, high, (port, area.bottom + HEAD_ROOM))
        yield Line(id, path, has_tail=id in trees.answers, is_across=is_across)
