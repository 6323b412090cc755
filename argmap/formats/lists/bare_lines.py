"""Lists without any bullets: which of their lines are items.

School uniforms are good        indentation shows the items
    They save money
        Brands are expensive

Phones should be banned.        so do words before colons
Because: They distract.
But: They help.

Pro:                            and so do headings with lines below each
They distract.
Contra:
They help.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from argmap.formats.lists.inline_markup import without_comments
from argmap.formats.lists.lead_lines import LineKind, lead_line
from argmap.formats.lists.listing import bullet_line, columns, start_of_text
from argmap.languages.roles import Role, begins_with_joining_word, role_named, spoken_role
from argmap.languages.writing import COLONS, QUESTION_MARKS

_FEWEST_HEADINGS = 2
_FEWEST_ITEMS = 2
_FEWEST_WORDS_OF_ROLES = 2
_FEWEST_INDENTED = 2
# Longer lines are paragraphs, and much longer texts are no hand-in.
_LONGEST_ITEM = 200
_MOST_LINES = 5_000
_MOST_WORDS_OF_HEADING = 6
# Of this many lines one may have two sentences: where more have, the text is prose.
_LINES_FOR_EACH_PROSE = 4
# Signs of Markdown, of data and of programs, such as `key: value` with a small letter.
_IS_OTHER = re.compile(r"\s*(?:#|```|~~~|\||[-=_*]{3})|.*[{}\\<>=|]|\s*[a-z_][\w-]*:(?:\s|$)")


class _Line(NamedTuple):
    place: int
    indent: int
    text: str
    is_after_blank: bool


def items_of_bare_lines(lines: list[str]) -> frozenset[int]:
    """Return the indexes of the lines that are items; none if any line has a bullet."""
    written = _lines_written(lines)
    if written is None or len(written) < _FEWEST_INDENTED:
        return frozenset()
    for find in (_items_by_words, _items_by_indentation, _items_below_headings):
        items = find(written)
        if items:
            return frozenset(items)
    return frozenset()


def _lines_written(lines: list[str]) -> list[_Line] | None:
    """Return the lines that are not blank, `None` if they are a list with bullets, or no list."""
    if len(lines) > _MOST_LINES:
        return None
    written: list[_Line] = []
    number_of_prose = 0
    is_after_blank = True
    for index, line in enumerate(map(without_comments, lines)):
        text = line.strip()
        if not text:
            is_after_blank = True
            continue
        is_other = _IS_OTHER.match(line) and not spoken_role(line)
        if len(text) > _LONGEST_ITEM or is_other or bullet_line(line):
            return None
        if lead_line(text).kind is LineKind.PROSE:
            number_of_prose += 1
        written.append(_Line(index, columns(line[: start_of_text(line)]), text, is_after_blank))
        is_after_blank = False
    if number_of_prose * _LINES_FOR_EACH_PROSE > len(written):
        return None
    margin = min((line.indent for line in written), default=0)
    return [line._replace(indent=line.indent - margin) for line in written]


def _items_by_words(lines: list[_Line]) -> list[int]:
    """Return the lines at the margin that begin with "Because: …" or its like, and all below."""
    items: list[int] = []
    number = 0
    for line in lines:
        text = line.text
        spoken = spoken_role(text)
        says_role = begins_with_joining_word(text)
        if spoken:
            says_role = bool(spoken.text) and spoken.role is not Role.CLAIM
        if line.indent == 0 and says_role and not (spoken and spoken.role is Role.SOURCE):
            number += 1
        if says_role or (items and line.indent):
            items.append(line.place)
    return items if number >= _FEWEST_WORDS_OF_ROLES else []


def _items_by_indentation(lines: list[_Line]) -> list[int]:
    """Return all lines but the title and headings, if some are indented below others."""
    if lines[0].indent:
        return []
    number = 0
    for line, next_line in pairwise(lines):
        if next_line.indent > line.indent and not next_line.is_after_blank:
            number += 1
        is_wrapped = next_line.indent < line.indent and next_line.text[0].islower()
        if is_wrapped and not line.text[0].islower():
            return []
    number_of_indented = sum(line.indent > 0 for line in lines)
    if number == 0 or number_of_indented < _FEWEST_INDENTED:
        return []
    first = lines[0]
    has_title = first.text.endswith(QUESTION_MARKS) or lines[1].is_after_blank
    items = []
    for line in lines:
        is_title = has_title and line is first
        if not is_title and not (line.indent == 0 and is_heading(line.text)):
            items.append(line.place)
    return items


def _items_below_headings(lines: list[_Line]) -> list[int]:
    """Return the lines below headings, up to the first blank line behind the last of them.

    Where blank lines are between the items of other headings, too, they are the last one's as well.
    """
    sections: list[list[_Line]] = []
    claims = []
    for line in lines:
        if is_heading(line.text):
            sections.append([])
            if role_named(lead_line(line.text).text) is Role.CLAIM:
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
        for number, line in enumerate(section):
            if number and line.is_after_blank and not has_blanks:
                break
            items.append(line.place)
    return items


def is_heading(text: str) -> bool:
    """Return whether a line of its own says what is below it: "Pro", "My reasons:"."""
    lead = lead_line(text)
    is_short = len(text.split()) <= _MOST_WORDS_OF_HEADING
    if lead.introduces_reasons and spoken_role(text) is None:
        return True
    is_heading = role_named(lead.text) is not None or text.endswith(COLONS)
    return is_short and is_heading and lead.kind in (LineKind.NAME, LineKind.INTRODUCTION)
