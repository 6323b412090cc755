"""Drawings as files: SVG, and PNG and PDF made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from argmap.diagrams import engines
from argmap.diagrams.curves import Point
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.placement import mark_areas
from argmap.diagrams.svg import to_svg, to_typeset_svg

Links = Mapping[str, str]
"""Id of a claim -> the address that its box leads to."""

_PIXELS_WITHOUT_PAGE = 2.0
"""How many pixels a PNG has for a point of a picture that fits no page."""


def _encode_svg(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    # An SVG has the size of the picture: whoever shows it fits it in.
    return [to_svg(drawing.scene, drawing.frame, links).encode() for drawing in drawings]


def _encode_png(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    files: list[bytes] = []
    for drawing in drawings:
        wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
        paper, pixels = engines.whole_pixels(drawing.paper, wanted)
        files.append(engines.to_png(_print_page(drawing, links, paper), pixels))
    return files


def _encode_pdf(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    pages = [_print_page(drawing, links, drawing.paper) for drawing in drawings]
    scene = drawings[0].scene
    language = scene.map.language or scene.words.tag
    return [engines.to_pdf(pages, drawings[0].title_of_whole, language)]


def _print_page(drawing: Drawing, links: Links, paper: Point) -> engines.PrintedPage:
    """Return a picture in the middle of a sheet of paper, with what leads somewhere."""
    scene = drawing.scene
    svg = to_typeset_svg(scene, drawing.frame, links, paper)
    areas = tuple(_link_areas(drawing, links, paper))
    return engines.PrintedPage(svg, *paper, scene.title(), scene.description, areas)


def _link_areas(drawing: Drawing, links: Links, paper: Point) -> Iterator[engines.LinkArea]:
    """Yield the boxes that lead to an address, and the marks in boxes that lead to another page."""
    frame = drawing.frame
    for placed in frame.layout.placement.boxes:
        address = links.get(placed.box.claim)
        if address is not None:
            yield engines.LinkArea(frame.on_sheet(placed.area, paper), address)
        for mark, area in mark_areas(placed):
            if mark.page:
                yield engines.LinkArea(frame.on_sheet(area, paper), mark.page)


ENCODERS: Mapping[str, Callable[[Sequence[Drawing], Links], list[bytes]]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures: the drawings of one map -> its files. A PDF holds all of them, others
one each.
"""

HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at
it.
"""
