"""A list as it is written, whatever form it stands in: its title, its parts, and their items with their depth."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

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
        text: what it says, markup resolved.
        span: where it stands.
        depth: how far below the top of its list, which has the depth 0.
        bullet: what stands before it.
        number: its number in an outline, such as `1.2a`; "" in another list.
        emphasis: what stands in emphasis at its end, where that was told apart from the text.
        links: the web addresses that it links to.
        further: its lines besides the first paragraph, a paragraph each.
        quotation: what is quoted below it.
    """

    text: str
    span: Span
    depth: int = 0
    bullet: Bullet = Bullet.PLAIN
    number: str = ""
    emphasis: str = ""
    links: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    quotation: str = ""


@dataclass(slots=True, eq=False)
class Part:
    """A heading and the items below it; the heading may be empty."""

    heading: str = ""
    span: Span | None = None
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Listing:
    """A list as it is written.

    Attributes:
        title: its title; may be empty.
        title_span: where that stands.
        parts: its parts in order.
        language: what its front matter says of that.
        footnotes: what footnotes and numbered references say, by what they are called in the text.
        passed_over: how many paragraphs, tables and other things belong to no item.
        diagnostics: what is doubtful about it.
    """

    title: str = ""
    title_span: Span | None = None
    parts: list[Part] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    language: str = ""
    passed_over: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def items(self) -> list[Item]:
        """Return all items in order."""
        everything: list[Item] = []
        for part in self.parts:
            everything += part.items
        return everything
