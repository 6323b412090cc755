"""The claims of a map as cards, to be cut out and arranged; and the map as their key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.classroom.chance import shuffle
from argmap.classroom.worksheets.bank import distractors_of
from argmap.classroom.worksheets.handout import Handout
from argmap.classroom.worksheets.paper import LEADING, Paper, wrap_text
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.classroom.worksheets.sheet_files import SheetFiles
from argmap.diagrams.engines import PrintedPage
from argmap.diagrams.fill_in import FillIn
from argmap.diagrams.pages import MM
from argmap.model import ArgumentMap

_MOST_IN_A_ROW = 4
_LEAST_HEIGHT = 30 * MM
_SIZE, _NUMBER_SIZE = 11.0, 9.0
_INSET = 8.0
"""Between the border of a card and what stands in it."""

_DASHES = "4,3"
_GAP = 8.0
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
    return handout.print_pages(_pages(handout, cards), key, [])


def _pages(handout: Handout, cards: Sequence[Card]) -> list[PrintedPage]:
    instructions = [handout.said.cut_out]
    if any(not card.claim for card in cards):
        instructions.append(handout.said.some_are_wrong)
    top = handout.head_height(instructions) + _GAP
    room = handout.page.height - handout.page.margin - top
    for in_a_row in range(_MOST_IN_A_ROW, 0, -1):
        card_width = handout.room / in_a_row
        texts = [
            wrap_text(card.text, _SIZE, card_width - 2 * _INSET, handout.language) for card in cards
        ]
        longest = max(map(len, texts))
        height = max(_LEAST_HEIGHT, longest * LEADING * _SIZE + _NUMBER_SIZE + 2 * _INSET)
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
    paper.add_box(left, top, width, height, dashes=_DASHES)
    baseline = top + _INSET + _NUMBER_SIZE / 2
    paper.add_text(left + _INSET, baseline, card.number, _NUMBER_SIZE)
    room_left = height - 2 * _INSET - _NUMBER_SIZE - len(lines) * LEADING * _SIZE
    paper.add_lines(
        left + _INSET, baseline + _NUMBER_SIZE / 2 + room_left / 2 + LEADING * _SIZE, lines, _SIZE
    )
