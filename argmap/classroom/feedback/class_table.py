"""What came of each student's map, as a table (CSV), a row each."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.classroom.feedback.results import Result
from argmap.comparison.counts import Counts
from argmap.formats.shared.cells import csv_table
from argmap.model.text import one_line

_COLUMNS = (
    "file",
    "key",
    *Counts._fields,
    "points",
    "most",
    "formula",
    "repairs",
    "errors",
    "first_error",
)


def format_class_table(results: Iterable[Result]) -> str:
    """Return a table of how much of the key each map has; what is no map has its first error, and
    no counts.
    """
    return csv_table(_COLUMNS, map(_row, results))


def _row(result: Result) -> dict[str, str]:
    submission = result.submission
    row: dict[str, str] = {"file": one_line(submission.name), "key": one_line(result.key)}
    row["repairs"] = str(submission.repairs)
    if submission.map is None:
        return row | {
            "errors": str(submission.errors),
            "first_error": one_line(submission.first_error),
        }
    if result.comparison is not None:
        row |= {name: str(number) for name, number in result.comparison.counts._asdict().items()}
    if result.points is not None:
        row["points"] = "" if result.points.points is None else str(result.points.points)
        row |= {"most": str(result.points.most), "formula": result.points.formula}
    return row
