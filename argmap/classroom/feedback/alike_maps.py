"""Which maps of a class are the same in words that are not the key's, or nearly so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.classroom.feedback.grading import Result
from argmap.util.text import plain_text

_LEAST_SHARED = 3
_SHARE = 0.75
"""Maps are nearly the same if they share at least this many wordings, and this share of each map's.
"""


class _Wordings(NamedTuple):
    """The claims of a map, and those of them that are in other words than the key's."""

    all: frozenset[str]
    own: frozenset[str]

    def is_like(self, other: _Wordings) -> bool:
        if self.all == other.all:
            return bool(self.own)
        shared = len(self.own & other.own)
        return shared >= max(_LEAST_SHARED, _SHARE * max(len(self.own), len(other.own)))


def alike_maps(results: Sequence[Result]) -> list[list[int]]:
    """Return groups of maps by different students, by their places among the results."""
    groups: list[list[int]] = []
    wordings: dict[int, _Wordings] = {}
    for number, result in enumerate(results):
        comparison = result.comparison
        if comparison is None or result.is_other_version:
            continue
        all = frozenset(plain_text(claim.text) for claim in comparison.ours.claims.values())
        of_key = {plain_text(claim.text) for claim in comparison.theirs.claims.values()}
        mine = wordings[number] = _Wordings(all, all - of_key)
        group = [number]
        others = []
        for other in groups:
            if any(mine.is_like(wordings[each]) for each in other):
                group = [*other, *group]
            else:
                others.append(other)
        groups = [*others, group]
    return sorted(group for group in map(sorted, groups) if len(group) > 1)
