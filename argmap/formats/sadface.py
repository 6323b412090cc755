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

from collections.abc import Iterator
from itertools import permutations

from argmap.formats.aif.nodes import AifNode, GraphReader, is_empty
from argmap.formats.aif.reader import read_parts
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Node, Sequence, parse_json_tree
from argmap.formats.shared.tree_reader import read_tree
from argmap.model import ArgumentMap, Citation, Source
from argmap.model.diagnostics import Diagnostics, Span
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
        text, name, parse_json_tree, lambda root, found: _SadfaceReader(found).read(root)
    )


class _SadfaceReader(GraphReader):
    """Reads the nodes, edges and resources of SADFace into the graph of AIF."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.ledger = self.graph.ledger
        self.source_ids: dict[str, str] = {}

    def read(self, root: Node) -> ArgumentMap | None:
        nodes = self.at(root, "nodes")
        if not isinstance(nodes, Sequence):
            help = 'a SADFace file is an object with `"nodes": […]` and `"edges": […]`'
            self.error("not-sadface", "this file has no list of nodes", self.head(root), help)
            return None
        sources = list(self.sources(root))
        for node in nodes.items:
            self.node(node)
        for edge in self.items(self.at(root, "edges")):
            self.add_edge(edge, "source_id", "target_id")
        self.disagreements()
        claims, inferences = read_parts(self.graph, self.diagnostics, _WORDS)
        # Ids and dates are no part of an argument.
        known = self.core(root)
        for key in ("description", "notes"):
            said = self.at(known, key)
            if self.text(said):
                self.ledger.leave_out(key.removesuffix("s"), said and said.span)
        self.diagnostics += self.ledger.diagnostics()
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=self.text_at(known, "title"),
            sources=sources,
            claims=claims,
            inferences=inferences,
        )

    # --- nodes ---

    def node(self, node: Node) -> None:
        id = self.text_at(node, "id")
        if not id:
            self.wrong(node, "a node must be an object with an `id`")
            return
        type = self.text_at(node, "type")
        place = self.head(node)
        if type not in _TYPES:
            self.warn_of_type(type, did_you_mean(type.lower(), _TYPES), _TYPES, place)
        aif_node = self.as_aif(node, id, type, place)
        if self.add_node(aif_node) and type == "atom":
            self.cite(node, aif_node)
        metadata = self.core(node)
        if metadata is not None and not is_empty(metadata):
            self.ledger.leave_out("node metadata block", self.head(node))

    def as_aif(self, node: Node, id: str, type: str, place: Span) -> AifNode:
        """Return a node as AIF has it."""
        if type == "atom":
            return AifNode(id, "I", self.text_at(node, "text"), "", place)
        name = self.text_at(node, "name").strip()
        word = name.lower()
        if type == "conflict" or (type == "scheme" and word in _OF_CONFLICTS):
            scheme = "" if word in _OF_CONFLICTS else name
            return AifNode(id, "CA", "", scheme, place)
        if type in ("inference", "scheme"):
            scheme = "" if word in _OF_INFERENCES else name
            return AifNode(id, "RA", "", scheme, place)
        return AifNode(id, type, "", "", place)

    def disagreements(self) -> None:
        """Let the atoms rebut each other that a conflict leads to which comes from none."""
        nodes = self.graph.nodes
        disagreements = {}
        room = _MOST_DISAGREEMENTS
        for conflict in self.graph.of_type("CA"):
            atoms = conflict.after("I")
            if len(atoms) < 2 or conflict.before("I"):
                continue
            room -= len(atoms) * (len(atoms) - 1)
            if room < 0:
                self.warn(
                    "too-large",
                    "the disagreements have too many atoms that rebut each other;"
                    f" argmap ignores `{conflict.id}` and the disagreements after it",
                    conflict.span,
                )
                break
            disagreements[conflict] = atoms
        for conflict in disagreements:
            del nodes[conflict.id]
            for target in conflict.out.values():
                del target.into[conflict.id]
            for start in conflict.into.values():
                del start.out[conflict.id]
        for conflict, atoms in disagreements.items():
            for atom, other in permutations(atoms, 2):
                id = f"{conflict.id}:{atom.id}:{other.id}"
                rebuttal = AifNode(id, "CA", "", conflict.scheme, conflict.span)
                nodes[id] = rebuttal
                atom.connect(rebuttal)
                rebuttal.connect(other)

    # --- sources ---

    def sources(self, root: Node) -> Iterator[Source]:
        ids = Ids()
        for resource in self.items(self.at(root, "resources")):
            key = self.text_at(resource, "id")
            if not key or key in self.source_ids:
                self.wrong(resource, "a resource must be an object with a unique `id`")
                continue
            known = self.core(resource)
            url = self.text_at(known, "url")
            doi = self.text_at(known, "doi")
            if doi and not url:
                url = f"https://doi.org/{doi}"
            content = self.text_at(resource, "content")
            title = self.text_at(known, "title")
            if not title and not url:
                title = shorten(content)
            if content and content != title:
                self.ledger.leave_out("resource text", self.head(resource))
            id = ids.give(title or url or "resource")
            self.source_ids[key] = id
            yield Source(
                id,
                author=self.text_at(known, "author"),
                title=title,
                publisher=self.text_at(known, "publisher"),
                date=self.text_at(known, "date") or self.text_at(known, "year"),
                url=url,
                places={"": self.head(resource)},
            )

    def cite(self, atom: Node, node: AifNode) -> None:
        """Keep where an atom comes from, and the words there."""
        citations: dict[Citation, None] = {}  # each once
        for source in self.items(self.at(atom, "sources")):
            resource = self.text_at(source, "resource_id")
            if resource not in self.source_ids:
                self.warn("unknown-source", f"unknown resource `{resource}`", self.head(source))
                continue
            citations[Citation(self.source_ids[resource])] = None
            quotation = self.text_at(source, "text").strip()
            # A claim has one quotation.
            if quotation and node.fields.setdefault("quote", quotation) != quotation:
                self.ledger.leave_out("second quotation", self.head(source))
        node.fields["stated_in"] = tuple(citations)

    # --- metadata ---

    def core(self, part: Node) -> Node | None:
        """Return the metadata of a part; newer files have them under `core`."""
        metadata = self.at(part, "metadata")
        return self.at(metadata, "core") or metadata
