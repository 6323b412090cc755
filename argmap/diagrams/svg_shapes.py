"""Elements of SVG: outlines of boxes, brackets, and lines with their heads.

───▶  support     ───▏  rebuttal     ···◆  undercutter
───✕  it falls    ───○  it is outweighed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from xml.etree import ElementTree

from argmap.diagrams.geometry import Path, Point, Rectangle, without_end
from argmap.diagrams.layout import Bracket, Line
from argmap.diagrams.theme import Contour, Ending, LineLook
from argmap.model import Kind

Element = ElementTree.Element

Attributes = dict[str, str | float]
"""Names and values of SVG: a float is written with at most two decimals, and all else as it is."""


def add(
    parent: Element, tag: str, attributes: Mapping[str, str | float] | None = None, text: str = ""
) -> Element:
    """Add an element with these attributes and this text to another, and return it."""
    written = {}
    for name, value in (attributes or {}).items():
        written[name] = value if isinstance(value, str) else number(value)
    element = ElementTree.SubElement(parent, tag, written)
    if text:
        element.text = text
    return element


def number(value: float) -> str:
    """Return a number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def point(x: float, y: float) -> str:
    """Return a point of a path."""
    return f"{number(x)},{number(y)}"


def segment(start: Point, end: Point) -> str:
    """Return a path that is one straight line."""
    return f"M{point(*start)}L{point(*end)}"


def polygon(corners: Sequence[Point]) -> str:
    """Return a closed path with these corners."""
    return "M" + "L".join(point(*corner) for corner in corners) + "Z"


def curve(path: Path) -> str:
    """Return a Bézier curve as a path; its straight pieces become straight lines, which are shorter
    to write.
    """
    written = [f"M{point(*path[0])}"]
    for first in range(1, len(path), 3):
        start = path[first - 1]
        handle, other, end = path[first : first + 3]
        is_straight = handle in (start, end) and other in (start, end)
        if is_straight and start != end:
            written.append(f"L{point(*end)}")
        if not is_straight:
            written.append(f"C{point(*handle)} {point(*other)} {point(*end)}")
    return "".join(written)


def transform(left: float, top: float, scale: float) -> str:
    """Return what moves a group to a place and enlarges it."""
    return f"translate({number(left)} {number(top)}) scale({scale:.4f})"


_ROUND, _CUT, _LEAF, _SLANT = 9.0, 6.0, 12.0, 5.0
"""How far the corners of boxes deviate from square ones, in points."""

_BRACKET_WIDTH = 2.4
_JUNCTION_RADIUS = 3.2

_IMPLICIT_THINNER = 0.75
"""The width of the line of an implicit step, as a share of that of others."""

_HOLLOW_BORDER = 1.2
"""How thick the border of a hollow head is: that of an implicit step."""

_HEAD_LENGTHS = {Kind.SUPPORT: 7.5, Kind.REBUTTAL: 2.6, Kind.UNDERCUTTER: 10.0}
_HOLLOW_BAR = 4.0
"""How long heads are, and the bar of an implicit rebuttal, in which the paper has to be seen."""

_HALF_WIDTHS = {Kind.SUPPORT: 3.7, Kind.REBUTTAL: 5.0, Kind.UNDERCUTTER: 4.0}
"""How far heads reach to either side of their line."""

_CROSS_ARM, _CROSS_WIDTH, _RING_RADIUS = 3.4, 1.8, 3.0
"""Half the width of the cross that the line of a fallen step ends in, how thick it is, and the
radius of the ring.
"""

_SIGN_LENGTHS = {Ending.CROSS: _CROSS_ARM + 0.8, Ending.RING: 2 * _RING_RADIUS}
"""How far from the tip of a line it stops at such a sign: in the middle of a cross, at the edge of
a ring.
"""


# --- boxes ---


def add_contour(
    parent: Element, area: Rectangle, contour: Contour, style: Mapping[str, str | float]
) -> None:
    """Add the outline of a box."""
    left, top, right, bottom = area
    if contour in (Contour.SQUARE, Contour.ROUND):
        sides = sides_of(area)
        if contour is Contour.ROUND:
            sides["rx"] = min(_ROUND, area.height / 3)
        add(parent, "rect", {**sides, **style})
        return
    if contour is Contour.CUT:
        cut = min(_CUT, area.height / 3)
        path = polygon([
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        ])  # fmt: skip
    elif contour is Contour.SLANTED:
        near, far = left + _SLANT, right - _SLANT
        path = polygon([(near, top), (right, top), (far, bottom), (left, bottom)])
    else:
        # Two corners are round, which are opposite each other.
        round = min(_LEAF, area.height / 2)
        path = f"M{point(left + round, top)}H{number(right)}V{number(bottom - round)}"
        path += f"Q{point(right, bottom)} {point(right - round, bottom)}H{number(left)}"
        path += f"V{number(top + round)}Q{point(left, top)} {point(left + round, top)}Z"
    add(parent, "path", {"d": path, **style})


def sides_of(area: Rectangle) -> Attributes:
    """Return an area as the attributes of a `rect`."""
    return {"x": area.left, "y": area.top, "width": area.width, "height": area.height}


# --- steps ---


def add_bracket(parent: Element, bracket: Bracket, color: str) -> None:
    """Add the bracket over linked premises."""
    path = segment(*bracket.bar)
    for leg in bracket.legs:
        path += segment(*leg)
    add(parent, "path", {"d": path, **stroke(color, _BRACKET_WIDTH)})


def stroke(color: str, width: float) -> Attributes:
    """Return the attributes of a line."""
    return {"fill": "none", "stroke": color, "stroke-width": width}


@dataclass(frozen=True, slots=True)
class InferenceStyle:
    """How the line of a step is drawn.

    Attributes:
        kind: what the step does, which decides its heads.
        look: its color, width and dashes.
        muted: the color of lines that have no effect, and of what they end in.
        paper: the color inside hollow heads.
        is_implicit: whether no source draws the step.
        ending: what the line ends in.
        tail_ending: what it begins in, if it has a head there too.
    """

    kind: Kind
    look: LineLook
    muted: str
    paper: str
    is_implicit: bool = False
    ending: Ending = Ending.HEAD
    tail_ending: Ending = Ending.HEAD

    def color(self, ending: Ending) -> str:
        """Return the color of an end of the line."""
        return self.look.color if ending is Ending.HEAD else self.muted


def add_inference(
    parent: Element,
    style: InferenceStyle,
    lines: Sequence[Line],
    bracket: Bracket | None = None,
    junction: Point | None = None,
) -> None:
    """Add the bracket, the lines and the junction of a step."""
    color = style.color(style.ending)
    if bracket is not None:
        add_bracket(parent, bracket, color)
    for line in lines:
        _add_line(parent, line, style)
    if junction is not None:
        # The dot in which the lines of linked premises meet, where there is no bracket.
        x, y = junction
        add(parent, "circle", {"cx": x, "cy": y, "r": _JUNCTION_RADIUS, "fill": color})


def _add_line(parent: Element, line: Line, style: InferenceStyle) -> None:
    """Add the line of a step, with a head at each end that has one."""
    look = style.look
    path = line.path
    # What an end has there, its tip, and where the line stops for it.
    endings = []
    if line.has_head:
        path = without_end(path, _length(style, style.ending))
        endings.append((style.ending, line.path[-1], path[-1]))
    if line.has_tail:
        path = without_end(path[::-1], _length(style, style.tail_ending))
        endings.append((style.tail_ending, line.path[0], path[-1]))
    attributes: Attributes = {"d": curve(path), **stroke(look.color, look.width)}
    # Of two rebuttals that answer each other, one may have an effect, and then the line is that of
    # this one.
    has_effect = style.ending is Ending.HEAD or (line.has_tail and style.tail_ending is Ending.HEAD)
    if not has_effect:
        attributes["stroke"] = style.muted
    if style.is_implicit:
        attributes["stroke-width"] = look.width * _IMPLICIT_THINNER
    if look.dashes:
        attributes["stroke-dasharray"] = look.dashes
    if style.kind is Kind.UNDERCUTTER:
        attributes["stroke-linecap"] = "round"  # makes dots of its dashes, which have no length
    add(parent, "path", attributes)
    for ending, tip, base in endings:
        _add_ending(parent, style, ending, tip, base)


def _length(style: InferenceStyle, ending: Ending) -> float:
    """Return how long what a line ends in is."""
    if ending is not Ending.HEAD:
        return _SIGN_LENGTHS[ending]
    if style.kind is Kind.REBUTTAL and style.is_implicit:
        return _HOLLOW_BAR
    return _HEAD_LENGTHS[style.kind]


def _add_ending(
    parent: Element, style: InferenceStyle, ending: Ending, tip: Point, base: Point
) -> None:
    """Add what a line ends in, from its tip to where the line stops."""
    color = style.color(ending)
    hollow: Attributes = {"fill": style.paper, "stroke": color, "stroke-width": _HOLLOW_BORDER}
    x, y = base
    if ending is Ending.CROSS:
        left, right, top, bottom = x - _CROSS_ARM, x + _CROSS_ARM, y - _CROSS_ARM, y + _CROSS_ARM
        path = segment((left, top), (right, bottom)) + segment((left, bottom), (right, top))
        add(parent, "path", {"d": path, **stroke(color, _CROSS_WIDTH)})
        return
    if ending is Ending.RING:
        middle_x, middle_y = (tip[0] + x) / 2, (tip[1] + y) / 2
        add(parent, "circle", {"cx": middle_x, "cy": middle_y, "r": _RING_RADIUS, **hollow})
        return
    outline = polygon(_head(style.kind, tip, base))
    look: Attributes = hollow if style.is_implicit else {"fill": color}
    add(parent, "path", {"d": outline, **look})


def _head(kind: Kind, tip: Point, base: Point) -> list[Point]:
    """Return the corners of a head from its tip to its base."""
    across, down = tip[0] - base[0], tip[1] - base[1]
    length = hypot(across, down)
    distance = (across**2 + down**2) ** 0.5
    x, y = across / distance, down / distance
    half = _HALF_WIDTHS[kind]

    def corner(back: float, aside: float) -> Point:
        """Return the point so far behind the tip, and so far to its side."""
        return tip[0] - x * back - y * aside, tip[1] - y * back + x * aside

    if kind is Kind.SUPPORT:  # an arrow
        return [tip, corner(length, half), corner(length, -half)]
    if kind is Kind.REBUTTAL:  # a bar
        return [corner(0, half), corner(0, -half), corner(length, -half), corner(length, half)]
    middle = length / 2  # a diamond
    return [tip, corner(middle, half), corner(length, 0), corner(middle, -half)]
