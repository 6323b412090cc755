"""How much hangs on a claim or an objection: how many verdicts change without it, or how many
claims rest on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.model import ArgumentMap, Kind
from argmap.verdicts.changes import ChangeSearch
from argmap.verdicts.map_program import MapProgram

MOST_COUNTED = 100
"""So many claims that rest on one are counted at the most: beyond that, a larger number says no
more.
"""


def dependent_verdicts(
    map: ArgumentMap, claims: Sequence[str], objections: Sequence[str]
) -> dict[str, int]:
    """Return for each claim how many verdicts of other claims differ if it falls, and so for each
    objection.

    Args:
        map: the map.
        claims: ids of claims; each is rejected in turn, as `--reject` does.
        objections: ids of rebuttals and undercutters; each is answered in turn, so that it falls.

    Returns:
        the number of claims whose verdict differs, by the id of the claim or objection.
    """
    program = MapProgram(map, answerable=objections)
    effects: dict[str, Mapping[int, bool]] = {}
    for id in [*claims, *objections]:
        values = {program.stands[id]: False}
        if id in program.backed:
            values[program.backed[id]] = False
        effects[id] = values
    search = ChangeSearch(program, program.fixed((), ()), effects, str)
    # World 0 is the map as it is; in each of the others one claim or objection falls.
    worlds = search.worlds_after([(), *((id,) for id in effects)])
    names = ["", *effects]
    verdicts_changed = dict.fromkeys(effects, 0)
    for claim in map.claims:
        surely, possibly = worlds.of_atom(program.stands[claim])
        changed_in = _worlds_unlike_the_first(surely, worlds.all_worlds)
        changed_in |= _worlds_unlike_the_first(possibly, worlds.all_worlds)
        while changed_in:
            world = changed_in.bit_length() - 1
            changed_in ^= 1 << world
            if names[world] != claim:
                verdicts_changed[names[world]] += 1
    return verdicts_changed


def _worlds_unlike_the_first(worlds: int, all_worlds: int) -> int:
    """Return the worlds in which an atom has another value than in world 0, as a set of bits like
    `worlds`.
    """
    if worlds & 1:
        return worlds ^ all_worlds
    return worlds


def resting_claims(map: ArgumentMap, claim: str) -> int:
    """Return how many claims a claim supports, directly or by what it supports; at most
    `MOST_COUNTED`.
    """
    reached: set[str] = set()
    pending = [claim]
    while pending and len(reached) < MOST_COUNTED:
        for inference in map.uses(pending.pop()):
            if inference.kind is Kind.SUPPORT and inference.target not in reached:
                reached.add(inference.target)
                pending.append(inference.target)
    reached.discard(claim)  # support may run in a circle
    return min(len(reached), MOST_COUNTED)
