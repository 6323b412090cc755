"""Ctrl-C at any moment, and what is left when argmap is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from argmap import dumps
from tests.conftest import mostly_soak
from tests.generated import tangle

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

INTERRUPTED_AT = """
import os, signal, sys
call = int(sys.argv.pop(1))
calls = 0
def count(frame, event, argument):
    global calls
    calls += 1
    if calls == call:
        os.kill(os.getpid(), signal.SIGINT)
def tell():
    sys.setprofile(None)
    print(calls, file=sys.stderr)
if not call:
    import atexit
    atexit.register(tell)
# What is started in the background may have it that interruptions are ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
import argmap.__main__
sys.setprofile(count)
argmap.__main__.main()
"""
"""Interrupts argmap at a call of a function or a return, or tells how many there are."""

MOMENTS = 16


def interrupted(call: int, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [
        sys.executable,
        "-c",
        INTERRUPTED_AT,
        str(call),
        "convert",
        "map.yaml",
        "-o",
        "map.json",
    ]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, text=True)


def test_an_interruption_at_any_moment_is_silent(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n  m: {text: It is so., premises: [p]}\n  p: It was always so.\n"
    )
    calls = int(interrupted(0, tmp_path).stderr)
    whole = (tmp_path / "map.json").read_bytes()
    for moment in range(MOMENTS):
        (tmp_path / "map.json").unlink(missing_ok=True)
        # The first events are those that see to it that an interruption is silent.
        done = interrupted(30 + (calls - 30) * moment // MOMENTS, tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (130, "", ""), moment
        written = {
            path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "map.yaml"
        }
        assert written in ({}, {"map.json": whole}), moment


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="on Linux alone a child ends with argmap"
)
@pytest.mark.parametrize("end", mostly_soak([signal.SIGTERM, signal.SIGKILL], signal.SIGKILL))
def test_a_layout_ends_with_argmap(tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "map.json").write_text(dumps(tangle(400), "json"))
    words = [sys.executable, "-m", "argmap", "render", "map.json", "-o", "map.svg"]
    words += ["--engine", "graphviz"]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        child = ""
        while not child and process.poll() is None:
            child = children.read_text().strip()
        process.send_signal(end)
    # The first kill is met by the system itself, so that the child is gone after a moment.
    deadline = monotonic() + 60
    while is_running(child) and monotonic() < deadline:
        os.sched_yield()
    assert child
    assert not is_running(child)


def is_running(process: str) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
