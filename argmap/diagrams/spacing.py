"""What rows and hanging maps share: sizes of boxes, the room on a page, premises side by side,
brackets.

Things in a row, each as near to where it wants to be as order and gaps allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import Block, Box, Group
from argmap.diagrams.curves import Path, Point, round_corners
from argmap.diagrams.placement import Bracket, Line, Rectangle

LINKED_GAP = 5.0
"""Between linked premises, in points."""

UNDERCUT_GAP = 18.0
"""Between a block and what undercuts it: its line has to be seen."""

BRACKET_HEIGHT = 9.0
"""From a bracket's bar to the boxes below it."""

UNDERCUT_DROP = 9.0
"""How much lower an undercutter stands than what it strikes."""

_FIRST_RISE, _NEXT_RISE = 13.0, 8.0
"""How much higher than the bar the line of a second undercutter runs, so that its head fits under
it, and how much higher again that of each one after it.
"""

HEAD_ROOM = 2.5
"""Between the head of a line and the box that it bears on."""

PORT_GAP = 11.0
"""Between the heads of lines into one box."""

PORT_INSET = 10.0
"""From a corner of a box to the nearest head."""

_CORNER = 5.0
"""The radius of corners in lines."""

_FIRST_OVER = 16.0
_OVER_GAP = 7.0
"""Between a main claim and the first line that runs over it, and between this and the next."""

_HEADS_APART = 14.0
"""Between the heads of undercutters on one bar."""


class Size(NamedTuple):
    """How much room a box takes if it has this shape; turned, where the main claims lie at the left
    or right.
    """

    width: float
    height: float
    shape: BoxShape

    def height_beside(self, height: float) -> float:
        """Return how high the box is in a row that is so high."""
        return self.height if self.shape.is_rigid else height


class Room(NamedTuple):
    """What a map has to fit: width and height in points, and how much it may be enlarged."""

    width: float
    height: float
    most: float

    def scale(self, width: float, height: float) -> float:
        """Return what a map of this size is multiplied by to fit."""
        return min(self.width / width, self.height / height, self.most)


def boxes_of(group: Group) -> Iterator[Box]:
    """Yield the boxes of a group, in order."""
    for block in group:
        yield from block.boxes


def gaps_in(group: Group) -> float:
    """Return how wide a group is besides its boxes."""
    linked = sum(LINKED_GAP * (len(block.boxes) - 1) for block in group)
    return linked + UNDERCUT_GAP * (len(group) - 1)


def zone_above(group: Group) -> float:
    """Return what brackets, the lines of undercutters and names of frames take up above the boxes
    of a group.
    """
    zone = 0.0
    for block in group:
        if block.has_bracket:
            zone = max(zone, BRACKET_HEIGHT - UNDERCUT_DROP * block.level)
        if block.host is not None and block.rank > 0:
            zone = max(zone, BRACKET_HEIGHT - UNDERCUT_DROP * block.host.level + _rise(block.rank))
    return zone + group[0].room_above


def _rise(rank: int) -> float:
    """Return how much higher than the bar the line of an undercutter after the first one runs."""
    return _FIRST_RISE + _NEXT_RISE * (rank - 1)


def bracket_over(block: Block, areas: Mapping[int, Rectangle]) -> Bracket:
    """Return the bracket over the premises of a step."""
    first, last = areas[block.boxes[0].number], areas[block.boxes[-1].number]
    y = first.top - BRACKET_HEIGHT
    legs: list[tuple[Point, Point]] = []
    for box in block.boxes:
        x, _ = areas[box.number].middle
        legs.append(((x, y), (x, areas[box.number].top)))
    inference = block.inference.id if block.inference else ""
    return Bracket(inference, ((first.left, y), (last.right, y)), tuple(legs))


def top_of(block: Block, areas: Mapping[int, Rectangle]) -> tuple[Point, float]:
    """Return where the line of a step begins, and how far it could begin to the left or right of
    there.
    """
    first, last = areas[block.boxes[0].number], areas[block.boxes[-1].number]
    x = (first.left + last.right) / 2
    slack = (last.right - first.left) / 5
    y = first.top - BRACKET_HEIGHT if block.has_bracket else first.top
    return (x, y), slack


def undercutter_line(block: Block, host: Block, areas: Mapping[int, Rectangle]) -> Line:
    """Return the line from an undercutter to the right end of the bracket of what it strikes."""
    (x, y), _ = top_of(block, areas)
    end = areas[host.boxes[-1].number].right
    bar = areas[host.boxes[0].number].top - BRACKET_HEIGHT
    path: Path
    if block.rank == 0:
        path = round_corners([(x, y), (x, bar), (end, bar)], _CORNER)
    else:
        # It comes from above, left of the head of the one before it.
        level = bar - _rise(block.rank)
        strike = end - _HEADS_APART * block.rank
        path = round_corners([(x, y), (x, level), (strike, level), (strike, bar)], _CORNER)
    return Line(block.inference.id if block.inference else "", path)


def room_for_lines_over(number: int) -> float:
    """Return how much lower main claims stand so that lines can run over them."""
    if number == 0:
        return 0.0
    return _FIRST_OVER + _OVER_GAP * (number - 1)


def path_over(source: Rectangle, target: Rectangle, rank: int) -> Path:
    """Return the path of a line from one main claim to another over those between them; `rank`
    counts from 0.
    """
    inset = min(_HEADS_APART * (rank + 1), source.width / 2, target.width / 2)
    start, end = source.right - inset, target.left + inset
    if source.left > target.left:
        start, end = source.left + inset, target.right - inset
    y = min(source.top, target.top) - _FIRST_OVER - _OVER_GAP * rank
    knots = [(start, source.top - HEAD_ROOM), (start, y), (end, y), (end, target.top - HEAD_ROOM)]
    return round_corners(knots, _CORNER)


def room_for_ports(lines: int) -> float:
    """Return how wide a box has to be for the heads of so many lines."""
    if lines == 0:
        return 0.0
    return PORT_GAP * (lines - 1) + 2 * PORT_INSET


def port_gaps(area: Rectangle, number: int) -> Sequence[float]:
    """Return the least distances between the heads of so many lines into a box."""
    if number < 2:
        return []
    return [min(PORT_GAP, (area.width - 2 * PORT_INSET) / (number - 1))] * (number - 1)


def settle_row(
    wishes: Sequence[float],
    gaps: Sequence[float],
    weights: Sequence[float],
    low: float,
    high: float,
) -> list[float]:
    """Return places in order that are as near to the wishes as can be, in weighted least squares.

    This is isotonic regression by pooling adjacent violators, once the gaps are taken out.

    Args:
        wishes: where each thing wants to be.
        gaps: the least distances between neighbours, one fewer than things.
        weights: how much each wish counts.
        low: the least place of the first thing.
        high: the greatest place of the last thing; if there is too little room, it is exceeded.
    """
    if not wishes:
        return []
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    # A pool is things that have to move together: its place without gaps, its weight, and how many
    # they are.
    pools: list[tuple[float, float, int]] = []
    for wish, offset, weight in zip(wishes, offsets, weights, strict=True):
        place, total, number = wish - offset, weight, 1
        while pools and pools[-1][0] > place:
            other_place, other_weight, other_number = pools.pop()
            place = (place * total + other_place * other_weight) / (total + other_weight)
            total += other_weight
            number += other_number
        pools.append((place, total, number))
    highest = max(low, high - offsets[-1])
    places: list[float] = []
    for place, _, number in pools:
        # To cut an isotonic solution off at both ends is best within these ends.
        within = min(max(place, low), highest)
        places += [within] * number
    return [place + offset for place, offset in zip(places, offsets, strict=True)]
