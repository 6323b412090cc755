"""The picture of a map in a document: as small as it can be read, else a page of its own."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagrams.draw import Picture, draw
from argmap.diagrams.drawings import Options
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts

_AMONG_TEXT = "165x110mm"
"""What a picture may take of a page with text: its whole width, and less than half of its height."""

_OWN_PAGE = ("165x218mm", "252x140mm")
"""What a picture may take of a page of its own, with a title above it: upright, or lying."""

_LEGIBLE = 10.0
"""In points: the size of text in a picture that may stand among text."""

_SIZE_IN_PNG = slice(16, 24)
"""Where a PNG has its width and height in pixels (PNG, third edition, 11.2.1)."""

_SIZE_OF_SVG = re.compile(rb'<svg [^>]*? width="([\d.]+)pt" height="([\d.]+)pt"')


class DocumentPicture(NamedTuple):
    """A picture of a map.

    Attributes:
        data: the file.
        width, height: its size: in pixels, of which only the ratio counts, or in points that of an SVG.
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


def picture_for_document(
    map: ArgumentMap, format: str, numbers: Mapping[str, str], verdicts: Verdicts | None = None
) -> DocumentPicture:
    """Return the picture of a map.

    Args:
        map: the map; the document has its title, so that the picture goes without.
        format: `png` or `svg`.
        numbers: id of a claim -> its number in the document, for boxes that are drawn twice.
        verdicts: the verdicts to show, if any.

    Raises:
        ArgmapError: no layout engine works, and one is needed.
    """
    untitled = replace(map, title="")

    def drawn(page: str) -> Picture:
        return draw(untitled, format, Options(page=page, numbers=numbers), verdicts)

    picture = drawn(_AMONG_TEXT)
    is_page = _points(picture) < _LEGIBLE
    if is_page:
        picture = max((drawn(page) for page in _OWN_PAGE), key=_points)
    if format == "png":
        width, height = struct.unpack(">II", picture.data[_SIZE_IN_PNG])
    else:
        width, height = _size_of_svg(picture.data)
    return DocumentPicture(picture.data, width, height, _points(picture), is_page, picture.notes)


def _points(picture: Picture) -> float:
    if picture.points is None:
        raise ValueError("a picture for a page has no size of text")
    return picture.points


def _size_of_svg(data: bytes) -> tuple[float, float]:
    size = _SIZE_OF_SVG.match(data)
    if size is None:
        raise ValueError("a picture has no size")
    return float(size[1]), float(size[2])
