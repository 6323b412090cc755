"""An outline as Markdown: headings for sides, nested lists for claims. Text of a map stays text."""

from __future__ import annotations

import re

from argmap.model.text import one_line
from argmap.outlines.outline import Outline, OutlineEntry

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
        lines = [f"- **{_escaped(source)}**: {_escaped(reference)}" for source, reference in bibliography]
        blocks += ["## Sources", "\n".join(lines)]
    blocks += [_escaped(note) for note in outline.notes()]
    return "\n\n".join(blocks) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry) -> list[str]:
    parts = [f"**{entry.number}**"]
    role = outline.role(entry)
    if role:
        parts.append(f"{_escaped(role)}:")
    if entry.see:
        parts.append(_escaped(outline.reference(entry)))
    else:
        parts.append(_escaped(entry.claim.text))
    marks = outline.marks(entry)
    if marks:
        parts.append(f"*{marks}*")

    indent = "  " * entry.depth
    lines = [f"{indent}- {' '.join(parts)}"]
    attribution = outline.attribution(entry)
    if attribution:
        lines.append(f"{indent}  ({_escaped(attribution)})")
    return lines


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))
