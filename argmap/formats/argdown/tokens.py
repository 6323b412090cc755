"""Argdown text → blocks of tokens: what is inside a statement is joined, and indentation made visible.

The terminals are in `argdown.lark`. A block is what stands between two blank lines; a heading is one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lark import Lark, Token

from argmap.model.diagnostics import Diagnostic, Span, error, warning

Block: TypeAlias = list[Token]
"""The tokens of a block, for the rules of the grammar; the value of a CONTENT is a list of tokens."""

GRAMMAR = Path(__file__).with_name("argdown.lark")
_INLINE = frozenset(("TEXT", "CHARACTER", "MARKUP", "ESCAPE", "SYMBOL", "LINK", "MENTION", "TAG"))
_TITLES = frozenset(("REFERENCE", "DEFINITION"))
_RELATIVE = {"RELATION": 0, "ITEM": 1}  # how much deeper than it stands a mark counts
_OUTERMOST = frozenset(("NUMBER", "INFERENCE", "BROKEN_INFERENCE"))
_COMMENTS = frozenset(("COMMENT", "COMMENT_LINES"))
_LINE_BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")


class _AllTerminals:
    """Makes Lark keep the terminals that no rule names: `_Shaper` reads them."""

    always_accept = (*_INLINE, *_COMMENTS, "NEWLINE", "BLANK", "FRONT_MATTER", "INCLUDE", "BROKEN_INFERENCE")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@cache
def _lexer() -> Lark:
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", postlex=_AllTerminals())


def blocks(text: str, name: str, found: list[Diagnostic]) -> list[Block]:
    """Return the blocks of a text; what is wrong with its comments is added to `found`."""
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    shaper = _Shaper()
    for token in _lexer().lex(text):
        if token.type in _COMMENTS:
            found += _unclosed(token, name)
        elif token.type == "INCLUDE":
            found.append(_not_followed(token, name))
        else:
            shaper.take(token)
    return shaper.end()


def _unclosed(token: Token, name: str) -> Iterator[Diagnostic]:
    comment = token.strip()
    for opening, closing in (("<!--", "-->"), ("/*", "*/")):
        if comment.startswith(opening) and not comment[len(opening) :].endswith(closing):
            column = (token.column or 1) + len(token) - len(token.lstrip())
            span = Span(name, token.line or 1, column, token.line or 1, column + len(opening))
            help = f"close it with `{closing}`, or write `\\{opening}` if it is text"
            yield error("argdown-syntax", "this comment is never closed", span, help)


def _not_followed(token: Token, name: str) -> Diagnostic:
    span = Span(name, token.line or 1, token.column or 1, token.line or 1, token.end_column or 1)
    help = "`argdown compile` makes one file of all"
    return warning("argdown-include", f"`{token.strip()}` is not followed", span, help)


class _Shaper:
    def __init__(self) -> None:
        self.all: list[Block] = []
        self.block: Block = []
        self.content: list[Token] = []
        self.indents = [0]
        self.fresh = True  # whether a statement may begin here, with its title
        self.in_heading = False

    def take(self, token: Token) -> None:
        type = token.type
        if type in _INLINE:
            self.inline(token)
        elif type in _TITLES:
            self.title(token)
        elif type == "NEWLINE":
            self.line_ends(token)
        elif type in ("BLANK", "HEADING", "FRONT_MATTER"):
            self.end()
            if type != "BLANK":
                self.add(token)
            self.in_heading = type == "HEADING"
        else:
            self.mark(token)

    def inline(self, token: Token) -> None:
        if self.content or token.type != "TEXT" or not token.isspace():
            self.content.append(token)
            self.fresh = False

    def title(self, token: Token) -> None:
        if self.fresh and not self.in_heading:
            self.add(token)
            self.fresh = False
        else:
            self.content.append(token)

    def line_ends(self, token: Token) -> None:
        if self.in_heading:
            self.end()
        elif self.content:
            self.content.append(token)

    def mark(self, token: Token) -> None:
        self.flush()
        if token.type in _OUTERMOST:
            self.dedent(0, token)
        elif token.type in _RELATIVE:
            width = len(token) - len(token.lstrip()) + _RELATIVE[token.type]
            self.indent(width, token)
        self.add(token)
        self.fresh = token.type != "DATA"

    def indent(self, width: int, token: Token) -> None:
        if width > self.indents[-1]:
            self.indents.append(width)
            self.add(Token.new_borrow_pos("_INDENT", "", token))
        else:
            self.dedent(width, token)

    def dedent(self, width: int, token: Token) -> None:
        while width < self.indents[-1]:
            self.indents.pop()
            self.block.append(Token.new_borrow_pos("_DEDENT", "", token))

    def add(self, token: Token) -> None:
        self.block.append(token)

    def flush(self) -> None:
        while self.content and self.content[-1].isspace():
            self.content.pop()
        if self.content:
            self.block.append(_joined(self.content))
            self.content = []

    def end(self) -> list[Block]:
        """End the block, and return all so far."""
        self.flush()
        if self.block:
            self.dedent(0, self.block[-1])
            self.all.append(self.block)
        self.block, self.indents, self.fresh, self.in_heading = [], [0], True, False
        return self.all


def _joined(pieces: list[Token]) -> Token:
    first, last = pieces[0], pieces[-1]
    end_column = (last.end_column or 1) - len(last) + len(last.rstrip())
    places = (first.start_pos, first.line, first.column, last.end_line, end_column)
    token = Token("CONTENT", str(first), *places)
    token.value = pieces
    return token


def pieces(text: str, inside: Token, offset: int) -> Iterator[Token]:
    """Yield the tokens of a text that stands in a token, from `offset` in it, with their true places."""
    if not text:
        return
    before = inside[:offset]
    line = (inside.line or 1) + before.count("\n")
    column = offset - before.rfind("\n") if "\n" in before else (inside.column or 1) + offset
    for token in _lexer().lex(text):
        shift = column - 1 if token.line == 1 else 0
        end_shift = column - 1 if token.end_line == 1 else 0
        places = (token.line or 1) + line - 1, (token.column or 1) + shift
        ends = (token.end_line or 1) + line - 1, (token.end_column or 1) + end_shift
        yield Token(token.type, str(token), token.start_pos, *places, *ends)
