"""Cruxes: the claims on which a verdict turns."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from argmap.model import ArgumentMap, Verdict
from argmap.model.graph import main_claims
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.change_search import (
    ChangeSearch,
    Found,
    Progress,
    UpstreamSearch,
)
from argmap.verdicts.evaluate import Verdicts, evaluate, must_be_claims
from argmap.verdicts.verdict_rules import Ids, MapProgram

MOST_AT_ONCE = 3
"""How many changes are combined at most."""

MOST_OF_SEVERAL = 100_000
"""How many cruxes of several claims are listed at most: nobody reads more."""


class Flip(NamedTuple):
    """A claim that is accepted, or else rejected, whatever the map says.

    Attributes:
        claim: the id of the claim.
        is_accepted: whether it is accepted; if not, it is rejected.
        stood_already: whether it stands as the map has it. To accept it then says that it is
            documented: what is backed yields to less.
    """

    claim: str
    is_accepted: bool
    stood_already: bool


class Crux(NamedTuple):
    """A set of flips after which a verdict is another one, no part of which changes it.

    Attributes:
        flips: the claims that are flipped, in reading order.
        verdict: what the verdict is then.
        is_implicit: whether one of the claims is implicit, or bears on the claim in question only
            through implicit inferences: a crux of the map rather than of the debate.
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
    about: Ids = (),
    *,
    size: int = 1,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
    progress: Progress = None,
) -> list[CruxSearch]:
    """Return what the verdict of each of `about`, or else of each main claim, turns on.

    A flip accepts a claim upstream of the one in question unless it is backed, or rejects it unless
    it falls. Claims that `accept` and `reject` fix are not flipped. At most `size` flips make a
    crux.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    must_be_claims(map, about)
    verdicts = evaluate(map, accept=accept, reject=reject, strict=strict)
    asked = about or [claim.id for claim in main_claims(map)]
    upstream = UpstreamSearch(map)
    # Claims that are upstream of one another turn on the same flips, but for their own.
    flips_for: dict[int, list[Flip]] = {}
    may_be_flipped: set[str] = set()
    for claim in asked:
        component = upstream.component(claim)
        if component not in flips_for:
            flips = _possible_flips(verdicts, upstream.of(claim).claims)
            flips_for[component] = flips
            may_be_flipped.update(flip.claim for flip in flips)
    # What can be flipped is acceptable, and so has an atom for being backed, too.
    acceptable = {*accept, *may_be_flipped}
    program = MapProgram(map, strict=strict, acceptable=acceptable)
    effects = {}
    for claim in map.claims:
        if claim in may_be_flipped:
            for flip in _flips_of(verdicts, claim):
                effects[flip] = program.values_of(claim, flip.is_accepted)
    fixed = program.fixed(accept, reject)
    search = ChangeSearch(program, asked, fixed, effects, attrgetter("claim"))
    after_one = search.after_one_change(progress)
    others = {}
    steps = 0
    for claim in asked:
        others[claim] = [verdict for verdict in Verdict if verdict is not verdicts[claim]]
        if size > 1 and len(asked) > 1:
            flips = flips_for[upstream.component(claim)]
            alone = search.run(claim, flips, after_one[claim], 1, others[claim])
            steps += search.steps_of_sets(alone.tried - len(alone.found), size)
    if steps > search.work.left:
        # It would be given up in any case, but much later.
        raise ArgmapError(
            f"finding the cruxes of {len(asked):,} claims takes too long:"
            f" {Limit.SEARCH.in_words()}; or name one of the claims with --about"
        )
    stated = UpstreamSearch(map, is_stated_only=True)
    searches = []
    number = 0
    for claim in asked:
        before = verdicts[claim]
        flips = flips_for[upstream.component(claim)]
        result = search.run(claim, flips, after_one[claim], size, others[claim], progress)
        found, tried, is_cut = result
        number += len(found)
        if number > MOST_OF_SEVERAL and len(asked) > 1:
            raise ArgmapError(
                f"these {len(asked):,} claims have more than {MOST_OF_SEVERAL:,} cruxes; name"
                " one of them with --about"
            )
        cruxes = _cruxes_of(claim, found, stated)
        searches.append(CruxSearch(claim, before, cruxes, tried, is_cut))
    return searches


def _cruxes_of(claim: str, found: Iterable[Found[Flip]], stated: UpstreamSearch) -> list[Crux]:
    """Return what a search found as cruxes.

    Among sets of a size, those of the debate before those of the map.
    """
    cruxes = []
    for flips, verdict in found:
        is_implicit = False
        for flip in flips:
            if stated.map.claims[flip.claim].implicit or not stated.leads(flip.claim, claim):
                is_implicit = True
        cruxes.append(Crux(flips, verdict, is_implicit))
    cruxes.sort(key=lambda crux: (len(crux.flips), crux.is_implicit))
    return cruxes


def _possible_flips(verdicts: Verdicts, upstream: Iterable[str]) -> list[Flip]:
    """Return the flips of the claims upstream of one, in reading order."""
    flips = []
    for id in upstream:
        if id not in verdicts.fixed:
            flips += _flips_of(verdicts, id)
    return flips


def _flips_of(verdicts: Verdicts, claim: str) -> list[Flip]:
    """Return the flips of one claim: that it is accepted, rejected, or either."""
    flips = []
    verdict = verdicts[claim]
    stands = verdict is Verdict.STANDS
    is_backed = verdicts.is_backed(claim) is True
    if not stands or not is_backed:
        flips.append(Flip(claim, is_accepted=True, stood_already=stands))
    if verdict is not Verdict.FALLS:
        flips.append(Flip(claim, is_accepted=False, stood_already=stands))
    return flips
