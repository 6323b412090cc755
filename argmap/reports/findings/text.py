"""Diagnostics as a person reads them: place, what is wrong, the line with a caret, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.model.text import one_line, safe, width
from argmap.reports.findings import Shown
from argmap.reports.findings.concise import place

_MAX_LINE = 160
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def format_text(shown: Shown) -> Iterator[str]:
    """Yield diagnostics as text, each followed by a blank line."""
    painter = _Painter(shown.color)
    lines = {name: _split(text) for name, text in shown.texts.items()}
    for found in shown.diagnostics:
        yield "\n".join(_finding(found, lines, painter)) + "\n\n"


class _Painter:
    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on else text


def _finding(found: Diagnostic, lines: Mapping[str, list[str]], paint: _Painter) -> Iterator[str]:
    color = _COLORS[found.severity]
    head = paint(f"{found.severity}[{found.code}]", f"1;{color}")
    yield f"{place(found.span)}{head}: {one_line(found.message)}"
    labels = [(found.span, found.label, color)] + [(other.span, other.message, "34") for other in found.related]
    gutter = max((len(str(span.line)) for span, _, _ in labels if span), default=0)
    shown = None
    for span, label, shade in labels:
        if span is None or span.line > len(lines.get(span.file, ())):
            continue
        if shown != (span.file, span.line):
            yield f"{' ' * gutter} {paint('|', '2')}"
            yield _source_line(span, lines, gutter, paint)
            shown = (span.file, span.line)
        yield _caret_line(span, lines, label, gutter, paint, shade)
    if found.help:
        yield f"{' ' * gutter} {paint('=', '2')} help: {one_line(found.help)}"


def _source_line(span: Span, lines: Mapping[str, list[str]], gutter: int, paint: _Painter) -> str:
    line, _ = _window(lines[span.file][span.line - 1], span)
    return f"{span.line:>{gutter}} {paint('|', '2')} {line}".rstrip()


def _caret_line(
    span: Span, lines: Mapping[str, list[str]], label: str, gutter: int, paint: _Painter, color: str
) -> str:
    line = lines[span.file][span.line - 1]
    shown, start = _window(line, span)
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before = width(_visible(line[start : span.column - 1]))
    carets = max(1, width(_visible(line[span.column - 1 : end - 1])))
    carets = max(1, min(carets, width(shown) - before))
    mark = paint("^" * carets, f"1;{color}")
    return f"{' ' * gutter} {paint('|', '2')} {' ' * before}{mark} {one_line(label)}".rstrip()


def _window(line: str, span: Span) -> tuple[str, int]:
    """Return the part of a line that is shown, and the index where it starts."""
    start = 0 if span.column <= _MAX_LINE // 2 else span.column - _MAX_LINE // 2
    cut = line[start : start + _MAX_LINE]
    return _visible(cut), start


def _visible(text: str) -> str:
    return safe(text.replace("\t", " "))


def _split(text: str) -> list[str]:
    for line_break in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_break, "\n")
    return text.split("\n")
