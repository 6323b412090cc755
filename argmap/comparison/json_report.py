"""The differences between two maps as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.comparison.compare import Comparison, VerdictChange
from argmap.comparison.differences import Difference, DifferenceKind, Ids, Sort, place_in
from argmap.comparison.text_report import sentence
from argmap.model import ArgumentMap
from argmap.util.json_text import to_json

Data = dict[str, object]
"""An object in JSON."""


def differences_as_data(comparison: Comparison, ours: str, theirs: str) -> list[Data]:
    """Return the differences of two maps as JSON has them, what follows from another one within it.

    Args:
        comparison: how the maps compare.
        ours: what our map is called, such as `new`; this key holds its parts, with their places.
        theirs: what the other one is called.
    """

    def as_data(difference: Difference) -> Data:
        sort = difference.sort
        data: Data = {
            "sort": sort,
            "kind": difference.kind,
            "is": sentence(comparison, difference),
            "certain": difference.is_certain,
            ours: _end(comparison.ours, sort, difference.ours),
            theirs: _end(comparison.theirs, sort, difference.theirs),
        }
        # A key is missing where it would say nothing.
        if difference.field:
            data["field"] = difference.field
        if difference.where is not None:
            data["where"] = difference.where
        if difference.kind is DifferenceKind.REWORDED:
            relation = comparison.relation(difference.ours[0], difference.theirs[0])
            word, other_word = relation.words
            data |= {"relation": relation.kind, "words": {ours: word, theirs: other_word}}
        if difference.follows:
            data["follows"] = [as_data(each) for each in difference.follows]
        return data

    return [as_data(difference) for difference in comparison.differences]


def _end(map: ArgumentMap, sort: Sort, ids: Ids) -> Data:
    data: Data = {"ids": ids}
    place = place_in(map, sort, ids)
    if place is not None:
        data["file"] = place.file
        data["line"] = place.line
        data["column"] = place.column
    return data


VERSION = 1
"""Of the format: it grows where what there was changes its meaning or goes."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what is only probable, and the verdicts that change, as JSON."""
    # A likeness of more digits would change with the order in which numbers are added.
    proposals = []
    for match in comparison.proposals:
        likeness = round(match.likeness, 3)
        proposals.append({"new": match.ours, "old": match.theirs, "likeness": likeness})
    verdicts = []
    for change in changes:
        words: Data = {"claim": change.ours, "was": change.was, "is": change.now}
        verdicts.append(words | {"through": change.through})
    report = {
        "version": VERSION,
        "differences": differences_as_data(comparison, ours="new", theirs="old"),
        "proposals": proposals,
        "verdicts": verdicts,
    }
    return to_json(report)
