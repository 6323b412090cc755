"""How many of several maps lack each part of a map: the shades of boxes and lines, with numbers.

┌───────────┐
│ claim     │
├───────────┤
│ 11 of 12  │    pale: few lack it
└───────────┘
      ▲
      ┃          the stronger the band behind a line, and the wider, the more maps lack it
 ╭────┸─────╮
 │ 4 of 12  │    the label of an inference: how many have it, and what it is in the others
 │ kind: 8  │
 ╰────┰─────╯
┌─────┸─────┐
│ premise   │
└───────────┘
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Tree
from argmap.diagrams.font_metrics import width
from argmap.diagrams.geometry import Path, Point, Rectangle, place_on
from argmap.diagrams.theme import BOLD
from argmap.model import Kind

LABEL_SIZE = 8.5
LABEL_PITCH = 9.8
"""From one line of a label to the next."""
_LABEL_PADDING = (4.0, 2.2)
"""Between the text of a label and its border, beside and above it."""
_LABEL_GAP = 3.0
"""Between a label and the boxes above it and below it."""
_BAND_WIDTHS = (0.0, 5.0, 8.0, 11.0, 14.0)
"""How wide the band behind a line is, by its level."""


class Shade(NamedTuple):
    """How strongly a claim or an inference is shaded, and what is written at it.

    Attributes:
        level: from 0, where all maps have it, to 4.
        lines: how many have it, and then what it is in the others.
    """

    level: int
    lines: tuple[str, ...]

    @property
    def band_width(self) -> float:
        """How wide the band behind the line of an inference is; 0 for none."""
        return _BAND_WIDTHS[self.level]

    @property
    def label_width(self) -> float:
        """How wide the label of an inference is."""
        first, *others = self.lines
        widths = [width(first) * BOLD, *map(width, others)]
        return max(widths) * LABEL_SIZE + 2 * _LABEL_PADDING[0]

    @property
    def label_height(self) -> float:
        """How high the label of an inference is."""
        return len(self.lines) * LABEL_PITCH + 2 * _LABEL_PADDING[1]

    def label_area(self, path: Path, premises: Rectangle, kind: Kind) -> Rectangle:
        """Return where the label of a line is: near its beginning, and above the premises.

        Args:
            path: the line, or its own part if it ends in a trunk.
            premises: the boxes that it begins at.
            kind: that of the inference. The line of an undercutter soon turns aside.
        """
        half_width, half_height = self.label_width / 2, self.label_height / 2
        x, y = path[0]
        aside = _first_way(path)
        if aside and kind is not Kind.UNDERCUTTER:
            x += aside * (half_width + _LABEL_GAP)
            # There is room above the premises, and none below them.
            y = min(y, premises.bottom - half_height)
        else:
            y -= half_height + _LABEL_GAP
            # Beside each other, labels have room only above their own premises.
            x = max(x, premises.left + half_width)
            x = min(x, max(premises.right - half_width, premises.middle[0]))
        return Rectangle(x - half_width, y - half_height, x + half_width, y + half_height)


Shades = Mapping[str, Shade]
"""The shades of claims and inferences, by their ids."""


def keep_room_for_labels(trees: Tree, shades: Shades) -> None:
    """Have a map laid out with room for the labels of its lines."""
    for groups in trees.below:
        for group in groups:
            labels = [shades[block.id] for block in group if block.id in shades]
            if not labels:
                continue
            highest = max(label.label_height for label in labels)
            group[0].room_above += highest + 2 * _LABEL_GAP
            widest = max(label.label_width for label in labels)
            trees.stub_room = max(trees.stub_room, widest + 2 * _LABEL_GAP)


def least_widths_for_labels(trees: Tree, shades: Shades) -> Mapping[Box, float]:
    """Return how wide boxes are at the least, so that no label touches the one beside it."""
    widths = {}
    for groups in trees.below:
        for block in chain.from_iterable(groups):
            if block.id in shades:
                needed = shades[block.id].label_width + _LABEL_GAP
                for box in block.boxes:
                    widths[box] = needed / len(block.boxes)
    return widths


def _first_way(path: Path) -> int:
    """Return -1 if a line begins to the left, 1 if it begins to the right, and else 0."""
    x, y = path[0]
    later_x, later_y = place_on(path, 1.0)
    if abs(later_x - x) <= abs(later_y - y):
        return 0
    return 1 if later_x > x else -1


def first_baseline(area: Rectangle) -> Point:
    """Return the middle of the first line of a label, on its baseline."""
    x, _ = area.middle
    return x, area.top + _LABEL_PADDING[1] + 0.8 * LABEL_PITCH
