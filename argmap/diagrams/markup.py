"""Elements of SVG, and the numbers, points and paths in them as SVG writes these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from argmap.diagrams.curves import Path, Point

Element = ElementTree.Element

Attributes = dict[str, str | float]
"""Names and values of SVG: a float is written with at most two decimals, and all else as it is."""


def add(
    parent: Element, tag: str, attributes: Mapping[str, str | float] | None = None, text: str = ""
) -> Element:
    """Add an element with these attributes and this text to another, and return it."""
    written: dict[str, str] = {}
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
