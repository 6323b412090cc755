"""SADFace JSON: newer and older files, and what is wrong with them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Citation, Kind, Source, formats
from argmap.model import Reading


def atom(id: str, text: str, *sources: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": id,
        "type": "atom",
        "text": text,
        "sources": list(sources),
        "metadata": {"core": {}},
    }


def sadface(nodes: list[Any], edges: list[str], **more: Any) -> str:
    """Return a file; an edge is written `a>b`. One node or edge stands on one line."""
    pairs = [edge.split(">") for edge in edges]
    made = [
        {"id": f"e{number}", "source_id": a, "target_id": b} for number, (a, b) in enumerate(pairs)
    ]
    lines = [",\n".join(json.dumps(item) for item in items) for items in (nodes, made)]
    others = "".join(f", {json.dumps(key)}: {json.dumps(value)}" for key, value in more.items())
    return f'{{"nodes": [\n{lines[0]}\n], "edges": [\n{lines[1]}\n]{others}}}'


def read(nodes: list[Any], edges: list[str], **more: Any) -> Reading:
    return formats.parse(sadface(nodes, edges, **more), "a.json", "sadface")


def inferences(map: ArgumentMap) -> list[tuple[Kind, tuple[str, ...], str, str]]:
    return [
        (inference.kind, inference.premises, inference.target, inference.scheme)
        for inference in map.inferences.values()
    ]


def said(reading: Reading) -> list[tuple[int, str, str]]:
    return [
        (found.span.line if found.span else 0, found.code, found.message)
        for found in reading.diagnostics
    ]


ATOMS = [
    atom("late", "School should start late."),
    atom("sleep", "Sleep helps."),
    atom("bus", "Buses cost more."),
]


def test_inferences_conflicts_and_undercutters() -> None:
    nodes = [
        *ATOMS, {"id": "i", "type": "inference", "name": "Expert Opinion"},
        {"id": "c", "type": "conflict", "name": "attack"}, {"id": "u", "type": "conflict", "name": "Bias"},
    ]  # fmt: skip
    reading = read(nodes, ["sleep>i", "bus>i", "i>late", "bus>c", "c>late", "bus>u", "u>i"])
    assert inferences(reading.unwrap()) == [
        (Kind.SUPPORT, ("sleep", "bus"), "late", "Expert Opinion"),
        (Kind.UNDERCUTTER, ("bus",), "sleep+bus:supports:late", "Bias"),
        (Kind.REBUTTAL, ("bus",), "late", ""),
    ]
    assert reading.diagnostics == ()


def test_older_files_show_a_conflict_by_the_name_of_its_scheme() -> None:
    nodes = [
        *ATOMS,
        {"id": "s", "type": "scheme", "name": "support"},
        {"id": "t", "type": "scheme", "name": "Conflict"},
    ]
    assert inferences(read(nodes, ["sleep>s", "s>late", "bus>t", "t>late"]).unwrap()) == [
        (Kind.SUPPORT, ("sleep",), "late", ""),
        (Kind.REBUTTAL, ("bus",), "late", ""),
    ]


def test_who_disagrees_rebuts_each_other() -> None:
    reading = read(
        [*ATOMS, {"id": "d", "type": "conflict", "name": "disagree"}], ["d>late", "d>bus"]
    )
    assert inferences(reading.unwrap()) == [
        (Kind.REBUTTAL, ("bus",), "late", ""),
        (Kind.REBUTTAL, ("late",), "bus", ""),
    ]
    assert reading.diagnostics == ()


def test_resources_are_sources_and_their_parts_quotations() -> None:
    resources = [
        {"id": "r1", "type": "text", "content": "Sleep helps. So say we.", "metadata": {"core": {"title": "A survey", "author": "AAP", "year": 2014, "doi": "10.1/x"}}},
        {"id": "r2", "type": "text", "content": "Two words.", "metadata": {}},
    ]  # fmt: skip
    claim = atom(
        "a",
        "Sleep helps.",
        {"resource_id": "r1", "text": "Sleep helps.", "offset": 0, "length": 12},
        {"resource_id": "r2", "text": "words"},
    )
    core = {
        "title": "School hours",
        "description": "A debate",
        "analyst_name": "Ann",
        "created": "2020-06-25T18:05:36",
    }
    reading = read([claim], [], resources=resources, metadata={"core": core})
    map = reading.unwrap()
    assert map.title == "School hours"
    assert list(map.sources.values()) == [
        Source(
            "a-survey", author="AAP", title="A survey", date="2014", url="https://doi.org/10.1/x"
        ),
        Source("two-words", title="Two words."),
    ]
    assert map.claims["a"].stated_in == (Citation("a-survey"), Citation("two-words"))
    assert map.claims["a"].quote == "Sleep helps."
    assert [message for _, _, message in said(reading)] == [
        "argmap ignores 1 second quotation (line 2)",
        "argmap ignores 1 resource text (line 5)",
        "argmap ignores 1 description (line 5)",
    ]


def test_a_uuid_gives_way_to_the_words_of_its_claim() -> None:
    map = read([atom("ae3f0c7f-9f69-4cab-9db3-3b9c46f56e09", "Sleep helps.")], []).unwrap()
    assert list(map.claims) == ["sleep-helps"]


def test_a_malformed_part_never_costs_the_rest() -> None:
    nodes = [
        atom("a", "It is so."), atom("b", ""), atom("a", "Twice."), {"type": "atom"}, 7,
        {"id": "x", "type": "atm"}, {"id": "i", "type": "inference", "name": None}, {"id": "c", "type": "conflict"},
        atom("d", "Cited.", {"resource_id": "none"}, {}) | {"metadata": {"core": {"colour": "red"}}},
    ]  # fmt: skip
    reading = read(nodes, ["a>i", "i>b", "a>z", "a>b", "c>a", "a>i"], resources=[{}, 3], edge="?")
    assert inferences(reading.unwrap()) == [(Kind.SUPPORT, ("a",), "b", "")]
    assert said(reading) == [
        (2, "not-carried-over", "argmap ignores 1 bare edge (line 2)"),
        (3, "missing-text", "the claim `b` has no text"),
        (4, "duplicate-id", "two nodes have the id `a`"),
        (5, "wrong-shape", "a node must be an object with an `id`"),
        (6, "wrong-shape", "a node must be an object with an `id`"),
        (7, "unknown-node-type", "unknown node type `atm`"),
        (9, "incomplete-step", "the conflict `c` has no premises, so it is ignored"),
        (10, "not-carried-over", "argmap ignores 1 node metadata block (line 10)"),
        (10, "unknown-source", "unknown resource `none`"),
        (10, "unknown-source", "unknown resource ``"),
        (14, "dangling-edge", "unknown node `z`"),
        (18, "wrong-shape", "a resource must be an object with a unique `id`"),
        (18, "wrong-shape", "a resource must be an object with a unique `id`"),
    ]


def test_a_disagreement_of_thousands_is_reported() -> None:
    many = [atom(f"a{number}", f"It is {number}.") for number in range(200)]
    reading = read(
        [*many, {"id": "d", "type": "conflict"}], [f"d>a{number}" for number in range(200)]
    )
    assert "too-large" in [found.code for found in reading.diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"), ("{", "json-syntax"), ("[]", "not-sadface"), ('{"nodes": {}}', "not-sadface"),
        ('{"nodes": [], "edges": [], "resources": []}', "no-claims"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sadface_is_refused(text: str, code: str) -> None:
    reading = formats.parse(text, "a.json", "sadface")
    assert reading.map is None
    assert code in [found.code for found in reading.diagnostics]


def test_it_is_distinguished_from_aif() -> None:
    text = sadface(ATOMS, [])
    assert formats.parse(text, "a.json").format == "sadface"
    text = '{"nodes": [{"nodeID": "1", "type": "I", "text": "x"}], "edges": []}'
    assert formats.parse(text, "a.json").format == "aif"


_ENDS = st.sampled_from(["late", "sleep", "bus", "i", "c", "d", "s", "zz"])


@given(st.lists(st.tuples(_ENDS, _ENDS).map(">".join), max_size=20))
def test_any_edges_at_all_can_be_read(edges: list[str]) -> None:
    others = [
        {"id": "i", "type": "inference"}, {"id": "c", "type": "conflict"}, {"id": "d", "type": "conflict"},
        {"id": "s", "type": "scheme", "name": "attack"},
    ]  # fmt: skip
    assert read([*ATOMS, *others], edges).map is not None
