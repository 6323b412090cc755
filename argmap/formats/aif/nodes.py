"""The nodes and edges of an AIF file, before they mean anything.

{"nodeID": "2", "text": "Expert Opinion", "type": "RA", "scheme": "Expert Opinion"}   a node
{"edgeID": "1", "fromID": "1", "toID": "2"}                                          an edge
{"nodeID": "7", "personID": "3", "start": null}              a locution, and who spoke it
{"participantID": "3", "firstname": "Ann", "surname": "Lee"}              that speaker's name
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.tree_reader import Keys, TreeReader, Values
from argmap.model.diagnostics import Diagnostics, Related, Severity, Span
from argmap.model.losses import Ledger
from argmap.util.spelling import did_you_mean

TYPES = ("I", "RA", "CA", "MA", "PA", "L", "TA", "YA")
"""Information; inference, conflict, rephrase and preference; locution, transition, illocution."""

_PARTS = ("nodes", "edges", "locutions", "participants", "AIF")
_LOST_PARTS = {"text": "annotated text", "OVA": "layout"}
_NAMES_OF_NONE = ("", "ra", "ca", "default inference", "default conflict")


@dataclass(slots=True, eq=False)
class AifNode:
    """A node of a graph; its `type` is one of `TYPES`, or anything else.

    Attributes:
        out: the nodes that its edges lead to, by id.
        into: those whose edges lead to it.
        claim: the id of the claim that an I node becomes.
        holders: who holds it, in the order of the file.
        fields: what else that claim holds.
        inferences: the ids of the inferences that an RA or CA node becomes.
        attackers: the CA nodes that lead to such a node, in the order of the file.
    """

    id: str
    type: str
    text: str
    scheme: str
    span: Span
    out: Nodes = field(default_factory=dict)
    into: Nodes = field(default_factory=dict)
    claim: str = ""
    holders: dict[str, None] = field(default_factory=dict)
    fields: Values = field(default_factory=dict)
    inferences: list[str] = field(default_factory=list)
    attackers: list[AifNode] = field(default_factory=list)

    def connect(self, target: AifNode) -> None:
        """Add an edge to another node; a second one between the same two says nothing more."""
        self.out[target.id] = target
        target.into[self.id] = self

    def after(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types that its edges lead to."""
        return _of_types(types, self.out)

    def before(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types whose edges lead to it."""
        return _of_types(types, self.into)


Nodes: TypeAlias = dict[str, AifNode]
"""Nodes by their ids."""


def _of_types(types: tuple[str, ...], nodes: Nodes) -> list[AifNode]:
    return [node for node in nodes.values() if node.type in types]


@dataclass(slots=True)
class AifGraph:
    """What an AIF file holds.

    Attributes:
        nodes: the nodes, in the order of the file.
        speakers: id of a locution -> who spoke it.
        ledger: what has no place in a map.
        place: where it begins, if that is known.
    """

    nodes: Nodes = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    place: Span | None = None

    def of_type(self, *types: str) -> list[AifNode]:
        """Return the nodes of these types, in the order of the file."""
        return _of_types(types, self.nodes)


class GraphReader(TreeReader):
    """Reads what can be read of nodes and edges: one that is malformed does not cost the others.

    {"nodeID": 7} is a node with the id `7`, and {"text": null} one without a text.
    """

    severity = Severity.WARNING

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.graph = AifGraph()

    def add_node(self, node: AifNode) -> bool:
        """Add a node, and return whether its id was free; of several, the first counts."""
        id = node.id
        nodes = self.graph.nodes
        if id not in nodes:
            nodes[id] = node
            return True
        related = [Related(nodes[id].span, "argmap uses this one, because it comes first")]
        self.warn("duplicate-id", f"two nodes have the id `{id}`", node.span, related=related)
        return False

    def warn_of_type(self, type: str, help: str, types: Keys, place: Span) -> None:
        """Report an unknown type of node, with help or else the types that there are."""
        help = help or f"known types: {', '.join(types)}"
        self.warn("unknown-node-type", f"unknown node type `{type}`", place, help)

    def add_edge(self, edge: Node, start_key: str, end_key: str) -> None:
        """Connect the nodes whose ids an edge has under these keys."""
        nodes = self.graph.nodes
        start = self.text_at(edge, start_key)
        end = self.text_at(edge, end_key)
        for id in (start, end):
            if not id:
                self.wrong(edge, f"an edge must be an object with `{start_key}` and `{end_key}`")
                return
            if id not in nodes:
                self.warn("dangling-edge", f"unknown node `{id}`", self.head(edge))
                return
        nodes[start].connect(nodes[end])

    def text(self, node: Node | None) -> str:
        """Return text or a number, as ids may be; empty for anything else."""
        match node:
            case Scalar("null", _, True):
                return ""
            case Scalar(value):
                return value
        return ""

    def text_at(self, node: Node | None, key: str) -> str:
        """Return the text under a key; empty if there is none."""
        return self.text(self.at(node, key))

    def items(self, node: Node | None) -> list[Node]:
        """Return the items of a list; none, with a warning, for anything else that is not empty."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not is_empty(node):
            self.wrong(node, "this must be a list")
        return []

    def head(self, node: Node) -> Span:
        """Return the place of a node, or where it begins if it has several lines."""
        span = node.span
        if span.end_line > span.line:
            return _beginning(span)
        return span


def _beginning(span: Span) -> Span:
    return Span.on_line(span.file, span.line, span.column)


def is_empty(node: Node) -> bool:
    """Return whether a node of a tree holds nothing."""
    match node:
        case Scalar("null", _, True):
            return True
        case Scalar(value):
            return not value.strip()
    return not node[0]  # the items of a list, or the entries of a mapping


def is_no_scheme(name: str) -> bool:
    """Return whether this is what a node says when it names no scheme."""
    return name.strip().lower() in _NAMES_OF_NONE


class AifGraphReader(GraphReader):
    """Reads the graph of an AIF file."""

    def read(self, root: Node) -> bool:
        """Read the graph in the tree of a file; return whether there is one."""
        wrapped = self.at(root, "AIF")
        body = wrapped if isinstance(wrapped, Mapping) else root
        nodes = self.at(body, "nodes")
        if not isinstance(nodes, Sequence):
            place = nodes.span if nodes else _beginning(root.span)
            help = (
                'an AIF file is an object with `"nodes": […]` and `"edges": […]`, at the top level'
                ' or under `"AIF"`'
            )
            self.error("not-aif", "this file has no list of nodes", place, help)
            return False
        for node in nodes.items:
            self.read_node(node)
        for edge in self.items(self.at(body, "edges")):
            self.add_edge(edge, "fromID", "toID")
        names = {}
        for person in self.items(self.at(body, "participants")):
            # Each part of a name can be missing.
            id = self.text_at(person, "participantID")
            first_name = self.text_at(person, "firstname")
            surname = self.text_at(person, "surname")
            names[id] = " ".join(filter(None, [first_name, surname]))
        for locution in self.items(self.at(body, "locutions")):
            speaker = names.get(self.text_at(locution, "personID"))
            if speaker:
                id = self.text_at(locution, "nodeID")
                self.graph.speakers[id] = speaker
        # Layout, ids and dates are no argument.
        others = [*self.entries(body, "")]
        if body is not root:
            others += self.entries(root, "")
        for key, value in others:
            if key.value not in _PARTS and not is_empty(value):
                word = _LOST_PARTS.get(key.value, "other part")
                self.graph.ledger.leave_out(word, key.span)
        return True

    def read_node(self, node: Node) -> None:
        id = self.text_at(node, "nodeID")
        if not id:
            self.wrong(node, "a node must be an object with a `nodeID`")
            return
        type = self.text_at(node, "type")
        text = self.text_at(node, "text")
        scheme = self.text_at(node, "scheme")
        place = self.head(node)
        is_new = self.add_node(AifNode(id, type, text, scheme, place))
        if is_new and type not in TYPES:
            self.warn_of_type(type, did_you_mean(type.upper(), TYPES), TYPES, place)
