"""Edits of a list, in plain text or Markdown, that make its map another one.

    - Phones distract.             →    - Phones distract.
      - Pupils play.                      - Pupils play.
                                          - But: They are silent.

A list has no room for some things: it cannot use a claim in two places, unless its items are
numbered as in an outline, and ids are made of words. All that is refused with a reason.

What is at the top of an outline is a main claim there, and stays one. A side goes with the last of
its main claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, NoReturn

from argmap.editing.changes import Change, ChangedText
from argmap.editing.list_ids import settle_list_ids
from argmap.editing.list_layout import NUMBER, ListLayout, lead_behind
from argmap.editing.list_text import ListItem, Stretch
from argmap.editing.map_difference import MapDifference
from argmap.editing.operations import EditRefused, Settled, must_confirm
from argmap.formats.lists.outline_words import number_of_inference
from argmap.languages.roles import Role
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.reading import Reading
from argmap.util.text import shorten, width

_MARKS = ("common_ground", "implicit")
_COMMENT = "<!--"


def edit_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    *,
    is_markdown: bool,
    with_comments: bool,
) -> Settled:
    """Change a list so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map that it is to have, in which what stays has the ids that it has.
        read: reads a text.
        is_markdown: whether the text is Markdown.
        with_comments: whether comments of Markdown may be deleted.

    Raises:
        EditRefused: a list has no room for the change, or it would delete a comment.
    """
    editor = _ListEditor(reading, after, is_markdown=is_markdown)
    editor.plan()
    spelled_out = list(editor.attributions_to_spell_out())
    if spelled_out:
        # Of the same map, but with less that refers to the line above it.
        text.make(spelled_out)
        editor = _ListEditor(read(text.text), after, is_markdown=is_markdown)
        editor.plan()
    try:
        text.make(editor.changes)
    except ValueError:
        _refuse("the change does not fit into this list")
    if is_markdown:
        lost = reading.text.count(_COMMENT) - text.text.count(_COMMENT)
        must_confirm(max(lost, 0), with_comments=with_comments)
    changed = read(text.text)
    if changed.map is None:
        _refuse("the list could not be read after this change")
    after_change = ListLayout(changed.text, changed.name, changed.map, is_markdown=is_markdown)
    return settle_list_ids(editor.file, after_change, editor.difference, editor.changes)


def _refuse(reason: str) -> NoReturn:
    raise EditRefused(f"{reason}; to do this, convert the list to the native format")


class _Place(NamedTuple):
    """Where an item goes.

    Attributes:
        line: the line in front of which it goes.
        lead: its indentation and bullet.
        number: its number in an outline.
        word: the word that says what it is.
        parent: the item that it goes below; `None` at the top.
    """

    line: int
    lead: str
    number: str
    word: str
    parent: ListItem | None


class _ListEditor:
    def __init__(self, reading: Reading, after: ArgumentMap, *, is_markdown: bool) -> None:
        self.name = reading.name
        self.is_markdown = is_markdown
        self.before = reading.unwrap()
        self.after = after
        self.difference = MapDifference(self.before, after)
        self.file = ListLayout(reading.text, reading.name, self.before, is_markdown=is_markdown)
        self.changes: list[Change] = []
        self.removed = self.items_that_go()
        self.taken = self.claims_to_take()
        self.lines_inserted_at: set[int] = set()
        self.renumbered: dict[str, str] = {}
        self.attributed: set[ListItem] = set()

    def plan(self) -> None:
        """Find the changes that make the one map of the other."""
        self.detach()
        self.change_claims()
        self.change_inferences()
        for inference in self.difference.to_write:
            if inference.id in self.before.inferences:
                self.move(inference)
            else:
                self.write(inference)
        for id, claim in self.after.claims.items():
            if id not in self.before.claims and not self.after.uses(id):
                self.write_claim(claim)
        self.remove_items()

    def items_that_go(self) -> set[ListItem]:
        """Return the items of claims that go, and those that only refer to a claim and go."""
        items: set[ListItem] = set()
        for id in self.before.claims:
            if id not in self.after.claims:
                item = self.file.item_of(id)
                if item is None:
                    _refuse("a title or a heading cannot be deleted as a claim")
                items.add(item)
        for id, old in self.before.inferences.items():
            new = self.after.inferences.get(id)
            for premise in old.premises:
                item = self.file.premise_item(old, premise)
                goes = new is None or premise not in new.premises
                if goes and item is not None and item is not self.file.item_of(premise):
                    items.add(item)
        return items

    def detach(self) -> None:
        """Take from the items above them those that are to be written in another place.

        So are undercutters below a premise that leaves their inference: they stay.
        """
        for id, old in self.before.inferences.items():
            new = self.after.inferences.get(id)
            for premise in old.premises:
                item = self.file.premise_item(old, premise)
                if item is None or (new is not None and premise in new.premises):
                    continue
                self._detach(item)
                for undercutter in self.before.undercutters(id) if new is not None else ():
                    for attack in undercutter.premises:
                        below = self.file.premise_item(undercutter, attack)
                        if below is not None and below.parent is item:
                            self._detach(below)

    def _detach(self, item: ListItem) -> None:
        if item.parent is not None:
            item.parent.below = [each for each in item.parent.below if each is not item]

    # --- claims ---

    def change_claims(self) -> None:
        for id in self.before.claims:
            if id not in self.after.claims:
                continue
            item = self.file.item_of(id)
            claim = self.after.claims[id]
            for field in self.difference.changed_fields(id):
                if field.name == "text":
                    self.change_text(id, claim.text)
                elif item is None:
                    _refuse("a list says no more of a title or a heading than its text")
                elif field.name in _MARKS:
                    word = getattr(self.file.words, field.name)
                    self.mark(item, word, is_marked=getattr(claim, field.name))
                elif field.name == "evidence":
                    self.change_evidence(item, claim)
                elif field.name == "side" and item.parent is None and claim.main:
                    self.change_side(item, claim.side)
                else:
                    _refuse("in a list, headings say which claims are the main claims of a side")

    def change_side(self, item: ListItem, side: str) -> None:
        """Write a main claim below the heading of another side."""
        last = self.last_of_side(side)
        lead, number = self.file.next_root(last)
        self.insert(last.end_of_subtree, self.lines_of_subtree(item, lead, number))
        self.removed |= set(item.subtree())

    def last_of_side(self, side: str) -> ListItem:
        """Return the last item at the top below the heading of a side."""
        if side in self.after.sides:
            heading = self.after.sides[side].name
            roots = [each for each in self.file.items if each.parent is None]
            of_side = [each for each in roots if each.part.heading == heading]
            if of_side:
                return of_side[-1]
        _refuse("in a list, a side is a heading, and this list has none for that side")

    def change_evidence(self, item: ListItem, claim: Claim) -> None:
        """Write what documents a claim: in the brackets below it, or in items of their own."""
        file = self.file
        if claim.evidence and file.words.unsupported in file.marks_of(item)[1]:
            self.mark(item, file.words.unsupported, is_marked=False)
        if file.is_outline:
            self.attributed.add(item)
            self.changes += file.with_evidence(item, claim.evidence, self.after.sources)
            return
        for each in item.below:
            if file.role(each) is Role.SOURCE:
                self.removed.add(each)
        lead = file.child_lead(item, None)
        lines = [f"{lead}{line}" for line in file.source_lines(claim.evidence, self.after.sources)]
        if lines:
            self.insert(item.end, lines)

    def change_text(self, id: str, text: str) -> None:
        """Write another text of a claim, also where a line refers to it by its first words."""
        old = self.before.claims[id].text
        item = self.file.item_of(id)
        if item is None:
            span = self.before.claims[id].at("text")
            if span is None:
                _refuse("this heading cannot be changed")
            line = self.file.lines(span.line - 1, span.line)
            self.change_words(line, old, text)
            self.change_underline(span.line, old, text)
            return
        self.change_words(self.file.text_of(item), old, text)
        for inference in self.before.uses(id):
            reference = self.file.premise_item(inference, id)
            if reference is not None and reference is not item:
                place = self.file.text_of(reference)
                self.change_words(place, shorten(old), shorten(text), is_needed=False)

    def change_words(self, place: Stretch, old: str, new: str, *, is_needed: bool = True) -> None:
        """Write words in the place of others, which may be spread over several lines."""
        said = self.file.text[place.start : place.end]
        for escaped in (self.file.escaped(old), old):
            words = [re.escape(word) for word in escaped.split()]
            found = list(re.finditer(r"\s+".join(words), said, re.IGNORECASE))
            if found:
                start, end = found[-1].span()
                written = self.file.escaped(new)
                self.changes.append(Change(place.start + start, place.start + end, written))
                return
        if is_needed:
            _refuse("this claim has links or other markup in its text")

    def change_underline(self, line: int, old: str, new: str) -> None:
        """Make the line below a heading as long as the heading."""
        if line + 1 >= len(self.file.starts):
            return
        below = self.file.line(line)
        if below and set(below) <= {"="} and len(below) == width(old):
            start = self.file.starts[line]
            self.changes.append(Change(start, start + len(below), "=" * width(new)))

    def mark(self, item: ListItem, word: str, *, is_marked: bool) -> None:
        """Add a mark to an item, or take it away."""
        place, marks = self.file.marks_of(item)
        marks = [mark for mark in marks if mark != word]
        if is_marked:
            marks.append(word)
        if is_marked and word == self.file.words.common_ground:
            marks = [mark for mark in marks if mark != self.file.words.unsupported]
        written = ""
        if marks:
            listed = self.file.words.comma.join(marks)
            written = f" *{listed}*" if self.is_markdown else f" [{listed}]"
        self.changes.append(Change(place.start, place.end, written))

    # --- inferences ---

    def change_inferences(self) -> None:
        for id, old in self.before.inferences.items():
            new = self.after.inferences.get(id)
            gone = [each for each in old.premises if new is None or each not in new.premises]
            for premise in gone:
                self.unlink(old, premise)
            if new is None:
                continue
            if old.implicit != new.implicit and id not in self.difference.moved:
                self.describe(new)
            if gone and new.premises:
                self.lead_by(old, new.premises[0])
                self.describe_attacks(id)
            for premise in self.difference.added_premises(id):
                self.link(old, premise)

    def unlink(self, inference: Inference, premise: str) -> None:
        """Take out a line that makes a claim a premise."""
        item = self.file.premise_item(inference, premise)
        if item is None:
            _refuse("a title or a heading cannot be taken from its list")
        is_home = item is self.file.item_of(premise)
        if is_home and premise in self.after.claims and premise not in self.taken:
            self.move_home(item, premise)

    def move_home(self, item: ListItem, claim: str) -> None:
        """Write a claim where a line refers to it, or behind the list if none does any more."""
        moved = item.subtree()
        for inference in self.after.uses(claim):
            if inference.id not in self.before.inferences or inference.id in self.difference.moved:
                continue
            reference = self.file.premise_item(inference, claim)
            if reference is not None and reference not in moved:
                lead, number = self.file.lead(reference), reference.number
                role = self.file.role_of(reference)
                word = self.file.text[role.start : role.end]
                _, drawn = self.file.attributions(reference)
                lines = self.lines_of_subtree(item, lead, number, word, drawn)
                self.insert(reference.line, lines)
                self.removed.add(reference)
                break
        else:
            if self.after.uses(claim):
                _refuse("this claim is used elsewhere, but its text is written here")
            lead, number, line, above = self.file.place_at_top()
            lines = self.lines_of_subtree(item, lead, number, attribution=())
            self.insert_root(line, [*above, *lines])
        self.removed |= set(moved)

    def lead_by(self, inference: Inference, premise: str) -> None:
        """Take the word for a further premise from the one that is the first now."""
        item = self.file.premise_item(inference, premise)
        if item is not None and self.file.role(item) in (Role.LINKED, Role.WARRANT):
            first = self.file.premise_item(inference, inference.premises[0])
            word = ""
            if first is not None:
                word = self.file.text[slice(*self.file.role_of(first))]
            place = self.file.role_of(item)
            self.changes.append(Change(place.start, place.end, word))

    def describe_attacks(self, attacked: str) -> None:
        """Write in front of the undercutters of an inference which premises it has now."""
        for undercutter in self.after.undercutters(attacked):
            is_written = undercutter.id in self.before.inferences and self.file.is_outline
            if is_written and undercutter.id not in self.difference.moved:
                self.describe(undercutter)

    def describe(self, inference: Inference) -> None:
        """Write in front of the premises of an inference what is to be said of it."""
        for premise in inference.premises:
            item = self.file.premise_item(inference, premise)
            if item is None:
                _refuse("a list cannot say more about how a title or a heading is used")
            spoken = self.file.spoken(item)
            if spoken is not None and spoken.role is Role.LINKED:
                continue
            word = spoken.word if spoken else ""
            if item in self.removed:
                continue
            if not word and self.file.says_by_sign(item):
                _refuse("a list with signs cannot say more about a reason or an objection")
            place = self.file.role_of(item)
            worded = self.file.worded(word, self.file.details(inference, premise, self.after))
            self.changes.append(Change(place.start, place.end, worded))

    def link(self, inference: Inference, premise: str) -> None:
        """Add a claim to the premises of an inference, by a line that is new or refers to it."""
        if premise in self.before.claims:
            said = self.file.reference(premise)
        else:
            said = self.file.escaped(self.after.claims[premise].text)
        letters = self.file.words.letters
        last = self.file.premise_item(inference, inference.premises[-1])
        if last is None:
            _refuse("a title or a heading cannot get a linked premise")
        if not self.file.is_outline:
            word = self.file.worded(self.file.linked_word(), [])
            lead = lead_behind(self.file.lead(last))
            self.insert(last.end_of_subtree, [f"{lead}{word}{said}"])
            return
        number = number_of_inference(last.number)
        letter = last.number.removeprefix(number)
        if not letter:
            letter = letters[0]
            lead = self.file.lead(last)
            start = self.file.starts[last.line] + lead.index(last.number) + len(last.number)
            self.changes.append(Change(start, start, letter))
            self.renumbered[last.number] = number + letter
        role = self.file.text[slice(*self.file.role_of(last))]
        next_letter = letters[letters.index(letter) + 1]
        lead = self.file.template(last).replace(NUMBER, number + next_letter)
        self.insert(last.end_of_subtree, [f"{lead}{role}{said}"])

    def claims_to_take(self) -> dict[str, ListItem]:
        """Return the items that can be taken from where they are, by the claims that they are."""
        taken: dict[str, ListItem] = {}
        for inference in self.difference.to_write:
            if inference.id in self.before.inferences or len(inference.premises) > 1:
                continue
            [premise] = inference.premises
            item = self.file.item_of(premise) if premise in self.before.claims else None
            if item is None:
                continue
            is_main = self.before.claims[premise].main
            is_loose = self.file.is_loose(item) or not (self.file.is_outline or is_main)
            leaves = item.parent is None and is_loose
            for use in self.before.uses(premise):
                if self.file.premise_item(use, premise) is item:
                    after = self.after.inferences.get(use.id)
                    leaves = after is None or premise not in after.premises
            if leaves:
                taken[premise] = item
        return taken

    def take(self, inference: Inference, item: ListItem) -> None:
        """Write the lines of a claim where it is to be the premise of a new inference."""
        place = self.place_for(inference)
        self.must_be_outside(place, item)
        [premise] = inference.premises
        word = self.file.worded(place.word, self.file.details(inference, premise, self.after))
        lead = place.lead.replace(NUMBER, place.number)
        lines = self.lines_of_subtree(item, lead, place.number, word, attribution=())
        self.insert(place.line, lines)
        self.removed |= set(item.subtree())

    def write(self, inference: Inference) -> None:
        """Write a new inference: one line for each premise."""
        if inference.premises[0] in self.taken:
            self.take(inference, self.taken[inference.premises[0]])
            return
        file = self.file
        place = self.place_for(inference)
        lines: list[str] = []
        next_lead = place.lead
        for index, premise in enumerate(inference.premises):
            if premise in self.before.claims:
                said = file.reference(premise)
            else:
                said = file.escaped(self.after.claims[premise].text)
            letter = file.words.letters[index] if len(inference.premises) > 1 else ""
            lead = next_lead.replace(NUMBER, place.number + letter)
            word = file.worded(place.word, file.details(inference, premise, self.after))
            if index and not file.is_outline:
                word = file.worded(file.linked_word(), [])
            if not file.is_outline:
                next_lead = lead_behind(lead)
            lines.append(f"{lead}{word}{said}")
        self.insert(place.line, lines)
        target = inference.target
        item = file.item_of(target) if target in self.before.claims else None
        if inference.kind is Kind.SUPPORT and item is not None:
            unsupported = file.words.unsupported
            if unsupported in file.marks_of(item)[1]:
                self.mark(item, unsupported, is_marked=False)

    def move(self, inference: Inference) -> None:
        """Write the lines of an inference in another place."""
        file = self.file
        place = self.place_for(inference)
        lines: list[str] = []
        for index, premise in enumerate(inference.premises):
            item = file.premise_item(inference, premise)
            if item is None:
                _refuse("a title or a heading cannot be moved")
            moved = item.subtree()
            self.must_be_outside(place, item)
            letter = item.number.removeprefix(number_of_inference(item.number))
            number = place.number + letter if file.is_outline else ""
            word = file.worded(place.word, file.details(inference, premise, self.after))
            if index and not file.is_outline:
                word = file.text[slice(*file.role_of(item))]
            lead = place.lead.replace(NUMBER, number)
            lines += self.lines_of_subtree(item, lead, number, word)
            self.removed |= set(moved)
        self.insert(place.line, lines)

    def must_be_outside(self, place: _Place, item: ListItem) -> None:
        """Refuse to move an item below itself."""
        if place.parent in item.subtree():
            _refuse("an inference cannot be moved to a claim that is written below it")

    def lines_of_subtree(
        self,
        item: ListItem,
        lead: str,
        number: str,
        word: str = "",
        attribution: Sequence[str] | None = None,
    ) -> list[str]:
        """Return the lines of an item and those below it, for another place.

        Args:
            item: the item.
            lead: its indentation and bullet there.
            number: its number there.
            word: the word in front of its text there.
            attribution: who draws its inference there; None if that is the same inference.
        """
        file = self.file
        text = file.text
        start, end = file.text_of(item)
        anchor = text[file.offset(item.item.span) : start]
        old_lead = file.lead(item)
        old_indent = old_lead[: len(old_lead) - len(old_lead.lstrip())]
        new_indent = lead[: len(lead) - len(lead.lstrip())]
        first = f"{lead}{anchor}{word}{text[file.role_of(item).end : end]}"
        lines = re.split("\r\n|\r|\n", first)
        numbers = list(range(item.last_of_text + 1, item.end))
        if attribution is not None and file.is_outline:
            lines += self.attribution_lines(item, lead, attribution)
            said = item.item.attribution
            numbers = [line for line in numbers if file.line(line).strip() != said]
        for each in item.subtree()[1:]:
            if each not in self.removed:
                numbers += range(each.line, each.end)
        for line_number in numbers:
            line = file.line(line_number)
            is_inside = line.startswith(old_indent) and line.strip()
            lines.append(new_indent + line[len(old_indent) :] if is_inside else line)
        if number and item.number != number:
            inner = self.renumber(item, number)
            lines[1:] = [_renumbered(line, inner) for line in lines[1:]]
        return lines

    def attribution_lines(self, item: ListItem, lead: str, attribution: Sequence[str]) -> list[str]:
        """Return the line in brackets below an item whose inference is another one."""
        of_claim, _ = self.file.attributions(item)
        aside = self.file.aside([*of_claim, *attribution])
        return [self.file.indent_of_aside(lead) + aside] if aside else []

    def renumber(self, item: ListItem, number: str) -> dict[str, str]:
        """Give an item and those below it other numbers; return those of the latter."""
        inner: dict[str, str] = {}
        old_above, new_above = number_of_inference(item.number), number_of_inference(number)
        for each in item.subtree()[1:]:
            rest = each.number.removeprefix(item.number)
            if rest != each.number:
                inner[each.number] = number + rest
            elif each.number.startswith(f"{old_above}."):
                inner[each.number] = new_above + each.number.removeprefix(old_above)
        self.renumbered |= inner
        self.renumbered[item.number] = number
        return inner

    # --- places ---

    def place_for(self, inference: Inference) -> _Place:
        """Return where the lines of an inference go."""
        file = self.file
        siblings = self.siblings(inference)
        if inference.target in self.before.claims:
            parent = file.item_of(inference.target)
        else:
            attacked = self.before.inferences[inference.target]
            parent = file.premise_item(attacked, attacked.premises[-1])
        beside = siblings
        if parent is not None:
            beside = [item for item in parent.below if item not in self.removed]
        models = siblings or beside
        word = file.base_word(inference, beside)
        if siblings and not file.is_outline:
            word = self.word_of_sibling(inference)
        number = ""
        if parent is not None:
            line = parent.end_of_subtree
            lead = file.child_lead(parent, models[-1] if models else None)
            if file.is_outline:
                number = file.next_number(parent, inference)
        elif siblings:
            line = siblings[-1].end_of_subtree
            lead = file.next_lead(siblings[-1])
        else:
            _refuse("this list has no place for such an item below its title or heading")
        if not file.is_outline:
            lead = file.signed(lead, inference, beside, word)
        following = self.following(inference)
        if following is not None:
            line = following.line
        return _Place(line, lead, number, word, parent)

    def siblings(self, inference: Inference) -> list[ListItem]:
        """Return the items of the inferences with the same place that are there already."""
        found: list[ListItem] = []
        for id in self.difference.siblings(inference):
            other = self.before.inferences.get(id)
            if other is not None and id != inference.id and id not in self.difference.moved:
                item = self.file.premise_item(other, other.premises[-1])
                if item is not None and item not in self.removed:
                    found.append(item)
        return found

    def word_of_sibling(self, inference: Inference) -> str:
        """Return the word in front of the last inference with the same place."""
        word = ""
        for id in self.difference.siblings(inference):
            other = self.before.inferences.get(id)
            if other is not None and id != inference.id:
                item = self.file.premise_item(other, other.premises[0])
                spoken = self.file.spoken(item) if item else None
                word = spoken.word if spoken else ""
        return word

    def following(self, inference: Inference) -> ListItem | None:
        """Return the item of the inference that a moved one is to be in front of."""
        siblings = self.difference.siblings(inference)
        for id in siblings[siblings.index(inference.id) + 1 :]:
            other = self.before.inferences[id]
            return self.file.premise_item(other, other.premises[0])
        return None

    def write_claim(self, claim: Claim) -> None:
        """Write a claim that bears on nothing, or a main claim below the heading of its side."""
        said = self.file.escaped(claim.text)
        if claim.main and claim.side:
            last = self.last_of_side(claim.side)
            lead, _ = self.file.next_root(last)
            self.insert(last.end_of_subtree, [f"{lead}{said}"])
            return
        if claim.main or claim.side:
            _refuse("in a list, headings say which claims are the main claims of a side")
        lead, _, line, above = self.file.place_at_top()
        self.insert_root(line, [*above, f"{lead}{said}"])

    def insert_root(self, line: int, lines: list[str]) -> None:
        """Plan to write lines behind an item at the top, or in front of the first heading."""
        headings = [part.span.line - 1 for part in self.file.listing.parts if part.span]
        self.insert(line, [*lines, ""] if line in headings else lines)

    # --- carrying out ---

    def insert(self, line: int, lines: list[str]) -> None:
        """Plan to write lines in front of a line."""
        file = self.file
        self.lines_inserted_at.add(line)
        offset = file.starts[min(line, len(file.starts) - 1)]
        written = "".join(each + file.newline for each in lines)
        if offset == len(file.text) and not file.text.endswith(("\n", "\r")):
            written = file.newline + written.removesuffix(file.newline)
        self.changes.append(Change(offset, offset, written))

    def remove_items(self) -> None:
        """Plan to take out the lines of items, and to renumber what refers to moved ones."""
        for item in sorted(self.removed, key=lambda each: each.line):
            start, end = self.file.lines(item.line, item.end)
            self.changes = [change for change in self.changes if not start < change.start < end]
            self.changes.append(Change(start, end, ""))
        groups: dict[tuple[ListItem | None, int], list[ListItem]] = {}
        for item in self.file.items:
            groups.setdefault((item.parent, id(item.part)), []).append(item)
        for siblings in groups.values():
            if not self.removed.isdisjoint(siblings):
                self.changes += self.file.minus_for(siblings, self.removed)
        if self.renumbered:
            self.changes += list(self.renumberings())

    def renumberings(self) -> Iterator[Change]:
        for item in self.file.items:
            place = self.file.text_of(item)
            is_changed = any(place.start <= each.start <= place.end for each in self.changes)
            if item in self.removed or is_changed:
                continue
            said = self.file.text[place.start : place.end]
            renumbered = _renumbered(said, self.renumbered)
            if renumbered != said:
                yield Change(place.start, place.end, renumbered)

    def attributions_to_spell_out(self) -> Iterator[Change]:
        """Yield changes of lines that say "ibid." and would come to be below another line."""
        ibidem = self.file.words.ibidem
        above: ListItem | None = None
        for item in self.file.items:
            said = item.item.attribution
            if not said:
                continue
            source, above = above, item
            if said.strip("()（）") != ibidem or source is None:
                continue
            said_above = source.item.attribution
            item_lines = range(source.line + 1, item.line + 1)
            is_parted = any(line in item_lines for line in self.lines_inserted_at)
            if {source, item}.isdisjoint(self.removed | self.attributed) and not is_parted:
                above = source
                continue
            start = self.file.text.index(said, self.file.starts[item.last_of_text + 1])
            yield Change(start, start + len(said), said_above)
            above = source


def _renumbered(line: str, numbers: dict[str, str]) -> str:
    """Return a line with other numbers of an outline."""
    if not numbers:
        return line
    longest_first = sorted(numbers, key=len, reverse=True)
    pattern = rf"(?<![\w.])({'|'.join(map(re.escape, longest_first))})(?!\w|\.\w)"
    return re.sub(pattern, lambda match: numbers[match[1]], line)
