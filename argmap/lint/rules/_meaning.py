"""Compares what English claims say: the same thing in other words, or the opposite.

    Zoos are bad for animals.   terms: zoo, good, animal; denied
    Zoos benefit animals.       terms: zoo, good, animal

The meaning of a claim is the set of its terms, and whether the claim denies them. Synonyms are one
term. So are a word and its opposite, but the opposite denies the term. `en.synonyms.txt` in
`argmap/languages` lists both: one meaning per line, with the opposite after a bar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from argmap.languages.lexicons import english_function_words, english_synonyms
from argmap.lint.rules._wording import WORD, without_quotations, words_in
from argmap.model import ArgumentMap
from argmap.util.lexicon import Sense, root, senses_of

NORM = "should"
"""The term of every claim that says what should be done."""
_LETTERS = re.compile("[a-z'’]+")
_NORMS = frozenset(("should", "ought", "must", "needs", "deserve", "deserves"))
_DENIAL_WORDS = words_in("denials.txt")
_FUNCTION_WORDS = english_function_words() | {"very", "too", "much", "really"}
_DEMAND = re.compile(
    r"\b(?:ha(?:s|ve) to|needs? to|has got to|would be (?:right|good|better|best|fair|sensible))\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"\b(?:than|as \w+ as)\b", re.IGNORECASE)
_FEWEST_TERMS = 2
"""Claims with fewer terms in common may be about different things."""
_MOST_ALIKE = 12
"""The maximum number of claims with one meaning that are compared, so that no map takes long."""


class Meaning(NamedTuple):
    """The terms of a claim, and whether the claim denies them."""

    terms: frozenset[str]
    is_denied: bool

    def likeness(self, other: Meaning) -> float:
        """Return the share of the terms of both that both have, from 0 to 1."""
        return len(self.terms & other.terms) / max(len(self.terms | other.terms), 1)


class MeaningFinder:
    """Finds the meanings of the claims in one map."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        own = [" ".join(words) for words in map.synonyms]
        # The term of each synonym, by its root, and whether the synonym is the opposite of it.
        self._synonyms = {**_english_senses(), **senses_of(own)}
        # Texts repeat words, so every word is looked up only once.
        self._words: dict[str, Sense] = {}

    def meaning_of(self, claim: str) -> Meaning:
        """Return the meaning of the claim with this id; a comparison has none.

        "Cats are faster than dogs" has the same words as "Dogs are faster than cats".
        """
        text = self._map.claims[claim].text
        if _COMPARISON.search(text):
            return Meaning(frozenset(), is_denied=False)
        terms: set[str] = set()
        denials = 0
        for word in WORD.findall(without_quotations(text).lower()):
            if word not in self._words:
                self._words[word] = self._find(word)
            term, denies = self._words[word]
            denials += denies
            if term:
                terms.add(term)
        if _DEMAND.search(text):
            terms.add(NORM)
        return Meaning(frozenset(terms), is_denied=denials % 2 == 1)

    def has_denials(self) -> bool:
        """Return whether any claim may deny something; a quick check."""
        texts = "\n".join(claim.text for claim in self._map.claims.values())
        return any(self._find(word)[1] for word in set(_LETTERS.findall(texts.lower())))

    def _find(self, word: str) -> Sense:
        """Return the term of a word, or "" if it has none, and whether the word denies."""
        word = word.replace("’", "'")
        if word in _DENIAL_WORDS or word.endswith("n't"):
            return Sense(NORM if word.startswith(("should", "must")) else "", denies=True)
        if word in _NORMS:
            return Sense(NORM, denies=False)
        if word in _FUNCTION_WORDS:
            return Sense("", denies=False)
        stem = root(word)
        return self._synonyms.get(stem, Sense(stem, denies=False))


@cache  # the editor checks a map after each edit
def _english_senses() -> Mapping[str, Sense]:
    return senses_of(english_synonyms())
