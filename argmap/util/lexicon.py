"""Compares texts by the words of a language: what they mean, what they deny, and how they are cut
short.

    Zoos are bad for animals.     terms: zoo, good (denied), animal
    Zoos aren't good for animals. terms: zoo, good, animal; the text denies

Synonyms are one term, and so are a word and its opposite, but the opposite denies the term. Which
words these are, a `Lexicon` is given by who knows the language; without any, only letters count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import product, takewhile
from typing import NamedTuple

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
_CLAUSE_BEGINS = frozenset((
    "because", "if", "when", "whenever", "since", "so", "which", "who", "while",
    "whereas", "although", "though", "but", "and", "or", "as", "unless", "until", "where", "than",
))  # fmt: skip
"""What is denied stands before these English words, or, of a word such as "gone", after them."""
_GAP = r"(\w+(?: \w+){0,2})"
"""One to three words within a phrase."""
_FEW_WORDS = 3
"""A word may turn one of this number of words behind it into its opposite."""
_MOST_DENIED = 8
"""At most this number of things that a text denies are compared."""
_LONGEST = 2_000
"""Characters in which a denial is looked for."""
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


_SWAPPED_AROUND = frozenset(map(root, ("than", "outweigh", "cause", "exceed", "beat", "replace")))
"""English words of which one side is not what the other one is."""


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
        opposed: Iterable[str] = (),
        phrases: Iterable[str] = (),
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
        """
        self._denials = frozenset(denials)
        self._unspaced_denials = tuple(word for word in self._denials if _is_unspaced(word))
        self._contractions = dict(contractions)
        self._opposites: set[tuple[str, str]] = set()
        self._unspaced_opposites: list[tuple[str, str]] = []
        self._listed: dict[str, Sense] = {}
        for word, opposite in opposites:
            self._opposites |= {(word, opposite), (opposite, word)}
            if _is_unspaced(word):
                self._unspaced_opposites += [(word, opposite), (opposite, word)]
            term = self._listed.setdefault(word, Sense(word, denies=False)).term
            self._listed.setdefault(opposite, Sense(term, denies=True))
        self._senses = senses_of(synonyms)
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

    def _denies(self, words: list[str], plain: str) -> bool:
        """Return whether a plain text denies, but for denials that take each other back."""
        if any(sign in plain for sign in self._unspaced_denials):
            return True
        return sum(map(self._is_denial, words)) % 2 == 1

    def _is_denial(self, word: str) -> bool:
        return word in self._denials or root(word) in self._denying_roots

    def _terms(self, words: list[str]) -> frozenset[str]:
        terms = {self._sense(word).term for word in words if not _is_unspaced(word)}
        # Without spaces, each sign is most of a word.
        for word in filter(_is_unspaced, words):
            terms.update(word)
        return frozenset(terms - {""})

    def topics(self, plain: str) -> frozenset[str]:
        """Return what a plain text is about: its terms, and the lines of related words."""
        return self._topics(plain.split())

    def _topics(self, words: list[str]) -> frozenset[str]:
        topics: set[str] = set()
        for word in words:
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
        words, other_words = self._words(plain[:_LONGEST]), self._words(other[:_LONGEST])
        opposed = self._opposed(words, other_words)
        differences = len(opposed) + _are_swapped(words, other_words)
        differences += self._denied_apart(words, other_words)
        if differences % 2 == 0:
            return False
        terms = self._terms([word for word in words if not self._is_denial(word)])
        other_terms = self._terms([word for word in other_words if not self._is_denial(word)])
        shared = terms & other_terms | {self._sense(word).term for word in opposed}
        return len(shared) > _LEAST_SHARED * min(len(terms), len(other_terms))

    def _denied_apart(self, words: list[str], other_words: list[str]) -> int:
        """Return how many things that both texts are about only one of them denies."""
        if not self._senses:
            denies = self._denies(words, "".join(words))
            return denies is not self._denies(other_words, "".join(other_words))
        denied, other_denied = self._denied(words), self._denied(other_words)
        if not (denied and other_denied) and len(denied + other_denied) % 2 == 0:
            return 0  # "nothing without work"
        for each in list(denied):
            for other in other_denied:
                if self._are_related(each, other):
                    denied.remove(each)
                    other_denied.remove(other)
                    break
        apart = [self._are_related(each, other_words) for each in denied]
        apart += [self._are_related(words, each) for each in other_denied]
        return sum(apart)

    def _denied(self, words: list[str]) -> list[list[str]]:
        """Return what is denied in a text, in words."""
        denied: list[list[str]] = []
        for place, word in enumerate(words):
            if not self._is_denial(word) or len(denied) == _MOST_DENIED:
                continue
            after = self._clause(words[place + 1 :])
            if word == "without":
                after = after[:1]
            elif word == "not" or not after:
                after += self._clause(words[:place][::-1])
            denied.append(after)
        return denied

    def _are_related(self, words: list[str], other_words: list[str]) -> bool:
        """Return whether texts are about the same, or its opposite; one without words may be."""
        if not words or not other_words:
            return True
        if not self._topics(words).isdisjoint(self._topics(other_words)):
            return True
        return any(self._are_opposed(*pair) for pair in product(words, other_words))

    def _clause(self, words: list[str]) -> list[str]:
        """Return the words with a meaning until the clause that they are in ends."""
        clause = takewhile(lambda word: word not in _CLAUSE_BEGINS, words)
        return [word for word in clause if self._sense(word).term]

    def have_opposites(self, plain: str, other: str) -> bool:
        """Return whether two plain texts differ in a denial, or in words that are opposites."""
        words, other_words = self._words(plain), self._words(other)
        if self._denies(words, plain) is not self._denies(other_words, other):
            return True
        return bool(self._opposed(words, other_words))

    def _words(self, plain: str) -> list[str]:
        """Return the words of a plain text, for some phrases a word: "give up" is "abolish"."""
        for phrase, instead in self._phrases:
            plain = phrase.sub(instead, plain)
        return plain.split()

    def _opposed(self, words: list[str], other_words: list[str]) -> set[str]:
        """Return the words of one text that have an opposite in the other one."""
        only_here = self._one_sided(set(words).difference(other_words))
        only_there = self._one_sided(set(other_words).difference(words))
        opposed = set()
        for word in only_here:
            opposites = [each for each in only_there if self._are_opposed(word, each)]
            here = self._is_reversed(word, words)
            if any(self._is_reversed(each, other_words) is here for each in opposites):
                opposed.add(word)
        plain, other = " ".join(words), " ".join(other_words)
        for word, opposite in self._unspaced_opposites:
            # In a language without spaces, words are parts of a text.
            has_both = word in plain and opposite in other
            if has_both and word not in other and opposite not in plain:
                opposed.add(word)
        return opposed

    def _one_sided(self, words: Collection[str]) -> list[str]:
        """Return those words that are no opposites of others of them."""
        return [word for word in words if not any(self._are_opposed(word, each) for each in words)]

    def _is_reversed(self, word: str, words: list[str]) -> bool:
        """Return whether a word stands for its opposite, as "health" does in "harms health"."""
        place = words.index(word)
        before = words[max(0, place - _FEW_WORDS) : place]
        if "than" in before or "away" in words[place : place + _FEW_WORDS]:
            return True
        return any((root(each), "help") in self._opposed_roots for each in before)

    def _are_opposed(self, word: str, other: str) -> bool:
        if self._is_denial(word) or self._is_denial(other):
            return False  # a denial is one difference, and not two
        sense, other_sense = self._sense(word), self._sense(other)
        if sense.term and sense.term == other_sense.term and sense.denies is not other_sense.denies:
            return True
        entries = self._entries(word), self._entries(other)
        return any(
            (entry, other_entry) in self._opposites
            or (root(entry), root(other_entry)) in self._opposed_roots
            or _is_opposed(entry, other_entry)
            or _is_opposed(other_entry, entry)
            for entry, other_entry in product(*entries)
        )

    def are_different_words(self, word: str, other: str) -> bool:
        """Return whether both are known, and differ: "love" is no typo for "live"."""
        if self._is_denial(word) or self._is_denial(other):
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


def _read_phrases(line: str) -> tuple[re.Pattern[str], str]:
    """Return what phrases look like in a plain text, and what stands instead of them."""
    instead, _, phrases = line.partition(": ")
    any_of = "|".join(phrases.split(", ")).replace("…", _GAP)
    # Each gap is a group of its own, of which one is filled.
    gaps = "".join(f"\\{number + 1}" for number in range(any_of.count(_GAP)))
    return re.compile(rf"\b(?:{any_of})\b"), instead.replace("…", gaps)


def _are_swapped(words: list[str], other_words: list[str]) -> bool:
    """Return whether what stands on the left of a word such as "than" is on its right elsewhere."""
    sides, other_sides = _sides(words), _sides(other_words)
    if sides is None or other_sides is None:
        return False
    (left, right), (other_left, other_right) = sides, other_sides
    if left.isdisjoint(other_right) or right.isdisjoint(other_left):
        return False
    return right.isdisjoint(other_right)


def _sides(words: list[str]) -> tuple[set[str], set[str]] | None:
    """Return the roots of the words on each side of the first word such as "than"; None if none."""
    roots = [root(word) for word in words]
    for place, each in enumerate(roots):
        if each in _SWAPPED_AROUND:
            left, right = set(roots[:place]), set(roots[place + 1 :])
            return left - right, right - left
    return None


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
