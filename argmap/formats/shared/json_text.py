"""Data as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping


def to_json(whole: Mapping[str, object]) -> str:
    """Return data as JSON that is easy to read and safe to write as UTF-8."""
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"
