"""Maps whose lines mostly run across their trees: Graphviz lays them out, each claim once.

        ┌────┐    ┌────┐
        │ c0 │    │ c1 │      claims are nodes c0, c1 …
        └────┘    └────┘
           ▲  ╲     ▲
           │    s0──╯         linked premises meet in a point s0, s1 …
         ┌────┐ ╱ ╲ ┌────┐
         │ c2 │     │ c3 │

The order of the file is not kept. No text of a map is in the DOT that is written here, only
numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from argmap.diagrams import graphviz_layout
from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import Tree, each_claim_once
from argmap.diagrams.geometry import Path, Point, Rectangle, join_paths, straight, without_end
from argmap.diagrams.layers import Edge, Node, place_in_layers
from argmap.diagrams.layout import HEAD_ROOM, Layout, Line, PlacedBox, turn_layout
from argmap.diagrams.paper_sizes import check_size
from argmap.diagrams.scene import Scene
from argmap.model import Inference, Kind
from argmap.model.spanning_tree import homes_of
from argmap.util.errors import ArgmapError

_USUAL_WIDTH = 120.0
"""How wide boxes are, in points, or else a little wider."""

_RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}

_EFFORTS = ((5_000, ""), (15_000, "nslimit=4"), (40_000, "nslimit=1; mclimit=0.3"))
"""How much work there may be -> what has Graphviz do less of it."""

_LEAST_EFFORT = "nslimit=0.02; mclimit=0.1; splines=polyline"
_MOST_FOR_GRAPHVIZ = 100_000
"""How much work Graphviz is given at all, however little effort it makes."""

_SECONDS_OF_WORK = 8.0
"""How long Graphviz may compute before it has to make less effort, or is given up."""

_PLACES_OF_A_BOX = 20
"""How many places on rows that lines pass cost as much as a box does otherwise."""

_POINT = 6.5
"""How wide and high the point is in which the premises of a step meet."""


class _Arrow(NamedTuple):
    """A line of the graph.

    Attributes:
        start, end: the names of its ends.
        inference: its step.
        has_head: whether it has a head.
        has_tail: whether it has one at both ends.
    """

    start: str
    end: str
    inference: Inference
    has_head: bool
    has_tail: bool = False


def lay_out_tangled(scene: Scene, direction: str, engine: str) -> Layout:
    """Return the layout of a tangled map, with a note on what had to be given up for it.

    Graphviz lays it out, with as much effort as there is time for; where it cannot, a plain layout
    does.

    Raises:
        ArgmapError: no layout could manage so much, or the engine that was asked for fails.
    """
    trees = each_claim_once(scene.map)
    shapes: list[BoxShape] = []
    for of_box in scene.shapes(trees):
        usual = [shape for shape in of_box if shape.width >= _USUAL_WIDTH]
        shapes.append(usual[0] if usual else of_box[-1])
    graph = _Graph(trees, shapes)
    ranks = graph.ranks()
    # A line over several rows gets a node on each of them.
    work = len(ranks)
    for arrow in graph.arrows:
        work += max(abs(ranks[arrow.end] - ranks[arrow.start]) - 1, 0)
    check_size(work // _PLACES_OF_A_BOX)
    efforts = [attributes for most, attributes in _EFFORTS if work <= most][:1]
    if work <= _MOST_FOR_GRAPHVIZ:
        efforts.append(_LEAST_EFFORT)
    why_plain = "it is so large that"
    for attributes in efforts:
        dot = graph.dot(direction, attributes)
        try:
            drawn, note = graphviz_layout.to_json(dot, _SECONDS_OF_WORK, engine)
        except graphviz_layout.TooMuchWork:
            continue
        except ArgmapError as failure:
            if engine != graphviz_layout.ENGINE:
                raise  # who names an engine wants to know what is wrong with it
            why_plain = f"{failure}:"
            break
        if attributes == _LEAST_EFFORT and not note:
            note = "it is so large that Graphviz made little effort: more lines cross than have to"
        return replace(_read_layout(graph, drawn), note=note)
    note = f"{why_plain} it is laid out plainly, without Graphviz"
    return replace(_plain_layout(graph, ranks, direction), note=note)


class _Graph:
    """The graph that Graphviz gets: a node for each claim, and for each step that needs one."""

    def __init__(self, trees: Tree, shapes: Sequence[BoxShape]) -> None:
        map = trees.map
        self.trees = trees
        self.shapes = shapes
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims)}
        self.junctions: dict[str, str] = {}
        for number, inference in enumerate(map.inferences.values()):
            if len(inference.premises) > 1 or map.undercutters(inference.id):
                self.junctions[inference.id] = f"s{number}"
        self.arrows: list[_Arrow] = []
        seconds = set(trees.answers.values())
        for inference in map.inferences.values():
            if inference.id in seconds:
                continue
            start = self.junctions.get(inference.id)
            if start is None:
                start = self.names[inference.premises[0]]
            else:
                for premise in inference.premises:
                    self.arrows.append(_Arrow(self.names[premise], start, inference, False))
            target = self.names.get(inference.target) or self.junctions[inference.target]
            has_tail = inference.id in trees.answers
            self.arrows.append(_Arrow(start, target, inference, True, has_tail))

    def dot(self, direction: str, attributes: str) -> str:
        """Return the graph as DOT, with attributes for how much effort to make."""
        lines = [
            "digraph {",
            f"rankdir={_RANKDIR[direction]}; nodesep=0.2; ranksep=0.4; {attributes}",
            'node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.85]',
        ]
        inch = graphviz_layout.POINTS_PER_INCH
        for name, shape in zip(self.names.values(), self.shapes, strict=True):
            width, height = shape.width / inch, shape.height / inch
            lines.append(f"{name} [width={width:.4f}, height={height:.4f}]")
        for name in self.junctions.values():
            lines.append(f"{name} [shape=point, width=0.09, height=0.09]")
        for number, arrow in enumerate(self.arrows):
            head = "normal" if arrow.has_head else "none"
            both = ", dir=both, arrowtail=normal, constraint=false" if arrow.has_tail else ""
            lines.append(f"{arrow.start} -> {arrow.end} [id={number}, arrowhead={head}{both}]")
        mains = [self.names[id] for id in homes_of(self.trees.map).mains_in_order]
        if len(mains) > 1:
            order = "; ".join(f"{left} -> {right} [style=invis]" for left, right in pairwise(mains))
            lines.append(f"{{rank=same; {order}}}")
        return "\n".join([*lines, "}"])

    def ranks(self) -> dict[str, int]:
        """Return a row for each node: one more than the longest way up to it.

        In circles it is as it comes.
        """
        names = [*self.names.values(), *self.junctions.values()]
        ahead: dict[str, list[str]] = {name: [] for name in names}
        open_lines = dict.fromkeys(names, 0)
        for arrow in self.arrows:
            ahead[arrow.start].append(arrow.end)
            open_lines[arrow.end] += 1
        ranks = dict.fromkeys(names, 0)
        settled: set[str] = set()
        for first in sorted(names, key=open_lines.__getitem__):
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


def _read_layout(graph: _Graph, drawn: str) -> Layout:
    output = json.loads(drawn)
    _, _, width, height = map(float, output["bb"].split(","))

    def flip(point: str) -> Point:
        # In Graphviz y grows upwards.
        x, y = point.split(",")
        return float(x), height - float(y)

    middles = {node["name"]: flip(node["pos"]) for node in output["objects"] if "pos" in node}
    paths: list[tuple[_Arrow, Path]] = []
    for edge in output.get("edges", []):
        # What only keeps main claims in order has no number.
        if "id" in edge:
            paths.append((graph.arrows[int(edge["id"])], _path(edge["pos"], flip)))
    return _layout(graph, middles, paths, (width, height))


def _plain_layout(graph: _Graph, ranks: Mapping[str, int], direction: str) -> Layout:
    is_turned = direction in ("left", "right")
    nodes: list[Node] = []
    for name, shape in zip(graph.names.values(), graph.shapes, strict=True):
        node = Node(name, shape.width, shape.height)
        if is_turned:
            # Boxes are as wide as they are high here: what is turned below gets its own sides back.
            node = Node(name, shape.height, shape.width)
        nodes.append(node)
    nodes += [Node(name, _POINT, _POINT) for name in graph.junctions.values()]
    edges = [Edge(arrow.start, arrow.end) for arrow in graph.arrows]
    plain = place_in_layers(nodes, edges, ranks)
    paths = list(zip(graph.arrows, plain.paths, strict=True))
    size = (plain.width, plain.height)
    layout = _layout(graph, plain.middles, paths, size, is_turned=is_turned)
    return turn_layout(layout, direction)


def _layout(
    graph: _Graph,
    middles: Mapping[str, Point],
    paths: Iterable[tuple[_Arrow, Path]],
    size: Point,
    *,
    is_turned: bool = False,
) -> Layout:
    """Return a layout of boxes around their middles and of lines with room for their heads."""
    boxes: list[PlacedBox] = []
    for box, shape in zip(graph.trees.boxes, graph.shapes, strict=True):
        x, y = middles[graph.names[box.claim]]
        wide, high = shape.width / 2, shape.height / 2
        if is_turned:
            wide, high = high, wide
        boxes.append(PlacedBox(box, Rectangle(x - wide, y - high, x + wide, y + high), shape))
    lines: list[Line] = []
    for arrow, whole_path in paths:
        inference, path = arrow.inference, whole_path
        if arrow.has_head and inference.kind is not Kind.UNDERCUTTER:
            path = without_end(path, HEAD_ROOM)
            if arrow.has_tail:
                path = without_end(path[::-1], HEAD_ROOM)[::-1]
        lines.append(Line(inference.id, path, arrow.has_head, arrow.has_tail, is_across=True))
    junctions = {id: middles[name] for id, name in graph.junctions.items()}
    return Layout("tangled", graph.trees, boxes, [], lines, *size, junctions)


def _path(pos: str, flip: Callable[[str], Point]) -> Path:
    """Read the position of an edge.

    `s,10,20 e,90,80 10,25 30,40 …`: the tips of its heads, then the points of a curve.
    """
    curve: list[Point] = []
    tips: dict[str, Point] = {}
    for word in pos.split():
        if word[:2] in ("s,", "e,"):
            tips[word[0]] = flip(word[2:])
        else:
            curve.append(flip(word))
    path: Path = tuple(curve)
    if "s" in tips:
        path = join_paths(straight(tips["s"], path[0]), path)
    if "e" in tips:
        path = join_paths(path, straight(path[-1], tips["e"]))
    return path
