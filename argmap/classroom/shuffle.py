"""What is left to chance: the same for the same seed, in every version of Python."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TypeVar

AnyItem = TypeVar("AnyItem")


def shuffle(items: Iterable[AnyItem], seed: int, purpose: str) -> list[AnyItem]:
    """Return items in an order that follows from the seed; what is shuffled for another purpose
    does not change it.
    """
    random = Random(f"{seed} {purpose}")  # noqa: S311 - no secret hangs on it
    # Of this class, only the numbers of `random` stay the same from version to version.
    drawn = [(random.random(), place, item) for place, item in enumerate(items)]
    return [item for _, _, item in sorted(drawn, key=lambda each: each[:2])]
