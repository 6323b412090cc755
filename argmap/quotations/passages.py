"""Whether a text holds a quote, and the passage of the text around it, in the text's own signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.quotations.quoted_parts import places_of
from argmap.quotations.searchable_text import SearchableText

_MOST_BETWEEN = 400
"""More characters than these between two parts of a quote are not shown in full."""
_ROOM_FOR_SPACES = 10
"""How many characters are looked at for each one to be shown, since a run of white space is shown
as one.
"""
_LONGEST_WORD = 40
"""The longest run without a space in a script that writes spaces."""
_SENTENCE_END = re.compile(
    "[.!?…؟۔][\"'”’»)\\]]*(?=\\s+[^\\s0-9a-zß-öø-ÿα-ωа-я])"  # not in "p. 4" or "e.g. this"
    "|।+(?=\\s)"
    "|[。！？｡][”’」』）]*"
    "|(?=\n)"
)
_SPACES = re.compile(r"\s+")


class Piece(NamedTuple):
    """A part of a passage, and whether it is quoted."""

    text: str
    is_quoted: bool


class Passage(NamedTuple):
    """A stretch of a source around a quotation, in the source's own signs.

    Attributes:
        pieces: its parts in order; joined they are the passage. Runs of white space are one space,
            and where a paragraph ends one line feed.
        goes_on_before: whether the source says more before it.
        goes_on_after: whether the source says more after it.
    """

    pieces: tuple[Piece, ...]
    goes_on_before: bool
    goes_on_after: bool


def occurs(quote: str, text: SearchableText) -> bool:
    """Return whether a text has the words of a quote, as far as they are those of the text."""
    return places_of(quote, text) is not None


def passage_around(
    quote: str, text: SearchableText, most_before: int = 300, most_after: int = 300
) -> Passage | None:
    """Return the passage of a text around the first place where a quote occurs.

    None if it does not occur.

    It begins and ends with a sentence if it can, else with a word.

    Args:
        quote: the words, perhaps with some left out. A quote without any word is nowhere.
        text: where to look.
        most_before: how many characters before the quotation are shown at most.
        most_after: how many characters after it are shown at most.
    """
    places = places_of(quote, text)
    if places is None:
        return None
    pieces: list[Piece] = []
    shown = 0
    for place in places:
        # Two parts may share a sign, as the letters of a ligature do.
        start = max(shown, text.original_start(place.start))
        end = max(start, text.original_end(place.end))
        if pieces:
            pieces.append(
                Piece(_shorten_between(_collapse_space(text.original[shown:start])), False)
            )
        else:
            before, goes_on_before = _words_before(text.original, start, most_before)
            pieces.append(Piece(before, False))
        pieces.append(Piece(_collapse_space(text.original[start:end]), True))
        shown = end
    after, goes_on_after = _words_after(text.original, shown, most_after)
    pieces.append(Piece(after, False))
    return Passage(tuple(piece for piece in pieces if piece.text), goes_on_before, goes_on_after)


def _collapse_space(text: str) -> str:
    """Return a text with each run of white space as one space, or as one line feed where a
    paragraph ends.
    """
    return _SPACES.sub(lambda spaces: "\n" if spaces[0].count("\n") > 1 else " ", text)


def _words_before(original: str, end: int, most: int) -> tuple[str, bool]:
    """Return at most `most` characters of a text before a place, and whether some were cut off."""
    start = max(0, end - most * _ROOM_FOR_SPACES)
    words = _collapse_space(original[start:end])
    if start == 0 and len(words) <= most:
        return words, False
    return _last_words(words, most), True


def _words_after(original: str, start: int, most: int) -> tuple[str, bool]:
    """Return at most `most` characters of a text from a place on, and whether some were cut off."""
    end = start + most * _ROOM_FOR_SPACES
    words = _collapse_space(original[start:end])
    if end >= len(original) and len(words) <= most:
        return words, False
    return _first_words(words, most), True


def _shorten_between(words: str) -> str:
    """Return what stands between two parts of a quote, without its middle if it is long."""
    if len(words) <= _MOST_BETWEEN:
        return words
    most = _MOST_BETWEEN // 2
    return f"{_first_words(words, most)} … {_last_words(words, most)}"


def _first_words(text: str, most: int) -> str:
    """Return the beginning of a text, up to the last end of a sentence or word in its first `most`
    characters.
    """
    # Only with the characters that follow it is an end known as one.
    for sentence_end in reversed(list(_SENTENCE_END.finditer(text, most // 2, most + 2))):
        if sentence_end.end() <= most:
            return text[: sentence_end.end()]
    word_end = max(text.rfind(space, max(0, most - _LONGEST_WORD), most + 1) for space in " \n")
    if word_end >= 0:
        return text[:word_end]
    return "".join(_signs(text[:most])[:-1])  # the last one may have been cut


def _last_words(text: str, most: int) -> str:
    """Return the end of a text, from the first beginning of a sentence or word in its last `most`
    characters.
    """
    start = max(0, len(text) - most)
    # What stands right before these characters may show that a sentence or word begins with them.
    sentence_end = _SENTENCE_END.search(text, max(0, start - 1), len(text) - most // 2)
    if sentence_end is not None:
        return text[sentence_end.end() :].lstrip()
    word_end = _SPACES.search(text, max(0, start - 1), start + _LONGEST_WORD)
    if word_end is not None:
        return text[word_end.end() :]
    return "".join(_signs(text[start:])[1:])  # the first one may have been cut


def _signs(text: str) -> list[str]:
    """Return the signs of a text: letters with their marks, and emoji of several characters."""
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))
