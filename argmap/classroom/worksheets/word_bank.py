"""The claims that students choose from: those of a sheet, and others that do not belong there.

They are in columns, on top of a page or on pages of their own:

    A  Bees are busy.    C  Apples are red.
    B  Pears are green
       in spring.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


Bank = Sequence[BankEntry]


def bank_of(sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0) -> Bank:
    """Return the missing claims of a sheet and some others, in a random order.

    Args:
        sheet: the sheet.
        map: the map that it was made of.
        distractors: the number of others.
        seed: the same seed gives the same order and the same others.

    Raises:
        ArgmapError: there are not that many others.
    """
    alphabet = words_for(map.language).letters
    letters = lettering(alphabet.upper())
    others = _distractors_of(sheet, map, distractors, seed)
    return _entries(letters, sheet.texts, others, seed, "bank")


def cards_of(sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0) -> Bank:
    """Return the claims of a sheet as cards in a random order, and others of its map among them.

    Raises:
        ArgmapError: there are not that many others.
    """
    texts = {}
    for id, claim in sheet.key.claims.items():
        texts[id] = claim.text
    others = _distractors_of(sheet, map, distractors, seed)
    numbers = (str(number) for number in itertools.count(1))
    return _entries(numbers, texts, others, seed, "cards")


def _entries(
    labels: Iterator[str], texts: Mapping[str, str], others: Iterable[str], seed: int, purpose: str
) -> Bank:
    choices = []
    for claim, text in texts.items():
        choices.append((text, claim))
    for text in others:
        choices.append((text, ""))
    entries = []
    for text, claim in shuffle(choices, seed, purpose):
        label = next(labels)
        entries.append(BankEntry(label, text, claim))
    return entries


def has_distractors(bank: Bank) -> bool:
    """Return whether a claim among those to choose from belongs nowhere."""
    return any(not entry.claim for entry in bank)


def _distractors_of(sheet: Worksheet, map: ArgumentMap, number: int, seed: int) -> list[str]:
    """Return the texts of claims that do not belong in a blank of a sheet.

    Claims of the map, or of the map that it is part of, that are not on the sheet go first.

    Raises:
        ArgmapError: there are not that many.
    """
    whole = map.part_of or map
    elsewhere = []
    for id, claim in whole.claims.items():
        if id not in map.claims:
            elsewhere.append(claim.text)
    given = []
    belonging = set()
    for id, claim in sheet.key.claims.items():
        text = claim.text
        # As a card, every claim of the sheet belongs there.
        if sheet.texts and id not in sheet.texts:
            given.append(text)
        else:
            belonging.add(plain_text(text))
    # Students have read what is on the sheet.
    candidates = shuffle(elsewhere, seed, "elsewhere")
    candidates += shuffle(given, seed, "given")
    texts = []
    for text in candidates:
        wording = plain_text(text)
        if wording not in belonging:
            belonging.add(wording)
            texts.append(text)
    if number > len(texts):
        there_are = "no other claims"
        if texts:
            others = count(len(texts), "other claim")
            there_are = f"only {others}"
        raise ArgmapError(f"--distractors {number} is too many, because the map has {there_are}")
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

_Column = list[_Entry]

Columns = list[_Column]
"""The columns of a page."""


def height_of(columns: Columns) -> float:
    """Return the height of the highest column."""
    return max(map(_height_of_column, columns), default=0.0)


def _height_of_column(column: _Column) -> float:
    height = 0.0
    for _, lines in column:
        height += _height_of(lines)
    return height


def _height_of(lines: list[str]) -> float:
    return len(lines) * _LINE + _ENTRY_GAP


def in_columns(bank: Bank, room: float, most: float, language: str) -> list[Columns]:
    """Return entries in columns, page by page, as low as they can be if one page is enough.

    Args:
        bank: the entries.
        room: the width of a page.
        most: the greatest height of columns; an entry that is higher has a column to itself.
        language: that of the entries.
    """
    if not bank:
        return []
    # No gap follows the last column.
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    text_room = pitch - _COLUMN_GAP - _LETTER_ROOM
    entries = []
    for entry in bank:
        lines = wrap_text(entry.text, _SIZE, text_room, language)
        entries.append((entry.label, lines))
    # Heights are tried from one line on, as columns of the same height look best.
    low = 0.0
    while low < most:
        low += _LINE
        first_page, *other_pages = _fill_columns(entries, low)
        if other_pages:
            continue
        if height_of(first_page) <= low:
            return [first_page]
    return _fill_columns(entries, most)


def _fill_columns(entries: _Column, height: float) -> list[Columns]:
    """Return entries in columns of at most a height, each filled before the next."""
    pages: list[Columns] = [[]]
    column: _Column = []
    for entry in entries:
        longer = [*column, entry]
        # An entry that is higher than a column has one to itself.
        if not column or _height_of_column(longer) > height:
            column = []
            if len(pages[-1]) == _COLUMNS:
                pages.append([])
            pages[-1].append(column)
        column.append(entry)
    return pages


def add_columns(paper: Paper, columns: Columns, room: float, top: float) -> None:
    """Add columns to a page, below `top`."""
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    for number, column in enumerate(columns):
        x = number * pitch
        baseline = top + _SIZE
        text_x = x + _LETTER_ROOM
        for letter, lines in column:
            paper.add_lines(x, baseline, [letter], _SIZE, is_bold=True)
            paper.add_lines(text_x, baseline, lines, _SIZE)
            baseline += _height_of(lines)
