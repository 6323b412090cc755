"""The words of the interactive page, one file a language."""

from __future__ import annotations

from functools import cache

from argmap.languages import module_of_language
from argmap.languages.pages.words import PageWords

__all__ = ["PageWords", "page_words_for"]


@cache
def page_words_for(tag: str) -> PageWords:
    """Return the words of a page in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    words: PageWords = module_of_language(__name__, tag).WORDS
    return words
