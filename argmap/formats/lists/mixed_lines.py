"""Lists in which only some lines have a bullet: which of the others are items.

Homework should be abolished.       lines of one sentence each, some of them indented below a line
  Pupils need more sleep.           that has no bullet either: indentation shows the items
    They are tired.
  - Practice makes perfect.

- Homework should be abolished.
  - Pupils need more sleep.
  Homework is unfair.               in line with the bullet above it: an item, too

- Phones distract.
  They ring all the time.           more of the item above, as are quotations and notes

Prose around lists has no such lines: it is not indented, or goes on from line to line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from argmap.formats.lists.bare_lines import is_heading
from argmap.formats.lists.lead_lines import (
    LineKind,
    lead_line,
)
from argmap.formats.lists.listing import (
    Bullet,
    BulletLine,
    bullet_line,
    columns,
    start_of_text,
    tight_bullet_line,
)
from argmap.languages.roles import begins_with_joining_word, names_sources, spoken_role
from argmap.languages.writing import COMMAS, OPENING_BRACKETS, QUESTION_MARKS, STOPS
from argmap.util.text import width

# Longer lines are paragraphs.
_LONGEST_ITEM = 200
_FEWEST_INDENTED = 2
_FEWEST_IN_LINE = 2
# Of this many lines one may have two sentences, and of so many one may go on with the line above:
# where more do, the text is prose.
_LINES_FOR_EACH_PROSE = 4
_LINES_FOR_EACH_WRAPPED = 3
# What ends a list: headings, fences, tables, rules; and data or programs, such as `key: value`.
_IS_OTHER = re.compile(
    r"\s*(?:#|```|~~~|\||<|[-=_*]{2}|[./$]\S* )|.*(?:[{}\\|]|[=<>!]=|=>|</|<<|>>)"
    r"|\s*[a-z_][\w-]*:(?:\s|$)|\s*\[\^?\w+\]:"
)


@dataclass(slots=True, eq=False)
class MixedLines:
    """The items in lists in which only some have a bullet.

    Attributes:
        items: how each item begins that has no bullet, and each in a list whose first line has
            none, by its index.
        has_bare_list: whether there is such a list.
    """

    items: dict[int, BulletLine] = field(default_factory=dict)
    has_bare_list: bool = False

    def add_items(self, lines: Iterable[_Line]) -> None:
        """Add the items that have no bullet."""
        for line in lines:
            if line.bullet is None:
                start = start_of_text(line.written)
                self.items[line.place] = BulletLine(start, line.indent, bullet=Bullet.NONE)

    def add_block(self, block: list[_Line]) -> None:
        """Add the items of a list whose first line has no bullet."""
        self.add_items(_items_of_block(block))
        for line in block:
            if line.bullet:
                self.items[line.place] = line.bullet
        self.has_bare_list = True


class _Line(NamedTuple):
    """A line of a list.

    Attributes:
        place: its index.
        written: the line as it is written.
        indent: the columns before its text or bullet.
        text: the line without them.
        bullet: how it begins an item, if it has a bullet.
        is_after_blank: whether the line above it is blank.
        goes_on: whether it goes on with the sentence of the line above it.
    """

    place: int
    written: str
    indent: int
    text: str
    bullet: BulletLine | None
    is_after_blank: bool
    goes_on: bool

    @property
    def begins_bare(self) -> bool:
        """Whether it has no bullet, and begins a sentence right below another line."""
        return self.bullet is None and not (self.goes_on or self.is_after_blank)


def find_mixed_lines(
    lines: Sequence[str],
    tab: int,
    is_wrapped: Callable[[str, str], bool],
    *,
    is_markdown: bool,
) -> MixedLines:
    """Return the lines without bullets that are items of a list in which others have bullets.

    Args:
        lines: the lines of the text.
        tab: how many columns a tab takes.
        is_wrapped: returns whether the second of two lines goes on with the first.
        is_markdown: whether the text is Markdown, in which such a list has no blank lines.
    """
    found = MixedLines()
    without_bullets: list[list[_Line]] = []
    for block in _blocks(lines, tab, is_wrapped, is_markdown=is_markdown):
        if not any(line.bullet for line in block):
            without_bullets.append(block)
        elif block[0].bullet:
            if not is_markdown:
                found.add_items(_items_among_bullets(block))
        elif _is_list(block):
            found.add_block(block)
    if not found.has_bare_list or is_markdown:
        return found
    for block in without_bullets:
        # Beside such a list others may have no bullet at all; the end of a letter is none.
        is_letter = block[0].text.endswith(COMMAS)
        if not is_letter and not any(line.goes_on for line in block) and _is_list(block):
            found.add_block(block)
    return found


# --- blocks ---


def _blocks(
    lines: Sequence[str],
    tab: int,
    is_wrapped: Callable[[str, str], bool],
    *,
    is_markdown: bool,
) -> Iterator[list[_Line]]:
    """Yield the lines that may be a list each.

    A block ends at what ends a list, at a line further out than its first, and at a blank line,
    unless the text is plain and what follows is further in.
    """
    block: list[_Line] = []
    is_after_blank = True
    is_in_fence = False
    widest = max(map(width, lines), default=0)
    for index, line in enumerate(lines):
        text = line.strip()
        is_fence = text.startswith(("```", "~~~"))
        is_in_fence ^= is_fence
        bullet = bullet_line(line, tab) or tight_bullet_line(line, tab)
        if is_fence or is_in_fence or (bullet is None and _ends_list(line)):
            if block:
                yield block
            block = []
            is_after_blank = True
            continue
        if not text:
            is_after_blank = True
            continue
        if block and bullet is None and text.startswith((">", *OPENING_BRACKETS)):
            continue  # a quotation, or who says so
        indent = columns(line[: start_of_text(line)], tab)
        if block and _is_outside(indent, block[0], is_after_blank, is_markdown=is_markdown):
            yield block
            block = []
        goes_on = False
        if block and bullet is None and not is_after_blank:
            goes_on = _goes_on(block[-1], line, indent, widest, is_wrapped)
        block.append(_Line(index, line, indent, text, bullet, is_after_blank, goes_on))
        is_after_blank = False
    if block:
        yield block


def _ends_list(line: str) -> bool:
    """Return whether a line is no line of a list, or begins a list of sources."""
    if not line.strip() or spoken_role(line):
        return False
    return _IS_OTHER.match(line) is not None or names_sources(line.strip())


def _is_outside(indent: int, first: _Line, is_after_blank: bool, *, is_markdown: bool) -> bool:
    if is_after_blank and (is_markdown or indent <= first.indent):
        return True
    return indent < first.indent


def _goes_on(
    above: _Line, line: str, indent: int, widest: int, is_wrapped: Callable[[str, str], bool]
) -> bool:
    """Return whether a line goes on with the sentence of the line above it.

    Somebody who begins sentences with small letters does so in the line above, too; and where a
    line is further in, its first word had no room in the line above.
    """
    text = line.strip()
    if spoken_role(text) or begins_with_joining_word(text):
        return False
    first = text[0]
    if first.islower():
        start = above.bullet.start if above.bullet else start_of_text(above.written)
        if above.text.endswith(STOPS) or above.written[start].islower():
            return False
        first_word = text.split(maxsplit=1)[0]
        had_room = width(above.written.rstrip()) + 1 + width(first_word) <= widest
        is_in_line = indent == start or (above.bullet is not None and indent < start)
        return is_in_line or not had_room
    has_small_letters = first.isupper() or not first.isalpha()
    return has_small_letters and is_wrapped(above.written, line)


# --- items ---


def _is_list(block: list[_Line]) -> bool:
    """Return whether a block whose first line has no bullet is a list."""
    first = block[0]
    number_of_prose = 0
    number_of_wrapped = 0
    number_of_indented = 0
    for line in block:
        number_of_indented += line.indent > first.indent
        number_of_wrapped += line.goes_on
        if line.bullet is None and _is_prose(line.text):
            number_of_prose += 1
    if number_of_indented < _FEWEST_INDENTED:
        return False
    number_of_lines = len(block)
    if number_of_prose * _LINES_FOR_EACH_PROSE > number_of_lines:
        return False
    if number_of_wrapped * _LINES_FOR_EACH_WRAPPED > number_of_lines:
        return False
    number_in_line = 1
    for above, line in pairwise(block):
        if line.is_after_blank or line.goes_on:
            number_in_line = 1
            continue
        is_further_in = line.indent > above.indent
        if line.bullet is None and above.bullet is None and is_further_in:
            return True
        is_in_line = first.indent < line.indent <= above.indent
        if line.bullet is None and above.bullet and is_in_line:
            return True
        if line.indent != above.indent or above.bullet:
            number_in_line = 1
        elif line.bullet is None:
            number_in_line += 1
        elif is_in_line and number_in_line >= _FEWEST_IN_LINE:
            return True
    return False


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_ITEM or lead_line(text).kind is LineKind.PROSE


def _items_of_block(block: list[_Line]) -> Iterator[_Line]:
    """Yield the lines that are items in a list whose first line has no bullet.

    What is at the margin may be a title or a heading, and what is above the first line that others
    are below may be prose.
    """
    margin = block[0].indent
    is_above_list = True
    for line, next_line in zip_longest(block, block[1:]):
        has_lines_below = next_line is not None and next_line.indent > line.indent
        is_lead = False
        if line.indent == margin and line.bullet is None:
            is_lead = line.text.endswith(QUESTION_MARKS) or is_heading(line.text)
            if is_above_list and has_lines_below:
                is_lead = is_lead or next_line.is_after_blank
            elif is_above_list:
                is_lead = lead_line(line.text).kind is not LineKind.STATEMENT
        is_above_list = is_above_list and not has_lines_below
        is_note = line.is_after_blank and line.bullet is None and _is_prose(line.text)
        if not (is_lead or line.goes_on or (is_note and line.indent > margin)):
            yield line


def _items_among_bullets(block: list[_Line]) -> Iterator[_Line]:
    """Yield the lines without bullets that are items in a list whose first line has one.

    They are in line with a bullet above them; or others are indented below them, so that they
    cannot be more of the item above.
    """
    has_levels = False
    for above, line in pairwise(block):
        is_below = line.indent > above.indent
        has_levels = has_levels or (line.begins_bare and above.begins_bare and is_below)
    margin = block[0].indent
    above_is_item = True
    for above, line in pairwise(block):
        is_item = line.bullet is not None
        if line.begins_bare and line.indent > margin:
            is_item = has_levels or (above_is_item and line.indent == above.indent)
        if is_item:
            yield line
        above_is_item = is_item
