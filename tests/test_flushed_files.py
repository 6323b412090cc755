"""What argmap writes is on the disk before it takes the place of a file, in case the computer stops."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from pathlib import Path

import pytest

from argmap.page import EditedFile
from argmap.util import Failure, create_file, write_files
from tests.conftest import ROOT
from tests.run import argmap
from tests.tree import files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows cannot flush folders")

MAP = "title: Nine\nclaims:\n  nine: {text: Start at nine., premises: [sleep]}\n  sleep: Sleep helps.\n"
FSYNC, REPLACE, OPEN = os.fsync, os.replace, os.open
ONE = "flush {0}, replace {0}, flush maps/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "map.yaml").write_text(MAP)
    return folder


class Steps:
    """Records what is flushed and replaced, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._steps: list[str] = []
        self._flushed: dict[str, bytes] = {}

    def fsync(self, descriptor: int) -> None:
        FSYNC(descriptor)
        paths = [self._folder, *sorted(self._folder.rglob("*"))]
        path = next(each for each in paths if os.path.samestat(each.stat(), os.fstat(descriptor)))
        self._steps.append(f"flush {path.name}{'/' if path.is_dir() else ''}")
        if path.is_file():
            self._flushed[path.name] = path.read_bytes()

    def replace(self, source: Path, target: Path) -> None:
        assert self._flushed[source.name] == source.read_bytes()
        REPLACE(source, target)
        # The file that was flushed is now called so.
        self._steps = [step.replace(source.name, target.name) for step in self._steps]
        self._steps.append(f"replace {target.name}")

    def __str__(self) -> str:
        return ", ".join(self._steps)


@pytest.fixture
def steps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps(folder)
    monkeypatch.setattr(os, "fsync", steps.fsync)
    monkeypatch.setattr(os, "replace", steps.replace)
    return steps


def test_one_module_writes_all_files() -> None:
    calls = re.compile(
        r"\.write_(text|bytes)\(|\bopen\([^)]*[\"'][rbt]*[wax+]|\bos\.(replace|rename|link|O_CREAT)\b|\bmkstemp\b|TemporaryFile"
    )  # fmt: skip
    modules = files("argmap/**/*.py")
    writing = [path for path in modules if calls.search(path.read_text(encoding="utf-8"))]
    assert writing == [ROOT / "argmap/util/files.py"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("outline map.yaml -o outline.txt", ONE.format("outline.txt")),
        ("convert map.yaml -o map.graphml", ONE.format("map.graphml")),
        ("render map.yaml -o map.svg", ONE.format("map.svg")),
        ("check map.yaml --write-baseline known.json", ONE.format("known.json")),
        ("check broken.yaml --fix", ONE.format("broken.yaml")),
        ("rename nine ten map.yaml", ONE.format("map.yaml")),
        ("new new.yaml", ONE.format("new.yaml")),
        ("grade map.yaml --key key.yaml --propose-matches open.yaml -q", ONE.format("open.yaml")),
        (
            "worksheet map.yaml --share 1 -o sheet.yaml",
            "flush sheet.yaml, flush sheet-key.yaml, replace sheet.yaml, replace sheet-key.yaml, flush maps/",
        ),
        (
            "grade map.yaml map2.yaml --key key.yaml --feedback pages -q",
            "flush map.html, flush map2.html, replace map.html, replace map2.html, flush pages/",
        ),
    ],
)  # fmt: skip
def test_a_command_flushes_files_then_replaces_then_flushes_folders(
    folder: Path, steps: Steps, command: str, expected: str
) -> None:
    (folder / "broken.yaml").write_text(MAP.replace("title", "titel"))
    for name in ("map2.yaml", "key.yaml"):
        (folder / name).write_text(MAP)
    assert argmap(*command.split(), cwd=folder).code in (0, 1)
    assert str(steps) == expected


def edited(folder: Path) -> EditedFile:
    """Return a file whose text was changed on the page, and isn't saved."""
    file = EditedFile(str(folder / "map.yaml"))
    file.answer({"revision": file.editor.session.revision, "text": MAP.replace("Nine", "Ten")})
    return file


def test_the_editor_flushes_what_it_saves(folder: Path, steps: Steps) -> None:
    edited(folder).save()
    assert str(steps) == ONE.format("map.yaml")


def test_the_editor_flushes_drafts(folder: Path, steps: Steps) -> None:
    file = edited(folder)
    (folder / "map.yaml").chmod(0o444)
    assert Path(file.finish()).read_text() == MAP.replace("Nine", "Ten")
    assert str(steps) == ONE.format("map-draft.yaml")


def test_a_file_of_several_names_is_overwritten_when_the_disk_has_its_new_version_beside_it(
    folder: Path, steps: Steps
) -> None:
    (folder / "map.yaml").chmod(0o600)
    (folder / "again.yaml").hardlink_to(folder / "map.yaml")
    write_files({str(folder / "map.yaml"): b"new"})
    staged, beside, overwritten, after = str(steps).split(", ")
    assert staged.startswith("flush .argmap-")
    assert (beside, overwritten, after) == ("flush maps/", "flush again.yaml", "flush maps/")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "map.yaml": "new",
        "again.yaml": "new",
    }


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_that_cannot_flush_keeps_nobody_from_saving(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def fsync(_descriptor: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fsync)
    edited(folder).save()
    create_file(str(folder / "new.yaml"), MAP)
    assert (folder / "map.yaml").read_text() == MAP.replace("Nine", "Ten")
    assert (folder / "new.yaml").read_text() == MAP


def test_a_folder_that_may_not_be_read_keeps_nobody_from_saving(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_file(path: str | Path, *args: int) -> int:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return OPEN(path, *args)

    monkeypatch.setattr(os, "open", open_file)
    edited(folder).save()
    assert (folder / "map.yaml").read_text() == MAP.replace("Nine", "Ten")


def let_flush_fail(monkeypatch: pytest.MonkeyPatch, nth: int, error: int) -> None:
    calls: list[int] = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == nth:
            raise OSError(error, os.strerror(error))
        FSYNC(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_disk_that_fails_is_reported_and_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    let_flush_fail(monkeypatch, nth, errno.EIO)
    with pytest.raises(Failure, match=r"^cannot write .*map.yaml: Input/output error$"):
        write_files({str(folder / "map.yaml"): b"new"})
    let_flush_fail(monkeypatch, nth, errno.EIO)
    with pytest.raises(Failure, match=r"^cannot write .*new.yaml: Input/output error$"):
        create_file(str(folder / "new.yaml"), "new")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"map.yaml": MAP}


@pytest.mark.parametrize("nth", [1, 2])
def test_a_flush_that_is_interrupted_is_done_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    let_flush_fail(monkeypatch, nth, errno.EINTR)
    write_files({str(folder / "map.yaml"): b"new"})
    assert (folder / "map.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("umask", [0, 0o022, 0o777])
def test_a_draft_outside_the_folder_of_its_map_is_for_its_owner_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    file = edited(folder)
    (folder / "map.yaml").unlink()
    folder.rmdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = os.umask(umask)
    try:
        draft = Path(file.finish())
    finally:
        os.umask(before)
    assert draft == tmp_path / "map-draft.yaml"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert draft.read_text() == MAP.replace("Nine", "Ten")
