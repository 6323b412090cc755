"""A picture on a slide: boxes, lines, frames and legend as shapes of PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.diagrams import legend
from argmap.diagrams.box_contents import STRIP_PITCH, STRIP_SIZE, Mark, Tone, caption
from argmap.diagrams.curves import Point
from argmap.diagrams.font_metrics import clean, runs_right_to_left
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.placement import Line, PlacedBox, Rectangle
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import FONT, PADDING, PITCH, SIZE, BoxLook, Contour
from argmap.documents.manuscript import show_text
from argmap.documents.pptx_shapes import (
    BORDER,
    BOTTOM,
    COPY_BORDER,
    DASHES,
    DOT,
    HEADS,
    IMPLICIT_HEAD,
    INSET_OF_ROUND,
    LANGUAGE_TAG,
    LEFT,
    LEGEND_BOX,
    MAIN_BORDER,
    RIGHT,
    RISE,
    ROUND,
    STRAIGHT,
    THICKEST,
    TIGHT,
    TOP,
    add_head,
    arch,
    bend,
    corners,
    describe,
    drop_style,
    facing_sides,
    flowing,
    lengths,
    middle,
    place_of_site,
    put_behind,
    rgb,
    set_dashes,
    set_outline,
)
from argmap.model import Inference, Kind

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector
    from pptx.slide import Slide
    from pptx.text.text import TextFrame, _Run


class SlidePainter:
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
        self.language = language if LANGUAGE_TAG.fullmatch(language) else drawing.scene.words.tag
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
        margin = PADDING[0] * TIGHT * scale
        if scene.look(claim).contour is Contour.ROUND:
            # PowerPoint keeps this free already.
            margin -= INSET_OF_ROUND * self._radius(placed.area.height * scale, scale)
        self._prepare(frame, max(margin, 0.0))
        frame.text = show_text(flowing(placed.shape.lines, clean(caption(claim, scene.text))))
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
        return min(ROUND * scale, height / 3)

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
            set_outline(shape, corners(look.contour, area, scale))
        if is_copy:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(self.theme.paper if falls else look.fill)
        shape.line.color.rgb = rgb(self.theme.fallen if falls else look.line)
        border = BORDER
        if is_main:
            border = MAIN_BORDER
        if is_copy:
            border = COPY_BORDER
        shape.line.width = Pt(border)
        if is_implicit:
            shape.line.dash_style = MSO_LINE.DASH
        return shape

    def _add_dot(self, id: str, place: Point) -> Shape:
        left, top = self.frame.map_place(self.paper)
        scale = self.frame.scale
        size = DOT * scale
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
            arch(connector, begin, finish, RISE)
        elif is_upright and abs(begin[0] - finish[0]) > STRAIGHT:
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
            scale=min(self.frame.scale, THICKEST),
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
        set_dashes(connector, DASHES[kind])
        for end in heads:
            add_head(connector, end, IMPLICIT_HEAD if is_implicit else HEADS[kind])

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
        half = LEGEND_BOX * scale
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
            radius = DOT * scale / 2
            x += (right - x) / 2
            area = Rectangle(x - radius, y - radius, x + radius, y + radius)
            dot = self._add_circle(area, self.theme.lines[Kind.SUPPORT].color)
            describe(dot, f"legend: {entry.name}")
