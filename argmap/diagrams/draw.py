"""Draws a map: as an SVG, PNG or PDF picture, or as the DOT graph behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from argmap.diagrams import engines
from argmap.diagrams.dot import RANKDIR, For, Layout, to_dot
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.frame import Sketch
from argmap.diagrams.layout_search import FIXED, LARGE, PAGES, SEARCHED, best_layouts, in_points, points
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg import finish
from argmap.diagrams.theme import SIZE, THEMES
from argmap.model import ArgumentMap, Verdict
from argmap.model.errors import ArgmapError


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to draw a map.

    Attributes:
        page: what the picture has to fit: `a4`, `letter`, `slide`, `screen`; or `none`.
        direction: where the main claims lie: `up`, `down`, `left`, `right`; "" leaves it to the search.
        theme: `color`, `print` or `dark`.
        engine: `graphviz-pure`, or `dot` for the system's Graphviz.
    """

    page: str = "screen"
    direction: str = ""
    theme: str = "color"
    engine: str = engines.ENGINE


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map.

    Attributes:
        data: the file.
        points: the size of a claim's text once the picture is fitted to its page; None without a page.
        notes: sentences for the person who asked.
    """

    data: bytes
    points: float | None = None
    notes: tuple[str, ...] = ()


def draw(
    map: ArgumentMap,
    format: str,
    options: Options | None = None,
    verdicts: Mapping[str, Verdict] | None = None,
) -> Picture:
    """Return the map drawn in one of `FORMATS`, with the verdicts of claims and steps if they are given.

    Raises:
        ArgmapError: an option has an unknown value, or no layout engine works.
    """
    options = options or Options()
    _check(format, options)
    return _Draw(Scene(map, THEMES[options.theme], verdicts), options).picture(format)


def _check(format: str, options: Options) -> None:
    for name, value, known in (
        ("format", format, FORMATS),
        ("page", options.page, [*PAGES, "none"]),
        ("direction", options.direction, ["", *RANKDIR]),
        ("theme", options.theme, THEMES),
        ("engine", options.engine, [engines.ENGINE, "dot"]),
    ):
        if value not in known:
            raise ArgmapError(f"there is no {name} `{value}`; there are {', '.join(filter(None, known))}")


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished SVG and what is needed to set it on a page."""

    svg: str
    title: str
    size: tuple[float, float]
    scale: float
    shape: tuple[float, float]


class _Draw:
    def __init__(self, scene: Scene, options: Options) -> None:
        self.scene, self.options = scene, options
        self.page = PAGES.get(options.page)
        self.boxes = len(scene.name)
        self.notes: dict[str, None] = {}

    def picture(self, format: str) -> Picture:
        layouts = self._layouts()
        if format == "dot":
            text = to_dot(self.scene, layouts[0], For.READER)
            return Picture(text.encode(), None, tuple(self.notes))
        made = max(map(self._made, layouts), key=lambda made: made.scale)
        reached = SIZE * made.scale if self.page else None
        self._warn_if_small(reached)
        return Picture(FORMATS[format](made), reached, tuple(self.notes))

    def _layouts(self) -> list[Layout]:
        """Return the layouts to choose from by drawing them: more than one after a search only."""
        count, direction = len(self.scene.map.claims), self.options.direction
        if self.page is None:
            return [replace(FIXED, direction=direction or FIXED.direction)]
        if count > SEARCHED:
            self._note(f"the search for the best layout was skipped: {count} claims")
            return [replace(LARGE, direction=direction or LARGE.direction)]
        return best_layouts(self.scene, self.page, direction, self._measure)

    def _measure(self, dots: Iterable[str]) -> list[Sketch]:
        sketches, note = engines.sketches(dots, self.boxes, self.options.engine)
        self._note(note)
        return sketches

    def _note(self, note: str) -> None:
        if note:
            self.notes[note] = None

    def _made(self, layout: Layout) -> _Made:
        drawn, note = engines.to_svg(to_dot(self.scene, layout), self.boxes, self.options.engine)
        self._note(note)
        svg, size = finish(drawn, self.scene, layout)
        title = clean(self.scene.map.title) or "Argument map"
        if self.page is None:
            return _Made(svg, title, size, 1.0, size)
        reached, shape = points(size, self.page)
        return _Made(svg, title, size, reached / SIZE, shape)

    def _warn_if_small(self, reached: float | None) -> None:
        if self.page and reached and reached < self.page.least:
            self._note(
                f"text is {in_points(reached)} on {self.page.name}, below {self.page.least:.0f} pt: "
                "split the map with --side or --focus"
            )


def _svg(made: _Made) -> bytes:
    return made.svg.encode()


def _pdf(made: _Made) -> bytes:
    return engines.to_pdf(made.svg, made.title, made.size[0] * made.scale, made.shape)


def _png(made: _Made) -> bytes:
    return engines.to_png(made.svg, made.title, made.size)


FORMATS: Mapping[str, Callable[[_Made], bytes]] = {"svg": _svg, "png": _png, "pdf": _pdf, "dot": _svg}
"""The formats of pictures. (`dot` is written before anything is laid out.)"""
