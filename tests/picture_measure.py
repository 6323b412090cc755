"""What is right or wrong about the layout of a picture, in numbers: all but crossings ought to be 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from argmap.diagrams import Block, Group, Layout, Point, Rectangle, crossings, flatten, overlap

_SKIN = 0.6
"""How far something may reach into a box before it counts, in points: the width of its border."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Faults of a layout.

    Attributes:
        main_levels: main claims that are not on the level of the first.
        order: reasons or objections that do not come after the one before them.
        torn: premises that do not stand right beside the one before them, on its level.
        missing: claims without a box, and steps without a line.
        through_boxes: lines and brackets that go through a box.
        overlaps: boxes that touch another, heads that touch a box or another head, strips that leave their box.
        crossings: pairs of lines that cross.
    """

    main_levels: int
    order: int
    torn: int
    missing: int
    through_boxes: int
    overlaps: int
    crossings: int


def measure(layout: Layout) -> Measures:
    """Return the faults of a layout whose main claims are on top."""
    areas = {placed.box.number: placed.area for placed in layout.boxes}
    groups = [
        *layout.trees.mains,
        *layout.trees.loose,
        *(group for below in layout.trees.below for group in below),
    ]
    blocks = [block for group in groups for block in group]
    return Measures(
        main_levels=_main_levels(layout, areas),
        order=sum(_out_of_order(layout.trees.below[number], areas) for number in areas),
        torn=sum(_torn(block, areas) for block in blocks),
        missing=_missing(layout),
        through_boxes=_through_boxes(layout),
        overlaps=_overlaps(layout),
        crossings=_crossings(layout),
    )


def _main_levels(layout: Layout, areas: dict[int, Rectangle]) -> int:
    mains = [areas[group[0].boxes[0].number] for group in layout.trees.mains]
    # They share the edge that reasons lead to.
    return min(sum(abs(main[edge] - mains[0][edge]) > _SKIN for main in mains) for edge in range(4))


def _out_of_order(groups: Sequence[Group], areas: dict[int, Rectangle]) -> int:
    """Return how many groups stand neither right of the one before them nor below it."""
    firsts = [areas[group[0].boxes[0].number] for group in groups]
    return sum(
        after.left < before.right and after.top < before.bottom
        for before, after in pairwise(firsts)
    )


def _torn(block: Block, areas: dict[int, Rectangle]) -> int:
    torn = 0
    for before, after in pairwise(block.boxes):
        one, other = areas[before.number], areas[after.number]
        between = Rectangle(
            one.right, max(one.top, other.top), other.left, min(one.bottom, other.bottom)
        )
        is_in_order = other.left >= one.right and abs(one.top - other.top) < _SKIN
        if not is_in_order or any(overlap(between, area) for area in areas.values()):
            torn += 1
    return torn


def _missing(layout: Layout) -> int:
    map = layout.trees.map
    drawn = {placed.box.claim for placed in layout.boxes if not placed.box.is_copy}
    drawn_inferences = {line.inference for line in layout.lines}
    # Two rebuttals that answer each other have one line.
    both = [map.inferences[line.inference] for line in layout.lines if line.has_tail]
    drawn_inferences |= {
        inference.id
        for one in both
        for inference in map.rebuttals(one.premises[0])
        if inference.premises == (one.target,)
    }
    return len(set(map.claims) - drawn) + len(set(map.inferences) - drawn_inferences)


def _through_boxes(layout: Layout) -> int:
    boxes = [_shrunk(placed.area) for placed in layout.boxes]
    paths = [flatten(line.path) for line in layout.lines]
    paths += [list(bracket.bar) for bracket in layout.brackets]
    return sum(any(_goes_through(path, box) for box in boxes) for path in paths)


def _shrunk(area: Rectangle) -> Rectangle:
    return Rectangle(area.left + _SKIN, area.top + _SKIN, area.right - _SKIN, area.bottom - _SKIN)


def _goes_through(path: Sequence[Point], box: Rectangle) -> bool:
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    ]
    return any(_holds(box, point) for point in path) or crossings(path, [*corners, corners[0]]) > 0


def _holds(box: Rectangle, point: Point) -> bool:
    return box.left < point[0] < box.right and box.top < point[1] < box.bottom


def _overlaps(layout: Layout) -> int:
    boxes = [placed.area for placed in layout.boxes]
    number = sum(overlap(one, other) for one, other in combinations(boxes, 2))
    number += sum(placed.shape.height > placed.area.height + _SKIN for placed in layout.boxes)
    number += sum(placed.shape.width > placed.area.width + _SKIN for placed in layout.boxes)
    heads = list(_heads(layout))
    number += sum(overlap(one, other) for one, other in combinations(heads, 2))
    return number + sum(overlap(head, _shrunk(box)) for head in heads for box in boxes)


def _heads(layout: Layout) -> Iterator[Rectangle]:
    """Yield rectangles that hold the heads of lines, which are at most 10 points wide and 8 long."""
    for line in layout.lines:
        ends = [(line.path[-1], line.path[-4])] if line.has_head else []
        if line.has_tail:
            ends.append((line.path[0], line.path[3]))
        for tip, before in ends:
            distance = ((tip[0] - before[0]) ** 2 + (tip[1] - before[1]) ** 2) ** 0.5
            along = ((tip[0] - before[0]) / distance, (tip[1] - before[1]) / distance)
            base = (tip[0] - 7 * along[0], tip[1] - 7 * along[1])
            aside = (4.9 * abs(along[1]), 4.9 * abs(along[0]))
            yield Rectangle(
                min(tip[0], base[0]) - aside[0],
                min(tip[1], base[1]) - aside[1],
                max(tip[0], base[0]) + aside[0],
                max(tip[1], base[1]) + aside[1],
            )


def _crossings(layout: Layout) -> int:
    paths = [flatten(line.path) for line in layout.lines]
    return sum(crossings(one, other) > 0 for one, other in combinations(paths, 2))
