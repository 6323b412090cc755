"""Sources that were saved as web pages: quotations are compared with what a reader of the page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.formats.web_sources import source_text

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


def test_a_page_is_what_its_readers_see_on_the_same_lines() -> None:
    assert source_text("room.HTML", PAGE).splitlines() == [
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
    assert source_text("room.txt", PAGE) == PAGE


@pytest.mark.parametrize("start", ["<!--", "<script>", "<sup>", "<sup><i>", "<a ", "<", "</", "&"])
def test_a_page_of_broken_tags_is_read_at_once(start: str) -> None:
    assert source_text("x.html", start * 100_000 + "the end") is not None


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
