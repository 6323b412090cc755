"""Drawings as files: SVG, and PNG and PDF made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.diagrams import engines
from argmap.diagrams.curves import Point
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.svg import to_svg, to_typeset_svg

_PIXELS_WITHOUT_PAGE = 2.0
"""How many pixels a PNG has for a point of a picture that fits no page."""


def _paper(drawing: Drawing) -> Point:
    """Return the size of what a picture is printed on: its page, or if it has none its own."""
    if drawing.page is None:
        return drawing.frame.width, drawing.frame.height
    return drawing.page.width, drawing.page.height


def _encode_svg(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    # An SVG has the size of the picture: whoever shows it fits it in.
    return to_svg(drawing.scene, drawing.frame, links).encode()


def _encode_png(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
    paper, pixels = engines.whole_pixels(_paper(drawing), wanted)
    return engines.to_png(_printed(drawing, links, paper), pixels)


def _encode_pdf(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    scene = drawing.scene
    page = _printed(drawing, links, _paper(drawing))
    return engines.to_pdf([page], scene.title(), scene.map.language or scene.words.tag)


def _printed(drawing: Drawing, links: Mapping[str, str], paper: Point) -> engines.PrintedPage:
    """Return a picture in the middle of a sheet of paper, with the boxes that lead somewhere."""
    scene, frame = drawing.scene, drawing.frame
    areas: list[engines.LinkArea] = []
    for placed in frame.layout.placement.boxes:
        target = links.get(placed.box.claim)
        if target is not None:
            areas.append(engines.LinkArea(frame.on_sheet(placed.area, paper), target))
    svg = to_typeset_svg(scene, frame, links, paper)
    return engines.PrintedPage(svg, *paper, scene.title(), scene.description, tuple(areas))


ENCODERS: Mapping[str, Callable[[Drawing, Mapping[str, str]], bytes]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures. What makes each takes the drawing, and id of a claim -> the address its box leads to."""

HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at it."""
