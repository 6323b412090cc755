"""A page of paper to hand out: text, lines and a picture, each at its place.
Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from argmap.diagrams.direction import mark_direction, runs_right_to_left
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.engines import PrintedPage
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.markup import Attributes, Element, add, polygon, segment, transform
from argmap.diagrams.pages import Page
from argmap.diagrams.svg import FAMILY, SVG, typeset_elements
from argmap.diagrams.theme import BOLD, THEMES
from argmap.languages import words_for
from argmap.model.text import safe_markup

THEME = THEMES["print"]
"""What is handed out is copied in black and white."""

LEADING = 1.25
"""From one line of a text to the next, in em."""

_RULE = 0.6
"""How thick lines are."""

_AFTER_WORD = 6.0
"""Between a word and the line behind it."""


class Paper:
    """A page.

    Attributes:
        page: its size.
        language: that of its texts, as a BCP 47 tag.
        rtl: whether what stands beside each other is read from right to left.
        said: all that it says so far, for those who do not see it.
    """

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.rtl = words_for(language).rtl
        self.said: list[str] = []
        self._root = Element(
            "svg",
            {
                "xmlns": SVG,
                "width": f"{page.width:.2f}pt",
                "height": f"{page.height:.2f}pt",
                "viewBox": f"0 0 {page.width:.2f} {page.height:.2f}",
                "font-family": FAMILY,
                "fill": THEME.text,
            },
        )

    def _at(self, x: float) -> float:
        """Return where a distance from the margin at which one begins to read is on the page."""
        if self.rtl:
            return self.page.width - self.page.margin - x
        return self.page.margin + x

    def add_lines(self, x: float, baseline: float, lines: Sequence[str], size: float) -> float:
        """Add the lines of a text below each other, and return the baseline that the next would
        have.
        """
        self.said.append(" ".join(lines))
        is_rtl = runs_right_to_left("".join(lines), otherwise=self.rtl)
        for line in lines:
            self._add_line(x, baseline, line, size, is_rtl=is_rtl)
            baseline += LEADING * size
        return baseline

    def add_text(
        self, x: float, baseline: float, text: str, size: float, *, is_bold: bool = False
    ) -> None:
        """Add a line of text; `x` is how far from the margin it begins, as all `x` here."""
        line = clean(text)
        self.said.append(line)
        is_rtl = runs_right_to_left(line, otherwise=self.rtl)
        self._add_line(x, baseline, line, size, is_bold=is_bold, is_rtl=is_rtl)

    def _add_line(
        self,
        x: float,
        baseline: float,
        line: str,
        size: float,
        *,
        is_bold: bool = False,
        is_rtl: bool,
    ) -> None:
        em = size * BOLD if is_bold else size
        attributes: Attributes = {
            "x": self._at(x),
            "y": baseline,
            "font-size": size,
            "textLength": f"{width(line) * em:.1f}",
        }
        if is_bold:
            attributes["font-weight"] = "bold"
        if self.rtl:
            attributes["text-anchor"] = "end"
        add(self._root, "text", attributes, mark_direction(line, rtl=is_rtl))

    def add_line_to_write(
        self, word: str, x: float, end: float, baseline: float, size: float
    ) -> None:
        """Add a word and behind it a line to write on."""
        self.add_text(x, baseline, word, size)
        start = self._at(x + width(word) * size + _AFTER_WORD)
        self._add_path(segment((start, baseline), (self._at(end), baseline)))

    def add_box(self, x: float, top: float, width: float, height: float, *, dashes: str) -> None:
        """Add a dashed border."""
        near, far, bottom = self._at(x), self._at(x + width), top + height
        self._add_path(polygon([(near, top), (far, top), (far, bottom), (near, bottom)]), dashes)

    def _add_path(self, path: str, dashes: str = "") -> None:
        attributes: Attributes = {
            "d": path,
            "fill": "none",
            "stroke": THEME.text,
            "stroke-width": _RULE,
        }
        if dashes:
            attributes["stroke-dasharray"] = dashes
        add(self._root, "path", attributes)

    def add_picture(self, drawing: Drawing, top: float) -> None:
        """Add a picture below what stands above."""
        self.said.append(drawing.scene.description)
        group = add(self._root, "g", {"transform": transform(0, top, 1)})
        group.extend(
            typeset_elements(drawing.scene, drawing.frame, (self.page.width, drawing.frame.height))
        )

    def print_pages(self, title: str) -> PrintedPage:
        """Return the page, with what its bookmark says."""
        svg = safe_markup(ElementTree.tostring(self._root, encoding="unicode"))
        return PrintedPage(
            svg, self.page.width, self.page.height, clean(title), "\n".join(self.said)
        )


def wrap_text(text: str, size: float, room: float, language: str) -> list[str]:
    """Return a text in lines that are at most so wide at this size."""
    return wrap(clean(text), room / size / COLUMN, language)
