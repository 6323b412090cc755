"""Reader of the XML of the argumentative microtext corpora.

    <arggraph id="t1" topic_id="start_at_nine" stance="pro">
      <edu id="e1">School should start at nine.</edu>
      <adu id="a1" type="pro"/>
      <edge id="c1" src="e1" trg="a1" type="seg"/>
      <edge id="c2" src="a2" trg="a1" type="sup"/>
      <edge id="c3" src="a3" trg="c2" type="und"/>
    </arggraph>

Text units (`edu`) make up claims (`adu`) through `seg` edges, perhaps joined by a `joint`. `sup`
and `exa` support a claim, `reb` rebuts one, `und` undercuts the step that an edge is, and `add`
links one more premise into it. What `implicit="true"` marks is supplied by the map-maker. The
proponent and the opponent are the sides, where they have a claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.xml_elements import XmlElement, read_elements
from argmap.model import ArgumentMap, Claim, Inferences, Kind, Side
from argmap.model.diagnostics import Diagnostic, InvalidMap, Related, Span, error, warning
from argmap.model.losses import losses
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import did_you_mean

_HEAD = 4_000  # characters: `arggraph` stands behind no more than a declaration and comments
_SIDES = {"pro": Side("proponent", "Proponent"), "opp": Side("opponent", "Opponent")}
_INFERENCE_KINDS = {
    "sup": Kind.SUPPORT,
    "exa": Kind.SUPPORT,
    "reb": Kind.REBUTTAL,
    "und": Kind.UNDERCUTTER,
}
_EDGE_TYPES = (*_INFERENCE_KINDS, "add", "seg")
_SCHEMES = {"exa": "example"}
_DEEPEST_UNDERCUTTERS = (
    200  # the id of an undercutter holds that of its target, so a chain takes its square
)


def parse_microtexts(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a microtext; `name` is what its diagnostics call the file."""
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name)
        map = None
        if elements:
            map = _MicrotextReader(elements, diagnostics).read()
        return Reading.of(name, text, map, diagnostics)


class _MicrotextReader:
    def __init__(self, elements: list[XmlElement], diagnostics: list[Diagnostic]) -> None:
        self.root, self.diagnostics = elements[0], diagnostics
        self.units: list[XmlElement] = []
        self.edges: list[XmlElement] = []
        self.other_elements = 0
        self.by_id: dict[str, XmlElement] = {}
        self.texts: dict[str, list[str]] = {}
        self.used_units: set[str] = set()
        self.written_units: set[str] = set()
        self.claim_ids: dict[str, str] = {}
        self.inferences = Inferences()
        self.inference_ids: dict[XmlElement, str] = {}
        self.undercut_edges: dict[XmlElement, XmlElement] = {}
        self.linked_edges: dict[XmlElement, list[XmlElement]] = {}
        self.sort(elements)

    def sort(self, elements: list[XmlElement]) -> None:
        for element in elements:
            if element.tag in ("edu", "joint", "adu"):
                self.units.append(element)
            elif element.tag == "edge":
                self.edges.append(element)
            elif element is not self.root or element.tag != "arggraph":
                self.other_elements += 1

    def read(self) -> ArgumentMap | None:
        if self.root.tag != "arggraph":
            message = f"the root of a microtext is `arggraph`, not `{self.root.tag}`"
            self.diagnostics.append(error("not-microtexts", message, self.root.span))
            return None
        for element in [*self.units, *self.edges]:
            self.register(element)
        self.edges = [edge for edge in self.edges if self.check_edge(edge)]
        self.collect_texts()
        claims = self.read_claims()
        if not claims:
            message = "there are no `adu` elements in this file"
            self.diagnostics.append(error("no-claims", message, self.root.span))
        self.read_inferences()
        self.diagnostics += losses("argmap", self.count_dropped())
        topic = self.root.attributes.get("topic_id", "")
        title = topic.replace("_", " ").strip()
        # In many microtexts the opponent says nothing, and a legend should not promise that he
        # does.
        speaking = {claim.side for claim in claims}
        sides = [side for side in _SIDES.values() if side.id in speaking]
        try:
            return ArgumentMap.build(
                title=title,
                sides=sides,
                claims=claims,
                inferences=self.inferences.all,
            )
        except InvalidMap as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def warn(
        self,
        code: str,
        message: str,
        span: Span,
        help: str = "",
        *,
        related: Iterable[Related] = (),
    ) -> None:
        self.diagnostics.append(warning(code, message, span, help, related=related))

    def register(self, element: XmlElement) -> None:
        if not element.id:
            return
        first = self.by_id.setdefault(element.id, element)
        if first is not element:
            message = f"two elements have the id `{element.id}`"
            related = [Related(first.span, "the first, which counts")]
            self.warn("duplicate-id", message, element.span, related=related)

    def check_edge(self, edge: XmlElement) -> bool:
        """Return whether an edge can be read, and report it if not."""
        for end in ("src", "trg"):
            id = edge.attributes.get(end, "")
            if id not in self.by_id:
                self.warn("dangling-edge", f"there is no element `{id}`", edge.span)
                return False
        if edge.type in _EDGE_TYPES:
            return True
        message = f"`{edge.type}` is no type of edge"
        help = did_you_mean(edge.type, _EDGE_TYPES)
        if not help:
            help = f"types: {', '.join(_EDGE_TYPES)}"
        self.warn("unknown-edge-type", message, edge.span, help)
        return False

    def count_dropped(self) -> Iterable[tuple[int, str]]:
        """Yield what found no place, counted."""
        if self.root.attributes.get("stance"):
            yield 1, "stance"
        text_units = [unit.id for unit in self.units if unit.tag == "edu"]
        yield sum(id not in self.used_units for id in text_units), "text unit"
        yield self.other_elements, "other element"

    # --- claims ---

    def collect_texts(self) -> None:
        """Collect the texts of claims and joints: straight from text units, then through joints."""
        through_joints: list[XmlElement] = []
        for edge in self.edges:
            if edge.type != "seg":
                continue
            unit = self.by_id[edge.source]
            if unit.tag == "edu":
                self.add_texts(edge.target, [unit.text])
                self.used_units.add(unit.id)
                if not _is_implicit(unit):
                    self.written_units.add(edge.target)
            elif unit.tag == "joint":
                through_joints.append(edge)
        # Only now do all joints have the texts of their units.
        for edge in through_joints:
            joined_texts = self.texts.get(edge.source, [])
            self.add_texts(edge.target, joined_texts)
            if edge.source in self.written_units:
                self.written_units.add(edge.target)
            self.used_units.add(edge.source)

    def add_texts(self, unit: str, texts: list[str]) -> None:
        self.texts.setdefault(unit, []).extend(texts)

    def read_claims(self) -> list[Claim]:
        ids = Ids()
        claims: list[Claim] = []
        for unit in self.units:
            is_first_of_its_id = self.by_id.get(unit.id) is unit
            if unit.tag != "adu" or not is_first_of_its_id:
                continue
            claim = self.read_claim(unit, ids)
            claims.append(claim)
            self.claim_ids[unit.id] = claim.id
        return claims

    def read_claim(self, unit: XmlElement, ids: Ids) -> Claim:
        texts = self.texts.get(unit.id, [])
        text = " ".join(texts).strip()
        if not text:
            self.warn("missing-text", f"the claim `{unit.id}` has no text", unit.span)
            text = "?"
        side_id = ""
        if unit.type in _SIDES:
            side_id = _SIDES[unit.type].id
        else:
            message = f"`{unit.type}` is no type of claim"
            self.warn("unknown-side", message, unit.span, "types: pro, opp")
        places = {"": unit.span, "text": unit.span}
        # A claim that has units is implicit if the author wrote none of them.
        is_supplied = bool(texts) and unit.id not in self.written_units
        is_implicit = is_supplied or _is_implicit(unit)
        return Claim(ids.give(text), text, side=side_id, implicit=is_implicit, places=places)

    # --- steps ---

    def read_inferences(self) -> None:
        # What edges point at other edges comes first: an edge adds the premises linked to it with
        # its step.
        for edge in self.edges:
            if edge.type in ("add", "und"):
                self.point_at_inference(edge)
        for edge in self.edges:
            if edge.type in _INFERENCE_KINDS:
                self.add_with_targets(edge)

    def point_at_inference(self, edge: XmlElement) -> None:
        """Settle which step an `add` or `und` edge points at, past any `add`."""
        passed: set[XmlElement] = set()
        target = self.by_id[edge.target]
        while target.tag == "edge" and target.type == "add":
            # An edge that was reported can still be pointed at, and then lead nowhere.
            if target in passed or target.target not in self.by_id:
                break
            passed.add(target)
            target = self.by_id[target.target]
        if target.tag != "edge" or target.type not in _INFERENCE_KINDS:
            message = f"`{edge.type}` points at an edge that is a step"
            self.warn("wrong-target", message, edge.span)
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
                message = (
                    "these steps undercut each other in a circle, or deeper than can be followed"
                )
                self.warn("circular-undercutters", message, here.span)
                break
            chain[here] = None
            here = self.undercut_edges.get(here)
        for inference_edge in reversed(chain):
            self.add_inference(inference_edge)

    def add_inference(self, edge: XmlElement) -> None:
        """Add the step that an edge is, with the premises linked to it; its target is there
        already.
        """
        self.inference_ids[edge] = (
            ""  # until it is whole; what undercuts it then is not whole either
        )
        if edge.type == "und" and edge not in self.undercut_edges:
            return  # `point_at_inference` has reported it
        target = self.target_id(edge)
        premises = self.premise_ids(edge)
        if not target or not premises:
            message = "this edge does not lead from a claim to a claim or step"
            self.warn("incomplete-step", message, edge.span)
            return
        kind = _INFERENCE_KINDS[edge.type]
        scheme = _SCHEMES.get(edge.type, "")
        places = {"": edge.span}
        self.inference_ids[edge] = self.inferences.add(
            kind, premises, target, scheme=scheme, places=places
        )

    def target_id(self, edge: XmlElement) -> str:
        """Return the id of the claim or step that an edge bears on, empty if there is none."""
        if edge.type == "und":
            undercut_edge = self.undercut_edges[edge]
            return self.inference_ids.get(undercut_edge, "")
        return self.claim_ids.get(edge.target, "")

    def premise_ids(self, edge: XmlElement) -> list[str]:
        """Return the ids of the claims that an edge, and those linked to it,
        lead from, each once.
        """
        linked_edges = self.linked_edges.get(edge, [])
        ids: list[str] = []
        for premise_edge in [edge, *linked_edges]:
            id = self.claim_ids.get(premise_edge.source)
            if id is not None:
                ids.append(id)
        return list(dict.fromkeys(ids))


def _is_implicit(unit: XmlElement) -> bool:
    return unit.attributes.get("implicit", "").lower() == "true"
