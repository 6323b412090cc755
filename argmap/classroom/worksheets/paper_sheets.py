"""A worksheet on paper: a map with boxes to write in, circles to mark, and claims to choose from;
and its key.

The claims of a map as cards, to be cut out and arranged; and the map as their key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from argmap.classroom.shuffle import shuffle
from argmap.classroom.worksheets.handout import LEADING, LEAST_TEXT, Handout, Paper, wrap_text
from argmap.classroom.worksheets.sheet import BlankKind, SheetFiles, Worksheet
from argmap.classroom.worksheets.word_bank import BankEntry, add_columns, distractors_of, in_columns
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.paper_sizes import MM
from argmap.diagrams.theme import SIZE
from argmap.diagrams.typst_output import PrintedPage
from argmap.model import ArgumentMap, Kind

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
    pages, drawings, top = _sheet_pages(
        handout, fill_in, list(_instructions(handout, kinds, bank)), bank
    )
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


def _sheet_pages(
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


_MOST_CARDS_IN_A_ROW = 4
_LEAST_CARD_HEIGHT = 30 * MM
_CARD_TEXT_SIZE, _CARD_NUMBER_SIZE = 11.0, 9.0
_CARD_INSET = 8.0
"""Between the border of a card and what stands in it."""

_CUTTING_DASHES = "4,3"
_GAP_ABOVE_CARDS = 8.0
"""Between the head of a page and its cards."""


class Card(NamedTuple):
    """A card: its number, its text, and the id of its claim on the sheet, ""
    if it belongs nowhere.
    """

    number: str
    text: str
    claim: str


def cards_of(sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0) -> list[Card]:
    """Return the claims of a sheet as cards in an order that tells nothing, and others of its map
    among them.

    Raises:
        ArgmapError: there are not so many others.
    """
    texts = [(claim.text, claim.id) for claim in sheet.key.claims.values()]
    texts += [(text, "") for text in distractors_of(sheet, map, distractors, seed)]
    in_order = enumerate(shuffle(texts, seed, "cards"), start=1)
    return [Card(str(number), text, claim) for number, (text, claim) in in_order]


def print_cards(sheet: Worksheet, cards: Sequence[Card], paper: str = "a4") -> SheetFiles:
    """Return cards, and as their key the map in which each claim has the number of its card.

    Args:
        sheet: the worksheet, without a blank.
        cards: its cards.
        paper: one of `argmap.classroom.worksheets.handout.PAPERS`.

    Raises:
        ArgmapError: there is no such paper, or the map is too large to be drawn.
    """
    handout = Handout(sheet, paper)
    numbers = {card.claim: card.number for card in cards if card.claim}
    fill_in = FillIn(numbers=numbers, signs={}, sets=(), is_done=True)
    key = handout.key_pages(sheet.key, fill_in, handout.head_height([]))
    return handout.print_pages(_card_pages(handout, cards), key, [])


def _card_pages(handout: Handout, cards: Sequence[Card]) -> list[PrintedPage]:
    instructions = [handout.said.cut_out]
    if any(not card.claim for card in cards):
        instructions.append(handout.said.some_are_wrong)
    top = handout.head_height(instructions) + _GAP_ABOVE_CARDS
    room = handout.page.height - handout.page.margin - top
    for in_a_row in range(_MOST_CARDS_IN_A_ROW, 0, -1):
        card_width = handout.room / in_a_row
        texts = [
            wrap_text(card.text, _CARD_TEXT_SIZE, card_width - 2 * _CARD_INSET, handout.language)
            for card in cards
        ]
        longest = max(map(len, texts))
        height = max(
            _LEAST_CARD_HEIGHT,
            longest * LEADING * _CARD_TEXT_SIZE + _CARD_NUMBER_SIZE + 2 * _CARD_INSET,
        )
        if height <= room:
            break
    on_page = in_a_row * max(int(room / height), 1)
    pages: list[PrintedPage] = []
    for first in range(0, len(cards), on_page):
        paper = handout.page_with_head(instructions)
        for number in range(first, min(first + on_page, len(cards))):
            down, across = divmod(number - first, in_a_row)
            left_top = (across * card_width, top + down * height)
            _add_card(paper, cards[number], texts[number], left_top, (card_width, height))
        pages.append(paper.print_pages(handout.title))
    return pages


def _add_card(
    paper: Paper,
    card: Card,
    lines: Sequence[str],
    left_top: tuple[float, float],
    size: tuple[float, float],
) -> None:
    (left, top), (width, height) = left_top, size
    paper.add_box(left, top, width, height, dashes=_CUTTING_DASHES)
    baseline = top + _CARD_INSET + _CARD_NUMBER_SIZE / 2
    paper.add_text(left + _CARD_INSET, baseline, card.number, _CARD_NUMBER_SIZE)
    room_left = (
        height - 2 * _CARD_INSET - _CARD_NUMBER_SIZE - len(lines) * LEADING * _CARD_TEXT_SIZE
    )
    paper.add_lines(
        left + _CARD_INSET,
        baseline + _CARD_NUMBER_SIZE / 2 + room_left / 2 + LEADING * _CARD_TEXT_SIZE,
        lines,
        _CARD_TEXT_SIZE,
    )
