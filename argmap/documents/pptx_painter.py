"""A picture on a slide: boxes, lines, frames and legend as shapes of PowerPoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Run
from pptx.util import Pt

from argmap.diagrams import legend
from argmap.diagrams.box_contents import STRIP_PITCH, STRIP_SIZE, Mark, Tone, caption
from argmap.diagrams.font_metrics import clean, runs_right_to_left
from argmap.diagrams.geometry import Point, Rectangle
from argmap.diagrams.layout import Line, PlacedBox
from argmap.diagrams.page_fit import Drawing
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
        self.paper = drawing.paper
        self.language = drawing.scene.map.language
        if not LANGUAGE_TAG.fullmatch(self.language):
            self.language = drawing.scene.words.tag
        self._boxes: dict[int, Shape] = {}
        self._dots: dict[str, Shape] = {}

    def paint(self, slides: Sequence[Slide]) -> None:
        """Draw everything; a box leads to the slide, of those in page order, where it goes on."""
        self._add_heading()
        layout = self.drawing.layout
        for placed in layout.boxes:
            shape = self._add_box(placed)
            self._boxes[placed.box.number] = shape
            pages = [mark.page for row in placed.shape.strip for mark in row if mark.page]
            if pages:
                shape.click_action.target_slide = slides[pages[0] - 1]
        for bracket in layout.brackets:
            (left, top), (right, bottom) = bracket.bar
            self._add_dot(bracket.inference, ((left + right) / 2, (top + bottom) / 2))
        for inference, place in layout.junctions.items():
            self._add_dot(inference, place)
        self._add_inferences(layout.boxes, layout.lines)
        self._add_legend()

    # text

    def _add_heading(self) -> None:
        drawing = self.drawing
        title = self.slide.shapes.title
        if title is None:
            return  # the layout has one
        title.left, title.top = Pt(0), Pt(self.drawing.top_on(self.paper) + self.drawing.edge)
        title.width = Pt(self.paper[0])
        title.height = Pt(max(drawing.title_height, drawing.title_size))
        heading = self.scene.title()
        self._write(title.text_frame, heading, drawing.title_size, self.theme.text, is_bold=True)

    def _write(
        self,
        frame: TextFrame,
        text: str,
        size: float,
        color: str,
        *,
        margin: float = 0.0,
        is_bold: bool = False,
    ) -> None:
        """Fill a shape with text; `margin` is what is left free on either side of it, in points."""
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(margin)
        frame.margin_top = frame.margin_bottom = Pt(0)
        frame.text = show_text(text)
        rtl = runs_right_to_left(frame.text, otherwise=self.scene.words.rtl)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.CENTER
            paragraph.line_spacing = Pt(size * PITCH / SIZE)
            if rtl:
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for run in paragraph.runs:
                self._style_run(run, size, color, is_bold=is_bold)

    def _style_run(self, run: _Run, size: float, color: str, *, is_bold: bool) -> None:
        run.font.size = Pt(max(size, 1))  # PowerPoint has none that is smaller
        run.font.name = FONT
        run.font.bold = is_bold
        run.font.color.rgb = rgb(color)
        run._r.get_or_add_rPr().set("lang", self.language)

    # boxes

    def _add_box(self, placed: PlacedBox) -> Shape:
        scene, scale = self.scene, self.drawing.scale
        claim = scene.map.claims[placed.box.claim]
        look = scene.look(claim)
        is_copy = placed.box.is_copy
        is_main = claim.id in scene.main_ids and not is_copy
        falls = scene.falls(claim.id)
        area = self.drawing.on_sheet(placed.area, self.paper)
        shape = self._add_shape(
            area, look, scale,
            is_main=is_main, is_copy=is_copy, is_implicit=claim.implicit, falls=falls,
        )  # fmt: skip
        describe(shape, f"claim {claim.id}", clean(claim.text))
        margin = PADDING[0] * TIGHT * scale
        if look.contour is Contour.ROUND:
            # PowerPoint keeps this free already.
            margin -= INSET_OF_ROUND * _radius(placed.area.height * scale, scale)
        text = flowing(placed.shape.lines, clean(caption(claim, scene.text)))
        color = self.theme.fallen_text if falls else self.theme.text
        frame = shape.text_frame
        margin = max(margin, 0.0)
        self._write(frame, text, SIZE * scale, color, margin=margin, is_bold=is_main)
        for row in placed.shape.strip:
            paragraph = frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            paragraph.line_spacing = Pt(STRIP_PITCH * scale)
            gap = ""
            for mark in row:
                run = paragraph.add_run()
                run.text = gap + show_text(mark.text)
                gap = "   "
                color = self._color_of_mark(mark, falls=falls)
                self._style_run(run, STRIP_SIZE * scale, color, is_bold=mark.tone is Tone.ALARM)
        return shape

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
        scale: float,
        *,
        is_main: bool,
        is_copy: bool,
        is_implicit: bool,
        falls: bool,
    ) -> Shape:
        """Add a box; `scale` is what the lengths of its corners are multiplied by."""
        is_round = look.contour is Contour.ROUND
        preset = MSO_SHAPE.ROUNDED_RECTANGLE if is_round else MSO_SHAPE.RECTANGLE
        shape = self.slide.shapes.add_shape(preset, *lengths(area))
        drop_style(shape)
        if is_round:
            shape.adjustments[0] = _radius(area.height, scale) / min(area.width, area.height)
        elif look.contour is not Contour.SQUARE:
            set_outline(shape, corners(look.contour, area, scale))
        fill, line = look.fill, look.line
        if falls:
            fill, line = self.theme.paper, self.theme.fallen
        if is_copy:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        shape.line.color.rgb = rgb(line)
        border = BORDER
        if is_main:
            border = MAIN_BORDER
        if is_copy:
            border = COPY_BORDER
        shape.line.width = Pt(border)
        if is_implicit:
            shape.line.dash_style = MSO_LINE.DASH
        return shape

    def _add_dot(self, id: str, place: Point) -> None:
        left, top = self.drawing.map_place(self.paper)
        scale = self.drawing.scale
        inference = self.scene.map.inferences[id]
        x = left + place[0] * scale - DOT * scale / 2
        y = top + place[1] * scale - DOT * scale / 2
        area = Rectangle(x, y, x + DOT * scale, y + DOT * scale)
        dot = self._add_circle(area, self._color_of_inference(inference))
        describe(dot, f"step {id}", self.scene.sentence(inference))
        self._dots[id] = dot

    def _add_circle(self, area: Rectangle, color: str) -> Shape:
        # A square whose corners are round, for it has the sites of the other shapes.
        circle = self.slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *lengths(area))
        circle.adjustments[0] = 0.5
        drop_style(circle)
        circle.fill.solid()
        circle.fill.fore_color.rgb = rgb(color)
        circle.line.fill.background()
        return circle

    # lines

    def _add_inferences(self, boxes: Sequence[PlacedBox], lines: Sequence[Line]) -> None:
        """Add the connectors of all inferences: premise -> target, or premises -> dot -> target."""
        has_tail: dict[str, bool] = {}
        for line in lines:
            has_tail[line.inference] = line.has_tail or has_tail.get(line.inference, False)
        premises_of_inference: defaultdict[str, list[Shape]] = defaultdict(list)
        own_box: dict[str, Shape] = {}
        for placed in boxes:
            shape = self._boxes[placed.box.number]
            premises_of_inference[placed.box.inference].append(shape)
            if not placed.box.is_copy:
                own_box[placed.box.claim] = shape
        for inference in self.scene.map.inferences.values():
            id = inference.id
            if id not in has_tail:
                continue  # the answer to a rebuttal, whose line has two heads
            premises = premises_of_inference[id]
            if not premises:
                # No box is at the inference: its line comes from where its premises are.
                premises = [own_box[premise] for premise in inference.premises]
            if inference.kind is Kind.UNDERCUTTER:
                target = self._dots[inference.target]
            else:
                target = own_box[inference.target]
            dot = self._dots.get(id)
            start = premises[0] if dot is None else dot
            self._connect(inference, start, target, has_head=True, has_tail=has_tail[id])
            if dot is not None:
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
        start_side, end_side = facing_sides(start, end)
        if start_side in (LEFT, RIGHT) and self._is_something_between(start, end):
            start_side = end_side = TOP
        if has_head and inference.kind is Kind.UNDERCUTTER:
            # The premises of the inference come from below; what strikes it comes from the side.
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
        connector.line.color.rgb = rgb(self._color_of_inference(inference))
        # Few boxes on a slide are large, and lines would become bars.
        scale = min(self.drawing.scale, THICKEST)
        self._style_line(
            connector, inference.kind, scale,
            is_implicit=inference.implicit, has_head=has_head, has_tail=has_tail,
        )  # fmt: skip
        describe(connector, f"line of step {inference.id}", self.scene.sentence(inference))
        put_behind(connector, self.slide)

    def _is_something_between(self, one: Shape, other: Shape) -> bool:
        """Return whether there is a box between two of one row."""
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
        scale: float,
        *,
        is_implicit: bool,
        has_head: bool,
        has_tail: bool = False,
    ) -> None:
        """Set the look of a line but for its color."""
        connector.line.width = Pt(self.theme.lines[kind].width * max(1.0, scale))
        set_dashes(connector, DASHES[kind])
        head = IMPLICIT_HEAD if is_implicit else HEADS[kind]
        # The schema has the head of the beginning first.
        if has_tail:
            add_head(connector, "headEnd", head)
        if has_head:
            add_head(connector, "tailEnd", head)

    # the legend

    def _add_legend(self) -> None:
        """Add the legend: inside the map where it has a place there, else below it, centered.

        A row is entries side by side, each a sign and its name: ▢ Claim  ▢ Main claim  → Reason
        """
        drawing = self.drawing
        if not drawing.legend:
            return
        scale = drawing.legend_scale
        left, top = drawing.legend_place(self.paper)
        for index, row in enumerate(drawing.legend):
            x = left
            if drawing.inside is None:
                x -= legend.row_width(row) * scale / 2
            y = top + legend.ROW_HEIGHT * (index + 0.5) * scale
            for entry in row:
                self._add_sign(entry, x, y, scale)
                name_left = x + (entry.sign_width + legend.NAME_GAP) * scale
                x += entry.width * scale
                area = Rectangle(name_left, y - 9 * scale, x, y + 9 * scale)
                self._add_label(entry.name, area, self.theme.text)

    def _add_label(self, text: str, area: Rectangle, color: str) -> None:
        box = self.slide.shapes.add_textbox(*lengths(area))
        self._write(box.text_frame, text, self.drawing.legend_size, color)
        box.text_frame.word_wrap = False
        for paragraph in box.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        describe(box, f"legend: {text}")

    def _add_sign(self, entry: legend.Entry, x: float, y: float, scale: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a dot."""
        right = x + legend.SIGN_WIDTH * scale
        sign: Shape | Connector
        if entry.mark is not None:
            color = self._color_of_mark(entry.mark, falls=False)
            right = x + entry.sign_width * scale
            area = Rectangle(x, y - 9 * scale, right, y + 9 * scale)
            self._add_label(entry.mark.text, area, color)
            return
        if entry.look is not None:
            half = LEGEND_BOX * scale
            sign = self._add_shape(
                Rectangle(x, y - half, right, y + half), entry.look, scale / 2,
                is_main=entry.is_main, is_copy=entry.is_copy,
                is_implicit=entry.is_implicit, falls=entry.falls,
            )  # fmt: skip
        elif entry.line is not None:
            start, end = (Pt(x), Pt(y)), (Pt(right), Pt(y))
            sign = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *start, *end)
            sign.line.color.rgb = rgb(self.theme.lines[entry.line].color)
            self._style_line(sign, entry.line, 1.0, is_implicit=entry.is_implicit, has_head=True)
            drop_style(sign)
        elif entry.is_linked:
            radius = DOT * scale / 2
            x += (right - x) / 2
            area = Rectangle(x - radius, y - radius, x + radius, y + radius)
            sign = self._add_circle(area, self.theme.lines[Kind.SUPPORT].color)
        else:
            return
        describe(sign, f"legend: {entry.name}")


def _radius(height: float, scale: float) -> float:
    """Return the radius of the corners of a round box."""
    return min(ROUND * scale, height / 3)
