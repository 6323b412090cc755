"""An outline as Markdown: headings for sides, nested lists for claims. Text of a map stays text.

Where a claim is referred to, its line has an anchor, `<a id="claim-sleep"></a>`, and the reference leads there.
"""

from __future__ import annotations

import re

from argmap.model import Claim
from argmap.model.text import one_line, shorten
from argmap.outlines.outline import Outline, OutlineEntry

# What can begin markup inside a line, and `@`, with which GitHub calls a person. What begins markup at the
# start of a line (`-`, `1.`) is no danger: every text stands behind a number or a mark of this outline.
_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~&$@])")


def format_markdown(outline: Outline) -> str:
    """Return an outline as Markdown (CommonMark, as GitHub renders it)."""
    blocks = []
    if outline.map.title:
        blocks.append(f"# {escaped(outline.map.title)}")
    referred_to = outline.claims_referred_to
    for section in outline.sections:
        if section.heading:
            blocks.append(f"## {escaped(section.heading)}")
        lines = []
        for entry in section.entries:
            lines += _entry_lines(outline, entry, has_anchor=not entry.see and entry.claim.id in referred_to)
        blocks.append("\n".join(lines))
    bibliography = outline.bibliography()
    if bibliography:
        words = outline.words
        lines = []
        for reference in bibliography:
            lines.append("- " + escaped(reference.line(words)))
        blocks += [f"## {words.sources}", "\n".join(lines)]
    blocks += [escaped(note) for note in outline.notes()]
    return "\n\n".join(blocks) + "\n"


def _entry_lines(outline: Outline, entry: OutlineEntry, *, has_anchor: bool) -> list[str]:
    text = _reference(outline, entry) if entry.see else escaped(entry.claim.text)
    role = outline.role(entry)
    if role:
        text = escaped(role) + outline.words.colon + text
    marks = outline.marks(entry)
    if marks:
        text += f" *{marks}*"

    indent = "  " * entry.depth
    anchor = f'<a id="{anchor_of(entry.claim)}"></a>' if has_anchor else ""
    lines = [f"{indent}- **{entry.number}** {anchor}{text}"]
    attribution = outline.attribution(entry)
    if attribution:
        aside = outline.words.aside(escaped(attribution)).lstrip()
        lines.append(f"{indent}  {aside}")
    return lines


def _reference(outline: Outline, entry: OutlineEntry) -> str:
    """Return where a claim is told that is not told here, with a link to that line."""
    link = f"[{entry.see}](#{anchor_of(entry.claim)})"
    return outline.words.see.format(number=link) + outline.words.colon + escaped(shorten(entry.claim.text))


def anchor_of(claim: Claim) -> str:
    """Return the name of the anchor of a claim, by which links within a document find it."""
    return f"claim-{claim.id}"


def escaped(text: str) -> str:
    """Return text on one line, in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
