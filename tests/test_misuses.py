"""Mistakes that people make when they call argmap: what type checkers and argmap say of each."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import argmap
from tests.conftest import ROOT
from tests.tools import node_module, tool


class Misuse(NamedTuple):
    """A line of a program that is wrong.

    Attributes:
        line: the line, in which `debate` is a map, `verdicts` are its verdicts, and `new` is a map
            that is being built, with a claim `late`.
        error: what argmap says when it runs; "" if it says nothing.
    """

    line: str
    error: str


PREPARATION = """\
import argmap

new = argmap.Map("Should school start at nine?")
late = new.claim("School should start at nine.", id="late")
debate = new.build()
verdicts = argmap.evaluate(debate)
"""

MISUSES = [
    Misuse(
        'argmap.render(debate, "jpg")',
        "unknown picture format `jpg`: did you mean `png`?",
    ),
    Misuse(
        'argmap.dumps(debate, "png")',
        "png is not a text format; use `argmap.convert` for its bytes, or `argmap.save` for a file",
    ),
    Misuse('argmap.render(debate, theme="drak")', "unknown theme `drak`: did you mean `dark`?"),
    Misuse(
        'argmap.render(debate, marks=["evidnce"])',
        "unknown mark `evidnce`: did you mean `evidence`?",
    ),
    Misuse(
        'argmap.render(debate, papr="a4")',
        "argmap.render: unknown option `papr`: did you mean `paper`?",
    ),
    Misuse(
        'argmap.evaluate(debate, accept="late")',
        'argmap.evaluate: `accept` takes a list: write `accept=["late"]`',
    ),
    Misuse(
        'argmap.check(debate, "support")',
        'argmap.check: `rules` takes a list: write `rules=["support"]`',
    ),
    Misuse(
        'argmap.part(debate, "late")',
        "argmap.part: 'late' needs the name of its option, one of `side`, `focus`, `depth`",
    ),
    Misuse(
        'argmap.outline("arguments.yaml")',
        "argmap.outline: `map` takes a map, not its file or text: use `argmap.load` or `argmap.loads`",
    ),
    Misuse("argmap.render(new)", "argmap.render: `map` is not finished: pass `.build()` of it"),
    Misuse(
        'argmap.explain(debate, "late")',
        "argmap.explain: `verdicts` takes the result of `argmap.evaluate`, not the map",
    ),
    Misuse('debate.title = "School hours"', "cannot assign to field 'title'"),
    Misuse(
        'late.because(["Teenagers would sleep more.", "Sleep helps them."])',
        "linked premises are arguments: put a `*` before the list of them",
    ),
    # A program may compare a verdict with any string.
    Misuse('print(verdicts["late"] == "stand")', ""),
]
RIGHT = """\
argmap.render(debate, "pdf", paper=(210, 297), theme="print", marks=("evidence", "holder"))
argmap.worksheet(debate, blank=["text"], ids=("late",))
argmap.evaluate(debate, accept={"late"}, reject=[]).words_of(late.id)
argmap.check(debate, ["support"])[0].to_dict()
late.because("Teenagers would sleep more.", "Sleep helps them.").premises[0].but("It is late.")
debate._repr_html_()
"""
NOT_FOUND = ['print(verdicts["late"] == "stand")']
"""The lines that a type checker can say nothing about."""


def test_there_are_fourteen() -> None:
    assert len(MISUSES) == 14
    assert len(MISUSES) - len(NOT_FOUND) >= 12


@pytest.mark.parametrize("misuse", MISUSES, ids=lambda misuse: misuse.line)
def test_argmap_says_what_to_write_instead(misuse: Misuse) -> None:
    names: dict[str, object] = {}
    exec(PREPARATION, names)  # noqa: S102
    if not misuse.error:
        exec(misuse.line, names)  # noqa: S102
        return
    with pytest.raises((argmap.ArgmapError, TypeError, AttributeError)) as caught:
        exec(misuse.line, names)  # noqa: S102
    assert str(caught.value) == misuse.error


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Write a program for each misuse, then one that is right."""
    lines = [misuse.line for misuse in MISUSES]
    for number, line in enumerate([*lines, RIGHT]):
        (tmp_path / f"program{number}.py").write_text(PREPARATION + line + "\n", encoding="utf-8")
    return tmp_path


def lines_found(programs: set[str]) -> list[str]:
    return [
        misuse.line for number, misuse in enumerate(MISUSES) if f"program{number}.py" in programs
    ]


def expected() -> list[str]:
    return [misuse.line for misuse in MISUSES if misuse.line not in NOT_FOUND]


@pytest.mark.tools
def test_mypy_finds_them(programs: Path) -> None:
    tool("packages")
    # Where mypy has been asked about argmap itself, with these settings, it need not read it again.
    known = Path(os.environ.get("MYPY_CACHE_DIR", ROOT / ".mypy_cache"))
    if known.is_dir():
        shutil.copytree(known, programs / "cache")
    settings = str(ROOT / "pyproject.toml")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", settings, "--cache-dir", "cache", "."],
        cwd=programs, capture_output=True, check=False, text=True,
    )  # fmt: skip
    errors = set(re.findall(r"^(program\d+\.py):\d+: error", done.stdout, re.MULTILINE))
    assert lines_found(errors) == expected()
    assert f"program{len(MISUSES)}.py" not in errors, done.stdout


@pytest.mark.tools
def test_pyright_finds_them(programs: Path) -> None:
    pyright = str(node_module("pyright", "index.js"))
    done = subprocess.run(
        [tool("node"), pyright, "--outputjson", "--pythonpath", sys.executable, "."],
        cwd=programs, capture_output=True, check=False, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout)["generalDiagnostics"]
    errors = {Path(each["file"]).name for each in found if each["severity"] == "error"}
    assert lines_found(errors) == expected()
    assert f"program{len(MISUSES)}.py" not in errors, done.stdout
