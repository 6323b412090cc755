"""The lines of a text, each read once: how it begins, and whether it goes on with the line above.

> - Phones distract a         quoted; a bullet, and behind it the text
>   class.                    goes on: its word had no room above
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from argmap.formats.lists.inline_markup import without_comments
from argmap.formats.lists.lines_above import LeadLine, lead_line
from argmap.formats.lists.listing import (
    TAB,
    BulletLine,
    Mark,
    bullet_at,
    columns,
    start_of_text,
    tight_bullet_at,
    without_quote_marks,
)
from argmap.languages.roles import SpokenRole, role_named, spoken_role
from argmap.languages.writing import COLONS, QUESTION_MARKS, STOPS
from argmap.util.text import width

BEHIND_HEADING = ":： \u00a0"
"""What may be behind the words of a heading."""
# In columns: narrower lines are not wrapped.
_NARROWEST_WRAPPED = 40
_FEWEST_TIGHT = 2


class Line:
    """A line of a text.

    Attributes:
        index: its index.
        written: the line, without the marks of a quotation.
        quote_marks: how many characters these take.
        start: where in `written` its indentation ends.
        indent: how many columns that takes.
        text: the line without the spaces around it.
        bullet: how it begins an item, if it has a bullet.
        is_after_blank: whether the line above it is blank.
    """

    def __init__(self, index: int, raw: str, tab: int, *, is_after_blank: bool) -> None:
        """Read a line; `tab` is how many columns a tab takes."""
        self.index = index
        self.written = without_quote_marks(raw)
        self.quote_marks = len(raw) - len(self.written)
        self.start = start_of_text(self.written)
        self.indent = columns(self.written[: self.start], tab)
        self.text = self.written[self.start :].strip()
        self.bullet = bullet_at(self.written, self.start, self.indent) if self.text else None
        self.is_after_blank = is_after_blank

    @cached_property
    def any_bullet(self) -> BulletLine | None:
        """How it begins an item, if it has a bullet, with a space behind that or without."""
        return self.bullet or tight_bullet_at(self.written, self.start, self.indent)

    @cached_property
    def lead(self) -> LeadLine:
        """What the line is if it is above a list."""
        return lead_line(without_comments(self.text))

    @cached_property
    def spoken(self) -> SpokenRole | None:
        """The line parted at the word that says its role, if it begins with one."""
        return spoken_role(self.text)

    @property
    def names_role(self) -> bool:
        """Whether it only says what is below it: "Pros:"."""
        return role_named(self.text.rstrip(BEHIND_HEADING)) is not None

    @property
    def is_wide(self) -> bool:
        """Whether it may go on in the next line because it had no room."""
        return width(self.written.rstrip()) >= _NARROWEST_WRAPPED


class Lines:
    """The lines of a text, the last of which is blank.

    Attributes:
        all: the lines in order.
    """

    def __init__(self, lines: Sequence[str], tab: int = TAB) -> None:
        """Read the lines; `tab` is how many columns a tab takes."""
        self.all: list[Line] = []
        is_after_blank = True
        for index, raw in enumerate(lines):
            line = Line(index, raw, tab, is_after_blank=is_after_blank)
            self.all.append(line)
            is_after_blank = not line.text
        lettered = [
            line
            for line in self.all
            if line.bullet and line.bullet.mark in (Mark.LETTER, Mark.ROMAN)
        ]
        if not any(re.match(r"\W?[aAiIxX]\b", line.text) for line in lettered):
            for line in lettered:
                line.bullet = None  # "K. Meier"
        rounded = [line for line in self.all if line.text.startswith("o ")]
        is_list = rounded and (
            rounded[0].is_after_blank or self.all[rounded[0].index - 1].text.endswith(COLONS)
        )
        if is_list and len(rounded) >= _FEWEST_TIGHT:
            for line in rounded:
                start = line.start + len("o ")
                line.bullet = BulletLine(start, line.indent, sign="o", mark=Mark.SIGN)

    def is_wrapped(self, above: Line, line: Line) -> bool:
        """Return whether a line goes on with the line above it.

        A small letter says so, unless what is above has ended; in a text that is wrapped, also that
        the first word had no room there.
        """
        first = line.text[0]
        has_ended = above.text.endswith(STOPS)
        if first.islower() and not has_ended:
            return not line.names_role  # "contra", in small letters
        if first.islower() == first.isupper():
            # Its script has no small letters, or it is a number.
            return above.is_wide and not (has_ended or line.names_role)
        if above.text.endswith((*QUESTION_MARKS, *COLONS)) or not self._has_wrapped_lines:
            return False
        return not (self.has_room(above, line) or line.names_role)

    def has_room(self, above: Line, line: Line) -> bool:
        """Return whether the first word of a line had room in the line above it."""
        first_word = line.text.split(maxsplit=1)[0]
        return width(above.written.rstrip()) + 1 + width(first_word) <= self._widest

    @property
    def have_tight_bullets(self) -> bool:
        """Whether some begin with a sign that no space follows, and none as usual."""
        if any(line.bullet for line in self.all):
            return False
        return sum(line.any_bullet is not None for line in self.all) >= _FEWEST_TIGHT

    @cached_property
    def _widest(self) -> int:
        """How wide the widest line is."""
        return max(width(line.written) for line in self.all)

    @cached_property
    def _has_wrapped_lines(self) -> bool:
        """Whether any line with a small letter first is below a wide one that has not ended."""
        for above, line in pairwise(self.all):
            begins_small = line.bullet is None and line.text[:1].islower()
            if begins_small and above.is_wide and not above.text.endswith(STOPS):
                return True
        return False
