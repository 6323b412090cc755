"""Runs the command, within the process of the tests, or as a person would."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import NamedTuple

import pytest

from argmap import cli


class Result(NamedTuple):
    code: int
    out: str
    err: str


def argmap(*words: str, cwd: Path | None = None, stdin: bytes = b"", **env: str) -> Result:
    """Return what `argmap WORDS` prints and its exit code, without a process of its own."""
    out, err = StringIO(newline=""), StringIO(newline="")
    with pytest.MonkeyPatch.context() as patch:
        if cwd is not None:
            patch.chdir(cwd)
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["argmap", *words])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = cli.run()
    return Result(code, out.getvalue(), err.getvalue())


def argmap_started(*words: str, cwd: Path | None = None, stdin: bytes = b"", **env: str) -> Result:
    """Return the same, from a process of its own: where this is what is tested, since it takes five times as long."""
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *words],
        cwd=cwd, input=stdin, capture_output=True, check=False, timeout=600, env=os.environ | env,
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


LAUNCHER = """
import signal
from argmap.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""Starts argmap as a terminal would: a test run in the background hands on that Ctrl-C counts for nothing."""

PATIENCE = 120
"""Seconds after which a test gives up what it waits for."""


FAKE_BROWSER = """#!{python}
import os, sys
with open("asked~", "w") as file:
    print(sys.argv[1], file=file)
os.replace("asked~", "asked")
"""


def fake_browser(folder: Path) -> str:
    """Return a command for BROWSER that writes the address into the file `asked` of the current folder."""
    program = folder / "browser"
    program.write_text(FAKE_BROWSER.format(python=sys.executable))
    program.chmod(0o755)
    return f"{program} %s"


class Running:
    """`argmap WORDS`, for a command that goes on until it is interrupted; at the end of the context it is gone."""

    def __init__(self, *words: str, cwd: Path, launcher: str = LAUNCHER, **env: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", launcher, *words],
            cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | env,
        )  # fmt: skip
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read_lines)

    def _read_lines(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.put(line)
        self._lines.put("")  # the end

    def __enter__(self) -> Running:
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._reader.join(PATIENCE)
        with self._process:  # closes its pipes
            pass

    def line(self) -> str:
        """Return the next line that the command writes on standard error."""
        line = self._lines.get(timeout=PATIENCE)
        assert line, "the command has ended"
        return line.rstrip("\n")

    def lines(self, number: int) -> str:
        return "\n".join(self.line() for _ in range(number))

    def interrupted(self) -> Result:
        """Press Ctrl-C, and return how the command ends, with what was not read of it so far."""
        self._process.send_signal(signal.SIGINT)
        return self.ended()

    def send_to_a_thread(self, number: int) -> None:
        """Send a signal to a thread that isn't the main thread."""
        main = self._process.pid
        others = [int(task.name) for task in Path(f"/proc/{main}/task").iterdir()]
        others.remove(main)
        assert ctypes.CDLL(None).tgkill(main, others[0], number) == 0

    def send(self, number: int) -> None:
        """Send the command a signal."""
        self._process.send_signal(number)

    def killed(self) -> Result:
        """Kill the command, and return what was not read of it so far."""
        self._process.kill()
        return self.ended()

    def ended(self) -> Result:
        """Return how the command ends, and all that it started, with what was not read of it so far."""
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert not self._reader.is_alive(), "a process is left that could write"
        left = ""
        while not self._lines.empty():
            left += self._lines.get()
        assert self._process.stdout is not None
        return Result(code, self._process.stdout.read(), left)
