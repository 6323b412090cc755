"""`argmap render --watch`: the picture is drawn again whenever a file of the map changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli import Console, until_interrupted
from tests.run import Result, Running, argmap

WHOLE = """\
include: part.yaml
bibliography: refs.bib
claims:
  nine: {text: School should start at nine., main: true, premises: [sleep], evidence: aap}
"""
PART = "claims:\n  sleep: Teenagers would sleep more.\n"
BIBLIOGRAPHY = "@book{aap, author = {AAP}, title = {Times}, year = 2014}\n"
WROTE = "wrote map.mmd"
DRAW = ("render", "map.yaml", "-o", "map.mmd", "--watch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(WHOLE)
    (tmp_path / "part.yaml").write_text(PART)
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY)
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    with Running(*DRAW, cwd=folder) as command:
        assert command.lines(2) == f"watching map.yaml; press Ctrl-C to stop\n{WROTE}"
        yield command
        assert command.interrupted() == Result(0, "", "")


def replace(path: Path, text: str) -> None:
    """Write a file as many editors do: beside the old one, and then into its place."""
    beside = path.with_name("new~")
    beside.write_text(text)
    beside.replace(path)


def test_each_file_of_the_map_is_followed(folder: Path, running: Running) -> None:
    replace(folder / "map.yaml", WHOLE.replace("nine.", "noon."))
    assert running.line() == WROTE
    assert "School should start at noon." in (folder / "map.mmd").read_text()
    replace(folder / "part.yaml", PART.replace("more", "longer"))
    assert running.line() == WROTE
    assert "Teenagers would sleep longer." in (folder / "map.mmd").read_text()
    replace(folder / "refs.bib", BIBLIOGRAPHY.replace("aap", "who"))
    assert running.line() == "map.yaml:4:87: error[unknown-source]: unknown source `aap`"
    assert running.lines(4).startswith("  |\n4 |")
    replace(folder / "refs.bib", BIBLIOGRAPHY)
    assert running.line() == WROTE


def test_it_survives_what_is_broken_and_keeps_the_last_picture(
    folder: Path, running: Running
) -> None:
    before = (folder / "map.mmd").read_text()
    replace(
        folder / "map.yaml", "claims:\n  sleep: Sleep.\n  nine: {text: Nine., premises: [sleap]}\n"
    )
    assert running.lines(5) == (
        "map.yaml:3:34: error[unknown-claim]: unknown claim `sleap`\n"
        "  |\n"
        "3 |   nine: {text: Nine., premises: [sleap]}\n"
        "  |                                  ^^^^^\n"
        "  = help: did you mean `sleep`?"
    )
    (folder / "map.yaml").unlink()
    assert running.line() == "error[cannot-read]: map.yaml: no such file"
    assert running.line() == " = help: to create a map to start from, run `argmap new map.yaml`"
    assert (folder / "map.mmd").read_text() == before
    replace(folder / "map.yaml", WHOLE)
    assert running.line() == WROTE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.parametrize("name", ["map.yaml", "part.yaml"])
def test_a_pipe_in_the_place_of_a_file_is_reported_and_not_waited_for(
    folder: Path, running: Running, name: str
) -> None:
    text = (folder / name).read_text()
    os.mkfifo(folder / "pipe")
    (folder / "pipe").replace(folder / name)
    if name == "map.yaml":
        problem = "argmap: cannot watch map.yaml, because it is not a regular file"
        assert running.line() == problem
    else:
        assert running.line().endswith("part.yaml: this is not a regular file")
        assert running.lines(3).startswith("  |\n1 |")
    replace(folder / name, text)
    assert running.line() == WROTE


def test_a_file_that_is_named_later_is_followed_from_then_on(
    folder: Path, running: Running
) -> None:
    replace(folder / "map.yaml", WHOLE.replace("part.yaml", "[part.yaml, more/other.yaml]"))
    assert running.line().endswith("error[cannot-read]: more/other.yaml: no such file")
    assert running.lines(3).startswith("  |\n1 |")
    (folder / "more").mkdir()
    replace(folder / "more" / "other.yaml", "claims:\n  bus: Buses are cheaper.\n")
    assert running.line() == WROTE
    replace(folder / "more" / "other.yaml", "claims:\n  bus: Buses are late.\n")
    assert running.line() == WROTE
    assert "Buses are late." in (folder / "map.mmd").read_text()


def test_a_link_is_followed_to_where_it_leads(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "real.yaml").write_text("claims: {a: One.}\n")
    (folder / "link.yaml").symlink_to(folder / "elsewhere" / "real.yaml")
    with Running("render", "link.yaml", "-o", "map.mmd", "--watch", cwd=folder) as running:
        running.lines(2)
        replace(folder / "elsewhere" / "real.yaml", "claims: {a: Two.}\n")
        assert running.line() == WROTE
        assert "Two." in (folder / "map.mmd").read_text()


def test_all_maps_in_a_file_are_drawn_again(folder: Path) -> None:
    (folder / "notes.md").write_text(
        "```argdown\n[One]: One.\n```\n\n```argdown\n[Two]: Two.\n```\n"
    )
    with Running(
        "render", "notes.md", "--fence", "all", "-o", "map.mmd", "--watch", cwd=folder
    ) as running:
        assert running.lines(3).endswith("wrote map-1.mmd\nwrote map-2.mmd")
        replace(folder / "notes.md", "```argdown\n[One]: One.\n```\n")
        assert running.line() == WROTE


def test_a_request_that_stops_making_sense_is_no_end(folder: Path) -> None:
    with Running(*DRAW, "--focus", "sleep", cwd=folder) as running:
        assert running.lines(2).endswith(WROTE)
        replace(folder / "map.yaml", "claims: {nap: A nap is enough.}\n")
        assert (
            running.line()
            == "argmap: unknown claim `sleep`; name a claim by its id, its number in the outline, its line (`:12`), or words of it: 1 “A nap is enough.”"
        )
        replace(folder / "map.yaml", WHOLE)
        assert running.line() == WROTE
        assert running.interrupted() == Result(0, "", "")


def test_ctrl_c_in_a_terminal_ends_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with until_interrupted(Console()):
        raise KeyboardInterrupt
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with until_interrupted(Console()):
        raise KeyboardInterrupt
    assert capsys.readouterr() == ("", "\n")


WRONG = {
    "render - --watch -o map.svg": "cannot watch standard input; give a file name instead",
    "render map.yaml --watch -o -": "--watch requires an output file, so name a file with -o PATH",
    "render map.yaml --watch --theme drak": "unknown theme `drak`: did you mean `dark`?",
    "render map.yaml --watch --from kialoo": "unknown format `kialoo`: did you mean `kialo`?",
    "render map.yaml --watch --focus sleap": "unknown claim `sleap`: did you mean `sleep`?",
    "render pipe.yaml --watch": "cannot watch pipe.yaml, because it is not a regular file",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_followed(folder: Path, words: str) -> None:
    os.mkfifo(folder / "pipe.yaml")
    result = argmap(*words.split(), cwd=folder)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (
        2,
        "",
        f"argmap: {WRONG[words]}",
    )


def test_a_missing_fence_is_reported_before_the_file_is_watched(folder: Path) -> None:
    (folder / "notes.md").write_text("```argdown\n[One]: One.\n```\n")
    draw = ("render", "notes.md", "--fence", "2")
    result = argmap(*draw, "--watch", cwd=folder)
    assert result == argmap(*draw, cwd=folder)
    assert result.code == 2


@pytest.mark.parametrize("name", ["nothere.yaml", "more"])
def test_what_is_no_file_is_reported_as_ever(folder: Path, name: str) -> None:
    (folder / "more").mkdir()
    assert argmap("render", name, "--watch", cwd=folder) == argmap("render", name, cwd=folder)
    assert argmap("render", name, "--watch", cwd=folder).code == 2
