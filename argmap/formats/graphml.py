"""Writer of GraphML, for yEd, Gephi and networkx: claims and inferences are nodes, as in `argmap.model.graph`.

Every field of a claim or inference becomes an attribute; a list becomes text, one item a line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.losses import Kept, Written, dropped, losses

# XML has no way to write these characters, not even as `&#1;`.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = ("quote", "note")
_LISTS = ("evidence", "stated_in", "held_by", "tags")
_FLAGS = ("assumed", "implicit")
_KEPT: Kept = {
    ArgumentMap: ("title", "expect"),
    Claim: ("side", "main", *_TEXTS, *_LISTS, *_FLAGS),
    Inference: ("warrant", "scheme"),
}


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
    main_ids = {claim.id for claim in main_claims(map)}
    for claim in map.claims.values():
        attributes = _claim_attributes(map, claim, main=claim.id in main_ids)
        graph.nodes[claim.id].update(attributes)
    for step in map.inferences.values():
        if step.scheme:
            graph.nodes[step.id]["scheme"] = _xml_text(step.scheme)
    xml_ids = {id: _xml_text(id) for id in graph}
    graph = networkx.relabel_nodes(graph, xml_ids)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *networkx.generate_graphml(graph)]
    return Written("\n".join(lines) + "\n", lost)


def _claim_attributes(map: ArgumentMap, claim: Claim, *, main: bool) -> dict[str, str | bool]:
    """Return what a claim holds, by the name of the attribute; what is empty has none."""
    attributes: dict[str, str | bool] = {"text": _xml_text(claim.text), "main": main}
    for name in _FLAGS:
        attributes[name] = getattr(claim, name)
    for name in _TEXTS:
        attributes[name] = _xml_text(getattr(claim, name))
    for name in _LISTS:
        lines = [str(item) for item in getattr(claim, name)]
        attributes[name] = _xml_text("\n".join(lines))  # GraphML has no lists
    if claim.id in map.expect:
        attributes["expect"] = map.expect[claim.id].value
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
