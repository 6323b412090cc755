"""What is to be changed in a list: the stretches to write, and the items that go.

    - But: They ring.       an item that goes: its lines, and those of all items below it

Changes are collected against the text as it was, and are made together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from argmap.editing.list_text import ListItem, ListText, Place, Stretch, indent_of, lead_behind
from argmap.editing.map_difference import MapDifference
from argmap.editing.refusals import refuse
from argmap.model import ArgumentMap
from argmap.model.edits import Change
from argmap.model.reading import Reading


class ListPlan:
    """What is to be changed in a list so that its map becomes another.

    Attributes:
        before: the map of the list.
        after: the map that it is to have.
        difference: what differs between them.
        file: the list.
        named: the new claims whose ids somebody chose.
        changes: the changes so far.
        removed: the items that go, or are written in another place.
        taken: the items that move to where their claim is to be a premise, by the claim.
    """

    def __init__(self, reading: Reading, after: ArgumentMap, named: Collection[str]) -> None:
        self.before = reading.unwrap()
        self.after = after
        self.difference = MapDifference(self.before, after)
        self.file = ListText(reading)
        self.named = named
        self.changes: list[Change] = []
        self.removed: set[ListItem] = set()
        self.taken: dict[str, ListItem] = {}
        self._added_at_the_top = 0

    # --- ids ---

    def must_have_anchors(self) -> None:
        """Refuse ids that somebody chose, unless the list has anchors."""
        if not (self.file.is_markdown and self.file.is_outline):
            refuse("in a list, argmap makes ids from the words of claims")

    # --- what is planned ---

    def replace(self, place: Stretch, text: str) -> None:
        """Plan to write a text in the place of another."""
        self.changes.append(Change(place.start, place.end, text))

    def insert(self, line: int, lines: Iterable[str]) -> None:
        """Plan to write lines in front of a line."""
        file = self.file
        offset = file.starts[min(line, len(file.starts) - 1)]
        written = "".join(each + file.newline for each in lines)
        if offset == len(file.text) and not file.text.endswith(("\n", "\r")):
            written = written.removesuffix(file.newline)
            if all(item.end < file.number_of_lines for item in self.removed):
                written = file.newline + written
        self.changes.append(Change(offset, offset, written))

    def insert_root(self, place: Place, lines: Sequence[str]) -> None:
        """Plan to write lines at the top, behind an item or in front of the first heading."""
        written = [*place.above, *lines]
        if place.line in self.file.lines_of_headings():
            written.append("")
        self.insert(place.line, written)

    def place_at_top(self) -> Place:
        """Return the place of a claim that bears on nothing, behind others of this plan."""
        place = self.file.place_at_top()
        for _ in range(self._added_at_the_top):
            place = place._replace(lead=lead_behind(place.lead))
        self._added_at_the_top += 1
        return place

    def lines_of_subtree(self, item: ListItem, lead: str, word: str = "") -> list[str]:
        """Return the lines of an item and those below it, for another place.

        Args:
            item: the item.
            lead: its indentation and bullet there.
            word: the word in front of its text there.
        """
        file = self.file
        said = file.text[file.role_of(item).end : file.text_of(item).end]
        lines = re.split("\r\n|\r|\n", f"{lead}{word}{said}")
        numbers = list(range(item.last_of_text + 1, item.end))
        for each in item.subtree()[1:]:
            if each not in self.removed:
                numbers += range(each.line, each.end)
        old_indent = indent_of(file.lead(item))
        new_indent = indent_of(lead)
        for line_number in numbers:
            line = file.line(line_number)
            if line.startswith(old_indent) and line.strip():
                line = new_indent + line[len(old_indent) :]
            lines.append(line)
        return lines

    def remove(self, item: ListItem) -> None:
        """Plan to take out an item and all those below it."""
        self.removed |= set(item.subtree())

    # --- carrying out ---

    def finish(self) -> None:
        """Plan to take out the lines of items that go."""
        self._remove_headings()
        for item in sorted(self.removed, key=attrgetter("line")):
            place = self.file.lines(item.line, item.end)
            # What is inserted in front of an item that goes stays, unlike what changes in it.
            start, end = place
            self.changes = [each for each in self.changes if not start < each.start < end]
            self.replace(place, "")
        for siblings in self.file.groups_of_siblings():
            if not self.removed.isdisjoint(siblings):
                self.changes += self.file.minus_for(siblings, self.removed)

    def _remove_headings(self) -> None:
        """Plan to take out the heading of each side that has no claims any more."""
        file = self.file
        of_sides = {side.at() for side in self.before.sides.values()}
        for part in file.listing.parts:
            roots = file.roots_of(part)
            if part.span is None or part.span not in of_sides or not roots:
                continue
            heading = part.span.line - 1
            if self.removed.issuperset(roots):
                self.replace(file.lines(heading, roots[0].line), "")
                self.replace(file.blank_lines(roots[-1].end_of_subtree), "")
