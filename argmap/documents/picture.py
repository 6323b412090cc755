"""The picture of a map in a document: among text where it can be read, else on pages of its own."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.diagrams.page_fit import Drawing, draw_scene, in_points, too_small_note
from argmap.diagrams.rendering import (
    lay_out,
    lay_out_pages,
    scene_and_page,
    write_drawing,
    write_pages,
)
from argmap.model import ArgumentMap
from argmap.model.writing import MapVerdicts, PictureOptions, Result
from argmap.options import Look

_AMONG_TEXT = "165x110mm"
"""What a picture may take of a page with text: its whole width, and less than half of its height.
"""

_OWN_PAGE = ("165x218mm", "252x140mm")
"""What a picture may take of a page of its own, with a title above it: upright, or lying."""

_LYING_PAGES = "277x170mm"
"""What each of several pictures may take of a page of its own, with narrow margins and a heading
above the first.
"""

_LEGIBLE = 10.0
"""In points: the size of text in a picture that may stand among text."""

_TEXT_OF_PAGE = 12.0
"""In points: the text of a web page."""

_EDGE = 5.0
"""In lengths of the layout: the border of a picture that has no title, above which the sign of a
verdict reaches.
"""

_SIZE_IN_PNG = slice(16, 24)
"""Where a PNG has its width and height in pixels (PNG, third edition, 11.2.1)."""


class DocumentPicture(NamedTuple):
    """A picture of a map.

    Attributes:
        data: the file.
        width, height: its size: in pixels, of which only the ratio counts, or in points that of an
        SVG.
        points: the size of its text at the size that it is made for.
        is_page: whether it needs a page of its own.
        notes: sentences for the person who asked.
    """

    data: bytes
    width: float
    height: float
    points: float
    is_page: bool
    notes: tuple[str, ...]

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


def picture_on_screen(
    map: ArgumentMap, numbers: Mapping[str, str], verdicts: MapVerdicts | None = None
) -> DocumentPicture:
    """Return the picture of a map as one SVG.

    Args:
        map: the map; the document has its title, so that the picture goes without.
        numbers: id of a claim -> its number in the document, for boxes that are drawn twice.
        verdicts: the verdicts to show, if any.

    Raises:
        ArgmapError: the map cannot be laid out.
    """
    untitled = replace(map, title="")
    options = PictureOptions(numbers=numbers)
    drawing, is_page = _lay_out_among_text(untitled, options, verdicts)
    picture = write_drawing(drawing, untitled, "svg", options)
    notes = picture.notes
    if drawing.page is not None and drawing.points < _LEGIBLE:
        # On a screen it is as large as its reader likes, and an outline cannot be split.
        too_small = too_small_note(untitled, drawing.page, drawing.points)
        printed = (
            f"the text in the picture is {in_points(drawing.points)} when printed; to draw the"
            " picture on several pages, use `argmap render --split`"
        )
        others = [note for note in notes if note != too_small]
        notes = (*others, printed)
    return DocumentPicture(
        picture.data, drawing.width, drawing.height, drawing.points, is_page, notes
    )


def _lay_out_among_text(
    map: ArgumentMap,
    options: PictureOptions,
    verdicts: MapVerdicts | None,
    most: float | None = None,
) -> tuple[Drawing, bool]:
    """Return the picture of a map for a place among text, and whether it needs a page of its own
    to be legible.

    Args:
        map: the map.
        options: how to draw it.
        verdicts: the verdicts to show, if any.
        most: the size of the largest text, in points; None for what the page allows.
    """

    def draw_on(paper: str) -> Drawing:
        scene, page = scene_and_page(
            map, options._replace(look=options.look._replace(paper=paper)), verdicts
        )
        if page is not None and most is not None:
            page = replace(page, most=most)
        return draw_scene(scene, page, options.look)

    drawing = draw_on(_AMONG_TEXT)
    if drawing.points >= _LEGIBLE:
        return drawing, False
    return max([draw_on(paper) for paper in _OWN_PAGE], key=lambda drawing: drawing.points), True


def picture_in_page(
    map: ArgumentMap, format: str, options: PictureOptions, verdicts: MapVerdicts | None = None
) -> DocumentPicture:
    """Return the picture of a map for a page of another program, cut out at its edges.

    Args:
        map: the map.
        format: `svg`, `pdf` or `png`.
        options: how to draw it. Without a paper size, its text is as large as the text around it.
        verdicts: the verdicts to show, if any.

    Raises:
        ArgmapError: an option has an unknown value, or the map cannot be laid out.
    """
    if options.look.paper:
        drawing, is_page = lay_out(map, options, verdicts), False
    else:
        drawing, is_page = _lay_out_among_text(map, options, verdicts, _TEXT_OF_PAGE)
    # What has no page has its own size.
    cut_out = replace(drawing, page=None, edge=max(drawing.edge, _EDGE * drawing.scale))
    picture = write_drawing(cut_out, map, format, options)
    return DocumentPicture(
        picture.data, cut_out.width, cut_out.height, cut_out.points, is_page, picture.notes
    )


def pictures_on_paper(
    map: ArgumentMap, numbers: Mapping[str, str], verdicts: MapVerdicts | None = None
) -> list[DocumentPicture]:
    """Return a map as a PNG among text, or else as one for each of the pages that it takes."""
    on_pages = PictureOptions(Look(_LYING_PAGES), numbers=numbers)
    pages = lay_out_pages(map, on_pages, verdicts, lambda _: "")
    # What takes several pages has no room among text.
    if len(pages.drawings) == 1:
        untitled = replace(map, title="")
        among_text = PictureOptions(Look(_AMONG_TEXT), numbers=numbers)
        drawing = lay_out(untitled, among_text, verdicts)
        if drawing.points >= _LEGIBLE:
            picture = write_drawing(drawing, untitled, "png", among_text)
            return [_from_png(picture, is_page=False)]
    # Each of these says which it is, and so has the title.
    written = write_pages(pages, map, "png", on_pages)
    return [_from_png(page, is_page=True) for page in written]


def _from_png(picture: Result, *, is_page: bool) -> DocumentPicture:
    data = picture.data
    width, height = struct.unpack(">II", data[_SIZE_IN_PNG])
    return DocumentPicture(data, width, height, _points(picture), is_page, picture.notes)


def _points(picture: Result) -> float:
    if picture.points is None:
        raise ValueError("a picture for a page has no size of text")
    return picture.points
