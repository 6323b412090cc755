"""A scene as a DOT graph: boxes, lines and the hints that say where they go.

pydot builds the text. Its own quoting lets a text break out of its string, so it is only ever given
strings that were quoted here, and names that were made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.theme import BOLD, FONT, PADDING, PITCH, SIZE
from argmap.model import Claim, Inference, Kind

if TYPE_CHECKING:
    from argmap.diagrams.scene import Scene

RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}
"""Where the main claims lie -> the direction in which lines run."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a map out.

    Attributes:
        direction: where the main claims lie.
        wrap: the width of a line of text, in columns.
        stack: how deep claims are stacked that nothing bears on and that serve the same step or
            claim; 1 keeps them side by side. `stacks` makes exceptions.
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
    return _Drawing(scene, layout, purpose).text()


class _Drawing:
    """A DOT graph in the making.

    A step takes two rows, and where its premises meet is the row between: so a point costs no room.
    Every line carries the name of its step as its `id`.
    """

    def __init__(self, scene: Scene, layout: Layout, purpose: For) -> None:
        import pydot

        self.pydot, self.scene, self.layout, self.purpose = pydot, scene, layout, purpose
        self.graph = pydot.Dot(graph_type="digraph", **self._graph_attributes())
        self.graph.set_node_defaults(**self._node_attributes())
        self.graph.set_edge_defaults(arrowsize="0.7", penwidth="1.3")

    def text(self) -> str:
        for claim in self.scene.map.claims.values():
            self._add_claim(claim)
        self._align_main_claims()
        answers = set(self.scene.mutual.values())
        for step in self.scene.map.inferences.values():
            if step.id not in answers:
                self._add_step(step)
        self._stack()
        return str(self.graph.to_string())

    def _graph_attributes(self) -> dict[str, str]:
        room = 0.08 if self.scene.verdicts else 0  # for tags on the upper borders, too
        beside, between = (gap + room for gap in self.layout.gaps)
        title = clean(self.scene.map.title) if self.purpose is For.READER else ""
        heading = {"label": label([title]), "labelloc": "t", "fontname": FONT} if title else {}
        return heading | {
            "rankdir": RANKDIR[self.layout.direction],
            "nodesep": f"{beside:.2f}",
            "ranksep": f"{between:.2f}",
            "pad": "0",
            "bgcolor": quoted(self.scene.theme.paper),
        }

    def _node_attributes(self) -> dict[str, str]:
        return {
            "shape": "box",
            "fixedsize": "false" if self.purpose is For.READER else "true",
            "label": '""',
            "fontname": FONT,
            "fontsize": f"{SIZE}",
            "fontcolor": quoted(self.scene.theme.text),
        }

    def _add_claim(self, claim: Claim) -> None:
        name = self.scene.name[claim.id]
        lines = self.scene.lines(claim, self.layout.wrap)
        if self.purpose is For.READER:
            lines = lines + [f"[{tag}]" for tag in self.scene.tags(claim) if tag]
        attributes: dict[str, Any] = self._size(claim, lines)
        if self.purpose is not For.MEASURE:
            attributes |= {"id": name} | self._look(claim)
        if self.purpose is For.READER:
            attributes |= {"label": label(lines)}
        self.graph.add_node(self.pydot.Node(name, **attributes))

    def _size(self, claim: Claim, lines: list[str]) -> dict[str, str]:
        """Return the size of a box: the engine itself takes letters that it does not know for spaces."""
        weight = BOLD if claim.id in self.scene.mains else 1
        wide = max(map(width, lines)) * SIZE * weight + 2 * PADDING[0]
        high = len(lines) * PITCH + 2 * PADDING[1]
        return {"width": f"{wide / 72:.3f}", "height": f"{high / 72:.3f}"}

    def _look(self, claim: Claim) -> dict[str, str]:
        box = self.scene.box(claim)
        styles = ["filled", box.corner, "dashed" if claim.implicit else ""]
        return {
            "style": quoted(",".join(filter(None, styles))),
            "color": quoted(box.line),
            "fillcolor": quoted(box.fill),
            "penwidth": "3.5" if claim.id in self.scene.mains else "1.3",
        }

    def _add_step(self, step: Inference) -> None:
        undercuts = step.kind is Kind.UNDERCUTTER
        if step.id not in self.scene.junctions:
            self._add_arrow(step, self.scene.name[step.premises[0]], rows=1 if undercuts else 2)
            return
        junction = self.scene.name[step.id]
        color = quoted(self.scene.theme.lines[step.kind].color)
        point: dict[str, Any] = {"shape": "point", "width": "0.1", "height": "0.1", "color": color}
        self.graph.add_node(self.pydot.Node(junction, id=junction, **point))
        for premise in step.premises:
            self._add_premise(step, premise, junction)
        self._add_arrow(step, junction, rows=2 if undercuts else 1)

    def _add_premise(self, step: Inference, premise: str, junction: str) -> None:
        line = self.scene.theme.lines[step.kind]
        is_warrant = premise == step.warrant
        color = f"{line.color}:{self.scene.theme.paper}:{line.color}" if is_warrant else line.color
        look = {"color": quoted(color), "style": line.style, "arrowhead": "none"}
        self._add_line(step, self.scene.name[premise], junction, look)

    def _add_arrow(self, step: Inference, start: str, rows: int) -> None:
        line = self.scene.theme.lines[step.kind]
        look = {"color": quoted(line.color), "style": line.style, "arrowhead": line.head}
        hints = {"minlen": f"{rows + 2 * (step.id in self.layout.pushed)}"}
        if step.id in self.scene.mutual:
            look |= {"dir": "both", "arrowtail": line.head}
        if step.id in self.scene.mutual or step.id in self.layout.slack:
            hints["constraint"] = "false"
        self._add_line(step, start, self.scene.name[step.target], look, **hints)

    def _add_line(self, step: Inference, start: str, end: str, look: dict[str, str], **hints: Any) -> None:
        if self.purpose is not For.MEASURE:
            hints |= {"id": self.scene.name[step.id]} | look
        self.graph.add_edge(self.pydot.Edge(start, end, **hints))

    def _align_main_claims(self) -> None:
        names = [self.scene.name[id] for id in self.scene.mains_in_order]
        if len(names) < 2:
            return
        row = self.pydot.Subgraph(rank="same")
        for name in names:
            row.add_node(self.pydot.Node(name))
        self.graph.add_subgraph(row)
        for left, right in pairwise(names):
            self.graph.add_edge(self.pydot.Edge(left, right, style="invis"))

    def _stack(self) -> None:
        for served, claims in self.scene.stackable.items():
            depth = self.layout.stacks.get(served, self.layout.stack)
            for place, (upper, lower) in enumerate(pairwise(claims), 1):
                if place % depth:
                    ends = self.scene.name[lower], self.scene.name[upper]
                    self.graph.add_edge(self.pydot.Edge(*ends, style="invis", minlen="2", weight="0"))


def quoted(text: str) -> str:
    """Return a text as a DOT string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def label(lines: list[str]) -> str:
    """Return lines of text as the label of a box, in which the engine would decode `&` as HTML does."""
    return '"' + "\\n".join(quoted(line)[1:-1].replace("&", "&amp;") for line in lines) + '"'
