"""What came of each student's map: as text, as JSON, as a table (CSV), and as HTML for one cell.

The text is what each student reads:

    anna.yaml
      Good: Keep this as it is: “Bees are busy” as a reason for “Apples are red”.
      First: Find an objection to “Apples are red” that isn't there yet.
      Then: Go further: write down an objection to “Bees are busy”, and answer it.
      claims found: 2 of 3; inferences found: 1 of 2
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from argmap.classroom.feedback.feedback import feedback_of, report_on
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.marks import Mark, format_points
from argmap.comparison.compare import Counts
from argmap.comparison.json_report import differences_as_data
from argmap.languages import feedback_words_for, words_for
from argmap.util.json_text import to_json
from argmap.util.text import csv_table, one_line, safe_markup


def format_results_text(results: Iterable[Result], hints: Hints, *, several_keys: bool) -> str:
    """Return what each student reads: what is good, what to fix, what is open, and the counts."""
    blocks = []
    for result in results:
        lines = _result_lines(result, hints, several_keys)
        blocks.append("\n".join([*lines, ""]))
    return "\n".join(blocks)


def _result_lines(result: Result, hints: Hints, several_keys: bool) -> Iterator[str]:
    report = report_on(result, hints)
    yield one_line(result.submission.name)
    # Of a single key, everybody knows which it is.
    if several_keys and result.comparison is not None:
        words = feedback_words_for(result.language)
        yield f"  {words.compared_with.format(key=one_line(result.key))}"
    for line in (*report.repairs, *report.lines):
        yield f"  {line}"
    for heading, sentence in report.first:
        yield f"  {heading}{words_for(result.language).colon}{one_line(sentence)}"
    for heading, sentences in report.lists:
        yield f"  {heading}"
        for sentence in sentences:
            yield f"    {one_line(sentence)}"
    if report.counts:
        # claims found: 2 of 3; inferences found: 1 of 2
        yield f"  {'; '.join(report.counts)}"
    for number, line in enumerate(report.mark):
        yield f"    {line}" if number else f"  {line}"


_Data = dict[str, object]

VERSION = 3
"""Of the format: it grows where what there was changes its meaning or goes."""


def format_results_json(results: Iterable[Result], hints: Hints) -> str:
    """Return each comparison in full: counts, differences, proposals, and feedback."""
    maps = [_result_as_data(result, hints) for result in results]
    return to_json({"version": VERSION, "maps": maps})


def _result_as_data(result: Result, hints: Hints) -> _Data:
    submission = result.submission
    comparison = result.comparison
    entry: _Data = {"file": submission.name, "repairs": submission.repairs}
    if comparison is None:
        entry["errors"] = submission.errors
        entry["first_error"] = submission.first_error
        entry["help"] = submission.help
        if result.mark is not None:
            entry |= _mark_as_data(result.mark)
        return entry | {"remark": result.remark} if result.remark else entry
    proposals = [
        {
            "claim": comparison.ours.claims[match.ours].text,
            "key": comparison.theirs.claims[match.theirs].text,
            "likeness": round(match.likeness, 3),
        }
        for match in comparison.proposals
    ]
    entry |= {
        "key": result.key,
        "counts": comparison.counts._asdict(),
        "differences": differences_as_data(comparison, ours="map", theirs="key"),
        "proposals": proposals,
        "feedback": feedback_of(result, comparison, hints)._asdict(),
    }
    if result.mark is not None:
        entry |= _mark_as_data(result.mark)
    entry["argues_for"] = result.argues_for
    return entry


def _mark_as_data(mark: Mark) -> _Data:
    # JSON has no decimals.
    criteria = [
        {"criterion": criterion, "level": level, "mark": float(points), "most": float(most)}
        for criterion, level, points, most in mark.criteria
    ]
    return {
        "reason": "" if mark.adjusted is None else mark.adjusted.reason,
        "mark": None if mark.is_none_yet else float(mark.mark),
        "most": float(mark.most),
        "provisional": mark.is_provisional,
        "criteria": criteria,
    }


_CSV_COLUMNS = ["name", "mark", "most", "feedback", "provisional", "file", "key", "argues_for"]
_CSV_COLUMNS += [*Counts._fields, "repairs", "errors", "first_error", "help", "remark", "reason"]


def format_results_csv(results: Iterable[Result], hints: Hints) -> str:
    """Return a table with a mark and feedback for each student, as learning platforms take them.

    Further columns hold how much of the key each map has, or the first error in its file. In a
    language with a decimal comma, semicolons part the cells, as spreadsheets expect there: they
    would take 1.5 for the first of May.
    """
    results = list(results)
    decimal_mark = feedback_words_for(results[0].language).decimal_mark if results else "."
    rows = [_csv_row(result, hints, decimal_mark) for result in results]
    return csv_table(_CSV_COLUMNS, rows, ";" if decimal_mark == "," else ",")


def _csv_row(result: Result, hints: Hints, decimal_mark: str) -> dict[str, str]:
    submission, mark = result.submission, result.mark
    row: _Data = {
        "name": one_line(submission.student),
        "feedback": _feedback_in_cell(result, hints),
        "file": one_line(submission.name),
        "key": one_line(result.key),
        "repairs": submission.repairs,
        "remark": one_line(result.remark),
    }
    # A file that could not be read has no counts: empty cells, not zeros.
    if result.comparison is None:
        row["errors"] = submission.errors
        row["first_error"] = one_line(submission.first_error)
        row["help"] = one_line(submission.help)
    else:
        row |= result.comparison.counts._asdict()
        row["argues_for"] = one_line(result.argues_for)
    if mark is not None:
        if not mark.is_none_yet:
            row["mark"] = format_points(mark.mark, decimal_mark)
        row["most"] = format_points(mark.most, decimal_mark)
        row["provisional"] = "yes" if mark.is_provisional else "no"
        if mark.adjusted is not None:
            row["reason"] = one_line(mark.adjusted.reason)
    return {name: str(value) for name, value in row.items()}


def _feedback_in_cell(result: Result, hints: Hints) -> str:
    """Return the feedback on a map as lines: a heading, and a sentence a line."""
    report = report_on(result, hints)
    lines = list(report.lines)
    for heading, sentence in report.first:
        lines.append(f"{heading}{words_for(result.language).colon}{one_line(sentence)}")
    for heading, sentences in report.lists:
        lines.append(heading)
        lines += [f"• {one_line(sentence)}" for sentence in sentences]
    return "\n".join(lines)


def format_feedback_html(result: Result, hints: Hints, *, with_name: bool) -> str:
    """Return the lists of a student's page as HTML on one line.

    All that comes from maps is escaped. A spreadsheet never takes it, or what follows a delimiter
    within it, for a formula.

    Args:
        result: what came of the student's map.
        hints: how much of the answer is given away.
        with_name: whether the file is named, since there are several.
    """
    words = words_for(result.language)
    report = report_on(result, hints)
    # Without its folder, which names the student.
    name = [result.submission.name.rpartition("/")[2]] if with_name else []
    pieces = [_element("p", line) for line in (*name, *report.repairs, *report.lines)]
    for heading, sentence in report.first:
        title = _element("strong", heading + words.colon.rstrip())
        pieces.append(f"<p>{title} {_element('span', sentence)}</p>")
    for heading, sentences in report.lists:
        pieces.append(f"<p>{_element('strong', heading)}</p>{_list(sentences)}")
    if report.mark:
        pieces.append(_element("p", report.mark[0]) + _list(report.mark[1:]))
    start = '<div dir="rtl">' if words.rtl else "<div>"
    markup = "".join([start, *pieces, "</div>"])
    return _without_formulas(safe_markup(markup))


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(_element('li', item) for item in items)}</ul>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{html.escape(' '.join(text.split()))}</{tag}>"


_BEHIND_DELIMITER = re.compile(r"(?<=[,;])[\s=+\-@＝＋－＠]+")


def _without_formulas(markup: str) -> str:
    """Return HTML that shows the same without a comma or semicolon before the sign of a formula.

    A spreadsheet that takes them for the ends of cells would run what follows, and `&quot;` ends
    with one: `&quot;=1+1` becomes `&quot;&#61;1+1`.
    """

    def spell_out(match: re.Match[str]) -> str:
        return "".join(sign if sign.isspace() else f"&#{ord(sign)};" for sign in match[0])

    return _BEHIND_DELIMITER.sub(spell_out, markup)
