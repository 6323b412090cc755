"""A scene as a DOT graph: boxes, lines and the hints that say where they go.

pydot builds the text. Its own quoting lets a text break out of its string, so it is only ever given
strings that were quoted here, and names that were made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.theme import BOLD, FONT, PADDING, PITCH, SIZE
from argmap.model import Claim, Inference, Kind

if TYPE_CHECKING:
    from argmap.diagrams.scene import Scene

RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}
"""Where the main claims lie -> the direction in which lines run."""

_POINTS_PER_INCH = 72
_TAG_ROOM = 0.08
"""What tags on the upper borders of boxes need between neighbours and rows, in inches."""

_BORDER = "1.3"
_MAIN_BORDER = "3.5"

_Attributes = dict[str, str]
"""Names and values of DOT, the values quoted where they have to be."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a map out.

    Attributes:
        direction: where the main claims lie.
        wrap: the width of a line of text, in columns.
        stack: how deep claims are stacked that nothing bears on and that serve the same step or
            claim; 1 keeps them side by side. `stacks` makes exceptions.
        stacks: the step or claim served -> how deep what serves it is stacked.
        pushed: steps that are drawn longer by a row, which moves what supports them out of the way.
        slack: steps that have no say in which row their premises stand.
        gaps: between neighbours and between rows, in inches.
    """

    direction: str = "up"
    wrap: float = 28
    stack: int = 1
    stacks: Mapping[str, int] = field(default_factory=dict)
    pushed: frozenset[str] = frozenset()
    slack: frozenset[str] = frozenset()
    gaps: tuple[float, float] = (0.25, 0.18)


class For(StrEnum):
    """What a graph is written for: to be measured, for a picture, or to be handed out as it is.

    What is measured has boxes and lines but no looks. What is handed out also has texts, tags and a
    title; a picture gets these later, where they cost less room and whatever the engine knows of letters.
    """

    MEASURE = "measure"
    PICTURE = "picture"
    READER = "reader"


def to_dot(scene: Scene, layout: Layout, purpose: For = For.PICTURE) -> str:
    """Return the scene as a DOT graph."""
    return _GraphBuilder(scene, layout, purpose).build()


class _GraphBuilder:
    """A DOT graph in the making.

    A step takes two rows, and where its premises meet is the row between: so a point costs no room.
    Every line carries the name of its step as its `id`.
    """

    def __init__(self, scene: Scene, layout: Layout, purpose: For) -> None:
        import pydot

        self.pydot = pydot
        self.scene = scene
        self.map = scene.map
        self.theme = scene.theme
        self.names = scene.names
        self.layout = layout
        self.purpose = purpose
        self.graph = pydot.Dot(graph_type="digraph", **self._graph_attributes())
        self.graph.set_node_defaults(**self._node_defaults())
        self.graph.set_edge_defaults(arrowsize="0.7", penwidth=_BORDER)

    def build(self) -> str:
        for claim in self.map.claims.values():
            self._add_claim(claim)
        self._align_main_claims()
        # Of two rebuttals that answer each other, the first is drawn, with two heads.
        answers = set(self.scene.mutual.values())
        for step in self.map.inferences.values():
            if step.id not in answers:
                self._add_step(step)
        self._stack_claims()
        return str(self.graph.to_string())

    def _graph_attributes(self) -> _Attributes:
        beside, between = self.layout.gaps
        if self.scene.verdicts:
            beside += _TAG_ROOM
            between += _TAG_ROOM
        attributes = {}
        title = clean(self.map.title)
        if title and self.purpose is For.READER:
            attributes = {"label": label([title]), "labelloc": "t", "fontname": FONT}
        return attributes | {
            "rankdir": RANKDIR[self.layout.direction],
            "nodesep": f"{beside:.2f}",
            "ranksep": f"{between:.2f}",
            "pad": "0",
            "bgcolor": quoted(self.theme.paper),
        }

    def _node_defaults(self) -> _Attributes:
        return {
            "shape": "box",
            # Whoever draws the graph for a reader may have another font, and then needs larger boxes.
            "fixedsize": "false" if self.purpose is For.READER else "true",
            "label": '""',
            "fontname": FONT,
            "fontsize": f"{SIZE}",
            "fontcolor": quoted(self.theme.text),
        }

    def _add_claim(self, claim: Claim) -> None:
        name = self.names[claim.id]
        lines = self.scene.text_lines(claim, self.layout.wrap)
        if self.purpose is For.READER:
            lines = lines + [f"[{tag}]" for tag in self.scene.tags(claim) if tag]
        attributes = self._box_size(claim, lines)
        if self.purpose is not For.MEASURE:
            attributes |= {"id": name} | self._box_look(claim)
        if self.purpose is For.READER:
            attributes["label"] = label(lines)
        self._add_node(name, attributes)

    def _box_size(self, claim: Claim, lines: list[str]) -> _Attributes:
        # Measured here: the engine takes letters that it does not know for spaces.
        text_width = max(map(width, lines)) * SIZE
        if claim.id in self.scene.main_ids:
            text_width *= BOLD
        box_width = text_width + 2 * PADDING[0]
        box_height = len(lines) * PITCH + 2 * PADDING[1]
        return {
            "width": f"{box_width / _POINTS_PER_INCH:.3f}",
            "height": f"{box_height / _POINTS_PER_INCH:.3f}",
        }

    def _box_look(self, claim: Claim) -> _Attributes:
        box = self.scene.box(claim)
        styles = ["filled"]
        if box.corner:
            styles.append(box.corner)
        if claim.implicit:
            styles.append("dashed")
        return {
            "style": quoted(",".join(styles)),
            "color": quoted(box.line),
            "fillcolor": quoted(box.fill),
            "penwidth": _MAIN_BORDER if claim.id in self.scene.main_ids else _BORDER,
        }

    def _add_step(self, step: Inference) -> None:
        # Claims stand on every second row, points on the rows between. So an arrow that ends in a
        # point, which only an undercutter's does, is a row shorter or longer than that to a claim.
        is_undercutter = step.kind is Kind.UNDERCUTTER
        if step.id not in self.scene.junctions:
            premise = self.names[step.premises[0]]
            self._add_arrow(step, premise, rows=1 if is_undercutter else 2)
            return
        junction = self.names[step.id]
        color = quoted(self.theme.lines[step.kind].color)
        point = {"id": junction, "shape": "point", "width": "0.1", "height": "0.1", "color": color}
        self._add_node(junction, point)
        for premise_id in step.premises:
            self._add_premise(step, premise_id, junction)
        self._add_arrow(step, junction, rows=2 if is_undercutter else 1)

    def _add_premise(self, step: Inference, premise: str, junction: str) -> None:
        line = self.theme.lines[step.kind]
        color = line.color
        if premise == step.warrant:
            # A list of colours draws parallel lines: here two, with paper between them.
            color = f"{line.color}:{self.theme.paper}:{line.color}"
        look = {"color": quoted(color), "style": line.style, "arrowhead": "none"}
        self._add_line(step, self.names[premise], junction, {}, look)

    def _add_arrow(self, step: Inference, start: str, rows: int) -> None:
        line = self.theme.lines[step.kind]
        look = {"color": quoted(line.color), "style": line.style, "arrowhead": line.head}
        if step.id in self.layout.pushed:
            rows += 2  # one row of claims
        hints = {"minlen": f"{rows}"}
        is_mutual = step.id in self.scene.mutual
        if is_mutual:
            look |= {"dir": "both", "arrowtail": line.head}
        if is_mutual or step.id in self.layout.slack:
            hints["constraint"] = "false"
        self._add_line(step, start, self.names[step.target], hints, look)

    def _add_line(self, step: Inference, start: str, end: str, hints: _Attributes, look: _Attributes) -> None:
        attributes = hints
        if self.purpose is not For.MEASURE:
            attributes = hints | {"id": self.names[step.id]} | look
        self._add_edge(start, end, attributes)

    def _align_main_claims(self) -> None:
        names = [self.names[id] for id in self.scene.main_ids_in_order]
        if len(names) < 2:
            return
        row = self.pydot.Subgraph(rank="same")
        for name in names:
            row.add_node(self.pydot.Node(name))
        self.graph.add_subgraph(row)
        # Nodes of one rank stand in any order; a line between them keeps the left one left.
        for left, right in pairwise(names):
            self._add_edge(left, right, {"style": "invis"})

    def _stack_claims(self) -> None:
        for served, claims in self.scene.stackable.items():
            depth = self.layout.stacks.get(served, self.layout.stack)
            for place, (upper, lower) in enumerate(pairwise(claims), 1):
                if place % depth == 0:
                    continue  # the stack is full: the lower one begins the next, beside it
                start, end = self.names[lower], self.names[upper]
                self._add_edge(start, end, {"style": "invis", "minlen": "2", "weight": "0"})

    def _add_node(self, name: str, attributes: _Attributes) -> None:
        self.graph.add_node(self.pydot.Node(name, obj_dict=None, **attributes))

    def _add_edge(self, start: str, end: str, attributes: _Attributes) -> None:
        self.graph.add_edge(self.pydot.Edge(start, end, obj_dict=None, **attributes))


def quoted(text: str) -> str:
    """Return a text as a DOT string."""
    return f'"{_escaped(text)}"'


def label(lines: list[str]) -> str:
    """Return lines of text as the label of a box, a DOT string."""
    # In a label the engine decodes `&` as HTML does.
    escaped = [_escaped(line).replace("&", "&amp;") for line in lines]
    return '"' + "\\n".join(escaped) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
