"""What was made of the entries of a text, kept by what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class KnownEntries:
    """What was made of the entries of the last two texts, so that what stays is not made again.

    Whoever reads a text again and again holds one, such as an editor for an open file.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._made_before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begin another text: what only the one before the last had is forgotten."""
        self._made_before, self._made = self._made, {}

    def has(self, key: Hashable) -> bool:
        """Return whether something is kept by a key."""
        if key not in self._made and key in self._made_before:
            self._made[key] = self._made_before[key]
        return key in self._made

    def get(self, key: Hashable) -> Any:
        """Return what is kept by a key."""
        return self._made[key]

    def keep(self, key: Hashable, made: object) -> None:
        """Keep what was made, by all that it depends on."""
        self._made[key] = made

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept by a key, or else what a function makes, and keep that."""
        if not self.has(key):
            self._made[key] = make()
        made: Made = self._made[key]
        return made
