"""Findings for people and machines: whole reports, and what each reader asks of its format."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.native.reader import parse_native
from argmap.linter import DEFAULT_RULES, check
from argmap.model.diagnostics import Diagnostic, Related, Severity, Span
from argmap.reports.findings import FORMATS, report
from tests.case import Case, cases


@pytest.mark.parametrize("case", cases("report.txt"))
def test_whole_reports(case: Case, settle: Callable[[Case, str], None]) -> None:
    reading = parse_native(case.text, "a map.yaml")
    found = [*reading.diagnostics, *(check(reading.map, DEFAULT_RULES) if reading.map else [])]
    settle(case, report(found, {"a map.yaml": case.text}, case.title.split()[0]).rstrip("\n"))


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["::error::x", "a\n::error::x", "\x1b[31m", "##[error]"]
)
SPANS = st.builds(Span, HOSTILE, st.integers(1, 5), st.integers(1, 9), st.integers(5, 9), st.integers(9, 12))
FINDINGS = st.builds(
    Diagnostic, st.sampled_from(["question", "unknown-claim"]), st.sampled_from(Severity), HOSTILE, st.none() | SPANS, HOSTILE, HOSTILE,
    st.lists(st.builds(Related, st.none() | SPANS, HOSTILE), max_size=2).map(tuple), HOSTILE,
)  # fmt: skip


@given(FINDINGS, HOSTILE, st.sampled_from(["text", "concise"]))
def test_no_text_reaches_the_terminal_as_a_control_or_a_log_as_a_command(
    found: Diagnostic, text: str, format: str
) -> None:
    files = {found.span.file: text} if found.span else {}
    made = report([found], files, format)
    assert not set(made) & {"\x1b", "\x07", "\r", "\u202e", "\x9b"}
    assert not [line for line in made.splitlines() if line.lstrip().startswith("::") and not line.startswith("::1:1")][
        1:
    ]
    assert "##[" not in made


@given(FINDINGS)
def test_a_github_annotation_is_one_line_that_begins_as_it_should(found: Diagnostic) -> None:
    made = report([found], {}, "github")
    assert made.count("\n") == 1
    assert made.startswith(("::error ", "::warning ", "::notice "))
    properties = made.split("::", 2)[1]
    assert properties.count(":") == 0


@given(st.lists(FINDINGS, max_size=3))
def test_json_gives_back_what_was_found(found: list[Diagnostic]) -> None:
    read = json.loads(report(found, {}, "json"))
    assert [(each["code"], each["message"], each["help"]) for each in read] == [
        (d.code, d.message, d.help) for d in found
    ]


def sarif(text: str) -> dict[str, object]:
    reading = parse_native(text, "a map.yaml")
    log = json.loads(report(check(reading.unwrap()), {}, "sarif"))
    run: dict[str, object] = log["runs"][0]
    return run


def test_fingerprints_stay_while_lines_move() -> None:
    text = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late today.}}"

    def prints(run: dict[str, object]) -> list[str]:
        return [result["partialFingerprints"]["argmapFinding/v1"] for result in run["results"]]  # type: ignore[attr-defined]

    assert prints(sarif(text)) == prints(sarif("# moved\n\n" + text))
    assert len(set(prints(sarif(text)))) == len(prints(sarif(text)))


def test_sarif_is_valid() -> None:
    schema = Path(os.environ.get("ARGMAP_NODE_MODULES", ""), "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    if not schema.is_file():
        pytest.skip("needs the npm package @microsoft/jest-sarif in the folder that ARGMAP_NODE_MODULES names")
    log = json.loads(report(check(parse_native(EVERYTHING, "a map.yaml").unwrap()), {}, "sarif"))
    jsonschema.validate(log, json.loads(schema.read_text()), format_checker=jsonschema.FormatChecker())


EVERYTHING = "claims: {a: {text: Should we go?, premises: [b]}, b: {text: Because it is late., premises: [a]}}"


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_fine(format: str) -> None:
    assert report([], {}, format).strip() in ("", "[]") or format == "sarif"
