"""One page of fences: whatever reads or shows it finds the same maps, and the same is wrong with them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import formats, read
from argmap.formats import Fence, fences_in
from argmap.integrations import html_of, log_lines, read_fence
from argmap.model import Severity
from tests.conftest import ROOT
from tests.run import argmap

PAGE = (ROOT / "tests/cases/fences.md").read_text(encoding="utf-8")
FENCES = fences_in(PAGE, "page.md")
HEADINGS = {
    number: line.removeprefix("## ")
    for number, line in enumerate(PAGE.split("\n"), start=1)
    if line.startswith("## ")
}


def heading(line: int) -> str:
    """Return the heading above a line of the page."""
    return HEADINGS[max(number for number in HEADINGS if number <= line)]


def ids() -> list[str]:
    return [heading(fence.line) for fence in FENCES]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the page in the current folder, which has nothing else."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def shown(fence: Fence) -> tuple[str, list[str]]:
    """Return how a site shows a fence, and what its log says."""
    fenced = read_fence(fence)
    return html_of(fenced), log_lines(fenced)


# --- the fences of the page ---


def test_each_heading_says_whether_a_map_is_below_it() -> None:
    maps = [title for title in HEADINGS.values() if not re.search(r"\bis none\b|not a map", title)]
    assert ids() == [title for title in maps if title != "a word that is none: argmapper"]
    assert len(maps) > 40


def test_what_the_reader_makes_of_each(golden: Callable[[str, str], None]) -> None:
    parts: list[str] = []
    for number, fence in enumerate(FENCES, start=1):
        reading = read(PAGE, "page.md", fence=number)
        inner = formats.parse_fence(fence).format or "nothing"
        claims = "; ".join(reading.map.claims) if reading.map else "no map"
        options = " ".join(f"{name}={value}" for name, value in fence.options.items())
        parts.append(
            f"{heading(fence.line)}\n  lines {fence.line}-{fence.last_line}, {inner}: {claims}"
        )
        if options or fence.name:
            parts.append(f"  options {options}{' #' * bool(fence.name)}{fence.name}")
        parts += [f"  {finding}".replace("\n", "\n  ") for finding in reading.diagnostics]
    golden("tests/cases/fences.txt", "\n".join(parts) + "\n")


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("number", range(1, len(FENCES) + 1), ids=ids())
def test_reader_command_and_sites_say_the_same(number: int) -> None:
    fence = FENCES[number - 1]
    reading = formats.read("page.md", options=formats.ReadingOptions(fence=number))
    html, log = shown(fence)
    said = []
    for finding in reading.diagnostics:
        if finding.severity is not Severity.NOTE and finding.span:
            help = f"; {finding.help}" * bool(finding.help)
            place = f"page.md:{finding.span.line}:{finding.span.column}"
            said.append(f"{place}: {finding.severity}[{finding.code}]: {finding.message}{help}")
    assert log == said
    assert ("argmap-error" in html) == (reading.map is None)
    report = json.loads(argmap("check", "page.md", "--fence", str(number), "-f", "json").out)
    from_reader = {finding.code for finding in reading.diagnostics}
    findings = [each for each in report["findings"] if each["code"] in from_reader]
    assert findings == [finding.to_dict() for finding in reading.diagnostics]
    assert argmap("outline", "page.md", "--fence", str(number)).code == 2 * (reading.map is None)


def test_the_lines_of_windows_have_the_same_fences() -> None:
    assert fences_in(PAGE.replace("\n", "\r\n"), "page.md") == FENCES


# --- the grammar ---

MARKS = st.sampled_from(["", "", "", "> ", ">", "- ", "1. ", "2) ", "  ", "   "])
CONTENTS = st.sampled_from(
    [
        "```argmap", "```", "~~~argdown x=`a`", "~~~", "````", "- a", "a: b", "", "<!-- x", "-->",
        "<div>", "<b>x", "# h", "---", "* * *", "```argmap `x`", "<pre>", "x</pre>", "      a",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(MARKS, MARKS, CONTENTS).map("".join), max_size=8).map("\n".join))
def test_markdown_it_finds_the_same_fences(text: str) -> None:
    from markdown_it import MarkdownIt

    expected = []
    for token in MarkdownIt("commonmark").parse(text):
        word = token.info.split()[:1]
        if token.type == "fence" and token.map and word in (["argmap"], ["argdown"]):
            lines = token.content.removesuffix("\n").split("\n")
            expected.append((token.map[0] + 1, [line.rstrip() for line in lines]))
    found = []
    for fence in fences_in(text):
        found.append((fence.line, [line.rstrip() for line in fence.text.split("\n")]))
    assert [(line, _without_end(lines)) for line, lines in found] == [
        (line, _without_end(lines)) for line, lines in expected
    ]


def _without_end(lines: list[str]) -> str:
    """Return lines without empty ones at their end, of which a fence that isn't closed may have more."""
    return "\n".join(lines).rstrip("\n")


def test_a_fence_deep_in_quotes_costs_little() -> None:
    (fence,) = fences_in("> " * 50 + "```argmap\n" + "> " * 50 + "- We go.\n")
    assert (fence.text, fence.column) == ("- We go.", 101)
    assert fences_in(">" * 100_000 + "```argmap\n" + "- " * 100_000) == []
