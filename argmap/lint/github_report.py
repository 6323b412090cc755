"""Diagnostics as workflow commands for GitHub Actions, which shows them next to the lines.

Source: GitHub, Workflow commands for GitHub Actions, "Setting an error message"; the rules for
escaping are documented only by the code that reads the commands (actions/runner,
`ActionCommand.cs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from argmap.lint.reports import Report
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.util.text import safe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def format_github(report: Report) -> Iterator[str]:
    """Yield an annotation for each diagnostic, on one line: `::error
    file=…,line=…,title=…::message`.
    """
    for diagnostic in report.diagnostics:
        command = _COMMANDS[diagnostic.severity]
        message = diagnostic.message
        if diagnostic.help:
            message += f"\n{diagnostic.help}"
        properties = _properties(diagnostic)
        yield f"::{command} {properties}::{_escape(message)}\n"


def _properties(diagnostic: Diagnostic) -> str:
    properties: dict[str, object] = {}
    if diagnostic.span:
        file, line, column, end_line, end_column = diagnostic.span
        # Paths have forward slashes, whatever system the job runs on.
        properties = {"file": Path(file).as_posix(), "line": line, "endLine": end_line}
        # Only annotations of a single line have columns; the last column is inclusive, but a span's
        # end is not.
        if line == end_line:
            properties["col"] = column
            properties["endColumn"] = max(column, end_column - 1)
    properties["title"] = diagnostic.code
    assignments = []
    for name, value in properties.items():
        # An unescaped colon or comma would end the property.
        escaped = _escape(str(value)).replace(":", "%3A").replace(",", "%2C")
        assignments.append(f"{name}={escaped}")
    return ",".join(assignments)


def _escape(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("%", "%25")
    lines = [safe(line) for line in text.split("\n")]
    return "%0A".join(lines)
