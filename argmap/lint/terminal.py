"""Paragraphs, numbered items and tables for a terminal, in its width, with colors and weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.model.diagnostics import Severity
from argmap.util.text import SafeText, safe_lines, width, wrap

# ECMA-48, "Select Graphic Rendition". The colors are from the fixed part of xterm's palette of
# 256, so that they are the same in every terminal: dark enough for a light background, and light
# enough for a dark one.
BOLD = "1"
GRAY = "38;5;243"
BLUE = "38;5;63"
COLORS = {Severity.ERROR: "38;5;161", Severity.WARNING: "38;5;130", Severity.NOTE: "38;5;30"}


class Painter(NamedTuple):
    """Paints text in colors and weights, if the reader wants them."""

    in_color: bool

    def paint(self, text: str, *styles: str) -> str:
        """Return text in these styles."""
        if not self.in_color or not styles:
            return text
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


_PAINT = re.compile(r"(\x1b\[(?:0|1|38;5;\d{1,3})(?:;(?:1|38;5;\d{1,3}))*m)")
"""The codes that a painter adds to text."""


def safe_in_color(text: str) -> SafeText:
    """Return text that is safe to print, keeping the painter's codes."""
    pieces = _PAINT.split(text)
    # Every second piece is a painter's code.
    for place in range(0, len(pieces), 2):
        pieces[place] = safe_lines(pieces[place])
    return SafeText("".join(pieces))


_NARROWEST = 40
"""The minimum width; a narrower terminal is treated as if it had this width."""

_MARGIN = "  "
_BETWEEN_COLUMNS = "  "
_INDENT_BELOW_HEAD = "    "


class Page:
    """The page on which a report is written.

    Attributes:
        columns: its width.
        painter: gives text its colors and weights.
    """

    def __init__(self, columns: int, painter: Painter) -> None:
        self.columns = max(columns, _NARROWEST)
        self.painter = painter

    def paragraph(self, text: str, *styles: str, indent: int = 0) -> Iterator[str]:
        """Yield a text as lines; the lines after the first are indented by two more columns."""
        before = " " * indent
        for line in wrap(text, self.columns - indent, indent=len(_MARGIN)):
            yield f"{before}{self.painter.paint(line, *styles)}\n"
            before = " " * indent + _MARGIN

    def item(self, number: int, text: str, *styles: str) -> Iterator[str]:
        """Yield a text as lines, with a number before the first line.

        The styles apply to the number.
        """
        marker = f"{_MARGIN}{number} "
        before = _MARGIN + self.painter.paint(str(number), *styles) + " "
        for line in wrap(text, self.room_in_item(number)):
            yield f"{before}{line}\n"
            before = " " * len(marker)

    def room_in_item(self, number: int) -> int:
        """Return the number of columns for the text of a numbered item."""
        return self.columns - len(f"{_MARGIN}{number} ")


class Head(NamedTuple):
    """The first two cells of a row: the place and the name of something ("" without a name)."""

    place: str
    name: str


class Table:
    """A table with three columns; the last one takes the space that the others leave.

    Attributes:
        room: the number of page columns for the text of a row.
    """

    def __init__(self, page: Page, heads: Sequence[Head]) -> None:
        self._place_width = max(width(head.place) for head in heads)
        self._name_width = max(width(head.name) for head in heads)
        indent = len(_MARGIN) + self._place_width + len(_BETWEEN_COLUMNS)
        if self._name_width:
            indent += self._name_width + len(_BETWEEN_COLUMNS)
        # On a narrow page, the text goes below the first cells of the row.
        self._is_text_below = indent > page.columns // 2
        self._indent = _INDENT_BELOW_HEAD if self._is_text_below else " " * indent
        self.room = page.columns - len(self._indent)

    def row(self, head: Head, text: str) -> Iterator[str]:
        """Yield the lines of a row."""
        before = (
            _MARGIN + " " * (self._place_width - width(head.place)) + head.place + _BETWEEN_COLUMNS
        )
        if self._name_width:
            before += head.name + " " * (self._name_width - width(head.name)) + _BETWEEN_COLUMNS
        if self._is_text_below:
            yield before.rstrip() + "\n"
            before = self._indent
        for line in wrap(text, self.room):
            yield f"{before}{line}\n"
            before = self._indent
