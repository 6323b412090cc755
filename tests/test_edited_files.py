"""Files of people that a command changes: what they saved meanwhile, what they marked, and each name that a file has."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from argmap.util import Failure, write_files
from tests.run import Result, argmap
from tests.tools import tool

WHOLE = (
    "titel: Nine\ninclude: part.yaml\nclaims:\n  nine: {text: Start at nine., premises: [sleep]}\n"
)
PART = "claims:\n  sleep: {txt: Teenagers would sleep more.}\n"
FIXED = WHOLE.replace("titel", "title")
SAVED = "# Saved in an editor.\n" + WHOLE
CHANGES = {
    "fix": ["check", "map.yaml", "--fix"],
    "unsafe fixes": ["check", "map.yaml", "--unsafe-fixes"],
    "rename": ["rename", "nine", "ten", "ok.yaml"],
}
OUTPUTS = {
    "picture": ["render", "ok.yaml", "-o", "old.svg"],
    "pages": ["render", "ok.yaml", "--split", "-o", "old.svg"],
    "map": ["convert", "ok.yaml", "-o", "old.json"],
    "worksheet": ["worksheet", "ok.yaml", "--share", "1", "-o", "old.yaml"],
    "baseline": ["check", "ok.yaml", "--write-baseline", "old.json"],
}
CREATE, REPLACE, WRITE, OPEN = os.open, os.replace, os.write, Path.open
MOMENTS = ["once it is read", "before it is written", "when it is written"]
posix = pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(WHOLE)
    (tmp_path / "part.yaml").write_text(PART)
    (tmp_path / "ok.yaml").write_text(
        "claims:\n  nine: {text: Start at nine., premises: [sleep]}\n  sleep: Sleep helps.\n"
    )
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def saving(monkeypatch: pytest.MonkeyPatch, path: Path, moment: str, data: bytes | None) -> None:
    """Let somebody save a file, or remove it, once: at one of the `MOMENTS`."""
    pending = [data]

    def save() -> None:
        if pending and pending[0] is None:
            path.unlink()
        elif pending:
            beside = path.with_name("saved~")
            beside.write_bytes(pending[0] or b"")
            beside.rename(path)
        pending.clear()

    def open_to_read(self: Path, mode: str = "r", **more: Any) -> IO[bytes]:
        file: IO[bytes] = OPEN(self, mode, **more)
        if self.name == path.name:
            monkeypatch.setattr(Path, "open", OPEN)
            save()
        return file

    def create(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            save()
        return CREATE(path, flags, mode)

    def write(descriptor: int, text: memoryview) -> int:
        written = WRITE(descriptor, text)
        save()
        return written

    if moment == "once it is read":
        monkeypatch.setattr(Path, "open", open_to_read)
    elif moment == "before it is written":
        monkeypatch.setattr(os, "open", create)
    else:
        monkeypatch.setattr(os, "write", write)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", CHANGES)
def test_what_was_saved_meanwhile_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, moment: str
) -> None:
    words = CHANGES[name]
    file = words[-1] if name == "rename" else words[1]
    saved = f"# Saved in an editor.\n{(folder / file).read_text()}"
    before = texts(folder)
    with monkeypatch.context() as patch:
        saving(patch, folder / file, moment, saved.encode())
        refused = argmap(*words, cwd=folder)
    assert refused == Result(
        2,
        "",
        f"argmap: {file} changed after argmap read it, so argmap changed nothing; run the command again\n",
    )
    assert texts(folder) == {**before, file: saved}
    assert argmap(*words, cwd=folder).code in (0, 1)
    assert (folder / file).read_text().startswith("# Saved in an editor.\n")
    assert (folder / file).read_text() != saved


def test_if_one_file_of_a_map_was_saved_meanwhile_none_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = PART + "  bus: Buses are cheaper.\n"
    saving(monkeypatch, folder / "part.yaml", "when it is written", saved.encode())
    refused = argmap("check", "map.yaml", "--fix", cwd=folder)
    assert (refused.code, "part.yaml changed after" in refused.err) == (2, True)
    assert (folder / "map.yaml").read_text() == WHOLE
    assert (folder / "part.yaml").read_text() == saved
    assert len(texts(folder)) == 3


def test_a_file_that_was_removed_meanwhile_is_not_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(monkeypatch, folder / "ok.yaml", "before it is written", None)
    refused = argmap("rename", "nine", "ten", "ok.yaml", cwd=folder)
    assert (refused.code, "ok.yaml changed after argmap read it" in refused.err) == (2, True)
    assert not (folder / "ok.yaml").exists()


def test_what_is_put_back_is_not_what_somebody_has_saved_since(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "b":
            monkeypatch.undo()
            (folder / "a").write_text("saved")
            raise OSError(28, "No space left on device")
        REPLACE(source, target)

    for name in "ab":
        (folder / name).write_text("before")
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Failure, match="No space left"):
        write_files({str(folder / name): b"after" for name in "ab"})
    assert [(folder / name).read_text() for name in "ab"] == ["saved", "before"]


@posix
@pytest.mark.parametrize("name", [*CHANGES, *OUTPUTS])
@pytest.mark.parametrize("by_link", [False, True])
def test_a_read_only_file_is_refused(folder: Path, name: str, by_link: bool) -> None:
    words = {**CHANGES, **OUTPUTS}[name]
    if name in OUTPUTS:
        file = folder / words[-1]
        # A baseline is written over none but an older one.
        argmap(*words, cwd=folder)
    else:
        file = folder / (words[-1] if name == "rename" else words[1])
    if by_link:
        file.rename(folder / "real")
        file.symlink_to("real")
    file.chmod(0o444)
    before = texts(folder)
    refused = argmap(*words, cwd=folder)
    assert (refused.code, refused.out) == (2, "")
    assert f"argmap: cannot write {file.name}: the file is read-only\n" in refused.err
    assert texts(folder) == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


@posix
@pytest.mark.parametrize("name", [*CHANGES, *OUTPUTS])
def test_a_file_keeps_all_its_names_and_its_rights(folder: Path, name: str) -> None:
    words = {**CHANGES, **OUTPUTS}[name]
    if name in OUTPUTS:
        file = folder / words[-1]
        argmap(*words, cwd=folder)
        after = file.read_text()
        if name != "baseline":
            file.write_text(f"{after} once more")
    else:
        file = folder / (words[-1] if name == "rename" else words[1])
        after = ""
    file.rename(folder / "real")
    (folder / "hard").hardlink_to(folder / "real")
    file.symlink_to("real")
    (folder / "real").chmod(0o640)
    before = file.read_text()
    assert argmap(*words, cwd=folder).code in (0, 1)
    assert file.is_symlink()
    assert file.read_text() == (folder / "hard").read_text()
    assert file.read_text() == after or (name in CHANGES and file.read_text() != before)
    assert file.stat().st_nlink == 2
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert not [path for path in folder.iterdir() if path.name.startswith(".argmap-")]


@posix
@pytest.mark.parametrize("link", [Path.hardlink_to, Path.symlink_to])
@pytest.mark.parametrize("words", [["map.yaml", "other.yaml"], ["other.yaml", "map.yaml"]])
def test_two_names_of_one_file_are_fixed_as_one(
    folder: Path, link: Callable[[Path, Path], None], words: list[str]
) -> None:
    link(folder / "other.yaml", folder / "map.yaml")
    assert argmap("check", *words, "--fix", cwd=folder).code == 1
    assert (folder / "map.yaml").read_text() == (folder / "other.yaml").read_text() == FIXED
    assert sorted(texts(folder)) == ["map.yaml", "ok.yaml", "other.yaml", "part.yaml"]


@posix
@pytest.mark.parametrize("failing", [1, 2])
def test_a_file_with_two_names_is_whole_also_where_its_bytes_cannot_be_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    path, data = str(folder / "a"), b"after" * 3
    (folder / "a").write_text("before, and longer than after")
    (folder / "b").hardlink_to(folder / "a")
    fill, calls = os.write, []

    def write(descriptor: int, text: memoryview) -> int:
        calls.append(text)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device")
        return fill(descriptor, text[:4] if len(calls) == 2 else text)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(Failure, match=r"cannot write .*: No space left on device"):
        write_files({path: data})
    assert texts(folder)["b"] == texts(folder)["a"] == "before, and longer than after"
    assert len(texts(folder)) == 5


@pytest.mark.tools
def test_a_file_of_somebody_else_stays_theirs(folder: Path) -> None:
    tool("administrator")
    os.chown(folder / "ok.yaml", 4321, 4321)
    (folder / "ok.yaml").chmod(0o600)
    assert argmap("rename", "nine", "ten", "ok.yaml", cwd=folder).code == 0
    status = (folder / "ok.yaml").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (4321, 4321, 0o600)


@posix
def test_what_is_no_file_is_not_fixed_and_not_replaced(folder: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, WHOLE.encode())
    os.close(writer)
    refused = argmap("check", f"/dev/fd/{reader}", "--from", "native", "--fix", cwd=folder)
    os.close(reader)
    problem = f"cannot fix /dev/fd/{reader}, because it is not a regular file"
    assert (refused.code, problem in refused.err) == (2, True), refused.err
    os.mkfifo(folder / "pipe")
    with pytest.raises(Failure, match=r"cannot write .*pipe: it is not a regular file"):
        write_files({str(folder / "pipe"): b"text"})
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
