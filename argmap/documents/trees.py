"""The paragraphs of a section as lists in lists, for forms that nest them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.outlines.manuscript import Paragraph


class Item(NamedTuple):
    """A numbered paragraph, and those below it."""

    paragraph: Paragraph
    below: list[Item]


class Block(NamedTuple):
    """A paragraph of running text, or else a list of numbered ones."""

    text: Paragraph | None
    items: list[Item]


def blocks_of(paragraphs: Iterable[Paragraph]) -> list[Block]:
    """Return paragraphs in their order: those of running text one by one, numbered ones that follow
    as lists.
    """
    blocks: list[Block] = []
    # lists[depth] is the list that a paragraph of this depth is put into.
    lists: list[list[Item]] = []
    for paragraph in paragraphs:
        if not paragraph.number:
            blocks.append(Block(paragraph, []))
            lists = []
            continue
        if not lists:
            lists = [[]]
            blocks.append(Block(None, lists[0]))
        item = Item(paragraph, [])
        del lists[paragraph.depth + 1 :]
        lists[-1].append(item)
        lists.append(item.below)
    return blocks
