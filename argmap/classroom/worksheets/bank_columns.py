"""The claims that students choose from, in columns, on top of a page or on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.classroom.worksheets.bank import BankEntry
from argmap.classroom.worksheets.paper import LEADING, Paper, wrap_text

_SIZE = 10.0
"""The size of the text."""

_COLUMNS = 3
_COLUMN_GAP, _LETTER_ROOM = 14.0, 20.0
"""Between columns, and how much room letters have."""

_ENTRY_GAP = 4.0
"""Between entries, and below them all."""

_LINE = LEADING * _SIZE


_Entry = tuple[str, tuple[str, ...]]
"""A letter, and the lines of its claim."""


class Columns(NamedTuple):
    """Entries in columns.

    Attributes:
        columns: the columns of a page.
        height: that of the highest.
    """

    columns: tuple[tuple[_Entry, ...], ...]
    height: float


def in_columns(
    bank: Sequence[BankEntry], room: float, height: float, language: str
) -> list[Columns]:
    """Return entries in columns, page by page; where one page is enough, they are as low as they
    can be.

    Args:
        bank: the entries.
        room: how wide a page is.
        height: how high columns may be; one entry that is higher has a column to itself.
        language: that of the entries.
    """
    if not bank:
        return []
    text_room = (room + _COLUMN_GAP) / _COLUMNS - _COLUMN_GAP - _LETTER_ROOM
    entries = [
        (entry.letter, tuple(wrap_text(entry.text, _SIZE, text_room, language))) for entry in bank
    ]
    low = 0.0
    while low < height:
        low += _LINE
        pages = _fill_columns(entries, low)
        if len(pages) == 1 and pages[0].height <= low:
            return pages
    return _fill_columns(entries, height)


def _fill_columns(entries: Sequence[_Entry], height: float) -> list[Columns]:
    """Return entries in columns that are at most so high, each filled before the next."""
    columns: list[list[_Entry]] = []
    heights: list[float] = []
    for letter, lines in entries:
        own_height = len(lines) * _LINE + _ENTRY_GAP
        if not columns or heights[-1] + own_height > height:
            columns.append([])
            heights.append(0.0)
        columns[-1].append((letter, lines))
        heights[-1] += own_height
    pages: list[Columns] = []
    for first in range(0, len(columns), _COLUMNS):
        on_page = columns[first : first + _COLUMNS]
        pages.append(Columns(tuple(map(tuple, on_page)), max(heights[first : first + _COLUMNS])))
    return pages


def add_columns(paper: Paper, columns: Columns, room: float, top: float) -> None:
    """Add columns to a page, below what stands above."""
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    for number, column in enumerate(columns.columns):
        baseline = top
        for letter, lines in column:
            paper.add_text(number * pitch, baseline + _SIZE, letter, _SIZE, is_bold=True)
            paper.add_lines(number * pitch + _LETTER_ROOM, baseline + _SIZE, lines, _SIZE)
            baseline += len(lines) * _LINE + _ENTRY_GAP
