"""The boxes of a worksheet that was filled in: what belongs in each, and how much of that is there.

    box 1  More children would walk.      right, also in box 2 if both are reasons for one claim
    box 2  (empty)                        nothing of what belongs there

Boxes may change places where the result has the same structure as the key, and what is printed
keeps its place: then what is below them, or linked with them, has changed places, too.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from fractions import Fraction
from typing import NamedTuple

from argmap.classroom.feedback.diagnosis import read
from argmap.classroom.worksheets.sheet import boxes_of
from argmap.comparison.claim_alignment import is_same_sheet
from argmap.comparison.compare import Comparison
from argmap.model import ArgumentMap, Inference
from argmap.model.graph import main_claims

_NONE = Fraction(0)
_MOST_TRIED = 20_000
"""At most this many places of claims are tried; the best way to place them until then counts."""


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
    key = comparison.theirs
    boxes = [box for box in boxes_of(key) if box in key.claims]
    says = read(comparison).says
    shares = {box: says.get(box, {}) for box in boxes}
    belonging = _Exchanges(key, boxes, shares).best()
    mains = {claim.id for claim in main_claims(key)}
    claims = {box: belonging[box] for box in boxes}
    return {
        box: FilledBox(claim, shares[box].get(claim, _NONE), claim in mains)
        for box, claim in claims.items()
    }


class _Exchanges:
    """Looks for the way to exchange claims of a key that agrees best with what boxes say.

    This is branch and bound: claims are placed in one box after the other, and a way is given up
    once an inference is not in the key, or once it cannot become better than the best one.
    """

    def __init__(
        self, key: ArgumentMap, boxes: list[str], shares: Mapping[str, Mapping[str, Fraction]]
    ) -> None:
        self._key = key
        self._shares = shares
        colors = _colors(key, boxes)
        self._alike = {id: [each for each in boxes if colors[each] == colors[id]] for id in boxes}
        # Those that can be exchanged, in the order in which claims are placed in them.
        self._boxes = [box for box in boxes if len(self._alike[box]) > 1]
        # The claims of the key, each with the one that takes its place in what is tried.
        self._placed = {claim: claim for claim in key.claims}
        self._in_key = {self._exchanged(each) for each in key.inferences.values()}
        self._checked_at = self._checks()
        # Without any exchange, the key is as it is: what is to be surpassed.
        self._best = dict(self._placed)
        self._most = sum((self._share(box, box) for box in self._boxes), _NONE)
        self._tries_left = _MOST_TRIED

    def _checks(self) -> Mapping[str, list[Inference]]:
        """Return boxes, each with the inferences of which it is the last box to be filled."""
        order = {box: number for number, box in enumerate(self._boxes)}
        checks: dict[str, list[Inference]] = {box: [] for box in self._boxes}
        for inference in self._key.inferences.values():
            boxes = [each for each in self._claims_of(inference) if each in order]
            if boxes:
                checks[max(boxes, key=order.__getitem__)].append(inference)
        return checks

    def _share(self, box: str, claim: str) -> Fraction:
        """Return how much of a claim is in a box."""
        return self._shares[box].get(claim, _NONE)

    def best(self) -> Mapping[str, str]:
        """Return the claims of the key, each with the one that takes its place."""
        self._place(0, _NONE, frozenset())
        return self._best

    def _place(self, number: int, share: Fraction, taken: frozenset[str]) -> None:
        """Place claims in the boxes from one on.

        Args:
            number: the number of that box.
            share: how much of what is placed in the boxes before it is there.
            taken: what is placed there.
        """
        empty = self._boxes[number:]
        bound = share + sum((self._most_in(box, taken) for box in empty), _NONE)
        if bound <= self._most:
            return
        if not empty:
            self._most = share
            self._best = dict(self._placed)
            return
        box = empty[0]
        # What is in the box most comes first, and then its own claim.
        free = [claim for claim in self._alike[box] if claim not in taken]
        free.sort(key=lambda claim: (-self._share(box, claim), claim != box))
        for claim in free:
            if self._tries_left == 0:
                break
            self._tries_left -= 1
            self._placed[box] = claim
            checked = self._checked_at[box]
            if all(self._exchanged(inference) in self._in_key for inference in checked):
                self._place(number + 1, share + self._share(box, claim), taken | {claim})
        self._placed[box] = box

    def _most_in(self, box: str, taken: Collection[str]) -> Fraction:
        """Return how much of a claim that is not taken can be in a box."""
        free = [claim for claim in self._alike[box] if claim not in taken]
        return max((self._share(box, claim) for claim in free), default=_NONE)

    def _exchanged(self, inference: Inference) -> Hashable:
        """Return an inference as it is where claims have changed places."""
        placed = self._placed
        target: Hashable = placed.get(inference.target)
        if target is None:
            target = self._exchanged(self._key.inferences[inference.target])
        premises = frozenset(placed[each] for each in inference.premises)
        warrant = placed.get(inference.warrant)
        return inference.kind, inference.weighing, premises, warrant, target

    def _claims_of(self, inference: Inference) -> list[str]:
        """Return the claims that an inference, and what it undercuts, leads from and to."""
        claims = list(inference.premises)
        while inference.target in self._key.inferences:
            inference = self._key.inferences[inference.target]
            claims += inference.premises
        return [*claims, inference.target]


def _colors(key: ArgumentMap, boxes: list[str]) -> Mapping[str, int]:
    """Return a number for each claim and inference; those that may be exchanged have the same.

    This is color refinement: Weisfeiler and Leman, The Reduction of a Graph to Canonical Form
    (1968). What has the same color gets different ones where what is around it has other colors,
    until nothing changes.
    """
    mains = {claim.id for claim in main_claims(key)}
    # What is printed has a color of its own: it stays where it is.
    first: dict[str, Hashable] = {id: ("" if id in boxes else id, id in mains) for id in key.claims}
    first |= {each.id: (each.kind, each.weighing) for each in key.inferences.values()}
    colors = _numbered(first)
    while True:
        finer: dict[str, Hashable] = {}
        for id, color in colors.items():
            onto = tuple(sorted(colors[each.id] for each in key.onto(id)))
            if id in key.claims:
                uses = sorted((colors[use.id], use.warrant == id) for use in key.uses(id))
                finer[id] = (color, onto, tuple(uses))
            else:
                inference = key.inferences[id]
                premises = sorted(colors[each] for each in inference.premises)
                finer[id] = (color, onto, tuple(premises), colors[inference.target])
        refined = _numbered(finer)
        if len(set(refined.values())) == len(set(colors.values())):
            return colors
        colors = refined


def _numbered(colors: Mapping[str, Hashable]) -> dict[str, int]:
    """Return a number for each color, in the order in which colors first occur."""
    numbers: dict[Hashable, int] = {}
    return {id: numbers.setdefault(color, len(numbers)) for id, color in colors.items()}
