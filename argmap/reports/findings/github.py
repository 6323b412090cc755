"""Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines.

Source: GitHub, Workflow commands for GitHub Actions, "Setting an error message".
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.text import safe
from argmap.reports.findings import Shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def format_github(shown: Shown) -> Iterator[str]:
    """Yield an annotation for each diagnostic."""
    for found in shown.diagnostics:
        yield f"::{_COMMANDS[found.severity]} {_properties(found)}::{_message(found)}\n"


def _properties(found: Diagnostic) -> str:
    said: dict[str, object] = {}
    if found.span:
        file, line, column, end_line, end_column = found.span
        said = {"file": file, "line": line, "endLine": end_line}
        if line == end_line:  # columns are for annotations of one line alone
            said |= {"col": column, "endColumn": max(column, end_column - 1)}
    said["title"] = found.code
    return ",".join(f"{key}={_property(str(value))}" for key, value in said.items())


def _message(found: Diagnostic) -> str:
    return _data(f"{found.message}\n{found.help}" if found.help else found.message)


def _data(text: str) -> str:
    escaped = "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))
    return escaped.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
