"""What the items below a heading belong to: the heading of their side, and headings between the
two.
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.formats.lists.listing import Listing, Part


class Section(NamedTuple):
    """Some items with the headings above them.

    Attributes:
        part: the items.
        top: the part with the heading of their side; without a heading if they have none.
        below: the parts with the headings between that and the items, the highest first.
        is_alone: whether no other part of the list has items.
    """

    part: Part
    top: Part
    below: tuple[Part, ...]
    is_alone: bool


def sections_of(listing: Listing) -> list[Section]:
    """Return the sections of a list that have items; the highest of its headings are those of
    sides.
    """
    levels = [part.level for part in listing.parts if part.heading]
    highest = min(levels, default=0)
    is_alone = sum(bool(part.items) for part in listing.parts) == 1
    sections: list[Section] = []
    top = Part()
    below: list[Part] = []
    for part in listing.parts:
        if part.level <= highest:
            top, below = part, []
        else:
            below = [*(other for other in below if other.level < part.level), part]
        if part.items:
            sections.append(Section(part, top, tuple(below), is_alone))
    return sections
