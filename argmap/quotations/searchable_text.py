"""What counts as the same words: a text made *plain*, and where a word begins and ends in it.

A quote and its source are compared plain: without what may differ although the words are the same,
such as white space, kinds of quotation marks and dashes, ligatures, soft hyphens, and hyphens at
the ends of lines. Places in the plain text lead back to the signs of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from argmap.languages.writing import (
    DENIED_AFTER,
    DENIED_BEFORE,
    DENIED_ENDING,
    UNSPACED,
    is_unspaced,
)
from argmap.util.text import normalize

_UNSPACED = f"\u2e80-\u303f\u3105-\u312f\u31a0-\u33ff{UNSPACED}"
"""The characters of scripts without spaces between words, and their marks."""

_LINE_END_HYPHEN, _HYPHEN, _MINUS = "\ufdd0\ufdd1\ufdd2"
"""Characters that no text has mark kinds of hyphens."""
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\ufdd0-\ufdd2]")
_NOTE_NUMBER = re.compile(r"(?<=\S)\[(?:\d{1,3}(?:\]|$)|$)")
_RAISED_NUMBER = re.compile(
    "[⁰¹²³⁴-⁹](?:(?<=[^\\W\\d_]{3}.)|(?<=[.,;:!?”’\"'»)].))[⁰¹²³⁴-⁹]{0,2}(?!\\w)"  # not in m²
)
"""The number of a note is no word of a text: `kind.[3]`, `kind³`. At the end of a text, one that is
not complete is dropped, too, since places are sought by cutting texts.
"""
_SOFT_HYPHEN = re.compile(r"\xad(?:[ \t]{0,9}\r?\n[ \t]{0,99})?")
_QUOTES = re.compile('["“”„‟«»‹›‘’‚‛`′″「」『』]')
_SPACE_IN_GUILLEMETS = re.compile(r"([«‹])(?<![^\s(].)\s{1,9}|\s{1,9}([»›](?!\w))")
"""As in « this »: not around the marks in »this« way of writing."""
_AT_LINE_END = re.compile(r"[-‐](?<=[^\W\d_].)[ \t]{0,9}\r?\n[ \t]{0,99}(?=[^\W\d_])")
_IN_WORD = re.compile(r"[-‐‑](?<=[^\W_].)(?=[^\W_])")
_BEFORE_NUMBER = re.compile(r"[-−](?<![^\s(].)(?=\d)")
_DASHES = re.compile(r"-{2,9}|[-‐‑‒–—―−]")
_SPACE_BESIDE_UNSPACED = re.compile(
    rf" (?![\u0300-\u036f\u064b-\u0652\u3099\u309a])(?:(?<=[{_UNSPACED}] )|(?=[{_UNSPACED}]))"
)
"""Not before a mark that NFKC separates from the sign before it by this space."""
_SPACE_BEFORE_MARK = re.compile(r" (?:(?=[?!;:])|(?<=\d )(?=[%‰]))")  # as the French write: 5 %

_LETTERS = rf"[^\W{_UNSPACED}]+"
_WORD = re.compile(
    rf"(?![\u3000-\u3004\u3008-\u3020])[{_UNSPACED}]|{_LETTERS}(?:['{_LINE_END_HYPHEN}]{_LETTERS})*"
)

_STRETCH = 1_000
"""A text is made plain in stretches of about this many characters, and a place is sought in one.
"""
_LONGEST_STRETCH = 20_000
"""The longest run without two letters side by side in a text that is meant to be read."""
_LETTER = r"[^\W\d\u037a\u1160-\u11ff\u3130-\u318f\ufe70-\ufe7f\uff9e-\uffdc\U00016d40-\U00016d7f]"
"""Without those that NFKC may join to the character before them, such as parts of Korean and Kirat
Rai syllables, or separate from it.
"""
_STRETCH_END = re.compile(rf"(?<=\w)(?={_LETTER})")
"""Where what stands before and what follows can be made plain each by itself."""

_NUMBER_GOES_ON = re.compile(r"[.,:/]\d|[%‰]")
_BEFORE_NUMBER_PART = re.compile(r"\d[.,:/]")
_DENIED_ENDING = re.compile(DENIED_ENDING)

_MOST_REFUSED = 20
"""How many places that begin or end within a word are tried for each character of the text. A text
that is meant to be read has fewer.
"""


class Place(NamedTuple):
    """Where words stand in a plain text."""

    start: int
    end: int


def plain_words(text: str) -> str:
    """Return a text in which all that may differ between a quote and its source is alike."""
    return _without_marks(_marked_words(text))


def quoted_words(text: str) -> str:
    """Return a quote in plain words, without quotation marks and dashes around it."""
    return _without_marks(_marked_words(text).strip("' -"))


def _marked_words(text: str) -> str:
    """Return a plain text in which kinds of hyphens still differ."""
    if not text.isascii():  # most stretches of most texts are, and are plain in half the time
        text = _RAISED_NUMBER.sub("", _SOFT_HYPHEN.sub("", _INVISIBLE.sub("", text)))
        # NFKC makes these marks, too, of two signs that count as letters, and a space and a mark of
        # the accent that people type for an apostrophe.
        text = text.replace("ﾞ", "\u3099").replace("ﾟ", "\u309a").replace("´", "'")
        text = normalize(text)
        text = _SPACE_IN_GUILLEMETS.sub(r"\1\2", text)
    if "[" in text:
        text = _NOTE_NUMBER.sub("", text)
    text = _AT_LINE_END.sub(_LINE_END_HYPHEN, _QUOTES.sub("'", text))
    text = " ".join(text.split())
    text = _BEFORE_NUMBER.sub(_MINUS, _IN_WORD.sub(_HYPHEN, text))
    text = _DASHES.sub("-", text).replace(" -", "-").replace("- ", "-")
    if not text.isascii():
        text = _SPACE_BESIDE_UNSPACED.sub("", text)
    return _SPACE_BEFORE_MARK.sub("", text)


def _without_marks(text: str) -> str:
    """Return a plain text in which all hyphens are alike."""
    return text.replace(_LINE_END_HYPHEN, "-").replace(_HYPHEN, "-").replace(_MINUS, "-")


class SearchableText:
    """A text that quotes are looked for in; it is made plain once, since many claims may quote it.

    Attributes:
        original: the text as it is, without white space around it.
        offset: where it begins in the text with that white space.
        plain: the same in plain words.
    """

    def __init__(self, text: str) -> None:
        self.original = text.strip()
        self.offset = len(text) - len(text.lstrip())
        self._first_line = 1 + text.count("\n", 0, self.offset)
        self._starts: list[int] = []
        self._plain_starts: list[int] = []
        plain_stretches = []
        plain_length = 0
        start = 0
        while start < len(self.original):
            longest_end = min(start + _LONGEST_STRETCH, len(self.original))
            stretch_end = _STRETCH_END.search(self.original, start + _STRETCH, longest_end)
            end = stretch_end.start() if stretch_end else longest_end
            plain = _marked_words(self.original[start:end])
            # A dash has swallowed the space after it.
            if self.original[end - 1].isspace() and plain and not plain.endswith("-"):
                plain += " "
            self._starts.append(start)
            self._plain_starts.append(plain_length)
            plain_stretches.append(plain)
            plain_length += len(plain)
            start = end
        self._starts.append(len(self.original))
        self._marked = "".join(plain_stretches)
        self.plain = _without_marks(self._marked)

    def places_of(
        self,
        words: str,
        position: int = 0,
        *,
        within_word_before: bool = False,
        within_word_after: bool = False,
    ) -> Iterator[Place]:
        """Yield the places of plain words in the plain text, in their order; they do not overlap.

        Words begin and end where words of the text do: `likely` is not in `unlikely`, and `5` is
        not in `15` or `2.5`. A hyphen at the end of a line may be part of a word or not.

        Args:
            words: the words.
            position: where to begin to look.
            within_word_before: whether they may begin within a word.
            within_word_after: whether they may end within a word.
        """
        searched, wanted = self.plain, words
        if self._can_join_lines:
            searched, wanted = self._without_hyphens, words.replace("-", "")
            position -= bisect_left(self._hyphens, position)
        if not wanted:
            return
        refused = 0
        found = searched.find(wanted, position)
        while found >= 0 and refused <= _MOST_REFUSED * len(searched):
            place = self._place_of(words, found, len(wanted))
            if (
                place is not None
                and (within_word_before or self._word_begins(place.start))
                and (within_word_after or self._word_ends(place.end))
            ):
                yield place
                found = searched.find(wanted, found + len(wanted))
            else:
                refused += len(wanted)
                found = searched.find(wanted, found + 1)

    @cached_property
    def _can_join_lines(self) -> bool:
        return _LINE_END_HYPHEN in self._marked

    @cached_property
    def _hyphens(self) -> list[int]:
        """The places of all hyphens and dashes in the plain text."""
        return [place for place, sign in enumerate(self.plain) if sign == "-"]

    @cached_property
    def _hyphens_between(self) -> list[int]:
        """The places of the same hyphens in the plain text without them."""
        return [place - before for before, place in enumerate(self._hyphens)]

    @cached_property
    def _without_hyphens(self) -> str:
        return self.plain.replace("-", "")

    def _place_of(self, words: str, found: int, length: int) -> Place | None:
        """Return the place in the plain text of words that were found in the searched text.

        None if hyphens differ: only one at the end of a line may be there or not.
        """
        if not self._can_join_lines:
            return Place(found, found + length)
        first = bisect_right(self._hyphens_between, found)
        last = bisect_left(self._hyphens_between, found + length)
        start = found + first
        if words.startswith("-"):  # a minus sign
            first -= 1
            start -= 1
            if first < 0 or self._hyphens[first] != start:
                return None
        number = 0
        expected = [place for place, sign in enumerate(words) if sign == "-"]
        for hyphen in range(first, last):
            is_expected = number < len(expected) and (
                self._hyphens_between[hyphen] - found == expected[number] - number
            )
            if is_expected:
                number += 1
            elif self._marked[self._hyphens[hyphen]] != _LINE_END_HYPHEN:
                return None
        if number < len(expected):
            return None
        return Place(start, found + length + last)

    def _word_begins(self, start: int) -> bool:
        """Return whether a word begins at a place of the plain text."""
        if start == 0:
            return True
        sign, before = self.plain[start], self._marked[start - 1]
        if sign.isalnum():
            if before in (_LINE_END_HYPHEN, _HYPHEN, _MINUS):
                return False
            if before.isalnum() and not is_unspaced(before) and not is_unspaced(sign):
                return False
        if sign.isdigit() and _BEFORE_NUMBER_PART.match(self.plain, start - 2):
            return False
        return not (is_unspaced(before) and self.plain.endswith(DENIED_BEFORE, 0, start))

    def _word_ends(self, end: int) -> bool:
        """Return whether a word ends at a place of the plain text."""
        if end == len(self.plain):
            return True
        sign, after = self.plain[end - 1], self._marked[end]
        if unicodedata.category(after).startswith("M"):  # part of the sign before it
            return False
        if sign.isalnum():
            if after in (_LINE_END_HYPHEN, _HYPHEN):
                return False
            if after.isalnum() and not is_unspaced(after) and not is_unspaced(sign):
                return False
        if sign.isdigit() and _NUMBER_GOES_ON.match(self.plain, end):
            return False
        if _DENIED_ENDING.match(self.plain, end):
            return False
        return not (is_unspaced(after) and self.plain.startswith(DENIED_AFTER, end))

    @cached_property
    def words(self) -> list[str]:
        """The words of the text, or its signs where a script has no spaces, without case."""
        return [
            word.replace(_LINE_END_HYPHEN, "").casefold() for word in _WORD.findall(self._marked)
        ]

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each word is in the text."""
        return Counter(self.words)

    @cached_property
    def _places_of_words(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._marked)]

    @cached_property
    def _spaced_words(self) -> str:
        return f" {' '.join(self.words)} "

    @cached_property
    def _starts_of_words(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def find_words(self, words: Sequence[str]) -> int:
        """Return the number of the word of the text at which words begin, or -1."""
        start = self._spaced_words.find(f" {' '.join(words)} ")
        return start if start < 0 else bisect_left(self._starts_of_words, start)

    def place_of_words(self, first: int, number: int) -> Place:
        """Return the place in the plain text of a number of its words."""
        start, _ = self._places_of_words[first]
        _, end = self._places_of_words[first + number - 1]
        return Place(start, end)

    def text_of_words(self, first: int, number: int) -> str:
        """Return a number of words as the plain text has them."""
        if not number:
            return ""
        start, end = self.place_of_words(first, number)
        return _without_marks(self._marked[start:end].replace(_LINE_END_HYPHEN, ""))

    def line_of(self, start: int) -> int:
        """Return the number of the line of a place of the original, in the text as it was given."""
        return self._first_line + self.original.count("\n", 0, start)

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
