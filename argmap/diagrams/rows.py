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
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.geometry import Rectangle
from argmap.diagrams.layout import (
    LINKED_GAP,
    UNDERCUT_DROP,
    UNDERCUT_GAP,
    Room,
    Size,
    boxes_of,
    gaps_in,
    room_for_lines_over,
    settle_row,
    zone_above,
)

_ROW_GAP, _WIDEST_ROW_GAP = 28.0, 64.0
"""Between rows, in points: lines bend there."""

_WIDEST_SPREAD = 1.6
"""How much wider a map may get where there is room, to let boxes be over their reasons."""

_SIBLING_GAP, _COUSIN_GAP, _ANSWER_GAP = 12.0, 20.0, 46.0
"""Between boxes; the last where a line runs from one to the other: it may have two heads."""

_MOST_WIDTHS, _MOST_HEIGHTS = 80, 24
"""How many widths of the page, and how many heights of a row, are tried."""

_ROUNDING = 0.05
"""Heights that differ by less are the same."""

_SWEEPS = 8
"""How often rows are settled, in turn over what is below them and below what is above."""

_WEIGHT_WITHOUT_REASONS = 0.2
"""How much it counts that a box without reasons stays where it is while others move."""


class RowChoice(NamedTuple):
    """One way to lay out a row: its width and height, and the sizes of its boxes in order."""

    width: float
    height: float
    sizes: list[Size]


@dataclass(slots=True)
class Row:
    """A row.

    Attributes:
        groups: what is in it, in order.
        parents: the box that each group bears on; None for roots.
        gaps: between its groups.
        boxes: all its boxes, in order.
        drops: how much lower than the row's top each box is.
        zone: what brackets and the lines of undercutters take up above the boxes.
        top, bottom: where its boxes begin, and where the highest of them ends.
        lefts, widths: where each group begins, and how wide it is.
    """

    groups: list[Group] = field(default_factory=list)
    parents: list[Box | None] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    drops: list[float] = field(default_factory=list)
    zone: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    lefts: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


@dataclass(slots=True)
class RowPlaces:
    """Rows, and where their boxes are as yet.

    Attributes:
        trees: the boxes, and what bears on what.
        rows: the rows.
        width: that of the map.
        sizes: the number of a box -> its size.
        level: the number of a box -> its row.
        areas: the number of a box -> where it is.
    """

    trees: Tree
    rows: Sequence[Row]
    width: float
    sizes: dict[int, Size] = field(default_factory=dict)
    level: dict[int, int] = field(default_factory=dict)
    areas: dict[int, Rectangle] = field(default_factory=dict)


def settle_rows(trees: Tree, sizes: Sequence[Sequence[Size]], room: Room) -> RowPlaces | None:
    """Return the rows whose text is largest in a room, with places; None if there are no boxes.

    Args:
        trees: the boxes, and what bears on what.
        sizes: for every box by its number the sizes it can have, from narrow and high to wide and
            low.
        room: what the map has to fit.
    """
    rows = _rows_of(trees)
    if not rows:
        return None
    places = _places_of(trees, rows, _best_choices(rows, sizes, room), room)
    for row in rows:
        _settle_under_parents(places, row)
    for sweep in range(_SWEEPS):
        if sweep % 2 == 0:
            for row in reversed(rows[:-1]):
                _settle_over_reasons(places, row)
        else:
            for row in rows[1:]:
                _settle_under_parents(places, row)
    return places


# --- which rows there are ---


def _rows_of(trees: Tree) -> list[Row]:
    joined: set[frozenset[str]] = set()
    for inference in trees.across:
        source, target = trees.ends(inference)
        joined.add(frozenset([source.claim, target.claim]))
    rows: list[Row] = []
    groups: list[tuple[Box | None, Group]] = [(None, root) for root in trees.mains or trees.loose]
    while groups:
        row = _row_of(groups, joined)
        rows.append(row)
        groups = []
        for box in row.boxes:
            groups += [(box, group) for group in trees.below[box.number]]
        if len(rows) == 1 and trees.mains:
            # What no main claim leads to is a row lower: only main claims are on the first.
            groups += [(None, root) for root in trees.loose]
    if rows:
        rows[0].zone = max(rows[0].zone, room_for_lines_over(len(trees.lines_over())))
    return rows


def _row_of(groups: Sequence[tuple[Box | None, Group]], joined: set[frozenset[str]]) -> Row:
    """Return a row of groups, each with the box that it bears on.

    Args:
        groups: the boxes and the groups.
        joined: the ends of lines across.
    """
    row = Row()
    for parent, group in groups:
        row.groups.append(group)
        row.parents.append(parent)
        row.zone = max(row.zone, zone_above(group))
        for block in group:
            row.boxes += block.boxes
            row.drops += [UNDERCUT_DROP * block.level] * len(block.boxes)
    for (left_parent, left), (right_parent, right) in pairwise(groups):
        gap = _COUSIN_GAP
        if left_parent is not None and left_parent is right_parent:
            gap = _SIBLING_GAP
        if frozenset([left[-1].boxes[-1].claim, right[0].boxes[0].claim]) in joined:
            gap = _ANSWER_GAP
        row.gaps.append(gap)
    return row


# --- how high and wide they can be ---


def _best_choices(
    rows: Sequence[Row], sizes: Sequence[Sequence[Size]], room: Room
) -> list[RowChoice]:
    """Return for every row its choice on the page where the text is largest."""
    choices = [_ways_to_lay_out(row, sizes) for row in rows]
    widths: set[float] = set()
    for of_row in choices:
        widths.update(choice.width for choice in of_row)
    least = max(of_row[0].width for of_row in choices)
    candidates = sorted(width for width in widths if width >= least)
    best: list[RowChoice] = []
    best_merit = (0.0, 0.0)
    for candidate in _thin_out(candidates, _MOST_WIDTHS):
        # The last choice of a row that is at most so wide is the lowest.
        chosen: list[RowChoice] = []
        for of_row in choices:
            fitting = of_row[0]
            for choice in of_row:
                if choice.width > candidate:
                    break
                fitting = choice
            chosen.append(fitting)
        merit = room.merit(*_size_of(rows, chosen))
        if merit > best_merit:
            best, best_merit = chosen, merit
    return best


def _size_of(rows: Sequence[Row], chosen: Sequence[RowChoice]) -> tuple[float, float]:
    """Return the width and height of rows that are laid out like this."""
    height = _ROW_GAP * (len(rows) - 1)
    for row, choice in zip(rows, chosen, strict=True):
        height += row.zone + choice.height
    return max(choice.width for choice in chosen), height


def _ways_to_lay_out(row: Row, sizes: Sequence[Sequence[Size]]) -> list[RowChoice]:
    """Return the ways to lay out a row, from high and narrow to low and wide."""
    limits: set[float] = set()
    for box, drop in zip(row.boxes, row.drops, strict=True):
        limits.update(round(size.height + drop, 1) for size in sizes[box.number])
    choices: list[RowChoice] = []
    for limit in _thin_out(sorted(limits, reverse=True), _MOST_HEIGHTS):
        chosen: list[Size] = []
        width = sum(row.gaps)
        width += sum(sum(gaps_in(group)) for group in row.groups)
        height = 0.0
        for box, drop in zip(row.boxes, row.drops, strict=True):
            # The narrowest that is at most so high, or else the lowest.
            for size in sizes[box.number]:
                if size.height <= limit - drop + _ROUNDING:
                    break
            chosen.append(size)
            width += size.width
            height = max(height, size.height + drop)
        choices.append(RowChoice(width, height, chosen))
    return choices


def _thin_out(values: Sequence[float], most: int) -> Sequence[float]:
    """Return at most so many of some values, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return values
    stride = (len(values) - 1) / (most - 1)
    return [values[round(index * stride)] for index in range(most)]


# --- where boxes are in them ---


def _places_of(
    trees: Tree, rows: Sequence[Row], chosen: Sequence[RowChoice], room: Room
) -> RowPlaces:
    """Return rows that take up what the page has to spare, with boxes that have no places yet."""
    width, height = _size_of(rows, chosen)
    scale = room.scale(width, height)
    places = RowPlaces(trees, rows, max(width, min(room.width / scale, width * _WIDEST_SPREAD)))
    gap = _ROW_GAP
    if len(rows) > 1:
        spare = room.height / scale - height
        gap = min(_ROW_GAP + spare / (len(rows) - 1), _WIDEST_ROW_GAP)
    y = 0.0
    for level, (row, choice) in enumerate(zip(rows, chosen, strict=True)):
        row.top = y + row.zone
        row.bottom = y + row.zone + choice.height
        y = row.bottom + gap
        for box, size in zip(row.boxes, choice.sizes, strict=True):
            places.sizes[box.number] = size
            places.level[box.number] = level
        for group in row.groups:
            widths = sum(places.sizes[box.number].width for box in boxes_of(group))
            row.widths.append(sum(gaps_in(group)) + widths)
    return places


def _settle_under_parents(places: RowPlaces, row: Row) -> None:
    """Place a row so that what bears on a box is close together, its middle under the box."""
    wishes: list[float] = []
    gaps = [*row.gaps, 0.0]
    first = 0
    for index, parent in enumerate(row.parents):
        is_last = index + 1 == len(row.parents)
        if not is_last and parent is not None and row.parents[index + 1] is parent:
            continue
        # All that bears on one box, from `first` on.
        middle = places.width / 2
        if parent is not None:
            middle, _ = places.areas[parent.number].middle
        taken = -gaps[index]
        for sibling in range(first, index + 1):
            taken += row.widths[sibling] + gaps[sibling]
        left = middle - taken / 2
        for sibling in range(first, index + 1):
            wishes.append(left)
            left += row.widths[sibling] + gaps[sibling]
        first = index + 1
    _place_row(places, row, wishes, [1.0] * len(wishes))


def _settle_over_reasons(places: RowPlaces, row: Row) -> None:
    """Place a row so that its boxes are over the middle of their reasons."""
    areas = places.areas
    wishes: list[float] = []
    weights: list[float] = []
    for group, left in zip(row.groups, row.lefts, strict=True):
        shifts: list[float] = []
        for box in boxes_of(group):
            below = places.trees.below[box.number]
            if below:
                first, last = below[0][0].boxes[0], below[-1][-1].boxes[-1]
                middle_below = (areas[first.number].left + areas[last.number].right) / 2
                middle, _ = areas[box.number].middle
                shifts.append(middle_below - middle)
        wish, weight = left, _WEIGHT_WITHOUT_REASONS
        if shifts:
            wish, weight = left + sum(shifts) / len(shifts), 1.0
        wishes.append(wish)
        weights.append(weight)
    _place_row(places, row, wishes, weights)


def _place_row(
    places: RowPlaces, row: Row, wishes: Sequence[float], weights: Sequence[float]
) -> None:
    """Place the groups of a row as near as can be to where they want to begin."""
    distances: list[float] = []
    for width, gap in zip(row.widths, row.gaps, strict=False):
        distances.append(width + gap)
    rightmost = places.width - row.widths[-1]
    row.lefts = settle_row(wishes, distances, weights, 0.0, rightmost)
    for group, left in zip(row.groups, row.lefts, strict=True):
        x = left
        for block in group:
            top = row.top + UNDERCUT_DROP * block.level
            height = max(places.sizes[box.number].height for box in block.boxes)
            for box in block.boxes:
                size = places.sizes[box.number]
                bottom = top + size.height_beside(height)
                places.areas[box.number] = Rectangle(x, top, x + size.width, bottom)
                x = x + size.width + LINKED_GAP
            x += UNDERCUT_GAP - LINKED_GAP
