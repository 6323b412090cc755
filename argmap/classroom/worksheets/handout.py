"""What all that is handed out on paper has in common: its pages and their heads, its maps, and the
PDF with its key.

A page of paper to hand out: text, lines and a picture, each at its place.
Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from argmap.classroom.worksheets.sheet import SheetFiles, Worksheet
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, mark_direction, runs_right_to_left, width
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.page_split import draw_over_pages, legibility_notes
from argmap.diagrams.paper_sizes import PAGES, Page, check_size
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg import FAMILY, SVG, typeset_elements
from argmap.diagrams.svg_shapes import Attributes, Element, add, polygon, segment, transform
from argmap.diagrams.theme import BOLD, THEMES
from argmap.diagrams.typst_output import PrintedPage, to_pdf
from argmap.languages import words_for, worksheet_words_for
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such
from argmap.util.text import safe_markup

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


PAPERS = ("a4", "letter")

LEAST_TEXT = 10.0
"""The size of the text of claims; boxes to write in grow with it."""

_MOST_TEXT, _MOST_TEXT_WITHOUT_BOXES, _HEADING = 11.0, 14.0, 14.0

_SMALL = 9.5
"""The size of the text around a map."""

_NAME_HEIGHT = 26.0
"""What the line with name and date takes up, with room to write."""

_DATE_SHARE, _NAME_END = 0.7, 0.66
"""Where the date begins, and where the line for the name ends, as shares of the width."""


class Handout:
    """Makes the pages of a worksheet.

    Attributes:
        sheet: the worksheet.
        page: the size of its pages.
        words, said: the words of its language, and those that worksheets have besides.
        title: what it is called.
    """

    def __init__(self, sheet: Worksheet, paper: str) -> None:
        if paper not in PAPERS:
            raise ArgmapError(no_such("page", paper, PAPERS))
        check_size(len(sheet.map.claims))
        self.sheet = sheet
        self.page = replace(
            PAGES[paper], least=LEAST_TEXT, title=_HEADING, legend=_SMALL, turns=False
        )
        self.language = sheet.map.language
        self.words = words_for(self.language)
        self.said = worksheet_words_for(self.language)
        self.title = clean(sheet.map.title) or self.words.argument_map

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.page.width - 2 * self.page.margin

    def head_height(self, instructions: Sequence[str]) -> float:
        """Return how far down the head of a page goes: name, date, and what to do."""
        lines = sum(len(self._lines(instruction)) for instruction in instructions)
        return self.page.margin + _NAME_HEIGHT + (lines + 0.5) * LEADING * _SMALL

    def page_with_head(self, instructions: Sequence[str]) -> Paper:
        """Return a page with nothing but its head."""
        paper = Paper(self.page, self.language)
        baseline = self.page.margin + _NAME_HEIGHT - LEADING * _SMALL
        paper.add_line_to_write(self.said.name, 0.0, _NAME_END * self.room, baseline, _SMALL)
        paper.add_line_to_write(
            self.said.date, _DATE_SHARE * self.room, self.room, baseline, _SMALL
        )
        baseline += 2 * LEADING * _SMALL
        for instruction in instructions:
            baseline = paper.add_lines(0.0, baseline, self._lines(instruction), _SMALL)
        return paper

    def _lines(self, instruction: str) -> list[str]:
        return wrap_text(instruction, _SMALL, self.room, self.language)

    def drawings(self, map: ArgumentMap, fill_in: FillIn, top: float) -> list[Drawing]:
        """Return a map on as many pages as it takes, each of them below a head that goes down to
        `top`.
        """
        numbers = {id: id.removeprefix("c") for id in map.claims} | dict(fill_in.numbers)
        scene = Scene(
            map,
            THEME,
            (),
            numbers=numbers,
            heading=self.title,
            description=_describe(map),
            fill_in=fill_in,
        )
        # Boxes to write in are as large as they have to be, and not much larger.
        most = _MOST_TEXT if fill_in.pitch else _MOST_TEXT_WITHOUT_BOXES
        page = replace(self.page, height=self.page.height - top, most=most)
        # Circles and brackets need premises side by side.
        layout = "rows" if fill_in.signs or fill_in.sets else ""
        return draw_over_pages(scene, page, PictureOptions(layout=layout), _describe)

    def key_pages(self, map: ArgumentMap, fill_in: FillIn, top: float) -> list[PrintedPage]:
        """Return the pages of a map that shows what is missing elsewhere, each thing where it is
        missing there.
        """
        pages: list[PrintedPage] = []
        for drawing in self.drawings(map, fill_in, top):
            paper = Paper(self.page, self.language)
            paper.add_text(0.0, self.page.margin + _HEADING, self.said.key, _HEADING, is_bold=True)
            paper.add_picture(drawing, top)
            pages.append(paper.print_pages(self._key_of(drawing.scene.title())))
        return pages

    def _key_of(self, title: str) -> str:
        return f"{self.said.key}{self.words.colon}{title}"

    def print_pages(
        self, pages: Sequence[PrintedPage], key: Sequence[PrintedPage], notes: Iterable[str]
    ) -> SheetFiles:
        """Return what is handed out and its key."""
        language = self.language or self.words.tag
        texts = [claim.text for claim in self.sheet.key.claims.values()]
        said = "\n".join([self.title, *texts])
        return SheetFiles(
            to_pdf(pages, self.title, language),
            to_pdf(key, self._key_of(self.title), language),
            len(pages),
            len(key),
            (*notes, *missing_font_notes(said)),
        )

    def notes_on(self, drawings: Sequence[Drawing]) -> list[str]:
        """Return what there is to say of pages on which text is too small."""
        return list(legibility_notes(drawings, self.page))


def _describe(map: ArgumentMap) -> str:
    """Return what a page says to those who do not see it: its claims, and not how they bear on each
    other.
    """
    lines = [clean(map.title)] if map.title else []
    lines += [f"{id.removeprefix('c')} {clean(claim.text)}" for id, claim in map.claims.items()]
    return "\n".join(lines)
