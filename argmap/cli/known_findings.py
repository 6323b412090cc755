"""What `--baseline` and `--write-baseline` of `argmap check` do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from argmap.baseline import format_baseline, read_baseline
from argmap.cli.checked import Checked
from argmap.cli.console import Console
from argmap.model.diagnostics import Diagnostic
from argmap.model.text import count, one_line
from argmap.output import Failure, write_file


class BaselineFilter:
    """What a baseline knows: it is left out, a file after the other."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._baseline = read_baseline(path)
        self._number_at_first = self._baseline.findings.total()

    def without_known(self, file: Checked) -> Checked:
        """Return a file without the findings that are known; errors in reading stay."""
        if file.reading.map is None:
            return file
        return file._replace(
            diagnostics=self._baseline.new_ones(file.diagnostics, file.reading.name)
        )

    def say(self, console: Console) -> None:
        """Say how many findings were left out, and how many were not found."""
        gone = self._baseline.findings.total()
        said = (
            f"{one_line(self._path)}: {count(self._number_at_first - gone, 'finding')} known, and"
            " left out"
        )
        if gone:
            are_no_longer_found = "is no longer found" if gone == 1 else "are no longer found"
            said += f"; {gone:,} in it {are_no_longer_found} (`--write-baseline` renews it)"
        console.say(said)


def write(console: Console, path: str, files: Iterable[Checked]) -> None:
    """Write a baseline of what was found, over none but an older one.

    Raises:
        Failure: no path is named.
        InvalidMap: a file could not be read.
        ArgmapError: something else than a baseline is there.
    """
    if not path:
        raise Failure("--write-baseline needs --baseline PATH: where to write it")
    number = 0

    def found() -> Iterator[tuple[str, list[Diagnostic]]]:
        nonlocal number
        for file in files:
            file.reading.unwrap()
            number += len(file.diagnostics)
            yield file.reading.name, file.diagnostics

    text = format_baseline(found(), path)
    if Path(path).exists():
        read_baseline(path)  # or it is something else, and is left as it is
    write_file(path, text.encode())
    console.say(f"wrote {one_line(path)}: {count(number, 'finding')} known from now on")
