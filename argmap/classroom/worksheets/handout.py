"""What all that is handed out on paper has in common: its pages and their heads, its maps, and the
PDF with its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from argmap.classroom.worksheets.paper import LEADING, THEME, Paper, wrap_text
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.classroom.worksheets.sheet_files import SheetFiles
from argmap.diagrams.draw_split import draw_over_pages, legibility_notes
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.engines import PrintedPage, to_pdf
from argmap.diagrams.fill_in import FillIn
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.pages import PAGES
from argmap.diagrams.scene import Scene
from argmap.diagrams.sizes import check_size
from argmap.languages import words_for, worksheet_words_for
from argmap.model import ArgumentMap
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError
from argmap.model.options import PictureOptions

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
