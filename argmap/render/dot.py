"""A map as a DOT graph: what is drawn, and the hints that say where.

pydot builds the text. Its own quoting lets a text break out of its string, so it is only ever given
strings that were quoted here, and names that were made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.graph import main_claims, side_of
from argmap.model import ArgumentMap, Claim, Inference, Kind, Verdict
from argmap.render.lettering import clean, is_plain, width, wrap
from argmap.render.look import FONT, SIGNS, SIZE, UNSUPPORTED, Box, Theme

if TYPE_CHECKING:
    import pydot

RANKDIR = {"up": "BT", "down": "TB", "left": "RL", "right": "LR"}
"""Where the main claims lie -> the direction in which edges run."""

PADDING = (0.09, 0.06)
"""Between the text of a box and its border, in inches."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a map out.

    `wrap` is the width of a line in columns. Claims that nothing bears on are stacked behind each
    other, `stack` deep, where they serve the same step or claim; 1 keeps them side by side. `gaps` are
    the distances in inches between neighbours and between ranks.
    """

    direction: str = "up"
    wrap: float = 28
    stack: int = 1
    gaps: tuple[float, float] = (0.2, 0.3)
    loose: bool = False
    stacks: Mapping[str, int] = field(default_factory=dict)


def is_unsupported(map: ArgumentMap, claim: Claim) -> bool:
    """Return whether nothing at all is offered for a claim: no reason, no evidence, no agreement."""
    return not (claim.assumed or claim.evidence or map.supports(claim.id))


def needs_junction(map: ArgumentMap, step: Inference) -> bool:
    """Return whether a step is drawn with a point of its own, in which premises or undercutters meet."""
    return len(step.premises) > 1 or bool(map.undercutters(step.id))


def mutual(map: ArgumentMap) -> dict[str, str]:
    """Return plain rebuttals that answer each other, from the first of each pair to the second."""
    first: dict[tuple[str, str], str] = {}
    pairs: dict[str, str] = {}
    for step in map.inferences.values():
        if step.kind is not Kind.REBUTTAL or needs_junction(map, step):
            continue
        ends = (step.premises[0], step.target)
        back = first.pop(ends[::-1], "")
        if back and ends[0] != ends[1]:
            pairs[back] = step.id
        else:
            first[ends] = step.id
    return pairs


def to_dot(
    map: ArgumentMap, layout: Layout, theme: Theme, verdicts: Mapping[str, Verdict] | None = None
) -> str:
    """Return the map as a DOT graph."""
    return _Drawing(map, layout, theme, verdicts or {}).text()


class _Drawing:
    """A DOT graph in the making. Claims are named `c0`, `c1` …, the junctions of steps `s0`, `s1` …"""

    def __init__(
        self, map: ArgumentMap, layout: Layout, theme: Theme, verdicts: Mapping[str, Verdict]
    ) -> None:
        import pydot

        self.map, self.layout, self.theme, self.verdicts = map, layout, theme, verdicts
        self.sides = side_of(map)
        self.mains = {claim.id for claim in main_claims(map)}
        self.claim = {id: f"c{index}" for index, id in enumerate(map.claims)}
        self.step = {id: f"s{index}" for index, id in enumerate(map.inferences)}
        self.pydot = pydot
        self.graph = pydot.Dot(graph_type="digraph", **self._graph_attributes())
        self.graph.set_node_defaults(**self._node_attributes())
        self.graph.set_edge_defaults(arrowsize="0.7", penwidth="1.2")

    def text(self) -> str:
        for claim in self.map.claims.values():
            self._add_claim(claim)
        self._align_main_claims()
        pairs = mutual(self.map)
        answered = set(pairs.values())
        for step in self.map.inferences.values():
            if step.id not in answered:
                self._add_step(step, both_ways=step.id in pairs)
        self._stack_leaves()
        return str(self.graph.to_string())

    def _graph_attributes(self) -> dict[str, str]:
        beside, between = self.layout.gaps
        return {
            "rankdir": RANKDIR[self.layout.direction],
            "nodesep": f"{beside}",
            "ranksep": f"{between}",
            "bgcolor": quoted(self.theme.paper),
            "pad": "0.1",
        }

    def _node_attributes(self) -> dict[str, str]:
        return {
            "shape": "box",
            "fontname": FONT,
            "fontsize": f"{SIZE}",
            "fontcolor": quoted(self.theme.text),
            "margin": quoted("{},{}".format(*PADDING)),
            "width": "0",
            "height": "0",
        }

    # claims

    def _add_claim(self, claim: Claim) -> None:
        box = self._box(claim)
        is_main = claim.id in self.mains
        styles = ["filled", box.corner, "dashed" if claim.implicit else ""]
        attributes = {
            "label": self._label(claim),
            "style": quoted(",".join(filter(None, styles))),
            "color": quoted(box.line),
            "fillcolor": quoted(box.fill),
            "penwidth": "3" if is_main else "1.2",
        }
        self.graph.add_node(self.pydot.Node(self.claim[claim.id], **attributes))

    def _box(self, claim: Claim) -> Box:
        side = self.sides[claim.id]
        return self.theme.side(list(self.map.sides).index(side)) if side else self.theme.neutral

    def _label(self, claim: Claim) -> str:
        mark = f" {UNSUPPORTED}" if is_unsupported(self.map, claim) else ""
        lines = wrap(clean(claim.text) + mark, self.layout.wrap)
        text = "<BR/>".join(escaped(line) for line in lines)
        return f"<<B>{text}</B>>" if claim.id in self.mains else f"<{text}>"

    # steps

    def _add_step(self, step: Inference, both_ways: bool) -> None:
        if not needs_junction(self.map, step):
            self._add_arrow(step, self.claim[step.premises[0]], both_ways)
            return
        junction = self.step[step.id]
        line = self.theme.lines[step.kind]
        self.graph.add_node(self.pydot.Node(junction, shape="point", width="0.09", height="0.09", color=quoted(line.color), label='""'))
        for premise in step.premises:
            self._add_premise(step, premise, junction)
        self._add_arrow(step, junction)

    def _add_premise(self, step: Inference, premise: str, junction: str) -> None:
        line = self.theme.lines[step.kind]
        color = f"{line.color}:{self.theme.paper}:{line.color}" if premise == step.warrant else line.color
        self._edge(self.claim[premise], junction, color=quoted(color), style=line.style, arrowhead="none")

    def _add_arrow(self, step: Inference, start: str, both_ways: bool = False) -> None:
        line = self.theme.lines[step.kind]
        look = {"color": quoted(line.color), "style": line.style, "arrowhead": line.head}
        if both_ways:
            look |= {"dir": "both", "arrowtail": line.head, "constraint": "false"}
        elif start in self.claim.values():
            look["minlen"] = "2"
        if self.layout.loose and step.kind is not Kind.SUPPORT and any(s.kind is Kind.SUPPORT for p in step.premises for s in self.map.uses(p)):
            look["constraint"] = "false"
        self._edge(start, self._end(step), **look)

    def _end(self, step: Inference) -> str:
        return self.step[step.target] if step.kind is Kind.UNDERCUTTER else self.claim[step.target]

    def _edge(self, start: str, end: str, **attributes: str) -> None:
        self.graph.add_edge(self.pydot.Edge(start, end, **attributes))

    # hints

    def _align_main_claims(self) -> None:
        if len(self.mains) < 2:
            return
        rank = self.pydot.Subgraph(rank="same")
        names = [self.claim[id] for side in [*self.map.sides, ""] for id in self.map.claims if id in self.mains and self.sides[id] == side]
        for name in names:
            rank.add_node(self.pydot.Node(name))
        self.graph.add_subgraph(rank)
        for left, right in zip(names, names[1:]):
            self._edge(left, right, style="invis")

    def _stack_leaves(self) -> None:
        for target, leaves in stackable(self.map).items():
            depth = self.layout.stacks.get(target, self.layout.stack)
            for index, (upper, lower) in enumerate(zip(leaves, leaves[1:]), 1):
                if index % depth:
                    self._edge(self.claim[lower], self.claim[upper], style="invis", minlen="2", weight="0")


def stackable(map: ArgumentMap) -> dict[str, list[str]]:
    """Return claims that nothing bears on and that serve one purpose, by the purpose they share."""
    groups: dict[str, list[str]] = {}
    for claim in map.claims:
        uses = map.uses(claim)
        if len(uses) == 1 and not map.supports(claim) and not map.rebuttals(claim):
            step = uses[0]
            alone = not needs_junction(map, step)
            groups.setdefault(step.target if alone else step.id, []).append(claim)
    return {target: claims for target, claims in groups.items() if len(claims) > 1}


def quoted(text: str) -> str:
    """Return a text as a DOT string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "&#92;"}


def escaped(text: str) -> str:
    """Return a text for an HTML-like label, in which DOT would also read a backslash as a code."""
    return "".join(_HTML.get(letter, letter) for letter in text)
