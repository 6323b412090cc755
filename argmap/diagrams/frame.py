"""Where the title and the legend of a picture go: into free corners of the map, or else above and below.

A map has seldom something in all its corners, and what stands there makes the picture no larger.
Lengths are in points, y grows downwards, and a rectangle is left, top, right, bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Generic, TypeVar

from argmap.diagrams import legend
from argmap.diagrams.font_metrics import clean, width, wrap
from argmap.diagrams.scene import Scene

Row = TypeVar("Row")
Rectangle = tuple[float, float, float, float]

EDGE = 8
"""The empty border around everything."""

TITLE = 16
"""The size of the title's text."""

TITLE_PITCH = 1.2 * TITLE
"""From one line of the title to the next."""

LEGEND_GAP = 6
"""Between the map and a legend below it."""

_TITLE_GAP = 8
_TITLE_BOLD = 1.1

_CLEAR = 9
"""What is left free around title and legend in a corner."""

_SHARES = (0.6, 0.45, 0.33, 0.25, 0.18)
"""The shares of the map's width that title and legend may take in a corner, in the order they are tried."""

_LEAST_WIDTH = 420
"""How wide title and legend may be outside a map that is narrower."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The size of a laid-out map and the rectangles that it takes up."""

    width: float
    height: float
    taken: Sequence[Rectangle] = ()


@dataclass(frozen=True, slots=True)
class Block(Generic[Row]):
    """A title or a legend: its rows, its size and, if it stands in a corner, its left top there."""

    rows: Sequence[Row]
    width: float
    height: float
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A map with its title and legend: where the map begins, and how large all of it is."""

    title: Block[str]
    legend: Block[list[legend.Entry]]
    head: float
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the picture."""
        return self.width, self.height


def frame(scene: Scene, sketch: Sketch) -> Frame:
    """Return the frame of a map that is laid out like this."""
    title = _placed(lambda room: _title_block(scene, room), sketch, highest=0)
    # The title may stand in any upper corner, so the legend keeps below it everywhere.
    highest = title.height + _CLEAR if title.place else 0.0
    entries = legend.entries(scene)
    signs = _placed(lambda room: _legend_block(entries, room), sketch, highest, lowest=sketch.height)
    outside = [block for block in (title, signs) if not block.place]
    widths = [sketch.width, *(block.width for block in outside)]
    heights = fsum(block.height for block in outside)
    return Frame(
        title,
        signs,
        head=0 if title.place else title.height,
        width=max(widths) + 2 * EDGE,
        height=sketch.height + heights + 2 * EDGE,
    )


def _title_block(scene: Scene, room: float) -> Block[str]:
    text = clean(scene.map.title)
    if not text:
        return Block([], 0, 0)
    # A column is half an em wide, which makes two columns an em; bold text takes a tenth more.
    lines = wrap(text, 1.8 * room / TITLE)
    widest = max(width(line) * TITLE * _TITLE_BOLD for line in lines)
    return Block(lines, widest, len(lines) * TITLE_PITCH + _TITLE_GAP)


def _legend_block(entries: Sequence[legend.Entry], room: float) -> Block[list[legend.Entry]]:
    rows = legend.rows(entries, room)
    if not rows:
        return Block([], 0, 0)
    widest = max(fsum(entry.width for entry in row) for row in rows)
    return Block(rows, widest, len(rows) * legend.ROW_HEIGHT + LEGEND_GAP)


def _placed(
    make_block: Callable[[float], Block[Row]], sketch: Sketch, highest: float, lowest: float | None = None
) -> Block[Row]:
    """Return a block in a corner if it has room in one, the wider the better, else as it stands outside.

    Args:
        make_block: returns the block in rows that are at most so wide.
        sketch: the map.
        highest: where the top of the block may be.
        lowest: where its bottom may be, too.
    """
    for share in _SHARES:
        block = make_block(share * sketch.width)
        corner = _free_corner(block, sketch, highest, lowest)
        if corner is not None:
            return replace(block, place=corner)
    return make_block(max(sketch.width, _LEAST_WIDTH))


def _free_corner(block: Block[Row], sketch: Sketch, highest: float, lowest: float | None) -> tuple[float, float] | None:
    """Return left and top of a block in the first corner where it covers nothing of the map."""
    if not block.rows or block.width > sketch.width:
        return None
    tops = [highest]
    if lowest is not None:
        tops.append(lowest - block.height)
    for top in tops:
        bottom = top + block.height
        # Low maps have no room for a block below `highest`, or for any at all.
        if top < highest or top > sketch.height - block.height:
            continue
        for left in (0.0, sketch.width - block.width):
            right = left + block.width
            area = (left - _CLEAR, top - _CLEAR, right + _CLEAR, bottom + _CLEAR)
            if not any(_overlap(area, other) for other in sketch.taken):
                return left, top
    return None


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
