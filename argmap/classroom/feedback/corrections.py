"""What is to be fixed in a student's map, what first, and the sign at each of its parts.

First is what raises the mark most: for each difference, the map is put right there and marked
again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import count

from argmap.classroom.feedback.marks import DEFAULT_RUBRIC, Rubric, mark_of
from argmap.classroom.feedback.sheet_boxes import filled_boxes
from argmap.comparison.claim_alignment import ClaimMatch, MatchReason
from argmap.comparison.compare import Comparison
from argmap.comparison.difference_search import BASICS
from argmap.comparison.differences import (
    WRONG_INFERENCE,
    WRONG_LINKING,
    WRONG_TARGET,
    Difference,
    DifferenceKind,
    Sort,
    mistakes_in,
    with_followers,
)
from argmap.model import ArgumentMap, Claim, Inference, InvalidMap
from argmap.model.graph import distances_to, main_claims
from argmap.model.writing import Correction

_IN_ORDER = (
    DifferenceKind.REVERSED,
    DifferenceKind.OTHER_KIND,
    DifferenceKind.OTHER_TARGET,
    DifferenceKind.UNLINKED,
    DifferenceKind.LINKED,
    DifferenceKind.MISSING,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.MERGED,
    DifferenceKind.SPLIT,
    DifferenceKind.REWORDED,
    DifferenceKind.FIELD,
    DifferenceKind.PREMISE_EXTRA,
    DifferenceKind.EXTRA,
)
"""What goes first of what the mark counts alike: what is wrong, then what is missing."""
_MOST_WORK = 20_000
"""A map with this many inferences is put right and marked again once; a smaller one more often."""
_MOST_TRIED = 60


def to_fix(
    comparison: Comparison, rubric: Rubric = DEFAULT_RUBRIC, *, count_implicit: bool = False
) -> list[Difference]:
    """Return what a student has to fix, first what raises the mark most.

    What is only probable, reworded or the student's own is not among it.

    Args:
        comparison: how the student's map (ours) compares with a key (theirs).
        rubric: what points are given for.
        count_implicit: whether what the key's author added counts as missing.
    """

    def points(other: Comparison) -> Decimal:
        return mark_of(other, rubric, count_implicit=count_implicit).mark

    now = points(comparison)
    key = comparison.theirs
    depths = distances_to(key, [claim.id for claim in main_claims(key)])
    candidates = []
    for number, difference in enumerate(_to_fix_now(comparison)):
        order = _IN_ORDER.index(difference.kind)
        candidates.append((order, _depth(key, difference, depths), number, difference))
    candidates.sort()
    tried = min(_MOST_TRIED, _MOST_WORK // (len(comparison.ours.inferences) + 1))
    ordered = []
    for place, (*_, difference) in enumerate(candidates):
        gain = Decimal(0)
        if place < tried:
            # What cannot be put right by itself raises nothing.
            with suppress(InvalidMap):
                gain = points(_put_right(comparison, difference)) - now
        # An inference of claims of the key may be an idea of the student's own.
        if gain > 0 or difference.kind is not DifferenceKind.EXTRA:
            # Points are rounded down, so that equal shares may differ by hundredths.
            ordered.append((-round(gain, 1), place, difference))
    ordered.sort()
    # What is wrong with one inference is read in one go.
    together: dict[object, list[Difference]] = {}
    for *_, difference in ordered:
        together.setdefault(difference.ours[:1] or difference.theirs, []).append(difference)
    return [difference for group in together.values() for difference in group]


def _to_fix_now(comparison: Comparison) -> list[Difference]:
    """Return what may have to be fixed, without what waits until something else is in its place."""
    candidates = list(_candidates(comparison))
    answered = answered_parts(comparison)
    misplaced: set[str] = set()
    around: set[str] = set()
    for difference in candidates:
        if difference.sort is Sort.INFERENCE and difference.kind in WRONG_TARGET:
            inference = comparison.ours.inferences[difference.ours[0]]
            misplaced.add(inference.id)
            around.update(inference.premises)
    found = {theirs: ours for ours, theirs in comparison.certain_claims.items()}
    now = []
    for difference in candidates:
        kind = difference.kind
        is_missing = kind in (DifferenceKind.MISSING, DifferenceKind.PREMISE_MISSING)
        if is_missing and difference.theirs[-1] in answered:
            continue  # the student holds the opposite of it
        if kind in WRONG_LINKING and not misplaced.isdisjoint(difference.ours):
            continue
        if kind is DifferenceKind.MISSING and difference.sort is Sort.INFERENCE:
            # Its premises are elsewhere in the map, from where they are to be moved.
            premises = comparison.theirs.inferences[difference.theirs[0]].premises
            if all(found.get(premise) in around for premise in premises):
                continue
        now.append(difference)
    return now


def answered_parts(comparison: Comparison) -> set[str]:
    """Return the claims and inferences of the key that are answered by their opposite in our map.

    What bears on nothing else is answered with them.
    """
    key = comparison.theirs
    answered = set(comparison.claims.opposites.values()) - comparison.our_claims.keys()
    pending = list(answered)
    # The list grows while it is read.
    for claim in pending:
        for inference in (*key.uses(claim), *key.onto(claim)):
            answered.add(inference.id)
            for premise in inference.premises:
                if premise in answered or premise in comparison.our_claims:
                    continue
                if answered.issuperset(use.id for use in key.uses(premise)):
                    answered.add(premise)
                    pending.append(premise)
    return answered


def _candidates(comparison: Comparison) -> Iterator[Difference]:
    """Yield the differences that may have to be fixed, in the order of the comparison."""
    ours, meanings = comparison.ours, comparison.claims.meanings
    mains = {meanings.get(claim.id, "") for claim in main_claims(ours)}
    if not any(claim.main for claim in ours.claims.values()):
        # On a map without lines, nothing else shows a main claim.
        alone = [id for id in ours.claims if not ours.uses(id) and not ours.onto(id)]
        mains.update(meanings.get(id, "") for id in alone)
    their_mains = {claim.id for claim in main_claims(comparison.theirs)}
    matches = comparison.claims.matches
    for difference in comparison.differences:
        kind, field = difference.kind, difference.field
        if not difference.is_certain or difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        # What bears on a claim that nobody has read yet may be right there.
        is_drawn = difference.sort is Sort.INFERENCE and bool(difference.ours)
        if is_drawn and ours.claim_under(difference.ours[0]) in comparison.claims.undecided:
            continue
        # What else is written about a claim, such as a note, is the student's own.
        if field and field not in BASICS:
            continue
        if field == "main":
            # Some formats have no word for main claims. A claim that is one by its place is right.
            is_main = mains.issuperset(difference.theirs)
            if is_main == their_mains.issuperset(difference.theirs):
                continue
        if kind is DifferenceKind.REWORDED:
            # A claim that is reworded says the same, unless a person found that it says less.
            (id,) = difference.ours
            if matches[id].reason is not MatchReason.PARTLY:
                continue
        if kind is DifferenceKind.EXTRA and difference.sort is Sort.CLAIM:
            continue
        if kind in _IN_ORDER:
            yield difference


def _depth(key: ArgumentMap, difference: Difference, depths: Mapping[str, int]) -> int:
    """Return how near the claims of the key that a difference is about are to a main claim."""
    found = []
    for id in difference.theirs:
        claim = id
        if id in key.inferences:
            claim = key.claim_under(id)
        # Undercutters that form a circle are further away than all claims.
        found.append(depths.get(claim, len(depths)))
    return min(found, default=0)


def boxes_to_fix(comparison: Comparison) -> list[str]:
    """Return the boxes of a worksheet in which something is wrong or missing.

    What a person has still to look at is not among them.
    """
    boxes = filled_boxes(comparison)
    return [
        box
        for box, filled in boxes.items()
        if not filled.is_right and not _is_open(comparison, box)
    ]


def _is_open(comparison: Comparison, claim: str) -> bool:
    """Return whether a person has still to decide what a claim of ours says."""
    match = comparison.claims.matches.get(claim)
    is_proposed = match is not None and not match.is_certain
    return is_proposed or claim in comparison.claims.undecided


# --- putting one thing right ---


def _put_right(comparison: Comparison, difference: Difference) -> Comparison:
    """Return the comparison as far as a mark needs it, with one difference put right in our map.

    What is missing only because of it comes with it.
    """
    repair = _Repair(comparison)
    for part in with_followers([difference]):
        # What follows from a mistake and goes beyond the key is the student's own.
        if part is difference or part.kind is not DifferenceKind.EXTRA:
            repair.add(part)
    return repair.result()


def free_names(map: ArgumentMap) -> Iterator[str]:
    """Yield ids that nothing in a map has: `missing-1`, `missing-2`."""
    for number in count(1):
        name = f"missing-{number}"
        # A student may have called a claim so.
        if name not in map.claims and name not in map.inferences:
            yield name


class _Repair:
    """Our map, in which parts become as they are in theirs.

    Attributes:
        claims, inferences: those of our map, by id.
        matches: our claims that match.
        names: parts of theirs that match, each with the id of ours.
        redrawn: inferences of theirs that become as they are there.
    """

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.claims = dict(comparison.ours.claims)
        self.inferences = dict(comparison.ours.inferences)
        self.matches = dict(comparison.claims.matches)
        self.names = dict(comparison.our_claims)
        for match in comparison.inferences.values():
            self.names[match.theirs] = match.ours
        self.redrawn: dict[str, None] = {}
        self._free_names = free_names(comparison.ours)

    def add(self, difference: Difference) -> None:
        """Put one difference right."""
        kind = difference.kind
        key = self.comparison.theirs
        if kind is DifferenceKind.REWORDED:
            (id,) = difference.ours
            self.matches[id] = self.matches[id]._replace(reason=MatchReason.CONFIRMED)
        elif difference.field == "main":
            (id,), (other,) = difference.ours, difference.theirs
            self.claims[id] = replace(self.claims[id], main=key.claims[other].main)
        elif difference.sort is Sort.CLAIM:
            for id in difference.theirs:
                self._add_claim(key.claims[id])
        elif difference.sort is Sort.INFERENCE:
            # After an inference, a difference may name others, or premises.
            for id in difference.theirs:
                if id in key.inferences:
                    self.redrawn[id] = None
                elif id in key.claims:
                    self._add_claim(key.claims[id])
            for id in difference.ours:
                self.inferences.pop(id, None)

    def _add_claim(self, claim: Claim) -> None:
        if claim.id in self.names:
            return
        name = next(self._free_names)
        self.claims[name] = Claim(name, text=claim.text, main=claim.main)
        self.matches[name] = ClaimMatch(name, claim.id, MatchReason.CONFIRMED)
        self.names[claim.id] = name

    def result(self) -> Comparison:
        """Return the comparison with the map that was put right."""
        comparison = self.comparison
        names = self.names
        for id in self.redrawn:
            if id not in names:
                names[id] = next(self._free_names)
        for id in self.redrawn:
            inference = comparison.theirs.inferences[id]
            premises = tuple(names[each] for each in inference.premises if each in names)
            if premises and inference.target in names:
                name, target = names[id], names[inference.target]
                self.inferences[name] = Inference(
                    name, inference.kind, premises, target, weighing=inference.weighing
                )
        self._drop_what_leads_nowhere()
        ours = replace(comparison.ours, claims=self.claims, inferences=self.inferences, expect={})
        claims = comparison.claims._replace(matches=self.matches)
        return replace(comparison, ours=ours, claims=claims)

    def _drop_what_leads_nowhere(self) -> None:
        # An undercutter leads nowhere once the inference that it undercuts is dropped.
        dropped = True
        while dropped:
            dropped = False
            for inference in list(self.inferences.values()):
                if inference.target not in self.claims and inference.target not in self.inferences:
                    del self.inferences[inference.id]
                    dropped = True


# --- signs ---

Corrections = dict[str, Correction]


def corrections_of(comparison: Comparison, fixes: list[Difference]) -> Corrections:
    """Return the sign at each claim and each inference of a student's map.

    Args:
        comparison: how the map (ours) compares with a key (theirs).
        fixes: what is to be fixed in it.
    """
    ours = comparison.ours
    claims = _corrections_of_claims(comparison, fixes)
    wrong = _wrong_inferences(comparison)
    for difference in fixes:
        if difference.kind is DifferenceKind.EXTRA:
            wrong.update(difference.ours)
    right = set(comparison.right_inferences)
    extra = set(ideas_in(comparison))
    corrections = dict(claims)
    for id, inference in ours.inferences.items():
        around = [*inference.premises, ours.claim_under(id)]
        if inference.target in ours.inferences:
            around += ours.inferences[inference.target].premises
        # Undercutters that form a circle bear on no claim.
        signs = [claims[claim] for claim in around if claim]
        correction = Correction.OPEN
        if Correction.OPEN not in signs:
            if id in wrong:
                correction = Correction.TO_FIX
            elif id in right:
                correction = Correction.RIGHT
            elif Correction.OWN in signs or id in extra:
                correction = Correction.OWN
            elif Correction.TO_FIX in signs:
                # It leads from, or to, claims that are to be joined or split.
                correction = Correction.TO_FIX
        corrections[id] = correction
    return corrections


def corrections_of_boxes(comparison: Comparison) -> Corrections:
    """Return the sign at each box of a worksheet that is filled in."""
    corrections = {}
    for box, filled in filled_boxes(comparison).items():
        if _is_open(comparison, box):
            corrections[box] = Correction.OPEN
        elif box in comparison.ours.claims:
            corrections[box] = Correction.RIGHT if filled.is_right else Correction.TO_FIX
    return corrections


def ideas_in(comparison: Comparison) -> dict[str, Difference]:
    """Return our claims and inferences that the key does not have, of which nothing is open.

    A claim goes beyond the key where a person found that it does. An inference between claims of
    the key that the key does not have is an idea as well: nobody can decide about it.
    """
    ours = comparison.ours
    matches = comparison.claims.matches
    ideas = {}
    for difference in comparison.differences:
        if difference.kind is not DifferenceKind.EXTRA or not difference.is_certain:
            continue
        if difference.sort not in (Sort.CLAIM, Sort.INFERENCE):
            continue
        (id,) = difference.ours
        claims = [id]
        if difference.sort is Sort.INFERENCE:
            claims = [*ours.inferences[id].premises, ours.claim_under(id)]
        is_open = not comparison.claims.undecided.isdisjoint(claims)
        for claim in claims:
            if claim in matches and not matches[claim].is_certain:
                is_open = True
        if not is_open:
            ideas[id] = difference
    return ideas


def _corrections_of_claims(comparison: Comparison, fixes: list[Difference]) -> Corrections:
    meanings = comparison.claims.meanings
    corrections: Corrections = {}
    for id in comparison.ours.claims:
        if _is_open(comparison, id):
            corrections[id] = Correction.OPEN
        elif id in meanings:
            corrections[id] = Correction.RIGHT
        else:
            corrections[id] = Correction.OWN
    for difference in fixes:
        if difference.sort is Sort.CLAIM:
            corrections |= dict.fromkeys(difference.ours, Correction.TO_FIX)
    return corrections


def _wrong_inferences(comparison: Comparison) -> set[str]:
    """Return our inferences that certainly differ from those of the key."""
    wrong: set[str] = set()
    perhaps_found = comparison.claims.perhaps_found
    for difference in mistakes_in(comparison.differences):
        if difference.sort is not Sort.INFERENCE or difference.kind not in WRONG_INFERENCE:
            continue
        # While it is open whether a premise is there, it does not lack.
        if difference.is_certain and perhaps_found.isdisjoint(difference.theirs):
            wrong.update(difference.ours)
    return wrong.intersection(comparison.ours.inferences)
