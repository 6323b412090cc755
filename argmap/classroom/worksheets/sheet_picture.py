"""The picture of a worksheet that is filled in on a computer: boxes with numbers, but no lines."""

from __future__ import annotations

from dataclasses import replace

from argmap.classroom.worksheets.sheet import Worksheet, numbers_of
from argmap.classroom.worksheets.sheet_places import Blanks, blanks_by_number, relations_of
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.geometry import Point
from argmap.diagrams.page_fit import Drawing, draw_scene
from argmap.diagrams.paper_sizes import PAGES, check_size
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap
from argmap.options import Look

_PAGE = replace(PAGES["a4"], margin=2, least=9, most=12, legend=9, turns=False)
"""Text is not much larger than what surrounds the picture."""

_LETTER_BOX = 60.0, 34.0
_TEXT_BOX = 150.0, 52.0
"""The size of boxes for a letter, or for a claim, where text has the size `SIZE`."""


def draw_key(sheet: Worksheet, size: Point | None) -> Drawing:
    """Return a worksheet with its boxes filled in; `size` is as for `draw_sheet`.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    fill_in = FillIn(numbers=numbers_of(sheet.texts), is_done=True)
    return _draw(sheet.key, fill_in, {}, size, is_color=True)


def draw_sheet(sheet: Worksheet, size: Point | None, *, has_room: bool, is_color: bool) -> Drawing:
    """Return a worksheet as a picture.

    Args:
        sheet: the worksheet; its blanks are texts.
        size: the width and height that it has to fit, in points; None for any.
        has_room: whether boxes have room for a claim, and not only for a letter.
        is_color: whether it is in color.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    if sheet.questions:
        fill_in = FillIn(numbers=numbers_of(sheet.map.claims), is_done=True)
        return _draw(sheet.map, fill_in, {}, size, is_color=is_color)
    width, height = _TEXT_BOX if has_room else _LETTER_BOX
    # Lines that are as far from each other as a box is high are no lines in it.
    fill_in = FillIn(numbers=numbers_of(sheet.texts), width=width, height=height, pitch=height)
    names = blanks_by_number(sheet.texts)
    return _draw(sheet.map, fill_in, names, size, is_color=is_color)


def _draw(
    map: ArgumentMap, fill_in: FillIn, names: Blanks, size: Point | None, *, is_color: bool
) -> Drawing:
    """Return a map as a picture, with its blanks called by these names in words."""
    check_size(len(map.claims))
    # What surrounds the picture has the title.
    untitled = replace(map, title="")
    scene = Scene(
        untitled,
        THEMES["color" if is_color else "print"],
        (),
        numbers=numbers_of(map.claims),
        description="\n".join(relations_of(map, names)),
        fill_in=fill_in,
    )
    page = None if size is None else replace(_PAGE, width=size[0], height=size[1])
    return draw_scene(scene, page, Look())
