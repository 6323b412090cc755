"""The texts of a picture, taken out of its SVG, for Typst to set.

Typst would set them inside the SVG, too, but only with what a font maps one character to one shape
for: there its PDFs lose the letters of Arabic and of the scripts of India, and weights of variable
fonts are not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from argmap.diagrams.direction import unmark_direction
from argmap.diagrams.markup import Element

_TEXT = "{http://www.w3.org/2000/svg}text"
_TRANSFORM = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+)\)")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text on a page. Lengths are in points.

    Attributes:
        text: the line.
        x, y: where its baseline begins, or ends, or its middle, as the anchor says.
        room: how wide it may be.
        size: of its letters.
        fill: its colour, `#rrggbb`.
        is_bold: whether it is bold.
        anchor: `start`, `middle` or `end`: of the line as it is seen, so that a start is always at
            the left.
        runs_right_to_left: whether it does.
    """

    text: str
    x: float
    y: float
    room: float
    size: float
    fill: str
    is_bold: bool
    anchor: str
    runs_right_to_left: bool


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What an element has from those around it: how lengths and places become those of the page,
    and its look.
    """

    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0
    size: float = 16.0
    fill: str = "#000000"
    is_bold: bool = False
    anchor: str = "start"


def take_out_texts(svg: str) -> tuple[str, list[PlacedText]]:
    """Return a picture of ours without its texts, and these."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own picture
    texts: list[PlacedText] = []
    pending = [(root, _look_up(root, _Inherited()))]
    while pending:
        parent, around = pending.pop()
        for element in list(parent):
            own = _look_up(element, around)
            if element.tag == _TEXT:
                texts.append(_place_text(element, own))
                parent.remove(element)
            else:
                pending.append((element, own))
    return ElementTree.tostring(root, encoding="unicode"), texts


def _look_up(element: Element, around: _Inherited) -> _Inherited:
    """Return what holds inside an element."""
    own = around
    moved = _TRANSFORM.fullmatch(element.get("transform", ""))
    if moved is not None:
        left, top, scale = map(float, moved.groups())
        left, top = around.left + left * around.scale, around.top + top * around.scale
        own = replace(own, left=left, top=top, scale=around.scale * scale)
    if "font-size" in element.attrib:
        own = replace(own, size=float(element.attrib["font-size"]))
    if "fill" in element.attrib:
        own = replace(own, fill=element.attrib["fill"])
    if "font-weight" in element.attrib:
        own = replace(own, is_bold=element.attrib["font-weight"] == "bold")
    if "text-anchor" in element.attrib:
        own = replace(own, anchor=element.attrib["text-anchor"])
    return own


def _place_text(element: Element, look: _Inherited) -> PlacedText:
    line = element.text or ""
    text = unmark_direction(line)
    return PlacedText(
        text,
        x=look.left + float(element.get("x", "0")) * look.scale,
        y=look.top + float(element.get("y", "0")) * look.scale,
        room=float(element.attrib["textLength"]) * look.scale,
        size=look.size * look.scale,
        fill=look.fill,
        is_bold=look.is_bold,
        anchor=look.anchor,
        runs_right_to_left=text != line,
    )
