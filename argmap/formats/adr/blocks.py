"""The blocks of a Markdown text: headings, items of lists and passages, each with its Markdown.

### Redis              a heading
It keeps keys.         a passage
* Good, because fast   an item
  We measured it.      what is below the text of the item
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.util.text import split_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")
_INDENTATION = re.compile(r"(?m)^[ \t]+")


class BlockKind(Enum):
    """What a block is."""

    HEADING = auto()
    ITEM = auto()
    PARAGRAPH = auto()
    OTHER = auto()
    """A table, a block of code, a quotation."""
    COMMENT = auto()


class Block(NamedTuple):
    """A block of Markdown.

    Attributes:
        kind: what it is.
        line: the number of its first line, from 1.
        source: its Markdown.
        text: the line that a heading, an item or a paragraph is, with markup.
        level: of a heading: 1 for `#`.
        below: the Markdown below the text of an item.
    """

    kind: BlockKind
    line: int
    source: str
    text: str = ""
    level: int = 0
    below: str = ""


def blocks_of(markdown: str) -> list[Block]:
    """Return the blocks of a text, the items of its lists singly."""
    lines = split_lines(_INDENTATION.sub(lambda spaces: spaces[0].expandtabs(4), markdown))
    tokens = _parser().parse("\n".join(lines))
    blocks = []
    for index, token in enumerate(tokens):
        is_item = token.type == "list_item_open" and token.level == 1
        is_leaf = token.level == 0 and token.nesting >= 0 and "list" not in token.type
        if token.map is not None and (is_item or is_leaf):
            first, end = token.map
            block = _block_of(tokens, index, lines[first:end])
            if block is not None:
                blocks.append(block._replace(line=first + 1))
    return blocks


def addresses_in(markdown: str) -> Iterator[str]:
    """Yield the addresses of the links in a text."""
    for block in _parser().parse(markdown):
        for token in block.children or ():
            if token.type == "link_open":
                yield str(token.attrs["href"])


def heading(level: int, text: str) -> Block:
    """Return a heading; signs at its end would not count."""
    text = re.sub(r"(?<![\\#])(#+)$", r"\\\1", text)
    return Block(BlockKind.HEADING, 0, f"{'#' * level} {text}", text, level)


def text_of(blocks: Iterable[Block]) -> str:
    """Return blocks as one text, in which items that follow each other are a list."""
    text = ""
    last = BlockKind.OTHER
    for block in blocks:
        if text:
            text += "\n" if last is block.kind is BlockKind.ITEM else "\n\n"
        text += block.source
        last = block.kind
    return text


def _block_of(tokens: list[Token], index: int, lines: list[str]) -> Block | None:
    token = tokens[index]
    source = "\n".join(lines).strip("\n").rstrip()
    text = " ".join(tokens[index + 1].content.split("\n")) if index + 1 < len(tokens) else ""
    match token.type:
        case "hr":
            return None
        case "heading_open":
            return Block(BlockKind.HEADING, 0, source, text, int(token.tag[1]))
        case "paragraph_open":
            return Block(BlockKind.PARAGRAPH, 0, source, text)
        case "list_item_open":
            return _item_of(tokens, index, lines)
        case "html_block" if source.lstrip().startswith("<!--"):
            comment, end, rest = source.partition("-->")
            if not rest.strip():
                return Block(BlockKind.COMMENT, 0, comment + end)
        case "fence" if not _is_closed(lines, token.markup):
            source += f"\n{token.markup}"
    return Block(BlockKind.OTHER, 0, source)


def _item_of(tokens: list[Token], index: int, lines: list[str]) -> Block:
    """Return an item; one that begins with something else than a paragraph has no text."""
    source = _dedented(lines)
    first = tokens[index + 1]
    text = ""
    behind = 0
    if first.type == "paragraph_open" and first.map and tokens[index].map:
        text = " ".join(tokens[index + 2].content.split("\n"))
        behind = first.map[1] - first.map[0]
    below = lines[behind:]
    if below and not behind:
        below[0] = _BULLET.sub(lambda bullet: " " * len(bullet[0]), below[0], count=1)
    return Block(BlockKind.ITEM, 0, source, text, 0, _dedented(below))


def _dedented(lines: list[str]) -> str:
    """Return lines without the indentation of the first that is not empty."""
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip())
    dedented = []
    for line in lines:
        own_indent = len(line) - len(line.lstrip())
        dedented.append(line[min(indent, own_indent) :])
    return "\n".join(dedented).strip("\n").rstrip()


def _is_closed(lines: list[str], fence: str) -> bool:
    last = next((line for line in reversed(lines) if line.strip()), "")
    return len(lines) > 1 and last.strip().startswith(fence) and not last.strip().strip(fence[0])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")
