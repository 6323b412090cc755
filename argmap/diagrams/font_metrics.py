"""Text for pictures: made harmless, measured in the widths of Arial, and broken into lines.

The layout engine and Arimo, the font of our PDFs, share the widths of Arial; so does this module. A
length is in *em*: the size of the text is 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import fsum

_LETTERS_BY_WIDTH = {
    222: "ijl'",
    278: " !,./:;I[\\]ft·",
    333: "()-`r“”°",
    355: '"',
    389: "*",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–ß",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
"""A width in thousandths of an em, as fonts have them -> the letters of Arial that are so wide."""

_ADVANCE = {letter: thousandths / 1000 for thousandths, letters in _LETTERS_BY_WIDTH.items() for letter in letters}
_UNKNOWN = 0.62
"""For letters outside the table; the accented and Cyrillic ones of Arial are rarely wider."""

COLUMN = 0.5
"""The width of a column of text, in em: about that of an average letter."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """Return the text on one line, without what no file may hold or what would reorder its letters."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


@cache
def _advance(letter: str) -> float:
    known = _ADVANCE.get(letter)
    if known is not None:
        return known
    from wcwidth import wcwidth

    columns = wcwidth(letter)
    if columns == 0:
        return 0.0  # a mark that combines with the letter before it
    if columns == 1:
        return _UNKNOWN
    return 1.0  # wide letters fill a square; so may the sign for what cannot be shown (-1)


def width(text: str) -> float:
    """Return how wide a line of text is, in em."""
    return fsum(map(_advance, text))  # the same in every version of Python, unlike `sum`


def wrap(text: str, columns: float) -> list[str]:
    """Return the text in the fewest lines of about `columns` letters, as even as they can be."""
    limit = columns * COLUMN
    words: list[str] = []
    for word in text.split():
        words += _break_word(word, limit)
    if not words:
        words = ["…"]  # a box without text would look like a mistake
    lines = _fill_lines(words, limit)
    # Halve the range of widths until it holds the narrowest that needs no further line.
    too_narrow = max(map(width, words))
    wide_enough = limit
    while wide_enough - too_narrow > COLUMN:
        middle = (too_narrow + wide_enough) / 2
        narrower = _fill_lines(words, middle)
        if len(narrower) > len(lines):
            too_narrow = middle
        else:
            wide_enough = middle
            lines = narrower
    return lines


def _fill_lines(words: Iterable[str], limit: float) -> list[str]:
    lines: list[str] = []
    room = 0.0
    for word in words:
        size = width(word)
        if lines and size <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = limit
        room -= size + _ADVANCE[" "]
    return lines


def _break_word(word: str, limit: float) -> list[str]:
    """Return a word in parts that fit: whole if it may, else cut where a letter begins."""
    if width(word) <= limit:
        return [word]
    parts = [""]
    size = 0.0
    for letter in word:
        advance = _advance(letter)
        size += advance
        # What has no width belongs to the letter before it.
        if size > limit and parts[-1] and advance > 0:
            parts.append("")
            size = advance
        parts[-1] += letter
    return parts
