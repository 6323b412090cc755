"""Lines that a student reads, whatever the form: on a file that is no map, how much was found, and
a mark.
"""

from __future__ import annotations

from argmap.classroom.feedback.feedback import Feedback
from argmap.classroom.feedback.points import Points
from argmap.classroom.feedback.results import Result
from argmap.languages.classroom_words import FeedbackWords
from argmap.model.text import one_line


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file is no map, and the first reason."""
    return words.unreadable.format(
        number=result.submission.errors, first=one_line(result.submission.first_error)
    )


def counts_line(report: Feedback) -> str:
    """Return how much was found, in one line."""
    return "; ".join(report.counts)


def points_line(points: Points, words: FeedbackWords) -> str:
    """Return a mark and what it is the sum of: `5/7 = 1 × (claims found: 3 of 5) + 2 × (steps
    found: 1 of 1)`.

    There is no number while matches are open.
    """
    phrases = {
        "claims": words.claims_found,
        "steps": words.inferences_found,
        "kind": words.right_kind,
        "target": words.right_target,
        "linked": words.right_linking,
    }
    terms: list[str] = []
    for term in points.terms:
        found = phrases[term.name].format(found=term.found, all=term.all)
        terms.append(f"{term.weight} × ({found})")
    shown = "…" if points.points is None else f"{points.points}"
    return f"{shown}/{points.most} = {' + '.join(terms)}"
