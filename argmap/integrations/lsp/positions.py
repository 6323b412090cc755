"""Places in a text as editors count them, and as argmap does.

    an editor    lines and characters from 0, in units of the encoding that was agreed on
    argmap       lines and columns from 1, in characters

Editors break lines only at LF, CR LF and CR. argmap breaks them where YAML does, so that the
numbers of lines may differ, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from argmap.model import Span
from argmap.util.text import BYTE_ORDER_MARK, line_starts, place_of

_LINE_BREAK = re.compile("\r\n|\r|\n")


class Encoding(StrEnum):
    """The units in which an editor counts the characters of a line."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


class Position(NamedTuple):
    """A place as an editor counts it."""

    line: int
    character: int


class Range(NamedTuple):
    """A passage as an editor counts it; the end is exclusive."""

    start: Position
    end: Position


class Place(NamedTuple):
    """A place as argmap counts it."""

    line: int
    column: int


_CODECS = {
    Encoding.UTF_8: ("utf-8", 1),
    Encoding.UTF_16: ("utf-16-le", 2),
    Encoding.UTF_32: ("utf-32-le", 4),
}
"""What Python calls each encoding, and how many bytes a unit has."""


class Lines:
    """The lines of a text, in which places are looked up."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]

    @cached_property
    def _starts_for_argmap(self) -> list[int]:
        # argmap reads a text without its byte order mark.
        first = len(self._text) - len(self._text.removeprefix(BYTE_ORDER_MARK))
        return [first, *line_starts(self._text)[1:]]

    def offset(self, position: Position) -> int:
        """Return the offset of a position.

        A position behind the end of a line is at its end, one behind the last line at the end of
        the text, and one within a character before that character.
        """
        if position.line < 0:
            return 0
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        line = self._line_from(start)
        return start + _count_characters(line, position.character, self._encoding)

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        return Position(line, _count_units(before, self._encoding))

    def place(self, position: Position) -> Place:
        """Return a position as argmap counts it."""
        starts = self._starts_for_argmap
        return Place(*place_of(max(self.offset(position), starts[0]), starts))

    def range(self, span: Span) -> Range:
        """Return a passage as an editor counts it."""
        start = self.position(self._offset_of_place(span.line, span.column))
        end = self.position(self._offset_of_place(span.end_line, span.end_column))
        return Range(start, max(start, end))

    def _offset_of_place(self, line: int, column: int) -> int:
        starts = self._starts_for_argmap
        if line > len(starts):
            return len(self._text)
        return min(starts[max(line, 1) - 1] + max(column, 1) - 1, len(self._text))

    def _line_from(self, start: int) -> str:
        """Return the line that begins at an offset, without its end."""
        line_break = _LINE_BREAK.search(self._text, start)
        end = line_break.start() if line_break is not None else len(self._text)
        return self._text[start:end]


def _count_units(text: str, encoding: Encoding) -> int:
    """Return how many units a text takes."""
    if text.isascii():
        return len(text)
    codec, width = _CODECS[encoding]
    # A text can hold half of a surrogate pair.
    return len(text.encode(codec, "surrogatepass")) // width


def _count_characters(line: str, units: int, encoding: Encoding) -> int:
    """Return how many whole characters the first units of a line are."""
    if encoding is Encoding.UTF_32 or line.isascii():
        return max(0, min(units, len(line)))
    number = 0
    for character in line:
        units -= _count_units(character, encoding)
        if units < 0:
            break
        number += 1
    return number
