"""The edge to the outside: standard streams, files written whole or not at all, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from argmap.files import Failure, write_file
from argmap.model.errors import ArgmapError, InvalidMap
from argmap.model.text import one_line

if TYPE_CHECKING:
    from argmap.cli.progress import ProgressLine
    from argmap.formats.shared.reading import Reading
    from argmap.model.diagnostics import Diagnostic
    from argmap.reports.findings import Shown

STDOUT = "-"
DEFAULT_FILE = "arguments.yaml"
"""The map that a command reads if none is named."""


class ColorChoice(StrEnum):
    """When to write in colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


FINE, FINDINGS, WRONG_INPUT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Console:
    """Standard output for results, standard error for messages."""

    def guard(self, command: Callable[[], object]) -> int:
        """Run a command and return the exit code; no exception leaves, and no traceback is shown."""
        _open_closed_streams()
        try:
            code = command()
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else FINE
        except ArgmapError as problem:
            self.say_problem(problem)
            return WRONG_INPUT
        except KeyboardInterrupt:
            return INTERRUPTED
        except Exception as bug:  # noqa: BLE001 - the last resort: a person sees one line, not a traceback
            if hasattr(bug, "format_message"):
                self.say(f"argmap: {_usage_error(bug)}")
                return WRONG_INPUT
            said = one_line(f"{type(bug).__name__}: {bug}")
            self.say(f"argmap: this is a bug in argmap, please report it: {said}{_where(bug)}")
            return BUG
        return code if isinstance(code, int) else FINE

    def put(self, text: str) -> None:
        """Print a result: UTF-8 unless a terminal says otherwise."""
        self._put(text)
        self._put_bytes(b"", flush=True)

    def _put(self, text: str) -> None:
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        self._put_bytes(text.encode(encoding, "replace"))

    def _put_bytes(self, data: bytes, *, flush: bool = False) -> None:
        try:
            sys.stdout.buffer.write(data)
            if flush:
                sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Who reads has seen enough.
            _lead_nowhere(sys.stdout)
            raise SystemExit(FINE) from None
        except OSError as problem:  # a full disk
            _lead_nowhere(sys.stdout)
            raise Failure(f"cannot write to standard output: {problem.strerror}") from None

    def say(self, message: str) -> None:
        """Print a message on standard error."""
        self._write_message(message + "\n")

    def say_problem(self, problem: ArgmapError) -> None:
        """Print why a request cannot be carried out."""
        if isinstance(problem, InvalidMap):
            self._write_report(sys.stderr, problem.diagnostics, problem.texts)
        else:
            self.say(f"argmap: {one_line(str(problem))}")

    def end_interrupted_line(self) -> None:
        """Begin a new line where a terminal shows the sign of Ctrl-C."""
        if sys.stderr.isatty():
            self.say("")

    def _write_message(self, text: str) -> None:
        encoding = sys.stderr.encoding or "utf-8"
        try:
            sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        except OSError:  # a closed pipe, a full disk: there is no one to tell
            _lead_nowhere(sys.stderr)

    def report(self, shown: Shown, format: str, color: ColorChoice) -> None:
        """Print findings as a result, in a format of `argmap.reports.findings`."""
        from argmap.reports.findings import COLUMNS, pieces

        shown = shown._replace(color=_wants_color(sys.stdout, color), columns=self.columns or COLUMNS)
        with self.progress("writing the report") as progress:
            for piece in pieces(shown, format):
                progress.hide()
                self._put(piece)
        self.put("")

    def warn(self, reading: Reading) -> None:
        """Print what is doubtful about a file that was read."""
        if not reading.diagnostics:
            return  # mostly so, and then the report need not be imported
        self._write_report(sys.stderr, reading.diagnostics, reading.texts)

    def _write_report(self, stream: TextIO, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
        from argmap.reports.findings import report

        text = report(diagnostics, texts, "text", color=_wants_color(stream))
        if text:
            self.say(text.rstrip("\n"))

    def progress(self, what: str) -> ProgressLine:
        """Return a context that shows on standard error, if it takes long, how far it has come."""
        from argmap.cli.progress import ProgressLine

        return ProgressLine(what, sys.stderr)

    @property
    def columns(self) -> int:
        """The width of the terminal that results go to, 0 where they go elsewhere."""
        if not sys.stdout.isatty():
            return 0
        with suppress(OSError, ValueError):
            return os.get_terminal_size(sys.stdout.fileno()).columns
        return 0

    def write(self, path: str, data: bytes, *, make_folder: bool = False) -> None:
        """Write a result to a file, whole or not at all; `-` is standard output.

        Raises:
            Failure: it cannot be written.
        """
        if path == STDOUT:
            self._put_bytes(data, flush=True)
        else:
            write_file(path, data, make_folder=make_folder)


def _open_closed_streams() -> None:
    """Put streams that lead nowhere in the place of those that were closed when the program was started.

    Python has `None` for such a stream, and the next file that is opened would get its number.
    """
    nowhere = Path(os.devnull)
    if sys.stdin is None:
        sys.stdin = nowhere.open(encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = nowhere.open("w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = nowhere.open("w", encoding="utf-8")


def _lead_nowhere(stream: TextIO) -> None:
    """Let a stream that cannot be written to take anything: Python flushes it once more at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _wants_color(stream: TextIO, choice: ColorChoice = ColorChoice.AUTO) -> bool:
    """Return whether to write in colour: as asked for, or else as the environment says, or else on a terminal."""
    if choice is not ColorChoice.AUTO:
        return choice is ColorChoice.ALWAYS
    # https://no-color.org and https://force-color.org: each counts if it is set and not empty.
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _usage_error(problem: Exception) -> str:
    """Return what typer finds wrong with the words of a command line, as all messages are written.

    Which library typer takes its exceptions from depends on its version, so they are told by what they hold.
    """
    from argmap.model.diagnostics import no_such

    context = getattr(problem, "ctx", None)
    option = getattr(problem, "option_name", None)
    if context is not None and option is not None and option.startswith("-"):
        known = [name for parameter in context.command.params for name in parameter.opts if name.startswith("--")]
        return one_line(no_such("option", option, known))
    said = str(getattr(problem, "format_message")())  # noqa: B009 - an attribute that its type does not show
    said = one_line(said).rstrip(".").replace("argument(s)", "argument")
    said = said[:1].lower() + said[1:]
    if context is None:
        return said
    return f"{said}; `{context.command_path} --help` shows how"


def _where(bug: BaseException) -> str:
    """Return the place in argmap, or in what it calls, where an exception was raised."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    file = Path(trace.tb_frame.f_code.co_filename).name
    return f" ({file}, line {trace.tb_lineno})"
