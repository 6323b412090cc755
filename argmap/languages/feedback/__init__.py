"""The words in which a student is told how a map compares with its key, one file a language."""

from __future__ import annotations

from functools import cache

from argmap.languages import module_of_language
from argmap.languages.feedback.words import FeedbackWords

__all__ = ["FeedbackWords", "feedback_words_for"]


@cache
def feedback_words_for(tag: str) -> FeedbackWords:
    """Return the words of feedback in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    words: FeedbackWords = module_of_language(__name__, tag).WORDS
    return words
