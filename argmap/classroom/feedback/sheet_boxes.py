"""The boxes of a worksheet that was filled in: what belongs in each, and how much of that is there.

    box 1  More children would walk.      right, also in box 2 if both are reasons for one claim
    box 2  (empty)                        nothing of what belongs there

Boxes may change places where the result has the same structure as the key, and what is printed
keeps its place: then what is below them, or linked with them, has changed places, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import NamedTuple

from argmap.classroom.feedback.diagnosis import read
from argmap.classroom.worksheets.sheet import boxes_of
from argmap.comparison.claim_alignment import is_same_sheet
from argmap.comparison.compare import Comparison
from argmap.model import ArgumentMap, Inference
from argmap.model.graph import main_claims

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
    return {
        box: FilledBox(
            belonging[box], shares[box].get(belonging[box], Fraction(0)), belonging[box] in mains
        )
        for box in boxes
    }


class _Exchanges:
    """Looks for the way to exchange claims of a key that agrees best with what boxes say."""

    def __init__(
        self, key: ArgumentMap, boxes: list[str], shares: Mapping[str, Mapping[str, Fraction]]
    ) -> None:
        self._key = key
        self._shares = shares
        colors = _colors(key, boxes)
        self._alike = {
            box: [other for other in boxes if colors[other] == colors[box]] for box in boxes
        }
        # Those that can be exchanged, in the order in which they are placed.
        self._boxes = [box for box in boxes if len(self._alike[box]) > 1]
        self._images = {claim: claim for claim in key.claims}
        self._there = {self._image_of(each) for each in key.inferences.values()}
        places = {box: place for place, box in enumerate(self._boxes)}
        self._known_after: defaultdict[int, list[Inference]] = defaultdict(list)
        for inference in key.inferences.values():
            touched = [places[each] for each in self._claims_of(inference) if each in places]
            if touched:
                self._known_after[max(touched)].append(inference)
        self._best = dict(self._images)
        self._most = sum((shares[box].get(box, Fraction(0)) for box in self._boxes), Fraction(0))
        self._left = _MOST_TRIED

    def best(self) -> Mapping[str, str]:
        """Return the claims of the key, each with the one that takes its place."""
        self._place(0, Fraction(0), set())
        return self._best

    def _place(self, place: int, share: Fraction, taken: set[str]) -> None:
        """Place the boxes from one on, where those before it have their claims."""
        left = self._boxes[place:]
        if share + sum((self._most_of(box, taken) for box in left), Fraction(0)) <= self._most:
            return
        if not left:
            self._most, self._best = share, dict(self._images)
            return
        box = left[0]
        by_share = sorted(
            self._alike[box], key=lambda each: (-self._shares[box].get(each, 0), each != box)
        )
        for claim in by_share:
            if claim in taken or not self._left:
                continue
            self._left -= 1
            self._images[box] = claim
            if all(self._image_of(each) in self._there for each in self._known_after[place]):
                more = self._shares[box].get(claim, Fraction(0))
                self._place(place + 1, share + more, taken | {claim})
        self._images[box] = box

    def _most_of(self, box: str, taken: set[str]) -> Fraction:
        free = [each for each in self._alike[box] if each not in taken]
        return max((self._shares[box].get(each, Fraction(0)) for each in free), default=Fraction(0))

    def _image_of(self, inference: Inference) -> Hashable:
        """Return an inference as it is where claims have changed places."""
        images = self._images
        target: Hashable = images.get(inference.target)
        if target is None:
            target = self._image_of(self._key.inferences[inference.target])
        premises = frozenset(images[each] for each in inference.premises)
        warrant = images.get(inference.warrant)
        return inference.kind, inference.weighing, premises, warrant, target

    def _claims_of(self, inference: Inference) -> list[str]:
        claims = list(inference.premises)
        while inference.target in self._key.inferences:
            inference = self._key.inferences[inference.target]
            claims += inference.premises
        return [*claims, inference.target]


def _colors(key: ArgumentMap, boxes: list[str]) -> Mapping[str, Hashable]:
    """Return a number for each claim and inference; those that can be exchanged have the same.

    This is color refinement: Weisfeiler and Leman, The Reduction of a Graph to Canonical Form
    (1968).
    """
    mains = {claim.id for claim in main_claims(key)}
    first: dict[str, Hashable] = {id: (id not in boxes and id, id in mains) for id in key.claims}
    for inference in key.inferences.values():
        first[inference.id] = (inference.kind, inference.weighing)
    colors = _numbered(first)
    while True:
        finer: dict[str, Hashable] = {}
        for id in colors:
            onto = sorted(colors[each.id] for each in key.onto(id))
            if id in key.claims:
                uses = sorted((colors[use.id], use.warrant == id) for use in key.uses(id))
                finer[id] = (colors[id], tuple(onto), tuple(uses))
                continue
            inference = key.inferences[id]
            premises = sorted(colors[each] for each in inference.premises)
            finer[id] = (colors[id], tuple(onto), tuple(premises), colors[inference.target])
        numbered = _numbered(finer)
        if len(set(numbered.values())) == len(set(colors.values())):
            return colors
        colors = numbered


def _numbered(colors: Mapping[str, Hashable]) -> dict[str, int]:
    numbers: dict[Hashable, int] = {}
    return {id: numbers.setdefault(color, len(numbers)) for id, color in colors.items()}
