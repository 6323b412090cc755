"""Writer of GraphML, for yEd, Gephi and networkx: claims and inferences are nodes, as in `argmap.model.graph`.

Every field of a claim or inference becomes an attribute; a list becomes text, one item a line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.graph import main_claims
from argmap.model.losses import Kept, Written, dropped, losses

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
    graph.graph = {"title": _xml(map.title)} if map.title else {}
    main = {claim.id for claim in main_claims(map)}
    for claim in map.claims.values():
        graph.nodes[claim.id].update(_claim(map, claim, main=claim.id in main))
    for step in map.inferences.values():
        graph.nodes[step.id].update(_step(step))
    graph = networkx.relabel_nodes(graph, {id: _xml(id) for id in graph})
    lines = networkx.generate_graphml(graph)
    return Written('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n", lost)


def _claim(map: ArgumentMap, claim: Claim, *, main: bool) -> dict[str, str | bool]:
    values: dict[str, str | bool] = {"text": _xml(claim.text), "main": main}
    values |= {name: getattr(claim, name) for name in _FLAGS}
    values |= {name: _xml(getattr(claim, name)) for name in _TEXTS}
    values |= {name: _xml("\n".join(str(item) for item in getattr(claim, name))) for name in _LISTS}
    if claim.id in map.expect:
        values["expect"] = map.expect[claim.id].value
    return {name: value for name, value in values.items() if value != ""}


def _step(step: Inference) -> dict[str, str]:
    return {"scheme": _xml(step.scheme)} if step.scheme else {}


def _xml(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _with_distinct_ids(map: ArgumentMap) -> ArgumentMap:
    """Return a map no inference of which has the id of a claim: in one graph they would be one node."""
    if map.claims.keys().isdisjoint(map.inferences):
        return map
    taken = map.claims.keys() | map.inferences.keys()
    names: dict[str, str] = {}
    for id in map.inferences:
        name = id
        while name in map.claims or (name != id and name in taken):
            name += ":step"
        names[id] = name
        taken |= {name}
    steps = [replace(step, id=names[step.id], target=_target(step, names)) for step in map.inferences.values()]
    return replace(map, inferences={step.id: step for step in steps})


def _target(step: Inference, names: dict[str, str]) -> str:
    return names[step.target] if step.kind.value == "undercutter" else step.target
