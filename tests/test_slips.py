"""What people type wrong, each with the whole of what is said, and of what its fix changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import Diagnostic, formats
from argmap.cli import diff_of
from argmap.lint import fix_map, report
from argmap.model import Reading
from tests.case import Case, cases
from tests.office_files import zipped
from tests.run import argmap

FORMATS = "to see which formats argmap can read, run `argmap formats`"
AS_LIST = "copy the claims into a text file as a list, with a `-` before each claim"
AS_PAGE = f"if its claims are in a list, change the name of the file to end in .html; {FORMATS}"
AS_ROWS = f"{AS_LIST}; in Python, pass the rows to `argmap.from_records`"
FROM_THE_MAP = "use the map that this file was made from"


def found_on_reading(reading: Reading) -> list[Diagnostic]:
    return list(formats.with_fixes(reading, reading.diagnostics))


def said_and_fixed(text: str, name: str, format: str) -> str:
    """Return what is said of a text, which fixes it offers, and what they make of it."""
    reading = formats.parse(text, name, format)
    made = report(reading.diagnostics, {name: text}, "text")
    for diagnostic in reading.diagnostics:
        for fix in diagnostic.fixes:
            made += f"{fix.safety} fix: {fix.message}\n"
    in_windows = formats.parse(text.replace("\n", "\r\n"), name, format)
    for is_unsafe in (False, True):
        fixed, fixes = fix_map(reading, found_on_reading, formats.with_texts, unsafe=is_unsafe)
        if fixes:
            made += "--unsafe-fixes\n" if is_unsafe else "--fix\n"
            made += diff_of(name, text, fixed.text)
            if fixed.map is None:
                made += "and then: " + fixed.diagnostics[0].message + "\n"
            fixed_in_windows, _ = fix_map(
                in_windows, found_on_reading, formats.with_texts, unsafe=is_unsafe
            )
            assert fixed_in_windows.text == fixed.text.replace("\n", "\r\n")
            break
    return made.strip("\n")


@pytest.mark.parametrize("case", cases("slips.txt"))
def test_mistakes(case: Case, settle: Callable[[Case, str], None]) -> None:
    settle(case, said_and_fixed(case.text, "map.yaml", "native"))


@pytest.mark.parametrize(
    ("cited", "said", "written"),
    [
        (
            "Bericht über Handys, § 4: Gefühle",
            "declare the source “Bericht über Handys” as `bericht`",
            ["sources:\n  bericht: {title: Bericht über Handys}\n", '"bericht § 4: Gefühle"'],
        ),
        (
            "https://www.unesco.org/report page 84",
            "declare the source “https://www.unesco.org/report” as `unesco`",
            ["sources:\n  unesco: {url: https://www.unesco.org/report}\n", "unesco page 84"],
        ),
    ],
    ids=["title", "address"],
)
def test_a_source_that_is_not_declared_can_be(cited: str, said: str, written: list[str]) -> None:
    text = f"claims:\n  distract: {{text: Phones distract., evidence: '{cited}'}}\n"
    [found] = found_on_reading(formats.parse(text, "map.yaml"))
    [fix] = found.fixes
    assert (fix.message, [edit.text for edit in fix.edits]) == (said, written)


@pytest.mark.parametrize("case", cases("other_files.txt"))
def test_files_that_are_not_maps(case: Case, settle: Callable[[Case, str], None]) -> None:
    name, _, _ = case.title.partition(":")
    made = said_and_fixed(case.text, name, "")
    settle(case, made)
    # Nobody who has not asked for a format hears what it demands.
    assert "Carneades" not in made
    assert "but a map begins with" not in made


@pytest.mark.parametrize(
    ("name", "data", "said", "help"),
    [
        ("map.docx", b"", "an empty file", "to create a map to start from, run `argmap new map.md`"),
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture", FROM_THE_MAP),
        ("map.png", b"\x89PNG\r\n\x1a\n\x00", "a PNG picture", FROM_THE_MAP),
        ("map.pdf", b"%PDF-1.7\n\xff", "a PDF document", f"use the document that it was made from, or {AS_LIST}"),
        ("map.txt", b"Phones distract.\nThey should go.\n", "prose without a list", AS_LIST),
        ("map.md", b"# Phones\n\nPhones distract: they should go.\n", "a text without a list", AS_LIST),
        ("map", b"Phones distract.\n", "prose without a list", AS_LIST),
        ("map.txt", b"", "an empty file", "to create a map to start from, run `argmap new map.txt`"),
        ("map.csv", b"claim,side,reason\nPhones distract.,ban,\n", "a table", AS_ROWS),
        ("map.txt", b"claim\tside\treason\nPhones distract.\tban\tthey ring\n", "a table", AS_ROWS),
        ("map.ipynb", b'{"cells": [], "nbformat": 4}', "a Jupyter notebook", FORMATS),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "an XML file with the root element `rss`", FORMATS),
        ("map.tex", b"\\documentclass{article}\n", "a LaTeX document", AS_LIST),
        ("map.bib", b"@article{lee2019, title={Sleep}}", "a BibTeX bibliography", "to cite its entries, name the file in a map, for example `bibliography: refs.bib`"),
        ("map.dot", b"digraph { a -> b }", "a Graphviz graph", FROM_THE_MAP),
        ("map.mmd", b"flowchart TD\n  a --> b\n", "a Mermaid diagram", FROM_THE_MAP),
        ("map.graphml", b'<?xml version="1.0"?><graphml/>', "a GraphML graph", FROM_THE_MAP),
        ("map.txt", b"<!DOCTYPE html><html></html>", "a web page", AS_PAGE),
        ("map.zip", zipped({"map.yaml": "claims: [A b.]"}), "a ZIP archive", "unpack the archive and use the map inside"),
        ("map.zip", b"PK\x03\x04none", "a damaged or incomplete document or archive", "open the document where it was made, and save it again"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_reported_as_what_it_is(
    tmp_path: Path, name: str, data: bytes, said: str, help: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    reading = formats.read(path)
    assert reading.map is None
    found = [
        (diagnostic.code, diagnostic.message, diagnostic.help) for diagnostic in reading.diagnostics
    ]
    shown_help = help.replace("argmap new ", f"argmap new {tmp_path}/")
    assert found == [("no-map", f"{path}: this is {said}, not a map", shown_help)]


def test_a_file_that_is_no_map_is_reported_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text("<svg/>")
    result = argmap("outline", "map.svg", cwd=tmp_path)
    assert result == (
        2,
        "",
        f"error[no-map]: map.svg: this is an SVG picture, not a map\n = help: {FROM_THE_MAP}\n",
    )


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("phones", "did you mean `phones.yaml`?"),
        ("phnes.yaml", "did you mean `phones.yaml`?"),
        (
            "quite-another.yaml",
            "to create a map to start from, run `argmap new quite-another.yaml`",
        ),
        ("e48.yaml", "to create a map to start from, run `argmap new e48.yaml`"),
    ],
)
def test_a_file_that_is_not_there_and_the_one_that_is_meant(
    tmp_path: Path, name: str, help: str
) -> None:
    (tmp_path / "phones.yaml").write_text("claims: [Phones distract.]")
    (tmp_path / "phones.svg").write_text("<svg/>")
    result = argmap("render", name, cwd=tmp_path)
    assert result == (
        2,
        "",
        f"error[cannot-read]: {name}: no such file\n = help: {help}\n",
    )
