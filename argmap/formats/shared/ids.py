"""Ids for claims that have none: readable, unique, and stable under edits elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_LONGEST, _CUT = 48, 40


class Ids:
    """Gives each text an id made from its words; `taken` are ids that are in use already.

    The first text with certain words gets these words, a later one also a digest of its text, and
    the same text once more a number.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._count: dict[str, int] = {}

    def give(self, text: str) -> str:
        """Return a new id for a text."""
        words, digest = _words(text), sha256(text.encode(errors="replace")).hexdigest()[:5]
        if len(words) > _LONGEST:
            words = f"{words[:_CUT].rpartition('-')[0] or words[:_CUT]}-{digest}"
        for name in (words or f"claim-{digest}", f"{words or 'claim'}-{digest}"):
            if self._is_free(name):
                return name
        return self._numbered(f"{words or 'claim'}-{digest}")

    def _is_free(self, name: str) -> bool:
        if name in self._taken:
            return False
        self._taken.add(name)
        return True

    def _numbered(self, name: str) -> str:
        while True:
            self._count[name] = self._count.get(name, 1) + 1
            if self._is_free(numbered := f"{name}-{self._count[name]}"):
                return numbered


def _words(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", re.sub("['’]", "", text.lower())))
