"""Writer of AIF JSON, as AIFdb's archives have it: a node a claim (I) and a node a step (RA, CA).

Who holds a claim becomes a locution (L) that asserts it (YA), with its speaker named in full under
`participants`. Ids are numbers in the order of the map and there are no dates, so that the same map
always gives the same bytes.
"""

from __future__ import annotations

from typing import Any

from argmap.formats.aif.reader import NO_SCHEME
from argmap.formats.shared.json_text import to_json
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.losses import Written, dropped, losses

Thing = dict[str, Any]


def format_aif(map: ArgumentMap) -> Written:
    """Return a map as AIF, and what AIF has no place for."""
    writer = _AifWriter()
    for claim in map.claims.values():
        writer.claim(claim)
    for step in map.inferences.values():
        writer.step(step)
    for claim in map.claims.values():
        writer.holders(claim)
    for step in map.inferences.values():
        writer.edges_of(step)
    mistakable = sum(bool(step.scheme) and _is_default(step.scheme) for step in map.inferences.values())
    lost = [*dropped(map, kept=("held_by", "scheme")), (mistakable, "scheme named like none")]
    return Written(writer.text(), losses("AIF", lost))


def _is_default(scheme: str) -> bool:
    return scheme.strip().lower() in NO_SCHEME


class _AifWriter:
    def __init__(self) -> None:
        self.nodes: list[Thing] = []
        self.edges: list[Thing] = []
        self.locutions: list[Thing] = []
        self.people: dict[str, str] = {}
        self.numbers: dict[tuple[str, str], str] = {}

    def node(self, type: str, text: str, **more: str) -> str:
        id = str(len(self.nodes) + 1)
        self.nodes.append({"nodeID": id, "text": text, "type": type, **more})
        return id

    def edge(self, start: str, end: str) -> None:
        id = str(len(self.edges) + 1)
        self.edges.append({"edgeID": id, "fromID": start, "toID": end, "formEdgeID": None})

    def claim(self, claim: Claim) -> None:
        self.numbers["claim", claim.id] = self.node("I", claim.text)

    def step(self, step: Inference) -> None:
        type, name = ("RA", "Inference") if step.kind is Kind.SUPPORT else ("CA", "Conflict")
        scheme = {"scheme": step.scheme} if step.scheme else {}
        self.numbers["step", step.id] = self.node(type, step.scheme or f"Default {name}", **scheme)

    def edges_of(self, step: Inference) -> None:
        here = self.numbers["step", step.id]
        for premise in step.premises:
            self.edge(self.numbers["claim", premise], here)
        sort = "step" if step.kind is Kind.UNDERCUTTER else "claim"
        self.edge(here, self.numbers[sort, step.target])

    def holders(self, claim: Claim) -> None:
        for name in claim.held_by:
            locution = self.node("L", f"{name} : {claim.text}")
            asserting = self.node("YA", "Asserting")
            person = self.people.setdefault(name, str(len(self.people) + 1))
            self.locutions.append({"nodeID": locution, "personID": person})
            self.edge(locution, asserting)
            self.edge(asserting, self.numbers["claim", claim.id])

    def text(self) -> str:
        whole: Thing = {"nodes": self.nodes, "edges": self.edges, "locutions": self.locutions}
        if self.people:
            whole["participants"] = [
                {"participantID": id, "firstname": name, "surname": ""} for name, id in self.people.items()
            ]
        return to_json(whole)
