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

from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.xml_elements import XmlElement, read_elements
from argmap.model import ArgumentMap, Claim, Inferences, Kind, Side
from argmap.model.diagnostics import Diagnostics, Related, error, warning
from argmap.model.losses import Ledger
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import did_you_mean

_SIDES = {"pro": Side("proponent", "Proponent"), "opp": Side("opponent", "Opponent")}
_INFERENCE_KINDS = {
    "sup": Kind.SUPPORT,
    "exa": Kind.SUPPORT,
    "reb": Kind.REBUTTAL,
    "und": Kind.UNDERCUTTER,
}
_SCHEMES = {"exa": "example"}
_EDGE_TYPES = (*_INFERENCE_KINDS, "add", "seg")
_DEEPEST_UNDERCUTTERS = 200
"""The id of an undercutter holds that of its target, so that a chain takes its square."""


def parse_microtexts(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a microtext; `name` is what its diagnostics call the file."""
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name)
        map = None
        if elements:
            map = _MicrotextReader(elements, diagnostics).read()
        return Reading.of(name, text, map, diagnostics)


class _MicrotextReader:
    def __init__(self, elements: list[XmlElement], diagnostics: Diagnostics) -> None:
        self.root = elements[0]
        self.diagnostics = diagnostics
        self.units: list[XmlElement] = []
        self.edges: list[XmlElement] = []
        self.ledger = Ledger()
        self.by_id: dict[str, XmlElement] = {}
        self.texts: dict[str, list[str]] = {}
        self.written_units: set[str] = set()
        self.claim_ids: dict[str, str] = {}
        self.inferences = Inferences()
        self.inference_ids: dict[XmlElement, str] = {}
        self.undercut_edges: dict[XmlElement, XmlElement] = {}
        self.linked_edges: dict[XmlElement, list[XmlElement]] = {}
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
        if root.attributes.get("stance"):
            self.ledger.leave_out("stance", root.span)
        for element in [*self.units, *self.edges]:
            self.take_id(element)
        self.edges = [edge for edge in self.edges if self.check_edge(edge)]
        self.collect_texts()
        claims = self.read_claims()
        if not claims:
            self.diagnostics.append(
                error("no-claims", "this file has no `adu` elements", root.span)
            )
        # What edges point at other edges comes first: an edge adds the premises linked to it with
        # its inference.
        for edge in self.edges:
            if edge.type in ("add", "und"):
                self.point_at_inference(edge)
        for edge in self.edges:
            if edge.type in _INFERENCE_KINDS:
                self.add_with_targets(edge)
        self.diagnostics += self.ledger.diagnostics()
        title = root.attributes.get("topic_id", "").replace("_", " ").strip()
        # In many microtexts the opponent says nothing, and a legend should not promise that he
        # does.
        speaking = {claim.side for claim in claims}
        sides = []
        for side in _SIDES.values():
            if side.id in speaking:
                sides.append(side)
        inferences = self.inferences.all
        return ArgumentMap.build_valid(
            self.diagnostics, title=title, sides=sides, claims=claims, inferences=inferences
        )

    def take_id(self, element: XmlElement) -> None:
        """Note which element has an id; of several, the first counts."""
        id = element.id
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
            id = edge.attributes.get(end, "")
            if id not in self.by_id:
                self.warn("dangling-edge", f"unknown element `{id}`", edge)
                return False
        if edge.type in _EDGE_TYPES:
            return True
        help = did_you_mean(edge.type, _EDGE_TYPES)
        help = help or f"known types: {', '.join(_EDGE_TYPES)}"
        self.warn("unknown-edge-type", f"unknown edge type `{edge.type}`", edge, help)
        return False

    # --- claims ---

    def collect_texts(self) -> None:
        """Collect the texts of claims and joints: straight from text units, then through joints."""
        used_units = set()
        through_joints = []
        for edge in self.edges:
            target = edge.target
            unit = self.by_id[edge.source]
            if edge.type == "seg" and unit.tag == "edu":
                self.texts.setdefault(target, []).append(unit.text)
                used_units.add(unit.id)
                if not _is_implicit(unit):
                    self.written_units.add(target)
            elif edge.type == "seg" and unit.tag == "joint":
                through_joints.append((unit.id, target))
        for unit in self.units:
            if unit.tag == "edu" and unit.id not in used_units:
                self.ledger.leave_out("text unit", unit.span)
        # Only now do all joints have the texts of their units.
        for joint, target in through_joints:
            texts = self.texts.get(joint, [])
            self.texts.setdefault(target, []).extend(texts)
            if joint in self.written_units:
                self.written_units.add(target)

    def read_claims(self) -> list[Claim]:
        ids = Ids()
        claims = []
        for unit in self.units:
            id = unit.id
            # Of several with one id, the first counts.
            if unit.tag == "adu" and self.by_id.get(id) is unit:
                claim = self.read_claim(unit, ids)
                claims.append(claim)
                self.claim_ids[id] = claim.id
        return claims

    def read_claim(self, unit: XmlElement, ids: Ids) -> Claim:
        id = unit.id
        type = unit.type
        span = unit.span
        texts = self.texts.get(id, [])
        text = " ".join(texts).strip()
        # A claim that has units is implicit if the author wrote none of them.
        is_supplied = bool(texts) and id not in self.written_units
        if not text:
            self.warn("missing-text", f"the claim `{id}` has no text", unit)
            text = "?"
        side = ""
        if type in _SIDES:
            side = _SIDES[type].id
        else:
            self.warn("unknown-side", f"unknown claim type `{type}`", unit, "known types: pro, opp")
        is_implicit = is_supplied or _is_implicit(unit)
        places = {"": span, "text": span}
        return Claim(ids.give(text), text, side=side, implicit=is_implicit, places=places)

    # --- inferences ---

    def point_at_inference(self, edge: XmlElement) -> None:
        """Settle which step an `add` or `und` edge points at, past any `add`."""
        passed = set()
        target = self.by_id[edge.target]
        while target.tag == "edge" and target.type == "add":
            # An edge that was reported can still be pointed at, and then lead nowhere.
            if target in passed or target.target not in self.by_id:
                break
            passed.add(target)
            target = self.by_id[target.target]
        if target.tag != "edge" or target.type not in _INFERENCE_KINDS:
            self.warn(
                "wrong-target",
                f"`{edge.type}` must point at an edge that is a reason or an objection",
                edge,
            )
        elif edge.type == "und":
            self.undercut_edges[edge] = target
        else:
            self.linked_edges.setdefault(target, []).append(edge)

    def add_with_targets(self, edge: XmlElement) -> None:
        """Add a step, and before it the one that it undercuts, and the one that this undercuts …"""
        chain: dict[XmlElement, None] = {}
        here: XmlElement | None = edge
        while here and here not in self.inference_ids:
            if here in chain or len(chain) == _DEEPEST_UNDERCUTTERS:
                self.warn(
                    "circular-undercutters",
                    "these undercutters form a cycle or are nested too deeply",
                    here,
                )
                break
            chain[here] = None
            here = self.undercut_edges.get(here)
        for inference_edge in reversed(chain):
            self.add_inference(inference_edge)

    def add_inference(self, edge: XmlElement) -> None:
        """Add the inference that an edge is, whose target is there already."""
        # Until it is whole; what undercuts it then is not whole either.
        self.inference_ids[edge] = ""
        if edge.type != "und":
            target = self.claim_ids.get(edge.target, "")
        elif edge in self.undercut_edges:
            target = self.inference_ids.get(self.undercut_edges[edge], "")
        else:
            return  # `point_at_inference` has reported it
        premises: dict[str, None] = {}  # each once
        for premise_edge in [edge, *self.linked_edges.get(edge, [])]:
            source = premise_edge.source
            if source in self.claim_ids:
                premises[self.claim_ids[source]] = None
        if not target or not premises:
            self.warn(
                "incomplete-step",
                "this edge must lead from a claim to a claim or an inference",
                edge,
            )
            return
        type = edge.type
        scheme = _SCHEMES.get(type, "")
        self.inference_ids[edge] = self.inferences.add(
            _INFERENCE_KINDS[type], premises, target, scheme=scheme, places={"": edge.span}
        )


def _is_implicit(unit: XmlElement) -> bool:
    return unit.attributes.get("implicit", "").lower() == "true"
