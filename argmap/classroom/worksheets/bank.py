"""The claims that students choose from: those that are missing on a sheet, and others that do not
belong there.
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.classroom.chance import shuffle
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.languages import words_for
from argmap.languages.words import lettering
from argmap.model import ArgumentMap
from argmap.model.errors import ArgmapError
from argmap.model.plain import plain_text
from argmap.model.text import count


class BankEntry(NamedTuple):
    """A claim to choose: its letter, its text, and the id of the blank where it belongs, "" if it
    belongs nowhere.
    """

    letter: str
    text: str
    blank: str


def bank_of(
    sheet: Worksheet, map: ArgumentMap, distractors: int = 0, seed: int = 0
) -> tuple[BankEntry, ...]:
    """Return the missing claims of a sheet and some others, in an order that tells nothing.

    Args:
        sheet: the sheet.
        map: the map that it was made of.
        distractors: how many others.
        seed: what the order follows from, and which others they are.

    Raises:
        ArgmapError: there are not so many others.
    """
    choices = [(text, blank) for blank, text in sheet.texts.items()]
    choices += [(text, "") for text in distractors_of(sheet, map, distractors, seed)]
    letters = lettering(words_for(map.language).letters.upper())
    in_order = zip(letters, shuffle(choices, seed, "bank"), strict=False)
    return tuple(BankEntry(letter, text, blank) for letter, (text, blank) in in_order)


def distractors_of(sheet: Worksheet, map: ArgumentMap, number: int, seed: int = 0) -> list[str]:
    """Return the texts of claims of a map that do not belong in a blank of a sheet made of it, or
    of a part of it.

    What does not stand on the sheet goes first.

    Raises:
        ArgmapError: there are not so many.
    """
    whole = map.part_of or map
    elsewhere = [claim.text for claim in whole.claims.values() if claim.id not in map.claims]
    # Of cards nothing is missing: all that is on the sheet belongs there.
    given = [
        claim.text
        for id, claim in sheet.key.claims.items()
        if sheet.texts and id not in sheet.texts
    ]
    belonging = sheet.texts.values() or [claim.text for claim in sheet.key.claims.values()]
    taken = {plain_text(text) for text in belonging}
    texts: list[str] = []
    for text in [*shuffle(elsewhere, seed, "elsewhere"), *shuffle(given, seed, "given")]:
        if plain_text(text) not in taken:
            taken.add(plain_text(text))
            texts.append(text)
    if number > len(texts):
        there_are = f"but {count(len(texts), 'other claim')}" if texts else "no other claims"
        raise ArgmapError(f"--distractors {number}: the map has {there_are}")
    return texts[:number]
