"""Which steps of two maps match, once it is known which claims do.

Steps are matched one to one: first by their premises, then by what they bear on, then by their
kind. What is exactly the same goes first, so that of two steps from the same premises each finds
its own.

Two maps and how their parts match, seen from either of them.

Which sides, and which sources, of two maps match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.comparison.claim_alignment import ClaimMatches
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.util.text import plain_text

_MOST_COMPARED = 30
"""A step is compared with so many that share one of its premises at most."""


class InferenceMatch(NamedTuple):
    """A step of ours and the step of theirs that it matches, by id; `is_reversed` where it runs the
    other way.
    """

    ours: str
    theirs: str
    is_reversed: bool = False


class _Ends(NamedTuple):
    """The ends of a step in terms of both maps: a claim or a step that matches has one name in
    both.

    Attributes:
        premises: the premises that match; the others say nothing about which step it is.
        target: what it bears on.
        kind: its kind.
        has_other_premises: whether it has premises that do not match.
    """

    premises: frozenset[str]
    target: Hashable
    kind: Kind
    has_other_premises: bool


def match_inferences(
    ours: ArgumentMap, theirs: ArgumentMap, claims: Mapping[str, str]
) -> dict[str, InferenceMatch]:
    """Return the steps of our map by id, each with its match in theirs, in the order of our map.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        claims: the claims of ours that match one of theirs, each with that one.
    """
    matching = _InferenceMatching(claims)
    our_levels, their_levels = _levels(ours), _levels(theirs)
    # Undercutters can be matched once it is known which steps match that they strike.
    for level in range(max(len(our_levels), len(their_levels))):
        our_inferences = our_levels[level] if level < len(our_levels) else []
        their_inferences = their_levels[level] if level < len(their_levels) else []
        matching.match(our_inferences, their_inferences)
    # What is left over on one level may match a step of another: an objection to a claim, one to a
    # step.
    our_rest = [
        inference for inference in ours.inferences.values() if inference.id not in matching.matches
    ]
    their_rest = [
        inference for inference in theirs.inferences.values() if inference.id not in matching.names
    ]
    matching.match(our_rest, their_rest)
    return {id: matching.matches[id] for id in ours.inferences if id in matching.matches}


def _levels(map: ArgumentMap) -> list[list[Inference]]:
    """Return the steps of a map by how many steps lie between them and a claim."""
    level_of: dict[str, int] = {}
    levels: list[list[Inference]] = []
    # In reading order a step stands before those that undercut it, but for undercutters that run in
    # a circle.
    for inference in map.inferences.values():
        level = level_of.get(inference.target, 0) + 1 if inference.kind is Kind.UNDERCUTTER else 0
        level_of[inference.id] = level
        while level >= len(levels):
            levels.append([])
        levels[level].append(inference)
    return levels


class _InferenceMatching:
    def __init__(self, claims: Mapping[str, str]) -> None:
        self.matches: dict[str, InferenceMatch] = {}
        self.names: dict[str, str] = {}
        """Steps of theirs that match, each with the step of ours."""
        self._claims = claims
        self._their_claims = frozenset(claims.values())

    def match(self, ours: Iterable[Inference], theirs: Iterable[Inference]) -> None:
        """Match steps of two maps with each other, the likest first."""
        our_ends = {inference.id: self._ends(inference, is_ours=True) for inference in ours}
        their_ends = {inference.id: self._ends(inference, is_ours=False) for inference in theirs}
        self._by_key(our_ends, their_ends, lambda ends: ends)
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.target, ends.kind))
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.target))
        self._match_reversed(our_ends, their_ends)
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.kind))
        self._by_key(our_ends, their_ends, lambda ends: ends.premises)
        self._by_overlap(our_ends, their_ends)

    def _ends(self, inference: Inference, *, is_ours: bool) -> _Ends:
        names = [self._name(premise, is_ours=is_ours) for premise in inference.premises]
        premises = frozenset(name for name in names if name is not None)
        target: Hashable
        if inference.kind is Kind.UNDERCUTTER:
            target = self._inference_name(inference.target, is_ours=is_ours)
        else:
            target = self._name(inference.target, is_ours=is_ours) or (
                "only in one map",
                is_ours,
                inference.target,
            )
        return _Ends(premises, target, inference.kind, None in names)

    def _name(self, claim: str, *, is_ours: bool) -> str | None:
        """Return the id that a claim has in their map, if it matches."""
        if is_ours:
            return self._claims.get(claim)
        return claim if claim in self._their_claims else None

    def _inference_name(self, inference: str, *, is_ours: bool) -> Hashable:
        if is_ours:
            match = self.matches.get(inference)
            return ("step", match.theirs) if match else ("step in one map", is_ours, inference)
        return (
            ("step", inference)
            if inference in self.names
            else ("step in one map", is_ours, inference)
        )

    def _add(self, ours: str, theirs: str, *, is_reversed: bool = False) -> None:
        self.matches[ours] = InferenceMatch(ours, theirs, is_reversed)
        self.names[theirs] = ours

    def _by_key(
        self,
        ours: Mapping[str, _Ends],
        theirs: Mapping[str, _Ends],
        key_of: Callable[[_Ends], Hashable],
    ) -> None:
        """Match steps that have the same key, one to one in the order of the maps."""
        with_key: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names and ends.premises:
                with_key.setdefault(key_of(ends), []).append(inference)
        queues = {key: iter(inferences) for key, inferences in with_key.items()}
        for inference, ends in ours.items():
            if inference in self.matches or key_of(ends) not in queues:
                continue
            match = next(queues[key_of(ends)], None)
            if match is not None:
                self._add(inference, match)

    def _match_reversed(self, ours: Mapping[str, _Ends], theirs: Mapping[str, _Ends]) -> None:
        """Match steps from one claim to another with those that lead back."""
        back: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names and _is_of_one_claim(ends):
                back.setdefault((ends.target, ends.premises), []).append(inference)
        for inference, ends in ours.items():
            if inference in self.matches or not _is_of_one_claim(ends):
                continue
            (premise,) = ends.premises
            inferences_back = back.get((premise, frozenset([ends.target])))
            if inferences_back:
                self._add(inference, inferences_back.pop(0), is_reversed=True)

    def _by_overlap(self, ours: Mapping[str, _Ends], theirs: Mapping[str, _Ends]) -> None:
        """Match steps with premises in common, if they lead to the same or half of their premises
        are common.
        """
        their_places = {inference: place for place, inference in enumerate(theirs)}
        candidates: list[tuple[tuple[float, bool, bool, int, int], str, str]] = []
        with_premise: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names:
                for premise in ends.premises:
                    with_premise.setdefault(premise, []).append(inference)
        for place, (inference, ends) in enumerate(ours.items()):
            if inference in self.matches:
                continue
            for other in self._sharing(ends, with_premise):
                other_ends = theirs[other]
                shared = len(ends.premises & other_ends.premises)
                share = shared / len(ends.premises | other_ends.premises)
                has_other_target = ends.target != other_ends.target
                if has_other_target and share < 1 / 2:
                    continue
                places = place, their_places[other]
                order = (
                    -share,
                    has_other_target,
                    ends.kind is not other_ends.kind,
                    max(places),
                    min(places),
                )
                candidates.append((order, inference, other))
        for _, inference, other in sorted(candidates):
            if inference not in self.matches and other not in self.names:
                self._add(inference, other)

    def _sharing(self, ends: _Ends, with_premise: Mapping[Hashable, list[str]]) -> Iterable[str]:
        """Return the steps of theirs that share a premise with a step, each once."""
        sharing: dict[str, None] = {}
        for premise in ends.premises:
            sharing.update(dict.fromkeys(with_premise.get(premise, ())[:_MOST_COMPARED]))
        return sharing


def _is_of_one_claim(ends: _Ends) -> bool:
    return len(ends.premises) == 1 and not ends.has_other_premises


class MapView:
    """One of two maps.

    Attributes:
        map: the map.
        claims: its claims that match, each with that of the other map.
        inferences: its steps that match, each with that of the other map.
        open_claims: those of its claims whose match is only probable.
        claim_causes: its claims without a match, each with the number of the difference that tells
            so.
        inference_causes: its steps without a match, likewise.
    """

    def __init__(
        self,
        map: ArgumentMap,
        claims: Mapping[str, str],
        inferences: Mapping[str, str],
        open_claims: Iterable[str],
        *,
        count_implicit: bool,
    ) -> None:
        self.map = map
        self.claims = claims
        self.inferences = inferences
        self.open_claims = frozenset(open_claims)
        self.claim_causes: dict[str, int] = {}
        self.inference_causes: dict[str, int] = {}
        self._count_implicit = count_implicit

    def counts_claim(self, claim: str) -> bool:
        """Return whether it counts that a claim is missing in the other map: not if it was added to
        the sources.
        """
        return self._count_implicit or not self.map.claims[claim].implicit

    def counts_inference(self, inference: Inference) -> bool:
        """Return whether it counts that a step is missing in the other map: not if a map-maker drew
        it.
        """
        if self._count_implicit:
            return True
        return not inference.implicit and any(
            self.counts_claim(premise) for premise in inference.premises
        )

    def unmatched_claims(self) -> Iterator[str]:
        """Yield the claims that count, have no match, and have not been told with others."""
        for claim in self.map.claims:
            is_reported = claim in self.claims or claim in self.claim_causes
            if not is_reported and self.counts_claim(claim):
                yield claim

    def unmatched_inferences(self) -> Iterator[Inference]:
        """Yield the steps that count, have no match, and have not been told with others."""
        for inference in self.map.inferences.values():
            is_reported = inference.id in self.inferences or inference.id in self.inference_causes
            if not is_reported and self.counts_inference(inference):
                yield inference

    def unmatched_onto(self, target: str) -> list[Inference]:
        """Return the steps onto a claim or a step that have no match."""
        return [
            inference for inference in self.map.onto(target) if inference.id not in self.inferences
        ]

    def is_certain(self, *inferences: Inference) -> bool:
        """Return whether no claim of some steps is open."""
        for inference in inferences:
            claims = {*inference.premises, self.map.claim_under(inference.id)}
            if not self.open_claims.isdisjoint(claims):
                return False
        return True

    def cause_of(self, inference: Inference) -> int | None:
        """Return the number of the difference that keeps a step from having a
        match, if one does.
        """
        causes = [self.claim_causes.get(premise) for premise in inference.premises]
        if inference.kind is Kind.UNDERCUTTER:
            causes.append(self.inference_causes.get(inference.target))
        else:
            causes.append(self.claim_causes.get(inference.target))
        return next((cause for cause in causes if cause is not None), None)


class MapMatching:
    """Two maps and how their parts match; `ours` and `theirs` are what it looks like from each of
    them.
    """

    def __init__(
        self,
        ours: ArgumentMap,
        theirs: ArgumentMap,
        claims: ClaimMatches,
        inferences: Mapping[str, InferenceMatch],
        *,
        count_implicit: bool,
    ) -> None:
        self.claim_matches = claims
        self.inference_matches = inferences
        theirs_by_ours = {match.ours: match.theirs for match in claims.matches.values()}
        inferences_by_ours = {match.ours: match.theirs for match in inferences.values()}
        open_claims = [match.ours for match in claims.matches.values() if not match.is_certain]
        self.ours = MapView(
            ours, theirs_by_ours, inferences_by_ours, open_claims, count_implicit=count_implicit
        )
        self.theirs = MapView(
            theirs,
            {their: our for our, their in theirs_by_ours.items()},
            {their: our for our, their in inferences_by_ours.items()},
            [theirs_by_ours[claim] for claim in open_claims],
            count_implicit=count_implicit,
        )

    def has_same_target(self, match: InferenceMatch) -> bool:
        """Return whether two steps that match lead to claims, or steps, that match.

        An objection to a claim leads to the same as one to a step onto that claim: they differ in
        kind.
        """
        inference, other = (
            self.ours.map.inferences[match.ours],
            self.theirs.map.inferences[match.theirs],
        )
        if inference.kind is Kind.UNDERCUTTER and other.kind is Kind.UNDERCUTTER:
            return self.ours.inferences.get(inference.target) == other.target
        claim, other_claim = (
            self.ours.map.claim_under(inference.id),
            self.theirs.map.claim_under(other.id),
        )
        return self.ours.claims.get(claim) == other_claim


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
