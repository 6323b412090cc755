"""Diagnostics as JSON: a list of objects, one for each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from argmap.model.diagnostics import Span
from argmap.reports.findings import Shown


def format_json(shown: Shown) -> Iterator[str]:
    """Yield diagnostics as JSON; a place is an object, or null for what has none."""
    said = [
        {
            "code": found.code,
            "severity": found.severity.value,
            "message": found.message,
            "help": found.help,
            "subject": found.subject,
            "place": _place(found.span),
            "related": [{"message": other.message, "place": _place(other.span)} for other in found.related],
        }
        for found in shown.diagnostics
    ]
    yield json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _place(span: Span | None) -> dict[str, object] | None:
    return span._asdict() if span else None
