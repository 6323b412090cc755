"""The nodes and edges of an AIF file, before they mean anything.

{"nodeID": "2", "text": "Expert Opinion", "type": "RA", "scheme": "Expert Opinion"}   a node
{"edgeID": "1", "fromID": "1", "toID": "2"}                                          an edge
{"nodeID": "7", "personID": "3", "start": null}              a locution, and who spoke it
{"participantID": "3", "firstname": "Ann", "surname": "Lee"}              that speaker's name
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.tree_reader import TreeReader
from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, error
from argmap.util.spelling import did_you_mean

TYPES = ("I", "RA", "CA", "MA", "PA", "L", "TA", "YA")
"""Information; inference, conflict, rephrase and preference; locution, transition, illocution."""

_KNOWN_KEYS = ("nodes", "edges", "locutions", "participants", "AIF", "text", "OVA")
_NAMES_OF_NONE = ("", "ra", "ca", "default inference", "default conflict")


@dataclass(frozen=True, slots=True)
class AifNode:
    """A node as it is in the file; `type` is one of `TYPES`, or anything else."""

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
        nodes = [self.nodes[other] for other in self.out.get(id, ())]
        return [node for node in nodes if node.type in types]

    def before(self, id: str, *types: str) -> list[AifNode]:
        """Return the nodes of these types from which edges lead to a node."""
        nodes = [self.nodes[other] for other in self.into.get(id, ())]
        return [node for node in nodes if node.type in types]

    def of_type(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types, in the order of the file."""
        return [node for node in self.nodes.values() if node.type in types]


class NodesReader(TreeReader):
    """Reads what can be read of nodes and edges: one that is malformed does not cost the others."""

    severity = Severity.WARNING

    def text(self, node: Node | None) -> str:
        """Return text or a number, as ids may be; empty for anything else."""
        if not isinstance(node, Scalar) or (node.plain and node.value == "null"):
            return ""
        return node.value

    def text_at(self, node: Node, key: str) -> str:
        """Return the text under a key; empty if there is none."""
        return self.text(self.at(node, key))

    def items(self, node: Node | None) -> list[Node]:
        """Return the items of a list; none, with a warning, for anything else that is not empty."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not is_empty(node):
            self.wrong(node, "a list was expected here")
        return []

    def head(self, node: Node) -> Span:
        """Return the place of a node, or where it begins if it has several lines."""
        span = node.span
        if span.end_line > span.line:
            return Span.on_line(span.file, span.line, span.column)
        return span


def is_empty(node: Node) -> bool:
    """Return whether a node of a tree holds nothing."""
    if isinstance(node, Sequence):
        return not node.items
    if isinstance(node, Mapping):
        return not node.entries
    return (node.plain and node.value == "null") or not node.value.strip()


def is_no_scheme(name: str) -> bool:
    """Return whether this is what a node says when it names no scheme."""
    return name.strip().lower() in _NAMES_OF_NONE


def read_graph(root: Node, diagnostics: list[Diagnostic]) -> AifGraph | None:
    """Return the graph in the tree of an AIF file, `None` where there is none.

    What is wrong with it is added to `diagnostics`.
    """
    reader = _AifGraphReader(diagnostics)
    wrapped = reader.at(root, "AIF")
    body = wrapped if isinstance(wrapped, Mapping) else root
    nodes = reader.at(body, "nodes")
    if isinstance(body, Mapping) and isinstance(nodes, Sequence):
        reader.read(body, nodes)
        if body is root:
            reader.count_others(body.entries)
        elif isinstance(root, Mapping):
            reader.count_others([*body.entries, *root.entries])
        return reader.graph
    place = Span.on_line(root.span.file, root.span.line, root.span.column)
    if nodes is not None:
        place = nodes.span
    help = 'AIF is an object with `"nodes": […]` and `"edges": […]`, perhaps under `"AIF"`'
    diagnostics.append(error("not-aif", "there is no list of nodes here", place, help))
    return None


class _AifGraphReader(NodesReader):
    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.graph = AifGraph()
        self.edges: set[tuple[str, str]] = set()

    def read(self, body: Mapping, nodes: Sequence) -> None:
        for node in nodes.items:
            self.read_node(node)
        for edge in self.items(self.at(body, "edges")):
            self.read_edge(edge)
        names = {}
        for person in self.items(self.at(body, "participants")):
            # Each part of a name can be missing.
            parts = self.text_at(person, "firstname"), self.text_at(person, "surname")
            names[self.text_at(person, "participantID")] = " ".join(filter(None, parts))
        for locution in self.items(self.at(body, "locutions")):
            speaker = names.get(self.text_at(locution, "personID"))
            if speaker:
                self.graph.speakers[self.text_at(locution, "nodeID")] = speaker

    def read_node(self, node: Node) -> None:
        id = self.text_at(node, "nodeID")
        if not id:
            self.wrong(node, "a node is an object with a `nodeID`")
            return
        type = self.text_at(node, "type")
        place = self.head(node)
        text, scheme = self.text_at(node, "text"), self.text_at(node, "scheme")
        aif_node = AifNode(id, type, text, scheme, place)
        first = self.graph.nodes.setdefault(id, aif_node)
        if first is not aif_node:
            related = [Related(first.span, "the first, which counts")]
            self.warn("duplicate-id", f"two nodes have the id `{id}`", place, related=related)
        elif type not in TYPES:
            help = did_you_mean(type.upper(), TYPES) or f"types: {', '.join(TYPES)}"
            self.warn("unknown-node-type", f"`{type}` is no type of node", place, help)

    def read_edge(self, edge: Node) -> None:
        start = self.text_at(edge, "fromID")
        end = self.text_at(edge, "toID")
        for id in (start, end):
            if not id:
                self.wrong(edge, "an edge is an object with `fromID` and `toID`")
                return
            if id not in self.graph.nodes:
                self.warn("dangling-edge", f"there is no node `{id}`", self.head(edge))
                return
        # A second edge between the same nodes says nothing more.
        if (start, end) not in self.edges:
            self.edges.add((start, end))
            self.graph.out.setdefault(start, []).append(end)
            self.graph.into.setdefault(end, []).append(start)

    def count_others(self, entries: list[tuple[Scalar, Node]]) -> None:
        """Count what there is beside nodes and edges; layout, ids and dates are no argument."""
        filled = [key.value for key, value in entries if not is_empty(value)]
        unknown = [key for key in filled if key not in _KNOWN_KEYS]
        self.graph.others = [
            (filled.count("text"), "annotated text"),
            (filled.count("OVA"), "layout"),
            (len(unknown), "other part"),
        ]
