"""The finished picture as SVG: boxes with text and strips, then steps, each once, with a name for readers.

Whoever builds on it finds each claim by its id (`claim-ID`, and `data-claim`), each step likewise
(`step-ID`, `data-step`), and their kinds, sides and verdicts as classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

from argmap.diagrams import legend
from argmap.diagrams.contents import MARK_GAP, STRIP_PITCH, STRIP_SIZE, Mark, Tone, strip_height
from argmap.diagrams.curves import Path, Point, without_end
from argmap.diagrams.direction import directed, runs_right_to_left
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.frame import TITLE_PITCH, Frame
from argmap.diagrams.placement import Bracket, Line, PlacedBox, Rectangle
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import PITCH, SIZE, BoxLook, Contour, LineLook
from argmap.model import Claim, Inference, Kind

Element = ElementTree.Element

_Attributes = dict[str, str | float]
"""Names and values of SVG: a float is written with at most two decimals, and all else as it is."""

_SVG = "http://www.w3.org/2000/svg"
_FAMILY = "Arimo, Arial, sans-serif"

_BORDER, _MAIN_BORDER, _COPY_BORDER = 1.3, 3.2, 0.9
_BRACKET_WIDTH = 2.4
_IMPLICIT_DASHES = "5,3"
_IMPLICIT_THINNER = 0.75

_ROUND, _CUT, _LEAF, _SLANT = 9.0, 6.0, 12.0, 5.0
"""How far the corners of boxes deviate from square ones, in points."""

_HEAD_LENGTHS = {Kind.SUPPORT: 7.5, Kind.REBUTTAL: 2.6, Kind.UNDERCUTTER: 10.0}
_HOLLOW_BAR = 4.0
_NOT_IN_AN_ID = re.compile(r"\s")


def to_svg(scene: Scene, frame: Frame, links: Mapping[str, str], sheet: Point | None = None) -> str:
    """Return the picture as SVG.

    Args:
        scene: what is drawn.
        frame: where it is.
        links: id of a claim -> the web address that its box leads to.
        sheet: width and height of what it is drawn in the middle of, in points; None for its own size.
    """
    return _Painter(scene, frame, links, sheet or (frame.width, frame.height)).text()


class _Painter:
    def __init__(self, scene: Scene, frame: Frame, links: Mapping[str, str], sheet: Point) -> None:
        self.scene = scene
        self.map = scene.map
        self.theme = scene.theme
        self.frame = frame
        self.links = links
        self.sheet = sheet
        self.top = (sheet[1] - frame.height) / 2
        self.root = Element("svg")

    def text(self) -> str:
        width, height = self.sheet
        role = "graphics-document document" if self.links else "img"
        self.root.attrib |= {
            "xmlns": _SVG,
            "xml:lang": self.scene.words.tag if not self.map.language else self.map.language,
            "direction": "ltr",  # each line says itself if it runs from right to left
            "role": role,
            "width": f"{_number(width)}pt",
            "height": f"{_number(height)}pt",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "font-family": _FAMILY,
            "style": "max-width:100%;height:auto",  # a browser shows it whole
        }
        _add(self.root, "title").text = self.scene.title()
        if self.scene.description:
            lines = [clean(line) for line in self.scene.description.splitlines()]
            _add(self.root, "desc").text = "\n".join(lines)
        _add(self.root, "rect", width="100%", height="100%", fill=self.theme.paper)
        self._add_title()
        self._add_map()
        self._add_legend()
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"

    def _add_title(self) -> None:
        around = self.frame.around
        size = around.title_size
        rtl = self._runs_right_to_left(self.map.title)
        for index, line in enumerate(around.title):
            baseline = self.top + self.frame.edge + size * (0.95 + TITLE_PITCH * index)
            look: _Attributes = {"font-size": size, "font-weight": "bold", "text-anchor": "middle"}
            _add_text(self.root, self.sheet[0] / 2, baseline, directed(line, rtl=rtl), self.theme.text, **look)

    def _directed(self, text: str) -> str:
        return directed(text, rtl=self._runs_right_to_left(text))

    def _runs_right_to_left(self, text: str) -> bool:
        return runs_right_to_left(text, otherwise=self.scene.words.rtl)

    # the map

    def _add_map(self) -> None:
        placement = self.frame.layout.placement
        scale = self.frame.scale
        left, top = self._map_place()
        look: _Attributes = {"font-size": SIZE, "text-anchor": "middle"}
        group = _add(self.root, "g", transform=_transform(left, top, scale), **look)
        place_of_claim = {id: place for place, id in enumerate(self.map.claims)}
        boxes = sorted(
            placement.boxes,
            key=lambda placed: (placed.box.is_copy, place_of_claim[placed.box.claim], placed.box.number),
        )
        for placed in boxes:
            self._add_box(group, placed)
        lines: dict[str, list[Line]] = {}
        for line in placement.lines:
            lines.setdefault(line.step, []).append(line)
        brackets = {bracket.step: bracket for bracket in placement.brackets}
        junctions = {junction.step: junction.place for junction in placement.junctions}
        for step in self.map.inferences.values():
            if step.id in lines:
                self._add_step(group, step, lines[step.id], brackets.get(step.id), junctions.get(step.id))

    def _add_box(self, parent: Element, placed: PlacedBox) -> None:
        claim = self.map.claims[placed.box.claim]
        group = _add(parent, "g", **self._names_of(claim, placed))
        _add(group, "title").text = clean(claim.text)
        link = self.links.get(claim.id)
        if link is not None:
            group = _add(group, "a", href=link)
        look = self.scene.look(claim)
        falls = self.scene.falls(claim.id)
        is_main = claim.id in self.scene.main_ids and not placed.box.is_copy
        style = self._box_style(look, is_main=is_main, is_copy=placed.box.is_copy, falls=falls, dashed=claim.implicit)
        _add_contour(group, placed.area, look.contour, style)
        self._add_lines(group, placed, is_bold=is_main, color=self.theme.fallen_text if falls else self.theme.text)
        self._add_strip(group, placed, line=str(style["stroke"]), falls=falls)

    def _names_of(self, claim: Claim, placed: PlacedBox) -> dict[str, str]:
        classes = ["claim"]
        if self.scene.sides[claim.id]:
            classes.append(f"side-{self.scene.sides[claim.id]}")
        if claim.id in self.scene.main_ids:
            classes.append("main")
        if claim.implicit:
            classes.append("implicit")
        if self.map.is_unsupported(claim.id):
            classes.append("unsupported")
        classes += self._verdict_classes(claim.id)
        if placed.box.is_copy:
            return {"class": " ".join([*classes, "copy"]), "data-claim": claim.id}
        return {"id": f"claim-{claim.id}", "class": " ".join(classes), "data-claim": claim.id}

    def _verdict_classes(self, id: str) -> list[str]:
        if id not in self.scene.verdicts:
            return []
        verdict = self.scene.verdicts[id]
        words = [verdict.word.replace(" ", "-")]
        if verdict.falls:
            words.append("falls")
        return words

    def _box_style(
        self, look: BoxLook, *, is_main: bool = False, is_copy: bool = False, falls: bool = False, dashed: bool = False
    ) -> _Attributes:
        style: _Attributes = {"fill": look.fill, "stroke": look.line, "stroke-width": _BORDER}
        if falls:
            style |= {"fill": self.theme.paper, "stroke": self.theme.fallen}
        if is_main:
            style["stroke-width"] = _MAIN_BORDER
        if is_copy:
            style |= {"fill": "none", "stroke-width": _COPY_BORDER}
        if dashed:
            style["stroke-dasharray"] = _IMPLICIT_DASHES
        return style

    def _add_lines(self, group: Element, placed: PlacedBox, *, is_bold: bool, color: str) -> None:
        area, shape = placed.area, placed.shape
        x, _ = area.middle
        room = area.height - strip_height(len(shape.strip))
        # 0.35 em below its middle is the baseline of a line of Arial.
        first = area.top + (room - PITCH * (len(shape.lines) - 1)) / 2 + 0.35 * SIZE
        look: _Attributes = {"font-weight": "bold"} if is_bold else {}
        rtl = self._runs_right_to_left("".join(shape.lines))
        for index, line in enumerate(shape.lines):
            _add_text(group, x, first + PITCH * index, directed(line, rtl=rtl), color, **look)

    def _add_strip(self, group: Element, placed: PlacedBox, *, line: str, falls: bool) -> None:
        rows = placed.shape.strip
        if not rows:
            return
        area = placed.area
        top = area.bottom - strip_height(len(rows))
        path = f"M{_number(area.left)},{_number(top)}H{_number(area.right)}"
        _add(group, "path", d=path, fill="none", stroke=line, **{"stroke-width": 0.6})
        for index, row in enumerate(rows):
            baseline = top + STRIP_PITCH * index + 8.8
            x = area.middle[0] - (sum(mark.width for mark in row) + MARK_GAP * (len(row) - 1)) / 2
            for mark in row:
                self._add_mark(group, x + mark.width / 2, baseline, mark, STRIP_SIZE, falls=falls)
                x += mark.width + MARK_GAP

    def _add_mark(self, group: Element, x: float, y: float, mark: Mark, size: float, *, falls: bool = False) -> None:
        look: _Attributes = {"font-size": size}
        colors = {Tone.ALARM: self.theme.alarm, Tone.PLAIN: self.theme.text, Tone.QUIET: self.theme.quiet}
        color = self.theme.fallen_text if falls else colors[mark.tone]
        if mark.tone is Tone.ALARM:
            look["font-weight"] = "bold"
        _add_text(group, x, y, self._directed(mark.text), color, **look)

    # steps

    def _add_step(
        self, parent: Element, step: Inference, lines: Sequence[Line], bracket: Bracket | None, junction: Point | None
    ) -> None:
        classes = ["step", step.kind.value, *self._verdict_classes(step.id)]
        if step.implicit:
            classes.append("implicit")
        id = _NOT_IN_AN_ID.sub("_", step.id)
        group = _add(parent, "g", **{"id": f"step-{id}", "class": " ".join(classes), "data-step": step.id})
        _add(group, "title").text = self.scene.sentence(step)
        look = self.theme.lines[step.kind]
        color = self.theme.fallen if self.scene.falls(step.id) else look.color
        if bracket is not None:
            _add_bracket(group, bracket, color)
        for line in lines:
            _add_line(group, step.kind, line, look, color, is_implicit=step.implicit, paper=self.theme.paper)
        if junction is not None:
            _add(group, "circle", cx=junction[0], cy=junction[1], r=3.2, fill=color)

    # the legend

    def _add_legend(self) -> None:
        around = self.frame.around
        if not around.legend:
            return
        left, top = self._legend_place()
        look: _Attributes = {"font-size": legend.NAME_SIZE}
        group = _add(self.root, "g", transform=_transform(left, top, around.legend_scale), **look)
        for index, row in enumerate(around.legend):
            # Below the map rows are centred, inside it they begin below each other.
            x = -legend.row_width(row) / 2 if around.place is None else 0.0
            for entry in row:
                self._add_entry(group, entry, x, legend.ROW_HEIGHT * (index + 0.5))
                x += entry.width

    def _legend_place(self) -> Point:
        """Return where the legend stands: left and top inside the map, or middle and top below it."""
        around = self.frame.around
        if around.place is None:
            top = self.top + self.frame.height - self.frame.edge - around.legend_rows_height
            return self.sheet[0] / 2, top
        left, top = self._map_place()
        return left + around.place[0], top + around.place[1]

    def _map_place(self) -> Point:
        """Return left and top of the map."""
        width = self.frame.layout.placement.width * self.frame.scale
        return (self.sheet[0] - width) / 2, self.top + self.frame.edge + self.frame.around.title_height

    def _add_entry(self, group: Element, entry: legend.Entry, x: float, y: float) -> None:
        right = x + legend.SIGN_WIDTH
        if entry.mark is not None:
            self._add_mark(group, x, y + 3.5, entry.mark, legend.NAME_SIZE)
        elif entry.look is not None:
            style = self._box_style(
                entry.look,
                is_main=entry.is_main,
                is_copy=entry.is_copy,
                falls=entry.falls,
                dashed=entry.is_implicit,
            )
            _add_contour(group, Rectangle(x, y - 6.5, right, y + 6.5), entry.look.contour, style)
            if entry.is_copy:
                sign: _Attributes = {"font-size": 7.5, "text-anchor": "middle"}
                _add_text(group, x + legend.SIGN_WIDTH / 2, y + 3, "1.1", self.theme.text, **sign)
        elif entry.line is not None:
            relation = self.theme.lines[entry.line]
            line = Line("", ((x, y), (x, y), (right, y), (right, y)))
            _add_line(
                group, entry.line, line, relation, relation.color, is_implicit=entry.is_implicit, paper=self.theme.paper
            )
        elif entry.is_linked:
            color = self.theme.lines[Kind.SUPPORT].color
            legs = tuple(((leg, y - 3), (leg, y + 5)) for leg in (x + 7, right - 7))
            _add_bracket(group, Bracket("", ((x, y - 3), (right, y - 3)), legs), color)
        _add_text(group, x + entry.sign_width + legend.NAME_GAP, y + 3.5, self._directed(entry.name), self.theme.text)


# --- shapes ---


def _add_contour(parent: Element, area: Rectangle, contour: Contour, style: Mapping[str, str | float]) -> None:
    if contour in (Contour.SQUARE, Contour.ROUND):
        rectangle: _Attributes = {"x": area.left, "y": area.top, "width": area.width, "height": area.height}
        if contour is Contour.ROUND:
            rectangle["rx"] = min(_ROUND, area.height / 3)
        _add(parent, "rect", **rectangle, **style)
    else:
        _add(parent, "path", d=_contour_path(area, contour), **style)


def _contour_path(area: Rectangle, contour: Contour) -> str:
    left, top, right, bottom = area
    if contour is Contour.CUT:
        cut = min(_CUT, area.height / 3)
        corners = [
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        ]  # fmt: skip
        return _polygon(corners)
    if contour is Contour.SLANTED:
        return _polygon([(left + _SLANT, top), (right, top), (right - _SLANT, bottom), (left, bottom)])
    round = min(_LEAF, area.height / 2)
    return (
        f"M{_at(left + round, top)}H{_number(right)}V{_number(bottom - round)}"
        f"Q{_at(right, bottom)} {_at(right - round, bottom)}"
        f"H{_number(left)}V{_number(top + round)}Q{_at(left, top)} {_at(left + round, top)}Z"
    )


def _add_bracket(parent: Element, bracket: Bracket, color: str) -> None:
    pieces = [_segment(*bracket.bar), *(_segment(*leg) for leg in bracket.legs)]
    _add(parent, "path", d="".join(pieces), fill="none", stroke=color, **{"stroke-width": _BRACKET_WIDTH})


def _add_line(
    parent: Element, kind: Kind, line: Line, look: LineLook, color: str, *, is_implicit: bool, paper: str
) -> None:
    path = line.path
    heads: list[str] = []
    if line.has_head:
        path, head = _with_head(path, kind, is_implicit=is_implicit)
        heads.append(head)
    if line.has_tail:
        path, head = _with_head(path[::-1], kind, is_implicit=is_implicit)
        heads.append(head)
    width = look.width * _IMPLICIT_THINNER if is_implicit else look.width
    style: _Attributes = {"fill": "none", "stroke": color, "stroke-width": width}
    if look.dashes:
        style["stroke-dasharray"] = look.dashes
    if kind is Kind.UNDERCUTTER:
        style["stroke-linecap"] = "round"
    _add(parent, "path", d=_path(path), **style)
    for head in heads:
        if is_implicit:
            _add(parent, "path", d=head, fill=paper, stroke=color, **{"stroke-width": 1.2})
        else:
            _add(parent, "path", d=head, fill=color)


def _with_head(path: Path, kind: Kind, *, is_implicit: bool) -> tuple[Path, str]:
    """Return a path without its last bit, and the contour of the head that takes its place."""
    tip = path[-1]
    length = _HEAD_LENGTHS[kind]
    if kind is Kind.REBUTTAL and is_implicit:
        length = _HOLLOW_BAR
    shortened = without_end(path, length)
    base = shortened[-1]
    distance = ((tip[0] - base[0]) ** 2 + (tip[1] - base[1]) ** 2) ** 0.5
    along = ((tip[0] - base[0]) / distance, (tip[1] - base[1]) / distance)
    corners = [_off(tip, along, -back, aside) for back, aside in _head_corners(kind, length)]
    return shortened, _polygon(corners)


def _head_corners(kind: Kind, length: float) -> Iterator[tuple[float, float]]:
    """Yield the corners of a head: how far behind its tip, and how far aside."""
    if kind is Kind.SUPPORT:
        yield from ((0.0, 0.0), (length, 3.7), (length, -3.7))
    elif kind is Kind.REBUTTAL:
        yield from ((0.0, 5.0), (0.0, -5.0), (length, -5.0), (length, 5.0))
    else:
        yield from ((0.0, 0.0), (length / 2, 4.0), (length, 0.0), (length / 2, -4.0))


def _off(start: Point, along: Point, forward: float, aside: float) -> Point:
    """Return the point that is so far from a start along a direction of length 1, and so far to its side."""
    x, y = along
    return start[0] + x * forward - y * aside, start[1] + y * forward + x * aside


# --- writing ---


def _path(path: Path) -> str:
    written = [f"M{_at(*path[0])}"]
    for first in range(1, len(path), 3):
        handle, other, end = path[first : first + 3]
        start = path[first - 1]
        if handle in (start, end) and other in (start, end):
            if end != start:
                written.append(f"L{_at(*end)}")
        else:
            written.append(f"C{_at(*handle)} {_at(*other)} {_at(*end)}")
    return "".join(written)


def _transform(left: float, top: float, scale: float) -> str:
    return f"translate({_number(left)} {_number(top)}) scale({scale:.4f})"


def _segment(start: Point, end: Point) -> str:
    return f"M{_at(*start)}L{_at(*end)}"


def _polygon(corners: Sequence[Point]) -> str:
    return "M" + "L".join(_at(*corner) for corner in corners) + "Z"


def _at(x: float, y: float) -> str:
    return f"{_number(x)},{_number(y)}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _add(parent: Element, tag: str, **attributes: str | float) -> Element:
    """Add an element to another, and return it."""
    written = {name: _written(value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, written)


def _add_text(parent: Element, x: float, y: float, text: str, color: str, **look: str | float) -> None:
    _add(parent, "text", x=x, y=y, fill=color, **look).text = text


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return _number(value)
