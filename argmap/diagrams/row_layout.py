"""A layout in rows: lines between them are the trees' own, which never cross, and those across.

    ┌─────┐ ↔ ┌─────┐    beside: between neighbors of one row
    └─────┘   └─────┘
       ▲   ▲
       ╰╮  ╰────╮        rising: its own line in the middle, that across from near the corner
      ┌─┴─┐   ┌─┴─┐

A line across is drawn where it is short and crosses few others; the rest become copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Tree
from argmap.diagrams.geometry import crossings, flatten, rise
from argmap.diagrams.layout import (
    HEAD_ROOM,
    Bracket,
    Layout,
    Line,
    PlacedBox,
    Room,
    Size,
    brackets_and_undercutters,
    line_across,
    path_beside,
    path_over,
    ports_of,
    top_of,
)
from argmap.diagrams.rows import RowPlaces, settle_rows
from argmap.model import Inference

_FARTHEST_ACROSS = 0.35
"""How far a line may run across, as a share of the map's width."""

_MOST_CROSSED = 2
"""How many other lines it may cross."""

_FROM_CORNER = 0.15
"""Where on the upper edge of a box a line across begins, as a share of its width from the nearer
corner.
"""

_LEAST_BESIDE = 30.0
"""Between two boxes with a line from one to the other, beside each other."""

_STRAIGHT_END = 10.0
"""How far below a row lines have ended to bend, so that heads and boxes are clear of bends."""


class _Start(NamedTuple):
    """Where a line begins, how far to the left or right it may, and whether it runs across."""

    x: float
    y: float
    slack: float
    inference: str
    is_across: bool = False


def place_in_rows(
    trees: Tree, sizes: Sequence[Sequence[Size]], room: Room
) -> tuple[Layout, list[Inference]]:
    """Return the layout in rows whose text is largest, and the steps that had better be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and
    only if it is short and crosses few others. The steps whose lines would be worse are returned.
    For the arguments see `settle_rows`.
    """
    places = settle_rows(trees, sizes, room)
    if places is None:
        return Layout("rows", trees, [], [], [], 1.0, 1.0), []
    boxes: list[PlacedBox] = []
    brackets: list[Bracket] = []
    undercutters: list[Line] = []
    for row in places.rows:
        for box in row.boxes:
            shape = places.sizes[box.number].shape
            boxes.append(PlacedBox(box, places.areas[box.number], shape))
        for group in row.groups:
            of_group, lines_of_group = brackets_and_undercutters(group, places.areas)
            brackets += of_group
            undercutters += lines_of_group
    lines, misfits = _lines_between(places, undercutters)
    bottom = places.rows[-1].bottom
    return Layout("rows", trees, boxes, brackets, lines, places.width, bottom), misfits


def _lines_between(
    places: RowPlaces, undercutters: Sequence[Line]
) -> tuple[list[Line], list[Inference]]:
    """Return all lines, and the steps whose lines across nobody would want to follow."""
    trees, areas = places.trees, places.areas
    lines: list[Line] = []
    rising: list[Inference] = []
    misfits: list[Inference] = []
    over = trees.lines_over()
    for rank, inference in enumerate(over):
        source, target = trees.ends(inference)
        path = path_over(areas[source.number], areas[target.number], rank)
        lines.append(line_across(trees, inference, path))
    for inference in trees.across:
        source, target = trees.ends(inference)
        if inference in over:
            continue
        if _are_neighbors(places, source, target):
            path = path_beside(areas[source.number], areas[target.number])
            lines.append(line_across(trees, inference, path))
        elif _may_rise(places, inference):
            rising.append(inference)
        else:
            misfits.append(inference)
    risen: list[Line] = []
    for box in chain.from_iterable(row.boxes for row in places.rows):
        for line in _lines_into(places, box, rising):
            (risen if line.is_across else lines).append(line)
    lines += undercutters
    drawn = [flatten(line.path) for line in lines]
    for line in risen:
        flat = flatten(line.path)
        if sum(crossings(flat, other) for other in drawn) > _MOST_CROSSED:
            misfits.append(trees.map.inferences[line.inference])
        else:
            lines.append(line)
            drawn.append(flat)
    return lines, misfits


def _are_neighbors(places: RowPlaces, one: Box, other: Box) -> bool:
    """Return whether nothing is between two boxes of a row, and there is room for a line."""
    left, right = places.areas[one.number], places.areas[other.number]
    level = places.level[one.number]
    if level != places.level[other.number]:
        return False
    boxes = places.rows[level].boxes
    distance = boxes.index(other) - boxes.index(one)
    if left.left > right.left:
        left, right = right, left
        distance = -distance
    return distance == 1 and right.left - left.right >= _LEAST_BESIDE


def _may_rise(places: RowPlaces, inference: Inference) -> bool:
    """Return whether a line can run from a box up to one of the row above, not too far away."""
    lower, upper = _lower_and_upper(places, inference)
    level = places.level[lower.number]
    if level - places.level[upper.number] != 1:
        return False
    for group in places.rows[level].groups:
        for block in group:
            if block.has_bracket and lower in block.boxes:
                return False  # it could not leave the box without crossing the bracket
    source, target = places.areas[lower.number], places.areas[upper.number]
    distance = max(source.left - target.right, target.left - source.right)
    return distance <= _FARTHEST_ACROSS * places.width


def _lower_and_upper(places: RowPlaces, inference: Inference) -> tuple[Box, Box]:
    source, target = places.trees.ends(inference)
    is_source_above = places.level[source.number] < places.level[target.number]
    if is_source_above and inference.id in places.trees.answers:
        return target, source  # a line with two heads may begin at either end
    return source, target


def _lines_into(places: RowPlaces, target: Box, rising: Sequence[Inference]) -> Iterator[Line]:
    """Yield the lines from the row below into the lower edge of a box: of its tree, and across."""
    area = places.areas[target.number]
    starts: list[_Start] = []
    for group in places.trees.below[target.number]:
        starts.append(_Start(*top_of(group[0], places.areas), group[0].id))
    from_left: list[_Start] = []
    from_right: list[_Start] = []
    for inference in rising:
        lower, upper = _lower_and_upper(places, inference)
        if upper is not target:
            continue
        source = places.areas[lower.number]
        # Its own line leaves it in the middle, so this one leaves it near the corner.
        x, side = source.left + _FROM_CORNER * source.width, from_right
        if source.middle[0] < area.middle[0]:
            x, side = source.right - _FROM_CORNER * source.width, from_left
        side.append(_Start(x, source.top, 0.0, inference.id, is_across=True))
    starts = [*sorted(from_left), *starts, *sorted(from_right)]
    if not starts:
        return
    level = places.level[target.number]
    row_below = places.rows[level + 1]
    low = row_below.top - row_below.zone
    high = places.rows[level].bottom + _STRAIGHT_END
    ports = ports_of(area, [start.x for start in starts])
    for start, port in zip(starts, ports, strict=True):
        # A line that may begin a little further left or right is the straighter for it.
        x = min(max(port, start.x - start.slack), start.x + start.slack)
        path = rise((x, start.y), low, high, (port, area.bottom + HEAD_ROOM))
        if start.is_across:
            yield line_across(places.trees, places.trees.map.inferences[start.inference], path)
        else:
            yield Line(start.inference, path)
