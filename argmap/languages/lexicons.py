"""What argmap knows of the words of a language in order to compare texts in it.

Each language has contractions and words such as "and" in the section `matching` of its file, and
may have a table of the words that decide (see `argmap.languages.same_words`). English has synonyms,
related words and function words besides, in files of this folder.
"""

from __future__ import annotations

from functools import cache

from argmap.languages import DEFAULT, known_language
from argmap.languages.loader import FOLDER, load
from argmap.languages.same_words import same_words_for
from argmap.languages.section_types import MatchingWords
from argmap.util.lexicon import Lexicon


@cache
def lexicon_for(tag: str) -> Lexicon:
    """Return what is known of the words of a language, a BCP 47 tag; English ones if unknown."""
    language = known_language(tag)
    words = load(language, MatchingWords)
    table = same_words_for(tag)
    if language != DEFAULT:
        return Lexicon(words.contractions, words.conjunctions, table=table)
    return Lexicon(
        words.contractions,
        words.conjunctions,
        _lines("en.synonyms.txt"),
        _lines("en.related.txt"),
        english_function_words(),
        table,
    )


@cache
def english_function_words() -> frozenset[str]:
    """Return the English words that say nothing about the topic of a text."""
    return frozenset(" ".join(_lines("en.function_words.txt")).split())


def _lines(file: str) -> list[str]:
    return (FOLDER / file).read_text(encoding="utf-8").splitlines()
