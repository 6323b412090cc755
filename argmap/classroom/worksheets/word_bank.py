"""The claims that students choose from: those that are missing on a sheet, and others that do not
belong there.

The claims that students choose from, in columns, on top of a page or on pages of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.classroom.shuffle import shuffle
from argmap.classroom.worksheets.handout import LEADING, Paper, wrap_text
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.languages import words_for
from argmap.languages.words import lettering
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.text import count, plain_text


class BankEntry(NamedTuple):
    """A claim to choose: its letter, its text, and the id of the blank where it belongs, "" if it
    belongs nowhere.
    """

    letter: str
    text: str
    blank: str


def bank_of(
    sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0
) -> tuple[BankEntry, ...]:
    """Return the missing claims of a sheet and some others, in an order that tells nothing.

    Args:
        sheet: the sheet.
        map: the map that it was made of.
        distractors: how many others.
        seed: what the order follows from, and which others they are.

    Raises:
        ArgmapError: there are not so many others.
    """
    choices = [(text, blank) for blank, text in sheet.texts.items()]
    choices += [(text, "") for text in distractors_of(sheet, map, distractors, seed)]
    letters = lettering(words_for(map.language).letters.upper())
    in_order = zip(letters, shuffle(choices, seed, "bank"), strict=False)
    return tuple(BankEntry(letter, text, blank) for letter, (text, blank) in in_order)


def distractors_of(sheet: Worksheet, map: ArgumentMap, number: int, seed: int = 0) -> list[str]:
    """Return the texts of claims of a map that do not belong in a blank of a sheet made of it, or
    of a part of it.

    What does not stand on the sheet goes first.

    Raises:
        ArgmapError: there are not so many.
    """
    whole = map.part_of or map
    elsewhere = [claim.text for claim in whole.claims.values() if claim.id not in map.claims]
    # Of cards nothing is missing: all that is on the sheet belongs there.
    given = [
        claim.text
        for id, claim in sheet.key.claims.items()
        if sheet.texts and id not in sheet.texts
    ]
    belonging = sheet.texts.values() or [claim.text for claim in sheet.key.claims.values()]
    taken = {plain_text(text) for text in belonging}
    texts: list[str] = []
    for text in [*shuffle(elsewhere, seed, "elsewhere"), *shuffle(given, seed, "given")]:
        if plain_text(text) not in taken:
            taken.add(plain_text(text))
            texts.append(text)
    if number > len(texts):
        there_are = f"but {count(len(texts), 'other claim')}" if texts else "no other claims"
        raise ArgmapError(f"--distractors {number}: the map has {there_are}")
    return texts[:number]


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
