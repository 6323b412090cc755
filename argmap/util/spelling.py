"""Which of many names a misspelled word may mean, with few of them compared letter by letter.

How alike two words are is what `difflib` says: 1 for the same word, 0 for nothing in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

MOST_COMPARED = 500
"""Up to this number of names, any may be meant by a word. Of more, only those that are one typo
away are tried, and at most this number of them.
"""
_LONGEST_INDEXED = 100
"""Letters of the longest name that is found among very many."""


class Names:
    """Names of one kind, asked for those that are like a misspelled word.

    What is asked first settles which names there are: those that join `names` afterwards are not
    found.
    """

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self._near: dict[str, list[str]] = {}
        self._names_by_rest: dict[str, list[str]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def near(self, word: str) -> list[str]:
        """Return the names that a word may be a misspelling of, the nearest first."""
        # One unknown name often stands in many places.
        near = self._near.get(word)
        if near is None:
            from difflib import get_close_matches

            near = self._near[word] = get_close_matches(word, self.candidates(word))
        return near

    def candidates(self, word: str) -> Collection[str]:
        """Return the names that a word is compared with: all, or of very many those that one typo
        makes of it.
        """
        if len(self.names) <= MOST_COMPARED:
            return self.names
        if not self._names_by_rest:
            for name in self.names:
                for rest in _rests(name):
                    self._names_by_rest.setdefault(rest, []).append(name)
        alike: dict[str, None] = {}
        for rest in _rests(word):
            for name in self._names_by_rest.get(rest, ())[:MOST_COMPARED]:
                alike[name] = None
        return list(alike)[:MOST_COMPARED]


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that a word may be a misspelling of, the nearest first.

    Where many words are asked for, `known` is best the same `Names` each time.
    """
    names = known if isinstance(known, Names) else Names(list(known))
    return names.near(word)


class OneTypo:
    """Words of which one is found by what is one typo away from it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._word_by_rest: dict[str, str] = {}
        for word in words:
            for rest in _rests(word):
                self._word_by_rest.setdefault(rest, word)

    def meant_by(self, word: str) -> str:
        """Return the word that another is one typo away from; "" if there is none."""
        for rest in _rests(word):
            if rest in self._word_by_rest:
                return self._word_by_rest[rest]
        return ""


def _rests(word: str) -> Iterator[str]:
    """Yield a word, and what is left of it without each of its letters.

    Words that differ by a letter more, less or in the place of another, or by two that changed
    places, share a rest.
    """
    yield word
    # All rests together are as long as the square of a word, which a long one is not worth.
    if len(word) <= _LONGEST_INDEXED:
        for index in range(len(word)):
            yield word[:index] + word[index + 1 :]


_MOST_SHOWN = 20
"""How many names a message lists at the most."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a help line that names the nearest known word, or an empty text if none is near."""
    near = near_words(word, known)
    if not near:
        return ""
    return f"did you mean `{near[0]}`?"


def no_such(word: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence that there is no `word` of this name, with the nearest that is, or with
    those that are.
    """
    return f"unknown {word} `{name}`{_instead(name, list(known), f'{word}s')}"


def no_argument(of: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence that a tool or an operation has no argument of this name."""
    return f"`{of}` has no argument `{name}`{_instead(name, list(known), 'arguments')}"


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name that another begins with, or is the beginning or a misspelling of; "" if
    there is none: a name that only shares letters misleads, as `--split` for `--dpi`.
    """
    for near in near_words(name, names)[:1]:
        is_beginning = near.startswith(name) or name.startswith(near)
        if is_beginning or is_within_typos(name, near):
            return near
    return ""


def _instead(name: str, names: list[str], words: str) -> str:
    near = nearest(name, names)
    if near:
        return f": did you mean `{near}`?"
    if not names:
        return f"; there are no {words} to choose from"
    shown = ", ".join(names[:_MOST_SHOWN])
    more = "" if len(names) <= _MOST_SHOWN else f" … ({len(names)} in all)"
    return f"; choose from {shown}{more}"


_MOST_TYPOS = 2
"""In one word: letters left out, put in or changed, and neighbors that changed places."""


def is_within_typos(word: str, other: str) -> bool:
    """Return whether few typos lead from one word to the other, at most one a changed letter.

    Two letters in the place of others are seldom a typo: a majority is not a minority.
    Source: the errors of Damerau, A Technique for Computer Detection and Correction of Spelling
    Errors (1964).
    """
    pending = [(word, other, 0, False)]
    while pending:
        rest, other_rest, typos, is_changed = pending.pop()
        common = 0
        for letter, other_letter in zip(rest, other_rest, strict=False):
            if letter != other_letter:
                break
            common += 1
        rest = rest[common:]
        other_rest = other_rest[common:]
        if rest == other_rest:
            return True
        typos += 1
        if typos > _MOST_TYPOS:
            continue
        # A letter was left out, or put in, or changed, or two of them changed places.
        tail = rest[1:]
        other_tail = other_rest[1:]
        pending.append((tail, other_rest, typos, is_changed))
        pending.append((rest, other_tail, typos, is_changed))
        if not is_changed:
            pending.append((tail, other_tail, typos, True))
        letters = rest[:2]
        if len(letters) == 2 and letters == other_rest[1::-1]:
            rest = rest[2:]
            other_rest = other_rest[2:]
            pending.append((rest, other_rest, typos, is_changed))
    return False
