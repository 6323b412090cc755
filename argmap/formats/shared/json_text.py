"""Data as JSON text."""

from __future__ import annotations

import json

from argmap.model.text import UNSAFE_IN_LINES


def to_json(data: object, indent: int | None = 1) -> str:
    """Return data as JSON text that may be printed, and written as UTF-8: what is not safe is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    # A CI log obeys these signs anywhere in a line; outside of strings JSON has none of them.
    text = text.replace("##[", "##\\u005b")
    # Tabs and ends of lines in strings are escaped by now.
    return UNSAFE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
