"""An outline as the description of a picture: lines for the ear, and only as deep as there is time
to listen.
"""

from __future__ import annotations

from collections import Counter

from argmap.model.text import one_line
from argmap.outlines.outline import Outline

_LEFT_OUT = "…"


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
        elif kept[-1] != _LEFT_OUT:
            kept.append(_LEFT_OUT)
    if room < 0 and kept[-1:] != [_LEFT_OUT]:
        kept.append(_LEFT_OUT)
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
