"""Diagnostics → text for a person or a machine. One table; a new form is a new file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic


class Shown(NamedTuple):
    """What is reported: diagnostics, the text of the files that they point into, and whether in colour.

    `texts` maps the name of a file, as spans have it, to its text; a file may be missing.
    """

    diagnostics: list[Diagnostic]
    texts: Mapping[str, str]
    color: bool = False


# Every command reports, and mostly nothing: so each format is imported when it is asked for.


def _text_report(shown: Shown) -> Iterator[str]:
    from argmap.reports.findings.text import format_text

    return format_text(shown)


def _concise_report(shown: Shown) -> Iterator[str]:
    from argmap.reports.findings.concise import format_concise

    return format_concise(shown)


def _json_report(shown: Shown) -> Iterator[str]:
    from argmap.reports.findings.json import format_json

    return format_json(shown)


def _sarif_report(shown: Shown) -> Iterator[str]:
    from argmap.reports.findings.sarif import format_sarif

    return format_sarif(shown)


def _github_report(shown: Shown) -> Iterator[str]:
    from argmap.reports.findings.github import format_github

    return format_github(shown)


FORMATS: Mapping[str, Callable[[Shown], Iterator[str]]] = {
    "text": _text_report,
    "concise": _concise_report,
    "json": _json_report,
    "sarif": _sarif_report,
    "github": _github_report,
}
"""The name of each format -> the function that yields a report in it, piece by piece."""

FOR_PEOPLE = ("text", "concise")
"""The formats that a summary may follow; what a machine reads must end where it ends."""


def report(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], format: str = "text", *, color: bool = False
) -> str:
    """Return diagnostics as a report.

    Args:
        diagnostics: what was found; a report keeps their order.
        texts: file name -> its text, for the files whose lines can be shown.
        format: a name in `FORMATS`.
        color: whether the reader's terminal shows colours; only text has any.
    """
    return "".join(pieces(diagnostics, texts, format, color=color))


def pieces(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], format: str = "text", *, color: bool = False
) -> Iterator[str]:
    """Return what `report` returns in pieces, so that a large report need not be held whole."""
    write_report = FORMATS[format]
    return write_report(Shown(list(diagnostics), texts, color))
