"""The pictures of maps in documents: on paper as small as can be read, else a page of its own; and on a screen."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagrams.draw import Options, draw
from argmap.diagrams.theme import SIZE
from argmap.outlines.outline import Outline

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts

_AMONG_TEXT = "165x110mm"
"""What a picture may take of a page with text: its whole width, and less than half of its height."""

_OWN_PAGE = ("165x218mm", "252x140mm")
"""What a picture may take of a page of its own, with a title above it: upright, or lying."""

_LEGIBLE = 10.0
"""In points: the size of text in a picture that may stand among text."""

_WIDTH_OF_SVG = re.compile(r'<svg [^>]*?width="([\d.]+)pt"')

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
    # The document has the title above.
    untitled = replace(outline.map, title="")
    picture = draw(untitled, "png", Options(page=_AMONG_TEXT, numbers=numbers), verdicts)
    is_page = picture.points is not None and picture.points < _LEGIBLE
    if is_page:
        pictures = [draw(untitled, "png", Options(page=page, numbers=numbers), verdicts) for page in _OWN_PAGE]
        picture = max(pictures, key=lambda drawn: drawn.points or 0)
    width, height = struct.unpack(">II", picture.data[_SIZE_IN_PNG])
    return PaperPicture(picture.data, width, height, is_page, picture.notes)


class ScreenPicture(NamedTuple):
    """A picture of a map, as an SVG.

    Attributes:
        svg: the picture.
        width: how wide it is, in points.
        points: the size of its text at this width.
        notes: sentences for the person who asked.
    """

    svg: str
    width: float
    points: float
    notes: tuple[str, ...]


def picture_on_screen(outline: Outline, verdicts: Verdicts | None = None) -> ScreenPicture:
    """Return the picture of an outline's map, whose boxes refer to the numbers of that outline.

    Raises:
        ArgmapError: no layout engine works, and one is needed.
    """
    # It fits no page: who reads it on a screen can move it about.
    options = Options(page="none", numbers=outline.numbers_of_claims)
    picture = draw(replace(outline.map, title=""), "svg", options, verdicts)
    svg = picture.data.decode()
    width = _WIDTH_OF_SVG.match(svg)
    if width is None:
        raise ValueError("a picture has no width")
    return ScreenPicture(svg, float(width[1]), SIZE, picture.notes)
