"""Ids for claims that have none: readable, unique, and stable under edits elsewhere.

`Don't go!` gives `dont-go`. And the warning for a language that argmap has no words for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.languages import is_known, known_languages
from argmap.model.diagnostics import Diagnostics, Span, warning

_LONGEST = 48  # characters; words that make a longer id are cut
_CUT = 40  # where they are cut, which leaves room for a digest


class Ids:
    """Gives each text an id made from its words; `taken` are ids that are in use already.

    The first text with certain words gets these words, a later one also a digest of its text, and
    the same text once more a number.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._times_given: dict[str, int] = {}

    def give(self, text: str) -> str:
        """Return a new id for a text: lower-case words with hyphens between them."""
        taken = self._taken
        without_apostrophes = text.lower().replace("'", "").replace("’", "")
        words = "-".join(re.findall(r"[^\W_]+", without_apostrophes))
        if len(words) > _LONGEST:
            whole_words = words[:_CUT].rpartition("-")[0]
            words = f"{whole_words or words[:_CUT]}-{_digest(text)}"
        # A text without a letter or digit has no words to be known by.
        id = words
        if not words or words in taken:
            id = f"{words or 'claim'}-{_digest(text)}"
        if id in taken:
            # Remembering the number keeps a file of ten thousand equal texts linear.
            number = self._times_given.get(id, 1) + 1
            while f"{id}-{number}" in taken:
                number += 1
            self._times_given[id] = number
            id = f"{id}-{number}"
        taken.add(id)
        return id

    def take(self, id: str) -> bool:
        """Take an id that somebody has chosen, and return whether it was free."""
        is_free = id not in self._taken
        self._taken.add(id)
        return is_free


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode(errors="replace")).hexdigest()[:5]


def warn_of_unknown_language(language: str, place: Span | None, diagnostics: Diagnostics) -> None:
    """Add a warning if there are no words for the language of a map; "" is the default one."""
    # "?" stands for what was no text: that has been reported.
    if language in ("", "?") or is_known(language):
        return
    message = f"argmap has no translations for the language `{language}`, so it uses English"
    known = ", ".join(known_languages())
    help = f"known languages: {known}, and variants such as `pt-BR`"
    diagnostics.append(warning("unknown-language", message, place, help))
