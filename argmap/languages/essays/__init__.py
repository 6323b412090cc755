"""The phrases of essays, one file a language. Fewer languages have them than have words for maps
and outlines.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from argmap.languages.essays.phrases import Phrases

__all__ = ["KNOWN_IN_ESSAYS", "Phrases", "phrases_for"]

KNOWN_IN_ESSAYS = ("de", "en", "es", "fr")
"""The languages in which an essay can be written, as BCP 47 names them."""


@cache
def phrases_for(tag: str) -> Phrases | None:
    """Return the phrases of a language; None if there are none.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts; "" is English.
    """
    language = tag.partition("-")[0].strip().lower() or "en"
    if language not in KNOWN_IN_ESSAYS:
        return None
    phrases: Phrases = import_module(f"argmap.languages.essays.{language}").PHRASES
    return phrases
