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
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from argmap.diagrams import graphviz_layout
from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import each_claim_once
from argmap.diagrams.geometry import Path, Point, join_paths, straight, without_end
from argmap.diagrams.layers import Edge, Layered, Node, place_in_layers
from argmap.diagrams.layout import HEAD_ROOM, Layout, Line, PlacedBox, turn_layout
from argmap.diagrams.paper_sizes import check_size
from argmap.diagrams.scene import Scene
from argmap.model import Inference, Kind
from argmap.model.spanning_tree import homes_of
from argmap.util.errors import ArgmapError

_USUAL_WIDTH = 120.0  # how wide boxes are, in points, or else a little wider

_RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}

# How much work there may be -> what has Graphviz do less of it.
_EFFORTS = ((5_000, ""), (15_000, "nslimit=4"), (40_000, "nslimit=1; mclimit=0.3"))

_LEAST_EFFORT = "nslimit=0.02; mclimit=0.1; splines=polyline"

# How much work Graphviz is given at all, however little effort it makes.
_MOST_FOR_GRAPHVIZ = 100_000

# How long Graphviz may compute before it has to make less effort, or is given up.
_SECONDS_OF_WORK = 8.0

# How many places on rows that lines pass cost as much as a box does otherwise.
_PLACES_OF_A_BOX = 20

_POINT = 6.5  # how wide and high the point is in which the premises of a step meet


# The id of a claim or step -> the name of its node.
_Names = dict[str, str]


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
    has_head: bool = False
    has_tail: bool = False


def lay_out_tangled(scene: Scene, direction: str, engine: str) -> Layout:
    """Return the layout of a tangled map, with a note on what had to be given up for it.

    Graphviz lays it out, with as much effort as there is time for; where it cannot, a plain layout
    does.

    Raises:
        ArgmapError: no layout could manage so much, or the engine that was asked for fails.
    """
    graph = _Graph(scene)
    ranks = graph.ranks()
    # A line over several rows gets a node on each of them.
    work = len(ranks)
    for arrow in graph.arrows:
        start = ranks[arrow.start]
        end = ranks[arrow.end]
        rows = abs(end - start)
        work += max(rows - 1, 0)
    check_size(work // _PLACES_OF_A_BOX)
    efforts = []
    for most, attributes in _EFFORTS:
        if work <= most:
            efforts.append(attributes)
            break
    if work <= _MOST_FOR_GRAPHVIZ:
        efforts.append(_LEAST_EFFORT)
    reason = "the map is too large for Graphviz"
    for attributes in efforts:
        dot = graph.dot(direction, attributes)
        try:
            drawn, note = graphviz_layout.to_json(dot, _SECONDS_OF_WORK, engine)
        except graphviz_layout.TooMuchWork:
            continue
        except ArgmapError as failure:
            if engine != graphviz_layout.ENGINE:
                raise  # an engine that was named must not be replaced
            reason = str(failure)
            break
        if attributes == _LEAST_EFFORT and not note:
            note = "the map is very large, so Graphviz drew it quickly and left avoidable crossings"
        placed = _read_places(drawn)
        return replace(graph.layout(graph.nodes, placed), note=note)
    note = f"argmap used a simple layout: {reason}"
    return replace(_plain_layout(graph, ranks, direction), note=note)


class _Graph:
    """The graph that Graphviz gets: a node for each claim, and for each step that needs one.

    Attributes:
        trees: a box for each claim.
        shapes, nodes: the shapes of these boxes, and their nodes.
        junctions: the names of the nodes of steps, by the id of the step.
        name_of: the names of all nodes, by the id of the claim or step.
        arrows: the lines.
    """

    def __init__(self, scene: Scene) -> None:
        map = scene.map
        trees = self.trees = each_claim_once(map)
        inferences = map.inferences
        self.shapes: list[BoxShape] = []
        self.nodes: list[Node] = []
        name_of: _Names = {}
        self.name_of = name_of
        for box, shapes in zip(trees.boxes, scene.shapes(trees), strict=True):
            # The narrowest that is wide enough, or else the widest.
            for shape in shapes:
                if shape.width >= _USUAL_WIDTH:
                    break
            name = f"c{box.number}"
            name_of[box.claim] = name
            self.shapes.append(shape)
            self.nodes.append(Node(name, shape.width, shape.height))
        junctions: _Names = {}
        self.junctions = junctions
        for number, (id, inference) in enumerate(inferences.items()):
            is_linked = len(inference.premises) > 1
            if is_linked or map.undercutters(id):
                junctions[id] = f"s{number}"
        name_of |= junctions
        arrows: list[_Arrow] = []
        self.arrows = arrows
        answers = trees.answers
        for id, inference in inferences.items():
            if id in answers.values():
                continue
            premises = [name_of[premise] for premise in inference.premises]
            start = premises[0]
            if id in junctions:
                start = junctions[id]
                for premise in premises:
                    arrows.append(_Arrow(premise, start, inference))
            end = name_of[inference.target]
            has_tail = id in answers
            arrows.append(_Arrow(start, end, inference, True, has_tail))

    def dot(self, direction: str, attributes: str) -> str:
        """Return the graph as DOT, with attributes for how much effort to make."""
        lines = [
            "digraph {",
            f"rankdir={_RANKDIR[direction]}; nodesep=0.2; ranksep=0.4; {attributes}",
            'node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.85]',
        ]
        inch = graphviz_layout.POINTS_PER_INCH
        for node in self.nodes:
            width = node.width / inch
            height = node.height / inch
            lines.append(f"{node.name} [width={width:.4f}, height={height:.4f}]")
        for name in self.junctions.values():
            lines.append(f"{name} [shape=point, width=0.09, height=0.09]")
        for number, (start, end, _, has_head, has_tail) in enumerate(self.arrows):
            head = "normal" if has_head else "none"
            if has_tail:
                head += ", dir=both, arrowtail=normal, constraint=false"
            lines.append(f"{start} -> {end} [id={number}, arrowhead={head}]")
        homes = homes_of(self.trees.map)
        mains = [self.name_of[id] for id in homes.mains_in_order]
        if len(mains) > 1:
            order = []
            for left, right in pairwise(mains):
                order.append(f"{left} -> {right} [style=invis]")
            lines.append(f"{{rank=same; {'; '.join(order)}}}")
        lines.append("}")
        return "\n".join(lines)

    def ranks(self) -> dict[str, int]:
        """Return a row for each node: one more than the longest way up to it.

        In circles it is as it comes.
        """
        names = self.name_of.values()
        ahead = defaultdict(list)
        open_lines = dict.fromkeys(names, 0)
        for arrow in self.arrows:
            end = arrow.end
            ahead[arrow.start].append(end)
            open_lines[end] += 1
        ranks = dict.fromkeys(names, 0)
        settled = set()
        for first in sorted(names, key=open_lines.__getitem__):
            ready = [first]
            while ready:
                name = ready.pop()
                if name in settled:
                    continue
                settled.add(name)
                next_rank = ranks[name] + 1
                for end in ahead[name]:
                    if end in settled:
                        continue
                    ranks[end] = max(ranks[end], next_rank)
                    open_lines[end] -= 1
                    if open_lines[end] == 0:
                        ready.append(end)
        return ranks

    def layout(self, nodes: Sequence[Node], placed: Layered) -> Layout:
        """Return a layout of boxes around their middles and of lines with room for their heads."""
        middles, paths, width, height = placed
        trees = self.trees
        boxes = []
        # Behind the nodes of boxes there may be those of junctions.
        for box, shape, node in zip(trees.boxes, self.shapes, nodes, strict=False):
            middle = middles[node.name]
            area = node.area(middle)
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
            line = Line(inference.id, path, has_head, has_tail, is_across=True)
            lines.append(line)
        junctions = {}
        for id, name in self.junctions.items():
            junctions[id] = middles[name]
        return Layout("graph", trees, boxes, [], lines, width, height, junctions=junctions)


def _plain_layout(graph: _Graph, ranks: Mapping[str, int], direction: str) -> Layout:
    nodes = [*graph.nodes]
    if direction in ("left", "right"):
        # What is turned below gets its own sides back.
        nodes = [node.turned() for node in nodes]
    for name in graph.junctions.values():
        nodes.append(Node(name, _POINT, _POINT))
    edges = []
    for arrow in graph.arrows:
        edges.append(Edge(arrow.start, arrow.end))
    placed = place_in_layers(nodes, edges, ranks)
    layout = graph.layout(nodes, placed)
    return turn_layout(layout, direction)


def _read_places(drawn: str) -> Layered:
    """Return where Graphviz has placed the nodes and the arrows of a graph."""
    output = json.loads(drawn)
    corners = output["bb"].split(",")
    _, _, width, height = map(float, corners)

    def flip(point: str) -> Point:
        # In Graphviz y grows upwards.
        x, y = point.split(",")
        return float(x), height - float(y)

    middles = {}
    for node in output["objects"]:
        if "pos" in node:
            middles[node["name"]] = flip(node["pos"])
    paths = {}
    for edge in output.get("edges", []):
        # What only keeps main claims in order has no number.
        if "id" in edge:
            number = int(edge["id"])
            paths[number] = _path(edge["pos"], flip)
    in_order = [path for _, path in sorted(paths.items())]
    return Layered(middles, in_order, width, height)


def _path(pos: str, flip: Callable[[str], Point]) -> Path:
    """Read the position of an edge.

    `s,10,20 e,90,80 10,25 30,40 …`: the tips of its heads, then the points of a curve.
    """
    curve = []
    tips = {}
    for word in pos.split():
        first, _, rest = word.partition(",")
        if first in ("s", "e"):
            tips[first] = flip(rest)
        else:
            curve.append(flip(word))
    path = tuple(curve)
    if "s" in tips:
        tail = straight(tips["s"], path[0])
        path = join_paths(tail, path)
    if "e" in tips:
        head = straight(path[-1], tips["e"])
        path = join_paths(path, head)
    return path
