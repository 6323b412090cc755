"""An outline as plain text, wrapped to the reader's terminal if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.text import one_line, width, wrap
from argmap.outlines.outline import Entry, Outline

_DEEPEST_INDENT = 16


def format_text(outline: Outline) -> str:
    """Return an outline as text."""
    blocks = [one_line(outline.map.title)] if outline.map.title else []
    for section in outline.sections:
        heading = one_line(section.heading)
        lines = [heading, "=" * width(heading), ""] if heading else []
        for entry in section.entries:
            lines += _entry(outline, entry)
        blocks.append("\n".join(lines))
    cited = [f"  {name}: {one_line(reference)}" for name, reference in outline.bibliography()]
    if cited:
        blocks.append("\n".join(["Sources", "=======", "", *cited]))
    return "\n\n".join(blocks) + "\n"


def _entry(outline: Outline, entry: Entry) -> Iterator[str]:
    indent = "  " * min(entry.depth, _DEEPEST_INDENT)
    role, marks = outline.role(entry), outline.marks(entry)
    told = outline.reference(entry) if entry.see else entry.claim.text
    text = " ".join(part for part in (f"{role}:" if role else "", told, marks) if part)
    yield from _wrapped(f"{indent}{entry.number} ", one_line(text), outline.columns)
    attribution = outline.attribution(entry)
    if attribution:
        yield from _wrapped(f"{indent}    ", f"({one_line(attribution)})", outline.columns)


def _wrapped(start: str, text: str, columns: int) -> Iterator[str]:
    if not columns:
        yield start + text
        return
    hanging = " " * min(width(start), columns // 2)
    first, *rest = wrap(text, max(columns - width(start), columns // 2, 20))
    yield start + first
    for line in rest:
        yield hanging + line
