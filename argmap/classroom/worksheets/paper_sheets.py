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

from argmap.classroom.worksheets.handout import LEADING, LEAST_TEXT, Handout, Paper, wrap_text
from argmap.classroom.worksheets.sheet import BlankKind, SheetFiles, Worksheet
from argmap.classroom.worksheets.word_bank import BankEntry, add_columns, height_of, in_columns
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.paper_sizes import MM
from argmap.diagrams.theme import SIZE
from argmap.diagrams.typst_output import PrintedPage
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
    sheet: Worksheet, kinds: Collection[BlankKind], bank: Sequence[BankEntry], paper: str
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
    instructions = list(_instructions(handout, kinds, bank))
    pages, drawings, top = _sheet_pages(handout, fill_in, instructions, bank)
    # The number of a blank is followed by the letter of its claim.
    numbers = dict(fill_in.numbers)
    for entry in bank:
        if entry.claim:
            numbers[entry.claim] += f" {entry.label}"
    # Kinds and links that are blank are shown by signs and brackets beside what is on the sheet.
    filled = replace(sheet.map, claims=sheet.key.claims)
    # A blank kind was that of a reason or an objection: undercutters keep theirs.
    signs = {inference: _SIGNS[kind] for inference, kind in sheet.kinds.items()}
    done = replace(fill_in, is_done=True, signs=signs, numbers=numbers)
    key = handout.key_pages(filled, done, top)
    return handout.print_pages(pages, key, drawings)


def fill_in_of(sheet: Worksheet, bank: Sequence[BankEntry] = ()) -> FillIn:
    """Return what is to be filled in on a sheet, in boxes for texts or letters of a bank."""
    lines, box_width = _FEWEST_LINES, _LEAST_WIDTH
    if not bank:
        # Where a letter is not enough, there is room for the longest of the claims; all boxes are
        # alike.
        widths = [width(clean(text)) / COLUMN for text in sheet.texts.values()]
        columns = max(widths, default=0.0)
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
        if not all(entry.claim for entry in bank):
            instruction += f" {said.some_are_wrong}"
        yield instruction
    if BlankKind.KIND in kinds:
        yield said.mark_kinds
    if BlankKind.LINK in kinds:
        yield said.mark_links


def _sheet_pages(
    handout: Handout, fill_in: FillIn, instructions: Sequence[str], bank: Sequence[BankEntry]
) -> tuple[list[PrintedPage], list[Drawing], float]:
    """Return the pages of a sheet, the pictures on them, and the distance of these from the top.

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
            below = top + height_of(on_top[0]) + LEADING * _BANK_SIZE / 2
            drawings = handout.drawings(map, fill_in, below)
            if len(drawings) == 1:
                paper = handout.page_with_head(instructions)
                add_columns(paper, on_top[0], handout.room, top)
                paper.add_picture(drawings[0], below)
                return [paper.print_pages(handout.title)], drawings, below
    drawings = handout.drawings(map, fill_in, top)
    pages = []
    for drawing in drawings:
        paper = handout.page_with_head(instructions)
        paper.add_picture(drawing, top)
        pages.append(paper.print_pages(drawing.scene.title()))
    heading = top + LEADING * _BANK_SIZE
    room_below = handout.page.height - handout.page.margin - heading - LEADING * _BANK_SIZE
    for columns in in_columns(bank, handout.room, room_below, handout.language):
        paper = handout.page_with_head(instructions)
        paper.add_lines(0.0, heading, [clean(handout.said.bank)], _BANK_SIZE, is_bold=True)
        add_columns(paper, columns, handout.room, heading + LEADING * _BANK_SIZE / 2)
        pages.append(paper.print_pages(handout.said.bank))
    return pages, drawings, top


_MOST_CARDS_IN_A_ROW = 4
_LEAST_CARD_HEIGHT = 30 * MM
_CARD_TEXT_SIZE, _CARD_NUMBER_SIZE = 11.0, 9.0
_CARD_INSET = 8.0
"""Between the border of a card and what stands in it."""

_CUTTING_DASHES = "4,3"
_GAP_ABOVE_CARDS = 8.0
"""Between the head of a page and its cards."""


def print_cards(sheet: Worksheet, cards: Sequence[BankEntry], paper: str) -> SheetFiles:
    """Return cards, and as their key the map in which each claim has the number of its card.

    Args:
        sheet: the worksheet, without a blank.
        cards: its cards.
        paper: one of `argmap.classroom.worksheets.handout.PAPERS`.

    Raises:
        ArgmapError: there is no such paper, or the map is too large to be drawn.
    """
    handout = Handout(sheet, paper)
    numbers = {card.claim: card.label for card in cards if card.claim}
    fill_in = FillIn(numbers=numbers, signs={}, sets=(), is_done=True)
    key = handout.key_pages(sheet.key, fill_in, handout.head_height([]))
    return handout.print_pages(_card_pages(handout, cards), key, ())


def _card_pages(handout: Handout, cards: Sequence[BankEntry]) -> list[PrintedPage]:
    instructions = [handout.said.cut_out]
    if not all(card.claim for card in cards):
        instructions.append(handout.said.some_are_wrong)
    top = handout.head_height(instructions) + _GAP_ABOVE_CARDS
    room = handout.page.height - handout.page.margin - top
    # Fewer cards in a row are wider, and so the longest text has room on a page.
    for in_a_row in range(_MOST_CARDS_IN_A_ROW, 0, -1):
        width = handout.room / in_a_row
        texts = []
        for card in cards:
            text_width = width - 2 * _CARD_INSET
            texts.append(wrap_text(card.text, _CARD_TEXT_SIZE, text_width, handout.language))
        longest = max(map(len, texts)) * LEADING * _CARD_TEXT_SIZE
        height = max(_LEAST_CARD_HEIGHT, longest + _CARD_NUMBER_SIZE + 2 * _CARD_INSET)
        if height <= room:
            break
    on_page = in_a_row * max(int(room / height), 1)
    pages = []
    for first in range(0, len(cards), on_page):
        paper = handout.page_with_head(instructions)
        for place, card in enumerate(cards[first : first + on_page]):
            down, across = divmod(place, in_a_row)
            left_top = (across * width, top + down * height)
            _add_card(paper, card.label, texts[first + place], left_top, (width, height))
        pages.append(paper.print_pages(handout.title))
    return pages


_Pair = tuple[float, float]


def _add_card(
    paper: Paper, number: str, lines: Sequence[str], left_top: _Pair, size: _Pair
) -> None:
    (left, top), (width, height) = left_top, size
    paper.add_box(left, top, width, height, dashes=_CUTTING_DASHES)
    x = left + _CARD_INSET
    baseline = top + _CARD_INSET + _CARD_NUMBER_SIZE / 2
    paper.add_lines(x, baseline, [number], _CARD_NUMBER_SIZE)
    line_height = LEADING * _CARD_TEXT_SIZE
    room_left = height - 2 * _CARD_INSET - _CARD_NUMBER_SIZE - len(lines) * line_height
    baseline += _CARD_NUMBER_SIZE / 2 + room_left / 2 + line_height
    paper.add_lines(x, baseline, lines, _CARD_TEXT_SIZE)
