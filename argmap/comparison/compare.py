"""Compares two maps: how they differ, how much of one is in the other, and which verdicts change.

match claims → match inferences → search differences → count
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from argmap.comparison.alignment import InferenceMatch, InferenceMatches, MapView, match_inferences
from argmap.comparison.claim_alignment import ClaimMatch, ClaimMatches, match_claims
from argmap.comparison.decisions import DecisionBook
from argmap.comparison.difference_search import GROUND, DifferenceSearch
from argmap.comparison.differences import (
    WRONG_LINKING,
    WRONG_TARGET,
    Difference,
    DifferenceKind,
    Differences,
    Ids,
    Sort,
    mistakes_in,
)
from argmap.model import ArgumentMap
from argmap.util.exports import html_on_demand
from argmap.util.lexicon import NO_WORDS, Lexicon
from argmap.util.same import Relation, Table, relate
from argmap.util.text import count
from argmap.verdicts.evaluate import evaluate


class Counts(NamedTuple):
    """How much of their map is in ours. What rests on a proposed match is open, and not found yet.

    Attributes:
        claims: the claims of theirs that count.
        claims_found: those that are in ours for certain.
        claims_open: those that are perhaps.
        inferences: the inferences of theirs that count.
        inferences_found: those that are in ours for certain.
        inferences_open: those that are perhaps.
        right_kind: the inferences found that are of the right kind.
        right_target: the inferences found that lead to the right place, not the other way around.
        linked: the inferences of theirs that count and have several premises.
        right_linked: those of them that were found, with the same premises.
        right: the inferences found that are right in kind, target and premises.
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


def _counts(
    theirs: MapView, certain_inferences: Iterable[InferenceMatch], differences: Iterable[Difference]
) -> Counts:
    """Return how much of their map is in ours."""
    map = theirs.map
    claims = set(filter(theirs.counts, map.claims))
    inferences = set(filter(theirs.counts, map.inferences))
    found = {match.theirs for match in certain_inferences}
    # A match of what is implicit in theirs counts for nothing.
    found &= inferences
    linked = set()
    for id in inferences:
        if len(map.inferences[id].premises) > 1:
            linked.add(id)
    wrong_kind = _inferences_with(differences, DifferenceKind.OTHER_KIND)
    wrong_target = _inferences_with(differences, *WRONG_TARGET)
    wrongly_linked = _inferences_with(differences, *WRONG_LINKING)
    matching = theirs.matches.keys()
    return Counts(
        claims=len(claims),
        claims_found=len(claims & matching - theirs.open_claims),
        claims_open=len(claims & theirs.open_claims),
        inferences=len(inferences),
        inferences_found=len(found),
        inferences_open=len(inferences & matching - found),
        right_kind=len(found - wrong_kind),
        right_target=len(found - wrong_target),
        linked=len(linked),
        right_linked=len(linked & found - wrongly_linked),
        right=len(found - wrong_kind - wrong_target - wrongly_linked),
    )


def _inferences_with(differences: Iterable[Difference], *kinds: DifferenceKind) -> set[str]:
    """Return the inferences of theirs that differ in one of some ways."""
    found = set()
    for difference in mistakes_in(differences):
        if difference.sort is not Sort.INFERENCE:
            continue
        if difference.kind in kinds:
            found.add(difference.theirs[0])
    return found


@dataclass(frozen=True, repr=False)
class Comparison:
    """The result of comparing a map (`ours`) with another map (`theirs`), such as a key.

    Attributes:
        ours: the map.
        theirs: the map that it is compared with.
        claims: how the claims match.
        inferences: our inferences by id, each with its match.
        differences: the definite differences. A difference that only follows from another one is in
            `follows` of that difference.
        counts: how much of their map is in ours.
    """

    ours: ArgumentMap
    theirs: ArgumentMap
    claims: ClaimMatches
    inferences: InferenceMatches
    differences: Differences
    counts: Counts
    _table: Table | None = None

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        numbers = [
            f"{self.counts.claims_found} of {count(self.counts.claims, 'claim')} found",
            count(len(self.differences), "difference"),
            count(len(self.proposals), "proposal"),
        ]
        return f"<Comparison: {', '.join(numbers)}>"

    @cached_property
    def our_claims(self) -> dict[str, str]:
        """Their claims that match, each with our claim."""
        return {match.theirs: match.ours for match in self.claims.matches.values()}

    @cached_property
    def certain_claims(self) -> dict[str, str]:
        """Our claims that match for certain, each with their claim."""
        matches = self.claims.matches.values()
        return {match.ours: match.theirs for match in matches if match.is_certain}

    @property
    def proposals(self) -> tuple[ClaimMatch, ...]:
        """The probable matches, in the order of our map."""
        matches = self.claims.matches.values()
        return tuple(match for match in matches if not match.is_certain)

    @property
    def claims_to_decide(self) -> Ids:
        """The claims that a person still has to decide about, in the order of our map."""
        open_claims = {match.ours for match in self.proposals} | self.claims.undecided
        return tuple(filter(open_claims.__contains__, self.ours.claims))

    def relation(self, ours: str, theirs: str) -> Relation:
        """Return how what a claim of ours says is related to what one of theirs says.

        Its `kind` is `equal`, `wording`, `denies`, `less`, `more`, `different` or `unknown`, and
        its `words` are the words of the two claims that decide, "" if none do.
        """
        text, other = self.ours.claims[ours].text, self.theirs.claims[theirs].text
        return relate(text, other, self._table)

    def without_ids(self) -> Comparison:
        """Return the same without the difference that claims have other ids."""
        differences = [
            each for each in self.differences if (each.sort, each.field) != (Sort.CLAIM, "id")
        ]
        return replace(self, differences=tuple(differences))

    @property
    def is_perfect(self) -> bool:
        """Whether there are no differences and no proposals."""
        return not self.differences and not self.proposals


def compare(
    ours: ArgumentMap,
    theirs: ArgumentMap,
    *,
    same_ids: bool = False,
    decisions: DecisionBook | None = None,
    lexicon: Lexicon = NO_WORDS,
    table: Table | None = None,
    count_implicit: bool = False,
    every_field: bool = False,
) -> Comparison:
    """Return how a map compares with another, such as a key or an older version.

    Args:
        ours: the map.
        theirs: the map that it is compared with.
        same_ids: whether a claim with the same id and similar words is the same.
        decisions: what a person decided about our claims.
        lexicon: what is known of the words of their language.
        table: the words by which to tell how a claim is related to its match.
        count_implicit: whether what a map's author added to the sources counts as missing, or as
            extra.
        every_field: whether all that is written counts, implicit or not, and not only what an
            argument consists of.
    """
    claims = match_claims(ours, theirs, same_ids=same_ids, decisions=decisions, lexicon=lexicon)
    # What a claim bears on does not help to recognize it, so that claims come first.
    inferences = match_inferences(ours, theirs, claims.meanings)
    search = DifferenceSearch(
        ours, theirs, claims, inferences, count_implicit=count_implicit or every_field
    )
    # Differences are in the order of the reports: what is written, claims, inferences.
    if every_field:
        search.compare_fields()
    else:
        search.compare_basics()
    search.compare_claims()
    search.compare_inferences()
    differences = search.in_order()
    certain = filter(search.is_certain, inferences.values())
    counts = _counts(search.theirs, certain, differences)
    return Comparison(ours, theirs, claims, inferences, differences, counts, table)


_GROUNDS = (GROUND, "common_ground", "evidence", "standard", "implicit")
"""The fields of a claim or inference that its verdict depends on."""


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
    was: Ids
    now: Ids
    causes: Differences
    through: Ids


def verdict_changes(comparison: Comparison) -> list[VerdictChange]:
    """Return our claims whose verdict is another one than in their map, in the order of our map."""
    ours = comparison.ours
    after = evaluate(ours)
    before = evaluate(comparison.theirs)
    bearing_on: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in comparison.differences:
        # What follows from a follower concerns an inference that one of the maps does not have.
        for each in (difference, *difference.follows):
            for claim in _claims_borne_on(comparison, each):
                bearing_on[claim].append(each)
    changed = {}
    for match in comparison.claims.matches.values():
        was = before.words_of(match.theirs)
        now = after.words_of(match.ours)
        if was != now:
            changed[match.ours] = was, now
    changes = []
    for claim, (was, now) in changed.items():
        causes = tuple(bearing_on[claim])
        premises = set(ours.premises_onto(claim))
        # In the order of the map, as are the changes.
        through = tuple(filter(premises.__contains__, changed))
        changes.append(VerdictChange(claim, was, now, causes, through))
    return changes


def _claims_borne_on(comparison: Comparison, difference: Difference) -> set[str]:
    """Return the claims of our map on whose verdict a difference bears directly."""
    sort, field = difference.sort, difference.field
    if sort is Sort.CLAIM and field in _GROUNDS:
        return set(difference.ours)
    if sort is Sort.CLAIM and field == "type":
        # A norm backs what it is a premise of if it stands, and a fact only if it is backed.
        map = comparison.ours
        return {map.claim_under(use.id) for use in map.uses(difference.ours[0])}
    if sort is not Sort.INFERENCE or field not in ("", *_GROUNDS):
        return set()
    targets = set()
    # After the inference, a difference may name a premise of it.
    for id in difference.ours[:1]:
        target = comparison.ours.claim_under(id)
        targets.add(target)
    for id in difference.theirs[:1]:
        target = comparison.theirs.claim_under(id)
        targets.add(comparison.our_claims.get(target, ""))
    return targets
