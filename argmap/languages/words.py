"""How maps, outlines and essays use the words of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.languages.list_types import MapWords

if TYPE_CHECKING:
    from argmap.languages.section_types import EssayWords


class Words(MapWords):
    """The words of maps and outlines in one language, and how it puts texts together."""

    def verdict_word(self, word: str) -> str:
        """Return the word for a verdict or its basis, given in English: "not shown"."""
        return self.word(word.replace(" ", "_"))

    @property
    def claim_types(self) -> Mapping[str, str]:
        """The types of claims, as maps name them, each with its word in the language."""
        return {"fact": self.fact, "value": self.value, "policy": self.policy}

    def word(self, key: str) -> str:
        """Return the word of a key, such as what became of a claim ("gone")."""
        return str(getattr(self, key))

    def join_list(self, items: Iterable[str]) -> str:
        """Return the items of a list in one line: "a, b"."""
        return self.comma.join(items)

    def aside(self, text: str) -> str:
        """Return a text as it stands behind another, in brackets: " (learning)"."""
        before, after = self.brackets
        return f"{before}{text}{after}"

    def quote(self, text: str) -> str:
        """Return a text in quotation marks."""
        before, after = self.quotes
        return f"{before}{text}{after}"


def number_in_words(number: int, phrases: EssayWords) -> str:
    """Return a number as essays write it: in words, or in figures where it is large."""
    numbers = phrases.numbers
    return numbers[number - 1] if 0 < number <= len(numbers) else str(number)


def verdict_sentence(words: Sequence[str], phrases: EssayWords) -> str:
    """Return what becomes of a main claim, by the English words of its verdict: `("stands",
    "asserted")`.
    """
    sentences = phrases.verdicts.by_key()
    sentence: str = sentences.get("_".join(words).replace(" ", "_")) or sentences[words[0]]
    return sentence
