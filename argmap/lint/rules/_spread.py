"""What spreads from premises to the claims they support, all the way up:
shared by several rules.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

from argmap.model import ArgumentMap, Kind

_Item = TypeVar("_Item")


def spread(
    map: ArgumentMap,
    start: Iterable[tuple[str, _Item]],
    takes: Callable[[list[_Item], _Item], bool],
    *,
    through_warrants: bool = True,
) -> dict[str, list[_Item]]:
    """Return what reaches each claim when items spread from premises to conclusions, the nearest
    first.

    `start` says at which claims the items begin. `takes` says whether a claim that holds these
    items takes one more; where it takes only a few, the work is linear in the size of the map.
    `through_warrants` says whether what reaches a warrant reaches what its step supports.
    """
    held: dict[str, list[_Item]] = {}
    # First in, first out: what is near arrives before what is far.
    pending = deque(start)
    while pending:
        claim, item = pending.popleft()
        held_here = held.setdefault(claim, [])
        if not takes(held_here, item):
            continue
        held_here.append(item)
        for inference in map.uses(claim):
            if inference.kind is Kind.SUPPORT and (through_warrants or claim != inference.warrant):
                pending.append((inference.target, item))
    return held
