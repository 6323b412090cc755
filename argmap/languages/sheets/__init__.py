"""The words of worksheets, one file a language."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from argmap.languages import words_for
from argmap.languages.sheets.words import SheetWords

__all__ = ["SheetWords", "sheet_words_for"]


@cache
def sheet_words_for(tag: str) -> SheetWords:
    """Return the words of a worksheet in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    language = words_for(tag).tag
    words: SheetWords = import_module(f"argmap.languages.sheets.{language}").WORDS
    return words
