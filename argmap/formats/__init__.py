"""Formats: text ⇄ map. One table of readers; a new format is a new file and one row in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

from argmap.formats.shared.reading import Reading, decode
from argmap.model.diagnostics import Diagnostic, Severity, did_you_mean
from argmap.model.errors import ArgmapError


class Format(NamedTuple):
    """A row of the table: the name of a format, the endings of its files, who reads it, who recognises it.

    A format that nobody recognises is told by the ending of its files alone.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    recognizer: str = ""


_HERE = "argmap.formats"
READERS = (
    Format("native", (".yaml", ".yml"), f"{_HERE}.native.reader:parse_native"),
    Format("argdown", (".argdown", ".ad"), f"{_HERE}.argdown.reader:parse_argdown"),
    Format("json", (".json",), f"{_HERE}.json.reader:parse_json", f"{_HERE}.json.reader:looks_like_json"),
    Format("aif", (".json",), f"{_HERE}.aif.reader:parse_aif", f"{_HERE}.aif.reader:looks_like_aif"),
    Format("kialo", (".txt",), f"{_HERE}.kialo.reader:parse_kialo", f"{_HERE}.kialo.reader:looks_like_kialo"),
    Format(
        "microtexts", (".xml",), f"{_HERE}.microtexts:parse_microtexts", f"{_HERE}.microtexts:looks_like_microtexts"
    ),
    Format(
        "carneades", (".yaml", ".yml"), f"{_HERE}.carneades:parse_carneades", f"{_HERE}.carneades:looks_like_carneades"
    ),
)


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
    row = _named(format) if format else _recognized(text, name)
    read_text: Callable[[str, str], Reading] = _function(row.reader)
    return read_text(text, name)


def _named(format: str) -> Format:
    for row in READERS:
        if row.name == format:
            return row
    names = [row.name for row in READERS]
    help = did_you_mean(format, names) or f"formats: {', '.join(names)}"
    raise ArgmapError(f"there is no format `{format}` ({help})")


def _recognized(text: str, name: str) -> Format:
    """Return the format that the content shows among those of the file's ending, or else among all."""
    suffix = Path(name).suffix.lower()
    by_suffix = [row for row in READERS if suffix in row.suffixes]
    found = (row for row in by_suffix or READERS if row.recognizer and _function(row.recognizer)(text))
    return next(found, (by_suffix or READERS)[0])


def _function(reference: str) -> Callable[..., Any]:
    # By name, so that a command imports only the formats that it needs.
    module, _, function = reference.partition(":")
    return cast("Callable[..., Any]", getattr(import_module(module), function))


def _cannot_read(name: str, problem: Exception) -> Diagnostic:
    reasons: dict[type[Exception], tuple[str, str]] = {
        FileNotFoundError: ("there is no such file", f"`argmap new {name}` writes one to start from"),
        IsADirectoryError: ("this is a folder, not a file", "name a file in it"),
        PermissionError: ("this file may not be read", "look at its permissions"),
    }
    reason, help = reasons.get(type(problem), (str(getattr(problem, "strerror", None) or problem), ""))
    return Diagnostic("cannot-read", Severity.ERROR, f"{name}: {reason}", help=help)
