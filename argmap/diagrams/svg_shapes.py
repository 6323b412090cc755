"""Elements of SVG: outlines of boxes, brackets, and lines with their heads.

───▶  support     ───▏  rebuttal     ···◆  undercutter     –·–■  weighing
───✕  it falls    ───○  it is outweighed, or too weak    ···◈  it takes its target's backing

On the outlines of boxes: ○ unsupported, ● common ground, ⇒ a warrant, and circles with verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist
from typing import NamedTuple

from argmap.diagrams.box_contents import Sign
from argmap.diagrams.geometry import Path, Point, Rectangle, grow, hull, place_on, without_end
from argmap.diagrams.layout import Bracket, Line
from argmap.diagrams.theme import Contour, Ending, LineLook, Relation, Theme
from argmap.model.writing import Correction
from argmap.util.elements import Element, SubElement

Attributes = dict[str, str | float]
"""Names and values of SVG: a float is written with at most two decimals, and all else as it is."""


def add(parent: Element, tag: str, attributes: Attributes | None = None, text: str = "") -> Element:
    """Add an element with these attributes and this text to another, and return it."""
    element = SubElement(parent, tag)
    for name, value in (attributes or {}).items():
        element.set(name, value if isinstance(value, str) else number(value))
    if text:
        element.text = text
    return element


def number(value: float) -> str:
    """Return a number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def point(place: Point) -> str:
    """Return a point of a path."""
    x, y = place
    return f"{number(x)},{number(y)}"


def segment(start: Point, end: Point) -> str:
    """Return a path that is one straight line."""
    return f"M{point(start)}L{point(end)}"


def polygon(corners: Sequence[Point]) -> str:
    """Return a closed path with these corners."""
    return f"M{'L'.join(map(point, corners))}Z"


def curve(path: Path) -> str:
    """Return a Bézier curve as a path, with straight lines for its straight pieces."""
    start = path[0]
    written = f"M{point(start)}"
    for first in range(1, len(path), 3):
        handle, other, end = path[first : first + 3]
        ends = (start, end)
        if handle not in ends or other not in ends:
            written += f"C{point(handle)} {point(other)} {point(end)}"
        elif start != end:
            # A straight line is shorter to write.
            written += f"L{point(end)}"
        start = end
    return written


def transform(left: float, top: float, scale: float) -> str:
    """Return what moves a group to a place and enlarges it."""
    return f"translate({number(left)} {number(top)}) scale({scale:.4f})"


def sides_at(area: Rectangle, contour: Contour, y: float) -> Point:
    """Return where the left and the right side of a box are at this height."""
    left, top, right, bottom = area
    if contour is not Contour.SLANTED:
        return left, right
    most, _ = _INSETS[contour]
    share = (bottom - y) / (bottom - top)
    return left + most * share, right - most * (1 - share)


def sides_of(area: Rectangle) -> Attributes:
    """Return an area as the attributes of a `rect`."""
    return {"x": area.left, "y": area.top, "width": area.width, "height": area.height}


def stroke(color: str, width: float) -> Attributes:
    """Return the attributes of a line."""
    return {"fill": "none", "stroke": color, "stroke-width": width}


def add_circle(parent: Element, middle: Point, radius: float, style: Attributes) -> None:
    x, y = middle
    add(parent, "circle", {"cx": x, "cy": y, "r": radius, **style})


# --- boxes ---

# How far the corners of boxes deviate from square ones: in points, and at most in heights.
_INSETS = {
    Contour.SQUARE: (0.0, 0.0),
    Contour.ROUND: (9.0, 1 / 3),
    Contour.CUT: (6.0, 1 / 3),
    Contour.LEAF: (12.0, 1 / 2),
    Contour.SLANTED: (5.0, 1 / 2),
}

# The radius of the sign of a verdict, and of the smaller ones.
_VERDICT_RADIUS = 4.4
_SIGN_RADIUS = 2.7
_SIGN_LINE = 1.1

SIGN_REACH = 3.7
"""How far the sign of a verdict reaches beyond the box that it is on; others reach less."""

_VERDICT_LINE = 1.5

# The lines of signs, around their middle: in circles a wave, a cross and a dash; and an arrow.
_GLYPHS: dict[Sign, Sequence[Path]] = {
    Sign.CONTESTED: [
        ((-2.6, 0.7), (-1.7, -0.6), (-0.8, -0.6), (0.8, 0.6), (1.7, 0.6), (2.6, -0.7)),
    ],
    Sign.FALLS: [((-1.8, -1.8), (1.8, 1.8)), ((-1.8, 1.8), (1.8, -1.8))],
    Sign.NOT_SHOWN: [((-2.2, 0), (2.2, 0))],
    Sign.WARRANT: [
        ((-3.4, -1.2), (1.9, -1.2)),
        ((-3.4, 1.2), (1.9, 1.2)),
        ((0.2, -2.9), (3.4, 0), (0.2, 2.9)),
    ],
}

_HATCH_WIDTH = 1.0
_HATCH_PITCH = 5.4  # from one line of it to the next
HATCH_OPACITY = 0.32


def add_contour(parent: Element, area: Rectangle, contour: Contour, style: Attributes) -> None:
    """Add the outline of a box."""
    left, top, right, bottom = area
    most, heights = _INSETS[contour]
    inset = min(most, area.height * heights)
    near = left + inset
    far = right - inset
    upper = top + inset
    lower = bottom - inset
    if contour is Contour.CUT:
        corners = [(near, top), (far, top), (right, upper), (right, lower)]
        corners += [(far, bottom), (near, bottom), (left, lower), (left, upper)]
        path = polygon(corners)
    elif contour is Contour.SLANTED:
        path = polygon([(near, top), (right, top), (far, bottom), (left, bottom)])
    elif contour is Contour.LEAF:
        # Two corners are round, which are opposite each other.
        start = point((near, top))
        path = f"M{start}H{number(right)}V{number(lower)}"
        path += f"Q{point((right, bottom))} {point((far, bottom))}"
        path += f"H{number(left)}V{number(upper)}Q{point((left, top))} {start}Z"
    else:
        sides = sides_of(area)
        if inset:
            sides["rx"] = inset
        add(parent, "rect", {**sides, **style})
        return
    add(parent, "path", {"d": path, **style})


def add_sign(
    parent: Element, sign: Sign, middle: Point, color: str, paper: str, title: str = ""
) -> None:
    """Add a sign, with words that appear when one points at it: on a box, or in the legend."""
    name = sign.name.lower().replace("_", "-")
    parent = add(parent, "g", {"class": f"mark {name}"})
    if title:
        add(parent, "title", text=title)
    line: Attributes = {"stroke": color, "stroke-width": _SIGN_LINE}
    thickness = _SIGN_LINE
    if sign.is_verdict:
        add_circle(parent, middle, _VERDICT_RADIUS, {"fill": paper, **line})
        thickness = _VERDICT_LINE
    elif sign is Sign.WARRANT:
        ground = grow(hull([middle]), _VERDICT_RADIUS)
        add(parent, "rect", {**sides_of(ground), "fill": paper, "rx": 2.0})
    else:
        fill = color if sign is Sign.COMMON_GROUND else paper
        add_circle(parent, middle, _SIGN_RADIUS, {"fill": fill, **line})
        return
    _add_glyph(parent, _GLYPHS[sign], middle, color, thickness)


def _add_glyph(
    parent: Element, lines: Sequence[Path], middle: Point, color: str, thickness: float
) -> None:
    path = ""
    x, y = middle
    for line in lines:
        path += "M" + "L".join(point((x + across, y + down)) for across, down in line)
    look: Attributes = {"stroke-linecap": "round", "stroke-linejoin": "round"}
    add(parent, "path", {"d": path, **stroke(color, thickness), **look})


_CORRECTION_LINE = 1.9
_CORRECTION_GLYPHS: dict[Correction, Sequence[Path]] = {
    Correction.RIGHT: [((-2.9, 0.2), (-0.8, 2.4), (3.0, -2.5))],
    Correction.TO_FIX: [((-2.5, -2.5), (2.5, 2.5)), ((-2.5, 2.5), (2.5, -2.5))],
    Correction.OPEN: [
        ((-1.9, -1.9), (-1.1, -3.1), (1.1, -3.1), (1.9, -1.9), (1.7, -0.9), (0, 0.3), (0, 1.2)),
        ((0, 3.1), (0, 3.2)),
    ],
    Correction.OWN: [((-2.7, 0), (2.7, 0)), ((0, -2.7), (0, 2.7))],
}


def add_correction(
    parent: Element,
    correction: Correction,
    middle: Point,
    radius: float,
    theme: Theme,
    title: str,
) -> None:
    """Add the sign of a correction, with words that appear when one points at it.

    Forms differ as much as colors: what is to be fixed is a filled disc, what is open a square.
    """
    name = correction.name.lower().replace("_", "-")
    parent = add(parent, "g", {"class": f"correction {name}"})
    add(parent, "title", text=title)
    ground, glyph = theme.paper, theme.text
    if correction is Correction.TO_FIX:
        ground, glyph = theme.alarm, theme.paper
    border: Attributes = {"fill": ground, "stroke": theme.text, "stroke-width": _SIGN_LINE}
    if correction is Correction.TO_FIX:
        border["stroke"] = theme.paper
    if correction is Correction.OPEN:
        area = grow(hull([middle]), 0.9 * radius)
        add(parent, "rect", {**sides_of(area), **border})
    else:
        add_circle(parent, middle, radius, border)
    _add_glyph(parent, _CORRECTION_GLYPHS[correction], middle, glyph, _CORRECTION_LINE)


def add_hatching(parent: Element, name: str, color: str) -> None:
    """Add a pattern of lines that rise to the right."""
    pitch = _HATCH_PITCH
    pattern: Attributes = {"id": name, "width": pitch, "height": pitch}
    pattern |= {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    look = {**stroke(color, _HATCH_WIDTH), "stroke-opacity": HATCH_OPACITY}
    path = f"M{number(pitch / 2)},0V{number(pitch)}"
    add(add(parent, "pattern", pattern), "path", {"d": path, **look})


# --- steps ---

_BRACKET_WIDTH = 2.4
_JUNCTION_RADIUS = 3.2

_IMPLICIT_THINNER = 0.75  # the width of the line of an implicit step, as a share of others


class _Head(NamedTuple):
    length: float
    half_width: float
    corners: Path  # how far each is behind the tip, in lengths, and how far aside, in half widths


# An arrow, a bar, a diamond, and a weight, broad where it stands.
_HEADS = {
    Relation.SUPPORT: _Head(7.5, 3.7, ((0, 0), (1, 1), (1, -1))),
    Relation.REBUTTAL: _Head(2.6, 5.0, ((0, 1), (0, -1), (1, -1), (1, 1))),
    Relation.UNDERCUTTER: _Head(10.0, 4.0, ((0, 0), (0.5, 1), (1, 0), (0.5, -1))),
    Relation.WEIGHING: _Head(7.5, 4.8, ((0, 1), (0, -1), (1, -0.6), (1, 0.6))),
}

# The head of an implicit step is hollow, and the bar of an implicit rebuttal so long that one sees
# the paper in it.
_HOLLOW_BORDER = 1.2
_HOLLOW_BAR = 4.0

# How much wider than others a hollow line is, and the paper inside it.
_HOLLOW_WIDER = 3.0
_INSIDE_WIDER = 1.3

# The signs of steps whose lines end in a trunk are smaller, since there is little room.
_STUB_SIGN = 0.72

_CROSS_ARM = 3.4  # half the width of the cross that the line of a fallen step ends in
_CROSS_WIDTH = 1.8
_RING_RADIUS = 3.0

# How far from its tip a line stops: in the middle of a cross, at the edge of a ring.
_SIGN_LENGTHS = {Ending.CROSS: _CROSS_ARM + 0.8, Ending.RING: 2 * _RING_RADIUS}


@dataclass(frozen=True, slots=True)
class InferenceStyle:
    """How the line of a step is drawn."""

    theme: Theme
    relation: Relation
    look: LineLook
    is_implicit: bool = False  # whether no source draws the step
    ending: Ending = Ending.HEAD
    tail_ending: Ending = Ending.HEAD  # what it begins in, if it has a head there too

    def color_of(self, ending: Ending) -> str:
        """Return the color of a line that ends like this."""
        return self.look.color if ending.has_effect else self.theme.fallen

    def length_of(self, ending: Ending) -> float:
        """Return how long what the line ends in is."""
        if ending in _SIGN_LENGTHS:
            return _SIGN_LENGTHS[ending]
        if self.relation is Relation.REBUTTAL and self.is_implicit:
            return _HOLLOW_BAR
        return _HEADS[self.relation].length


def add_bracket(parent: Element, bracket: Bracket, color: str) -> None:
    """Add the bracket over linked premises."""
    path = "".join(segment(*piece) for piece in (bracket.bar, *bracket.legs))
    add(parent, "path", {"d": path, **stroke(color, _BRACKET_WIDTH)})


def add_inference(
    parent: Element,
    style: InferenceStyle,
    lines: Iterable[Line],
    bracket: Bracket | None = None,
    junction: Point | None = None,
) -> None:
    """Add a step: its lines, and the bracket over its premises or the dot where lines meet."""
    color = style.color_of(style.ending)
    if bracket is not None:
        add_bracket(parent, bracket, color)
    for line in lines:
        if line.stub is None:
            add_line(parent, style, line)
            continue
        if style.is_implicit:
            # It is hollow, like the heads of implicit steps.
            _add_shaft(parent, style, [line.stub], color, _HOLLOW_WIDER)
            _add_shaft(parent, style, [line.stub], style.theme.paper, _INSIDE_WIDER)
        else:
            _add_shaft(parent, style, [line.stub], color)
        if not style.ending.has_effect:
            # Its trunk may have a head all the same.
            middle = place_on(line.stub, _STUB_SIGN * _CROSS_ARM + _CROSS_WIDTH / 2)
            _add_ending(parent, style, style.ending, middle, middle, _STUB_SIGN)
    if junction is not None:
        add_circle(parent, junction, _JUNCTION_RADIUS, {"fill": color})


def add_line(parent: Element, style: InferenceStyle, line: Line, bars: Sequence[Path] = ()) -> None:
    """Add a line, with a head at each end that has one, and what else is drawn like it."""
    path = line.path
    color = style.color_of(style.ending)
    # Of two rebuttals that answer each other, one may have an effect, and then the line is that of
    # this one alone.
    has_head = line.has_head
    has_tail = line.has_tail
    if has_head and has_tail and style.ending.has_effect != style.tail_ending.has_effect:
        has_head = style.ending.has_effect
        has_tail = not has_head
        color = style.look.color
    # What the line ends in, the point that it has there, and where the line stops for it.
    ends = []
    if has_head:
        path = without_end(path, style.length_of(style.ending))
        ends.append((style.ending, line.path[-1], path[-1]))
    if has_tail:
        path = without_end(path[::-1], style.length_of(style.tail_ending))
        ends.append((style.tail_ending, line.path[0], path[-1]))
    _add_shaft(parent, style, [*bars, path], color)
    for end in ends:
        _add_ending(parent, style, *end)


def _add_shaft(
    parent: Element, style: InferenceStyle, paths: Sequence[Path], color: str, factor: float = 1.0
) -> None:
    """Add lines without heads, in one element, at a multiple of the width of such lines."""
    look = style.look
    width = look.width * factor
    if style.is_implicit:
        width *= _IMPLICIT_THINNER
    attributes: Attributes = {"d": "".join(map(curve, paths)), **stroke(color, width)}
    if look.dashes:
        attributes["stroke-dasharray"] = look.dashes
    if style.relation in (Relation.UNDERCUTTER, Relation.WEIGHING):
        attributes["stroke-linecap"] = "round"  # makes dots of its dashes, which have no length
    add(parent, "path", attributes)


def _add_ending(
    parent: Element,
    style: InferenceStyle,
    ending: Ending,
    tip: Point,
    base: Point,
    share: float = 1.0,
) -> None:
    """Add what a line ends in, from its tip to where the line stops; a sign may be smaller."""
    color = style.color_of(ending)
    filled: Attributes = {"fill": color}
    hollow: Attributes = {
        "fill": style.theme.paper,
        "stroke": color,
        "stroke-width": _HOLLOW_BORDER,
    }
    if ending is Ending.CROSS:
        left, top, right, bottom = grow(hull([base]), _CROSS_ARM * share)
        path = segment((left, top), (right, bottom))
        path += segment((left, bottom), (right, top))
        add(parent, "path", {"d": path, **stroke(color, _CROSS_WIDTH)})
    elif ending is Ending.RING:
        add_circle(parent, hull([tip, base]).middle, _RING_RADIUS * share, hollow)
    elif ending is Ending.HALF:
        add(parent, "path", {"d": _outline(style.relation, tip, base), **hollow})
        add(parent, "path", {"d": _outline(style.relation, tip, base, low=0.0), **filled})
    else:
        look = hollow if style.is_implicit else filled
        add(parent, "path", {"d": _outline(style.relation, tip, base), **look})


def _outline(relation: Relation, tip: Point, base: Point, low: float = -1.0) -> str:
    """Return the outline of a head from its tip to its base; of its half if `low` is 0."""
    tip_x, tip_y = tip
    base_x, base_y = base
    head = _HEADS[relation]
    length = dist(tip, base)
    # A step of length 1 from the base to the tip.
    x = (tip_x - base_x) / length
    y = (tip_y - base_y) / length
    corners = []
    for lengths, half_widths in head.corners:
        back = length * lengths
        aside = head.half_width * max(half_widths, low)
        corners.append((tip_x - x * back - y * aside, tip_y - y * back + x * aside))
    return polygon(corners)
