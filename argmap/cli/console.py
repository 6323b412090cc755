"""The edge to the outside: standard streams, exit codes, and a line that shows progress.

checking [########............] 4 of 10
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from argmap.util.errors import OUT_OF_MEMORY, ArgmapError, describe_bug, is_out_of_memory
from argmap.util.files import cannot_write, print_texts, write_file, write_stream
from argmap.util.made_files import is_made_by_argmap
from argmap.util.text import SafeText, one_line, safe_lines

if TYPE_CHECKING:
    from typer import Context

    from argmap.model.diagnostics import Diagnostic
    from argmap.model.reading import Reading


STDOUT = "-"
DEFAULT_FILE = "arguments.yaml"
"""The map that a command reads if none is named."""


_AT_ONCE = 1 << 16
"""How many characters of a report are written at once."""

FINE, FINDINGS, WRONG_INPUT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Console:
    """Standard output for results, standard error for messages; prints safe text only.

    Attributes:
        is_quiet: whether only results and errors are printed (`--quiet`).
        is_verbose: whether more is said than what was written (`--verbose`).
        color: whether to use color (`--color`, `--no-color`); None: where a terminal shows it.
    """

    def __init__(self) -> None:
        self.is_quiet = False
        self.is_verbose = False
        self.color: bool | None = None

    @classmethod
    def of(cls, context: Context) -> Console:
        """Return the console that a command of the command line prints to."""
        console = context.obj
        return console if isinstance(console, cls) else cls()

    def guard(self, command: Callable[[], object]) -> int:
        """Run a command and return the exit code.

        No exception leaves, and no traceback is shown.
        """
        _occupy_closed_streams()
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
            if isinstance(bug.__cause__, KeyboardInterrupt):
                return INTERRUPTED  # Python 3.11 raises another exception if it defines a class
            if is_out_of_memory(bug):
                # Its frames hold the map: without them, there is memory for a sentence.
                bug.__traceback__ = bug.__context__ = None
                self._say(one_line(f"argmap: {OUT_OF_MEMORY}"))
                return WRONG_INPUT
            if hasattr(bug, "format_message"):
                self._say(one_line(f"argmap: {_usage_error(bug)}"))
                return WRONG_INPUT
            self._say(one_line(f"argmap: {describe_bug(bug)}"))
            return BUG
        return code if isinstance(code, int) else FINE

    def put(self, text: str) -> None:
        """Print a result, made safe; a report has a safety of its own."""
        self._put(safe_lines(text))

    def _put(self, *texts: SafeText) -> None:
        with _results():
            print_texts(sys.stdout, *texts)

    def say(self, *messages: str) -> None:
        """Print messages of one line each on standard error, made safe."""
        for message in () if self.is_quiet else messages:
            self._say(one_line(message))

    def say_problem(self, problem: ArgmapError) -> None:
        """Print why a request cannot be carried out."""
        from argmap.model.diagnostics import InvalidMap

        if isinstance(problem, InvalidMap):
            self._write_report(problem.diagnostics, problem.texts)
        else:
            self._say(one_line(f"argmap: {problem}"))

    @property
    def is_interactive(self) -> bool:
        """Whether messages go to a terminal."""
        return _is_terminal(sys.stderr)

    def _say(self, message: SafeText) -> None:
        with suppress(OSError):  # it is closed, its reader is gone, or its disk is full
            print_texts(sys.stderr, message, SafeText("\n"))

    def report(self, pieces: Iterable[SafeText], progress: ProgressLine) -> None:
        """Print a report as a result, piece by piece.

        A line that shows how far it has come makes room for it.
        """
        waiting: list[SafeText] = []
        size = 0
        for piece in pieces:
            waiting.append(piece)
            size += len(piece)
            if size > _AT_ONCE:
                progress.hide()
                self._put(*waiting)
                waiting.clear()
                size = 0
        progress.hide()
        self._put(*waiting)

    def shows_color(self) -> bool:
        """Return whether results are written in color."""
        return _wants_color(sys.stdout, self.color)

    def warn(self, reading: Reading) -> None:
        """Print the warnings about a file that was read."""
        if self.is_quiet or not reading.diagnostics:
            return  # mostly so, and then the report need not be imported
        self._write_report(reading.diagnostics, reading.texts)

    def _write_report(self, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
        from argmap.lint.reports import report, safe_report

        text = report(diagnostics, texts, "text", color=_wants_color(sys.stderr, self.color))
        if text:
            self._say(safe_report(text.rstrip("\n"), "text"))

    def progress(self, what: str) -> ProgressLine:
        """Return a context that shows on standard error, if it takes long, how far it has come."""
        return ProgressLine(what, None if self.is_quiet else sys.stderr)

    @property
    def columns(self) -> int:
        """The width of the terminal that results go to, 0 where they go elsewhere."""
        if not _is_terminal(sys.stdout):
            return 0
        with suppress(OSError, ValueError):
            return os.get_terminal_size(sys.stdout.fileno()).columns
        return 0

    def put_or_write(self, path: str, data: bytes, format: str, *, details: str = "") -> None:
        """Write a result that is text; in the format `text`, it is made safe where it is printed.

        Raises:
            Failure: it cannot be written.
        """
        if path == STDOUT and format == "text":
            self.put(data.decode())
        else:
            self.write(path, [data], details=details)

    def write(self, path: str, pieces: Iterable[bytes], *, details: str = "") -> None:
        """Write a result to a file, whole or not at all, and say so; `-` is standard output.

        `details` is what else there is to say of it. A picture of argmap is drawn anew; of any
        other file, it is said that it was overwritten.

        Raises:
            Failure: it cannot be written.
        """
        with _results():
            if path == STDOUT:
                write_stream(sys.stdout, pieces)
                return
            replaces = Path(path).is_file() and not is_made_by_argmap(path)
            write_file(path, pieces)
        self.say(f"{'overwrote' if replaces else 'wrote'} {one_line(path)}{details}")


def _occupy_closed_streams() -> None:
    """Open nothing in the place of standard streams that were closed when the program was started.

    Python has `None` for such a stream, and the next file that is opened would get its number.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)


@contextmanager
def _results() -> Iterator[None]:
    """Stop where a result cannot be written: in silence where its reader has seen enough."""
    try:
        yield
    except BrokenPipeError:
        raise SystemExit(FINE) from None
    except OSError as problem:
        raise cannot_write("to standard output", problem) from None


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _wants_color(stream: TextIO | None, choice: bool | None) -> bool:
    """Return whether to use color: as asked, else as the environment says, else on a terminal."""
    if choice is not None:
        return choice
    # https://no-color.org and https://force-color.org: each counts if it is set and not empty.
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return _is_terminal(stream) and os.environ.get("TERM") != "dumb"


def _usage_error(problem: Exception) -> str:
    """Return what typer finds wrong with the words of a command line, as all messages are written.

    Which library typer takes its exceptions from depends on its version, so they are told by what
    they hold.
    """
    context = getattr(problem, "ctx", None)
    said = str(getattr(problem, "format_message")())  # noqa: B009 - an attribute that its type does not show
    said = one_line(said).rstrip(".").replace("argument(s)", "argument")
    said = said[:1].lower() + said[1:].replace("requires an argument", "needs a value after it")
    if context is None:
        return said
    from argmap.cli.intents import Typed, lines_for_extra, lines_for_option

    command = context.command.name or ""
    typed = Typed.after(command, context.find_root().command)
    option = getattr(problem, "option_name", None)
    if option is not None and option.startswith("-"):
        lines = lines_for_option(option, command, typed)
        return one_line(f"there is no option `{option}` here; type `{'` or `'.join(lines)}`")
    _, is_extra, extra = said.partition("unexpected extra argument (")
    lines = lines_for_extra(extra.removesuffix(")"), command, typed) if is_extra else []
    if lines:
        return one_line(f"`{extra[:-1]}` is one word too many; type `{'` or `'.join(lines)}`")
    if said.startswith("missing option"):
        lines = typed.again(command)
        return one_line(f"{said}; type `{lines[0]}`")
    if said.startswith("missing"):
        words: list[str] = []
        for parameter in context.command.params:
            given = context.params.get(parameter.name) or parameter.metavar
            if parameter.param_type_name == "argument":
                words += [given] if isinstance(given, str) else given
        return one_line(f"{said}; type `{context.command_path} {' '.join(words)}`")
    return f"{said}; for help, run `{context.command_path} --help`"


_PATIENCE = 2.0
"""Seconds that something may take before anything is shown."""
_REFRESH = 0.25
_BAR_COLUMNS = 20


class ProgressLine:
    """Shows how far something has come while it is entered as a context.

    Called with what is done and what there is to do, it shows a bar. Without such calls nobody
    knows how long the rest will take, so it shows the seconds that have passed.
    """

    def __init__(self, what: str, stream: TextIO | None) -> None:
        self._what, self._stream = what, stream
        self._done = self._total = 0
        self._started = 0.0
        self._shown = ""
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._writing = threading.Lock()

    def __enter__(self) -> ProgressLine:
        """Begin to count the time."""
        self._started = time.monotonic()
        if _is_terminal(self._stream):
            # What takes long may be one call, so the line is written from beside it.
            self._thread = threading.Thread(target=self._keep_shown, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        """Take the line away."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            # Each has the other: Ctrl-C would be lost while garbage collection parts them.
            self._thread = None
        self.hide()

    def __call__(self, done: int, total: int) -> None:
        """Say how much is done, and how much there is to do."""
        self._done, self._total = done, total

    def hide(self) -> None:
        """Take the line away until it is written again, so that something else can be written."""
        if not self._shown:
            return
        with self._writing:
            self._write("\r" + " " * len(self._shown) + "\r")
            self._shown = ""

    def _keep_shown(self) -> None:
        """Write the line again and again until the context is left."""
        pause = _PATIENCE
        while not self._ended.wait(pause):
            with self._writing:
                line = self._line()
                self._write("\r" + line.ljust(len(self._shown)))
                self._shown = line
            pause = _REFRESH

    def _line(self) -> str:
        if not self._total:
            seconds = time.monotonic() - self._started
            return f"{self._what}: {seconds:.0f} s"
        filled = _BAR_COLUMNS * self._done // self._total
        bar = "#" * filled + "." * (_BAR_COLUMNS - filled)
        return f"{self._what} [{bar}] {self._done:,} of {self._total:,}"

    def _write(self, text: str) -> None:
        with suppress(OSError):  # there is no one to show it to
            print_texts(self._stream, SafeText(text))
