"""What is left to chance: the same for the same seed, in every version of Python."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TypeVar

AnyItem = TypeVar("AnyItem")


def shuffle(items: Iterable[AnyItem], seed: int, purpose: str) -> list[AnyItem]:
    """Return items in an order that depends on the seed and the purpose alone."""
    random = Random(f"{seed} {purpose}")  # noqa: S311 - no secret hangs on it
    # Of this class, only the numbers of `random` stay the same from version to version.
    return sorted(items, key=lambda _: random.random())
