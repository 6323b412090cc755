"""What counts as the same words: whether a text holds a quote, and the passage of the text around
it.

A quote and its source are compared *plain*: without what may differ although the words are the
same, such as white space, kinds of quotation marks and dashes, ligatures and soft hyphens. `…`,
`...` or `[…]` in a quote stands for words left out. A passage is shown in the source's own signs,
so that the places in the plain text are led back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from argmap.util.text import normalize

_LEFT_OUT = re.compile(r"[\[(] ?(?:\.{3,4}|…) ?[\])]|\.{3,4}|…")
_QUOTES = re.compile('["“”„‟«»‹›‘’‚‛`´′″]')
_DASHES = re.compile(r" ?(?:-{2,9}|[-‐‑‒–—―−]) ?")

_STRETCH = 1_000
"""A text is made plain by stretches of so many characters or a few more; only within one is a place
sought.
"""
_LONGEST_STRETCH = 20_000
"""No text that is meant to be read has so many characters without a letter."""
_LETTER = r"[^\W\u1160-\u11ff\u3130-\u318f\uff9e-\uffdc\U00016d40-\U00016d7f]"
"""Without those that NFKC may join to the character before them: parts of Korean and Kirat Rai
syllables, for one.
"""
_STRETCH_END = re.compile(rf"(?<!\xad)(?={_LETTER})")
"""Where what stands before and what follows can be made plain each by itself."""

_MOST_BETWEEN = 400
"""More characters than these between two parts of a quote are not shown in full."""
_ROOM_FOR_SPACES = 10
"""So many times the characters to be shown are looked at, since runs of white space are shown as
one.
"""
_LONGEST_WORD = 40
"""Where so many characters have no space, the script writes none."""
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


class SearchableText:
    """A text that quotes are looked for in; it is made plain once, since many claims may quote it.

    Attributes:
        original: the text as it is, without white space around it.
        plain: the same in plain words.
    """

    def __init__(self, text: str) -> None:
        self.original = text.strip()
        self._starts: list[int] = []
        self._plain_starts: list[int] = []
        plain_stretches = []
        plain_length = 0
        start = 0
        while start < len(self.original):
            longest_end = min(start + _LONGEST_STRETCH, len(self.original))
            stretch_end = _STRETCH_END.search(self.original, start + _STRETCH, longest_end)
            end = stretch_end.start() if stretch_end else longest_end
            plain = plain_words(self.original[start:end])
            # A dash has swallowed the space after it.
            if self.original[end - 1].isspace() and plain and not plain.endswith("-"):
                plain += " "
            self._starts.append(start)
            self._plain_starts.append(plain_length)
            plain_stretches.append(plain)
            plain_length += len(plain)
            start = end
        self._starts.append(len(self.original))
        self.plain = "".join(plain_stretches)

    def original_start(self, plain_start: int) -> int:
        """Return where the sign of the original stands that a character of the plain text comes
        from.
        """
        start, end, plain_before = self._stretch_at(plain_start)
        wanted = plain_start + 1 - plain_before
        # The shortest beginning of the stretch that reaches so far in plain words ends with that
        # sign.
        ends = range(start + 1, end + 1)
        return start + bisect_left(ends, wanted, key=lambda cut: self._plain_length(start, cut))

    def original_end(self, plain_end: int) -> int:
        """Return where the signs of the original end that the plain text
        before a place comes from.
        """
        start, end, plain_before = self._stretch_at(plain_end - 1)
        wanted = plain_end - plain_before
        ends = range(start, end + 1)
        # The longest beginning of the stretch that is no longer in plain words: it has the marks
        # that melt into the last letter. It lacks a sign that becomes several letters of which not
        # all are wanted.
        longest = (
            start + bisect_right(ends, wanted, key=lambda cut: self._plain_length(start, cut)) - 1
        )
        shortest = start + bisect_left(ends, wanted, key=lambda cut: self._plain_length(start, cut))
        end = max(longest, shortest)
        return start + len(self.original[start:end].rstrip())

    def _stretch_at(self, plain_place: int) -> tuple[int, int, int]:
        """Return start and end of the stretch around a place of the plain text, and the plain
        length before it.
        """
        stretch = bisect_right(self._plain_starts, plain_place) - 1
        return self._starts[stretch], self._starts[stretch + 1], self._plain_starts[stretch]

    def _plain_length(self, start: int, end: int) -> int:
        return len(plain_words(self.original[start:end]))


class _Place(NamedTuple):
    """Where words stand in a plain text."""

    start: int
    end: int


def plain_words(text: str) -> str:
    """Return a text in which all that may differ between a quote and its source is alike."""
    without_hyphens = text.replace("\xad", "")  # soft ones, at which a line may break
    # NFKC makes these marks, too, of two signs that count as letters.
    with_marks = without_hyphens.replace("ﾞ", "\u3099").replace("ﾟ", "\u309a")
    with_plain_quotes = _QUOTES.sub("'", normalize(with_marks))
    return _DASHES.sub("-", " ".join(with_plain_quotes.split()))


def occurs(quote: str, text: SearchableText) -> bool:
    """Return whether the parts of a quote, without what it leaves out, occur in a text in their
    order.
    """
    return _places_of_parts(quote, text.plain) is not None


def passage_around(
    quote: str, text: SearchableText, most_before: int = 300, most_after: int = 300
) -> Passage | None:
    """Return the passage of a text around the first place where a quote occurs.

    None if it does not occur.

    It begins and ends with a sentence if it can, else with a word.

    Args:
        quote: the words, perhaps with some left out. A quote without any word is nowhere.
        text: where to look.
        most_before: so many characters before the quotation are shown at most.
        most_after: so many characters after it are shown at most.
    """
    places = _places_of_parts(quote, text.plain)
    if not places:
        return None
    pieces: list[Piece] = []
    shown = 0
    for place in _draw_together(places, text.plain):
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


def _places_of_parts(quote: str, plain_text: str) -> list[_Place] | None:
    """Return the first place of each part of a quote after the part before it, or None if one is
    missing.
    """
    places = []
    position = 0
    for part in _LEFT_OUT.split(quote):
        words = plain_words(part).strip("' ")
        position = plain_text.find(words, position)
        if position < 0:
            return None
        if words:
            places.append(_Place(position, position + len(words)))
        position += len(words)
    return places


def _draw_together(places: list[_Place], plain_text: str) -> list[_Place]:
    """Return the places of the parts of a quote, each moved close to the next part if it stands
    there, too.
    """
    moved = [places[-1]]
    for place in reversed(places[:-1]):
        next_start = moved[-1].start
        length = place.end - place.start
        words = plain_text[place.start : place.end]
        # Farther away it would not be shown together with the next part.
        nearby = max(place.start, next_start - length - _MOST_BETWEEN)
        start = plain_text.rfind(words, nearby, next_start)
        if start < 0:
            start = place.start
        moved.append(_Place(start, start + length))
    moved.reverse()
    return moved


def _collapse_space(text: str) -> str:
    """Return a text with each run of white space as one space, or as one line feed where a
    paragraph ends.
    """
    return _SPACES.sub(lambda spaces: "\n" if spaces[0].count("\n") > 1 else " ", text)


def _words_before(original: str, end: int, most: int) -> tuple[str, bool]:
    """Return what a text says before a place, cut to so many characters, and whether it was cut."""
    start = max(0, end - most * _ROOM_FOR_SPACES)
    words = _collapse_space(original[start:end])
    if start == 0 and len(words) <= most:
        return words, False
    return _last_words(words, most), True


def _words_after(original: str, start: int, most: int) -> tuple[str, bool]:
    """Return what a text says from a place on, cut to so many characters, and
    whether it was cut.
    """
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
    """Return the beginning of a text, up to the last end of a sentence or word before so many
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
    """Return the end of a text, from the first beginning of a sentence or word within so many
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
