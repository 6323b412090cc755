"""What a picture leaves to be filled in by hand: boxes, the kinds of steps, brackets.

 ┌──────────┐
 │ claim    │
 └──────────┘
   ▲     ▲
   │     │
  (+)   ( )       a circle filled in, and one left empty
┌──┴──┐┌─┴───┐
│ 1   ││ 2   │    boxes with numbers, and lines to write on
│ ___ ││ ___ │
└─────┘└─────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from argmap.diagrams.box_tree import Tree
from argmap.diagrams.geometry import Path, Point, place_on
from argmap.diagrams.layout import Bracket, Layout, bracket_over

SIGN_RADIUS = 8.5
"""The radius of the circle that a sign is written in."""

# Between such a circle and what is below it, and above it.
_SIGN_GAP = 1.5

_SIGN_ROOM = 2 * (SIGN_RADIUS + _SIGN_GAP)

# What is kept free above premises that are to be joined by a bracket.
_BRACKET_ROOM = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn:
    """What is to be filled in, by default nothing.

    Lengths are in points where the text of claims is of size `SIZE`.

    Attributes:
        numbers: the id of a claim -> what its box is called.
        signs: the id of a step -> what the circle on its line shows; "" leaves it empty. Its
            line shows no kind.
        sets: steps that are to be joined by a bracket; they are side by side.
        is_done: whether it is filled in: boxes show their texts, and sets have their brackets.
        width, height: how large the boxes that have numbers are at the least.
        pitch: from one line to write on to the next.
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    sets: tuple[tuple[str, ...], ...] = ()
    is_done: bool = False
    width: float = 0.0
    height: float = 0.0
    pitch: float = 0.0

    def keep_room(self, trees: Tree) -> None:
        """Have a map laid out with room for circles and brackets above the premises of steps."""
        for groups in trees.below:
            for group in groups:
                # Above all premises, or the room would show which are to be joined.
                room = _BRACKET_ROOM if self.sets else 0.0
                if any(block.id in self.signs for block in group):
                    room += _SIGN_ROOM
                    trees.stub_room = _SIGN_ROOM
                group[0].room_above += room

    def place_of_sign(self, path: Path) -> Point:
        """Return the middle of the circle on a line, near its beginning."""
        above = _BRACKET_ROOM if self.sets else 0.0
        return place_on(path, above + _SIGN_GAP + SIGN_RADIUS)

    def brackets(self, layout: Layout) -> Iterator[Bracket]:
        """Yield the brackets over sets that a map shows."""
        areas_of = {placed.box.inference: placed.area for placed in layout.boxes}
        for together in self.sets:
            # A part of a map has all steps of a set, or none.
            first = together[0]
            if first in areas_of:
                # In a mirror the first is at the right.
                areas = sorted(areas_of[inference] for inference in together)
                yield bracket_over(first, areas)
