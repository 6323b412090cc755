"""Two maps and how their parts match, seen from either of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.comparison.claims import ClaimMatches
from argmap.comparison.steps import InferenceMatch
from argmap.model import ArgumentMap, Inference, Kind


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
