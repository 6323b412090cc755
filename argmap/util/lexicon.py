"""Compares texts by the words of a language: what they mean, what they deny, and how they are cut
short.

    Zoos are bad for animals.     terms: zoo, good (denied), animal
    Zoos aren't good for animals. terms: zoo, good, animal; the text denies

Synonyms are one term, and so are a word and its opposite, but the opposite denies the term. Which
words these are, a `Lexicon` is given by who knows the language; without any, only letters count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.util.text import plain_text

_ENDINGS = (
    ("ies", 5, "y"),
    ("ied", 5, "y"),
    ("sses", 6, "ss"),
    ("ing", 6, ""),
    ("ed", 5, ""),
    ("ss", 3, "ss"),
    ("us", 3, "us"),
    ("is", 3, "is"),
    ("s", 4, ""),
)
"""Endings of inflected English words, the shortest word that is inflected, and the ending without
them.
"""
_SHORTEST_DOUBLED = 3
_OPPOSING_PREFIXES = ("un", "dis", "non", "in", "im", "ir", "il", "dés", "dé", "des")
_SHORTEST_OPPOSED = 4
_LONGEST_ENDING = 3
"""Letters by which an inflected word may be longer than one in a list of opposites."""
_SHORTEST_INFLECTED = 4
"""Letters of the shortest such word: "all" is not a part of "allow"."""


class Sense(NamedTuple):
    """The term that a word stands for, "" if none, and whether the word denies."""

    term: str
    denies: bool


def root(word: str) -> str:
    """Return an English word without common endings: "banned" and "bans" are "ban".

    A stemmer knows more, but takes longer to import than all rules to run.
    """
    stem = re.sub("'s?$", "", word)
    for ending, shortest, instead in _ENDINGS:
        if stem.endswith(ending) and len(stem) >= shortest:
            stem = stem.removesuffix(ending) + instead
            break
    if len(stem) > _SHORTEST_DOUBLED and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem.removesuffix("e")


def senses_of(lines: Iterable[str]) -> Mapping[str, Sense]:
    """Return the senses of words by their roots, of lines such as `good beneficial | bad harmful`.

    The first word of a line is its term. What is after a bar denies it.
    """
    senses: dict[str, Sense] = {}
    for line in lines:
        words, _, opposites = line.partition("|")
        term = root(words.split()[0])
        for word in words.split():
            senses.setdefault(root(word), Sense(term, denies=False))
        for word in opposites.split():
            senses.setdefault(root(word), Sense(term, denies=True))
    return senses


class Lexicon:
    """What is known of the words of a language; nothing if nothing is given."""

    def __init__(
        self,
        denials: Iterable[str] = (),
        contractions: Iterable[tuple[str, str]] = (),
        opposites: Iterable[tuple[str, str]] = (),
        synonyms: Iterable[str] = (),
        function_words: Iterable[str] = (),
    ) -> None:
        """Take words, in small letters.

        Args:
            denials: words that deny what a sentence says; of a language that is written without
                spaces, signs.
            contractions: short ways to write words, each with what it stands for.
            opposites: pairs of words that mean the opposite of each other, not inflected.
            synonyms: lines of English words; see `senses_of`.
            function_words: words that say nothing about the topic of a text.
        """
        self._denials = frozenset(denials)
        self._unspaced_denials = tuple(word for word in self._denials if _is_unspaced(word))
        self._contractions = dict(contractions)
        self._opposites: dict[str, Sense] = {}
        for word, opposite in opposites:
            self._opposites.setdefault(word, Sense(word, denies=False))
            self._opposites.setdefault(opposite, Sense(word, denies=True))
        self._senses = senses_of(synonyms)
        self._function_words = frozenset(function_words)
        self._known: dict[str, Sense] = {}

    def plain(self, text: str) -> str:
        """Return a plain text with all words in full: "It isn't fair!" is "it is not fair"."""
        if not self._contractions:
            return plain_text(text)
        words = []
        for word in text.casefold().replace("’", "'").split():
            bare = word.strip('"“”„«»().,;:!?…')
            words.append(self._contractions.get(bare, word))
        return plain_text(" ".join(words))

    def denies(self, plain: str) -> bool:
        """Return whether a plain text has a word that denies."""
        if not self._denials.isdisjoint(plain.split()):
            return True
        return any(sign in plain for sign in self._unspaced_denials)

    def terms(self, plain: str) -> dict[str, bool]:
        """Return the terms of a plain text, each with whether it is denied."""
        terms: dict[str, bool] = {}
        for word in plain.split():
            term, denies = self._sense(word)
            if term:
                terms[term] = terms.get(term, False) or denies
        return terms

    def are_opposite(self, plain: str, other: str) -> bool:
        """Return whether one of two plain texts may deny what the other says.

        Two differences take each other back: "not unfair" is not the opposite of "fair".
        """
        differences = self.denies(plain) is not self.denies(other)
        return (differences + self._count_opposites(plain, other)) % 2 == 1

    def have_opposites(self, plain: str, other: str) -> bool:
        """Return whether two plain texts differ in a denial, or in words that are opposites."""
        if self.denies(plain) is not self.denies(other):
            return True
        return self._count_opposites(plain, other) > 0

    def _count_opposites(self, plain: str, other: str) -> int:
        terms, other_terms = self.terms(plain), self.terms(other)
        number = sum(terms[term] is not other_terms[term] for term in terms.keys() & other_terms)
        only_here = set(plain.split()).difference(other.split())
        only_there = set(other.split()).difference(plain.split())
        return number + sum(
            _is_opposed(word, other_word) or _is_opposed(other_word, word)
            for word in only_here
            for other_word in only_there
            # Counted already.
            if not self._share_term(word, other_word)
        )

    def are_different_words(self, word: str, other: str) -> bool:
        """Return whether both are known, and differ: "love" is no typo for "live"."""
        if self._denials & {word, other}:
            return True
        known = []
        for each in (word, other):
            known.append(each in self._function_words or self._is_listed(each))
        return all(known) and self._sense(word) != self._sense(other)

    def _share_term(self, word: str, other: str) -> bool:
        term = self._sense(word).term
        return bool(term) and term == self._sense(other).term

    def _is_listed(self, word: str) -> bool:
        return root(word) in self._senses or self._opposite(word) is not None

    def _sense(self, word: str) -> Sense:
        sense = self._known.get(word)
        if sense is None:
            sense = self._known[word] = self._find(word)
        return sense

    def _find(self, word: str) -> Sense:
        if word in self._denials:
            return Sense("", denies=True)
        opposite = self._opposite(word)
        if opposite is not None:
            return opposite
        if word in self._function_words:
            return Sense("", denies=False)
        stem = root(word) if self._senses else word
        return self._senses.get(stem, Sense(stem, denies=False))

    def _opposite(self, word: str) -> Sense | None:
        """Return the sense of a word that a pair of opposites has, also inflected."""
        sense = self._opposites.get(word)
        shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_INFLECTED)
        for end in range(len(word) - 1, shortest - 1, -1):
            sense = sense or self._opposites.get(word[:end])
        return sense


NO_WORDS = Lexicon()
"""Knows no word, so that only the letters of texts are compared."""


def _is_unspaced(word: str) -> bool:
    """Return whether a word is of a script without spaces between words: Chinese or Japanese."""
    return any("\u3040" <= letter <= "\u9fff" for letter in word)


def _is_opposed(word: str, other: str) -> bool:
    """Return whether a word is another one with a prefix that turns it into its opposite."""
    for prefix in _OPPOSING_PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_OPPOSED and root(rest) == root(other):
            return True
    return False
