"""Reader of the XML of the argumentative microtext corpora.

    <arggraph id="t1" topic_id="start_at_nine" stance="pro">
      <edu id="e1">School should start at nine.</edu>
      <adu id="a1" type="pro"/>
      <edge id="c1" src="e1" trg="a1" type="seg"/>
      <edge id="c2" src="a2" trg="a1" type="sup"/>
      <edge id="c3" src="a3" trg="c2" type="und"/>
    </arggraph>

Text units (`edu`) make up claims (`adu`) through `seg` edges, perhaps joined by a `joint`. `sup` and
`exa` support a claim, `reb` rebuts one, `und` undercuts the step that an edge is, and `add` links one
more premise into it. The proponent and the opponent are the sides.
"""

from __future__ import annotations

import re

from argmap.formats.shared.ids import Ids
from argmap.formats.shared.reading import Reading
from argmap.formats.shared.xml_elements import Element, read_elements
from argmap.model import ArgumentMap, Claim, Kind, Side, Steps
from argmap.model.diagnostics import Diagnostic, Related, Severity, did_you_mean, error, warning
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses

_HEAD = 4_000
_SIDES = {"pro": Side("proponent", "Proponent"), "opp": Side("opponent", "Opponent")}
_KINDS = {"sup": Kind.SUPPORT, "exa": Kind.SUPPORT, "reb": Kind.REBUTTAL, "und": Kind.UNDERCUTTER}
_TYPES = (*_KINDS, "add", "seg")
_SCHEMES = {"exa": "example"}
_DEEPEST = 200


def looks_like_microtexts(text: str) -> bool:
    """Return whether an XML text begins as a microtext does."""
    return bool(re.search(r"<arggraph\b", text[:_HEAD]))


def parse_microtexts(text: str, name: str) -> Reading:
    """Return the map in a microtext; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        elements, found = read_elements(text, name)
        map = _MicrotextReader(elements, found).read() if elements else None
        return Reading.of(name, text, map, found)


class _MicrotextReader:
    def __init__(self, elements: list[Element], found: list[Diagnostic]) -> None:
        self.root, self.found = elements[0], found
        self.by_id: dict[str, Element] = {}
        self.units = [element for element in elements if element.tag in ("edu", "joint", "adu")]
        self.edges = [element for element in elements if element.tag == "edge"]
        self.other = len(elements) - len(self.units) - len(self.edges) - (self.root.tag == "arggraph")
        self.texts: dict[str, list[str]] = {}
        self.claims: dict[str, str] = {}
        self.steps = Steps()
        self.onto: dict[Element, Element] = {}
        self.made: dict[Element, str] = {}
        self.used: set[str] = set()
        self.linked: dict[Element, list[Element]] = {}

    def read(self) -> ArgumentMap | None:
        if self.root.tag != "arggraph":
            message = f"the root of a microtext is `arggraph`, not `{self.root.tag}`"
            self.found.append(error("not-microtexts", message, self.root.span))
            return None
        for element in [*self.units, *self.edges]:
            self.register(element)
        self.edges = [edge for edge in self.edges if self.is_whole(edge)]
        self.segments()
        claims = self.read_claims()
        if not claims:
            self.found.append(error("no-claims", "there are no `adu` elements in this file", self.root.span))
        self.relations()
        unused = sum(unit.tag == "edu" and unit.id not in self.used for unit in self.units)
        stance = int(bool(self.root.attributes.get("stance")))
        self.found += losses("argmap", [(stance, "stance"), (unused, "text unit"), (self.other, "other element")])
        return self.build(claims)

    def build(self, claims: list[Claim]) -> ArgumentMap | None:
        title = self.root.attributes.get("topic_id", "").replace("_", " ").strip()
        try:
            return ArgumentMap.build(title=title, sides=_SIDES.values(), claims=claims, inferences=self.steps.all)
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    def register(self, element: Element) -> None:
        first = self.by_id.setdefault(element.id, element) if element.id else element
        if first is not element:
            related = (Related(first.span, "the first, which counts"),)
            message = f"two elements have the id `{element.id}`"
            self.found.append(Diagnostic("duplicate-id", Severity.WARNING, message, element.span, related=related))

    def is_whole(self, edge: Element) -> bool:
        for end in ("src", "trg"):
            if (id := edge.attributes.get(end, "")) not in self.by_id:
                self.found.append(warning("dangling-edge", f"there is no element `{id}`", edge.span))
                return False
        if edge.type not in _TYPES:
            help = did_you_mean(edge.type, _TYPES) or f"types: {', '.join(_TYPES)}"
            self.found.append(warning("unknown-edge-type", f"`{edge.type}` is no type of edge", edge.span, help))
        return edge.type in _TYPES

    # --- claims ---

    def segments(self) -> None:
        """Collect the texts of claims: straight from text units, then through joints."""
        seg = [edge for edge in self.edges if edge.type == "seg"]
        for source in ("edu", "joint"):
            for edge in seg:
                unit = self.by_id[edge.source]
                if unit.tag == source:
                    texts = [unit.text] if source == "edu" else self.texts.get(unit.id, [])
                    self.texts.setdefault(edge.target, []).extend(texts)
                    self.used.add(unit.id)

    def read_claims(self) -> list[Claim]:
        ids, claims = Ids(), []
        for unit in self.units:
            if unit.tag == "adu" and self.by_id.get(unit.id) is unit:
                claims.append(claim := self.claim(unit, ids))
                self.claims[unit.id] = claim.id
        return claims

    def claim(self, unit: Element, ids: Ids) -> Claim:
        text = " ".join(self.texts.get(unit.id, [])).strip()
        if not text:
            self.found.append(warning("missing-text", f"the claim `{unit.id}` has no text", unit.span))
            text = "?"
        side = _SIDES.get(unit.type)
        if side is None:
            message = f"`{unit.type}` is no type of claim"
            self.found.append(warning("unknown-side", message, unit.span, "types: pro, opp"))
        return Claim(ids.give(text), text, side=side.id if side else "", places={"": unit.span, "text": unit.span})

    # --- steps ---

    def relations(self) -> None:
        for edge in self.edges:
            if edge.type in ("add", "und"):
                self.point(edge)
        for edge in self.edges:
            if edge.type in _KINDS:
                self.chain(edge)

    def point(self, edge: Element) -> None:
        """Settle which step an edge points at, past any `add`."""
        seen: set[Element] = set()
        here = self.by_id[edge.target]
        while here.tag == "edge" and here.type == "add" and here not in seen and here.target in self.by_id:
            seen.add(here)
            here = self.by_id[here.target]
        if here.tag != "edge" or here.type not in _KINDS:
            self.found.append(warning("wrong-target", f"`{edge.type}` points at an edge that is a step", edge.span))
        elif edge.type == "und":
            self.onto[edge] = here
        else:
            self.linked.setdefault(here, []).append(edge)

    def chain(self, edge: Element) -> None:
        """Add a step, and first the one that it undercuts, and the one that this undercuts …"""
        chain: dict[Element, None] = {}
        here: Element | None = edge
        while here and here not in self.made and here not in chain and len(chain) < _DEEPEST:
            chain[here] = None
            here = self.onto.get(here)
        if here and here not in self.made:
            message = "these steps undercut each other in a circle, or deeper than can be followed"
            self.found.append(warning("circular-undercutters", message, here.span))
        for step in reversed(chain):
            self.step(step)

    def step(self, edge: Element) -> None:
        self.made[edge] = ""
        onto = self.onto.get(edge)
        if edge.type == "und" and not onto:
            return  # this was reported
        target = self.made.get(onto, "") if onto else self.claims.get(edge.target, "")
        edges = [edge, *self.linked.get(edge, ())]
        premises = dict.fromkeys(self.claims[one.source] for one in edges if one.source in self.claims)
        if target and premises:
            places = {"": edge.span}
            scheme = _SCHEMES.get(edge.type, "")
            self.made[edge] = self.steps.add(_KINDS[edge.type], premises, target, scheme=scheme, places=places)
        else:
            message = "this edge does not lead from a claim to a claim or step"
            self.found.append(warning("incomplete-step", message, edge.span))
