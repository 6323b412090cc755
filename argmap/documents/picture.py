"""The picture of a map in a document: among text where it can be read, else on pages of its own."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.diagrams.page_fit import in_points, too_small_note
from argmap.diagrams.paper_sizes import find_page
from argmap.diagrams.rendering import (
    draw,
    lay_out,
    lay_out_pages,
    write_drawing,
    write_pages,
)
from argmap.model import ArgumentMap
from argmap.model.writing import MapVerdicts, PictureOptions, Result

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

_SIZE_IN_PNG = slice(16, 24)
"""Where a PNG has its width and height in pixels (PNG, third edition, 11.2.1)."""

_SIZE_OF_SVG = rb'<svg [^>]*? width="([\d.]+)pt" height="([\d.]+)pt"'


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

    def draw_on(page: str) -> Result:
        return draw(untitled, "svg", PictureOptions(paper=page, numbers=numbers), verdicts)

    page, picture = _AMONG_TEXT, draw_on(_AMONG_TEXT)
    is_page = _points(picture) < _LEGIBLE
    if is_page:
        pictures = {own_page: draw_on(own_page) for own_page in _OWN_PAGE}
        page, picture = max(pictures.items(), key=lambda item: _points(item[1]))
    points, notes = _points(picture), picture.notes
    sheet = find_page(page)
    if sheet is not None and points < _LEGIBLE:
        # On a screen it is as large as its reader likes, and an outline cannot be split.
        too_small = too_small_note(untitled, sheet, points)
        printed = (
            f"the text in the picture is {in_points(points)} when printed; to draw the picture on"
            " several pages, use `argmap render --split`"
        )
        others = [note for note in notes if note != too_small]
        notes = (*others, printed)
    size = re.match(_SIZE_OF_SVG, picture.data)
    if size is None:
        raise ValueError("a picture has no size")
    return DocumentPicture(picture.data, float(size[1]), float(size[2]), points, is_page, notes)


def pictures_on_paper(
    map: ArgumentMap, numbers: Mapping[str, str], verdicts: MapVerdicts | None = None
) -> list[DocumentPicture]:
    """Return a map as a PNG among text, or else as one for each of the pages that it takes."""
    on_pages = PictureOptions(paper=_LYING_PAGES, numbers=numbers)
    pages = lay_out_pages(map, on_pages, verdicts, lambda _: "")
    # What takes several pages has no room among text.
    if len(pages.drawings) == 1:
        untitled = replace(map, title="")
        among_text = PictureOptions(paper=_AMONG_TEXT, numbers=numbers)
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
