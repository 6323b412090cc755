"""The parts of a picture as elements of SVG: boxes with text and strips, then steps; and a legend.

    g.claim          a box: its outline, its lines, its strip and its signs
    g.step           a step: bracket, lines with their heads, junction
    g.trunk          what lines of several steps share, with one head

Each claim and step has an `id` of letters, digits, `-` and `_`, which a style sheet can name as it
is; its id in the map is `data-claim` or `data-step`. What kind it is, on which side and what
becomes of it are classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from itertools import product

from argmap.diagrams import legend
from argmap.diagrams.blank_spaces import SIGN_RADIUS
from argmap.diagrams.box_contents import (
    STRIP_SIZE,
    TAG_INSET,
    TAG_SIZE,
    Mark,
    Sign,
    Tone,
    VerdictMark,
)
from argmap.diagrams.font_metrics import (
    clean,
    is_measured,
    mark_direction,
    runs_right_to_left,
    width,
)
from argmap.diagrams.geometry import Point, Rectangle, straight
from argmap.diagrams.layout import (
    Bracket,
    GroupFrame,
    Layout,
    Line,
    PlacedBox,
    Trunk,
    mark_areas,
)
from argmap.diagrams.scene import NUMBER_SIZE, Links, Scene
from argmap.diagrams.svg_shapes import (
    Attributes,
    Element,
    InferenceStyle,
    Strokes,
    add,
    add_bracket,
    add_circle,
    add_contour,
    add_hatching,
    add_inference,
    add_sign,
    add_trunk,
    number,
    point,
    segment,
    sides_of,
    stroke,
)
from argmap.diagrams.theme import (
    BOLD,
    FRAME_NAME_PITCH,
    FRAME_NAME_SIZE,
    PITCH,
    SIZE,
    BoxLook,
    Contour,
    Ending,
    Relation,
    relation_of,
)
from argmap.model import Kind
from argmap.model.parts import GROUP_SEPARATOR

_BORDER = 1.3
_MAIN_BORDER = 3.2
_COPY_BORDER = 0.9
_STRIP_LINE = 0.6
_THUMBNAIL_LINE = 0.5
_FRAME_LINE = 0.9
_FRAME_CORNER = 5.0
_IMPLICIT_DASHES = "5,3"

# How thick the lines of steps are that are gone, or new.
_GONE_LINE = 0.7
_NEW_LINE = 3.0

_FIELD_CORNER = 4.0

# From the corner of a box to the middle of a sign on its right border; and where that slants.
_SIGN_INSET = 7.5
_SLANTED_INSET = 3.8

_WARRANT_HALF = 4.0

# From the corner of a box to its number, and from its sides to the lines to write on.
_NUMBER_INSET = 4.0

# How thick these lines are.
_RULE = 0.5

# The size of a sign in a circle.
_SIGN_SIZE = 15.0

# How far below its middle the baseline of a line of Arial is, in em.
_BASELINE = 0.35

# How far it is below the top of a row of a strip or a name, or the middle of a legend's row.
_STRIP_BASELINE = 8.8
_NAME_BASELINE = 8.6
_LEGEND_BASELINE = 3.5

# Half the height of a box in the legend.
_LEGEND_BOX = 6.5

_NOT_PLAIN = re.compile(r"[^\w-]")


@dataclass
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

    scene: Scene
    links: Links
    _: KW_ONLY
    fits_viewers: bool = True
    is_live: bool = False

    def __post_init__(self) -> None:
        self.map = self.scene.map
        self.theme = self.scene.theme

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
            rtl: whether it runs from right to left; None if it is a text of its own, whose letters
                decide that.
        """
        if rtl is None:
            rtl = self.runs_right_to_left(line)
        x, y = place
        attributes: Attributes = {"x": x, "y": y, **look}
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

    def add_map(self, parent: Element, layout: Layout, attributes: Attributes) -> None:
        """Add a group with these attributes, and in it all of a map."""
        group = add(parent, "g", {**attributes, "font-size": SIZE, "text-anchor": "middle"})
        for frame in layout.frames:
            self._add_frame(group, frame)
        for area in layout.fields:
            field: Attributes = {**sides_of(area), "rx": _FIELD_CORNER, "fill": self.theme.field}
            add(add(group, "g", {"class": "field"}), "rect", field)
        names = plain_ids("claim-", self.map.claims)
        order = {id: place for place, id in enumerate(names)}

        def place_of(placed: PlacedBox) -> tuple[bool, int, int]:
            # In the order of the file, and after all of them the copies.
            box = placed.box
            return box.is_copy, order[box.claim], box.number

        for placed in sorted(layout.boxes, key=place_of):
            self._add_box(group, placed, names[placed.box.claim])
        fill_in = self.scene.fill_in
        if fill_in.is_done:
            for bracket in fill_in.brackets(layout):
                add_bracket(group, bracket, self.theme.text)
        self._add_inferences(group, layout)
        for trunk in layout.trunks:
            self._add_trunk(group, trunk)

    def add_patterns(self, parent: Element) -> None:
        """Add the hatching of what is contested, by the shape of each side's boxes."""
        looks = {look.contour: look for look in map(self.scene.look, self.map.claims.values())}
        looks[self.theme.neutral.contour] = self.theme.neutral  # the legend has it
        for contour, look in looks.items():
            add_hatching(parent, f"hatch-{contour.value}", look.line)

    def _add_frame(self, parent: Element, frame: GroupFrame) -> None:
        """Add the frame around a group of claims, which boxes and lines are drawn on."""
        theme = self.theme
        path = clean(GROUP_SEPARATOR.join(frame.path))
        anchor = "end" if self.scene.words.rtl else "start"
        group = add(parent, "g", {"class": "group", "data-group": path, "text-anchor": anchor})
        add(group, "title", text=path)
        outline: Attributes = {
            **sides_of(frame.area),
            "fill": theme.frame_ground,
            "stroke": theme.frame,
            "stroke-width": _FRAME_LINE,
            "rx": _FRAME_CORNER,
        }
        add(group, "rect", outline)
        look: Attributes = {"font-size": FRAME_NAME_SIZE, "fill": theme.quiet}
        x, top = frame.place
        y = top + _NAME_BASELINE
        for line in frame.name:
            self.add_text(group, (x, y), line, FRAME_NAME_SIZE, look)
            y += FRAME_NAME_PITCH

    def _add_box(self, parent: Element, placed: PlacedBox, name: str) -> None:
        scene = self.scene
        theme = self.theme
        box = placed.box
        id = box.claim
        is_copy = box.is_copy
        claim = self.map.claims[id]
        attributes: Attributes = {"id": name, "class": self._classes_of_claim(id)}
        number_to_fill_in = scene.fill_in.numbers.get(id, "")
        if is_copy:
            # The box of a claim has its id, the copies have none.
            attributes = {"class": f"{attributes['class']} copy"}
            number_to_fill_in = ""
        attributes["data-claim"] = id
        if self.is_live:
            attributes["data-box"] = str(box.number)
        # A box looks as the legend shows it.
        look = scene.look(claim)
        sign = legend.Entry(
            "",
            look,
            is_main=id in scene.main_ids and not is_copy,
            is_implicit=claim.implicit,
            is_copy=is_copy,
            verdict=scene.verdict_sign(id),
            change=scene.changes.get(id),
        )
        is_gray = sign.falls or sign.is_gone
        if is_gray:
            attributes["fill"] = theme.fallen_text
        group = add(parent, "g", attributes)
        add(group, "title", text=clean(claim.text))
        if id in self.links:
            group = add(group, "a", {"href": self.links[id]})
        style = self._box_style(sign, look)
        if number_to_fill_in and not scene.fill_in.is_done:
            style["fill"] = theme.paper  # one writes on it, whatever a copier makes of grays
        area = placed.area
        self._add_outline(group, area, sign, style)
        if number_to_fill_in:
            self._add_room_to_write(group, placed, number_to_fill_in)
        self._add_lines(group, placed, is_bold=sign.is_main)
        if placed.shape.strip:
            strip_top = area.bottom - placed.shape.strip_height
            start = point((area.left, strip_top))
            path = f"M{start}H{number(area.right)}"
            add(group, "path", {"d": path, **stroke(str(style["stroke"]), _STRIP_LINE)})
        for mark, mark_area in mark_areas(placed):
            x, _ = mark_area.middle
            place = (x, mark_area.top + _STRIP_BASELINE)
            self._add_mark(group, place, mark, STRIP_SIZE, is_gray=is_gray)
        color = theme.fallen_text if is_gray else theme.quiet
        tag_end = area.left + TAG_INSET
        if placed.shape.tag:
            tag_end = self._add_tag(group, area, placed.shape.tag, color)
        for mark in placed.shape.signs:
            if mark.sign is not None:
                place = self._place_of_sign(area, mark.sign, look.contour)
                if mark.sign is Sign.WARRANT:
                    place = (self._across(area, tag_end + _WARRANT_HALF), area.top)
                add_sign(group, mark.sign, place, color, theme.paper, mark.text)
        if self.is_live:
            # A sign of the verdict may be shown here, where no line runs.
            x, y = self._place_of_sign(area, Sign.FALLS, look.contour)
            add(group, "use", {"class": "sign", "x": x, "y": y})

    def _add_tag(self, group: Element, area: Rectangle, tag: str, color: str) -> float:
        """Add a text on the upper border of a box, and return where it ends if not mirrored."""
        left = area.left + TAG_INSET
        end = right = left + width(tag) * TAG_SIZE
        if self.scene.words.rtl:
            right = self._across(area, left)
            left = self._across(area, end)
        group = add(group, "g", {"class": "tag"})
        ground = Rectangle(left - 1.5, area.top - 3.5, right + 1.5, area.top + 3.5)
        add(group, "rect", {**sides_of(ground), "fill": self.theme.paper, "rx": 2.0})
        look: Attributes = {"font-size": TAG_SIZE, "fill": color, "text-anchor": "start"}
        self.add_text(group, (left, area.top + 2.6), tag, TAG_SIZE, look)
        return end + 1.5

    def _across(self, area: Rectangle, x: float) -> float:
        """Return where in a box something is whose place is mirrored if the map is."""
        return area.left + area.right - x if self.scene.words.rtl else x

    def _place_of_sign(self, area: Rectangle, sign: Sign, contour: Contour) -> Point:
        """Return the middle of a sign, on the border of its box, where no text or line is."""
        if sign.is_verdict:
            return self._across(area, area.right - 1), area.top
        inset = _SLANTED_INSET if contour is Contour.SLANTED else 0.0
        return self._across(area, area.right - inset), area.bottom - _SIGN_INSET

    def _add_outline(
        self, group: Element, area: Rectangle, sign: legend.Entry, style: Attributes
    ) -> None:
        """Add the outline of a box, and the hatching of one that is contested."""
        if sign.look is None:
            return
        contour = sign.look.contour
        add_contour(group, area, contour, style)
        if sign.is_copy:
            return
        hatching: Attributes = {"fill": f"url(#hatch-{contour.value})"}
        if self.is_live and not sign.name:
            # It may become contested; a style sheet shows when.
            add_contour(group, area, contour, {"class": "hatch", **hatching})
        elif sign.verdict is Sign.CONTESTED:
            add_contour(group, area, contour, hatching)

    def _box_style(self, sign: legend.Entry, look: BoxLook) -> Attributes:
        theme = self.theme
        style: Attributes = {"fill": look.fill, "stroke": look.line, "stroke-width": _BORDER}
        if sign.falls:
            style["fill"] = theme.fallen_fill
        if sign.is_main:
            style["stroke-width"] = _MAIN_BORDER
        if sign.is_copy or sign.is_gone:
            style |= {"fill": "none", "stroke-width": _COPY_BORDER}
        if sign.is_gone:
            style["stroke"] = theme.fallen
        if sign.is_implicit:
            style["stroke-dasharray"] = _IMPLICIT_DASHES
        return style

    def _add_room_to_write(self, group: Element, placed: PlacedBox, number: str) -> None:
        """Add the number of a box to be filled in and, as long as it is not, lines to write on."""
        fill_in = self.scene.fill_in
        area = placed.area
        left = area.left + _NUMBER_INSET
        right = area.right - _NUMBER_INSET
        em = NUMBER_SIZE * BOLD
        x = left
        if self.scene.words.rtl:
            x = right - width(number) * em
        y = area.top + _NUMBER_INSET / 2 + NUMBER_SIZE
        look: Attributes = {"font-size": NUMBER_SIZE, "text-anchor": "start", "font-weight": "bold"}
        self.add_text(group, (x, y), number, em, look)
        if fill_in.is_done:
            return
        # The lower border of the box is a line to write on, too.
        pitch = fill_in.pitch
        y = area.bottom - placed.shape.strip_height - pitch
        while y >= area.top + pitch:
            path = segment((left, y), (right, y))
            add(group, "path", {"d": path, "stroke": self.theme.quiet, "stroke-width": _RULE})
            y -= pitch

    def _add_lines(self, group: Element, placed: PlacedBox, *, is_bold: bool) -> None:
        area = placed.area
        shape = placed.shape
        lines = shape.lines
        x, _ = area.middle
        # What the text leaves free is above it and below it, in equal parts.
        height = PITCH * (len(lines) - 1)
        free = area.height - shape.strip_height - height
        y = area.top + free / 2 + _BASELINE * SIZE
        look: Attributes = {}
        em = float(SIZE)
        if is_bold:
            look["font-weight"] = "bold"
            em *= BOLD
        rtl = self.runs_right_to_left("".join(lines))
        for line in lines:
            self.add_text(group, (x, y), line, em, look, rtl=rtl)
            y += PITCH

    def _add_mark(
        self, group: Element, place: Point, mark: Mark, size: float, *, is_gray: bool = False
    ) -> None:
        theme = self.theme
        tone = mark.tone
        look: Attributes = {"font-size": size}
        colors = {Tone.ALARM: theme.alarm, Tone.QUIET: theme.quiet}
        if tone in colors and not is_gray:
            look["fill"] = colors[tone]
        if tone is Tone.ALARM:
            look["font-weight"] = "bold"
        self.add_text(group, place, mark.text, mark.em * size / STRIP_SIZE, look)

    # inferences

    def _add_inferences(self, parent: Element, layout: Layout) -> None:
        """Add all that is drawn of steps; of one that can change, every way in which it can end."""
        scene = self.scene
        lines_of = layout.lines_by_inference()
        brackets = {bracket.inference: bracket for bracket in layout.brackets}
        inferences = self.map.inferences
        signs = scene.fill_in.signs
        names = plain_ids("step-", inferences)
        for place, (id, inference) in enumerate(inferences.items()):
            # The second of two rebuttals that answer each other has no line of its own.
            if id not in lines_of:
                continue
            classes = ["step", inference.kind.value, *self._verdict_classes(id)]
            if inference.weighing:
                classes.append("weighing")
            if inference.implicit:
                classes.append("implicit")
            attributes: Attributes = {"id": names[id], "class": " ".join(classes)}
            attributes["data-step"] = id
            if self.is_live:
                attributes["data-number"] = str(place)
            group = add(parent, "g", attributes)
            add(group, "title", text=scene.sentence(inference))
            # A line looks as the legend shows it.
            sign = legend.Entry(
                "",
                is_implicit=inference.implicit,
                ending=scene.ending(id),
                change=scene.changes.get(id),
            )
            style = self._line_style(sign, relation_of(inference))
            answer = layout.trees.answers.get(id)
            tail_endings = [Ending.HEAD]
            if answer is not None:
                style = replace(style, tail_ending=scene.ending(answer))
                tail_endings = [Ending.HEAD, Ending.CROSS, Ending.RING]
            strokes = Strokes(
                lines=lines_of[id],
                bracket=brackets.get(id),
                junction=layout.junctions.get(id),
            )
            if self.is_live:
                possible = [Ending.HEAD, Ending.CROSS, Ending.RING]
                if inference.kind is Kind.UNDERCUTTER:
                    possible.append(Ending.HALF)
                for ending, tail_ending in product(possible, tail_endings):
                    variant = replace(style, ending=ending, tail_ending=tail_ending)
                    endings: Attributes = {"data-ending": ending.name.lower()}
                    endings["data-tail"] = tail_ending.name.lower()
                    if variant != style:
                        endings["display"] = "none"
                    add_inference(add(group, "g", endings), variant, strokes)
            elif id in signs:
                self._add_inference_to_mark(group, style, strokes, signs[id])
            else:
                add_inference(group, style, strokes)

    def _add_trunk(self, parent: Element, trunk: Trunk) -> None:
        """Add what lines of several steps share: what is true of all of them shows in it."""
        scene = self.scene
        inferences = [self.map.inferences[id] for id in trunk.inferences]
        kind = inferences[0].kind
        attributes: Attributes = {"class": f"trunk {kind.value}"}
        attributes["data-steps"] = " ".join(trunk.inferences)
        if self.is_live:
            places = {id: str(place) for place, id in enumerate(self.map.inferences)}
            attributes["data-members"] = " ".join(places[id] for id in trunk.inferences)
        group = add(parent, "g", attributes)
        changes = {scene.changes.get(id) for id in trunk.inferences}
        sign = legend.Entry(
            "",
            is_implicit=all(inference.implicit for inference in inferences),
            ending=trunk_ending([scene.ending(id) for id in trunk.inferences]),
            change=changes.pop() if len(changes) == 1 else None,
        )
        style = self._line_style(sign, relation_of(inferences[0]))
        if self.is_live:
            for ending in (Ending.HEAD, Ending.CROSS, Ending.RING):
                variant: Attributes = {"data-ending": ending.name.lower(), "data-tail": "head"}
                if ending is not style.ending:
                    variant["display"] = "none"
                looks = add(group, "g", variant)
                add_trunk(looks, replace(style, ending=ending), trunk, has_head=True)
            return
        is_to_mark = not scene.fill_in.signs.keys().isdisjoint(trunk.inferences)
        if is_to_mark:
            # What it shows could be that of others than those to mark, too.
            style = self._line_style(legend.Entry(""), Relation.SUPPORT)
        add_trunk(group, style, trunk, has_head=not is_to_mark)

    def _add_inference_to_mark(
        self, group: Element, style: InferenceStyle, strokes: Strokes, sign: str
    ) -> None:
        """Add what is drawn of a step whose kind is to be filled in, in a circle on its line."""
        # Its head would show what the line is.
        headless = [replace(line, has_head=False) for line in strokes.lines]
        add_inference(group, style, strokes._replace(lines=headless))
        theme = self.theme
        [line] = headless
        middle = self.scene.fill_in.place_of_sign(line.stub or line.path)
        border: Attributes = {"stroke": theme.text, "stroke-width": _BORDER}
        add_circle(group, middle, SIGN_RADIUS, {"fill": theme.paper, **border})
        if sign:
            x, y = middle
            y += _BASELINE * _SIGN_SIZE
            bold: Attributes = {"font-size": _SIGN_SIZE, "font-weight": "bold"}
            self.add_text(group, (x, y), sign, _SIGN_SIZE * BOLD, bold)

    def _line_style(self, sign: legend.Entry, relation: Relation) -> InferenceStyle:
        theme = self.theme
        look = theme.lines[relation]
        if sign.is_gone:
            look = replace(look, color=theme.fallen, width=_GONE_LINE)
        elif sign.change is not None and sign.change.is_new:
            look = replace(look, width=_NEW_LINE)
        return InferenceStyle(
            relation=relation,
            look=look,
            muted=theme.fallen,
            paper=theme.paper,
            is_implicit=sign.is_implicit,
            ending=sign.ending,
        )

    # classes

    def _classes_of_claim(self, id: str) -> str:
        """Return the classes of the box of a claim: `claim side-later main contested`."""
        classes = ["claim"]
        side = self.scene.sides[id]
        if side:
            classes.append("side-" + _NOT_PLAIN.sub("_", side))
        if id in self.scene.main_ids:
            classes.append("main")
        if self.map.claims[id].implicit:
            classes.append("implicit")
        if self.map.is_unsupported(id):
            classes.append("unsupported")
        return " ".join([*classes, *self._verdict_classes(id)])

    def _verdict_classes(self, id: str) -> list[str]:
        verdict = self.scene.verdicts.get(id)
        if verdict is None:
            return []
        classes = [verdict.replace(" ", "-")]
        if verdict.falls and verdict is not VerdictMark.FALLS:
            classes.append("falls")
        return classes

    # the thumbnail

    def add_thumbnail(self, parent: Element, boxes: Iterable[tuple[Rectangle, bool]]) -> None:
        """Add the small picture of the overview, in which the boxes that are marked are filled."""
        theme = self.theme
        look: Attributes = {"class": "thumbnail", "stroke": theme.quiet}
        group = add(parent, "g", {**look, "stroke-width": _THUMBNAIL_LINE})
        if self.scene.thumbnail is not None:
            add(group, "title", text=self.scene.thumbnail.text)
        for area, is_marked in boxes:
            fill = theme.text if is_marked else theme.frame_ground
            add(group, "rect", {**sides_of(area), "fill": fill})

    # the legend

    def add_legend(
        self, parent: Element, rows: Sequence[Sequence[legend.Entry]], room: float | None
    ) -> None:
        """Add the rows of a legend, from x = 0 to the end of the room, or with middles at 0."""
        rtl = self.scene.words.rtl
        look: Attributes = {"text-anchor": "end"} if rtl else {}
        y = legend.ROW_HEIGHT / 2
        for row in rows:
            left = 0.0
            right = room
            if right is None:
                right = legend.row_width(row) / 2
                left = -right
            for entry, x, name_x in legend.place_row(row, right if rtl else left, rtl=rtl):
                self._add_sign(parent, entry, x, y)
                place = (name_x, y + _LEGEND_BASELINE)
                self.add_text(parent, place, entry.name, legend.NAME_SIZE, look)
            y += legend.ROW_HEIGHT

    def _add_sign(self, group: Element, entry: legend.Entry, x: float, y: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a bracket."""
        right = x + legend.SIGN_WIDTH
        mark = entry.mark
        relation = entry.line
        look = entry.look
        if mark is not None and mark.sign is not None:
            middle_of_sign = (x + entry.sign_width / 2, y)
            add_sign(group, mark.sign, middle_of_sign, self.theme.quiet, self.theme.paper)
        elif mark is not None:
            place = (x, y + _LEGEND_BASELINE)
            self._add_mark(group, place, mark, legend.NAME_SIZE)
        elif relation is not None:
            line = Line("", straight((x, y), (right, y)))
            style = self._line_style(entry, relation)
            add_inference(group, style, Strokes([line]))
        elif entry.is_linked:
            color = self.theme.lines[Relation.SUPPORT].color
            top = y - 3
            bottom = y + 5
            bar = ((x, top), (right, top))
            legs = [((leg, top), (leg, bottom)) for leg in (x + 7, right - 7)]
            add_bracket(group, Bracket("", bar, legs), color)
        elif look is not None:
            area = Rectangle(x, y - _LEGEND_BOX, right, y + _LEGEND_BOX)
            self._add_outline(group, area, entry, self._box_style(entry, look))
            if entry.verdict is not None:
                # Its usual corner is out of the row.
                corner = (self._across(area, right - 1), y - 3)
                add_sign(group, entry.verdict, corner, self.theme.quiet, self.theme.paper)
            if entry.is_copy:
                middle, y = area.middle
                small: Attributes = {"font-size": legend.NUMBER_SIZE, "text-anchor": "middle"}
                self.add_text(group, (middle, y + 3), "1.1", legend.NUMBER_SIZE, small)


def trunk_ending(endings: Sequence[Ending]) -> Ending:
    """Return what a trunk ends in: a head if one of its lines has one, a cross if all fall."""
    if any(ending.has_effect for ending in endings):
        return Ending.HEAD
    return Ending.RING if Ending.RING in endings else Ending.CROSS


def plain_ids(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Return names made of ids, by id: other characters become `_`.

    Names that come out alike are numbered: `claim-a_b`, `claim-a_b_2`.
    """
    names = {}
    taken = set()
    for id in ids:
        unnumbered = name = prefix + _NOT_PLAIN.sub("_", id)
        number = 1
        while name in taken:
            number += 1
            name = f"{unnumbered}_{number}"
        taken.add(name)
        names[id] = name
    return names
