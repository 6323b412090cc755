"""Compares two maps: what of one is in the other, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.comparison.claims import ClaimMatch, ClaimMatches, match_claims
from argmap.comparison.counts import Counts, count_matches, wrong_inferences
from argmap.comparison.differences import Difference, Differences
from argmap.comparison.fields import report_basics, report_fields
from argmap.comparison.matched import MapMatching
from argmap.comparison.steps import InferenceMatch, match_inferences
from argmap.comparison.tell_claims import report_claims
from argmap.comparison.tell_steps import report_inferences
from argmap.model import ArgumentMap


@dataclass(frozen=True)
class Comparison:
    """How our map compares with theirs.

    Attributes:
        ours: our map.
        theirs: the map that it is compared with.
        claims: how the claims match.
        inferences: the steps of ours by id, each with its match.
        differences: what differs; what only follows from another difference stands under it.
        counts: how much of theirs is in ours.
    """

    ours: ArgumentMap
    theirs: ArgumentMap
    claims: ClaimMatches
    inferences: Mapping[str, InferenceMatch]
    differences: tuple[Difference, ...]
    counts: Counts

    @property
    def proposals(self) -> tuple[ClaimMatch, ...]:
        """The matches that are only probable, in the order of our map."""
        return tuple(match for match in self.claims.matches.values() if not match.is_certain)

    @property
    def certain_inferences(self) -> tuple[InferenceMatch, ...]:
        """The matches of steps that rest on no match of claims which is only probable."""
        our_open = {match.ours for match in self.proposals}
        their_open = {match.theirs for match in self.proposals}
        certain: list[InferenceMatch] = []
        for match in self.inferences.values():
            ours, theirs = self.ours.inferences[match.ours], self.theirs.inferences[match.theirs]
            our_claims = {*ours.premises, self.ours.claim_under(ours.id)}
            their_claims = {*theirs.premises, self.theirs.claim_under(theirs.id)}
            if our_open.isdisjoint(our_claims) and their_open.isdisjoint(their_claims):
                certain.append(match)
        return tuple(certain)

    @property
    def right_inferences(self) -> tuple[str, ...]:
        """The steps of ours that are in theirs for certain, with the same kind, target and
        premises.
        """
        wrong = wrong_inferences(self.differences)
        return tuple(match.ours for match in self.certain_inferences if match.theirs not in wrong)

    @property
    def is_perfect(self) -> bool:
        """Whether nothing differs, and nothing is open."""
        return not self.differences and not self.proposals


def compare(
    ours: ArgumentMap,
    theirs: ArgumentMap,
    *,
    same_ids: bool = False,
    confirmed: Mapping[str, str] | None = None,
    count_implicit: bool = False,
    every_field: bool = False,
) -> Comparison:
    """Return how a map compares with another: a student's with a key, or a new version with an old
    one.

    Args:
        ours: the map.
        theirs: the map that it is compared with.
        same_ids: whether a claim that has the same id is the same, however it is worded.
        confirmed: what a person decided: texts of our claims, each with the text of theirs, or ""
            for none of them.
        count_implicit: whether what a map-maker added to the sources counts as missing, or as
            extra.
        every_field: whether all that is written counts, implicit or not, and not only what an
            argument consists of.
    """
    claims = match_claims(ours, theirs, same_ids=same_ids, confirmed=confirmed)
    inferences = match_inferences(
        ours, theirs, {match.ours: match.theirs for match in claims.matches.values()}
    )
    matched = MapMatching(
        ours, theirs, claims, inferences, count_implicit=count_implicit or every_field
    )
    differences = Differences()
    if every_field:
        report_fields(matched, differences)
    else:
        report_basics(matched, differences)
    report_claims(matched, differences)
    report_inferences(matched, differences)
    ordered = differences.in_order()
    return Comparison(ours, theirs, claims, inferences, ordered, count_matches(matched, ordered))
