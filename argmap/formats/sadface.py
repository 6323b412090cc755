"""Reader of SADFace, the Simple Argument Description Format, in JSON.

    {"metadata": {"core": {"title": "School hours"}},
     "resources": [{"id": "r1", "type": "text", "content": "…",
                    "metadata": {"core": {"url": "https://…"}}}],
     "nodes": [{"id": "a1", "type": "atom", "text": "Sleep helps.",
                "sources": [{"resource_id": "r1", "text": "…"}]},
               {"id": "i1", "type": "inference", "name": "support"},
               {"id": "c1", "type": "conflict", "name": "attack"}],
     "edges": [{"id": "e1", "source_id": "a1", "target_id": "i1"}, …]}

The graph is that of AIF under other names: an atom is a claim, an inference a reason, a conflict an
objection; older files have nodes of the type `scheme`, whose name shows which of the two is meant.
A conflict that only leads to atoms is a disagreement: they rebut each other. A resource is a
source, and the part of it that an atom names a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations

from argmap.formats.aif.nodes import AifGraph, AifNode, NodesReader, is_empty
from argmap.formats.aif.reader import read_parts
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Node, Sequence, parse_json_tree
from argmap.formats.shared.tree_reader import read_tree
from argmap.model import ArgumentMap, Citation, Claim, Source
from argmap.model.diagnostics import Diagnostic, Related, Span
from argmap.model.losses import losses
from argmap.model.reading import Reading
from argmap.util.spelling import did_you_mean
from argmap.util.text import shorten

_TYPES = ("atom", "inference", "conflict", "scheme")
_WORDS = {"I": "atom", "RA": "inference", "CA": "conflict"}
_OF_CONFLICTS = frozenset(
    {"attack", "conflict", "defeat", "disagree", "disagreement", "rebut", "rebuttal", "undercut"}
)
"""Names of `scheme` nodes that are conflicts; as names of conflicts they say nothing more."""
_OF_INFERENCES = ("support", "inference", "default", "")
_MOST_DISAGREEMENTS = 10_000
"""Rebuttals from disagreements: their number grows with the square of that of the atoms in one."""


def parse_sadface(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a SADFace file; `name` is what its diagnostics call the file."""
    return read_tree(
        text,
        name,
        parse_json_tree,
        lambda root, diagnostics: _SadfaceReader(diagnostics).read(root),
    )


class _SadfaceReader(NodesReader):
    """Reads the nodes, edges and resources of SADFace into the graph of AIF."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.graph = AifGraph()
        self.source_ids: dict[str, str] = {}
        self.citations: dict[str, tuple[Citation, ...]] = {}
        self.quotations: dict[str, list[str]] = {}
        self.lost: Counter[str] = Counter()

    def read(self, root: Node) -> ArgumentMap | None:
        nodes = self.at(root, "nodes")
        if not isinstance(nodes, Sequence):
            help = 'SADFace is an object with `"nodes": […]` and `"edges": […]`'
            self.error("not-sadface", "there is no list of nodes here", self.head(root), help)
            return None
        sources = list(self.sources(root))
        for node in nodes.items:
            self.node(node)
        edges: set[tuple[str, str]] = set()
        for edge in self.items(self.at(root, "edges")):
            self.edge(edge, edges)
        self.disagreements()
        parts = read_parts(self.graph, self.diagnostics, _WORDS)
        claims = [self.with_sources(node, claim) for node, claim in parts.claims_of_nodes.items()]
        # Ids and dates are no part of an argument.
        known = self.core(root)
        for key in ("description", "notes"):
            if self.text(self.at(known, key)):
                self.lost[key.removesuffix("s")] += 1
        lost = [(number, word) for word, number in self.lost.items()]
        self.diagnostics += losses("argmap", [*parts.count_dropped, *lost])
        title = self.text(self.at(known, "title"))
        return ArgumentMap.build(
            title=title, sources=sources, claims=claims, inferences=parts.inferences
        )

    # --- nodes and edges ---

    def node(self, node: Node) -> None:
        id = self.text(self.at(node, "id"))
        if not id:
            self.wrong(node, "a node is an object with an `id`")
            return
        type = self.text(self.at(node, "type"))
        place = self.head(node)
        if type not in _TYPES:
            help = did_you_mean(type.lower(), _TYPES) or f"types: {', '.join(_TYPES)}"
            self.warn("unknown-node-type", f"`{type}` is no type of node", place, help)
        aif_node = self.as_aif(node, id, type, place)
        first = self.graph.nodes.setdefault(id, aif_node)
        if first is not aif_node:
            message = f"two nodes have the id `{id}`"
            related = [Related(first.span, "the first, which counts")]
            self.warn("duplicate-id", message, place, related=related)
        elif type == "atom":
            self.cite(node, id)
        metadata = self.core(node)
        if metadata is not None and not is_empty(metadata):
            self.lost["metadata block of a node"] += 1

    def as_aif(self, node: Node, id: str, type: str, place: Span) -> AifNode:
        """Return a node as AIF has it."""
        if type == "atom":
            return AifNode(id, "I", self.text(self.at(node, "text")), "", place)
        name = self.text(self.at(node, "name")).strip()
        says_conflict = name.lower() in _OF_CONFLICTS
        if type == "conflict" or (type == "scheme" and says_conflict):
            return AifNode(id, "CA", "", "" if says_conflict else name, place)
        if type in ("inference", "scheme"):
            return AifNode(id, "RA", "", "" if name.lower() in _OF_INFERENCES else name, place)
        return AifNode(id, type, "", "", place)

    def edge(self, edge: Node, known: set[tuple[str, str]]) -> None:
        start = self.text(self.at(edge, "source_id"))
        end = self.text(self.at(edge, "target_id"))
        for id in (start, end):
            if not id:
                self.wrong(edge, "an edge is an object with `source_id` and `target_id`")
                return
            if id not in self.graph.nodes:
                self.warn("dangling-edge", f"there is no node `{id}`", self.head(edge))
                return
        # A second edge between the same nodes says nothing more.
        if (start, end) not in known:
            known.add((start, end))
            self.connect(start, end)

    def connect(self, start: str, end: str) -> None:
        self.graph.out.setdefault(start, []).append(end)
        self.graph.into.setdefault(end, []).append(start)

    def disagreements(self) -> None:
        """Let the atoms rebut each other that a conflict leads to which comes from none."""
        atoms_of_conflicts = {}
        room = _MOST_DISAGREEMENTS
        for conflict in self.graph.of_type("CA"):
            atoms = self.graph.after(conflict.id, "I")
            if len(atoms) < 2 or self.graph.before(conflict.id, "I"):
                continue
            room -= len(atoms) * (len(atoms) - 1)
            if room < 0:
                message = (
                    "in the disagreements there are too many atoms for each to rebut every other:"
                    f" `{conflict.id}` and those after it are passed over"
                )
                self.warn("too-large", message, conflict.span)
                break
            atoms_of_conflicts[conflict] = atoms
        self.take_out(atoms_of_conflicts)
        for conflict, atoms in atoms_of_conflicts.items():
            for atom, other in permutations(atoms, 2):
                id = f"{conflict.id}:{atom.id}:{other.id}"
                self.graph.nodes[id] = replace(conflict, id=id)
                self.connect(atom.id, id)
                self.connect(id, other.id)

    def take_out(self, nodes: Iterable[AifNode]) -> None:
        """Take nodes out of the graph, with their edges."""
        for node in nodes:
            del self.graph.nodes[node.id]
        for neighbors in (self.graph.out, self.graph.into):
            for id in list(neighbors):
                neighbors[id] = [other for other in neighbors[id] if other in self.graph.nodes]
                if id not in self.graph.nodes:
                    del neighbors[id]

    # --- sources ---

    def sources(self, root: Node) -> Iterator[Source]:
        ids = Ids()
        for resource in self.items(self.at(root, "resources")):
            key = self.text(self.at(resource, "id"))
            if not key or key in self.source_ids:
                self.wrong(resource, "a resource is an object with an `id` of its own")
                continue
            known = self.core(resource)
            url = self.text(self.at(known, "url"))
            doi = self.text(self.at(known, "doi"))
            if doi and not url:
                url = f"https://doi.org/{doi}"
            content = self.text(self.at(resource, "content"))
            title = self.text(self.at(known, "title"))
            if not title and not url:
                title = shorten(content)
            if content and content != title:
                self.lost["text of a resource"] += 1
            self.source_ids[key] = ids.give(title or url or "resource")
            yield Source(
                self.source_ids[key],
                author=self.text(self.at(known, "author")),
                title=title,
                publisher=self.text(self.at(known, "publisher")),
                date=self.text(self.at(known, "date")) or self.text(self.at(known, "year")),
                url=url,
                places={"": self.head(resource)},
            )

    def cite(self, atom: Node, id: str) -> None:
        """Keep where an atom comes from, and the words there."""
        citations = []
        quotations = []
        for source in self.items(self.at(atom, "sources")):
            resource = self.text(self.at(source, "resource_id"))
            if resource not in self.source_ids:
                self.warn("unknown-source", f"there is no resource `{resource}`", self.head(source))
                continue
            citations.append(Citation(self.source_ids[resource]))
            quotation = self.text(self.at(source, "text")).strip()
            if quotation:
                quotations.append(quotation)
        self.citations[id] = tuple(dict.fromkeys(citations))
        self.quotations[id] = quotations

    def with_sources(self, node: str, claim: Claim) -> Claim:
        """Return the claim of an atom with what it cites; a claim has one quotation."""
        quotations = self.quotations.get(node, [])
        self.lost["second quotation"] += len(quotations[1:])
        return replace(claim, stated_in=self.citations.get(node, ()), quote="".join(quotations[:1]))

    # --- metadata ---

    def core(self, part: Node) -> Node | None:
        """Return the metadata of a part; newer files have them under `core`."""
        metadata = self.at(part, "metadata")
        return self.at(metadata, "core") or metadata
