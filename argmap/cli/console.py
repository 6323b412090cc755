"""The edge to the outside: standard streams, files written whole or not at all, exit codes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from argmap.files import write_file
from argmap.model.errors import ArgmapError, InvalidMap
from argmap.model.text import one_line

if TYPE_CHECKING:
    from argmap.formats.shared.reading import Reading
    from argmap.model.diagnostics import Diagnostic

STDOUT = "-"
_PATIENCE = 2
"""Seconds that a command may take before it says how far it has come."""

FINE, FINDINGS, WRONG_INPUT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class Console:
    """Standard output for results, standard error for messages."""

    def guard(self, command: Callable[[], object]) -> int:
        """Run a command and return the exit code; no exception leaves, and no traceback is shown."""
        try:
            command()
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else FINE
        except InvalidMap as invalid:
            self._write_report(sys.stderr, invalid.diagnostics, invalid.texts)
            return WRONG_INPUT
        except ArgmapError as problem:
            self.say(f"argmap: {one_line(str(problem))}")
            return WRONG_INPUT
        except KeyboardInterrupt:
            return INTERRUPTED
        except Exception as bug:  # noqa: BLE001 - the last resort: a person sees one line, not a traceback
            said = one_line(f"{type(bug).__name__}: {bug}")
            self.say(f"argmap: this is a bug in argmap, please report it: {said}{_where(bug)}")
            return BUG
        return FINE

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
            # Who reads has seen enough. Python would flush once more at exit, into the closed pipe.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(FINE) from None

    def say(self, message: str) -> None:
        """Print a message on standard error."""
        self._write_message(message + "\n")

    def _write_message(self, text: str) -> None:
        encoding = sys.stderr.encoding or "utf-8"
        with suppress(BrokenPipeError):
            sys.stderr.write(text.encode(encoding, "replace").decode(encoding))

    def report(self, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], format: str = "text") -> None:
        """Print diagnostics as a result, in a format of `argmap.reports.findings`."""
        from argmap.reports.findings import pieces

        for piece in pieces(diagnostics, texts, format, color=_wants_color(sys.stdout)):
            self._put(piece)
        self.put("")

    def warn(self, reading: Reading) -> None:
        """Print what is doubtful about a file that was read."""
        if not reading.diagnostics:
            return  # mostly so, and then the report need not be imported
        self._write_report(sys.stderr, reading.diagnostics, {reading.name: reading.text})

    def _write_report(self, stream: TextIO, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
        from argmap.reports.findings import report

        text = report(diagnostics, texts, color=_wants_color(stream))
        if text:
            self.say(text.rstrip("\n"))

    def progress(self, what: str) -> Callable[[int, int], None]:
        """Return a function that shows on standard error how far a long search has come.

        Nothing is shown in the first two seconds, nor where standard error is no terminal.
        """
        started = time.monotonic()

        def show(done: int, total: int) -> None:
            if not sys.stderr.isatty() or time.monotonic() - started < _PATIENCE:
                return
            end = "\n" if done >= total else ""
            self._write_message(f"\r{what}: {done:,} of {total:,}{end}")

        return show

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


def _wants_color(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _where(bug: BaseException) -> str:
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
