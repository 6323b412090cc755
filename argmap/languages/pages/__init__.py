"""The words of the interactive page, one file a language."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from argmap.languages import words_for
from argmap.languages.pages.words import PageWords

__all__ = ["PageWords", "page_words_for"]


@cache
def page_words_for(tag: str) -> PageWords:
    """Return the words of a page in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    language = words_for(tag).tag
    words: PageWords = import_module(f"argmap.languages.pages.{language}").WORDS
    return words
