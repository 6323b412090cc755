"""An outline as Markdown: headings for sides, nested lists for claims. Text of a map stays text.

Where a claim is referred to, its line has an anchor, `<a id="claim-sleep"></a>`, and the reference
leads there.
"""

from __future__ import annotations

import re

from argmap.model import Claim
from argmap.model.text import one_line
from argmap.outlines.outline import Outline, OutlineEntry
from argmap.outlines.runs import Runs, Target, plain

# What can begin markup inside a line, and `@`, with which GitHub calls a person. What begins markup
# at the start of a line (`-`, `1.`) is no danger: every text stands behind a number or a mark of
# this outline.
_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~&$@])")


def format_markdown(outline: Outline) -> str:
    """Return an outline as Markdown (CommonMark, as GitHub renders it)."""
    return _MarkdownWriter(outline).text()


class _MarkdownWriter:
    """Writes an outline down as Markdown, line by line."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.words = outline.words
        self.claims_by_number = outline.claims_by_number
        self.referred_to: set[str] = set()
        for section in outline.sections:
            for entry in section.entries:
                numbers = (entry.see, *entry.attacked)
                self.referred_to.update(
                    self.claims_by_number[number].id for number in numbers if number
                )

    def text(self) -> str:
        """Return the whole outline."""
        outline = self.outline
        blocks = []
        if outline.map.title:
            blocks.append(f"# {escaped(outline.map.title)}")
        for section in outline.sections:
            if section.heading:
                blocks.append(f"## {escaped(section.heading)}")
            lines = []
            for entry in section.entries:
                lines += self._entry_lines(entry)
            blocks.append("\n".join(lines))
        bibliography = outline.bibliography()
        if bibliography:
            lines = []
            for reference in bibliography:
                lines.append("- " + escaped(reference.line(self.words)))
            blocks += [f"## {self.words.sources}", "\n".join(lines)]
        blocks += [escaped(note) for note in outline.notes()]
        return "\n\n".join(blocks) + "\n"

    def _entry_lines(self, entry: OutlineEntry) -> list[str]:
        outline = self.outline
        text = self._linked(outline.reference(entry)) if entry.see else escaped(entry.claim.text)
        role = self._linked(outline.role(entry))
        if role:
            text = role + self.words.colon + text
        marks = outline.marks(entry)
        if marks:
            text += f" *{marks}*"

        indent = "  " * entry.depth
        has_anchor = entry.claim.id in self.referred_to and not entry.see
        anchor = f'<a id="{anchor_of(entry.claim)}"></a>' if has_anchor else ""
        lines = [f"{indent}- **{entry.number}** {anchor}{text}"]
        attribution = plain(outline.attribution(entry))
        if attribution:
            aside = self.words.aside(escaped(attribution)).lstrip()
            lines.append(f"{indent}  {aside}")
        return lines

    def _linked(self, runs: Runs) -> str:
        """Return pieces of a line; those that are numbers of other lines are links to what is told
        there.
        """
        text = ""
        for run in runs:
            if run.link is not None and run.link.target is Target.PLACE:
                text += f"[{escaped(run.text)}](#{anchor_of(self.claims_by_number[run.link.to])})"
            else:
                text += escaped(run.text)
        return text


def anchor_of(claim: Claim) -> str:
    """Return the name of the anchor of a claim, by which links within a document find it."""
    return f"claim-{claim.id}"


def escaped(text: str) -> str:
    """Return text on one line, in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
