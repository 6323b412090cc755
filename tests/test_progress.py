"""How far a command has come: shown in a terminal once it takes long, and taken away at the end."""

from __future__ import annotations

import io
import re
import threading

import pytest

from argmap.cli import ProgressLine
from argmap.cli import console as module


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.was_written_to = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.was_written_to.set()
        return written


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(module, "_PATIENCE", 0)
    monkeypatch.setattr(module, "_REFRESH", 60)
    return Terminal()


def test_a_bar_where_it_is_known_how_much_there_is_to_do(terminal: Terminal) -> None:
    line = ProgressLine("applying the rules", terminal)
    line(1_500, 6_000)
    with line:
        assert terminal.was_written_to.wait(60)
        line.hide()
        line.hide()
    shown = "applying the rules [#####...............] 1,500 of 6,000"
    assert terminal.getvalue() == f"\r{shown}\r{' ' * len(shown)}\r"


def test_else_the_time_that_has_passed(terminal: Terminal) -> None:
    with ProgressLine("reading the map", terminal):
        assert terminal.was_written_to.wait(60)
    assert re.fullmatch(r"\r(reading the map: \d+ s)\r +\r", terminal.getvalue())


def test_nothing_before_two_seconds_nor_where_nobody_looks(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 60)
    file = io.StringIO()
    for stream in (terminal, file):
        with ProgressLine("reading the map", stream) as line:
            line(1, 2)
        assert stream.getvalue() == ""
