"""GraphML: what networkx reads back, also from hostile text."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import networkx
from hypothesis import given

from argmap import ArgumentMap, load
from argmap.formats.graphml import format_graphml
from tests.conftest import ROOT, a_map
from tests.strategies import maps


def read(map: ArgumentMap) -> networkx.DiGraph[str]:
    return networkx.DiGraph(networkx.read_graphml(io.BytesIO(format_graphml(map).text.encode())))


@given(maps())
def test_the_graph_comes_back(map: ArgumentMap) -> None:
    graph, expected = read(map), map.graph
    assert list(graph) == list(expected)
    assert set(graph.edges(data="role")) == set(expected.edges(data="role"))


@given(maps())
def test_what_a_step_says_of_itself_comes_back(map: ArgumentMap) -> None:
    nodes = read(map).nodes
    for step in map.inferences.values():
        node = nodes[step.id]
        assert node["implicit"] is step.implicit
        assert ("stated_in" in node) is bool(step.stated_in)
        assert ("held_by" in node) is bool(step.held_by)


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
            premises: [{premises: [b], scheme: sign, implicit: true, stated_in: s p. 3, held_by: [Ann, Bob]}]
          b: "A < b & \\x07 \\ud7ff \\u2028 ]]>"
        expect: {a: stands}
        """)
    graph = read(map)
    assert graph.graph["strict"] is True
    assert {name: value for name, value in graph.nodes["a"].items() if value} == {
        "type": "claim", "text": "It is so.", "main": True, "evidence": "s p. 1\ns p. 2", "expect": "stands",
    }  # fmt: skip
    assert graph.nodes["b"]["text"] == "A < b & \ufffd \ud7ff \u2028 ]]>"
    assert graph.nodes["b:supports:a"] == {
        "type": "inference", "kind": "support", "scheme": "sign", "implicit": True, "stated_in": "s p. 3",
        "held_by": "Ann\nBob",
    }  # fmt: skip
    assert [loss.message for loss in format_graphml(map).losses] == ["GraphML has no place for 1 source"]


def test_an_inference_with_the_id_of_a_claim_stays_a_node_of_its_own() -> None:
    map = a_map("claims: {a: {text: A b., premises: [b]}, b: B c.}")
    (step,) = map.inferences.values()
    graph = read(replace(map, inferences={"a": replace(step, id="a")}))
    assert set(graph.edges) == {("b", "a:step"), ("a:step", "a")}


def test_the_same_bytes_on_every_run() -> None:
    code = (
        "import sys, argmap; from argmap.formats.graphml import format_graphml;"
        "sys.stdout.buffer.write(format_graphml(argmap.load('arguments.yaml')).text.encode())"
    )
    for seed in "12":
        made = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        assert made.decode() == format_graphml(load(ROOT / "arguments.yaml")).text
