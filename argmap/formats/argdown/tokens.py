"""Argdown text → blocks of tokens: what is inside a statement is joined, and indentation made
visible.

The terminals are in `argdown.lark`. A block is what stands between two blank lines; a heading is
one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lark import Lark, Token

from argmap.model.diagnostics import Diagnostic, Span, error, warning

TokenBlock: TypeAlias = list[Token]
"""The tokens of a block, for the rules of the grammar; the value of a CONTENT is a list of tokens.
"""

GRAMMAR = Path(__file__).with_name("argdown.lark")
_INLINE = frozenset(("TEXT", "CHARACTER", "MARKUP", "ESCAPE", "SYMBOL", "LINK", "MENTION", "TAG"))
_TITLES = frozenset(("REFERENCE", "DEFINITION"))
# How much deeper than it stands a mark counts. A list may stand at the margin, but the grammar
# wants it indented.
_EXTRA_DEPTH = {"RELATION": 0, "ITEM": 1}
_OUTERMOST = frozenset(("NUMBER", "INFERENCE", "BROKEN_INFERENCE"))
_COMMENTS = frozenset(("COMMENT", "COMMENT_LINES"))
_LINE_BREAKS = (
    "\r\n",
    "\r",
    "\x85",
    "\u2028",
    "\u2029",
)  # the longest first: `\r\n` is one line break


class _AllTerminals:
    """Makes Lark keep the terminals that no rule names: `_BlockShaper` reads them."""

    always_accept = (
        *_INLINE,
        *_COMMENTS,
        "NEWLINE",
        "BLANK",
        "FRONT_MATTER",
        "INCLUDE",
        "BROKEN_INFERENCE",
    )

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@cache
def _lexer() -> Lark:
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", postlex=_AllTerminals())


def split_into_blocks(text: str, name: str, diagnostics: list[Diagnostic]) -> list[TokenBlock]:
    """Return the blocks of a text.

    Args:
        text: an Argdown text, with line breaks of any kind.
        name: what diagnostics call the file.
        diagnostics: takes what is wrong with comments, and the files that are not included.
    """
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    shaper = _BlockShaper()
    for token in _lexer().lex(text):
        if token.type in _COMMENTS:
            diagnostics += _unclosed_comments(token, name)
        elif token.type == "INCLUDE":
            diagnostics.append(_include_not_followed(token, name))
        else:
            shaper.take_token(token)
    shaper.end_block()
    return shaper.blocks


def token_span(name: str, first: Token, last: Token | None = None) -> Span:
    """Return the place of a token in the file `name`, from its first character that is no space.

    With `last` the place goes on to the end of that token.
    """
    line, column = _start_of(first)
    column += _leading_spaces(first)
    end_line, end_column = _end_of(last or first)
    return Span(name, line, column, end_line, end_column)


# Lark's types allow that a token has no place, but its lexer gives one to each.


def _start_of(token: Token) -> tuple[int, int]:
    return token.line or 1, token.column or 1


def _end_of(token: Token) -> tuple[int, int]:
    return token.end_line or 1, token.end_column or 1


def _leading_spaces(token: Token) -> int:
    return len(token) - len(token.lstrip())


def _unclosed_comments(token: Token, name: str) -> Iterator[Diagnostic]:
    comment = token.strip()
    for opening, closing in (("<!--", "-->"), ("/*", "*/")):
        # In `<!-->` and `/*/` the two marks share characters: the closing one counts behind the
        # opening one alone.
        if not comment.startswith(opening) or comment[len(opening) :].endswith(closing):
            continue
        start = token_span(name, token)
        span = Span(name, start.line, start.column, start.line, start.column + len(opening))
        help = f"close it with `{closing}`, or write `\\{opening}` if it is text"
        yield error("argdown-syntax", "this comment is never closed", span, help)


def _include_not_followed(token: Token, name: str) -> Diagnostic:
    line, column = _start_of(token)
    _, end_column = _end_of(token)
    span = Span(name, line, column, line, end_column)
    help = "`argdown compile` makes one file of all"
    return warning("argdown-include", f"`{token.strip()}` is not followed", span, help)


class _BlockShaper:
    """Takes the tokens of a text one by one, and sorts them into blocks."""

    def __init__(self) -> None:
        self.blocks: list[TokenBlock] = []
        self.block: TokenBlock = []
        self.content: list[Token] = []  # of the statement being read, until its end is met
        self.indents = [0]  # the widths of the indentations that are open
        self.title_allowed = True  # a statement may begin here, with its title
        self.in_heading = False
        self.line_has_ended = False  # nothing of the line has been read yet

    def take_token(self, token: Token) -> None:
        type = token.type
        if self.in_heading and self.line_has_ended and self.begins_a_block(token):
            self.end_block()
        self.line_has_ended = type == "NEWLINE" or (self.line_has_ended and _is_white_space(token))
        if type in _INLINE:
            self.take_inline(token)
        elif type in _TITLES:
            self.take_title(token)
        elif type == "NEWLINE":
            self.take_line_break(token)
        elif type == "BLANK":
            self.end_block()
        elif type in ("HEADING", "FRONT_MATTER"):
            self.end_block()
            self.block.append(token)
            self.in_heading = type == "HEADING"
        else:
            self.take_mark(token)

    def begins_a_block(self, token: Token) -> bool:
        """Return whether a token at the start of a line below a heading is no text or data of the
        heading.
        """
        if token.type == "NEWLINE" or _is_white_space(token):
            return False
        has_data = self.block[-1].type == "DATA"
        return has_data or (token.type not in _INLINE and token.type != "DATA")

    def take_inline(self, token: Token) -> None:
        if _is_white_space(token) and not self.content:
            return  # it stands between a mark or title and the text
        self.content.append(token)
        self.title_allowed = False

    def take_title(self, token: Token) -> None:
        # Elsewhere a title is part of the text, of which its reader complains; headings have no
        # titles.
        if self.title_allowed and not self.in_heading:
            self.block.append(token)
            self.title_allowed = False
        else:
            self.content.append(token)

    def take_line_break(self, token: Token) -> None:
        if self.content:
            self.content.append(token)

    def take_mark(self, token: Token) -> None:
        """Take data, or what begins a line: a relation, an item, a number or an inference."""
        self.end_content()
        if token.type in _OUTERMOST:
            self.close_indents(0, token)
        elif token.type in _EXTRA_DEPTH:
            width = _leading_spaces(token) + _EXTRA_DEPTH[token.type]
            self.indent_to(width, token)
        self.block.append(token)
        # A mark begins a statement; data ends one, and nothing of its line may follow.
        self.title_allowed = token.type != "DATA"

    def indent_to(self, width: int, token: Token) -> None:
        if width > self.indents[-1]:
            self.indents.append(width)
            self.block.append(Token.new_borrow_pos("_INDENT", "", token))
        else:
            self.close_indents(width, token)

    def close_indents(self, width: int, token: Token) -> None:
        """Close the indentations deeper than a width."""
        while width < self.indents[-1]:
            self.indents.pop()
            self.block.append(Token.new_borrow_pos("_DEDENT", "", token))

    def end_content(self) -> None:
        while self.content and self.content[-1].isspace():
            self.content.pop()
        if self.content:
            self.block.append(_join_content(self.content))
            self.content = []

    def end_block(self) -> None:
        self.end_content()
        if self.block:
            self.close_indents(0, self.block[-1])
            self.blocks.append(self.block)
        self.block = []
        self.indents = [0]
        self.title_allowed = True
        self.in_heading = False


def _is_white_space(token: Token) -> bool:
    return token.type == "TEXT" and token.isspace()


def _join_content(pieces: list[Token]) -> Token:
    """Return the CONTENT of a statement, whose value is its tokens, without the white space at its
    end.
    """
    first, last = pieces[0], pieces[-1]
    line, column = _start_of(first)
    end_line, end_column = _end_of(last)
    end_column -= len(last) - len(last.rstrip())
    content = Token("CONTENT", str(first), first.start_pos, line, column, end_line, end_column)
    content.value = pieces
    return content


def inner_tokens(text: str, outer: Token, offset: int) -> Iterator[Token]:
    """Yield the tokens of a text that stands in a token, from `offset` in it, with their true
    places.
    """
    if not text:
        return
    before = outer[:offset]
    line, column = _start_of(outer)
    line += before.count("\n")
    column += offset
    if "\n" in before:  # then it counts from the last line break
        column = offset - before.rfind("\n")
    for token in _lexer().lex(text):
        yield _move_token(token, line, column)


def _move_token(token: Token, line: int, column: int) -> Token:
    """Return a token of a text that begins at a line and column; columns differ in its first line
    alone.
    """
    start_line, start_column = _start_of(token)
    if start_line == 1:
        start_column += column - 1
    start_line += line - 1
    end_line, end_column = _end_of(token)
    if end_line == 1:
        end_column += column - 1
    end_line += line - 1
    return Token(
        token.type, str(token), token.start_pos, start_line, start_column, end_line, end_column
    )
