"""The mark of a map: three criteria, each with levels from 0 to 4.

    main claim               1 point     whether the main claim is there, as what all leads to
    reasons and objections   3 points    how many are right in kind, place and linked premises
    linked premises          1 point     how many sets of linked premises are there as such

A criterion brings as much of its points as is there, rounded down to hundredths. Its level says so
in words: 4 for no mistake, 3 for mostly right, 2 for about half, 1 for less, 0 for nothing. A
criterion that a key has nothing for is dropped.

What the key does not have is never counted: neither a claim of the student's own nor what bears on
it or what it bears on. Each part of the key is looked for by itself, in all of the map, so that
neither ids nor order make a difference, and that a mistake at one place never helps at another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import NamedTuple

from argmap.classroom.worksheets.sheet import boxes_of
from argmap.comparison.alignment import MapView
from argmap.comparison.claim_alignment import MatchReason, is_same_sheet
from argmap.comparison.compare import Comparison
from argmap.model import Inference, Kind
from argmap.model.graph import main_claims

TOP_LEVEL = 4
"""The level that means no mistake."""
_FIRST_ROW = Fraction(1, 2)
"""The most that reasons and objections count where none of them is right below those that bear on
the main claim.
"""
_DECIMALS = 100
_PARTLY = Fraction(1, 2)
_NO_MAIN = Fraction(1, 2)
"""How much of a main claim is there where it is one among other claims."""
_ELSEWHERE = Fraction(1, 2)
"""How much linked premises count that are linked, but of another kind or at another place."""
_CLAIMS_ALONE = Fraction(1, 3)
"""How much of an inference its premises bring by being there and bearing on something."""


class Criterion(StrEnum):
    """What a mark is for, by its name in a rubric."""

    MAIN = "main claim"
    PLACE = "reasons and objections"
    LINKS = "linked premises"


Rubric = Mapping[Criterion, Decimal]
"""How many points each criterion can bring; one that is not there brings none."""

DEFAULT_RUBRIC: Rubric = {
    Criterion.MAIN: Decimal(1),
    Criterion.PLACE: Decimal(3),
    Criterion.LINKS: Decimal(1),
}


class CriterionMark(NamedTuple):
    """The mark for a criterion: its level, its points, and the most points it can bring."""

    criterion: Criterion
    level: int
    mark: Decimal
    most: Decimal


class Mark(NamedTuple):
    """A mark.

    Attributes:
        criteria: what each criterion that counts brings.
        is_provisional: whether it may change once all is decided: claims of the map, which
            count for nothing yet, may be claims of the key that are not found yet.
    """

    criteria: tuple[CriterionMark, ...]
    is_provisional: bool

    @property
    def mark(self) -> Decimal:
        """The sum of the points."""
        return sum((each.mark for each in self.criteria), Decimal(0))

    @property
    def most(self) -> Decimal:
        """The sum that a map without mistakes has."""
        return sum((each.most for each in self.criteria), Decimal(0))

    def is_open(self, criterion: CriterionMark) -> bool:
        """Return whether nobody has read yet what a criterion may bring points for."""
        return self.is_provisional and not criterion.level


def format_points(points: Decimal, decimal_mark: str = ".") -> str:
    """Return points without zeros at their end: `2.50` as 2.5, `1E+1` as 10."""
    written = f"{points:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.replace(".", decimal_mark)


def mark_of(
    comparison: Comparison, rubric: Rubric = DEFAULT_RUBRIC, *, count_implicit: bool = False
) -> Mark:
    """Return the mark of a map that was compared with a key.

    Args:
        comparison: how the student's map (ours) compares with the key (theirs).
        rubric: how many points each criterion can bring.
        count_implicit: whether what the key's author added counts as missing.
    """
    marks = []
    marker = _Marker(comparison, count_implicit)
    for criterion, share in marker.shares():
        most = rubric.get(criterion, Decimal(0))
        if most:
            marks.append(CriterionMark(criterion, _level(share), _points(share, most), most))
    undecided = comparison.claims.undecided
    is_undecided = bool(comparison.proposals or undecided)
    matched = comparison.ours.inferences.keys() & comparison.inferences.keys()
    targets = set(map(comparison.ours.claim_under, matched))
    # What bears on the opposite of a claim may be right there.
    is_settled = marker.has_all_claims() and targets.isdisjoint(undecided)
    return Mark(tuple(marks), is_undecided and not is_settled)


def mains_under_others(comparison: Comparison, *, count_implicit: bool = False) -> list[str]:
    """Return the main claims of the key that are in a map, but under other claims."""
    return list(_Marker(comparison, count_implicit).mains_under_others())


class FilledBox(NamedTuple):
    """A box of a worksheet: the claim that belongs in it, and whether all of that is there."""

    claim: str
    is_right: bool


def filled_boxes(comparison: Comparison) -> dict[str, FilledBox]:
    """Return the boxes of a worksheet that was filled in.

    There are none if a map is not the worksheet that the key is for.
    """
    marker = _Marker(comparison, count_implicit=False)
    belonging = marker.claims_in_boxes()
    return {box: FilledBox(belonging[box], marker.share_of_box(box) == 1) for box in marker.boxes}


class _Marker:
    """Looks for what a key has in a map.

    Attributes:
        boxes: the claims that are blank on a worksheet, if the map is one that was filled in.
        _found: claims of the key, each with those of ours that certainly say the same: several if
            a student wrote the same claim at several places, or in several ways.
        _meaning: those claims of ours, each with that of the key.
        _share: claims of the key that are there, each with how much of it ours says.
    """

    def __init__(self, comparison: Comparison, count_implicit: bool) -> None:
        self._ours = comparison.ours
        self._key = comparison.theirs
        self._counts = MapView(comparison.theirs, count_implicit=count_implicit).counts
        self._found: defaultdict[str, list[str]] = defaultdict(list)
        self._meaning: dict[str, str] = {}
        self._share: dict[str, Fraction] = {}
        for match in comparison.claims.matches.values():
            if match.is_certain:
                self._meaning[match.ours] = match.theirs
                is_partly = match.reason is MatchReason.PARTLY
                self._share[match.theirs] = _PARTLY if is_partly else Fraction(1)
        self._meaning |= comparison.claims.repeated
        for ours, theirs in self._meaning.items():
            self._found[theirs].append(ours)
        self._mains = [claim.id for claim in main_claims(self._key) if self._counts(claim.id)]
        inferences = self._key.inferences.values()
        self._inferences = [each for each in inferences if self._counts(each.id)]
        self.boxes: list[str] = []
        if is_same_sheet(self._ours, self._key):
            self.boxes = [box for box in boxes_of(self._key) if box in self._key.claims]

    def _uses(self, claim: str) -> Iterator[Inference]:
        """Yield the inferences of ours that have a claim of the key as a premise."""
        for id in self._found.get(claim, ()):
            yield from self._ours.uses(id)

    def has_all_claims(self) -> bool:
        """Return whether all of the key is in our map, so that nothing else there can be of it."""
        return self._found.keys() == self._key.claims.keys()

    def shares(self) -> Iterator[tuple[Criterion, Fraction]]:
        """Yield the criteria that the key has something for, each with how much of it is there."""
        if self.boxes:
            yield from self._shares_of_boxes()
            return
        if self._mains:
            yield Criterion.MAIN, _mean(map(self._share_of_main, self._mains))
        if self._inferences:
            share = _mean(map(self._share_of_inference, self._inferences))
            deeper = [each for each in self._inferences if not self._is_in_first_row(each)]
            if deeper and not any(map(self._is_right, deeper)):
                share = min(share, _FIRST_ROW)
            if self._has_only_undercutters():
                share = min(share, _CLAIMS_ALONE)
            yield Criterion.PLACE, share
        linked = [each for each in self._inferences if len(self._needed(each)) > 1]
        if linked:
            share = _mean(map(self._share_of_links, linked))
            if self._has_only_undercutters():
                share = min(share, _ELSEWHERE)
            yield Criterion.LINKS, share

    def _has_only_undercutters(self) -> bool:
        """Return whether no reason and no objection to a claim is right.

        Right undercutters of what is wrong are then hardly right themselves.
        """
        onto_claims = [each for each in self._inferences if each.kind is not Kind.UNDERCUTTER]
        return bool(onto_claims) and not any(map(self._is_right, onto_claims))

    # --- the boxes of a worksheet ---

    def _shares_of_boxes(self) -> Iterator[tuple[Criterion, Fraction]]:
        mains = [box for box in self.boxes if box in self._main_ids]
        others = [box for box in self.boxes if box not in self._main_ids]
        for criterion, boxes in ((Criterion.MAIN, mains), (Criterion.PLACE, others)):
            if boxes:
                yield criterion, _mean(map(self.share_of_box, boxes))

    def share_of_box(self, box: str) -> Fraction:
        """Return how much of what belongs in a box is there.

        Boxes that have the same place can change places, and so can what is around them, if all of
        it does.
        """
        claim = self._claim_in(box)
        if not claim:
            return Fraction(0)
        if claim == box:
            is_at_home = not any(
                self._has_moved(self._key.claim_under(use.id)) for use in self._key.uses(box)
            )
        else:
            is_at_home = self._place_of_box(claim) == self._place_of_box(box)
        if is_at_home or self._fits_around(claim):
            return self._share[claim]
        return Fraction(0)

    def _claim_in(self, box: str) -> str:
        """Return the claim of a box that is in this box, which may be another one, or ""."""
        claim = self._meaning.get(box, "")
        if claim not in self.boxes or box not in self._found[claim]:
            return ""
        return claim

    def _has_moved(self, box: str) -> bool:
        """Return whether a box has the claim of another one, with what is around that."""
        claim = self._claim_in(box)
        return claim not in ("", box) and self._fits_around(claim)

    def _fits_around(self, claim: str) -> bool:
        """Return whether the claim of a box is right where it is, and what is printed below it."""
        printed = [use for use in self._key.onto(claim) if use.premises[0] not in self.boxes]
        around = [*self._key.uses(claim), *printed]
        return bool(around) and all(map(self._is_right, around))

    def _place_of_box(self, box: str) -> Hashable:
        """Return what a claim has to be for a box: such as an objection to `c5`, on its own."""
        if self._key.onto(box):
            return box
        uses = set()
        for use in self._key.uses(box):
            printed = frozenset(use.premises) - frozenset(self.boxes)
            is_warrant = use.warrant == box
            size = len(use.premises)
            uses.add((use.kind, use.weighing, use.target, printed, size, is_warrant))
        return frozenset(uses), box in self._main_ids

    def claims_in_boxes(self) -> dict[str, str]:
        """Return the claim that belongs in each box, where some may have changed places."""
        belonging = {box: self._meaning[box] for box in self.boxes if self.share_of_box(box)}
        left = [box for box in self.boxes if box not in belonging.values()]
        for box in self.boxes:
            if box not in belonging:
                place = self._place_of_box(box)
                fitting = [claim for claim in left if self._place_of_box(claim) == place]
                belonging[box] = box if box in left else (fitting or left)[0]
                left.remove(belonging[box])
        return belonging

    # --- main claims ---

    def mains_under_others(self) -> Iterator[str]:
        """Yield the main claims of the key that are in our map and no main claims there."""
        for main in self._mains:
            if main in self._found and not self._leads_nowhere(main):
                yield main

    def _share_of_main(self, main: str) -> Fraction:
        """Return how much of a main claim is there: half of it where it is no main claim."""
        share = self._share.get(main, Fraction(0))
        if share and not self._leads_nowhere(main):
            share *= _NO_MAIN
        return share

    def _leads_nowhere(self, main: str) -> bool:
        """Return whether a main claim of the key is one in our map, too."""
        ours = self._ours
        ids = self._found[main]
        if any(ours.claims[id].main for id in ids):
            return True
        sides = {ours.sides_of_claims[id] for id in ids}
        for claim in ours.claims.values():
            if claim.main and ours.sides_of_claims[claim.id] in sides:
                return False
        return all(self._is_use_of_a_main_claim(main, use) for use in self._uses(main))

    def _is_use_of_a_main_claim(self, main: str, use: Inference) -> bool:
        """Return whether a claim that is used like this in our map may be its main claim.

        It may lead to another wording of itself, and object to another main claim, to what objects
        to it in the key, and to the student's own claims.
        """
        target = self._meaning.get(self._ours.claim_under(use.id))
        if target == main or self._is_use_in_key(main, use):
            return True
        if use.kind is Kind.SUPPORT:
            return False
        if target is None or target in self._main_ids:
            return True
        objections = filter(lambda each: each.kind is Kind.REBUTTAL, self._key.onto(main))
        return any(target in each.premises for each in objections)

    def _is_use_in_key(self, claim: str, use: Inference) -> bool:
        target = self._meaning.get(self._ours.claim_under(use.id))
        for other in self._key.uses(claim):
            if other.kind is use.kind and self._key.claim_under(other.id) == target:
                return True
        return False

    # --- reasons and objections ---

    def _is_in_first_row(self, inference: Inference) -> bool:
        return inference.kind is not Kind.UNDERCUTTER and inference.target in self._main_ids

    @cached_property
    def _main_ids(self) -> set[str]:
        return {claim.id for claim in main_claims(self._key)}

    def _needed(self, inference: Inference) -> list[str]:
        """Return the premises of an inference of the key that a student is to find."""
        return list(filter(self._counts, inference.premises))

    def _share_of_inference(self, inference: Inference) -> Fraction:
        """Return how much of an inference of the key is in our map.

        Where it is not right, its premises count a little.
        """
        premises = self._needed(inference)
        there = Fraction(0)
        for premise in premises:
            if self._bears_on_something(premise):
                there += self._share[premise]
        share = _CLAIMS_ALONE * there / len(premises)
        if self._is_right(inference):
            least = min(self._share[premise] for premise in premises)
            share += (1 - _CLAIMS_ALONE) * least
        return share

    def _bears_on_something(self, claim: str) -> bool:
        """Return whether a claim of the key is in our map and bears on anything there.

        A claim does not bear on its own reasons and objections: there, all is the wrong way round.
        """
        below = {claim, *self._key.premises_onto(claim)}
        for use in self._key.uses(claim):
            below.discard(self._key.claim_under(use.id))
        return any(self._meaning.get(use.target) not in below for use in self._uses(claim))

    def _is_right(self, inference: Inference) -> bool:
        """Return whether an inference of the key is in our map: its kind, place and premises.

        It is not if our map also has the contrary of it.
        """
        is_there = False
        for ours in self._with_premises_of(inference):
            if self._is_contrary(ours, inference):
                return False
            is_there = is_there or (
                self._has_same_kind(ours, inference)
                and self._has_same_place(ours, inference)
                and self._has_same_premises(ours, inference)
            )
        return is_there and not self._is_circular(inference)

    def _with_premises_of(self, inference: Inference) -> Iterator[Inference]:
        """Yield the inferences of ours that have a premise of one of the key."""
        for premise in inference.premises:
            yield from self._uses(premise)

    def _has_same_kind(self, ours: Inference, inference: Inference) -> bool:
        return (ours.kind, ours.weighing) == (inference.kind, inference.weighing)

    def _has_same_place(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference bears on the same claim, or undercuts the same inference."""
        if inference.kind is not Kind.UNDERCUTTER or ours.kind is not Kind.UNDERCUTTER:
            return self._meaning.get(ours.target) == inference.target
        undercut = self._ours.inferences[ours.target]
        meant = self._key.inferences[inference.target]
        # What is undercut may have mistakes of its own: it is known by its premises, and where the
        # key has others from these, by what it bears on as well.
        premises = self._meanings(undercut)
        target = self._meaning.get(self._ours.claim_under(undercut.id))
        right_target = self._key.claim_under(meant.id)
        if target in meant.premises and right_target in premises:
            return True  # the wrong way round
        if premises.isdisjoint(meant.premises):
            return False
        return target == right_target or self._is_only_use(meant)

    def _is_only_use(self, inference: Inference) -> bool:
        """Return whether the key has no other inference from a premise of this one."""
        uses: set[str] = set()
        for premise in inference.premises:
            uses.update(use.id for use in self._key.uses(premise))
        return len(uses) == 1

    def _has_same_premises(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference has the premises of one of the key, and none from elsewhere.

        A premise that the key does not have is the student's own.
        """
        premises = self._meanings(ours)
        elsewhere = filter(self._counts, premises.difference(inference.premises))
        return premises.issuperset(self._needed(inference)) and not any(elsewhere)

    def _meanings(self, ours: Inference) -> set[str]:
        """Return the claims of the key that an inference of ours has as premises."""
        meanings = set()
        for premise in ours.premises:
            if premise in self._meaning:
                meanings.add(self._meaning[premise])
        return meanings

    def _is_contrary(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference of ours is an objection where one of the key is a reason.

        Or the other way around; unless the key has both.
        """
        both = {ours.kind, inference.kind}
        if both != {Kind.SUPPORT, Kind.REBUTTAL}:
            return False
        if self._meaning.get(ours.target) != inference.target:
            return False
        if not self._has_same_premises(ours, inference):
            return False
        for other in self._key.onto(inference.target):
            if other.kind is ours.kind and set(other.premises) == self._meanings(ours):
                return False
        return True

    def _is_circular(self, inference: Inference) -> bool:
        """Return whether what a reason of the key is for bears on this reason in our map.

        Unless it does so in the key.
        """
        if inference.kind is not Kind.SUPPORT:
            return False
        for use in self._uses(inference.target):
            is_back = self._meaning.get(use.target) in inference.premises
            if is_back and not self._is_use_in_key(inference.target, use):
                return True
        return False

    # --- linked premises ---

    def _share_of_links(self, inference: Inference) -> Fraction:
        """Return how much of a set of linked premises is linked: half of it at a wrong place."""
        least = Fraction(1)
        for premise in self._needed(inference):
            least = min(least, self._share.get(premise, Fraction(0)))
        if self._is_right(inference):
            return least
        for ours in self._with_premises_of(inference):
            if self._has_same_premises(ours, inference):
                return least * _ELSEWHERE
        return Fraction(0)


def _mean(shares: Iterable[Fraction]) -> Fraction:
    found = list(shares)
    return sum(found, Fraction(0)) / len(found)


def _level(share: Fraction) -> int:
    """Return the level for a share: the nearest quarter.

    Only what is complete has the highest level, and only what is not there at all the lowest.
    """
    if share == 1:
        return TOP_LEVEL
    if share >= Fraction(5, 8):
        return 3
    if share >= Fraction(3, 8):
        return 2
    return 1 if share else 0


def _points(share: Fraction, most: Decimal) -> Decimal:
    """Return a share of points, rounded down, so that no mistake is rounded away."""
    if share == 1:
        return most
    hundredths = floor(share * Fraction(most) * _DECIMALS)
    return Decimal(hundredths) / _DECIMALS
