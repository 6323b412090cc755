"""An outline as Markdown: headings for sides, nested lists for claims. Text of a map stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.text import one_line
from argmap.outlines.outline import Entry, Outline

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~&$@])")


def format_markdown(outline: Outline) -> str:
    """Return an outline as Markdown (CommonMark, as GitHub renders it)."""
    blocks = [f"# {_plain(outline.map.title)}"] if outline.map.title else []
    for section in outline.sections:
        if section.heading:
            blocks.append(f"## {_plain(section.heading)}")
        blocks.append("\n".join(line for entry in section.entries for line in _entry(outline, entry)))
    cited = [f"- **{_plain(name)}**: {_plain(text)}" for name, text in outline.bibliography()]
    if cited:
        blocks += ["## Sources", "\n".join(cited)]
    return "\n\n".join(blocks) + "\n"


def _entry(outline: Outline, entry: Entry) -> Iterator[str]:
    role, marks = outline.role(entry), outline.marks(entry)
    told = outline.reference(entry) if entry.see else _plain(entry.claim.text)
    parts = [
        f"**{entry.number}**",
        f"{_plain(role)}:" if role else "",
        told,
        f"*{marks[1:-1]}*" if marks else "",
    ]
    indent = "  " * entry.depth
    yield f"{indent}- " + " ".join(part for part in parts if part)
    attribution = outline.attribution(entry)
    if attribution:
        yield f"{indent}  ({_plain(attribution)})"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))
