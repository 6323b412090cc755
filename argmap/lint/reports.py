"""Diagnostics → text for a person or a machine; a new format is a new file and one row here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from argmap.util.text import SafeText

if TYPE_CHECKING:
    from argmap.lint.linter import CheckedFile
    from argmap.lint.statistics import Tally
    from argmap.model.diagnostics import Diagnostic

COLUMNS = 100
"""The width at which text wraps if the terminal's width is unknown."""

FORMATS: Mapping[str, str] = {
    "text": "argmap.lint.text_report:format_text",
    "full": "argmap.lint.full_report:format_full",
    "concise": "argmap.lint.full_report:format_concise",
    "json": "argmap.lint.json_report:format_json",
    "sarif": "argmap.lint.sarif_report:format_sarif",
    "github": "argmap.lint.github_report:format_github",
}
"""The name of each format -> the function of a `Report` that yields it as text, piece by piece.

Every command may report, and mostly there is nothing to report: each is imported when it is needed.
"""

IS_ONE_OBJECT = ("json", "sarif")
"""The formats that hand the fixes on, in one object for all files; in others each file has a report
of its own.
"""

ENDS_WITH_SUMMARY = ("full", "concise")
"""The formats that a line of figures may follow: `text` begins with it, and what a machine reads
ends where it ends.
"""


class Report(NamedTuple):
    """The contents and the options of a report.

    Attributes:
        diagnostics: the findings; a format may iterate over them several times.
        texts: the text of each file, by its name in the spans; a file may be missing.
        file: the file that was checked, for a report for people; `None` if the report is not about
        a check.
        is_one_of_several: whether there are also reports of other files.
        files: the files that were checked, for a report that is one object; a format may iterate
        over them several times.
        color: whether the reader's terminal shows colors.
        columns: the width at which text wraps.
        tally: the numbers of findings; `None` if they are not counted yet.
    """

    diagnostics: Iterable[Diagnostic]
    texts: Mapping[str, str]
    file: CheckedFile | None = None
    is_one_of_several: bool = False
    files: Iterable[CheckedFile] = ()
    color: bool = False
    columns: int = COLUMNS
    tally: Tally | None = None

    def count_findings(self) -> Tally:
        """Return the numbers of findings."""
        from argmap.lint.statistics import Tally

        return self.tally or Tally.of(self.diagnostics)


def report(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    format: str = "full",
    *,
    color: bool = False,
) -> str:
    """Return diagnostics as a report.

    Args:
        diagnostics: the findings; a report keeps their order.
        texts: the text of each file whose lines can be shown, by its name.
        format: a name in `FORMATS`.
        color: whether the reader's terminal shows colors; only the text format has colors.
    """
    return "".join(pieces(Report(list(diagnostics), texts, color=color), format))


def pieces(report: Report, format: str) -> Iterator[str]:
    """Return a report in a format of `FORMATS`, in pieces, because a report can be large."""
    module, _, function = FORMATS[format].partition(":")
    written: Iterator[str] = getattr(import_module(module), function)(report)
    return written


def safe_report(text: str, format: str) -> SafeText:
    """Return a report, or a piece of it, that is safe to print, without CI commands in texts."""
    if format == "github" or format in IS_ONE_OBJECT:
        return SafeText(text)  # what commands it has are meant, and text within JSON is escaped
    from argmap.lint.terminal import safe_in_color

    return safe_in_color(text)
