"""What a picture leaves to be filled in by hand, or shows filled in: boxes, the kinds of steps,
brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.diagrams.box_tree import Block, Structure
from argmap.diagrams.curves import Path, Point, flatten
from argmap.diagrams.placement import Bracket, PlacedBox, Placement
from argmap.diagrams.spacing import BRACKET_HEIGHT

SIGN_RADIUS = 8.5
"""The radius of the circle that a sign is written in."""

_SIGN_GAP = 1.5
"""Between such a circle and what is below it, and above it."""

_BRACKET_ROOM = 13.0
"""What is kept free above premises that are to be joined by a bracket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn:
    """What is to be filled in. Lengths are in points where the text of claims is of size `SIZE`.

    Attributes:
        numbers: the id of a claim -> what its box is called.
        signs: the id of a step -> what stands in the circle on its line; "" leaves it empty. Its
            line shows no kind.
        sets: steps that are to be joined by a bracket; they stand side by side.
        is_done: whether it is filled in: boxes show their texts, and sets have their brackets.
        width, height: how large the boxes that have numbers are at the least.
        pitch: from one line to write on to the next.
    """

    numbers: Mapping[str, str]
    signs: Mapping[str, str]
    sets: tuple[tuple[str, ...], ...]
    is_done: bool
    width: float = 0.0
    height: float = 0.0
    pitch: float = 0.0

    def is_blank(self, claim: str) -> bool:
        """Return whether the box of a claim is empty."""
        return claim in self.numbers and not self.is_done

    def keep_room(self, trees: Structure) -> None:
        """Have a map laid out with room for circles and brackets above the premises of steps."""
        for groups in trees.below:
            for group in groups:
                group[0].room_above = max(self._room_above(block) for block in group)

    def _room_above(self, block: Block) -> float:
        if block.inference is None:
            return 0.0
        room = self._bracket_room
        if block.inference.id in self.signs:
            room += 2 * SIGN_RADIUS + 2 * _SIGN_GAP
        return room

    @property
    def _bracket_room(self) -> float:
        """What is kept free for brackets: above all premises, or the room would tell which are to
        be joined.
        """
        return _BRACKET_ROOM if self.sets else 0.0

    def place_of_sign(self, path: Path) -> Point:
        """Return the middle of the circle on a line, near its beginning."""
        return _along(path, self._bracket_room + _SIGN_GAP + SIGN_RADIUS)

    def brackets(self, placement: Placement) -> Iterator[Bracket]:
        """Yield the brackets over sets that a map shows."""
        boxes: dict[str, PlacedBox] = {
            placed.box.inference: placed for placed in placement.boxes if placed.box.inference
        }
        for together in self.sets:
            areas = [boxes[inference].area for inference in together if inference in boxes]
            if not areas:
                continue
            top = areas[0].top - BRACKET_HEIGHT
            legs = tuple(((area.middle[0], top), (area.middle[0], area.top)) for area in areas)
            yield Bracket(together[0], ((areas[0].left, top), (areas[-1].right, top)), legs)


def _along(path: Path, distance: float) -> Point:
    """Return the point of a path that is so far from its start, or its end if it is shorter."""
    points = flatten(path)
    here = points[0]
    for there in points[1:]:
        piece = ((there[0] - here[0]) ** 2 + (there[1] - here[1]) ** 2) ** 0.5
        if piece >= distance > 0:
            share = distance / piece
            return here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share
        distance -= piece
        here = there
    return here
