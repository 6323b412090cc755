"""The web page of a comparison that is handed back to a student."""

from __future__ import annotations

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
from argmap.classroom.feedback.page_template import fill_in_page
from argmap.classroom.feedback.student_picture import Describe, student_picture
from argmap.util.errors import ArgmapError


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
        return fill_in_page(
            "student.html.jinja", phrases, title=title, repairs=repairs, problem=problem
        )
    report = feedback(comparison, hints, result.fixes)
    try:
        picture = student_picture(comparison, result.fixes, hints, describe)
    except ArgmapError:
        picture = None  # too large to be drawn: the sentences are enough
    return fill_in_page(
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
