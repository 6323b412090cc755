"""The words of worksheets, one file a language."""

from __future__ import annotations

from functools import cache

from argmap.languages import module_of_language
from argmap.languages.sheets.words import SheetWords

__all__ = ["SheetWords", "sheet_words_for"]


@cache
def sheet_words_for(tag: str) -> SheetWords:
    """Return the words of a worksheet in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    words: SheetWords = module_of_language(__name__, tag).WORDS
    return words
