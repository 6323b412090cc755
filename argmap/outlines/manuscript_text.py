"""A manuscript as plain text, and as Markdown in which its links lead somewhere. Text of a map
stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.model.text import safe_lines, width, wrap
from argmap.outlines.manuscript import Manuscript
from argmap.outlines.markdown import escaped
from argmap.outlines.runs import Link, Run, Target, plain

_LIST_ITEM = re.compile(r"^(\d*)([-+.)])")
"""What begins a list at the start of a paragraph: `1.`, `-`."""


def format_text(manuscript: Manuscript, columns: int = 0) -> str:
    """Return a manuscript of running text as plain text.

    Args:
        manuscript: what it says; its paragraphs have no numbers.
        columns: where lines wrap; 0 for nowhere.
    """
    blocks = [manuscript.title]
    for section in manuscript.sections:
        if section.heading:
            blocks.append(_underlined(section.heading))
        for paragraph in section.paragraphs:
            blocks.append(_wrapped(plain(paragraph.runs), columns))
    if manuscript.bibliography:
        blocks.append(_underlined(manuscript.words.sources))
        lines = [_wrapped(plain(line.runs), columns) for line in manuscript.bibliography]
        blocks.append("\n".join(lines))
    return safe_lines("\n\n".join(blocks)) + "\n"


def _underlined(heading: str) -> str:
    return heading + "\n" + "=" * width(heading)


def _wrapped(text: str, columns: int) -> str:
    return "\n".join(wrap(text, columns)) if columns else text


def format_markdown(manuscript: Manuscript) -> str:
    """Return a manuscript of running text as Markdown (CommonMark, as GitHub renders it)."""
    referred_to: set[Link] = set()
    for section in manuscript.sections:
        for paragraph in section.paragraphs:
            referred_to.update(run.link for run in paragraph.runs if run.link is not None)
    blocks = [f"# {escaped(manuscript.title)}"]
    for section in manuscript.sections:
        if section.heading:
            blocks.append(f"## {escaped(section.heading)}")
        for paragraph in section.paragraphs:
            blocks.append(_paragraph(paragraph.runs, referred_to))
    if manuscript.bibliography:
        blocks.append(f"## {escaped(manuscript.words.sources)}")
        lines: list[str] = []
        for reference in manuscript.bibliography:
            is_cited = Link(Target.SOURCE, reference.source) in referred_to
            anchor = _anchor(_place_of_source(reference.source)) if is_cited else ""
            lines.append("- " + anchor + _paragraph(reference.runs, referred_to))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _paragraph(runs: Iterable[Run], referred_to: set[Link]) -> str:
    text = ""
    for run in runs:
        shown = escaped(run.text)
        if run.link is not None:
            shown = _linked(shown, run.link)
        if run.place and Link(Target.PLACE, run.place) in referred_to:
            shown = _anchor(run.place) + shown
        text += shown
    return _LIST_ITEM.sub(r"\1\\\2", text)


def _linked(text: str, link: Link) -> str:
    if link.target is Target.WEB:
        # An address in angle brackets is a link, and nothing in it is markup.
        return text if set(link.to) & set("<>\\") else f"<{link.to}>"
    place = link.to if link.target is Target.PLACE else _place_of_source(link.to)
    return f"[{text}](#{place})"


def _anchor(place: str) -> str:
    return f'<a id="{place}"></a>'


def _place_of_source(id: str) -> str:
    return f"source-{id}"
