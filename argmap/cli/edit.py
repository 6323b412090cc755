"""`argmap edit`: a map in the browser, where it is edited; it is saved to its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.new import create_example
from argmap.cli.options import SourceFormat, must_be_a_file
from argmap.cli.preview import Port, has_browser, open_in_browser, server_at, until_interrupted
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.util.errors import Failure, describe_bug
from argmap.util.files import exists
from argmap.util.text import one_line

if TYPE_CHECKING:
    from argmap.page import EditedFile


_SECONDS_BETWEEN_LOOKS = 0.2
_LOOKS_TO_SAVE = 5
"""How many looks without a change there are before the file is saved: one second."""
_LOOKS_TO_TRY_AGAIN = 50
"""How many looks there are before saving is tried again that has failed."""


def edit(
    console: Console,
    *,
    file: Annotated[str, Argument("[FILE]", "Map to edit.")] = DEFAULT_FILE,
    port: Port = None,
    new: Annotated[bool, Option("Create the file if it does not exist.")] = False,
    opens: Annotated[bool | None, Option(
        "Open the editor in your browser. [default: --open in a terminal]",
        flags="--open/--no-open")] = None,
    source_format: SourceFormat = "",
) -> None:  # fmt: skip
    """Press Ctrl-C to stop.

    Example:
      argmap edit debate.yaml
      argmap edit school.md --new
    """
    import gc
    from threading import Lock

    from argmap.classroom import class_tools
    from argmap.documents import describe
    from argmap.page import EDITOR, EditedFile, Service, format_served_editor

    must_be_a_file("edit", file)
    if Path(file).is_dir():
        raise Failure(f"cannot edit {file}, because it is a folder; give the name of a file in it")
    if new and not exists(Path(file)):
        create_example(file)
    edited = EditedFile(file, source_format, class_tools(describe))
    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()
    lock = Lock()

    def answer(asked: object) -> dict[str, object]:
        with lock:
            try:
                answered = edited.answer(asked)
            except Exception as bug:  # noqa: BLE001 - the text must not be lost by it
                message = describe_bug(bug)
                console.say(message)
                answered = {**edited.news, "problem": message}
            server.report(edited.news)
        return answered

    def attend(act: Callable[[], None]) -> None:
        with lock:
            act()
            server.report(edited.news)

    server = server_at(port or 0, {EDITOR: Service(dict, answer)})
    server.show(format_served_editor())
    with _saved_at_the_end(console, edited), until_interrupted(console), server:
        console.say(f"editing {one_line(file)} at {server.address}; press Ctrl-C to stop")
        if has_browser(console) if opens is None else opens:
            open_in_browser(console, server.address)
        _save_and_look(edited, attend)


def _save_and_look(edited: EditedFile, attend: Callable[[Callable[[], None]], None]) -> None:
    """Save a file whenever it has not been changed for a second, and look at it each second.

    Without an end.
    """
    import time

    revision, looks = edited.editor.session.revision, 0
    while True:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        looks += 1
        if edited.editor.session.revision != revision:
            revision, looks = edited.editor.session.revision, 0
        if looks == _LOOKS_TO_SAVE or looks % _LOOKS_TO_TRY_AGAIN == 0:
            attend(edited.save)
        if looks % _LOOKS_TO_SAVE == 0:
            attend(edited.look)


@contextmanager
def _saved_at_the_end(console: Console, edited: EditedFile) -> Iterator[None]:
    """Save a file however the command ends, or write a draft beside it."""
    import signal

    def end(*_signal: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    revision = edited.editor.session.revision
    try:
        yield
    finally:
        draft = edited.finish()
        if draft:
            raise Failure(f"{edited.problem}; your text is in {draft}")
        is_unchanged = edited.editor.session.revision == revision
        done = "nothing changed in" if is_unchanged else "saved"
        console.say(f"{done} {one_line(edited.path)}")
