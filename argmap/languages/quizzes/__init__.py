"""The words of a quiz, one file a language."""

from __future__ import annotations

from functools import cache

from argmap.languages import module_of_language
from argmap.languages.quizzes.words import QuizWords

__all__ = ["QuizWords", "quiz_words_for"]


@cache
def quiz_words_for(tag: str) -> QuizWords:
    """Return the words of a quiz in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    words: QuizWords = module_of_language(__name__, tag).WORDS
    return words
