"""A worksheet on paper: a map with blanks and claims to choose from, or its claims as cards.

The key of both is the map with nothing missing. Cards are cut out along dashed lines:

    ┌ ─ ─ ─ ─ ─ ─ ┬ ─ ─ ─ ─ ─ ─ ┐
      1             2
    │ Bees are    │ Apples are  │
      busy.         red.
    └ ─ ─ ─ ─ ─ ─ ┴ ─ ─ ─ ─ ─ ─ ┘
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from argmap.classroom.worksheets.handout import LEADING, LEAST_TEXT, Handout, Paper, wrap_text
from argmap.classroom.worksheets.sheet import SheetFiles, Worksheet, numbers_of
from argmap.classroom.worksheets.word_bank import (
    Bank,
    Columns,
    add_columns,
    has_distractors,
    height_of,
    in_columns,
)
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.paper_sizes import MM
from argmap.diagrams.theme import SIZE
from argmap.diagrams.typst_output import PrintedPage
from argmap.model import ArgumentMap, Kind
from argmap.options.names import BlankName, WorksheetPaper

_LEAST_WIDTH = 45 * MM
_WIDEST = 70 * MM
"""Of a box to write in."""

_LINE_PITCH = 8 * MM
"""From one line to write on to the next."""

_BESIDE_LINES = 2 * MM
"""How much higher a box is than its lines."""

_LETTER_WIDTH, _LETTER_HEIGHT = 22 * MM, 12 * MM
"""Of a box for a letter."""

_FEWEST_LINES, _MOST_LINES = 2, 7
_COLUMN_BY_HAND = 2.6 * MM
"""How wide a column of text is that is written by hand."""

_MOST_ON_TOP = 0.35
"""How much of a page claims to choose from may take up above a map, as a share of its height."""

_BANK_SIZE = 11.0
"""The size of the heading of these."""

_BANK_LINE = LEADING * _BANK_SIZE

_SIGNS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "−"}


def print_sheet(
    sheet: Worksheet, kinds: Collection[BlankName], bank: Bank, paper: WorksheetPaper
) -> SheetFiles:
    """Return a map with blanks, and its key.

    Args:
        sheet: the worksheet.
        kinds: what can be blank in it, and has to be explained.
        bank: the claims to choose from.
        paper: the paper size.

    Raises:
        ArgmapError: there is no such paper, or the map is too large to be drawn.
    """
    handout = Handout(sheet, paper)
    fill_in = fill_in_of(sheet, bank)
    instructions = list(_instructions(handout, kinds, bank))
    printed = _sheet_pages(handout, fill_in, instructions, bank)
    # In the key, too, letters are in the boxes that ask for letters.
    claims = dict(sheet.key.claims)
    for entry in bank:
        if entry.claim:
            claims[entry.claim] = replace(claims[entry.claim], text=entry.label)
    # Kinds and links that are blank are shown by signs and brackets beside what is on the sheet.
    filled = replace(sheet.map, claims=claims)
    # A blank kind was that of a reason or an objection: undercutters keep theirs.
    signs = {inference: _SIGNS[kind] for inference, kind in sheet.kinds.items()}
    done = replace(fill_in, is_done=True, signs=signs)
    key = _key_pages(handout, filled, done, printed)
    return handout.print_pages(printed.pages, key, printed.drawings)


def fill_in_of(sheet: Worksheet, bank: Bank = ()) -> FillIn:
    """Return what is to be filled in on a sheet, in boxes for texts or letters of a bank."""
    # No map is drawn smaller than this, so that boxes are as large as they have to be.
    scale = LEAST_TEXT / SIZE
    if bank:
        # A letter has room for itself, and no line.
        box_width, height, pitch = _LETTER_WIDTH, _LETTER_HEIGHT, _LETTER_HEIGHT
    else:
        # There is room for the longest of the claims; all boxes are alike.
        longest = max((width(clean(text)) for text in sheet.texts.values()), default=0.0)
        room, lines = longest / COLUMN * _COLUMN_BY_HAND, _FEWEST_LINES
        while room > lines * _WIDEST and lines < _MOST_LINES:
            lines += 1
        box_width = min(max(_LEAST_WIDTH, room / lines), _WIDEST)
        height = lines * _LINE_PITCH + _BESIDE_LINES
        pitch = _LINE_PITCH if sheet.texts else 0.0
    return FillIn(
        numbers=numbers_of(sheet.texts),
        signs=dict.fromkeys(sheet.kinds, ""),
        sets=sheet.sets,
        is_done=False,
        width=box_width / scale,
        height=height / scale,
        pitch=pitch / scale,
    )


def _instructions(handout: Handout, kinds: Collection[BlankName], bank: Bank) -> Iterator[str]:
    said = handout.said
    if "text" in kinds:
        instruction = said.fill_in_letters if bank else said.fill_in
        yield f"{instruction} {said.some_are_wrong}" if has_distractors(bank) else instruction
    if "kind" in kinds:
        yield said.mark_kinds
    if "link" in kinds:
        yield said.mark_links


class _Pages(NamedTuple):
    """The pages of a sheet.

    Attributes:
        pages: the pages.
        drawings: the pictures on them.
        top: the distance of these from the top.
        head: the height of the head, below which the claims to choose from are.
        on_top: these claims, if they are above the map; else empty.
        behind: these claims, page by page, if they are behind the map.
    """

    pages: list[PrintedPage]
    drawings: list[Drawing]
    top: float
    head: float
    on_top: Columns
    behind: list[Columns]


def _sheet_pages(
    handout: Handout, fill_in: FillIn, instructions: Sequence[str], bank: Bank
) -> _Pages:
    """Return the pages of a sheet.

    The claims to choose from stand above the map if both have room on one page, and else on pages
    behind.
    """
    page, room, map = handout.page, handout.room, handout.sheet.map
    top = handout.head_height(instructions)
    on_top = in_columns(bank, room, _MOST_ON_TOP * page.height, handout.language)
    if len(on_top) == 1:
        (columns,) = on_top
        # Half a line is between the claims and the map.
        below = top + height_of(columns) + _BANK_LINE / 2
        drawings = handout.drawings(map, fill_in, below)
        if len(drawings) == 1:
            paper = handout.page_with_head(instructions)
            add_columns(paper, columns, room, top)
            paper.add_picture(drawings[0], below)
            pages = [paper.print_pages(handout.title)]
            return _Pages(pages, drawings, below, top, columns, [])
    drawings = handout.drawings(map, fill_in, top)
    pages = []
    for drawing in drawings:
        paper = handout.page_with_head(instructions)
        paper.add_picture(drawing, top)
        pages.append(paper.print_pages(drawing.scene.title()))
    most = page.height - page.margin - top - 2 * _BANK_LINE
    behind = in_columns(bank, room, most, handout.language)
    for columns in behind:
        paper = handout.page_with_head(instructions)
        pages.append(_page_of_bank(handout, paper, columns, top))
    return _Pages(pages, drawings, top, top, [], behind)


def _page_of_bank(handout: Handout, paper: Paper, columns: Columns, top: float) -> PrintedPage:
    """Return a page with the claims to choose from, below what it has at its top."""
    heading, baseline = handout.said.bank, top + _BANK_LINE
    paper.add_lines(0.0, baseline, [clean(heading)], _BANK_SIZE, is_bold=True)
    add_columns(paper, columns, handout.room, baseline + _BANK_LINE / 2)
    return paper.print_pages(heading)


def _key_pages(
    handout: Handout, filled: ArgumentMap, done: FillIn, printed: _Pages
) -> list[PrintedPage]:
    """Return the pages of a key, with the claims to choose from where the sheet has them."""
    pages = []
    for drawing in handout.drawings(filled, done, printed.top):
        paper = handout.page_of_key()
        add_columns(paper, printed.on_top, handout.room, printed.head)
        paper.add_picture(drawing, printed.top)
        pages.append(paper.print_pages(handout.key_of(drawing.scene.title())))
    for columns in printed.behind:
        pages.append(_page_of_bank(handout, handout.page_of_key(), columns, printed.head))
    return pages


_MOST_CARDS_IN_A_ROW = 4
_LEAST_CARD_HEIGHT = 30 * MM
_CARD_TEXT_SIZE, _CARD_NUMBER_SIZE = 11.0, 9.0
_CARD_LINE = LEADING * _CARD_TEXT_SIZE
_CARD_INSET = 8.0
"""Between the border of a card and what stands in it."""

_CUTTING_DASHES = "4,3"
_GAP_ABOVE_CARDS = 8.0
"""Between the head of a page and its cards."""


def print_cards(sheet: Worksheet, cards: Bank, paper: WorksheetPaper) -> SheetFiles:
    """Return cards, and as their key the map in which each claim has the number of its card.

    Args:
        sheet: the worksheet, without a blank.
        cards: its cards.
        paper: the paper size.

    Raises:
        ArgmapError: there is no such paper, or the map is too large to be drawn.
    """
    handout = Handout(sheet, paper)
    numbers = {card.claim: card.label for card in cards if card.claim}
    fill_in = FillIn(numbers=numbers, signs={}, sets=(), is_done=True)
    key = handout.key_pages(sheet.key, fill_in, handout.head_height([]))
    return handout.print_pages(_card_pages(handout, cards), key, ())


def _card_pages(handout: Handout, cards: Bank) -> list[PrintedPage]:
    instructions = [handout.said.cut_out]
    if has_distractors(cards):
        instructions.append(handout.said.some_are_wrong)
    top = handout.head_height(instructions) + _GAP_ABOVE_CARDS
    room = handout.page.height - handout.page.margin - top
    # Fewer cards in a row are wider, and so the longest text has room on a page.
    for in_a_row in range(_MOST_CARDS_IN_A_ROW, 0, -1):
        width = handout.room / in_a_row
        text_width = width - 2 * _CARD_INSET
        texts = [
            wrap_text(card.text, _CARD_TEXT_SIZE, text_width, handout.language) for card in cards
        ]
        text_height = max(map(len, texts)) * _CARD_LINE
        height = max(_LEAST_CARD_HEIGHT, text_height + _CARD_NUMBER_SIZE + 2 * _CARD_INSET)
        if height <= room:
            break
    on_page = in_a_row * max(int(room / height), 1)
    pages = []
    for number, (card, lines) in enumerate(zip(cards, texts, strict=True)):
        place = number % on_page
        if place == 0:
            paper = handout.page_with_head(instructions)
            pages.append(paper)
        down, across = divmod(place, in_a_row)
        left, card_top = across * width, top + down * height
        paper.add_box(left, card_top, width, height, dashes=_CUTTING_DASHES)
        _add_text_of_card(paper, card.label, lines, left, card_top, height)
    return [paper.print_pages(handout.title) for paper in pages]


def _add_text_of_card(
    paper: Paper, number: str, lines: Sequence[str], left: float, top: float, height: float
) -> None:
    x = left + _CARD_INSET
    baseline = top + _CARD_INSET + _CARD_NUMBER_SIZE / 2
    paper.add_lines(x, baseline, [number], _CARD_NUMBER_SIZE)
    # The text is in the middle of what is left.
    text_height = len(lines) * _CARD_LINE
    room_left = height - 2 * _CARD_INSET - _CARD_NUMBER_SIZE - text_height
    # As much room is left above the text as below it.
    baseline += _CARD_NUMBER_SIZE / 2 + room_left / 2 + _CARD_LINE
    paper.add_lines(x, baseline, lines, _CARD_TEXT_SIZE)
