"""Which sides of two maps match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from argmap.comparison.matched import Matched
from argmap.model import ArgumentMap
from argmap.model.plain import plain_text


def match_sides(matched: Matched) -> dict[str, str]:
    """Return our sides, each with that of theirs that it matches: by id, by name, or by the claims on both."""
    ours, theirs = matched.ours.map, matched.theirs.map
    matches: dict[str, str] = {side: side for side in ours.sides if side in theirs.sides}
    their_side_named = {plain_text(side.name): id for id, side in theirs.sides.items()}
    for id, side in ours.sides.items():
        named = their_side_named.get(plain_text(side.name))
        if named is not None and id not in matches and named not in matches.values():
            matches[id] = named
    for our_side, their_side in _by_claims(ours, theirs, matched.ours.claims):
        if our_side not in matches and their_side not in matches.values():
            matches[our_side] = their_side
    return matches


def _by_claims(ours: ArgumentMap, theirs: ArgumentMap, claims: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of sides, those first that have most matching claims, among equals by their places in the files."""
    common: Counter[tuple[str, str]] = Counter()
    for our_claim, their_claim in claims.items():
        pair = (ours.sides_of_claims[our_claim], theirs.sides_of_claims[their_claim])
        if all(pair):
            common[pair] += 1
    our_places, their_places = list(ours.sides), list(theirs.sides)

    def order(pair: tuple[str, str]) -> tuple[int, int, int]:
        places = our_places.index(pair[0]), their_places.index(pair[1])
        return -common[pair], max(places), min(places)

    return sorted(common, key=order)
