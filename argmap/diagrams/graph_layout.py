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

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import copysign, inf
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
_LEAST_ROW_GAP = 32.0
_MOST_ROW_GAP = 60.0
_SLOPE = 12.0  # how much further than up lines go sideways before rows move apart for them
_STRAIGHT = 11.0  # how far from rows lines bend: a head has to be on a straight piece

_ROUNDS = 24  # how often places move toward their neighbors
_FEW_ROUNDS = 4  # the same, where there are many places
_MANY = 10_000  # places

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
    """A line of a step between two nodes; whether there are heads at its ends."""

    start: int
    end: int
    inference: Inference
    has_head: bool = False
    has_tail: bool = False


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
        self.trees = each_claim_once(map)
        if scene.frame_paths.alone:
            from argmap.diagrams.group_frames import keep_room_for_names

            keep_room_for_names(self.trees, direction)
        self.shapes: list[BoxShape] = []
        self.nodes: list[Node] = []
        for box, shapes in zip(self.trees.boxes, scene.shapes(self.trees), strict=True):
            # The narrowest that is wide enough, or else the widest.
            shape = next((each for each in shapes if each.width >= _USUAL_WIDTH), shapes[-1])
            self.shapes.append(shape)
            node = Node(shape.width, shape.height)
            if direction in ("left", "right"):
                beside = self.trees.room_beside.get(box.number, 0.0)
                node = Node(shape.height + beside, shape.width)
            self.nodes.append(node)
        node_of = {box.claim: box.number for box in self.trees.boxes}
        self.mains = [node_of[id] for id in homes_of(map).mains_in_order]
        self.junctions: dict[str, int] = {}
        for id, inference in map.inferences.items():
            premises = inference.premises
            undercutters = map.undercutters(id)
            # A claim that bears on itself has a line to somewhere and back.
            if len(premises) > 1 or undercutters or inference.target in premises:
                self.junctions[id] = len(self.nodes)
                beside = 2 * _BESIDE if undercutters else 0.0
                self.nodes.append(Node(_JUNCTION + beside, _JUNCTION))
        self.arrows = [*self._find_arrows(node_of | self.junctions)]
        self._widen()

    def _find_arrows(self, node_of: Mapping[str, int]) -> Iterator[Arrow]:
        answers = self.trees.answers
        for id, inference in self.trees.map.inferences.items():
            if id in answers.values():
                continue  # it is at the tail of the arrow that it answers
            start = node_of[inference.premises[0]]
            if id in self.junctions:
                start = self.junctions[id]
                for premise in inference.premises:
                    yield Arrow(node_of[premise], start, inference)
            yield Arrow(start, node_of[inference.target], inference, True, id in answers)

    def _widen(self) -> None:
        """Make boxes so wide that there is room for the heads of all their lines."""
        heads = [0 for _ in self.nodes]
        for start, end, _, has_head, has_tail in self.arrows:
            heads[end] += has_head
            heads[start] += has_tail
        for number, (width, height) in enumerate(self.nodes[: len(self.shapes)]):
            least = PORT_GAP * (heads[number] - 1) + 2 * PORT_INSET
            self.nodes[number] = Node(max(width, least), height)

    def layout(
        self, middles: Sequence[Point], paths: Sequence[Path], width: float, height: float
    ) -> Layout:
        """Return a layout of boxes around their middles and of lines with room for their heads."""
        boxes = []
        for number, (box, shape) in enumerate(zip(self.trees.boxes, self.shapes, strict=True)):
            area = self.nodes[number].area(middles[number])
            boxes.append(PlacedBox(box, area, shape))
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
        junctions = {id: middles[number] for id, number in self.junctions.items()}
        return Layout("graph", self.trees, boxes, [], lines, width, height, junctions=junctions)


def lay_out_graph(scene: Scene, direction: str) -> list[tuple[int, Layout]]:
    """Return layouts as if the main claims were on top, each with how bad its lines are.

    Raises:
        ArgmapError: the map is too large.
    """
    graph = Graph(scene, direction)
    edges = [Edge(arrow.start, arrow.end) for arrow in graph.arrows]
    layouts = []
    for rows in arranged_rows(len(graph.nodes), edges, graph.mains):
        # Lines that lead down are bad, too, but not as bad as crossings.
        cost = 1 + rows.crossings + rows.turned // 4
        layouts.append((cost, _Places(rows, graph).layout()))
    return layouts


class _Places:
    """Where boxes and lines on rows are, from left to right, and how high the rows are.

    Attributes:
        things: a place for each box, and for each line on a row that it passes.
        bands: the top and the bottom of each row.
        width: that of the widest row, which all others keep.
    """

    def __init__(self, rows: Rows, graph: Graph) -> None:
        self.rows = rows
        self.graph = graph
        self.nodes = graph.nodes
        self.things = [Movable() for _ in rows.levels]
        self.bands: list[Point] = []
        self.width = max(self._pack(row) for row in rows.rows)
        for row in rows.rows:
            spare = self.width - self.things[row[-1]].at - self._half(row[-1])
            for one in row:
                self.things[one].at += spare / 2
        rounds = _ROUNDS if len(self.things) <= _MANY else _FEW_ROUNDS
        for number in range(rounds):
            for row in rows.rows[:: -1 if number % 2 else 1]:
                self._settle(row)
        for way in rows.ways:
            self._straighten(way[1:-1])

    def _half(self, one: int) -> float:
        """Return half of how wide something is; a line has no width."""
        return self.nodes[one].width / 2 if one < len(self.nodes) else 0.0

    def _pack(self, row: list[int]) -> float:
        """Put the places of a row as near to each other as they may be, and return their width."""
        half = x = self._half(row[0])
        self.things[row[0]].at = x
        for one, other in pairwise(row):
            pitch = half + self._half(other)
            pitch += _GAP if pitch else _LINE_GAP
            x += pitch
            half = self._half(other)
            self.things[one].pitch = pitch
            self.things[other].at = x
        return x + half

    def _settle(self, row: list[int]) -> None:
        """Move the places of a row toward their neighbors."""
        rows = self.rows
        moved = []
        for one in row:
            thing = self.things[one]
            weight = moment = 0.0
            for other in chain(rows.above[one], rows.below[one]):
                pull = _WEIGHTS[(one >= rows.boxes) + (other >= rows.boxes)]
                weight += pull
                moment += pull * self.things[other].at
            thing.wish = moment / weight if weight else thing.at
            thing.weight = weight or 1.0
            moved.append(thing)
        settle(moved, self._half(row[0]), self.width - self._half(row[-1]))

    def _straighten(self, passed: Sequence[int]) -> None:
        """Give a line one x on as many rows that it passes as its neighbors leave room for."""
        run: list[Movable] = []
        low, high = -inf, inf
        for one in passed:
            least, most = self._free(one)
            if max(low, least) > min(high, most):
                _share(run, low, high)
                run = []
                low, high = -inf, inf
            run.append(self.things[one])
            low = max(low, least)
            high = min(high, most)
        if run:
            _share(run, low, high)

    def _free(self, one: int) -> tuple[float, float]:
        """Return the least and the greatest x that its neighbors leave to a place."""
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

    def layout(self) -> Layout:
        """Return a layout with everything at its place."""
        rows = self.rows
        turns = self._turns()
        # How far lines run sideways below each row.
        spread = [0.0] * len(rows.rows)
        for way, xs in zip(rows.ways, turns, strict=True):
            for one, (x, other_x) in zip(way[:-1], pairwise(xs), strict=True):
                level = rows.levels[one] - 1
                spread[level] = max(spread[level], abs(x - other_x))
        bottom = 0.0
        for row, sideways in zip(rows.rows, spread, strict=True):
            top = bottom
            bottom = top + max(self.nodes[one].height for one in row if one < rows.boxes)
            self.bands.append((top, bottom))
            bottom += min(max(sideways / _SLOPE, _LEAST_ROW_GAP), _MOST_ROW_GAP)
        paths = []
        for arrow, way, xs in zip(self.graph.arrows, rows.ways, turns, strict=True):
            path = self._path(way, xs)
            paths.append(path if way[0] == arrow.start else path[::-1])
        middles = [self._middle(box) for box in range(rows.boxes)]
        _, height = self.bands[-1]
        return self.graph.layout(middles, paths, self.width, height)

    def _turns(self) -> list[list[float]]:
        """Return the x of each line on each row, ports of boxes included."""
        rows = self.rows
        turns = [[self.things[one].at for one in way] for way in rows.ways]
        # Where lines leave nodes upwards, and then where they come to them from below.
        for end, before in ((0, 1), (-1, -2)):
            lines_at: list[list[tuple[int, int]]] = [[] for _ in self.nodes]
            for number, way in enumerate(rows.ways):
                lines_at[way[end]].append((rows.at[way[before]], number))
            for node, lines in enumerate(lines_at):
                numbers = [number for _, number in sorted(lines)]
                if self._is_junction(node):
                    if end == -1:
                        self._part(numbers, turns)
                    continue
                area = self.nodes[node].area((self.things[node].at, 0.0))
                ports = ports_of(area, [turns[number][before] for number in numbers])
                for number, port in zip(numbers, ports, strict=True):
                    turns[number][end] = port
        return turns

    def _part(self, numbers: Sequence[int], turns: Sequence[list[float]]) -> None:
        """Have lines of undercutters end beside a junction; all others meet in its middle."""
        for place, number in enumerate(numbers):
            arrow = self.graph.arrows[number]
            if arrow.has_head and arrow.inference.kind is Kind.UNDERCUTTER:
                is_right = 2 * place >= len(numbers)
                turns[number][-1] += _BESIDE if is_right else -_BESIDE

    def _is_junction(self, node: int) -> bool:
        return node >= len(self.graph.shapes)

    def _middle(self, box: int) -> Point:
        top, bottom = self.bands[self.rows.levels[box]]
        return self.things[box].at, (top + bottom) / 2

    def _path(self, way: Sequence[int], xs: Sequence[float]) -> Path:
        """Return the way of a line from below: straight through rows, in S-bends between them."""
        levels = self.rows.levels
        _, y = self._middle(way[0])
        path: Path = ((xs[0], y - self.nodes[way[0]].height / 2),)
        for one, (before, x) in zip(way[1:], pairwise(xs), strict=True):
            _, y = self.bands[levels[one]]
            below, _ = self.bands[levels[one] + 1]
            low = below - _STRAIGHT
            high = y + _STRAIGHT
            if one == way[-1]:
                middle, y = self._middle(one)
                if self._is_junction(one) and x != middle:
                    # Up to its level, and then to its edge from the side.
                    up = rise(path[-1], low, high, (x, y))
                    edge = middle + copysign(_JUNCTION / 2, x - middle)
                    return join_paths(path, up, straight((x, y), (edge, y)))
                y += self.nodes[one].height / 2
            elif x == before:
                continue  # it goes on as it came
            path = join_paths(path, rise(path[-1], low, high, (x, y)))
        return path


def _share(run: Sequence[Movable], low: float, high: float) -> None:
    """Give places one x, between these."""
    places = sorted(thing.at for thing in run)
    x = min(max(places[len(places) // 2], low), high)
    for thing in run:
        thing.at = x
