"""The bench: what fails has no time in a table, whoever it is that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.measure import Command, Cost, cost, costs, table


def run(folder: Path, program: str, code: int = 0, output: str = "") -> Cost:
    return cost(Command([sys.executable, "-c", program], code, output), folder)


@pytest.mark.parametrize(
    ("program", "code", "output", "failure"),
    [
        ("pass", 0, "", ""),
        ("print(1)", 0, "out", ""),
        ("print(1); exit(1)", 1, "out", ""),  # it found something, as it should
        ("print(1); exit(1)", 0, "out", "crashes (exit 1)"),
        ("print(1)", 1, "out", "finds nothing"),
        ("import os; os.abort()", 0, "", "crashes (signal 6)"),
        ("pass", 0, "out", "writes nothing"),
        ("open('map.svg', 'w').write('<svg/>')", 0, "map.svg", ""),
        ("open('map.svg', 'w')", 0, "map.svg", "writes nothing"),
        ("import os; os.mkdir('svg'); open('svg/a.svg', 'w').write('<svg/>')", 0, "svg", ""),
        ("import os; os.mkdir('svg')", 0, "svg", "writes nothing"),
    ],
)
def test_a_command_succeeds_only_if_its_output_is_there(
    tmp_path: Path, program: str, code: int, output: str, failure: str
) -> None:
    assert run(tmp_path, program, code, output).failure == failure


def test_an_output_of_an_earlier_run_does_not_count(tmp_path: Path) -> None:
    write = "open('map.svg', 'w').write('<svg/>')"
    assert run(tmp_path, write, output="map.svg").failure == ""
    assert run(tmp_path, "pass", output="map.svg").failure == "writes nothing"


def test_a_crash_is_shown_as_one(tmp_path: Path) -> None:
    commands = {
        "good": Command([sys.executable, "-c", "print(1)"]),
        "bad": Command([sys.executable, "-c", "print(1); exit(1)"]),
    }
    found = costs(commands, tmp_path, rounds=1)
    *_, good, bad, _ = table(found, "good")
    assert good.startswith("| good | 1.00 | ")
    assert bad == "| bad | crashes (exit 1) | | |"
    *_, good, bad, _ = table(found, "bad")
    assert good.startswith("| good |  | ")
    assert bad == "| bad | crashes (exit 1) | | |"
