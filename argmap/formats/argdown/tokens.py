"""Argdown text → blocks of tokens: a statement's content is one token, indentation is visible.

    [Nine]: School should     DEFINITION CONTENT
    start at nine. {a: b}     DATA
      + <Sleep>               _INDENT RELATION REFERENCE _DEDENT

The terminals are in `argdown.lark`. A block is what is between two blank lines; a heading is one
too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lark import Lark, Token

from argmap.model.diagnostics import (
    CommandHelp,
    Diagnostic,
    Diagnostics,
    Severity,
    Span,
    error,
    warning,
)
from argmap.model.losses import LOSS

TokenBlock: TypeAlias = list[Token]
"""The tokens of a block, for the rules of the grammar; the value of a CONTENT is a list of tokens.
"""


Position: TypeAlias = tuple[int, int]
"""A line and a column, both counted from 1."""

GRAMMAR = Path(__file__).with_name("argdown.lark")
_INLINE = frozenset(("TEXT", "CHARACTER", "MARKUP", "ESCAPE", "SYMBOL", "LINK", "MENTION", "TAG"))
_TITLES = frozenset(("REFERENCE", "DEFINITION"))
# How much deeper than it is a mark counts: a list may be at the margin, but the grammar wants it
# indented.
_EXTRA_DEPTH = {"RELATION": 0, "ITEM": 1}
_OUTERMOST = frozenset(("NUMBER", "INFERENCE", "BROKEN_INFERENCE"))
_BETWEEN_BLOCKS = frozenset(("BLANK", "FRONT_MATTER", "INCLUDE", "IMPORT"))
# What another file is named in: what is not done with it, and what helps.
_INTO_A_MAP = "convert each file with `argmap convert`, and list them under `include` in a map"
_OTHER_FILES = {
    "INCLUDE": (
        "include",
        CommandHelp(f"to combine the files, run `argdown compile`, or {_INTO_A_MAP}"),
    ),
    "IMPORT": ("import", CommandHelp(f"{_INTO_A_MAP}; Argdown itself only has `@include(…)`")),
}
_COMMENTS = frozenset(("COMMENT", "COMMENT_LINES"))
_LINE_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


class _AllTerminals:
    """Makes Lark keep the terminals that no rule names: `_BlockShaper` reads them."""

    always_accept = (*_INLINE, *_COMMENTS, *_BETWEEN_BLOCKS, "NEWLINE", "BROKEN_INFERENCE")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@cache
def lexer() -> Lark:
    """Return the lexer of a text that has `\\n` between its lines."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", postlex=_AllTerminals())


def split_into_blocks(text: str, name: str, diagnostics: Diagnostics) -> list[TokenBlock]:
    """Return the blocks of a text.

    Args:
        text: an Argdown text, with line breaks of any kind.
        name: what diagnostics call the file.
        diagnostics: takes what is wrong with comments, and the files that are not included.
    """
    shaper = _BlockShaper()
    text = _LINE_BREAKS.sub("\n", text)
    for token in lexer().lex(text):
        if token.type in _COMMENTS:
            diagnostics += _unclosed_comments(token, name)
            start = token.start_pos or 0
            # Example: the token behind "https:"
            is_address = text[start - 1 : start] == ":" and text[start - 2 : start - 1].isalpha()
            if is_address and token.startswith("//"):
                message = (
                    "`//` begins a comment in Argdown, so argmap ignores the rest of this line"
                )
                help = "write the web address as a link, `[words](https://…)`"
                diagnostics.append(warning(LOSS, message, token_span(name, token), help))
        elif token.type in _OTHER_FILES:
            verb, help = _OTHER_FILES[token.type]
            other = token.strip()
            message = f"argmap does not {verb} other files, so it ignores `{other}`"
            span = Span.on_line(name, *start_of(token, _leading_spaces(token)), len(other))
            diagnostics.append(warning("argdown-include", message, span, help))
        else:
            shaper.take_token(token)
    shaper.end_block()
    for token, severity in shaper.lacks_blank_line:
        message = (
            "a blank line is missing above this line; argmap reads the file as if it were there"
        )
        span = Span.on_line(name, *start_of(token), len(token))
        help = "add a blank line; Argdown rejects the file without it"
        diagnostics.append(Diagnostic("argdown-blank-line", severity, message, span, help=help))
    return shaper.blocks


def token_span(name: str, first: Token, last: Token | None = None) -> Span:
    """Return the place of a token in the file `name`, from its first character that is no space.

    With `last` the place goes on to the end of that token.
    """
    start = start_of(first, _leading_spaces(first))
    return Span(name, *start, *_end_of(last or first))


# Lark's types allow that a token has no place, but its lexer gives one to each.


def start_of(token: Token, offset: int = 0) -> Position:
    """Return the line and column of a character of a token, from its offset in it."""
    line = token.line or 1
    column = token.column or 1
    before = token[:offset]
    lines = before.count("\n")
    if not lines:
        return line, column + offset
    return line + lines, offset - before.rfind("\n")


def _end_of(token: Token) -> Position:
    return token.end_line or 1, token.end_column or 1


def _leading_spaces(token: Token) -> int:
    return len(token) - len(token.lstrip())


def _unclosed_comments(token: Token, name: str) -> Iterator[Diagnostic]:
    comment = token.strip()
    for opening, closing in (("<!--", "-->"), ("/*", "*/")):
        rest = comment.removeprefix(opening)
        # In `<!-->` and `/*/` the two marks share characters: the closing one counts behind the
        # opening one alone.
        if rest == comment or rest.endswith(closing):
            continue
        start = start_of(token, _leading_spaces(token))
        span = Span.on_line(name, *start, len(opening))
        help = f"close the comment with `{closing}`; if this is not a comment, write `\\{opening}`"
        yield error("argdown-syntax", "this comment is never closed", span, help)


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
        self.is_below_front_matter = False
        # What begins a block all the same, and how doubtful that is.
        self.lacks_blank_line: list[tuple[Token, Severity]] = []

    def take_token(self, token: Token) -> None:
        type = token.type
        is_white_space = type == "TEXT" and token.isspace()
        ends_line = type == "NEWLINE"
        is_blank = ends_line or is_white_space
        if self.line_has_ended and not is_blank and self.begins_block(type):
            if type != "BLANK":
                is_clear = self.in_heading or self.is_below_front_matter or type == "HEADING"
                severity = Severity.NOTE if is_clear else Severity.WARNING
                self.lacks_blank_line.append((token, severity))
            self.end_block()
        self.line_has_ended = ends_line or (self.line_has_ended and is_white_space)
        if type in _TITLES and self.title_allowed:
            self.block.append(token)
            self.title_allowed = False
        elif is_blank:
            # White space between a mark or title and the text goes.
            if self.content:
                self.content.append(token)
        # Elsewhere a title is part of the text, of which its reader complains.
        elif type in _INLINE or type in _TITLES:
            self.content.append(token)
            self.title_allowed = False
        elif type == "BLANK":
            self.end_block()
        elif type == "FRONT_MATTER":
            self.block.append(token)
            self.end_block()
            self.is_below_front_matter = True
        elif type == "HEADING":
            self.end_block()
            self.block.append(token)
            self.in_heading = True
            self.title_allowed = False
        else:
            self.take_mark(token)

    def begins_block(self, type: str) -> bool:
        """Return whether what begins a line begins a block, although no blank line may be above it.

        All does below front matter, and below a heading all but its text and data. A definition
        does, and a reference that no text is before, which it could be a word of; the first
        statement of a structure does below a statement or an argument.
        """
        if self.is_below_front_matter:
            return True
        if self.in_heading:
            return self.block[-1].type == "DATA" or not (type == "DATA" or type in _INLINE)
        if type == "HEADING":
            return bool(self.block or self.content)
        if type in _TITLES:
            could_be_text = self.content or (self.block and self.block[-1].type == "DEFINITION")
            return not self.title_allowed and (type == "DEFINITION" or not could_be_text)
        if type == "NUMBER" and self.block and self.block[0].type in _TITLES:
            return all(token.type not in _OUTERMOST for token in self.block)
        return False

    def take_mark(self, token: Token) -> None:
        """Take data, or what begins a line: a relation, an item, a number or an inference."""
        self.end_content()
        type = token.type
        indents = self.indents
        if type in _OUTERMOST:
            self.close_indents(0, token)
        elif type in _EXTRA_DEPTH:
            width = _leading_spaces(token) + _EXTRA_DEPTH[type]
            if width > indents[-1]:
                indents.append(width)
                self.block.append(Token.new_borrow_pos("_INDENT", "", token))
            self.close_indents(width, token)
        self.block.append(token)
        # A mark begins a statement; data ends one, and nothing of its line may follow.
        self.title_allowed = type != "DATA"

    def close_indents(self, width: int, token: Token) -> None:
        """Close the indentations deeper than a width."""
        while width < self.indents[-1]:
            self.indents.pop()
            self.block.append(Token.new_borrow_pos("_DEDENT", "", token))

    def end_content(self) -> None:
        """Join the tokens of a content in one, without the white space at their end."""
        content = self.content
        self.content = []
        while content and content[-1].isspace():
            content.pop()
        if not content:
            return
        first = content[0]
        last = content[-1]
        end_line, end_column = _end_of(last)
        end_column -= len(last) - len(last.rstrip())
        start = start_of(first)
        joined = Token("CONTENT", str(first), first.start_pos, *start, end_line, end_column)
        joined.value = content
        self.block.append(joined)

    def end_block(self) -> None:
        self.end_content()
        if self.block:
            self.close_indents(0, self.block[-1])
            self.blocks.append(self.block)
        self.block = []
        self.indents = [0]
        self.title_allowed = True
        self.in_heading = False
        self.is_below_front_matter = False
