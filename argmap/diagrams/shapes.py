"""The shapes of a picture, added to an SVG: outlines of boxes, brackets, and lines with their heads."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.diagrams.curves import Path, Point, without_end
from argmap.diagrams.markup import Attributes, Element, add, curve, number, point, polygon, segment
from argmap.diagrams.placement import Bracket, Line, Rectangle
from argmap.diagrams.theme import Contour, LineLook
from argmap.model import Kind

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


# --- boxes ---


def add_contour(parent: Element, area: Rectangle, contour: Contour, style: Mapping[str, str | float]) -> None:
    """Add the outline of a box."""
    if contour is Contour.SQUARE:
        add(parent, "rect", {**_sides_of(area), **style})
    elif contour is Contour.ROUND:
        radius = min(_ROUND, area.height / 3)
        add(parent, "rect", {**_sides_of(area), "rx": radius, **style})
    elif contour is Contour.CUT:
        add(parent, "path", {"d": _cut(area), **style})
    elif contour is Contour.SLANTED:
        add(parent, "path", {"d": _slanted(area), **style})
    else:
        add(parent, "path", {"d": _leaf(area), **style})


def _sides_of(area: Rectangle) -> Attributes:
    return {"x": area.left, "y": area.top, "width": area.width, "height": area.height}


def _cut(area: Rectangle) -> str:
    left, top, right, bottom = area
    cut = min(_CUT, area.height / 3)
    corners = [
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
        (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
    ]  # fmt: skip
    return polygon(corners)


def _slanted(area: Rectangle) -> str:
    left, top, right, bottom = area
    return polygon([(left + _SLANT, top), (right, top), (right - _SLANT, bottom), (left, bottom)])


def _leaf(area: Rectangle) -> str:
    """Return a rectangle with two round corners, which lie opposite each other."""
    left, top, right, bottom = area
    round = min(_LEAF, area.height / 2)
    lower_right = f"Q{point(right, bottom)} {point(right - round, bottom)}"
    upper_left = f"Q{point(left, top)} {point(left + round, top)}"
    upper_side = f"M{point(left + round, top)}H{number(right)}"
    lower_side = f"V{number(bottom - round)}{lower_right}H{number(left)}"
    return f"{upper_side}{lower_side}V{number(top + round)}{upper_left}Z"


# --- steps ---


def add_bracket(parent: Element, bracket: Bracket, color: str) -> None:
    """Add the bracket over linked premises."""
    path = segment(*bracket.bar)
    for leg in bracket.legs:
        path += segment(*leg)
    add(parent, "path", {"d": path, "fill": "none", "stroke": color, "stroke-width": _BRACKET_WIDTH})


def add_junction(parent: Element, place: Point, color: str) -> None:
    """Add the dot in which the lines of linked premises meet, where there is no bracket."""
    add(parent, "circle", {"cx": place[0], "cy": place[1], "r": _JUNCTION_RADIUS, "fill": color})


def add_line(
    parent: Element, kind: Kind, line: Line, look: LineLook, color: str, *, is_implicit: bool, paper: str
) -> None:
    """Add the line of a step, with a head at each end that has one.

    Args:
        parent: what to add it to.
        kind: what the step does, which decides its heads.
        line: where it runs.
        look: its width and dashes.
        color: its colour, which is another than that of its look where the step falls.
        is_implicit: whether no source draws the step.
        paper: the colour inside hollow heads.
    """
    path = line.path
    heads: list[str] = []
    if line.has_head:
        path, head = _with_head(path, kind, is_implicit=is_implicit)
        heads.append(head)
    if line.has_tail:
        path, head = _with_head(path[::-1], kind, is_implicit=is_implicit)
        heads.append(head)
    style: Attributes = {"d": curve(path), "fill": "none", "stroke": color, "stroke-width": look.width}
    if is_implicit:
        style["stroke-width"] = look.width * _IMPLICIT_THINNER
    if look.dashes:
        style["stroke-dasharray"] = look.dashes
    if kind is Kind.UNDERCUTTER:
        style["stroke-linecap"] = "round"  # makes dots of its dashes, which have no length
    add(parent, "path", style)
    for head in heads:
        if is_implicit:
            add(parent, "path", {"d": head, "fill": paper, "stroke": color, "stroke-width": _HOLLOW_BORDER})
        else:
            add(parent, "path", {"d": head, "fill": color})


def _with_head(path: Path, kind: Kind, *, is_implicit: bool) -> tuple[Path, str]:
    """Return a path without its last bit, and the outline of the head that takes its place."""
    length = _HEAD_LENGTHS[kind]
    if kind is Kind.REBUTTAL and is_implicit:
        length = _HOLLOW_BAR
    shortened = without_end(path, length)
    return shortened, _head(kind, path[-1], shortened[-1], length)


def _head(kind: Kind, tip: Point, base: Point, length: float) -> str:
    """Return the outline of a head from its tip to its base."""
    distance = ((tip[0] - base[0]) ** 2 + (tip[1] - base[1]) ** 2) ** 0.5
    along = ((tip[0] - base[0]) / distance, (tip[1] - base[1]) / distance)
    half = _HALF_WIDTHS[kind]

    def corner(back: float, aside: float) -> Point:
        """Return the point so far behind the tip, and so far to its side."""
        x, y = along
        return tip[0] - x * back - y * aside, tip[1] - y * back + x * aside

    if kind is Kind.SUPPORT:  # an arrow
        return polygon([tip, corner(length, half), corner(length, -half)])
    if kind is Kind.REBUTTAL:  # a bar
        return polygon([corner(0, half), corner(0, -half), corner(length, -half), corner(length, half)])
    middle = length / 2  # a diamond
    return polygon([tip, corner(middle, half), corner(length, 0), corner(middle, -half)])
