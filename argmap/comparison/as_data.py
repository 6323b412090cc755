"""Differences as data for programs."""

from __future__ import annotations

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, place_in
from argmap.comparison.sentences import sentence
from argmap.model.diagnostics import Span


def differences_as_data(comparison: Comparison, ours: str, theirs: str) -> list[dict[str, object]]:
    """Return the differences of two maps as JSON has them, what follows from another one within it.

    Args:
        comparison: how the maps compare.
        ours: what our map is called, such as `new`; under this key stand its parts, with their
            places.
        theirs: what the other one is called.
    """

    def as_data(difference: Difference) -> dict[str, object]:
        data: dict[str, object] = {
            "sort": difference.sort,
            "kind": difference.kind,
            "is": sentence(comparison, difference),
            "certain": difference.is_certain,
            ours: _end(
                difference.ours, place_in(comparison.ours, difference.sort, difference.ours)
            ),
            theirs: _end(
                difference.theirs, place_in(comparison.theirs, difference.sort, difference.theirs)
            ),
        }
        if difference.field:
            data["field"] = difference.field
        if difference.where is not None:
            data["where"] = difference.where
        if difference.follows:
            data["follows"] = [as_data(follower) for follower in difference.follows]
        return data

    return [as_data(difference) for difference in comparison.differences]


def _end(ids: tuple[str, ...], place: Span | None) -> dict[str, object]:
    data: dict[str, object] = {"ids": ids}
    if place is not None:
        data |= {"file": place.file, "line": place.line, "column": place.column}
    return data
