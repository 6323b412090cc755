"""A map as a picture that a page can change: a style sheet has its colors.

Boxes are `g[data-box]` with the number of the box. Of a step, each way in which its line can end is
a group `g[data-ending][data-tail]`, all but one of which are not shown. Coordinates are those of
the placement, so that a program can move parts along an axis: all that has to be moved with a box
is near it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree

from argmap.diagrams import legend
from argmap.diagrams.layout import Layout
from argmap.diagrams.page_fit import order_notes
from argmap.diagrams.painter import Painter
from argmap.diagrams.rendering import lay_out
from argmap.diagrams.svg import FAMILY, SVG
from argmap.diagrams.svg_shapes import Element, add, number
from argmap.diagrams.theme import in_variables
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions


class LivePicture(NamedTuple):
    """A map to be shown in a page, as SVG."""

    map: str
    legend: str
    patterns: str  # that both are filled with
    layout: Layout  # in the lengths of the SVG
    notes: tuple[str, ...]  # for the person who asked; none on the size of text, since one zooms


def draw_live(map: ArgumentMap, options: PictureOptions) -> LivePicture:
    """Return a map laid out as its picture on a screen is, to be shown in a page.

    Raises:
        ArgmapError: an option has an unknown value, or the map cannot be laid out.
    """
    drawing = lay_out(map, options)
    layout = drawing.layout
    scene = replace(drawing.scene, theme=in_variables(drawing.scene.theme))
    painter = Painter(scene, {}, is_live=True)
    picture = _svg(layout.width, layout.height)
    picture.set("aria-hidden", "true")  # the outline says it
    painter.add_map(add(picture, "g", {"id": "moved"}), layout, {})
    has_copies = any(box.is_copy for box in layout.trees.boxes)
    entries = legend.live_entries(scene, has_copies=has_copies, has_stubs=bool(layout.trunks))
    widest = max(entry.width for entry in entries)
    signs = []
    for entry in entries:
        sign = _svg(widest, legend.ROW_HEIGHT)
        # However wide its words are, they are as large as those around it.
        sign.set("width", f"{number(widest / legend.NAME_SIZE)}em")
        sign.set("overflow", "visible")  # a sign in a corner reaches beyond its box
        group = add(sign, "g", {"font-size": legend.NAME_SIZE})
        painter.add_legend(group, [[entry]], widest)
        signs.append(_written(sign))
    patterns = Element("defs")
    painter.add_patterns(patterns)
    notes = tuple(order_notes(layout))
    return LivePicture(_written(picture), "\n".join(signs), _written(patterns), layout, notes)


def _svg(width: float, height: float) -> Element:
    attributes = {
        "xmlns": SVG,
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "font-family": FAMILY,
        "fill": "currentColor",
        "direction": "ltr",
    }
    return Element("svg", attributes)


def _written(element: Element) -> str:
    return ElementTree.tostring(element, encoding="unicode")
