"""The numbers of an outline as a list that Word counts by itself.

Word counts in nine levels and shows a number by a pattern, where `%2` stands for what it counted in
level 2. What is counted in an outline are steps: the letter of a linked premise ("1.2a") belongs to
the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LEVELS = 9

_PART = re.compile(r"(\d+)([^\d.]*)")


class ListNumber(NamedTuple):
    """How Word comes to show the number of a paragraph.

    Attributes:
        level: the level in which it is counted, from 0.
        pattern: what is shown: "%1.%2a".
        start: the number to go on with in this level, where Word would count another one; None
            elsewhere.
    """

    level: int
    pattern: str
    start: int | None


def list_numbers(numbers: Iterable[str]) -> list[ListNumber]:
    """Return how Word comes to show these numbers, which are those of an outline in its order."""
    counted = [0] * LEVELS
    found: list[ListNumber] = []
    for number in numbers:
        parts = _PART.findall(number)
        level = min(len(parts), LEVELS) - 1
        expected = counted[level] + 1
        if len(parts) > LEVELS:
            # Too deep for Word: the number is shown as it is, and counts in the last level.
            wanted, pattern = expected, number
        else:
            wanted = int(parts[-1][0])
            pattern = ".".join(f"%{place}{letters}" for place, (_, letters) in enumerate(parts, 1))
        counted[level] = wanted
        counted[level + 1 :] = [0] * (LEVELS - level - 1)
        found.append(ListNumber(level, pattern, None if wanted == expected else wanted))
    return found
