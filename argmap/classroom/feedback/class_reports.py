"""What came of each student's map: as text, as JSON, as a table (CSV), and as HTML for one cell.

The text is what each student reads:

    anna.yaml
      Right
        “Bees are busy” as a reason for “Apples are red”
      claims found: 2 of 3; steps found: 1 of 2
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from argmap.classroom.feedback.feedback import (
    Feedback,
    feedback,
    points_line,
    unreadable,
)
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, StudentPhrases
from argmap.comparison.compare import Counts
from argmap.comparison.json_report import differences_as_data
from argmap.languages import feedback_words_for
from argmap.languages.classroom_words import FeedbackWords
from argmap.util.json_text import to_json
from argmap.util.text import csv_table, one_line, safe_markup


def format_results_text(results: Iterable[Result], hints: Hints, *, several_keys: bool) -> str:
    """Return what each student reads: what is right, what to fix, what is asked, and the counts."""
    blocks = []
    for result in results:
        blocks.append("\n".join([*_result_lines(result, hints, several_keys), ""]))
    return "\n".join(blocks)


def _result_lines(result: Result, hints: Hints, several_keys: bool) -> Iterator[str]:
    words = feedback_words_for(result.language)
    yield one_line(result.submission.name)
    # Of a single key, everybody knows which it is.
    if several_keys and result.comparison is not None:
        yield f"  {words.compared_with.format(key=one_line(result.key))}"
    if result.submission.repairs:
        yield f"  {words.repaired.format(number=result.submission.repairs)}"
    if result.comparison is None:
        yield f"  {unreadable(result, words)}"
        return
    report = feedback(result.comparison, hints)
    for heading, sentences in _lists(report, words):
        yield f"  {heading}"
        for sentence in sentences:
            yield f"    {one_line(sentence)}"
    counts = "; ".join(report.counts)
    yield f"  {counts}"
    if result.points is not None:
        yield f"  {words.points}: {points_line(result.points, words)}"


def _lists(report: Feedback, words: FeedbackWords) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of a report that are not empty, each with its heading."""
    for heading, sentences, more in (
        (words.right, report.right, report.more_right),
        (words.to_fix, report.to_fix, report.more_to_fix),
        (words.questions, report.questions, 0),
    ):
        items = list(sentences)
        if more:
            items.append(words.more.format(number=more))
        if items:
            yield heading, items


VERSION = 1
"""Of the format: it grows where what there was changes its meaning or goes."""


def format_results_json(results: Iterable[Result], hints: Hints) -> str:
    """Return each comparison in full: counts, differences, proposals, and feedback."""
    maps = [_result_as_data(result, hints) for result in results]
    return to_json({"version": VERSION, "maps": maps})


def _result_as_data(result: Result, hints: Hints) -> dict[str, object]:
    submission = result.submission
    entry: dict[str, object] = {"file": submission.name, "repairs": submission.repairs}
    if result.comparison is None:
        return entry | {"errors": submission.errors, "first_error": submission.first_error}
    comparison = result.comparison
    proposals = []
    for match in comparison.proposals:
        claim = comparison.ours.claims[match.ours].text
        claim_of_key = comparison.theirs.claims[match.theirs].text
        likeness = round(match.likeness, 3)
        proposals.append({"claim": claim, "key": claim_of_key, "likeness": likeness})
    entry |= {
        "key": result.key,
        "counts": comparison.counts._asdict(),
        "differences": differences_as_data(comparison, ours="map", theirs="key"),
        "proposals": proposals,
        "feedback": feedback(comparison, hints)._asdict(),
    }
    if result.points is not None:
        # JSON has no decimals.
        points = result.points.points
        entry["points"] = {
            "points": None if points is None else float(points),
            "most": float(result.points.most),
            "formula": result.points.formula,
        }
    return entry


_CSV_COLUMNS = ["file", "key", *Counts._fields]
_CSV_COLUMNS += ["points", "most", "formula", "repairs", "errors", "first_error"]


def format_results_csv(results: Iterable[Result]) -> str:
    """Return a table of how much of the key each map has, or of the first error in its file."""
    return csv_table(_CSV_COLUMNS, map(_csv_row, results))


def _csv_row(result: Result) -> dict[str, str]:
    submission = result.submission
    row: dict[str, object] = {
        "file": one_line(submission.name),
        "key": one_line(result.key),
        "repairs": submission.repairs,
    }
    # A file that could not be read has no counts: empty cells, not zeros.
    if result.comparison is None:
        row["errors"] = submission.errors
        row["first_error"] = one_line(submission.first_error)
    else:
        row |= result.comparison.counts._asdict()
    if result.points is not None:
        # While matches are open, there is no number.
        if result.points.points is not None:
            row["points"] = result.points.points
        row["most"] = result.points.most
        row["formula"] = result.points.formula
    return {name: str(value) for name, value in row.items()}


def format_feedback_html(result: Result, hints: Hints, *, with_name: bool) -> str:
    """Return the lists of a student's page as HTML on one line.

    All that comes from maps is escaped. A spreadsheet never takes it, or what follows a delimiter
    within it, for a formula.

    Args:
        result: what came of the student's map.
        hints: how much of the answer is given away.
        with_name: whether the file is named, since there are several.
    """
    phrases = StudentPhrases(result.language)
    words = phrases.words
    pieces = ['<div dir="rtl">' if phrases.map_words.rtl else "<div>"]
    if with_name:
        # Without its folder, which names the student.
        pieces.append(_html_paragraph(result.submission.name.rpartition("/")[2]))
    if result.submission.repairs:
        pieces.append(_html_paragraph(words.repaired.format(number=result.submission.repairs)))
    if result.comparison is None:
        pieces.append(_html_paragraph(unreadable(result, words)))
    else:
        report = feedback(result.comparison, hints)
        for heading, sentences in _lists(report, words):
            items = "".join(f"<li>{_escape_html(sentence)}</li>" for sentence in sentences)
            pieces.append(f"<p><strong>{_escape_html(heading)}</strong></p><ul>{items}</ul>")
        pieces.append(_html_paragraph("; ".join(report.counts)))
        if result.points is not None:
            points = points_line(result.points, words)
            pieces.append(_html_paragraph(f"{words.points}{phrases.map_words.colon}{points}"))
    return _without_formulas(safe_markup("".join([*pieces, "</div>"])))


def _html_paragraph(text: str) -> str:
    return f"<p>{_escape_html(text)}</p>"


def _escape_html(text: str) -> str:
    return html.escape(" ".join(text.split()))


_BEHIND_DELIMITER = re.compile(r"(?<=[,;])[\s=+\-@＝＋－＠]+")


def _without_formulas(markup: str) -> str:
    """Return HTML that shows the same without a comma or semicolon before the sign of a formula.

    A spreadsheet that takes them for the ends of cells would run what follows, and `&quot;` ends
    with one: `&quot;=1+1` becomes `&quot;&#61;1+1`.
    """

    def spell_out(signs: re.Match[str]) -> str:
        return re.sub(r"\S", lambda sign: f"&#{ord(sign[0])};", signs[0])

    return _BEHIND_DELIMITER.sub(spell_out, markup)
