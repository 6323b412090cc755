"""Boxes on rows, each line through a place of its own on every row that it passes.

      ┌───┐     ┌───┐
      └───┘     └───┘
        ▲ ╲       ▲
        │  ╲│     │     a line that passes the row goes straight through it
      ┌───┐ │ ┌───┐
      └───┘ │ └───┘
        ▲   ╱
      ┌───┐╱
      └───┘

This is the plain layout of tangled maps. It always comes to an end, in about as many steps as there
are places. Source: Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical
System Structures (1981): rows by the longest way, an order in them by barycenters, and places as
near to what they are joined with as the order allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from argmap.diagrams.geometry import Path, Point, Rectangle, straight
from argmap.diagrams.layout import Movable, settle

_SWEEPS = 6  # how often rows are put in order, from the top and from the bottom in turn
_SETTLINGS = 4  # how often places are moved towards what they are joined with
_GAP = 10.0  # between boxes on a row
_LINE_GAP = 5.0  # between lines that pass a row
_ROW_GAP = 44.0  # between rows: lines run slanting there


class Node(NamedTuple):
    """What is on a row: a name, a width and a height."""

    name: str
    width: float
    height: float

    def turned(self) -> Node:
        """Return the node with width and height exchanged."""
        return Node(self.name, self.height, self.width)

    def area(self, middle: Point) -> Rectangle:
        """Return where it is, around its middle."""
        x, y = middle
        left = x - self.width / 2
        top = y - self.height / 2
        right = x + self.width / 2
        bottom = y + self.height / 2
        return Rectangle(left, top, right, bottom)


class Edge(NamedTuple):
    """A line, from the top of what has one name to the bottom of what has the other."""

    start: str
    end: str


class Layered(NamedTuple):
    """Where things are.

    Attributes:
        middles: the middle of each node, by its name.
        paths: the way of each edge, in their order; no box is in it.
        width, height: what all this takes up.
    """

    middles: Mapping[str, Point]
    paths: Sequence[Path]
    width: float
    height: float


@dataclass(slots=True, eq=False, kw_only=True)
class _Place(Movable):
    """A place on a row: of a node, or of an edge that passes, which has no width and height.

    Attributes:
        at: its middle; see `Movable`.
        level: the number of its row, 0 for the highest.
        width, height: its size.
        joined: the places on other rows that edges run to from here.
        order: what is less further left on its row.
        top, bottom: those of its row.
    """

    level: int
    width: float = 0.0
    height: float = 0.0
    joined: list[_Place] = field(default_factory=list)
    order: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def head(self) -> Point:
        """The middle of its upper edge."""
        y = self.y - self.height / 2
        return self.at, y

    @property
    def foot(self) -> Point:
        """The middle of its lower edge."""
        y = self.y + self.height / 2
        return self.at, y


_Row = list[_Place]
_Rows = list[_Row]


def place_in_layers(
    nodes: Sequence[Node], edges: Sequence[Edge], ranks: Mapping[str, int]
) -> Layered:
    """Return the places of nodes and edges.

    Args:
        nodes: the nodes, in the order that they should keep where nothing speaks against it.
        edges: the edges.
        ranks: the row of each node, 0 for the lowest; that of an edge's end may be the lower one,
            in circles.
    """
    top = max(ranks.values(), default=0)
    rows: _Rows = [[] for _ in range(top + 1)]
    place_of = {}
    for name, width, height in nodes:
        level = top - ranks[name]
        place = _Place(level=level, width=width, height=height)
        place_of[name] = place
        rows[level].append(place)
    ways = []
    for start, end in edges:
        way = _way(rows, place_of[start], place_of[end])
        ways.append(way)
    _put_in_order(rows)
    _settle(rows)
    width, height = _place_in_picture(rows)
    paths = [_path(way) for way in ways]
    middles = {}
    for name, place in place_of.items():
        middles[name] = (place.at, place.y)
    return Layered(middles, paths, width, height)


def _place_in_picture(rows: _Rows) -> Point:
    """Move all places so that the picture begins at (0, 0), and return its width and height."""
    left = right = bottom = 0.0
    for place in chain(*rows):
        half = place.width / 2
        left = min(left, place.at - half)
        right = max(right, place.at + half)
    top = 0.0
    for row in rows:
        # A row is as high as its highest node.
        heights = [place.height for place in row]
        bottom = top + max(heights, default=0.0)
        for place in row:
            place.at -= left
            place.top = top
            place.bottom = bottom
        top = bottom + _ROW_GAP
    return right - left, bottom


def _way(rows: _Rows, start: _Place, end: _Place) -> _Row:
    """Return the places that an edge passes, with a new one on each row between its ends."""
    first = start.level
    last = end.level
    direction = 1 if last > first else -1
    way = [start]
    for level in range(first + direction, last, direction):
        place = _Place(level=level)
        rows[level].append(place)
        way.append(place)
    way.append(end)
    for one, other in pairwise(way):
        if one.level != other.level:
            one.joined.append(other)
            other.joined.append(one)
    return way


def _put_in_order(rows: _Rows) -> None:
    """Put rows in the order of what their places are joined with on the row before.

    That is done from the top down and from the bottom up in turn.
    """
    for row in rows:
        _number(row)
    levels = list(range(len(rows)))
    for _ in range(_SWEEPS):
        for before, level in pairwise(levels):
            row = rows[level]
            for place in row:
                there = [other.order for other in place.joined if other.level == before]
                # What is joined with nothing there has its own place.
                if there:
                    place.order = sum(there) / len(there)
            row.sort(key=attrgetter("order"))  # what has the same keeps its order
            _number(row)
        levels.reverse()


def _number(row: _Row) -> None:
    for number, place in enumerate(row):
        place.order = number


def _settle(rows: _Rows) -> None:
    """Move the places of each row towards what they are joined with."""
    for row in rows:
        for one, other in pairwise(row):
            widths = one.width + other.width
            gap = _GAP if widths > 0 else _LINE_GAP
            one.pitch = widths / 2 + gap
        x = 0.0
        for place in row:
            place.at = x
            x += place.pitch
    for _ in range(_SETTLINGS):
        for row in rows:
            for place in row:
                joined = [other.at for other in place.joined]
                place.weight = 1.0 + len(joined)
                place.wish = place.at
                if joined:
                    place.wish = sum(joined) / len(joined)
            settle(row, -inf, inf)
        rows = rows[::-1]


def _path(way: _Row) -> Path:
    """Return the way of an edge: straight through rows, slanting between them."""
    first, *passed, last = way
    if first.level < last.level:
        upward = _path(way[::-1])
        return upward[::-1]
    if first.level == last.level:
        # Beside each other: over the row.
        above = first.top - _ROW_GAP / 3
        start = (first.at, above)
        end = (last.at, above)
        return straight(first.head, start, end, last.head)
    knots = [first.head, (first.at, first.top)]
    for place in passed:
        x = place.at
        knots.append((x, place.bottom))
        knots.append((x, place.top))
    knots.append((last.at, last.bottom))
    knots.append(last.foot)
    different = [knot for knot, _ in groupby(knots)]
    return straight(*different)
