"""Writer of GraphML, for yEd, Gephi and networkx: claims and inferences are nodes, as in `ArgumentMap.graph`.

Every field of a claim or inference becomes an attribute; a list becomes text, one item a line. Gephi shows the
attribute `label`. yEd shows the boxes and lines of `y:ShapeNode` and `y:PolyLineEdge`, and places nothing by
itself: what bears on a claim stands below it, in a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree

from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.homes import homes_of
from argmap.model.losses import Kept, Written, dropped, losses
from argmap.model.text import one_line, safe_markup, width, wrap

# XML has no way to write these characters, not even as `&#1;`.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = ("quote", "note", "group")
_LISTS = ("evidence", "stated_in", "held_by", "tags")
_FLAGS = ("assumed", "implicit")
_TEXTS_OF_STEPS = ("scheme",)
_LISTS_OF_STEPS = ("stated_in", "held_by")
_FLAGS_OF_STEPS = ("implicit",)
_KEPT: Kept = {
    ArgumentMap: ("title", "strict", "expect"),
    Claim: ("label", "side", "main", *_TEXTS, *_LISTS, *_FLAGS),
    Inference: ("warrant", *_TEXTS_OF_STEPS, *_LISTS_OF_STEPS, *_FLAGS_OF_STEPS),
}

_ROOT = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": (
        "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
    ),
}

_LEVEL_OF_PARTS = 2
_MARGIN_OF_PARTS = "    "
"""How deep nodes and edges are in the file, and so what their lines begin with."""
_LINE_TYPES = {Kind.SUPPORT: "line", Kind.REBUTTAL: "dashed", Kind.UNDERCUTTER: "dotted"}

# The lines of a box, in the pixels of yEd, whose usual font has 12 points.
_COLUMNS = 30
_BOX_WIDTH = 225
_LINE_HEIGHT = 18
_PADDING = 12
_COLUMN_PITCH = 250
_ROW_GAP = 40

Attributes: TypeAlias = dict[str, str | bool]


class _Node(NamedTuple):
    """A node of the graph.

    Attributes:
        lines: what its box says.
        attributes: what it holds, by name.
        is_claim: whether it is a claim; else it is an inference.
    """

    lines: list[str]
    attributes: Attributes
    is_claim: bool

    @property
    def width(self) -> int:
        """How wide its box is."""
        if self.is_claim:
            return _BOX_WIDTH
        # A word in another script can be wider than its letters are many.
        return 2 * _PADDING + 8 * max(width(line) for line in self.lines)

    @property
    def height(self) -> int:
        """How high its box is."""
        return _PADDING + _LINE_HEIGHT * len(self.lines)


def format_graphml(map: ArgumentMap) -> Written:
    """Return a map as GraphML, and what it has no place for."""
    lost = losses("GraphML", dropped(map, kept=_KEPT))
    nodes = _nodes(map)
    root = ElementTree.Element("graphml", _ROOT)
    attributes_of_graph: Attributes = {}
    if map.title:
        attributes_of_graph["title"] = _xml_text(map.title)
    if map.strict:
        attributes_of_graph["strict"] = True
    _add_keys(root, "graph", [attributes_of_graph])
    ElementTree.SubElement(root, "key", {"id": "box", "for": "node", "yfiles.type": "nodegraphics"})
    _add_keys(root, "node", [node.attributes for node in nodes.values()])
    ElementTree.SubElement(root, "key", {"id": "line", "for": "edge", "yfiles.type": "edgegraphics"})
    _add_keys(root, "edge", [{"role": ""}])

    graph = ElementTree.SubElement(root, "graph", {"edgedefault": "directed"})
    _add_data(graph, attributes_of_graph)
    if nodes:
        # One at a time, since together they take many times the room of their text.
        parts = [_as_text(element) for element in _nodes_and_edges(map, nodes)]
        ElementTree.SubElement(graph, "node")
        ElementTree.indent(root)
        before, _, after = ElementTree.tostring(root, encoding="unicode").rpartition("<node />")
        text = before + f"\n{_MARGIN_OF_PARTS}".join(parts) + after
    else:
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="unicode")
    return Written(f'<?xml version="1.0" encoding="UTF-8"?>\n{safe_markup(text)}\n', lost)


def _as_text(element: ElementTree.Element) -> str:
    """Return a node or an edge as it stands in the graph, but for the margin of its first line."""
    ElementTree.indent(element, level=_LEVEL_OF_PARTS)
    return ElementTree.tostring(element, encoding="unicode")


def _nodes_and_edges(map: ArgumentMap, nodes: dict[str, _Node]) -> Iterator[ElementTree.Element]:
    """Yield what is in the graph: the nodes, then the edges of each step."""
    places = _places(map, nodes)
    for id, node in nodes.items():
        yield _node_element(id, node, places[id])
    for step in map.inferences.values():
        for premise in step.premises:
            yield _edge_element(step, premise, step.id, "warrant" if premise == step.warrant else "premise")
        yield _edge_element(step, step.id, step.target, step.kind.value)


def _nodes(map: ArgumentMap) -> dict[str, _Node]:
    """Return the nodes of the graph by their ids: claims, then inferences, in reading order."""
    words = words_for(map.language)
    kind_words = {
        Kind.SUPPORT: words.support,
        Kind.REBUTTAL: words.rebuttal,
        Kind.UNDERCUTTER: words.undercutter,
    }
    main_ids = {claim.id for claim in main_claims(map)}
    nodes: dict[str, _Node] = {}
    for claim in map.claims.values():
        attributes: Attributes = {
            "type": "claim",
            "label": _xml_text(claim.label or claim.text),
            "text": _xml_text(claim.text),
            "side": _xml_text(map.sides_of_claims[claim.id]),
            "main": claim.id in main_ids,
        }
        attributes |= _attributes(claim, _TEXTS, _LISTS, _FLAGS)
        if claim.id in map.expect:
            attributes["expect"] = map.expect[claim.id].value
        lines = list(wrap(one_line(claim.text), _COLUMNS))
        nodes[claim.id] = _Node(lines, attributes, is_claim=True)
    for step in map.inferences.values():
        label = step.scheme or kind_words[step.kind]
        attributes = {"type": "inference", "kind": step.kind.value, "label": _xml_text(label)}
        attributes |= _attributes(step, _TEXTS_OF_STEPS, _LISTS_OF_STEPS, _FLAGS_OF_STEPS)
        nodes[step.id] = _Node(list(wrap(one_line(label), _COLUMNS)), attributes, is_claim=False)
    return nodes


def _attributes(
    part: Claim | Inference, texts: tuple[str, ...], lists: tuple[str, ...], flags: tuple[str, ...]
) -> Attributes:
    """Return what these fields of a claim or step hold, by the name of the attribute; what is empty has none."""
    attributes: Attributes = {name: getattr(part, name) for name in flags}
    for name in texts:
        attributes[name] = _xml_text(getattr(part, name))
    for name in lists:
        lines = [str(item) for item in getattr(part, name)]
        attributes[name] = _xml_text("\n".join(lines))  # GraphML has no lists
    # Compared with "", not asked whether it is empty: a flag that is false is said.
    return {name: value for name, value in attributes.items() if value != ""}


def _places(map: ArgumentMap, nodes: dict[str, _Node]) -> dict[str, tuple[float, float]]:
    """Return the middle of each node, left and right, and its upper edge.

    What has nothing below it takes the next column; anything else stands in the middle of what is below it.
    """
    below = _tree(map)
    roots = set(nodes).difference(*below.values())
    row_of: dict[str, int] = {}
    pending = [(root, 0) for root in reversed(nodes) if root in roots]
    while pending:
        id, row = pending.pop()
        row_of[id] = row
        pending += [(child, row + 1) for child in reversed(below[id])]

    columns: dict[str, float] = {}
    next_column = 0
    for id in row_of:
        if not below[id]:
            columns[id] = next_column
            next_column += 1
    for id in reversed(row_of):
        placed = [columns[child] for child in below[id] if child in columns]
        if id not in columns:
            columns[id] = (placed[0] + placed[-1]) / 2 if placed else 0

    heights = [0] * (max(row_of.values(), default=0) + 1)
    for id, row in row_of.items():
        heights[row] = max(heights[row], nodes[id].height)
    tops = [0]
    for height in heights:
        tops.append(tops[-1] + height + _ROW_GAP)
    return {id: (columns[id] * _COLUMN_PITCH, tops[row]) for id, row in row_of.items()}


def _tree(map: ArgumentMap) -> dict[str, list[str]]:
    """Return what stands below each node: the steps onto it, and the premises that are at home in it."""
    step_of = homes_of(map).step_of
    below: dict[str, list[str]] = {}
    for claim in map.claims:
        below[claim] = [step.id for step in map.onto(claim)]
    for step in map.inferences.values():
        at_home = [premise for premise in step.premises if step_of[premise] == step.id]
        below[step.id] = at_home + [undercutter.id for undercutter in map.undercutters(step.id)]
    return below


def _add_keys(root: ElementTree.Element, part: str, holders: Iterable[Attributes]) -> None:
    """Add the declaration of each attribute that a part of the graph has somewhere."""
    kinds: dict[str, str] = {}
    for attributes in holders:
        for name, value in attributes.items():
            kinds[name] = "boolean" if isinstance(value, bool) else "string"
    for name, kind in kinds.items():
        ElementTree.SubElement(root, "key", {"id": name, "for": part, "attr.name": name, "attr.type": kind})


def _add_data(element: ElementTree.Element, attributes: Attributes) -> None:
    for name, value in attributes.items():
        data = ElementTree.SubElement(element, "data", {"key": name})
        # The booleans of XML are written small (XML Schema, part 2, 3.2.2).
        data.text = str(value).lower() if isinstance(value, bool) else value


def _node_element(id: str, node: _Node, place: tuple[float, float]) -> ElementTree.Element:
    element = ElementTree.Element("node", {"id": _xml_text(id)})
    graphics = ElementTree.SubElement(element, "data", {"key": "box"})
    box = ElementTree.SubElement(graphics, "y:ShapeNode")
    middle, top = place
    geometry = {
        "x": str(middle - node.width / 2),
        "y": str(top),
        "width": str(node.width),
        "height": str(node.height),
    }
    ElementTree.SubElement(box, "y:Geometry", geometry)
    ElementTree.SubElement(box, "y:Fill", {"color": "#ffffff", "transparent": "false"})
    is_implicit = node.attributes["implicit"]
    is_main = node.attributes.get("main", False)
    border = {"color": "#000000", "type": "dashed" if is_implicit else "line", "width": "3.0" if is_main else "1.0"}
    ElementTree.SubElement(box, "y:BorderStyle", border)
    label = ElementTree.SubElement(box, "y:NodeLabel", {"alignment": "center", "fontSize": "12"})
    label.text = _xml_text("\n".join(node.lines))
    ElementTree.SubElement(box, "y:Shape", {"type": "rectangle" if node.is_claim else "ellipse"})
    _add_data(element, node.attributes)
    return element


def _edge_element(step: Inference, source: str, target: str, role: str) -> ElementTree.Element:
    element = ElementTree.Element("edge", {"source": _xml_text(source), "target": _xml_text(target)})
    graphics = ElementTree.SubElement(element, "data", {"key": "line"})
    line = ElementTree.SubElement(graphics, "y:PolyLineEdge")
    ElementTree.SubElement(line, "y:LineStyle", {"color": "#000000", "type": _LINE_TYPES[step.kind], "width": "1.0"})
    ElementTree.SubElement(line, "y:Arrows", {"source": "none", "target": "standard" if source == step.id else "none"})
    _add_data(element, {"role": role})
    return element


def _xml_text(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    # An XML parser makes these line breaks `\n` anyway.
    text = text.replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", text)
