"""Argdown text → its elements, block by block, as the grammar in `argdown.lark` has them.

A block that is malformed is reported and left out; reading goes on behind the next blank line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from argmap.formats.argdown.tokens import GRAMMAR, Block, blocks
from argmap.model.diagnostics import Diagnostic, Span, error


@dataclass(slots=True, eq=False)
class Element:
    """A statement or an argument where it stands; `head` is its first token, a title or content."""

    head: Token
    title: Token | None = None
    content: Token | None = None
    data: Token | None = None
    relations: list[tuple[Token, Element]] = field(default_factory=list)

    @property
    def is_argument(self) -> bool:
        return self.title is not None and self.title.startswith("<")


@dataclass(slots=True, eq=False)
class Numbered:
    """A statement in a premise-conclusion structure."""

    number: Token
    element: Element


@dataclass(slots=True, eq=False)
class Rule:
    """The line between premises and conclusion, with the undercutters that stand below it."""

    line: Token
    relations: list[tuple[Token, Element]]


@dataclass(slots=True, eq=False)
class Structure:
    """A premise-conclusion structure."""

    parts: list[Numbered | Rule]


@dataclass(slots=True, eq=False)
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    content: Token | None
    data: Token | None


@dataclass(slots=True, eq=False)
class Items:
    """A list, numbered or not."""

    elements: list[Element]


@dataclass(slots=True, eq=False)
class FrontMatter:
    """The YAML between `===` at the head of a file."""

    token: Token


Part: TypeAlias = Element | Structure | Heading | Items | FrontMatter


def parse(text: str, name: str, found: list[Diagnostic]) -> list[Part]:
    """Return the parts of a text in its order; what is malformed is added to `found`."""
    parts: list[Part] = []
    for block in blocks(text, name, found):
        if block[0].type == "FRONT_MATTER":
            parts.append(FrontMatter(block[0]))
            continue
        try:
            parts.append(_part(block))
        except UnexpectedToken as problem:
            found.append(_complaint(problem.token, block, name))
    return parts


_Relations: TypeAlias = list[tuple[Token, Element]]


class _Builder(Transformer[Token, Part]):
    relation: Callable[..., tuple[Token, Element]] = tuple
    relations: Callable[..., _Relations] = list

    def element(self, tokens: list[Token | _Relations]) -> Element:
        made = Element(cast("Token", tokens[0]))
        for token in tokens:
            if isinstance(token, list):
                made.relations = token
            elif token.type == "CONTENT":
                made.content = token
            elif token.type == "DATA":
                made.data = token
            else:
                made.title = token
        return made

    def item(self, parts: tuple[Token, Element]) -> Element:
        return parts[1]

    def items(self, elements: list[Element]) -> Items:
        return Items(elements)

    def numbered(self, parts: tuple[Token, Element]) -> Numbered:
        return Numbered(*parts)

    def inference(self, parts: tuple[Token, *tuple[_Relations, ...]]) -> Rule:
        line, *relations = parts
        return Rule(line, relations[0] if relations else [])

    def pcs(self, parts: list[Numbered | Rule]) -> Structure:
        return Structure(parts)

    def heading(self, tokens: list[Token]) -> Heading:
        by_type = {token.type: token for token in tokens}
        level = len(by_type["HEADING"].strip())
        return Heading(level, by_type.get("CONTENT"), by_type.get("DATA"))


@cache
def _parser() -> InteractiveParser:
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Builder()).parse_interactive("")


def _part(block: Block) -> Part:
    parser = copy(_parser())
    for token in block:
        parser.feed_token(token)
    return cast("Part", parser.feed_token(Token.new_borrow_pos("$END", "", block[-1])))


def _complaint(token: Token, block: Block, name: str) -> Diagnostic:
    at = next((index for index, other in enumerate(block) if other is token), len(block))
    before = block[at - 1] if at else None
    if before and before.type in _MARKS:
        help = "write a title or text behind it, or `\\` before it if it is text"
        return error("argdown-syntax", "nothing stands behind this mark", _span(before, name), help)
    message, help = next(_reasons(token, block))
    return error("argdown-syntax", message, _span(block[-1] if at == len(block) else token, name), help)


def _span(token: Token, name: str) -> Span:
    column = (token.column or 1) + len(token) - len(token.lstrip())
    return Span(name, token.line or 1, column, token.end_line or 1, token.end_column or 1)


def _reasons(token: Token, block: Block) -> Iterator[tuple[str, str]]:
    """Yield what may be wrong where a token does not fit, the likeliest first."""
    kind, first = token.type, block[0].type
    if kind == "BROKEN_INFERENCE":
        yield "this inference is never closed", "write `----`, or `-- rule --` on one line"
    if kind == "RELATION" and first in ("RELATION", "_INDENT"):
        yield "there is nothing above this to bear on", "a blank line ends a statement with all that is below it"
    if kind == "RELATION":
        yield "this relation is not indented", "indent it under what it bears on"
    if kind == "CONTENT":
        yield "text cannot go on here", "data in `{…}` stands at the end of its statement"
    if first in ("NUMBER", "INFERENCE"):
        yield (
            "this premise-conclusion structure is not complete",
            "it is `(1) …`, `(2) …`, `----`, `(3) …` with no blank line in it",
        )
    yield "this does not fit here", "put `\\` before it if it is text"


_MARKS = ("RELATION", "NUMBER", "ITEM", "HEADING")
