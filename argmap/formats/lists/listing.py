"""A list as it is written, whatever form it stands in: its title, its parts, and their items with
their depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic, Span


class Bullet(StrEnum):
    """What stands before an item, as far as it says something."""

    PLAIN = "plain"
    """A dot, an asterisk, a number."""
    PLUS = "+"
    HYPHEN = "-"
    """A reason like any other, but beside `+` an objection."""
    MINUS = "−"
    """A true minus sign, or a dash: always an objection."""


@dataclass(slots=True, eq=False)
class Item:
    """One item of a list.

    Attributes:
        text: what it says, as it is written.
        span: where it stands.
        depth: how far below the top of its list, which has the depth 0.
        bullet: what stands before it.
        number: its number in an outline, such as `1.2a`; "" in another list.
        indent: the columns before it.
        anchor: the id of its claim, where an outline in Markdown has an anchor for it.
        attribution: the line in brackets below it in an outline: who says so, and where.
        further: its paragraphs behind the first.
        quotation: what is quoted below it.
        links: the web addresses that it carries besides its text.
    """

    text: str
    span: Span
    depth: int = 0
    bullet: Bullet = Bullet.PLAIN
    number: str = ""
    indent: int = 0
    anchor: str = ""
    attribution: str = ""
    further: list[str] = field(default_factory=list)
    quotation: str = ""
    links: list[str] = field(default_factory=list)


class SourceLine(NamedTuple):
    """A line that describes a source."""

    text: str
    span: Span


@dataclass(slots=True, eq=False)
class Part:
    """A heading and the items right below it.

    Attributes:
        heading: the heading; may be empty.
        span: where that stands.
        level: how far down it is among headings: 2 for `##`.
        items: the items in order.
    """

    heading: str = ""
    span: Span | None = None
    level: int = 0
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Listing:
    """A list as it is written.

    Attributes:
        is_outline: whether its items have the numbers of an outline.
        is_markdown: whether its texts are Markdown.
        title: its title; may be empty.
        title_span: where that stands.
        language: what its front matter says of that.
        parts: its parts in order.
        footnotes: what footnotes and numbered references say, by what they are called in the text.
        heading_of_sources: the heading above its list of sources.
        references: the lines below "Sources" that have no number.
        addresses: the link reference definitions of Markdown: name → address.
        outside: the paragraphs, tables and blocks of code that belong to no item.
        lost_arrows: how many arrows of a mind map lead across it.
        opposite_signs: what objects, where the other stands beside it.
        diagnostics: what is doubtful about it.
    """

    is_outline: bool = False
    is_markdown: bool = False
    title: str = ""
    title_span: Span | None = None
    language: str = ""
    parts: list[Part] = field(default_factory=list)
    footnotes: dict[str, SourceLine] = field(default_factory=dict)
    references: list[SourceLine] = field(default_factory=list)
    heading_of_sources: str = ""
    addresses: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    lost_arrows: int = 0
    opposite_signs: tuple[str, str] = ("-", "+")
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def items(self) -> list[Item]:
        """Return all items in order."""
        everything: list[Item] = []
        for part in self.parts:
            everything += part.items
        return everything
