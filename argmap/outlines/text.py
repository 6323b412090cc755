"""An outline as plain text, wrapped to the reader's terminal if there is one."""

from __future__ import annotations

from argmap.model.text import one_line, safe_lines, width, wrap
from argmap.outlines.outline import Outline, OutlineEntry
from argmap.outlines.runs import plain

# Entries below this depth are indented no further: their numbers tell how deep they are.
_DEEPEST_INDENT = 16

# Lines as wide as this may stick out of a very narrow terminal: narrower ones would be hard to
# read.
_NARROWEST_TEXT = 20


def format_text(outline: Outline) -> str:
    """Return an outline as text that ends with a line break; safe to print on a terminal."""
    blocks: list[str] = []
    if outline.map.title:
        blocks.append(one_line(outline.map.title))
    for section in outline.sections:
        lines = []
        heading = one_line(section.heading)
        if heading:
            lines += [heading, "=" * width(heading), ""]
        for entry in section.entries:
            lines += _entry_lines(outline, entry)
        blocks.append("\n".join(lines))
    bibliography = outline.bibliography()
    if bibliography:
        words = outline.words
        lines = [words.sources, "=" * width(words.sources), ""]
        for reference in bibliography:
            lines.append("  " + one_line(reference.line(words)))
        blocks.append("\n".join(lines))
    blocks += ["\n".join(_wrapped("", note, outline.columns)) for note in outline.notes()]
    # Each line is safe by itself, but for the command that it would be to a CI log if it began with
    # one.
    return safe_lines("\n\n".join(blocks)) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    indent = "  " * min(entry.depth, _DEEPEST_INDENT)
    text = one_line(outline.plain_entry(entry))
    lines = _wrapped(f"{indent}{entry.number} ", text, outline.columns)
    attribution = plain(outline.attribution(entry))
    if attribution:
        aside = outline.words.aside(one_line(attribution)).lstrip()
        lines += _wrapped(f"{indent}    ", aside, outline.columns)
    return lines


def _wrapped(start: str, text: str, columns: int) -> list[str]:
    """Return the lines of a text after a start; the lines after the first are indented as far as
    its text.
    """
    if not columns:
        return [start + text]
    # A start may take more than half of a narrow terminal; then the text is given half of it.
    half = columns // 2
    indent = " " * min(width(start), half)
    room = max(columns - width(start), half, _NARROWEST_TEXT)
    lines: list[str] = []
    for line in wrap(text, room):
        before = indent if lines else start
        lines.append(before + line)
    return lines
