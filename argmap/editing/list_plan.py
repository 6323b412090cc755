"""What is to be changed in a list: the stretches to write, the items that go, and their numbers.

    1.2 Objection: They ring.     an item that goes: its lines, and those of all items below it
    1.3 see 1.2: They ring.       refers to it by its number, and follows when that changes

Changes are collected against the text as it was, and are made together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from argmap.editing.changes import Change
from argmap.editing.list_layout import ListLayout, lead_behind
from argmap.editing.list_text import ListItem, Stretch
from argmap.editing.map_difference import MapDifference
from argmap.editing.refusals import refuse
from argmap.formats.lists.outline_words import number_of_inference
from argmap.model import ArgumentMap
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
        attributed: the items whose attribution is written anew.
        renumbered: the numbers in an outline that become others.
    """

    def __init__(
        self,
        reading: Reading,
        after: ArgumentMap,
        *,
        is_markdown: bool,
        named: Collection[str] = (),
    ) -> None:
        self.before = reading.unwrap()
        self.after = after
        self.difference = MapDifference(self.before, after)
        self.file = ListLayout(reading.text, reading.name, self.before, is_markdown=is_markdown)
        self.named = named
        self.changes: list[Change] = []
        self.removed: set[ListItem] = set()
        self.taken: dict[str, ListItem] = {}
        self.attributed: set[ListItem] = set()
        self.renumbered: dict[str, str] = {}
        self._lines_inserted_at: set[int] = set()
        self._added_at_the_top = 0

    # --- ids ---

    def must_have_anchors(self) -> None:
        """Refuse ids that somebody chose, unless the list has anchors."""
        if not (self.file.is_markdown and self.file.is_outline):
            refuse("in a list, argmap makes ids from the words of claims")

    def anchor(self, claim: str) -> str:
        """Return the anchor of a new claim; "" if its id is made of its words."""
        return anchor_of(claim) if claim in self.named else ""

    # --- what is planned ---

    def replace(self, place: Stretch, text: str) -> None:
        """Plan to write a text in the place of another."""
        self.changes.append(Change(place.start, place.end, text))

    def insert(self, line: int, lines: Iterable[str]) -> None:
        """Plan to write lines in front of a line."""
        file = self.file
        self._lines_inserted_at.add(line)
        offset = file.starts[min(line, len(file.starts) - 1)]
        written = "".join(each + file.newline for each in lines)
        if offset == len(file.text) and not file.text.endswith(("\n", "\r")):
            written = file.newline + written.removesuffix(file.newline)
        self.changes.append(Change(offset, offset, written))

    def insert_root(self, line: int, lines: list[str]) -> None:
        """Plan to write lines behind an item at the top, or in front of the first heading."""
        headings = [part.span.line - 1 for part in self.file.listing.parts if part.span]
        if line in headings:
            lines = [*lines, ""]
        self.insert(line, lines)

    def place_at_top(self) -> tuple[str, str, int, list[str]]:
        """Return the lead of a claim that bears on nothing, its number, its line, and the lines
        above it.

        Others that were given such a place are before it.
        """
        lead, number, line, above = self.file.place_at_top()
        for _ in range(self._added_at_the_top):
            above = []
            if number:
                number = str(int(number) + 1)
                lead = self.file.lead_with_number(lead, number)
            else:
                lead = lead_behind(lead)
        self._added_at_the_top += 1
        return lead, number, line, above

    def remove(self, item: ListItem) -> None:
        """Plan to take out an item and all those below it."""
        self.removed |= set(item.subtree())

    def renumber(self, item: ListItem, number: str) -> dict[str, str]:
        """Give an item and those below it other numbers; return those of the latter."""
        inner: dict[str, str] = {}
        old_above = number_of_inference(item.number)
        new_above = number_of_inference(number)
        for each in item.subtree()[1:]:
            rest = each.number.removeprefix(item.number)
            if rest != each.number:
                inner[each.number] = number + rest
            elif each.number.startswith(f"{old_above}."):
                inner[each.number] = new_above + each.number.removeprefix(old_above)
        self.renumbered |= inner
        self.renumbered[item.number] = number
        return inner

    def number_at_the_top(self, item: ListItem) -> str:
        """Return the number of an item that is written elsewhere at the top, or goes.

        The first one of an outline must be 1, so that the next one may take its number.
        """
        if item.number != "1":
            return item.number
        for other in self.file.items:
            is_root = other.parent is None and other is not item
            if is_root and other not in self.removed and other.number:
                self.renumber_root(other, item.number)
                return other.number
        return item.number

    def renumber_root(self, root: ListItem, number: str) -> None:
        """Plan to write another number in front of an item at the top, and of those below it."""
        inner = self.renumber(root, number)
        numbers = {root.number: number, **inner}
        for item in root.subtree():
            if item in self.removed or item.number not in numbers:
                continue
            start = self.file.starts[item.line] + self.file.lead(item).index(item.number)
            self.replace(Stretch(start, start + len(item.number)), numbers[item.number])

    # --- carrying out ---

    def finish(self) -> None:
        """Plan to take out the lines of items that go, and to renumber references to others."""
        self._remove_headings()
        for item in sorted(self.removed, key=_line_of):
            place = self.file.lines(item.line, item.end)
            self._drop_changes_inside(place)
            self.replace(place, "")
        for siblings in self._groups_of_siblings():
            if not self.removed.isdisjoint(siblings):
                self.changes += self.file.minus_for(siblings, self.removed)
        if self.renumbered:
            self.changes += list(self._renumberings())

    def _remove_headings(self) -> None:
        """Plan to take out the heading of each side that has no claims any more."""
        of_sides = {side.at() for side in self.before.sides.values()}
        for part in self.file.listing.parts:
            roots = [item for item in self.file.items if item.part is part and not item.parent]
            if part.span is None or part.span not in of_sides or not roots:
                continue
            start = part.span.line - 1
            end = roots[-1].end_of_subtree
            has_more = any(start < line <= end for line in self._lines_inserted_at)
            if not has_more and self.removed.issuperset(roots):
                self.replace(self.file.lines(start, roots[0].line), "")
                self.replace(self.file.blank_lines(end), "")

    def _drop_changes_inside(self, place: Stretch) -> None:
        """Forget the changes of what goes; what is inserted in front of it stays."""
        kept: list[Change] = []
        for change in self.changes:
            if not place.start < change.start < place.end:
                kept.append(change)
        self.changes = kept

    def _groups_of_siblings(self) -> list[list[ListItem]]:
        """Return the items that are right below one item, or at the top of one part."""
        groups: dict[tuple[ListItem | None, int], list[ListItem]] = {}
        for item in self.file.items:
            key = (item.parent, id(item.part))
            groups.setdefault(key, []).append(item)
        return list(groups.values())

    def _renumberings(self) -> Iterator[Change]:
        """Yield the changes of lines that refer to an item with another number now."""
        for item in self.file.items:
            place = self.file.text_of(item)
            if item in self.removed or self._is_changed(place):
                continue
            said = self.file.text[place.start : place.end]
            renumbered = with_numbers(said, self.renumbered)
            if renumbered != said:
                yield Change(place.start, place.end, renumbered)

    def _is_changed(self, place: Stretch) -> bool:
        return any(place.start <= change.start <= place.end for change in self.changes)

    def attributions_to_spell_out(self) -> Iterator[Change]:
        """Yield changes of lines that say "ibid." and would come to be below another line."""
        above: ListItem | None = None
        for item in self.file.items:
            said = item.item.attribution
            if not said:
                continue
            source = above
            above = item
            if said.strip("()（）") != self.file.words.ibidem or source is None:
                continue
            if self._stay_together(source, item):
                above = source
                continue
            start = self.file.text.index(said, self.file.starts[item.last_of_text + 1])
            yield Change(start, start + len(said), source.item.attribution)
            above = source

    def _stay_together(self, source: ListItem, item: ListItem) -> bool:
        """Return whether an item still has the attribution above it to which it refers."""
        if source in self.removed | self.attributed or item in self.removed | self.attributed:
            return False
        lines_between = range(source.line + 1, item.line + 1)
        return not any(line in lines_between for line in self._lines_inserted_at)


def anchor_of(claim: str) -> str:
    """Return the anchor that gives a claim its id in an outline of Markdown."""
    return f'<a id="claim-{claim}"></a>'


def _line_of(item: ListItem) -> int:
    return item.line


def with_numbers(line: str, numbers: Mapping[str, str]) -> str:
    """Return a line with other numbers of an outline."""
    if not numbers:
        return line
    longest_first = sorted(numbers, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    pattern = rf"(?<![\w.])({alternatives})(?!\w|\.\w)"
    return re.sub(pattern, lambda match: numbers[match[1]], line)
