"""Lines of text or Markdown → a list: which are items, how deep, and what is around them.

    title: Phones                     front matter, between two lines `---`
    # Phones at school                a heading; below "Sources" are references
    Some say:                         a line above a list is a heading, a title or a claim
    - Phones distract.                an item
      They ring.                      more of it
        > Phones ring in class.       what is quoted below it
    [^who]: WHO 2019                  a note
    | Pros | Cons |                   a table of reasons and objections; others are outside the list

Depth follows from indentation, any indentation, since people do not count the columns that
CommonMark asks for. Markup inside an item is read by `inline_markup`.
"""

from __future__ import annotations

import re

from argmap.formats.lists.bare_lines import BareLines, find_bare_lines
from argmap.formats.lists.inline_markup import kind_of_comment
from argmap.formats.lists.lines import BEHIND_HEADING, Line, Lines
from argmap.formats.lists.lines_above import (
    LEVEL_OF_LINES,
    LONGEST_LEAD,
    LineAbove,
    LineKind,
    LinesAbove,
    LineSettlement,
    is_greeting,
    put_outside,
)
from argmap.formats.lists.listing import (
    ARROWS,
    EMPTY_ITEM,
    LINE_BREAK,
    OUTSIDE,
    TAB,
    BulletLine,
    Item,
    Listing,
    Part,
    PlacedText,
    bullet_line,
    joined,
    start_of_text,
)
from argmap.formats.lists.outline_words import (
    NUMBERED,
    NUMBERED_IN_MARKDOWN,
    are_of_an_outline,
    is_explanation,
    settle_depths_by_numbers,
)
from argmap.formats.lists.paragraphs import Paragraph, Paragraphs
from argmap.formats.lists.signs import settle_signs
from argmap.formats.lists.tables import begins_table, lists_of_table, pieces_of_row
from argmap.languages.roles import (
    Role,
    begins_with_joining_word,
    names_sources,
    role_named,
    spoken_role,
)
from argmap.languages.writing import (
    CLOSING_BRACKETS,
    COLONS,
    OPENING_BRACKETS,
    STOPS,
)
from argmap.model.diagnostics import Span, warning
from argmap.util.text import split_lines, width

# Example: ## Ban them ##
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
# Example: == Ban them ==, of which two signs are the highest
_WIKI_HEADING = re.compile(r"(={2,6})[ \t]*([^=\s].*?)[ \t]*\1")
# Example: <a id="claim-phones"></a>
_ANCHOR = re.compile(r'<a id="claim-([^\W_][\w.-]*)"></a>')
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*")
_FENCE = re.compile("`{3,}|~{3,}")
_RULE = re.compile(r"([-*_])([ \t]*\1){2,}")
# Examples: [^who]: WHO 2019, [12] WHO 2019
_FOOTNOTE = re.compile(r"[ \t]*\[(\^[^\]\s]+|\d{1,4})\]:?[ \t]+(\S.*)")
# Example, below "Sources": 12. WHO 2019
_NUMBERED_NOTE = re.compile(r"[ \t]*(\d{1,4})[.)][ \t]+(\S.*)")
# Example: [who]: <https://who.int> "WHO"
_ADDRESS_DEFINED = re.compile(r" {0,3}\[([^\]]+)\]:[ \t]+<?(\S+?)>?([ \t]+[\"'(].*)?")
_FRONT_MATTER = re.compile(r"---[ \t]*")
# Example: title: "Phones"
_FIELD_OF_FRONT_MATTER = re.compile(r"(title|lang|language)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*")
# Example: premises: [phones]
_KEY_OF_YAML = re.compile(
    r"(premises|rebuttals|undercutters|outweighed_by|common_ground|stated_in|held_by):[ \t]*"
    r"(?:\Z|[\[{]|true)"
)
_HOW_IN_LISTS = (
    "write reasons as items below the claim, and objections in items that start with `But:`"
)
_NARROWEST_TAB = 2
# In columns: a paragraph that is set further in by this, behind a blank line, is at the margin yet.
_NOT_INDENTED = 1


def read_blocks(
    text: str, name: str, *, is_markdown: bool, begins_anywhere: bool = False
) -> Listing:
    """Return the list in a text; `name` is what its diagnostics call the file.

    An outline begins with its first root, unless it `begins_anywhere`.
    """
    return _BlockReader(text, name, is_markdown=is_markdown, begins_anywhere=begins_anywhere).read()


class _BlockReader:
    def __init__(self, text: str, name: str, *, is_markdown: bool, begins_anywhere: bool) -> None:
        self.name = name
        self.is_markdown = is_markdown
        self.raw_lines = [*split_lines(text), ""]  # so that each line of text has one below it
        self.part = Part()
        self.listing = Listing(is_markdown=is_markdown, parts=[self.part])
        tab = self.width_of_tab() if "\t" in text else TAB
        self.lines = Lines(self.raw_lines, tab)
        # In an outline, how its lines are numbered.
        self.number = _number_pattern(self.lines.all, is_markdown=is_markdown)
        self.begins_anywhere = begins_anywhere
        if begins_anywhere and self.number is None:
            self.number = NUMBERED
        self.is_outline = self.listing.is_outline = self.number is not None
        # The items that lines below them may belong to, each with whether it is quoted.
        self.open: list[tuple[BulletLine, Item, bool]] = []
        self.indent_of_list = 0
        self.has_items = False
        self.is_among_sources = False
        self.note = ""
        # The lines of the present paragraph.
        self.paragraph: list[Line] = []
        self.number_of_paragraphs = 0
        # The lines of their own behind the last item; those above each list; those above none, at
        # the beginning of the text.
        self.lines_above: list[LineAbove] = []
        self.all_lines_above: list[LinesAbove] = []
        self.title_lines: list[LineAbove] = []
        self.bare = BareLines()
        if not self.is_outline:
            self.bare = find_bare_lines(self.lines, is_markdown=is_markdown)
        may_be_tight = not (is_markdown or self.is_outline or self.bare.has_mixed_list)
        self.is_tight = may_be_tight and self.lines.have_tight_bullets
        self.is_after_blank = True
        self.usual_indent = 0

    def read(self) -> Listing:
        index = self.after_front_matter()
        while index < len(self.raw_lines):
            index = self.read_line(index)
        listing = self.listing
        if self.is_outline:
            settle_depths_by_numbers(listing.items())
        else:
            self.leave_lines()
            self.settle_bare_lines()
            LineSettlement(listing, self.all_lines_above, self.title_lines).settle()
            settle_signs(listing.parts)
        return listing

    def settle_bare_lines(self) -> None:
        """Settle which lines without bullets are items among others with bullets."""
        if not self.bare.are_among_bullets:
            return
        for item in self.listing.items():
            number = item.span.line
            line = self.bare.items.get(number - 1)
            is_bare = line and line.mark is None and number not in self.bare.below_headings
            says_role = spoken_role(item.text) or role_named(item.text.rstrip(BEHIND_HEADING))
            if is_bare and not says_role:
                self.listing.bare_lines.append(number)

    def width_of_tab(self) -> int:
        """Return how many columns a tab takes: as many as spaces indent an item by, if any do.

        Somebody who indents with both means one level by a tab, whatever an editor shows.
        """
        widths: list[int] = []
        indices_of_tabs: list[int] = []
        for index, line in enumerate(self.raw_lines):
            if not line.startswith((" ", "\t")):
                continue
            indentation = line[: start_of_text(line)]
            if "\t" in indentation:
                indices_of_tabs.append(index)
            elif len(indentation) >= _NARROWEST_TAB and bullet_line(line):
                widths.append(len(indentation))
        if not indices_of_tabs or not widths:
            return TAB
        narrowest = min(widths)
        if narrowest != TAB:
            message = (
                f"this list mixes tabs and spaces, so argmap treats each tab as {narrowest} spaces"
            )
            place = self.span(indices_of_tabs[0])
            self.listing.diagnostics.append(warning("mixed-indentation", message, place))
        return narrowest

    def after_front_matter(self) -> int:
        """Read the title out of YAML's front matter, and return the index of the line behind it."""
        is_inside = False
        others: list[int] = []
        for index, line in enumerate(self.raw_lines):
            if _FRONT_MATTER.fullmatch(line) and is_inside:
                for other in others:
                    self.listing.ledger.leave_out("line{s} of front matter", self.span(other))
                return index + 1
            if _FRONT_MATTER.fullmatch(line):
                is_inside = True
                continue
            if line.strip() and not is_inside:
                return 0
            field = _FIELD_OF_FRONT_MATTER.fullmatch(line)
            if field is None:
                others += [index] if line.strip() else []
                continue
            name, value = field.groups()
            if name == "title":
                self.listing.set_title(value, self.span(index))
            else:
                self.listing.language = value
        return 0

    def span(self, index: int, start: int = 0) -> Span:
        """Return the place from a character of a line to its end."""
        length = len(self.raw_lines[index]) - start
        return Span.on_line(self.name, index + 1, start + 1, max(1, length))

    # --- lines ---

    def read_line(self, index: int) -> int:
        """Read a line with those that belong to it, and return the index of the next."""
        line = self.lines.all[index]
        if not line.text:
            self.end_paragraph()
            self.is_after_blank = True
            return index + 1
        if is_explanation(line.text) or (EMPTY_ITEM.fullmatch(line.text) and not self.paragraph):
            return index + 1
        behind = self.index_behind_block(index)
        if behind > index:
            self.end_paragraph()
            return behind
        self.check_key(line)
        bullet = self.bullet_of(line)
        behind = self.index_behind_heading(line, bullet)
        if behind > index:
            return behind
        if self.is_note(line):
            self.end_paragraph()
        elif bullet is not None:
            self.end_paragraph(before_list=True)
            self.begin_list(bullet)
            self.add_item(line, bullet)
        else:
            self.add_text(line)
        self.is_after_blank = False
        return index + 1

    def index_behind_block(self, index: int) -> int:
        """Return the index behind a fence, comment, rule or table that begins here; else itself."""
        lines = self.raw_lines
        text = lines[index].strip()
        if begins_table(text, lines[index + 1]) and not self.is_outline:
            behind = self.index_behind_table(index)
            if behind > index:
                return behind
        fence = _FENCE.match(text)
        end_mark = "-->" if text.startswith("<!--") else fence[0] if fence else ""
        if not end_mark and _RULE.fullmatch(text) and not self.paragraph:
            return index + 1
        if not (end_mark or text.startswith("|")):
            return index
        behind = index + bool(fence)
        while end_mark and behind < len(lines) and end_mark not in lines[behind]:
            behind += 1
        while not end_mark and lines[behind].lstrip().startswith("|"):
            behind += 1
        behind = min(behind + bool(end_mark), len(lines))
        kind = kind_of_comment(text) if end_mark == "-->" else OUTSIDE
        last_line = min(behind, len(lines) - 1)
        self.listing.ledger.leave_out(kind, self.span(index)._replace(end_line=last_line))
        return behind

    def index_behind_table(self, index: int) -> int:
        """Read the headings and items of a table that begins here, and return the index behind it;
        else the index itself.
        """
        behind = index
        rows: list[list[Paragraphs]] = []
        places: dict[Paragraph, tuple[int, int]] = {}
        while "|" in self.raw_lines[behind]:
            row: list[Paragraphs] = []
            for pieces in pieces_of_row(self.raw_lines[behind]):
                placed = {Paragraph(text): (behind, start) for start, text in pieces}
                places |= placed
                row.append([*placed])
            rows += [row] if behind != index + 1 else []
            behind += 1
        paragraphs = lists_of_table(rows)
        for paragraph in paragraphs:
            row_index, start = places.get(paragraph, (index, 0))
            line = Line(row_index, paragraph.text, TAB, is_after_blank=False)
            if paragraph.heading:
                self.add_heading(paragraph.text, LEVEL_OF_LINES + paragraph.below, row_index)
            elif line.bullet or paragraph.depth is not None:
                bullet = line.bullet or BulletLine(0, indent=0)
                self.add_item(line, bullet._replace(indent=0), offset=start)
            else:
                place = Span.on_line(self.name, row_index + 1, start + 1, len(paragraph.text))
                self.listing.ledger.leave_out(OUTSIDE, place)
        return behind if paragraphs else index

    def index_behind_heading(self, line: Line, bullet: BulletLine | None) -> int:
        """Read the heading that a line is, and return the index behind it; else the line's own."""
        index = line.index
        heading = _HEADING.fullmatch(line.written) if line.text.startswith("#") else None
        of_wiki = _WIKI_HEADING.fullmatch(line.text) if line.text.startswith("=") else None
        found = heading or of_wiki
        if found:
            signs, text = found.groups()
            self.end_paragraph()
            self.add_heading(text, len(signs) - (of_wiki is not None), index)
            return index + 1
        underline = _UNDERLINE.fullmatch(self.raw_lines[index + 1])
        # An outline in text underlines a heading as far as it goes, even one that begins like an
        # item.
        is_item = bullet and underline and underline[0] != "=" * width(line.written)
        if underline is None or self.paragraph or is_item:
            return index
        # In an outline as text, the title has no line below it.
        is_title = "=" in underline[1] and not self.is_outline
        self.add_heading(line.text, 1 if is_title else 2, index)
        return index + 2

    def bullet_of(self, line: Line) -> BulletLine | None:
        """Return how a line begins an item; `None` if it begins none."""
        if line.index in self.bare.items:
            return self.bare.items[line.index]
        pattern = self.number
        if pattern and not self.is_markdown:
            match = pattern.match(line.written, line.start)
            number = match[1] if match else ""
            # Neither a title is an item, nor a line that was wrapped before a number: roots are
            # not indented.
            may_be_item = line.start == 0 or "." in number
            is_first = number == "1" or self.has_items
            if match and (self.begins_anywhere or (may_be_item and is_first)):
                return BulletLine(match.end(), line.indent, number=number)
            if not self.has_items:
                return None
        bullet = line.any_bullet if self.is_tight else line.bullet
        if bullet and pattern and self.is_markdown:
            match = pattern.match(line.written, bullet.start)
            if match:
                return bullet._replace(start=match.end(), number=match[1])
        if bullet is None and self.open and self.is_item_by_its_word(line):
            return BulletLine(line.start, line.indent)
        return bullet

    def is_item_by_its_word(self, line: Line) -> bool:
        """Return whether a line without a bullet is an item: "But: …" below one, or beside one; or
        a paragraph of one line behind the list, "On the other hand, …".
        """
        spoken = line.spoken
        if spoken is None:
            is_paragraph = self.is_after_blank and not self.lines.all[line.index + 1].text
            is_short = is_paragraph and line.lead.kind is LineKind.STATEMENT
            return is_short and begins_with_joining_word(line.text)
        if line.indent > self.indent_of_list:
            return True
        is_above_list = self.lines.all[line.index + 1].bullet is not None
        is_claim = spoken.role not in (Role.SOURCE, Role.CLAIM)
        return bool(spoken.text) and is_claim and not is_above_list

    def is_note(self, line: Line) -> bool:
        """Read the note, the address or the reference that a line describes, if it does."""
        listing = self.listing
        index = line.index
        written = line.written
        begins_with_name = line.text.startswith("[")
        note = _FOOTNOTE.fullmatch(written) if begins_with_name else None
        if self.is_among_sources:
            note = note or _NUMBERED_NOTE.fullmatch(written)
        elif self.is_markdown and begins_with_name:
            defined = _ADDRESS_DEFINED.fullmatch(written)
            name = defined[1] if defined else "^"
            if defined and not (name.startswith("^") or name.isdigit()):
                address = PlacedText(defined[2], self.span(index))
                if listing.addresses.setdefault(name, address) is not address:
                    listing.ledger.leave_out("link definition", address.span)
                elif defined[3]:
                    listing.ledger.leave_out("link title", address.span)
                return True
        if note:
            name, text = note.groups()
            self.open = []
            self.note = name
            described = PlacedText(text, self.span(index, note.start(2)))
            if listing.footnotes.setdefault(name, described) is not described:
                listing.ledger.leave_out("footnote", described.span)
                self.note = ""
            return True
        if not self.is_among_sources:
            return False
        if line.bullet is None and self.goes_on_note(line):
            return True
        start = line.bullet.start if line.bullet else line.start
        self.note = ""
        reference = PlacedText(written[start:].strip(), self.span(index, start))
        listing.references.append(reference)
        return True

    def goes_on_note(self, line: Line) -> bool:
        """Add a line to the note above it, if there is one."""
        note = self.note
        if not note or self.is_after_blank:
            return False
        text, span = self.listing.footnotes[note]
        lines = joined(span, self.span(line.index))
        self.listing.footnotes[note] = PlacedText(f"{text} {line.text}", lines)
        return True

    # --- what lines make ---

    def add_heading(self, text: str, level: int, index: int) -> None:
        listing = self.listing
        self.open = []
        self.note = ""
        self.leave_lines()
        is_title = level == 1 and not listing.title and not self.has_items
        self.is_among_sources = names_sources(text) and not is_title
        if is_title:
            self.listing.set_title(text, self.span(index))
        elif self.is_among_sources:
            listing.heading_of_sources = text
        else:
            self.part = Part(text, self.span(index), level)
            listing.parts.append(self.part)

    def begin_list(self, bullet: BulletLine) -> None:
        """Begin a part if there are lines of their own above this item."""
        lines = self.lines_above
        if not lines:
            return
        self.lines_above = []
        self.open = []
        self.part = Part(level=LEVEL_OF_LINES)
        self.listing.parts.append(self.part)
        is_close = bullet.indent > 0 or not self.is_after_blank
        above = LinesAbove(self.part, lines, is_close, is_first=not self.has_items)
        self.all_lines_above.append(above)

    def leave_lines(self) -> None:
        """Leave the lines of their own that are above no list: the title may be among them."""
        lines = self.lines_above
        self.lines_above = []
        if not self.has_items:
            self.title_lines += lines
            return
        put_outside(self.listing, lines)

    def add_item(self, line: Line, bullet: BulletLine, *, offset: int = 0) -> None:
        """Add an item; `offset` is where its line begins in a row of a table."""
        self.note = ""
        start = bullet.start
        indent = bullet.indent
        number = bullet.number
        opened = self.open
        while opened and not self.is_below(bullet, opened[-1]):
            opened.pop()
        if opened:
            above, _, _ = opened[-1]
            self.check_indent(indent - above.indent, line.index)
        else:
            self.indent_of_list = indent
        text = line.written[start:].strip()
        length = max(1, len(line.written) - start)
        column = offset + line.quote_marks + start + 1
        span = Span.on_line(self.name, line.index + 1, column, length)
        item = Item(text, span, len(opened), bullet.bullet, number, indent)
        before = line.written[:start].rstrip()
        if before.endswith(("[ ]", "[x]", "[X]")):
            self.listing.boxes.setdefault(before[-2] != " ", span)
        anchor = _ANCHOR.match(text)
        if anchor and number and self.is_markdown:
            item.anchor = anchor[1]
            item.text = text[anchor.end() :]
        opened.append((bullet, item, line.quote_marks > 0))
        self.part.items.append(item)
        self.has_items = True

    def is_below(self, bullet: BulletLine, last: tuple[BulletLine, Item, bool]) -> bool:
        """Return whether a line is below the item that is open last."""
        above, item, _ = last
        indent = bullet.indent
        if indent != above.indent or self.is_outline or not bullet.mark:
            return indent > above.indent
        if not above.mark:
            # "Reasons:", and below it the items.
            is_heading = role_named(item.text.rstrip(BEHIND_HEADING)) is not None
            return is_heading or item.span.line in self.bare.below_headings
        # What Word copies may lose its indentation, and some people indent nothing below numbers;
        # then a bullet that no open item has begins a new level.
        if not bullet.is_like(above):
            return not any(bullet.is_like(opened) for opened, _, _ in self.open)
        is_arrow = bullet.sign in ARROWS and above.sign not in ARROWS
        has_other_sign = all(bullet.sign != opened.sign for opened, _, _ in self.open)
        return is_arrow or (has_other_sign and bool(bullet.sign and above.sign))

    def check_indent(self, deeper: int, index: int) -> None:
        """Warn of an item that is indented by two levels where one was to come."""
        usual = self.usual_indent
        if usual > 1 and deeper >= 2 * usual:
            message = (
                "this item skips a level, so argmap treats it as one level below the item above"
            )
            self.listing.diagnostics.append(warning("level-jumped", message, self.span(index)))
        elif not usual or deeper < usual:
            self.usual_indent = deeper

    def add_text(self, line: Line) -> None:
        """Add a line that begins nothing: to the note or item above it, or else to a paragraph."""
        if self.goes_on_note(line):
            return
        self.note = ""
        if self.open and self.is_own_line(line):
            self.open = []
        if self.is_after_blank:
            while self.open and line.indent <= self.open[-1][0].indent:
                self.open.pop()
            if len(self.open) == 1 and line.indent <= self.indent_of_list + _NOT_INDENTED:
                self.open.pop()
        if self.open:
            _, item, is_item_quoted = self.open[-1]
            is_quoted = line.quote_marks > 0 and not is_item_quoted
            self.add_to_item(line, item, is_quoted=is_quoted)
        elif not self.paragraph and self.has_items and names_sources(line.text):
            self.add_heading(line.text.rstrip(BEHIND_HEADING), LEVEL_OF_LINES, line.index)
        else:
            self.paragraph.append(line)

    def check_key(self, line: Line) -> None:
        """Warn of an indented key of YAML."""
        key = _KEY_OF_YAML.match(line.text)
        if key is not None and line.indent:
            message = f"`{key[1]}:` is a key of YAML, and argmap reads it as text in a list"
            column = line.start + line.quote_marks + 1
            place = Span.on_line(self.name, line.index + 1, column, len(key[1]))
            warned = warning("yaml-in-list", message, place, _HOW_IN_LISTS)
            self.listing.diagnostics.append(warned)

    def is_own_line(self, line: Line) -> bool:
        """Return whether a line right below an item is not a part of it."""
        if line.indent > self.indent_of_list or self.is_after_blank:
            return False
        item_below = self.bullet_of(self.lines.all[line.index + 1])
        if line.text.endswith(COLONS) and item_below:
            return True
        if self.is_outline:
            return False
        above = self.lines.all[line.index - 1]
        is_between = line.indent < self.indent_of_list
        if item_below and not above.is_wide and (is_between or item_below.indent <= line.indent):
            return True  # "why not", between the items of two short lists
        are_alike = (line.quote_marks > 0) == (above.quote_marks > 0)
        return are_alike and not self.lines.is_wrapped(above, line)

    def add_to_item(self, line: Line, item: Item, *, is_quoted: bool) -> None:
        text = line.text
        span = self.span(line.index)
        said = item.attribution
        further = item.further
        item.last_line = span
        if self.is_outline and not _is_closed(said) and (said or text[0] in "(（"):
            item.attribution = f"{said} {text}".strip()
        elif is_quoted:
            item.quotation = f"{item.quotation} {text}".strip()
        elif self.is_after_blank:
            further.append(PlacedText(text, span))
        elif further:
            before, first = further[-1]
            further[-1] = PlacedText(f"{before} {text}", joined(first, span))
        else:
            is_broken = self.raw_lines[line.index - 1].endswith((LINE_BREAK, "\\"))
            item.text += ("\n" if is_broken else " ") + text

    def end_paragraph(self, *, before_list: bool = False) -> None:
        """Settle what the paragraph above is, in an outline at once, else once all is read."""
        paragraph = self.paragraph
        self.paragraph = []
        if not paragraph:
            return
        if self.is_outline:
            self.settle_in_outline(paragraph, before_list=before_list)
            return
        self.number_of_paragraphs += 1
        lines = self.lines_above
        above = None
        for line in paragraph:
            span = self.span(line.index)
            if above and not is_greeting(above.text) and self.lines.is_wrapped(above, line):
                last = lines[-1]
                span = joined(last.span, span)
                lines[-1] = LineAbove(f"{last.text} {line.text}", span, last.paragraph)
            else:
                lines.append(LineAbove(line.text, span, self.number_of_paragraphs))
            above = line

    def settle_in_outline(self, paragraph: list[Line], *, before_list: bool) -> None:
        """Make a title or heading of a paragraph of an outline, or leave it outside the list."""
        listing = self.listing
        text = " ".join(line.text for line in paragraph)
        index = paragraph[0].index
        is_first = not (listing.title or self.has_items or len(listing.parts) > 1)
        is_heading = before_list and len(paragraph) == 1 and len(text) < LONGEST_LEAD
        if is_heading and text.endswith(COLONS):
            self.add_heading(text.rstrip(BEHIND_HEADING), LEVEL_OF_LINES, index)
        elif is_first:
            self.listing.set_title(text, self.span(index))
        elif is_heading and not text.endswith(STOPS):
            self.add_heading(text, LEVEL_OF_LINES, index)
        else:
            last_line = index + len(paragraph)
            listing.ledger.leave_out(OUTSIDE, self.span(index)._replace(end_line=last_line))


def _number_pattern(lines: list[Line], *, is_markdown: bool) -> re.Pattern[str] | None:
    """Return the pattern of the numbers of an outline: "- **1.2** …" or "1.2 …"."""
    pattern = NUMBERED_IN_MARKDOWN if is_markdown else NUMBERED
    numbers: list[str] = []
    for line in lines:
        bullet = line.bullet if is_markdown else None
        match = pattern.match(line.written, bullet.start if bullet else line.start)
        # A title may begin with a number, such as a year.
        if match and (numbers or bullet or match[1] == "1"):
            numbers.append(match[1])
    return pattern if are_of_an_outline(numbers) else None


def _is_closed(attribution: str) -> bool:
    """Return whether as many brackets are closed as are opened, and some are."""
    for opening, closing in zip(OPENING_BRACKETS, CLOSING_BRACKETS, strict=True):
        if opening in attribution:
            return attribution.count(opening) <= attribution.count(closing)
    return False
