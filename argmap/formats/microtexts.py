"""Reader of the XML of the argumentative microtext corpora.

    <arggraph id="t1" topic_id="start_at_nine" stance="pro">
      <edu id="e1">School should start at nine.</edu>
      <adu id="a1" type="pro"/>
      <edge id="c1" src="e1" trg="a1" type="seg"/>
      <edge id="c2" src="a2" trg="a1" type="sup"/>
      <edge id="c3" src="a3" trg="c2" type="und"/>
    </arggraph>

Text units (`edu`) make up claims (`adu`) through `seg` edges, perhaps joined by a `joint`. `sup`
and `exa` support a claim, `reb` rebuts one, `und` undercuts the inference that an edge is, and
`add` links one more premise into it. What `implicit="true"` marks is added by the map's author. The
proponent and the opponent are the sides, where they have a claim.
"""

from __future__ import annotations

from argmap.formats.aif.nodes import AifGraph, AifNode
from argmap.formats.aif.reader import read_parts
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.xml_elements import XmlElement, read_elements
from argmap.model import ArgumentMap, Side
from argmap.model.diagnostics import Diagnostics, Related, error, warning
from argmap.model.reading import Reading
from argmap.util.spelling import did_you_mean

_SIDES = {"pro": Side("proponent", "Proponent"), "opp": Side("opponent", "Opponent")}
# The types of edges that are inferences, each with the type that AIF has for it.
_INFERENCES = {"sup": "RA", "exa": "RA", "reb": "CA", "und": "CA"}
_SCHEMES = {"exa": "example"}
_EDGE_TYPES = (*_INFERENCES, "add", "seg")
_WORDS = {"I": "`adu` element", "RA": "reason", "CA": "objection"}


def parse_microtexts(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a microtext; `name` is what its diagnostics call the file."""
    elements, diagnostics = read_elements(text, name)
    map = None
    if elements:
        map = _MicrotextReader(elements, diagnostics).read()
    return Reading.of(name, text, map, diagnostics)


class _MicrotextReader:
    """Reads claims, and the edges that are inferences, into the graph of AIF."""

    def __init__(self, elements: list[XmlElement], diagnostics: Diagnostics) -> None:
        self.root = elements[0]
        self.diagnostics = diagnostics
        self.units: list[XmlElement] = []
        self.edges: list[XmlElement] = []
        self.graph = AifGraph(place=self.root.span)
        self.ledger = self.graph.ledger
        self.by_id: dict[str, XmlElement] = {}
        self.segments: dict[str, list[XmlElement]] = {}
        self.nodes: dict[XmlElement, AifNode] = {}
        for element in elements:
            tag = element.tag
            if tag in ("edu", "joint", "adu"):
                self.units.append(element)
            elif tag == "edge":
                self.edges.append(element)
            elif element is not self.root or tag != "arggraph":
                self.ledger.leave_out("other element", element.span)

    def read(self) -> ArgumentMap | None:
        root = self.root
        if root.tag != "arggraph":
            message = f"the root of a microtext must be `arggraph`, not `{root.tag}`"
            self.diagnostics.append(error("not-microtexts", message, root.span))
            return None
        if root.get("stance"):
            self.ledger.leave_out("stance", root.span)
        for element in [*self.units, *self.edges]:
            self.take_id(element)
        self.edges = [edge for edge in self.edges if self.check_edge(edge)]
        for edge in self.edges:
            if edge.get("type") == "seg":
                self.segments.setdefault(edge.get("trg"), []).append(self.by_id[edge.get("src")])
        used = {part for parts in self.segments.values() for part in parts}
        for unit in self.units:
            if unit.tag == "edu" and unit not in used:
                self.ledger.leave_out("text unit", unit.span)
            # Of several with one id, the first counts.
            if unit.tag == "adu" and self.by_id.get(unit.get("id")) is unit:
                self.read_claim(unit)
        for edge in self.edges:
            type = edge.get("type")
            if type in _INFERENCES:
                self.add_node(edge, _INFERENCES[type], scheme=_SCHEMES.get(type, ""))
        for edge in self.edges:
            if edge.get("type") != "seg":
                self.connect(edge)
        claims, inferences = read_parts(self.graph, self.diagnostics, _WORDS, keeps_ids=False)
        self.diagnostics += self.ledger.diagnostics()
        # In many microtexts the opponent says nothing, and a legend should not promise that he
        # does.
        speaking = {claim.side for claim in claims}
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=root.get("topic_id").replace("_", " ").strip(),
            sides=[side for side in _SIDES.values() if side.id in speaking],
            claims=claims,
            inferences=inferences,
        )

    def take_id(self, element: XmlElement) -> None:
        """Note which element has an id; of several, the first counts."""
        id = element.get("id")
        span = element.span
        first = self.by_id.get(id)
        if first is not None:
            related = [Related(first.span, "argmap uses this one, because it comes first")]
            self.diagnostics.append(
                warning("duplicate-id", f"two elements have the id `{id}`", span, related=related)
            )
        elif id:
            self.by_id[id] = element

    def warn(self, code: str, message: str, element: XmlElement, help: str = "") -> None:
        self.diagnostics.append(warning(code, message, element.span, help))

    def check_edge(self, edge: XmlElement) -> bool:
        """Return whether an edge can be read, and report it if not."""
        for end in ("src", "trg"):
            id = edge.get(end)
            if id not in self.by_id:
                self.warn("dangling-edge", f"unknown element `{id}`", edge)
                return False
        type = edge.get("type")
        if type in _EDGE_TYPES:
            return True
        help = did_you_mean(type, _EDGE_TYPES) or f"known types: {', '.join(_EDGE_TYPES)}"
        self.warn("unknown-edge-type", f"unknown edge type `{type}`", edge, help)
        return False

    def units_of(self, claim: XmlElement) -> list[XmlElement]:
        """Return the text units of a claim: first its own, then those of its joints."""
        units = []
        wholes = [claim]
        joints: set[XmlElement] = set()
        for whole in wholes:
            for part in self.segments.get(whole.get("id"), []):
                if part.tag == "edu":
                    units.append(part)
                elif part.tag == "joint" and part not in joints:
                    joints.add(part)
                    wholes.append(part)
        return units

    # --- the graph ---

    def add_node(self, element: XmlElement, type: str, text: str = "", scheme: str = "") -> AifNode:
        """Add the node of a claim or an inference; an edge may have no id, or that of another."""
        id = element.get("id")
        if self.by_id.get(id) is not element:
            id = f"{element.span.line}:{element.span.column}"
        node = self.nodes[element] = AifNode(id, type, text, scheme, element.span)
        self.graph.nodes[id] = node
        return node

    def read_claim(self, unit: XmlElement) -> None:
        units = self.units_of(unit)
        node = self.add_node(unit, "I", " ".join(each.text for each in units).strip())
        # A claim that has units is implicit if the author wrote none of them.
        is_supplied = bool(units) and all(map(_is_implicit, units))
        node.fields["implicit"] = is_supplied or _is_implicit(unit)
        type = unit.get("type")
        if type in _SIDES:
            node.fields["side"] = _SIDES[type].id
        else:
            message = f"unknown claim type `{type}`"
            self.warn("unknown-side", message, unit, "known types: pro, opp")

    def connect(self, edge: XmlElement) -> None:
        """Connect an inference with its premise and its target, or with one more premise."""
        type = edge.get("type")
        premise = self.nodes.get(self.by_id[edge.get("src")])
        leads_to_claim = type not in ("add", "und")
        target = self.by_id[edge.get("trg")] if leads_to_claim else self.inference_at(edge)
        node = self.nodes.get(target)
        if not leads_to_claim and (node is None or node.type == "I"):
            message = f"`{type}` must point at an edge that is a reason or an objection"
            self.warn("wrong-target", message, edge)
            return
        inference = node
        if type != "add":
            inference = self.nodes[edge]
            if node is not None and leads_to_claim == (node.type == "I"):
                inference.connect(node)
        if inference is not None and premise is not None and premise.type == "I":
            premise.connect(inference)

    def inference_at(self, edge: XmlElement) -> XmlElement:
        """Return what an `add` or `und` edge points at, past any `add`."""
        passed = set()
        target = self.by_id[edge.get("trg")]
        while target.tag == "edge" and target.get("type") == "add":
            # An edge that was reported can still be pointed at, and then lead nowhere.
            if target in passed or target.get("trg") not in self.by_id:
                break
            passed.add(target)
            target = self.by_id[target.get("trg")]
        return target


def _is_implicit(unit: XmlElement) -> bool:
    return unit.get("implicit").lower() == "true"
