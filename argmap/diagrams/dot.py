"""A laid-out map as a DOT graph for other programs.

It carries the position of everything, so that `neato -n2` draws our picture; and ranks and orders,
so that plain `dot` draws much the same. Lines run from what is borne on to what bears on it, with
their heads at their tails: only so does `dot` keep the order of reasons.

pydot builds the text. Its own quoting lets a text break out of its string, so it is only ever given
strings that were quoted here, and names that were made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.diagrams.box_tree import answers
from argmap.diagrams.curves import Path, Point, without_end
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.group_frames import NAME_SIZE
from argmap.diagrams.placement import GroupFrame, Line, PlacedBox
from argmap.diagrams.theme import FONT, SIZE, Contour, Ending
from argmap.model import Inference, Kind
from argmap.util.text import UNSAFE_IN_LINES

if TYPE_CHECKING:
    import pydot

    from argmap.diagrams.layout import Layout
    from argmap.diagrams.scene import Scene

RANKDIR = {"up": "TB", "down": "BT", "left": "LR", "right": "RL"}
"""Where the main claims lie -> the direction in which Graphviz goes from them to their reasons."""

_POINTS_PER_INCH = 72
_HEAD_LENGTH = 8.0
_BORDER, _MAIN_BORDER, _COPY_BORDER = "1.3", "3.5", "0.7"
_STYLES = {
    Contour.SQUARE: "",
    Contour.ROUND: "rounded",
    Contour.CUT: "diagonals",
    Contour.LEAF: "bold",
    Contour.SLANTED: "bold,rounded",
}

_HEAD_WITHOUT_EFFECT = {Ending.CROSS: "none", Ending.RING: "odot"}
"""The heads of lines without effect, as DOT names them; it has no cross."""

_Attributes = dict[str, str]
"""Names and values of DOT, the values quoted where they have to be."""


def to_dot(scene: Scene, layout: Layout, direction: str) -> str:
    """Return a layout as a DOT graph.

    Args:
        scene: what is drawn.
        layout: where it is.
        direction: where the main claims lie.
    """
    return _GraphWriter(scene, layout, direction).text()


class _GraphWriter:
    def __init__(self, scene: Scene, layout: Layout, direction: str) -> None:
        import pydot

        self.pydot = pydot
        self.scene = scene
        self.theme = scene.theme
        self.placement = layout.placement
        self.answers = answers(scene.map)
        self.junctions = self._places_of_junctions()
        self.names = {id: f"s{number}" for number, id in enumerate(scene.map.inferences)}
        self.graph = pydot.Dot(graph_type="digraph", **self._graph_attributes(direction))
        self.graph.set_node_defaults(
            shape="box",
            fontname=FONT,
            fontsize=f"{SIZE}",
            fontcolor=quote(self.theme.text),
            margin=quote("0.07,0.04"),
        )
        self.graph.set_edge_defaults(dir="back", arrowsize="0.8", penwidth="1.5")

    def text(self) -> str:
        for placed in self.placement.boxes:
            self._add_box(placed)
        for id, place in self.junctions.items():
            self._add_junction(self.scene.map.inferences[id], place)
        lines_of_inference: dict[str, list[Line]] = {}
        for line in self.placement.lines:
            lines_of_inference.setdefault(line.inference, []).append(line)
        boxes_of_inference: dict[str, list[PlacedBox]] = {}
        for placed in self.placement.boxes:
            boxes_of_inference.setdefault(placed.box.inference, []).append(placed)
        own = {
            placed.box.claim: f"c{placed.box.number}"
            for placed in self.placement.boxes
            if not placed.box.is_copy
        }
        for inference in self.scene.map.inferences.values():
            if inference.id not in lines_of_inference:
                continue  # the answer to a rebuttal, whose line has two heads
            premises = [
                f"c{placed.box.number}" for placed in boxes_of_inference.get(inference.id, [])
            ]
            if not premises:
                # A line across, or any line of a map that Graphviz laid out.
                premises = [own[premise] for premise in inference.premises]
            target = (
                self.names[inference.target]
                if inference.kind is Kind.UNDERCUTTER
                else own[inference.target]
            )
            self._add_inference(inference, premises, target, lines_of_inference[inference.id])
        self._add_mains(
            [own[placed.box.claim] for placed in self.placement.boxes if self._is_main(placed)]
        )
        self._add_frames()
        return str(self.graph.to_string())

    def _is_main(self, placed: PlacedBox) -> bool:
        return placed.box.claim in self.scene.main_ids and not placed.box.is_copy

    def _places_of_junctions(self) -> Mapping[str, Point]:
        """Return where the premises of steps meet: in the middle of a bracket, or in a junction."""
        places: dict[str, Point] = {}
        for bracket in self.placement.brackets:
            (x0, y0), (x1, y1) = bracket.bar
            places[bracket.inference] = ((x0 + x1) / 2, (y0 + y1) / 2)
        for junction in self.placement.junctions:
            places[junction.inference] = junction.place
        return places

    def _graph_attributes(self, direction: str) -> _Attributes:
        attributes = {
            "rankdir": RANKDIR[direction],
            "ordering": "out",
            "nodesep": "0.15",
            "ranksep": "0.3",
            "splines": "true",
            "bgcolor": quote(self.theme.paper),
            "outputorder": "edgesfirst",
        }
        if self.placement.frames:
            attributes["newrank"] = "true"  # nodes of one rank may lie in several clusters
        title = clean(self.scene.map.title)
        if title:
            attributes |= {"label": label([title]), "labelloc": "t", "fontname": FONT}
        return attributes

    def _add_box(self, placed: PlacedBox) -> None:
        claim = self.scene.map.claims[placed.box.claim]
        look = self.scene.look(claim)
        falls = self.scene.falls(claim.id)
        styles = [] if placed.box.is_copy else ["filled"]
        if _STYLES[look.contour]:
            styles.append(_STYLES[look.contour])
        if claim.implicit:
            styles.append("dashed")
        lines = list(placed.shape.lines)
        strip = [", ".join(mark.text for mark in row) for row in placed.shape.strip]
        if strip:
            strip[0] = "[" + strip[0]
            strip[-1] += "]"
            lines += strip
        attributes = {
            "label": label(lines),
            "pos": self._position(placed.area.middle),
            "width": f"{placed.area.width / _POINTS_PER_INCH:.3f}",
            "height": f"{placed.area.height / _POINTS_PER_INCH:.3f}",
            "style": quote(",".join(styles)),
            "color": quote(self.theme.fallen if falls else look.line),
            "fillcolor": quote(self.theme.paper if falls else look.fill),
            "penwidth": self._border(placed),
        }
        if falls:
            attributes["fontcolor"] = quote(self.theme.fallen_text)
        self._add_node(f"c{placed.box.number}", attributes)

    def _border(self, placed: PlacedBox) -> str:
        if placed.box.is_copy:
            return _COPY_BORDER
        return _MAIN_BORDER if self._is_main(placed) else _BORDER

    def _add_junction(self, inference: Inference, place: Point) -> None:
        attributes = {
            "shape": "point",
            "width": "0.08",
            "height": "0.08",
            "color": quote(self._color(inference)),
        }
        self._add_node(self.names[inference.id], attributes | {"pos": self._position(place)})

    def _color(self, inference: Inference) -> str:
        """Return the colour of the line of a step."""
        has_effect = self.scene.ending(inference.id) is Ending.HEAD
        return self.theme.lines[inference.kind].color if has_effect else self.theme.fallen

    def _add_inference(
        self, inference: Inference, premises: list[str], target: str, lines: list[Line]
    ) -> None:
        look = self.theme.lines[inference.kind]
        ending = self.scene.ending(inference.id)
        attributes = {"color": quote(self._color(inference)), "style": look.dot_style}
        head = look.dot_open_head if inference.implicit else look.dot_head
        into_target = next(line for line in lines if line.has_head)
        if into_target.has_tail:
            answer = self.scene.ending(self.answers[inference.id])
            attributes |= {"dir": "both", "arrowhead": _HEAD_WITHOUT_EFFECT.get(answer, head)}
            if answer is Ending.HEAD:
                attributes["color"] = quote(look.color)
        tail = _HEAD_WITHOUT_EFFECT.get(ending, head)
        arrow = attributes | {"arrowtail": tail, "pos": self._curve(into_target.path)}
        if inference.id not in self.junctions:
            self._add_edge(target, premises[0], arrow)
            return
        self._add_edge(target, self.names[inference.id], arrow)
        for premise in premises:
            self._add_edge(self.names[inference.id], premise, attributes | {"dir": "none"})
        self._add_rank(premises)

    def _add_mains(self, names: Sequence[str]) -> None:
        self._add_rank(names)
        # Nodes of one rank stand in any order; a line between them keeps the left one left.
        for left, right in pairwise(names):
            self._add_edge(left, right, {"style": "invis"})

    def _add_frames(self) -> None:
        """Add a cluster for each frame, those of inner groups in those of outer ones."""
        clusters: list[tuple[GroupFrame, pydot.Subgraph]] = []
        # Outer frames stand before inner ones, and so the last that holds the same boxes is the
        # nearest.
        for number, frame in enumerate(self.placement.frames):
            area = frame.area
            lower_left = self._write_place((area.left, area.bottom))
            upper_right = self._write_place((area.right, area.top))
            cluster = self.pydot.Subgraph(
                f"cluster{number}",
                label=label(list(frame.name)),
                bb=quote(f"{lower_left},{upper_right}"),
                labeljust="l",
                fontname=FONT,
                fontsize=f"{NAME_SIZE}",
                fontcolor=quote(self.theme.quiet),
                color=quote(self.theme.frame),
                bgcolor=quote(self.theme.frame_ground),
                style="rounded",
            )
            for box in frame.boxes:
                cluster.add_node(self.pydot.Node(f"c{box}"))
            around: pydot.Dot | pydot.Subgraph = self.graph
            for outer, outer_cluster in clusters:
                if set(frame.boxes).issubset(outer.boxes):
                    around = outer_cluster
            around.add_subgraph(cluster)
            clusters.append((frame, cluster))

    def _add_rank(self, names: Iterable[str]) -> None:
        row = self.pydot.Subgraph(rank="same")
        for name in names:
            row.add_node(self.pydot.Node(name))
        self.graph.add_subgraph(row)

    def _position(self, place: Point) -> str:
        return quote(self._write_place(place))

    def _curve(self, path: Path) -> str:
        """Return a path as the position of an edge that runs the other way: the tip of its head,
        then the curve.
        """
        tip = self._write_place(path[-1])
        curve = " ".join(map(self._write_place, reversed(without_end(path, _HEAD_LENGTH))))
        return quote(f"s,{tip} {curve}")

    def _write_place(self, place: Point) -> str:
        # In Graphviz y grows upwards.
        return f"{place[0]:.1f},{self.placement.height - place[1]:.1f}"

    def _add_node(self, name: str, attributes: _Attributes) -> None:
        self.graph.add_node(self.pydot.Node(name, obj_dict=None, **attributes))

    def _add_edge(self, start: str, end: str, attributes: _Attributes) -> None:
        self.graph.add_edge(self.pydot.Edge(start, end, obj_dict=None, **attributes))


def quote(text: str) -> str:
    """Return a text as a DOT string."""
    return f'"{_escape(text)}"'


def label(lines: list[str]) -> str:
    """Return lines of text as the label of a box, a DOT string."""
    # In a label the engine decodes `&` as HTML does.
    escaped = [_escape(line).replace("&", "&amp;") for line in lines]
    return '"' + "\\n".join(escaped) + '"'


def _escape(text: str) -> str:
    # What shows nothing is left out, and what a CI log obeys is parted: a DOT string has no escape
    # for either.
    shown = re.sub(UNSAFE_IN_LINES, "", text.replace("##[", "## ["))
    return shown.replace("\\", "\\\\").replace('"', '\\"')
