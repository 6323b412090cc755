"""Drawings as files: SVG, and PNG and PDF made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.diagrams import engines
from argmap.diagrams.curves import Point
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.svg import to_svg, to_typeset_svg

_PIXELS_WITHOUT_PAGE = 2.0
"""How many pixels a PNG has for a point of a picture that fits no page."""


def _paper(drawing: Drawing) -> tuple[float, float]:
    """Return the size of what a picture is printed on: its page, or if it has none its own."""
    if drawing.page is None:
        return drawing.frame.width, drawing.frame.height
    return drawing.page.width, drawing.page.height


def _encode_svg(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    # An SVG has the size of the picture: whoever shows it fits it in.
    return to_svg(drawing.scene, drawing.frame, links).encode()


def _encode_png(scene: Scene, drawing: Drawing, links: Mapping[str, str]) -> bytes:
    wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
    sheet, pixels = engines.whole_pixels(_sheet(drawing), wanted)
    return engines.to_png(_printed(scene, drawing, links, sheet), pixels)


def _encode_pdf(scene: Scene, drawing: Drawing, links: Mapping[str, str]) -> bytes:
    page = _printed(scene, drawing, links, _sheet(drawing))
    return engines.to_pdf([page], page.title, scene.map.language or scene.words.tag)


def _printed(scene: Scene, drawing: Drawing, links: Mapping[str, str], sheet: Point) -> engines.PrintedPage:
    """Return a picture in the middle of a sheet, with the boxes that lead somewhere."""
    areas: list[engines.LinkArea] = []
    for placed in drawing.frame.layout.placement.boxes:
        target = links.get(placed.box.claim)
        if target is not None:
            areas.append(engines.LinkArea(drawing.frame.on_sheet(placed.area, sheet), target))
    return engines.PrintedPage(
        to_typeset_svg(scene, drawing.frame, links, sheet),
        *sheet,
        title=scene.title(),
        description=scene.description,
        links=tuple(areas),
    )


ENCODERS: Mapping[str, Callable[[Drawing, Mapping[str, str]], bytes]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures. What makes each takes the drawing, and id of a claim -> the address its box leads to."""

HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at it."""
