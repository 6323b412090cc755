"""What is known of the words of a language: what they mean, what they deny, how they are cut short.

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

from argmap.util.same import Relation, Table, relate
from argmap.util.text import plain_text

_ENDINGS = (
    ("ies", 5, "y"),
    ("ied", 5, "y"),
    ("sses", 6, "ss"),
    ("ings", 7, ""),
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
_GAP = r"(\w+(?: \w+){0,3})"
"""One to four words within a phrase."""
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
    """What is known of the words of a language; nothing if nothing is given.

    Attributes:
        knows_synonyms: whether words that mean the same are known, as in English.
        unspaced_opposites: pairs of opposites, both ways, in a language without spaces between
            words.
    """

    def __init__(
        self,
        denials: Iterable[str] = (),
        contractions: Iterable[tuple[str, str]] = (),
        opposites: Iterable[tuple[str, str]] = (),
        synonyms: Iterable[str] = (),
        function_words: Iterable[str] = (),
        related: Iterable[str] = (),
        opposed: Iterable[str] = (),
        phrases: Iterable[str] = (),
        table: Table | None = None,
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
            opposed: lines of English words, `more | less fewer`, in which each word before the bar
                is an opposite of each after it; with none before it, these are words that deny.
            phrases: lines of English phrases that mean a word, `abolish: give up, get rid of`; in
                the place of "…" are some words: `less … than: not as … as`.
            table: the words by which a judge tells whether two texts say the same.
        """
        self._table = table
        self._denials = frozenset(denials)
        self._unspaced_denials = tuple(word for word in self._denials if _is_unspaced(word))
        self._contractions = dict(contractions)
        self._opposites: set[tuple[str, str]] = set()
        self.unspaced_opposites: list[tuple[str, str]] = []
        self._listed: dict[str, Sense] = {}
        for word, opposite in opposites:
            self._opposites |= {(word, opposite), (opposite, word)}
            if _is_unspaced(word):
                self.unspaced_opposites += [(word, opposite), (opposite, word)]
            term = self._listed.setdefault(word, Sense(word, denies=False)).term
            self._listed.setdefault(opposite, Sense(term, denies=True))
        self._senses = senses_of(synonyms)
        self.knows_synonyms = bool(self._senses)
        self._function_words = frozenset(function_words)
        self._related: dict[str, set[str]] = {}
        for number, line in enumerate(related):
            for word in line.split():
                self._related.setdefault(root(word), set()).add(f"{number}")
        self._denying_roots: set[str] = set()
        self._opposed_roots: set[tuple[str, str]] = set()
        for line in opposed:
            before, _, after = line.partition("|")
            here, there = ([root(word) for word in part.split()] for part in (before, after))
            if not here:
                self._denying_roots.update(there)
            self._opposed_roots.update(product(here, there), product(there, here))
        self._phrases = [_read_phrases(line) for line in phrases]
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

    def relation(self, text: str, other: str) -> Relation:
        """Return how a text is related to another one, and the words that decide."""
        return relate(text, other, self._table)

    def words(self, plain: str) -> list[str]:
        """Return the words of a plain text, for some phrases a word: "give up" is "abolish"."""
        for phrase, instead in self._phrases:
            plain = phrase.sub(instead, plain)
        return plain.split()

    def denies(self, words: list[str]) -> bool:
        """Return whether a text denies, but for denials that take each other back."""
        text = "".join(words)
        if any(sign in text for sign in self._unspaced_denials):
            return True
        return sum(map(self.is_denial, words)) % 2 == 1

    def is_denial(self, word: str) -> bool:
        """Return whether a word denies, as "not" and "refuses" do."""
        return word in self._denials or root(word) in self._denying_roots

    def with_meaning(self, words: Iterable[str]) -> list[str]:
        """Return the words that say something about the topic of a text."""
        return [word for word in words if self._sense(word).term]

    def terms(self, words: Iterable[str]) -> frozenset[str]:
        """Return the terms of words, but for those that deny."""
        terms: set[str] = set()
        for word in words:
            if _is_unspaced(word):
                # Without spaces, each sign is most of a word.
                terms.update(word)
            elif not self.is_denial(word):
                terms.add(self._sense(word).term)
        return frozenset(terms - {""})

    def topics(self, words: Iterable[str]) -> frozenset[str]:
        """Return what words are about: their terms, and the lines of related words."""
        topics: set[str] = set()
        for word in words:
            related = self._related.get(root(word))
            if related:
                topics |= related
            else:
                topics.add(self._sense(word).term)
        return frozenset(topics - {""})

    def is_listed_opposite(self, word: str, other: str) -> bool:
        """Return whether lists have both words as opposites, whatever their endings are."""
        return (root(word), root(other)) in self._opposed_roots

    def are_opposed(self, word: str, other: str) -> bool:
        """Return whether words are opposites of each other; one that denies is none."""
        if self.is_denial(word) or self.is_denial(other):
            return False
        sense, other_sense = self._sense(word), self._sense(other)
        if sense.term and sense.term == other_sense.term and sense.denies is not other_sense.denies:
            return True
        entries = self._entries(word), self._entries(other)
        return any(
            (entry, other_entry) in self._opposites
            or self.is_listed_opposite(entry, other_entry)
            or _is_opposed(entry, other_entry)
            or _is_opposed(other_entry, entry)
            for entry, other_entry in product(*entries)
        )

    def are_different_words(self, word: str, other: str) -> bool:
        """Return whether both are known, and differ: "love" is no typo for "live"."""
        if self.is_denial(word) or self.is_denial(other):
            return True
        if self.are_opposed(word, other):
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
        for entry in entries if self.knows_synonyms else ():
            sense = self._senses.get(root(entry))
            if sense is not None:
                return sense
        for entry in entries:
            sense = self._listed.get(entry)
            if sense is not None:
                return sense
        return Sense(root(word) if self.knows_synonyms else word, denies=False)

    def _entries(self, word: str) -> list[str]:
        """Return the words that a list may have in place of a word: "dirtier", "dirty"."""
        entries = [word]
        for ending, instead in _COMPARISON if self.knows_synonyms else ():
            if word.endswith(ending):
                entries.append(word.removesuffix(ending) + instead)
        shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_INFLECTED)
        for end in range(len(word) - 1, shortest - 1, -1):
            if word[:end] in self._listed:
                entries.append(word[:end])
        return entries


NO_WORDS = Lexicon()
"""Knows no word, so that only the letters of texts are compared."""


def _read_phrases(line: str) -> tuple[re.Pattern[str], str]:
    """Return what phrases look like in a plain text, and what stands instead of them."""
    instead, _, phrases = line.partition(": ")
    any_of = "|".join(phrases.split(", ")).replace("…", _GAP)
    # Each gap is a group of its own, of which one is filled.
    gaps = "".join(f"\\{number + 1}" for number in range(any_of.count(_GAP)))
    return re.compile(rf"\b(?:{any_of})\b"), instead.replace("…", gaps)


def _is_unspaced(word: str) -> bool:
    """Return whether a word is of a script without spaces between words: Chinese or Japanese."""
    return any("\u3040" <= letter <= "\u9fff" for letter in word)


def _is_opposed(word: str, other: str) -> bool:
    """Return whether a word is another one with an ending or a prefix that turns it around."""
    without = word.removesuffix("less")
    if without != word and root(without) == root(other.removesuffix("ful")):
        return True
    for prefix in _OPPOSING_PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_OPPOSED and root(rest) == root(other):
            return True
    return False
