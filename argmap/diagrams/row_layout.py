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
    Sizes,
    brackets_and_undercutters,
    line_across,
    path_beside,
    path_over,
    ports_of,
    top_of,
)
from argmap.diagrams.rows import RowPlaces, settle_rows
from argmap.model import Inference

_FARTHEST_ACROSS = 0.35  # how far a line may run across, as a share of the map's width
_MOST_CROSSED = 2  # how many other lines it may cross
_LEAST_BESIDE = 30.0  # between two boxes with a line from one to the other, beside each other

# Where on the upper edge of a box a line across begins, as a share of its width from the nearer
# corner.
_FROM_CORNER = 0.15

# How far below a row lines have ended to bend, so that heads and boxes are clear of bends.
_STRAIGHT_END = 10.0


class _Start(NamedTuple):
    """Where a line begins, how far to the left or right it may, and whether it runs across."""

    x: float
    y: float
    slack: float
    inference: str
    is_across: bool = False


_Rising = tuple[Inference, Box, Box]
"""A step whose line may rise across the trees, the box that it begins at, and that above."""


def place_in_rows(trees: Tree, sizes: Sizes, room: Room) -> tuple[Layout, list[Inference]]:
    """Return the layout in rows whose text is largest, and the steps that had better be copies.

    A line across is drawn only from the same row or the next, where no box can be in its way; and
    only if it is short and crosses few others. The steps whose lines would be worse are returned.
    """
    if not trees.boxes:
        return Layout("rows", trees, [], [], [], 1.0, 1.0), []
    places = settle_rows(trees, sizes, room)
    areas, rows = places.areas, places.rows
    boxes: list[PlacedBox] = []
    for box, area in areas.items():
        boxes.append(PlacedBox(box, area, places.sizes[box].shape))
    brackets: list[Bracket] = []
    undercutters: list[Line] = []
    for row in rows:
        for member in row.groups:
            of_group, lines_of_group = brackets_and_undercutters(member.group, areas)
            brackets += of_group
            undercutters += lines_of_group
    lines, misfits = _lines_between(places, undercutters)
    return Layout("rows", trees, boxes, brackets, lines, places.width, rows[-1].bottom), misfits


def _lines_between(
    places: RowPlaces, undercutters: Sequence[Line]
) -> tuple[list[Line], list[Inference]]:
    """Return all lines, and the steps whose lines across nobody would want to follow."""
    trees, areas, level = places.trees, places.areas, places.level
    over = trees.lines_over()
    lines: list[Line] = []
    rising: list[_Rising] = []
    misfits: list[Inference] = []
    # Those that run over main claims come first.
    for inference in sorted(trees.across, key=lambda across: across not in over):
        source, target = trees.ends(inference)
        if inference in over:
            path = path_over(areas[source], areas[target], over.index(inference))
            lines.append(line_across(trees, inference.id, path))
        elif _are_neighbors(places, source, target):
            path = path_beside(areas[source], areas[target])
            lines.append(line_across(trees, inference.id, path))
        else:
            if level[source] < level[target] and inference.id in trees.answers:
                # A line with two heads may begin at either end.
                source, target = target, source
            if _may_rise(places, source, target):
                rising.append((inference, source, target))
            else:
                misfits.append(inference)
    risen: list[Line] = []
    for box in areas:
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
    level, areas = places.level, places.areas
    if level[one] != level[other]:
        return False
    boxes = list(places.rows[level[one]].boxes)
    left, right = sorted([one, other], key=boxes.index)
    if boxes.index(right) - boxes.index(left) > 1:
        return False
    return areas[right].left - areas[left].right >= _LEAST_BESIDE


def _may_rise(places: RowPlaces, lower: Box, upper: Box) -> bool:
    """Return whether a line can run from a box up to one of the row above, not too far away."""
    level, areas = places.level, places.areas
    if level[lower] - level[upper] != 1:
        return False
    for member in places.rows[level[lower]].groups:
        for block in member.group:
            if block.has_bracket and lower in block.boxes:
                return False  # it could not leave the box without crossing the bracket
    source, target = areas[lower], areas[upper]
    distance = max(source.left - target.right, target.left - source.right)
    return distance <= _FARTHEST_ACROSS * places.width


def _lines_into(places: RowPlaces, target: Box, rising: Sequence[_Rising]) -> Iterator[Line]:
    """Yield the lines from the row below into the lower edge of a box: of its tree, and across."""
    trees, areas, rows = places.trees, places.areas, places.rows
    area = areas[target]
    middle, _ = area.middle
    starts: list[_Start] = []
    for group in trees.below[target.number]:
        starts.append(_Start(*top_of(group[0], areas), group[0].id))
    from_left: list[_Start] = []
    from_right: list[_Start] = []
    for inference, lower, upper in rising:
        if upper is not target:
            continue
        source = areas[lower]
        source_middle, y = source.middle[0], source.top
        # Its own line leaves it in the middle, so this one leaves it near the corner.
        inset = _FROM_CORNER * source.width
        if source_middle < middle:
            x = source.right - inset
            from_left.append(_Start(x, y, 0.0, inference.id, is_across=True))
        else:
            x = source.left + inset
            from_right.append(_Start(x, y, 0.0, inference.id, is_across=True))
    starts = [*sorted(from_left), *starts, *sorted(from_right)]
    if not starts:
        return
    level = places.level[target]
    row_below = rows[level + 1]
    low = row_below.top - row_below.zone
    high = rows[level].bottom + _STRAIGHT_END
    ports = ports_of(area, [start.x for start in starts])
    for (x, y, slack, id, is_across), port in zip(starts, ports, strict=True):
        # A line that may begin a little further left or right is the straighter for it.
        start_x = min(max(port, x - slack), x + slack)
        path = rise((start_x, y), low, high, (port, area.bottom + HEAD_ROOM))
        if is_across:
            yield line_across(trees, id, path)
        else:
            yield Line(id, path)
