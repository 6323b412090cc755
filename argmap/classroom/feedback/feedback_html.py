"""What a student is told, as a piece of HTML that fits into one cell of a table."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from argmap.classroom.feedback.feedback import feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.lines import counts_line, points_line, unreadable
from argmap.classroom.feedback.phrases import StudentPhrases
from argmap.classroom.feedback.results import Result
from argmap.model.text import safe_markup


def format_feedback(result: Result, hints: Hints, *, with_name: bool) -> str:
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
        pieces.append(_paragraph(result.submission.name.rpartition("/")[2]))
    if result.submission.repairs:
        pieces.append(_paragraph(words.repaired.format(number=result.submission.repairs)))
    if comparison is None:
        pieces.append(_paragraph(unreadable(result, words)))
    else:
        report = feedback(comparison, hints)
        more_right = words.more.format(number=report.more_right) if report.more_right else ""
        more_to_fix = words.more.format(number=report.more_to_fix) if report.more_to_fix else ""
        pieces.append(_block(words.right, [*report.right, more_right]))
        pieces.append(_block(words.to_fix, [*report.to_fix, more_to_fix]))
        pieces.append(_block(words.questions, report.questions))
        pieces.append(_paragraph(counts_line(report)))
        if result.points is not None:
            pieces.append(
                _paragraph(
                    f"{words.points}{phrases.map_words.colon}{points_line(result.points, words)}"
                )
            )
    start = '<div dir="rtl">' if phrases.map_words.rtl else "<div>"
    return _without_formulas(safe_markup(f"{start}{''.join(pieces)}</div>"))


def _paragraph(text: str) -> str:
    return f"<p>{_escape(text)}</p>"


def _block(heading: str, sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{_escape(sentence)}</li>" for sentence in sentences if sentence)
    return f"<p><strong>{_escape(heading)}</strong></p><ul>{items}</ul>" if items else ""


def _escape(text: str) -> str:
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
