"""Which of very many names a misspelt word may stand for, without comparing it with each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

MOST_COMPARED = 500
"""Of so many names, a word is compared with each: then more than one slip is forgiven."""


class Names:
    """Names of one kind, asked for those that are like a misspelt word."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self._names_by_rest: dict[str, list[str]] = {}

    def candidates(self, word: str) -> Collection[str]:
        """Return the names that a word is to be compared with: all, or of very many those that one slip makes of it."""
        if len(self.names) <= MOST_COMPARED:
            return self.names
        if not self._names_by_rest:
            for name in self.names:
                for rest in _rests(name):
                    self._names_by_rest.setdefault(rest, []).append(name)
        alike: dict[str, None] = {}
        for rest in _rests(word):
            for name in self._names_by_rest.get(rest, ()):
                alike[name] = None
        return list(alike)


def _rests(word: str) -> Iterator[str]:
    """Yield a word, and what is left of it without each of its letters.

    Words that differ by a letter more, less or in the place of another, or by two that changed places, share a rest.
    """
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]
