"""The tools that show maps find the fences that argmap finds: sites, Pandoc, Sphinx, and the language server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from argmap import formats, read
from argmap.model import Severity
from tests.language_client import EditorClient, editor
from tests.test_fence_conformance import FENCES, PAGE, file, heading, shown
from tests.test_fences import build, convert
from tests.test_sphinx_pages import one_page
from tests.tools import tool

pytestmark = pytest.mark.tools

_ = file  # a fixture


@pytest.fixture(scope="module")
def client() -> Iterator[EditorClient]:
    tool("packages")
    with editor() as started:
        yield started


def test_the_language_server_finds_the_same(client: EditorClient) -> None:
    file = client.open("page.md", PAGE, "markdown")
    found = set()
    for each in file.diagnostics():
        if each.severity == 1:
            found.add((each.range.start.line + 1, each.range.start.character + 1, each.code))
    expected = set()
    for number in range(1, len(FENCES) + 1):
        for finding in read(PAGE, "page.md", fence=number).diagnostics:
            if finding.severity is Severity.ERROR and finding.span:
                expected.add((finding.span.line, finding.span.column, finding.code))
    assert found == expected


_AS_TEXT = "outside of braces, Pandoc takes options for text"
_CLOSED = "a fence must be closed, or Pandoc takes it for text"
_IN_TAB = "it has no tabs, so that the fence is indented code"
NOT_FOR_PANDOC = {
    "options": _AS_TEXT,
    "options without quotation marks": _AS_TEXT,
    "an unknown option": _AS_TEXT,
    "unknown values": _AS_TEXT,
    "options that the map does not have": _AS_TEXT,
    "a claim and a depth": _AS_TEXT,
    "a depth alone": _AS_TEXT,
    "an unknown paper": _AS_TEXT,
    "no value": _AS_TEXT,
    "tildes with a backtick in the words": _AS_TEXT,
    "a quote that ends": _CLOSED,
    "not closed": _CLOSED,
    "in a tab": _IN_TAB,
    "a directive of MyST": "it has no directives",
}
_BRACE = "MyST takes the brace for the beginning of a language's name"
NOT_FOR_SPHINX = {
    "capital letters and a space": "MyST compares the name of a directive letter by letter",
    "options in braces": _BRACE,
    "an unknown class that is nearly an option": _BRACE,
    "in a tab": _IN_TAB,
}
"""The fences that a tool does not recognize, by their headings, and why."""


def log_except(not_recognized: Mapping[str, str] = {}) -> list[str]:
    """Return what a log says of the fences of the page."""
    found = [fence for fence in FENCES if heading(fence.line) not in not_recognized]
    assert len(found) == len(FENCES) - len(not_recognized)
    return [line for fence in found for line in shown(fence)[1]]


def claims_except(not_recognized: Mapping[str, str] = {}) -> list[str]:
    """Return the claims in the pictures of the page, in their order."""
    found = [fence for fence in FENCES if heading(fence.line) not in not_recognized]
    return [claim for fence in found for claim in claims_in(shown(fence)[0])]


def claims_in(html: str) -> list[str]:
    """Return the ids of claims in a page, without those of their maps."""
    return re.findall(r'<g id="[^"]*-claim-([^"]*)" class="claim', html)


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_a_site_shows_all_fences(program: str, tmp_path: Path) -> None:
    built = build(program, tmp_path, {"page.md": PAGE}, settings="{}")
    expected = [line.replace("page.md", "docs/page.md", 1) for line in log_except()]
    assert [line.replace("docs/no-such", "no-such") for line in built.findings] == expected
    assert claims_in(built.page("page.html")) == claims_except()


@pytest.mark.usefixtures("file")
def test_pandoc_shows_all_fences_that_it_recognizes(tmp_path: Path) -> None:
    tool("pandoc")
    built = convert(tmp_path, "html", text=PAGE)
    found = [
        line.removeprefix("pages/").replace("pages/no-such", "no-such") for line in built.findings
    ]
    unread = [line for line in found if "error[unread-fence]" in line]
    assert [line for line in found if line not in unread] == log_except(NOT_FOR_PANDOC)
    assert claims_in(built.page("page.html")) == claims_except(NOT_FOR_PANDOC)
    not_recognized = {heading(int(line.split(":")[1])) for line in unread}
    assert not_recognized == set(NOT_FOR_PANDOC)


def test_sphinx_shows_all_fences_that_it_recognizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [*formats.FORMATS_OF_WORD]
    built = one_page(tmp_path, PAGE, f"myst_fence_as_directive = {words}\n", name="index.md")
    found = [line for line in built.log if "[argmap." in line]
    expected: list[str] = []
    for line in log_except(NOT_FOR_SPHINX):
        place = re.fullmatch(r"page\.md:(\d+):\d+: error\[([\w-]+)\]: (.*)", line)
        assert place is not None
        expected.append(f"index.md:{place[1]}: ERROR: {place[3]} [argmap.{place[2]}]")
    assert found == sorted(expected)
    assert claims_in(built.read("index.html")) == claims_except(NOT_FOR_SPHINX)
