"""Maps whose lines mostly run across their trees: Graphviz lays them out, each claim once, in no order.

No text of a map is in the DOT that is written here, only numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypedDict

from argmap.diagrams import engines
from argmap.diagrams.blocks import HEAD_ROOM
from argmap.diagrams.contents import BoxShape
from argmap.diagrams.curves import Path, Point, joined, straight, without_end
from argmap.diagrams.placement import Junction, Line, PlacedBox, Placement, Rectangle
from argmap.diagrams.structure import Box, Structure, answers
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.homes import homes_of

_FEWEST = 10
"""Fewer lines across make no map tangled."""

_POINTS_PER_INCH = 72
_USUAL_WIDTH = 120.0
"""How wide boxes are, in points, or else a little wider."""

_RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}

_EFFORTS = ((5_000, ""), (15_000, "nslimit=4"), (40_000, "nslimit=1; mclimit=0.3"))
"""How much work there may be -> what tells Graphviz to do less of it."""

_LEAST_EFFORT = "nslimit=0.02; mclimit=0.1; splines=polyline"


class _Node(TypedDict):
    name: str
    pos: str


class _Edge(TypedDict):
    id: str
    pos: str


def is_tangled(map: ArgumentMap) -> bool:
    """Return whether more than half of a map's lines run across its trees."""
    step_of = homes_of(map).step_of
    uses = across = 0
    for step in map.inferences.values():
        uses += len(step.premises)
        across += sum(step_of[premise] != step.id for premise in step.premises)
    return across >= _FEWEST and across * 2 > uses


def each_claim_once(map: ArgumentMap) -> Structure:
    """Return the boxes of a tangled map: none of them is a copy."""
    boxes = [Box(number, claim) for number, claim in enumerate(map.claims)]
    return Structure(map, boxes, below=[[] for _ in boxes], home={box.claim: box for box in boxes})


def place_tangled(
    trees: Structure, shapes: Sequence[Sequence[BoxShape]], direction: str, engine: str
) -> tuple[Placement, str]:
    """Return the placement of a tangled map by Graphviz, and a note if another engine had to help.

    Raises:
        ArgmapError: no engine works, or it took too long.
    """
    graph = _Graph(trees.map, [_usual_shape(of_box) for of_box in shapes])
    drawn, note = engines.to_json(graph.dot(direction), len(trees.boxes), engine)
    return _placement(trees, graph, drawn), note


def _usual_shape(shapes: Sequence[BoxShape]) -> BoxShape:
    for shape in shapes:
        if shape.width >= _USUAL_WIDTH:
            return shape
    return shapes[-1]


class _Arrow(NamedTuple):
    """A line of the graph: the names of its ends, its step, whether it has a head, and whether at both ends."""

    start: str
    end: str
    step: Inference
    has_head: bool
    has_tail: bool = False


class _Graph:
    """The graph that Graphviz gets: a node `c0`, `c1` … for each claim, `s0`, `s1` … for each step that needs one."""

    def __init__(self, map: ArgumentMap, shapes: Sequence[BoxShape]) -> None:
        self.map = map
        self.shapes = shapes
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims)}
        self.junctions: dict[str, str] = {}
        for number, step in enumerate(map.inferences.values()):
            if len(step.premises) > 1 or map.undercutters(step.id):
                self.junctions[step.id] = f"s{number}"
        self.arrows = list(self._arrows())

    def _arrows(self) -> Iterator[_Arrow]:
        pairs = answers(self.map)
        seconds = set(pairs.values())
        for step in self.map.inferences.values():
            if step.id in seconds:
                continue
            target = self.names.get(step.target) or self.junctions[step.target]
            junction = self.junctions.get(step.id)
            if junction is None:
                yield _Arrow(self.names[step.premises[0]], target, step, True, step.id in pairs)
                continue
            for premise in step.premises:
                yield _Arrow(self.names[premise], junction, step, False)
            yield _Arrow(junction, target, step, True)

    def dot(self, direction: str) -> str:
        """Return the graph as DOT."""
        lines = ["digraph {", f"rankdir={_RANKDIR[direction]}; nodesep=0.2; ranksep=0.4; {self._effort()}"]
        lines.append('node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.85]')
        for name, shape in zip(self.names.values(), self.shapes, strict=True):
            width, height = shape.width / _POINTS_PER_INCH, shape.height / _POINTS_PER_INCH
            lines.append(f"{name} [width={width:.4f}, height={height:.4f}]")
        lines += [f"{name} [shape=point, width=0.09, height=0.09]" for name in self.junctions.values()]
        for number, arrow in enumerate(self.arrows):
            head = "normal" if arrow.has_head else "none"
            both = ", dir=both, arrowtail=normal, constraint=false" if arrow.has_tail else ""
            lines.append(f"{arrow.start} -> {arrow.end} [id={number}, arrowhead={head}{both}]")
        mains = [self.names[id] for id in homes_of(self.map).mains_in_order]
        if len(mains) > 1:
            order = "; ".join(f"{left} -> {right} [style=invis]" for left, right in pairwise(mains))
            lines.append(f"{{rank=same; {order}}}")
        return "\n".join([*lines, "}"])

    def _effort(self) -> str:
        work = self._work()
        for most, attributes in _EFFORTS:
            if work <= most:
                return attributes
        return _LEAST_EFFORT

    def _work(self) -> int:
        """Return how many nodes Graphviz will have: a line over several rows gets one on each."""
        ranks = self._ranks()
        spanned = sum(max(abs(ranks[arrow.end] - ranks[arrow.start]) - 1, 0) for arrow in self.arrows)
        return len(ranks) + spanned

    def _ranks(self) -> dict[str, int]:
        """Return a row for each node: one more than the longest way up to it, in circles as it comes."""
        names = [*self.names.values(), *self.junctions.values()]
        ahead: dict[str, list[str]] = {name: [] for name in names}
        open_lines = dict.fromkeys(names, 0)
        for arrow in self.arrows:
            ahead[arrow.start].append(arrow.end)
            open_lines[arrow.end] += 1
        ranks = dict.fromkeys(names, 0)
        settled: set[str] = set()
        for first in sorted(names, key=lambda name: open_lines[name]):
            ready = [first]
            while ready:
                name = ready.pop()
                if name in settled:
                    continue
                settled.add(name)
                for end in ahead[name]:
                    if end in settled:
                        continue
                    ranks[end] = max(ranks[end], ranks[name] + 1)
                    open_lines[end] -= 1
                    if open_lines[end] == 0:
                        ready.append(end)
        return ranks


def _placement(trees: Structure, graph: _Graph, drawn: str) -> Placement:
    output = json.loads(drawn)
    _, _, width, height = (float(number) for number in output["bb"].split(","))
    nodes: list[_Node] = [node for node in output["objects"] if "pos" in node]
    edges: list[_Edge] = [edge for edge in output.get("edges", []) if "id" in edge]

    def flipped(point: str) -> Point:
        # In Graphviz y grows upwards.
        x, y = point.split(",")
        return float(x), height - float(y)

    places: Mapping[str, Point] = {node["name"]: flipped(node["pos"]) for node in nodes}
    boxes: list[PlacedBox] = []
    for box, shape in zip(trees.boxes, graph.shapes, strict=True):
        x, y = places[graph.names[box.claim]]
        wide, high = shape.width / 2, shape.height / 2
        boxes.append(PlacedBox(box, Rectangle(x - wide, y - high, x + wide, y + high), shape))
    junctions = [Junction(id, places[name]) for id, name in graph.junctions.items()]
    lines: list[Line] = []
    for edge in edges:
        arrow = graph.arrows[int(edge["id"])]
        path = _path(edge["pos"], flipped)
        if arrow.has_head and arrow.step.kind is not Kind.UNDERCUTTER:
            path = without_end(path, HEAD_ROOM)
            if arrow.has_tail:
                path = without_end(path[::-1], HEAD_ROOM)[::-1]
        lines.append(Line(arrow.step.id, path, has_head=arrow.has_head, has_tail=arrow.has_tail, is_across=True))
    return Placement(boxes, [], lines, width, height, junctions)


def _path(pos: str, flipped: Callable[[str], Point]) -> Path:
    """Read the position of an edge: `s,X,Y`, `e,X,Y` are the tips of its heads, all else the points of a curve."""
    curve: list[Point] = []
    start: Point | None = None
    end: Point | None = None
    for word in pos.split():
        if word.startswith("s,"):
            start = flipped(word[2:])
        elif word.startswith("e,"):
            end = flipped(word[2:])
        else:
            curve.append(flipped(word))
    path: Path = tuple(curve)
    if start is not None:
        path = joined(straight(start, path[0]), path)
    if end is not None:
        path = joined(path, straight(path[-1], end))
    return path
