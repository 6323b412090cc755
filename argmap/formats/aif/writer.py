"""Writer of AIF JSON, as AIFdb's archives have it.

    {"nodes": [{"nodeID": "sleep", "text": "Sleep helps.", "type": "I"},
               {"nodeID": "1", "text": "Default Inference", "type": "RA"},
               {"nodeID": "2", "text": "Ann Lee : Sleep helps.", "type": "L"},
               {"nodeID": "3", "text": "Asserting", "type": "YA"}, …],
     "edges": [{"edgeID": "1", "fromID": "2", "toID": "3", "formEdgeID": null}, …],
     "locutions": [{"nodeID": "2", "personID": "1"}],
     "participants": [{"participantID": "1", "firstname": "Ann Lee", "surname": ""}]}

Who holds a claim becomes a locution (L) that asserts it (YA), with its speaker named in full under
`participants`. The node of a claim has the claim's id. The ids of other nodes are numbers in the
order of the map, and there are no dates, so that a map always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import TypeAlias

from argmap.formats.aif.nodes import is_no_scheme
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.writing import Pieces, Result, WritingOptions
from argmap.util.json_text import InPieces, to_json_in_pieces

JsonObject: TypeAlias = dict[str, str | None]

_KEPT: Kept = {Claim: ("held_by",), Inference: ("scheme",)}


def format_aif(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as AIF, and what AIF has no place for."""
    named_like_none = 0
    for inference in map.inferences.values():
        if inference.scheme and is_no_scheme(inference.scheme):
            named_like_none += 1
    lost = list(count_dropped(map, _KEPT))
    lost.append(("default scheme name", named_like_none))
    pieces = Pieces(partial(_pieces, map))
    return Result(pieces, losses("AIF", lost))


def _pieces(map: ArgumentMap) -> Iterator[str]:
    writer = _AifWriter(map)
    whole = InPieces(nodes=writer.nodes(), edges=writer.edges(), locutions=writer.locutions())
    if writer.people:
        whole["participants"] = writer.participants()
    return to_json_in_pieces(whole)


class _AifWriter:
    """Yields nodes first, then what refers to them; ids but those of claims are numbers."""

    def __init__(self, map: ArgumentMap) -> None:
        self.claims = map.claims
        self.inferences = map.inferences.values()
        self.numbers = count(1)
        self.node_of: dict[str, str] = {}  # the id of an inference -> that of its node
        self.speakers: dict[str, str] = {}  # the id of a locution -> that of who spoke it
        self.ends: list[tuple[str, str]] = []  # of the edges of assertions
        self.people: dict[str, str] = {}
        for claim in map.claims.values():
            for name in claim.held_by:
                number = len(self.people) + 1
                self.people.setdefault(name, str(number))

    def nodes(self) -> Iterator[JsonObject]:
        for claim_id, claim in self.claims.items():
            yield {"nodeID": claim_id, "text": claim.text, "type": "I"}
        for inference in self.inferences:
            scheme = inference.scheme
            type, name = "CA", "Default Conflict"
            if inference.kind is Kind.SUPPORT:
                type, name = "RA", "Default Inference"
            id = self.new_id()
            self.node_of[inference.id] = id
            node: JsonObject = {"nodeID": id, "text": scheme or name, "type": type}
            if scheme:
                node["scheme"] = scheme
            yield node
        for claim_id, claim in self.claims.items():
            for name in claim.held_by:
                locution = self.new_id()
                asserting = self.new_id()
                self.ends.append((locution, asserting))
                self.ends.append((asserting, claim_id))
                self.speakers[locution] = self.people[name]
                yield {"nodeID": locution, "text": f"{name} : {claim.text}", "type": "L"}
                yield {"nodeID": asserting, "text": "Asserting", "type": "YA"}

    def new_id(self) -> str:
        """Return the id of a node that is not a claim."""
        for number in self.numbers:
            id = str(number)
            if id not in self.claims:
                break
        return id

    def edges(self) -> Iterator[JsonObject]:
        ends = self.ends
        for inference in self.inferences:
            node = self.node_of[inference.id]
            target = inference.target
            for premise in inference.premises:
                ends.append((premise, node))
            ends.append((node, self.node_of.get(target, target)))
        for number, (start, end) in enumerate(ends, start=1):
            yield {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}

    def locutions(self) -> Iterator[JsonObject]:
        for locution, person in self.speakers.items():
            yield {"nodeID": locution, "personID": person}

    def participants(self) -> Iterator[JsonObject]:
        for name, id in self.people.items():
            # AIF parts a name in two; which words are the surname cannot be known.
            yield {"participantID": id, "firstname": name, "surname": ""}
