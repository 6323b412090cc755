"""Diagnostics as one line each, for editors and `grep`."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Span
from argmap.model.text import one_line
from argmap.reports.findings import Shown


def format_concise(shown: Shown) -> Iterator[str]:
    """Yield `file:line:col: severity[code]: message` for each diagnostic."""
    for found in shown.diagnostics:
        yield f"{place(found.span)}{found.severity}[{found.code}]: {one_line(found.message)}\n"


def place(span: Span | None) -> str:
    """Return `file:line:col: `, or nothing for what has no place; never what a CI log takes for a command."""
    if span is None:
        return ""
    file = one_line(span.file).strip()
    return f"{'./' if file.startswith(':') else ''}{file}:{span.line}:{span.column}: "
