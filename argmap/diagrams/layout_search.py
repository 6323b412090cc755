"""Makes maps legible: finds the layout with the largest text once the picture is fitted to its page.

First a coarse grid: directions, depths of stacks, which steps are drawn longer; next other widths of
lines for the best of these; then changes to the best, one at a time. The layouts tried are counted,
never timed, and ties go to the earlier one, so that every machine finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from argmap.diagrams.dot import For, Layout, to_dot
from argmap.diagrams.frame import Sketch, frame
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import SIZE

Measure = Callable[[Iterable[str]], Sequence[Sketch]]
"""DOT graphs -> their sizes and what they take up."""

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
LARGE = Layout(direction="left", wrap=20, stack=4)
SEARCHED = 150
"""Maps of more claims are not searched: hardly a layout makes them legible on one page."""

_DENSE = (0.12, 0.15)
_WRAP, _WRAPS = 18.5, (14.5, 16.5, 20.5, 22.5, 25.5, 29.5)
_STACKS = (1, 2, 3)
_PROMISING = 4
"""How many layouts of the grid are tried with other widths of lines, too."""

_ROUNDS, _ROUND, _STRIDE, _BASES = 7, 12, 7, 3
"""How many rounds of how many changes, which change comes next, and how many layouts take turns."""

_SPARE = 0.1
"""How much the room counts that a picture leaves beside its longer side (found by trial)."""

_FINALISTS = 5


def points(size: tuple[float, float], page: Page) -> tuple[float, tuple[float, float]]:
    """Return the size of text in points when a picture of this size is fitted on a page, and its shape.

    Text is never made larger than it was laid out.
    """
    return max(((_fit(size, shape, page.margin), shape) for shape in page.shapes), key=lambda fitted: fitted[0])


def in_points(reached: float) -> str:
    """Return the size of text as a message has it."""
    return f"{reached:.1f} pt" if reached >= 1 else "less than 1 pt"


def _fit(size: tuple[float, float], shape: tuple[float, float], margin: float) -> float:
    return SIZE * min((shape[0] - 2 * margin) / size[0], (shape[1] - 2 * margin) / size[1], 1.0)


def best_layouts(scene: Scene, page: Page, direction: str, measure: Measure) -> list[Layout]:
    """Return the few layouts with the largest text on this page, the best first, of a bounded number.

    They are measured without their lines, so the last choice is made when these are drawn.
    """
    search = _Search(scene, page, measure)
    search.try_all(_grid(scene, direction))
    promising = [search.promising(place) for place in range(_PROMISING)]
    search.try_all([replace(layout, wrap=wrap) for layout in promising for wrap in _WRAPS])
    for turn in range(_ROUNDS):
        if search.is_perfect():
            break
        search.try_all(_some_changes(scene, search.promising(turn % _BASES), turn))
    return search.largest()


class _Search:
    """Layouts tried so far, the most promising first.

    What counts in the end is the size of text, and that depends on the side of the picture that is too
    long. A layout is the more promising, though, if its other side is short as well.
    """

    def __init__(self, scene: Scene, page: Page, measure: Measure) -> None:
        self.scene, self.page, self.measure = scene, page, measure
        self.tried: list[tuple[float, float, Layout]] = []

    def try_all(self, layouts: Sequence[Layout]) -> None:
        sketches = self.measure(to_dot(self.scene, layout, For.MEASURE) for layout in layouts)
        for layout, sketch in zip(layouts, sketches, strict=True):
            size = frame(self.scene, sketch).size
            reached, shape = points(size, self.page)
            spare = SIZE * (shape[0] * shape[1] / (size[0] * size[1])) ** 0.5
            self.tried.append((reached + _SPARE * spare, reached, layout))
        self.tried.sort(key=lambda entry: -entry[0])

    def promising(self, place: int) -> Layout:
        return self.tried[min(place, len(self.tried) - 1)][2]

    def is_perfect(self) -> bool:
        return any(reached >= SIZE for _, reached, _ in self.tried)

    def largest(self) -> list[Layout]:
        by_size = sorted(self.tried, key=lambda entry: (-entry[1], entry[2].direction != FIXED.direction))
        return [layout for _, _, layout in by_size[:_FINALISTS]]


def _grid(scene: Scene, direction: str) -> list[Layout]:
    directions = [direction] if direction else ["up", "left"]
    stacks = _STACKS if scene.stackable else _STACKS[:1]
    pushed = dict.fromkeys([frozenset(), scene.alternate(deep=True), scene.alternate(deep=False)])
    return [
        Layout(direction=way, wrap=_WRAP, stack=stack, pushed=steps, gaps=_DENSE)
        for way, stack, steps in product(directions, stacks, pushed)
    ]


def _some_changes(scene: Scene, layout: Layout, turn: int) -> list[Layout]:
    """Return some of all layouts that differ from this one in one thing, other ones at every turn."""
    changes = list(_changes(scene, layout))
    places = range(turn * _ROUND, (turn + 1) * _ROUND)
    return [changes[place * _STRIDE % len(changes)] for place in places]


def _changes(scene: Scene, layout: Layout) -> Iterator[Layout]:
    for wrap in (-2, -1, 1, 2):
        yield replace(layout, wrap=layout.wrap + wrap)
    for served, depth in product(scene.stackable, _STACKS):
        yield replace(layout, stacks={**layout.stacks, served: depth})
    for step in scene.map.inferences.values():
        yield replace(layout, pushed=layout.pushed ^ {step.id})
        if scene.may_be_slack(step):
            yield replace(layout, slack=layout.slack ^ {step.id})
