"""Diagnostics as JSON: a list of objects, one for each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from argmap.model.diagnostics import Diagnostic, Span
from argmap.reports.findings import Shown


def format_json(shown: Shown) -> Iterator[str]:
    """Yield diagnostics as JSON; a place is an object, or null for what has none."""
    objects = [_finding_object(diagnostic) for diagnostic in shown.diagnostics]
    text = json.dumps(objects, indent=2, ensure_ascii=False)
    yield f"{text}\n"


def _finding_object(diagnostic: Diagnostic) -> dict[str, object]:
    related = [{"message": related.message, "place": _place_object(related.span)} for related in diagnostic.related]
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "subject": diagnostic.subject,
        "place": _place_object(diagnostic.span),
        "related": related,
    }


def _place_object(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    return span._asdict()
