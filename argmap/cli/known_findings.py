"""What `--baseline` and `--write-baseline` of `argmap check` do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from argmap.baseline import format_baseline, read_baseline
from argmap.cli.checked import Checked
from argmap.cli.console import Console
from argmap.model.text import count, one_line
from argmap.output import Failure, write_file


def left_out(console: Console, path: str, files: Sequence[Checked]) -> list[Checked]:
    """Return files without the findings that a baseline knows, and say how many these are; errors in reading stay."""
    known = read_baseline(path)
    before = known.findings.total()
    new: list[Checked] = []
    for file in files:
        if file.reading.map is None:
            new.append(file)
        else:
            new.append(file._replace(diagnostics=known.new_ones(file.diagnostics, file.reading.name)))
    gone = known.findings.total()
    said = f"{one_line(path)}: {count(before - gone, 'finding')} known, and left out"
    if gone:
        are_no_longer_found = "is no longer found" if gone == 1 else "are no longer found"
        said += f"; {gone:,} in it {are_no_longer_found} (`--write-baseline` renews it)"
    console.say(said)
    return new


def write(console: Console, path: str, files: Sequence[Checked]) -> None:
    """Write a baseline of what was found, over none but an older one.

    Raises:
        Failure: no path is named.
        InvalidMap: a file could not be read.
        ArgmapError: something else than a baseline is there.
    """
    if not path:
        raise Failure("--write-baseline needs --baseline PATH: where to write it")
    for file in files:
        file.reading.unwrap()
    if Path(path).exists():
        read_baseline(path)  # or it is something else, and is left as it is
    found = [(file.reading.name, file.diagnostics) for file in files]
    write_file(path, format_baseline(found, path).encode())
    number = sum(len(file.diagnostics) for file in files)
    console.say(f"wrote {one_line(path)}: {count(number, 'finding')} known from now on")
