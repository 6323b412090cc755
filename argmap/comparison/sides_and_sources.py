"""Which sides, and which sources, of two maps match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.comparison.matched import MapMatching
from argmap.model import Claim
from argmap.model.plain import plain_text


def match_sides(matched: MapMatching) -> dict[str, str]:
    """Return our sides, each with that of theirs that it matches: by id, by name, or by the claims
    on both.
    """
    ours, theirs = matched.ours.map, matched.theirs.map
    common: Counter[tuple[str, str]] = Counter()
    for our_claim, their_claim in matched.ours.claims.items():
        our_side = ours.sides_of_claims[our_claim]
        their_side = theirs.sides_of_claims[their_claim]
        if our_side and their_side:
            common[our_side, their_side] += 1
    our_names = {id: side.name for id, side in ours.sides.items()}
    their_names = {id: side.name for id, side in theirs.sides.items()}
    return _matches(our_names, their_names, common)


def match_sources(matched: MapMatching) -> dict[str, str]:
    """Return our sources, each with that of theirs that it matches: by id, by title, or by what
    cites both.
    """
    ours, theirs = matched.ours.map, matched.theirs.map
    common: Counter[tuple[str, str]] = Counter()
    for our_claim, their_claim in matched.ours.claims.items():
        # What two claims that match cite, first, second and so on, is probably the same.
        our_sources = _sources_of(ours.claims[our_claim])
        their_sources = _sources_of(theirs.claims[their_claim])
        common.update(zip(our_sources, their_sources, strict=False))
    our_titles = {id: source.title for id, source in ours.sources.items()}
    their_titles = {id: source.title for id, source in theirs.sources.items()}
    return _matches(our_titles, their_titles, common)


def _sources_of(claim: Claim) -> Iterator[str]:
    for citation in (*claim.evidence, *claim.stated_in):
        yield citation.source


def _matches(
    ours: Mapping[str, str], theirs: Mapping[str, str], common: Mapping[tuple[str, str], int]
) -> dict[str, str]:
    """Return our ids, each with its match.

    Args:
        ours: our ids with what people call them.
        theirs: the same of theirs.
        common: how many matching claims speak for a pair of ids.
    """
    matches: dict[str, str] = {id: id for id in ours if id in theirs}
    taken = set(matches)

    def match(our_id: str, their_id: str) -> None:
        if our_id not in matches and their_id not in taken:
            matches[our_id] = their_id
            taken.add(their_id)

    their_id_named = {plain_text(name): id for id, name in theirs.items() if name}
    for id, name in ours.items():
        namesake = their_id_named.get(plain_text(name))
        if namesake is not None:
            match(id, namesake)
    our_places = {id: place for place, id in enumerate(ours)}
    their_places = {id: place for place, id in enumerate(theirs)}

    def order(pair: tuple[str, str]) -> tuple[int, int, int]:
        """Put those first that have most in common, among equals by their places in the files."""
        places = our_places[pair[0]], their_places[pair[1]]
        return -common[pair], max(places), min(places)

    for our_id, their_id in sorted(common, key=order):
        match(our_id, their_id)
    return matches
