"""Web pages of a comparison: what to hand back to a student, and what most of a class got wrong.

What most of a class got right or wrong: for each claim and step of a key, how many have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from argmap.classroom.feedback.feedback import counts_line, feedback, points_line, unreadable
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, StudentPhrases
from argmap.classroom.feedback.student_picture import Describe, student_picture
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_TARGET,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.text import safe_markup


class Outcome(StrEnum):
    """What became of a claim or step of the key in a map; each counts once,
    the first that holds.
    """

    UNCERTAIN = "uncertain"
    ABSENT = "absent"
    WRONG_KIND = "wrong_kind"
    WRONG_PLACE = "wrong_place"
    WRONG_LINKS = "wrong_links"
    FOUND = "found"
    """As it is in the key."""


class KeyPart(NamedTuple):
    """A claim or step of a key, by its id, and how many maps have it how."""

    sort: Sort
    id: str
    numbers: dict[Outcome, int]

    @property
    def wrong(self) -> int:
        """How many do not have it as it is in the key."""
        return sum(
            number for outcome, number in self.numbers.items() if outcome is not Outcome.FOUND
        )


_ABSENT = (DifferenceKind.MISSING, DifferenceKind.MERGED, DifferenceKind.SPLIT)
_OUTCOMES = {
    DifferenceKind.OTHER_KIND: Outcome.WRONG_KIND,
    **dict.fromkeys(WRONG_TARGET, Outcome.WRONG_PLACE),
    **dict.fromkeys(WRONG_LINKING, Outcome.WRONG_LINKS),
    **dict.fromkeys(_ABSENT, Outcome.ABSENT),
}

_OF_ALL = (*_ABSENT, DifferenceKind.LINKED)
"""Differences that are about all parts of the key that they name, and not about the first."""


def key_parts(key: ArgumentMap, comparisons: Iterable[Comparison]) -> list[KeyPart]:
    """Return the claims and steps of a key, those first that most maps do not have as they are."""
    parts = [KeyPart(Sort.CLAIM, id, dict.fromkeys(Outcome, 0)) for id in key.claims]
    parts += [KeyPart(Sort.INFERENCE, id, dict.fromkeys(Outcome, 0)) for id in key.inferences]
    for comparison in comparisons:
        outcomes = _outcomes(comparison)
        for part in parts:
            outcome = outcomes.get((part.sort, part.id))
            if outcome is not None:
                part.numbers[outcome] += 1
    counted = [part for part in parts if any(part.numbers.values())]
    return sorted(counted, key=lambda part: -part.wrong)


def _outcomes(comparison: Comparison) -> dict[tuple[Sort, str], Outcome]:
    """Return what became of each claim and step of the key; what does not count is left out."""
    outcomes: dict[tuple[Sort, str], Outcome] = {}
    for match in comparison.claims.matches.values():
        outcomes[Sort.CLAIM, match.theirs] = (
            Outcome.FOUND if match.is_certain else Outcome.UNCERTAIN
        )
    open_claims = {match.theirs for match in comparison.proposals}
    for inference_match in comparison.inferences.values():
        inference = comparison.theirs.inferences[inference_match.theirs]
        is_open = not open_claims.isdisjoint(
            [*inference.premises, comparison.theirs.claim_under(inference.id)]
        )
        outcomes[Sort.INFERENCE, inference.id] = Outcome.UNCERTAIN if is_open else Outcome.FOUND
    for difference in with_followers(comparison.differences):
        outcome = _OUTCOMES.get(difference.kind)
        if outcome is None or difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        # A premise stands behind its step.
        parts = difference.theirs if difference.kind in _OF_ALL else difference.theirs[:1]
        for id in parts:
            if outcomes.get((difference.sort, id)) in (None, Outcome.FOUND):
                outcomes[difference.sort, id] = outcome
    return outcomes


def student_page(result: Result, hints: Hints, describe: Describe) -> str:
    """Return the page of one student: what is right, what to fix, what is asked, and a picture.

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
    report = feedback(comparison, hints)
    try:
        picture = student_picture(comparison, hints, describe)
    except ArgmapError:
        picture = None  # too large to be drawn: the sentences are enough
    return _render(
        "student.html.jinja",
        phrases,
        title=comparison.theirs.title or result.submission.name,
        name=result.submission.name,
        report=report,
        counts=counts_line(report),
        points="" if result.points is None else points_line(result.points, phrases.words),
        repairs=repairs,
        picture=picture,
    )


class _ClassRow(NamedTuple):
    """A row of the table of what a class got right: a claim or step in words, and how many have it
    how.
    """

    text: str
    is_inference: bool
    numbers: Sequence[int]


def class_page(
    results: Sequence[Result], keys: Mapping[str, ArgumentMap], *, with_names: bool
) -> str:
    """Return the page of a class: for each claim and step of a key how many have it, and a row for
    each map.

    Args:
        results: what came of the maps.
        keys: the keys by name.
        with_names: whether each map is named; if not, the maps stand in the order of how much is
            right.
    """
    first_key = next(iter(keys.values()))
    phrases = StudentPhrases(first_key.language)
    sections: list[tuple[str, list[_ClassRow]]] = []
    for name, key in keys.items():
        comparisons = [
            result.comparison for result in results if result.comparison and result.key == name
        ]
        if comparisons:
            rows = [_class_row(phrases, key, part) for part in key_parts(key, comparisons)]
            sections.append((key.title or name, rows))
    ranked = list(results)
    if not with_names:
        ranked.sort(key=lambda result: result.rank, reverse=True)
    return _render(
        "class.html.jinja",
        phrases,
        title=first_key.title,
        sections=sections,
        outcomes=[getattr(phrases.words, outcome.value) for outcome in _SHOWN],
        results=ranked,
        with_names=with_names,
        unreadable=lambda result: unreadable(result, phrases.words),
        points_line=lambda points: points_line(points, phrases.words),
    )


_SHOWN = (
    Outcome.FOUND,
    Outcome.ABSENT,
    Outcome.WRONG_KIND,
    Outcome.WRONG_PLACE,
    Outcome.WRONG_LINKS,
    Outcome.UNCERTAIN,
)


def _class_row(phrases: StudentPhrases, key: ArgumentMap, part: KeyPart) -> _ClassRow:
    is_inference = part.sort is Sort.INFERENCE
    text = (
        phrases.relation(key, key.inferences[part.id])
        if is_inference
        else phrases.quote(key, part.id)
    )
    return _ClassRow(text, is_inference, [part.numbers[outcome] for outcome in _SHOWN])


def _render(template: str, phrases: StudentPhrases, **filled: object) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("argmap.classroom.feedback"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    html = environment.get_template(template).render(
        words=phrases.words,
        map_words=phrases.map_words,
        markup=Markup,
        **filled,
    )
    return safe_markup(html)
