"""Edits of a list, in plain text or Markdown, that make its map another one.

    - Phones distract.             →    - Phones distract.
      - Pupils play.                      - Pupils play.
                                          - But: They are silent.

A list has no room for some things: it cannot link claims that are written elsewhere, unless its
items are numbered as in an outline, and ids are made of words. All that is refused with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, NoReturn

from argmap.editing.changes import Change, ChangedText, new_offset
from argmap.editing.list_text import ListItem, ListText, Stretch
from argmap.editing.map_difference import MapDifference
from argmap.editing.operations import EditRefused, Settled, settle_ids
from argmap.formats.lists.outline_words import number_above, number_of_inference
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.reading import Reading
from argmap.util.text import one_line, shorten, width

_UNIT = "  "
_NUMBER = "\0"
"""Where a number goes: no list holds this character."""
_ROLES = {
    Role.REASON: (Kind.SUPPORT, False),
    Role.OBJECTION: (Kind.REBUTTAL, False),
    Role.REPLY: (Kind.REBUTTAL, False),
    Role.UNDERCUTTER: (Kind.UNDERCUTTER, False),
    Role.WEIGHING: (Kind.UNDERCUTTER, True),
}
_MARKS = {"common_ground": "common_ground", "implicit": "implicit"}


def edit_list(
    text: ChangedText,
    reading: Reading,
    after: ArgumentMap,
    read: Callable[[str], Reading],
    *,
    is_markdown: bool,
) -> Settled:
    """Change a list so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        reading: the text as read.
        after: the map that it is to have, in which what stays has the ids that it has.
        read: reads a text.
        is_markdown: whether the text is Markdown.

    Raises:
        EditRefused: a list has no room for the change.
    """
    return _ListEditor(text, reading, after, read, is_markdown=is_markdown).edit()


def _refuse(reason: str) -> NoReturn:
    raise EditRefused(f"{reason}; to do this, convert the list to the native format")


class _NewItem(NamedTuple):
    """An item to be written: its lines, and the line in front of which they go."""

    line: int
    lines: list[str]


class _ListEditor:
    def __init__(
        self,
        text: ChangedText,
        reading: Reading,
        after: ArgumentMap,
        read: Callable[[str], Reading],
        *,
        is_markdown: bool,
    ) -> None:
        self.text = text
        self.name = reading.name
        self.before = reading.unwrap()
        self.after = after
        self.read = read
        self.is_markdown = is_markdown
        self.difference = MapDifference(self.before, after)
        self.file = ListText(text.text, reading.name, self.before, is_markdown=is_markdown)
        self.changes: list[Change] = []
        self.removed: set[ListItem] = set()
        self.renumbered: dict[str, str] = {}

    def edit(self) -> Settled:
        self.change_claims()
        self.change_inferences()
        for inference in self.difference.to_write:
            if inference.id in self.before.inferences:
                self.move(inference)
            else:
                self.write(inference)
        for id, claim in self.after.claims.items():
            if id not in self.before.claims and id not in self.difference.new_premises:
                self.write_claim(claim)
        self.remove_items()
        self.make()
        return self.settle()

    def make(self) -> None:
        try:
            self.text.make(self.changes)
        except ValueError:
            _refuse("the change does not fit into this list")

    # --- claims ---

    def change_claims(self) -> None:
        for id in self.before.claims:
            item = self.file.item_of(id)
            if id not in self.after.claims:
                if item is None:
                    _refuse("a title or a heading cannot be deleted as a claim")
                self.removed.add(item)
                continue
            for field in self.difference.changed_fields(id):
                claim = self.after.claims[id]
                if field.name == "text":
                    self.change_text(id, claim.text)
                elif field.name in _MARKS and item is not None:
                    word = getattr(self.file.words, _MARKS[field.name])
                    self.mark(item, word, is_marked=getattr(claim, field.name))
                elif field.name in ("side", "main"):
                    _refuse(
                        "in a list, the headings say which claims are main claims of which side"
                    )
                else:
                    _refuse(f"a list has no room for this change of a claim ({field.noun})")

    def change_text(self, id: str, text: str) -> None:
        """Write another text of a claim, also where a line refers to it by its first words."""
        old = self.before.claims[id].text
        item = self.file.item_of(id)
        if item is None:
            span = self.before.claims[id].at("text")
            if span is None:
                _refuse("this heading cannot be changed")
            line = self.file.lines(span.line - 1, span.line)
            self.change_words(Stretch(line.start, line.end), old, text)
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
        for escaped in (self.escaped(old), old):
            words = [re.escape(word) for word in escaped.split()]
            found = list(re.finditer(r"\s+".join(words), said, re.IGNORECASE))
            if found:
                start, end = found[-1].span()
                self.changes.append(
                    Change(place.start + start, place.start + end, self.escaped(new))
                )
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

    def escaped(self, text: str) -> str:
        """Return a text as the format has it, on one line."""
        if not self.is_markdown:
            return one_line(text)
        from argmap.documents.markdown import escape_markdown

        return escape_markdown(text)

    def mark(self, item: ListItem, word: str, *, is_marked: bool) -> None:
        """Add a mark to an item, or take it away."""
        place, marks = self.file.marks_of(item)
        marks = [mark for mark in marks if mark != word]
        if is_marked:
            marks.append(word)
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
            if old.implicit != new.implicit:
                _refuse("a list has no room for an inference that is marked as implicit")
            if gone and new.premises:
                self.lead_by(old, new.premises[0])
            for premise in self.difference.added_premises(id):
                self.link(old, premise)

    def unlink(self, inference: Inference, premise: str) -> None:
        """Take out a line that makes a claim a premise."""
        item = self.file.premise_item(inference, premise)
        if item is None:
            _refuse("a title or a heading cannot be taken from its list")
        home = self.file.item_of(premise)
        if item is not home:
            self.removed.add(item)
        elif premise in self.after.claims:
            self.move_to_top(item, premise)

    def move_to_top(self, item: ListItem, claim: str) -> None:
        """Write a claim that bears on nothing any more behind the list."""
        if any(use.id in self.after.inferences for use in self.after.uses(claim)):
            _refuse("this claim is also used elsewhere, and its text is written here")
        lead, line, before = self.place_at_top()
        number = lead.strip("-* \t")
        lines = [*before, *self.lines_of_subtree(item, lead, number)]
        self.insert(_NewItem(line, lines))
        self.remove_subtree(item)

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

    def link(self, inference: Inference, premise: str) -> None:
        if not self.file.is_outline:
            _refuse("a list without numbers cannot use a claim in two places")
        last = self.file.premise_item(inference, inference.premises[-1])
        if last is None or number_of_inference(last.number) == last.number:
            _refuse("only premises with letters in their numbers can get a further one")
        letters = self.file.words.letters
        letter = letters[letters.index(last.number[-1]) + 1]
        number = number_of_inference(last.number) + letter
        role = self.file.text[slice(*self.file.role_of(last))]
        lead = self.file.lead(last).replace(last.number, number)
        line = f"{lead}{role}{self.reference(premise)}"
        self.insert(_NewItem(last.end_of_subtree, [line]))

    def write(self, inference: Inference) -> None:
        """Write a new inference: one line for each premise."""
        place = self.place_for(inference)
        lines: list[str] = []
        letters = self.file.words.letters
        for index, premise in enumerate(inference.premises):
            said = ""
            if premise in self.before.claims:
                if not self.file.is_outline:
                    _refuse("a list without numbers cannot use a claim in two places")
                said = self.reference(premise)
            else:
                said = self.escaped(self.after.claims[premise].text)
            lead, word = place.lead, place.word
            if self.file.is_outline:
                letter = letters[index] if len(inference.premises) > 1 else ""
                lead = lead.replace(_NUMBER, place.number + letter)
            elif index:
                word = self.linked_word()
            lines.append(f"{lead}{word}{said}")
        self.insert(_NewItem(place.line, lines))
        target = inference.target
        if inference.kind is Kind.SUPPORT and target in self.before.claims:
            item = self.file.item_of(target)
            unsupported = self.file.words.unsupported
            if item is not None and unsupported in self.file.marks_of(item)[1]:
                self.mark(item, unsupported, is_marked=False)

    def linked_word(self) -> str:
        listed = LIST_WORDS[self.file.words.tag].linked
        if not listed:
            _refuse("lists in this language have no word for a linked premise")
        return listed[0].capitalize() + self.file.words.colon

    def reference(self, claim: str) -> str:
        """Return the words by which a line of an outline refers to a claim."""
        item = self.file.item_of(claim)
        if item is None:
            _refuse("a title or a heading cannot be used in another place")
        words = self.file.words
        see = words.see.format(number=item.number)
        return f"{see}{words.colon}{self.escaped(shorten(self.before.claims[claim].text))}"

    def move(self, inference: Inference) -> None:
        """Write the lines of an inference in another place."""
        place = self.place_for(inference)
        items: list[ListItem] = []
        for premise in inference.premises:
            item = self.file.premise_item(inference, premise)
            if item is None:
                _refuse("a title or a heading cannot be moved")
            items.append(item)
        lines: list[str] = []
        for item in items:
            if any(each.line == place.line for each in item.subtree()):
                _refuse("an inference cannot be moved to a claim that is written below it")
            letter = item.number.removeprefix(number_of_inference(item.number))
            number = place.number + letter if self.file.is_outline else ""
            word = place.word
            if self.file.role(item) in (Role.LINKED, Role.WARRANT):
                word = self.file.text[slice(*self.file.role_of(item))]
            lead = place.lead.replace(_NUMBER, number)
            lines += self.lines_of_subtree(item, lead, number, word)
        for item in items:
            self.remove_subtree(item)
        self.insert(_NewItem(place.line, lines))

    def remove_subtree(self, item: ListItem) -> None:
        self.removed |= set(item.subtree())

    def lines_of_subtree(self, item: ListItem, lead: str, number: str, word: str = "") -> list[str]:
        """Return the lines of an item and those below it, for another place."""
        file = self.file
        text = file.text
        start, end = file.text_of(item)
        role_end = file.role_of(item).end
        anchor = text[file.offset(item.item.span) : start]
        old_lead = file.lead(item)
        old_indent = old_lead[: len(old_lead) - len(old_lead.lstrip())]
        new_indent = lead[: len(lead) - len(lead.lstrip())]
        first = f"{lead}{anchor}{word}{text[role_end:end]}"
        last_line = file.starts[item.last_of_text]
        tail = text[last_line : file.starts[item.end_of_subtree]]
        lines = re.split("\r\n|\r|\n", first)
        rest = re.split("\r\n|\r|\n", tail)[1:]
        if rest and not rest[-1]:
            rest.pop()
        for line in rest:
            moved = line
            if line.startswith(old_indent):
                moved = new_indent + line[len(old_indent) :]
            lines.append(moved if line.strip() else line)
        if number and item.number != number:
            for each in item.subtree():
                new = number + each.number.removeprefix(item.number)
                if each.number.startswith(item.number):
                    self.renumbered[each.number] = new
            inner = {old: new for old, new in self.renumbered.items() if old != item.number}
            lines[1:] = [_renumbered(line, inner) for line in lines[1:]]
        return lines

    # --- places ---

    def place_for(self, inference: Inference) -> _Place:
        """Return where the lines of an inference go."""
        target = inference.target
        file = self.file
        siblings = self.siblings(inference)
        parent: ListItem | None
        if target in self.before.claims:
            parent = file.item_of(target)
        else:
            attacked = self.before.inferences[target]
            parent = file.premise_item(attacked, attacked.premises[-1])
        beside = siblings
        if parent is not None:
            beside = [item for item in parent.below if item not in self.removed]
        word = self.word_for(inference, siblings, beside)
        if parent is not None:
            models = siblings or beside
            line = parent.end_of_subtree
            lead = self.child_lead(parent, models[-1] if models else None)
        elif siblings:
            line = siblings[-1].end_of_subtree
            lead = self.next_lead(siblings[-1])
        else:
            _refuse("this list has no place for such an item below its title or heading")
        if not file.is_outline:
            lead = self.signed(lead, inference, beside, word)
        number = ""
        if parent is not None and file.is_outline:
            number = self.next_number(parent, inference)
        return _Place(line, lead, word, number)

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

    def word_for(
        self, inference: Inference, siblings: list[ListItem], beside: list[ListItem]
    ) -> str:
        """Return the word and colon in front of the text of a new item; "" if it needs none."""
        words = self.file.words
        word = {
            Kind.SUPPORT: "",
            Kind.REBUTTAL: words.objection,
            Kind.UNDERCUTTER: words.weighing
            if inference.weighing
            else words.against_this_inference,
        }[inference.kind]
        if inference.kind is Kind.UNDERCUTTER:
            attacked = self.before.inferences[inference.target]
            if len(attacked.premises) > 1 and self.file.is_outline:
                first = self.file.premise_item(attacked, attacked.premises[0])
                if first is not None:
                    word += words.aside(first.number)
        elif not self.file.is_outline:
            known = self.words_in_use(inference.kind)
            if siblings:
                role = self.file.role_of(siblings[-1])
                return self.file.text[role.start : role.end]
            signs = {item.item.bullet.value for item in beside}
            if inference.kind is Kind.REBUTTAL and "+" in signs:
                return ""
            if known and inference.kind is Kind.REBUTTAL:
                return known
        return word + words.colon if word else ""

    def words_in_use(self, kind: Kind) -> str:
        """Return the word that items of a kind have elsewhere in the list, with its colon."""
        for item in self.file.items:
            role = self.file.role(item)
            if role in _ROLES and _ROLES[role][0] is kind and role is not Role.REPLY:
                place = self.file.role_of(item)
                return self.file.text[place.start : place.end]
        return ""

    def child_lead(self, parent: ListItem, model: ListItem | None) -> str:
        """Return the indentation and bullet of an item below another."""
        if model is not None:
            return self.next_lead(model)
        own = self.template(parent)
        indent = own[: len(own) - len(own.lstrip())]
        bullet = own[len(indent) :]
        for item in self.file.items:
            if item.parent is not None and item.parent.item.depth == parent.item.depth:
                lead = self.template(item)
                outer = self.template(item.parent)
                outer_indent = outer[: len(outer) - len(outer.lstrip())]
                if lead.startswith(outer_indent):
                    return indent + _first(lead.removeprefix(outer_indent))
        unit = "\t" if indent.startswith("\t") else self.unit()
        return f"{indent}{unit}{_first(bullet) or '- '}"

    def unit(self) -> str:
        """Return what one level is indented by."""
        for item in self.file.items:
            if item.parent is not None and item.item.indent > item.parent.item.indent:
                return " " * (item.item.indent - item.parent.item.indent)
        return _UNIT

    def next_lead(self, model: ListItem) -> str:
        """Return the indentation and bullet of the item behind another."""
        return _next(self.template(model))

    def template(self, item: ListItem) -> str:
        """Return the lead of an item, with a sign in the place of its number in an outline."""
        lead = self.file.lead(item)
        return lead.replace(item.number, _NUMBER) if item.number else lead

    def signed(self, lead: str, inference: Inference, beside: list[ListItem], word: str) -> str:
        """Return the lead of a new item with the sign that says what it is, where signs do."""
        signs = {item.item.bullet.value for item in beside}
        if word or inference.kind is Kind.UNDERCUTTER:
            return lead
        if inference.kind is Kind.SUPPORT and "-" in signs and "+" in signs:
            return re.sub(r"[-−–](\s*)$", r"+\1", lead)
        if inference.kind is Kind.SUPPORT and signs & {"−", "–"}:
            return re.sub(r"[−–](\s*)$", r"+\1", lead)
        if inference.kind is Kind.REBUTTAL and "+" in signs:
            return re.sub(r"\+(\s*)$", r"-\1", lead)
        return lead

    def next_number(self, parent: ListItem, inference: Inference) -> str:
        """Return a number for an inference below an item of an outline."""
        above = parent.number
        if inference.kind is Kind.UNDERCUTTER:
            above = number_of_inference(above)
        taken = [0]
        for item in self.file.items:
            number = number_of_inference(item.number)
            last = number.rpartition(".")[2]
            if number_above(number) == above and last.isdigit():
                taken.append(int(last))
        return f"{above}.{max(taken) + 1}"

    def place_at_top(self) -> tuple[str, int, list[str]]:
        """Return the lead of an item at the top of the list, its line, and the lines before it."""
        file = self.file
        roots = [item for item in file.items if item.parent is None]
        last = roots[-1]
        line = last.end_of_subtree
        if not file.is_outline:
            return self.next_lead(last), line, []
        numbers = [int(item.number) for item in roots if item.number.isdigit()]
        lead = self.template(last).replace(_NUMBER, str(max(numbers, default=0) + 1))
        heading = file.words.not_connected
        if last.part.heading == heading:
            return lead, line, []
        if self.is_markdown:
            return lead, line, ["", f"## {heading}", ""]
        return lead, line, ["", heading, "=" * width(heading), ""]

    def write_claim(self, claim: Claim) -> None:
        """Write a claim that bears on nothing."""
        lead, line, before = self.place_at_top()
        self.insert(_NewItem(line, [*before, f"{lead}{self.escaped(claim.text)}"]))

    # --- carrying out ---

    def insert(self, new: _NewItem) -> None:
        """Plan to write lines in front of a line."""
        file = self.file
        line = min(new.line, len(file.starts) - 1)
        offset = file.starts[line]
        lines = [each.rstrip() if not each.strip() else each for each in new.lines]
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
        if self.renumbered:
            self.changes += self.renumberings()

    def renumberings(self) -> Iterator[Change]:
        for item in self.file.items:
            if item in self.removed:
                continue
            place = self.file.text_of(item)
            said = self.file.text[place.start : place.end]
            renumbered = _renumbered(said, self.renumbered)
            if renumbered != said and not any(
                place.start <= change.start <= place.end for change in self.changes
            ):
                yield Change(place.start, place.end, renumbered)

    def settle(self) -> Settled:
        """Return the map with the ids that its parts now have."""
        in_order = sorted(self.changes)
        known: dict[int, str] = {}
        for id, claim in self.before.claims.items():
            span = claim.at("text")
            offset = new_offset(self.file.offset(span), in_order) if span else None
            if offset is not None and id in self.after.claims:
                known[offset] = id
        reading = self.read(self.text.text)
        if reading.map is None:
            _refuse("the list could not be read after this change")
        changed = ListText(self.text.text, self.name, reading.map, is_markdown=self.is_markdown)
        found: dict[str, str] = {}
        for id, claim in reading.map.claims.items():
            span = claim.at("text")
            if span is not None and changed.offset(span) in known:
                found[id] = known[changed.offset(span)]
        by_text: dict[str, list[str]] = {}
        for id, claim in self.after.claims.items():
            if id not in found.values():
                by_text.setdefault(claim.text, []).append(id)
        for id, claim in reading.map.claims.items():
            if id not in found and by_text.get(claim.text):
                found[id] = by_text[claim.text].pop(0)
        order = [found[id] for id in reading.map.claims if id in found]
        if len(order) != len(self.after.claims) or len(order) != len(reading.map.claims):
            _refuse("in a list, this would be read as something else")
        anchors = {item.item.anchor for item in changed.items if item.item.anchor}
        return settle_ids(self.after, order, anchors, ())


class _Place(NamedTuple):
    """Where an item goes.

    Attributes:
        line: the line in front of which it goes.
        lead: its indentation and bullet.
        word: the word and colon that say what it is.
        number: its number in an outline.
    """

    line: int
    lead: str
    word: str
    number: str


def _renumbered(line: str, numbers: dict[str, str]) -> str:
    """Return a line with other numbers of an outline."""
    if not numbers:
        return line
    longest_first = sorted(numbers, key=len, reverse=True)
    pattern = rf"(?<![\w.])({'|'.join(map(re.escape, longest_first))})(?![\w]|\.\w)"
    return re.sub(pattern, lambda match: numbers[match[1]], line)


def _next(lead: str) -> str:
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
