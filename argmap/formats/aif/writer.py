"""Writer of AIF JSON, as AIFdb's archives have it: a node a claim (I) and a node a step (RA, CA).

Who holds a claim becomes a locution (L) that asserts it (YA), with its speaker named in full under
`participants`. The node of a claim has the claim's id; the ids of other nodes are numbers in the
order of the map, and there are no dates, so that the same map always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import NamedTuple, TypeAlias

from argmap.formats.aif.nodes import is_no_scheme
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.writing import Pieces, Result, WritingOptions
from argmap.util.json_text import InPieces, to_json_in_pieces

JsonObject: TypeAlias = dict[str, str | None]

_KEPT: Kept = {Claim: ("held_by",), Inference: ("scheme",)}


def format_aif(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as AIF, and what AIF has no place for."""
    named_like_none = [
        inference
        for inference in map.inferences.values()
        if inference.scheme and is_no_scheme(inference.scheme)
    ]
    lost = [*count_dropped(map, _KEPT), (len(named_like_none), "scheme named like none")]
    return Result(Pieces(partial(_pieces, map)), losses("AIF", lost))


def _pieces(map: ArgumentMap) -> Iterator[str]:
    writer = _AifWriter(map)
    whole = InPieces(nodes=writer.nodes(), edges=writer.edges(), locutions=writer.locutions())
    if any(claim.held_by for claim in map.claims.values()):
        whole["participants"] = writer.participants()
    return to_json_in_pieces(whole)


class _Assertion(NamedTuple):
    """Somebody's assertion of a claim, by the ids of its nodes."""

    locution: str
    asserting: str
    claim: str
    person: str


class _AifWriter:
    """Yields nodes first, and then what refers to them; but for those of claims, ids are numbers in
    this order.
    """

    def __init__(self, argument_map: ArgumentMap) -> None:
        self.map = argument_map
        self.numbers = count(1)
        self.node_of_inference: dict[str, str] = {}
        self.assertions: list[_Assertion] = []
        self.people: dict[str, str] = {}

    def nodes(self) -> Iterator[JsonObject]:
        for claim in self.map.claims.values():
            yield {"nodeID": claim.id, "text": claim.text, "type": "I"}
        for inference in self.map.inferences.values():
            type, name = (
                ("RA", "Default Inference")
                if inference.kind is Kind.SUPPORT
                else ("CA", "Default Conflict")
            )
            node: JsonObject = {
                "nodeID": self.new_id(),
                "text": inference.scheme or name,
                "type": type,
            }
            if inference.scheme:
                node["scheme"] = inference.scheme
            self.node_of_inference[inference.id] = str(node["nodeID"])
            yield node
        for claim in self.map.claims.values():
            for name in claim.held_by:
                person = self.people.setdefault(name, str(len(self.people) + 1))
                assertion = _Assertion(self.new_id(), self.new_id(), claim.id, person)
                self.assertions.append(assertion)
                yield {"nodeID": assertion.locution, "text": f"{name} : {claim.text}", "type": "L"}
                yield {"nodeID": assertion.asserting, "text": "Asserting", "type": "YA"}

    def new_id(self) -> str:
        """Return the id of a node that is no claim."""
        return next(id for id in map(str, self.numbers) if id not in self.map.claims)

    def edges(self) -> Iterator[JsonObject]:
        for number, (start, end) in enumerate(self.ends_of_edges(), start=1):
            yield {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}

    def ends_of_edges(self) -> Iterator[tuple[str, str]]:
        for assertion in self.assertions:
            yield assertion.locution, assertion.asserting
            yield assertion.asserting, assertion.claim
        for inference in self.map.inferences.values():
            node = self.node_of_inference[inference.id]
            for premise in inference.premises:
                yield premise, node
            yield (
                node,
                self.node_of_inference[inference.target]
                if inference.kind is Kind.UNDERCUTTER
                else inference.target,
            )

    def locutions(self) -> Iterator[JsonObject]:
        for assertion in self.assertions:
            yield {"nodeID": assertion.locution, "personID": assertion.person}

    def participants(self) -> Iterator[JsonObject]:
        for name, id in self.people.items():
            # AIF parts a name in two; which words are the surname cannot be known.
            yield {"participantID": id, "firstname": name, "surname": ""}
