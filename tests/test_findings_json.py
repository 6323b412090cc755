"""The contract for programs: what `argmap check -f json` prints is what `argmap schema --findings` says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from argmap import Basis, Cause, Severity, Verdict
from argmap.lint import findings_schema
from argmap.model import PLACEHOLDER, Safety
from tests.conftest import ROOT
from tests.run import argmap

START = "claims: {start: {text: School should start at nine., premises: [sleep]}, sleep: Teenagers would sleep more.}\n"


def closed(schema: Any) -> Any:
    """Return a schema that allows no keys but those it names."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if schema.get("type") == "object" else inner


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from objects(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)


def test_the_command_prints_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(findings_schema())
    assert json.loads(argmap("schema", "--findings").out) == findings_schema()
    assert argmap("schema", "--findings", "--json") == (
        2, "", "argmap: choose --json or --findings, not both\n",
    )  # fmt: skip


def test_every_object_of_the_schema_requires_all_that_it_names() -> None:
    found = [each for each in objects(findings_schema()) if each.get("type") == "object"]
    assert found
    for each in found:
        assert each["required"] == list(each["properties"])


def test_the_schema_names_what_the_code_knows() -> None:
    schema = findings_schema()
    defined = {name: each["properties"] for name, each in schema["$defs"].items()}
    severities = [severity.value for severity in Severity]
    assert list(schema["properties"]["summary"]["properties"]) == ["files", *severities]
    assert defined["finding"]["severity"]["enum"] == severities
    assert defined["fix"]["safety"]["enum"] == [safety.value for safety in Safety]
    for key, words in (("verdict", Verdict), ("basis", Basis), ("cause", Cause)):
        known = [word.value for word in words]
        assert [word for word in defined["main-claim"][key]["enum"] if word] == known
    assert f"`{PLACEHOLDER}`" in defined["fix"]["safety"]["description"]


@pytest.mark.parametrize(
    "words", ["arguments.yaml", "arguments.yaml --select all", "none.yaml", "- arguments.yaml"]
)
def test_what_a_check_prints_is_as_the_schema_says(words: str) -> None:
    made = argmap(
        "check",
        *words.split(),
        "-f",
        "json",
        cwd=ROOT,
        stdin=b"claims: {a: {text: A b., premises: [c]}}",
    )
    jsonschema.validate(json.loads(made.out), closed(findings_schema()))


def test_a_whole_report(tmp_path: Path) -> None:
    (tmp_path / "start.yaml").write_text(START)
    made = argmap(
        "check",
        "start.yaml",
        "none.yaml",
        "-f",
        "json",
        "--select",
        "unsupported-claim",
        cwd=tmp_path,
    )
    assert made.code == 2
    assert json.loads(made.out) == {
        "version": 1,
        "summary": {"files": 2, "error": 1, "warning": 1, "note": 0},
        "files": [
            {
                "name": "start.yaml",
                "others": [],
                "figures": {
                    "claims": 2, "inferences": 1, "supports": 1, "objections": 0, "undercutters": 0, "unsupported": 1,
                    "main_claims": [
                        {
                            "id": "start", "text": "School should start at nine.", "side": "",
                            "verdict": "stands", "basis": "asserted", "cause": None,
                        },
                    ],
                },
            },
            {"name": "none.yaml", "others": [], "figures": None},
        ],
        "findings": [
            {
                "code": "unsupported-claim",
                "severity": "warning",
                "message": "`sleep` (Teenagers would sleep more.) is unsupported",
                "help": "add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it",
                "subject": "sleep",
                "place": {"file": "start.yaml", "line": 1, "column": 74, "end_line": 1, "end_column": 79},
                "related": [],
                "fixes": [
                    {
                        "message": "ignore `unsupported-claim` for `sleep`, with a reason",
                        "safety": "open",
                        "edits": [
                            {
                                "place": {"file": "start.yaml", "line": 1, "column": 81, "end_line": 1, "end_column": 108},
                                "text": "{text: Teenagers would sleep more., ignore: {unsupported-claim: …}}",
                            },
                        ],
                    },
                ],
            },
            {
                "code": "cannot-read",
                "severity": "error",
                "message": "none.yaml: no such file",
                "help": "to create a map to start from, run `argmap new none.yaml`",
                "subject": "",
                "place": None,
                "related": [],
                "fixes": [],
            },
        ],
    }  # fmt: skip


def test_sarif_rules_carry_their_help() -> None:
    run = json.loads(argmap("check", "-f", "sarif", cwd=ROOT).out)["runs"][0]
    helps = {rule["id"]: rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert helps["unsupported-claim"].startswith(
        "A claim without support.\n\nReaders have no reason to believe a claim that"
    )
    assert all(helps.values())
