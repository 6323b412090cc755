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
_FUNCTION_WORDS = """
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
_STOP = frozenset(_FUNCTION_WORDS.split())


class TermFinder:
    """Finds the key terms of texts, by the synonyms and key terms of one map."""

    def __init__(self, map: ArgumentMap) -> None:
        import snowballstemmer  # type: ignore[import-untyped]

        self._stemmer = snowballstemmer.stemmer("english")
        self._stems: dict[str, str] = {}
        self._phrases: dict[tuple[str, ...], str] = {}
        for group in map.synonyms:
            for phrase in group:
                self._phrases.setdefault(self._key(phrase), " ".join(self._key(group[0])))
        for phrase in map.key_terms:
            self._phrases.setdefault(self._key(phrase), " ".join(self._key(phrase)))
        self._only = {self._phrases[self._key(phrase)] for phrase in map.key_terms}
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)

    def terms(self, text: str) -> Terms:
        """Return the key terms of a text."""
        found: dict[str, str] = {}
        for term, written in self._all(text):
            if not self._only or term in self._only:
                found.setdefault(term, written)
        return found

    def _all(self, text: str) -> Iterator[tuple[str, str]]:
        words = _WORD.findall(text)
        at = 0
        while at < len(words):
            size, term = self._at(words, at)
            if term:
                yield term, " ".join(words[at : at + size])
            at += size

    def _at(self, words: list[str], at: int) -> tuple[int, str]:
        """Return how many words the term at this place has, and the term; the longest phrase wins."""
        for size in range(min(self._longest, len(words) - at), 0, -1):
            phrase = self._phrases.get(tuple(self._stem(word) for word in words[at : at + size]))
            if phrase:
                return size, phrase
        word = words[at]
        return 1, "" if word.casefold().replace("’", "'") in _STOP else self._stem(word)

    def _key(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._stem(word) for word in _WORD.findall(phrase))

    def _stem(self, word: str) -> str:
        plain = re.sub("['’]s?$", "", word.casefold())
        if plain not in self._stems:
            self._stems[plain] = self._stemmer.stemWord(plain)
        return self._stems[plain]


def asked(terms: list[str]) -> str:
    """Return terms as a question about them begins: does “sleep”, do “sleep” and “grades”."""
    return f"{'does' if len(terms) == 1 else 'do'} {' and '.join(f'“{term}”' for term in terms)}"
