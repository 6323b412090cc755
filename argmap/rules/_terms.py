"""The key terms of claims, for the rules that ask how premises hang together with a conclusion.

A key term is a content word by its stem, so that "sleeps" and "sleeping" are one term. A map's
`synonyms` are one term too, and where it gives `key_terms`, only these are terms. Both may be phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from argmap.model import ArgumentMap

Terms = Mapping[str, str]
"""Terms in the order of a text: what identifies one -> how the text writes it."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FUNCTION = """
    a about above after again against all also although always am among an and another any anyone anything are as at
    away be became because become becomes been before being below between both but by came can cannot come could
    did do does doing done down during each either else enough even ever every everyone everything few for from
    further get gets give given gives go goes had has have having he hence her here hers herself him himself his how
    however i if in indeed instead into is it its itself just least less let like likely made make makes many may me
    mean means might mine more most much must my myself neither never no nobody none nor not nothing now of off
    often on once one only onto or other others ought our ours out over own perhaps quite rather really same shall
    she should since so some someone something sometimes still such take takes than that the their theirs them
    themselves then there therefore these they this those though through thus to too toward towards under unless
    until up upon us very was we well were what whatever when where whether which while who whom whose why will
    with within without would yet you your yours don't doesn't isn't aren't can't won't wouldn't shouldn't
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


class TermFinder:
    """Finds the key terms of texts, by the synonyms and key terms of one map."""

    def __init__(self, map: ArgumentMap) -> None:
        import snowballstemmer  # type: ignore[import-untyped]

        self._stemmer = snowballstemmer.stemmer("english")
        # A text repeats its words, and stemming is slow: every word is stemmed once.
        self._stems: dict[str, str] = {}
        self._terms_by_phrase: dict[tuple[str, ...], str] = {}
        for synonyms in map.synonyms:
            term = self._term(synonyms[0])
            for phrase in synonyms:
                self._terms_by_phrase.setdefault(self._stems_of(phrase), term)
        for phrase in map.key_terms:
            self._terms_by_phrase.setdefault(self._stems_of(phrase), self._term(phrase))
        # Looked up rather than made anew, since a key term may be a synonym of another.
        self._only = {self._terms_by_phrase[self._stems_of(phrase)] for phrase in map.key_terms}
        self._longest = max((len(phrase) for phrase in self._terms_by_phrase), default=0)

    def terms_in(self, text: str) -> Terms:
        """Return the key terms of a text."""
        terms: dict[str, str] = {}
        for term, written in self._all_terms(text):
            if not self._only or term in self._only:
                terms.setdefault(term, written)
        return terms

    def _all_terms(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each term of a text, key term or not, and how the text writes it."""
        words = _WORD.findall(text)
        position = 0
        while position < len(words):
            size, term = self._term_at(words, position)
            if term:
                yield term, " ".join(words[position : position + size])
            position += size

    def _term_at(self, words: list[str], position: int) -> tuple[int, str]:
        """Return how many words the term at this place has, and the term, "" for a function word.

        The longest phrase wins.
        """
        longest = min(self._longest, len(words) - position)
        for size in range(longest, 0, -1):
            phrase = tuple(self._stem(word) for word in words[position : position + size])
            term = self._terms_by_phrase.get(phrase)
            if term:
                return size, term
        word = words[position]
        if word.casefold().replace("’", "'") in _FUNCTION_WORDS:
            return 1, ""
        return 1, self._stem(word)

    def _term(self, phrase: str) -> str:
        return " ".join(self._stems_of(phrase))

    def _stems_of(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._stem(word) for word in _WORD.findall(phrase))

    def _stem(self, word: str) -> str:
        bare = re.sub("['’]s?$", "", word.casefold())  # "school's" and "schools'" are "school"
        if bare not in self._stems:
            self._stems[bare] = self._stemmer.stemWord(bare)
        return self._stems[bare]


def begin_question(terms: list[str]) -> str:
    """Return terms as a question about them begins: does “sleep”, do “sleep” and “grades”."""
    auxiliary = "does" if len(terms) == 1 else "do"
    listed = " and ".join(f"“{term}”" for term in terms)
    return f"{auxiliary} {listed}"
