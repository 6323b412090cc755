"""Draws a map as a picture: SVG, PNG and PDF; or as the DOT graph behind it.

map → tree: which boxes, which copies → layout: where → drawing: how large → bytes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagrams.box_contents import caption, chosen_marks, verdict_marks
from argmap.diagrams.geometry import Point, Rectangle
from argmap.diagrams.layout import mark_areas
from argmap.diagrams.page_fit import Drawing, draw_scene, layout_notes
from argmap.diagrams.paper_sizes import Page, check_size, find_page
from argmap.diagrams.scene import Links, Scene, links_of
from argmap.diagrams.svg import to_svg
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap
from argmap.model.writing import MapVerdicts, PictureOptions, Result
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from argmap.diagrams.typst_output import PrintedPage

PICTURE_FORMATS = ("svg", "png", "pdf")
FORMATS = (*PICTURE_FORMATS, "dot")
"""The formats in which a map can be drawn: those of pictures, and DOT for other programs."""

_ID_PREFIX = r"([A-Za-z][A-Za-z0-9_-]*)?"

Describe = Callable[[ArgumentMap], str]
"""A part of a map -> what its page says to those who do not see it."""


def draw(
    map: ArgumentMap,
    format: str,
    options: PictureOptions | None = None,
    verdicts: MapVerdicts | None = None,
) -> Result:
    """Return the map drawn in one of `FORMATS`, with verdicts if they are given.

    Raises:
        ArgmapError: an option has an unknown value, or the map cannot be laid out.
    """
    options = options or PictureOptions()
    _check_known("format", format, FORMATS)
    return write_drawing(lay_out(map, options, verdicts), map, format, options)


def write_drawing(
    drawing: Drawing, map: ArgumentMap, format: str, options: PictureOptions
) -> Result:
    """Return the picture of a map as a file in one of `FORMATS`; see `draw`."""
    links = links_of(map, options.look.link_base)
    notes = tuple(layout_notes(drawing))
    if format == "dot":
        from argmap.diagrams.dot import to_dot

        return Result(to_dot(drawing, options.look.direction or "up"), notes=notes)
    # What fits no page is shown as large as people like.
    points = None if drawing.page is None else drawing.points
    notes += _font_notes(map, format, options)
    [data] = encode([drawing], format, links)
    return Result(data, notes=notes, points=points)


def lay_out(
    map: ArgumentMap, options: PictureOptions, verdicts: MapVerdicts | None = None
) -> Drawing:
    """Return the picture of a map before it becomes a file; see `draw`."""
    scene, page = scene_and_page(map, options, verdicts)
    return draw_scene(scene, page, options.look)


def draw_pages(
    map: ArgumentMap,
    format: str,
    options: PictureOptions,
    verdicts: MapVerdicts | None,
    describe: Describe,
) -> list[Result]:
    """Return the map drawn over as many pages as it takes to read all text.

    There is a file for each page, or one with all of them if the format, one of `PICTURE_FORMATS`,
    holds several. Notes on all pages are with the first file.

    Raises:
        ArgmapError: an option has an unknown value, the paper is `none`, or the map cannot be laid
            out.
    """
    _check_known("format", format, PICTURE_FORMATS)
    pages = lay_out_pages(map, options, verdicts, describe)
    return write_pages(pages, map, format, options)


class Pages(NamedTuple):
    """The pages of a map before they become files, and notes on them."""

    drawings: list[Drawing]
    notes: list[str]


def write_pages(
    pages: Pages, map: ArgumentMap, format: str, options: PictureOptions
) -> list[Result]:
    """Return the pages of a map as files in one of `PICTURE_FORMATS`; see `draw_pages`."""
    drawings = pages.drawings
    files = encode(drawings, format, links_of(map, options.look.link_base))
    points = min(drawing.points for drawing in drawings)
    # A PDF holds all pages, each other file one.
    pages_of_a_file = len(drawings) // len(files)
    results = [Result(data, points=points, pages=pages_of_a_file) for data in files]
    notes = (*pages.notes, *_font_notes(map, format, options))
    results[0] = replace(results[0], notes=notes)
    return results


def lay_out_pages(
    map: ArgumentMap, options: PictureOptions, verdicts: MapVerdicts | None, describe: Describe
) -> Pages:
    """Return the pages of a map before they become files; see `draw_pages`."""
    from argmap.diagrams.page_split import draw_over_pages, legibility_notes

    scene, page = scene_and_page(map, options, verdicts)
    if page is None:
        raise ArgmapError("cannot split a picture without a paper size; choose one, such as a4")
    if options.look.engine or options.look.layout == "graph":
        raise ArgmapError("--split does not work with --layout graph or --engine; leave one out")
    drawings = draw_over_pages(scene, page, options.look, describe)
    return Pages(drawings, list(legibility_notes(drawings, page)))


def encode(drawings: Sequence[Drawing], format: str, links: Links) -> list[bytes]:
    """Return the drawings of one map in one of `PICTURE_FORMATS`: a PDF holds all, others one."""
    if format == "svg":
        # An SVG has the size of the picture: whoever shows it fits it in.
        return [to_svg(drawing, links).encode() for drawing in drawings]
    from argmap.diagrams.typst_output import to_pdf, to_png

    if format == "pdf":
        pages = [print_page(drawing, links, drawing.paper) for drawing in drawings]
        scene = drawings[0].scene
        return [to_pdf(pages, scene.title_of_whole(), scene.language)]
    return [to_png(*page_of_pixels(drawing, links)) for drawing in drawings]


def page_of_pixels(drawing: Drawing, links: Links) -> tuple[PrintedPage, float]:
    """Return a picture on a sheet of whole pixels, and how many of them a point has."""
    from argmap.diagrams.typst_output import whole_pixels

    # What fits no page has two pixels for a point.
    paper, pixels = whole_pixels(drawing.paper, drawing.page.pixels if drawing.page else 2.0)
    return print_page(drawing, links, paper), pixels


def print_page(drawing: Drawing, links: Links, paper: Point) -> PrintedPage:
    """Return a picture in the middle of a sheet, with what leads to addresses and other pages."""
    from argmap.diagrams.typst_output import LinkArea, PrintedPage

    targets: list[tuple[Rectangle, str | int]] = []
    for placed in drawing.layout.boxes:
        if placed.box.claim in links:
            targets.append((placed.area, links[placed.box.claim]))
        for mark, area in mark_areas(placed):
            if mark.page:
                targets.append((area, mark.page))
    areas = [LinkArea(drawing.on_sheet(area, paper), target) for area, target in targets]
    thumbnail = drawing.thumbnail_area(paper)
    if thumbnail is not None:
        # The overview is the first page.
        areas.append(LinkArea(thumbnail, 1))
    scene = drawing.scene
    svg = to_svg(drawing, links, paper)
    return PrintedPage(svg, *paper, scene.title(), scene.description, areas)


def scene_and_page(
    map: ArgumentMap, options: PictureOptions, verdicts: MapVerdicts | None = None
) -> tuple[Scene, Page | None]:
    """Return what is drawn, and for which page, once all options have values that there are."""
    look = options.look
    check_size(len(map.claims))
    if not re.fullmatch(_ID_PREFIX, options.id_prefix):
        raise ArgmapError(
            f"`{options.id_prefix}` cannot begin an id: use letters, digits, `-` and `_`, and start"
            " with a letter"
        )
    scene = Scene(
        map,
        THEMES[look.theme or "color"],
        chosen_marks(look),
        look.labels,
        options.numbers,
        verdict_marks(map, verdicts),
        options.description,
        groups=look.groups,
        changes=options.changes,
        corrections=options.corrections,
        lacking=options.lacking,
        has_words=look.relations == "words",
        has_title=options.title,
        has_legend=options.legend,
        id_prefix=options.id_prefix,
    )
    return scene, find_page(look.paper or "screen")


def _font_notes(map: ArgumentMap, format: str, options: PictureOptions) -> tuple[str, ...]:
    """Return sentences on letters that a picture may have and no font here has."""
    if format == "svg":
        return ()  # it is shown with the fonts of whoever looks at it
    from argmap.diagrams.fonts import missing_font_notes

    texts = [map.title, *(side.name for side in map.sides.values())]
    for claim in map.claims.values():
        texts.append(caption(claim, options.look.labels))
        if options.look.groups:
            texts.append(claim.group)
    return tuple(missing_font_notes("\n".join(texts)))


def _check_known(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ArgmapError(no_such(option, value, filter(None, known)))
