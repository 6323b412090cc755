"""Every format is recognized by whatever its grammar lets it begin with, wherever a text comes from."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.office_files import docx, odt, paragraph
from tests.run import argmap

KEY = "claims: {nine: {text: School should start at nine., premises: [Teenagers would sleep more.]}}\n"

ARGDOWN = "[Nine]: School should start at nine.\n  + <Sleep>: Teenagers would sleep more.\n"
ARGUMENT_FIRST = "<Sleep>: Teenagers would sleep more.\n  +> [Nine]: School should start at nine.\n"
STRUCTURE = "(1) Teenagers would sleep more.\n----\n(2) School should start at nine.\n"
NATIVE = "claims:\n  nine: {text: School should start at nine., premises: [sleep]}\n  sleep: Teenagers would sleep more.\n"
NATIVE_FLOW = (
    "{claims: {nine: {text: School should start at nine., premises: [sleep]},"
    " sleep: Teenagers would sleep more.}}\n"
)
JSON = (
    '{"argmap": 1, "claims": {"nine": {"text": "School should start at nine."}, "sleep": {"text": "Teenagers would sleep more."}},'
    ' "inferences": {"i": {"kind": "support", "premises": ["sleep"], "target": "nine"}}}'
)
AIF = """{"nodes": [{"nodeID": "1", "text": "School should start at nine.", "type": "I"},
 {"nodeID": "2", "text": "Teenagers would sleep more.", "type": "I"}, {"nodeID": "3", "text": "RA", "type": "RA"}],
 "edges": [{"edgeID": "1", "fromID": "2", "toID": "3"}, {"edgeID": "2", "fromID": "3", "toID": "1"}]}"""
SADFACE = """{"nodes": [{"id": "a", "text": "School should start at nine.", "type": "atom"},
 {"id": "b", "text": "Teenagers would sleep more.", "type": "atom"}, {"id": "c", "name": "support", "type": "inference"}],
 "edges": [{"id": "1", "source_id": "b", "target_id": "c"}, {"id": "2", "source_id": "c", "target_id": "a"}]}"""
CARNEADES = """statements: {a: School should start at nine., b: Teenagers would sleep more.}
arguments: {x: {conclusion: a, premises: [b]}}
"""
KIALO = "Discussion Title: Hours\n\n1. School should start at nine.\n1.1. Pro: Teenagers would sleep more.\n"
KIALO_NEWER = """Discussion Name: Hours

1. Thesis:
School should start at nine.

  1.1. Pro:
  Teenagers would sleep more.
"""
MICROTEXT = """<arggraph id="a"><edu id="e1">School should start at nine.</edu>
<edu id="e2">Teenagers would sleep more.</edu><adu id="a1" type="pro"/><adu id="a2" type="pro"/>
<edge id="c1" src="e1" trg="a1" type="seg"/><edge id="c2" src="e2" trg="a2" type="seg"/>
<edge id="c3" src="a2" trg="a1" type="sup"/></arggraph>"""
OPML = """<opml version="2.0"><body><outline text="School should start at nine.">
<outline text="Teenagers would sleep more."/></outline></body></opml>"""
FREEMIND = """<map version="1.0.1"><node TEXT="School should start at nine.">
<node TEXT="Teenagers would sleep more."/></node></map>"""
APX = 'arg("School should start at nine.").\narg("Teenagers would sleep more.").\natt("Teenagers would sleep more.","School should start at nine.").\n'
AF = "p af 2\n# 1 School should start at nine.\n# 2 Teenagers would sleep more.\n2 1\n"
TGF = "1 School should start at nine.\n2 Teenagers would sleep more.\n#\n2 1\n"
ODT_LIST = (
    "<text:list><text:list-item><text:p>School should start at nine.</text:p><text:list><text:list-item>"
    "<text:p>Teenagers would sleep more.</text:p></text:list-item></text:list></text:list-item></text:list>"
)
HTML = "<html><body><ul><li>School should start at nine.<ul><li>Teenagers would sleep more.</li></ul></li></ul></body></html>\n"
LIST = "- School should start at nine.\n  - Teenagers would sleep more.\n"
FENCE = f"```argdown\n{ARGDOWN}```\n"

OF_XML = ("", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- A comment -->\n", "\n")
OF_JSON = ("", "\n  ", "\ufeff")
OF_YAML = ("", "# A comment\n", "---\n", "title: Hours\n", "\ufeff", "# <p>\n")
OF_MARKDOWN = (
    "",
    "# Hours\n\n",
    "Hours\n=====\n\n",
    "<p>\n\n",
    '<p align="center">Hours</p>\n\n',
    "<h1>Hours</h1>\n\n",
    "<br/>\n\n",
    "<!-- A comment -->\n\n",
    "<https://example.org/hours>\n\n",
    "<anna@example.org>\n\n",
    '<img src="hours.png">\n\n',
    "<details>\n<summary>Hours</summary>\n\n",
    "![Hours](hours.png)\n\n",
    "[hours]: https://example.org/hours\n\n",
    "**Hours**\n\n",
    "> A motto\n\n",
    "---\ntitle: Hours\n---\n\n",
)

RECORD = (
    "## Considered Options\n\n* School should start at nine.\n\n## Decision Outcome\n\n"
    'Chosen option: "School should start at nine.", because Teenagers would sleep more.\n'
)
BEGINNINGS: dict[str, tuple[str, Sequence[str | bytes]]] = {
    "native": (".yaml", [*(start + NATIVE for start in OF_YAML), NATIVE_FLOW]),
    "json": (".json", [start + JSON for start in OF_JSON]),
    "argdown": (
        ".argdown",
        [
            ARGDOWN,
            ARGUMENT_FIRST,
            ARGUMENT_FIRST.replace("<Sleep>", "<Body>"),
            ARGUMENT_FIRST.replace("<Sleep>", "<Sleep helps, says A. B.>"),
            f"<Sleep>\n\n{STRUCTURE}",
            STRUCTURE,
            f"<Sleep>\n  +> [Nine]\n\n{ARGUMENT_FIRST}",
            f"[Nine]\n  + <Sleep>\n\n{ARGDOWN}",
            f"===\ntitle: Hours\n===\n\n{ARGUMENT_FIRST}",
            f"// A comment\n\n{ARGUMENT_FIRST}",
            f"/* A comment */\n\n{ARGUMENT_FIRST}",
            f"<!-- A comment -->\n\n{ARGUMENT_FIRST}",
            f"# Hours\n\n{ARGUMENT_FIRST}",
            "School should start at nine.\n  + <Sleep>: Teenagers would sleep more.\n",
            "School should start at nine.\n  <+ Teenagers would sleep more.\n",
            f"\n\n{ARGUMENT_FIRST}",
            f"\ufeff{ARGUMENT_FIRST}",
        ],
    ),
    "aif": (".json", [start + AIF for start in OF_JSON]),
    "kialo": (".txt", [KIALO, KIALO_NEWER, f"\n{KIALO}", f"\ufeff{KIALO}"]),
    "microtexts": (".xml", [start + MICROTEXT for start in (*OF_XML, '<!DOCTYPE arggraph SYSTEM "a.dtd">\n')]),
    "carneades": (".yaml", [start + CARNEADES for start in OF_YAML if "title" not in start] + ["meta: {title: Hours}\n" + CARNEADES]),
    "sadface": (".json", [start + SADFACE for start in OF_JSON]),
    "fenced": (".md", [start + FENCE for start in (*OF_MARKDOWN, "- An item\n\n")]),
    "adr": (".md", [start + RECORD for start in ("", "\n", "\ufeff", "<!-- A comment -->\n", "---\nstatus: accepted\n---\n", "# Hours\n\n", "Hours\n=====\n\n")]),
    "freemind": (".mm", [start + FREEMIND for start in OF_XML]),
    "apx": (".apx", [start + APX for start in ("", "% A comment\n", "\n \n", "\ufeff")]),
    "af": (".af", [start + AF for start in ("", "# A comment\n", "\n", "\ufeff")]),
    "tgf": (".tgf", [start + TGF for start in ("", "\n", "\ufeff")]),
    "text": (
        ".txt",
        [
            LIST,
            *(LIST.replace("-", mark) for mark in ("*", "+", "•", "–", "1.", "a)")),
            f"<https://example.org/hours>\n\n{LIST}",
            f"About hours.\n\n{LIST}",
            f"\ufeff{LIST}",
        ],
    ),
    "markdown": (".md", [start + LIST for start in OF_MARKDOWN if start != "> A motto\n\n"]),
    "opml": (".opml", [start + OPML for start in OF_XML]),
    "docx": (".docx", [docx(paragraph("School should start at nine.", num=1) + paragraph("Teenagers would sleep more.", num=1, level=1))]),
    "odt": (".odt", [odt(ODT_LIST)]),
    "html": (".html", [start + HTML for start in ("", "\n", "\ufeff", "<!-- A comment -->\n", "<!doctype html>\n")]),
}  # fmt: skip
TEXTS = [
    pytest.param(
        format,
        ending,
        text if isinstance(text, bytes) else text.encode(),
        id=f"{format}: {text[:24]!r}",
    )
    for format, (ending, texts) in BEGINNINGS.items()
    for text in texts
]


def test_every_format_that_is_read_is_tried(tmp_path: Path) -> None:
    rows = json.loads(argmap("formats", "-f", "json", cwd=tmp_path).out)
    assert {row["name"] for row in rows if row["is_read"]} == set(BEGINNINGS)


@pytest.mark.parametrize(("format", "ending", "text"), TEXTS)
def test_it_is_read_from_a_file_and_from_standard_input(
    tmp_path: Path, format: str, ending: str, text: bytes
) -> None:
    (tmp_path / f"map{ending}").write_bytes(text)
    outline = argmap("outline", f"map{ending}", "-f", "markdown", cwd=tmp_path)
    assert (outline.code, "Teenagers would sleep more." in outline.out) == (0, True), outline.err
    assert argmap("outline", "-", "-f", "markdown", stdin=text).out == outline.out
    named = argmap("outline", f"map{ending}", "-f", "markdown", "--from", format, cwd=tmp_path)
    assert named.out == outline.out


@pytest.mark.soak
@pytest.mark.parametrize(("format", "ending", "text"), TEXTS)
def test_it_is_read_from_an_archive(tmp_path: Path, format: str, ending: str, text: bytes) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(f"{format}/anna{ending}", text)
    result = argmap("grade", "class.zip", "--key", "key.yaml", cwd=tmp_path)
    assert result.code in (0, 1), result.err
    assert "2 of 2" in result.out


@pytest.mark.parametrize("text", [str(text) for text in BEGINNINGS["argdown"][1]])
def test_argdown_is_read_from_a_fence(text: str) -> None:
    fenced = f"# Hours\n\n```argdown\n{text.removeprefix(chr(0xFEFF))}```\n"
    assert "Teenagers would sleep more." in argmap("outline", "-", stdin=fenced.encode()).out


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("map.txt", "<!DOCTYPE html>\n<p>Hours</p>\n", "map.txt: this is a web page, not a map"),
        ("map.xml", "<graphml/>", "map.xml: this is a GraphML graph, not a map"),
        (
            "map.xml",
            "<plan/>",
            "map.xml: this is an XML file with the root element `plan`, not a map",
        ),
        ("map.argdown", "[A]\n\n   + B\n", "expected a statement above this line"),
    ],
)
def test_a_guess_explains_what_cannot_be_read(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)
    outline = argmap("outline", name, cwd=tmp_path)
    assert (outline.code, outline.out) == (2, "")
    assert message in outline.err
