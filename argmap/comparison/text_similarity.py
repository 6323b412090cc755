"""How alike two texts are by their letters, and whether they are the same but for typos.

A text is the vector of its runs of two to four characters, each weighted by its frequency and by
how few texts have it (TF-IDF); two texts are as alike as the cosine between their vectors. Texts
that are alike share one of their heaviest runs, so only those are compared: Bayardo, Ma and
Srikant, Scaling Up All Pairs Similarity Search (2007).

The opposite of a claim must not be taken for a typo: "an ally" is not "no ally", nor 2016 2017, nor
legal illegal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot, log

_RUNS = (2, 3, 4)
"""Characters of the runs that are counted."""
_HEAVIEST = 16
"""So many runs of a text are looked up."""
_MOST_WITH_RUN = 40
"""A run that more texts of a map have tells little: it is not looked up."""
_MOST_CANDIDATES = 12
"""Each text is compared with so many texts of the other map at most: those that share most of its
heaviest runs.
"""
_LONGEST = 2_000
"""Characters of a text that are read."""

_Vector = Mapping[str, float]


def likenesses(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Return how alike texts are, from 0 to 1, for the pairs that are alike at all.

    Args:
        ours: plain texts by id.
        theirs: plain texts of the other map by id; which map is which makes no difference.
    """
    our_vectors, their_vectors = _vectors(ours, theirs)
    pairs = list(_candidates(our_vectors, their_vectors))
    for their, our in _candidates(their_vectors, our_vectors):
        pairs.append((our, their))
    cosines = {}
    for our, their in pairs:
        if (our, their) not in cosines:
            cosines[our, their] = _cosine(our_vectors[our], their_vectors[their])
    return cosines


def _vectors(ours: Mapping[str, str], theirs: Mapping[str, str]) -> Sequence[Mapping[str, _Vector]]:
    """Return the vectors of the texts of both maps, each of length one."""
    texts_with: Counter[str] = Counter()
    # A run is rare if few texts of both maps have it, so that it has one weight.
    for text in (*ours.values(), *theirs.values()):
        texts_with.update(set(_runs(text)))
    number = len(ours) + len(theirs)
    weights = {run: log((1 + number) / (1 + texts)) + 1 for run, texts in texts_with.items()}
    vectors_of_maps = []
    for texts in (ours, theirs):
        vectors = {}
        for id, text in texts.items():
            vector = {run: times * weights[run] for run, times in Counter(_runs(text)).items()}
            length = hypot(*vector.values())
            vectors[id] = {run: weight / length for run, weight in vector.items()}
        vectors_of_maps.append(vectors)
    return vectors_of_maps


def _runs(text: str) -> Iterator[str]:
    # The spaces around it let the first and the last letters count as such.
    padded = f" {text[:_LONGEST]} "
    for length in _RUNS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _candidates(
    vectors: Mapping[str, _Vector], others: Mapping[str, _Vector]
) -> Iterator[tuple[str, str]]:
    """Yield each text with those of the others that share its heaviest runs."""
    with_run: dict[str, list[str]] = {}
    for id, vector in others.items():
        for run in vector:
            with_run.setdefault(run, []).append(id)
    for id, vector in vectors.items():
        known = [run for run in vector if 0 < len(with_run.get(run, ())) <= _MOST_WITH_RUN]
        known.sort(key=lambda run: (-vector[run], run))
        shared: Counter[str] = Counter()
        # Two texts that are alike have one of their heaviest runs in common.
        for run in known[:_HEAVIEST]:
            shared.update(with_run[run])
        for other, _ in shared.most_common(_MOST_CANDIDATES):
            yield id, other


def _cosine(vector: _Vector, other: _Vector) -> float:
    # The shorter of them has fewer runs to look up.
    if len(vector) > len(other):
        vector, other = other, vector
    # Rounded, because a sum depends a little on the order of what is added.
    return round(sum(weight * other.get(run, 0.0) for run, weight in vector.items()), 9)


_SHORTEST = 4
"""Letters of the shortest word in which a typo can be distinguished from another word."""
_MOST_TYPOS = 2
"""In one word: letters left out, put in or changed, and neighbours that changed places."""

# What writes words with spaces between them, from Latin to Arabic; elsewhere a "word" is a
# sentence.
_SPACED_WORD = re.compile(
    r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff\U00010000-\U0010ffff]+"
)


class Vocabulary:
    """The words of two maps, asked whether one of them is a typo for another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts_with: Counter[str] = Counter()
        for text in texts:
            self._texts_with.update(set(_words(text)))

    def differ_by_typos(self, text: str, other: str) -> bool:
        """Return whether two plain texts are the same but for typos."""
        words, other_words = _words(text), _words(other)
        if len(words) != len(other_words):
            return False
        pairs = zip(words, other_words, strict=True)
        return all(
            word == other_word or self._is_typo(word, other_word) for word, other_word in pairs
        )

    def _is_typo(self, word: str, other: str) -> bool:
        if min(len(word), len(other)) < _SHORTEST or not (
            _SPACED_WORD.fullmatch(word) and _SPACED_WORD.fullmatch(other)
        ):
            return False
        # Where the first letter differs, a word is more often turned into its opposite: increase,
        # decrease.
        if word[0] != other[0]:
            return False
        # So it is where "not" stands at the end: does, doesn't.
        if word.endswith("nt") is not other.endswith("nt"):
            return False
        # Both are words of this debate if others of its texts have them: employer and employee.
        if self._texts_with[word] > 1 and self._texts_with[other] > 1:
            return False
        return _is_within_typos(word, other)


def _words(text: str) -> list[str]:
    """Return the words of a plain text, in which `china s` (China's) is one word."""
    words: list[str] = []
    for word in text.split():
        if words and word in ("s", "t"):
            words[-1] += word
        else:
            words.append(word)
    return words


def _is_within_typos(word: str, other: str) -> bool:
    """Return whether few typos lead from one word to the other, at most one a changed letter.

    Two letters in the place of others are seldom a typo: a majority is not a minority.
    Source: the errors of Damerau, A Technique for Computer Detection and Correction of Spelling
    Errors (1964).
    """
    pending = [(word, other, 0, False)]
    while pending:
        rest, other_rest, typos, is_changed = pending.pop()
        common = 0
        while common < min(len(rest), len(other_rest)) and rest[common] == other_rest[common]:
            common += 1
        rest, other_rest = rest[common:], other_rest[common:]
        if not rest and not other_rest:
            return True
        if typos == _MOST_TYPOS:
            continue
        if rest:
            pending.append((rest[1:], other_rest, typos + 1, is_changed))
        if other_rest:
            pending.append((rest, other_rest[1:], typos + 1, is_changed))
        if rest and other_rest and not is_changed:
            pending.append((rest[1:], other_rest[1:], typos + 1, True))
        if rest[:2] == other_rest[1::-1] and len(rest) > 1:
            pending.append((rest[2:], other_rest[2:], typos + 1, is_changed))
    return False
