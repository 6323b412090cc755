"""How alike two texts are by letters and words, and whether they are the same but for typos.

A text is the vector of its runs of two to four characters, each weighted by its frequency and by
how few texts have it (TF-IDF); two texts are as alike as the cosine between their vectors. Texts
that are alike share one of their heaviest runs, so only those are compared: Bayardo, Ma and
Srikant, Scaling Up All Pairs Similarity Search (2007).

The opposite of a claim must not be taken for a typo: "an ally" is not "no ally", nor 2016 2017, nor
legal illegal.

Where the words of a language are known, two texts are also as alike as their terms: "bad for kids"
shares no run with "harms children", but both terms. The better half of the two counts more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import hypot, log

from argmap.util.lexicon import NO_WORDS, Lexicon
from argmap.util.spelling import is_within_typos

_RUNS = (2, 3, 4)
"""Characters of the runs that are counted."""
_HEAVIEST = 16
"""So many runs of a text are looked up."""
_MOST_WITH_RUN = 40
"""A run that more texts of a map have shows little: it is not looked up."""
_MOST_CANDIDATES = 12
"""Each text is compared with so many texts of the other map at most: those that share most of its
heaviest runs.
"""
_LONGEST = 2_000
"""Characters of a text that are read."""

_Pair = tuple[str, str]
_Texts = Mapping[str, str]
"""Plain texts by id."""

_Vector = dict[str, float]
"""Runs of a text, each with its weight."""

_Vectors = dict[str, _Vector]
"""The vectors of texts by id."""


ALL_COMPARED = 10_000
"""Up to this number of pairs, all are compared by their words."""
_BETTER_SHARE = 0.7
"""What the better of two likenesses, by letters and by terms, counts of their mean."""


def likenesses(ours: _Texts, theirs: _Texts, lexicon: Lexicon = NO_WORDS) -> dict[_Pair, float]:
    """Return how alike texts are, from 0 to 1, for the pairs that are alike at all.

    Args:
        ours: plain texts by id.
        theirs: plain texts of the other map by id; which map is which makes no difference.
        lexicon: what is known of the words of their language.
    """
    by_letters = _by_letters(ours, theirs)
    if lexicon is NO_WORDS:
        return by_letters
    by_terms = _by_terms(ours, theirs, by_letters, lexicon)
    likely = {}
    for pair in by_letters | by_terms:
        alike = (by_letters.get(pair, 0.0), by_terms.get(pair, 0.0))
        likely[pair] = _BETTER_SHARE * max(alike) + (1 - _BETTER_SHARE) * min(alike)
    return likely


def _by_terms(
    ours: _Texts, theirs: _Texts, pairs: Iterable[_Pair], lexicon: Lexicon
) -> dict[_Pair, float]:
    """Return how alike texts are by their terms: all pairs, or the given ones if these are many."""
    if len(ours) * len(theirs) <= ALL_COMPARED:
        pairs = product(ours, theirs)
    terms = {}
    for text in (*ours.values(), *theirs.values()):
        terms[text] = lexicon.topics(text)
    weights = _weights([terms[text] for text in (*ours.values(), *theirs.values())])
    alike = {}
    for our, their in pairs:
        shared = terms[ours[our]] & terms[theirs[their]]
        if not shared:
            continue
        weight = sum(weights[term] ** 2 for term in shared)
        lengths = 1.0
        for text in (ours[our], theirs[their]):
            lengths *= hypot(*[weights[term] for term in terms[text]])
        # Rounded, because a sum depends a little on the order of what is added.
        alike[our, their] = round(weight / lengths, 9)
    return alike


def _by_letters(ours: _Texts, theirs: _Texts) -> dict[_Pair, float]:
    texts = [*ours.values(), *theirs.values()]
    # A run is rare if few texts of both maps have it, so that it has one weight.
    weights = _weights([list(_runs(text)) for text in texts])
    vectors = _vectors(ours, weights)
    other_vectors = _vectors(theirs, weights)
    pairs = list(_candidates(vectors, other_vectors))
    for their, our in _candidates(other_vectors, vectors):
        pairs.append((our, their))
    cosines = {}
    for pair in dict.fromkeys(pairs):
        our, their = pair
        vector = vectors[our]
        other_vector = other_vectors[their]
        cosines[pair] = _cosine(vector, other_vector)
    return cosines


def _weights(texts: Sequence[Iterable[str]]) -> _Vector:
    """Return the weights of the runs, or terms, of texts: of rare ones, the largest."""
    texts_with: Counter[str] = Counter()
    for parts in texts:
        texts_with.update(set(parts))
    weights = {}
    for part, number in texts_with.items():
        share = (1 + len(texts)) / (1 + number)
        weights[part] = log(share) + 1
    return weights


def _vectors(texts: _Texts, weights: _Vector) -> _Vectors:
    """Return the vectors of texts, each of length one."""
    vectors: _Vectors = {}
    for id, text in texts.items():
        vector = {}
        for run, times in Counter(_runs(text)).items():
            vector[run] = times * weights[run]
        length = hypot(*vector.values())
        for run in vector:
            vector[run] /= length
        vectors[id] = vector
    return vectors


def _runs(text: str) -> Iterator[str]:
    # The spaces around it let the first and the last letters count as such.
    padded = f" {text[:_LONGEST]} "
    for length in _RUNS:
        for end in range(length, len(padded) + 1):
            start = end - length
            yield padded[start:end]


def _candidates(vectors: _Vectors, others: _Vectors) -> Iterator[_Pair]:
    """Yield each text with those of the others that share its heaviest runs."""
    with_run: defaultdict[str, list[str]] = defaultdict(list)
    for id, vector in others.items():
        for run in vector:
            with_run[run].append(id)
    for id, vector in vectors.items():
        known = []
        for run, weight in vector.items():
            if 0 < len(with_run[run]) <= _MOST_WITH_RUN:
                known.append((-weight, run))
        known.sort()
        shared: Counter[str] = Counter()
        # Two texts that are alike have one of their heaviest runs in common.
        for _, run in known[:_HEAVIEST]:
            sharing = with_run[run]
            shared.update(sharing)
        for other, _ in shared.most_common(_MOST_CANDIDATES):
            yield id, other


def _cosine(vector: _Vector, other: _Vector) -> float:
    # The shorter of them has fewer runs to look up.
    if len(vector) > len(other):
        vector, other = other, vector
    cosine = 0.0
    for run, weight in vector.items():
        other_weight = other.get(run, 0.0)
        cosine += weight * other_weight
    # Rounded, because a sum depends a little on the order of what is added.
    return round(cosine, 9)


_SHORTEST = 4
"""Letters of the shortest word in which a typo can be distinguished from another word."""
# What writes words with spaces between them, from Latin to Arabic; elsewhere a "word" is a
# sentence.
_SPACED_WORD = re.compile(
    r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff\U00010000-\U0010ffff]+"
)


class Vocabulary:
    """The words of two maps, asked whether one of them is a typo for another."""

    def __init__(self, lexicon: Lexicon = NO_WORDS) -> None:
        """Take a lexicon, of whose words none is a typo for another."""
        self._lexicon = lexicon
        self._texts_with: Counter[str] = Counter()

    def add(self, texts: Iterable[str]) -> None:
        """Add the words of plain texts."""
        for text in texts:
            words = set(spaced_words(text))
            self._texts_with.update(words)

    def differ_by_typos(self, text: str, other: str) -> bool:
        """Return whether two plain texts are the same but for typos."""
        words = spaced_words(text)
        other_words = spaced_words(other)
        if len(words) != len(other_words):
            return False
        for word, other_word in zip(words, other_words, strict=True):
            if word == other_word:
                continue
            if not self._is_typo(word, other_word):
                return False
        return True

    def _is_typo(self, word: str, other: str) -> bool:
        for each in (word, other):
            if len(each) < _SHORTEST:
                return False
            if not _SPACED_WORD.fullmatch(each):
                return False
        # Where the first letter differs, a word is more often turned into its opposite: increase,
        # decrease.
        if word[0] != other[0]:
            return False
        # So it is where "not" stands at the end: does, doesn't.
        if word.endswith("nt") is not other.endswith("nt"):
            return False
        # Both are words of this debate if others of its texts have them: employer and employee.
        if self._lexicon.are_different_words(word, other):
            return False
        texts = self._texts_with[word]
        other_texts = self._texts_with[other]
        if texts > 1 and other_texts > 1:
            return False
        return is_within_typos(word, other)


def spaced_words(text: str) -> list[str]:
    """Return the words of a plain text, in which `china s` (China's) is one word."""
    words: list[str] = []
    for word in text.split():
        if words and word in ("s", "t"):
            words[-1] += word
        else:
            words.append(word)
    return words
