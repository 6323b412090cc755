"""Diagnostics as one line each, for editors and `grep`."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Span
from argmap.model.text import one_line
from argmap.reports.findings import Shown


def format_concise(shown: Shown) -> Iterator[str]:
    """Yield `file:line:col: severity[code]: message` for each diagnostic."""
    for diagnostic in shown.diagnostics:
        place = place_before_message(diagnostic.span)
        message = one_line(diagnostic.message)
        yield f"{place}{diagnostic.severity}[{diagnostic.code}]: {message}\n"


def place_before_message(span: Span | None) -> str:
    """Return `file:line:col: `, or nothing for what has no place."""
    if span is None:
        return ""
    file = one_line(span.file).strip()
    if file.startswith(":"):
        # A CI log takes a line that begins with `::` for a command.
        file = f"./{file}"
    return f"{file}:{span.line}:{span.column}: "
