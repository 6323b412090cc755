"""`argmap edit`: a map in the browser, where it is edited; it is saved to its file."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import value
from argmap.cli.preview import server_at, until_interrupted
from argmap.util.text import one_line

_PORT = "Port to listen on. [default: any free port]"


def edit(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Map to edit.")] = DEFAULT_FILE,
    port: Annotated[int | None, value("--port", "N", _PORT, min=1, max=65535)] = None,
) -> None:
    """Edit a map in your browser: as text, as an outline, and in its picture.

    argmap saves the file one second after each change. Press Ctrl-C to stop.

    \b
    Example:
      argmap edit debate.yaml
    """  # fmt: skip
    from pathlib import Path
    from threading import Event

    from argmap import formats
    from argmap.page import EDITOR, Editor, PageServer, Service, format_served_editor

    console = Console.of(context)
    reading = formats.read(file)
    folder = Path(file).parent
    editor = Editor(
        reading.text,
        file,
        reading.format,
        read=lambda text, name, format: formats.parse(text, name, format, folder=folder),
        read_sources=formats.read_sources,
    )
    server: PageServer

    def answer(message: object) -> dict[str, object]:
        answered = editor.answer_object(message)
        server.report({"revision": editor.session.revision})
        return answered

    server = server_at(port or 0, {EDITOR: Service(dict, answer)})
    server.show(format_served_editor())
    with until_interrupted(console), server:
        console.say(f"editing {one_line(file)} at {server.address}; press Ctrl-C to stop")
        Event().wait()
