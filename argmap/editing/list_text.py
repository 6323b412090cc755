"""Where the claims and inferences of a list are written, and how a new item of it is written.

- Phones distract.            an item: its lead `- `, its role, its text, its marks
- But: They are silent.     lead `  - `, role `But: `
- **1.2a** Reason (warrant): Pupils play. *implicit*      a number, and a word with details
(held by UNESCO)          belongs to the item above it
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from argmap.editing.refusals import refuse
from argmap.formats.lists.blocks import read_blocks
from argmap.formats.lists.listing import Bullet, Item, Part, columns
from argmap.formats.lists.outline_words import parse_marks
from argmap.languages import words_in_lists
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role, SpokenRole, spoken_role
from argmap.languages.words import Words
from argmap.model import Claim, Inference, Kind, Span
from argmap.model.edits import Change
from argmap.model.reading import Reading
from argmap.util.text import line_starts, one_line

_MARKS = re.compile(r"(\s*\[)([^\[\]]+)(\])\s*$")
_MARKS_IN_MARKDOWN = re.compile(r"(\s*\*)([^*]+)(\*)\s*$")
_UNIT = "  "


class Stretch(NamedTuple):
    """A stretch of a text, by offsets."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class ListItem:
    """An item of a list.

    Attributes:
        item: the item as read.
        part: the part of the list that it is in.
        line: the number of its line, from 0.
        end: the number of the line behind its own lines.
        last_of_text: the number of the last line of its text.
        parent: the item that it is below.
        below: the items right below it.
    """

    item: Item
    part: Part
    line: int
    end: int = 0
    last_of_text: int = 0
    parent: ListItem | None = None
    below: list[ListItem] = field(default_factory=list)

    def subtree(self) -> list[ListItem]:
        """Return the item and all those below it, in their order."""
        found: list[ListItem] = []
        pending = [self]
        while pending:
            item = pending.pop()
            found.append(item)
            pending += reversed(item.below)
        return found

    @property
    def end_of_subtree(self) -> int:
        """The number of the line behind the item and all those below it."""
        return max(item.end for item in self.subtree())


class Place(NamedTuple):
    """Where an item goes.

    Attributes:
        line: the line in front of which it goes, from 0.
        lead: its indentation and bullet.
        word: the word that says what it is.
        parent: the item that it goes below; `None` at the top.
        above: the lines to write above it.
    """

    line: int
    lead: str
    word: str = ""
    parent: ListItem | None = None
    above: Sequence[str] = ()


class ListText:
    """A list, where the parts of its map are, and how a new item is written.

    Attributes:
        text: the text.
        map: its map.
        number_of_lines: how many lines there are; the one behind the last line end counts.
        items: its items in order.
    """

    def __init__(self, reading: Reading) -> None:
        self.text = text = reading.text
        self.map = reading.unwrap()
        self.is_markdown = reading.format == "markdown"
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.starts = [*line_starts(text), len(text)]
        self.number_of_lines = len(self.starts) - 1
        self.listing = read_blocks(text, reading.name, is_markdown=self.is_markdown)
        self.is_outline = self.listing.is_outline
        self.items: list[ListItem] = []
        for part in self.listing.parts:
            above: list[ListItem] = []
            for item in part.items:
                del above[item.depth :]
                parent = above[-1] if above else None
                listed = ListItem(item, part, item.span.line - 1, parent=parent)
                if parent is not None:
                    parent.below.append(listed)
                above.append(listed)
                self.items.append(listed)
        self._find_ends()
        self.item_on = {item.line: item for item in self.items}

    def _find_ends(self) -> None:
        stops = [part.span.line - 1 for part in self.listing.parts if part.span is not None]
        stops += [source.span.line - 1 for source in self.listing.footnotes.values()]
        stops += [source.span.line - 1 for source in self.listing.references]
        starts = [item.line for item in self.items]
        for item, following in zip(self.items, [*starts[1:], self.number_of_lines], strict=True):
            end = min([following, *(stop for stop in stops if stop > item.line)])
            self._find_end(item, end)

    def _find_end(self, item: ListItem, end: int) -> None:
        """Find where the text of an item ends, and its own lines, none of which are from `end` on.

        Further paragraphs are indented, as are what is quoted below it and who says so.
        """
        said = self.line(item.line)[item.item.span.column - 1 :].strip()
        item.last_of_text = item.line
        while said != item.item.text and item.last_of_text + 1 < end:
            item.last_of_text += 1
            said += f" {self.line(item.last_of_text).strip()}"
        item.end = item.last_of_text + 1
        last = item.end
        while last < end:
            line = self.line(last)
            indent = columns(line[: len(line) - len(line.lstrip(" \t>"))])
            is_indented = indent > item.item.indent
            if line.strip() and not is_indented:
                break
            last += 1
            if line.strip():
                item.end = last

    # --- items ---

    def roots_of(self, part: Part) -> list[ListItem]:
        """Return the items at the top of a part."""
        return [item for item in self.items if item.part is part and item.parent is None]

    def groups_of_siblings(self) -> list[list[ListItem]]:
        """Return the items that are right below one item, or at the top of one part."""
        groups: dict[tuple[ListItem | None, int], list[ListItem]] = {}
        for item in self.items:
            key = (item.parent, id(item.part))
            groups.setdefault(key, []).append(item)
        return list(groups.values())

    # --- lines ---

    def line(self, number: int) -> str:
        """Return a line without its end."""
        return self.text[self.starts[number] : self.starts[number + 1]].rstrip("\r\n")

    def lines(self, start: int, end: int) -> Stretch:
        """Return the place of some lines."""
        return Stretch(self.starts[start], self.starts[end])

    def lines_of_headings(self) -> list[int]:
        """Return the lines of the headings, from 0 and in order."""
        return [part.span.line - 1 for part in self.listing.parts if part.span is not None]

    def blank_lines(self, start: int) -> Stretch:
        """Return the place of the blank lines from a line on."""
        end = start
        while end < self.number_of_lines and not self.line(end).strip():
            end += 1
        return self.lines(start, end)

    def offset(self, span: Span) -> int:
        """Return where a place begins."""
        return self.starts[span.line - 1] + span.column - 1

    # --- the parts of an item ---

    def lead(self, item: ListItem) -> str:
        """Return what is in front of the text of an item: its indentation, bullet and number."""
        return self.line(item.line)[: item.item.span.column - 1]

    def text_of(self, item: ListItem) -> Stretch:
        """Return the place of what an item says, with its role and its marks."""
        start = self.offset(item.item.span)
        last = self.line(item.last_of_text).rstrip()
        return Stretch(start, self.starts[item.last_of_text] + len(last))

    def role_of(self, item: ListItem) -> Stretch:
        """Return the place of the word that says what an item is, with its colon; may be empty."""
        start, end = self.text_of(item)
        spoken = self.spoken(item)
        if spoken is None:
            return Stretch(start, start)
        return Stretch(start, end - len(spoken.text))

    def word_of(self, item: ListItem) -> str:
        """Return the word that says what an item is, with its colon; "" if there is none."""
        start, end = self.role_of(item)
        return self.text[start:end]

    def spoken(self, item: ListItem) -> SpokenRole | None:
        """Return an item parted at the word that says what it is, if one does."""
        start, end = self.text_of(item)
        return spoken_role(self.text[start:end])

    def role(self, item: ListItem) -> Role | None:
        """Return what the word of an item says that it is."""
        spoken = self.spoken(item)
        return spoken.role if spoken else None

    def marks_of(self, item: ListItem) -> tuple[Stretch, list[str]]:
        """Return the place of the marks at the end of an item, which may be empty, and these."""
        start, end = self.text_of(item)
        pattern = _MARKS_IN_MARKDOWN if self.is_markdown else _MARKS
        match = pattern.search(self.text[start:end])
        if match is not None:
            marks = parse_marks(match[2], self.words, is_numbered=False)
            if marks:
                return Stretch(start + match.start(), start + match.end()), marks
        return Stretch(end, end), []

    # --- the parts of the map ---

    @cached_property
    def words(self) -> Words:
        return words_in_lists(self.map.language)

    @property
    def has_marked_claims(self) -> bool:
        """Whether headings say which claims are main claims."""
        return any(claim.main for claim in self.map.claims.values())

    def item_of(self, claim: str) -> ListItem | None:
        """Return the item that a claim is written in; `None` for a title or a heading."""
        span = self.map.claims[claim].at("text")
        return self.item_on.get(span.line - 1) if span else None

    # --- texts ---

    def said(self, claim: Claim) -> str:
        """Return what the line of a new claim says: its type and its text."""
        return self.type_word(claim.type) + self.escaped(claim.text)

    def type_word(self, type: str) -> str:
        """Return the word for a type of claims, with its colon; "" without a type."""
        word = self.words.claim_types.get(type, "")
        return self.worded(word.capitalize(), [])

    def escaped(self, text: str) -> str:
        """Return a text as the format has it, on one line."""
        if not self.is_markdown:
            return one_line(text)
        from argmap.documents.markdown import escape_markdown

        return escape_markdown(text)

    # --- words ---

    def base_word(self, inference: Inference, beside: Sequence[ListItem]) -> str:
        """Return the word that says what a new item is among others; "" if it needs none."""
        words = self.words
        kind = inference.kind
        if kind is Kind.UNDERCUTTER:
            return words.weighing if inference.weighing else words.against_this_inference
        if kind is Kind.SUPPORT:
            return ""
        if any(item.item.bullet is Bullet.PLUS for item in beside):
            return ""  # its sign says so
        # The word that objections have elsewhere in the list.
        for item in self.items:
            spoken = self.spoken(item)
            if spoken is not None and spoken.role is Role.OBJECTION:
                return spoken.word
        return words.objection

    def details(self, inference: Inference, premise: str) -> list[str]:
        """Return what the brackets behind a word say of an inference and one of its premises."""
        details: list[str] = []
        if premise == inference.warrant:
            details.append(self.words.warrant)
        if inference.scheme:
            details.append(self.escaped(inference.scheme))
        if inference.implicit:
            details.append(self.words.inference_is_implicit)
        return details

    def worded(self, word: str, details: Iterable[str]) -> str:
        """Return a word with its details and its colon; "" if there is nothing to say."""
        words = self.words
        listed = words.comma.join(details)
        if listed:
            return f"{word or words.reason}{words.aside(listed)}{words.colon}"
        return word + words.colon if word else ""

    def linked_word(self) -> str:
        """Return the word for a further premise of the inference of the item above it."""
        listed = LIST_WORDS[self.words.tag].linked
        if not listed:
            refuse("lists in this language have no word for a linked premise")
        return listed[0].capitalize()

    # --- leads ---

    def child_lead(self, parent: ListItem, model: ListItem | None) -> str:
        """Return the indentation and bullet of an item below another."""
        if model is not None:
            return lead_behind(self.lead(model))
        own = self.lead(parent)
        indent = indent_of(own)
        bullet = own[len(indent) :]
        for item in self.items:
            if item.parent is not None and item.parent.item.depth == parent.item.depth:
                lead = self.lead(item)
                outer = self.lead(item.parent)
                outer_indent = indent_of(outer)
                if lead.startswith(outer_indent):
                    return indent + _first(lead.removeprefix(outer_indent))
        unit = "\t" if indent.startswith("\t") else self.unit()
        signs = {item.item.bullet for item in self.items}
        if parent.item.sign is Role.OBJECTION and Bullet.NONE in signs:
            return indent + unit  # a hyphen would object
        return f"{indent}{unit}{_first(bullet) or '- '}"

    def unit(self) -> str:
        """Return what one level is indented by."""
        for item in self.items:
            if item.parent is not None and item.item.indent > item.parent.item.indent:
                return " " * (item.item.indent - item.parent.item.indent)
        return _UNIT

    def signed(self, lead: str, inference: Inference, beside: list[ListItem], word: str) -> str:
        """Return the lead of a new item with the sign that says what it is, where signs do."""
        if word or inference.kind is Kind.UNDERCUTTER:
            return lead
        neighbors = beside or self.items
        objects = any(item.item.sign is Role.OBJECTION for item in neighbors)
        has_plus = any(item.item.bullet is Bullet.PLUS for item in neighbors)
        if inference.kind is Kind.SUPPORT and objects and (beside or has_plus):
            return re.sub(r"[-−–](\s*)$", r"+\1", lead)
        if inference.kind is Kind.REBUTTAL and has_plus and beside:
            return re.sub(r"\+(\s*)$", r"-\1", lead)
        return lead

    def is_loose(self, root: ListItem) -> bool:
        """Return whether an item is among those that are not connected to a main claim."""
        words = self.words
        return root.part.heading in (words.not_connected, words.not_connected_by_source)

    def minus_for(self, siblings: Iterable[ListItem], removed: Container[ListItem]) -> list[Change]:
        """Return the changes of hyphens that say "objection" beside a plus, if no plus is left."""
        listed = list(siblings)
        signs = {item.item.bullet for item in listed}
        left = [item for item in listed if item not in removed]
        has_plus = any(item.item.bullet is Bullet.PLUS for item in left)
        if has_plus or not {Bullet.PLUS, Bullet.HYPHEN} <= signs:
            return []
        changes: list[Change] = []
        for item in left:
            if item.item.bullet is Bullet.HYPHEN and self.spoken(item) is None:
                sign = self.starts[item.line] + self.lead(item).index("-")
                changes.append(Change(sign, sign + 1, "−"))
        return changes

    def place_behind(self, item: ListItem) -> Place:
        """Return the place behind an item at the top."""
        return Place(item.end_of_subtree, lead_behind(self.lead(item)))

    def place_at_top(self) -> Place:
        """Return the place of a claim that bears on nothing."""
        roots = [item for item in self.items if item.parent is None]
        last = roots[-1]
        below_no_heading = [item for item in roots if not item.part.heading]
        if below_no_heading:
            return self.place_behind(below_no_heading[-1])
        headings = self.lines_of_headings()
        if not headings:
            return self.place_behind(last)
        return Place(headings[0], _first(self.lead(last)))


def indent_of(lead: str) -> str:
    """Return the white space that a lead begins with."""
    return lead[: len(lead) - len(lead.lstrip())]


def lead_behind(lead: str) -> str:
    """Return a lead with the next number or letter, if it has one."""
    match = re.search(r"(\d+)(\D*)$", lead)
    if match:
        return f"{lead[: match.start()]}{int(match[1]) + 1}{match[2]}"
    match = re.search(r"(?<![\w])([a-y])([.)]\)?\s*)$", lead)
    if match:
        return f"{lead[: match.start()]}{chr(ord(match[1]) + 1)}{match[2]}"
    return lead


def _first(lead: str) -> str:
    """Return a lead with the first number or letter, if it has one."""
    lead = re.sub(r"\d+(\D*)$", r"1\1", lead)
    return re.sub(r"(?<![\w])[a-z]([.)]\)?\s*)$", r"a\1", lead)
