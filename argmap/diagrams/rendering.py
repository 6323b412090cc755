"""Draws a map: as an SVG, PNG or PDF picture, or as the DOT graph behind it.

Drawings as files: SVG, and PNG and PDF made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from argmap.diagrams import graphviz_layout, typst_output
from argmap.diagrams.box_contents import (
    DEFAULT_MARKS,
    MARKS,
    caption,
    check_text_choice,
    verdict_marks,
)
from argmap.diagrams.curves import Point
from argmap.diagrams.dot import to_dot
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.layout import LAYOUTS
from argmap.diagrams.page_fit import Drawing, draw_scene, layout_notes
from argmap.diagrams.page_split import draw_over_pages, legibility_notes
from argmap.diagrams.paper_sizes import Page, check_size, find_page
from argmap.diagrams.placement import DIRECTIONS, mark_areas
from argmap.diagrams.scene import Scene, links_of
from argmap.diagrams.svg import to_svg, to_typeset_svg
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap
from argmap.model.writing import MapVerdicts, PictureOptions, Result
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

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
        paper, pixels = typst_output.whole_pixels(drawing.paper, wanted)
        files.append(typst_output.to_png(_print_page(drawing, links, paper), pixels))
    return files


def _encode_pdf(drawings: Sequence[Drawing], links: Links) -> list[bytes]:
    pages = [_print_page(drawing, links, drawing.paper) for drawing in drawings]
    scene = drawings[0].scene
    language = scene.map.language or scene.words.tag
    return [typst_output.to_pdf(pages, drawings[0].title_of_whole, language)]


def _print_page(drawing: Drawing, links: Links, paper: Point) -> typst_output.PrintedPage:
    """Return a picture in the middle of a sheet of paper, with what leads somewhere."""
    scene = drawing.scene
    svg = to_typeset_svg(scene, drawing.frame, links, paper)
    areas = tuple(_link_areas(drawing, links, paper))
    return typst_output.PrintedPage(svg, *paper, scene.title(), scene.description, areas)


def _link_areas(drawing: Drawing, links: Links, paper: Point) -> Iterator[typst_output.LinkArea]:
    """Yield the boxes that lead to an address, and the marks in boxes that lead to another page."""
    frame = drawing.frame
    for placed in frame.layout.placement.boxes:
        address = links.get(placed.box.claim)
        if address is not None:
            yield typst_output.LinkArea(frame.on_sheet(placed.area, paper), address)
        for mark, area in mark_areas(placed):
            if mark.page:
                yield typst_output.LinkArea(frame.on_sheet(area, paper), mark.page)


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


_GRAPH_FORMAT = "dot"

FORMATS = (*ENCODERS, _GRAPH_FORMAT)
"""The formats in which a map can be drawn: those of pictures, and the graph that no engine has
drawn yet.
"""


def draw(
    map: ArgumentMap,
    format: str,
    options: PictureOptions | None = None,
    verdicts: MapVerdicts | None = None,
) -> Result:
    """Return the map drawn in one of `FORMATS`, with verdicts if they are given.

    Raises:
        ArgmapError: an option has an unknown value, or no layout engine works.
    """
    options = options or PictureOptions()
    _check_known("format", format, FORMATS)
    links = links_of(map, options.link_base)
    drawing = lay_out(map, options, verdicts)
    notes = list(layout_notes(drawing))
    if format == _GRAPH_FORMAT:
        dot = to_dot(drawing.scene, drawing.frame.layout, options.direction or "up")
        return Result(dot, notes=tuple(notes))
    points = None if drawing.page is None else drawing.frame.points
    if format in HOLDS_LETTERS:
        notes += missing_font_notes(_all_text(map, options))
    [data] = ENCODERS[format]([drawing], links)
    return Result(data, notes=tuple(notes), points=points)


def lay_out(
    map: ArgumentMap, options: PictureOptions, verdicts: MapVerdicts | None = None
) -> Drawing:
    """Return the picture of a map before it becomes a file; see `draw`."""
    check_size(len(map.claims))
    page = _check_page(options)
    return draw_scene(_scene(map, options, verdicts), page, options)


def draw_pages(
    map: ArgumentMap,
    format: str,
    options: PictureOptions,
    verdicts: MapVerdicts | None,
    describe: Callable[[ArgumentMap], str],
) -> list[Result]:
    """Return the map drawn over as many pages as it takes to read all text: a file for each page,
    or one with all of them if the format holds several. Notes on all pages are with the first file.

    Args:
        map: the map.
        format: one of `ENCODERS`.
        options: how to draw; the description is of the whole map.
        verdicts: what to show with claims; None for nothing.
        describe: a part of the map -> what its page says to those who do not see it.

    Raises:
        ArgmapError: an option has an unknown value, the page is `none`, or no layout engine works.
    """
    _check_known("format", format, ENCODERS)
    drawings, notes = lay_out_pages(map, options, verdicts, describe)
    if format in HOLDS_LETTERS:
        notes += missing_font_notes(_all_text(map, options))
    files = ENCODERS[format](drawings, links_of(map, options.link_base))
    points = min(drawing.frame.points for drawing in drawings)
    pages = len(drawings) // len(files)
    first, *others = [Result(data, points=points, pages=pages) for data in files]
    return [replace(first, notes=tuple(notes)), *others]


def lay_out_pages(
    map: ArgumentMap,
    options: PictureOptions,
    verdicts: MapVerdicts | None,
    describe: Callable[[ArgumentMap], str],
) -> tuple[list[Drawing], list[str]]:
    """Return the pages of a map before they become files, and sentences for the person who asked;
    see `draw_pages`.
    """
    page = _check_page(options)
    if page is None:
        raise ArgmapError("`--page none` is as large as the map: there is nothing to split")
    check_size(len(map.claims))
    drawings = draw_over_pages(_scene(map, options, verdicts), page, options, describe)
    return drawings, list(legibility_notes(drawings, page))


def _check_page(options: PictureOptions) -> Page | None:
    """Return the page that is asked for, once all options have values that there are."""
    _check_known("direction", options.direction, ["", *DIRECTIONS])
    _check_known("layout", options.layout, ["", *LAYOUTS])
    _check_known("theme", options.theme, ["", *THEMES])
    check_text_choice(options.text)
    _check_known("engine", options.engine, [graphviz_layout.ENGINE, "dot"])
    for mark in options.marks or ():
        _check_known("mark", mark, MARKS)
    return find_page(options.page or "screen")


def _scene(map: ArgumentMap, options: PictureOptions, verdicts: MapVerdicts | None) -> Scene:
    return Scene(
        map,
        THEMES[options.theme or "color"],
        DEFAULT_MARKS if options.marks is None else options.marks,
        options.text,
        options.numbers,
        verdict_marks(map, verdicts),
        options.description,
        groups=options.groups,
        changes=options.changes,
    )


def _all_text(map: ArgumentMap, options: PictureOptions) -> str:
    """Return the words of a map that a picture may show."""
    texts = [map.title, *(side.name for side in map.sides.values())]
    for claim in map.claims.values():
        texts.append(caption(claim, options.text))
        if options.groups:
            texts.append(claim.group)
    return "\n".join(texts)


def _check_known(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ArgmapError(no_such(option, value, filter(None, known)))
