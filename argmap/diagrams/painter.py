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
from operator import attrgetter

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
    BASELINE,
    clean,
    is_measured,
    mark_direction,
    runs_right_to_left,
    width,
)
from argmap.diagrams.geometry import (
    Path,
    Point,
    Rectangle,
    grow,
    hull,
    hull_of,
    overlap,
    straight,
)
from argmap.diagrams.layout import (
    Bracket,
    GroupFrame,
    Layout,
    Line,
    LineWord,
    PlacedBox,
    Trunk,
    mark_areas,
)
from argmap.diagrams.line_words import WORD_DESCENT, WORD_SIZE
from argmap.diagrams.scene import (
    CORRECTION_RADIUS,
    NUMBER_SIZE,
    Links,
    Scene,
    place_of_correction,
)
from argmap.diagrams.shading import LABEL_PITCH, LABEL_SIZE, Shade, first_baseline
from argmap.diagrams.svg_shapes import (
    Attributes,
    InferenceStyle,
    add,
    add_bracket,
    add_circle,
    add_contour,
    add_correction,
    add_hatching,
    add_inference,
    add_line,
    add_sign,
    curve,
    segment,
    sides_at,
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
from argmap.model.parts import GROUP_SEPARATOR
from argmap.model.writing import Change, Correction
from argmap.util.elements import Element

# How thick lines are.
_BORDER = 1.3
_MAIN_BORDER = 3.2
_COPY_BORDER = 0.9
_STRIP_LINE = 0.6
_THUMBNAIL_LINE = 0.5
_FRAME_LINE = 0.9
_RULE = 0.5  # to write on
_LABEL_BORDER = 0.7
_GONE_LINE = 0.7  # of steps that are gone, or new
_NEW_LINE = 3.0

_IMPLICIT_DASHES = "5,3"
_FRAME_CORNER = 5.0
_FIELD_CORNER = 4.0
_SIGN_INSET = 7.5  # from the corner of a box to the middle of a sign on its right border
_SLANTED_INSET = 3.8  # how far that slants there
_WARRANT_HALF = 4.0
_NUMBER_INSET = 4.0  # from the corner of a box to its number, from its sides to lines to write on
_LABEL_CORNER = 4.0
_SIGN_SIZE = 15.0  # in a circle
_LEGEND_STUB = 9.0  # of a line, which is drawn as it is beside a trunk
_LEGEND_BOX = 6.5  # half its height

# How far baselines are below the top of a row of a strip or a name, and the middle of a row of the
# legend.
_STRIP_BASELINE = 8.8
_NAME_BASELINE = 8.6
_LEGEND_BASELINE = 3.5

_LOUDEST_FIRST = (Correction.TO_FIX, Correction.OPEN, Correction.OWN, Correction.RIGHT)

_NOT_PLAIN = re.compile(r"[^\w-]")


@dataclass
class Painter:
    """Adds the parts of a picture to elements of SVG.

    If it `fits_viewers`, text is squeezed or spread to the room that was measured for it, whatever
    fonts they have; what is typeset is set with a font that is as wide.
    """

    scene: Scene
    links: Links
    _: KW_ONLY
    fits_viewers: bool = True

    def __post_init__(self) -> None:
        self.map = self.scene.map
        self.theme = self.scene.theme

    def add_text(
        self,
        parent: Element,
        place: Point,
        lines: Sequence[str],
        look: Attributes,
        pitch: float = PITCH,
    ) -> None:
        """Add the lines of a text, whose letters decide whether it runs from right to left.

        On its baseline, the first begins at the place, or has its middle there if the parent or the
        look says so. The look has what differs from the parent.
        """
        size = float(look.get("font-size", parent.get("font-size", SIZE)))
        if "font-weight" in look:
            size *= BOLD
        rtl = runs_right_to_left("".join(lines), otherwise=self.scene.words.rtl)
        x, y = place
        for line in lines:
            attributes: Attributes = {"x": x, "y": y, **look}
            # Another font than Arial is squeezed or spread to the room that was measured: by the
            # gaps between letters, since its size is that of Arial already. A line of letters that
            # were only guessed keeps its width. What is typeset is never spread.
            if is_measured(line) or not self.fits_viewers:
                attributes["textLength"] = f"{width(line) * size:.1f}"
            add(parent, "text", attributes, mark_direction(line, rtl=rtl))
            y += pitch

    def add_map(self, parent: Element, layout: Layout, attributes: Attributes) -> None:
        """Add a group with these attributes, and in it all of a map."""
        group = add(parent, "g", {**attributes, "font-size": SIZE, "text-anchor": "middle"})
        for frame in layout.frames:
            self._add_frame(group, frame)
        for area in layout.fields:
            field: Attributes = {**sides_of(area), "rx": _FIELD_CORNER, "fill": self.theme.field}
            add(add(group, "g", {"class": "field"}), "rect", field)
        names = plain_ids(f"{self.scene.id_prefix}claim-", self.map.claims)
        # In the order of the file, and after all of them the copies.
        places = {id: place for place, id in enumerate(names)}
        boxes = sorted(layout.boxes, key=lambda placed: placed.box.number)
        boxes.sort(key=lambda placed: (placed.box.is_copy, places[placed.box.claim]))
        for placed in boxes:
            self._add_box(group, placed, names[placed.box.claim])
        if self.scene.fill_in.is_done:
            for bracket in self.scene.fill_in.brackets(layout):
                add_bracket(group, bracket, self.theme.text)
        self._add_bands(group, layout)
        self._add_inferences(group, layout)
        for trunk in layout.trunks:
            self._add_trunk(group, trunk, layout)
        self._add_labels(group, layout)
        if self.scene.corrections:
            self._add_corrections(group, layout)

    def add_patterns(self, parent: Element) -> None:
        """Add the hatching of what is contested, by the shape of each side's boxes."""
        looks = {look.contour: look for look in map(self.scene.look, self.map.claims.values())}
        looks[self.theme.neutral.contour] = self.theme.neutral  # the legend has it
        for contour, look in looks.items():
            add_hatching(parent, self._hatching_id(contour), look.line)

    def _hatching_id(self, contour: Contour) -> str:
        return f"{self.scene.id_prefix}hatch-{contour.value}"

    def _add_frame(self, parent: Element, frame: GroupFrame) -> None:
        """Add the frame around a group of claims, which boxes and lines are drawn on."""
        theme = self.theme
        path = clean(GROUP_SEPARATOR.join(frame.path))
        group = add(parent, "g", {"class": "group", "data-group": path, "text-anchor": "start"})
        if self.scene.words.rtl:
            group.set("text-anchor", "end")
        add(group, "title", text=path)
        ground: Attributes = {**sides_of(frame.area), "fill": theme.frame_ground}
        border: Attributes = {"stroke": theme.frame, "stroke-width": _FRAME_LINE}
        add(group, "rect", {**ground, **border, "rx": _FRAME_CORNER})
        x, top = frame.place
        look: Attributes = {"font-size": FRAME_NAME_SIZE, "fill": theme.quiet}
        self.add_text(group, (x, top + _NAME_BASELINE), frame.name, look, FRAME_NAME_PITCH)

    # --- boxes ---

    def _add_box(self, parent: Element, placed: PlacedBox, name: str) -> None:
        """Add a box, which looks as the legend shows it."""
        scene = self.scene
        fill_in = scene.fill_in
        box = placed.box
        id = box.claim
        claim = self.map.claims[id]
        look = scene.look(claim)
        sign = legend.Entry(
            "",
            look,
            is_main=id in scene.main_ids and not box.is_copy,
            is_implicit=claim.implicit,
            is_copy=box.is_copy,
            verdict=scene.verdict_sign(id),
            change=scene.changes.get(id),
        )
        # The box of a claim has its id, the copies have none.
        number_to_fill_in = ""
        attributes: Attributes = {"class": f"{self._classes_of_claim(id)} copy"}
        if not box.is_copy:
            number_to_fill_in = fill_in.numbers.get(id, "")
            attributes = {"id": name, "class": self._classes_of_claim(id)}
        attributes["data-claim"] = id
        if sign.is_gray:
            attributes["fill"] = self.theme.fallen_text
        group = add(parent, "g", attributes)
        add(group, "title", text=clean(claim.text))
        if id in self.links:
            group = add(group, "a", {"href": self.links[id]})
        style = self._box_style(sign, look)
        if id in scene.shades and not box.is_copy:
            style["fill"] = self.theme.shades[scene.shades[id].level]
        if number_to_fill_in and not fill_in.is_done:
            style["fill"] = self.theme.paper  # one writes on it, whatever a copier makes of grays
        self._add_outline(group, placed.area, sign, look, style)
        if number_to_fill_in:
            self._add_room_to_write(group, placed, number_to_fill_in)
        self._add_lines(group, placed, {"font-weight": "bold"} if sign.is_main else {})
        self._add_strip(group, placed, sign, look)
        self._add_border_signs(group, placed, sign, look.contour, str(style["fill"]))

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

    def _add_outline(
        self, group: Element, area: Rectangle, sign: legend.Entry, look: BoxLook, style: Attributes
    ) -> None:
        """Add the outline of a box, and the hatching of one that is contested."""
        contour = look.contour
        add_contour(group, area, contour, style)
        if sign.is_copy:
            return
        if sign.verdict is Sign.CONTESTED:
            add_contour(group, area, contour, {"fill": f"url(#{self._hatching_id(contour)})"})

    def _add_room_to_write(self, group: Element, placed: PlacedBox, number: str) -> None:
        """Add the number of a box to be filled in and, as long as it is not, lines to write on."""
        area = placed.area
        left = area.left + _NUMBER_INSET
        right = area.right - _NUMBER_INSET
        x = left
        if self.scene.words.rtl:
            x = right - width(number) * NUMBER_SIZE * BOLD
        y = area.top + _NUMBER_INSET / 2 + NUMBER_SIZE
        look: Attributes = {"font-size": NUMBER_SIZE, "text-anchor": "start", "font-weight": "bold"}
        self.add_text(group, (x, y), [number], look)
        if self.scene.fill_in.is_done:
            return
        # The lower border of the box is a line to write on, too.
        pitch = self.scene.fill_in.pitch
        y = area.bottom - placed.shape.strip_height - pitch
        while y >= area.top + pitch:
            path = segment((left, y), (right, y))
            add(group, "path", {"d": path, "stroke": self.theme.quiet, "stroke-width": _RULE})
            y -= pitch

    def _add_lines(self, group: Element, placed: PlacedBox, look: Attributes) -> None:
        """Add the text of a box."""
        area = placed.area
        lines = placed.shape.lines
        x, _ = area.middle
        # What the text leaves free is above it and below it, in equal parts.
        height = PITCH * (len(lines) - 1)
        free = area.height - placed.shape.strip_height - height
        y = area.top + free / 2 + BASELINE * SIZE
        self.add_text(group, (x, y), lines, look)

    def _add_strip(
        self, group: Element, placed: PlacedBox, sign: legend.Entry, look: BoxLook
    ) -> None:
        """Add the marks of a box, below a line."""
        is_gray = sign.is_gray
        if placed.shape.strip:
            y = placed.area.bottom - placed.shape.strip_height
            left, right = sides_at(placed.area, look.contour, y)
            color = self.theme.fallen if sign.is_gone else look.line
            path = segment((left, y), (right, y))
            add(group, "path", {"d": path, **stroke(color, _STRIP_LINE)})
        for mark, mark_area in mark_areas(placed):
            x, _ = mark_area.middle
            place = (x, mark_area.top + _STRIP_BASELINE)
            self._add_mark(group, place, mark, STRIP_SIZE, is_gray=is_gray)

    def _add_mark(
        self, group: Element, place: Point, mark: Mark, size: float, *, is_gray: bool = False
    ) -> None:
        look: Attributes = {"font-size": size}
        colors = {Tone.ALARM: self.theme.alarm, Tone.QUIET: self.theme.quiet}
        if mark.tone in colors and not is_gray:
            look["fill"] = colors[mark.tone]
        if mark.tone.is_bold:
            look["font-weight"] = "bold"
        self.add_text(group, place, [mark.text], look)

    def _add_border_signs(
        self, group: Element, placed: PlacedBox, sign: legend.Entry, contour: Contour, fill: str
    ) -> None:
        """Add the tag of a box, and the signs on its border, where no text or line is."""
        area = placed.area
        theme = self.theme
        color = theme.fallen_text if sign.is_gray else theme.quiet
        # Paper behind the words would look like a hole in a box that is filled.
        ground = theme.paper if fill == "none" else fill
        start = end = area.left + TAG_INSET
        if placed.shape.tag:
            end += width(placed.shape.tag) * TAG_SIZE
            left, right = sorted([self._across(area, start), self._across(area, end)])
            # Brackets have their feet above, and a copy has nothing below.
            y = area.bottom if placed.box.is_copy else area.top
            behind = Rectangle(left - 1.5, y - 3.5, right + 1.5, y + 3.5)
            tag = add(group, "g", {"class": "tag"})
            add(tag, "rect", {**sides_of(behind), "fill": ground, "rx": 2.0})
            look: Attributes = {"font-size": TAG_SIZE, "fill": color, "text-anchor": "start"}
            self.add_text(tag, (left, y + 2.6), [placed.shape.tag], look)
            end += 1.5
        right = area.right
        if contour is Contour.SLANTED:
            right -= _SLANTED_INSET
        lower = (self._across(area, right), area.bottom - _SIGN_INSET)
        upper = (self._across(area, area.right - 1.25), area.top)
        beside_tag = (self._across(area, end + _WARRANT_HALF), area.top)
        for mark in placed.shape.signs:
            if mark.sign is Sign.WARRANT:
                add_sign(group, mark.sign, beside_tag, color, ground, mark.text)
            elif mark.sign is not None:
                place = upper if mark.sign.is_verdict else lower
                add_sign(group, mark.sign, place, color, theme.paper, mark.text)

    def _across(self, area: Rectangle, x: float) -> float:
        """Return where in a box something is whose place is mirrored if the map is."""
        return area.left + area.right - x if self.scene.words.rtl else x

    # --- steps ---

    def _add_inferences(self, parent: Element, layout: Layout) -> None:
        """Add all that is drawn of steps, each of which looks as the legend shows it."""
        scene = self.scene
        lines_of = layout.lines_by_inference()
        brackets = {bracket.inference: bracket for bracket in layout.brackets}
        words = _words_by_inference(layout)
        signs = scene.fill_in.signs
        names = plain_ids(f"{self.scene.id_prefix}step-", self.map.inferences)
        for id, inference in self.map.inferences.items():
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
            group = add(parent, "g", attributes)
            add(group, "title", text=scene.sentence(inference))
            sign = legend.Entry(
                "",
                is_implicit=inference.implicit,
                ending=scene.ending(id),
                change=scene.changes.get(id),
                correction=scene.corrections.get(id),
            )
            style = self._line_style(sign, relation_of(inference))
            lines = lines_of[id]
            if id in signs:
                # Its head would show what the line is.
                lines = [replace(line, has_head=False) for line in lines]
            answer = layout.trees.answers.get(id)
            if answer is not None:
                style = replace(style, tail_ending=scene.ending(answer))
            add_inference(group, style, lines, brackets.get(id), layout.junctions.get(id))
            self._add_words(group, words.get((id,), ()), style, layout)
            if id in signs:
                self._add_sign_to_mark(group, lines[0], signs[id])

    def _add_trunk(self, parent: Element, trunk: Trunk, layout: Layout) -> None:
        """Add what lines of several steps share: what is true of all of them shows in it."""
        scene = self.scene
        inferences = [self.map.inferences[id] for id in trunk.inferences]
        attributes: Attributes = {"class": f"trunk {inferences[0].kind.value}"}
        attributes["data-steps"] = " ".join(trunk.inferences)
        group = add(parent, "g", attributes)
        changes = {scene.changes.get(id) for id in trunk.inferences}
        endings = {scene.ending(id) for id in trunk.inferences}
        # It has a head if one of its lines has one, and a cross if all fall.
        endings_in_order = (Ending.HEAD, Ending.RING, Ending.CROSS)
        sign = legend.Entry(
            "",
            is_implicit=all(inference.implicit for inference in inferences),
            ending=next(ending for ending in endings_in_order if ending in endings),
            change=changes.pop() if len(changes) == 1 else None,
        )
        style = self._line_style(sign, relation_of(inferences[0]))
        is_to_mark = any(id in scene.fill_in.signs for id in trunk.inferences)
        if is_to_mark:
            # What it shows could be that of others than those to mark, too.
            style = self._line_style(legend.Entry(""), Relation.SUPPORT)
        *bars, last = trunk.paths
        add_line(group, style, Line("", last, has_head=not is_to_mark), bars)
        self._add_words(group, _words_by_inference(layout).get(trunk.inferences, ()), style, layout)

    def _add_words(
        self, group: Element, words: Iterable[LineWord], style: InferenceStyle, layout: Layout
    ) -> None:
        """Add what a line says, in its color."""
        look: Attributes = {"font-size": WORD_SIZE, "fill": style.color_of(style.ending)}
        for word in words:
            if word.is_in_line:
                fill = self.theme.paper
                if any(overlap(word.area, frame.area) for frame in layout.frames):
                    fill = self.theme.frame_ground
                if any(overlap(word.area, field) for field in layout.fields):
                    fill = self.theme.field
                add(group, "rect", {**sides_of(grow(word.area, 1.0)), "fill": fill})
            x, _ = word.area.middle
            self.add_text(group, (x, word.area.bottom - WORD_DESCENT), [word.text], look)

    def _add_sign_to_mark(self, group: Element, line: Line, sign: str) -> None:
        """Add the circle on the line of a step whose kind is to be filled in, and what it shows."""
        middle = self.scene.fill_in.place_of_sign(line.stub or line.path)
        border: Attributes = {"stroke": self.theme.text, "stroke-width": _BORDER}
        add_circle(group, middle, SIGN_RADIUS, {"fill": self.theme.paper, **border})
        if sign:
            x, y = middle
            bold: Attributes = {"font-size": _SIGN_SIZE, "font-weight": "bold"}
            self.add_text(group, (x, y + BASELINE * _SIGN_SIZE), [sign], bold)

    def _add_corrections(self, parent: Element, layout: Layout) -> None:
        """Add a sign at the corner of each box and on each line that has one, above all else."""
        scene = self.scene
        corrections = scene.corrections
        for placed in layout.boxes:
            id = placed.box.claim
            if id in corrections and not placed.box.is_copy:
                corner = (self._across(placed.area, placed.area.right), placed.area.top)
                self._add_correction(parent, corrections[id], corner)
        for id, lines in layout.lines_by_inference().items():
            # Two objections that answer each other have one line: what is to be fixed shows.
            on_line = [corrections.get(id), corrections.get(layout.trees.answers.get(id, ""))]
            shown = next((each for each in _LOUDEST_FIRST if each in on_line), None)
            if shown is not None:
                self._add_correction(parent, shown, place_of_correction(lines[0]))

    def _add_correction(self, parent: Element, correction: Correction, middle: Point) -> None:
        title = self.scene.words.word(correction)
        add_correction(parent, correction, middle, CORRECTION_RADIUS, self.theme, title)

    def _line_style(self, sign: legend.Entry, relation: Relation) -> InferenceStyle:
        look = self.theme.lines[relation]
        if sign.is_gone:
            look = replace(look, color=self.theme.fallen, width=_GONE_LINE)
        elif sign.change is Change.NEW or sign.correction is Correction.TO_FIX:
            look = replace(look, width=_NEW_LINE)
        return InferenceStyle(self.theme, relation, look, sign.is_implicit, sign.ending)

    # --- shades ---

    def _add_bands(self, parent: Element, layout: Layout) -> None:
        """Add the bands behind lines, and behind trunks those of the least shade in them."""
        shades = self.scene.shades
        for line in layout.lines:
            if line.inference in shades:
                self._add_band(parent, shades[line.inference], [line.stub or line.path])
        for trunk in layout.trunks:
            shared = [shades[id] for id in trunk.inferences if id in shades]
            if shared:
                self._add_band(parent, min(shared, key=attrgetter("level")), trunk.paths)

    def _add_band(self, parent: Element, shade: Shade, paths: Iterable[Path]) -> None:
        if shade.level:
            look = stroke(self.theme.shades[shade.level], shade.band_width)
            path = "".join(map(curve, paths))
            add(parent, "path", {"class": "band", "d": path, **look})

    def _add_labels(self, parent: Element, layout: Layout) -> None:
        """Add the labels of steps, on their lines."""
        shades = self.scene.shades
        premises: dict[str, list[Rectangle]] = {}
        for placed in layout.boxes:
            premises.setdefault(placed.box.inference, []).append(placed.area)
        labeled = set()
        for line in layout.lines:
            id = line.inference
            # A step whose premises meet in a dot has several lines.
            if id not in shades or id in labeled:
                continue
            labeled.add(id)
            shade = shades[id]
            path = line.stub or line.path
            # A line that runs across the trees begins at a box that is at home elsewhere.
            around = hull_of(premises.get(id, [hull(path[:1])]))
            area = shade.label_area(path, around, self.map.inferences[id].kind)
            group = add(parent, "g", {"class": "label"})
            border: Attributes = {"stroke": self.theme.quiet, "stroke-width": _LABEL_BORDER}
            fill = self.theme.shades[shade.level]
            add(group, "rect", {**sides_of(area), "fill": fill, "rx": _LABEL_CORNER, **border})
            x, y = first_baseline(area)
            share, *others = shade.lines
            look: Attributes = {"font-size": LABEL_SIZE}
            self.add_text(group, (x, y), [share], {**look, "font-weight": "bold"})
            self.add_text(group, (x, y + LABEL_PITCH), others, look, LABEL_PITCH)

    # --- classes ---

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

    # --- what is beside the map ---

    def add_thumbnail(self, parent: Element, boxes: Iterable[tuple[Rectangle, bool]]) -> None:
        """Add the small picture of the overview, in which the boxes that are marked are filled."""
        look: Attributes = {"class": "thumbnail", "stroke": self.theme.quiet}
        group = add(parent, "g", {**look, "stroke-width": _THUMBNAIL_LINE})
        if self.scene.thumbnail is not None:
            add(group, "title", text=self.scene.thumbnail.text)
        for area, is_marked in boxes:
            fill = self.theme.text if is_marked else self.theme.frame_ground
            add(group, "rect", {**sides_of(area), "fill": fill})

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
                self.add_text(parent, (name_x, y + _LEGEND_BASELINE), [entry.name], look)
            y += legend.ROW_HEIGHT

    def _add_sign(self, group: Element, entry: legend.Entry, x: float, y: float) -> None:
        """Add what an entry of the legend names: a mark, a box, a line or a bracket."""
        theme = self.theme
        right = x + legend.SIGN_WIDTH
        mark = entry.mark
        look = entry.look
        if entry.correction is not None:
            self._add_correction(group, entry.correction, (x + entry.sign_width / 2, y))
        elif mark is not None and mark.sign is not None:
            add_sign(group, mark.sign, (x + entry.sign_width / 2, y), theme.quiet, theme.paper)
        elif mark is not None:
            self._add_mark(group, (x, y + _LEGEND_BASELINE), mark, legend.NAME_SIZE)
        elif entry.line is not None:
            style = self._line_style(entry, entry.line)
            start = (x, y)
            if entry.has_stub:
                start = (x + _LEGEND_STUB, y)
                path = straight((x, y), start)
                add_inference(group, style, [Line("", path, stub=path)])
            add_line(group, style, Line("", straight(start, (right, y))))
        elif entry.is_junction:
            style = self._line_style(entry, Relation.SUPPORT)
            line = Line("", straight((x, y), (right, y)), has_head=False)
            add_inference(group, style, [line], junction=((x + right) / 2, y))
        elif entry.is_linked:
            top = y - 3
            bottom = y + 5
            legs = [((leg, top), (leg, bottom)) for leg in (x + 7, right - 7)]
            bracket = Bracket("", ((x, top), (right, top)), legs)
            add_bracket(group, bracket, theme.lines[Relation.SUPPORT].color)
        elif look is not None:
            area = Rectangle(x, y - _LEGEND_BOX, right, y + _LEGEND_BOX)
            self._add_outline(group, area, entry, look, self._box_style(entry, look))
            if entry.verdict is not None:
                # Its usual corner is out of the row.
                corner = (self._across(area, right - 3), y - 3)
                add_sign(group, entry.verdict, corner, theme.quiet, theme.paper)
            if entry.is_copy:
                middle, y = area.middle
                small: Attributes = {"font-size": legend.NUMBER_SIZE, "text-anchor": "middle"}
                self.add_text(group, (middle, y + 3), ["1.1"], small)


def _words_by_inference(layout: Layout) -> dict[tuple[str, ...], list[LineWord]]:
    """Return the words of a layout by the step of their line, or by those that share a trunk."""
    words: dict[tuple[str, ...], list[LineWord]] = {}
    for word in layout.words:
        words.setdefault(word.inferences, []).append(word)
    return words


def plain_ids(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Return names made of ids, by id: other characters become `_`.

    Names that come out alike are numbered: `claim-a_b`, `claim-a_b_2`.
    """
    ids_of_names: dict[str, str] = {}
    for id in ids:
        unnumbered = name = prefix + _NOT_PLAIN.sub("_", id)
        number = 1
        while name in ids_of_names:
            number += 1
            name = f"{unnumbered}_{number}"
        ids_of_names[name] = id
    return {id: name for name, id in ids_of_names.items()}
