"""Formats: text ⇄ map. One table of readers; a new format is a new file and one row in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from argmap.diagnostics import Diagnostic, Severity, did_you_mean
from argmap.errors import ArgmapError
from argmap.formats.reading import Reading, decode


class Format(NamedTuple):
    """A row of the table: what a format is called, the endings of its files, and who reads it."""

    name: str
    suffixes: tuple[str, ...]
    reader: str


READERS = (Format("native", (".yaml", ".yml"), "argmap.formats.native:parse_native"),)


def read(path: str | Path, format: str = "") -> Reading:
    """Return a file as read; `-` is standard input, `format` the name of its format if not to be guessed.

    What is wrong with the file, its absence included, is among the diagnostics of the result.

    Raises:
        ArgmapError: there is no such format.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as problem:
        return Reading.of(name, "", None, [_cannot_read(name, problem)])
    text, problem_found = decode(data, name)
    if problem_found:
        return Reading.of(name, text, None, [problem_found])
    return parse(text, name, format)


def parse(text: str, name: str = "<text>", format: str = "") -> Reading:
    """Return a text as read; see `read`."""
    return _reader(_format_of(name, format))(text, name)


def _format_of(name: str, format: str) -> Format:
    if format:
        found = next((row for row in READERS if row.name == format), None)
        if found is None:
            names = [row.name for row in READERS]
            help = did_you_mean(format, names) or f"formats: {', '.join(names)}"
            raise ArgmapError(f"there is no format `{format}` ({help})")
        return found
    suffix = Path(name).suffix.lower()
    return next((row for row in READERS if suffix in row.suffixes), READERS[0])


def _reader(row: Format) -> Callable[[str, str], Reading]:
    # By name, so that a command imports only the reader that it needs.
    module, _, function = row.reader.partition(":")
    return cast("Callable[[str, str], Reading]", getattr(import_module(module), function))


def _cannot_read(name: str, problem: Exception) -> Diagnostic:
    reasons: dict[type[Exception], tuple[str, str]] = {
        FileNotFoundError: ("there is no such file", f"`argmap new {name}` writes one to start from"),
        IsADirectoryError: ("this is a folder, not a file", "name a file in it"),
        PermissionError: ("this file may not be read", "look at its permissions"),
    }
    reason, help = reasons.get(type(problem), (str(getattr(problem, "strerror", None) or problem), ""))
    return Diagnostic("cannot-read", Severity.ERROR, f"{name}: {reason}", help=help)
