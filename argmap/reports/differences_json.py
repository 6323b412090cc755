"""The differences between two versions of a map as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, place_in
from argmap.comparison.sentences import Sentences
from argmap.comparison.verdict_changes import VerdictChange
from argmap.formats.shared.json_text import to_json
from argmap.model.diagnostics import Span

VERSION = 1
"""Of the form: it grows where what there was changes its meaning or goes."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what is only probable, and the verdicts that change, as JSON."""
    sentences = Sentences(comparison)
    told = {
        "version": VERSION,
        "differences": [_difference(comparison, sentences, difference) for difference in comparison.differences],
        "proposals": [
            {"new": match.ours, "old": match.theirs, "likeness": round(match.likeness, 3)}
            for match in comparison.proposals
        ],
        "verdicts": [
            {"claim": change.ours, "was": change.was, "is": change.now, "through": change.through} for change in changes
        ],
    }
    return to_json(told)


def _difference(comparison: Comparison, sentences: Sentences, difference: Difference) -> dict[str, object]:
    told: dict[str, object] = {
        "sort": difference.sort,
        "kind": difference.kind,
        "is": sentences.of(difference),
        "certain": difference.is_certain,
        "new": _end(difference.ours, place_in(comparison.ours, difference.sort, difference.ours)),
        "old": _end(difference.theirs, place_in(comparison.theirs, difference.sort, difference.theirs)),
    }
    if difference.field:
        told["field"] = difference.field
    if difference.where is not None:
        told["where"] = difference.where
    if difference.follows:
        told["follows"] = [_difference(comparison, sentences, follower) for follower in difference.follows]
    return told


def _end(ids: tuple[str, ...], place: Span | None) -> dict[str, object]:
    told: dict[str, object] = {"ids": ids}
    if place is not None:
        told |= {"file": place.file, "line": place.line, "column": place.column}
    return told
