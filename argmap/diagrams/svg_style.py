"""What holds for an element of a picture of ours, for programs that draw it anew from its SVG.

<g transform="translate(9 47) scale(2)" fill="#1a1a1a"> <text x="10" y="20">Sleep helps.</text> </g>

The text is at (29, 87), twice as large as it says, and dark: so its `Style` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.diagrams.font_metrics import unmark_direction
from argmap.diagrams.geometry import Point
from argmap.util.elements import Element

_TRANSFORM = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+)\)")

# What holds where an element and those around it do not say otherwise.
_INITIAL = {"font-size": "16", "fill": "#000000", "font-weight": "", "text-anchor": "start"}


@dataclass(frozen=True)
class Style:
    """What holds for an element: its attributes and those of what it is in, and what moves it by
    `left` and `top` and scales it. Lengths are in points of the whole picture.
    """

    attributes: Mapping[str, str]
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    @classmethod
    def of_root(cls, root: Element) -> Style:
        """Return what holds for a picture as a whole."""
        return cls({**_INITIAL, **root.attrib})

    def inside(self, element: Element) -> Style:
        """Return what holds for an element that is directly in this one."""
        attributes = {**self.attributes, **element.attrib}
        transform = _TRANSFORM.fullmatch(element.get("transform", ""))
        if transform is None:
            return Style(attributes, self.left, self.top, self.scale)
        across, down, scale = map(float, transform.groups())
        left, top = self.place(across, down)
        return Style(attributes, left, top, self.scale * scale)

    def place(self, x: float, y: float) -> Point:
        """Return where a point of the element is."""
        return self.left + x * self.scale, self.top + y * self.scale

    def number(self, name: str) -> float:
        """Return a number among the attributes; 0 without it."""
        return float(self.attributes.get(name, "0"))

    def length(self, name: str) -> float:
        """Return how long a length among the attributes is; 0 without it."""
        return self.number(name) * self.scale


class PlacedText(NamedTuple):
    """A line of text on a page. Lengths are in points."""

    text: str
    x: float  # where its baseline begins, or ends, or its middle, as the anchor says
    y: float
    room: float  # how wide it may be
    size: float
    fill: str  # its color, `#rrggbb`
    is_bold: bool
    anchor: str  # `start`, which is always at the left, `middle` or `end`
    runs_right_to_left: bool


def place_text(element: Element, style: Style) -> PlacedText:
    """Return a line of text, of whose element this style holds."""
    line = element.text or ""
    text = unmark_direction(line)
    x, y = style.place(style.number("x"), style.number("y"))
    return PlacedText(
        text,
        x,
        y,
        room=style.length("textLength"),
        size=style.length("font-size"),
        fill=style.attributes["fill"],
        is_bold=style.attributes["font-weight"] == "bold",
        anchor=style.attributes["text-anchor"],
        runs_right_to_left=text != line,
    )
