"""What is known of the words of a language: what they mean, and how they are cut short.

    Zoos are bad for animals.     terms: zoo, good, animal
    Zoos aren't good for animals. terms: zoo, good, animal

Synonyms are one term, and so are a word and its opposite, since they are about the same. Which
words these are, a `Lexicon` is given by who knows the language; without any, only letters count.
Whether texts say the same, `argmap.util.same` judges.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.util.same import Relation, Table, relate
from argmap.util.text import plain_text


class Lexicon:
    """What is known of the words of a language; nothing if nothing is given.

    Attributes:
        conjunctions: words such as "and", which may stand between two claims.
    """

    def __init__(
        self,
        contractions: Iterable[tuple[str, str]] = (),
        conjunctions: Iterable[str] = (),
        synonyms: Iterable[str] = (),
        related: Iterable[str] = (),
        function_words: Iterable[str] = (),
        table: Table | None = None,
    ) -> None:
        """Take words, in small letters.

        Args:
            contractions: short ways to write words, each with what it stands for.
            conjunctions: words such as "and".
            synonyms: lines of words that are one term, `good beneficial | bad harmful`.
            related: lines of words that are about the same; a word may be in several.
            function_words: words that say nothing about the topic of a text.
            table: the words that show whether two texts say the same.
        """
        self._table = table
        self._contractions = dict(contractions)
        self.conjunctions = frozenset(conjunctions)
        self._function_words = frozenset(function_words)
        self._terms: dict[str, str] = {}
        for line in synonyms:
            stems = [self.stem(word) for word in line.replace("|", " ").split()]
            for stem in stems:
                self._terms.setdefault(stem, stems[0])
        self._related: dict[str, set[str]] = {}
        for number, line in enumerate(related):
            for word in line.split():
                self._related.setdefault(self.stem(word), set()).add(f"{number}")

    def plain(self, text: str) -> str:
        """Return a plain text with all words in full: "It isn't fair!" is "it is not fair"."""
        if not self._contractions:
            return plain_text(text)
        words = []
        for word in text.casefold().replace("’", "'").split():
            bare = word.strip('"“”„«»().,;:!?…')
            words.append(self._contractions.get(bare, word))
        return plain_text(" ".join(words))

    def relation(self, text: str, other: str) -> Relation:
        """Return how a text is related to another one, and the words that decide."""
        return relate(text, other, self._table)

    def stem(self, word: str) -> str:
        """Return a word without its endings."""
        return self._table.stem(word) if self._table else word

    def topics(self, text: str) -> frozenset[str]:
        """Return what a text is about: the terms of its words, and the lines of related words."""
        topics: set[str] = set()
        for word in plain_text(text).split():
            if word not in self._function_words:
                topics |= self._related.get(self.stem(word)) or {self.term(word)}
        return frozenset(topics)

    def term(self, word: str) -> str:
        """Return the stem of a word, or that of the first of its synonyms; "" if it has none."""
        if word in self._function_words:
            return ""
        stem = self.stem(word)
        return self._terms.get(stem, stem)

    def are_different_words(self, word: str, other: str) -> bool:
        """Return whether a word is certainly no typo for another: "love" and "live"."""
        table = self._table
        if table is None:
            return False
        if table.turns(word) or table.turns(other):
            return True
        stem, other_stem = table.stem(word), table.stem(other)
        if table.are_opposites(stem, other_stem) or table.may_be_opposites(stem, other_stem):
            return True
        for each in (word, other):
            is_known = each in self._function_words or table.stem(each) in self._terms
            if not is_known:
                return False
        return self.term(word) != self.term(other)


NO_WORDS = Lexicon()
"""Knows no word, so that only the letters of texts are compared."""
