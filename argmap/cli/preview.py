"""`argmap preview`: a map in the browser, which follows its file."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from errno import EADDRINUSE
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.following import must_be_followable, show_and_follow, until_interrupted
from argmap.cli.options import (
    Fence,
    From,
    Prose,
    ShowVerdicts,
    StatedOnly,
    map_of,
    reading_options,
    source_texts_for,
    verdicts_of,
)
from argmap.model.errors import ArgmapError
from argmap.model.text import one_line
from argmap.output import Failure

if TYPE_CHECKING:
    from argmap.formats.shared.reading import Reading
    from argmap.page.server import PageServer


def preview(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="The map.")] = DEFAULT_FILE,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="N", min=1, max=65535, help="Where it listens, if not at a free port."
        ),
    ] = None,
    opens: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    verdicts: ShowVerdicts = False,
    stated_only: StatedOnly = False,
    fence: Fence = "",
    prose: Prose = False,
    source: From = "",
) -> None:
    """Show a map in the browser, and follow its file while you edit; Ctrl-C ends it.

    \b
    Example:
      argmap preview debate.yaml --open
    """  # fmt: skip
    from argmap import formats
    from argmap.model.options import PageOptions, WritingOptions
    from argmap.page.broken import problems_of

    console = Console()
    how = reading_options(fence, prose=prose)
    must_be_followable(file, source, how)
    format = formats.format_named("page", formats.writable_formats())
    server = _server_at(port or 0)

    def read() -> list["Reading"]:
        with console.progress("reading the map"):
            return [formats.read(file, source, how)]

    def show(readings: list["Reading"]) -> None:
        map = map_of(console, readings[0], stated_only=stated_only)
        options = WritingOptions(
            page=PageOptions(source_texts_for(format, readings[0]), reloads=True),
            verdicts=verdicts_of(map) if verdicts else None,
        )
        with console.progress("drawing the map"):
            page = formats.write(map, format.name, options)
        for note in page.notes:
            console.say(note)
        server.show(page.data)

    def report(problem: ArgmapError) -> None:
        console.say_problem(problem)
        server.show_problems(file, problems_of(problem))

    with until_interrupted(console), server:
        console.say(f"{server.address} shows {one_line(file)} and follows it; Ctrl-C ends it")
        if opens:
            _open_in_browser(console, server.address)
        show_and_follow(file, read, show, report)


def _server_at(port: int) -> "PageServer":
    from argmap.page.server import PageServer

    try:
        return PageServer(port)
    except OSError as problem:
        if problem.errno == EADDRINUSE:
            raise Failure(f"port {port} is taken; without --port, a free one is found") from None
        raise Failure(f"port {port} cannot be had: {problem.strerror}") from None


def _open_in_browser(console: Console, address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        console.say("no browser could be opened; open the address yourself")
