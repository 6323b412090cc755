"""An outline or an essay as plain text, wrapped to the reader's terminal if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model import ArgumentMap
from argmap.model.options import WritingOptions
from argmap.model.result import Result
from argmap.model.text import one_line, safe_lines, width, wrap
from argmap.outlines.outline import Outline, OutlineEntry, outline
from argmap.outlines.results import essay_asked_for, outline_result
from argmap.outlines.runs import plain

if TYPE_CHECKING:
    from argmap.outlines.manuscript import Manuscript

# Entries below this depth are indented no further: their numbers tell how deep they are.
_DEEPEST_INDENT = 16

# Lines as wide as this may stick out of a very narrow terminal: narrower ones would be hard to
# read.
_NARROWEST_TEXT = 20


def format_text(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as plain text: its outline, or an essay."""
    essay = essay_asked_for(map, options)
    if essay is None:
        text = text_of(outline(map, options.outline, options.verdicts))
    else:
        text = _text_of_essay(essay, options.outline.columns)
    return outline_result(map, text, options)


def text_of(outline: Outline) -> str:
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
    blocks += ["\n".join(_wrap("", note, outline.columns)) for note in outline.notes()]
    # Each line is safe by itself, but for the command that it would be to a CI log if it began with
    # one.
    return safe_lines("\n\n".join(blocks)) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    indent = "  " * min(entry.depth, _DEEPEST_INDENT)
    text = one_line(outline.plain_entry(entry))
    lines = _wrap(f"{indent}{entry.number} ", text, outline.columns)
    attribution = plain(outline.attribution(entry))
    if attribution:
        aside = outline.words.aside(one_line(attribution)).lstrip()
        lines += _wrap(f"{indent}    ", aside, outline.columns)
    return lines


def _wrap(start: str, text: str, columns: int) -> list[str]:
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


def _text_of_essay(essay: Manuscript, columns: int) -> str:
    blocks = [essay.title]
    for section in essay.sections:
        if section.heading:
            blocks.append(_underlined(section.heading))
        for paragraph in section.paragraphs:
            blocks.append(_paragraph(plain(paragraph.runs), columns))
    if essay.bibliography:
        blocks.append(_underlined(essay.words.sources))
        lines = [_paragraph(plain(line.runs), columns) for line in essay.bibliography]
        blocks.append("\n".join(lines))
    return safe_lines("\n\n".join(blocks)) + "\n"


def _underlined(heading: str) -> str:
    return heading + "\n" + "=" * width(heading)


def _paragraph(text: str, columns: int) -> str:
    return "\n".join(wrap(text, columns)) if columns else text
