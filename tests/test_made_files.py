"""Pictures and pages say that argmap made them, and other files do not."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import argmap
from argmap.api import PictureFormat
from argmap.util import is_made_by_argmap
from tests.run import argmap as run

MAP = "title: Buses\nclaims:\n  go: {text: We should go by bus., rebuttals: [slow]}\n  slow: Buses are slow.\n"
PICTURE = argmap.render(argmap.loads(MAP), "svg").decode()


@pytest.mark.parametrize("format", get_args(PictureFormat))
def test_pictures_and_pages_are_marked(format: PictureFormat, tmp_path: Path) -> None:
    path = tmp_path / "made"
    path.write_bytes(argmap.render(argmap.loads(MAP), format))
    assert is_made_by_argmap(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "claims: {a: It says // Made by argmap.}\n",
        "<!DOCTYPE html>\n<p>My page shows a map:</p>\n" + PICTURE,
        "<svg xmlns='http://www.w3.org/2000/svg'><title>Mine</title></svg>\n",
        "digraph {} // Made by argmap\n",
        "%PDF-1.7 by hand\n",
    ],
)
def test_other_files_are_not(text: str, tmp_path: Path) -> None:
    path = tmp_path / "made"
    path.write_text(text)
    assert not is_made_by_argmap(path)


def test_what_a_student_writes_in_is_not(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    assert run("worksheet", "map.yaml", "-o", "sheet.html", cwd=tmp_path).code == 0
    assert not is_made_by_argmap(tmp_path / "sheet.html")
    assert not is_made_by_argmap(tmp_path / "none.html")
