"""A map as slides (Office Open XML, ECMA-376): a title, the map, and branch by branch what bears on
it.

The map is the picture that is drawn for slides, shape by shape; see `slide_shapes`. The notes of a
slide have the outline of what is on it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from argmap.diagrams.font_metrics import runs_right_to_left
from argmap.diagrams.geometry import Rectangle
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.rendering import lay_out_pages, print_page
from argmap.diagrams.scene import Scene, links_of
from argmap.diagrams.theme import FONT
from argmap.documents.manuscript import show_lines, show_text
from argmap.documents.outline import outline
from argmap.documents.outline_results import outline_result
from argmap.documents.outline_text import text_of
from argmap.documents.slide_shapes import SlideShapes, Target
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions, Result, WritingOptions
from argmap.options import Look
from argmap.util.errors import ArgmapError
from argmap.util.office_packages import need_library, without_times

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide

    from argmap.diagrams.typst_output import LinkArea

_NO_DATE = datetime(2000, 1, 1)
"""The same for all files: a map has no date, and the same map makes the same bytes."""
_LONGEST_PROPERTY = 255
"""In characters: of the title among the properties of a file."""

_TEMPLATE_WIDTH = 720.0
"""The width of the slides of python-pptx's own template, in points."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

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
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    numbers = outline(map).numbers_of_claims
    picture = PictureOptions(Look("slide"), numbers=numbers)
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
    links = links_of(map, "")
    for slide, drawing in zip(slides, drawings, strict=True):
        _add_title(slide, drawing)
        page = print_page(drawing, links, drawing.paper)
        shapes = SlideShapes(_language(drawing.scene), _targets(slide, slides, page.links))
        slide.shapes._spTree.extend(parse_xml(shapes.tree(page.svg)))
        notes_frame = slide.notes_slide.notes_text_frame
        if notes_frame is not None:
            own_outline = outline(drawing.scene.map, options.outline._replace(columns=0))
            notes_frame.text = show_lines(text_of(own_outline))
    made = io.BytesIO()
    presentation.save(made)
    return outline_result(map, without_times(made.getvalue()), options, tuple(notes))


def _targets(slide: Slide, slides: Sequence[Slide], links: Sequence[LinkArea]) -> Target:
    """Return what says where the areas of a slide lead: to the web, or to other slides."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    # The mark of a box leads elsewhere than the box.
    smallest_first = sorted(links, key=lambda link: link.area.width * link.area.height)

    def target_of(area: Rectangle) -> str:
        x, y = area.middle
        for link in smallest_first:
            left, top, right, bottom = link.area
            if left <= x <= right and top <= y <= bottom:
                if isinstance(link.target, str):
                    address = RELATIONSHIP_TYPE.HYPERLINK
                    id = slide.part.relate_to(link.target, address, is_external=True)
                    return f'<a:hlinkClick r:id="{id}"/>'
                other = slides[link.target - 1]
                id = slide.part.relate_to(other.part, RELATIONSHIP_TYPE.SLIDE)
                return f'<a:hlinkClick r:id="{id}" action="ppaction://hlinksldjump"/>'
        return ""

    return target_of


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


def _language(scene: Scene) -> str:
    return scene.language if _LANGUAGE_TAG.fullmatch(scene.language) else scene.words.tag


def _add_title(slide: Slide, drawing: Drawing) -> None:
    """Fill the title of a slide as in the picture."""
    if slide.shapes.title is None:
        return  # the layout has one
    width, _ = drawing.paper
    top = drawing.top_on(drawing.paper) + drawing.edge
    area = Rectangle(0.0, top, width, top + max(drawing.title_height, drawing.title_size))
    text = "\v".join(show_text(line) for line in drawing.title)
    color = drawing.scene.theme.text
    _fill(slide.shapes.title, area, text, drawing.title_size, color, drawing.scene)


def _add_title_slide(presentation: Presentation, map: ArgumentMap, first: Drawing) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_LAYOUT])
    scene = first.scene
    title = show_text(scene.title_of_whole())
    sides = "\n".join(show_text(side.name) for side in map.sides.values())
    width, height = first.paper
    for shape, top, text, size, color in (
        (slide.shapes.title, 0.22, title, 36, scene.theme.text),
        (slide.placeholders[1], 0.55, sides, 20, scene.theme.quiet),
    ):
        area = Rectangle(0.1 * width, top * height, 0.9 * width, (top + 0.3) * height)
        _fill(shape, area, text, size, color, scene)


def _fill(shape: Shape, area: Rectangle, text: str, size: float, color: str, scene: Scene) -> None:
    """Place a placeholder, and fill it with text."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    shape.left, shape.top = Pt(area.left), Pt(area.top)
    shape.width, shape.height = Pt(area.width), Pt(area.height)
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = Pt(0)
    frame.text = text
    rtl = runs_right_to_left(text, otherwise=scene.words.rtl)
    for paragraph in frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("rtl", str(int(rtl)))
        for run in paragraph.runs:
            run.font.size = Pt(max(size, 1))  # PowerPoint has none that is smaller
            run.font.name = FONT
            run.font.bold = True
            run.font.color.rgb = RGBColor.from_string(color.removeprefix("#").upper())
            run._r.get_or_add_rPr().set("lang", _language(scene))
