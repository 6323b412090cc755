"""Rows: main claims on top on one level, what bears on a claim on the row below it, all in the
order of the file.

A row that is allowed more lines of text is higher and narrower. So the widths that rows can have
are the candidates for the width of the page: for each of them every row takes its lowest height
that fits, and that page wins on which the text comes out largest. `row_places` then finds where
boxes stand in their rows, and `row_lines` how lines run between these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from argmap.diagrams.box_tree import Box, Group, Structure
from argmap.diagrams.placement import Placement
from argmap.diagrams.row_placement import ROW_GAP, Row, RowChoice, RowLines, RowPlaces, settle
from argmap.diagrams.spacing import (
    UNDERCUT_DROP,
    Room,
    Size,
    gaps_in,
    room_for_lines_over,
    zone_above,
)
from argmap.model import Inference

_SIBLING_GAP = 12.0
_COUSIN_GAP = 20.0
_ANSWER_GAP = 46.0
"""Between boxes with a line from one to the other: it may have two heads."""

_MOST_CANDIDATES = 80
"""How many widths of the page are tried."""

_MOST_LIMITS = 24
"""How many heights of a row are tried."""

_ROUNDING = 0.05
"""Heights that differ by less are the same."""


def place_in_rows(
    trees: Structure, sizes: Sequence[Sequence[Size]], room: Room
) -> tuple[Placement, list[Inference]]:
    """Return the placement in rows whose text is largest in a room, and the steps that had better
    be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and
    only if it is short and crosses few others. The steps whose lines would be worse are returned.

    Args:
        trees: the boxes, and what bears on what.
        sizes: for every box by its number the sizes it can have, from narrow and high to wide and
            low.
        room: what the map has to fit.
    """
    rows = _rows_of(trees)
    if not rows:
        return Placement([], [], [], 1.0, 1.0), []
    for row in rows:
        row.choices = _ways_to_lay_out(row, sizes)
    places = RowPlaces(trees, rows, _best_choices(rows, room), room)
    settle(places)
    lines, misfits = RowLines(places).all()
    return places.placement(lines), misfits


# --- which rows there are ---


def _rows_of(trees: Structure) -> list[Row]:
    joined: set[frozenset[str]] = set()
    for inference in trees.across:
        source, target = trees.ends(inference)
        joined.add(frozenset([source.claim, target.claim]))
    rows: list[Row] = []
    groups: list[tuple[Box | None, Group]] = []
    for root in trees.mains or trees.loose:
        groups.append((None, root))
    while groups:
        row = _row_of(groups, joined)
        rows.append(row)
        groups = []
        for box in row.boxes:
            for group in trees.below[box.number]:
                groups.append((box, group))
        if len(rows) == 1 and trees.mains:
            # What no main claim leads to stands a row lower: only main claims are on the first.
            for root in trees.loose:
                groups.append((None, root))
    if rows:
        rows[0].zone = max(rows[0].zone, room_for_lines_over(len(trees.lines_over())))
    return rows


def _row_of(groups: Sequence[tuple[Box | None, Group]], joined: set[frozenset[str]]) -> Row:
    """Return a row of groups, each with the box that it bears on; `joined` are ends of lines
    across.
    """
    row = Row()
    for parent, group in groups:
        row.groups.append(group)
        row.parents.append(parent)
        row.zone = max(row.zone, zone_above(group))
        for block in group:
            for box in block.boxes:
                row.boxes.append(box)
                row.drops.append(UNDERCUT_DROP * block.level)
    for (left_parent, left), (right_parent, right) in pairwise(groups):
        neighbors = frozenset([left[-1].boxes[-1].claim, right[0].boxes[0].claim])
        if neighbors in joined:
            row.gaps.append(_ANSWER_GAP)
        elif left_parent is not None and left_parent is right_parent:
            row.gaps.append(_SIBLING_GAP)
        else:
            row.gaps.append(_COUSIN_GAP)
    return row


# --- how high and wide they can be ---


def _ways_to_lay_out(row: Row, sizes: Sequence[Sequence[Size]]) -> list[RowChoice]:
    """Return the ways to lay out a row, from high and narrow to low and wide."""
    limits: set[float] = set()
    for box, drop in zip(row.boxes, row.drops, strict=True):
        for size in sizes[box.number]:
            limits.add(round(size.height + drop, 1))
    highest_first = sorted(limits, reverse=True)
    return [_narrowest_row(row, sizes, limit) for limit in _thin_out(highest_first, _MOST_LIMITS)]


def _narrowest_row(row: Row, sizes: Sequence[Sequence[Size]], limit: float) -> RowChoice:
    """Return a row in which every box is as narrow as it can be and at most so high."""
    chosen: list[Size] = []
    width = sum(row.gaps) + sum(map(gaps_in, row.groups))
    height = 0.0
    for box, drop in zip(row.boxes, row.drops, strict=True):
        size = _narrowest(sizes[box.number], limit - drop)
        chosen.append(size)
        width += size.width
        height = max(height, size.height + drop)
    return RowChoice(width, height, chosen)


def _narrowest(sizes: Iterable[Size], height: float) -> Size:
    """Return the narrowest of sizes that are at most so high, or else the lowest."""
    for size in sizes:
        if size.height <= height + _ROUNDING:
            break
    return size


def _thin_out(values: Sequence[float], most: int) -> list[float]:
    """Return at most so many of some values, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return list(values)
    inference = (len(values) - 1) / (most - 1)
    return [values[round(index * inference)] for index in range(most)]


def _best_choices(rows: Sequence[Row], room: Room) -> list[RowChoice]:
    """Return for every row its choice on the page where the text is largest."""
    widths: set[float] = set()
    least = 0.0
    for row in rows:
        widths.update(choice.width for choice in row.choices)
        least = max(least, row.choices[0].width)
    candidates = sorted(width for width in widths if width >= least)
    # Among pages with text as large as it may be, that with the most room to spare is best.
    without_limit = room._replace(most=float("inf"))
    best: list[RowChoice] = []
    best_scale = (0.0, 0.0)
    for candidate in _thin_out(candidates, _MOST_CANDIDATES):
        chosen = [_lowest(row.choices, candidate) for row in rows]
        width = max(choice.width for choice in chosen)
        height = ROW_GAP * (len(rows) - 1)
        for row, choice in zip(rows, chosen, strict=True):
            height += row.zone + choice.height
        scale = (room.scale(width, height), without_limit.scale(width, height))
        if scale > best_scale:
            best, best_scale = chosen, scale
    return best


def _lowest(choices: Sequence[RowChoice], width: float) -> RowChoice:
    """Return the last choice, and so the lowest, that is at most so wide."""
    fitting = choices[0]
    for choice in choices:
        if choice.width > width:
            break
        fitting = choice
    return fitting
