"""GraphML: what networkx reads back, also from hostile text."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import example, given

from argmap import ArgumentMap, formats
from tests.conftest import a_map
from tests.strategies import maps

Y = "{http://www.yworks.com/xml/graphml}"


def read(map: ArgumentMap) -> networkx.DiGraph[str]:
    return networkx.DiGraph(
        networkx.read_graphml(io.BytesIO(formats.write(map, "graphml").text.encode()))
    )


@given(maps())
def test_the_graph_comes_back(map: ArgumentMap) -> None:
    graph, expected = read(map), map.graph
    assert list(graph) == list(expected)
    assert set(graph.edges(data="role")) == set(expected.edges(data="role"))


@given(maps())
def test_what_an_inference_says_of_itself_comes_back(map: ArgumentMap) -> None:
    nodes = read(map).nodes
    for inference in map.inferences.values():
        node = nodes[inference.id]
        assert node["implicit"] is inference.implicit
        assert ("stated_in" in node) is bool(inference.stated_in)
        assert ("held_by" in node) is bool(inference.held_by)


def attributes(graph: networkx.DiGraph[str], node: str) -> dict[str, object]:
    """Return what a node holds; not what is false, and not where yEd shows it."""
    held = graph.nodes[node]
    return {
        name: value
        for name, value in held.items()
        if value and name not in ("x", "y", "shape_type")
    }


def test_fields_are_attributes() -> None:
    map = a_map("""
        title: A debate
        strict: true
        sources: {s: A book}
        claims:
          a:
            text: It is so.
            main: true
            evidence: [s p. 1, s p. 2]
            standard: shown
            type: Policy
            premises: [{premises: [b], scheme: sign, implicit: true, stated_in: s p. 3, held_by: [Ann, Bob]}]
            rebuttals: [{premises: [b], outweighed_by: [a]}]
          b: "A < b & \\x07 \\ud7ff \\u2028 ]]>"
        expect: {a: stands}
        """)
    graph = read(map)
    assert graph.graph["strict"] is True
    assert attributes(graph, "a") == {
        "type": "claim", "label": "It is so.", "text": "It is so.", "main": True, "evidence": "s p. 1\ns p. 2",
        "standard": "shown", "claim_type": "policy", "expect": "stands",
    }  # fmt: skip
    assert graph.nodes["b"]["text"] == "A < b & \ufffd \ud7ff \u2028 ]]>"
    assert attributes(graph, "b:supports:a") == {
        "type": "inference", "kind": "support", "label": "sign", "scheme": "sign", "implicit": True,
        "stated_in": "s p. 3", "held_by": "Ann\nBob",
    }  # fmt: skip
    assert attributes(graph, "a:undercuts:b:rebuts:a") == {
        "type": "inference", "kind": "undercutter", "label": "grants, but outweighs", "weighing": True,
    }  # fmt: skip
    assert [loss.message for loss in formats.write(map, "graphml").losses] == [
        "1 source cannot be represented in GraphML"
    ]


def test_a_whole_file(golden: Callable[[str, str], None]) -> None:
    map = a_map("""
        claims:
          a:
            text: Schools should start at nine, when teenagers are awake.
            label: Start at nine
            main: true
            premises: [b]
          b: {text: Sleep helps., implicit: true}
        """)
    golden("tests/cases/school.graphml", formats.write(map, "graphml").text)


LONG_LABELS = a_map("""
    claims:
      a: {text: It is so., premises: [{premises: [b], scheme: from what is mostly true of it}, {premises: [c], scheme: from what is rarely true of it}]}
      b: It was so.
      c: It will be so.
    """)


@pytest.mark.soak
@given(maps())
@example(LONG_LABELS)
def test_boxes_stand_beside_each_other_in_yed(map: ArgumentMap) -> None:
    boxes: dict[str, list[tuple[float, float]]] = {}
    root = ElementTree.fromstring(formats.write(map, "graphml").text)  # noqa: S314 - our own output
    for geometry in root.iter(f"{Y}Geometry"):
        left = float(geometry.attrib["x"])
        boxes.setdefault(geometry.attrib["y"], []).append(
            (left, left + float(geometry.attrib["width"]))
        )
    for row in boxes.values():
        row.sort()
        for (_, right), (left, _) in pairwise(row):
            assert right < left
