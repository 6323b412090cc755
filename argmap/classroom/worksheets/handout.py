"""The pages of what is handed out on paper, and the PDF with its key. Lengths are in points.

Name ____________   Date ______
Fill in the boxes.
┌──────────────────────────────┐
│  the map                     │
└──────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argmap.classroom.worksheets.sheet import SheetFiles, Worksheet, numbers_of
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, mark_direction, runs_right_to_left, width
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.page_split import draw_over_pages, legibility_notes
from argmap.diagrams.painter import Painter
from argmap.diagrams.paper_sizes import PAGES, Page, check_size
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg import FAMILY, SVG, add_picture
from argmap.diagrams.svg_shapes import Attributes, add, polygon, segment, transform
from argmap.diagrams.theme import BOLD, THEMES
from argmap.diagrams.typst_output import PrintedPage, to_pdf
from argmap.languages import words_for, worksheet_words_for
from argmap.model import ArgumentMap
from argmap.options import Look
from argmap.options.names import WorksheetPaper
from argmap.util.elements import Element, tostring
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
        rtl: whether what stands beside each other is read from right to left.
        said: all that it says so far, for those who do not see it.
    """

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
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
        margin = self.page.margin
        if self.rtl:
            return self.page.width - margin - x
        return margin + x

    def add_lines(
        self, x: float, baseline: float, lines: Sequence[str], size: float, *, is_bold: bool = False
    ) -> float:
        """Add the lines of a text, and return the baseline of the next; `x` is from the margin."""
        self.said.append(" ".join(lines))
        is_rtl = runs_right_to_left("".join(lines), otherwise=self.rtl)
        em = size * BOLD if is_bold else size
        for line in lines:
            attributes: Attributes = {"x": self._at(x), "y": baseline, "font-size": size}
            attributes["textLength"] = f"{width(line) * em:.1f}"
            if is_bold:
                attributes["font-weight"] = "bold"
            # The end of a line in Latin letters is on the right, too, where the page begins.
            if self.rtl:
                attributes["text-anchor"] = "end"
            add(self._root, "text", attributes, mark_direction(line, rtl=is_rtl))
            baseline += LEADING * size
        return baseline

    def add_line_to_write(
        self, word: str, x: float, end: float, baseline: float, size: float
    ) -> None:
        """Add a word, and beside it a line to write on that ends at `end`."""
        self.add_lines(x, baseline, [clean(word)], size)
        left = self._at(x + width(word) * size + _AFTER_WORD)
        self._add_path(segment((left, baseline), (self._at(end), baseline)))

    def add_box(self, x: float, top: float, width: float, height: float, *, dashes: str) -> None:
        """Add a dashed border."""
        near, far, bottom = self._at(x), self._at(x + width), top + height
        corners = [(near, top), (far, top), (far, bottom), (near, bottom)]
        self._add_path(polygon(corners), dashes)

    def _add_path(self, path: str, dashes: str = "") -> None:
        attributes: Attributes = {"d": path, "fill": "none", "stroke": THEME.text}
        attributes["stroke-width"] = _RULE
        if dashes:
            attributes["stroke-dasharray"] = dashes
        add(self._root, "path", attributes)

    def add_picture(self, drawing: Drawing, top: float) -> None:
        """Add a picture below what stands above."""
        scene = drawing.scene
        self.said.append(scene.description)
        group = add(self._root, "g", {"transform": transform(0, top, 1)})
        painter = Painter(scene, {}, fits_viewers=False)
        add_picture(group, drawing, painter, (self.page.width, drawing.height))

    def print_pages(self, title: str) -> PrintedPage:
        """Return the page, with what its bookmark says."""
        svg = safe_markup(tostring(self._root, encoding="unicode"))
        said = "\n".join(self.said)
        return PrintedPage(svg, self.page.width, self.page.height, clean(title), said)


def wrap_text(text: str, size: float, room: float, language: str) -> list[str]:
    """Return a text in lines that are at most so wide at this size."""
    return wrap(clean(text), room / size / COLUMN, language)


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

    def __init__(self, sheet: Worksheet, paper: WorksheetPaper) -> None:
        check_size(len(sheet.map.claims))
        self.sheet = sheet
        lying = PAGES[paper]
        self.page = replace(lying, least=LEAST_TEXT, title=_HEADING, legend=_SMALL, turns=False)
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
        # Half a line is between the head and what is below it.
        lines = 0.5 + sum(len(self._lines(instruction)) for instruction in instructions)
        return self.page.margin + _NAME_HEIGHT + lines * LEADING * _SMALL

    def page_with_head(self, instructions: Sequence[str]) -> Paper:
        """Return a page with nothing but its head."""
        said, room = self.said, self.room
        paper = Paper(self.page, self.language)
        baseline = self.page.margin + _NAME_HEIGHT - LEADING * _SMALL
        # Name ____________   Date ______
        paper.add_line_to_write(said.name, 0.0, _NAME_END * room, baseline, _SMALL)
        paper.add_line_to_write(said.date, _DATE_SHARE * room, room, baseline, _SMALL)
        baseline += 2 * LEADING * _SMALL
        for instruction in instructions:
            baseline = paper.add_lines(0.0, baseline, self._lines(instruction), _SMALL)
        return paper

    def _lines(self, instruction: str) -> list[str]:
        return wrap_text(instruction, _SMALL, self.room, self.language)

    def drawings(self, map: ArgumentMap, fill_in: FillIn, top: float) -> list[Drawing]:
        """Return a map on as many pages as it takes, each below a head of the height `top`."""
        numbers = {**numbers_of(map.claims), **fill_in.numbers}
        said = _describe(map)
        scene = Scene(
            map, THEME, (), numbers=numbers, heading=self.title, description=said, fill_in=fill_in
        )
        # Boxes to write in are as large as they have to be, and not much larger.
        most = _MOST_TEXT if fill_in.pitch else _MOST_TEXT_WITHOUT_BOXES
        page = replace(self.page, height=self.page.height - top, most=most)
        # Circles and brackets need premises side by side.
        look = Look(layout="rows") if fill_in.signs or fill_in.sets else Look()
        return draw_over_pages(scene, page, look, _describe)

    def key_pages(self, map: ArgumentMap, fill_in: FillIn, top: float) -> list[PrintedPage]:
        """Return the pages of a key, with each thing where it is missing on the sheet."""
        pages = []
        for drawing in self.drawings(map, fill_in, top):
            paper = self.page_of_key()
            paper.add_picture(drawing, top)
            pages.append(paper.print_pages(self.key_of(drawing.scene.title())))
        return pages

    def page_of_key(self) -> Paper:
        """Return a page of a key with nothing but its heading."""
        paper = Paper(self.page, self.language)
        baseline = self.page.margin + _HEADING
        paper.add_lines(0.0, baseline, [clean(self.said.key)], _HEADING, is_bold=True)
        return paper

    def key_of(self, title: str) -> str:
        """Return what the key of something with this title is called."""
        return f"{self.said.key}{self.words.colon}{title}"

    def print_pages(
        self, pages: Sequence[PrintedPage], key: Sequence[PrintedPage], drawings: Sequence[Drawing]
    ) -> SheetFiles:
        """Return what is handed out and its key; `drawings` are the pictures on the pages."""
        # Readers of PDF say texts in this language.
        language = self.language or self.words.tag
        sheet_pdf = to_pdf(pages, self.title, language)
        key_pdf = to_pdf(key, self.key_of(self.title), language)
        # The sheet shows no character that the key lacks.
        texts = [self.title, *(claim.text for claim in self.sheet.key.claims.values())]
        notes = *legibility_notes(drawings, self.page), *missing_font_notes("\n".join(texts))
        return SheetFiles(sheet_pdf, key_pdf, len(pages), len(key), notes)


def _describe(map: ArgumentMap) -> str:
    """Return the claims of a page for those who do not see it, without how they are connected."""
    lines = [clean(map.title)] if map.title else []
    for id, number in numbers_of(map.claims).items():
        lines.append(f"{number} {clean(map.claims[id].text)}")
    return "\n".join(lines)
