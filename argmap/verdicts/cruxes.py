"""Cruxes: the claims on which a verdict turns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from argmap.model import ArgumentMap, Verdict
from argmap.model.graph import main_claims
from argmap.options import Suppositions
from argmap.util.exports import html_on_demand
from argmap.util.text import count
from argmap.verdicts.change_search import (
    Change,
    ChangeSearch,
    Progress,
    UpstreamSearch,
    other_verdicts,
)
from argmap.verdicts.evaluate import NOTHING_SUPPOSED, Verdicts, evaluate, must_be_claims
from argmap.verdicts.text_report import MORE, SHOWN, WOULD_BE, format_findings, format_line
from argmap.verdicts.verdict_rules import Ids, MapProgram


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

    @property
    def word(self) -> str:
        """What becomes of the claim: it is accepted, documented or rejected."""
        if not self.is_accepted:
            return "rejected"
        return "documented" if self.stood_already else "accepted"


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
    """The cruxes of a claim. `print` lists them.

    Attributes:
        verdicts: the verdicts of the map.
        claim: the claim's id.
        size: the maximum number of claims to accept or reject at the same time.
        found: the cruxes, the smallest first.
        tried: the number of sets of claims that were tried.
        is_cut: whether the search ended before it had tried everything.
    """

    verdicts: Verdicts
    claim: str
    size: int
    found: list[Crux]
    tried: int
    is_cut: bool

    def _repr_html_(self) -> str:
        return html_on_demand(self)

    @property
    def verdict(self) -> Verdict:
        """The claim's verdict in the map."""
        return self.verdicts[self.claim]

    def __repr__(self) -> str:
        found = count(len(self.found), "crux", "cruxes")
        return f"<CruxSearch: {self.claim}: {self.verdict}, {found}>"

    def __str__(self) -> str:
        return format_cruxes([self]).rstrip("\n")


def cruxes(
    map: ArgumentMap,
    about: Ids = (),
    *,
    size: int = 1,
    supposed: Suppositions = NOTHING_SUPPOSED,
    progress: Progress = None,
) -> list[CruxSearch]:
    """Return what the verdict of each of `about`, or else of each main claim, turns on.

    A flip accepts a claim upstream of the one in question unless it is backed, or rejects it unless
    it falls. Claims that are accepted or rejected are not flipped. At most `size` flips make a
    crux.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    must_be_claims(map, about)
    verdicts = evaluate(map, supposed)
    asked = about or [claim.id for claim in main_claims(map)]
    flips, upstream_of = _flips_upstream(verdicts, asked)
    # What can be flipped is acceptable, and so has an atom for being backed, too.
    acceptable = {*supposed.accept, *(flip.claim for flip in flips)}
    program = MapProgram(map, strict=supposed.strict, acceptable=acceptable)
    changes = [Change(id, program.values_of(id, is_accepted)) for id, is_accepted, _ in flips]
    fixed = program.fixed(verdicts.fixed)
    wanted = {claim: other_verdicts(verdicts[claim]) for claim in asked}
    search = ChangeSearch(program, fixed, wanted, changes)
    search.try_each(progress)
    for claim in asked:
        search.count_work(upstream_of[claim], size)
    stated = UpstreamSearch(map, is_stated_only=True)
    searches = []
    for claim in asked:
        found, tried, is_cut = search.run(claim, upstream_of[claim], size, progress)
        upstream_as_stated = stated.ids(claim)
        cruxes = []
        for places, then in found:
            chosen = tuple(flips[place] for place in places)
            # One claim that only the map's author connects makes the crux the author's.
            is_implicit = any(map.claims[flip.claim].implicit for flip in chosen)
            is_implicit |= not upstream_as_stated.issuperset(flip.claim for flip in chosen)
            cruxes.append(Crux(chosen, then, is_implicit))
        # Among sets of a size, those of the debate come before those of the map.
        cruxes.sort(key=lambda crux: (len(crux.flips), crux.is_implicit))
        searches.append(CruxSearch(verdicts, claim, size, cruxes, tried, is_cut))
    return searches


def _flips_upstream(verdicts: Verdicts, asked: Ids) -> tuple[list[Flip], dict[str, list[int]]]:
    """Return the flips of what is upstream of some claims, in reading order, and for each of these
    claims the places of those upstream of it, its own among them.
    """
    upstream = UpstreamSearch(verdicts.map)
    # Claims that are upstream of one another turn on the same flips, but for their own.
    first_of = {claim: upstream.same_as(claim) for claim in asked}
    claims_of: dict[str, list[str]] = {}
    for first in {*first_of.values()}:
        claims_of[first] = [id for id in upstream.of(first) if id in verdicts.map.claims]
    flips: list[Flip] = []
    flips_of: dict[str, range] = {}
    for claim in sorted({*chain(*claims_of.values())}, key=upstream.place_of):
        start = len(flips)
        # What is accepted or rejected for good has no flips.
        if claim not in verdicts.fixed:
            flips += _flips_of(verdicts, claim)
        flips_of[claim] = range(start, len(flips))
    places_of = {}
    for first, claims in claims_of.items():
        places_of[first] = [*chain(*(flips_of[claim] for claim in claims))]
    return flips, {claim: places_of[first] for claim, first in first_of.items()}


def _flips_of(verdicts: Verdicts, claim: str) -> list[Flip]:
    """Return the flips of one claim: that it is accepted, rejected, or either."""
    flips = []
    verdict = verdicts[claim]
    stands = verdict is Verdict.STANDS
    is_backed = verdicts.is_backed(claim) is True
    # To accept what is backed, or to reject what falls, would change nothing. What stands would be
    # accepted as documented, which no norm can be.
    if not stands or not (is_backed or verdicts.map.is_norm(claim)):
        flips.append(Flip(claim, is_accepted=True, stood_already=stands))
    if verdict is not Verdict.FALLS:
        flips.append(Flip(claim, is_accepted=False, stood_already=stands))
    return flips


_FLIPS = {
    "accepted": "you accepted",
    "documented": "this claim were documented",
    "rejected": "you rejected",
}
_SETS = {1: "claim", 2: "two claims", 3: "three claims"}
_STAR = "(* added by the map's author: implicit, or connected only by implicit inferences)"


def format_cruxes(searches: Iterable[CruxSearch]) -> str:
    """Return what each claim in question turns on."""
    reports = "\n".join(map(_format_search, searches))
    return reports or "This map has no main claim; name a claim with --about.\n"


def _format_search(search: CruxSearch) -> str:
    verdicts, claim, size, found, tried, is_cut = search
    outcomes: dict[str, list[list[str]]] = {would_be: [] for would_be in WOULD_BE.values()}
    notes = []
    for crux in found[SHOWN]:
        flips = [format_line(verdicts.map, _FLIPS[flip.word], flip.claim) for flip in crux.flips]
        if crux.is_implicit:
            flips[-1] += " *"
            notes = [_STAR]
        outcomes[WOULD_BE[crux.verdict]].append(flips)
    if not found:
        whichever = f"whichever {_SETS[size]} you accept or reject"
        notes = [f"Its verdict stays the same {whichever}{MORE[size]}."]
    return format_findings(verdicts, claim, len(found), outcomes, notes, tried if is_cut else 0)
