"""Claims inside sentences: whether a claim can go on in one, and how its first letter is then
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from argmap.languages.essay_words import EssayWords
from argmap.model.text import shorten

_WORD = re.compile(r"[^\W\d_]+")
_INNER_STOP = re.compile(r"[.!?…][\"”“»’')]*\s")
_LAST_STOP = re.compile(r"([!?…。！？][\"”“»’')]*|\.[\"”“»’')]+)$")

_FEWEST_WORDS = 2
"""Of a name, before it is cut so that it ends in a word with a meaning."""


class SentenceCase:
    """Tells how words begin inside a sentence, from the words of a language and from the texts of a
    map.

    A name is written as it stands, "China"; a word that some text of the map has in small letters
    is written small, "teenagers". Of any other word it is not known, and so its claim has to be a
    sentence of its own.
    """

    def __init__(self, texts: Iterable[str], phrases: EssayWords) -> None:
        self._openings = (*phrases.because_words, *phrases.but_words, *phrases.and_words)
        self._always_small = set(phrases.small_words.split())
        self._small: set[str] = set()
        self._capital: set[str] = set()
        for text in texts:
            words = list(_WORD.finditer(text))
            for previous, word in pairwise(words):
                # What follows a stop or a quotation mark may be written large for that alone.
                before = text[previous.end() - 1 : word.start()].rstrip()[-1:]
                if before in '.!?:…“”"«»„(':
                    continue
                seen = self._small if word[0][0].islower() else self._capital
                seen.add(word[0])

    def run_on(self, text: str) -> str:
        """Return a text as it goes on in a sentence, without its last stop; "" if it cannot."""
        bare = without_stop(text)
        if has_stop(bare) or _INNER_STOP.search(bare) or self.own_opening(text):
            return ""
        if text[:1].isdigit():
            return bare
        word = _WORD.match(text)
        if word is None:
            return ""
        first = word[0]
        small = first.lower()
        if first == small or any(letter.isupper() for letter in first[1:]):
            return bare  # it is small already, or an abbreviation
        if small in self._always_small:
            return small + bare[len(first) :]
        if first in self._capital and small not in self._small:
            return bare
        if small in self._small and first not in self._capital:
            return small + bare[len(first) :]
        return ""

    def own_opening(self, text: str) -> str:
        """Return the word with which a text joins itself to what stands before it, in small
        letters, if it does.
        """
        start = text.lower()
        for word in self._openings:
            if start.startswith(word) and not start[len(word) : len(word) + 1].isalpha():
                return word
        return ""

    def name(self, text: str, columns: int) -> str:
        """Return the first words of a text, never all of them, by which it can be named."""
        bare = without_stop(text)
        opening = self.own_opening(bare)
        if opening and bare[len(opening) :].strip(" ,"):
            bare = bare[len(opening) :].strip(" ,")
        words = shorten(bare, columns).rstrip("…").split()
        if " ".join(words) == bare:
            words.pop()
        # "Parents must be at work by…" breaks off where nobody would.
        while len(words) > _FEWEST_WORDS and words[-1].lower() in self._always_small:
            words.pop()
        if not words:
            return bare[: max(1, len(bare) // 2)] + "…"
        return " ".join(words).rstrip(",;:.") + "…"


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end."""
    if text.endswith(".") and not text.endswith(".."):
        return text[:-1].rstrip()
    return text


def has_stop(text: str) -> bool:
    """Return whether a text ends in a sign that ends a sentence, other than a full stop."""
    return _LAST_STOP.search(text) is not None
