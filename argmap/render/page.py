"""Makes maps legible: finds the layout with the largest text once the picture is fitted to its page.

First a coarse grid of directions, widths of lines and depths of stacks; then changes to the best, one
at a time: a stack of another depth, a step made longer, a step without a say. The layouts tried are
counted, never timed, and ties go to the earlier one, so that every machine finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from argmap.render.dot import Layout, to_dot
from argmap.render.look import SIZE
from argmap.render.scene import Scene
from argmap.render.svg import Frame

Measure = Callable[[Sequence[str]], Sequence[tuple[float, float]]]
"""DOT graphs -> their widths and heights in points."""

MM = 72 / 25.4
MARGIN = 10 * MM


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and margin in points, whether it may be turned, and what text it can bear."""

    name: str
    width: float
    height: float
    margin: float = 0.0
    turns: bool = False
    least: float = 8.0

    @property
    def shapes(self) -> list[tuple[float, float]]:
        """The ways to hold it."""
        upright = [(self.height, self.width)] if self.turns else []
        return [(self.width, self.height), *upright]


PAGES = {
    "a4": Page("A4", 297 * MM, 210 * MM, MARGIN, turns=True),
    "letter": Page("letter paper", 11 * 72, 8.5 * 72, MARGIN, turns=True),
    "slide": Page("a slide", 13.333 * 72, 7.5 * 72, 12.0, least=12.0),
    "screen": Page("a screen", 960, 600),
}

FIXED = Layout(wrap=28)
LARGE = Layout(wrap=20, stack=4)
DENSE = (0.12, 0.15)
SEARCHED = 150
"""Maps of more claims are not searched: hardly a layout makes them legible on one page."""

_WRAPS = (14, 17, 20, 24)
_STACKS = (1, 2, 3, 4)
_ROUNDS = 5
_ROUND = 20


def points(size: tuple[float, float], page: Page) -> tuple[float, tuple[float, float]]:
    """Return the size of text in points when a picture of this size is fitted on a page, and its shape.

    Text is never made larger than it was laid out.
    """
    return max(
        ((_fit(size, shape, page.margin), shape) for shape in page.shapes), key=lambda fitted: fitted[0]
    )


def _fit(size: tuple[float, float], shape: tuple[float, float], margin: float) -> float:
    return SIZE * min((shape[0] - 2 * margin) / size[0], (shape[1] - 2 * margin) / size[1], 1.0)


def best_layout(scene: Scene, page: Page, direction: str, measure: Measure) -> Layout:
    """Return the layout with the largest text on this page, of a bounded number that are tried."""
    search = _Search(scene, page, measure)
    search.try_all(_grid(scene, direction))
    for place in range(_ROUNDS):
        if search.best[0] >= SIZE:
            break
        search.try_all(_neighbours(scene, search.best[1], place))
    return search.best[1]


class _Search:
    def __init__(self, scene: Scene, page: Page, measure: Measure) -> None:
        self.scene, self.page, self.measure = scene, page, measure
        self.best = (0.0, FIXED)

    def try_all(self, layouts: Sequence[Layout]) -> None:
        sizes = self.measure([to_dot(self.scene, layout) for layout in layouts])
        for layout, (width, height) in zip(layouts, sizes, strict=True):
            reached, _ = points(Frame(self.scene, width + 8, height + 8).size, self.page)
            if reached > self.best[0]:
                self.best = (reached, layout)


def _grid(scene: Scene, direction: str) -> list[Layout]:
    directions = [direction] if direction else ["up", "left"]
    stacks = _STACKS if scene.stackable else _STACKS[:1]
    return [
        Layout(direction=way, wrap=wrap, stack=stack, gaps=DENSE)
        for way, wrap, stack in product(directions, _WRAPS, stacks)
    ]


def _neighbours(scene: Scene, layout: Layout, place: int) -> list[Layout]:
    """Return the next few of all layouts that differ from this one in one thing."""
    return list(islice(_changes(scene, layout), place * _ROUND, (place + 1) * _ROUND))


def _changes(scene: Scene, layout: Layout) -> Iterator[Layout]:
    for wrap in (-2, -1, 1, 2):
        yield replace(layout, wrap=layout.wrap + wrap)
    for served, depth in product(scene.stackable, _STACKS):
        yield replace(layout, stacks={**layout.stacks, served: depth})
    for step in scene.map.inferences:
        yield replace(layout, pushed=layout.pushed ^ {step})
        yield replace(layout, slack=layout.slack ^ {step})
