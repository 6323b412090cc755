"""A picture on a slide: boxes, lines, frames and legend as shapes of PowerPoint."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Run
from pptx.util import Pt

from argmap.diagrams import legend
from argmap.diagrams.box_contents import (
    FALLING,
    STRIP_PITCH,
    STRIP_SIZE,
    TAG_INSET,
    BoxShape,
    Mark,
    Sign,
    Tone,
    caption,
)
from argmap.diagrams.font_metrics import clean, runs_right_to_left, width
from argmap.diagrams.geometry import Point, Rectangle
from argmap.diagrams.layout import GroupFrame, Line, PlacedBox
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.theme import (
    FONT,
    FRAME_NAME_PITCH,
    FRAME_NAME_SIZE,
    PADDING,
    PITCH,
    SIZE,
    BoxLook,
    Contour,
    Ending,
    Relation,
    relation_of,
)
from argmap.documents.manuscript import show_text
from argmap.documents.pptx_shapes import (
    BORDER,
    BOTTOM,
    COPY_BORDER,
    DASHES,
    DOT,
    HEAD_WITHOUT_EFFECT,
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
    Site,
    add_head,
    arch,
    area_of,
    bend,
    corners,
    describe,
    drop_style,
    facing_sides,
    flowing,
    lengths,
    place_of_site,
    put_behind,
    rgb,
    set_dashes,
    set_outline,
)
from argmap.model import Inference, Kind

_THUMBNAIL_LINE = 0.5


class SlidePainter:
    """Draws one page of a map on a slide.

    Attributes:
        slide: the slide.
        scene: what is drawn.
    """

    def __init__(self, slide: Slide, drawing: Drawing) -> None:
        scene = drawing.scene
        self.slide = slide
        self.shapes = slide.shapes
        self.drawing = drawing
        self.scene = scene
        self.theme = scene.theme
        self.paper = drawing.paper
        self.language = scene.map.language
        if not LANGUAGE_TAG.fullmatch(self.language):
            self.language = scene.words.tag
        self._boxes: dict[int, Shape] = {}
        self._dots: dict[str, Shape] = {}

    def paint(self, slides: Sequence[Slide]) -> None:
        """Draw everything; a box leads to the slide, of those in page order, where it goes on."""
        self._add_heading()
        layout = self.drawing.layout
        for group_frame in layout.frames:
            self._add_frame(group_frame)
        for placed in layout.boxes:
            shape = self._add_box(placed)
            self._boxes[placed.box.number] = shape
            for mark in itertools.chain.from_iterable(placed.shape.strip):
                if mark.page:
                    shape.click_action.target_slide = slides[mark.page - 1]
                    break
        for bracket in layout.brackets:
            (left, top), (right, bottom) = bracket.bar
            middle = Rectangle(left, top, right, bottom).middle
            self._add_dot(bracket.inference, middle)
        for inference, place in layout.junctions.items():
            self._add_dot(inference, place)
        self._add_inferences(layout.boxes, layout.lines)
        for field in layout.fields:
            self._add_field(field)
        self._add_legend()
        self._add_thumbnail(slides[0])

    # text

    def _add_heading(self) -> None:
        drawing = self.drawing
        size = drawing.title_size
        title = self.shapes.title
        if title is None:
            return  # the layout has one
        width, _ = self.paper
        # It is in the middle, and does not run below the thumbnail.
        thumbnail = drawing.thumbnail_area(self.paper)
        inset = 0.0
        if thumbnail is not None:
            inset = min(width - thumbnail.left, thumbnail.right)
        title.left = Pt(inset)
        title.top = Pt(drawing.top_on(self.paper) + drawing.edge)
        title.width = Pt(width - 2 * inset)
        title.height = Pt(max(drawing.title_height, size))
        self._write(title.text_frame, self.scene.title(), size, self.theme.text, is_bold=True)

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

    def _style_run(self, run: _Run, size: float, color: str, *, is_bold: bool = False) -> None:
        font = run.font
        font.size = Pt(max(size, 1))  # PowerPoint has none that is smaller
        font.name = FONT
        font.bold = is_bold
        font.color.rgb = rgb(color)
        run._r.get_or_add_rPr().set("lang", self.language)

    def _add_frame(self, group_frame: GroupFrame) -> None:
        """Add a frame and its name. It has no fill, which would hide the lines."""
        scale = self.drawing.scale
        area = self.drawing.on_sheet(group_frame.area, self.paper)
        shape = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *lengths(area))
        drop_style(shape)
        shape.fill.background()
        shape.line.color.rgb = rgb(self.theme.frame)
        shape.line.width = Pt(COPY_BORDER)
        name = " ".join(group_frame.name)
        describe(shape, f"frame {name}", name)
        x, y = group_frame.place
        below = y + len(group_frame.name) * FRAME_NAME_PITCH
        left, right = x, group_frame.area.right
        if self.scene.words.rtl:
            left, right = group_frame.area.left, x
        band = self.drawing.on_sheet(Rectangle(left, y, right, below), self.paper)
        label = self.shapes.add_textbox(*lengths(band))
        describe(label, f"name of frame {name}")
        frame = label.text_frame
        size = FRAME_NAME_SIZE * scale
        self._write(frame, name, size, self.theme.quiet)
        is_from_right = runs_right_to_left(name, otherwise=self.scene.words.rtl)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if is_from_right else PP_ALIGN.LEFT

    def _add_field(self, field: Rectangle) -> None:
        """Add the ground behind linked premises."""
        shape = self.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *lengths(self.drawing.on_sheet(field, self.paper))
        )
        drop_style(shape)
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(self.theme.field)
        shape.line.fill.background()
        describe(shape, "field")
        put_behind(shape, self.slide)

    def _add_thumbnail(self, overview: Slide) -> None:
        """Add the small picture of the overview, which leads there."""
        thumbnail = self.scene.thumbnail
        if thumbnail is None:
            return
        theme = self.theme
        group = self.shapes.add_group_shape()
        for area, is_marked in self.drawing.thumbnail_boxes(self.paper):
            shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *lengths(area))
            drop_style(shape)
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(theme.text if is_marked else theme.frame_ground)
            shape.line.color.rgb = rgb(theme.quiet)
            shape.line.width = Pt(_THUMBNAIL_LINE)
            shape.click_action.target_slide = overview
        describe(group, self.scene.words.overview, thumbnail.text)

    # boxes

    def _add_box(self, placed: PlacedBox) -> Shape:
        scene = self.scene
        scale = self.drawing.scale
        box = placed.box
        claim = scene.map.claims[box.claim]
        look = scene.look(claim)
        is_copy = box.is_copy
        is_main = claim.id in scene.main_ids and not is_copy
        verdict = scene.verdict_sign(claim.id)
        falls = verdict in FALLING
        area = self.drawing.on_sheet(placed.area, self.paper)
        shape = self._add_shape(
            area, look, scale,
            is_main=is_main, is_copy=is_copy, is_implicit=claim.implicit, verdict=verdict,
        )  # fmt: skip
        describe(shape, f"claim {claim.id}", scene.name(claim))
        margin = PADDING[0] * TIGHT * scale
        if look.contour is Contour.ROUND:
            # PowerPoint keeps this free already.
            radius = _radius(placed.area.height * scale, scale)
            margin -= INSET_OF_ROUND * radius
        margin = max(margin, 0.0)
        text = flowing(placed.shape.lines, clean(caption(claim, scene.text)))
        color = self.theme.fallen_text if falls else self.theme.text
        frame = shape.text_frame
        self._write(frame, text, SIZE * scale, color, margin=margin, is_bold=is_main)
        for row in placed.shape.strip:
            paragraph = frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            paragraph.line_spacing = Pt(STRIP_PITCH * scale)
            gap = ""
            marks = row
            if scene.words.rtl:
                # They are in the order of their places, and a paragraph has them as they are read.
                marks = row[::-1]
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for mark in marks:
                run = paragraph.add_run()
                run.text = gap + show_text(mark.text)
                gap = "   "
                color = self._color_of_mark(mark, falls=falls)
                self._style_run(run, STRIP_SIZE * scale, color, is_bold=mark.tone is Tone.ALARM)
        self._add_badges(placed.shape, area)
        return shape

    def _add_badges(self, shape: BoxShape, area: Rectangle) -> None:
        """Add the tag and the signs on the border of a box."""
        left, top, right, bottom = area
        inset = TAG_INSET * self.drawing.scale
        tag = [shape.tag]
        for mark in shape.signs:
            if mark.sign is Sign.WARRANT:
                tag.append(mark.sign)
            elif mark.sign is not None:
                y = top + inset if mark.sign.is_verdict else bottom - inset
                self._add_badge(mark.sign, area, right - inset, y)
        self._add_badge(" ".join(tag).strip(), area, left + inset, top, has_ground=True)

    def _add_badge(
        self, text: str, box: Rectangle, left: float, y: float, *, has_ground: bool = False
    ) -> None:
        """Add a small text in a box; if it is on the border, it has a ground."""
        if not text:
            return
        size = STRIP_SIZE * self.drawing.scale
        half = size * 0.6
        wide = width(text) * size
        if self.scene.words.rtl:
            left = box.left + box.right - left - wide
        area = Rectangle(left, y - half, left + wide, y + half)
        badge = self.shapes.add_textbox(*lengths(area))
        frame = badge.text_frame
        self._write(frame, text, size, self.theme.quiet)
        frame.word_wrap = False
        if has_ground:
            badge.fill.solid()
            badge.fill.fore_color.rgb = rgb(self.theme.paper)
        describe(badge, f"mark: {text}")

    def _color_of_mark(self, mark: Mark, *, falls: bool) -> str:
        theme = self.theme
        if falls:
            return theme.fallen_text
        if mark.tone is Tone.ALARM:
            return theme.alarm
        if mark.tone is Tone.QUIET:
            return theme.quiet
        return theme.text

    def _add_shape(
        self,
        area: Rectangle,
        look: BoxLook,
        scale: float,
        *,
        is_main: bool,
        is_copy: bool,
        is_implicit: bool,
        verdict: Sign | None,
    ) -> Shape:
        """Add a box; `scale` is what the lengths of its corners are multiplied by."""
        contour = look.contour
        is_round = contour is Contour.ROUND
        preset = MSO_SHAPE.ROUNDED_RECTANGLE if is_round else MSO_SHAPE.RECTANGLE
        shape = self.shapes.add_shape(preset, *lengths(area))
        drop_style(shape)
        if is_round:
            shorter = min(area.width, area.height)
            shape.adjustments[0] = _radius(area.height, scale) / shorter
        elif contour is not Contour.SQUARE:
            set_outline(shape, corners(contour, area, scale))
        fill = self.theme.fallen_fill if verdict in FALLING else look.fill
        filling = shape.fill
        if is_copy:
            filling.background()
        elif verdict is Sign.CONTESTED:
            filling.patterned()
            filling.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            filling.fore_color.rgb = rgb(look.fill)
            filling.back_color.rgb = rgb(self.theme.paper)
        else:
            filling.solid()
            filling.fore_color.rgb = rgb(fill)
        border = MAIN_BORDER if is_main else BORDER
        if is_copy:
            border = COPY_BORDER
        line = shape.line
        line.color.rgb = rgb(look.line)
        line.width = Pt(border)
        if is_implicit:
            line.dash_style = MSO_LINE.DASH
        return shape

    def _add_dot(self, id: str, place: Point) -> None:
        scene = self.scene
        inference = scene.map.inferences[id]
        on_sheet = self.drawing.on_sheet(Rectangle(*place, *place), self.paper)
        size = DOT * self.drawing.scale
        left = on_sheet.left - size / 2
        top = on_sheet.top - size / 2
        area = Rectangle(left, top, left + size, top + size)
        dot = self._add_circle(area, self._color_of_inference(inference))
        describe(dot, f"step {id}", scene.sentence(inference))
        self._dots[id] = dot

    def _add_circle(self, area: Rectangle, color: str) -> Shape:
        # A square whose corners are round, for it has the sites of the other shapes.
        circle = self.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *lengths(area))
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
        own_box = {}
        for placed in boxes:
            box = placed.box
            shape = self._boxes[box.number]
            premises_of_inference[box.inference].append(shape)
            if not box.is_copy:
                own_box[box.claim] = shape
        for id, inference in self.scene.map.inferences.items():
            if id not in has_tail:
                continue  # the answer to a rebuttal, whose line has two heads
            premises = premises_of_inference[id]
            if not premises:
                # No box is at the inference: its line comes from where its premises are.
                premises = [own_box[premise] for premise in inference.premises]
            targets = own_box
            if inference.kind is Kind.UNDERCUTTER:
                targets = self._dots
            target = targets[inference.target]
            dot = self._dots.get(id)
            start = dot or premises[0]
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
        relation = relation_of(inference)
        start_area = area_of(start)
        end_area = area_of(end)
        start_side, end_side = facing_sides(start_area, end_area)
        if start_side in (LEFT, RIGHT) and self._is_something_between(start_area, end_area):
            start_side = end_side = TOP
        if has_head and inference.kind is Kind.UNDERCUTTER:
            # The premises of the inference come from below; what strikes it comes from the side.
            start_x, _ = start_area.middle
            end_x, _ = end_area.middle
            end_side = LEFT if start_x < end_x else RIGHT
        begin = place_of_site(start_area, start_side)
        finish = place_of_site(end_area, end_side)
        connector = self._add_line(begin, finish)
        connector.begin_connect(start, start_side)
        connector.end_connect(end, end_side)
        is_upright = {start_side, end_side} <= {TOP, BOTTOM}
        if start_side == end_side == TOP:
            arch(connector, begin, finish, RISE)
        elif is_upright and abs(begin[0] - finish[0]) > STRAIGHT:
            bend(connector, begin, finish)
        # Few boxes on a slide are large, and lines would become bars.
        scale = min(self.drawing.scale, THICKEST)
        self._style_line(connector, relation, scale, self._color_of_inference(inference))
        id, is_implicit = inference.id, inference.implicit
        # The schema has the head of the beginning first.
        if has_tail:
            answer = self.drawing.layout.trees.answers[id]
            ending = self.scene.ending(answer)
            add_head(connector, "headEnd", _head(relation, ending, is_implicit=is_implicit))
        if has_head:
            ending = self.scene.ending(id)
            add_head(connector, "tailEnd", _head(relation, ending, is_implicit=is_implicit))
        describe(connector, f"line of inference {inference.id}", self.scene.sentence(inference))
        put_behind(connector, self.slide)

    def _add_line(self, begin: Site, end: Site) -> Connector:
        connector = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *begin, *end)
        drop_style(connector)
        return connector

    def _is_something_between(self, one: Rectangle, other: Rectangle) -> bool:
        """Return whether there is a box between two of one row."""
        left, right = sorted([one, other])
        for shape in self._boxes.values():
            box = area_of(shape)
            is_in_row = box.top < left.bottom and left.top < box.bottom
            if is_in_row and left.right <= box.left and box.right <= right.left:
                return True
        return False

    def _color_of_inference(self, inference: Inference) -> str:
        return self._color_of_line(relation_of(inference), self.scene.ending(inference.id))

    def _color_of_line(self, relation: Relation, ending: Ending) -> str:
        if not ending.has_effect:
            return self.theme.fallen
        return self.theme.lines[relation].color

    def _style_line(
        self, connector: Connector, relation: Relation, scale: float, color: str
    ) -> None:
        """Set the look of a line but for its heads."""
        width = self.theme.lines[relation].width * max(1.0, scale)
        line = connector.line
        line.color.rgb = rgb(color)
        line.width = Pt(width)
        set_dashes(connector, DASHES[relation])

    # the legend

    def _add_legend(self) -> None:
        """Add the legend: inside the map where it has a place there, else below it, centered.

        A row is entries side by side, each a sign and its name: ▢ Claim  ▢ Main claim  → Reason
        """
        drawing = self.drawing
        if not drawing.legend:
            return
        scale = drawing.legend_scale
        rtl = self.scene.words.rtl
        left, top = drawing.legend_place(self.paper)
        for index, row in enumerate(drawing.legend):
            wide = legend.row_width(row)
            start = wide if rtl else 0.0
            if drawing.inside is None:
                start -= wide / 2
            elif rtl:
                start = drawing.legend_extent[0] / scale
            y = top + legend.ROW_HEIGHT * (index + 0.5) * scale
            for entry, x, name_x in legend.place_row(row, start, rtl=rtl):
                sign_left = left + x * scale
                sign_width = entry.sign_width * scale
                self._add_sign(entry, sign_left, sign_left + sign_width, y)
                name_left = left + name_x * scale
                name_width = (entry.width - legend.NAME_GAP) * scale - sign_width
                if rtl:
                    name_left -= name_width
                self._add_label(entry.name, name_left, name_left + name_width, y, self.theme.text)

    def _add_label(self, text: str, left: float, right: float, y: float, color: str) -> None:
        drawing = self.drawing
        half = 9 * drawing.legend_scale
        area = Rectangle(left, y - half, right, y + half)
        box = self.shapes.add_textbox(*lengths(area))
        frame = box.text_frame
        self._write(frame, text, drawing.legend_size, color)
        frame.word_wrap = False
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if self.scene.words.rtl else PP_ALIGN.LEFT
        describe(box, f"legend: {text}")

    def _add_sign(self, entry: legend.Entry, left: float, right: float, y: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a dot."""
        mark = entry.mark
        relation = entry.line
        is_implicit = entry.is_implicit
        scale = self.drawing.legend_scale
        sign: Shape | Connector
        if mark is not None:
            color = self._color_of_mark(mark, falls=False)
            self._add_label(mark.sign or mark.text, left, right, y, color)
            return
        if entry.look is not None:
            half = LEGEND_BOX * scale
            area = Rectangle(left, y - half, right, y + half)
            sign = self._add_shape(
                area, entry.look, scale / 2,
                is_main=entry.is_main, is_copy=entry.is_copy,
                is_implicit=is_implicit, verdict=entry.verdict,
            )  # fmt: skip
        elif relation is not None:
            height = Pt(y)
            sign = self._add_line((Pt(left), height), (Pt(right), height))
            ending = entry.ending
            self._style_line(sign, relation, 1.0, self._color_of_line(relation, ending))
            add_head(sign, "tailEnd", _head(relation, ending, is_implicit=is_implicit))
        elif entry.is_linked:
            radius = DOT * scale / 2
            x = left + (right - left) / 2
            area = Rectangle(x - radius, y - radius, x + radius, y + radius)
            sign = self._add_circle(area, self.theme.lines[Relation.SUPPORT].color)
        else:
            return
        describe(sign, f"legend: {entry.name}")


def _head(relation: Relation, ending: Ending, *, is_implicit: bool) -> str:
    if ending in HEAD_WITHOUT_EFFECT:
        return HEAD_WITHOUT_EFFECT[ending]
    return IMPLICIT_HEAD if is_implicit else HEADS[relation]


def _radius(height: float, scale: float) -> float:
    """Return the radius of the corners of a round box."""
    return min(ROUND * scale, height / 3)
