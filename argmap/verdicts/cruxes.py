"""Cruxes: the claims on which the verdict of a main claim turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, islice
from math import comb
from typing import NamedTuple

from argmap.model import ArgumentMap, Verdict
from argmap.model.graph import connected, main_claims
from argmap.verdicts.evaluate import MapProgram, must_be_claims

MOST_TRIALS = 20_000
"""How many changes are tried at the most, each by evaluating the whole map."""


class Crux(NamedTuple):
    """A change of one or two claims, and what it changes.

    `change` maps each claim to whether it is accepted (else rejected); `moves` gives the verdicts of the
    claims asked about that become others; `moved` is how many verdicts of claims become others in all.
    """

    change: Mapping[str, bool]
    moves: Mapping[str, Verdict]
    moved: int


class Cruxes(NamedTuple):
    """What was found, the weightiest first, and how many of the possible changes were tried."""

    found: list[Crux]
    tried: int
    possible: int


def cruxes(map: ArgumentMap, claims: Collection[str] = (), *, strict: bool = False, pairs: bool = False) -> Cruxes:
    """Return the changes that alone change the verdict of one of `claims`, or else of a main claim.

    With `pairs`, changes of two claims are tried too; a pair is listed if neither of its changes does it
    alone. At most `MOST_TRIALS` changes are tried.

    Raises:
        ArgmapError: there is no such claim.
    """
    must_be_claims(map, claims)
    search = _Search(map, list(claims) or [claim.id for claim in main_claims(map)], strict)
    singles = [{claim: value} for claim in search.candidates() for value in search.other_values(claim)]
    changes = singles[:MOST_TRIALS]
    found = list(search.try_all(changes))
    possible, tried = len(singles), len(changes)
    if pairs:
        rest = _apart_from(singles, found)
        couples = list(islice(_couples(rest), MOST_TRIALS))
        found += search.try_all(couples)
        possible, tried = possible + _number_of_couples(rest), tried + len(couples)
    found.sort(key=lambda crux: (len(crux.change), -len(crux.moves), -crux.moved))
    return Cruxes(found, tried, possible)


def _apart_from(changes: list[dict[str, bool]], found: list[Crux]) -> list[dict[str, bool]]:
    alone = {change for crux in found for change in crux.change.items()}
    return [change for change in changes if not alone.issuperset(change.items())]


def _couples(changes: list[dict[str, bool]]) -> Iterator[dict[str, bool]]:
    for first, second in combinations(changes, 2):
        if first.keys() != second.keys():
            yield first | second


def _number_of_couples(changes: list[dict[str, bool]]) -> int:
    per_claim = Counter(claim for change in changes for claim in change)
    return comb(len(changes), 2) - sum(comb(number, 2) for number in per_claim.values())


class _Search:
    def __init__(self, map: ArgumentMap, asked: list[str], strict: bool) -> None:
        self.map, self.asked = map, asked
        self.program = MapProgram(map, strict=strict)
        self.as_written = self.program.verdicts()

    def candidates(self) -> list[str]:
        bearing = connected(self.map, self.asked)
        return [claim for claim in self.map.claims if claim in bearing and claim not in self.asked]

    def other_values(self, claim: str) -> list[bool]:
        verdict = self.as_written[self.program.atom[claim]]
        return [value for value, same in ((False, Verdict.FALLS), (True, Verdict.STANDS)) if verdict is not same]

    def try_all(self, changes: list[dict[str, bool]]) -> Iterator[Crux]:
        for change in changes:
            fixed = {self.program.atom[claim]: value for claim, value in change.items()}
            verdicts = self.program.verdicts(fixed)
            moves = {claim: verdicts[self.program.atom[claim]] for claim in self.asked}
            moves = {claim: now for claim, now in moves.items() if now is not self.as_written[self.program.atom[claim]]}
            if moves:
                count = len(self.map.claims)
                pairs = zip(verdicts[:count], self.as_written[:count], strict=True)
                yield Crux(change, moves, sum(now is not before for now, before in pairs))
