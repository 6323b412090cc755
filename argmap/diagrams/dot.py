"""A laid-out map as a DOT graph for other programs.

    c0 [label="School …", pos="120.0,80.5", width=1.6, …];
    s0 [shape=point, …];  c0 -> s0 [dir=back, …];  s0 -> c1 [dir=none, …];

It carries the position of everything, so that `neato -n2` draws our picture; and ranks and orders,
so that plain `dot` draws much the same. Lines run from what is borne on to what bears on it, with
their heads at their tails: only so does `dot` keep the order of reasons.

pydot builds the text. Its own quoting lets a text break out of its string, so it is only ever given
strings that were quoted here, and names that were made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.diagrams.box_contents import Sign
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.geometry import Point, hull, join_paths, straight, without_end
from argmap.diagrams.layout import Layout, Line, PlacedBox
from argmap.diagrams.paper_sizes import POINTS_PER_INCH
from argmap.diagrams.theme import FONT, FRAME_NAME_SIZE, SIZE, Contour, Ending, relation_of
from argmap.model import Inference
from argmap.util.made_files import MADE_BY
from argmap.util.text import UNSAFE_IN_LINES

if TYPE_CHECKING:
    import pydot

    from argmap.diagrams.page_fit import Drawing
    from argmap.diagrams.scene import Scene

RANKDIR = {"up": "TB", "down": "BT", "left": "LR", "right": "RL"}
"""Where the main claims are -> the direction in which Graphviz goes from them to their reasons."""

_HEAD_LENGTH = 8.0
_BORDER = "1.3"
_MAIN_BORDER = "3.5"
_COPY_BORDER = "0.7"
_STYLES = {
    Contour.SQUARE: "",
    Contour.ROUND: "rounded",
    Contour.CUT: "diagonals",
    Contour.LEAF: "bold",
    Contour.SLANTED: "bold,rounded",
}

_PART = r"(?s)(?:\\.|[^\\]){1,4000}"
"""What is in one string of an escaped text: at most 16,000 bytes of the 16,384 that `dot` takes."""

# The heads of lines without effect, as DOT names them; it has no cross. Half a head takes backing.
_HEAD_WITHOUT_EFFECT = {Ending.CROSS: "none", Ending.RING: "odot", Ending.HALF: "ldiamond"}


def to_dot(drawing: Drawing, direction: str) -> str:
    """Return a drawing, with the main claims in a direction, as a DOT graph."""
    return _GraphWriter(drawing.scene, drawing.layout, direction).text()


class _GraphWriter:
    def __init__(self, scene: Scene, layout: Layout, direction: str) -> None:
        import pydot

        self.pydot = pydot
        self.scene = scene
        self.theme = scene.theme
        self.layout = layout
        # Where the premises of steps meet: in the middle of a bracket, or in a junction.
        self.junctions = {sign.inference: hull(sign.bar).middle for sign in layout.brackets}
        self.junctions |= layout.junctions
        self.names = {id: f"s{number}" for number, id in enumerate(scene.map.inferences)}
        attributes = {
            "rankdir": RANKDIR[direction],
            "ordering": "out",
            "nodesep": "0.15",
            "ranksep": "0.3",
            "splines": "true",
            "bgcolor": quote(self.theme.paper),
            "outputorder": "edgesfirst",
        }
        if layout.frames:
            attributes["newrank"] = "true"  # nodes of one rank may be in several clusters
        title = clean(scene.map.title)
        if title:
            attributes |= {"label": label([title]), "labelloc": "t", "fontname": FONT}
        self.graph = pydot.Dot(graph_type="digraph", **attributes)
        self.graph.set_node_defaults(
            shape="box",
            fixedsize="shape",
            fontname=FONT,
            fontsize=f"{SIZE}",
            fontcolor=quote(self.theme.text),
            margin=quote("0.07,0.04"),
        )
        self.graph.set_edge_defaults(dir="back", arrowsize="0.8", penwidth="1.5")

    def text(self) -> str:
        inferences = self.scene.map.inferences
        mains = []
        boxes_of: dict[str, list[str]] = {}
        for placed in self.layout.boxes:
            box = placed.box
            name = f"c{box.number}"
            boxes_of.setdefault(box.inference, []).append(name)
            self._add_box(name, placed)
            if not box.is_copy:
                self.names[box.claim] = name
                if box.claim in self.scene.main_ids:
                    mains.append(name)
        for id, place in self.junctions.items():
            attributes = {"shape": "point", "width": "0.08", "height": "0.08"}
            attributes["color"] = quote(self._color(inferences[id]))
            attributes["pos"] = quote(self._write_place(place))
            self._add_node(self.names[id], attributes)
        line_of = {line.inference: line for line in self.layout.lines if line.has_head}
        for id, inference in inferences.items():
            if id not in line_of:
                continue  # the answer to a rebuttal, whose line has two heads
            # Above no box of their own are lines across, and all lines of a map as a graph.
            premises = boxes_of.get(id) or [self.names[claim] for claim in inference.premises]
            self._add_inference(inference, premises, line_of[id])
        self._add_rank(mains)
        # Nodes of one rank are in any order; a line between them keeps the left one left.
        for left, right in pairwise(mains):
            self._add_edge(left, right, {"style": "invis"})
        self._add_frames()
        return f"// {MADE_BY}\n{self.graph.to_string()}"

    def _add_box(self, name: str, placed: PlacedBox) -> None:
        scene = self.scene
        theme = self.theme
        area = placed.area
        id = placed.box.claim
        claim = scene.map.claims[id]
        look = scene.look(claim)
        styles = ["filled", _STYLES[look.contour]]
        border = _MAIN_BORDER if id in scene.main_ids else _BORDER
        if placed.box.is_copy:
            styles.remove("filled")
            border = _COPY_BORDER
        if claim.implicit:
            styles.append("dashed")
        shape = placed.shape
        strip = [", ".join(mark.text for mark in row) for row in shape.strip]
        if strip:
            strip[0] = "[" + strip[0]
            strip[-1] += "]"
        lines = [*shape.lines, *strip]
        # What is on the border of our box is in the last line here, and may stick out of it.
        signs = [mark.sign for mark in shape.signs]
        lines[-1] = " ".join(filter(None, [lines[-1], shape.tag, *signs]))
        attributes = {
            "label": label(lines),
            "tooltip": label([scene.name(claim)]),
            "pos": quote(self._write_place(area.middle)),
            "width": f"{area.width / POINTS_PER_INCH:.3f}",
            "height": f"{area.height / POINTS_PER_INCH:.3f}",
            "style": quote(",".join(filter(None, styles))),
            "color": quote(look.line),
            "fillcolor": quote(look.fill),
            "penwidth": border,
        }
        verdict = scene.verdict_sign(id)
        if verdict is Sign.CONTESTED:
            # DOT has no hatching: the color fades.
            attributes["fillcolor"] = quote(f"{look.fill}:{theme.paper}")
        elif verdict is not None:
            attributes["fillcolor"] = quote(theme.fallen_fill)
            attributes["fontcolor"] = quote(theme.fallen_text)
        self._add_node(name, attributes)

    def _color(self, inference: Inference) -> str:
        """Return the color of the line of a step."""
        if self.scene.ending(inference.id).has_effect:
            return self.theme.lines[relation_of(inference)].color
        return self.theme.fallen

    def _add_inference(self, inference: Inference, premises: list[str], line: Line) -> None:
        scene = self.scene
        id = inference.id
        look = self.theme.lines[relation_of(inference)]
        head = look.dot_open_head if inference.implicit else look.dot_head
        attributes = {"color": quote(self._color(inference)), "style": look.dot_style}
        if line.has_tail:
            answer = scene.ending(self.layout.trees.answers[id])
            attributes["dir"] = "both"
            attributes["arrowhead"] = _HEAD_WITHOUT_EFFECT.get(answer, head)
            if answer.has_effect:
                attributes["color"] = quote(look.color)
        path = line.path
        if id in self.junctions and self.junctions[id] != path[0]:
            # In a column the line leaves a bracket at its end, and here the premises meet in a dot.
            path = join_paths(straight(self.junctions[id], path[0]), path)
        # The edge runs the other way: the tip of its head, then the curve.
        tip = self._write_place(path[-1])
        shaft = reversed(without_end(path, _HEAD_LENGTH))
        curve = " ".join(map(self._write_place, shaft))
        arrow = attributes | {"arrowtail": _HEAD_WITHOUT_EFFECT.get(scene.ending(id), head)}
        arrow["pos"] = quote(f"s,{tip} {curve}")
        end = self.names[id] if id in self.junctions else premises[0]
        self._add_edge(self.names[inference.target], end, arrow)
        if id in self.junctions:
            for premise in premises:
                self._add_edge(end, premise, attributes | {"dir": "none"})
            self._add_rank(premises)

    def _add_frames(self) -> None:
        """Add a cluster for each frame, those of inner groups in those of outer ones."""
        theme = self.theme
        # Outer frames come before inner ones.
        nearest: dict[int, pydot.Subgraph] = {}
        for number, frame in enumerate(self.layout.frames):
            area = frame.area
            lower_left = self._write_place((area.left, area.bottom))
            upper_right = self._write_place((area.right, area.top))
            attributes: dict[str, Any] = {"label": label(frame.name)}
            attributes["bb"] = quote(f"{lower_left},{upper_right}")
            attributes |= {"labeljust": "l", "fontname": FONT, "fontsize": f"{FRAME_NAME_SIZE}"}
            attributes |= {"fontcolor": quote(theme.quiet), "color": quote(theme.frame)}
            attributes |= {"bgcolor": quote(theme.frame_ground), "style": "rounded"}
            cluster = self.pydot.Subgraph(f"cluster{number}", **attributes)
            around = nearest.get(frame.boxes[0], self.graph)
            for box in frame.boxes:
                cluster.add_node(self.pydot.Node(f"c{box}"))
                nearest[box] = cluster
            around.add_subgraph(cluster)

    def _add_rank(self, names: Iterable[str]) -> None:
        row = self.pydot.Subgraph(rank="same")
        for name in names:
            row.add_node(self.pydot.Node(name))
        self.graph.add_subgraph(row)

    def _write_place(self, place: Point) -> str:
        # In Graphviz y grows upwards.
        x, y = place
        return f"{x:.1f},{self.layout.height - y:.1f}"

    def _add_node(self, name: str, attributes: dict[str, Any]) -> None:
        self.graph.add_node(self.pydot.Node(name, **attributes))

    def _add_edge(self, start: str, end: str, attributes: dict[str, Any]) -> None:
        self.graph.add_edge(self.pydot.Edge(start, end, **attributes))


def quote(text: str) -> str:
    """Return a text as a DOT string."""
    return _join(_escape(text))


def label(lines: Iterable[str]) -> str:
    """Return lines of text as the label of a box, a DOT string."""
    # In a label the engine decodes `&` as HTML does.
    escaped = [_escape(line).replace("&", "&amp;") for line in lines]
    return _join("\\n".join(escaped))


def _join(escaped: str) -> str:
    """Return escaped text as a DOT string, or `"as" + "several"` that Graphviz joins."""
    return " + ".join(f'"{part}"' for part in re.findall(_PART, escaped) or [""])


def _escape(text: str) -> str:
    # What shows nothing is left out, and what a CI log obeys is parted: a DOT string has no escape
    # for either.
    shown = re.sub(UNSAFE_IN_LINES, "", text.replace("##[", "## ["))
    return shown.replace("\\", "\\\\").replace('"', '\\"')
