"""Diagnostics → text for a person or a machine. One table; a new form is a new file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.diagnostics import Diagnostic
from argmap.util.text import SafeText

if TYPE_CHECKING:
    from argmap.lint.linter import CheckResult
    from argmap.lint.statistics import Tally

COLUMNS = 100
"""Where text wraps if no terminal says otherwise."""


class Shown(NamedTuple):
    """What is reported, and how.

    Attributes:
        diagnostics: what was found; they may be gone through several times.
        texts: the name of a file, as spans have it -> its text; a file may be missing.
        file: the file that was checked, for a report for people; `None` where something else is
            reported than a check.
        is_one_of_several: whether there are reports of other files beside this one.
        files: the files that were checked, for a report that is one object; they may be gone
            through several times.
        color: whether the reader's terminal shows colours.
        columns: where text wraps.
        tally: how much was found; `None` where it is still to be counted.
    """

    diagnostics: Iterable[Diagnostic]
    texts: Mapping[str, str]
    file: CheckResult | None = None
    is_one_of_several: bool = False
    files: Iterable[CheckResult] = ()
    color: bool = False
    columns: int = COLUMNS
    tally: Tally | None = None

    def count_findings(self) -> Tally:
        """Return how much was found."""
        from argmap.lint.statistics import Tally

        return self.tally or Tally.of(self.diagnostics)


# Every command reports, and mostly nothing: so each format is imported when it is asked for.


def _text_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.text_report import format_text

    return format_text(shown)


def _full_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.full_report import format_full

    return format_full(shown)


def _concise_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.full_report import format_concise

    return format_concise(shown)


def _json_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.json_report import format_json

    return format_json(shown)


def _sarif_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.sarif_report import format_sarif

    return format_sarif(shown)


def _github_report(shown: Shown) -> Iterator[str]:
    from argmap.lint.github_report import format_github

    return format_github(shown)


FORMATS: Mapping[str, Callable[[Shown], Iterator[str]]] = {
    "text": _text_report,
    "full": _full_report,
    "concise": _concise_report,
    "json": _json_report,
    "sarif": _sarif_report,
    "github": _github_report,
}
"""The name of each format -> the function that yields a report in it, piece by piece."""

IS_ONE_OBJECT = ("json", "sarif")
"""The formats that hand the fixes on, in one object for all files; in others each file has a report
of its own.
"""

ENDS_WITH_SUMMARY = ("full", "concise")
"""The formats that a line of figures may follow: `text` begins with it, and what a machine reads
ends where it ends.
"""


def report(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    format: str = "full",
    *,
    color: bool = False,
) -> str:
    """Return diagnostics as a report.

    Args:
        diagnostics: what was found; a report keeps their order.
        texts: file name -> its text, for the files whose lines can be shown.
        format: a name in `FORMATS`.
        color: whether the reader's terminal shows colours; only text has any.
    """
    return "".join(pieces(Shown(list(diagnostics), texts, color=color), format))


def pieces(shown: Shown, format: str) -> Iterator[str]:
    """Return a report in a format of `FORMATS` in pieces, so that a large one need not be held
    whole.
    """
    return FORMATS[format](shown)


def safe_report(text: str, format: str) -> SafeText:
    """Return a report, or a piece of one, in a form that is safe to print; only annotations command
    a CI log.
    """
    if format == "github" or format in IS_ONE_OBJECT:
        return SafeText(text)  # what commands it has are meant, and text within JSON is escaped
    from argmap.lint.terminal import safe_in_color

    return safe_in_color(text)
