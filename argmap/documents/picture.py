"""The picture of a map for a document on paper: as small as it can be read, else a page of its own."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagrams.draw import draw
from argmap.diagrams.drawings import Options
from argmap.outlines.outline import Outline

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts

_AMONG_TEXT = "165x110mm"
"""What a picture may take of a page with text: its whole width, and less than half of its height."""

_LEGIBLE = 10.0
"""In points: the size of text in a picture that may stand among text."""

_SIZE_IN_PNG = slice(16, 24)
"""Where a PNG has its width and height in pixels (PNG, third edition, 11.2.1)."""


class PaperPicture(NamedTuple):
    """A picture of a map, as a PNG.

    Attributes:
        data: the file.
        width, height: its size in pixels; only their ratio counts on paper.
        is_page: whether it needs a page of its own.
        notes: sentences for the person who asked.
    """

    data: bytes
    width: int
    height: int
    is_page: bool
    notes: tuple[str, ...]

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


def picture_on_paper(outline: Outline, verdicts: Verdicts | None = None) -> PaperPicture:
    """Return the picture of an outline's map, whose boxes refer to the numbers of that outline.

    Raises:
        ArgmapError: no layout engine works, and one is needed.
    """
    numbers = outline.numbers_of_claims
    picture = draw(outline.map, "png", Options(page=_AMONG_TEXT, numbers=numbers), verdicts)
    is_page = picture.points is not None and picture.points < _LEGIBLE
    if is_page:
        picture = draw(outline.map, "png", Options(page="a4", numbers=numbers), verdicts)
    width, height = struct.unpack(">II", picture.data[_SIZE_IN_PNG])
    return PaperPicture(picture.data, width, height, is_page, picture.notes)
