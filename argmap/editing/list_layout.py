"""How a list is written: its bullets, indentation and numbers, and the words in front of a claim.

- **1.2a** Reason (warrant): Sleep helps. *implicit*
^ lead     ^ word with details
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from argmap.editing.list_text import ListItem, ListText
from argmap.editing.refusals import refuse
from argmap.formats.lists.listing import Bullet
from argmap.formats.lists.outline_words import number_above, number_of_inference
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.edits import Change
from argmap.util.text import one_line, shorten, width

NUMBER = "\0"
"""Where the number of an outline goes in a lead: no list holds this character."""
_UNIT = "  "
_KINDS = {
    Role.OBJECTION: Kind.REBUTTAL,
    Role.UNDERCUTTER: Kind.UNDERCUTTER,
    Role.WEIGHING: Kind.UNDERCUTTER,
}


class TopPlace(NamedTuple):
    """A place at the top level of a list.

    Attributes:
        line: the line in front of which it is, from 0.
        lead: the indentation and bullet of an item there.
        number: its number in an outline.
        above: the lines to write above it.
    """

    line: int
    lead: str
    number: str
    above: list[str]


class ListLayout(ListText):
    """A list, and how a new item of it is written."""

    # --- texts ---

    def escaped(self, text: str) -> str:
        """Return a text as the format has it, on one line."""
        if not self.is_markdown:
            return one_line(text)
        from argmap.documents.markdown import escape_markdown

        return escape_markdown(text)

    def reference(self, claim: str) -> str:
        """Return the words by which a line of an outline refers to a claim."""
        item = self.item_of(claim)
        if not self.is_outline:
            refuse("a list without numbers can't refer to a claim that is written somewhere else")
        if item is None:
            refuse("a title or a heading can't be used in another place")
        see = self.words.see.format(number=item.number)
        words = self.escaped(shorten(self.map.claims[claim].text))
        return f"{see}{self.words.colon}{words}"

    # --- words ---

    def base_word(self, inference: Inference, beside: Sequence[ListItem]) -> str:
        """Return the word that says what a new item is among others; "" if it needs none."""
        words = self.words
        kind = inference.kind
        if kind is Kind.UNDERCUTTER:
            return words.weighing if inference.weighing else words.against_this_inference
        if kind is Kind.SUPPORT:
            return ""
        if self.is_outline:
            return words.objection
        if any(item.item.bullet.value == "+" for item in beside):
            return ""  # its sign says so
        return self.word_in_use(kind) or words.objection

    def word_in_use(self, kind: Kind) -> str:
        """Return the word that items of a kind have elsewhere in the list."""
        for item in self.items:
            spoken = self.spoken(item)
            if spoken is not None and _KINDS.get(spoken.role) is kind:
                return spoken.word
        return ""

    def details(self, inference: Inference, premise: str, after: ArgumentMap) -> list[str]:
        """Return what the brackets behind a word say of an inference and one of its premises.

        The inference and the one that it attacks are those of the map `after` a change.
        """
        details: list[str] = []
        attacked = after.inferences.get(inference.target)
        if attacked is not None and len(attacked.premises) > 1 and self.is_outline:
            numbers: list[str] = []
            before = self.map.inferences[attacked.id]
            for each in attacked.premises:
                item = self.premise_item(before, each)
                if item is not None:
                    numbers.append(item.number)
            details.append(" + ".join(numbers))
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
            return self.next_lead(model)
        own = self.template(parent)
        indent = indent_of(own)
        bullet = own[len(indent) :]
        for item in self.items:
            if item.parent is not None and item.parent.item.depth == parent.item.depth:
                lead = self.template(item)
                outer = self.template(item.parent)
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

    def next_lead(self, model: ListItem) -> str:
        """Return the indentation and bullet of the item behind another."""
        return lead_behind(self.template(model))

    def template(self, item: ListItem) -> str:
        """Return the lead of an item, with a sign in the place of its number in an outline."""
        lead = self.lead(item)
        return lead.replace(item.number, NUMBER) if item.number else lead

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

    def next_number(self, parent: ListItem, inference: Inference, given: Iterable[str]) -> str:
        """Return a number for an inference below an item of an outline, none of those given."""
        above = parent.number
        if inference.kind is Kind.UNDERCUTTER:
            above = number_of_inference(above)
        taken = [0]
        for written in [*(item.number for item in self.items), *given]:
            number = number_of_inference(written)
            last = number.rpartition(".")[2]
            if number_above(number) == above and last.isdigit():
                taken.append(int(last))
        return f"{above}.{max(taken) + 1}"

    def says_by_sign(self, item: ListItem) -> bool:
        """Return whether the sign in front of an item says what it is."""
        return item.item.sign is not None

    def is_loose(self, root: ListItem) -> bool:
        """Return whether an item is among those that are not connected to a main claim."""
        words = self.words
        return root.part.heading in (words.not_connected, words.not_connected_by_source)

    def next_root(self, model: ListItem) -> tuple[str, str]:
        """Return the lead and the number of a new item at the top of the list."""
        if not self.is_outline:
            return self.next_lead(model), ""
        numbers = [int(item.number) for item in self.items if item.number.isdigit()]
        number = str(max(numbers, default=0) + 1)
        return self.template(model).replace(NUMBER, number), number

    def lead_with_number(self, lead: str, number: str) -> str:
        """Return a lead in an outline with another number."""
        return re.sub(r"\d+(?=\D*$)", number, lead) if number else lead

    def minus_for(self, siblings: Iterable[ListItem], removed: Container[ListItem]) -> list[Change]:
        """Return the changes of hyphens that say "objection" beside a plus, if no plus is left."""
        listed = list(siblings)
        signs = {item.item.bullet.value for item in listed}
        left = [item for item in listed if item not in removed]
        if not {"+", "-"} <= signs or any(item.item.bullet.value == "+" for item in left):
            return []
        changes: list[Change] = []
        for item in left:
            if item.item.bullet.value == "-" and self.spoken(item) is None:
                sign = self.starts[item.line] + self.lead(item).index("-")
                changes.append(Change(sign, sign + 1, "−"))
        return changes

    def place_behind(self, item: ListItem) -> TopPlace:
        """Return the place behind an item at the top."""
        lead, number = self.next_root(item)
        return TopPlace(item.end_of_subtree, lead, number, [])

    def place_at_top(self) -> TopPlace:
        """Return the place of a claim that bears on nothing."""
        roots = [item for item in self.items if item.parent is None]
        last = roots[-1]
        if self.is_outline:
            place = self.place_behind(last)
            if self.is_loose(last):
                return place
            return place._replace(above=["", *self.heading(self.words.not_connected)])
        below_no_heading = [item for item in roots if not item.part.heading]
        if below_no_heading:
            return self.place_behind(below_no_heading[-1])
        headings = self.lines_of_headings()
        if not headings:
            return self.place_behind(last)
        return TopPlace(headings[0], _first(self.lead(last)), "", [])

    def heading(self, text: str) -> list[str]:
        """Return the lines of a heading in an outline, with the blank one below them."""
        if self.is_markdown:
            return [f"## {self.escaped(text)}", ""]
        return [text, "=" * width(text), ""]


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
