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

SIGN_RADIUS = 8.5  # of the circle that a sign is written in
_SIGN_GAP = 1.5  # between such a circle and what is below it, and above it
_SIGN_ROOM = 2 * (SIGN_RADIUS + _SIGN_GAP)
_BRACKET_ROOM = 13.0  # above premises that are to be joined by a bracket
_APART = 9.0  # between groups: large boxes that are close to each other look linked


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn:
    """What is to be filled in, by default nothing; lengths are for text of size `SIZE`."""

    numbers: Mapping[str, str] = field(default_factory=dict)  # by claims, how boxes are called
    # By steps, what circles on their lines show, which have no kind; "" leaves a circle empty.
    signs: Mapping[str, str] = field(default_factory=dict)
    sets: tuple[tuple[str, ...], ...] = ()  # steps to be joined by a bracket; they are side by side
    is_done: bool = False  # whether boxes show their texts, and sets have their brackets
    width: float = 0.0  # of boxes that have numbers, at the least
    height: float = 0.0  # the same
    pitch: float = 0.0  # from one line to write on to the next

    def keep_room(self, trees: Tree) -> None:
        """Have a map laid out with room between large boxes that are not linked.

        Circles and brackets have room above the premises of steps.
        """
        if self.width:
            trees.apart = _APART
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
        """Yield the brackets over sets that a map shows: all steps of a set, or none."""
        areas_of = {placed.box.inference: placed.area for placed in layout.boxes}
        for together in self.sets:
            if together[0] in areas_of:
                # In a mirror the first is at the right.
                areas = sorted(areas_of[inference] for inference in together)
                yield bracket_over(together[0], areas)
