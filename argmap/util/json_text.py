"""Data as JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from argmap.util.text import UNSAFE_IN_LINES


def to_json(data: object, indent: int | None = 1) -> str:
    """Return data as JSON text that may be printed, and written as UTF-8: what is not safe is
    escaped.
    """
    return safe_json(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n"


class InPieces(dict[str, object]):
    """An object of JSON that is long: an iterator in it is a list, whose items are asked for when
    they are written.
    """


def to_json_in_pieces(data: InPieces) -> Iterator[str]:
    """Yield an object as JSON text, piece by piece: as `to_json` writes it with an indent of 2, but
    for long lists.

    Each of their items has a line to itself; one that is long, too, takes several.
    """
    for piece in _object_in_pieces(data, "\n"):
        yield safe_json(piece)
    yield "\n"


def _object_in_pieces(data: InPieces, line_break: str) -> Iterator[str]:
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
        if isinstance(item, InPieces):
            yield start
            yield from _object_in_pieces(item, line_break + "  ")
        else:
            yield start + _on_one_line(item)
        before = ","
    yield "[]" if before == "[" else line_break + "]"


_on_one_line = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""Returns data as JSON on one line: what Python has written in C, and with an indent it has not.

The data is made for this alone, so that nothing in it leads back to itself.
"""


def safe_json(text: str) -> str:
    """Return JSON with an escape for each sign in its strings that is not safe to print."""
    # A CI log obeys these signs anywhere in a line; outside of strings JSON has none of them.
    if "##[" in text:
        text = text.replace("##[", "##\\u005b")
    if text.replace("\n", "").isprintable():
        return text  # nearly all are, and to see that costs less than to search them
    # Tabs and ends of lines in strings are escaped by now.
    return re.sub(UNSAFE_IN_LINES, lambda match: f"\\u{ord(match[0]):04x}", text)
