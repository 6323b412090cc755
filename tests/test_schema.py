"""The JSON Schema and the reader agree on what a file can say of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

from argmap import formats
from argmap.formats import json_schema
from tests.case import Case, all_cases
from tests.conftest import ROOT
from tests.run import argmap

SCHEMA: dict[str, Any] = json.loads(argmap("schema").out)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

FOR_THE_READER_ALONE = {
    # Whether a reference leads anywhere is no question of shape, nor whether there are words for a language.
    "unknown-claim", "unknown-side", "unknown-source", "duplicate-id", "duplicate-premise", "invalid-id",
    "unknown-language", "bad-warrant", "bad-weighing",
    # These files are no YAML, or none that a schema is shown.
    "yaml-syntax", "yaml-alias", "yaml-anchor", "yaml-tag", "second-document", "duplicate-key",
    "control-character", "too-deep", "cut-by-comment",
}  # fmt: skip


class _Loader(yaml.SafeLoader):
    """Reads as editors do: YAML 1.2, in which a date is text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in rows if not tag.endswith("timestamp")]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader


def test_it_is_a_schema() -> None:
    of_schemas = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    assert list(of_schemas.iter_errors(SCHEMA)) == []


@pytest.mark.parametrize("file", ["arguments.yaml", "argmap/formats/native/example.yaml"])
def test_good_files_fit(file: str) -> None:
    assert list(VALIDATOR.iter_errors(load((ROOT / file).read_text(encoding="utf-8")))) == []


GOOD = [
    "language: pt-BR\nclaims: {a: É assim.}",
    "claims: [One claim in place.]",
    "include: \nbibliography: []\nclaims: [One claim in place.]",
    "claims: {a: A b., 1e3: {text: C d., premises: a, rebuttals: [[a, b c]]}}",
    "claims: {a: {text: A b., premises: [{premises: [c d], warrant: {text: e f}, undercutters: [g h]}]}}",
    "claims: {a: {text: A b., standard: shown, rebuttals: [{premises: [c d], outweighed_by: [[e f, g h]]}]}}",
    "claims: {a: {text: A b., rebuttals: [{premises: [c d], outweighed_by: {text: e f, evidence: s}}]}}\nsources: {s: }",
    "title: 2019\nsides: {x: }\nsources: {s: Book, t: {date: 2014}}\nclaims: {a: {text: A b., evidence: [s p. 1]}}",
    "claims: {a: {text: A b., main: true, held_by: x, tags: [y, 1], ignore: {z: why}}}\nexpect: {a: stands}",
    "check: {select: [long-claim, wording], ignore: question, fail_on: never}\nclaims: {a: {text: yes, side: }}",
    "claims: {a: {text: A b., premises: [{premises: c d, scheme: my own}, {premises: [e f], scheme: sign}]}}",
]


@pytest.mark.parametrize("text", GOOD)
def test_both_take_good_files(text: str) -> None:
    assert formats.parse(text, "map.yaml", "native").diagnostics == ()
    assert list(VALIDATOR.iter_errors(load(text))) == []


def test_a_file_that_is_included_may_lack_claims() -> None:
    for text in (
        "include: [a.yaml, b.yaml]",
        "bibliography: refs.bib",
        "sources: {s: Book}",
        "sides: {x: X}",
    ):
        assert VALIDATOR.is_valid(load(text))


def _is_a_question_of_shape(case: Case) -> bool:
    codes = {found.code for found in formats.parse(case.text, "map.yaml", "native").diagnostics}
    return not codes <= FOR_THE_READER_ALONE and "? [" not in case.text


@pytest.mark.parametrize(
    "case", [case for case in all_cases("reading.txt") if _is_a_question_of_shape(case)]
)
def test_both_refuse_bad_files(case: Case) -> None:
    assert not VALIDATOR.is_valid(load(case.text))


def test_the_command_prints_both_schemas(golden: Callable[[str, str | bytes], None]) -> None:
    golden("tests/cases/schema.json", argmap("schema").out)
    assert json.loads(argmap("schema", "--json").out) == json_schema()


def test_each_schema_has_a_name_that_no_address_is_needed_for() -> None:
    assert SCHEMA["$id"] == "urn:argmap:schema:map:1"
    assert json_schema()["$id"] == "urn:argmap:schema:json:1"
