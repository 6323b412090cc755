"""Whether two texts are the same but for slips of typing.

A slip must not be taken for the opposite of a claim: "an ally" is not "no ally", nor 2016 2017, nor
legal illegal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_SHORTEST = 4
"""Letters of the shortest word in which a slip can be told from another word."""
_MOST_TYPOS = 2
"""In one word: letters left out, put in or changed, and neighbours that changed places."""

# What writes words with spaces between them, from Latin to Arabic; elsewhere a "word" is a
# sentence.
_SPACED_WORD = re.compile(
    r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff\U00010000-\U0010ffff]+"
)


class Vocabulary:
    """The words of two maps, asked whether one of them is a slip for another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts_with: Counter[str] = Counter()
        for text in texts:
            self._texts_with.update(set(_words(text)))

    def differ_by_typos(self, text: str, other: str) -> bool:
        """Return whether two plain texts are the same but for slips of typing (see
        `argmap.model.plain`).
        """
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
    """Return the words of a plain text; what stood behind an apostrophe (China's) belongs to the
    word before.
    """
    words: list[str] = []
    for word in text.split():
        if words and word in ("s", "t"):
            words[-1] += word
        else:
            words.append(word)
    return words


def _is_within_typos(word: str, other: str) -> bool:
    """Return whether few slips lead from one word to the other, at most one of them a letter for
    another.

    Two letters in the place of others are seldom a slip: a majority is no minority.
    Source: the slips of Damerau, A Technique for Computer Detection and Correction of Spelling
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
