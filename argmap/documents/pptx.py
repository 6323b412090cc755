"""A map as slides (Office Open XML, ECMA-376): a title, the map, and branch by branch what bears on
it.

All shapes are those of PowerPoint, and can be moved and edited: a box with text for a claim, a
connector glued to its two ends for a line, a dot where the premises of a step meet. What each is
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
from argmap.documents.office_xml import need_library, without_times
from argmap.documents.outline import outline
from argmap.documents.outline_results import outline_result
from argmap.documents.outline_text import text_of
from argmap.documents.pptx_painter import SlidePainter
from argmap.documents.pptx_shapes import clean_lines, rgb
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions, Result, WritingOptions
from argmap.util.errors import ArgmapError

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
            "slides hold a map, not an essay; ask for text, markdown or another document"
        )
    # Asked first: slides take a while.
    need_library("pptx", "pptx")
    import pptx
    from pptx.util import Pt

    numbers = outline(map).numbers_of_claims
    picture = PictureOptions(page="slide", layout="rows", numbers=numbers)
    drawings, notes = lay_out_pages(map, picture, options.verdicts, _describe_nothing)
    presentation = pptx.Presentation()
    width, height = drawings[0].paper
    presentation.slide_width = Pt(width)
    presentation.slide_height = Pt(height)
    _widen_layouts(presentation, width)
    _set_properties(presentation, map)
    _add_title_slide(presentation, map, drawings[0])
    painters: list[SlidePainter] = []
    for drawing in drawings:
        slide = presentation.slides.add_slide(presentation.slide_layouts[_MAP_LAYOUT])
        painters.append(SlidePainter(slide, drawing))
    for painter in painters:
        painter.paint()
        painter.link([other.slide for other in painters])
        notes_frame = painter.slide.notes_slide.notes_text_frame
        if notes_frame is not None:
            own_outline = outline(painter.scene.map, options.outline._replace(columns=0))
            notes_frame.text = clean_lines(text_of(own_outline))
    made = io.BytesIO()
    presentation.save(made)
    return outline_result(map, without_times(made.getvalue()), options, tuple(notes))


def _describe_nothing(_part: ArgumentMap) -> str:
    return ""  # each shape has a text of its own


def _widen_layouts(presentation: Presentation, width: float) -> None:
    """Spread what stands on the layouts, for new slides, over slides wider than those of the
    template.
    """
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

    width, height = first.paper

    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_LAYOUT])
    title, subtitle = slide.shapes.title, slide.placeholders[1]
    margin = width / 10
    for shape, top, room in (
        (title, height * 0.22, height * 0.3),
        (subtitle, height * 0.55, height * 0.3),
    ):
        shape.left, shape.top, shape.width, shape.height = (
            Pt(margin),
            Pt(top),
            Pt(width - 2 * margin),
            Pt(room),
        )
    title.text_frame.text = show_text(first.title_of_whole)
    names = [side.name for side in map.sides.values()]
    subtitle.text_frame.text = clean_lines("\n".join(names))
    theme = first.scene.theme
    for frame, size, color in (
        (title.text_frame, 36, theme.text),
        (subtitle.text_frame, 20, theme.quiet),
    ):
        for paragraph in frame.paragraphs:
            paragraph.font.size = Pt(size)
            paragraph.font.name = FONT
            paragraph.font.color.rgb = rgb(color)
