"""Data as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping


def to_json(data: Mapping[str, object]) -> str:
    """Return data as JSON that is easy to read and safe to write as UTF-8."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # Half of a surrogate pair has no UTF-8; as `\ud800` it is the same string to every JSON parser.
    utf8 = text.encode("utf-8", "backslashreplace")
    return utf8.decode() + "\n"
