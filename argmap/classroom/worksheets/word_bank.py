"""The claims that students choose from: those of a sheet, and others that do not belong there.

They are in columns, on top of a page or on pages of their own:

    A  Bees are busy.    C  Apples are red.
    B  Pears are green
       in spring.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
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
    """A claim to choose.

    Attributes:
        label: its letter, or the number of its card.
        text: its text.
        claim: the id of the blank, or claim, where it belongs; "" if it belongs nowhere.
    """

    label: str
    text: str
    claim: str


def bank_of(
    sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0
) -> list[BankEntry]:
    """Return the missing claims of a sheet and some others, in a random order.

    Args:
        sheet: the sheet.
        map: the map that it was made of.
        distractors: the number of others.
        seed: the same seed gives the same order and the same others.

    Raises:
        ArgmapError: there are not that many others.
    """
    letters = lettering(words_for(map.language).letters.upper())
    others = _distractors_of(sheet, map, distractors, seed)
    return _entries(letters, sheet.texts, others, seed, "bank")


def cards_of(
    sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0
) -> list[BankEntry]:
    """Return the claims of a sheet as cards in a random order, and others of its map among them.

    Raises:
        ArgmapError: there are not that many others.
    """
    numbers = (str(number) for number in itertools.count(1))
    texts = {claim.id: claim.text for claim in sheet.key.claims.values()}
    others = _distractors_of(sheet, map, distractors, seed)
    return _entries(numbers, texts, others, seed, "cards")


def _entries(
    labels: Iterable[str], texts: Mapping[str, str], others: Iterable[str], seed: int, purpose: str
) -> list[BankEntry]:
    choices = [(text, claim) for claim, text in texts.items()]
    choices += zip(others, itertools.repeat(""), strict=False)
    # Not `strict`: labels do not end.
    labeled = zip(labels, shuffle(choices, seed, purpose), strict=False)
    return [BankEntry(label, text, claim) for label, (text, claim) in labeled]


def _distractors_of(sheet: Worksheet, map: ArgumentMap, number: int, seed: int) -> list[str]:
    """Return the texts of claims that do not belong in a blank of a sheet.

    Claims of the map, or of the map that it is part of, that are not on the sheet go first.

    Raises:
        ArgmapError: there are not that many.
    """
    whole = map.part_of or map
    elsewhere = [claim.text for claim in whole.claims.values() if claim.id not in map.claims]
    given = []
    belonging = []
    for id, claim in sheet.key.claims.items():
        # As a card, every claim of the sheet belongs there.
        if sheet.texts and id not in sheet.texts:
            given.append(claim.text)
        else:
            belonging.append(plain_text(claim.text))
    texts = []
    for text in [*shuffle(elsewhere, seed, "elsewhere"), *shuffle(given, seed, "given")]:
        if plain_text(text) not in belonging:
            belonging.append(plain_text(text))
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


_Entry = tuple[str, list[str]]
"""A letter, and the lines of its claim."""

Columns = list[list[_Entry]]
"""The columns of a page."""


def height_of(columns: Columns) -> float:
    """Return the height of the highest column."""
    return max(map(_height_of_column, columns), default=0.0)


def _height_of_column(column: list[_Entry]) -> float:
    return sum(len(lines) * _LINE + _ENTRY_GAP for _, lines in column)


def in_columns(bank: Sequence[BankEntry], room: float, most: float, language: str) -> list[Columns]:
    """Return entries in columns, page by page, as low as they can be if one page is enough.

    Args:
        bank: the entries.
        room: the width of a page.
        most: the greatest height of columns; an entry that is higher has a column to itself.
        language: that of the entries.
    """
    if not bank:
        return []
    text_room = (room + _COLUMN_GAP) / _COLUMNS - _COLUMN_GAP - _LETTER_ROOM
    entries: list[_Entry] = []
    for entry in bank:
        entries.append((entry.label, wrap_text(entry.text, _SIZE, text_room, language)))
    # Heights are tried from one line on, as columns of the same height look best.
    low = 0.0
    while low < most:
        low += _LINE
        pages = _fill_columns(entries, low)
        if len(pages) == 1 and height_of(pages[0]) <= low:
            return pages
    return _fill_columns(entries, most)


def _fill_columns(entries: Sequence[_Entry], height: float) -> list[Columns]:
    """Return entries in columns of at most a height, each filled before the next."""
    columns: Columns = []
    for entry in entries:
        if not columns or _height_of_column([*columns[-1], entry]) > height:
            columns.append([])
        columns[-1].append(entry)
    return [columns[first : first + _COLUMNS] for first in range(0, len(columns), _COLUMNS)]


def add_columns(paper: Paper, columns: Columns, room: float, top: float) -> None:
    """Add columns to a page, below `top`."""
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    for number, column in enumerate(columns):
        x, baseline = number * pitch, top + _SIZE
        for letter, lines in column:
            paper.add_lines(x, baseline, [letter], _SIZE, is_bold=True)
            paper.add_lines(x + _LETTER_ROOM, baseline, lines, _SIZE)
            baseline += _height_of_column([(letter, lines)])
