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
from itertools import product
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
_COMPARISON = (("ier", "y"), ("iest", "y"), ("er", ""), ("est", ""), ("er", "e"), ("est", "e"))
"""Endings of English adjectives, and the ending without them."""
_LEAST_SHARED = 0.5
"""The share of their terms that texts have in common if one denies the other."""
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
        related: Iterable[str] = (),
    ) -> None:
        """Take words, in small letters.

        Args:
            denials: words that deny what a sentence says; of a language that is written without
                spaces, signs.
            contractions: short ways to write words, each with what it stands for.
            opposites: pairs of words that mean the opposite of each other, not inflected.
            synonyms: lines of English words; see `senses_of`.
            function_words: words that say nothing about the topic of a text.
            related: lines of English words that are about the same; a word may be in several.
        """
        self._denials = frozenset(denials)
        self._unspaced_denials = tuple(word for word in self._denials if _is_unspaced(word))
        self._contractions = dict(contractions)
        self._opposites: set[tuple[str, str]] = set()
        self._listed: dict[str, Sense] = {}
        for word, opposite in opposites:
            self._opposites |= {(word, opposite), (opposite, word)}
            term = self._listed.setdefault(word, Sense(word, denies=False)).term
            self._listed.setdefault(opposite, Sense(term, denies=True))
        self._senses = senses_of(synonyms)
        self._function_words = frozenset(function_words)
        self._related: dict[str, set[str]] = {}
        for number, line in enumerate(related):
            for word in line.split():
                self._related.setdefault(root(word), set()).add(f"{number}")
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

    def terms(self, plain: str) -> frozenset[str]:
        """Return the terms of a plain text."""
        terms = {self._sense(word).term for word in plain.split() if not _is_unspaced(word)}
        # Without spaces, each sign is most of a word.
        for word in filter(_is_unspaced, plain.split()):
            terms.update(word)
        return frozenset(terms - {""})

    def topics(self, plain: str) -> frozenset[str]:
        """Return what a plain text is about: its terms, and the lines of related words."""
        topics: set[str] = set()
        for word in plain.split():
            related = self._related.get(root(word))
            if related:
                topics |= related
            else:
                topics.add(self._sense(word).term)
        return frozenset(topics - {""})

    def are_opposite(self, plain: str, other: str) -> bool:
        """Return whether one of two plain texts may deny what the other says.

        Two differences take each other back: "not unfair" is not the opposite of "fair". Texts with
        little in common say different things, whatever they deny.
        """
        opposed = self._opposed(plain, other)
        differences = len(opposed) + (self.denies(plain) is not self.denies(other))
        if differences % 2 == 0:
            return False
        terms, other_terms = self.terms(plain), self.terms(other)
        shared = terms & other_terms | {self._sense(word).term for word in opposed}
        return len(shared) >= _LEAST_SHARED * min(len(terms), len(other_terms))

    def have_opposites(self, plain: str, other: str) -> bool:
        """Return whether two plain texts differ in a denial, or in words that are opposites."""
        if self.denies(plain) is not self.denies(other):
            return True
        return bool(self._opposed(plain, other))

    def _opposed(self, plain: str, other: str) -> set[str]:
        """Return the words of one plain text that have an opposite in the other one."""
        words, other_words = set(plain.split()), set(other.split())
        only_there = other_words - words
        opposed = set()
        for word in words - other_words:
            if any(self._are_opposed(word, other_word) for other_word in only_there):
                opposed.add(word)
        for word, opposite in self._opposites:
            # In a language without spaces, words are parts of a text.
            has_both = _is_unspaced(word) and word in plain and opposite in other
            if has_both and word not in other and opposite not in plain:
                opposed.add(word)
        return opposed

    def _are_opposed(self, word: str, other: str) -> bool:
        if self._denials & {word, other}:
            return False  # a denial is one difference, and not two
        sense, other_sense = self._sense(word), self._sense(other)
        if sense.term and sense.term == other_sense.term and sense.denies is not other_sense.denies:
            return True
        entries = self._entries(word), self._entries(other)
        return any(
            (entry, other_entry) in self._opposites
            or _is_opposed(entry, other_entry)
            or _is_opposed(other_entry, entry)
            for entry, other_entry in product(*entries)
        )

    def are_different_words(self, word: str, other: str) -> bool:
        """Return whether both are known, and differ: "love" is no typo for "live"."""
        if self._denials & {word, other}:
            return True
        if self._are_opposed(word, other):
            return True
        known = []
        for each in (word, other):
            is_listed = any(root(entry) in self._senses for entry in self._entries(each))
            known.append(each in self._function_words or is_listed)
        return all(known) and self._sense(word) != self._sense(other)

    def _sense(self, word: str) -> Sense:
        sense = self._known.get(word)
        if sense is None:
            sense = self._known[word] = self._find(word)
        return sense

    def _find(self, word: str) -> Sense:
        if word in self._denials:
            return Sense("", denies=True)
        if word in self._function_words:
            return Sense("", denies=False)
        entries = self._entries(word)
        for entry in entries if self._senses else ():
            sense = self._senses.get(root(entry))
            if sense is not None:
                return sense
        for entry in entries:
            sense = self._listed.get(entry)
            if sense is not None:
                return sense
        return Sense(root(word) if self._senses else word, denies=False)

    def _entries(self, word: str) -> list[str]:
        """Return the words that a list may have in place of a word: "dirtier", "dirty"."""
        entries = [word]
        for ending, instead in _COMPARISON if self._senses else ():
            if word.endswith(ending):
                entries.append(word.removesuffix(ending) + instead)
        shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_INFLECTED)
        for end in range(len(word) - 1, shortest - 1, -1):
            if word[:end] in self._listed:
                entries.append(word[:end])
        return entries


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
