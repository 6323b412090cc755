"""Cruxes: the claims on which a verdict turns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from argmap.model import ArgumentMap, Verdict
from argmap.model.graph import main_claims
from argmap.verdicts.changes import ChangeSearch, Progress
from argmap.verdicts.evaluate import Verdicts, evaluate, must_be_claims, must_be_fixable
from argmap.verdicts.map_program import MapProgram
from argmap.verdicts.upstream import upstream_of

MOST_AT_ONCE = 3
"""How many changes are combined at the most."""


class Flip(NamedTuple):
    """A claim that is accepted, or else rejected, whatever the map says."""

    claim: str
    is_accepted: bool


class Crux(NamedTuple):
    """A set of flips after which a verdict is another one, no part of which changes it.

    Attributes:
        flips: the claims that are flipped, in reading order.
        verdict: what the verdict is then.
        is_implicit: whether one of the claims is implicit, or bears on the claim in question only through implicit
            steps: a crux of the map rather than of the debate.
    """

    flips: tuple[Flip, ...]
    verdict: Verdict
    is_implicit: bool


class CruxSearch(NamedTuple):
    """What a claim turns on.

    Attributes:
        claim: the claim in question.
        verdict: its verdict as the map has it.
        found: the cruxes, the smallest first.
        tried: how many sets of flips were tried.
        is_cut: whether there were more to try.
    """

    claim: str
    verdict: Verdict
    found: list[Crux]
    tried: int
    is_cut: bool


def cruxes(
    map: ArgumentMap,
    about: Collection[str] = (),
    *,
    size: int = 1,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
    progress: Progress | None = None,
) -> list[CruxSearch]:
    """Return what the verdict of each of `about`, or else of each main claim, turns on.

    A flip accepts a claim upstream of the one in question unless it is backed, or rejects it unless it falls. Claims
    that `accept` and `reject` fix are not flipped. At most `size` flips make a crux.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
    """
    must_be_claims(map, about)
    must_be_fixable(map, accept, reject)
    verdicts = evaluate(map, accept=accept, reject=reject, strict=strict)
    asked = about or [claim.id for claim in main_claims(map)]
    return [_cruxes_of(verdicts, claim, size, accept, reject, progress) for claim in asked]


def _cruxes_of(
    verdicts: Verdicts,
    claim: str,
    size: int,
    accept: Collection[str],
    reject: Collection[str],
    progress: Progress | None,
) -> CruxSearch:
    map = verdicts.map
    candidates: list[str] = []
    for id in upstream_of(map, claim).claims:
        if id != claim and id not in verdicts.fixed:
            candidates.append(id)
    program = MapProgram(map, strict=verdicts.strict, acceptable=[*accept, *candidates])
    effects: dict[Flip, Mapping[int, bool]] = {}
    for candidate in candidates:
        for is_accepted in _possible_flips(verdicts, candidate):
            # Every candidate is acceptable, and so has an atom for being backed, too.
            values = {program.stands[candidate]: is_accepted, program.backed[candidate]: is_accepted}
            effects[Flip(candidate, is_accepted)] = values
    search = ChangeSearch(program, program.fixed(accept, reject), effects, _subject_of)
    before = verdicts[claim]
    result = search.run(claim, size, lambda verdict: verdict is not before, progress)
    stated = set(upstream_of(map, claim, only_stated=True).claims)
    cruxes: list[Crux] = []
    for flips, verdict in result.found:
        is_implicit = any(map.claims[flip.claim].implicit or flip.claim not in stated for flip in flips)
        cruxes.append(Crux(flips, verdict, is_implicit))
    # Among sets of a size, those of the debate come before those of the map.
    cruxes.sort(key=lambda crux: (len(crux.flips), crux.is_implicit))
    return CruxSearch(claim, before, cruxes, result.tried, result.is_cut)


def _possible_flips(verdicts: Verdicts, claim: str) -> list[bool]:
    """Return whether a claim may be accepted (True), rejected (False), or either."""
    flips: list[bool] = []
    verdict = verdicts[claim]
    # One that stands unbacked may be accepted, too: backed, it would yield to less.
    changes_nothing = verdict is Verdict.STANDS and verdicts.is_backed(claim) is True
    if not changes_nothing:
        flips.append(True)
    if verdict is not Verdict.FALLS:
        flips.append(False)
    return flips


def _subject_of(flip: Flip) -> str:
    return flip.claim
