"""Data as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from argmap.model.text import UNSAFE_IN_LINES


def to_json(data: object, indent: int | None = 1) -> str:
    """Return data as JSON text that may be printed, and written as UTF-8: what is not safe is escaped."""
    return _safe(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n"


def to_json_in_pieces(data: Mapping[str, object]) -> Iterator[str]:
    """Yield an object as `to_json` writes it with an indent of 2, piece by piece.

    An iterator in it is a list; its items are asked for when they are written.
    """
    for piece in _object_in_pieces(data, "\n"):
        yield _safe(piece)
    yield "\n"


def _object_in_pieces(data: Mapping[str, object], line_break: str) -> Iterator[str]:
    """Yield an object; `line_break` is followed by the margin of the line that it begins in."""
    before = "{"
    for key, value in data.items():
        yield f"{before}{line_break}  {json.dumps(key, ensure_ascii=False)}: "
        yield from _value_in_pieces(value, line_break + "  ")
        before = ","
    yield line_break + "}"


def _value_in_pieces(value: object, line_break: str) -> Iterator[str]:
    if isinstance(value, Mapping) and any(isinstance(part, Iterator) for part in value.values()):
        yield from _object_in_pieces(value, line_break)
    elif isinstance(value, Iterator):
        before = "["
        for item in value:
            yield f"{before}{line_break}  "
            yield from _value_in_pieces(item, line_break + "  ")
            before = ","
        yield "[]" if before == "[" else line_break + "]"
    else:
        # Ends of lines in strings are escaped, so that all that are left begin with a margin.
        yield json.dumps(value, ensure_ascii=False, indent=2).replace("\n", line_break)


def _safe(text: str) -> str:
    # A CI log obeys these signs anywhere in a line; outside of strings JSON has none of them.
    text = text.replace("##[", "##\\u005b")
    # Tabs and ends of lines in strings are escaped by now.
    return UNSAFE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
