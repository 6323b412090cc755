"""Lines of text or Markdown → a list: which lines are items, how deep they are, and what stands around them.

Depth follows from indentation alone, any indentation, since people do not count the columns that
CommonMark asks for. Markup inside an item is the matter of `markup`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.formats.lists.bullets import BulletLine, bullet_line, columns, start_of_text, without_quote_marks
from argmap.formats.lists.listing import Bullet, Item, Listing, Part
from argmap.formats.shared.tree import split_lines
from argmap.languages.roles import spoken_role
from argmap.model.diagnostics import Span, warning

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(={3,}|-{3,})[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*([-*_])([ \t]*\1){2,}[ \t]*")
_FOOTNOTE = re.compile(r"[ \t]*\[(\^[^\]\s]+|\d{1,4})\]:?[ \t]+(.*)")
_FRONT_MATTER = re.compile(r"---[ \t]*")
_FIELD_OF_FRONT_MATTER = re.compile(r"(title|lang|language)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*")
_LONGEST_LEAD = 300
"""In characters: a longer paragraph above a list is prose, not what the list is about."""


class _OpenItem(NamedTuple):
    line: BulletLine
    item: Item


class _BlockReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = split_lines(text)
        self.listing = Listing()
        self.part = Part()
        self.listing.parts.append(self.part)
        self.open: list[_OpenItem] = []
        self.paragraph: list[str] = []
        self.paragraph_line = 0
        self.is_after_blank = True
        self.smallest_step = 0
        self.has_items = False
        self.footnote = ""

    def read(self) -> Listing:
        number = self.after_front_matter()
        while number < len(self.lines):
            number = self.read_line(number)
        self.end_paragraph(before_list=False)
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

    def read_line(self, index: int) -> int:
        """Read the line of an index, with those that belong to it, and return the index of the next."""
        line = without_quote_marks(self.lines[index])
        if not line.strip():
            self.end_paragraph(before_list=False)
            self.is_after_blank = True
            return index + 1
        skipped = self.after_what_is_passed_over(index)
        if skipped > index:
            self.end_paragraph(before_list=False)
            return skipped
        heading = _HEADING.fullmatch(line)
        if heading:
            self.end_paragraph(before_list=False)
            self.add_heading(heading[2], len(heading[1]), index)
            return index + 1
        bullet = bullet_line(line)
        if index + 1 < len(self.lines) and bullet is None and not self.paragraph:
            underline = _UNDERLINE.fullmatch(self.lines[index + 1])
            if underline:
                self.add_heading(line.strip(), 1 if underline[1][0] == "=" else 2, index)
                return index + 2
        footnote = _FOOTNOTE.fullmatch(line)
        if footnote and bullet is None:
            self.end_paragraph(before_list=False)
            self.footnote = footnote[1]
            self.listing.footnotes.setdefault(footnote[1], footnote[2])
        elif bullet is not None or self.says_its_role(line):
            self.end_paragraph(before_list=True)
            start = start_of_text(line)
            # "But: …" below an item needs no bullet.
            unmarked = BulletLine(columns(line[:start]), columns(line[:start]), Bullet.PLAIN, False, start)
            self.add_item(line, bullet or unmarked, index)
        else:
            self.add_text(line, index)
        self.is_after_blank = False
        return index + 1

    def after_what_is_passed_over(self, index: int) -> int:
        """Return the index behind a fence, comment, rule or table that begins at a line; the index if none does."""
        line = self.lines[index]
        fence = _FENCE.match(line)
        if fence:
            self.listing.passed_over += 1
            return self.index_after(index + 1, fence[1])
        if line.lstrip().startswith("<!--"):
            return self.index_after(index, "-->")
        if _RULE.fullmatch(line):
            return index + 1
        if line.lstrip().startswith("|"):
            while index < len(self.lines) and self.lines[index].lstrip().startswith("|"):
                index += 1
            self.listing.passed_over += 1
        return index

    def index_after(self, start: int, end: str) -> int:
        """Return the index of the line behind the first, from one on, that holds an end mark."""
        for index in range(start, len(self.lines)):
            if end in self.lines[index]:
                return index + 1
        return len(self.lines)

    def add_heading(self, text: str, level: int, index: int) -> None:
        self.open = []
        self.footnote = ""
        if not self.listing.title and level == 1 and not self.has_items:
            self.listing.title = text
            self.listing.title_span = self.span(index)
            return
        self.part = Part(text, self.span(index))
        self.listing.parts.append(self.part)

    def says_its_role(self, line: str) -> bool:
        """Return whether a line below an item begins with a word such as "But:"."""
        is_indented = bool(self.open) and columns(line[: start_of_text(line)]) > self.open[0].line.indent
        return is_indented and spoken_role(line) is not None

    def add_item(self, line: str, bullet: BulletLine, index: int) -> None:
        self.footnote = ""
        while self.open and not self.is_below(bullet, self.open[-1].line):
            self.open.pop()
        depth = len(self.open)
        if self.open:
            self.check_step(bullet.indent - self.open[-1].line.indent, index)
        item = Item(line[bullet.start :].strip(), self.span(index, bullet.start), depth, bullet.bullet)
        self.open.append(_OpenItem(bullet, item))
        self.part.items.append(item)
        self.has_items = True

    def is_below(self, bullet: BulletLine, above: BulletLine) -> bool:
        # Numbers may be set flush right, so that the text of 9. and 10. begins in one column.
        if bullet.is_numbered and above.is_numbered and bullet.text_indent == above.text_indent:
            return False
        return bullet.indent > above.indent

    def check_step(self, step: int, index: int) -> None:
        """Tell of an item that is indented by two levels where one was to come."""
        if not self.smallest_step:
            self.smallest_step = step
        if self.smallest_step > 1 and step >= 2 * self.smallest_step:
            message = "this item jumps two levels; it is read as one level below the item above it"
            self.listing.diagnostics.append(warning("level-jumped", message, self.span(index)))
        self.smallest_step = min(step, self.smallest_step)

    def add_text(self, line: str, index: int) -> None:
        """Add a line that begins nothing: to the item or note above it, or else to a paragraph."""
        text = line.strip()
        if self.footnote and not self.is_after_blank:
            self.listing.footnotes[self.footnote] += " " + text
            return
        indent = columns(line[: start_of_text(line)])
        if self.is_after_blank:
            while self.open and indent <= self.open[-1].line.indent:
                self.open.pop()
        if not self.open:
            if not self.paragraph:
                self.paragraph_line = index
            self.paragraph.append(text)
            return
        item = self.open[-1].item
        is_quotation = self.lines[index].lstrip().startswith(">")
        if is_quotation:
            item.quotation = f"{item.quotation} {text}".strip()
        elif self.is_after_blank:
            item.further.append(text)
        elif item.further:
            item.further[-1] += " " + text
        else:
            item.text += " " + text

    def end_paragraph(self, *, before_list: bool) -> None:
        """Settle what the paragraph above the present line is: a title, a heading, or nothing of the list."""
        if not self.paragraph:
            return
        text = " ".join(self.paragraph)
        is_one_line = len(self.paragraph) == 1
        self.paragraph = []
        is_first = not self.listing.title and not self.has_items and len(self.listing.parts) == 1
        is_heading = before_list and is_one_line and len(text) < _LONGEST_LEAD
        if is_heading and text.endswith((":", "：")):
            self.add_heading(text.rstrip(":： "), 2, self.paragraph_line)
        elif is_first and len(text) < _LONGEST_LEAD:
            self.listing.title = text
            self.listing.title_span = self.span(self.paragraph_line)
        elif is_heading and not text.endswith((".", "!", "?", "。", "！", "？")):
            self.add_heading(text, 2, self.paragraph_line)
        else:
            self.listing.passed_over += 1


def read_blocks(text: str, name: str) -> Listing:
    """Return the list in a text; `name` is what its diagnostics call the file."""
    return _BlockReader(text, name).read()
