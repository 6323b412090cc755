"""The parts of a picture as elements of SVG: boxes with text and strips, then steps, each once; and
a legend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from argmap.diagrams import legend
from argmap.diagrams.blank_spaces import SIGN_RADIUS, FillIn
from argmap.diagrams.box_contents import STRIP_SIZE, Mark, Tone, strip_height
from argmap.diagrams.box_tree import answers
from argmap.diagrams.curves import Point
from argmap.diagrams.font_metrics import (
    clean,
    is_measured,
    mark_direction,
    runs_right_to_left,
    width,
)
from argmap.diagrams.group_frames import NAME_PITCH, NAME_SIZE
from argmap.diagrams.placement import (
    Bracket,
    GroupFrame,
    Line,
    PlacedBox,
    Placement,
    Rectangle,
    mark_areas,
)
from argmap.diagrams.scene import (
    NUMBER_SIZE,
    Scene,
    classes_of_claim,
    classes_of_inference,
    plain_ids,
)
from argmap.diagrams.svg_shapes import (
    Attributes,
    Element,
    InferenceStyle,
    add,
    add_bracket,
    add_contour,
    add_junction,
    add_line,
    number,
    point,
    segment,
)
from argmap.diagrams.theme import BOLD, PITCH, SIZE, BoxLook, Ending, LineLook
from argmap.model import Inference, Kind
from argmap.model.parts import GROUP_SEPARATOR
from argmap.model.writing import Change

_BORDER, _MAIN_BORDER, _COPY_BORDER = 1.3, 3.2, 0.9
_STRIP_LINE = 0.6
_FRAME_LINE, _FRAME_CORNER = 0.9, 5.0
_IMPLICIT_DASHES = "5,3"

_GONE_LINE, _NEW_LINE = 0.7, 3.0
"""How thick the lines of steps are that are gone, or new."""

_NUMBER_INSET = 4.0
"""From the corner of a box to its number, and from its sides to the lines to write on."""

_RULE = 0.5
_SIGN_SIZE = 15.0
"""How thick these lines are, and the size of a sign in a circle."""

_BASELINE = 0.35
"""How far below its middle the baseline of a line of Arial is, in em."""

_STRIP_BASELINE = 8.8
_LEGEND_BASELINE = 3.5
"""How far below the top of a row of a strip, and below the middle of one of the legend, its
baseline is.
"""

_NAME_BASELINE = 8.6
"""How far below the top of a line of a frame's name its baseline is."""

_LEGEND_BOX = 6.5
"""Half the height of a box in the legend."""


class Painter:
    """Adds the parts of a picture to elements of SVG.

    Attributes:
        scene: what is drawn.
        links: id of a claim -> the web address that its box leads to.
        fits_viewers: whether text is squeezed or spread to the room that was measured for it,
            whatever fonts a viewer has; what is typeset is set with a font that is as wide.
        is_live: whether what is drawn can change: boxes say which they are, and steps have every
            ending that verdicts may give them, of which the usual one is shown.
    """

    def __init__(
        self,
        scene: Scene,
        links: Mapping[str, str],
        *,
        fits_viewers: bool = True,
        is_live: bool = False,
    ) -> None:
        self.scene = scene
        self.map = scene.map
        self.theme = scene.theme
        self.links = links
        self.fits_viewers = fits_viewers
        self.is_live = is_live
        self.answers = answers(scene.map)
        self.number_of_inference = {id: number for number, id in enumerate(scene.map.inferences)}

    # text

    def add_text(
        self,
        parent: Element,
        place: Point,
        line: str,
        em: float,
        look: Attributes,
        *,
        rtl: bool | None = None,
    ) -> None:
        """Add a line of text.

        Args:
            parent: what to add it to.
            place: where it starts, or where its middle is if the parent or the look says so; on its
                baseline.
            line: the line.
            em: what an em of it measures, bold or not.
            look: its size and so on, where they are not those of the parent.
            rtl: whether it runs from right to left; None if it is a text of its own, which tells
                that itself.
        """
        if rtl is None:
            rtl = self.runs_right_to_left(line)
        attributes: Attributes = {"x": place[0], "y": place[1], **look}
        # Another font than Arial is squeezed or spread to the room that was measured: by the gaps
        # between letters, since its size is that of Arial already. A line of letters that were only
        # guessed keeps its width. What is typeset is never spread.
        if is_measured(line) or not self.fits_viewers:
            attributes["textLength"] = f"{width(line) * em:.1f}"
        add(parent, "text", attributes, mark_direction(line, rtl=rtl))

    def runs_right_to_left(self, text: str) -> bool:
        """Return whether a text is set from right to left."""
        return runs_right_to_left(text, otherwise=self.scene.words.rtl)

    # the map

    def add_map(self, parent: Element, placement: Placement, attributes: Attributes) -> None:
        """Add a group with these attributes, and in it all of a map."""
        group = add(parent, "g", {**attributes, "font-size": SIZE, "text-anchor": "middle"})
        for frame in placement.frames:
            self._add_frame(group, frame)
        self._add_boxes(group, placement.boxes)
        lines: dict[str, list[Line]] = {}
        for line in placement.lines:
            lines.setdefault(line.inference, []).append(line)
        brackets = {bracket.inference: bracket for bracket in placement.brackets}
        junctions = {junction.inference: junction.place for junction in placement.junctions}
        names = plain_ids("step-", self.map.inferences)
        if self.scene.fill_in is not None and self.scene.fill_in.is_done:
            for bracket in self.scene.fill_in.brackets(placement):
                add_bracket(group, bracket, self.theme.text)
        for inference in self.map.inferences.values():
            # The second of two rebuttals that answer each other has no line of its own.
            if inference.id in lines:
                drawn = self._add_inference(group, inference, names[inference.id])
                self._add_signs(
                    drawn,
                    inference,
                    lines[inference.id],
                    brackets.get(inference.id),
                    junctions.get(inference.id),
                )

    def _add_frame(self, parent: Element, frame: GroupFrame) -> None:
        """Add the frame around a group of claims, which boxes and lines are drawn on."""
        path = clean(GROUP_SEPARATOR.join(frame.path))
        group = add(parent, "g", {"class": "group", "data-group": path, "text-anchor": "start"})
        add(group, "title", text=path)
        style: Attributes = {
            "fill": self.theme.frame_ground,
            "stroke": self.theme.frame,
            "stroke-width": _FRAME_LINE,
            "rx": _FRAME_CORNER,
        }
        area = frame.area
        place: Attributes = {
            "x": area.left,
            "y": area.top,
            "width": area.width,
            "height": area.height,
        }
        add(group, "rect", {**place, **style})
        x, y = frame.place
        look: Attributes = {"font-size": NAME_SIZE, "fill": self.theme.quiet}
        for index, line in enumerate(frame.name):
            self.add_text(
                group, (x, y + NAME_PITCH * index + _NAME_BASELINE), line, NAME_SIZE, look
            )

    def _add_boxes(self, group: Element, boxes: Sequence[PlacedBox]) -> None:
        """Add boxes in the order of the file, and after them their copies."""
        names = plain_ids("claim-", self.map.claims)
        place_of_claim = {id: place for place, id in enumerate(self.map.claims)}

        def reading_order(placed: PlacedBox) -> tuple[bool, int, int]:
            return placed.box.is_copy, place_of_claim[placed.box.claim], placed.box.number

        for placed in sorted(boxes, key=reading_order):
            self._add_box(group, placed, names[placed.box.claim])

    def _add_box(self, parent: Element, placed: PlacedBox, name: str) -> None:
        claim = self.map.claims[placed.box.claim]
        is_copy = placed.box.is_copy
        falls, is_gone = self.scene.falls(claim.id), self.scene.is_gone(claim.id)
        group = self._add_group_of_box(parent, placed, name, is_gray=falls or is_gone)
        look = self.scene.look(claim)
        is_main = claim.id in self.scene.main_ids and not is_copy
        style = self._box_style(
            look,
            is_main=is_main,
            is_copy=is_copy,
            falls=falls,
            is_implicit=claim.implicit,
            is_gone=is_gone,
        )
        if self.scene.is_blank(claim.id) and not is_copy:
            style["fill"] = self.theme.paper  # one writes on it, whatever a copier makes of greys
        add_contour(group, placed.area, look.contour, style)
        if (
            self.scene.fill_in is not None
            and claim.id in self.scene.fill_in.numbers
            and not is_copy
        ):
            self._add_room_to_write(group, placed, self.scene.fill_in)
        self._add_lines(group, placed, is_bold=is_main)
        self._add_strip(group, placed, line=str(style["stroke"]), is_gray=falls or is_gone)
        if self.is_live:
            # A sign of the verdict may be shown here, where no line runs.
            add(group, "use", {"class": "sign", "x": placed.area.right - 2, "y": placed.area.top})

    def _add_group_of_box(
        self, parent: Element, placed: PlacedBox, name: str, *, is_gray: bool
    ) -> Element:
        """Add the group of a box, without what is drawn of it, and return it, or the link in it."""
        claim = self.map.claims[placed.box.claim]
        is_copy = placed.box.is_copy
        classes = classes_of_claim(self.scene, claim)
        if is_copy:
            classes.append("copy")
        attributes: Attributes = {"class": " ".join(classes), "data-claim": claim.id}
        # The box of a claim has its id, the copies have none.
        if not is_copy:
            attributes = {"id": name, **attributes}
        if self.is_live:
            attributes["data-box"] = str(placed.box.number)
        if is_gray:
            attributes["fill"] = self.theme.fallen_text
        group = add(parent, "g", attributes)
        add(group, "title", text=clean(claim.text))
        link = self.links.get(claim.id)
        return group if link is None else add(group, "a", {"href": link})

    def _box_style(
        self,
        look: BoxLook,
        *,
        is_main: bool,
        is_copy: bool,
        falls: bool,
        is_implicit: bool,
        is_gone: bool,
    ) -> Attributes:
        style: Attributes = {"fill": look.fill, "stroke": look.line, "stroke-width": _BORDER}
        if falls:
            style |= {"fill": self.theme.paper, "stroke": self.theme.fallen}
        if is_main:
            style["stroke-width"] = _MAIN_BORDER
        if is_copy:
            style |= {"fill": "none", "stroke-width": _COPY_BORDER}
        if is_implicit:
            style["stroke-dasharray"] = _IMPLICIT_DASHES
        if is_gone:
            style |= {"fill": "none", "stroke": self.theme.fallen, "stroke-width": _COPY_BORDER}
        return style

    def _add_room_to_write(self, group: Element, placed: PlacedBox, fill_in: FillIn) -> None:
        """Add the number of a box that is to be filled in and, as long as it is not, lines to write
        on.
        """
        area = placed.area
        number_of_box = fill_in.numbers[placed.box.claim]
        x = area.left + _NUMBER_INSET
        if self.scene.words.rtl:
            x = area.right - _NUMBER_INSET - width(number_of_box) * NUMBER_SIZE * BOLD
        place = (x, area.top + _NUMBER_INSET / 2 + NUMBER_SIZE)
        look: Attributes = {"font-size": NUMBER_SIZE, "text-anchor": "start", "font-weight": "bold"}
        self.add_text(group, place, number_of_box, NUMBER_SIZE * BOLD, look)
        if fill_in.is_done:
            return
        # The lower border of the box is a line to write on, too.
        y = area.bottom - strip_height(len(placed.shape.strip)) - fill_in.pitch
        while y >= area.top + fill_in.pitch:
            path = segment((area.left + _NUMBER_INSET, y), (area.right - _NUMBER_INSET, y))
            add(group, "path", {"d": path, "stroke": self.theme.quiet, "stroke-width": _RULE})
            y -= fill_in.pitch

    def _add_lines(self, group: Element, placed: PlacedBox, *, is_bold: bool) -> None:
        area, shape = placed.area, placed.shape
        x, _ = area.middle
        room = area.height - strip_height(len(shape.strip))
        y = area.top + (room - PITCH * (len(shape.lines) - 1)) / 2 + _BASELINE * SIZE
        look: Attributes = {}
        em = float(SIZE)
        if is_bold:
            look["font-weight"] = "bold"
            em *= BOLD
        rtl = self.runs_right_to_left("".join(shape.lines))
        for line in shape.lines:
            self.add_text(group, (x, y), line, em, look, rtl=rtl)
            y += PITCH

    def _add_strip(self, group: Element, placed: PlacedBox, *, line: str, is_gray: bool) -> None:
        rows = placed.shape.strip
        if not rows:
            return
        area = placed.area
        top = area.bottom - strip_height(len(rows))
        path = f"M{point(area.left, top)}H{number(area.right)}"
        add(group, "path", {"d": path, "fill": "none", "stroke": line, "stroke-width": _STRIP_LINE})
        for mark, place in mark_areas(placed):
            self._add_mark(
                group,
                (place.middle[0], place.top + _STRIP_BASELINE),
                mark,
                STRIP_SIZE,
                is_gray=is_gray,
            )

    def _add_mark(
        self, group: Element, place: Point, mark: Mark, size: float, *, is_gray: bool = False
    ) -> None:
        look: Attributes = {"font-size": size}
        colors = {Tone.ALARM: self.theme.alarm, Tone.QUIET: self.theme.quiet}
        if mark.tone in colors and not is_gray:
            look["fill"] = colors[mark.tone]
        if mark.tone is Tone.ALARM:
            look["font-weight"] = "bold"
        self.add_text(group, place, mark.text, mark.em * size / STRIP_SIZE, look)

    # steps

    def _add_inference(self, parent: Element, inference: Inference, name: str) -> Element:
        """Add the group of a step, without what is drawn of it, and return it."""
        classes = classes_of_inference(self.scene, inference)
        attributes: Attributes = {"id": name, "class": " ".join(classes), "data-step": inference.id}
        if self.is_live:
            attributes["data-number"] = str(self.number_of_inference[inference.id])
        group = add(parent, "g", attributes)
        add(group, "title", text=self.scene.sentence(inference))
        return group

    def _add_signs(
        self,
        group: Element,
        inference: Inference,
        lines: Sequence[Line],
        bracket: Bracket | None,
        junction: Point | None,
    ) -> None:
        """Add all that is drawn of a step: once, or if it can change for every way in which its
        line can end.
        """
        style = replace(
            self._line_style(inference.kind, self.scene.ending(inference.id)),
            is_implicit=inference.implicit,
        )
        style = replace(
            style, look=self._change_look(style.look, self.scene.changes.get(inference.id))
        )
        sign = self.scene.sign(inference.id)
        if sign is not None:
            # Its head would tell what the line is.
            lines = [replace(line, has_head=False) for line in lines]
        answer = self.answers.get(inference.id)
        if answer is not None:
            style = replace(style, tail_ending=self.scene.ending(answer))
        if not self.is_live:
            _add_inference_signs(group, style, lines, bracket, junction)
            if sign is not None and self.scene.fill_in is not None:
                self._add_circle(group, self.scene.fill_in.place_of_sign(lines[0].path), sign)
            return
        tail_endings = [Ending.HEAD] if answer is None else list(Ending)
        for ending, tail_ending in product(Ending, tail_endings):
            attributes: Attributes = {
                "data-ending": ending.name.lower(),
                "data-tail": tail_ending.name.lower(),
            }
            if (ending, tail_ending) != (style.ending, style.tail_ending):
                attributes["display"] = "none"
            variant = add(group, "g", attributes)
            changed = replace(style, ending=ending, tail_ending=tail_ending)
            _add_inference_signs(variant, changed, lines, bracket, junction)

    def _add_circle(self, group: Element, middle: Point, sign: str) -> None:
        """Add the circle on the line of a step in which its kind is marked."""
        x, y = middle
        look: Attributes = {
            "fill": self.theme.paper,
            "stroke": self.theme.text,
            "stroke-width": _BORDER,
        }
        add(group, "circle", {"cx": x, "cy": y, "r": SIGN_RADIUS, **look})
        if sign:
            bold: Attributes = {"font-size": _SIGN_SIZE, "font-weight": "bold"}
            self.add_text(group, (x, y + _BASELINE * _SIGN_SIZE), sign, _SIGN_SIZE * BOLD, bold)

    def _line_style(self, kind: Kind, ending: Ending) -> InferenceStyle:
        return InferenceStyle(
            kind, self.theme.lines[kind], self.theme.fallen, self.theme.paper, ending=ending
        )

    def _change_look(self, look: LineLook, change: Change | None) -> LineLook:
        if change is not None and change.is_gone:
            return replace(look, color=self.theme.fallen, width=_GONE_LINE)
        if change is not None and change.is_new:
            return replace(look, width=_NEW_LINE)
        return look

    # the legend

    def add_legend(
        self, parent: Element, rows: Sequence[Sequence[legend.Entry]], *, is_centered: bool
    ) -> None:
        """Add the rows of a legend below each other; they begin at x = 0, or have their middle
        there.
        """
        for index, row in enumerate(rows):
            x = -legend.row_width(row) / 2 if is_centered else 0.0
            for entry in row:
                y = legend.ROW_HEIGHT * (index + 0.5)
                self._add_sign(parent, entry, x, y)
                place = (x + entry.sign_width + legend.NAME_GAP, y + _LEGEND_BASELINE)
                self.add_text(parent, place, entry.name, legend.NAME_SIZE, {})
                x += entry.width

    def _add_sign(self, group: Element, entry: legend.Entry, x: float, y: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a bracket."""
        right = x + legend.SIGN_WIDTH
        if entry.mark is not None:
            self._add_mark(group, (x, y + _LEGEND_BASELINE), entry.mark, legend.NAME_SIZE)
        elif entry.look is not None:
            area = Rectangle(x, y - _LEGEND_BOX, right, y + _LEGEND_BOX)
            self._add_legend_box(group, entry, entry.look, area)
        elif entry.line is not None:
            line = Line("", ((x, y), (x, y), (right, y), (right, y)))
            style = replace(
                self._line_style(entry.line, entry.ending), is_implicit=entry.is_implicit
            )
            style = replace(style, look=self._change_look(style.look, entry.change))
            add_line(group, line, style)
        elif entry.is_linked:
            color = self.theme.lines[Kind.SUPPORT].color
            legs = tuple(((leg, y - 3), (leg, y + 5)) for leg in (x + 7, right - 7))
            add_bracket(group, Bracket("", ((x, y - 3), (right, y - 3)), legs), color)

    def _add_legend_box(
        self, group: Element, entry: legend.Entry, look: BoxLook, area: Rectangle
    ) -> None:
        style = self._box_style(
            look,
            is_main=entry.is_main,
            is_copy=entry.is_copy,
            falls=entry.falls,
            is_implicit=entry.is_implicit,
            is_gone=entry.change is not None and entry.change.is_gone,
        )
        add_contour(group, area, look.contour, style)
        if entry.is_copy:
            middle, y = area.middle
            small: Attributes = {"font-size": legend.NUMBER_SIZE, "text-anchor": "middle"}
            self.add_text(group, (middle, y + 3), "1.1", legend.NUMBER_SIZE, small)


def _add_inference_signs(
    group: Element,
    style: InferenceStyle,
    lines: Sequence[Line],
    bracket: Bracket | None,
    junction: Point | None,
) -> None:
    """Add the bracket, the lines and the junction of a step, in one style."""
    color = style.color(style.ending)
    if bracket is not None:
        add_bracket(group, bracket, color)
    for line in lines:
        add_line(group, line, style)
    if junction is not None:
        add_junction(group, junction, color)
