"""The boxes of a worksheet that was filled in: what belongs in each, and how much of that is there.

    box 1  More children would walk.      right, also in box 2 if both are reasons for one claim
    box 2  (empty)                        nothing of what belongs there

Only what a student writes in the boxes counts, and nothing that is printed on the sheet.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import NamedTuple

from argmap.classroom.feedback.found_parts import FoundParts
from argmap.classroom.worksheets.sheet import boxes_of
from argmap.comparison.claim_alignment import is_same_sheet
from argmap.comparison.compare import Comparison


class FilledBox(NamedTuple):
    """A box of a worksheet: the claim that belongs in it, and how much of that is there.

    `is_main` says whether it is the box of a main claim.
    """

    claim: str
    share: Fraction
    is_main: bool

    @property
    def is_right(self) -> bool:
        """Whether all is there."""
        return self.share == 1


def filled_boxes(comparison: Comparison) -> dict[str, FilledBox]:
    """Return the boxes of a worksheet that was filled in.

    There are none if a map is not the worksheet that the key is for.
    """
    if not is_same_sheet(comparison.ours, comparison.theirs):
        return {}
    return _Boxes(comparison).filled()


class _Boxes:
    """Looks for what belongs in the boxes of a worksheet."""

    def __init__(self, comparison: Comparison) -> None:
        self._key = comparison.theirs
        self._parts = FoundParts(comparison)
        self._boxes = [box for box in boxes_of(self._key) if box in self._key.claims]

    def filled(self) -> dict[str, FilledBox]:
        """Return all boxes."""
        shares = {box: self._share_of(box) for box in self._boxes}
        belonging = self._claims_in_boxes(shares)
        mains = self._parts.main_ids
        return {box: FilledBox(belonging[box], shares[box], box in mains) for box in self._boxes}

    def _claims_in_boxes(self, shares: Mapping[str, Fraction]) -> dict[str, str]:
        """Return the claim that belongs in each box, where some may have changed places."""
        belonging = {box: self._parts.meaning[box] for box in self._boxes if shares[box]}
        left = [box for box in self._boxes if box not in belonging.values()]
        for box in self._boxes:
            if box not in belonging:
                place = self._place_of_box(box)
                fitting = [claim for claim in left if self._place_of_box(claim) == place]
                belonging[box] = box if box in left else (fitting or left)[0]
                left.remove(belonging[box])
        return belonging

    def _share_of(self, box: str) -> Fraction:
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
            return self._parts.share[claim]
        return Fraction(0)

    def _claim_in(self, box: str) -> str:
        """Return the claim of a box that is in this box, which may be another one, or "".

        A claim is only in the first of the boxes in which it is written.
        """
        claim = self._parts.meaning.get(box, "")
        if claim not in self._boxes or self._parts.found[claim][0] != box:
            return ""
        return claim

    def _has_moved(self, box: str) -> bool:
        """Return whether a box has the claim of another one, with what is around that."""
        claim = self._claim_in(box)
        return claim not in ("", box) and self._fits_around(claim)

    def _fits_around(self, claim: str) -> bool:
        """Return whether the claim of a box is right where it is, and what is printed below it."""
        printed = [use for use in self._key.onto(claim) if use.premises[0] not in self._boxes]
        around = [*self._key.uses(claim), *printed]
        return bool(around) and all(map(self._parts.is_right, around))

    def _place_of_box(self, box: str) -> Hashable:
        """Return what a claim has to be for a box: such as an objection to `c5`, on its own."""
        if self._key.onto(box):
            return box
        uses = set()
        for use in self._key.uses(box):
            printed = frozenset(use.premises) - frozenset(self._boxes)
            is_warrant = use.warrant == box
            size = len(use.premises)
            uses.add((use.kind, use.weighing, use.target, printed, size, is_warrant))
        return frozenset(uses), box in self._parts.main_ids
