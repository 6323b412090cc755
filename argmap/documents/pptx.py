"""A map as slides (Office Open XML, ECMA-376): a title, the map, and branch by branch what bears on
it.

All shapes are those of PowerPoint, and can be moved and edited: a box with text for a claim, a
connector glued to its two ends for a line, a dot where the premises of a step meet. What each is
called, and what it says, stands in its name and its alternative text. The notes of a slide have the
outline of what is on it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from argmap.diagrams import legend
from argmap.diagrams.captions import caption
from argmap.diagrams.contents import STRIP_PITCH, STRIP_SIZE, Mark, Tone
from argmap.diagrams.curves import Point
from argmap.diagrams.direction import runs_right_to_left
from argmap.diagrams.draw import lay_out_pages
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.placement import Line, PlacedBox, Rectangle
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import FONT, PADDING, PITCH, SIZE, BoxLook, Contour
from argmap.documents.office import need_library, without_times
from argmap.documents.pptx_shapes import (
    BOTTOM,
    EMU_PER_POINT,
    LEFT,
    RIGHT,
    TOP,
    add_head,
    arch,
    bend,
    describe,
    drop_style,
    facing_sides,
    lengths,
    middle,
    place_of_site,
    put_behind,
    rgb,
    set_dashes,
    set_outline,
)
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.errors import ArgmapError
from argmap.model.options import PictureOptions, WritingOptions
from argmap.model.result import Result
from argmap.outlines.manuscript import show_text
from argmap.outlines.outline import outline
from argmap.outlines.results import outline_result
from argmap.outlines.text import text_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector
    from pptx.slide import Slide
    from pptx.text.text import TextFrame, _Run

_NO_DATE = datetime(2000, 1, 1)
"""The same for all files: a map has no date, and the same map makes the same bytes."""

_SOFT_HYPHEN = "\u00ad"

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_PROPERTY = 255
"""In characters: of the title among the properties of a file."""

_ROUND, _CUT, _LEAF, _SLANT = 9.0, 6.0, 12.0, 5.0
"""How far the corners of boxes deviate from square ones, in points where text is of size `SIZE`."""

_BORDER, _MAIN_BORDER, _COPY_BORDER = 1.3, 3.2, 0.9
_DOT = 7.0
"""The size of the dot in which the premises of a step meet, where text is of size `SIZE`."""

_TIGHT = 0.6
"""How much of its padding a box keeps free: another program may set text a little wider than it was
measured.
"""

_LEGEND_BOX = 6.5
"""Half the height of a box in the legend."""

_STRAIGHT = 6 * EMU_PER_POINT
"""How far apart sidewards the ends of a straight line may be."""

_INSET_OF_ROUND = 0.29289
"""How far the text area of a box with round corners begins inside it, as a share of their radius.
"""

_RISE = 11.0
"""How high the line between two claims of one row rises over what is between them, in points."""

_THICKEST = 1.5
"""How much thicker lines become at the most than where text is of size `SIZE`: few boxes on a slide
are large.
"""

_DASHES = {Kind.SUPPORT: "solid", Kind.REBUTTAL: "dash", Kind.UNDERCUTTER: "sysDot"}
_HEADS = {Kind.SUPPORT: "triangle", Kind.REBUTTAL: "stealth", Kind.UNDERCUTTER: "diamond"}
_IMPLICIT_HEAD = "arrow"

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
    painters: list[_SlidePainter] = []
    for drawing in drawings:
        slide = presentation.slides.add_slide(presentation.slide_layouts[_MAP_LAYOUT])
        painters.append(_SlidePainter(slide, drawing))
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


def clean_lines(text: str) -> str:
    """Return a text of several lines that XML can hold."""
    return "\n".join(show_text(line) if line.strip() else "" for line in text.splitlines())


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


class _SlidePainter:
    """Draws one page of a map on a slide.

    Attributes:
        slide: the slide.
        scene: what is drawn.
    """

    def __init__(self, slide: Slide, drawing: Drawing) -> None:
        self.slide = slide
        self.drawing = drawing
        self.scene: Scene = drawing.scene
        self.theme = drawing.scene.theme
        self.frame = drawing.frame
        self.paper = drawing.paper
        language = drawing.scene.map.language
        self.language = language if _LANGUAGE.fullmatch(language) else drawing.scene.words.tag
        self._boxes: dict[int, Shape] = {}
        self._dots: dict[str, Shape] = {}

    def paint(self) -> None:
        """Draw everything."""
        self._add_heading()
        placement = self.frame.layout.placement
        for placed in placement.boxes:
            self._boxes[placed.box.number] = self._add_box(placed)
        for bracket in placement.brackets:
            (left, top), (right, bottom) = bracket.bar
            self._dots[bracket.inference] = self._add_dot(
                bracket.inference, ((left + right) / 2, (top + bottom) / 2)
            )
        for junction in placement.junctions:
            self._dots[junction.inference] = self._add_dot(junction.inference, junction.place)
        self._add_inferences(placement.boxes, placement.lines)
        self._add_legend()

    def link(self, slides: Sequence[Slide]) -> None:
        """Have the box of a claim that goes on on another page lead to its slide; slides are in the
        order of pages.
        """
        for placed in self.frame.layout.placement.boxes:
            pages = [mark.page for row in placed.shape.strip for mark in row if mark.page]
            if pages:
                self._boxes[placed.box.number].click_action.target_slide = slides[pages[0] - 1]

    # text

    def _add_heading(self) -> None:
        from pptx.util import Pt

        around = self.frame.around
        title = self.slide.shapes.title
        if title is None:
            return  # the layout has one
        top = self.frame.top_on(self.paper) + self.frame.edge
        title.left, title.top = Pt(0), Pt(top)
        title.width, title.height = (
            Pt(self.paper[0]),
            Pt(max(around.title_height, around.title_size)),
        )
        frame = title.text_frame
        self._prepare(frame, 0.0)
        frame.text = show_text(self.scene.title())
        self._style(frame, around.title_size, self.theme.text, is_bold=True)

    def _prepare(self, frame: TextFrame, margin: float) -> None:
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Pt

        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(margin)
        frame.margin_top = frame.margin_bottom = Pt(0)

    def _style(self, frame: TextFrame, size: float, color: str, *, is_bold: bool = False) -> None:
        """Set the look of all paragraphs of a text."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        rtl = runs_right_to_left(frame.text, otherwise=self.scene.words.rtl)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.CENTER
            paragraph.line_spacing = Pt(size * PITCH / SIZE)
            if rtl:
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for run in paragraph.runs:
                self._style_run(run, size, color, is_bold=is_bold)

    def _style_run(self, run: _Run, size: float, color: str, *, is_bold: bool = False) -> None:
        from pptx.util import Pt

        run.font.size = Pt(max(size, 1))  # PowerPoint has none that is smaller
        run.font.name = FONT
        run.font.bold = is_bold
        run.font.color.rgb = rgb(color)
        run._r.get_or_add_rPr().set("lang", self.language)

    # boxes

    def _add_box(self, placed: PlacedBox) -> Shape:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        scene, scale = self.scene, self.frame.scale
        claim = scene.map.claims[placed.box.claim]
        is_copy = placed.box.is_copy
        falls = scene.falls(claim.id)
        is_main = claim.id in scene.main_ids and not is_copy
        shape = self._add_shape(
            self.frame.on_sheet(placed.area, self.paper),
            scene.look(claim),
            is_main=is_main,
            is_copy=is_copy,
            is_implicit=claim.implicit,
            falls=falls,
            scale=scale,
        )
        describe(shape, f"claim {claim.id}", clean(claim.text))
        frame = shape.text_frame
        margin = PADDING[0] * _TIGHT * scale
        if scene.look(claim).contour is Contour.ROUND:
            # PowerPoint keeps this free already.
            margin -= _INSET_OF_ROUND * self._radius(placed.area.height * scale, scale)
        self._prepare(frame, max(margin, 0.0))
        frame.text = show_text(_flowing(placed.shape.lines, clean(caption(claim, scene.text))))
        self._style(
            frame,
            SIZE * scale,
            self.theme.fallen_text if falls else self.theme.text,
            is_bold=is_main,
        )
        for row in placed.shape.strip:
            paragraph = frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            paragraph.line_spacing = Pt(STRIP_PITCH * scale)
            for place, mark in enumerate(row):
                run = paragraph.add_run()
                run.text = ("   " if place else "") + show_text(mark.text)
                color = self._color_of_mark(mark, falls=falls)
                self._style_run(run, STRIP_SIZE * scale, color, is_bold=mark.tone is Tone.ALARM)
        return shape

    def _radius(self, height: float, scale: float) -> float:
        """Return the radius of the corners of a round box."""
        return min(_ROUND * scale, height / 3)

    def _color_of_mark(self, mark: Mark, *, falls: bool) -> str:
        if falls:
            return self.theme.fallen_text
        if mark.tone is Tone.ALARM:
            return self.theme.alarm
        if mark.tone is Tone.QUIET:
            return self.theme.quiet
        return self.theme.text

    def _add_shape(
        self,
        area: Rectangle,
        look: BoxLook,
        *,
        is_main: bool = False,
        is_copy: bool = False,
        is_implicit: bool = False,
        falls: bool = False,
        scale: float,
    ) -> Shape:
        """Add a box; `scale` is what the lengths of its corners are multiplied by."""
        from pptx.enum.dml import MSO_LINE
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Pt

        is_round = look.contour is Contour.ROUND
        preset = MSO_SHAPE.ROUNDED_RECTANGLE if is_round else MSO_SHAPE.RECTANGLE
        shape = self.slide.shapes.add_shape(preset, *lengths(area))
        drop_style(shape)
        if is_round:
            shape.adjustments[0] = self._radius(area.height, scale) / min(area.width, area.height)
        elif look.contour is not Contour.SQUARE:
            set_outline(shape, _corners(look.contour, area, scale))
        if is_copy:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(self.theme.paper if falls else look.fill)
        shape.line.color.rgb = rgb(self.theme.fallen if falls else look.line)
        border = _BORDER
        if is_main:
            border = _MAIN_BORDER
        if is_copy:
            border = _COPY_BORDER
        shape.line.width = Pt(border)
        if is_implicit:
            shape.line.dash_style = MSO_LINE.DASH
        return shape

    def _add_dot(self, id: str, place: Point) -> Shape:
        left, top = self.frame.map_place(self.paper)
        scale = self.frame.scale
        size = _DOT * scale
        x, y = left + place[0] * scale - size / 2, top + place[1] * scale - size / 2
        inference = self.scene.map.inferences[id]
        dot = self._add_circle(
            Rectangle(x, y, x + size, y + size), self._color_of_inference(inference)
        )
        describe(dot, f"step {id}", self.scene.sentence(inference))
        return dot

    def _add_circle(self, area: Rectangle, color: str) -> Shape:
        """Add a filled circle: a square whose corners are round, for it has the sites of the other
        shapes.
        """
        from pptx.enum.shapes import MSO_SHAPE

        circle = self.slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *lengths(area))
        circle.adjustments[0] = 0.5
        drop_style(circle)
        circle.fill.solid()
        circle.fill.fore_color.rgb = rgb(color)
        circle.line.fill.background()
        return circle

    # lines

    def _add_inferences(self, boxes: Sequence[PlacedBox], lines: Sequence[Line]) -> None:
        lines_of_inference: dict[str, list[Line]] = {}
        for line in lines:
            lines_of_inference.setdefault(line.inference, []).append(line)
        premises_of_inference: dict[str, list[int]] = {}
        own_box: dict[str, int] = {}
        for placed in boxes:
            premises_of_inference.setdefault(placed.box.inference, []).append(placed.box.number)
            if not placed.box.is_copy:
                own_box[placed.box.claim] = placed.box.number
        for inference in self.scene.map.inferences.values():
            if inference.id not in lines_of_inference:
                continue  # the answer to a rebuttal, whose line has two heads
            # Where no box stands at a step, its line comes from the boxes that its premises have
            # elsewhere.
            numbers = premises_of_inference.get(inference.id) or [
                own_box[premise] for premise in inference.premises
            ]
            premises = [self._boxes[number] for number in numbers]
            is_attack_on_inference = inference.kind is Kind.UNDERCUTTER
            target = (
                self._dots[inference.target]
                if is_attack_on_inference
                else self._boxes[own_box[inference.target]]
            )
            has_tail = any(line.has_tail for line in lines_of_inference[inference.id])
            self._connect_inference(inference, premises, target, has_tail=has_tail)

    def _connect_inference(
        self, inference: Inference, premises: Sequence[Shape], target: Shape, *, has_tail: bool
    ) -> None:
        if inference.id not in self._dots:
            self._connect(inference, premises[0], target, has_head=True, has_tail=has_tail)
            return
        dot = self._dots[inference.id]
        self._connect(inference, dot, target, has_head=True, has_tail=has_tail)
        for premise in premises:
            self._connect(inference, premise, dot)

    def _connect(
        self,
        inference: Inference,
        start: Shape,
        end: Shape,
        *,
        has_head: bool = False,
        has_tail: bool = False,
    ) -> None:
        """Add a connector that is glued to two shapes, behind all boxes."""
        from pptx.enum.shapes import MSO_CONNECTOR

        start_side, end_side = facing_sides(start, end)
        if start_side in (LEFT, RIGHT) and self._is_something_between(start, end):
            start_side = end_side = TOP
        if has_head and inference.kind is Kind.UNDERCUTTER:
            # The premises of the step come from below; what strikes it comes from the side.
            end_side = LEFT if middle(start)[0] < middle(end)[0] else RIGHT
        begin, finish = place_of_site(start, start_side), place_of_site(end, end_side)
        connector = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *begin, *finish)
        drop_style(connector)
        connector.begin_connect(start, start_side)
        connector.end_connect(end, end_side)
        is_upright = start_side in (TOP, BOTTOM) and end_side in (TOP, BOTTOM)
        if start_side == end_side == TOP:
            arch(connector, begin, finish, _RISE)
        elif is_upright and abs(begin[0] - finish[0]) > _STRAIGHT:
            bend(connector, begin, finish)
        heads: list[str] = []
        if has_tail:
            heads.append("headEnd")
        if has_head:
            heads.append("tailEnd")
        self._style_line(
            connector,
            inference.kind,
            self._color_of_inference(inference),
            heads,
            is_implicit=inference.implicit,
            scale=min(self.frame.scale, _THICKEST),
        )
        describe(connector, f"line of step {inference.id}", self.scene.sentence(inference))
        put_behind(connector, self.slide)

    def _is_something_between(self, one: Shape, other: Shape) -> bool:
        """Return whether a box stands between two of one row."""
        left, right = sorted([one, other], key=lambda shape: shape.left)
        for box in self._boxes.values():
            is_between = left.left + left.width <= box.left and box.left + box.width <= right.left
            if is_between and box.top < left.top + left.height and left.top < box.top + box.height:
                return True
        return False

    def _color_of_inference(self, inference: Inference) -> str:
        if self.scene.falls(inference.id):
            return self.theme.fallen
        return self.theme.lines[inference.kind].color

    def _style_line(
        self,
        connector: Connector,
        kind: Kind,
        color: str,
        heads: Sequence[str],
        *,
        is_implicit: bool,
        scale: float,
    ) -> None:
        """Set the look of a line; `heads` are the ends that have one, in this order: `headEnd`,
        `tailEnd`.
        """
        from pptx.util import Pt

        connector.line.color.rgb = rgb(color)
        connector.line.width = Pt(self.theme.lines[kind].width * max(1.0, scale))
        set_dashes(connector, _DASHES[kind])
        for end in heads:
            add_head(connector, end, _IMPLICIT_HEAD if is_implicit else _HEADS[kind])

    # the legend

    def _add_legend(self) -> None:
        around = self.frame.around
        if not around.legend:
            return
        left, top = self._legend_place()
        scale = around.legend_scale
        for index, row in enumerate(around.legend):
            x = left
            if around.place is None:
                x -= legend.row_width(row) * scale / 2
            y = top + legend.ROW_HEIGHT * (index + 0.5) * scale
            for entry in row:
                self._add_sign(entry, x, y, scale)
                name_left = x + (entry.sign_width + legend.NAME_GAP) * scale
                room = entry.width * scale - (name_left - x)
                self._add_label(
                    entry.name, Rectangle(name_left, y - 9 * scale, name_left + room, y + 9 * scale)
                )
                x += entry.width * scale

    def _legend_place(self) -> Point:
        """Return where the legend stands: left and top inside the map, or
        middle and top below it.
        """
        around = self.frame.around
        if around.place is None:
            bottom = self.frame.top_on(self.paper) + self.frame.height - self.frame.edge
            return self.paper[0] / 2, bottom - around.legend_rows_height
        left, top = self.frame.map_place(self.paper)
        return left + around.place[0], top + around.place[1]

    def _add_label(self, text: str, area: Rectangle, color: str = "") -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        box = self.slide.shapes.add_textbox(
            Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)
        )
        frame = box.text_frame
        self._prepare(frame, 0.0)
        frame.word_wrap = False
        frame.text = show_text(text)
        self._style(frame, self.frame.around.legend_size, color or self.theme.text)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        describe(box, f"legend: {text}")

    def _add_sign(self, entry: legend.Entry, x: float, y: float, scale: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a dot."""
        from pptx.enum.shapes import MSO_CONNECTOR
        from pptx.util import Pt

        right = x + legend.SIGN_WIDTH * scale
        half = _LEGEND_BOX * scale
        if entry.mark is not None:
            color = self._color_of_mark(entry.mark, falls=False)
            self._add_label(
                entry.mark.text,
                Rectangle(x, y - 9 * scale, x + entry.sign_width * scale, y + 9 * scale),
                color,
            )
        elif entry.look is not None:
            shape = self._add_shape(
                Rectangle(x, y - half, right, y + half),
                entry.look,
                is_main=entry.is_main,
                is_copy=entry.is_copy,
                is_implicit=entry.is_implicit,
                falls=entry.falls,
                scale=scale / 2,
            )
            describe(shape, f"legend: {entry.name}")
        elif entry.line is not None:
            line = self.slide.shapes.add_connector(
                MSO_CONNECTOR.STRAIGHT, Pt(x), Pt(y), Pt(right), Pt(y)
            )
            color = self.theme.lines[entry.line].color
            self._style_line(
                line, entry.line, color, ["tailEnd"], is_implicit=entry.is_implicit, scale=1.0
            )
            drop_style(line)
            describe(line, f"legend: {entry.name}")
        elif entry.is_linked:
            radius = _DOT * scale / 2
            x += (right - x) / 2
            area = Rectangle(x - radius, y - radius, x + radius, y + radius)
            dot = self._add_circle(area, self.theme.lines[Kind.SUPPORT].color)
            describe(dot, f"legend: {entry.name}")


def _flowing(lines: Sequence[str], text: str) -> str:
    """Return a text that can be broken anew where it was: without the ends of lines, with soft
    hyphens in words.
    """
    flowing = ""
    rest = text
    for line in lines:
        hyphenated = line[:-1]
        if rest.startswith(line):
            after = rest[len(line) :]
            rest = after.lstrip()
            flowing += line + after[: len(after) - len(rest)]
        elif line.endswith("-") and rest.startswith(hyphenated):
            rest = rest[len(hyphenated) :]
            flowing += hyphenated + _SOFT_HYPHEN
        else:
            return text
    return flowing


def _corners(contour: Contour, area: Rectangle, scale: float) -> list[Point]:
    """Return the corners of a box that is no rectangle, from its upper left, clockwise."""
    width, height = area.width, area.height
    if contour is Contour.SLANTED:
        slant = _SLANT * scale
        return [(slant, 0), (width, 0), (width - slant, height), (0, height)]
    if contour is Contour.LEAF:
        cut = min(_LEAF * scale, height / 2)
        return [
            (cut, 0),
            (width, 0),
            (width, height - cut),
            (width - cut, height),
            (0, height),
            (0, cut),
        ]
    cut = min(_CUT * scale, height / 3)
    return [
        (cut, 0), (width - cut, 0), (width, cut), (width, height - cut),
        (width - cut, height), (cut, height), (0, height - cut), (0, cut),
    ]  # fmt: skip
