"""Reader of AIF JSON: the node sets of AIFdb's archives, and those of OVA3 (xAIF).

    {"nodes": [{"nodeID": "1", "text": "Sleep helps.", "type": "I"},
               {"nodeID": "2", "text": "Default Inference", "type": "RA"}, …],
     "edges": [{"edgeID": "1", "fromID": "1", "toID": "2"}, …]}

xAIF puts the same under `AIF`. An I node is a claim; an RA node a reason for the claims that its
edges lead to; a CA node an objection to claims, or, where it leads to an RA or CA node, an
undercutter of that step. Several I nodes into one RA are linked premises. A locution (L) that
reaches a claim through an illocution (YA) says who holds it. The id of a node is that of its claim,
where a map may have it.

The dialogue in an AIF file: locutions (L), illocutions (YA) and transitions (TA).

Of all of it a map keeps who holds which claim: the speakers of the locutions that assert it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.formats.aif.nodes import AifGraph, AifNode, read_graph, scheme_of
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Node, parse_json_tree
from argmap.formats.shared.tree_reader import read_tree
from argmap.model import ID, ArgumentMap, Claim, Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostic, error, warning
from argmap.model.losses import losses
from argmap.model.reading import Reading

_COMMITTING = {"", "ya", "asserting", "arguing", "agreeing", "default illocuting"}
"""Illocutions that say no more than that the speaker holds the claim."""

_UNCOMMITTED = ("question", "challeng", "disagree")
"""Parts of the names of illocutions whose speaker does not hold the claim."""

_AFTER_SPEAKER = " : "
"""Stands between the speaker and the words in the text of a locution, by AIFdb's custom."""


class Dialogue:
    """Who holds which claim, and what of the dialogue a map cannot say."""

    def __init__(self, graph: AifGraph) -> None:
        self._graph = graph
        self._holders: dict[str, list[str]] = {}
        self._kept_locutions: set[str] = set()
        self._reworded_locutions = 0
        for illocution in graph.of_type("YA"):
            name = _name(illocution)
            if not any(word in name for word in _UNCOMMITTED):
                self._add_holders(illocution)

    def holders(self, claim: str) -> tuple[str, ...]:
        """Return the names of those who hold a claim, each once; `claim` is the id of its node."""
        names = self._holders.get(claim, [])
        return tuple(dict.fromkeys(names))

    def count_dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        locutions = self._graph.of_type("L")
        yield len(locutions) - len(self._kept_locutions), "locution"
        yield self._reworded_locutions, "locution wording"
        yield len(self._graph.of_type("TA")), "dialogue transition"
        names = [_name(illocution) for illocution in self._graph.of_type("YA")]
        yield sum(name not in _COMMITTING for name in names), "special illocution"

    def _add_holders(self, illocution: AifNode) -> None:
        """Make the speakers of the locutions before an illocution the holders of the claims after
        it.
        """
        claims = self._graph.after(illocution.id, "I")
        for locution in self._graph.before(illocution.id, "L"):
            speaker, words = self._split_locution(locution)
            if not speaker.strip():
                continue
            for claim in claims:
                self._holders.setdefault(claim.id, []).append(speaker)
                # A locution has one wording: it counts by the first claim that the locution
                # asserts.
                if locution.id in self._kept_locutions:
                    continue
                self._kept_locutions.add(locution.id)
                if _normalize_text(words) != _normalize_text(claim.text):
                    self._reworded_locutions += 1

    def _split_locution(self, locution: AifNode) -> tuple[str, str]:
        """Return the speaker of a locution, empty if nothing tells, and the words without the
        speaker.
        """
        speaker = self._graph.speakers.get(locution.id, "")
        # The name that is known goes first: it can hold a ` : ` itself.
        opening = f"{speaker}{_AFTER_SPEAKER}"
        if speaker and locution.text.startswith(opening):
            return speaker, locution.text.removeprefix(opening)
        name, colon, words = locution.text.partition(_AFTER_SPEAKER)
        if not colon:
            return speaker, locution.text
        return speaker or name.strip(), words


def _name(node: AifNode) -> str:
    return node.text.strip().lower()


def _normalize_text(text: str) -> str:
    """Return a text without what makes no other wording: spaces, capitals and final full stops."""
    on_one_line = " ".join(text.split())
    return on_one_line.casefold().rstrip(".")


_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""An id that nobody would write in a map."""
_NUMBER = re.compile(r"[\d_-]+")
"""An id that says nothing to people, who are shown the text of its claim in its place."""
_MOST_PREMISES = 1_000_000
"""Premises in all steps; only a file made to be large has more."""


def parse_aif(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in an AIF file; `name` is what its diagnostics call the file."""
    return read_tree(text, name, parse_json_tree, _read_map)


def _read_map(root: Node, diagnostics: list[Diagnostic]) -> ArgumentMap | None:
    graph = read_graph(root, diagnostics)
    if graph is None:
        return None
    parts = read_parts(graph, diagnostics, NODES_OF_AIF)
    diagnostics += losses("argmap", parts.count_dropped)
    return ArgumentMap.build(claims=parts.claims, inferences=parts.inferences)


class MapParts(NamedTuple):
    """What a graph says.

    Attributes:
        claims_of_nodes: the id of a node → its claim.
        inferences: the steps.
        dropped: what found no place: how many, and its name in the singular.
    """

    claims_of_nodes: dict[str, Claim]
    inferences: list[Inference]
    count_dropped: list[tuple[int, str]]

    @property
    def claims(self) -> list[Claim]:
        return list(self.claims_of_nodes.values())


NODES_OF_AIF: Mapping[str, str] = {"I": "I node", "RA": "RA node", "CA": "CA node"}
"""What people call the nodes of claims, of reasons and of objections."""


def read_parts(
    graph: AifGraph, diagnostics: list[Diagnostic], words: Mapping[str, str]
) -> MapParts:
    """Return the claims and steps of a graph; what is wrong with it is added to the diagnostics.

    `words` are what people call its nodes, by their types in AIF.
    """
    return _AifReader(graph, diagnostics, words).read()


class _AifReader:
    def __init__(
        self, graph: AifGraph, diagnostics: list[Diagnostic], words: Mapping[str, str]
    ) -> None:
        self.graph, self.diagnostics, self.words = graph, diagnostics, words
        self.place_in_file = {id: place for place, id in enumerate(graph.nodes)}
        self.claim_ids: dict[str, str] = {}
        self.inferences = Inferences()
        self.inferences_of_node: dict[str, list[str]] = {}
        self.room_for_premises = _MOST_PREMISES

    def read(self) -> MapParts:
        talk = Dialogue(self.graph)
        claims = dict(self.claims(talk))
        if not claims:
            message = f"there are no {self.words['I']}s in this file"
            self.diagnostics.append(error("no-claims", message, None))
        for node in self.graph.of_type("RA", "CA"):
            self.inference(node)
        self.undercutters()
        if self.room_for_premises <= 0:
            message = (
                f"the steps have more than {_MOST_PREMISES:,} premises: not all of them were read"
            )
            self.diagnostics.append(warning("too-large", message, None))
        return MapParts(
            claims,
            self.inferences.all,
            [*self.count_dropped(), *talk.count_dropped(), *self.graph.others],
        )

    def claims(self, talk: Dialogue) -> Iterator[tuple[str, Claim]]:
        """Yield the id of each I node, and its claim."""
        nodes = self.graph.of_type("I")
        kept = {node.id for node in nodes if ID.fullmatch(node.id) and not _UUID.fullmatch(node.id)}
        ids = Ids(kept)
        for node in nodes:
            text = node.text
            if not text.strip():
                self.diagnostics.append(
                    warning("missing-text", f"the claim `{node.id}` has no text", node.span)
                )
                text = "?"
            places = {"": node.span, "text": node.span}
            id = node.id
            if id not in kept:
                id = ids.give(text)
            elif not _NUMBER.fullmatch(id):
                places["id"] = node.span
            self.claim_ids[node.id] = id
            yield node.id, Claim(id, text, held_by=talk.holders(node.id), places=places)

    # --- steps ---

    def inference(self, node: AifNode) -> None:
        """Add the steps of a node onto claims, and report a node that is no whole step."""
        self.inferences_of_node[node.id] = []
        claims_after = self.graph.after(node.id, "I")
        undercuts = node.type == "CA" and bool(self.undercut_nodes(node))
        if not self.graph.before(node.id, "I"):
            self.incomplete(node, "premises")
        elif not claims_after and not undercuts:
            self.incomplete(node, "target")
        kind = Kind.SUPPORT if node.type == "RA" else Kind.REBUTTAL
        for target in claims_after:
            self.add(node, kind, self.claim_ids[target.id])

    def incomplete(self, node: AifNode, lacks: str) -> None:
        message = f"the {self.words[node.type]} `{node.id}` has no {lacks}, and so is no step"
        self.diagnostics.append(warning("incomplete-step", message, node.span))

    def add(self, node: AifNode, kind: Kind, target: str) -> None:
        premises = self.graph.before(node.id, "I")
        # The id of an undercutter holds that of its target: without the second term, a chain of
        # them is quadratic.
        self.room_for_premises -= len(premises) + len(target) // 50
        if not premises or self.room_for_premises <= 0:
            return
        places = {"": node.span}
        ids: list[str] = []
        for premise in premises:
            id = self.claim_ids[premise.id]
            ids.append(id)
            places[f"premise:{id}"] = premise.span
        inference = self.inferences.add(kind, ids, target, scheme=scheme_of(node), places=places)
        self.inferences_of_node[node.id].append(inference)

    def undercutters(self) -> None:
        """Add the steps of CA nodes onto other steps, so that a step is there before what undercuts
        it.
        """
        targets_left = {
            node.id: len(self.undercut_nodes(node)) for node in self.graph.of_type("RA", "CA")
        }
        ready = deque(id for id, number in targets_left.items() if not number)
        while ready:
            target = ready.popleft()
            self.undercut(target, list(self.inferences_of_node[target]))
            for attacker in self.attackers(target):
                targets_left[attacker.id] -= 1
                if not targets_left[attacker.id]:
                    ready.append(attacker.id)
        circle = [id for id, number in targets_left.items() if number]
        # Taken before any is undercut: each node of a circle attacks what its neighbour does to
        # claims, once.
        inferences_onto_claims = {id: list(self.inferences_of_node[id]) for id in circle}
        for id in circle:
            message = (
                f"`{id}` undercuts, by some way, a step that undercuts it: only the first round is"
                " read"
            )
            self.diagnostics.append(
                warning("circular-undercutters", message, self.graph.nodes[id].span)
            )
            self.undercut(id, inferences_onto_claims[id])

    def undercut(self, target: str, inferences: list[str]) -> None:
        for attacker in self.attackers(target):
            for inference in inferences:
                self.add(attacker, Kind.UNDERCUTTER, inference)

    def undercut_nodes(self, node: AifNode) -> list[AifNode]:
        return self.graph.after(node.id, "RA", "CA") if node.type == "CA" else []

    def attackers(self, target: str) -> list[AifNode]:
        attackers = self.graph.before(target, "CA")
        return sorted(attackers, key=lambda node: self.place_in_file[node.id])

    # --- what has no place ---

    def count_dropped(self) -> Iterator[tuple[int, str]]:
        yield len(self.graph.of_type("MA")), "rephrase"
        yield len(self.graph.of_type("PA")), "preference"
        yield (
            sum(len(self.graph.after(node.id, "RA", "CA")) for node in self.graph.of_type("RA")),
            "supported step",
        )
        yield (
            sum(len(self.graph.after(node.id, "I")) for node in self.graph.of_type("I")),
            "bare edge",
        )
