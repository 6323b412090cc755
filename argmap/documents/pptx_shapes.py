"""What python-pptx has no names for: outlines of our own, curved connectors, dashes, heads,
alternative texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.util import Emu, Length, Pt

from argmap.diagrams.geometry import Point, Rectangle
from argmap.diagrams.theme import Contour, Ending, Relation
from argmap.documents.manuscript import show_text

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""The sites of boxes that connectors are glued to, as rectangles have them."""

Site = tuple[Length, Length]

EMU_PER_POINT = 12_700
"""How many of DrawingML's units (English metric units) a point has."""

_GEOMETRY = """
<a:custGeom xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
  <a:avLst/>
  <a:gdLst/>
  <a:ahLst/>
  <a:cxnLst>
    <a:cxn ang="16200000"><a:pos x="wd2" y="t"/></a:cxn>
    <a:cxn ang="10800000"><a:pos x="l" y="hd2"/></a:cxn>
    <a:cxn ang="5400000"><a:pos x="wd2" y="b"/></a:cxn>
    <a:cxn ang="0"><a:pos x="r" y="hd2"/></a:cxn>
  </a:cxnLst>
  <a:rect l="l" t="t" r="r" b="b"/>
  <a:pathLst>
    <a:path w="{width}" h="{height}">
      {corners}
      <a:close/>
    </a:path>
  </a:pathLst>
</a:custGeom>
"""
"""A shape with corners of its own, and with the sites and the text area of a rectangle."""


def lengths(area: Rectangle) -> list[Length]:
    """Return left, top, width and height of an area in points."""
    return list(map(Pt, (area.left, area.top, area.width, area.height)))


def rgb(color: str) -> RGBColor:
    """Return a color, written `#rrggbb`."""
    return RGBColor(*bytes.fromhex(color.removeprefix("#")))


def describe(shape: BaseShape, name: str, text: str = "") -> None:
    """Set the name of a shape, and its alternative text."""
    shape.name = show_text(name)
    if text:
        shape._element._nvXxPr.cNvPr.set("descr", show_text(text))


def drop_style(shape: Shape | Connector) -> None:
    """Take from a shape what the theme of the template would add to it, such as a shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


# --- outlines ---


def set_outline(shape: Shape, corners: Sequence[Point]) -> None:
    """Give a rectangle other corners, in points from its upper left."""
    properties = shape._element.spPr
    preset = properties.prstGeom
    if preset is None:
        return  # it has an outline of its own already
    path = ""
    command = "moveTo"
    for across, down in corners:
        x = round(across * EMU_PER_POINT)
        y = round(down * EMU_PER_POINT)
        path += f'<a:{command}><a:pt x="{x}" y="{y}"/></a:{command}>'
        command = "lnTo"
    text = _GEOMETRY.format(width=shape.width, height=shape.height, corners=path)
    properties.replace(preset, parse_xml(text))


# --- connectors ---


def area_of(shape: Shape) -> Rectangle:
    """Return where a shape is, in EMU."""
    right = shape.left + shape.width
    bottom = shape.top + shape.height
    return Rectangle(shape.left, shape.top, right, bottom)


def facing_sides(start: Rectangle, end: Rectangle) -> tuple[int, int]:
    """Return the sides of two areas that a line between them runs from and to."""
    if end.bottom <= start.top:
        return TOP, BOTTOM
    if start.bottom <= end.top:
        return BOTTOM, TOP
    if end.right <= start.left:
        return LEFT, RIGHT
    return RIGHT, LEFT


def place_of_site(area: Rectangle, side: int) -> Site:
    """Return where the middle of a side is."""
    left, top, right, bottom = area
    x, y = area.middle
    # In the order of the numbers of sides.
    sites = ((x, top), (left, y), (x, bottom), (right, y))
    x, y = sites[side]
    return Emu(round(x)), Emu(round(y))


def arch(connector: Connector, begin: Site, end: Site, rise: float) -> None:
    """Have a connector leave its start upwards, and arrive at an end of that height from above."""
    x, _ = end
    _, y = begin
    # As if it rose by a point: its frame needs some height, and by a point the rise is measured in
    # points.
    bend(connector, begin, (x, Emu(y - EMU_PER_POINT)))
    geometry = connector._element.spPr.prstGeom
    if geometry is not None:
        # How far the middle of the curve is from its start, in 1/100,000 of the height of the line.
        value = OxmlElement("a:gd")
        share = round(rise * 100_000)
        value.set("name", "adj1")
        value.set("fmla", f"val {share}")
        geometry.get_or_add_avLst().append(value)


def bend(connector: Connector, begin: Site, end: Site) -> None:
    """Have a connector leave and arrive straight up or down, in an S between.

    The curve of DrawingML runs from the upper left of its frame, sidewards, to the lower right. It
    is turned by a quarter and, if need be, reflected, so that its frame is as wide as the line is
    high:

        ──╮          │
          │        ╭─╯
          ╰──      │
    """
    start_x, start_y = begin
    end_x, end_y = end
    width = abs(end_y - start_y)
    height = abs(end_x - start_x)
    properties = connector._element.spPr
    transform = properties.get_or_add_xfrm()
    for flip in ("flipH", "flipV"):
        transform.attrib.pop(flip, None)
    runs_up = end_y < start_y
    transform.set("rot", str(16_200_000 if runs_up else 5_400_000))
    # Turned so, the curve runs to the right where it runs up, and to the left where it runs down.
    runs_right = end_x > start_x
    if runs_right != runs_up:
        transform.set("flipV", "1")
    geometry = properties.prstGeom
    if geometry is not None:
        geometry.set("prst", "curvedConnector3")
    middle_x = (start_x + end_x) // 2
    middle_y = (start_y + end_y) // 2
    connector.left = Emu(middle_x - width // 2)
    connector.top = Emu(middle_y - height // 2)
    connector.width = Emu(width)
    connector.height = Emu(height)


def set_dashes(connector: Connector, dashes: str) -> None:
    """Set how a line is dashed, by the name that DrawingML has for it."""
    connector.line._get_or_add_ln().get_or_add_prstDash().set("val", dashes)


def add_head(connector: Connector, end: str, head: str) -> None:
    """Add a head to an end of a line: `headEnd`, where it begins, or `tailEnd`."""
    element = OxmlElement(f"a:{end}")
    element.set("type", head)
    connector.line._get_or_add_ln().append(element)


def put_behind(shape: BaseShape, slide: Slide) -> None:
    """Put a shape behind all shapes; the first two elements of the tree are no shapes."""
    tree = slide.shapes._spTree
    tree.remove(shape._element)
    tree.insert(2, shape._element)


_SOFT_HYPHEN = "\u00ad"

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

ROUND, _CUT, _LEAF, _SLANT = 9.0, 6.0, 12.0, 5.0
"""How far the corners of boxes deviate from square ones, in points where text is of size `SIZE`."""

BORDER, MAIN_BORDER, COPY_BORDER = 1.3, 3.2, 0.9
DOT = 7.0
"""The size of the dot in which the premises of an inference meet, where text is of size `SIZE`."""

TIGHT = 0.6
"""How much of its padding a box keeps free: another program may set text a little wider than it was
measured.
"""

LEGEND_BOX = 6.5
"""Half the height of a box in the legend."""

STRAIGHT = 6 * EMU_PER_POINT
"""How far apart sidewards the ends of a straight line may be."""

INSET_OF_ROUND = 0.29289
"""How far the text area of a box with round corners begins inside it, as a share of their radius.
"""

RISE = 11.0
"""How high the line between two claims of one row rises over what is between them, in points."""

THICKEST = 1.5
"""How much thicker lines become at the most than where text is of size `SIZE`: few boxes on a slide
are large.
"""

DASHES = {
    Relation.SUPPORT: "solid",
    Relation.REBUTTAL: "dash",
    Relation.UNDERCUTTER: "sysDot",
    Relation.WEIGHING: "sysDashDot",
}
HEADS = {
    Relation.SUPPORT: "triangle",
    Relation.REBUTTAL: "stealth",
    Relation.UNDERCUTTER: "diamond",
    Relation.WEIGHING: "oval",
}
IMPLICIT_HEAD = "arrow"
HEAD_WITHOUT_EFFECT = {Ending.CROSS: "none", Ending.RING: "oval"}
"""What a gray line ends in. DrawingML has no cross: what falls does not reach its target."""


def clean_lines(text: str) -> str:
    """Return a text of several lines that XML can hold."""
    lines = [show_text(line) if line.strip() else "" for line in text.splitlines()]
    return "\n".join(lines)


def flowing(lines: Sequence[str], text: str) -> str:
    """Return a text that can be broken anew where it was: without the ends of lines, with soft
    hyphens in words.
    """
    flowing = ""
    rest = text
    for line in lines:
        hyphenated = line[:-1]
        if rest.startswith(line):
            after = rest[len(line) :]
            rest = after.lstrip()
            flowing += line + after[: len(after) - len(rest)]
        elif line.endswith("-") and rest.startswith(hyphenated):
            rest = rest[len(hyphenated) :]
            flowing += hyphenated + _SOFT_HYPHEN
        else:
            return text
    return flowing


def corners(contour: Contour, area: Rectangle, scale: float) -> list[Point]:
    """Return the corners of a box that is not a rectangle, from its upper left, clockwise.

     ╱────╱   slanted       ╱────┐   leaf       ╱────╲   cut
    ╱────╱                  └────╱              ╲────╱
    """
    width = area.width
    height = area.height
    if contour is Contour.SLANTED:
        slant = _SLANT * scale
        upper = [(slant, 0.0), (width, 0.0)]
        lower = [(width - slant, height), (0.0, height)]
        return upper + lower
    # How much is cut off at the upper left and lower right, and at the other two corners.
    cut = min(_CUT * scale, height / 3)
    other = cut
    if contour is Contour.LEAF:
        cut = min(_LEAF * scale, height / 2)
        other = 0.0
    upper = [(cut, 0.0), (width - other, 0.0)]
    right = [(width, other), (width, height - cut)]
    lower = [(width - cut, height), (other, height)]
    left = [(0.0, height - other), (0.0, cut)]
    # Where nothing is cut off, two corners are one.
    return list(dict.fromkeys(upper + right + lower + left))
