"""Drawings as files: SVG, and PNG and PDF made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from argmap.diagrams import engines
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.svg import to_svg, to_typeset_svg

Links = Mapping[str, str]
"""Id of a claim -> the address that its box leads to."""

_PIXELS_WITHOUT_PAGE = 2.0
"""How many pixels a PNG has for a point of a picture that fits no page."""


def _paper(drawing: Drawing) -> tuple[float, float]:
    """Return the size of what a picture is printed on: its page, or if it has none its own."""
    if drawing.page is None:
        return drawing.frame.width, drawing.frame.height
    return drawing.page.width, drawing.page.height


def _encode_svg(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    # An SVG has the size of the picture: whoever shows it fits it in.
    return [to_svg(drawing.scene, drawing.frame, links).encode() for drawing in drawings]


def _encode_png(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    files: list[bytes] = []
    for drawing in drawings:
        wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
        paper, pixels = engines.whole_pixels(_paper(drawing), wanted)
        svg = to_typeset_svg(drawing.scene, drawing.frame, links, paper)
        files.append(engines.to_png(svg, drawing.scene.title(), paper, pixels))
    return files


def _encode_pdf(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    pages: list[bytes] = []
    for drawing in drawings:
        paper = _paper(drawing)
        svg = to_typeset_svg(drawing.scene, drawing.frame, links, paper)
        pages.append(engines.to_pdf(svg, drawing.scene.title(), paper))
    return pages


ENCODERS: Mapping[str, Callable[[Sequence[Drawing], Links], list[bytes]]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures: the drawings of one map -> its files. A PDF holds all of them, others one each."""

HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at it."""
