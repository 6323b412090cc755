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
from itertools import pairwise
from typing import NamedTuple

from argmap.diagrams.geometry import Path, Point, straight
from argmap.diagrams.layout import settle_row

_SWEEPS = 6
"""How often rows are put in order, from the top and from the bottom in turn."""

_SETTLINGS = 4
"""How often places are moved towards what they are joined with."""

_GAP = 10.0
"""Between boxes on a row."""

_LINE_GAP = 5.0
"""Between lines that pass a row."""

_ROW_GAP = 44.0
"""Between rows: lines run slanting there."""


class Node(NamedTuple):
    """What is on a row: a name, a width and a height."""

    name: str
    width: float
    height: float


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
    return _Layers(nodes, edges, ranks).place()


class _Layers:
    """Rows of places: of nodes, and of edges that pass. A place is a number."""

    def __init__(
        self, nodes: Sequence[Node], edges: Sequence[Edge], ranks: Mapping[str, int]
    ) -> None:
        self.nodes = nodes
        top = max(ranks.values(), default=0)
        self.rows: list[list[int]] = [[] for _ in range(top + 1)]
        self.row_of: list[int] = []
        self.widths: list[float] = []
        self.join: list[list[int]] = []
        number_of: dict[str, int] = {}
        for node in nodes:
            number_of[node.name] = self.new_place(top - ranks[node.name], node.width)
        self.ways = [self.way(number_of[edge.start], number_of[edge.end]) for edge in edges]
        self.at = [0.0] * len(self.row_of)

    def new_place(self, row: int, width: float) -> int:
        number = len(self.row_of)
        self.row_of.append(row)
        self.widths.append(width)
        self.join.append([])
        self.rows[row].append(number)
        return number

    def way(self, start: int, end: int) -> list[int]:
        """Return the places that an edge passes, with one on each row between its ends."""
        first, last = self.row_of[start], self.row_of[end]
        direction = 1 if last > first else -1
        way = [start]
        for row in range(first + direction, last, direction):
            way.append(self.new_place(row, 0.0))
        way.append(end)
        for one, other in pairwise(way):
            if self.row_of[one] != self.row_of[other]:
                self.join[one].append(other)
                self.join[other].append(one)
        return way

    def put_in_order(self) -> None:
        """Put rows in the order of what their places are joined with on the row before.

        That is done from the top down and from the bottom up in turn.
        """
        index = [0.0] * len(self.row_of)
        for row in self.rows:
            for place, number in enumerate(row):
                index[number] = place
        for sweep in range(_SWEEPS):
            levels = list(range(len(self.rows)))
            if sweep % 2 == 1:
                levels.reverse()
            for before, level in pairwise(levels):
                row = self.rows[level]
                centers: dict[int, float] = {}
                for number in row:
                    there = [
                        index[other] for other in self.join[number] if self.row_of[other] == before
                    ]
                    # What is joined with nothing there has its own place.
                    centers[number] = sum(there) / len(there) if there else index[number]
                row.sort(key=centers.__getitem__)  # what has the same center keeps its order
                for place, number in enumerate(row):
                    index[number] = place

    def settle(self) -> None:
        """Move the places of each row towards what they are joined with."""
        at = self.at
        for row in self.rows:
            place = 0.0
            for number, gap in zip(row, [*self.gaps(row), 0.0], strict=False):
                at[number] = place
                place += gap
        for sweep in range(_SETTLINGS):
            rows = self.rows if sweep % 2 == 0 else self.rows[::-1]
            for row in rows:
                wishes: list[float] = []
                weights: list[float] = []
                for number in row:
                    joined = self.join[number]
                    wish = at[number]
                    if joined:
                        wish = sum(at[other] for other in joined) / len(joined)
                    wishes.append(wish)
                    weights.append(1.0 + len(joined))
                places = settle_row(wishes, self.gaps(row), weights, float("-inf"), float("inf"))
                for number, place in zip(row, places, strict=True):
                    at[number] = place

    def gaps(self, row: Sequence[int]) -> list[float]:
        gaps: list[float] = []
        for one, other in pairwise(row):
            width, other_width = self.widths[one], self.widths[other]
            gap = _GAP if width or other_width else _LINE_GAP
            gaps.append((width + other_width) / 2 + gap)
        return gaps

    def place(self) -> Layered:
        self.put_in_order()
        self.settle()
        lefts: list[float] = []
        rights: list[float] = []
        for place, width in zip(self.at, self.widths, strict=True):
            lefts.append(place - width / 2)
            rights.append(place + width / 2)
        left, right = min(lefts, default=0.0), max(rights, default=0.0)
        # From here on the left edge of the picture is 0.
        self.at = [place - left for place in self.at]
        # The top and the bottom of each row: it is as high as its highest node.
        bands: list[tuple[float, float]] = []
        top = bottom = 0.0
        for row in self.rows:
            heights = [self.nodes[number].height for number in row if number < len(self.nodes)]
            bottom = top + max(heights, default=0.0)
            bands.append((top, bottom))
            top = bottom + _ROW_GAP
        middles: dict[str, Point] = {}
        for number, node in enumerate(self.nodes):
            top, lower = bands[self.row_of[number]]
            middles[node.name] = (self.at[number], (top + lower) / 2)
        paths = [self.path(way, bands) for way in self.ways]
        return Layered(middles, paths, right - left, bottom)

    def path(self, way: Sequence[int], bands: Sequence[tuple[float, float]]) -> Path:
        """Return the way of an edge: straight through rows, slanting between them."""
        first, *passed, last = way
        start_x, end_x = self.at[first], self.at[last]
        first_band, last_band = bands[self.row_of[first]], bands[self.row_of[last]]
        start_y, end_y = sum(first_band) / 2, sum(last_band) / 2
        half_start, half_end = self.nodes[first].height / 2, self.nodes[last].height / 2
        if first_band == last_band:
            # Beside each other: over the row.
            above = first_band[0] - _ROW_GAP / 3
            start, end = (start_x, start_y - half_start), (end_x, end_y - half_end)
            return straight(start, (start_x, above), (end_x, above), end)
        # A line enters a row at one side and leaves it at the other.
        enters, leaves = 1, 0
        start, end = (start_x, start_y - half_start), (end_x, end_y + half_end)
        if self.row_of[first] < self.row_of[last]:
            enters, leaves = 0, 1
            start, end = (start_x, start_y + half_start), (end_x, end_y - half_end)
        knots: list[Point] = [start, (start_x, first_band[leaves])]
        for number in passed:
            band = bands[self.row_of[number]]
            knots += [(self.at[number], band[enters]), (self.at[number], band[leaves])]
        knots += [(end_x, last_band[enters]), end]
        kept = knots[:1]
        for knot in knots:
            if knot != kept[-1]:
                kept.append(knot)
        return straight(*kept)
