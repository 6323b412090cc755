"""What `preview` and `render --watch` share: they show a map again each time that a file of it
changes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.console import STDOUT
from argmap.model.errors import ArgmapError, InvalidMap
from argmap.output import Failure

if TYPE_CHECKING:
    from argmap.cli.console import Console
    from argmap.formats import ReadingOptions
    from argmap.formats.shared.reading import Reading

Readings = list["Reading"]


def must_be_followable(file: str, format: str, options: ReadingOptions | None = None) -> None:
    """Raise an `ArgmapError` if a file cannot be read again and again, is not there, or is not what
    is asked for.
    """
    from argmap import formats

    if file == STDOUT:
        raise Failure("standard input can be read only once, and not be followed; name a file")
    path = Path(file)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Failure(f"{file} is no regular file, and cannot be followed")
    reading = formats.read(file, format, options)
    if not path.is_file():
        reading.unwrap()  # told as every command tells it


@contextmanager
def until_interrupted(console: Console) -> Iterator[None]:
    """Take Ctrl-C for the end of what goes on and on: it is how that ends, and no failure."""
    try:
        yield
    except KeyboardInterrupt:
        console.end_interrupted_line()


def show_and_follow(
    file: str,
    read: Callable[[], Readings],
    show: Callable[[Readings], None],
    report: Callable[[ArgmapError], None],
) -> None:
    """Show what is read of a file, and again each time that it or a file that it names changes;
    without an end.

    Args:
        file: the file.
        read: reads it.
        show: shows what was read.
        report: told why it could not be read or shown.

    Raises:
        ArgmapError: it cannot be shown at first, and this is not for what is wrong in a file.
    """
    from argmap.watching import read_again

    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()

    def attempt() -> tuple[Readings | ArgmapError, Iterable[Path]]:
        try:
            readings = read()
        except ArgmapError as problem:
            return problem, [Path(file)]
        return readings, _files_of(readings, file)

    is_first = True
    for read_now in read_again(Path(file), attempt):
        try:
            if isinstance(read_now, ArgmapError):
                raise read_now
            show(read_now)
        except ArgmapError as problem:
            # What the command line asks for is wrong from the start; what a file says can be
            # mended.
            if is_first and not isinstance(problem, InvalidMap):
                raise
            report(problem)
        is_first = False


def _files_of(readings: Readings, file: str) -> list[Path]:
    """Return all files that maps were made of, or would be if they were there."""
    from argmap.formats.shared.source_files import source_paths

    paths = [Path(file)]
    for reading in readings:
        paths += reading.paths_beside
        if reading.map is not None:
            paths += source_paths(reading.map, Path(file).parent)
    return paths
