"""Compares two maps: what of one is in the other, and how they differ.

How much of a map another one has.

Which verdicts are others in another version of a map, and through what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.comparison.alignment import InferenceMatch, MapMatching, match_inferences
from argmap.comparison.claim_alignment import ClaimMatch, ClaimMatches, match_claims
from argmap.comparison.difference_search import (
    GROUND,
    report_basics,
    report_claims,
    report_fields,
    report_inferences,
)
from argmap.comparison.differences import (
    WRONG_INFERENCE,
    WRONG_LINKING,
    WRONG_TARGET,
    Difference,
    DifferenceKind,
    Differences,
    Sort,
    with_followers,
)
from argmap.model import ArgumentMap
from argmap.verdicts.evaluate import evaluate


class Counts(NamedTuple):
    """How much of their map is in ours. What rests on a proposed match is open, and not found yet.

    Attributes:
        claims: the claims of theirs that count.
        claims_found: those that are in ours for certain.
        claims_open: those that are perhaps.
        inferences: the steps of theirs that count.
        inferences_found: those that are in ours for certain.
        inferences_open: those that are perhaps.
        right_kind: the steps found that are of the right kind.
        right_target: the steps found that lead to the right place, not the other way round.
        linked: the steps of theirs that count and have several premises.
        right_linked: those of them that were found, with the same premises.
        right: the steps found that are right in kind, target and premises.
    """

    claims: int
    claims_found: int
    claims_open: int
    inferences: int
    inferences_found: int
    inferences_open: int
    right_kind: int
    right_target: int
    linked: int
    right_linked: int
    right: int


def count_matches(matched: MapMatching, differences: tuple[Difference, ...]) -> Counts:
    """Return how much of their map is in ours."""
    theirs = matched.theirs
    claims = [claim for claim in theirs.map.claims if theirs.counts_claim(claim)]
    found = [
        claim for claim in claims if claim in theirs.claims and claim not in theirs.open_claims
    ]
    inferences = [
        inference
        for inference in theirs.map.inferences.values()
        if theirs.counts_inference(inference)
    ]
    matching_inferences = [
        inference for inference in inferences if inference.id in theirs.inferences
    ]
    inferences_found = []
    for inference in matching_inferences:
        ours = matched.ours.map.inferences[theirs.inferences[inference.id]]
        if theirs.is_certain(inference) and matched.ours.is_certain(ours):
            inferences_found.append(inference)
    wrong_kind = _inferences_with(differences, DifferenceKind.OTHER_KIND)
    wrong_target = _inferences_with(differences, *WRONG_TARGET)
    wrongly_linked = _inferences_with(differences, *WRONG_LINKING)
    linked = {inference.id for inference in inferences if len(inference.premises) > 1}
    found_ids = {inference.id for inference in inferences_found}
    return Counts(
        claims=len(claims),
        claims_found=len(found),
        claims_open=len(theirs.open_claims.intersection(claims)),
        inferences=len(inferences),
        inferences_found=len(inferences_found),
        inferences_open=len(matching_inferences) - len(inferences_found),
        right_kind=sum(inference.id not in wrong_kind for inference in inferences_found),
        right_target=sum(inference.id not in wrong_target for inference in inferences_found),
        linked=len(linked),
        right_linked=len(linked & found_ids - wrongly_linked),
        right=len(found_ids - wrong_kind - wrong_target - wrongly_linked),
    )


def wrong_inferences(differences: tuple[Difference, ...]) -> set[str]:
    """Return the steps of theirs that ours differ from in kind, target or premises."""
    return _inferences_with(differences, *WRONG_INFERENCE)


def _inferences_with(differences: tuple[Difference, ...], *kinds: DifferenceKind) -> set[str]:
    """Return the steps of theirs that differ in one of some ways."""
    return {
        difference.theirs[0]
        for difference in with_followers(differences)
        if difference.sort is Sort.INFERENCE and difference.kind in kinds
    }


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


_GROUNDS = (GROUND, "common_ground", "evidence", "implicit")
"""The fields of a claim or step that its verdict depends on."""


class VerdictChange(NamedTuple):
    """A claim whose verdict, basis or cause is another one.

    Attributes:
        ours: its id in our map.
        was: its verdict in their map, in words: `("stands", "backed")`.
        now: its verdict in ours.
        causes: the differences that bear on it directly.
        through: the claims of ours that bear on it and whose verdict is another one, too.
    """

    ours: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    causes: tuple[Difference, ...]
    through: tuple[str, ...]


def verdict_changes(comparison: Comparison) -> list[VerdictChange]:
    """Return the claims of both maps whose verdict is another one in ours, in
    the order of our map.
    """
    ours, theirs = comparison.ours, comparison.theirs
    after, before = evaluate(ours), evaluate(theirs)
    bearing_on: dict[str, list[Difference]] = {}
    for difference in _with_direct_followers(comparison.differences):
        for claim in dict.fromkeys(_claims_borne_on(comparison, difference)):
            bearing_on.setdefault(claim, []).append(difference)
    changed: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for match in comparison.claims.matches.values():
        was, now = before.words_of(match.theirs), after.words_of(match.ours)
        if was != now:
            changed[match.ours] = (was, now)
    changes: list[VerdictChange] = []
    for claim, (was, now) in changed.items():
        premises = set(ours.premises_onto(claim))
        through = tuple(premise for premise in changed if premise in premises)
        changes.append(VerdictChange(claim, was, now, tuple(bearing_on.get(claim, ())), through))
    return changes


def _with_direct_followers(differences: tuple[Difference, ...]) -> Iterator[Difference]:
    """Yield differences, and behind each what follows from it; behind that are doubts about steps
    of one map alone.
    """
    for difference in differences:
        yield difference
        yield from difference.follows


def _claims_borne_on(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Yield the claims of our map on whose verdict a difference bears directly."""
    if difference.sort is Sort.CLAIM:
        if difference.field in _GROUNDS:
            yield from difference.ours
        return
    if difference.sort is not Sort.INFERENCE or (
        difference.field and difference.field not in _GROUNDS
    ):
        return
    yield from _targets(comparison.ours, difference.ours[:1])
    matches = {match.theirs: match.ours for match in comparison.claims.matches.values()}
    for target in _targets(comparison.theirs, difference.theirs[:1]):
        if target in matches:
            yield matches[target]


def _targets(map: ArgumentMap, inferences: tuple[str, ...]) -> Iterator[str]:
    for inference in inferences:
        yield map.claim_under(inference)
