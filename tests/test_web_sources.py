"""Sources that were saved as web pages: quotations are compared with what a reader of the page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.formats import read_sources

PAGE = """\
<!DOCTYPE html>
<html><head><title>A room</title>
<style>p { color: red }</style><script>
let text = "<p>not said</p>";
</script></head>
<body><!-- <p>hidden</p> -->
<p>It is the only <b>warm</b>,&nbsp;quiet<i>est</i>
   room.<sup class="note"><a href="#n3">[3]</a></sup> The council&#x27;s answer</p><p>came late.
</body></html>
"""


def read_source(folder: Path, name: str, text: str) -> str:
    """Return the text of a source that is a file of this name."""
    (folder / name).write_text(text, encoding="utf-8", newline="")
    map = argmap.loads(f"sources: {{s: {{title: S, file: {name}}}}}\nclaims: {{a: It is so.}}")
    return read_sources(map, folder)["s"]


def test_a_page_is_what_its_readers_see_on_the_same_lines(tmp_path: Path) -> None:
    assert read_source(tmp_path, "room.HTML", PAGE).splitlines() == [
        "",
        "   A room ",
        "",
        "",
        " ",
        " ",
        " It is the only warm,\u00a0quietest",
        "   room.\u00b3 The council's answer  came late.",
        "  ",
    ]
    assert read_source(tmp_path, "room.txt", PAGE) == PAGE


@pytest.mark.parametrize("file", [".env", "./.env", "x/../.git/notes.txt", "open.txt"])
def test_a_hidden_file_is_no_source(file: str, tmp_path: Path) -> None:
    for folder in (".git", "x"):
        (tmp_path / folder).mkdir()
    for name in (".env", ".git/notes.txt"):
        (tmp_path / name).write_text("It is secret.")
    (tmp_path / "open.txt").symlink_to(".env")
    map = argmap.loads(f"sources: {{s: {{title: S, file: {file}}}}}\nclaims: {{a: It is so.}}")
    assert read_sources(map, tmp_path) == {}
    assert read_sources(map, tmp_path / "x" / "..") == {}


@pytest.mark.soak
@pytest.mark.parametrize("start", ["<!--", "<script>", "<sup>", "<sup><i>", "<a ", "<", "</", "&"])
def test_a_page_of_broken_tags_is_read_at_once(start: str, tmp_path: Path) -> None:
    assert read_source(tmp_path, "x.html", f"It begins.{start * 100_000}").startswith("It begins.")


def test_quotations_are_looked_up_in_a_page(tmp_path: Path) -> None:
    (tmp_path / "room.html").write_text(PAGE, encoding="utf-8")
    map = argmap.loads("""
sources: {s: {title: S, file: room.html}}
claims:
  a: {text: It is warm., evidence: s p. 1, quote: "the only warm, quietest room. The council's answer"}
  b: {text: It is hidden., evidence: s p. 1, quote: "not said"}
""")
    found = argmap.check(map, rules=["quote-not-found"], folder=tmp_path)
    assert [finding.subject for finding in found] == ["b"]
