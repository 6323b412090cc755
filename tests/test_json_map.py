"""The model as JSON: nothing is lost, every mistake has its place, and the schema agrees."""

from __future__ import annotations

import json
import sys
import tracemalloc
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given

from argmap import (
    ArgmapError,
    ArgumentMap,
    CheckSettings,
    Severity,
    Span,
    dumps,
    formats,
    load,
    loads,
)
from argmap.formats import json_schema
from tests.conftest import ROOT
from tests.generated import tree
from tests.strategies import maps

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@given(maps())
def test_nothing_is_lost(map: ArgumentMap) -> None:
    text = formats.write(map, "json").text
    again = formats.parse(text, "map.json", "json").unwrap()
    assert again == map
    assert list(again.claims) == list(map.claims)
    assert list(again.inferences) == list(map.inferences)
    assert formats.write(again, "json").text == text
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


def marked(text: str, span: Span | None) -> str:
    """Return what a place marks in a text, all on one line."""
    assert span is not None
    assert (span.file, span.line) == ("map.json", span.end_line)
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@given(maps())
def test_what_is_right_has_its_place_too(map: ArgumentMap) -> None:
    # Line separators that JSON has within strings count as ends of lines, as in YAML.
    text = json.dumps(json.loads(formats.write(map, "json").text), indent=1)
    again = formats.parse(text, "map.json", "json").unwrap()
    for claim in again.claims.values():
        assert "id" in claim.places
        assert "note:x" not in claim.places
        assert marked(text, claim.at("id")) == json.dumps(claim.id)
        assert marked(text, claim.at("text")) == json.dumps(claim.text)
        assert set(claim.places) >= {"", "id", "text"}
    for inference in again.inferences.values():
        assert marked(text, inference.at()) == json.dumps(inference.id)
        assert marked(text, inference.at("target")) == json.dumps(inference.target)
        for premise in inference.premises:
            assert marked(text, inference.at("premise", premise)) == json.dumps(premise)
    for side in again.sides.values():
        assert marked(text, side.at("id")) == json.dumps(side.id)
    for source in again.sources.values():
        assert marked(text, source.at("id")) == json.dumps(source.id)
    assert marked(text, again.places.get("claims")) == '"claims"'
    assert again.places.get("") is None


def test_a_line_separator_in_a_string_ends_a_line() -> None:
    text = '{"argmap": 1, "title": "a\u2028b", "claims": {"x": {"text": "It is\u2029so."}}}'
    map = formats.parse(text, "map.json", "json").unwrap()
    assert map.claims["x"].at("text") == Span("map.json", 2, 30, 3, 5)


def calls_and_peak(text: str, format: str) -> tuple[int, int]:
    """Return how many functions in Python are called to read a text, and the most memory that it takes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    formats.parse(text, "map", format).unwrap()  # what is loaded once is not counted
    sys.setprofile(count)
    try:
        formats.parse(text, "map", format).unwrap()
    finally:
        sys.setprofile(None)
    tracemalloc.start()
    try:
        map = formats.parse(text, "map", format).unwrap()
        assert map.claims
        return calls, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.soak
def test_it_takes_no_more_work_and_memory_than_yaml() -> None:
    map = tree(1_000)
    calls, peak = calls_and_peak(dumps(map, "json"), "json")
    calls_for_yaml, peak_for_yaml = calls_and_peak(dumps(map), "native")
    assert calls < 1.2 * calls_for_yaml  # events of YAML are not made in Python
    assert peak < peak_for_yaml


def test_settings_and_words_are_kept_too() -> None:
    map = replace(
        load(ROOT / "arguments.yaml"),
        settings=CheckSettings(("long-claim",), ("question",), "error"),
        synonyms=(("treaty", "pact"),),
        key_terms=("alliance",),
    )
    written = formats.write(map, "json")
    assert formats.parse(written.text, "map.json", "json").map == map
    assert written.losses == ()


def test_empty_fields_are_left_out() -> None:
    text = '{\n "argmap": 1,\n "claims": {\n  "a": {\n   "text": "It is so."\n  }\n }\n}\n'
    assert formats.write(formats.parse(text, "map.json", "json").unwrap(), "json").text == text
    assert formats.parse(text, "map.json").format == "json"
    assert formats.parse('{"nodes": [{"nodeID": "1"}]}', "map.json").format == "aif"


IN_ORDER_OF_THEIR_OWN = """
{"argmap": 1, "claims": {"a": {"text": "A b."}, "b": {"text": "C d."}, "w": {"text": "W x."}},
 "inferences": {
   "#1": {"kind": "support", "premises": ["w", "b"], "target": "a", "warrant": "w"},
   "b+w:supports:a": {"kind": "support", "premises": ["b", "w"], "target": "a", "warrant": "w"},
   "b:rebuts:a": {"kind": "rebuttal", "premises": ["b"], "target": "a"},
   "no": {"kind": "rebuttal", "premises": ["w"], "target": "a"},
   "':{on}": {"kind": "undercutter", "premises": ["b"], "target": "no"},
   "deep": {"kind": "undercutter", "premises": ["b"], "target": "':{on}"}}}
"""


@pytest.mark.parametrize("format", ["native", "json", "argdown"])
def test_the_ids_of_inferences_come_back(format: str) -> None:
    map = loads(IN_ORDER_OF_THEIR_OWN, "json")
    again = loads(dumps(map, format), format)  # type: ignore[arg-type]
    assert again == map
    assert list(again.inferences) == ["#1", "b+w:supports:a", "b:rebuts:a", "no", "':{on}", "deep"]
    assert again.inferences["#1"].premises == ("b", "w")  # a warrant stands last


@pytest.mark.parametrize("format", ["native", "json", "argdown", "aif"])
def test_an_empty_map_is_not_written(format: str) -> None:
    with pytest.raises(
        ArgmapError, match=f"this map has no claims, so it cannot be written as {format}"
    ):
        dumps(ArgumentMap.build(), format)  # type: ignore[arg-type]


def test_a_side_may_be_written_in_full() -> None:
    text = '{"argmap": 1, "sides": {"s": {"label": "Stay"}}, "claims": {"a": {"text": "A b.", "side": "s"}}}'
    assert formats.parse(text, "map.json", "json").unwrap().sides["s"].label == "Stay"


def with_a(more: str) -> str:
    return f'{{"argmap": 1, "claims": {{"a": {{"text": "A b."}}}}, {more}}}'


def inference(kind: str, premises: str) -> str:
    return with_a(
        f'"inferences": {{"i": {{"kind": "{kind}", "premises": [{premises}], "target": "a"}}}}'
    )


def undercut(premise: str, *, target: str = "i", weighing: str = "true") -> str:
    of_i = '"i": {"kind": "rebuttal", "premises": ["b"], "target": "a"}'
    of_u = '"u": {"kind": "undercutter", "premises": ["c"], "target": "i"}'
    of_w = (
        f'"w": {{"kind": "undercutter", "premises": ["{premise}"], "target": "{target}",'
        f' "weighing": {weighing}}}'
    )
    claims = '"a": {"text": "A b."}, "b": {"text": "B c."}, "c": {"text": "C d."}'
    return f'{{"argmap": 1, "claims": {{{claims}}}, "inferences": {{{of_i}, {of_u}, {of_w}}}}}'


BAD = [
    # the text, where in it the finding points, its code and message
    ('{"argmap": 1, "claims": {}, "claim": {}}', '"claim":', "unknown-key", "unknown key `claim` in a map"),
    ('{"argmap": 1, "claims": {}}', "{}", "no-claims", "this map has no claims"),
    ('{"argmap": 1, "claims": {"": {"text": "A b."}}}', '""', "invalid-id", "a claim has an empty id"),
    (
        inference("support", '"a"').replace('"i":', '"a":'),
        '"a": {"kind"',
        "duplicate-id",
        "`a` is already a claim id, so it cannot be an inference id",
    ),
    (
        inference("undercutter", '"a"').replace('"target": "a"', '"target": "i"'),
        '"i"',
        "circular-undercutter",
        "this undercutter attacks itself, directly or through other undercutters, so it has no effect",
    ),
    (inference("support", '"a"').replace('"i":', '"":'), '""', "invalid-id", "an inference has an empty id"),
    (inference("support", '"a"').replace('"i":', '"a b":'), '"a b"', "invalid-id", "`a b` is not a valid inference id"),
    ('{"claims": {}}', "{", "missing-key", "a map needs `argmap`"),
    ('{"argmap": 2, "claims": {}}', "2", "unknown-version", "`argmap` must be 1, the format version"),
    ('{"argmap": 1, "claims": []}', "[", "wrong-shape", "this must be an object"),
    ('{"argmap": 1, "claims": {"a": {"text": 3}}}', "3", "wrong-shape", "this must be a string"),
    ('{"argmap": 1, "claims": {"a": {}}}', "{}", "missing-key", "a claim needs `text`"),
    ('{"argmap": 1, "claims": {"a": {"text": " "}}}', '" "', "missing-text", "the claim `a` has no text"),
    ('{"argmap": 1, "claims": {"a": {"text": "b", "main": "true"}}}', '"true"', "wrong-shape", "this must be true or false"),
    ('{"argmap": 1, "claims": {"a": {"text": "b", "tags": "t"}}}', '"t"', "wrong-shape", "this must be a list"),
    ('{"argmap": 1, "claims": {"a": {"text": "b", "side": "s"}}}', '"s"', "unknown-side", "unknown side `s`"),
    (
        '{"argmap": 1, "claims": {"a": {"text": "b", "standard": "sure"}}}',
        '"sure"',
        "unknown-standard",
        "`sure` is not a proof standard",
    ),
    (
        inference("rebuttal", '"a"').replace('"kind"', '"weighing": true, "kind"'),
        "true",
        "bad-weighing",
        "only an undercutter can be a weighing, and this is an objection",
    ),
    (
        undercut("a", target="u"),
        "true",
        "bad-weighing",
        "only a reason or an objection can be outweighed, not an undercutter",
    ),
    (
        undercut("b").replace('"premises": ["b"], "target": "i"', '"premises": ["c", "b"],  "target": "i"'),
        '"b"],  "target"',
        "bad-weighing",
        "an inference cannot be outweighed by its own premise `b`",
    ),
    (undercut("c", target="x"), '"w"', "unknown-inference", "unknown inference `x`"),
    (undercut("c", weighing='"true"'), '"true"', "wrong-shape", "this must be true or false"),
    (
        inference("support", '"a"').replace('"kind"', '"warrant": "a",  "kind"'),
        '"a",  "kind"',
        "bad-warrant",
        "the warrant `a` is the only premise of this inference",
    ),
    (
        inference("support", '"a"').replace('"kind"', '"warrant": "b",  "kind"'),
        '"i"',
        "bad-warrant",
        "the warrant `b` is not a premise of its inference",
    ),
    ('{"argmap": 1, "claims": {"a": {"text": "b"}, "a": {"text": "c"}}}', '"a": {"text": "c"', "duplicate-key", "duplicate key `a`"),
    (with_a('"expect": {"a": "wins"}'), '"wins"', "unknown-verdict", "unknown verdict `wins`"),
    (inference("attack", '"a"'), '"attack"', "unknown-kind", "unknown kind of inference `attack`"),
    (inference("support", '"x"'), '"x"', "unknown-claim", "unknown claim `x`"),
    (inference("support", ""), '"i"', "no-premises", "this inference has no premises"),
    (with_a('"settings": {"x": []}'), '"x"', "unknown-key", "unknown key `x` in the settings"),
    ('{"argmap": 1, "claims": {"a": {"text": "b", "tags": [["t"]]}}}', '["t"]', "wrong-shape", "this must be a string"),
    (with_a('"sides": {"s": {"colour": "red"}}'), '"colour"', "unknown-key", "unknown key `colour` in a side"),
    ('{"argmap": 1, "claims": {"a": {"text": "\\d"}}}', '\\d', "json-syntax", "this backslash does not start a JSON escape"),
    ('{"argmap": 1, "claims": {"a": {"text": "b", "evidence": [["s"]]}}}', '["s"]', "wrong-shape", "this must be an object"),
    ('{"argmap": 1, "claims": {"a": {"text": "b"}}, "inferences": {"i": {"kind": "support", "target": "a", "premises": [["a"]]}}}', '["a"]', "wrong-shape", "this must be a string"),
    ("[]", "[", "wrong-shape", "a map must be an object with `argmap` and `claims`"),
    ('{"argmap": 1, x}', "x", "json-syntax", "a key in double quotes is missing here"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "code", "message"), BAD)
def test_every_mistake_is_named_with_its_place(text: str, at: str, code: str, message: str) -> None:
    reading = formats.parse(text, "map.json", "json")
    said = [
        (found.code, found.message, found.span and found.span.column)
        for found in reading.diagnostics
    ]
    assert said == [(code, message, text.index(at) + 1)]
    assert reading.map is None


FOR_THE_READER_ALONE = {
    "bad-warrant",
    "bad-weighing",
    "circular-undercutter",
    "duplicate-id",
    "unknown-side",
    "unknown-claim",
    "unknown-inference",
    "duplicate-key",
    "json-syntax",
}


@pytest.mark.parametrize(
    "text", [text for text, _, code, _ in BAD if code not in FOR_THE_READER_ALONE]
)
def test_the_schema_refuses_it_too(text: str) -> None:
    assert not VALIDATOR.is_valid(json.loads(text))


def test_it_is_a_schema() -> None:
    of_schemas = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    assert list(of_schemas.iter_errors(json_schema())) == []


def test_a_language_without_words_is_a_warning_with_its_place() -> None:
    reading = formats.parse(with_a('"language": "tlh"'), "map.json", "json")
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.span) == (
        "unknown-language",
        Severity.WARNING,
        Span.on_line("map.json", 1, 62, 5),
    )
    assert reading.unwrap().language == "tlh"
