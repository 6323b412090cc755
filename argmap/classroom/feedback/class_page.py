"""The web page of a class: what most of its maps got wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from argmap.classroom.feedback.feedback import mark_lines, unreadable
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import StudentPhrases
from argmap.classroom.feedback.page_template import fill_in_page
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_TARGET,
    DifferenceKind,
    Sort,
    mistakes_in,
)
from argmap.model import ArgumentMap


class Outcome(StrEnum):
    """What became of a claim or inference of the key in a map, as the columns of a table."""

    FOUND = "found"
    """As it is in the key."""
    ABSENT = "absent"
    WRONG_KIND = "wrong_kind"
    WRONG_PLACE = "wrong_place"
    WRONG_LINKS = "wrong_links"
    UNCERTAIN = "uncertain"


_ABSENT = (DifferenceKind.MISSING, DifferenceKind.MERGED, DifferenceKind.SPLIT)
_OUTCOMES = {
    DifferenceKind.OTHER_KIND: Outcome.WRONG_KIND,
    **dict.fromkeys(WRONG_TARGET, Outcome.WRONG_PLACE),
    **dict.fromkeys(WRONG_LINKING, Outcome.WRONG_LINKS),
    **dict.fromkeys(_ABSENT, Outcome.ABSENT),
}

_OF_ALL = (*_ABSENT, DifferenceKind.LINKED)
"""Differences about all parts of the key that they name, and not only about the first."""


class _Row(NamedTuple):
    """A claim or inference of a key in words, and how many maps have which outcome."""

    text: str
    is_inference: bool
    numbers: Counter[Outcome]


def _rows(
    phrases: StudentPhrases, key: ArgumentMap, comparisons: Sequence[Comparison]
) -> list[_Row]:
    """Return the claims and inferences of a key, those first that most maps do not have right."""
    rows: dict[str, _Row] = {}
    for id in key.claims:
        text = phrases.quote(key, id)
        rows[id] = _Row(text, False, Counter())
    for id, inference in key.inferences.items():
        text = phrases.relation(key, inference)
        rows[id] = _Row(text, True, Counter())
    for comparison in comparisons:
        for id, outcome in _outcomes(comparison).items():
            rows[id].numbers[outcome] += 1
    # What is implicit in the key counts in no map.
    counted = [row for row in rows.values() if row.numbers]
    counted.sort(key=lambda row: row.numbers[Outcome.FOUND] - row.numbers.total())
    return counted


def _outcomes(comparison: Comparison) -> dict[str, Outcome]:
    """Return what became of each claim and inference of the key that counts."""
    key = comparison.theirs
    outcomes = {}
    for match in comparison.claims.matches.values():
        outcomes[match.theirs] = Outcome.FOUND
    open_claims = {match.theirs for match in comparison.proposals}
    for _, id, _ in comparison.inferences.values():
        claims = {*key.inferences[id].premises, key.claim_under(id)}
        outcomes[id] = Outcome.FOUND
        if not claims.isdisjoint(open_claims):
            outcomes[id] = Outcome.UNCERTAIN
    outcomes |= dict.fromkeys(open_claims, Outcome.UNCERTAIN)
    for difference in mistakes_in(comparison.differences):
        outcome = _OUTCOMES.get(difference.kind)
        if outcome is None:
            continue
        if difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        # After an inference, a difference may name one of its premises.
        parts = difference.theirs
        if difference.kind not in _OF_ALL:
            parts = parts[:1]
        for id in parts:
            # The first difference counts.
            if outcomes.get(id, Outcome.FOUND) is Outcome.FOUND:
                outcomes[id] = outcome
    return outcomes


def class_page(
    results: Sequence[Result], keys: Mapping[str, ArgumentMap], *, with_names: bool
) -> str:
    """Return the page of a class: how many have each claim and inference of a key, and each map.

    Args:
        results: what came of the maps.
        keys: the keys by name.
        with_names: whether each map is named; if not, the best comes first, and only files that
            could not be read are named.
    """
    first_key = next(iter(keys.values()))
    phrases = StudentPhrases(first_key.language)
    sections = []
    comparisons: defaultdict[str, list[Comparison]] = defaultdict(list)
    for result in results:
        if result.comparison is not None:
            comparisons[result.key].append(result.comparison)
    for name, key in keys.items():
        # A key that is nearest to no map has no table.
        if comparisons[name]:
            rows = _rows(phrases, key, comparisons[name])
            sections.append((key.title or name, rows))
    ranked = list(results)
    # In the order of their files, maps would show who is who.
    if not with_names:
        ranked.sort(key=lambda result: result.rank, reverse=True)
    return fill_in_page(
        "class.html.jinja",
        phrases,
        title=first_key.title,
        sections=sections,
        outcomes={outcome: getattr(phrases.words, outcome.value) for outcome in Outcome},
        results=ranked,
        with_names=with_names,
        unreadable=lambda result: unreadable(result, phrases.words),
        mark_line=lambda mark: mark_lines(mark, phrases.words)[0],
    )
