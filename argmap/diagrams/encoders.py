"""Drawings as files: SVG, and PNG and PDF made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.diagrams import engines
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


def _encode_png(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
    paper, pixels = engines.whole_pixels(_paper(drawing), wanted)
    svg = to_typeset_svg(drawing.scene, drawing.frame, links, paper)
    return engines.to_png(svg, drawing.scene.title(), paper, pixels)


def _encode_pdf(drawing: Drawing, links: Mapping[str, str]) -> bytes:
    paper = _paper(drawing)
    svg = to_typeset_svg(drawing.scene, drawing.frame, links, paper)
    return engines.to_pdf(svg, drawing.scene.title(), paper)


ENCODERS: Mapping[str, Callable[[Drawing, Mapping[str, str]], bytes]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures. What makes each takes the drawing, and id of a claim -> the address its box leads to."""

HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at it."""
