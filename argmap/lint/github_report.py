"""Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines.

Source: GitHub, Workflow commands for GitHub Actions, "Setting an error message"; what must be
escaped is documented only by the code that reads them (actions/runner, `ActionCommand.cs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from argmap.lint.reports import Report
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.util.text import safe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


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
        # A path has slashes there, whatever the system that the job runs on.
        properties = {"file": Path(file).as_posix(), "line": line, "endLine": end_line}
        # Columns are for annotations of one line alone; the last one is inclusive, where a span's
        # end is not.
        if line == end_line:
            properties["col"] = column
            properties["endColumn"] = max(column, end_column - 1)
    properties["title"] = diagnostic.code
    assignments = []
    for name, value in properties.items():
        # A colon and a comma would end the property.
        escaped = _escape(str(value)).replace(":", "%3A").replace(",", "%2C")
        assignments.append(f"{name}={escaped}")
    return ",".join(assignments)


def _escape(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("%", "%25")
    lines = [safe(line) for line in text.split("\n")]
    return "%0A".join(lines)
