"""Where the title and the legend of a picture go: into free corners of the map, or else above and below.

A map has seldom something in all its corners, and what stands there makes the picture no larger.
Lengths are in points, y grows downwards, and a rectangle is left, top, right, bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

_CLEAR = 9
"""What is left free around title and legend in a corner."""
_SHARES = (0.6, 0.45, 0.33, 0.25, 0.18)
_LEAST = 420


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
    rooms = [share * sketch.width for share in _SHARES]
    most = max(sketch.width, _LEAST)
    title = _in_corner(sketch, (_title(scene, room) for room in rooms), 0) or _title(scene, most)
    top = title.height + _CLEAR if title.place else 0.0
    legends = (_legend(scene, room) for room in rooms)
    signs = _in_corner(sketch, legends, top, sketch.height) or _legend(scene, most)
    outside = [block for block in (title, signs) if not block.place]
    return Frame(
        title,
        signs,
        head=0 if title.place else title.height,
        width=max([sketch.width, *(block.width for block in outside)]) + 2 * EDGE,
        height=sketch.height + fsum(block.height for block in outside) + 2 * EDGE,
    )


def _title(scene: Scene, room: float) -> Block[str]:
    text = clean(scene.map.title)
    lines = wrap(text, 1.8 * room / TITLE) if text else []
    wide = max((width(line) * TITLE * 1.1 for line in lines), default=0)
    return Block(lines, wide, len(lines) * TITLE_PITCH + 8 * bool(lines))


def _legend(scene: Scene, room: float) -> Block[list[legend.Entry]]:
    rows = legend.rows(scene.legend, room)
    wide = max((fsum(entry.width for entry in row) for row in rows), default=0)
    return Block(rows, wide, len(rows) * legend.ROW + 6 * bool(rows))


def _in_corner(sketch: Sketch, blocks: Iterable[Block[Row]], *edges: float) -> Block[Row] | None:
    """Return the first of these blocks that has room in a corner, as it stands there.

    `edges` say which corners: under the first of them, and above the second, if there is one.
    """
    for block in blocks:
        for left, top in _corners(sketch, block, *edges):
            area = (left - _CLEAR, top - _CLEAR, left + block.width + _CLEAR, top + block.height + _CLEAR)
            if block.rows and not any(_overlap(area, other) for other in sketch.taken):
                return replace(block, place=(left, top))
    return None


def _corners(
    sketch: Sketch, block: Block[Row], upper: float, lower: float | None = None
) -> Iterator[tuple[float, float]]:
    for top in [upper] if lower is None else [upper, lower - block.height]:
        if upper <= top <= sketch.height - block.height and block.width <= sketch.width:
            yield 0.0, top
            yield sketch.width - block.width, top


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
