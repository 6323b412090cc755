"""The words that maps, outlines and documents show to people, one file a language.

A new language is a new file, named by its tag, others of that name in `pages`, `feedback`, `sheets`
and `quizzes`, and that tag in `KNOWN`. What the program itself says (messages, help) is English,
whatever the language of the map.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from argmap.languages.words import Words

__all__ = ["DEFAULT", "KNOWN", "is_known", "module_of_language", "words_for"]

DEFAULT = "en"
"""The language of a map that names none, or one that there are no words for."""

KNOWN = ("ar", "de", "en", "es", "fr", "he", "it", "ja", "pt", "zh")
"""The languages that there are words for, as BCP 47 names them."""


@cache
def words_for(tag: str) -> Words:
    """Return the words of a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it. Its first part counts: `pt-BR` is told in `pt`.
    """
    words: Words = module_of_language(__name__, tag).WORDS
    return words


def module_of_language(package: str, tag: str) -> ModuleType:
    """Return the file of a language in a package that has one for each in `KNOWN`; the English one
    for others.

    Args:
        package: the package: `argmap.languages.pages`.
        tag: the language as BCP 47 names it, of which the first part counts.
    """
    language = _language(tag)
    return import_module(f"{package}.{language if language in KNOWN else DEFAULT}")


def is_known(tag: str) -> bool:
    """Return whether there are words for a language, named as BCP 47 does."""
    return _language(tag) in KNOWN


def _language(tag: str) -> str:
    return tag.partition("-")[0].strip().lower()
