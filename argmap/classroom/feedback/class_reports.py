"""What each student is told, as text.

What came of each student's map, as JSON for programs.

What came of each student's map, as a table (CSV), a row each.

What a student is told, as a piece of HTML that fits into one cell of a table.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from argmap.classroom.feedback.feedback import counts_line, feedback, points_line, unreadable
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, StudentPhrases
from argmap.comparison.compare import Counts
from argmap.comparison.json_report import differences_as_data
from argmap.languages import feedback_words_for
from argmap.languages.classroom_words import FeedbackWords
from argmap.util.json_text import to_json
from argmap.util.text import csv_table, one_line, safe_markup


def format_results_text(results: Iterable[Result], hints: Hints, *, several_keys: bool) -> str:
    """Return what each student is told: what is right, what to mend, what is asked, and how much
    was found.
    """
    return "\n".join(
        "".join(f"{line}\n" for line in _result_lines(result, hints, several_keys))
        for result in results
    )


def _result_lines(result: Result, hints: Hints, several_keys: bool) -> Iterator[str]:
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
    yield from _text_block(words.right, report.right, report.more_right, words)
    yield from _text_block(words.to_fix, report.to_fix, report.more_to_fix, words)
    yield from _text_block(words.questions, report.questions, 0, words)
    yield f"  {counts_line(report)}"
    if result.points is not None:
        yield f"  {words.points}: {points_line(result.points, words)}"


def _text_block(
    heading: str, sentences: Iterable[str], more: int, words: FeedbackWords
) -> Iterator[str]:
    lines = [f"    {one_line(sentence)}" for sentence in sentences]
    if more:
        lines.append(f"    {words.more.format(number=more)}")
    if lines:
        yield f"  {heading}"
        yield from lines


VERSION = 1
"""Of the form: it grows where what there was changes its meaning or goes."""


def format_results_json(results: Iterable[Result], hints: Hints) -> str:
    """Return each comparison in full: counts, differences, proposals, and what
    the student is told.
    """
    return to_json(
        {"version": VERSION, "maps": [_result_as_data(result, hints) for result in results]}
    )


def _result_as_data(result: Result, hints: Hints) -> dict[str, object]:
    submission = result.submission
    entry: dict[str, object] = {"file": submission.name, "repairs": submission.repairs}
    if result.comparison is None:
        return entry | {"errors": submission.errors, "first_error": submission.first_error}
    comparison = result.comparison
    entry |= {
        "key": result.key,
        "counts": comparison.counts._asdict(),
        "differences": differences_as_data(comparison, ours="map", theirs="key"),
        "proposals": [
            {
                "claim": comparison.ours.claims[match.ours].text,
                "key": comparison.theirs.claims[match.theirs].text,
                "likeness": round(match.likeness, 3),
            }
            for match in comparison.proposals
        ],
        "feedback": feedback(comparison, hints)._asdict(),
    }
    if result.points is not None:
        points = result.points.points
        entry["points"] = {
            "points": None if points is None else float(points),
            "most": float(result.points.most),
            "formula": result.points.formula,
        }
    return entry


_CSV_COLUMNS = (
    "file",
    "key",
    *Counts._fields,
    "points",
    "most",
    "formula",
    "repairs",
    "errors",
    "first_error",
)


def format_results_csv(results: Iterable[Result]) -> str:
    """Return a table of how much of the key each map has; what is no map has its first error, and
    no counts.
    """
    return csv_table(_CSV_COLUMNS, map(_csv_row, results))


def _csv_row(result: Result) -> dict[str, str]:
    submission = result.submission
    row: dict[str, str] = {"file": one_line(submission.name), "key": one_line(result.key)}
    row["repairs"] = str(submission.repairs)
    if submission.map is None:
        return row | {
            "errors": str(submission.errors),
            "first_error": one_line(submission.first_error),
        }
    if result.comparison is not None:
        row |= {name: str(number) for name, number in result.comparison.counts._asdict().items()}
    if result.points is not None:
        row["points"] = "" if result.points.points is None else str(result.points.points)
        row |= {"most": str(result.points.most), "formula": result.points.formula}
    return row


def format_feedback_html(result: Result, hints: Hints, *, with_name: bool) -> str:
    """Return the lists of a student's page as HTML on one line; all that comes from maps is
    escaped.

    A spreadsheet never takes it, or what follows a delimiter within it, for a formula.

    Args:
        result: what came of the student's map.
        hints: how much of the answer is given away.
        with_name: whether the file is named, since there are several.
    """
    comparison = result.comparison
    phrases = StudentPhrases(result.language)
    words = phrases.words
    pieces: list[str] = []
    if with_name:
        # Without its folder, which names the student.
        pieces.append(_html_paragraph(result.submission.name.rpartition("/")[2]))
    if result.submission.repairs:
        pieces.append(_html_paragraph(words.repaired.format(number=result.submission.repairs)))
    if comparison is None:
        pieces.append(_html_paragraph(unreadable(result, words)))
    else:
        report = feedback(comparison, hints)
        more_right = words.more.format(number=report.more_right) if report.more_right else ""
        more_to_fix = words.more.format(number=report.more_to_fix) if report.more_to_fix else ""
        pieces.append(_html_list(words.right, [*report.right, more_right]))
        pieces.append(_html_list(words.to_fix, [*report.to_fix, more_to_fix]))
        pieces.append(_html_list(words.questions, report.questions))
        pieces.append(_html_paragraph(counts_line(report)))
        if result.points is not None:
            pieces.append(
                _html_paragraph(
                    f"{words.points}{phrases.map_words.colon}{points_line(result.points, words)}"
                )
            )
    start = '<div dir="rtl">' if phrases.map_words.rtl else "<div>"
    return _without_formulas(safe_markup(f"{start}{''.join(pieces)}</div>"))


def _html_paragraph(text: str) -> str:
    return f"<p>{_escape_html(text)}</p>"


def _html_list(heading: str, sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{_escape_html(sentence)}</li>" for sentence in sentences if sentence)
    return f"<p><strong>{_escape_html(heading)}</strong></p><ul>{items}</ul>" if items else ""


def _escape_html(text: str) -> str:
    return html.escape(" ".join(text.split()))


_BEHIND_DELIMITER = re.compile(r"(?<=[,;])[\s=+\-@＝＋－＠]+")


def _without_formulas(markup: str) -> str:
    """Return HTML that shows the same, in which no comma or semicolon stands before the sign of a
    formula.

    A spreadsheet that takes them for the ends of cells would run what follows, and `&quot;` ends
    with one.
    """

    def spell_out(signs: re.Match[str]) -> str:
        return "".join(sign if sign.isspace() else f"&#{ord(sign)};" for sign in signs[0])

    return _BEHIND_DELIMITER.sub(spell_out, markup)
