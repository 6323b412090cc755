"""The nodes and edges of an AIF file, before they mean anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence
from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error, warning

TYPES = ("I", "RA", "CA", "MA", "PA", "L", "TA", "YA")
_KNOWN = ("nodes", "edges", "locutions", "participants", "AIF", "text", "OVA")


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
    """Nodes by id, edges both ways, who spoke which locution, and how many other things the file has."""

    nodes: dict[str, AifNode] = field(default_factory=dict)
    out: dict[str, list[str]] = field(default_factory=dict)
    into: dict[str, list[str]] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    others: list[tuple[int, str]] = field(default_factory=list)

    def after(self, id: str, *types: str) -> list[AifNode]:
        """Return the nodes of these types that the edges from a node lead to."""
        return [node for other in self.out.get(id, ()) if (node := self.nodes[other]).type in types]

    def before(self, id: str, *types: str) -> list[AifNode]:
        """Return the nodes of these types from which edges lead to a node."""
        return [node for other in self.into.get(id, ()) if (node := self.nodes[other]).type in types]

    def of_type(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types, in the order of the file."""
        return [node for node in self.nodes.values() if node.type in types]


def read_graph(root: Node, found: list[Diagnostic]) -> AifGraph | None:
    """Return the graph in the tree of an AIF file, `None` where there is none."""
    body = root.get("AIF") if isinstance(root, Mapping) else None
    body = body if isinstance(body, Mapping) else root
    nodes = body.get("nodes") if isinstance(body, Mapping) else None
    if not isinstance(body, Mapping) or not isinstance(nodes, Sequence):
        place = nodes.span if nodes else Span(root.span.file, *root.span[1:3], root.span[1], root.span[2] + 1)
        help = 'AIF is an object with `"nodes": […]` and `"edges": […]`, perhaps under `"AIF"`'
        found.append(error("not-aif", "there is no list of nodes here", place, help))
        return None
    return _GraphReader(found).read(root, body, nodes)


class _GraphReader:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.graph = AifGraph()

    def read(self, root: Node, body: Mapping, nodes: Sequence) -> AifGraph:
        for node in nodes.items:
            self.node(node)
        edges: set[tuple[str, str]] = set()
        for edge in self.items(body, "edges"):
            self.edge(edge, edges)
        self.speakers(body)
        self.others([root, body] if body is not root else [root])
        return self.graph

    def node(self, node: Node) -> None:
        id = _text(node, "nodeID")
        if not id:
            self.found.append(warning("wrong-shape", "a node is an object with a `nodeID`", _head(node)))
            return
        made = AifNode(id, _text(node, "type"), _text(node, "text"), _text(node, "scheme"), _head(node))
        first = self.graph.nodes.setdefault(id, made)
        if first is not made:
            related = (Related(first.span, "the first, which counts"),)
            message = f"two nodes have the id `{id}`"
            self.found.append(Diagnostic("duplicate-id", Severity.WARNING, message, made.span, related=related))
        elif made.type not in TYPES:
            help = did_you_mean(made.type.upper(), TYPES) or f"types: {', '.join(TYPES)}"
            self.found.append(warning("unknown-node-type", f"`{made.type}` is no type of node", made.span, help))

    def edge(self, edge: Node, seen: set[tuple[str, str]]) -> None:
        ends = start, end = _text(edge, "fromID"), _text(edge, "toID")
        for id in ends:
            if not id:
                message = "an edge is an object with `fromID` and `toID`"
                self.found.append(warning("wrong-shape", message, _head(edge)))
                return
            if id not in self.graph.nodes:
                self.found.append(warning("dangling-edge", f"there is no node `{id}`", _head(edge)))
                return
        if ends not in seen:
            seen.add(ends)
            self.graph.out.setdefault(start, []).append(end)
            self.graph.into.setdefault(end, []).append(start)

    def speakers(self, body: Mapping) -> None:
        names = {_text(person, "participantID"): _full_name(person) for person in self.items(body, "participants")}
        for locution in self.items(body, "locutions"):
            if name := names.get(_text(locution, "personID"), ""):
                self.graph.speakers[_text(locution, "nodeID")] = name

    def items(self, body: Mapping, key: str) -> list[Node]:
        node = body.get(key)
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not _is_empty(node):
            self.found.append(warning("wrong-shape", f"`{key}` is a list", _head(node)))
        return []

    def others(self, bodies: list[Node]) -> None:
        """Count what stands beside nodes and edges. Layout, ids and dates are no part of an argument."""
        entries = [entry for body in bodies if isinstance(body, Mapping) for entry in body.entries]
        filled = [key.value for key, value in entries if not _is_empty(value)]
        self.graph.others = [
            (filled.count("text"), "annotated text"),
            (filled.count("OVA"), "layout"),
            (sum(key not in _KNOWN for key in filled), "other part"),
        ]


def _full_name(person: Node) -> str:
    first, last = _text(person, "firstname"), _text(person, "surname")
    return f"{first} {last}" if first and last else first or last


def _text(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    if not isinstance(value, Scalar) or (value.plain and value.value == "null"):
        return ""
    return value.value


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.value.strip() or (node.plain and node.value == "null")
    return not (node.items if isinstance(node, Sequence) else node.entries)


def _head(node: Node) -> Span:
    """Return the first line of a node, so that a finding shows one line."""
    span = node.span
    return span._replace(end_line=span.line, end_column=span.column + 1) if span.end_line > span.line else span
