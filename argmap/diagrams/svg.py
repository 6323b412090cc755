"""The finished picture as SVG: its title, the map and its legend, with a name and a description for
readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from argmap.diagrams import legend
from argmap.diagrams.curves import Point
from argmap.diagrams.font_metrics import clean_lines
from argmap.diagrams.frame import TITLE_PITCH, Frame
from argmap.diagrams.painter import Painter
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg_shapes import Attributes, Element, add, number, transform
from argmap.diagrams.theme import BOLD
from argmap.util.text import safe_markup

SVG = "http://www.w3.org/2000/svg"

FAMILY = "Arimo, Arial, Liberation Sans, Helvetica, sans-serif"
"""Fonts with the widths of Arial, by which text is measured, and whatever a viewer has where it has
none of them.
"""

_SHOWN_WHOLE = "max-width:100%;height:auto"
"""Has a browser fit the picture into what it stands in."""

_LIKE_ARIAL = "font-size-adjust:ch-width .556"
"""Has a browser without such a font set another one so large that its digits are as wide as those
of Arial.
"""


def to_svg(scene: Scene, frame: Frame, links: Mapping[str, str]) -> str:
    """Return the picture as SVG, for viewers that show it with the fonts that they have.

    Args:
        scene: what is drawn.
        frame: where it is.
        links: id of a claim -> the web address that its box leads to.
    """
    return _Picture(scene, frame, links, None).text()


def to_typeset_svg(scene: Scene, frame: Frame, links: Mapping[str, str], sheet: Point) -> str:
    """Return the picture as SVG, to be set with a font that is as wide as it was measured.

    Args:
        scene: what is drawn.
        frame: where it is.
        links: id of a claim -> the web address that its box leads to.
        sheet: width and height of what it is drawn in the middle of, in points.
    """
    return _Picture(scene, frame, links, sheet).text()


def typeset_elements(scene: Scene, frame: Frame, sheet: Point) -> list[Element]:
    """Return the elements that such an SVG consists of, without what it says to those who do not
    see it.
    """
    return _Picture(scene, frame, {}, sheet).elements()


class _Picture:
    def __init__(
        self, scene: Scene, frame: Frame, links: Mapping[str, str], sheet: Point | None
    ) -> None:
        self.scene = scene
        self.frame = frame
        self.links = links
        self.painter = Painter(scene, links, fits_viewers=sheet is None)
        self.sheet = sheet or (frame.width, frame.height)
        self.top = frame.top_on(self.sheet)
        self.root = Element("svg")

    def text(self) -> str:
        width, height = self.sheet
        role = "graphics-document document" if self.links else "img"
        language = self.scene.map.language or self.scene.words.tag
        self.root.attrib |= {
            "xmlns": SVG,
            "lang": language,
            "xml:lang": language,
            "direction": "ltr",  # each line says itself if it runs from right to left
            "role": role,
            "width": f"{number(width)}pt",
            "height": f"{number(height)}pt",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "font-family": FAMILY,
            "fill": self.scene.theme.text,
            "style": f"{_LIKE_ARIAL};{_SHOWN_WHOLE}",
        }
        add(self.root, "title", text=self.scene.title())
        if self.scene.description:
            add(self.root, "desc", text=clean_lines(self.scene.description))
        add(self.root, "rect", {"width": "100%", "height": "100%", "fill": self.scene.theme.paper})
        self.root.extend(self.elements())
        return safe_markup(ElementTree.tostring(self.root, encoding="unicode")) + "\n"

    def elements(self) -> list[Element]:
        parts = Element("g")
        self._add_title(parts)
        self._add_map(parts)
        self._add_legend(parts)
        return list(parts)

    def _add_title(self, parent: Element) -> None:
        around = self.frame.around
        size = around.title_size
        rtl = self.painter.runs_right_to_left(self.scene.heading)
        look: Attributes = {"font-size": size, "font-weight": "bold", "text-anchor": "middle"}
        for index, line in enumerate(around.title):
            baseline = self.top + self.frame.edge + size * (0.95 + TITLE_PITCH * index)
            self.painter.add_text(
                parent, (self.sheet[0] / 2, baseline), line, size * BOLD, look, rtl=rtl
            )

    def _add_map(self, parent: Element) -> None:
        left, top = self.frame.map_place(self.sheet)
        place: Attributes = {"transform": transform(left, top, self.frame.scale)}
        self.painter.add_map(parent, self.frame.layout.placement, place)

    def _add_legend(self, parent: Element) -> None:
        around = self.frame.around
        if not around.legend:
            return
        left, top = self._legend_place()
        look: Attributes = {
            "transform": transform(left, top, around.legend_scale),
            "font-size": legend.NAME_SIZE,
        }
        group = add(parent, "g", look)
        # Below the map rows are centred, inside it they begin below each other.
        self.painter.add_legend(group, around.legend, is_centered=around.place is None)

    def _legend_place(self) -> Point:
        """Return where the legend stands: left and top inside the map, or
        middle and top below it.
        """
        around = self.frame.around
        if around.place is None:
            top = self.top + self.frame.height - self.frame.edge - around.legend_rows_height
            return self.sheet[0] / 2, top
        left, top = self.frame.map_place(self.sheet)
        return left + around.place[0], top + around.place[1]
