"""A line on standard error that says how far a command has come: in a terminal only, and not before
two seconds.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import TextIO

from argmap.model.text import SafeText
from argmap.output import print_texts

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
        # What takes long may be one call, so the line is written from beside it.
        self._thread = threading.Thread(target=self._keep_shown, daemon=True)
        self._ended = threading.Event()
        self._writing = threading.Lock()

    def __enter__(self) -> ProgressLine:
        """Begin to count the time."""
        self._started = time.monotonic()
        if self._stream is not None and self._stream.isatty():
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Take the line away."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
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
