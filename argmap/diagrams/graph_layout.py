"""A map as a graph: each claim once, on rows, and lines that run around boxes.

      ┌────┐    ┌────┐
      │ 0  │    │ 1  │      claims and junctions are nodes with numbers
      └────┘    └────┘
         ▲ ╲       ▲
         │   ╲  ╭──╯
         │    ╲ │          lines are S-bends between rows, and straight within them
         │   ╭──4──╮       linked premises meet in a junction
      ┌────┐ │   ┌────┐
      │ 2  │─╯   │ 3  │
      └────┘     └────┘

The order of the file is not kept. Of several ways to break circles that is drawn whose lines cross
least for the size of the text.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import each_claim_once
from argmap.diagrams.geometry import Path, Point, Rectangle, join_paths, rise, straight, without_end
from argmap.diagrams.layers import Edge, Rows, arranged_rows
from argmap.diagrams.layout import (
    HEAD_ROOM,
    PORT_GAP,
    PORT_INSET,
    Layout,
    Line,
    Movable,
    PlacedBox,
    ports_of,
    settle,
)
from argmap.diagrams.scene import Scene
from argmap.model import Inference, Kind
from argmap.model.spanning_tree import homes_of

_USUAL_WIDTH = 120.0  # how wide boxes are, in points, or else a little wider
_JUNCTION = 6.5  # how wide and high the point is in which the premises of a step meet

_BESIDE = 13.0  # beside a junction that lines of undercutters come to from the side

_GAP = 10.0  # beside boxes
_LINE_GAP = 5.0  # between lines that pass a row
_LEAST_ROW_GAP = 26.0
_MOST_ROW_GAP = 60.0
_SLOPE = 12.0  # how much further than up lines go sideways before rows move apart for them
_STRAIGHT = 7.0  # how far from rows lines bend: a head has to be on a straight piece

_ROUNDS = 24  # how often places move toward what they are joined with
_FEW_ROUNDS = 4  # the same
_MANY = 10_000  # where there are so many places

# How much it matters that a line is straight, by how many of its ends are places that lines pass.
_WEIGHTS = (1.0, 2.0, 8.0)


class Node(NamedTuple):
    """How wide and high a claim or a junction is."""

    width: float
    height: float

    def area(self, middle: Point) -> Rectangle:
        """Return where it is, around its middle."""
        x, y = middle
        left = x - self.width / 2
        top = y - self.height / 2
        return Rectangle(left, top, left + self.width, top + self.height)


class Arrow(NamedTuple):
    """A line between nodes.

    Attributes:
        start, end: the numbers of these.
        inference: the step it is of.
        has_head, has_tail: whether there is a head at its ends.
    """

    start: int
    end: int
    inference: Inference
    has_head: bool = False
    has_tail: bool = False


class PlacedGraph(NamedTuple):
    """Where things are: the middle of each node, the way of each arrow, and the size of all."""

    middles: Sequence[Point]
    paths: Sequence[Path]
    width: float
    height: float


class Graph:
    """The nodes and arrows of a map, turned so that the main claims are on top.

    Attributes:
        trees: a box for each claim.
        shapes: the shapes of these boxes.
        nodes: a node for each box, and after them those of junctions.
        junctions: the id of a step -> the number of the node in which its premises meet.
        arrows: the lines.
        mains: the nodes of the main claims.
    """

    def __init__(self, scene: Scene, direction: str) -> None:
        map = scene.map
        trees = self.trees = each_claim_once(map)
        if scene.frame_paths:
            from argmap.diagrams.group_frames import keep_room_for_names

            keep_room_for_names(trees, direction)
        self.shapes: list[BoxShape] = []
        self.nodes: list[Node] = []
        node_of = {}
        for box, shapes in zip(trees.boxes, scene.shapes(trees), strict=True):
            # The narrowest that is wide enough, or else the widest.
            for shape in shapes:
                if shape.width >= _USUAL_WIDTH:
                    break
            node_of[box.claim] = len(self.nodes)
            self.shapes.append(shape)
            node = Node(shape.width, shape.height)
            if direction in ("left", "right"):
                beside = trees.room_beside.get(box.number, 0.0)
                node = Node(shape.height + beside, shape.width)
            self.nodes.append(node)
        self.mains = [node_of[id] for id in homes_of(map).mains_in_order]
        self.junctions: dict[str, int] = {}
        for id, inference in map.inferences.items():
            premises = inference.premises
            # What bears on itself has a line to somewhere and back.
            is_round = inference.target in premises
            undercutters = map.undercutters(id)
            if len(premises) > 1 or is_round or undercutters:
                self.junctions[id] = len(self.nodes)
                beside = 2 * _BESIDE if undercutters else 0.0
                self.nodes.append(Node(_JUNCTION + beside, _JUNCTION))
        node_of |= self.junctions
        self.arrows: list[Arrow] = []
        answers = trees.answers
        second = {*answers.values()}
        for id, inference in map.inferences.items():
            if id in second:
                continue
            starts = [node_of[premise] for premise in inference.premises]
            if id in self.junctions:
                junction = self.junctions[id]
                for start in starts:
                    self.arrows.append(Arrow(start, junction, inference))
                starts = [junction]
            end = node_of[inference.target]
            self.arrows.append(Arrow(starts[0], end, inference, True, id in answers))
        self._widen()

    def _widen(self) -> None:
        """Make boxes so wide that there is room for the heads of all their lines."""
        heads = [0 for _ in self.nodes]
        for start, end, _, has_head, has_tail in self.arrows:
            heads[end] += has_head
            heads[start] += has_tail
        for number, _ in enumerate(self.shapes):
            node = self.nodes[number]
            least = PORT_GAP * (heads[number] - 1) + 2 * PORT_INSET
            self.nodes[number] = Node(max(node.width, least), node.height)

    def layout(self, placed: PlacedGraph) -> Layout:
        """Return a layout of boxes around their middles and of lines with room for their heads."""
        middles, paths, width, height = placed
        boxes = []
        # Behind the nodes of boxes there are those of junctions.
        for box, shape, node, middle in zip(
            self.trees.boxes, self.shapes, self.nodes, middles, strict=False
        ):
            boxes.append(PlacedBox(box, node.area(middle), shape))
        lines = []
        for arrow, whole in zip(self.arrows, paths, strict=True):
            _, _, inference, has_head, has_tail = arrow
            path = whole
            if has_head and inference.kind is not Kind.UNDERCUTTER:
                path = without_end(path, HEAD_ROOM)
                if has_tail:
                    turned = without_end(path[::-1], HEAD_ROOM)
                    path = turned[::-1]
            lines.append(Line(inference.id, path, has_head, has_tail, is_across=True))
        junctions = {}
        for id, number in self.junctions.items():
            junctions[id] = middles[number]
        return Layout("graph", self.trees, boxes, [], lines, width, height, junctions=junctions)


def lay_out_graph(scene: Scene, direction: str) -> list[tuple[int, Layout]]:
    """Return layouts as if the main claims were on top, each with how bad its lines are.

    Raises:
        ArgmapError: the map is too large.
    """
    graph = Graph(scene, direction)
    edges = [Edge(arrow.start, arrow.end) for arrow in graph.arrows]
    undercutters = set()
    for number, arrow in enumerate(graph.arrows):
        if arrow.has_head and arrow.inference.kind is Kind.UNDERCUTTER:
            undercutters.add(number)
    layouts = []
    for rows in arranged_rows(len(graph.nodes), edges, graph.mains):
        placed = _Places(rows, graph.nodes, undercutters).placed(edges)
        # Lines that lead down are bad, too, but not as bad as crossings.
        cost = 1 + rows.crossings + rows.turned // 4
        layouts.append((cost, graph.layout(placed)))
    return layouts


class _Places:
    """Where boxes and lines on rows are, from left to right, and how high the rows are.

    Attributes:
        rows: the rows.
        nodes: the sizes of the boxes.
        undercutters: the numbers of the lines that come to junctions from the side.
        things: a place for each box, and for each line on a row that it passes.
        width: that of the widest row, which all others keep.
    """

    def __init__(self, rows: Rows, nodes: Sequence[Node], undercutters: Container[int]) -> None:
        self.rows = rows
        self.nodes = nodes
        self.undercutters = undercutters
        self.things = [Movable() for _ in rows.levels]
        self.width = 0.0
        for row in rows.rows:
            self.width = max(self.width, self._pack(row))
        for row in rows.rows:
            spare = self.width - self.things[row[-1]].at - self._half(row[-1])
            for one in row:
                self.things[one].at += spare / 2
        rounds = _ROUNDS if len(self.things) <= _MANY else _FEW_ROUNDS
        for number in range(rounds):
            for row in rows.rows[:: -1 if number % 2 else 1]:
                self._settle(row)
        self._straighten()

    def _half(self, one: int) -> float:
        """Return half of how wide something is; a line has no width."""
        return self.nodes[one].width / 2 if one < len(self.nodes) else 0.0

    def _pack(self, row: list[int]) -> float:
        """Put what is on a row as near to each other as it may be, and return the width of all."""
        x = 0.0
        for one, other in pairwise([row[0], *row]):
            half = self._half(one)
            other_half = self._half(other)
            if one != other:
                self.things[one].pitch = half + other_half
                self.things[one].pitch += _GAP if half + other_half else _LINE_GAP
                x += self.things[one].pitch
            else:
                x += half
            self.things[other].at = x
        return x + self._half(row[-1])

    def _settle(self, row: list[int]) -> None:
        """Move what is on a row toward what it is joined with."""
        boxes = self.rows.boxes
        moved = []
        for one in row:
            thing = self.things[one]
            weight = moment = 0.0
            for joined in (self.rows.above[one], self.rows.below[one]):
                for other in joined:
                    pull = _WEIGHTS[(one >= boxes) + (other >= boxes)]
                    weight += pull
                    moment += pull * self.things[other].at
            thing.wish = moment / weight if weight else thing.at
            thing.weight = weight or 1.0
            moved.append(thing)
        settle(moved, self._half(row[0]), self.width - self._half(row[-1]))

    def _straighten(self) -> None:
        """Give each line one x on as many rows that it passes as its neighbors leave room for."""
        for way in self.rows.ways:
            run: list[Movable] = []
            low, high = -inf, inf
            for one in way[1:-1]:
                thing = self.things[one]
                least, most = self._free(one)
                if max(low, least) > min(high, most):
                    _share(run, low, high)
                    run = []
                    low, high = -inf, inf
                run.append(thing)
                low = max(low, least)
                high = min(high, most)
            _share(run, low, high)

    def _free(self, one: int) -> tuple[float, float]:
        """Return between what a place may be, as its neighbors are."""
        row = self.rows.rows[self.rows.levels[one]]
        number = self.rows.at[one]
        thing = self.things[one]
        low, high = 0.0, self.width
        if number > 0:
            before = self.things[row[number - 1]]
            low = before.at + before.pitch
        if number < len(row) - 1:
            high = self.things[row[number + 1]].at - thing.pitch
        # Sums of lengths may differ by a little.
        return min(low, thing.at), max(high, thing.at)

    def placed(self, edges: Sequence[Edge]) -> PlacedGraph:
        """Return where everything is."""
        rows = self.rows
        turns = self._turns()
        # How far lines run sideways below each row.
        spread = [0.0] * len(rows.rows)
        for way, xs in zip(rows.ways, turns, strict=True):
            for one, (x, other_x) in zip(way, pairwise(xs), strict=False):
                level = rows.levels[one] - 1
                spread[level] = max(spread[level], abs(x - other_x))
        bands = []
        top = 0.0
        for level, row in enumerate(rows.rows):
            heights = [self.nodes[one].height for one in row if one < rows.boxes]
            bottom = top + max(heights)
            bands.append((top, bottom))
            top = bottom + min(max(spread[level] / _SLOPE, _LEAST_ROW_GAP), _MOST_ROW_GAP)
        middles = []
        for box in range(rows.boxes):
            top, bottom = bands[rows.levels[box]]
            middles.append((self.things[box].at, (top + bottom) / 2))
        paths = []
        for edge, way, xs in zip(edges, rows.ways, turns, strict=True):
            path = self._path(way, xs, bands, middles)
            paths.append(path if way[0] == edge.start else path[::-1])
        _, height = bands[-1]
        return PlacedGraph(middles, paths, self.width, height)

    def _turns(self) -> list[list[float]]:
        """Return the x of each line on each row, ports of boxes included."""
        rows = self.rows
        turns = []
        into: list[list[tuple[int, int]]] = [[] for _ in self.nodes]
        out: list[list[tuple[int, int]]] = [[] for _ in self.nodes]
        for number, way in enumerate(rows.ways):
            turns.append([self.things[one].at for one in way])
            out[way[0]].append((rows.at[way[1]], number))
            into[way[-1]].append((rows.at[way[-2]], number))
        for side, place, before in ((out, 0, 1), (into, -1, -2)):
            for node, found in zip(self.nodes, side, strict=True):
                found.sort()
                if node.height == _JUNCTION:
                    # Lines meet in its middle, but for those that end beside it.
                    for place_there, (_, number) in enumerate(found):
                        if side is into and number in self.undercutters:
                            is_right = 2 * place_there >= len(found)
                            turns[number][-1] += _BESIDE if is_right else -_BESIDE
                    continue
                numbers = [number for _, number in found]
                if numbers:
                    at = turns[numbers[0]][place]
                    area = node.area((at, 0.0))
                    wishes = [turns[number][before] for number in numbers]
                    for number, port in zip(numbers, ports_of(area, wishes), strict=True):
                        turns[number][place] = port
        return turns

    def _path(
        self,
        way: Sequence[int],
        xs: Sequence[float],
        bands: Sequence[Point],
        middles: Sequence[Point],
    ) -> Path:
        """Return the way of a line from below: straight through rows, in S-bends between them."""
        levels = self.rows.levels
        _, y = middles[way[0]]
        start = (xs[0], y - self.nodes[way[0]].height / 2)
        path: Path = (start,)
        for one, (before, x) in zip(way[1:], pairwise(xs), strict=True):
            _, y = bands[levels[one]]
            below, _ = bands[levels[one] + 1]
            high = y + _STRAIGHT
            if one == way[-1]:
                middle, y = middles[one]
                if self.nodes[one].height == _JUNCTION and x != middle:
                    # Up to its level, and then to it from the side.
                    edge = middle + (_JUNCTION / 2 if x > middle else -_JUNCTION / 2)
                    path = join_paths(path, rise(path[-1], below - _STRAIGHT, high, (x, y)))
                    return join_paths(path, straight((x, y), (edge, y)))
                y += self.nodes[one].height / 2
            elif x == before:
                continue  # it goes on as it came
            bend = rise(path[-1], below - _STRAIGHT, high, (x, y))
            path = join_paths(path, bend)
        return path


def _share(run: Sequence[Movable], low: float, high: float) -> None:
    """Give places one x, between these."""
    if run:
        places = sorted(thing.at for thing in run)
        x = min(max(places[len(places) // 2], low), high)
        for thing in run:
            thing.at = x
