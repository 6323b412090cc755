"""Where the title and the legend of a picture go: into free corners of the map, or else above and below.

A map has seldom something in all its corners, and what stands there makes the picture no larger.
Lengths are in points, y grows downwards, and a rectangle is left, top, right, bottom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from argmap.render import legend
from argmap.render.lettering import clean, width, wrap
from argmap.render.scene import Scene

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
    title = _title(scene, max(sketch.width, _LEAST))
    signs = _legend(scene, max(sketch.width, _LEAST))
    in_corner = _in_corner(sketch, [_title(scene, room) for room in _rooms(sketch)])
    title = in_corner or title
    signs = _in_corner(sketch, [_legend(scene, room) for room in _rooms(sketch)], _below(title)) or signs
    outside = [block for block in (title, signs) if not block.place]
    return Frame(
        title,
        signs,
        head=0 if title.place else title.height,
        width=max([sketch.width, *(block.width for block in outside)]) + 2 * EDGE,
        height=sketch.height + sum(block.height for block in outside) + 2 * EDGE,
    )


def _rooms(sketch: Sketch) -> list[float]:
    return [share * sketch.width for share in _SHARES]


def _title(scene: Scene, room: float) -> Block[str]:
    text = clean(scene.map.title)
    lines = wrap(text, 1.8 * room / TITLE) if text else []
    wide = max((width(line) * TITLE * 1.1 for line in lines), default=0)
    return Block(lines, wide, len(lines) * TITLE_PITCH + 8 * bool(lines))


def _legend(scene: Scene, room: float) -> Block[list[legend.Entry]]:
    rows = legend.rows(scene.legend, room)
    wide = max((sum(entry.width for entry in row) for row in rows), default=0)
    return Block(rows, wide, len(rows) * legend.ROW + 6 * bool(rows))


def _below(title: Block[str]) -> float:
    """Return where a legend may begin in the upper corners."""
    return title.height + _CLEAR if title.place else 0.0


def _in_corner(sketch: Sketch, blocks: Sequence[Block[Row]], top: float = 0) -> Block[Row] | None:
    """Return the first of these blocks that has room in a corner below `top`, as it stands there."""
    for block in blocks:
        for left, y in _corners(sketch, block, top):
            area = (left - _CLEAR, y - _CLEAR, left + block.width + _CLEAR, y + block.height + _CLEAR)
            if block.rows and not any(_overlap(area, other) for other in sketch.taken):
                return replace(block, place=(left, y))
    return None


def _corners(sketch: Sketch, block: Block[Row], top: float) -> Iterator[tuple[float, float]]:
    for y in (top, sketch.height - block.height):
        if top <= y <= sketch.height - block.height:
            yield 0.0, y
            yield sketch.width - block.width, y


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
