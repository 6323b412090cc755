"""An outline or an essay as plain text, wrapped to the reader's terminal if there is one.

An outline as the description of a picture: lines for the ear, and only as deep as there is time
to listen.

An outline as OPML 2.0 (http://opml.org/spec2.opml), which outliners open.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from argmap.documents.outline import Outline, OutlineEntry, outline
from argmap.documents.outline_results import essay_asked_for, outline_result
from argmap.documents.text_runs import plain
from argmap.model import ArgumentMap
from argmap.model.writing import Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.text import one_line, safe_lines, width, wrap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from argmap.documents.manuscript import Manuscript


# Entries below this depth are indented no further: their numbers tell how deep they are.
_DEEPEST_INDENT = 16

# Lines as wide as this may stick out of a very narrow terminal: narrower ones would be hard to
# read.
_NARROWEST_TEXT = 20


def format_outline_text(map: ArgumentMap, options: WritingOptions) -> Result:
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
    blocks += ["\n".join(_wrap_after("", note, outline.columns)) for note in outline.notes()]
    # Each line is safe by itself, but for the command that it would be to a CI log if it began with
    # one.
    return safe_lines("\n\n".join(blocks)) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    indent = "  " * min(entry.depth, _DEEPEST_INDENT)
    text = one_line(outline.plain_entry(entry))
    lines = _wrap_after(f"{indent}{entry.number} ", text, outline.columns)
    attribution = plain(outline.attribution(entry))
    if attribution:
        aside = outline.words.aside(one_line(attribution)).lstrip()
        lines += _wrap_after(f"{indent}    ", aside, outline.columns)
    return lines


def _wrap_after(start: str, text: str, columns: int) -> list[str]:
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


_ELLIPSIS = "…"


def format_description(outline: Outline, most_characters: int) -> str:
    """Return an outline without indents and underlines, for those who do not see the picture.

    Args:
        outline: what the picture shows.
        most_characters: about how long it may be. What is deepest is left out of a longer one, and
            "…" stands for it.
    """
    lines = _lines_with_depths(outline)
    lengths: Counter[int] = Counter()
    for depth, line in lines:
        lengths[depth] += len(line) + 1
    # What stands at the top is told as far as it fits, even where not all of it does.
    deepest, total = 0, 0
    for depth in sorted(lengths):
        total += lengths[depth]
        if total <= most_characters:
            deepest = depth
    kept: list[str] = []
    room = most_characters
    for depth, line in lines:
        if depth <= deepest:
            room -= len(line) + 1
            if room < 0:
                break
            kept.append(line)
        elif kept[-1] != _ELLIPSIS:
            kept.append(_ELLIPSIS)
    if room < 0 and kept[-1:] != [_ELLIPSIS]:
        kept.append(_ELLIPSIS)
    return "\n".join(kept)


def _lines_with_depths(outline: Outline) -> list[tuple[int, str]]:
    """Return the lines of a description, each with how far below a main claim it stands."""
    lines: list[tuple[int, str]] = []
    if outline.map.title:
        lines.append((0, one_line(outline.map.title)))
    for section in outline.sections:
        if section.heading:
            lines.append((0, one_line(section.heading)))
        for entry in section.entries:
            lines.append((entry.depth, f"{entry.number} {one_line(outline.plain_entry(entry))}"))
    lines += [(0, note) for note in outline.notes()]
    return lines


def format_opml(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return the outline of a map as OPML.

    Raises:
        ArgmapError: an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError("OPML holds outlines, not essays; ask for text, markdown or a document")
    text = _opml_of(outline(map, options.outline, options.verdicts))
    return outline_result(map, text, options)


def _opml_of(outline: Outline) -> str:
    from xml.etree import ElementTree

    # Attributions go into `_note`, as outliners expect.
    root = ElementTree.Element("opml", version="2.0")
    words = outline.words
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = one_line(outline.map.title) or words.argument_map
    body = ElementTree.SubElement(root, "body")
    for section in outline.sections:
        section_element = body
        if section.heading:
            section_element = _add_opml_line(body, section.heading)
        # parents[depth] is the element that an entry of this depth is put into.
        parents = [section_element]
        for entry in section.entries:
            del parents[entry.depth + 1 :]
            line = _add_opml_line(parents[-1], f"{entry.number} {outline.plain_entry(entry)}")
            attribution = plain(outline.attribution(entry))
            if attribution:
                line.set("_note", one_line(attribution))
            parents.append(line)
    bibliography = outline.bibliography()
    if bibliography:
        sources = _add_opml_line(body, words.sources)
        for reference in bibliography:
            _add_opml_line(sources, reference.line(words))
    for note in outline.notes():
        _add_opml_line(body, note)
    ElementTree.indent(root)
    return (
        '<?xml version="1.0"'
        f' encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
    )


def _add_opml_line(parent: Element, text: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(parent, "outline", text=one_line(text))
