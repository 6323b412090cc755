"""Draws a map: as an SVG, PNG or PDF picture, or as the DOT graph behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.diagrams import engines
from argmap.diagrams.captions import check_text_choice
from argmap.diagrams.dot import to_dot
from argmap.diagrams.drawings import Options, drawn, layout_notes
from argmap.diagrams.encoders import ENCODERS, HOLDS_LETTERS
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.layout import LAYOUTS
from argmap.diagrams.links import links_of
from argmap.diagrams.marks import MARKS, verdict_marks
from argmap.diagrams.pages import page_named
from argmap.diagrams.placement import DIRECTIONS
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts

_GRAPH_FORMAT = "dot"

FORMATS = (*ENCODERS, _GRAPH_FORMAT)
"""The formats in which a map can be drawn: those of pictures, and the graph that no engine has drawn yet."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map.

    Attributes:
        data: the file.
        points: the size of a claim's text on the page; None without a page, and for a DOT graph.
        notes: sentences for the person who asked.
    """

    data: bytes
    points: float | None = None
    notes: tuple[str, ...] = ()


def draw(
    map: ArgumentMap,
    format: str,
    options: Options | None = None,
    verdicts: Verdicts | None = None,
) -> Picture:
    """Return the map drawn in one of `FORMATS`, with verdicts if they are given.

    Raises:
        ArgmapError: an option has an unknown value, or no layout engine works.
    """
    options = options or Options()
    _check_known("format", format, FORMATS)
    _check_known("direction", options.direction, ["", *DIRECTIONS])
    _check_known("layout", options.layout, ["", *LAYOUTS])
    _check_known("theme", options.theme, THEMES)
    check_text_choice(options.text)
    _check_known("engine", options.engine, [engines.ENGINE, "dot"])
    for mark in options.marks:
        _check_known("mark", mark, MARKS)
    page = page_named(options.page)
    links = links_of(map, options.link_base)
    scene = Scene(
        map,
        THEMES[options.theme],
        tuple(options.marks),
        options.text,
        options.numbers,
        verdict_marks(map, verdicts),
        options.description,
    )
    drawing = drawn(scene, page, options)
    notes = list(layout_notes(drawing))
    if format == _GRAPH_FORMAT:
        dot = to_dot(scene, drawing.frame.layout, options.direction or "up")
        return Picture(dot.encode(), None, tuple(notes))
    points = None if page is None else drawing.frame.points
    if format in HOLDS_LETTERS:
        notes += missing_font_notes(_all_text(map))
    return Picture(ENCODERS[format](drawing, links), points, tuple(notes))


def _all_text(map: ArgumentMap) -> str:
    names = [side.name for side in map.sides.values()]
    texts = [claim.text for claim in map.claims.values()]
    return "\n".join([map.title, *names, *texts])


def _check_known(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ArgmapError(no_such(option, value, filter(None, known)))
