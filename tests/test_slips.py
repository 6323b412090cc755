"""What people type wrong, each with the whole of what is said, and of what its fix changes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import registry
from argmap.cli.edit import diff_of
from argmap.fixer import fixed
from argmap.formats.shared.reading import Reading
from argmap.model.diagnostics import Diagnostic
from argmap.reports.findings import report
from tests.case import Case, cases
from tests.run import argmap


def found_on_reading(reading: Reading) -> list[Diagnostic]:
    return list(reading.diagnostics)


@pytest.mark.parametrize("case", cases("slips.txt"))
def test_slips(case: Case, settle: Callable[[Case, str], None]) -> None:
    reading = registry.parse(case.text, "map.yaml", "native")
    made = report(reading.diagnostics, {"map.yaml": case.text}, "text")
    for is_unsafe in (False, True):
        fixing = fixed(reading, found_on_reading, unsafe=is_unsafe)
        if fixing.fixes:
            made += "--unsafe-fixes\n" if is_unsafe else "--fix\n"
            made += diff_of("map.yaml", case.text, fixing.reading.text)
            if fixing.reading.map is None:
                made += "and then: " + fixing.reading.diagnostics[0].message + "\n"
            break
    settle(case, made.strip("\n"))


@pytest.mark.parametrize(
    ("name", "data", "said", "help"),
    [
        ("map.docx", b"", "a Word document", "write its claims into a text file: `argmap new` makes one to start from"),
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture", "name the map that it was drawn from"),
        ("map.png", b"\x89PNG\r\n\x1a\n\x00", "a PNG picture", "name the map that it was drawn from"),
        ("map.pdf", b"%PDF-1.7\n\xff", "a PDF document", "write its claims into a text file: `argmap new` makes one to start from"),
        ("map.txt", b"Phones distract.\nThey should go.\n", "a text in prose", "write its claims into a text file: `argmap new` makes one to start from"),
        ("map.opml", b"<?xml version='1.0'?>\n<opml version='2.0'/>", "an OPML outline", "export it as plain text, and write its claims into a file that `argmap new` makes"),
        ("map.mm", b'<map version="1.0.1"><node/></map>', "a FreeMind mind map", "export it as plain text, and write its claims into a file that `argmap new` makes"),
        ("map.graphml", b'<?xml version="1.0"?><graphml/>', "a GraphML graph", "name the map that it was drawn from"),
        ("map.html", b"<!DOCTYPE html><html></html>", "a web page", "write its claims into a text file: `argmap new` makes one to start from"),
        ("map.zip", b"PK\x03\x04none", "a ZIP archive", "unpack it, and name the map in it"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_told_as_what_it_is(
    tmp_path: Path, name: str, data: bytes, said: str, help: str
) -> None:
    if name.endswith(".docx"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("word/document.xml", "<w:document/>")
    else:
        (tmp_path / name).write_bytes(data)
    result = argmap("outline", name, cwd=tmp_path)
    assert result == (2, "", f"error[no-map]: {name}: this is {said}, not a map\n = help: {help}\n")


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("phones", "did you mean `phones.yaml`?"),
        ("phnes.yaml", "did you mean `phones.yaml`?"),
        ("quite-another.yaml", "`argmap new quite-another.yaml` writes one to start from"),
        ("no/such/folder.yaml", "`argmap new no/such/folder.yaml` writes one to start from"),
    ],
)
def test_a_file_that_is_not_there_and_the_one_that_is_meant(tmp_path: Path, name: str, help: str) -> None:
    (tmp_path / "phones.yaml").write_text("claims: [Phones distract.]")
    (tmp_path / "phones.svg").write_text("<svg/>")
    result = argmap("render", name, cwd=tmp_path)
    assert result == (2, "", f"error[cannot-read]: {name}: there is no such file\n = help: {help}\n")
