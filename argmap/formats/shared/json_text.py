"""Data as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from argmap.model.text import UNSAFE_IN_LINES


def to_json(data: object, indent: int | None = 1) -> str:
    """Return data as JSON text that may be printed, and written as UTF-8: what is not safe is escaped."""
    return _safe(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n"


def to_json_in_pieces(data: Mapping[str, object]) -> Iterator[str]:
    """Yield an object as JSON text, piece by piece: as `to_json` writes it with an indent of 2, but for long lists.

    An iterator in it is a list; its items are asked for when they are written, and each has a line to itself.
    """
    for piece in _object_in_pieces(data, "\n"):
        yield _safe(piece)
    yield "\n"


def _object_in_pieces(data: Mapping[str, object], line_break: str) -> Iterator[str]:
    """Yield an object; `line_break` is followed by the margin of the line that it begins in."""
    before = "{"
    for key, value in data.items():
        start = f"{before}{line_break}  {_on_one_line(key)}: "
        if isinstance(value, Iterator):
            yield start
            yield from _list_in_pieces(value, line_break + "  ")
        else:
            # Ends of lines in strings are escaped, so that all that are left begin with a margin.
            written = json.dumps(value, ensure_ascii=False, indent=2)
            yield start + written.replace("\n", line_break + "  ")
        before = ","
    yield line_break + "}"


def _list_in_pieces(items: Iterator[object], line_break: str) -> Iterator[str]:
    before = "["
    for item in items:
        start = f"{before}{line_break}  "
        if isinstance(item, Mapping) and any(isinstance(part, Iterator) for part in item.values()):
            yield start
            yield from _object_in_pieces(item, line_break + "  ")
        else:
            yield start + _on_one_line(item)
        before = ","
    yield "[]" if before == "[" else line_break + "]"


_on_one_line = json.JSONEncoder(ensure_ascii=False).encode
"""Returns data as JSON on one line: what Python has written in C, and with an indent it has not."""


def _safe(text: str) -> str:
    # A CI log obeys these signs anywhere in a line; outside of strings JSON has none of them.
    text = text.replace("##[", "##\\u005b")
    # Tabs and ends of lines in strings are escaped by now.
    return UNSAFE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
