"""Web pages of a comparison: what to hand back to a student, and what most of a class got wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from argmap.classroom.feedback.feedback import (
    feedback,
    first_sentences,
    lists_of,
    mark_lines,
    other_side_line,
    unreadable,
)
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, StudentPhrases
from argmap.classroom.feedback.student_picture import Describe, student_picture
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_TARGET,
    DifferenceKind,
    Sort,
    mistakes_in,
)
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.text import safe_markup


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


def student_page(result: Result, hints: Hints, describe: Describe) -> str:
    """Return the page of one student: three sentences first, lists, the map, and the mark.

    Args:
        result: what came of the student's map.
        hints: how much of the answer is given away.
        describe: puts the picture into words for those who do not see it.
    """
    comparison = result.comparison
    phrases = StudentPhrases(result.language)
    repairs = result.submission.repairs
    if comparison is None:
        problem = unreadable(result, phrases.words)
        title = result.submission.name
        return _render("student.html.jinja", phrases, title=title, repairs=repairs, problem=problem)
    report = feedback(comparison, hints, result.fixes)
    try:
        picture = student_picture(comparison, result.fixes, hints, describe)
    except ArgmapError:
        picture = None  # too large to be drawn: the sentences are enough
    return _render(
        "student.html.jinja",
        phrases,
        title=comparison.theirs.title or result.submission.name,
        name=result.submission.name,
        sentences=first_sentences(report, phrases.words),
        lists=list(lists_of(report, phrases.words)),
        mark=result.mark and mark_lines(result.mark, phrases.words),
        other_side=other_side_line(result, phrases.words),
        repairs=repairs,
        picture=picture,
    )


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
    return _render(
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


def _render(template: str, phrases: StudentPhrases, **filled: object) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    loader = PackageLoader("argmap.classroom.feedback")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    filled["words"] = phrases.words
    filled["map_words"] = phrases.map_words
    page = environment.get_template(template)
    return safe_markup(page.render(markup=Markup, **filled))
