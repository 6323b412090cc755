"""An outline as Markdown: headings for sides, nested lists for claims; or an essay.

    ## Start at nine

    - **1** School should start at nine.
      - **1.1** <a id="claim-sleep"></a>Teenagers would sleep more. *documented*
      - **1.2** [see 1.1](#claim-sleep): Teenagers would sleep more.

Text of a map stays text. Where a claim is referred to, its line has an anchor, to which the
reference leads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from typing import TYPE_CHECKING

from argmap.documents.outline import Outline, OutlineEntry, outline
from argmap.documents.outline_results import essay_asked_for, outline_result
from argmap.documents.text_runs import Link, Run, Runs, Target, plain
from argmap.model import ArgumentMap, Claim
from argmap.model.writing import Result, WritingOptions
from argmap.util.text import one_line

if TYPE_CHECKING:
    from argmap.documents.manuscript import Manuscript

# What can begin markup inside a line, and `@`, with which GitHub calls a person. What begins markup
# at the start of a line (`-`, `1.`) is no danger: every text stands behind a number or a mark of
# this outline.
_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~&$@])")

_LIST_ITEM = r"^(\d*)([-+.)])"
"""What begins a list at the start of a paragraph: `1.`, `-`."""


def format_outline_markdown(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as Markdown (CommonMark, as GitHub renders it): its outline, or an essay."""
    essay = essay_asked_for(map, options)
    if essay is None:
        map_outline = outline(map, options.outline, options.verdicts)
        text = text_of(map_outline)
    else:
        text = _markdown_of_essay(essay)
    return outline_result(map, text, options)


def text_of(outline: Outline, anchored: Collection[str] = ()) -> str:
    """Return an outline as Markdown; claims that are `anchored` keep their ids by anchors."""
    return _MarkdownWriter(outline, anchored).text()


class _MarkdownWriter:
    """Writes an outline down as Markdown, line by line."""

    def __init__(self, outline: Outline, anchored: Collection[str]) -> None:
        claims = outline.claims_by_number
        self.outline = outline
        self.words = outline.words
        self.claims_by_number = claims
        self.referred_to = set(anchored)
        for entry in outline.entries:
            for number in filter(None, (entry.see, *entry.attacked)):
                self.referred_to.add(claims[number].id)

    def text(self) -> str:
        """Return the whole outline."""
        outline = self.outline
        blocks = []
        title = outline.map.title
        if title:
            blocks.append(f"# {escape_markdown(title)}")
        for heading, entries in outline.sections:
            if heading:
                blocks.append(f"## {escape_markdown(heading)}")
            lines = []
            for entry in entries:
                lines += self._entry_lines(entry)
            blocks.append("\n".join(lines))
        bibliography = outline.bibliography()
        if bibliography:
            lines = []
            for reference in bibliography:
                lines.append("- " + escape_markdown(reference.line(self.words)))
            blocks += [f"## {self.words.sources}", "\n".join(lines)]
        blocks += [escape_markdown(note) for note in outline.notes()]
        return "\n\n".join(blocks) + "\n"

    def _entry_lines(self, entry: OutlineEntry) -> list[str]:
        outline = self.outline
        claim = entry.claim
        text = self._linked(outline.role(entry))
        if text:
            text += self.words.colon
        if entry.see:
            text += self._linked(outline.reference(entry))
        else:
            text += escape_markdown(claim.text)
        marks = outline.marks(entry)
        if marks:
            text += f" *{marks}*"
        if claim.id in self.referred_to and not entry.see:
            text = _anchor(_place_of_claim(claim)) + text
        indent = "  " * entry.depth
        lines = [f"{indent}- **{entry.number}** {text}"]
        attribution = plain(outline.attribution(entry))
        if attribution:
            aside = self.words.aside(escape_markdown(attribution)).lstrip()
            lines.append(f"{indent}  {aside}")
        return lines

    def _linked(self, runs: Runs) -> str:
        """Return runs; those that are numbers of other lines are links to these."""
        text = ""
        for run in runs:
            shown = escape_markdown(run.text)
            link = run.link
            if link is not None and link.target is Target.PLACE:
                claim = self.claims_by_number[link.to]
                shown = f"[{shown}](#{_place_of_claim(claim)})"
            text += shown
        return text


def _place_of_claim(claim: Claim) -> str:
    return f"claim-{claim.id}"


def escape_markdown(text: str) -> str:
    """Return text on one line, in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _markdown_of_essay(essay: Manuscript) -> str:
    referred_to = essay.links()
    blocks = [f"# {escape_markdown(essay.title)}"]
    for heading, paragraphs in essay.sections:
        if heading:
            blocks.append(f"## {escape_markdown(heading)}")
        for paragraph in paragraphs:
            blocks.append(_paragraph(paragraph.runs, referred_to))
    if essay.bibliography:
        blocks.append(f"## {escape_markdown(essay.words.sources)}")
        lines = []
        for reference in essay.bibliography:
            text = _paragraph(reference.runs, referred_to)
            if reference.anchor in referred_to:
                text = _anchor(f"source-{reference.source}") + text
            lines.append("- " + text)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _paragraph(runs: Iterable[Run], referred_to: Container[Link | None]) -> str:
    text = ""
    for run in runs:
        shown = escape_markdown(run.text)
        link = run.link
        if link is not None:
            shown = _linked(shown, link)
        if run.anchor in referred_to:
            shown = _anchor(run.place) + shown
        text += shown
    return re.sub(_LIST_ITEM, r"\1\\\2", text)


def _linked(text: str, link: Link) -> str:
    target, to = link
    if target is Target.WEB:
        if set(to) & set("<>\\"):
            return text
        # An address in angle brackets is a link, and nothing in it is markup.
        return f"<{to}>"
    if target is Target.SOURCE:
        to = f"source-{to}"
    return f"[{text}](#{to})"


def _anchor(place: str) -> str:
    return f'<a id="{place}"></a>'
