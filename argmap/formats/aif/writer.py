"""Writer of AIF JSON, as AIFdb's archives have it: a node a claim (I) and a node a step (RA, CA).

Who holds a claim becomes a locution (L) that asserts it (YA), with its speaker named in full under
`participants`. The node of a claim has the claim's id; the ids of other nodes are numbers in the order of the map, and
there are no dates, so that the same map always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from typing import TypeAlias

from argmap.formats.aif.schemes import is_no_scheme
from argmap.formats.shared.json_text import to_json
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.losses import Kept, Written, dropped, losses

JsonObject: TypeAlias = dict[str, str | None]

_KEPT: Kept = {Claim: ("held_by",), Inference: ("scheme",)}


def format_aif(map: ArgumentMap) -> Written:
    """Return a map as AIF, and what AIF has no place for."""
    writer = _AifWriter(map.claims)
    for claim in map.claims.values():
        writer.claim(claim)
    for step in map.inferences.values():
        writer.step(step)
    for claim in map.claims.values():
        writer.holders(claim)
    for step in map.inferences.values():
        writer.edges_of_step(step)
    named_like_none = [step for step in map.inferences.values() if step.scheme and is_no_scheme(step.scheme)]
    lost = [*dropped(map, _KEPT), (len(named_like_none), "scheme named like none")]
    return Written(writer.text(), losses("AIF", lost))


class _AifWriter:
    """Collects nodes and edges; but for those of claims, ids are numbers in the order of addition."""

    def __init__(self, ids_of_claims: Collection[str]) -> None:
        self.ids_of_claims = ids_of_claims
        self.numbers = count(1)
        self.nodes: list[JsonObject] = []
        self.edges: list[JsonObject] = []
        self.locutions: list[JsonObject] = []
        self.people: dict[str, str] = {}
        self.node_of_step: dict[str, str] = {}

    def node(self, type: str, text: str, **more: str) -> str:
        """Add a node that is no claim, and return its id."""
        id = next(id for id in map(str, self.numbers) if id not in self.ids_of_claims)
        self.nodes.append({"nodeID": id, "text": text, "type": type, **more})
        return id

    def edge(self, start: str, end: str) -> None:
        id = str(len(self.edges) + 1)
        self.edges.append({"edgeID": id, "fromID": start, "toID": end, "formEdgeID": None})

    def claim(self, claim: Claim) -> None:
        self.nodes.append({"nodeID": claim.id, "text": claim.text, "type": "I"})

    def step(self, step: Inference) -> None:
        type, name = ("RA", "Default Inference") if step.kind is Kind.SUPPORT else ("CA", "Default Conflict")
        if step.scheme:
            self.node_of_step[step.id] = self.node(type, step.scheme, scheme=step.scheme)
        else:
            self.node_of_step[step.id] = self.node(type, name)

    def edges_of_step(self, step: Inference) -> None:
        node = self.node_of_step[step.id]
        for premise in step.premises:
            self.edge(premise, node)
        target = self.node_of_step[step.target] if step.kind is Kind.UNDERCUTTER else step.target
        self.edge(node, target)

    def holders(self, claim: Claim) -> None:
        for name in claim.held_by:
            locution = self.node("L", f"{name} : {claim.text}")
            asserting = self.node("YA", "Asserting")
            person = self.people.setdefault(name, str(len(self.people) + 1))
            self.locutions.append({"nodeID": locution, "personID": person})
            self.edge(locution, asserting)
            self.edge(asserting, claim.id)

    def text(self) -> str:
        whole = {"nodes": self.nodes, "edges": self.edges, "locutions": self.locutions}
        if self.people:
            # AIF parts a name in two; which words are the surname cannot be known.
            whole["participants"] = [
                {"participantID": id, "firstname": name, "surname": ""} for name, id in self.people.items()
            ]
        return to_json(whole)
