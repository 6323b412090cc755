"""Argdown text → what is written in it, block by block, as the grammar in `argdown.lark` has it.

    # Heading #tag {isGroup: false}         Heading
    [Title]: text #tag {key: value}         WrittenElement
      + <Title>: text                         with its relations
    * text                                  a list of elements, each an item
    (1) text                                Structure
    -- rule {uses: [1]} --
    (2) text

A block that is malformed is reported and left out; reading goes on behind the next blank line.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeAlias, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from argmap.formats.argdown.tokens import GRAMMAR, TokenBlock, split_into_blocks, token_span
from argmap.model.diagnostics import Diagnostic, Diagnostics, error


@dataclass(slots=True, eq=False)
class WrittenElement:
    """A statement or an argument where it is written; `head` is its first token.

    `relations` has what is indented below it.
    """

    head: Token
    title: Token | None = None
    content: Token | None = None
    data: Token | None = None
    relations: WrittenRelations = field(default_factory=list)

    @property
    def is_argument(self) -> bool:
        return self.title is not None and self.title.startswith("<")


Marked: TypeAlias = tuple[Token, WrittenElement]
"""The mark of a relation, or the number of a statement, and the element behind it."""
WrittenRelations: TypeAlias = list[Marked]


class Structure(NamedTuple):
    """A premise-conclusion structure: numbers with statements, and lines with what undercuts them.

    As the grammar has it, a statement is its first part and its last.
    """

    parts: list[tuple[Token, WrittenElement | WrittenRelations]]


class Heading(NamedTuple):
    """A heading; `level` counts from 1, and `mark` is its first token."""

    mark: Token
    level: int
    content: Token | None
    data: Token | None


DocumentPart: TypeAlias = WrittenElement | Structure | Heading | list[WrittenElement] | Token
"""A list holds the items of a list, and a token is front matter: the YAML between `===`."""


def parse_parts(text: str, name: str, diagnostics: Diagnostics) -> list[DocumentPart]:
    """Return the parts of a text in its order.

    Args:
        text: an Argdown text.
        name: what diagnostics call the file.
        diagnostics: takes an error for each block that is malformed.
    """
    parts: list[DocumentPart] = []
    is_in_broken_structure = False
    for block in split_into_blocks(text, name, diagnostics):
        if block[0].type == "FRONT_MATTER":
            parts.append(block[0])
            continue
        try:
            parts.append(_parse_block(block))
            is_in_broken_structure = False
        except UnexpectedToken as problem:
            is_of_structure = block[0].type in _OF_STRUCTURES
            # A structure with blank lines in it is several blocks, none of them whole: one mistake.
            if not (is_in_broken_structure and is_of_structure):
                diagnostics.append(_malformed(block, problem.token, name))
            is_in_broken_structure = is_of_structure
    return parts


class _PartBuilder(Transformer[Token, DocumentPart]):
    """Builds the parts: Lark calls what has the name of a rule with what the rule has matched."""

    relation: Callable[..., Marked] = tuple
    numbered: Callable[..., Marked] = tuple
    relations: Callable[..., WrittenRelations] = list
    items: Callable[..., list[WrittenElement]] = list
    pcs: Callable[..., Structure] = Structure

    def element(self, matched: list[Token | WrittenRelations]) -> WrittenElement:
        element = WrittenElement(cast("Token", matched[0]))
        for token in matched:
            if isinstance(token, list):
                element.relations = token
            elif token.type == "CONTENT":
                element.content = token
            elif token.type == "DATA":
                element.data = token
            else:
                element.title = token
        return element

    def item(self, matched: Marked) -> WrittenElement:
        return matched[1]

    def inference(
        self, matched: tuple[Token, *tuple[WrittenRelations, ...]]
    ) -> tuple[Token, WrittenRelations]:
        line, *below = matched
        return line, below[0] if below else []

    def heading(self, tokens: list[Token]) -> Heading:
        by_type = {token.type: token for token in tokens}
        mark = by_type["HEADING"]
        return Heading(mark, len(mark.strip()), by_type.get("CONTENT"), by_type.get("DATA"))


@cache
def _fresh_parser() -> InteractiveParser:
    """Return a parser that has read nothing: it is slow to build, so each block has a copy."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_PartBuilder()).parse_interactive("")


def _parse_block(block: TokenBlock) -> DocumentPart:
    parser = copy(_fresh_parser())
    for token in block:
        parser.feed_token(token)
    end = Token.new_borrow_pos("$END", "", block[-1])
    return cast("DocumentPart", parser.feed_token(end))


# --- what is wrong with a block ---

_OF_STRUCTURES = ("NUMBER", "INFERENCE", "BROKEN_INFERENCE")
_MARKS_BEFORE_TEXT = ("RELATION", "NUMBER", "ITEM", "HEADING")


def _malformed(block: TokenBlock, unexpected: Token, name: str) -> Diagnostic:
    """Return what is wrong with a block in which the grammar has no place for a token."""
    before = None
    # Equal tokens may be before this very one; the end of a block is behind all.
    for token in block:
        if token is unexpected:
            break
        before = token
    if before and before.type in _MARKS_BEFORE_TEXT:
        help = (
            "write a title or text after the mark; if the mark is part of the text, put `\\` before"
            " it"
        )
        span = token_span(name, before)
        return error("argdown-syntax", "text is missing after this mark", span, help)
    message, help = _likeliest_reason(unexpected.type, block[0].type)
    return error("argdown-syntax", message, token_span(name, token), help)


def _likeliest_reason(unexpected_type: str, first_type: str) -> tuple[str, str]:
    """Return what is probably wrong, and what helps, where a token does not fit into a block."""
    match unexpected_type:
        case "BROKEN_INFERENCE":
            return (
                "this inference is never closed",
                "close the inference with `----`, or with `-- rule --` on one line",
            )
        case "RELATION" if first_type in ("RELATION", "_INDENT"):
            message = "expected a statement above this line"
            return (
                message,
                "a blank line ends a statement, so put reasons and objections directly below it",
            )
        case "RELATION":
            return (
                "this relation is not indented",
                "indent the relation under the statement that it relates to",
            )
        case "CONTENT":
            return (
                "unexpected text after the statement",
                "put data in `{…}` at the end of the statement",
            )
    if first_type in _OF_STRUCTURES:
        message = "this premise-conclusion structure is incomplete"
        return message, "write `(1) …`, `(2) …`, `----`, `(3) …` without blank lines"
    return "unexpected text here", "if this is text, put `\\` before it"
