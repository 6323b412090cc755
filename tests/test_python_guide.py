"""The programs in the guide to Python run as they are written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

import argmap
from tests.conftest import ROOT

GUIDE = (ROOT / "docs/guides/python.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with the files that the programs read."""
    shutil.copy(ROOT / "arguments.yaml", tmp_path)
    shutil.copy(ROOT / "docs/treaty.csv", tmp_path)
    answers = "name,claim,reason for\nKim,It is late.,\nLee,It is dark.,It is late.\n"
    (tmp_path / "answers.csv").write_text(answers, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_programs_run_one_after_the_other() -> None:
    assert PROGRAMS
    names: dict[str, object] = {}
    has_pandas = find_spec("pandas") is not None
    for program in PROGRAMS:
        if has_pandas or "pandas" not in program:
            exec(program, names)  # noqa: S102


@pytest.mark.usefixtures("folder")
def test_the_picture_is_that_of_the_first_program(golden: Callable[[str, str], None]) -> None:
    names: dict[str, object] = {}
    exec(PROGRAMS[0], names)  # noqa: S102
    debate = names["debate"]
    assert isinstance(debate, argmap.ArgumentMap)
    golden("docs/pictures/built.svg", argmap.render(debate, "svg").decode())


def test_the_treaty_is_built_from_a_table_in_few_lines(folder: Path) -> None:
    [program] = re.findall(r"<!-- treaty -->\n```python\n(.*?)```", GUIDE, re.DOTALL)
    assert program.count("\n") <= 15
    exec("import argmap\n" + program, {})  # noqa: S102
    built = argmap.load(folder / "treaty.yaml")
    treaty = argmap.load(ROOT / "arguments.yaml")
    assert built == treaty
    assert list(built.claims) == list(treaty.claims)


def test_a_wrong_row_is_named_as_the_guide_says() -> None:
    [message] = re.findall(r"``(row .*?) ``", GUIDE)
    rows = [{"text": "A b.", "id": "homework"}, {}, {"text": "C d.", "supports": "homwork"}]
    with pytest.raises(argmap.InvalidMap, match=re.escape(message)):
        argmap.from_records(rows)
