"""Finds the terms in claims, for the rules that check how premises and a conclusion fit together.

A term is a word that is not a mere function word. Words with the same stem, such as "sleeps" and
"sleeping", count as one term. So do the words in each list of a map's `synonyms`. If a map has
`key_terms`, only they are terms. Both synonyms and key terms may be phrases.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from argmap.languages.lexicons import english_function_words
from argmap.lint.rules._verbs import is_predicate
from argmap.lint.rules._wording import WORD, words_in
from argmap.model import ArgumentMap


class Term(NamedTuple):
    """A term of a text.

    Attributes:
        key: the stem of the term, or the stems of its words.
        written: the term as it is written in the text.
        parts: the keys under which other texts may contain the term: for a name, its words.
        is_content: whether a rule may ask about it.
    """

    key: str
    written: str
    parts: tuple[str, ...]
    is_content: bool


_FUNCTION_WORDS = english_function_words()
_GENERIC_WORDS = words_in("generic_words.txt")
"""Words that are not about anything in particular."""
_MOST_ASKED = 2
_LONGEST_NAME = 4
"""A text with more words in capitals is a heading."""
_IRREGULAR_PLURALS = {"children": "child", "women": "woman", "men": "man", "lives": "life"}


class TermFinder:
    """Finds the terms in texts, using the synonyms and key terms of one map."""

    def __init__(self, map: ArgumentMap) -> None:
        import snowballstemmer  # type: ignore[import-untyped]

        self._map = map
        self._stemmer = snowballstemmer.stemmer("english")
        # Texts repeat words, and stemming is slow, so every word is stemmed only once.
        self._stems: dict[str, str] = {}
        self._terms_by_text: dict[str, list[Term]] = {}
        self._terms_by_phrase: dict[tuple[str, ...], str] = {}
        for synonyms in map.synonyms:
            term = " ".join(self._stems_of(synonyms[0]))
            for phrase in synonyms:
                self._terms_by_phrase.setdefault(self._stems_of(phrase), term)
        for phrase in map.key_terms:
            stems = self._stems_of(phrase)
            self._terms_by_phrase.setdefault(stems, " ".join(stems))
        # Looked up first, because a key term may be a synonym of another.
        self._only = {self._terms_by_phrase[self._stems_of(phrase)] for phrase in map.key_terms}
        self._longest = max((len(phrase) for phrase in self._terms_by_phrase), default=0)

    def terms_in(self, text: str) -> list[Term]:
        """Return the terms in a text, each once, in order."""
        if text not in self._terms_by_text:
            terms: dict[str, Term] = {}
            for term in self._all_terms(text):
                if not self._only or term.key in self._only:
                    terms.setdefault(term.key, term)
            self._terms_by_text[text] = list(terms.values())
        return self._terms_by_text[text]

    def terms_of(self, claims: Iterable[str]) -> list[Term]:
        """Return the terms in the claims with these ids, one claim after the other."""
        texts = [self._map.claims[claim].text for claim in claims]
        return [term for text in texts for term in self.terms_in(text)]

    def parts_of(self, claims: Iterable[str]) -> set[str]:
        """Return the keys under which other texts may contain the terms of these claims."""
        return {part for term in self.terms_of(claims) for part in term.parts}

    def weightiest(self, terms: list[Term]) -> list[Term]:
        """Return the two most important terms that a rule may ask about: names, then the most
        frequent terms in the map.
        """

        def weight(term: Term) -> tuple[bool, int]:
            return len(term.parts) > 1, self._claims_with[term.key]

        asked = [term for term in terms if term.is_content]
        return sorted(asked, key=weight, reverse=True)[:_MOST_ASKED]

    @cached_property
    def _claims_with(self) -> Counter[str]:
        """The number of claims that contain each term."""
        counter: Counter[str] = Counter()
        for claim in self._map.claims.values():
            counter.update(term.key for term in self.terms_in(claim.text))
        return counter

    def _all_terms(self, text: str) -> Iterator[Term]:
        """Yield each term in a text, whether or not it is a key term."""
        matches = list(WORD.finditer(text))
        words = [match[0] for match in matches]
        plain_words = [_plain(word) for word in words]
        position = 0
        while position < len(words):
            next_matches = matches[position : position + _LONGEST_NAME + 1]
            size = self._phrase_size(words, position) or _name_size(text, next_matches) or 1
            words_of_term = words[position : position + size]
            stems = tuple(map(self.stem, words_of_term))
            phrase_term = self._terms_by_phrase.get(stems)
            written = " ".join(words_of_term)
            if phrase_term:
                yield Term(phrase_term, written, (phrase_term,), is_content=True)
            elif size > 1:
                yield Term(" ".join(stems), written, stems, is_content=True)
            elif plain_words[position] not in _FUNCTION_WORDS:
                yield Term(stems[0], written, stems, is_content=_is_content(plain_words, position))
            position += size

    def _phrase_size(self, words: list[str], position: int) -> int:
        """Return the number of words in the longest synonym or key term at this position, or 0 if
        there is none.
        """
        longest = min(self._longest, len(words) - position)
        for size in range(longest, 0, -1):
            phrase = tuple(self.stem(word) for word in words[position : position + size])
            if phrase in self._terms_by_phrase:
                return size
        return 0

    def _stems_of(self, phrase: str) -> tuple[str, ...]:
        return tuple(self.stem(word) for word in WORD.findall(phrase))

    def stem(self, word: str) -> str:
        bare = re.sub("'s?$", "", _plain(word))  # "school's" and "schools'" are "school"
        if bare not in self._stems:
            singular = _IRREGULAR_PLURALS.get(bare, bare)
            self._stems[bare] = self._stemmer.stemWord(singular)
        return self._stems[bare]


def in_quotes(terms: list[Term]) -> str:
    """Return terms as a message lists them: “sleep” and “grades”."""
    return " and ".join(f"“{term.written}”" for term in terms)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _name_size(text: str, matches: list[re.Match[str]]) -> int:
    """Return the number of words in the name that starts at the first of these words, or 0 if they
    do not start with a name of several words.
    """
    size = 0
    end_of_last = 0
    for match in matches:
        word = match[0]
        if not word[0].isupper() or _plain(word) in _FUNCTION_WORDS:
            break
        # Only whitespace may separate the words of a name.
        if size and not text[end_of_last : match.start()].isspace():
            break
        size += 1
        end_of_last = match.end()
    if 1 < size <= _LONGEST_NAME:
        return size
    return 0


def _is_content(words: list[str], position: int) -> bool:
    """Return whether a rule may ask about a word.

    Rules do not ask about numbers, adverbs, generic words, or verbs.
    """
    word = words[position]
    has_digit = any(map(str.isdigit, word))
    if has_digit or word in _GENERIC_WORDS or word.endswith("ly"):
        return False
    return not is_predicate(words, position)
