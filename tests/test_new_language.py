"""One file is all that a new language needs: a copy of the package with one more proves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.run import Result, argmap

MAP = """\
language: {tag}
title: Rain
sides: {{us: Us}}
sources: {{s: {{title: A look outside}}}}
claims:
  a: {{text: It rains., side: us, premises: [b, e], rebuttals: [c]}}
  b: The street is wet.
  c: {{text: It is dry., premises: [d]}}
  d: The sun shines.
  e: {{text: People carry umbrellas., evidence: [s]}}
"""

LIST = """\
---
language: {tag}
---
- It rains.
  - Because: The street is wet.
  - But: It is dry.
"""

CHANGED = {
    "Xobjection": "Objection",
    "oppozes": "opposes",
    "xnd": "n.d.",
    "Xlegend": "Legend",
    "Xanswers": "Answers",
    "Xclaims": "Claims to choose from",
    "Xall.": "You don't need to fix anything: your map has everything that is in the key.",
    "Xconclusion": "Conclusion",
    "xcon": "con",
}
"""Words of the copy that English does not have -> those it has, to show whose words are used."""


class Copy:
    """A copy of the package, with the language `xx`, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("argmap", "tests"):
            shutil.copytree(ROOT / name, folder / name)
        languages = folder / "argmap" / "languages"
        text = (languages / "en.toml").read_text(encoding="utf-8")
        for new, old in CHANGED.items():
            assert text.count(f'"{old}"') == 1, old
            text = text.replace(f'"{old}"', f'"{new}"')
        (languages / "xx.toml").write_text(text, encoding="utf-8")
        (folder / "anna.yaml").write_text(MAP.format(tag="en"), encoding="utf-8")
        for tag in ("en", "xx"):
            (folder / f"{tag}.yaml").write_text(MAP.format(tag=tag), encoding="utf-8")
            (folder / f"{tag}.md").write_text(LIST.format(tag=tag), encoding="utf-8")

    def python(self, *words: str) -> Result:
        """Return what Python prints with the copy in place of the package."""
        # Nobody asks which lines of the copy have run.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
        }
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=environment | {"PYTHONPATH": str(self.folder)},
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def argmap(self, *words: str) -> str:
        """Return what a command prints or writes, which must neither fail nor warn."""
        return self._printed(self.python("-m", "argmap", *words), words)

    def argmap_without_it(self, *words: str) -> str:
        """Return the same of the package that has no such language."""
        return self._printed(argmap(*words, cwd=self.folder), words)

    def _printed(self, done: Result, words: tuple[str, ...]) -> str:
        assert done.code == 0, done.err
        assert "warning" not in done.err, done.err
        file = self.folder / words[-1]
        return done.out or file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.mark.tools
@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("outline {tag}.yaml --sources", ["Xobjection", "xnd"]),
        ("outline {tag}.yaml --essay", ["Xconclusion"]),
        ("outline {tag}.yaml -f latex", ["Xobjection", "[english,"]),
        ("outline {tag}.md", ["Xobjection"]),
        ("render {tag}.yaml -f svg -o -", ["oppozes"]),
        ("render {tag}.yaml -f page -o -", ["Xlegend", "oppozes"]),
        ("quiz {tag}.yaml", ["Xanswers"]),
        ("worksheet {tag}.yaml -f yaml --word-bank -o sheet.yaml", ["Xclaims"]),
        ("grade anna.yaml --key {tag}.yaml", ["Xall."]),
    ],
)
def test_a_new_language_speaks_where_english_does(words: str, marks: list[str], copy: Copy) -> None:
    said = copy.argmap(*words.format(tag="xx").split())
    for mark in marks:
        assert mark in said
    for new, old in CHANGED.items():
        said = said.replace(new, old)
    in_english = copy.argmap_without_it(*words.format(tag="en").split())
    assert in_its_place(said) == in_its_place(in_english)


def in_its_place(said: str) -> str:
    """Return what is said, without the tag of the language, its digest, and the lengths of words."""
    return re.sub(r"\b(xx|en)\b|[\d.]+|[0-9a-f]{12}|==+", "", said)


@pytest.mark.tools
def test_a_list_is_read_in_a_new_language_once_the_table_is_renewed(copy: Copy) -> None:
    outline = copy.argmap("outline", "xx.yaml", "-f", "markdown")
    (copy.folder / "outline.md").write_text(outline, encoding="utf-8")
    (copy.folder / "list.md").write_text(
        "- It rains.\n  - Xcon: It is dry.\n  - Xobjection: It snows.\n", encoding="utf-8"
    )
    table = copy.python("-c", RENEW)
    assert table.code == 0, table.err
    for name in ("outline.md", "list.md"):
        read = copy.argmap("convert", name, "--to", "native", "-o", "-")
        assert "language: xx" in read
        assert "rebuttals:" in read


RENEW = """
from tests.conftest import ROOT
from tests.language_table import language_table

path = ROOT / "argmap" / "languages" / "list_table.py"
path.write_text(language_table(), encoding="utf-8")
"""


def test_what_reads_lists_opens_no_file_of_words() -> None:
    code = """
import sys
import argmap
map = argmap.loads("- Es regnet.\\n  - Aber: Es ist trocken und der Boden ist nicht nass.", "markdown")
assert len(map.inferences) == 1
assert [name for name in sys.modules if name.startswith("argmap.languages.loader")] == []
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
