"""Diagnostics → text for a person or a machine. One table; a new form is a new file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from argmap.model.diagnostics import Diagnostic


class Shown(NamedTuple):
    """What is reported: diagnostics, the text of the files that they point into, and whether in colour."""

    diagnostics: list[Diagnostic]
    texts: Mapping[str, str]
    color: bool = False


FORMATS: Mapping[str, str] = {
    "text": "argmap.reports.findings.text:format_text",
    "concise": "argmap.reports.findings.concise:format_concise",
    "json": "argmap.reports.findings.json:format_json",
    "sarif": "argmap.reports.findings.sarif:format_sarif",
    "github": "argmap.reports.findings.github:format_github",
}
FOR_PEOPLE = ("text", "concise")


def report(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], format: str = "text", *, color: bool = False
) -> str:
    """Return diagnostics in a format of the table."""
    return "".join(pieces(diagnostics, texts, format, color=color))


def pieces(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], format: str = "text", *, color: bool = False
) -> Iterator[str]:
    """Return a report in pieces, so that a large one need not be held whole."""
    # By name, so that a command imports only the format that it needs.
    module, _, function = FORMATS[format].partition(":")
    write = cast("Callable[[Shown], Iterator[str]]", getattr(import_module(module), function))
    return write(Shown(list(diagnostics), texts, color))
