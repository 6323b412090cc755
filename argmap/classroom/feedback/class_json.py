"""What came of each student's map, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.classroom.feedback.feedback import feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.results import Result
from argmap.comparison.as_data import differences_as_data
from argmap.formats.shared.json_text import to_json

VERSION = 1
"""Of the form: it grows where what there was changes its meaning or goes."""


def format_results(results: Iterable[Result], hints: Hints) -> str:
    """Return each comparison in full: counts, differences, proposals, and what
    the student is told.
    """
    return to_json({"version": VERSION, "maps": [_map(result, hints) for result in results]})


def _map(result: Result, hints: Hints) -> dict[str, object]:
    submission = result.submission
    entry: dict[str, object] = {"file": submission.name, "repairs": submission.repairs}
    if result.comparison is None:
        return entry | {"errors": submission.errors, "first_error": submission.first_error}
    comparison = result.comparison
    entry |= {
        "key": result.key,
        "counts": comparison.counts._asdict(),
        "differences": differences_as_data(comparison, ours="map", theirs="key"),
        "proposals": [
            {
                "claim": comparison.ours.claims[match.ours].text,
                "key": comparison.theirs.claims[match.theirs].text,
                "likeness": round(match.likeness, 3),
            }
            for match in comparison.proposals
        ],
        "feedback": feedback(comparison, hints)._asdict(),
    }
    if result.points is not None:
        points = result.points.points
        entry["points"] = {
            "points": None if points is None else float(points),
            "most": float(result.points.most),
            "formula": result.points.formula,
        }
    return entry
