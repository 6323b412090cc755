"""`--sandbox`: no file is read but the one that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run import argmap

MAP = """\
bibliography: refs.bib
sources: {said: {title: What was said, file: said.txt}}
claims:
  m: {text: It is so., evidence: said p. 1, quote: not in the file, main: true, premises: [p]}
  p: {text: It was always so., evidence: lee2019 p. 2}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "said.txt").write_text("It was said otherwise.")
    (tmp_path / "refs.bib").write_text(
        "@book{lee2019, author = {Lee, Ann}, title = {It}, year = 2019}"
    )
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["nothing"]\n')
    (tmp_path / "whole.yaml").write_text("include: [map.yaml]\nclaims: {n: It is not so.}\n")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["check", "map.yaml", "-f", "concise"],
        ["evaluate", "map.yaml"],
        ["outline", "map.yaml", "--sources"],
        ["convert", "map.yaml", "--to", "json"],
        ["render", "map.yaml", "-o", "map.html"],
    ],
)
def test_files_that_a_map_can_go_without_are_reported_once(folder: Path, words: list[str]) -> None:
    done = argmap(*words, "--sandbox", cwd=folder)
    assert (
        done.code,
        done.err.count("files not read because of --sandbox: refs.bib, said.txt\n"),
    ) == (
        0,
        1,
    )
    assert "otherwise" not in done.out


def test_what_is_read_without_a_sandbox_makes_a_difference(folder: Path) -> None:
    (folder / "pyproject.toml").unlink()
    done = argmap("check", "map.yaml", "-f", "concise", cwd=folder)
    assert (done.code, "error[quote-not-found]" in done.out, done.err) == (1, True, "")


def test_a_file_that_is_included_is_an_error(folder: Path) -> None:
    done = argmap("outline", "whole.yaml", "--sandbox", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert (
        "whole.yaml:1:11: error[sandboxed]: argmap does not read `map.yaml` in a sandbox"
        in done.err
    )
    assert (
        "help: put the whole map into one text; to read the file, run argmap without `--sandbox`"
        in done.err
    )
