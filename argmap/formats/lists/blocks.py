"""Lines of text or Markdown → a list: which lines are items, how deep they are, and what stands
around them.

Depth follows from indentation, any indentation, since people do not count the columns that
CommonMark asks for. Markup inside an item is the matter of `markup`.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from argmap.formats.lists.listing import (
    Bullet,
    BulletLine,
    Item,
    Listing,
    Part,
    SourceLine,
    bullet_line,
    columns,
    is_empty_item,
    start_of_text,
    without_quote_marks,
)
from argmap.formats.lists.outline_words import (
    are_of_an_outline,
    is_explanation,
    number_in_markdown,
    number_in_text,
    settle_depths_by_numbers,
)
from argmap.languages.roles import names_sources, spoken_role
from argmap.model.diagnostics import Span, warning
from argmap.util.text import split_lines, width

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_ANCHOR = re.compile(r'<a id="claim-([^\W_][\w.-]*)"></a>')
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*([-*_])([ \t]*\1){2,}[ \t]*")
_FOOTNOTE = re.compile(r"[ \t]*\[(\^[^\]\s]+|\d{1,4})\]:?[ \t]+(\S.*)")
_NUMBERED_NOTE = re.compile(r"[ \t]*(\d{1,4})[.)][ \t]+(\S.*)")
_ADDRESS_DEFINED = re.compile(r" {0,3}\[([^\]]+)\]:[ \t]+<?(\S+?)>?(?:[ \t]+[\"'(].*)?")
_FRONT_MATTER = re.compile(r"---[ \t]*")
_FIELD_OF_FRONT_MATTER = re.compile(r"(title|lang|language)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟")
_COLONS = (":", "：")
_BRACKETS = (("(", ")"), ("（", "）"))
_LEVEL_OF_LINES = 7
"""The level of a line above a list, which is below that of all headings."""
_LONGEST_LEAD = 300
"""In characters: a longer paragraph above a list is prose, not what the list is about."""


def read_blocks(text: str, name: str, *, is_markdown: bool) -> Listing:
    """Return the list in a text; `name` is what its diagnostics call the file."""
    return _BlockReader(text, name, is_markdown=is_markdown).read()


class NumberStyle(Enum):
    """How the lines of an outline are numbered."""

    NONE = auto()
    BARE = auto()
    """As outlines in text are: "1.2 …"."""
    WITH_DOT = auto()
    """As people number: "1.2. …"."""
    BOLD = auto()
    """As outlines in Markdown are: "- **1.2** …"."""


class _OpenItem(NamedTuple):
    """An item that lines below it may belong to, its indentation, and whether it is quoted from a
    message.
    """

    line: BulletLine
    item: Item
    is_quoted: bool


class _BlockReader:
    def __init__(self, text: str, name: str, *, is_markdown: bool) -> None:
        self.name = name
        self.lines = split_lines(text)
        self.numbers = _number_style(self.lines, is_markdown=is_markdown)
        self.listing = Listing(
            is_markdown=is_markdown, is_outline=self.numbers is not NumberStyle.NONE
        )
        self.part = Part()
        self.listing.parts.append(self.part)
        self.open: list[_OpenItem] = []
        self.has_items = False
        self.is_among_sources = False
        self.note = ""
        self.paragraph: list[str] = []
        self.paragraph_index = 0
        self.is_after_blank = True
        self.usual_step = 0

    def read(self) -> Listing:
        index = self.after_front_matter()
        while index < len(self.lines):
            index = self.read_line(index)
        self.end_paragraph(before_list=False)
        if self.listing.is_outline:
            settle_depths_by_numbers(self.listing.items())
        return self.listing

    def after_front_matter(self) -> int:
        """Read the title out of YAML's front matter, and return the index of the line behind it."""
        first = next((index for index, line in enumerate(self.lines) if line.strip()), 0)
        if not self.lines or not _FRONT_MATTER.fullmatch(self.lines[first]):
            return 0
        for index in range(first + 1, len(self.lines)):
            if _FRONT_MATTER.fullmatch(self.lines[index]):
                return index + 1
            field = _FIELD_OF_FRONT_MATTER.fullmatch(self.lines[index])
            if field and field[1] == "title":
                self.listing.title = field[2]
                self.listing.title_span = self.span(index)
            elif field:
                self.listing.language = field[2]
        return 0

    def span(self, index: int, start: int = 0) -> Span:
        """Return the place from a character of a line to its end."""
        length = max(1, len(self.lines[index]) - start)
        return Span.on_line(self.name, index + 1, start + 1, length)

    # --- lines ---

    def read_line(self, index: int) -> int:
        """Read the line of an index, with those that belong to it, and return the index of the
        next.
        """
        line = without_quote_marks(self.lines[index])
        if not line.strip():
            self.end_paragraph(before_list=False)
            self.is_after_blank = True
            return index + 1
        if is_explanation(line.strip()) or (is_empty_item(line) and not self.paragraph):
            return index + 1
        behind = self.index_behind_block(index)
        if behind > index:
            self.end_paragraph(before_list=False)
            return behind
        behind = self.index_behind_heading(line, index)
        if behind > index:
            return behind
        bullet = self.bullet_of(line)
        if self.is_note(line, index):
            self.end_paragraph(before_list=False)
        elif bullet is not None:
            self.end_paragraph(before_list=True)
            self.add_item(line, bullet, index)
        else:
            self.add_text(line, index)
        self.is_after_blank = False
        return index + 1

    def index_behind_block(self, index: int) -> int:
        """Return the index behind a fence, comment, rule or table that begins at a line; the index
        if none does.
        """
        line = self.lines[index]
        fence = _FENCE.match(line)
        if fence:
            self.listing.outside.append(line.strip())
            return self.index_behind(fence[1], index + 1)
        if line.lstrip().startswith("<!--"):
            return self.index_behind("-->", index)
        if _RULE.fullmatch(line) and not self.paragraph:
            return index + 1
        if line.lstrip().startswith("|"):
            self.listing.outside.append(line.strip())
            while index < len(self.lines) and self.lines[index].lstrip().startswith("|"):
                index += 1
        return index

    def index_behind(self, mark: str, start: int) -> int:
        """Return the index of the line behind the first, from one on, that holds a mark."""
        for index in range(start, len(self.lines)):
            if mark in self.lines[index]:
                return index + 1
        return len(self.lines)

    def index_behind_heading(self, line: str, index: int) -> int:
        """Read the heading that a line is, if any, and return the index behind
        it, or else its own.
        """
        heading = _HEADING.fullmatch(line)
        if heading:
            self.end_paragraph(before_list=False)
            self.add_heading(heading[2], len(heading[1]), index)
            return index + 1
        if self.paragraph or index + 1 == len(self.lines):
            return index
        underline = _UNDERLINE.fullmatch(self.lines[index + 1])
        # An outline in text underlines a heading as far as it goes, even one that begins like an
        # item.
        is_exact = underline is not None and underline[0] == "=" * width(line)
        if underline is None or (self.bullet_of(line) is not None and not is_exact):
            return index
        # In an outline as text, the title stands without a line below it.
        level = 1 if underline[1][0] == "=" and not self.listing.is_outline else 2
        self.add_heading(line.strip(), level, index)
        return index + 2

    def bullet_of(self, line: str) -> BulletLine | None:
        """Return how a line begins an item; `None` if it begins none."""
        start = start_of_text(line)
        indent = columns(line[:start])
        if self.numbers in (NumberStyle.BARE, NumberStyle.WITH_DOT):
            number = number_in_text(line, start, with_dot=self.numbers is NumberStyle.WITH_DOT)
            # Neither a title is an item, nor a line that was wrapped before a number: roots are not
            # indented.
            if number and (self.has_items or number[1] == "1") and (start == 0 or "." in number[1]):
                return BulletLine(
                    indent, indent, Bullet.PLAIN, False, number.end(), number=number[1]
                )
            if not self.has_items:
                return None
        bullet = bullet_line(line)
        if bullet is not None and self.numbers is NumberStyle.BOLD:
            number = number_in_markdown(line, bullet.start)
            if number:
                return bullet._replace(start=number.end(), number=number[1])
        if bullet is not None:
            return bullet
        # "But: …" below an item needs no bullet.
        if self.open and indent > self.open[0].line.indent and spoken_role(line) is not None:
            return BulletLine(indent, indent, Bullet.PLAIN, False, start)
        return None

    def is_note(self, line: str, index: int) -> bool:
        """Read the note, the address or the reference that a line describes,
        if it describes one.
        """
        if not self.is_among_sources:
            defined = _ADDRESS_DEFINED.fullmatch(line)
            named_by_number = defined is not None and (
                defined[1].startswith("^") or defined[1].isdigit()
            )
            if defined and self.listing.is_markdown and not named_by_number:
                self.listing.addresses.setdefault(defined[1], defined[2])
                return True
        note = _FOOTNOTE.fullmatch(line)
        if note is None and self.is_among_sources:
            note = _NUMBERED_NOTE.fullmatch(line)
        if note:
            self.open = []
            self.note = note[1]
            self.listing.footnotes.setdefault(
                note[1], SourceLine(note[2], self.span(index, note.start(2)))
            )
            return True
        if not self.is_among_sources:
            return False
        start = start_of_text(line)
        bullet = bullet_line(line)
        if self.note and bullet is None and not self.is_after_blank:
            first = self.listing.footnotes[self.note]
            self.listing.footnotes[self.note] = first._replace(text=f"{first.text} {line.strip()}")
        else:
            if bullet is not None:
                start = bullet.start
            self.note = ""
            self.listing.references.append(
                SourceLine(line[start:].strip(), self.span(index, start))
            )
        return True

    # --- what lines make ---

    def add_heading(self, text: str, level: int, index: int) -> None:
        self.open = []
        self.note = ""
        is_title = level == 1 and not self.listing.title and not self.has_items
        self.is_among_sources = names_sources(text) and not is_title
        if is_title:
            self.listing.title = text
            self.listing.title_span = self.span(index)
            return
        if self.is_among_sources:
            self.listing.heading_of_sources = text
            return
        self.part = Part(text, self.span(index), level)
        self.listing.parts.append(self.part)

    def add_item(self, line: str, bullet: BulletLine, index: int) -> None:
        self.note = ""
        while self.open and not self.is_below(bullet, self.open[-1].line):
            self.open.pop()
        depth = len(self.open)
        if self.open:
            self.check_step(bullet.indent - self.open[-1].line.indent, index)
        shift = len(self.lines[index]) - len(line)
        span = self.span(index, bullet.start + shift)
        text = line[bullet.start :].strip()
        anchor = _ANCHOR.match(text) if bullet.number and self.listing.is_markdown else None
        if anchor is not None:
            text = text[anchor.end() :]
        id = anchor[1] if anchor else ""
        item = Item(text, span, depth, bullet.bullet, bullet.number, bullet.indent, id)
        self.open.append(_OpenItem(bullet, item, is_quoted=shift > 0))
        self.part.items.append(item)
        self.has_items = True

    def is_below(self, bullet: BulletLine, above: BulletLine) -> bool:
        """Return whether a line stands below the item that is open last."""
        if bullet.is_indented_below(above):
            return True
        if not bullet.has_sign_of_other_level(above):
            return False
        # What Word copies may lose its indentation; then a bullet that no open item has begins a
        # new level.
        return all(open_item.line.sign != bullet.sign for open_item in self.open)

    def check_step(self, step: int, index: int) -> None:
        """Tell of an item that is indented by two levels where one was to come."""
        if self.usual_step > 1 and step >= 2 * self.usual_step:
            message = "this item jumps two levels; it is read as one level below the item above it"
            self.listing.diagnostics.append(warning("level-jumped", message, self.span(index)))
        elif not self.usual_step or step < self.usual_step:
            self.usual_step = step

    def add_text(self, line: str, index: int) -> None:
        """Add a line that begins nothing: to the note or item above it, or else to a paragraph."""
        text = line.strip()
        if self.note and not self.is_after_blank:
            first = self.listing.footnotes[self.note]
            self.listing.footnotes[self.note] = first._replace(text=f"{first.text} {text}")
            return
        self.note = ""
        indent = columns(line[: start_of_text(line)])
        if self.open and indent <= self.open[0].line.indent and self.stands_above_list(text, index):
            self.open = []
        if self.is_after_blank:
            while self.open and indent <= self.open[-1].line.indent:
                self.open.pop()
        if self.open:
            self.add_to_item(text, self.open[-1], is_quoted=line != self.lines[index])
            return
        if not self.paragraph:
            self.paragraph_index = index
        self.paragraph.append(text)

    def stands_above_list(self, text: str, index: int) -> bool:
        """Return whether a line ends with a colon, and a list begins below it."""
        if not text.endswith(_COLONS) or index + 1 == len(self.lines):
            return False
        return bullet_line(without_quote_marks(self.lines[index + 1])) is not None

    def add_to_item(self, text: str, open_item: _OpenItem, *, is_quoted: bool) -> None:
        item = open_item.item
        if (
            self.listing.is_outline
            and (item.attribution or text[0] in "(（")
            and not _is_closed(item.attribution)
        ):
            item.attribution = f"{item.attribution} {text}".strip()
        elif is_quoted and not open_item.is_quoted:
            item.quotation = f"{item.quotation} {text}".strip()
        elif self.is_after_blank:
            item.further.append(text)
        elif item.further:
            item.further[-1] += " " + text
        else:
            item.text += " " + text

    def end_paragraph(self, *, before_list: bool) -> None:
        """Settle what the paragraph above the present line is: a title, a heading, or nothing of
        the list.
        """
        if not self.paragraph:
            return
        text = " ".join(self.paragraph)
        is_one_line = len(self.paragraph) == 1
        self.paragraph = []
        is_first = not self.listing.title and not self.has_items and len(self.listing.parts) == 1
        is_heading = before_list and is_one_line and len(text) < _LONGEST_LEAD
        if is_heading and text.endswith(_COLONS):
            self.add_heading(text.rstrip(":： \u00a0"), _LEVEL_OF_LINES, self.paragraph_index)
        elif is_first and (self.listing.is_outline or len(text) < _LONGEST_LEAD):
            self.listing.title = text
            self.listing.title_span = self.span(self.paragraph_index)
        elif is_heading and not text.endswith(_SENTENCE_ENDS):
            self.add_heading(text, _LEVEL_OF_LINES, self.paragraph_index)
        else:
            self.listing.outside.append(text)


def _number_style(lines: list[str], *, is_markdown: bool) -> NumberStyle:
    """Return how the lines of an outline are numbered; `NONE` where they are none."""
    if is_markdown:
        bullets = [(line, bullet_line(line)) for line in lines]
        matches = [
            number_in_markdown(line, bullet.start) for line, bullet in bullets if bullet is not None
        ]
        is_outline = are_of_an_outline(match[1] for match in matches if match)
        return NumberStyle.BOLD if is_outline else NumberStyle.NONE
    for style in (NumberStyle.BARE, NumberStyle.WITH_DOT):
        with_dot = style is NumberStyle.WITH_DOT
        numbers: list[str] = []
        for line in lines:
            match = number_in_text(line, start_of_text(line), with_dot=with_dot)
            # A title may begin with a number, such as a year.
            if match and (numbers or match[1] == "1"):
                numbers.append(match[1])
        # 1. and 2. are the numbers of a plain list; 1. and 1.1. are not.
        may_be_outline = not with_dot or any("." in number for number in numbers)
        if may_be_outline and are_of_an_outline(numbers):
            return style
    return NumberStyle.NONE


def _is_closed(attribution: str) -> bool:
    """Return whether as many brackets are closed as are opened, and some are."""
    for opening, closing in _BRACKETS:
        if opening in attribution:
            return attribution.count(opening) <= attribution.count(closing)
    return False
