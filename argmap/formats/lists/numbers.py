"""The numbers of an outline: 1, 1.2, 1.2a, 1.2a.1; what they are below, and whether lines have
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.formats.lists.listing import Item
from argmap.languages.list_table import OUTLINE_WORDS

_LETTERS = "".join(sorted(set("".join(words.letters for words in OUTLINE_WORDS.values()))))
_PART = rf"\d{{1,5}}[{_LETTERS}]{{0,3}}"
NUMBER = rf"{_PART}(?:\.{_PART})*"
"""The pattern of a number."""

_NUMBERED = re.compile(rf"({NUMBER})[ \t]+(?=\S)")
_NUMBERED_WITH_DOT = re.compile(rf"({NUMBER})\.?[ \t]+(?=\S)")
_NUMBERED_IN_MARKDOWN = re.compile(rf"\*\*({NUMBER})\*\*[ \t]+(?=\S)")
_DEEPEST_INDENT = 32
"""In columns: outlines in text indent nothing further."""


def number_in_text(text: str, start: int = 0, *, with_dot: bool = False) -> re.Match[str] | None:
    """Return the match of a number, which is its group 1, with a dot behind it perhaps, and the
    space behind it.
    """
    pattern = _NUMBERED_WITH_DOT if with_dot else _NUMBERED
    return pattern.match(text, start)


def number_in_markdown(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the match of a number in bold type, which is its group 1, and the space behind it."""
    return _NUMBERED_IN_MARKDOWN.match(text, start)


def number_above(number: str) -> str:
    """Return the number of what a number stands below: `1.2a` for `1.2a.1`; "" for `1`."""
    return number.rpartition(".")[0]


def number_of_inference(number: str) -> str:
    """Return the number of the step of a premise: `1.2` for `1.2a`."""
    return number.rstrip(_LETTERS)


def are_of_an_outline(numbers: Iterable[str]) -> bool:
    """Return whether the numbers of some lines are those of an outline: each but the roots stands
    below another.
    """
    seen: set[str] = set()
    placed = 0
    total = 0
    next_root = 1
    for number in numbers:
        above = number_above(number)
        if above in seen:
            placed += 1
        elif not above and number == str(next_root):
            next_root += 1
            placed += 1
        total += 1
        seen |= {number, number_of_inference(number)}
    # Somebody may have taken lines out.
    return next_root > 1 and placed * 4 >= total * 3


def settle_depths_by_numbers(items: Iterable[Item]) -> None:
    """Give items the depth that their numbers tell, where nothing is indented,
    or nothing further.
    """
    items = list(items)
    is_flush = len({item.indent for item in items}) == 1
    depth_of: dict[str, int] = {}
    for item in items:
        if item.number and (is_flush or item.indent >= _DEEPEST_INDENT):
            above = depth_of.get(number_above(item.number))
            if above is not None:
                item.depth = above + 1
        depth_of[item.number] = item.depth
        depth_of[number_of_inference(item.number)] = item.depth
