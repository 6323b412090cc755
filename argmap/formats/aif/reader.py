"""Reader of AIF JSON: the node sets of AIFdb's archives, and those of OVA3 (xAIF).

    {"nodes": [{"nodeID": "1", "text": "Sleep helps.", "type": "I"},
               {"nodeID": "2", "text": "Default Inference", "type": "RA"},
               {"nodeID": "4", "text": "Ann Lee : Sleep helps.", "type": "L"},
               {"nodeID": "5", "text": "Asserting", "type": "YA"}, …],
     "edges": [{"edgeID": "1", "fromID": "1", "toID": "2"}, …]}

xAIF has the same under `AIF`. An I node is a claim; an RA node a reason for the claims that its
edges lead to; a CA node an objection to claims, or, where it leads to an RA or CA node, an
undercutter of that inference. Several I nodes into one RA are linked premises. A locution (L) that
reaches a claim through an illocution (YA) says who holds it: of the dialogue, a map keeps that
alone. The id of a node is that of its claim, where a map may have it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping

from argmap.formats.aif.nodes import AifGraph, AifGraphReader, AifNode, is_no_scheme
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Node, parse_json_tree
from argmap.formats.shared.tree_reader import read_tree
from argmap.model import ID, ArgumentMap, Claim, Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostics, error, warning
from argmap.model.reading import Reading

_COMMITTING = ("", "ya", "asserting", "arguing", "agreeing", "default illocuting")
"""Illocutions that say no more than that the speaker holds the claim."""

_UNCOMMITTED = re.compile("question|challeng|disagree", re.IGNORECASE)
"""Parts of the names of illocutions whose speaker does not hold the claim."""

_LOST_NODES = {"MA": "rephrase", "PA": "preference", "TA": "dialogue transition"}
# An id that nobody would write in a map: `0f8fad5b-d9cb-469f-a165-70867728950e`.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# An id that says nothing to people, who see the text of its claim instead: `178_12`.
_NUMBER = re.compile(r"[\d_-]+")
_MOST_PREMISES = 1_000_000
"""Premises in all inferences; only a file made to be large has more."""


def parse_aif(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in an AIF file; `name` is what its diagnostics call the file."""
    return read_tree(text, name, parse_json_tree, _read_map)


def _read_map(root: Node, diagnostics: Diagnostics) -> ArgumentMap | None:
    reader = AifGraphReader(diagnostics)
    if not reader.read(root):
        return None
    words = {"I": "I node", "RA": "RA node", "CA": "CA node"}
    claims, inferences = read_parts(reader.graph, diagnostics, words)
    diagnostics += reader.graph.ledger.diagnostics()
    return ArgumentMap.build_valid(diagnostics, claims=claims, inferences=inferences)


def read_parts(
    graph: AifGraph, diagnostics: Diagnostics, words: Mapping[str, str], *, keeps_ids: bool = True
) -> tuple[list[Claim], list[Inference]]:
    """Return the claims and the inferences of a graph.

    What is wrong with it is added to `diagnostics`, what has no place in a map to `graph.ledger`.
    `words` are what people call its nodes, by their types in AIF; `keeps_ids` says whether claims
    have the ids of their nodes, where a map may have these.
    """
    reader = _AifReader(graph, diagnostics, words)
    reader.read_dialogue()
    claims = reader.read_claims(keeps_ids=keeps_ids)
    reader.read_inferences()
    reader.count_others()
    return claims, reader.inferences.all


class _AifReader:
    def __init__(self, graph: AifGraph, diagnostics: Diagnostics, words: Mapping[str, str]) -> None:
        self.graph = graph
        self.words = words
        self.diagnostics = diagnostics
        self.inferences = Inferences()
        self.room_for_premises = _MOST_PREMISES

    def warn(self, code: str, message: str, node: AifNode) -> None:
        self.diagnostics.append(warning(code, message, node.span))

    def read_dialogue(self) -> None:
        """Find who holds which claim: L → YA → I, where the illocution commits its speaker."""
        ledger = self.graph.ledger
        kept_locutions = set()
        for illocution in self.graph.of_type("YA"):
            claims = illocution.after("I")
            if not claims or _UNCOMMITTED.search(illocution.text):
                continue
            for locution in illocution.before("L"):
                speaker, words = self.split_locution(locution)
                if not speaker.strip():
                    continue
                for claim in claims:
                    claim.holders[speaker] = None
                # A locution has one wording: that of the first claim that it asserts counts.
                if locution not in kept_locutions:
                    kept_locutions.add(locution)
                    if _wording(words) != _wording(claims[0].text):
                        ledger.leave_out("locution wording", locution.span)
        for locution in self.graph.of_type("L"):
            if locution not in kept_locutions:
                ledger.leave_out("locution", locution.span)

    def split_locution(self, locution: AifNode) -> tuple[str, str]:
        """Return the speaker, empty if nothing names one, and the words of `Ann Lee : Sleep …`."""
        speaker = self.graph.speakers.get(locution.id, "")
        name, colon, words = locution.text.partition(" : ")
        if not colon:
            return speaker, name
        return speaker or name.strip(), words

    def read_claims(self, *, keeps_ids: bool) -> list[Claim]:
        """Return the claims of the I nodes."""
        nodes = self.graph.of_type("I")
        kept = set()
        for node in nodes if keeps_ids else ():
            # An id that a claim may have, and that no machine made.
            if ID.fullmatch(node.id) and not _UUID.fullmatch(node.id):
                kept.add(node.id)
        ids = Ids(kept)
        claims = []
        for node in nodes:
            id = node.id
            text = node.text
            span = node.span
            if not text.strip():
                self.warn("missing-text", f"the claim `{id}` has no text", node)
                text = "?"
            places = {"": span, "text": span}
            if id not in kept:
                id = ids.give(text)
            elif not _NUMBER.fullmatch(id):
                places["id"] = span
            node.claim = id
            holders = tuple(node.holders)
            claims.append(Claim(id, text, held_by=holders, **node.fields, places=places))
        if not claims:
            message = f"this file has no {self.words['I']}s"
            self.diagnostics.append(error("no-claims", message, self.graph.place))
        return claims

    # --- inferences ---

    def read_inferences(self) -> None:
        """Add the inferences onto claims, reporting nodes that are no whole one; then the rest."""
        for node in self.graph.of_type("RA", "CA"):
            claims = node.after("I")
            undercut = _undercut_by(node)
            for target in undercut:
                target.attackers.append(node)
            lacks = ""
            if not node.before("I"):
                lacks = "premises"
            elif not claims and not undercut:
                lacks = "target"
            if lacks:
                noun = self.words[node.type]
                self.warn(
                    "incomplete-step",
                    f"the {noun} `{node.id}` has no {lacks}, so it is ignored",
                    node,
                )
            kind = Kind.SUPPORT if node.type == "RA" else Kind.REBUTTAL
            for claim in claims:
                self.add(node, kind, claim.claim)
        self.read_undercutters()
        if self.room_for_premises <= 0:
            most = f"{_MOST_PREMISES:,}"
            message = (
                f"the inferences have more than {most} premises in total; argmap ignores the rest"
            )
            self.diagnostics.append(warning("too-large", message, None))

    def add(self, node: AifNode, kind: Kind, target: str) -> None:
        premises = node.before("I")
        # The id of an undercutter holds that of its target: without the second term, a chain of
        # them is quadratic.
        self.room_for_premises -= len(premises) + len(target) // 50
        if not premises or self.room_for_premises <= 0:
            return
        places = {"": node.span}
        for premise in premises:
            places[f"premise:{premise.claim}"] = premise.span
        scheme = ""
        for name in (node.text, node.scheme):  # the latter counts for more
            if not is_no_scheme(name):
                scheme = name
        ids = [premise.claim for premise in premises]
        inference = self.inferences.add(kind, ids, target, scheme=scheme, places=places)
        node.inferences.append(inference)

    def read_undercutters(self) -> None:
        """Add the inferences of CA nodes onto others, each after what it undercuts."""
        targets_left = {}
        ready: deque[AifNode] = deque()
        for node in self.graph.of_type("RA", "CA"):
            targets_left[node] = len(_undercut_by(node))
            if not targets_left[node]:
                ready.append(node)
        while ready:
            target = ready.popleft()
            self.undercut(target, list(target.inferences))
            for attacker in target.attackers:
                targets_left[attacker] -= 1
                if not targets_left[attacker]:
                    ready.append(attacker)
        # Taken before any is undercut: each node of a circle attacks what its neighbor does to
        # claims, once.
        onto_claims = {}
        for node, number in targets_left.items():
            if number:
                onto_claims[node] = list(node.inferences)
        for node, inferences in onto_claims.items():
            message = (
                f"`{node.id}` is part of a cycle of undercutters; argmap reads the cycle only once"
            )
            self.warn("circular-undercutters", message, node)
            self.undercut(node, inferences)

    def undercut(self, target: AifNode, inferences: list[str]) -> None:
        for attacker in target.attackers:
            for inference in inferences:
                self.add(attacker, Kind.UNDERCUTTER, inference)

    def count_others(self) -> None:
        """Count what else has no place in a map: parts of the dialogue, and edges between likes."""
        ledger = self.graph.ledger
        for node in self.graph.nodes.values():
            type = node.type
            if type in _LOST_NODES:
                ledger.leave_out(_LOST_NODES[type], node.span)
            elif type == "RA":
                ledger.leave_out("supported inference", node.span, len(node.after("RA", "CA")))
            elif type == "I":
                ledger.leave_out("bare edge", node.span, len(node.after("I")))
            elif type == "YA" and node.text.strip().lower() not in _COMMITTING:
                ledger.leave_out("special illocution", node.span)


def _undercut_by(node: AifNode) -> list[AifNode]:
    return node.after("RA", "CA") if node.type == "CA" else []


def _wording(text: str) -> str:
    """Return a text without what makes no other wording: spaces, capitals and final full stops."""
    return " ".join(text.split()).casefold().rstrip(".")
