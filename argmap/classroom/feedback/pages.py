"""Web pages of a comparison: what to hand back to a student, and what most of a class got wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.classroom.feedback.class_figures import KeyPart, Outcome, key_parts
from argmap.classroom.feedback.feedback import feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.lines import counts_line, points_line, unreadable
from argmap.classroom.feedback.phrases import StudentPhrases
from argmap.classroom.feedback.results import Result
from argmap.classroom.feedback.student_picture import StudentPicture, student_picture
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Sort
from argmap.model import ArgumentMap
from argmap.model.errors import ArgmapError
from argmap.model.text import safe_markup


def student_page(result: Result, hints: Hints) -> str:
    """Return the page of one student: what is right, what to mend, what is asked, and the map over
    the key.
    """
    comparison = result.comparison
    phrases = StudentPhrases(result.language)
    repairs = result.submission.repairs
    if comparison is None:
        problem = unreadable(result, phrases.words)
        title = result.submission.name
        return _render("student.html.jinja", phrases, title=title, repairs=repairs, problem=problem)
    report = feedback(comparison, hints)
    return _render(
        "student.html.jinja",
        phrases,
        title=comparison.theirs.title or result.submission.name,
        name=result.submission.name,
        report=report,
        counts=counts_line(report),
        points="" if result.points is None else points_line(result.points, phrases.words),
        repairs=repairs,
        picture=_picture(comparison, hints),
    )


def _picture(comparison: Comparison, hints: Hints) -> StudentPicture | None:
    try:
        return student_picture(comparison, hints)
    except ArgmapError:
        return None  # too large to be drawn: what is told stands for itself


class _Row(NamedTuple):
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
    sections: list[tuple[str, list[_Row]]] = []
    for name, key in keys.items():
        comparisons = [
            result.comparison for result in results if result.comparison and result.key == name
        ]
        if comparisons:
            rows = [_row(phrases, key, part) for part in key_parts(key, comparisons)]
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


def _row(phrases: StudentPhrases, key: ArgumentMap, part: KeyPart) -> _Row:
    is_inference = part.sort is Sort.INFERENCE
    text = (
        phrases.relation(key, key.inferences[part.id])
        if is_inference
        else phrases.quote(key, part.id)
    )
    return _Row(text, is_inference, [part.numbers[outcome] for outcome in _SHOWN])


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
