"""What a language has to say on a worksheet, besides the words of maps and outlines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SheetWords:
    """The words of one language.

    Attributes:
        name, date: before the lines on which students write them.
        key: before the title of what holds the answers.
        fill_in: what to do with numbered boxes.
        fill_in_letters: the same where the claims are given, each with a letter.
        fill_in_file: what to do with the blanks of a file; the sign that stands for one is filled
            in as `{blank}`.
        mark_kinds: what to do with circles on lines.
        mark_links: what to do with linked premises that are drawn apart.
        cut_out: what to do with cards.
        bank: the heading of the claims that are given.
        some_are_wrong: that there are more of them than belong on the sheet.
    """

    name: str
    date: str
    key: str
    fill_in: str
    fill_in_letters: str
    fill_in_file: str
    mark_kinds: str
    mark_links: str
    cut_out: str
    bank: str
    some_are_wrong: str
