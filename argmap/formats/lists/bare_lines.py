"""Lines without bullets that are items, in a list in which no line or only some lines have one.

Homework should be abolished.       indentation shows the items, bullets or not
  Pupils need more sleep.
    They are tired.
  - Practice makes perfect.

- Homework should be abolished.
  - Pupils need more sleep.
  Homework is unfair.               in line with the bullet above it: an item, too

Phones should be banned.            words before colons show them,
Because: They distract.
But: They help.

Pro:                                and so do headings with lines below each
They distract.
Contra:
They help.

Prose around lists has no such lines: it is not indented, or goes on from line to line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from argmap.formats.lists.inline_markup import without_comments
from argmap.formats.lists.lines import Line, Lines
from argmap.formats.lists.lines_above import LineKind, is_labeled
from argmap.formats.lists.listing import Bullet, BulletLine
from argmap.languages.roles import Role, begins_with_joining_word, names_sources, role_named
from argmap.languages.writing import (
    COLONS,
    COMMAS,
    OPENING_BRACKETS,
    QUESTION_MARKS,
    SENTENCE_ENDS,
    STOPS,
)

# Longer lines are paragraphs.
_LONGEST_ITEM = 200
_FEWEST_INDENTED = 2
_FEWEST_HEADINGS = 2
_FEWEST_ITEMS = 2
_FEWEST_WORDS_OF_ROLES = 2
_MOST_WORDS_OF_HEADING = 6
# One line in four may have two sentences. Where more do, the text is prose.
_LINES_FOR_EACH_PROSE = 4
# What no line of a list is: headings, fences, tables, rules; and data or programs, such as
# `key: value`.
_IS_OTHER = re.compile(r"(?:#|```|~~~|[-=_*]{3})|.*[{}\\|]|[a-z_][\w-]*:(?:\s|$)")
# Signs of programs, and what has no letter: "1."
_IS_NO_SENTENCE = re.compile(r".*[<>=].*|[\W\d_]*")
# What else ends a list in which some lines have bullets.
_ENDS_LIST = re.compile(r"(?:<|[-=_*]{2}|[./$]\S* |\[\^?\w+\]:)|.*(?:[=<>!]=|=>|</|<<|>>)")


@dataclass(slots=True, eq=False)
class BareLines:
    """The items of lists in which no line or only some lines have bullets.

    Attributes:
        items: how each item begins that has no bullet, and each in a list whose first line has
            none, by its index.
        has_mixed_list: whether there is a list whose first line has no bullet, but others have.
        are_among_bullets: whether some lines of the text have bullets.
        below_headings: the numbers of the lines right below "Pro:" and "Contra:", which are items
            with a bullet or without; those with a bullet are below the one above them.
    """

    items: dict[int, BulletLine] = field(default_factory=dict)
    has_mixed_list: bool = False
    are_among_bullets: bool = True
    below_headings: set[int] = field(default_factory=set)

    def add_items(self, lines: Iterable[Line]) -> None:
        """Add the items that have no bullet."""
        for line in lines:
            if line.any_bullet is None:
                self.items[line.index] = BulletLine(line.start, line.indent, bullet=Bullet.NONE)

    def add_block(self, lines: list[Line], bare: Iterable[Line]) -> None:
        """Add the items of a list whose first line has no bullet."""
        self.add_items(bare)
        for line in lines:
            bullet = line.any_bullet
            if bullet:
                self.items[line.index] = bullet
        self.has_mixed_list = True


@dataclass(slots=True, eq=False)
class _Block:
    """Lines that may be a list.

    Attributes:
        lines: the lines in order, none of which is blank.
        wrapped: those that go on with the sentence of the line above them.
        behind_blank: those behind a blank line.
    """

    lines: list[Line] = field(default_factory=list)
    wrapped: set[Line] = field(default_factory=set)
    behind_blank: set[Line] = field(default_factory=set)

    def begins_bare(self, line: Line) -> bool:
        """Return whether a line has no bullet, and begins a sentence right below another line."""
        is_below = line not in self.wrapped and line not in self.behind_blank
        return is_below and line.any_bullet is None


def find_bare_lines(lines: Lines, *, is_markdown: bool) -> BareLines:
    """Return the lines without bullets that are items.

    In Markdown, others have bullets, and a list in which the first line has none has no blank
    lines.
    """
    found = BareLines()
    without_bullets: list[_Block] = []
    blocks = list(_blocks(lines, is_markdown=is_markdown))
    headed = [] if is_markdown else _blocks_below_headings(blocks)
    for block in headed:
        items = block.lines[1:]
        found.add_block(items, items)
        found.below_headings.update(line.index + 1 for line in items)
    for block in blocks:
        if block in headed:
            continue
        if not any(line.any_bullet for line in block.lines):
            without_bullets.append(block)
        elif block.lines[0].any_bullet:
            if not is_markdown:
                found.add_items(_items_among_bullets(block))
        elif _is_list(block):
            found.add_block(block.lines, _items_of_block(block))
    if is_markdown:
        return found
    if not found.has_mixed_list:
        bare = [] if lines.have_tight_bullets else _items_without_bullets(lines)
        found.are_among_bullets = not bare
        found.add_items(bare)
        return found
    for block in without_bullets:
        # Beside such a list others may have no bullet at all; the end of a letter is none.
        is_letter = block.lines[0].text.endswith(COMMAS)
        if not is_letter and not block.wrapped and _is_list(block):
            found.add_block(block.lines, _items_of_block(block))
    return found


# --- lists in which only some lines have bullets ---


def _blocks(lines: Lines, *, is_markdown: bool) -> Iterator[_Block]:
    """Yield the lines that may be a list each.

    A block ends at what ends a list, at a line further out than its first, and at a blank line,
    unless the text is plain and what follows is further in.
    """
    block = _Block()
    is_after_blank = True
    is_in_fence = False
    for line in lines.all:
        is_fence = line.text.startswith(("```", "~~~"))
        is_in_fence ^= is_fence
        bullet = line.any_bullet
        if is_fence or is_in_fence or (bullet is None and _ends_list(line)):
            if block.lines:
                yield block
            block = _Block()
            is_after_blank = True
            continue
        if not line.text:
            is_after_blank = True
            continue
        is_of_item = bullet is None and line.text.startswith(OPENING_BRACKETS)
        if line.quote_marks or (block.lines and is_of_item):
            continue  # a quotation, or who says so
        if block.lines:
            margin = block.lines[0].indent
            is_new = is_after_blank and (is_markdown or line.indent <= margin)
            if is_new or line.indent < margin:
                yield block
                block = _Block()
        if is_after_blank:
            block.behind_blank.add(line)
        elif block.lines and bullet is None and _goes_on(block.lines[-1], line, lines):
            block.wrapped.add(line)
        block.lines.append(line)
        is_after_blank = False
    if block.lines:
        yield block


def _blocks_below_headings(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks that begin with "Pro:" or "Contra:", if most of their items have no bullet,
    but some have.
    """
    headed = [
        block
        for block in blocks
        if len(block.lines) > 1 and block.lines[0].names_role and block.lines[1].any_bullet is None
    ]
    bare = [line.any_bullet is None for block in headed for line in block.lines[1:]]
    is_mixed = len(headed) >= _FEWEST_HEADINGS and not all(bare)
    has_prose = any(block.wrapped or any(map(_is_prose, block.lines)) for block in headed)
    return headed if is_mixed and sum(bare) * 2 > len(bare) and not has_prose else []


def _ends_list(line: Line) -> bool:
    """Return whether a line is no line of a list, or begins a list of sources."""
    if not line.text or line.spoken:
        return False
    is_other = _IS_OTHER.match(line.text) or _ENDS_LIST.match(line.text)
    return is_other is not None or names_sources(line.text)


def _goes_on(above: Line, line: Line, lines: Lines) -> bool:
    """Return whether a line goes on with the sentence of the line above it.

    Somebody who begins sentences with small letters does so in the line above, too; and where a
    line is further in, its first word had no room in the line above.
    """
    text = line.text
    first = text[0]
    if first.islower():
        bullet = above.any_bullet
        start = bullet.start if bullet else above.start
        if above.text.endswith(STOPS) or above.written[start].islower():
            return False
        is_in_line = line.indent == start or (bullet is not None and line.indent < start)
        if not is_in_line and lines.has_room(above, line):
            return False
    elif (first.isalpha() and not first.isupper()) or not lines.is_wrapped(above, line):
        return False  # its script may have no small letters
    return not (line.spoken or begins_with_joining_word(text))


def _is_list(block: _Block) -> bool:
    """Return whether a block whose first line has no bullet is a list."""
    first = block.lines[0]
    number_of_lines = len(block.lines)
    number_of_indented = sum(line.indent > first.indent for line in block.lines)
    number_of_prose = sum(line.any_bullet is None and _is_prose(line) for line in block.lines)
    number_of_words = sum(
        line.any_bullet is None and line.spoken is not None and _says_role(line)
        for line in block.lines
    )
    if any(line.any_bullet and line.indent <= first.indent for line in block.lines):
        number_of_words = 0  # "For: Lee, Park", and below it the list
    if max(number_of_indented, number_of_words) < _FEWEST_INDENTED:
        return False
    if number_of_prose * _LINES_FOR_EACH_PROSE > number_of_lines:
        return False
    if number_of_words >= _FEWEST_WORDS_OF_ROLES:
        return True
    for above, line in pairwise(block.lines):
        is_below = line.indent > above.indent
        if above.any_bullet:
            is_below = first.indent < line.indent <= above.indent
        if is_below and block.begins_bare(line):
            return True
    return False


def _is_prose(line: Line) -> bool:
    return len(line.text) > _LONGEST_ITEM or line.lead.kind is LineKind.PROSE


def _items_of_block(block: _Block) -> Iterator[Line]:
    """Yield the lines that are items in a list whose first line has no bullet.

    What is at the margin may be a title or a heading, and what is above the first line that others
    are below may be prose.
    """
    margin = block.lines[0].indent
    is_above_list = True
    for line, next_line in zip_longest(block.lines, block.lines[1:]):
        is_bare = line.any_bullet is None
        has_lines_below = next_line is not None and next_line.indent > line.indent
        is_lead = False
        if line.indent == margin and is_bare:
            is_lead = line.text.endswith(QUESTION_MARKS) or is_heading(line)
            if is_above_list and has_lines_below:
                is_lead = is_lead or next_line in block.behind_blank
            elif is_above_list:
                is_lead = line.lead.kind is not LineKind.STATEMENT
        is_above_list = is_above_list and not has_lines_below
        if not (is_lead or line in block.wrapped):
            yield line


def _items_among_bullets(block: _Block) -> Iterator[Line]:
    """Yield the lines without bullets that are items in a list whose first line has one.

    They are in line with a bullet above them; or others are indented below them, so that they
    cannot be more of the item above.
    """
    has_levels = any(
        line.indent > above.indent and block.begins_bare(line) and block.begins_bare(above)
        for above, line in pairwise(block.lines)
    )
    margin = block.lines[0].indent
    above_is_item = True
    for above, line in pairwise(block.lines):
        is_item = line.any_bullet is not None
        if line.indent > margin and block.begins_bare(line):
            is_item = has_levels or (above_is_item and line.indent == above.indent)
        if is_item:
            yield line
        above_is_item = is_item


# --- lists without any bullets ---


def _items_without_bullets(lines: Lines) -> list[Line]:
    """Return the lines that are items of a list without bullets; none if any line has one."""
    written = [line for line in lines.all if without_comments(line.text).strip()]
    if len(written) < _FEWEST_INDENTED or not all(map(_may_be_item, written)):
        return []
    margin = min(line.indent for line in written)
    return (
        _items_by_words(written, margin)
        or _items_by_indentation(written, margin)
        or _items_below_headings(written)
    )


def _may_be_item(line: Line) -> bool:
    """Return whether a line without a bullet may be an item, or be above items."""
    text = without_comments(line.text).strip()
    if len(text) > _LONGEST_ITEM or line.quote_marks or line.bullet:
        return False
    is_other = _IS_OTHER.match(text) or _IS_NO_SENTENCE.fullmatch(text)
    return is_other is None or line.spoken is not None


def _items_by_words(lines: list[Line], margin: int) -> list[Line]:
    """Return the lines at the margin that begin with "Because: …" or its like, and all below.

    Where each line is a paragraph, and the first a claim, the lines without such a word are items,
    too.
    """
    items: list[Line] = []
    number = 0
    others = lines[1:]
    are_paragraphs = lines[0].lead.kind is LineKind.STATEMENT and all(
        line.is_after_blank and line.indent == margin and not line.text.endswith(COMMAS)
        for line in others
    )
    for above, line in zip([lines[0], *lines], lines, strict=False):
        spoken = line.spoken
        says_role = _says_role(line)
        is_at_margin = line.indent == margin
        if is_at_margin and says_role and not (spoken and spoken.role is Role.SOURCE):
            number += 1
        goes_on = items and items[-1] is above and above.text.endswith(SENTENCE_ENDS)
        may_be_item = line.text[0].isupper() and not (line.is_after_blank or is_labeled(line.text))
        is_sentence = goes_on and may_be_item
        if says_role or (items and not is_at_margin) or is_sentence:
            items.append(line)
    if number < _FEWEST_WORDS_OF_ROLES:
        return []
    return others if are_paragraphs else items


def _says_role(line: Line) -> bool:
    spoken = line.spoken
    if spoken:
        return bool(spoken.text) and spoken.role is not Role.CLAIM
    return begins_with_joining_word(line.text)


def _items_by_indentation(lines: list[Line], margin: int) -> list[Line]:
    """Return all lines but the title and headings, if some are indented below others."""
    first = lines[0]
    for line, next_line in pairwise(lines):
        is_wrapped = next_line.indent < line.indent and next_line.text[0].islower()
        if is_wrapped and not line.text[0].islower():
            return []
    if sum(line.indent > margin for line in lines) < _FEWEST_INDENTED:
        return []
    has_title = first.text.endswith(QUESTION_MARKS) or lines[1].is_after_blank
    items = []
    for line, next_line in zip_longest(lines, lines[1:]):
        is_title = line is first and (has_title or _is_aside(lines[1]))
        is_lowest = next_line is None or next_line.indent == margin
        may_be_aside = is_lowest and (line.is_after_blank or line is lines[1])
        is_other = is_heading(line) or (may_be_aside and _is_aside(line))
        if not is_title and not (line.indent == margin and is_other):
            items.append(line)
    return items


def _is_aside(line: Line) -> bool:
    """Return whether a line only says something about the text: "Present: Ann, Bob"."""
    return is_labeled(line.text) and not line.text.endswith(SENTENCE_ENDS)


def _items_below_headings(lines: list[Line]) -> list[Line]:
    """Return the lines below headings, up to the first blank line behind the last of them.

    Where blank lines are between the items of other headings, too, they are the last one's as well.
    """
    sections: list[list[Line]] = []
    claims = []
    for line in lines:
        if is_heading(line):
            sections.append([])
            if role_named(line.lead.text) is Role.CLAIM:
                claims.append(sections[-1])
        elif sections:
            sections[-1].append(line)
    is_one_list = len(sections) == 1 and len(sections[0]) >= _FEWEST_ITEMS
    if is_one_list:
        # Prose has lines that end with a colon, too, so that the items must follow at once.
        is_one_list = not any(line.is_after_blank for line in sections[0][:_FEWEST_ITEMS])
    if not is_one_list and (len(sections) < _FEWEST_HEADINGS or not all(sections)):
        return []
    has_blanks = any(line.is_after_blank for section in sections[:-1] for line in section[1:])
    items = []
    for section in sections:
        if len(section) == 1 and section in claims:
            continue  # "Claim", and below it what all else bears on
        blanks = [n for n, line in enumerate(section) if n and line.is_after_blank]
        items += section[: blanks[0]] if blanks and not has_blanks else section
    return items


def is_heading(line: Line) -> bool:
    """Return whether a line of its own says what is below it: "Pro", "My reasons:"."""
    text = line.text
    lead = line.lead
    if lead.introduces_reasons and line.spoken is None:
        return True
    is_heading = text.endswith(COLONS) or role_named(lead.text) is not None
    is_short = len(text.split()) <= _MOST_WORDS_OF_HEADING
    return is_short and is_heading and lead.kind in (LineKind.NAME, LineKind.INTRODUCTION)
