"""The table of formats: every string in it names a function with the one signature of its column."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pkgutil import resolve_name

import pytest

from argmap.formats import FORMATS, Format, FormatKind
from tests.conftest import ROOT
from tests.run import argmap
from tests.tree import functions, signature

SIGNATURES = {
    "unpacker": (["bytes", "str"], "Decoded"),
    "reader": (["str", "str", "ReadingOptions"], "Reading"),
    "parse_tree": (["str", "str"], "Parsed"),
    "writer": (["ArgumentMap", "WritingOptions"], "Result"),
    "pages_writer": (["ArgumentMap", "WritingOptions"], "list[Result]"),
}
"""A column of the table -> the types of what its functions take, and of what they return."""

PACKAGES = ("formats", "diagrams", "documents", "page")
"""The packages that have readers and writers."""

EACH_FORMAT = pytest.mark.parametrize("format", FORMATS, ids=[format.name for format in FORMATS])


@EACH_FORMAT
def test_every_string_names_a_function_with_the_one_signature(format: Format) -> None:
    named = {column: getattr(format, column) for column in SIGNATURES if getattr(format, column)}
    assert named
    for column, name in named.items():
        signature = inspect.signature(resolve_name(name))
        taken = [parameter.annotation for parameter in signature.parameters.values()]
        assert (taken, signature.return_annotation) == SIGNATURES[column], name


def test_every_reader_and_writer_has_a_row() -> None:
    written: dict[str, set[str]] = {"reader": set(), "writer": set(), "pages_writer": set()}
    for module, function in functions(*(f"argmap/{package}/**/*.py" for package in PACKAGES)):
        for column, names in written.items():
            if signature(function) == SIGNATURES[column]:
                names.add(f"{module}:{function.name}")
    rows = {column: {getattr(format, column) for format in FORMATS} - {""} for column in written}
    assert written == rows, "add a row to `FORMATS` in argmap/formats/registry.py"


@EACH_FORMAT
def test_a_format_has_endings_for_what_can_be_done_with_it(format: Format) -> None:
    assert bool(format.endings) == bool(format.writer)
    assert bool(format.read_endings) == bool(format.reader)
    assert bool(format.unpacker) == (format.is_binary and bool(format.reader))
    assert format.writer or not format.pages_writer
    assert format.reader or not (format.recognize or format.parse_tree)
    for ending in (*format.endings, *format.read_endings):
        assert ending.startswith(".")
        assert ending == ending.lower()


@EACH_FORMAT
def test_what_is_lost_is_said_by_the_table_of_what_is_kept(format: Format) -> None:
    assert ("{lost}" in format.about) == bool(format.kept)
    if format.kept:
        [row] = [
            line for line in argmap("formats").out.splitlines() if line.split()[0] == format.name
        ]
        lost = row.partition(" but without ")[2]
        assert " or " in lost
        assert "{lost}" not in lost


def test_names_of_formats_are_unique_and_kinds_stand_together() -> None:
    assert len({format.name for format in FORMATS}) == len(FORMATS)
    kinds = [format.kind for format in FORMATS]
    assert kinds == sorted(kinds, key=list(FormatKind).index)


def test_the_table_imports_no_reader_and_no_writer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, argmap.formats; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    assert "argmap.formats" in loaded
    for format in FORMATS:
        for column in (*SIGNATURES, "kept"):
            module, _, _ = getattr(format, column).partition(":")
            assert module not in loaded
