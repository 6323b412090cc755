"""Maps whose lines mostly run across their trees: Graphviz lays them out, each claim once, in no
order.

No text of a map is in the DOT that is written here, only numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypedDict

from argmap.diagrams import graphviz_layout
from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import Box, Structure, answers
from argmap.diagrams.curves import Path, Point, join_paths, straight, without_end
from argmap.diagrams.layers import Edge, Node, place_in_layers
from argmap.diagrams.paper_sizes import check_size
from argmap.diagrams.placement import (
    Junction,
    Line,
    PlacedBox,
    Placement,
    Rectangle,
    turn_placement,
)
from argmap.diagrams.spacing import HEAD_ROOM
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.spanning_tree import homes_of
from argmap.util.errors import ArgmapError

_FEWEST = 10
"""Fewer lines across make no map tangled."""

_POINTS_PER_INCH = 72
_USUAL_WIDTH = 120.0
"""How wide boxes are, in points, or else a little wider."""

_RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}

_EFFORTS = ((5_000, ""), (15_000, "nslimit=4"), (40_000, "nslimit=1; mclimit=0.3"))
"""How much work there may be -> what tells Graphviz to do less of it."""

_LEAST_EFFORT = "nslimit=0.02; mclimit=0.1; splines=polyline"
_MOST_FOR_GRAPHVIZ = 100_000
"""How much work Graphviz is given at all, however little effort it makes."""

_SECONDS_OF_WORK = 8.0
"""How long Graphviz may compute before it is told to make less effort, or is given up."""

_PLACES_OF_A_BOX = 20
"""How many places on rows that lines pass cost as much as a box does otherwise."""

_POINT = 6.5
"""How wide and high the point is in which the premises of a step meet."""


class _Node(TypedDict):
    name: str
    pos: str


class _Edge(TypedDict):
    id: str
    pos: str


def is_tangled(map: ArgumentMap) -> bool:
    """Return whether more than half of a map's lines run across its trees."""
    inference_of = homes_of(map).inference_of
    uses = across = 0
    for inference in map.inferences.values():
        uses += len(inference.premises)
        across += sum(inference_of[premise] != inference.id for premise in inference.premises)
    return across >= _FEWEST and across * 2 > uses


def each_claim_once(map: ArgumentMap) -> Structure:
    """Return the boxes of a tangled map: none of them is a copy."""
    boxes = [Box(number, claim) for number, claim in enumerate(map.claims)]
    return Structure(map, boxes, below=[[] for _ in boxes], home={box.claim: box for box in boxes})


def place_tangled(
    trees: Structure, shapes: Sequence[Sequence[BoxShape]], direction: str, engine: str
) -> tuple[Placement, str]:
    """Return the placement of a tangled map, and a note on what had to be given up for it.

    Graphviz lays it out, with as much effort as there is time for; where it cannot, a plain layout
    does.

    Raises:
        ArgmapError: no layout could manage so much.
    """
    graph = _Graph(trees.map, [_usual_shape(of_box) for of_box in shapes])
    work = graph.work()
    check_size(work // _PLACES_OF_A_BOX)
    why_plain = "it is so large that"
    for attributes in _efforts(work):
        try:
            drawn, note = graphviz_layout.to_json(
                graph.dot(direction, attributes), _SECONDS_OF_WORK, engine
            )
        except graphviz_layout.TooMuchWork:
            continue
        except ArgmapError as failure:
            if engine != graphviz_layout.ENGINE:
                raise  # who names an engine wants to know what is wrong with it
            why_plain = f"{failure}:"
            break
        if attributes == _LEAST_EFFORT:
            note = (
                note
                or "it is so large that Graphviz made little effort: more lines cross than have to"
            )
        return _place_as_drawn(trees, graph, drawn), note
    return _plain_placement(
        trees, graph, direction
    ), f"{why_plain} it is laid out plainly, without Graphviz"


def _efforts(work: int) -> Iterator[str]:
    """Yield what to tell Graphviz, from the most effort that there is time for to the least;
    nothing for too much.
    """
    if work > _MOST_FOR_GRAPHVIZ:
        return
    for most, attributes in _EFFORTS:
        if work <= most:
            yield attributes
            break
    yield _LEAST_EFFORT


def _usual_shape(shapes: Sequence[BoxShape]) -> BoxShape:
    for shape in shapes:
        if shape.width >= _USUAL_WIDTH:
            return shape
    return shapes[-1]


class _Arrow(NamedTuple):
    """A line of the graph: the names of its ends, its step, whether it has a head, and whether at
    both ends.
    """

    start: str
    end: str
    inference: Inference
    has_head: bool
    has_tail: bool = False


class _Graph:
    """The graph that Graphviz gets: a node `c0`, `c1` … for each claim, `s0`, `s1` … for each step
    that needs one.
    """

    def __init__(self, map: ArgumentMap, shapes: Sequence[BoxShape]) -> None:
        self.map = map
        self.shapes = shapes
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims)}
        self.junctions: dict[str, str] = {}
        for number, inference in enumerate(map.inferences.values()):
            if len(inference.premises) > 1 or map.undercutters(inference.id):
                self.junctions[inference.id] = f"s{number}"
        self.arrows = list(self._arrows())

    def _arrows(self) -> Iterator[_Arrow]:
        pairs = answers(self.map)
        seconds = set(pairs.values())
        for inference in self.map.inferences.values():
            if inference.id in seconds:
                continue
            target = self.names.get(inference.target) or self.junctions[inference.target]
            junction = self.junctions.get(inference.id)
            if junction is None:
                yield _Arrow(
                    self.names[inference.premises[0]],
                    target,
                    inference,
                    True,
                    inference.id in pairs,
                )
                continue
            for premise in inference.premises:
                yield _Arrow(self.names[premise], junction, inference, False)
            yield _Arrow(junction, target, inference, True)

    def dot(self, direction: str, attributes: str) -> str:
        """Return the graph as DOT, with attributes that tell how much effort to make."""
        lines = [
            "digraph {",
            f"rankdir={_RANKDIR[direction]}; nodesep=0.2; ranksep=0.4; {attributes}",
        ]
        lines.append('node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.85]')
        for name, shape in zip(self.names.values(), self.shapes, strict=True):
            width, height = shape.width / _POINTS_PER_INCH, shape.height / _POINTS_PER_INCH
            lines.append(f"{name} [width={width:.4f}, height={height:.4f}]")
        lines += [
            f"{name} [shape=point, width=0.09, height=0.09]" for name in self.junctions.values()
        ]
        for number, arrow in enumerate(self.arrows):
            head = "normal" if arrow.has_head else "none"
            both = ", dir=both, arrowtail=normal, constraint=false" if arrow.has_tail else ""
            lines.append(f"{arrow.start} -> {arrow.end} [id={number}, arrowhead={head}{both}]")
        mains = [self.names[id] for id in homes_of(self.map).mains_in_order]
        if len(mains) > 1:
            order = "; ".join(f"{left} -> {right} [style=invis]" for left, right in pairwise(mains))
            lines.append(f"{{rank=same; {order}}}")
        return "\n".join([*lines, "}"])

    def work(self) -> int:
        """Return how many nodes Graphviz will have: a line over several rows gets one on each."""
        ranks = self.ranks()
        spanned = sum(
            max(abs(ranks[arrow.end] - ranks[arrow.start]) - 1, 0) for arrow in self.arrows
        )
        return len(ranks) + spanned

    def ranks(self) -> dict[str, int]:
        """Return a row for each node: one more than the longest way up to it, in circles as it
        comes.
        """
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


def _place_as_drawn(trees: Structure, graph: _Graph, drawn: str) -> Placement:
    output = json.loads(drawn)
    _, _, width, height = (float(number) for number in output["bb"].split(","))
    nodes: list[_Node] = [node for node in output["objects"] if "pos" in node]
    edges: list[_Edge] = [edge for edge in output.get("edges", []) if "id" in edge]

    def flip(point: str) -> Point:
        # In Graphviz y grows upwards.
        x, y = point.split(",")
        return float(x), height - float(y)

    middles = {node["name"]: flip(node["pos"]) for node in nodes}
    paths = [(graph.arrows[int(edge["id"])], _path(edge["pos"], flip)) for edge in edges]
    return _placement(trees, graph, middles, paths, (width, height))


def _plain_placement(trees: Structure, graph: _Graph, direction: str) -> Placement:
    is_turned = direction in ("left", "right")
    nodes: list[Node] = []
    for name, shape in zip(graph.names.values(), graph.shapes, strict=True):
        size = (shape.height, shape.width) if is_turned else (shape.width, shape.height)
        nodes.append(Node(name, *size))
    nodes += [Node(name, _POINT, _POINT) for name in graph.junctions.values()]
    edges = [Edge(arrow.start, arrow.end) for arrow in graph.arrows]
    plain = place_in_layers(nodes, edges, graph.ranks())
    paths = list(zip(graph.arrows, plain.paths, strict=True))
    size = (plain.width, plain.height)
    if is_turned:
        # Boxes are as wide as they are high here: what is turned below gets its own sides back.
        return turn_placement(
            _placement(trees, graph, plain.middles, paths, size, is_turned=True), direction
        )
    return turn_placement(_placement(trees, graph, plain.middles, paths, size), direction)


def _placement(
    trees: Structure,
    graph: _Graph,
    middles: Mapping[str, Point],
    paths: Iterable[tuple[_Arrow, Path]],
    size: Point,
    *,
    is_turned: bool = False,
) -> Placement:
    """Return a placement of boxes around their middles and of lines with room for their heads."""
    boxes: list[PlacedBox] = []
    for box, shape in zip(trees.boxes, graph.shapes, strict=True):
        x, y = middles[graph.names[box.claim]]
        wide, high = shape.width / 2, shape.height / 2
        if is_turned:
            wide, high = high, wide
        boxes.append(PlacedBox(box, Rectangle(x - wide, y - high, x + wide, y + high), shape))
    junctions = [Junction(id, middles[name]) for id, name in graph.junctions.items()]
    lines: list[Line] = []
    for arrow, path in paths:
        drawn = path
        if arrow.has_head and arrow.inference.kind is not Kind.UNDERCUTTER:
            drawn = without_end(path, HEAD_ROOM)
            if arrow.has_tail:
                drawn = without_end(drawn[::-1], HEAD_ROOM)[::-1]
        lines.append(
            Line(
                arrow.inference.id,
                drawn,
                has_head=arrow.has_head,
                has_tail=arrow.has_tail,
                is_across=True,
            )
        )
    return Placement(boxes, [], lines, *size, junctions)


def _path(pos: str, flip: Callable[[str], Point]) -> Path:
    """Read the position of an edge: `s,X,Y`, `e,X,Y` are the tips of its heads, all else the points
    of a curve.
    """
    curve: list[Point] = []
    start: Point | None = None
    end: Point | None = None
    for word in pos.split():
        if word.startswith("s,"):
            start = flip(word[2:])
        elif word.startswith("e,"):
            end = flip(word[2:])
        else:
            curve.append(flip(word))
    path: Path = tuple(curve)
    if start is not None:
        path = join_paths(straight(start, path[0]), path)
    if end is not None:
        path = join_paths(path, straight(path[-1], end))
    return path
