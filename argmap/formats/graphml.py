"""Writer of GraphML, for yEd, Gephi and networkx: claims and inferences are nodes.

So they are in `ArgumentMap.graph`. Every field of a claim or inference becomes an attribute; a list
becomes text, one item a line. Gephi shows the attribute `label`. yEd shows the boxes and lines of
`y:ShapeNode` and `y:PolyLineEdge`, and places nothing by itself: what bears on a claim is below it,
in a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import accumulate
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from argmap.languages import Words, words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.fields import column_of
from argmap.model.graph import main_claims
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import Pieces, Result, WritingOptions
from argmap.util.text import one_line, safe_markup, width, wrap

# XML has no way to write these characters, not even as `&#1;`.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The fields that become attributes, in this order; flags are there also where they are false.
_OF_CLAIMS = (
    "common_ground", "standard", "implicit", "quote", "note", "group", "evidence", "stated_in",
    "held_by", "tags", "type",
)  # fmt: skip
_OF_INFERENCES = ("implicit", "scheme", "stated_in", "held_by")
_KEPT: Kept = {
    ArgumentMap: ("title", "strict", "expect"),
    Claim: ("label", "side", "main", *_OF_CLAIMS),
    Inference: ("warrant", "weighing", *_OF_INFERENCES),
}

_START = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns:y="http://www.yworks.com/xml/graphml" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_END = """\
  </graph>
</graphml>
"""

_LINE_TYPES = {Kind.SUPPORT: "line", Kind.REBUTTAL: "dashed", Kind.UNDERCUTTER: "dotted"}

# The lines of a box, in the pixels of yEd, whose usual font has 12 points.
_COLUMNS = 30
_BOX_WIDTH = 225
_LINE_HEIGHT = 18
_PADDING = 12
_COLUMN_PITCH = 280  # more than the widest label of an inference takes
_ROW_GAP = 40

Attributes: TypeAlias = dict[str, str | bool]
_IN_ORDER = (
    "type", "label", "text", "side", "main", "common_ground", "implicit",
    *map(column_of, _OF_CLAIMS), "expect", "kind", "weighing", *_OF_INFERENCES,
)  # fmt: skip
"""The attributes of nodes in the order in which they are declared; some are here twice."""


class _Box(NamedTuple):
    """What yEd shows of a node: its size, and the lines of its text."""

    text: str
    width: int
    height: int

    @classmethod
    def of(cls, text: str, box_width: int = 0) -> _Box:
        """Return the box of a text: as wide as this, or else as its longest line."""
        lines = list(wrap(one_line(text), _COLUMNS))
        # A word in another script can be wider than its letters are many.
        widest = max(width(line) for line in lines)
        height = _PADDING + _LINE_HEIGHT * len(lines)
        return cls("\n".join(lines), box_width or 2 * _PADDING + 8 * widest, height)


def format_graphml(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as GraphML, and what it has no place for."""
    lost = losses("GraphML", count_dropped(map, kept=_KEPT))
    return Result(Pieces(partial(_pieces, map)), lost)


def _pieces(map: ArgumentMap) -> Iterator[str]:
    """Yield the file: its beginning, then a node or edge at a time."""
    attributes_of_graph: Attributes = {}
    if map.title:
        attributes_of_graph["title"] = map.title
    if map.strict:
        attributes_of_graph["strict"] = True
    yield _START
    for name, value in attributes_of_graph.items():
        yield _key("graph", name, "boolean" if isinstance(value, bool) else "string")
    yield '  <key id="box" for="node" yfiles.type="nodegraphics" />\n'
    words = words_for(map.language)
    labels = {id: each.scheme or _role(each, words) for id, each in map.inferences.items()}
    nodes = _attributes_of_nodes(map, labels)
    type_of: dict[str, str] = {}
    for attributes in nodes.values():
        for name, value in attributes.items():
            type_of[name] = "boolean" if isinstance(value, bool) else "string"
    for name in dict.fromkeys(_IN_ORDER):
        if name in type_of:
            yield _key("node", name, type_of[name])
    yield '  <key id="line" for="edge" yfiles.type="edgegraphics" />\n'
    yield _key("edge", "role", "string")
    yield '  <graph edgedefault="directed">\n'
    yield _data(attributes_of_graph, "    ")

    box_of_label = {label: _Box.of(label) for label in set(labels.values())}
    boxes = {id: _Box.of(claim.text, _BOX_WIDTH) for id, claim in map.claims.items()}
    boxes |= {id: box_of_label[label] for id, label in labels.items()}
    places = _places(map, boxes)
    for id, attributes in nodes.items():
        shape = "rectangle" if id in map.claims else "ellipse"
        yield _node(id, boxes[id], places[id], attributes, shape)
    for id, inference in map.inferences.items():
        for premise in inference.premises:
            role = "warrant" if premise == inference.warrant else "premise"
            yield _edge(inference, premise, id, role)
        yield _edge(inference, id, inference.target, inference.kind.value)
    yield _END


def _role(inference: Inference, words: Words) -> str:
    """Return what people call an inference, in the language of its map."""
    if inference.weighing:
        return words.outweighs
    match inference.kind:
        case Kind.SUPPORT:
            return words.reason
        case Kind.REBUTTAL:
            return words.objection
        case Kind.UNDERCUTTER:
            return words.undercutter


def _attributes_of_nodes(map: ArgumentMap, labels: Mapping[str, str]) -> dict[str, Attributes]:
    """Return what each node holds, by its id; `labels` are those of inferences."""
    nodes: dict[str, Attributes] = {}
    main_ids = {claim.id for claim in main_claims(map)}
    for id, claim in map.claims.items():
        nodes[id] = {
            "type": "claim",
            "label": claim.label or claim.text,
            "text": claim.text,
            "side": map.sides_of_claims[id],
            "main": id in main_ids,
            **_attributes(claim, _OF_CLAIMS),
        }
        if id in map.expect:
            nodes[id]["expect"] = map.expect[id].value
    for id, inference in map.inferences.items():
        nodes[id] = {"type": "inference", "kind": inference.kind.value, "label": labels[id]}
        if inference.weighing:
            nodes[id]["weighing"] = True
        nodes[id] |= _attributes(inference, _OF_INFERENCES)
    return nodes


def _attributes(part: Claim | Inference, names: tuple[str, ...]) -> Attributes:
    """Return what these fields of a claim or inference hold, by attribute, unless it is empty."""
    attributes = {}
    for name in names:
        value = getattr(part, name)
        if isinstance(value, tuple):
            value = "\n".join(str(each) for each in value)  # GraphML has no lists
        if value != "":  # a flag that is false is said
            attributes[column_of(name)] = value
    return attributes


def _places(map: ArgumentMap, boxes: Mapping[str, _Box]) -> dict[str, tuple[float, float]]:
    """Return the middle of each node, left and right, and its upper edge.

    What has nothing below it takes the next column; anything else is in the middle of what is below
    it:
                    nine
           support        rebuttal
        sleep   marks       buses
    """
    below: dict[str, list[str]] = {}
    for claim in map.claims:
        below[claim] = [inference.id for inference in map.onto(claim)]
    # A claim is placed below the one inference that it is at home in.
    inference_of = homes_of(map).inference_of
    for id, inference in map.inferences.items():
        children = [premise for premise in inference.premises if inference_of[premise] == id]
        children += [undercutter.id for undercutter in map.undercutters(id)]
        below[id] = children
    roots = set(boxes).difference(*below.values())
    row_of: dict[str, int] = {}
    pending = [(root, 0) for root in reversed(below) if root in roots]
    while pending:
        id, row = pending.pop()
        row_of[id] = row
        for child in reversed(below[id]):
            pending.append((child, row + 1))

    columns: dict[str, float] = {}
    next_column = 0
    for id in row_of:
        if not below[id]:
            columns[id] = next_column
            next_column += 1
    for id in reversed(row_of):
        placed = [columns[child] for child in below[id] if child in columns]
        if placed:
            columns[id] = (placed[0] + placed[-1]) / 2
        columns.setdefault(id, 0)

    heights = [0] * (max(row_of.values(), default=0) + 1)
    for id, row in row_of.items():
        heights[row] = max(heights[row], boxes[id].height)
    pitches = [height + _ROW_GAP for height in heights]
    tops = list(accumulate(pitches, initial=0))
    return {id: (columns[id] * _COLUMN_PITCH, tops[row]) for id, row in row_of.items()}


def _key(part: str, name: str, type: str) -> str:
    """Return the declaration of an attribute that a part of the graph has somewhere."""
    return f'  <key id="{name}" for="{part}" attr.name="{name}" attr.type="{type}" />\n'


def _data(attributes: Attributes, margin: str) -> str:
    """Return the lines that say what a part of the graph holds."""
    lines = []
    for name, value in attributes.items():
        # The booleans of XML are written small (XML Schema, part 2, 3.2.2).
        text = _xml_text(str(value))
        if isinstance(value, bool):
            text = text.lower()
        lines.append(f'{margin}<data key="{name}">{text}</data>\n')
    return "".join(lines)


def _node(
    id: str, box: _Box, place: tuple[float, float], attributes: Attributes, shape: str
) -> str:
    middle, top = place
    left = middle - box.width / 2
    border, border_width = "line", "1.0"
    if attributes["implicit"]:
        border = "dashed"
    if attributes.get("main"):
        border_width = "3.0"
    return f"""\
    <node id="{_in_quotes(id)}">
      <data key="box">
        <y:ShapeNode>
          <y:Geometry x="{left}" y="{top}" width="{box.width}" height="{box.height}" />
          <y:Fill color="#ffffff" transparent="false" />
          <y:BorderStyle color="#000000" type="{border}" width="{border_width}" />
          <y:NodeLabel alignment="center" fontSize="12">{_xml_text(box.text)}</y:NodeLabel>
          <y:Shape type="{shape}" />
        </y:ShapeNode>
      </data>
{_data(attributes, "      ")}\
    </node>
"""


def _edge(inference: Inference, source: str, target: str, role: str) -> str:
    head = "standard" if source == inference.id else "none"
    return f"""\
    <edge source="{_in_quotes(source)}" target="{_in_quotes(target)}">
      <data key="line">
        <y:PolyLineEdge>
          <y:LineStyle color="#000000" type="{_LINE_TYPES[inference.kind]}" width="1.0" />
          <y:Arrows source="none" target="{head}" />
        </y:PolyLineEdge>
      </data>
      <data key="role">{role}</data>
    </edge>
"""


def _in_quotes(text: str) -> str:
    """Return text as it stands in an attribute of XML."""
    written = _xml_text(text).replace('"', "&quot;")
    # A parser makes blanks of these elsewhere.
    return written.replace("\n", "&#10;").replace("\t", "&#9;")


def _xml_text(text: str) -> str:
    """Return text as it stands in an element of XML, without characters that XML cannot hold."""
    if not text.isprintable():
        # An XML parser makes these line breaks `\n` anyway.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _NOT_XML.sub("\ufffd", text)
    return safe_markup(escape(text))
