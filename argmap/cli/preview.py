"""`argmap preview`: a map in the browser, which follows its file, as does `render --watch`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import (
    HowToShow,
    map_of,
    must_be_a_file,
    source_texts_for,
)
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.util.errors import ArgmapError, Failure
from argmap.util.text import one_line

if TYPE_CHECKING:
    from argmap.model.reading import Reading
    from argmap.page.server import PageServer, Service


Readings: TypeAlias = "list[Reading]"


def must_be_followable(file: str, read: Callable[[], Readings]) -> None:
    """Raise an `ArgmapError` if a file cannot be read again and again, is not there, or is not what
    is asked for.
    """
    must_be_a_file("watch", file)
    readings = read()
    if not Path(file).is_file():
        readings[0].unwrap()  # reported as every command does


@contextmanager
def until_interrupted(console: Console) -> Iterator[None]:
    """Take Ctrl-C for the end of what goes on and on: it is how that ends, and no failure."""
    try:
        yield
    except KeyboardInterrupt:
        if console.is_interactive:
            console.say("")  # a new line where the terminal shows the sign of Ctrl-C


def show_and_follow(
    file: str,
    read: Callable[[], Readings],
    show: Callable[[Readings], None],
    report: Callable[[ArgmapError], None],
) -> None:
    """Show what is read of a file, and again each time that it or a file that it names changes.

    Without an end.

    Args:
        file: the file.
        read: reads it.
        show: shows what was read.
        report: called with the reason if it cannot be read or shown.

    Raises:
        ArgmapError: it cannot be shown at first, and this is not for what is wrong in a file.
    """
    from argmap.model.diagnostics import InvalidMap
    from argmap.util.watching import read_again

    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()

    def attempt() -> tuple[Readings | ArgmapError, Iterable[Path]]:
        try:
            must_be_a_file("watch", file)  # a pipe may have taken its place
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
            # fixed.
            if is_first and not isinstance(problem, InvalidMap):
                raise
            report(problem)
        is_first = False


def _files_of(readings: Readings, file: str) -> list[Path]:
    """Return all files that maps were made of, or would be if they were there."""
    from argmap.formats.map_files import source_paths

    paths = [Path(file)]
    for reading in readings:
        paths += reading.paths_beside
        if reading.map is not None:
            paths += source_paths(reading.map, Path(file).parent)
    return paths


Port = Annotated[
    int | None, Option("Port to listen on. [default: any free port]", "N", least=1, most=65535)
]


def preview(
    console: Console,
    *,
    file: Annotated[str, Argument("[FILE]", "Map to show.")] = DEFAULT_FILE,
    port: Port = None,
    opens: Annotated[bool, Option("Open the map in your browser.", flags="--open")] = False,
    shown: HowToShow,
) -> None:
    """Press Ctrl-C to stop.

    Example:
      argmap preview debate.yaml --open
    """
    from argmap import formats
    from argmap.model.writing import PageOptions, WritingOptions
    from argmap.page.error_page import problems_of

    def read() -> Readings:
        return [shown.how.read(console, file)]

    must_be_followable(file, read)
    format = formats.format_named("page", formats.writable_formats())
    server = server_at(port or 0)

    def show(readings: Readings) -> None:
        map = map_of(console, readings[0], stated_only=shown.stated_only)
        options = WritingOptions(
            page=PageOptions(source_texts_for(format, readings[0]), reloads=True),
            verdicts=shown.verdicts_of(map),
        )
        with console.progress("drawing the map"):
            page = formats.write(map, format.name, options)
        console.say(*page.notes)
        server.show(page.data)

    def report(problem: ArgmapError) -> None:
        console.say_problem(problem)
        server.show_problems(file, problems_of(problem))

    with until_interrupted(console), server:
        console.say(f"showing {one_line(file)} at {server.address}; press Ctrl-C to stop")
        if opens:
            open_in_browser(console, server.address)
        show_and_follow(file, read, show, report)


def server_at(port: int, services: Mapping[str, Service] | None = None) -> PageServer:
    """Return a server at a port, or at any that is free for 0."""
    from argmap.page.server import PageServer

    try:
        return PageServer(port, services)
    except OSError as problem:
        if problem.errno == EADDRINUSE:
            raise Failure(f"port {port} is in use; to use a free port, leave out --port") from None
        raise Failure(f"cannot listen on port {port}: {problem.strerror}") from None


def has_browser(console: Console) -> bool:
    """Return whether a person is at a terminal of a system that shows windows, and not a CI job."""
    if not console.is_interactive or os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    # Elsewhere, a browser in the terminal would be opened.
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


def open_in_browser(console: Console, address: str) -> None:
    """Open an address, or say that this is not possible."""
    import webbrowser

    if not webbrowser.open(address):
        console.say("cannot open your browser; open the address yourself")
