"""The picture of a map in a document: among text where it can be read, else on pages of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.diagrams.page_fit import Drawing, draw_scene, in_points, too_small_note
from argmap.diagrams.rendering import (
    lay_out,
    lay_out_pages,
    page_of_pixels,
    scene_and_page,
    write_drawing,
    write_pages,
)
from argmap.diagrams.scene import links_of
from argmap.documents.accessible_picture import with_outline
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

_LONGEST_DESCRIPTION = 1_000
"""In characters: a screen reader reads it in a minute, all at once, and the text follows it."""


class DocumentPicture(NamedTuple):
    """A picture of a map.

    Attributes:
        data: the file.
        width, height: its size, in points.
        points: the size of its text at the size that it is made for.
        is_page: whether it needs a page of its own.
        notes: sentences for the person who asked.
        png: the same as a PNG, for programs that show no SVG, if it is made for a document.
        description: what it says, for those who do not see it, if it is made for a document.
    """

    data: bytes
    width: float
    height: float
    points: float
    is_page: bool
    notes: tuple[str, ...]
    png: bytes = b""
    description: str = ""

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
    """Return a map as a picture among text, or else as one for each of the pages that it takes.

    Each has its PNG, and a description, which goes without the title.
    """

    def described(part: ArgumentMap, look: Look) -> PictureOptions:
        untitled = replace(part, title="")
        options = with_outline(untitled, PictureOptions(look), verdicts, _LONGEST_DESCRIPTION)
        return options._replace(numbers=numbers)

    def describe(part: ArgumentMap) -> str:
        return described(part, on_pages.look).description

    def on_paper(drawing: Drawing, png: Result, *, is_page: bool) -> DocumentPicture:
        page, _ = page_of_pixels(drawing, links_of(map, ""))
        return DocumentPicture(
            page.svg.encode(),
            page.width_pt,
            page.height_pt,
            drawing.points,
            is_page,
            png.notes,
            png.data,
            page.description,
        )

    on_pages = described(map, Look(_LYING_PAGES))
    pages = lay_out_pages(map, on_pages, verdicts, describe)
    # What takes several pages has no room among text.
    if len(pages.drawings) == 1:
        untitled = replace(map, title="")
        among_text = on_pages._replace(look=Look(_AMONG_TEXT))
        drawing = lay_out(untitled, among_text, verdicts)
        if drawing.points >= _LEGIBLE:
            png = write_drawing(drawing, untitled, "png", among_text)
            return [on_paper(drawing, png, is_page=False)]
    # Each of these says which it is, and so has the title.
    written = zip(pages.drawings, write_pages(pages, map, "png", on_pages), strict=True)
    return [on_paper(drawing, png, is_page=True) for drawing, png in written]
