"""Findings for people and machines: whole reports, and what each reader asks of its format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Diagnostic, Severity, Span, formats
from argmap.lint import FORMATS, Report, check, pieces, report
from argmap.model import Related
from tests.case import Case, cases
from tests.tools import node_module

MAP = "a map.yaml"
PART = "parts/two, of: 2.yaml"
TEXTS = {
    MAP: """\
claims:
  go: {text: We should go., premises: [late]}
  late: {text: It is late by now., premises: [go]}
\ttabs:\t{text: Between\ttabs., tags: [x]}
  wide: {text: 孩子需要睡得更多。, side: 孩子}
  long: {text: START """
    + "very " * 40
    + "MIDDLE "
    + "long " * 40
    + """END}
  folded: >
    This text goes on
    over lines.
  hostile: {text: \x1b[31mred \u202e##[error]::error::x, side: x}
""",
    PART: "claims:\r\n  here: It holds.\x85  there: It holds, too.",
}
"""The files that the diagnostics below point into; the second one has other line breaks."""


def at(words: str, last_words: str = "") -> Span:
    """Return where words stand in the first file, or what stretches from them to the last words."""
    text = TEXTS[MAP]
    start = text.index(words)
    last_words = last_words or words
    end = text.index(last_words, start) + len(last_words)
    return Span(MAP, *line_and_column(text[:start]), *line_and_column(text[:end]))


def line_and_column(text_before: str) -> tuple[int, int]:
    lines = text_before.split("\n")
    return len(lines), len(lines[-1]) + 1


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.NOTE
DIAGNOSTICS = {
    "a label and help": Diagnostic(
        "short-claim", INFO, "`go` may be too short", at("We should go."), "three words", "write a sentence", (), "go"
    ),
    "no place": Diagnostic("not-carried-over", WARNING, "1 title cannot be represented in AIF", help="put the title in a note"),
    "no place of its own": Diagnostic(
        "duplicate-id", ERROR, "two claims have the id `go`", related=(Related(at("go:"), "the one"), Related(None, "the other"))
    ),
    "places on the same line, another line and in another file": Diagnostic(
        "circular-support", ERROR, "`go` supports itself", at("go"), "", "break the cycle",
        (
            Related(at("late]"), "`late` supports `go`"),
            Related(at("go]}"), "`go` supports `late`"),
            Related(Span(PART, 3, 3, 3, 8), "and so it is there"),
        ),
        "go",
    ),
    "the same of another subject": Diagnostic("circular-support", ERROR, "`late` supports itself", at("late:"), subject="late"),
    "the same of the same subject": Diagnostic("circular-support", ERROR, "`late` is part of a second cycle", at("late by"), subject="late"),
    "a file that is not at hand": Diagnostic("unknown-claim", ERROR, "unknown claim `x`", Span("/else/where.yaml", 1234, 5, 1234, 6), "here", "did you mean `y`?"),
    "a line behind the end": Diagnostic("unknown-claim", ERROR, "unknown claim `x`", Span(PART, 4, 1, 4, 2), "here"),
    "a place behind the end of a line": Diagnostic("unknown-claim", ERROR, "unknown claim `x`", Span(MAP, 1, 20, 1, 30), "here"),
    "an empty place": Diagnostic("unknown-claim", ERROR, "a claim is missing here", Span(MAP, 2, 3, 2, 3), "here"),
    "tabs": Diagnostic("unknown-claim", ERROR, "unknown claim `x`", at("Between\ttabs"), "after tabs, over a tab"),
    "wide characters": Diagnostic("unknown-claim", ERROR, "unknown side `孩子`", at("孩子}", "孩子"), "孩子"),
    "wide characters marked": Diagnostic("question", WARNING, "this may not be a claim", at("睡得更多"), "more"),
    "the start of a long line": Diagnostic("question", WARNING, "this may not be a claim", at("START"), "the start"),
    "the middle of a long line": Diagnostic("question", WARNING, "this may not be a claim", at("MIDDLE"), "the middle"),
    "the end of a long line": Diagnostic("question", WARNING, "this may not be a claim", at("END"), "the end"),
    "all of a long line": Diagnostic("question", WARNING, "this may not be a claim", at("START", "END"), "all of it"),
    "several lines": Diagnostic("question", WARNING, "this may not be a claim", at("This text", "over lines."), "two lines"),
    "several lines of text": Diagnostic(
        "question", WARNING, "this claim\n  has\r\nfour\rlines", at("over"), "five\nsix", "use\none line", (Related(at("lines."), "nine\nten"),),
    ),
    "hostile text": Diagnostic(
        "question", ERROR, "::error::100%\n::error::\x1b[31m, ##[error] is not a claim", at("\x1b[31mred", "::x"), "\x1b[0m\u202e", "\x07::stop cannot start a line", (), "a\nb"
    ),
    "a hostile file": Diagnostic("unknown-claim", ERROR, "unknown claim `x`", Span("::error file=a,b::\nc%", 1, 1, 1, 2)),
}  # fmt: skip


def selected(names: str) -> list[Diagnostic]:
    """Return the diagnostics of these names, one a line."""
    if names.strip() == "all":
        return list(DIAGNOSTICS.values())
    return [DIAGNOSTICS[name] for name in names.splitlines()]


@pytest.mark.parametrize("case", cases("report.txt"))
def test_whole_reports(case: Case, settle: Callable[[Case, str], None]) -> None:
    format = case.title.split()[0]
    made = report(selected(case.text), TEXTS, format, color="in colour" in case.title)
    made = made.replace("\x1b", "<ESC>").replace(
        f'"version": "{version("argmap")}"', '"version": "THIS"'
    )
    settle(case, made.rstrip("\n"))


def test_colors_change_nothing_else() -> None:
    colored = report(DIAGNOSTICS.values(), TEXTS, color=True)
    assert "\x1b[1;38;5;161merror[unknown-claim]\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]+m", "", colored) == report(DIAGNOSTICS.values(), TEXTS)


@pytest.mark.parametrize("format", ["full", "concise", "github"])
def test_a_report_comes_in_pieces_one_for_each_diagnostic(format: str) -> None:
    made = pieces(Report(list(DIAGNOSTICS.values()), TEXTS), format)
    assert isinstance(made, Iterator)
    first = list(islice(made, 1))
    assert first == [report(islice(DIAGNOSTICS.values(), 1), TEXTS, format)]
    assert len(list(made)) == len(DIAGNOSTICS) - 1


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["::error::x", "a\n::error::x", "\x1b[31m", "##[error]"]
)
SPANS = st.builds(
    Span, HOSTILE, st.integers(1, 5), st.integers(1, 9), st.integers(5, 9), st.integers(9, 12)
)
FINDINGS = st.builds(
    Diagnostic, st.sampled_from(["question", "unknown-claim"]), st.sampled_from(Severity), HOSTILE, st.none() | SPANS, HOSTILE, HOSTILE,
    st.lists(st.builds(Related, st.none() | SPANS, HOSTILE), max_size=2).map(tuple), HOSTILE,
)  # fmt: skip


@given(FINDINGS, HOSTILE, st.sampled_from(["text", "concise", "json", "sarif"]))
def test_no_text_reaches_the_terminal_as_a_control_or_a_log_as_a_command(
    found: Diagnostic, text: str, format: str
) -> None:
    files = {found.span.file: text} if found.span else {}
    made = report([found], files, format)
    assert not set(made) & {"\x1b", "\x07", "\r", "\u202e", "\x9b"}
    assert not [
        line
        for line in made.splitlines()
        if line.lstrip().startswith("::") and not line.startswith("::1:1")
    ][1:]
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
    assert [(each["code"], each["message"], each["help"]) for each in read["findings"]] == [
        (d.code, d.message, d.help) for d in found
    ]


def fingerprints(diagnostics: list[Diagnostic]) -> list[str]:
    log = json.loads(report(diagnostics, {}, "sarif"))
    return [
        result["partialFingerprints"]["argmapFinding/v1"] for result in log["runs"][0]["results"]
    ]


def moved(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic whose place has moved down by two lines."""
    span = diagnostic.span
    if span is None:
        return diagnostic
    return replace(diagnostic, span=span._replace(line=span.line + 2, end_line=span.end_line + 2))


def test_fingerprints_stay_while_lines_move() -> None:
    before = list(DIAGNOSTICS.values())
    assert fingerprints(before) == fingerprints([moved(diagnostic) for diagnostic in before])
    assert len(set(fingerprints(before))) == len(before)


def test_fingerprints_of_what_rules_find_stay_while_lines_move() -> None:
    text = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late today.}}"
    before = check(formats.parse(text, MAP, "native").unwrap())
    after = check(formats.parse("# moved\n\n" + text, MAP, "native").unwrap())
    assert fingerprints(before) == fingerprints(after)
    assert len(set(fingerprints(before))) == len(before)


@pytest.mark.tools
def test_sarif_is_valid() -> None:
    schema = node_module("@microsoft/jest-sarif", "lib/schemas/sarif-2.1.0-rtm.5.json")
    log = json.loads(report(DIAGNOSTICS.values(), TEXTS, "sarif"))
    jsonschema.validate(
        log, json.loads(schema.read_text()), format_checker=jsonschema.FormatChecker()
    )


def test_sarif_names_a_file_below_the_working_folder_from_there() -> None:
    here = Path.cwd() / "a map.yaml"
    for file, uri in (
        (str(here), "a%20map.yaml"),
        ("/else where/b.yaml", "file:///else%20where/b.yaml"),
        ("b.yaml", "b.yaml"),
    ):
        log = json.loads(
            report([Diagnostic("question", ERROR, "why?", Span(file, 1, 1, 1, 2))], {}, "sarif")
        )
        location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_fine(format: str) -> None:
    made = report([], {}, format).strip()
    assert made == "" or json.loads(made).get("findings", []) == []
