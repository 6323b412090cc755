"""Ctrl-C at any moment, and what is left when argmap is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic
from types import FrameType

import pytest

from argmap import dumps
from argmap.cli import Console
from argmap.util import write_files
from tests.conftest import ROOT, mostly_soak
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

AT_THE_EDGES = """
import atexit, os, signal, sys
from argmap import cli
from argmap.__main__ import main

def run(moment):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    events = 0
    def count(frame, event, argument):
        nonlocal events
        is_met = signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        if is_met and frame.f_code.co_filename.endswith("argmap/__main__.py"):
            events += 1
            if events == moment:
                os.kill(os.getpid(), signal.SIGINT)
    if not moment:
        atexit.register(lambda: os.write(counted, str(events).encode()))
    sys.setprofile(count)
    main()

signal.signal(signal.SIGINT, signal.default_int_handler)
cli.run  # is loaded once for all
counts, counted = os.pipe()
run(0)
moments = int(os.read(counts, 9))
print(moments, *sorted({run(moment) for moment in range(1, moments + 1)}), file=sys.stderr)
"""
"""Interrupts argmap at each event in what runs a command, and writes how many there are, and how argmap ends."""

SMALL = "claims:\n  m: {text: It is so., premises: [p]}\n  p: It was always so.\n"


def interrupted(call: int, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", INTERRUPTED_AT, str(call), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)


@pytest.mark.soak
def test_an_interruption_before_and_after_a_command_is_silent() -> None:
    command = [sys.executable, "-c", AT_THE_EDGES, "formats", "-q"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    moments, *codes = map(int, done.stderr.split())
    assert moments > 10
    assert codes == [130]


INTERRUPTED_WHERE = """
import os, signal, sys
from argmap.__main__ import main
def interrupt(frame, event, argument):
    code = frame.f_code
    if {}:
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.setprofile(interrupt)
main()
"""
"""Interrupts argmap the first time that a condition is true."""
CODE_IN_A_STRING = (
    '(code.co_filename, code.co_name) == ("<string>", "<module>") and "argmap.model" in sys.modules'
)
"""Such as the methods of a data class."""
LOADING_EXPAT = 'code.co_name == "_find_and_load" and frame.f_locals["name"] == "pyexpat"'
"""Python's `xml.etree` takes any exception meanwhile for a module that is missing, and goes on without it."""


@pytest.mark.parametrize("where", [CODE_IN_A_STRING, LOADING_EXPAT], ids=["string", "expat"])
def test_an_interruption_of_an_import_ends_as_others_do(tmp_path: Path, where: str) -> None:
    (tmp_path / "interrupted.py").write_text(INTERRUPTED_WHERE.format(where))
    (tmp_path / "map.yaml").write_text(SMALL)
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    # With `-m`, Python remembers an interruption of code in a string.
    command = [sys.executable, "-m", "interrupted", "render", "map.yaml"]
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_almost_nothing_is_loaded_before_interruptions_are_met() -> None:
    code = (
        "import __future__, os, sys; known = set(sys.modules);"
        " import argmap.__main__; print(*sys.modules.keys() - known)"
    )
    # `-S`: packages that are installed may load modules, too.
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
    )
    loaded = {"argmap", "argmap.__main__", "argmap.util", "argmap.util.exports"}
    assert set(done.stdout.split()) == loaded


def test_an_interruption_that_another_exception_hides_is_silent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def define_class() -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    assert Console().guard(define_class) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("ending", "moments"),
    [
        ("svg", 8),
        pytest.param("svg", 200, marks=pytest.mark.soak),
        pytest.param("pdf", 60, marks=pytest.mark.soak),
        pytest.param("png", 60, marks=pytest.mark.soak),
    ],
)
def test_an_interruption_at_any_moment_is_silent(tmp_path: Path, ending: str, moments: int) -> None:
    (tmp_path / "map.yaml").write_text(SMALL)
    words = ("render", "-q", "map.yaml", "-o", f"map.{ending}")
    calls = int(interrupted(0, tmp_path, *words).stderr.splitlines()[-1])
    whole = (tmp_path / words[-1]).read_bytes()
    for moment in range(moments):
        (tmp_path / words[-1]).unlink(missing_ok=True)
        # The first events are those that see to it that an interruption is silent.
        done = interrupted(30 + (calls - 30) * moment // moments, tmp_path, *words)
        assert (done.returncode, done.stdout, done.stderr) == (130, "", ""), moment
        written = {
            path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "map.yaml"
        }
        assert written in ({}, {words[-1]: whole}), moment


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_an_interruption_leaves_a_whole_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    moment, is_written = 0, False
    while not is_written:
        moment += 1
        path.write_bytes(b"old")
        events = 0

        def interrupt(
            frame: FrameType, _event: str, _argument: object, moment: int = moment
        ) -> None:
            nonlocal events
            events += frame.f_code.co_filename == write_files.__code__.co_filename
            if events == moment:
                raise KeyboardInterrupt

        sys.setprofile(interrupt)
        try:
            write_files({str(path): b"new"})
            is_written = True
        except KeyboardInterrupt:
            pass
        finally:
            sys.setprofile(None)
        assert [each.name for each in tmp_path.iterdir()] == ["map.svg"], moment
        assert path.read_bytes() in (b"old", b"new")
    assert moment > 20


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
