"""A worksheet on paper: a map with boxes to write in, circles to mark, and claims to choose from;
and its key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from argmap.classroom.worksheets.bank import BankEntry
from argmap.classroom.worksheets.bank_columns import add_columns, in_columns
from argmap.classroom.worksheets.blanks import BlankKind
from argmap.classroom.worksheets.handout import LEAST_TEXT, Handout
from argmap.classroom.worksheets.paper import LEADING
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.classroom.worksheets.sheet_files import SheetFiles
from argmap.diagrams.drawings import Drawing
from argmap.diagrams.engines import PrintedPage
from argmap.diagrams.fill_in import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.pages import MM
from argmap.diagrams.theme import SIZE
from argmap.model import Kind

_LEAST_WIDTH, _WIDEST = 45 * MM, 70 * MM
_LINE_PITCH, _BESIDE_LINES = 8 * MM, 2 * MM
"""From one line to write on to the next, and how much higher a box is than its lines."""

_FEWEST_LINES, _MOST_LINES = 2, 4
_COLUMN_BY_HAND = 2.6 * MM
"""How wide a column of text is that is written by hand."""

_MOST_ON_TOP = 0.35
"""How much of a page claims to choose from may take up above a map, as a share of its height."""

_BANK_SIZE = 11.0
"""The size of the heading of these."""

_SIGNS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "−"}


def print_sheet(
    sheet: Worksheet,
    kinds: Collection[BlankKind],
    bank: Sequence[BankEntry] = (),
    paper: str = "a4",
) -> SheetFiles:
    """Return a map with blanks, and its key.

    Args:
        sheet: the worksheet.
        kinds: what can be blank in it, and has to be explained.
        bank: the claims to choose from.
        paper: one of `argmap.classroom.worksheets.handout.PAPERS`.

    Raises:
        ArgmapError: there is no such paper, or the map is too large to be drawn.
    """
    handout = Handout(sheet, paper)
    fill_in = fill_in_of(sheet, bank)
    pages, drawings, top = _pages(handout, fill_in, list(_instructions(handout, kinds, bank)), bank)
    filled = {
        id: replace(claim, text=sheet.key.claims[id].text) for id, claim in sheet.map.claims.items()
    }
    letters = {entry.blank: entry.letter for entry in bank if entry.blank}
    done = replace(
        fill_in,
        is_done=True,
        signs={inference: _SIGNS[kind] for inference, kind in sheet.kinds.items()},
        numbers={
            id: f"{number} {letters.get(id, '')}".strip() for id, number in fill_in.numbers.items()
        },
    )
    key = handout.key_pages(replace(sheet.map, claims=filled), done, top)
    return handout.print_pages(pages, key, handout.notes_on(drawings))


def fill_in_of(sheet: Worksheet, bank: Sequence[BankEntry] = ()) -> FillIn:
    """Return what is to be filled in on a sheet, and how large its boxes are; for letters of a
    bank, small ones.
    """
    lines, box_width = _FEWEST_LINES, _LEAST_WIDTH
    if not bank:
        # Where a letter is not enough, there is room for the longest of the claims; all boxes are
        # alike.
        columns = max((width(clean(text)) / COLUMN for text in sheet.texts.values()), default=0.0)
        while columns * _COLUMN_BY_HAND > lines * _WIDEST and lines < _MOST_LINES:
            lines += 1
        box_width = min(max(_LEAST_WIDTH, columns * _COLUMN_BY_HAND / lines), _WIDEST)
    # No map is drawn smaller than this, so that boxes are as large as they have to be.
    scale = LEAST_TEXT / SIZE
    return FillIn(
        numbers={id: id.removeprefix("c") for id in sheet.texts},
        signs=dict.fromkeys(sheet.kinds, ""),
        sets=sheet.sets,
        is_done=False,
        width=box_width / scale,
        height=(lines * _LINE_PITCH + _BESIDE_LINES) / scale,
        pitch=_LINE_PITCH / scale if sheet.texts else 0.0,
    )


def _instructions(
    handout: Handout, kinds: Collection[BlankKind], bank: Sequence[BankEntry]
) -> Iterator[str]:
    said = handout.said
    if BlankKind.TEXT in kinds:
        instruction = said.fill_in_letters if bank else said.fill_in
        if any(not entry.blank for entry in bank):
            instruction += f" {said.some_are_wrong}"
        yield instruction
    if BlankKind.KIND in kinds:
        yield said.mark_kinds
    if BlankKind.LINK in kinds:
        yield said.mark_links


def _pages(
    handout: Handout, fill_in: FillIn, instructions: Sequence[str], bank: Sequence[BankEntry]
) -> tuple[list[PrintedPage], list[Drawing], float]:
    """Return the pages of a sheet, the pictures on them, and how far from the top of a page these
    begin.

    The claims to choose from stand above the map if both have room on one page, and else on pages
    behind.
    """
    map = handout.sheet.map
    top = handout.head_height(instructions)
    if bank:
        on_top = in_columns(
            bank, handout.room, _MOST_ON_TOP * handout.page.height, handout.language
        )
        if len(on_top) == 1:
            below = top + on_top[0].height + LEADING * _BANK_SIZE / 2
            drawings = handout.drawings(map, fill_in, below)
            if len(drawings) == 1:
                paper = handout.page_with_head(instructions)
                add_columns(paper, on_top[0], handout.room, top)
                paper.add_picture(drawings[0], below)
                return [paper.print_pages(handout.title)], drawings, below
    drawings = handout.drawings(map, fill_in, top)
    pages: list[PrintedPage] = []
    for drawing in drawings:
        paper = handout.page_with_head(instructions)
        paper.add_picture(drawing, top)
        pages.append(paper.print_pages(drawing.scene.title()))
    heading = top + LEADING * _BANK_SIZE
    room_below = handout.page.height - handout.page.margin - heading - LEADING * _BANK_SIZE
    for columns in in_columns(bank, handout.room, room_below, handout.language):
        paper = handout.page_with_head(instructions)
        paper.add_text(0.0, heading, handout.said.bank, _BANK_SIZE, is_bold=True)
        add_columns(paper, columns, handout.room, heading + LEADING * _BANK_SIZE / 2)
        pages.append(paper.print_pages(handout.said.bank))
    return pages, drawings, top
