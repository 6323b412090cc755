"""How much a command computes, and how much memory it takes at the most.

A command that fails costs nothing that could be compared: its exit code must be the one that it has when it succeeds,
and what it writes must be there.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from threading import Timer
from typing import NamedTuple

ROUNDS = 5
MOST_SECONDS = 180


STDOUT = "out"
"""The file that holds what a command prints."""


class Command(NamedTuple):
    """A command that is measured.

    Attributes:
        words: the program and its arguments.
        code: its exit code when it succeeds: `argmap check` has 1 where it finds something.
        output: the file that it writes, or a folder with a file; "" if it writes nothing.
    """

    words: Sequence[str]
    code: int = 0
    output: str = STDOUT


class Cost(NamedTuple):
    """What a command costs: seconds of computing, with those of its children; megabytes at its peak.

    `failure` says how it ended, if not well: "crashes (exit 1)", "crashes (signal 9)", "finds nothing",
    "writes nothing", "more than 180 s".
    """

    seconds: float
    megabytes: float
    failure: str = ""


def cost(command: Command, folder: Path) -> Cost:
    """Run a command in a folder once, and return what it costs."""
    written = folder / command.output
    if command.output and written.is_dir():
        shutil.rmtree(written)
    elif command.output:
        written.unlink(missing_ok=True)
    with (folder / STDOUT).open("wb") as out:
        process = subprocess.Popen(command.words, cwd=folder, stdout=out, stderr=subprocess.DEVNULL)
        timer = Timer(MOST_SECONDS, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        takes_too_long = timer.finished.is_set()
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    failure = ""
    if takes_too_long:
        failure = f"more than {MOST_SECONDS} s"
    elif process.returncode < 0:
        failure = f"crashes (signal {-process.returncode})"
    elif process.returncode != command.code:
        failure = f"crashes (exit {process.returncode})" if process.returncode else "finds nothing"
    elif command.output and not _has_content(written):
        failure = "writes nothing"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, failure)


def _has_content(written: Path) -> bool:
    """Return whether a file is not empty, or a folder has such a file."""
    files = written.rglob("*") if written.is_dir() else [written]
    return any(file.is_file() and file.stat().st_size > 0 for file in files)


def costs(commands: Mapping[str, Command], folder: Path, rounds: int = ROUNDS) -> dict[str, Cost]:
    """Return the median cost of each command; they take turns, so that what slows the machine slows all of them."""
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            # What fails or takes very long does so again.
            if number and (runs[name][0].failure or runs[name][0].seconds > 20):
                continue
            runs[name].append(cost(command, folder))
    found: dict[str, Cost] = {}
    for name, of_command in runs.items():
        seconds = median(run.seconds for run in of_command)
        found[name] = Cost(seconds, max(run.megabytes for run in of_command), of_command[0].failure)
    return found


def floor() -> float:
    """Return the megabytes below which a peak cannot be told: a process begins as a copy of this one."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(found: Mapping[str, Cost], against: str) -> list[str]:
    """Return costs as a table in Markdown, as ratios to one of the commands."""
    lines = [
        f"| command | CPU time ({against} = 1) | CPU time | peak memory |",
        "|---|---|---|---|",
    ]
    unit = found[against]
    for name, of_command in found.items():
        if of_command.failure:
            lines.append(f"| {name} | {of_command.failure} | | |")
            continue
        ratio = "" if unit.failure else f"{of_command.seconds / unit.seconds:.2f}"
        is_reported = of_command.megabytes > 1.05 * floor()
        peak = (
            f"{of_command.megabytes:.0f} MB"
            if is_reported
            else f"less than {1.05 * floor():.0f} MB"
        )
        lines.append(f"| {name} | {ratio} | {of_command.seconds:.2f} s | {peak} |")
    return [*lines, ""]
