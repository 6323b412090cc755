"""Diagnostics in the long form, and as one line each, for editors and `grep`.

debate.yaml:3:17: error[unknown-claim]: unknown claim `slep`
  |
3 |     premises: [slep]
  |                ^^^^ a premise of `nine`
  = help: did you mean `sleep`?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.lint.reports import Report
from argmap.lint.terminal import BLUE, BOLD, COLORS, GRAY, Painter
from argmap.model.diagnostics import Diagnostic, Span
from argmap.util.text import one_line, safe, split_lines, width


def format_concise(report: Report) -> Iterator[str]:
    """Yield `file:line:col: severity[code]: message` for each diagnostic."""
    for diagnostic in report.diagnostics:
        place = place_before_message(diagnostic.span)
        message = one_line(diagnostic.message)
        yield f"{place}{diagnostic.severity}[{diagnostic.code}]: {message}\n"


def place_before_message(span: Span | None) -> str:
    """Return `file:line:col: `, or an empty text without a place."""
    if span is None:
        return ""
    file = one_line(span.file).strip()
    if file.startswith(":"):
        # A CI log treats a line that begins with `::` as a command.
        file = f"./{file}"
    return f"{file}:{span.line}:{span.column}: "


# The number of characters shown of a source line: two rows in a terminal of 80 columns.
_LONGEST_SOURCE = 160

_MOST_ALIKE = 3


def format_full(report: Report) -> Iterator[str]:
    """Yield diagnostics in the long form, each followed by a blank line."""
    lines_of_file = {file: split_lines(text) for file, text in report.texts.items()}
    painter = Painter(report.color)
    for diagnostic in report.diagnostics:
        paragraph = _paragraph(diagnostic, lines_of_file, painter)
        yield "\n".join(paragraph) + "\n\n"


def format_unreadable(report: Report) -> Iterator[str]:
    """Yield the errors in a file in the long form: the first three of each kind, and a count."""
    times: Counter[str] = Counter()
    listed: list[Diagnostic] = []
    for diagnostic in report.diagnostics:
        mistake = f"{diagnostic.severity}[{diagnostic.code}]: {one_line(diagnostic.message)}"
        times[mistake] += 1
        if times[mistake] <= _MOST_ALIKE:
            listed.append(diagnostic)
    yield from format_full(report._replace(diagnostics=listed))
    for mistake, number in times.items():
        if number > _MOST_ALIKE:
            yield f"… and {number - _MOST_ALIKE:,} more like this: {mistake}\n\n"


def _paragraph(
    diagnostic: Diagnostic, lines_of_file: Mapping[str, list[str]], painter: Painter
) -> Iterator[str]:
    """Yield the lines of one diagnostic."""
    place = place_before_message(diagnostic.span)
    name = f"{diagnostic.severity}[{diagnostic.code}]"
    name = painter.paint(name, BOLD, COLORS[diagnostic.severity])
    yield f"{place}{name}: {one_line(diagnostic.message)}"

    # Its own place, then the related ones, each with its label and the color of its carets.
    places = [(diagnostic.span, diagnostic.label, COLORS[diagnostic.severity])]
    places += [(related.span, related.message, BLUE) for related in diagnostic.related]
    pointers = [(span, label, color) for span, label, color in places if span is not None]
    number_width = max((len(str(span.line)) for span, _, _ in pointers), default=0)
    margin = " " * number_width
    yield from _point_out(pointers, lines_of_file, number_width, painter)

    if diagnostic.help:
        equals = painter.paint("=", GRAY)
        yield f"{margin} {equals} help: {one_line(diagnostic.help)}"


def _point_out(
    pointers: list[tuple[Span, str, str]],
    lines_of_file: Mapping[str, list[str]],
    number_width: int,
    painter: Painter,
) -> Iterator[str]:
    """Yield each source line that is pointed at, if it is known, with carets below it."""
    margin = " " * number_width
    bar = painter.paint("|", GRAY)
    shown_above = None
    file_above = pointers[0][0].file if pointers else ""
    for span, label, color in pointers:
        if span.file != file_above:
            file_above = span.file
            yield f"{margin} {painter.paint(':', GRAY)} {place_before_message(span).rstrip(': ')}"
        lines = lines_of_file.get(span.file, [])
        if span.line > len(lines):  # the text is not at hand, or has changed since
            continue
        source, columns_before, carets = _excerpt(lines[span.line - 1], span)
        # More carets for the same line go below the first ones; a long line may have been cut at
        # another place.
        shown = (span.file, span.line, source)
        if shown_above != shown:
            shown_above = shown
            number = str(span.line).rjust(number_width)
            yield f"{margin} {bar}"
            yield f"{number} {bar} {source}".rstrip()
        marked = painter.paint("^" * carets, BOLD, color)
        yield f"{margin} {bar} {' ' * columns_before}{marked} {one_line(label)}".rstrip()


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """Return the shown part of a source line, how many columns are before the carets for the part
    of a span that is in it, and how many carets there are.
    """
    first = span.column - 1
    end = span.end_column - 1
    if span.end_line != span.line:
        end = len(line)
    # A long line is cut so that its first marked character is visible, in the middle or nearer to
    # the start.
    cut_from = max(0, span.column - _LONGEST_SOURCE // 2)
    cut_to = cut_from + _LONGEST_SOURCE
    source = _visible(line[cut_from:cut_to])
    columns_before = width(_visible(line[cut_from:first]))
    columns_marked = width(_visible(line[first:end]))
    columns_left = width(source) - columns_before
    # There is at least one caret, even for a span that is empty or is after the end of its line.
    carets = max(1, min(columns_marked, columns_left))
    return source, columns_before, carets


def _visible(text: str) -> str:
    # The width of a tab depends on the terminal, so the carets below it would not be aligned.
    return safe(text.replace("\t", " "))
