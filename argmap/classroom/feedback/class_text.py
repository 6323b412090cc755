"""What each student is told, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.classroom.feedback.feedback import Feedback, feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.points import Points
from argmap.classroom.feedback.results import Result
from argmap.languages.feedback import FeedbackWords, feedback_words_for
from argmap.model.text import one_line


def format_results(results: Iterable[Result], hints: Hints, *, several_keys: bool) -> str:
    """Return what each student is told: what is right, what to mend, what is asked, and how much was found."""
    return "\n".join("".join(f"{line}\n" for line in _lines(result, hints, several_keys)) for result in results)


def _lines(result: Result, hints: Hints, several_keys: bool) -> Iterator[str]:
    words = feedback_words_for(result.language)
    yield one_line(result.submission.name)
    if several_keys and result.comparison is not None:
        yield f"  {words.compared_with.format(key=one_line(result.key))}"
    if result.submission.repairs:
        yield f"  {words.repaired.format(number=result.submission.repairs)}"
    if result.comparison is None:
        yield f"  {unreadable(result, words)}"
        return
    told = feedback(result.comparison, hints)
    yield from _block(words.right, told.right, told.more_right, words)
    yield from _block(words.to_mend, told.mends, told.more_mends, words)
    yield from _block(words.questions, told.questions, 0, words)
    yield f"  {counts_line(told)}"
    if result.points is not None:
        yield f"  {words.points}: {points_line(result.points, words)}"


def _block(heading: str, sentences: Iterable[str], more: int, words: FeedbackWords) -> Iterator[str]:
    lines = [f"    {one_line(sentence)}" for sentence in sentences]
    if more:
        lines.append(f"    {words.more.format(number=more)}")
    if lines:
        yield f"  {heading}"
        yield from lines


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file is no map, and the first reason."""
    return words.unreadable.format(number=result.submission.errors, first=one_line(result.submission.first_error))


def counts_line(told: Feedback) -> str:
    """Return how much was found, in one line."""
    return "; ".join(told.counts)


def points_line(points: Points, words: FeedbackWords) -> str:
    """Return a mark and what it is the sum of: `5/7 = 1 × (claims found: 3 of 5) + 2 × (steps found: 1 of 1)`.

    There is no number while matches are open.
    """
    phrases = {
        "claims": words.claims_found,
        "steps": words.steps_found,
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
