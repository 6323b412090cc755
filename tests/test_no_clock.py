"""No decision depends on a clock: the same map gives the same bytes on a machine that is eight times slower."""

from __future__ import annotations

import ast
import itertools
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from argmap import ArgumentMap, formats, render
from argmap.model import PictureOptions, WritingOptions
from argmap.options import Look
from tests.conftest import ROOT, mostly_soak
from tests.picture_maps import MAPS
from tests.tree import files

CLOCKS = {"asyncio", "calendar", "datetime", "sched", "time", "timeit"}
"""Modules that know the time."""
OF_OTHER_MODULES = {
    "os.getloadavg", "os.times", "resource.RLIMIT_CPU", "resource.getrusage", "signal.alarm", "signal.setitimer",
    "signal.sigtimedwait", "threading.Timer",
}  # fmt: skip
"""What else measures it, or ends something after a time; and so does an argument `timeout`."""
MAY_HAVE_ONE = re.compile(rf"\b(?:{'|'.join(CLOCKS)}|os|resource|signal|threading)\b|timeout")
"""Such a word is in a program that has a clock; the others need not be parsed."""

ALLOWED = {
    "__main__.py": {"time"},  # a lost Ctrl-C comes again after a moment
    "cli/console.py": {"time"},  # a line shows for how many seconds it has been working
    # This is how long nothing is changed before the file is saved.
    "cli/edit.py": {"time"},
    # This is how long nobody must have typed before a map is checked.
    "integrations/lsp/server.py": {"asyncio"},
    "integrations/lsp/protocol.py": {"asyncio"},  # without its clock
    "documents/docx.py": {"datetime"},  # each document has the same date
    "documents/pptx.py": {"datetime"},
    "classroom/worksheets/worksheet_docx.py": {"datetime"},
    # Graphviz may compute for so long, where somebody asks for it.
    "util/children.py": {"resource.RLIMIT_CPU", "timeout"},
    # This is how often a folder is asked for that another program has locked.
    "util/files.py": {"time"},
    # This is how often a process is looked at whose memory is limited.
    "util/supervision.py": {"signal.sigtimedwait"},
    # This is how often files are looked at.
    "util/watching.py": {"rust_timeout", "time", "yield_on_timeout"},
}
"""Files of argmap → the clocks that they use."""


def called(call: ast.Call) -> str:
    """Return the last name of what a call calls."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def clocks_in(source: str) -> set[str]:
    """Return the modules and names in a program by which it may know the time."""
    found: set[str] = set()
    if not MAY_HAVE_ONE.search(source):
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names} & CLOCKS
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found |= {node.module.partition(".")[0]} & CLOCKS
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & OF_OTHER_MODULES
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found |= {f"{node.value.id}.{node.attr}"} & OF_OTHER_MODULES
        elif isinstance(node, ast.keyword) and node.arg and "timeout" in node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.Call) and "import" in called(node):
            constants = [each.value for each in node.args if isinstance(each, ast.Constant)]
            found |= {str(constant) for constant in constants} & CLOCKS
    return found


def test_only_what_shows_or_waits_has_a_clock() -> None:
    found = {}
    for path in files("argmap/**/*.py"):
        clocks = clocks_in(path.read_text(encoding="utf-8"))
        if clocks:
            found[path.relative_to(ROOT / "argmap").as_posix()] = clocks
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("source", "clocks"),
    [
        ("import time", {"time"}),
        ("def f():\n    from time import perf_counter as now", {"time"}),
        ("import datetime as d", {"datetime"}),
        ("import os\nos.times()", {"os.times"}),
        ("from threading import Timer", {"threading.Timer"}),
        ("resource.getrusage(0)", {"resource.getrusage"}),
        ("solve(timeout=3)", {"timeout"}),
        ("importlib.import_module('time')", {"time"}),
        ("def times_of(n): return n * 2  # time", set()),
    ],
)
def test_a_clock_is_seen(source: str, clocks: set[str]) -> None:
    assert clocks_in(source) == clocks


def pictures(map: ArgumentMap) -> list[bytes]:
    """Return the picture that a map has by default; and a smaller one as a graph, and over several pages."""
    made = [formats.write(map, "svg")]
    if len(map.claims) <= 12:
        graph = WritingOptions(picture=PictureOptions(Look(layout="graph")))
        phone = WritingOptions(picture=PictureOptions(Look(paper="phone")))
        made += [formats.write(map, "svg", graph), *formats.write_pages(map, "svg", phone)]
    return [picture.data for picture in made]


@pytest.mark.soak(but=["ten"])
@pytest.mark.parametrize(
    "name",
    mostly_soak(MAPS, "treaty", "arabic", "ten", "undercutters", "debate of 35", "tree of 15"),
)
def test_a_picture_is_the_same_whatever_the_time(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = pictures(MAPS[name])
    with monkeypatch.context() as patch:
        # An hour passes between two looks at any of them.
        seconds = itertools.count(3600.0, 3600.0)
        for clock in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
            patch.setattr(time, clock, lambda: next(seconds))
            patch.setattr(time, f"{clock}_ns", lambda: int(next(seconds) * 1e9))
        assert time.monotonic() + 3600 <= time.monotonic()
        made = pictures(MAPS[name])
    assert made == expected


@contextmanager
def slowed_down(times: int) -> Iterator[Callable[[], int]]:
    """Multiply the CPU time that this process needs; yield how often it was held up."""
    slice_of_time, held_up = 0.002, 0

    def hold_up(_signal: int, _frame: FrameType | None) -> None:
        nonlocal held_up
        held_up += 1
        end = time.process_time() + slice_of_time * (times - 1)
        while time.process_time() < end:
            pass

    before = signal.signal(signal.SIGVTALRM, hold_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, slice_of_time, slice_of_time * times)
    try:
        yield lambda: held_up
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="timers of POSIX")
@pytest.mark.parametrize("name", mostly_soak(MAPS, "6 pairs", "star of 12"))
def test_a_picture_is_the_same_on_a_slow_machine(name: str) -> None:
    expected = render(MAPS[name], "svg")
    with slowed_down(8) as held_up:
        made = render(MAPS[name], "svg")
        times = held_up()
    assert made == expected
    # The system looks at its timers every few milliseconds, in which a small map is drawn.
    assert times > 0 or len(MAPS[name].claims) <= 12
