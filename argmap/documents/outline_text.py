"""An outline as text: plain, wrapped to a terminal if there is one; as the description of a
picture; as OPML 2.0 (http://opml.org/spec2.opml), which outliners open.

    Start at nine
    =============

    1 School should start at nine.
      1.1 Teenagers would sleep more. [documented]
          (held by the American Academy of Pediatrics)

A description has lines for the ear, and goes only as deep as there is time to listen. An essay is
plain text alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.documents.outline import Outline, OutlineEntry, outline
from argmap.documents.outline_results import essay_asked_for, outline_result
from argmap.documents.text_runs import plain
from argmap.model import ArgumentMap
from argmap.model.writing import OutlineOptions, Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.text import one_line, safe_lines, width, wrap

if TYPE_CHECKING:
    from argmap.documents.manuscript import Manuscript
    from argmap.util.elements import Element


# Entries below this depth are indented no further: their numbers show how deep they are.
_DEEPEST_INDENT = 16

# Lines as wide as this may stick out of a very narrow terminal: narrower ones would be hard to
# read.
_NARROWEST_TEXT = 20

_LONGEST_DESCRIPTION = 8_000
"""In characters: what a screen reader reads in some eight minutes, each claim with its signs."""


def describe(map: ArgumentMap) -> tuple[str, Mapping[str, str]]:
    """Return a map as an outline in words, and the numbers of its claims there."""
    numbered = outline(map, OutlineOptions(sources=False))
    return format_description(numbered, _LONGEST_DESCRIPTION), numbered.numbers_of_claims


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
    words = outline.words
    blocks: list[str] = []
    title = outline.map.title
    if title:
        blocks.append(one_line(title))
    for heading, entries in outline.sections:
        lines = []
        if heading:
            lines += [_underlined(one_line(heading)), ""]
        for entry in entries:
            lines += _entry_lines(outline, entry)
        blocks.append("\n".join(lines))
    bibliography = outline.bibliography()
    if bibliography:
        lines = [_underlined(words.sources), ""]
        for reference in bibliography:
            lines.append("  " + one_line(reference.line(words)))
        blocks.append("\n".join(lines))
    for note in outline.notes():
        blocks.append("\n".join(_wrap_after("", note, outline.columns)))
    return _joined(blocks)


def _joined(blocks: list[str]) -> str:
    # Each line is safe by itself, but for a CI log if it begins like one of its commands.
    return safe_lines("\n\n".join(blocks)) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    columns = outline.columns
    indent = "  " * min(entry.depth, _DEEPEST_INDENT)
    text = one_line(outline.plain_entry(entry))
    lines = _wrap_after(f"{indent}{entry.number} ", text, columns)
    attribution = outline.attribution(entry)
    if attribution:
        attribution_text = one_line(plain(attribution))
        aside = outline.words.aside(attribution_text).lstrip()
        lines += _wrap_after(f"{indent}    ", aside, columns)
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
    for heading, paragraphs in essay.sections:
        if heading:
            blocks.append(_underlined(heading))
        for paragraph in paragraphs:
            lines = _wrap_after("", plain(paragraph.runs), columns)
            blocks.append("\n".join(lines))
    if essay.bibliography:
        blocks.append(_underlined(essay.words.sources))
        lines = []
        for line in essay.bibliography:
            lines += _wrap_after("", plain(line.runs), columns)
        blocks.append("\n".join(lines))
    return _joined(blocks)


def _underlined(heading: str) -> str:
    return heading + "\n" + "=" * width(heading)


_ELLIPSIS = "…"


def format_description(outline: Outline, most_characters: int) -> str:
    """Return an outline without indents and underlines, for those who do not see the picture.

    Args:
        outline: what the picture shows.
        most_characters: about how long it may be. What is deepest is left out of a longer one, and
            "…" is in its place.
    """
    lines = [(0, outline.map.title)]
    for heading, entries in outline.sections:
        lines.append((0, heading))
        for entry in entries:
            line = f"{entry.number} {outline.plain_entry(entry)}"
            lines.append((entry.depth, line))
    lines += [(0, note) for note in outline.notes()]
    lines = [(depth, one_line(line)) for depth, line in lines if line]
    lengths: Counter[int] = Counter()
    for depth, line in lines:
        lengths[depth] += len(line) + 1
    # What is at the top is shown as far as it fits, even where not all of it does.
    deepest = 0
    total = 0
    for depth in sorted(lengths):
        total += lengths[depth]
        if total <= most_characters:
            deepest = depth
    kept = []
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


def format_opml(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return the outline of a map as OPML.

    Raises:
        ArgmapError: an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError("OPML cannot contain an essay; use text, markdown or a document format")
    text = _opml_of(outline(map, options.outline, options.verdicts))
    return outline_result(map, text, options)


def _opml_of(outline: Outline) -> str:
    """Return an outline as OPML; attributions go into `_note`, as outliners expect.

    <outline text="Start at nine">
      <outline text="1 School should start at nine.">
        <outline text="1.1 Teenagers would sleep more." _note="(held by the AAP)" />
    """
    from argmap.util.elements import Element, SubElement, indent, tostring

    words = outline.words
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    title = SubElement(head, "title")
    title.text = one_line(outline.map.title) or words.argument_map
    body = SubElement(root, "body")
    for heading, entries in outline.sections:
        # parents[depth] is the element that an entry of this depth is put into.
        parents = [body]
        if heading:
            parents = [_add_opml_line(body, heading)]
        for entry in entries:
            del parents[entry.depth + 1 :]
            text = f"{entry.number} {outline.plain_entry(entry)}"
            line = _add_opml_line(parents[-1], text)
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
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_opml_line(parent: Element, text: str) -> Element:
    from argmap.util.elements import SubElement

    return SubElement(parent, "outline", text=one_line(text))
