"""The differences between two versions of a map as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.comparison.as_data import differences_as_data
from argmap.comparison.compare import Comparison
from argmap.comparison.verdict_changes import VerdictChange
from argmap.formats.shared.json_text import to_json

VERSION = 1
"""Of the form: it grows where what there was changes its meaning or goes."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what is only probable, and the verdicts that change, as JSON."""
    report = {
        "version": VERSION,
        "differences": differences_as_data(comparison, ours="new", theirs="old"),
        "proposals": [
            {"new": match.ours, "old": match.theirs, "likeness": round(match.likeness, 3)}
            for match in comparison.proposals
        ],
        "verdicts": [
            {"claim": change.ours, "was": change.was, "is": change.now, "through": change.through}
            for change in changes
        ],
    }
    return to_json(report)
