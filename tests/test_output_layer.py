"""What the system may do to a write: each write, rename or new file of each command fails once, in every way."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from argmap import ArgmapError, cli
from argmap.util import files as output_files
from tests.conftest import mostly_soak

MAP = """\
sides: {a: For, b: Against}
claims:
  m: {text: It is so., side: a, main: true, premises: [p, [q, r]]}
  p: It was always so.
  q: It is fair .
  r: It is cheap.
  o: {text: It is not so., side: b, main: true, rebuttals: [m]}
"""
LATER = MAP.replace("It was always so.", "So it has always been.").replace("[q, r]", "q, r")

COMMANDS = {
    "help": ["--help"],
    "help of a command": ["check", "--help"],
    "version": ["--version"],
    "outline": ["outline", "map.yaml"],
    "outline to a file": ["outline", "map.yaml", "-o", "old"],
    "check": ["check", "map.yaml"],
    "check as SARIF": ["check", "map.yaml", "-f", "sarif"],
    "figures": ["check", "map.yaml", "--statistics"],
    "mend": ["check", "map.yaml", "--unsafe-fixes"],
    "baseline": ["check", "map.yaml", "--write-baseline", "old"],
    "evaluate": ["evaluate", "map.yaml"],
    "convert": ["convert", "map.yaml", "--to", "json"],
    "convert to a file": ["convert", "map.yaml", "--to", "json", "-o", "old"],
    "convert in pieces": ["convert", "map.yaml", "--to", "graphml"],
    "convert in pieces to a file": ["convert", "map.yaml", "--to", "graphml", "-o", "old"],
    "render": ["render", "map.yaml", "-o", "map.svg"],
    "render pages": ["render", "map.yaml", "--split", "--paper", "40x40mm", "-o", "map.svg"],
    "rename": ["rename", "p", "always", "map.yaml"],
    "new": ["new", "new.yaml"],
    "diff": ["diff", "map.yaml", "later.yaml"],
    "diff as a picture": ["diff", "map.yaml", "later.yaml", "-o", "old", "-f", "svg"],
    "grade": ["grade", "later.yaml", "--key", "map.yaml"],
    "compare to files": [
        "grade",
        "later.yaml",
        "--key",
        "map.yaml",
        "--feedback",
        ".",
        "--propose-matches",
        "pairs.yaml",
        "-o",
        "old",
    ],
    "worksheet": ["worksheet", "map.yaml", "--share", "1", "-o", "sheet.yaml"],
    "quiz": ["quiz", "map.yaml"],
    "quiz to a file": ["quiz", "map.yaml", "-o", "old"],
    "rules": ["rules"],
    "schema": ["schema"],
    "a broken map": ["outline", "broken.yaml"],
}
"""Commands that write to a stream, to files, or to both."""

SLOW = {"render pages", "compare to files", "diff as a picture", "worksheet"}
"""Commands that take long, where another of them writes several files, too."""

ERRORS = (errno.ENOSPC, errno.EPIPE, errno.EAGAIN, errno.EINTR, errno.EBADF)
SHORT = 0
"""Not an error: a write takes a part of what it is given."""


class Ran(NamedTuple):
    code: int
    out: bytes
    err: bytes
    files: dict[str, bytes]


class Faults:
    """Lets the `nth` call that writes fail, and counts them; the first is 1, and 0 is none."""

    def __init__(self, nth: int, error: int) -> None:
        self.nth = nth
        self.error = error
        self.calls = 0
        self.failed = ""
        """What failed: `write 1`, with the descriptor, or the name of the call."""

    def strikes(self, name: str) -> bool:
        self.calls += 1
        if self.calls != self.nth:
            return False
        self.failed = name
        if self.error == SHORT:
            return name.startswith("write")
        raise OSError(self.error, os.strerror(self.error))

    def write(self, descriptor: int, data: memoryview) -> int:
        # The runner's own descriptors are known by what they stand for.
        stream = {sys.stdout.fileno(): "1", sys.stderr.fileno(): "2"}.get(descriptor, "file")
        is_short = self.strikes(f"write {stream}")
        return WRITE(descriptor, data[: max(1, len(data) // 2)] if is_short else data)

    def replace(self, source: Path, target: Path) -> None:
        self.strikes("replace")
        REPLACE(source, target)

    def mkstemp(self, prefix: str, dir: Path) -> tuple[int, str]:
        self.strikes("mkstemp")
        return MKSTEMP(prefix=prefix, dir=dir)


WRITE, REPLACE, MKSTEMP = os.write, os.replace, tempfile.mkstemp


@contextmanager
def streams(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Let standard streams lead to files beside a folder."""
    before = sys.stdout, sys.stderr
    out, err = folder.with_suffix(".out"), folder.with_suffix(".err")
    with out.open("w") as stdout, err.open("w") as stderr:
        sys.stdout, sys.stderr = stdout, stderr
        try:
            yield out, err
        finally:
            sys.stdout, sys.stderr = before


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str], Faults], Ran]:
    """Return what runs a command in a folder that is made anew, where calls may fail."""

    def run(words: list[str], faults: Faults) -> Ran:
        folder = tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        for name, text in {
            "map.yaml": MAP,
            "later.yaml": LATER,
            "old": "as it was",
            "broken.yaml": "claims: {a: [}",
        }.items():
            (folder / name).write_text(text)
        with monkeypatch.context() as patch, streams(folder) as (out, err):
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["argmap", *words])
            patch.setattr(
                output_files, "_AT_ONCE", 3000
            )  # so that what comes in pieces takes several writes
            patch.setattr(os, "write", faults.write)
            patch.setattr(os, "replace", faults.replace)
            patch.setattr(tempfile, "mkstemp", faults.mkstemp)
            code = cli.run()
        files = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
        return Ran(code, out.read_bytes(), err.read_bytes(), files)

    return run


@pytest.mark.parametrize("name", mostly_soak(COMMANDS, *(COMMANDS.keys() - SLOW)))
def test_every_write_may_fail(ran: Callable[[list[str], Faults], Ran], name: str) -> None:
    words = COMMANDS[name]
    counted = Faults(0, SHORT)
    undisturbed = ran(words, counted)
    before = ran(["outline", "none.yaml"], Faults(0, SHORT)).files
    assert counted.calls
    for nth in range(1, counted.calls + 1):
        for error in (SHORT, *ERRORS):
            faults = Faults(nth, error)
            met = ran(words, faults)
            case = f"{name}: call {nth}, {faults.failed}, {errno.errorcode.get(error, 'short')}"
            if error in (SHORT, errno.EINTR):
                assert met == undisturbed, case
            elif faults.failed == "write 2":
                assert (met.code, met.out, met.files) == (
                    undisturbed.code,
                    undisturbed.out,
                    undisturbed.files,
                ), case
            elif error == errno.EPIPE and met.code == 0:
                # Only streams and pipes have a reader who may be gone.
                assert (met.err.count(b"cannot write"), met.files) == (
                    0,
                    before | written_before(met, undisturbed),
                ), case
            else:
                assert (met.code, met.files) == (2, before | written_before(met, undisturbed)), case
                message = met.err.decode().splitlines()[-1]
                assert message.startswith("argmap: cannot write "), case
                assert message.endswith(f": {os.strerror(error)}"), case


def written_before(met: Ran, undisturbed: Ran) -> dict[str, bytes]:
    """Return the files that were written whole before a result could not be printed."""
    return {name: data for name, data in met.files.items() if undisturbed.files.get(name) == data}


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_that_takes_no_more_and_does_not_wait_is_an_error() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    data = b"x" * 1_000_000
    with os.fdopen(writer, "w") as stream, pytest.raises(BlockingIOError):
        output_files.write_stream(stream, data)
    os.close(reader)


def test_names_as_long_as_they_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("\u6f22" * 83 + ".json")  # 249 bytes, and five
    output_files.write_file(path, b"whole")
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(os.name != "posix", reason="streams of POSIX have names")
def test_streams_that_are_open_already_have_names(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb", buffering=0) as file:
        file.write(b"first, ")
        output_files.write_file(f"/dev/fd/{file.fileno()}", b"then")
    assert (tmp_path / "file").read_bytes() == b"first, then"


def test_what_comes_in_pieces_is_written_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written: list[int] = []

    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        written.append(path.stat().st_size)
        yield b"y"

    with path.open("w") as stream:
        output_files.write_stream(stream, pieces())
    assert written == [100_000]
    assert path.read_bytes() == b"x" * 100_000 + b"y"


def test_pieces_that_end_in_an_error_leave_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("as it was")

    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise ArgmapError("no more")

    with pytest.raises(ArgmapError, match="no more"):
        output_files.write_file(path, pieces())
    assert path.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [path]
