"""A map as slides (Office Open XML, ECMA-376): a title, the map, and branch by branch what bears on
it.

All shapes are those of PowerPoint, and can be moved and edited: a box with text for a claim, a
connector glued to its two ends for a line, a dot where linked premises meet. What each is
called, and what it says, stands in its name and its alternative text. The notes of a slide have the
outline of what is on it.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.rendering import lay_out_pages
from argmap.diagrams.theme import FONT
from argmap.documents.manuscript import show_text
from argmap.documents.outline import outline
from argmap.documents.outline_results import outline_result
from argmap.documents.outline_text import text_of
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions, Result, WritingOptions
from argmap.options import Look
from argmap.util.errors import ArgmapError
from argmap.util.office_packages import need_library, without_times

if TYPE_CHECKING:
    from pptx.presentation import Presentation


_NO_DATE = datetime(2000, 1, 1)
"""The same for all files: a map has no date, and the same map makes the same bytes."""
_LONGEST_PROPERTY = 255
"""In characters: of the title among the properties of a file."""

_TEMPLATE_WIDTH = 720.0
"""The width of the slides of python-pptx's own template, in points."""

_TITLE_LAYOUT, _MAP_LAYOUT = 0, 5
"""The layouts of python-pptx's own template: "Title Slide" and "Title Only"."""


def format_pptx(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a PPTX file; the same map makes the same bytes.

    Raises:
        ArgmapError: python-pptx is not installed, or an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError(
            "slides cannot contain an essay; use text, markdown or another document format"
        )
    # Asked first: slides take a while.
    need_library("pptx", "pptx")
    import pptx
    from pptx.util import Pt

    from argmap.documents.pptx_painter import SlidePainter
    from argmap.documents.pptx_shapes import clean_lines

    numbers = outline(map).numbers_of_claims
    picture = PictureOptions(Look("slide", layout="rows"), numbers=numbers)
    # Pages are not described: each shape has a text of its own.
    drawings, notes = lay_out_pages(map, picture, options.verdicts, lambda _: "")
    presentation = pptx.Presentation()
    width, height = drawings[0].paper
    presentation.slide_width = Pt(width)
    presentation.slide_height = Pt(height)
    _widen_layouts(presentation, width)
    _set_properties(presentation, map)
    _add_title_slide(presentation, map, drawings[0])
    # All slides are there before boxes lead to them.
    layout = presentation.slide_layouts[_MAP_LAYOUT]
    slides = [presentation.slides.add_slide(layout) for _ in drawings]
    for slide, drawing in zip(slides, drawings, strict=True):
        painter = SlidePainter(slide, drawing)
        painter.paint(slides)
        notes_frame = slide.notes_slide.notes_text_frame
        if notes_frame is not None:
            own_outline = outline(drawing.scene.map, options.outline._replace(columns=0))
            notes_frame.text = clean_lines(text_of(own_outline))
    made = io.BytesIO()
    presentation.save(made)
    return outline_result(map, without_times(made.getvalue()), options, tuple(notes))


def _widen_layouts(presentation: Presentation, width: float) -> None:
    """Spread what is on the layouts of the template over slides that are wider."""
    from pptx.util import Emu

    master = presentation.slide_master
    shapes = list(master.shapes)
    for layout in master.slide_layouts:
        shapes += layout.shapes
    for shape in shapes:
        # What has no place of its own stands where the master has it.
        if shape._element.xpath("./p:spPr/a:xfrm"):
            shape.left = Emu(round(shape.left * width / _TEMPLATE_WIDTH))
            shape.width = Emu(round(shape.width * width / _TEMPLATE_WIDTH))


def _set_properties(presentation: Presentation, map: ArgumentMap) -> None:
    properties = presentation.core_properties
    properties.title = show_text(map.title)[:_LONGEST_PROPERTY]
    properties.author = ""
    properties.last_modified_by = ""
    properties.created = _NO_DATE
    properties.modified = _NO_DATE


def _add_title_slide(presentation: Presentation, map: ArgumentMap, first: Drawing) -> None:
    from pptx.util import Pt

    from argmap.documents.pptx_shapes import clean_lines, rgb

    layout = presentation.slide_layouts[_TITLE_LAYOUT]
    slide = presentation.slides.add_slide(layout)
    title = show_text(first.scene.title_of_whole())
    sides = "\n".join(side.name for side in map.sides.values())
    theme = first.scene.theme
    width, height = first.paper
    margin = width / 10
    for shape, top, text, size, color in (
        (slide.shapes.title, 0.22, title, 36, theme.text),
        (slide.placeholders[1], 0.55, clean_lines(sides), 20, theme.quiet),
    ):
        shape.left = Pt(margin)
        shape.top = Pt(height * top)
        shape.width = Pt(width - 2 * margin)
        shape.height = Pt(height * 0.3)
        frame = shape.text_frame
        frame.text = text
        for paragraph in frame.paragraphs:
            font = paragraph.font
            font.size = Pt(size)
            font.name = FONT
            font.color.rgb = rgb(color)
