"""Reader of AIF JSON: the node sets of AIFdb's archives, and those of OVA3 (xAIF).

    {"nodes": [{"nodeID": "1", "text": "Sleep helps.", "type": "I"},
               {"nodeID": "2", "text": "Default Inference", "type": "RA"}, …],
     "edges": [{"edgeID": "1", "fromID": "1", "toID": "2"}, …]}

xAIF puts the same under `AIF`. An I node is a claim; an RA node a reason for the claims that its edges
lead to; a CA node an objection to claims, or, where it leads to an RA or CA node, an undercutter of
that step. Several I nodes into one RA are linked premises. A locution (L) that reaches a claim through
an illocution (YA) says who holds it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from argmap.formats.aif.dialogue import Dialogue
from argmap.formats.aif.graph import AifGraph, AifNode, read_graph
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.json_tree import parse_json_tree
from argmap.formats.shared.reading import Reading
from argmap.model import ArgumentMap, Claim, Kind, Steps
from argmap.model.diagnostics import Diagnostic, error, warning
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses

NO_SCHEME = ("", "ra", "ca", "default inference", "default conflict")
"""What the text of an RA or CA node says when it names no scheme."""

_AIF = re.compile(r'"(nodes|nodeID|AIF)"\s*:')
_MODEL = re.compile(r'\s*\{\s*"argmap"\s*:')
_HEAD = 20_000
_MOST = 1_000_000  # premises in all steps; only a file made to be large has more


def looks_like_aif(text: str) -> bool:
    """Return whether a JSON text begins as AIF does."""
    head = text[:_HEAD]
    return head.lstrip()[:1] == "{" and bool(_AIF.search(head)) and not _MODEL.match(head)


def parse_aif(text: str, name: str) -> Reading:
    """Return the map in an AIF file; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        root, found = parse_json_tree(text, name)
        graph = read_graph(root, found) if root else None
        return Reading.of(name, text, _AifReader(graph, found).read() if graph else None, found)


class _AifReader:
    def __init__(self, graph: AifGraph, found: list[Diagnostic]) -> None:
        self.graph, self.found = graph, found
        self.place = {id: place for place, id in enumerate(graph.nodes)}
        self.ids: dict[str, str] = {}
        self.steps = Steps()
        self.made: dict[str, list[str]] = {}
        self.room = _MOST

    def read(self) -> ArgumentMap | None:
        talk = Dialogue(self.graph)
        claims = list(self.claims(talk))
        if not claims:
            self.found.append(error("no-claims", "there are no I nodes in this file", None))
        for node in self.graph.of_type("RA", "CA"):
            self.step(node)
        self.undercutters()
        if self.room <= 0:
            message = f"the steps have more than {_MOST:,} premises: not all of them were read"
            self.found.append(warning("too-large", message, None))
        self.found += losses("argmap", [*self.dropped(), *talk.dropped(), *self.graph.others])
        try:
            return ArgumentMap.build(claims=claims, inferences=self.steps.all)
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    def claims(self, talk: Dialogue) -> Iterator[Claim]:
        ids = Ids()
        for node in self.graph.of_type("I"):
            text = node.text
            if not text.strip():
                self.found.append(warning("missing-text", f"the claim `{node.id}` has no text", node.span))
                text = "?"
            id = self.ids[node.id] = ids.give(text)
            places = {"": node.span, "text": node.span}
            yield Claim(id, text, held_by=talk.holders(node.id), places=places)

    # --- steps ---

    def step(self, node: AifNode) -> None:
        """Add the steps of a node onto claims, and report a node that is no whole step."""
        self.made[node.id] = []
        if not self.graph.before(node.id, "I"):
            self.incomplete(node, "premises")
        elif not (self.graph.after(node.id, "I") or (node.type == "CA" and self.targets(node))):
            self.incomplete(node, "target")
        kind = Kind.SUPPORT if node.type == "RA" else Kind.REBUTTAL
        for target in self.graph.after(node.id, "I"):
            self.add(node, kind, self.ids[target.id])

    def incomplete(self, node: AifNode, lacks: str) -> None:
        message = f"the {node.type} node `{node.id}` has no {lacks}, and so is no step"
        self.found.append(warning("incomplete-step", message, node.span))

    def add(self, node: AifNode, kind: Kind, target: str) -> None:
        premises = self.graph.before(node.id, "I")
        self.room -= len(premises) + len(target) // 50  # ids of undercutters grow with their targets
        if not premises or self.room <= 0:
            return
        places = {"": node.span} | {f"premise:{self.ids[premise.id]}": premise.span for premise in premises}
        ids = [self.ids[premise.id] for premise in premises]
        self.made[node.id].append(self.steps.add(kind, ids, target, scheme=_scheme(node), places=places))

    def undercutters(self) -> None:
        """Add the steps of CA nodes onto other steps, so that a step is there before what undercuts it."""
        onto = {node.id: len(self.targets(node)) for node in self.graph.of_type("RA", "CA")}
        ready = deque(id for id, count in onto.items() if not count)
        while ready:
            target = ready.popleft()
            self.undercut(target, list(self.made[target]))
            for attacker in self.attackers(target):
                onto[attacker.id] -= 1
                if not onto[attacker.id]:
                    ready.append(attacker.id)
        circle = [id for id, count in onto.items() if count]
        onto_claims = {id: list(self.made[id]) for id in circle}
        for id in circle:
            self.in_a_circle(self.graph.nodes[id])
            self.undercut(id, onto_claims[id])

    def undercut(self, target: str, steps: list[str]) -> None:
        for attacker in self.attackers(target):
            for step in steps:
                self.add(attacker, Kind.UNDERCUTTER, step)

    def in_a_circle(self, node: AifNode) -> None:
        message = f"`{node.id}` undercuts, by some way, a step that undercuts it: only the first round is read"
        self.found.append(warning("circular-undercutters", message, node.span))

    def targets(self, node: AifNode) -> list[AifNode]:
        return self.graph.after(node.id, "RA", "CA") if node.type == "CA" else []

    def attackers(self, target: str) -> list[AifNode]:
        return sorted(self.graph.before(target, "CA"), key=lambda node: self.place[node.id])

    # --- what has no place ---

    def dropped(self) -> Iterator[tuple[int, str]]:
        yield len(self.graph.of_type("MA")), "rephrase"
        yield len(self.graph.of_type("PA")), "preference"
        yield sum(len(self.graph.after(ra.id, "RA", "CA")) for ra in self.graph.of_type("RA")), "supported step"
        yield sum(len(self.graph.after(claim.id, "I")) for claim in self.graph.of_type("I")), "bare edge"


def _scheme(node: AifNode) -> str:
    return next((name for name in (node.scheme, node.text) if name.strip().lower() not in NO_SCHEME), "")
