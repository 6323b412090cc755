"""An outline as Markdown: headings for sides, nested lists for claims. Text of a map stays text."""

from __future__ import annotations

import re

from argmap.model.text import one_line
from argmap.outlines.outline import Outline, OutlineEntry
from argmap.outlines.runs import plain

# What can begin markup inside a line, and `@`, with which GitHub calls a person. What begins markup at the
# start of a line (`-`, `1.`) is no danger: every text stands behind a number or a mark of this outline.
_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~&$@])")


def format_markdown(outline: Outline) -> str:
    """Return an outline as Markdown (CommonMark, as GitHub renders it)."""
    blocks = []
    if outline.map.title:
        blocks.append(f"# {_escaped(outline.map.title)}")
    for section in outline.sections:
        if section.heading:
            blocks.append(f"## {_escaped(section.heading)}")
        lines = []
        for entry in section.entries:
            lines += _entry_lines(outline, entry)
        blocks.append("\n".join(lines))
    bibliography = outline.bibliography()
    if bibliography:
        words = outline.words
        lines = []
        for reference in bibliography:
            lines.append("- " + _escaped(reference.line(words)))
        blocks += [f"## {words.sources}", "\n".join(lines)]
    blocks += [_escaped(note) for note in outline.notes()]
    return "\n\n".join(blocks) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    text = _escaped(plain(outline.reference(entry)) if entry.see else entry.claim.text)
    role = plain(outline.role(entry))
    if role:
        text = _escaped(role) + outline.words.colon + text
    marks = outline.marks(entry)
    if marks:
        text += f" *{marks}*"

    indent = "  " * entry.depth
    lines = [f"{indent}- **{entry.number}** {text}"]
    attribution = plain(outline.attribution(entry))
    if attribution:
        aside = outline.words.aside(_escaped(attribution)).lstrip()
        lines.append(f"{indent}  {aside}")
    return lines


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))
