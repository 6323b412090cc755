"""What each student is told, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.classroom.feedback.feedback import feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.lines import counts_line, points_line, unreadable
from argmap.classroom.feedback.results import Result
from argmap.languages import feedback_words_for
from argmap.languages.classroom_words import FeedbackWords
from argmap.model.text import one_line


def format_results(results: Iterable[Result], hints: Hints, *, several_keys: bool) -> str:
    """Return what each student is told: what is right, what to mend, what is asked, and how much
    was found.
    """
    return "\n".join(
        "".join(f"{line}\n" for line in _lines(result, hints, several_keys)) for result in results
    )


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
    report = feedback(result.comparison, hints)
    yield from _block(words.right, report.right, report.more_right, words)
    yield from _block(words.to_fix, report.to_fix, report.more_to_fix, words)
    yield from _block(words.questions, report.questions, 0, words)
    yield f"  {counts_line(report)}"
    if result.points is not None:
        yield f"  {words.points}: {points_line(result.points, words)}"


def _block(
    heading: str, sentences: Iterable[str], more: int, words: FeedbackWords
) -> Iterator[str]:
    lines = [f"    {one_line(sentence)}" for sentence in sentences]
    if more:
        lines.append(f"    {words.more.format(number=more)}")
    if lines:
        yield f"  {heading}"
        yield from lines
