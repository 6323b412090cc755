"""Diagnostics as a person reads them: place, what is wrong, the line with carets below it, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.model.text import one_line, safe, width
from argmap.reports.findings import Shown
from argmap.reports.findings.concise import place_before_message

# How many characters of a source line are shown: two rows of a terminal of 80 columns.
_LONGEST_SOURCE = 160

# What a terminal calls its colours and weights (ECMA-48, "Select Graphic Rendition").
_BOLD = "1"
_DIM = "2"
_BLUE = "34"
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}

# What a file's lines end with besides "\n". YAML counts lines by these and no others; `str.splitlines` knows more.
_LINE_BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")


def format_text(shown: Shown) -> Iterator[str]:
    """Yield diagnostics as text, each followed by a blank line."""
    lines_of_file = {file: _lines(text) for file, text in shown.texts.items()}
    painter = _Painter(shown.color)
    for diagnostic in shown.diagnostics:
        yield "\n".join(_paragraph(diagnostic, lines_of_file, painter)) + "\n\n"


class _Painter(NamedTuple):
    """Paints text in colours and weights, if that is wanted."""

    in_color: bool

    def paint(self, text: str, *styles: str) -> str:
        if not self.in_color:
            return text
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


class _Pointer(NamedTuple):
    """A place that a diagnostic points at, what it says there, and the colour of its carets."""

    span: Span
    label: str
    color: str


class _Excerpt(NamedTuple):
    """A source line as it is shown, and where the carets below it stand: both in columns of a terminal."""

    source: str
    columns_before: int
    carets: int


def _paragraph(diagnostic: Diagnostic, lines_of_file: Mapping[str, list[str]], painter: _Painter) -> Iterator[str]:
    """Yield the lines that tell of one diagnostic."""
    pointers = _pointers(diagnostic)
    number_width = max((len(str(pointer.span.line)) for pointer in pointers), default=0)
    margin = " " * number_width
    bar = painter.paint("|", _DIM)

    place = place_before_message(diagnostic.span)
    kind = painter.paint(f"{diagnostic.severity}[{diagnostic.code}]", _BOLD, _COLORS[diagnostic.severity])
    yield f"{place}{kind}: {one_line(diagnostic.message)}"

    shown_above = None
    for pointer in pointers:
        span = pointer.span
        lines = lines_of_file.get(span.file, [])
        if span.line > len(lines):  # the text is not at hand, or has changed since
            continue
        excerpt = _excerpt(lines[span.line - 1], span)
        # Carets for the line just shown stand below those that it has.
        if shown_above != (span.file, span.line):
            shown_above = (span.file, span.line)
            yield f"{margin} {bar}"
            yield f"{span.line:>{number_width}} {bar} {excerpt.source}".rstrip()
        carets = painter.paint("^" * excerpt.carets, _BOLD, pointer.color)
        space = " " * excerpt.columns_before
        yield f"{margin} {bar} {space}{carets} {one_line(pointer.label)}".rstrip()

    if diagnostic.help:
        equals = painter.paint("=", _DIM)
        yield f"{margin} {equals} help: {one_line(diagnostic.help)}"


def _pointers(diagnostic: Diagnostic) -> list[_Pointer]:
    """Return the places that a diagnostic points at: its own, then the related ones."""
    own_color = _COLORS[diagnostic.severity]
    places = [(diagnostic.span, diagnostic.label, own_color)]
    places += [(related.span, related.message, _BLUE) for related in diagnostic.related]
    return [_Pointer(span, label, color) for span, label, color in places if span]


def _excerpt(line: str, span: Span) -> _Excerpt:
    """Return what is shown of a source line, with carets for the part of a span that lies in it."""
    first = span.column - 1
    end = span.end_column - 1
    if span.end_line != span.line:
        end = len(line)
    # A long line is cut so that its first marked character is in view: in the middle, or nearer to the start.
    cut_from = max(0, span.column - _LONGEST_SOURCE // 2)
    source = _visible(line[cut_from : cut_from + _LONGEST_SOURCE])
    columns_before = width(_visible(line[cut_from:first]))
    columns_marked = width(_visible(line[first:end]))
    # There is one caret at least, also for a span that is empty or lies behind the end of its line.
    carets = max(1, min(columns_marked, width(source) - columns_before))
    return _Excerpt(source, columns_before, carets)


def _visible(text: str) -> str:
    # A tab would be as wide as the terminal likes, and the carets below it would not fit.
    return safe(text.replace("\t", " "))


def _lines(text: str) -> list[str]:
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    return text.split("\n")
