"""Which verdicts are others in another version of a map, and through what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, Sort
from argmap.comparison.fields import GROUND
from argmap.model import ArgumentMap
from argmap.verdicts.evaluate import evaluate

_GROUNDS = (GROUND, "common_ground", "evidence", "implicit")
"""The fields of a claim or step that its verdict depends on."""


class VerdictChange(NamedTuple):
    """A claim whose verdict, basis or cause is another one.

    Attributes:
        ours: its id in our map.
        was: its verdict in their map, in words: `("stands", "backed")`.
        now: its verdict in ours.
        causes: the differences that bear on it directly.
        through: the claims of ours that bear on it and whose verdict is another one, too.
    """

    ours: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    causes: tuple[Difference, ...]
    through: tuple[str, ...]


def verdict_changes(comparison: Comparison) -> list[VerdictChange]:
    """Return the claims of both maps whose verdict is another one in ours, in
    the order of our map.
    """
    ours, theirs = comparison.ours, comparison.theirs
    after, before = evaluate(ours), evaluate(theirs)
    bearing_on: dict[str, list[Difference]] = {}
    for difference in _with_direct_followers(comparison.differences):
        for claim in dict.fromkeys(_claims_borne_on(comparison, difference)):
            bearing_on.setdefault(claim, []).append(difference)
    changed: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for match in comparison.claims.matches.values():
        was, now = before.words_of(match.theirs), after.words_of(match.ours)
        if was != now:
            changed[match.ours] = (was, now)
    changes: list[VerdictChange] = []
    for claim, (was, now) in changed.items():
        premises = set(ours.premises_onto(claim))
        through = tuple(premise for premise in changed if premise in premises)
        changes.append(VerdictChange(claim, was, now, tuple(bearing_on.get(claim, ())), through))
    return changes


def _with_direct_followers(differences: tuple[Difference, ...]) -> Iterator[Difference]:
    """Yield differences, and behind each what follows from it; behind that are doubts about steps
    of one map alone.
    """
    for difference in differences:
        yield difference
        yield from difference.follows


def _claims_borne_on(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Yield the claims of our map on whose verdict a difference bears directly."""
    if difference.sort is Sort.CLAIM:
        if difference.field in _GROUNDS:
            yield from difference.ours
        return
    if difference.sort is not Sort.INFERENCE or (
        difference.field and difference.field not in _GROUNDS
    ):
        return
    yield from _targets(comparison.ours, difference.ours[:1])
    matches = {match.theirs: match.ours for match in comparison.claims.matches.values()}
    for target in _targets(comparison.theirs, difference.theirs[:1]):
        if target in matches:
            yield matches[target]


def _targets(map: ArgumentMap, inferences: tuple[str, ...]) -> Iterator[str]:
    for inference in inferences:
        yield map.claim_under(inference)
