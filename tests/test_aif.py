"""AIF JSON: what is read from it, what is wrong with it, and what survives being written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, Inference, InvalidMap, formats, loads
from argmap.api import ReadableTextFormat
from argmap.model import Reading
from tests.conftest import a_map
from tests.strategies import maps
from tests.tools import tool
from tests.tree import CORPUS

NO_SCHEMES = ("", "ra", "ca", "default inference", "default conflict")
"""The names of nodes in AIF that do not name a scheme."""


def node(id: object, type: str, text: str = "", **more: str) -> dict[str, Any]:
    """Return a node; one that is no claim has the name of its type for its text, as in real files."""
    text = text or (f"Claim {id} holds." if type in ("I", "L") else type)
    return {"nodeID": id, "type": type, "text": text, **more}


def aif(nodes: list[Any], edges: list[str]) -> str:
    """Return an archive; an edge is written `1>2`. One node or edge stands on one line."""
    pairs = [edge.split(">") for edge in edges]
    made = [
        {"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None}
        for n, (a, b) in enumerate(pairs)
    ]
    lines = [",\n".join(json.dumps(item) for item in items) for items in (nodes, made)]
    return f'{{"nodes": [\n{lines[0]}\n], "edges": [\n{lines[1]}\n]}}'


def inferences(map: ArgumentMap) -> list[str]:
    return list(map.inferences)


def said(reading: Reading) -> list[tuple[int, str, str]]:
    return [
        (found.span.line if found.span else 0, found.code, found.message)
        for found in reading.diagnostics
    ]


def read(nodes: list[Any], edges: list[str]) -> Reading:
    return formats.parse(aif(nodes, edges), "a.json", "aif")


def test_reasons_objections_and_undercutters() -> None:
    nodes = [
        node("1", "I"), node("2", "I"), node("3", "I"), node("4", "I"), node("5", "I"),
        node("10", "RA", "RA", scheme="ExpertOpinion"), node("11", "CA", "Default Conflict"),
        node("12", "CA", "CA"), node("13", "CA", "Bias"),
    ]  # fmt: skip
    edges = ["2>10", "3>10", "10>1", "4>11", "11>1", "4>12", "12>10", "5>13", "13>12"]
    reading = read(nodes, edges)
    map = reading.unwrap()
    assert inferences(map) == [
        "2+3:supports:1",
        "4:undercuts:2+3:supports:1",
        "5:undercuts:4:undercuts:2+3:supports:1",
        "4:rebuts:1",
    ]
    assert [inference.scheme for inference in map.inferences.values()] == [
        "ExpertOpinion",
        "",
        "Bias",
        "",
    ]
    assert reading.diagnostics == ()


def test_several_conclusions_are_several_inferences() -> None:
    map = read(
        [node("1", "I"), node("2", "I"), node("3", "I"), node("4", "RA")], ["1>4", "4>2", "4>3"]
    ).unwrap()
    assert inferences(map) == ["1:supports:2", "1:supports:3"]


def test_equal_texts_stay_two_claims_and_lone_ones_stay() -> None:
    map = read([node("1", "I", "It is so."), node("2", "I", "It is so.")], []).unwrap()
    assert [claim.text for claim in map.claims.values()] == ["It is so.", "It is so."]


def test_speakers_hold_what_they_assert() -> None:
    nodes = [
        node("1", "I", "Sleep helps."), node("2", "L", "Ann : Sleep helps."), node("3", "YA", "Asserting"),
        node("4", "L", "Bob : Does sleep help?"), node("5", "YA", "Pure Questioning"),
        node("6", "L", "Cem : It really does."), node("7", "YA", "Asserting"), node("8", "TA", "Default Transition"),
    ]  # fmt: skip
    reading = read(nodes, ["2>3", "3>1", "4>5", "5>1", "6>7", "7>1", "2>8", "8>4"])
    assert reading.unwrap().claims["1"].held_by == ("Ann", "Cem")
    assert said(reading) == [
        (5, "not-carried-over", "argmap ignores 1 locution (line 5)"),
        (6, "not-carried-over", "argmap ignores 1 special illocution (line 6)"),
        (7, "not-carried-over", "argmap ignores 1 locution wording (line 7)"),
        (9, "not-carried-over", "argmap ignores 1 dialogue transition (line 9)"),
    ]


def test_an_ova_file() -> None:
    archive = json.loads(aif([node(1, "I"), node(2, "I"), node(3, "RA")], []))
    archive["edges"] = [
        {"edgeID": 1, "fromID": 1, "toID": 3},
        {"edgeID": 2, "fromID": 3, "toID": 2},
    ]
    text = json.dumps({"AIF": archive, "text": "Claim 1 …", "OVA": {"nodes": [1], "edges": []}})
    reading = formats.parse(text, "a.json")
    assert reading.format == "aif"
    assert inferences(reading.unwrap()) == ["1:supports:2"]
    assert [message for _, _, message in said(reading)] == [
        "argmap ignores 1 annotated text (line 1)",
        "argmap ignores 1 layout (line 1)",
    ]


@pytest.mark.parametrize("space", ["", "\n  ", "\ufeff"])
def test_the_format_is_detected_in_any_order_of_keys(space: str) -> None:
    archive = json.loads(aif([node(1, "I"), node(2, "I"), node(3, "RA")], ["1>3", "3>2"] * 400))
    nodes, edges = archive["nodes"], archive["edges"]
    for shape in (
        {"nodes": nodes, "edges": edges, "locutions": []},
        {"edges": edges, "locutions": [], "nodes": nodes},
        {"text": "Claim 1 … " * 9000, "AIF": archive},
    ):
        assert list(loads(space + json.dumps(shape), "").claims) == ["1", "2"]


@pytest.mark.parametrize("format", ["native", "argdown"])
def test_an_archive_read_as_another_format_is_named(format: ReadableTextFormat) -> None:
    with pytest.raises(InvalidMap) as caught:
        loads(aif([node("1", "I")], []), format)
    (found,) = caught.value.diagnostics
    assert found.code == "other-form"
    assert "in the format `aif`, not in the format" in found.message


def test_a_malformed_part_never_costs_the_rest() -> None:
    nodes = [
        node("1", "I"), node("2", "I"), node("3", "RA"), node("1", "I", "Twice."), node("4", "I", " "),
        node("5", "XA"), 7, node("6", "RA"), node("7", "CA"), node("8", "MA"), node("9", "PA"),
    ]  # fmt: skip
    edges = ["1>3", "3>2", "3>99", "1>2", "1>6", "7>2", "3>6", "1>8", "8>2", "1>3"]
    reading = read(nodes, edges)
    assert inferences(reading.unwrap()) == ["1:supports:2"]
    assert said(reading) == [
        (2, "not-carried-over", "argmap ignores 1 bare edge (line 2)"),
        (4, "not-carried-over", "argmap ignores 1 supported inference (line 4)"),
        (5, "duplicate-id", "two nodes have the id `1`"),
        (6, "missing-text", "the claim `4` has no text"),
        (7, "unknown-node-type", "unknown node type `XA`"),
        (8, "wrong-shape", "a node must be an object with a `nodeID`"),
        (9, "incomplete-step", "the RA node `6` has no target, so it is ignored"),
        (10, "incomplete-step", "the CA node `7` has no premises, so it is ignored"),
        (11, "not-carried-over", "argmap ignores 1 rephrase (line 11)"),
        (12, "not-carried-over", "argmap ignores 1 preference (line 12)"),
        (16, "dangling-edge", "unknown node `99`"),
    ]


def test_undercutters_in_a_circle_end() -> None:
    nodes = [node("1", "I"), node("2", "I"), node("3", "CA"), node("4", "CA")]
    reading = read(nodes, ["1>3", "2>4", "3>2", "3>4", "4>3", "4>1"])
    assert len(reading.unwrap().inferences) == 4
    assert [found.code for found in reading.diagnostics] == ["circular-undercutters"] * 2


def test_a_ladder_of_undercutters_does_not_explode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.formats.aif.reader._MOST_PREMISES", 1000)
    rungs, edges, nodes = (
        60,
        ["c>0a", "c>0b", "0a>c", "0b>c"],
        [node("c", "I"), node("0a", "CA"), node("0b", "CA")],
    )
    for rung in range(1, rungs):
        for side in "ab":
            nodes.append(node(f"{rung}{side}", "CA"))
            edges += [f"c>{rung}{side}", f"{rung}{side}>{rung - 1}a", f"{rung}{side}>{rung - 1}b"]
    assert "too-large" in [found.code for found in read(nodes, edges).diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"), ("{", "json-syntax"), ('{"nodes": [NaN]}', "json-syntax"), ("[" * 100_000, "too-deep"),
        ("[]", "not-aif"), ("3", "not-aif"), ('{"nodes": {}}', "not-aif"), ('{"nodes": []}', "no-claims"),
        ('{"nodes": [], "edges": 3, "AIF": null}', "no-claims"), ('{"a": "\n"}', "json-syntax"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_aif_is_refused(text: str, code: str) -> None:
    reading = formats.parse(text, "a.json", "aif")
    assert reading.map is None
    assert code in [found.code for found in reading.diagnostics]


def test_a_syntax_error_has_its_place() -> None:
    (found,) = formats.parse('{"nodes": [\n  {"nodeID": }]}', "a.json", "aif").diagnostics
    assert found.span is not None
    assert (found.span.line, found.span.column, found.message) == (2, 14, "a value is missing here")


def test_escapes_and_surrogates_are_read() -> None:
    text = '{"nodes": [{"nodeID": "1", "type": "I", "text": "A\\/b \\ud83d\\ude00 \\ud83d."}]}'
    reading = formats.parse(text, "a.json", "aif")
    assert [claim.text for claim in reading.unwrap().claims.values()] == ["A/b 😀 \ufffd."]
    assert [found.code for found in reading.diagnostics] == ["lone-surrogate"]


_ENDS = st.sampled_from(["1", "2", "3", "10", "11", "12", "13", "14", "15", "99"])


@given(st.lists(st.tuples(_ENDS, _ENDS).map(">".join), max_size=25))
def test_any_edges_at_all_can_be_read(edges: list[str]) -> None:
    nodes = [node(id, "I") for id in "123"]
    nodes += [
        node("10", "RA"),
        node("11", "CA"),
        node("12", "CA"),
        node("13", "CA"),
        node("14", "L"),
        node("15", "YA"),
    ]
    assert read(nodes, edges).map is not None


def test_ids_are_kept_where_a_map_can_have_them() -> None:
    uuid = "ae3f0c7f-9f69-4cab-9db3-3b9c46f56e09"
    map = read(
        [
            node("sleep", "I"),
            node("1008", "I"),
            node("a/b", "I", "Slash."),
            node(uuid, "I", "UUID."),
        ],
        [],
    ).unwrap()
    assert list(map.claims) == ["sleep", "1008", "slash", "uuid"]
    # People are shown the texts of those that bear a number.
    assert [claim.has_own_id for claim in map.claims.values()] == [True, False, False, False]


# --- the writer ---


def bare(map: ArgumentMap) -> ArgumentMap:
    """Return what AIF has a place for: claims with their ids, texts and holders, steps, schemes.

    A scheme that is named as a node without one is in AIF, such as `RA`, has no place there.
    """
    claims = [
        Claim(claim.id, claim.text, held_by=tuple(dict.fromkeys(claim.held_by)))
        for claim in map.claims.values()
    ]
    # No id of a claim has a colon in it.
    names = {id: f"{n}:" for n, id in enumerate(map.inferences)}
    inferences = [
        Inference(
            names[inference.id],
            inference.kind,
            inference.premises,
            names.get(inference.target, inference.target),
            scheme="" if inference.scheme.strip().lower() in NO_SCHEMES else inference.scheme,
        )
        for inference in map.inferences.values()
    ]
    return ArgumentMap.build(claims=claims, inferences=inferences)


@given(maps())
def test_what_aif_has_a_place_for_survives(map: ArgumentMap) -> None:
    written = formats.write(map, "aif")
    reading = formats.parse(written.text, "a.json", "aif")
    again = bare(reading.unwrap())
    assert reading.diagnostics == ()
    assert again == bare(map)
    assert list(again.claims.values()) == list(bare(map).claims.values())
    assert formats.write(map, "aif").text == written.text


@pytest.mark.parametrize("name", ["RA", "ca", "Default Inference"])
def test_a_scheme_named_like_a_node_without_one_is_lost(name: str) -> None:
    map = a_map(f"""
        claims:
          a: {{text: It is so., premises: [{{premises: b, scheme: {name}}}]}}
          b: But why.
        """)
    written = formats.write(map, "aif")
    assert [loss.message for loss in written.losses] == [
        "1 default scheme name cannot be represented in AIF"
    ]
    again = formats.parse(written.text, "map.json", "aif").unwrap()
    assert [inference.scheme for inference in again.inferences.values()] == [""]
    assert bare(again) == bare(map)


def test_it_writes_nodes_edges_and_speakers() -> None:
    map = a_map("""
        claims:
          a: {text: It is so., held_by: Ann, implicit: true, premises: [{premises: [b], scheme: sign}]}
          b: But why.
        """)
    written = formats.write(map, "aif")
    made = json.loads(written.text)
    assert [(node["nodeID"], node["type"], node["text"]) for node in made["nodes"]] == [
        ("a", "I", "It is so."), ("b", "I", "But why."), ("1", "RA", "sign"), ("2", "L", "Ann : It is so."), ("3", "YA", "Asserting"),
    ]  # fmt: skip
    assert [(edge["fromID"], edge["toID"]) for edge in made["edges"]] == [
        ("2", "3"),
        ("3", "a"),
        ("b", "1"),
        ("1", "a"),
    ]
    assert [loss.message for loss in written.losses] == [
        "1 implicit claim mark cannot be represented in AIF"
    ]


def test_the_numbers_of_other_nodes_are_those_that_no_claim_has() -> None:
    map = a_map("claims: {1: {text: It is so., premises: [2]}, 2: But why.}")
    assert [node["nodeID"] for node in json.loads(formats.write(map, "aif").text)["nodes"]] == [
        "1",
        "2",
        "3",
    ]


def test_it_says_what_aif_has_no_place_for() -> None:
    map = a_map("""
        sides: {stay: Stay, leave: Leave}
        claims:
          stay: {text: We should stay., side: stay, held_by: Ann, premises: [{premises: dinner, held_by: Ann}]}
          dinner: Dinner is soon.
        """)
    assert [loss.message for loss in formats.write(map, "aif").losses] == [
        "2 sides cannot be represented in AIF",
        "1 claim side cannot be represented in AIF",
        "1 inference holder cannot be represented in AIF",
    ]


def test_a_weighing_is_an_undercutter_there() -> None:
    map = a_map("""
        claims:
          pool: {text: We need a pool., standard: shown, rebuttals: [{premises: cost, outweighed_by: health}]}
          cost: It costs money.
          health: Health matters more.
        """)
    written = formats.write(map, "aif")
    assert [loss.message for loss in written.losses] == [
        "1 proof standard cannot be represented in AIF",
        "1 weighing cannot be represented in AIF",
    ]
    again = formats.parse(written.text, "map.json", "aif").unwrap()
    assert [(each.id, each.weighing) for each in again.inferences.values()] == [
        ("cost:rebuts:pool", False),
        ("health:undercuts:cost:rebuts:pool", False),
    ]


@pytest.mark.tools
@pytest.mark.parametrize("name", ["nodeset109", "nodeset154", "nodeset178", "nodeset185"])
def test_files_of_the_archive(name: str) -> None:
    tool("corpus")
    path = CORPUS / "aif" / f"{name}.json"
    text = path.read_text(encoding="utf-8")
    data, reading = json.loads(text), formats.parse(text, path.name)
    map = reading.unwrap()
    types = [node["type"] for node in data["nodes"]]
    assert (len(map.claims), len(map.inferences)) == (
        types.count("I"),
        types.count("RA") + types.count("CA"),
    )
    assert reading.diagnostics == ()
    assert reading.format == "aif"
