"""Writer of GraphML, for yEd, Gephi and networkx: claims and inferences are nodes, as in `argmap.model.graph`.

Every field of a claim or inference becomes an attribute; a list becomes text, one item a line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.losses import Kept, Written, dropped, losses

# XML has no way to write these characters, not even as `&#1;`.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = ("label", "quote", "note", "group")
_LISTS = ("evidence", "stated_in", "held_by", "tags")
_FLAGS = ("assumed", "implicit")
_TEXTS_OF_STEPS = ("scheme",)
_LISTS_OF_STEPS = ("stated_in", "held_by")
_FLAGS_OF_STEPS = ("implicit",)
_KEPT: Kept = {
    ArgumentMap: ("title", "strict", "expect"),
    Claim: ("side", "main", *_TEXTS, *_LISTS, *_FLAGS),
    Inference: ("warrant", *_TEXTS_OF_STEPS, *_LISTS_OF_STEPS, *_FLAGS_OF_STEPS),
}

Attributes: TypeAlias = dict[str, str | bool]


def format_graphml(map: ArgumentMap) -> Written:
    """Return a map as GraphML, and what it has no place for."""
    import networkx

    lost = losses("GraphML", dropped(map, kept=_KEPT))
    map = _with_distinct_ids(map)
    graph = map.graph
    # What the graph lacks of the claims is added here; `ArgumentMap.graph` promises no more than its docstring says.
    graph.graph.clear()  # the title that stands here for programs may be empty, or no text for XML
    if map.title:
        graph.graph["title"] = _xml_text(map.title)
    if map.strict:
        graph.graph["strict"] = True
    main_ids = {claim.id for claim in main_claims(map)}
    for claim in map.claims.values():
        attributes: Attributes = {"text": _xml_text(claim.text), "main": claim.id in main_ids}
        attributes |= _attributes(claim, _TEXTS, _LISTS, _FLAGS)
        if claim.id in map.expect:
            attributes["expect"] = map.expect[claim.id].value
        graph.nodes[claim.id].update(attributes)
    for step in map.inferences.values():
        graph.nodes[step.id].update(_attributes(step, _TEXTS_OF_STEPS, _LISTS_OF_STEPS, _FLAGS_OF_STEPS))
    xml_ids = {id: _xml_text(id) for id in graph}
    graph = networkx.relabel_nodes(graph, xml_ids)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *networkx.generate_graphml(graph)]
    return Written("\n".join(lines) + "\n", lost)


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


def _xml_text(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    # An XML parser makes these line breaks `\n` anyway.
    text = text.replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", text)


def _with_distinct_ids(map: ArgumentMap) -> ArgumentMap:
    """Return a map no inference of which has the id of a claim: in one graph they would be one node."""
    if map.claims.keys().isdisjoint(map.inferences):
        return map
    taken_ids = {*map.claims, *map.inferences}
    new_ids: dict[str, str] = {}
    for id in map.inferences:
        new_id = id
        if id in map.claims:
            while new_id in taken_ids:
                new_id += ":step"
        new_ids[id] = new_id
        taken_ids.add(new_id)
    inferences: dict[str, Inference] = {}
    for step in map.inferences.values():
        target = step.target
        if step.kind is Kind.UNDERCUTTER:
            target = new_ids[target]  # it is a step, and so has a new id too
        new_step = replace(step, id=new_ids[step.id], target=target)
        inferences[new_step.id] = new_step
    return replace(map, inferences=inferences)
