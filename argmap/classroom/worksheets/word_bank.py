"""The claims that students choose from: those of a sheet, and others that do not belong there.

They are in columns, on top of a page or on pages of their own:

    A  Bees are busy.    C  Apples are red.
    B  Pears are green
       in spring.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.classroom.shuffle import shuffle
from argmap.classroom.worksheets.handout import LEADING, Paper, wrap_text
from argmap.classroom.worksheets.sheet import Blanks, Worksheet
from argmap.languages import words_for
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap, Inference
from argmap.model.graph import main_claims, without
from argmap.util.errors import ArgmapError
from argmap.util.text import count, lettering, plain_text


class BankEntry(NamedTuple):
    """A claim to choose.

    Attributes:
        label: its letter, or the number of its card.
        text: its text.
        claim: the id of the blank, or claim, where it belongs; "" if it belongs nowhere.
    """

    label: str
    text: str
    claim: str


Bank = Sequence[BankEntry]


def bank_of(sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0) -> Bank:
    """Return the missing claims of a sheet and some others, in a random order.

    Args:
        sheet: the sheet.
        map: the map that it was made of.
        distractors: the number of others.
        seed: the same seed gives the same order and the same others.

    Raises:
        ArgmapError: there are not that many others.
    """
    letters = lettering(words_for(map.language).letters.upper())
    others = _distractors_of(sheet, map, distractors, seed)
    return _entries(letters, sheet.texts, others, seed, "bank")


def cards_of(sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0) -> Bank:
    """Return the claims of a sheet as cards in a random order, and others of its map among them.

    Raises:
        ArgmapError: there are not that many others.
    """
    texts = {id: claim.text for id, claim in sheet.key.claims.items()}
    others = _distractors_of(sheet, map, distractors, seed)
    return _entries((str(number) for number in itertools.count(1)), texts, others, seed, "cards")


def _entries(
    labels: Iterator[str], texts: Mapping[str, str], others: Iterable[str], seed: int, purpose: str
) -> Bank:
    choices = [(text, claim) for claim, text in texts.items()] + [(text, "") for text in others]
    in_order = shuffle(choices, seed, purpose)
    return [BankEntry(next(labels), text, claim) for text, claim in in_order]


def has_distractors(bank: Bank) -> bool:
    """Return whether a claim among those to choose from belongs nowhere."""
    return any(not entry.claim for entry in bank)


def _distractors_of(sheet: Worksheet, map: ArgumentMap, number: int, seed: int) -> list[str]:
    """Return the texts of claims that do not belong in a blank of a sheet.

    They are claims of the map that it is part of, and nobody can read them on the sheet.

    Raises:
        ArgmapError: there are not that many.
    """
    texts = _texts_elsewhere(map, sheet.texts.values(), has_kinds=not sheet.kinds)
    if number > len(texts):
        there_are = f"only {count(len(texts), 'claim')}" if texts else "no claim"
        why = f"{there_are} of the map can be left off the sheet"
        if not sheet.texts:
            why = (
                f"{there_are} of the map can be left off the cards; to make cards of part of the"
                " map, use --focus, --depth or --side"
            )
        raise ArgmapError(f"too many wrong claims ({number}): {why}")
    return shuffle(texts, seed, "elsewhere")[:number]


def _texts_elsewhere(map: ArgumentMap, boxes: Iterable[str], *, has_kinds: bool) -> list[str]:
    """Return what a map says that this part of it does not, each wording once.

    Args:
        map: a part of a map, or all of it.
        boxes: the texts that are blank: what would fit in one of these is left out.
        has_kinds: whether students see what is a reason and what an objection.
    """
    whole = map.part_of or map
    lexicon = lexicon_for(map.language)
    in_boxes = [lexicon.plain(text) for text in boxes]
    places = {
        _place(inference, has_kinds=has_kinds)
        for inference in whole.inferences.values()
        for id in inference.premises
        if lexicon.plain(whole.claims[id].text) in in_boxes
    }
    wordings = {plain_text(claim.text) for claim in map.claims.values()}
    texts = []
    for id, claim in whole.claims.items():
        wording = plain_text(claim.text)
        if wording in wordings:
            continue
        wordings.add(wording)
        plain = lexicon.plain(claim.text)
        is_same = any(lexicon.relation(plain, box).kind.is_same for box in in_boxes)
        uses = {_place(use, has_kinds=has_kinds) for use in whole.uses(id)}
        if not is_same and places.isdisjoint(uses):
            texts.append(claim.text)
    return texts


def leave_out_distractors(
    map: ArgumentMap, blanks: Blanks, distractors: int, seed: int = 0
) -> ArgumentMap:
    """Return a map without the claims that students are to find fit nowhere.

    Only what is not on a sheet can be a distractor. Where a map is not part of a larger one, claims
    that nothing bears on are taken from it, except where they would fit a blank.
    """
    boxes = [map.claims[id].text for id in blanks.texts]
    missing = distractors - len(_texts_elsewhere(map, boxes, has_kinds=not blanks.kinds))
    left_out: set[str] = set()
    for premises in shuffle(_ends_to_leave_out(map, blanks), seed, "left out"):
        if len(left_out) < missing:
            left_out.update(premises)
    return without(map, left_out) if left_out else map


def _ends_to_leave_out(map: ArgumentMap, blanks: Blanks) -> list[Sequence[str]]:
    """Return the premises that can go without anything else going, and that would fit no blank."""
    mains = {claim.id for claim in main_claims(map)}
    wordings = Counter(plain_text(claim.text) for claim in map.claims.values())
    has_kinds = not blanks.kinds
    places = _places_of(map, blanks.texts, has_kinds=has_kinds)
    ends: list[Sequence[str]] = []
    for inference in map.inferences.values():
        is_asked_for = inference.id in blanks.kinds or inference.id in blanks.links
        can_go = not is_asked_for and not map.undercutters(inference.id)
        for id in inference.premises:
            is_end = id not in mains and not map.onto(id) and len(map.uses(id)) == 1
            # What the sheet says elsewhere, too, is no distractor.
            is_alone = wordings[plain_text(map.claims[id].text)] == 1
            can_go = can_go and is_end and is_alone and id not in blanks.texts
        if can_go and _place(inference, has_kinds=has_kinds) not in places:
            ends.append(inference.premises)
    return ends


def without_fitting(map: ArgumentMap, part: ArgumentMap, blanks: Blanks) -> Blanks:
    """Return blanks of a part of a map without those that a claim left out would fit, too."""
    left_out = map.claims.keys() - part.claims.keys()
    has_kinds = not blanks.kinds
    places = _places_of(map, left_out, has_kinds=has_kinds)
    fit_alone = (
        id for id in blanks.texts if places.isdisjoint(_places_of(part, {id}, has_kinds=has_kinds))
    )
    return blanks._replace(texts=frozenset(fit_alone))


_Place = tuple[str, str]


def _places_of(map: ArgumentMap, claims: Collection[str], *, has_kinds: bool) -> set[_Place]:
    """Return the places of some claims."""
    return {
        _place(inference, has_kinds=has_kinds)
        for inference in map.inferences.values()
        if not set(inference.premises).isdisjoint(claims)
    }


def _place(inference: Inference, *, has_kinds: bool) -> _Place:
    """Return what a claim has to be for its place: an objection to `nine`."""
    # Where kinds are blank, reasons and objections have the same place.
    return inference.target, inference.kind.value if has_kinds else ""


_SIZE = 10.0
"""The size of the text."""

_COLUMNS = 3
_COLUMN_GAP, _LETTER_ROOM = 14.0, 20.0
"""Between columns, and how much room letters have."""

_ENTRY_GAP = 4.0
"""Between entries, and below them all."""

_LINE = LEADING * _SIZE


_Entry = tuple[str, list[str]]
"""A letter, and the lines of its claim."""

_Column = list[_Entry]

Columns = list[_Column]
"""The columns of a page."""


def height_of(columns: Columns) -> float:
    """Return the height of the highest column."""
    return max((_height_of_column(column) for column in columns), default=0.0)


def _height_of_column(column: _Column) -> float:
    return sum(_height_of(lines) for _, lines in column)


def _height_of(lines: list[str]) -> float:
    return len(lines) * _LINE + _ENTRY_GAP


def in_columns(bank: Bank, room: float, most: float, language: str) -> list[Columns]:
    """Return entries in columns, page by page, as low as they can be if one page is enough.

    Args:
        bank: the entries.
        room: the width of a page.
        most: the greatest height of columns; an entry that is higher has a column to itself.
        language: that of the entries.
    """
    if not bank:
        return []
    # No gap follows the last column.
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    text_room = pitch - _COLUMN_GAP - _LETTER_ROOM
    entries = [(each.label, wrap_text(each.text, _SIZE, text_room, language)) for each in bank]
    # Heights are tried from one line on, as columns of the same height look best.
    low = 0.0
    while low < most:
        low += _LINE
        first_page, *other_pages = _fill_columns(entries, low)
        if not other_pages and height_of(first_page) <= low:
            return [first_page]
    return _fill_columns(entries, most)


def _fill_columns(entries: _Column, height: float) -> list[Columns]:
    """Return entries in columns of at most a height, each filled before the next."""
    pages: list[Columns] = [[]]
    column: _Column = []
    for entry in entries:
        # An entry that is higher than a column has one to itself.
        if not column or _height_of_column([*column, entry]) > height:
            column = []
            if len(pages[-1]) == _COLUMNS:
                pages.append([])
            pages[-1].append(column)
        column.append(entry)
    return pages


def add_columns(paper: Paper, columns: Columns, room: float, top: float) -> None:
    """Add columns to a page, below `top`."""
    pitch = (room + _COLUMN_GAP) / _COLUMNS
    for number, column in enumerate(columns):
        x, baseline = number * pitch, top + _SIZE
        for letter, lines in column:
            paper.add_lines(x, baseline, [letter], _SIZE, is_bold=True)
            paper.add_lines(x + _LETTER_ROOM, baseline, lines, _SIZE)
            baseline += _height_of(lines)
