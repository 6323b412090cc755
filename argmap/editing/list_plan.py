"""What is to be changed in a list: the stretches to write, the items that go, and their numbers.

    1.2 Objection: They ring.     an item that goes: its lines, and those of all items below it
    1.3 see 1.2: They ring.       refers to it by its number, and follows when that changes

Changes are collected against the text as it was, and are made together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from argmap.editing.list_text import ListItem, ListText, Place, Stretch, lead_behind
from argmap.editing.map_difference import MapDifference
from argmap.editing.refusals import refuse
from argmap.formats.lists.outline_words import number_of_inference
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
        attributed: the items whose attribution is written anew.
        renumbered: the numbers in an outline that become others.
        numbers_given: the numbers in an outline that new items have got.
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
        self.file = ListText(reading.text, reading.name, self.before, is_markdown=is_markdown)
        self.named = named
        self.changes: list[Change] = []
        self.removed: set[ListItem] = set()
        self.taken: dict[str, ListItem] = {}
        self.attributed: set[ListItem] = set()
        self.renumbered: dict[str, str] = {}
        self.numbers_given: list[str] = []
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
            lead = lead_behind(place.lead)
            number = place.number
            if number:
                number = str(int(number) + 1)
                lead = self.file.lead_with_number(place.lead, number)
            place = Place(place.line, lead, number)
        self._added_at_the_top += 1
        return place

    def remove(self, item: ListItem) -> None:
        """Plan to take out an item and all those below it."""
        self.removed |= set(item.subtree())

    def renumber(self, item: ListItem, number: str) -> dict[str, str]:
        """Give an item and those below it other numbers; return those of the latter."""
        inner: dict[str, str] = {}
        old_above = number_of_inference(item.number)
        new_above = number_of_inference(number)
        for below in item.subtree()[1:]:
            old = below.number
            rest = old.removeprefix(item.number)
            if rest != old:
                inner[old] = number + rest
            elif old.startswith(f"{old_above}."):
                inner[old] = new_above + old.removeprefix(old_above)
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
            old = item.number
            if item in self.removed or old not in numbers:
                continue
            column = self.file.lead(item).index(old)
            start = self.file.starts[item.line] + column
            place = Stretch(start, start + len(old))
            self.replace(place, numbers[old])

    # --- carrying out ---

    def finish(self) -> None:
        """Plan to take out the lines of items that go, and to renumber references to others."""
        self._remove_headings()
        for item in sorted(self.removed, key=_line_of):
            place = self.file.lines(item.line, item.end)
            self._drop_changes_inside(place)
            self.replace(place, "")
        for siblings in self.file.groups_of_siblings():
            if not self.removed.isdisjoint(siblings):
                self.changes += self.file.minus_for(siblings, self.removed)
        if self.renumbered:
            self.changes += list(self._renumberings())

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

    def _drop_changes_inside(self, place: Stretch) -> None:
        """Forget the changes of what goes; what is inserted in front of it stays."""
        kept: list[Change] = []
        for change in self.changes:
            if not place.start < change.start < place.end:
                kept.append(change)
        self.changes = kept

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
        changed = self.removed | self.attributed
        if source in changed or item in changed:
            return False
        return not any(source.line < line <= item.line for line in self._lines_inserted_at)


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
