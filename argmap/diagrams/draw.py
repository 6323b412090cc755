"""Draws a map: as an SVG, PNG or PDF picture, or as the DOT graph behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to draw a map.

    Attributes:
        page: what the picture has to fit: `a4`, `letter`, `slide`, `screen`; or `none`.
        direction: where the main claims lie: `up`, `down`, `left`, `right`; "" leaves it to the search.
        theme: the name of one of `argmap.diagrams.theme.THEMES`.
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
        points: the size of a claim's text once the picture is fitted to its page; None without a page,
            and for a DOT graph.
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
    _check_known("format", format, FORMATS)
    _check_known("page", options.page, [*PAGES, "none"])
    _check_known("direction", options.direction, ["", *RANKDIR])
    _check_known("theme", options.theme, THEMES)
    _check_known("engine", options.engine, [engines.ENGINE, "dot"])
    illustrator = _Illustrator(Scene(map, THEMES[options.theme], verdicts), options)
    if format == _GRAPH_FORMAT:
        return illustrator.graph()
    return illustrator.picture(_ENCODERS[format])


def _check_known(option: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise ArgmapError(no_such(option, value, filter(None, known)))


@dataclass(frozen=True, slots=True)
class _FinishedSvg:
    """A finished SVG and what is needed to set it on a page.

    Attributes:
        text: the SVG.
        title: what a PDF or PNG is called.
        size: its width and height, in points.
        scale: what it is to be multiplied by to fit its page; 1 without a page.
        page: width and height of the page, in points; without one, those of the picture.
    """

    text: str
    title: str
    size: tuple[float, float]
    scale: float
    page: tuple[float, float]


class _Illustrator:
    """Draws one scene, and collects notes on the way."""

    def __init__(self, scene: Scene, options: Options) -> None:
        self.scene = scene
        self.options = options
        self.page = PAGES.get(options.page)
        self.boxes = len(scene.names)
        self.notes: dict[str, None] = {}  # a set that keeps its order

    def graph(self) -> Picture:
        """Return the DOT graph of the best layout: what an engine would lay out, not a picture of it."""
        best = self._layouts()[0]
        text = to_dot(self.scene, best, For.READER)
        return Picture(text.encode(), None, tuple(self.notes))

    def picture(self, encode: Callable[[_FinishedSvg], bytes]) -> Picture:
        """Return the picture with the largest text, made a file by `encode`."""
        # Layouts were measured without their lines; only a finished picture has its true size.
        candidates = [self._finished_svg(layout) for layout in self._layouts()]
        largest = max(candidates, key=lambda svg: svg.scale)
        reached = None
        if self.page is not None:
            reached = SIZE * largest.scale
            self._warn_if_small(reached)
        return Picture(encode(largest), reached, tuple(self.notes))

    def _layouts(self) -> list[Layout]:
        """Return the layouts to choose from by drawing them: more than one after a search only."""
        claims = len(self.scene.map.claims)
        direction = self.options.direction
        if self.page is None:
            return [replace(FIXED, direction=direction or FIXED.direction)]
        if claims > SEARCHED:
            self._add_note(f"the search for the best layout was skipped: {claims} claims")
            return [replace(LARGE, direction=direction or LARGE.direction)]
        return best_layouts(self.scene, self.page, direction, self._measure)

    def _measure(self, dots: Iterable[str]) -> list[Sketch]:
        sketches, note = engines.sketches(dots, self.boxes, self.options.engine)
        self._add_note(note)
        return sketches

    def _add_note(self, note: str) -> None:
        if note:
            self.notes[note] = None

    def _finished_svg(self, layout: Layout) -> _FinishedSvg:
        drawn, note = engines.to_svg(to_dot(self.scene, layout), self.boxes, self.options.engine)
        self._add_note(note)
        text, size = finish(drawn, self.scene, layout)
        title = clean(self.scene.map.title) or "Argument map"
        if self.page is None:
            return _FinishedSvg(text, title, size, 1.0, size)
        reached, page = points(size, self.page)
        return _FinishedSvg(text, title, size, reached / SIZE, page)

    def _warn_if_small(self, reached: float) -> None:
        if self.page is None or reached >= self.page.least:
            return
        self._add_note(
            f"text is {in_points(reached)} on {self.page.name}, below {self.page.least:.0f} pt: "
            "split the map with --side or --focus"
        )


def _encode_svg(svg: _FinishedSvg) -> bytes:
    return svg.text.encode()


# A PDF has the size of its page, an SVG and a PNG that of the picture: whoever shows these fits them.


def _encode_png(svg: _FinishedSvg) -> bytes:
    return engines.to_png(svg.text, svg.title, svg.size)


def _encode_pdf(svg: _FinishedSvg) -> bytes:
    return engines.to_pdf(svg.text, svg.title, svg.size[0] * svg.scale, svg.page)


_ENCODERS: Mapping[str, Callable[[_FinishedSvg], bytes]] = {"svg": _encode_svg, "png": _encode_png, "pdf": _encode_pdf}
"""The formats of pictures: each is made of the finished SVG."""

_GRAPH_FORMAT = "dot"

FORMATS = (*_ENCODERS, _GRAPH_FORMAT)
"""The formats in which a map can be drawn: those of pictures, and the graph that no engine has drawn yet."""
