"""Boxes on rows, each line through a place of its own on every row that it passes: the plain layout
of tangled maps.

It always comes to an end, in about as many steps as there are places. Source: Sugiyama, Tagawa and
Toda, Methods for Visual Understanding of Hierarchical System Structures (1981): rows by the longest
way, an order in them by barycentres, and places as near to what they are joined with as the order
allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.diagrams.curves import Path, Point, straight
from argmap.diagrams.spacing import settle_row

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
    """What stands on a row: a name, a width and a height."""

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
        paths: the way of each edge, in their order; no box stands in it.
        width, height: what all this takes up.
    """

    middles: Mapping[str, Point]
    paths: Sequence[Path]
    width: float
    height: float


class _Band(NamedTuple):
    """The top and the bottom of a row."""

    top: float
    bottom: float

    def near_side(self, *, is_upward: bool) -> float:
        """Return where a line enters that goes upward, or downward."""
        return self.bottom if is_upward else self.top

    def far_side(self, *, is_upward: bool) -> float:
        """Return where it leaves."""
        return self.top if is_upward else self.bottom


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
        self.edges = edges
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

    # --- order ---

    def put_in_order(self) -> None:
        """Put each row in the order of what its places are joined with on the row before, down and
        up in turn.
        """
        index = [0.0] * len(self.row_of)
        for row in self.rows:
            for place, number in enumerate(row):
                index[number] = place
        for sweep in range(_SWEEPS):
            levels = range(len(self.rows)) if sweep % 2 == 0 else range(len(self.rows) - 1, -1, -1)
            for before, level in pairwise(levels):
                row = self.rows[level]
                centers = {number: self.center(number, before, index) for number in row}
                row.sort(key=centers.__getitem__)  # what has the same centre keeps its order
                for place, number in enumerate(row):
                    index[number] = place

    def center(self, number: int, row: int, values: Sequence[float]) -> float:
        """Return the mean of what a place is joined with on a row, or its own value where that is
        nothing.
        """
        there = [values[other] for other in self.join[number] if self.row_of[other] == row]
        return sum(there) / len(there) if there else values[number]

    # --- places ---

    def settle(self) -> None:
        """Move the places of each row towards what they are joined with, in order and with gaps
        between them.
        """
        for row in self.rows:
            place = 0.0
            for number, gap in zip(row, [*self.gaps(row), 0.0], strict=False):
                self.at[number] = place
                place += gap
        for sweep in range(_SETTLINGS):
            rows = self.rows if sweep % 2 == 0 else self.rows[::-1]
            for row in rows:
                wishes = [self.wish(number) for number in row]
                weights = [1.0 + len(self.join[number]) for number in row]
                places = settle_row(wishes, self.gaps(row), weights, float("-inf"), float("inf"))
                for number, place in zip(row, places, strict=True):
                    self.at[number] = place

    def gaps(self, row: Sequence[int]) -> list[float]:
        gaps: list[float] = []
        for one, other in pairwise(row):
            are_lines = not self.widths[one] and not self.widths[other]
            least = _LINE_GAP if are_lines else _GAP
            gaps.append((self.widths[one] + self.widths[other]) / 2 + least)
        return gaps

    def wish(self, number: int) -> float:
        joined = self.join[number]
        return sum(self.at[other] for other in joined) / len(joined) if joined else self.at[number]

    # --- what comes out ---

    def place(self) -> Layered:
        self.put_in_order()
        self.settle()
        left, right = self.extent()
        bands = self.bands()
        # From here on the left edge of the picture is 0.
        self.at = [place - left for place in self.at]
        middles: list[Point] = []
        for number in range(len(self.nodes)):
            band = bands[self.row_of[number]]
            middles.append((self.at[number], (band.top + band.bottom) / 2))
        paths = [self.path(way, middles, bands) for way in self.ways]
        names = [node.name for node in self.nodes]
        height = bands[-1].bottom if bands else 0.0
        return Layered(dict(zip(names, middles, strict=True)), paths, right - left, height)

    def extent(self) -> tuple[float, float]:
        """Return the left and the right edge of all places."""
        lefts: list[float] = []
        rights: list[float] = []
        for place, width in zip(self.at, self.widths, strict=True):
            lefts.append(place - width / 2)
            rights.append(place + width / 2)
        return min(lefts, default=0.0), max(rights, default=0.0)

    def bands(self) -> list[_Band]:
        """Return for each row the band that it takes: as high as its highest node."""
        bands: list[_Band] = []
        top = 0.0
        for row in self.rows:
            heights = [self.nodes[number].height for number in row if number < len(self.nodes)]
            bottom = top + max(heights, default=0.0)
            bands.append(_Band(top, bottom))
            top = bottom + _ROW_GAP
        return bands

    def path(self, way: Sequence[int], middles: Sequence[Point], bands: Sequence[_Band]) -> Path:
        """Return the way of an edge: straight through rows, slanting between them."""
        first, *passed, last = way
        first_row, last_row = self.row_of[first], self.row_of[last]
        (start_x, start_y), (end_x, end_y) = middles[first], middles[last]
        half_start, half_end = self.nodes[first].height / 2, self.nodes[last].height / 2
        if first_row == last_row:
            # Beside each other: over the row.
            above = bands[first_row].top - _ROW_GAP / 3
            return straight(
                (start_x, start_y - half_start),
                (start_x, above),
                (end_x, above),
                (end_x, end_y - half_end),
            )
        is_upward = first_row > last_row
        if is_upward:
            leaves, arrives = start_y - half_start, end_y + half_end
        else:
            leaves, arrives = start_y + half_start, end_y - half_end
        knots: list[Point] = [
            (start_x, leaves),
            (start_x, bands[first_row].far_side(is_upward=is_upward)),
        ]
        for number in passed:
            band = bands[self.row_of[number]]
            knots.append((self.at[number], band.near_side(is_upward=is_upward)))
            knots.append((self.at[number], band.far_side(is_upward=is_upward)))
        knots += [(end_x, bands[last_row].near_side(is_upward=is_upward)), (end_x, arrives)]
        return straight(*_without_repeats(knots))


def _without_repeats(knots: Sequence[Point]) -> list[Point]:
    """Return points without those that the one before them is, too."""
    kept: list[Point] = []
    for knot in knots:
        if not kept or kept[-1] != knot:
            kept.append(knot)
    return kept
