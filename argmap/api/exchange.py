"""Maps as data for other programs: dictionaries, and graphs of networkx. `tables` has rows.

What is wrong with data is reported with its place there: `claims.sleep.side: unknown side …`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from argmap.api.maps import with_hints
from argmap.formats.json import plain_map, read_plain
from argmap.formats.shared.ids import Ids as IdMaker
from argmap.model import ID, ArgumentMap, Claim, Inference, InvalidMap, Kind
from argmap.model.diagnostics import Diagnostic, error, has_errors
from argmap.model.fields import column_of, names_of
from argmap.util.errors import ArgmapError
from argmap.util.spelling import near_words
from argmap.util.text import count

if TYPE_CHECKING:
    import networkx

    Graph: TypeAlias = networkx.DiGraph[Any] | networkx.MultiDiGraph[Any]


# --- dictionaries ---


@with_hints
def to_dict(map: ArgumentMap) -> dict[str, object]:
    """Return a map as dictionaries and lists, in the JSON format.

    `json.dumps` writes what this function returns, and `from_dict` reads it: nothing is lost.
    `argmap schema --json` prints the JSON Schema.
    """
    return plain_map(map)


@with_hints
def from_dict(data: Mapping[str, object]) -> ArgumentMap:
    """Return the map in dictionaries and lists, in the JSON format.

    Raises:
        InvalidMap: a value is missing or wrong. Each diagnostic names the path to the value, such
            as `claims.sleep.evidence[0]`.
    """
    version_is_missing = isinstance(data, Mapping) and "argmap" not in data
    whole = {"argmap": 1, **data} if version_is_missing else data
    map, found = read_plain(whole)
    if map is None or has_errors(found):
        raise InvalidMap([with_place_in_words(diagnostic) for diagnostic in found])
    return map


def with_place_in_words(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic about data that is in no file: its place is part of the message."""
    if diagnostic.span is None:
        return diagnostic
    related = tuple(other._replace(span=None) for other in diagnostic.related)
    message = f"{diagnostic.span.file}: {diagnostic.message}"
    return replace(diagnostic, wording=message, span=None, related=related, fixes=())


# --- graphs ---


@with_hints
def to_networkx(map: ArgumentMap) -> networkx.DiGraph[str]:
    """Return a map as a directed graph of networkx, from which `from_networkx` makes it again.

    Claims and inferences are nodes, as in `ArgumentMap.graph`. Edges lead from premises to
    inferences, and on to targets, and have a `role`. The `order` of edges from premises counts the
    premises of an inference. A node has a `type`, which is `claim` or `inference`, and its fields
    as in the JSON format, but the type of a claim is its `claim_type`. The graph has everything
    else that the map has, such as its title and sources.
    """
    from networkx import DiGraph

    graph: networkx.DiGraph[str] = DiGraph()
    whole: dict[str, Any] = plain_map(map)
    claims, inferences = whole.pop("claims"), whole.pop("inferences", {})
    graph.graph.update(whole)
    for id, fields in claims.items():
        attributes = {column_of(name): value for name, value in fields.items()}
        graph.add_node(id, type="claim", **attributes)
    for id, fields in inferences.items():
        others = {name: fields[name] for name in fields if name not in _OF_EDGES}
        graph.add_node(id, type="inference", **others)
        for number, premise in enumerate(fields["premises"], 1):
            role = "warrant" if premise == fields.get("warrant") else "premise"
            graph.add_edge(premise, id, role=role, order=number)
        graph.add_edge(id, fields["target"], role=fields["kind"])
    return graph


_OF_EDGES = ("premises", "target", "warrant")
"""The fields of an inference that the edges of a graph show."""


@with_hints
def from_networkx(graph: Graph) -> ArgumentMap:
    """Return the map in a directed graph of networkx.

    The graph is as `to_networkx` returns it, or simpler: an edge from a claim to a claim is an
    inference with one premise, and its attribute `kind` is `support` or `rebuttal`. A node without
    an attribute `text` is its own text, if it is a sentence. Other attributes are ignored.

    Raises:
        InvalidMap: a node has no text, an edge has no kind, or a field is wrong.
        ArgmapError: the graph is not directed.
    """
    if not graph.is_directed():
        raise ArgmapError("an undirected graph does not show which claim supports which")
    return from_dict(_GraphReader(graph).read())


class _GraphReader:
    """Makes plain data of a graph, as the JSON format has it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.problems: list[Diagnostic] = []
        self.ids: dict[object, str] = {}
        self.claims: dict[str, object] = {}
        self.inferences: dict[str, object] = {}

    def read(self) -> dict[str, object]:
        names = [str(node) for node in self.graph]
        maker = IdMaker(filter(ID.fullmatch, names))
        for node, name in zip(self.graph, names, strict=True):
            # A sentence may be a node by itself. The ids of inferences are no sentences.
            is_sentence = self.is_claim(node) and not ID.fullmatch(name)
            self.ids[node] = maker.give(name) if is_sentence else name
        for node in self.graph:
            if self.is_claim(node):
                self.add_claim(node)
            else:
                self.add_inference(node)
        for start, end, attributes in self.graph.edges(data=True):
            if self.is_claim(start) and self.is_claim(end):
                self.add_edge(start, end, attributes)
        if self.problems:
            raise InvalidMap(self.problems)
        of_the_map = _known(ArgumentMap, self.graph.graph)
        return {**of_the_map, "claims": self.claims, "inferences": self.inferences}

    def is_claim(self, node: object) -> bool:
        return bool(self.graph.nodes[node].get("type", "claim") == "claim")

    def add_claim(self, node: object) -> None:
        attributes = self.graph.nodes[node]
        fields = _known(Claim, attributes)
        if self.ids[node] != str(node):
            fields.setdefault("text", str(node))
        if "text" not in fields:
            help = misspelled(map(str, attributes), ("text",)) or "give it an attribute `text`"
            self.wrong("missing-text", f"the node {node!r} has no text", help)
        self.claims[self.ids[node]] = fields

    def add_inference(self, node: object) -> None:
        """Add an inference that is a node: its edges lead from premises and to the target."""
        fields: dict[str, object] = {"kind": "", **_known(Inference, self.graph.nodes[node])}
        premises: list[str] = []
        edges = list(self.graph.in_edges(node, data=True))
        # The edges of a copy are in another order.
        edges.sort(key=lambda edge: _order(edge[2]))
        for start, _, attributes in edges:
            if not self.is_claim(start):
                continue  # an undercutter
            premises.append(self.ids[start])
            if attributes.get("role") == "warrant":
                fields["warrant"] = self.ids[start]
        targets = list(self.graph.out_edges(node, data=True))
        if len(targets) != 1:
            message = f"the inference {node!r} has {count(len(targets), 'target')} instead of one"
            self.wrong("wrong-target", message, "draw one edge from it to what it bears on")
            return
        [(_, end, attributes)] = targets
        fields["kind"] = fields["kind"] or attributes.get("role", "")
        fields |= {"premises": premises, "target": self.ids[end]}
        self.inferences[self.ids[node]] = fields

    def add_edge(self, start: object, end: object, attributes: Mapping[str, object]) -> None:
        """Add an inference that is an edge between two claims."""
        name = attributes.get("kind") or attributes.get("role")
        kind = KINDS.get(str(name))
        if kind is None:
            what = f"the unknown kind `{name}`" if name else "no kind"
            message = f"the edge from {start!r} to {end!r} has {what}"
            self.wrong("missing-kind", message, "set `kind` to `support` or `rebuttal`")
            return
        premise, target = self.ids[start], self.ids[end]
        id = f"{premise}:{kind.verb}:{target}"
        times = 1
        while id in self.inferences:
            times += 1
            id = f"{premise}:{kind.verb}#{times}:{target}"
        self.inferences[id] = {"kind": kind.value, "premises": [premise], "target": target}

    def wrong(self, code: str, message: str, help: str) -> None:
        self.problems.append(error(code, message, None, help))


KINDS = {kind.value: kind for kind in Kind} | {kind.noun: kind for kind in Kind}
"""What an inference is called in data → its kind."""


def _known(part: type, attributes: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes that are fields of a part. Graphs have others, such as positions."""
    names = {column_of(name): name for name in names_of(part)}
    return {names[name]: value for name, value in attributes.items() if name in names}


def _order(attributes: Mapping[str, object]) -> int:
    order = attributes.get("order")
    return order if isinstance(order, int) else 0


def misspelled(names: Iterable[str], needed: Collection[str]) -> str:
    """Return a help line about the name that may be meant to be one that is needed, if any."""
    for name in names:
        near = near_words(name, needed)
        if near:
            return f"`{name}` may be a misspelling of `{near[0]}`"
    return ""
