"""Paragraphs of a document → the lines of a list in plain text, which `blocks` reads.

    heading 0  Phones at school     # Phones at school
    heading 1  Ban them             ## Ban them
    depth 0    Phones distract.     • Phones distract.
    depth 1    They ring.               • They ring.
    text       As we all know.      (an empty line) As we all know.

So documents are read by the same rules as text that is copied out of them, and a diagnostic can
show the line that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from argmap.formats.lists.inline_markup import (
    IMAGE,
    comment_on,
    plain_inline,
    without_comments,
)
from argmap.formats.lists.listing import LINE_BREAK, bullet_line
from argmap.formats.lists.outline_words import (
    NUMBERED,
    are_of_an_outline,
    beginnings_of_attributions,
)
from argmap.languages.list_table import OUTLINE_WORDS

TITLE = 0
"""The level of the heading that is the title of a document."""
HIGHEST = 1
_LOWEST = 6
_INDENT = 4
_FEWEST_TYPED = 2
_DOT = "•"
# What lists put in front of an item → what says the same in a list of plain text. A dash is a
# common bullet, so that it objects only beside `+`.
_SIGNS = {
    "+": "+",
    "＋": "+",
    "-": "-",
    "‐": "-",
    "–": "-",
    "—": "-",
    "\uf02d": "-",
    "−": "−",
}
# A line break is where a document has one, and not where a text in it has a character for it.
_BREAKS = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"https?://[^\s<>\[\]]+", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph of a document.

    Attributes:
        text: what it says, with a line feed where a line is broken.
        heading: its level among headings, the title 0; `None` if it is no heading.
        below: of a heading in a table, how far it is below the heading above the table; else 0.
        depth: how far below the top of its list; `None` if it is in no list.
        sign: what the list puts in front of it.
        number: the number that the list puts in front of it, such as `1.2a`.
        columns: how far it is indented.
    """

    text: str = ""
    heading: int | None = None
    below: int = 0
    depth: int | None = None
    sign: str = ""
    number: str = ""
    columns: int = 0


Paragraphs: TypeAlias = list[Paragraph]


def comment_on_passed_over(kind: str, pieces: Iterable[str]) -> str:
    """Return a comment on what an element says that is passed over, if it has a kind.

    An image may say nothing.
    """
    text = "".join(pieces)
    return comment_on(kind, text) if kind == IMAGE or (kind and text.strip()) else ""


def plain(text: str) -> str:
    """Return a piece of a document's text without what would break a line."""
    return _BREAKS.sub(" ", text)


def on_one_line(text: str) -> str:
    """Return a text on one line; French has no-break spaces in it, which stay."""
    return re.sub("[ \t\n]+", " ", text).strip()


def link(words: str, address: str) -> str:
    """Return words that lead to an address, as they are written in plain text.

    An address that cannot be written so is left out, unless it is in the document itself.
    """
    shown = words.strip()
    is_shown = (
        bool(plain_inline(shown, ()).text) and not _ADDRESS.match(shown) and "\n" not in words
    )
    if not _ADDRESS.fullmatch(address) or not is_shown:
        if address.startswith("#") or address in ("", shown):
            return words
        return f"{words} {comment_on('link', address)}"
    shown = shown.replace("[", "(").replace("]", ")")
    safe_address = address.replace("(", "%28").replace(")", "%29")
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}[{shown}]({safe_address}){after}"


def text_of(paragraphs: Iterable[Paragraph], notes: Mapping[str, str]) -> str:
    """Return paragraphs as a list in plain text, behind them the notes, by what they are called."""
    kept = [paragraph for paragraph in paragraphs if paragraph.text.strip() or paragraph.below]
    while kept and not kept[-1].text.strip():
        kept.pop()
    is_outline = _settle_numbers(kept) or _take_typed_numbers(kept)
    _settle_headings(kept, is_outline=is_outline)
    lines: list[str] = []
    above = Paragraph()
    for paragraph in kept:
        if above.number and paragraph.depth is None and _is_attribution(paragraph.text):
            lines.append(_in_brackets(paragraph.text, above))
        else:
            lines += _lines_of(paragraph)
            above = paragraph
    texts = {name: on_one_line(text) for name, text in notes.items()}
    described = [f"[^{name}]: {text}" for name, text in texts.items() if text]
    if described:
        lines += ["", *described]
    return "\n".join([*lines, ""]).lstrip("\n")


def _settle_numbers(paragraphs: Paragraphs) -> bool:
    """Keep the numbers of an outline alone, and return whether they are of one.

    `1.2a` says what an item bears on; `1.` and `a)` say nothing that the level does not.
    """
    for paragraph in paragraphs:
        if NUMBERED.match(f"{paragraph.number} {_DOT}") is None:
            paragraph.number = ""
    is_outline = are_of_an_outline([each.number for each in paragraphs if each.number])
    for paragraph in paragraphs if not is_outline else ():
        paragraph.number = ""
    return is_outline


def _take_typed_numbers(paragraphs: Paragraphs) -> bool:
    """Take the numbers of an outline out of the texts of items, and return whether there are any.

    `• 1.2a Sleep helps.` is what programs without numbers of that kind show.
    """
    typed = []
    for paragraph in paragraphs:
        match = NUMBERED.match(paragraph.text.lstrip())
        if match and paragraph.depth is not None:
            typed.append((paragraph, match[1], match.end()))
    if len(typed) < _FEWEST_TYPED or not are_of_an_outline([number for _, number, _ in typed]):
        return False
    for paragraph, number, end in typed:
        paragraph.number = number
        paragraph.text = paragraph.text.lstrip()[end:]
    return True


def _settle_headings(paragraphs: Paragraphs, *, is_outline: bool) -> None:
    """Make room for the title above the headings; several of the highest level are no title.

    Those in tables are below the title and what else is above them.
    """
    levels = [paragraph.heading for paragraph in paragraphs if not paragraph.below]
    lower = int(TITLE in levels or levels.count(HIGHEST) > 1)
    above_table = HIGHEST
    titles_of_any_map = {words.argument_map for words in OUTLINE_WORDS.values()}
    for paragraph in paragraphs:
        if paragraph.heading is None:
            continue
        # What is above an outline whose map has no title, or above its picture.
        if is_outline and paragraph.text.strip() in titles_of_any_map:
            paragraph.text = ""
        if paragraph.below:
            level = above_table + paragraph.below
        else:
            level = above_table = max(HIGHEST, paragraph.heading + lower)
        paragraph.heading = min(level, _LOWEST)


def _is_attribution(text: str) -> bool:
    """Return whether a line of an outline says who holds the claim above it, and where."""
    line = text.strip()
    return any(
        line == words.ibidem or line.startswith(tuple(beginnings_of_attributions(words).values()))
        for words in OUTLINE_WORDS.values()
    )


def _in_brackets(attribution: str, above: Paragraph) -> str:
    """Return an attribution as outlines in plain text have it, below a paragraph."""
    indent = " " * (_INDENT * (above.depth or 0))
    return f"{indent}  ({on_one_line(attribution)})"


def _lines_of(paragraph: Paragraph) -> Iterator[str]:
    """Yield the lines of a paragraph; those that begin no item have an empty line before them."""
    if not paragraph.text.strip() and not paragraph.below:
        return
    if not without_comments(paragraph.text).strip() and not paragraph.below:
        yield on_one_line(paragraph.text)
        return
    first, *others = paragraph.text.strip("\n").split("\n")
    if paragraph.heading is not None:
        yield ""
        yield f"{'#' * paragraph.heading} {on_one_line(paragraph.text)}"
        return
    if paragraph.depth is not None:
        indent = " " * (_INDENT * paragraph.depth)
        sign = paragraph.number or _SIGNS.get(paragraph.sign.strip(), _DOT)
        lines = [f"{indent}{sign} {first.strip()}"]
        for line in others:
            if paragraph.number and _is_attribution(line):
                lines.append(_in_brackets(line, paragraph))
            else:
                lines[-1] += LINE_BREAK
                lines.append(f"{indent}  {line.rstrip()}")
        yield from lines
        return
    indent = " " * paragraph.columns
    if bullet_line(first) is None:
        yield ""
    for line in (first, *others):
        yield f"{indent}{line.rstrip()}"
