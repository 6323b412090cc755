"""The nodes and edges of an AIF file, before they mean anything.

The schemes that RA and CA nodes name, in their `scheme` or their text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.tree_reader import TreeReader
from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, error
from argmap.util.spelling import did_you_mean

TYPES = ("I", "RA", "CA", "MA", "PA", "L", "TA", "YA")
"""Information; steps of reasoning, conflict, rephrase and preference; locution, transition,
illocution.
"""

_KNOWN_KEYS = ("nodes", "edges", "locutions", "participants", "AIF", "text", "OVA")


@dataclass(frozen=True, slots=True)
class AifNode:
    """A node as it stands in the file; `type` is one of `TYPES`, or anything else."""

    id: str
    type: str
    text: str
    scheme: str
    span: Span


@dataclass(slots=True)
class AifGraph:
    """What an AIF file holds.

    Attributes:
        nodes: the nodes by id, in the order of the file.
        out: id of a node -> ids of the nodes that its edges lead to.
        into: id of a node -> ids of the nodes whose edges lead to it.
        speakers: id of a locution -> who spoke it.
        others: what else the file has, counted by kind.
    """

    nodes: dict[str, AifNode] = field(default_factory=dict)
    out: dict[str, list[str]] = field(default_factory=dict)
    into: dict[str, list[str]] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    others: list[tuple[int, str]] = field(default_factory=list)

    def after(self, id: str, *types: str) -> list[AifNode]:
        """Return the nodes of these types that the edges from a node lead to."""
        return self._select(self.out.get(id, []), types)

    def before(self, id: str, *types: str) -> list[AifNode]:
        """Return the nodes of these types from which edges lead to a node."""
        return self._select(self.into.get(id, []), types)

    def of_type(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types, in the order of the file."""
        return self._select(self.nodes, types)

    def _select(self, ids: Iterable[str], types: Collection[str]) -> list[AifNode]:
        nodes = [self.nodes[id] for id in ids]
        return [node for node in nodes if node.type in types]


def read_graph(root: Node, diagnostics: list[Diagnostic]) -> AifGraph | None:
    """Return the graph in the tree of an AIF file, `None` where there is none.

    What is wrong with it is added to `diagnostics`.
    """
    body = root
    if isinstance(root, Mapping):
        wrapped = root.get("AIF")
        if isinstance(wrapped, Mapping):
            body = wrapped
    nodes: Node | None = None
    if isinstance(body, Mapping):
        nodes = body.get("nodes")
        if isinstance(nodes, Sequence):
            return _AifGraphReader(diagnostics).read(root, body, nodes)
    place = Span.on_line(root.span.file, root.span.line, root.span.column)
    if nodes:
        place = nodes.span
    help = 'AIF is an object with `"nodes": […]` and `"edges": […]`, perhaps under `"AIF"`'
    diagnostics.append(error("not-aif", "there is no list of nodes here", place, help))
    return None


class NodesReader(TreeReader):
    """Reads what can be read of nodes and edges: one that is malformed does not cost the others."""

    severity = Severity.WARNING

    def text(self, node: Node | None) -> str:
        """Return text or a number, as ids may be; empty for anything else."""
        if not isinstance(node, Scalar) or _is_null(node):
            return ""
        return node.value

    def items(self, node: Node | None) -> list[Node]:
        """Return the items of a list; none, with a warning, for anything else that is not empty."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not is_empty(node):
            self.wrong(node, "a list was expected here")
        return []

    def head(self, node: Node) -> Span:
        """Return the first line of a node, so that a finding shows one line."""
        return _first_line(node)


class _AifGraphReader(NodesReader):
    """Reads the nodes and edges of AIF."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.graph = AifGraph()
        self.edges: set[tuple[str, str]] = set()

    def read(self, root: Node, body: Mapping, nodes: Sequence) -> AifGraph:
        for node in nodes.items:
            self.read_node(node)
        for edge in self.items(self.at(body, "edges")):
            self.read_edge(edge)
        self.read_speakers(body)
        entries = list(body.entries)
        if body is not root and isinstance(root, Mapping):
            entries += root.entries
        self.graph.others = list(_count_others(entries))
        return self.graph

    def read_node(self, node: Node) -> None:
        id = self.text(self.at(node, "nodeID"))
        place = self.head(node)
        if not id:
            self.wrong(node, "a node is an object with a `nodeID`")
            return
        type = self.text(self.at(node, "type"))
        text = self.text(self.at(node, "text"))
        scheme = self.text(self.at(node, "scheme"))
        aif_node = AifNode(id, type, text, scheme, place)
        first = self.graph.nodes.setdefault(id, aif_node)
        if first is not aif_node:
            message = f"two nodes have the id `{id}`"
            related = [Related(first.span, "the first, which counts")]
            self.warn("duplicate-id", message, place, related=related)
        elif type not in TYPES:
            message = f"`{type}` is no type of node"
            help = did_you_mean(type.upper(), TYPES)
            if not help:
                help = f"types: {', '.join(TYPES)}"
            self.warn("unknown-node-type", message, place, help)

    def read_edge(self, edge: Node) -> None:
        start = self.text(self.at(edge, "fromID"))
        end = self.text(self.at(edge, "toID"))
        for id in (start, end):
            if not id:
                self.wrong(edge, "an edge is an object with `fromID` and `toID`")
                return
            if id not in self.graph.nodes:
                self.warn("dangling-edge", f"there is no node `{id}`", self.head(edge))
                return
        # A second edge between the same nodes says nothing more.
        if (start, end) in self.edges:
            return
        self.edges.add((start, end))
        self.graph.out.setdefault(start, []).append(end)
        self.graph.into.setdefault(end, []).append(start)

    def read_speakers(self, body: Mapping) -> None:
        names: dict[str, str] = {}
        for person in self.items(self.at(body, "participants")):
            id = self.text(self.at(person, "participantID"))
            names[id] = self.full_name(person)
        for locution in self.items(self.at(body, "locutions")):
            id = self.text(self.at(locution, "nodeID"))
            person_id = self.text(self.at(locution, "personID"))
            name = names.get(person_id)
            if name:
                self.graph.speakers[id] = name

    def full_name(self, person: Node) -> str:
        """Return the name of a participant; each part of it can be missing."""
        parts = [self.text(self.at(person, "firstname")), self.text(self.at(person, "surname"))]
        return " ".join(part for part in parts if part)


def _count_others(entries: list[tuple[Scalar, Node]]) -> Iterator[tuple[int, str]]:
    """Yield what stands beside nodes and edges. Layout, ids and dates are no
    part of an argument.
    """
    filled = [key.value for key, value in entries if not is_empty(value)]
    yield filled.count("text"), "annotated text"
    yield filled.count("OVA"), "layout"
    yield sum(key not in _KNOWN_KEYS for key in filled), "other part"


def _is_null(scalar: Scalar) -> bool:
    return scalar.plain and scalar.value == "null"


def is_empty(node: Node) -> bool:
    """Return whether a node of a tree holds nothing."""
    if isinstance(node, Sequence):
        return not node.items
    if isinstance(node, Mapping):
        return not node.entries
    return _is_null(node) or not node.value.strip()


def _first_line(node: Node) -> Span:
    """Return the place of a node, of its first character if it has several lines: a finding shows
    one line.
    """
    span = node.span
    if span.end_line > span.line:
        return Span.on_line(span.file, span.line, span.column)
    return span


_NAMES_OF_NONE = ("", "ra", "ca", "default inference", "default conflict")


def is_no_scheme(name: str) -> bool:
    """Return whether this is what a node says when it names no scheme."""
    return name.strip().lower() in _NAMES_OF_NONE


def scheme_of(node: AifNode) -> str:
    """Return the scheme that a node names, "" if it names none."""
    for name in (node.scheme, node.text):
        if not is_no_scheme(name):
            return name
    return ""
