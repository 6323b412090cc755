"""Sources that are web pages or documents: quotations are compared with what a reader of the page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.formats import read_sources
from tests.office_files import docx, odt

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


def read_source(folder: Path, name: str, content: str | bytes) -> str:
    """Return the text of a source that is a file of this name."""
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
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


def document(format: str) -> bytes:
    """Return a document with a heading, a paragraph with a link, and a list."""
    if format == "odt":
        return odt(
            '<text:h text:outline-level="1">Rooms</text:h><text:p>They are the only <text:a'
            ' xlink:href="https://example.org/a">warm</text:a> rooms, *and* quiet.</text:p>'
            "<text:list><text:list-item><text:p>They ring.</text:p></text:list-item></text:list>"
        )
    return docx(
        '<w:p><w:r><w:t>They are the only </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>warm'
        "</w:t></w:r></w:hyperlink><w:r><w:t> rooms, *and* quiet.</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>They ring.</w:t></w:r></w:p>",
        {"rId9": "https://example.org/a"},
    )


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_document_is_what_its_readers_see(format: str, tmp_path: Path) -> None:
    text = read_source(tmp_path, f"rooms.{format}", document(format))
    assert argmap.find_quotation("They are the only warm rooms, *and* quiet.", text).found
    assert argmap.find_quotation("They ring.", text).found
    quoting = (
        f"sources: {{s: {{title: Rooms, file: rooms.{format}}}}}\nclaims:\n"
        "  a: {text: They are warm., evidence: s, quote: the only cold rooms}\n"
    )
    codes = {
        each.code: each.message
        for each in argmap.check(argmap.loads(quoting), ["sources"], folder=str(tmp_path))
    }
    assert "is altered" in codes["quote-not-found"]
    (tmp_path / f"rooms.{format}").write_bytes(document(format)[:-20])
    damaged = argmap.check(argmap.loads(quoting), ["sources"], folder=str(tmp_path))
    assert "source-file-missing" in {each.code for each in damaged}


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
