"""How a list is written: its bullets, indentation and numbers, and the words in front of a claim.

- **1.2a** Reason (warrant): Sleep helps. *implicit*
^ lead     ^ word with details
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from argmap.editing.changes import Change
from argmap.editing.list_text import ListItem, ListText
from argmap.editing.operations import EditRefused
from argmap.formats.lists.outline_words import (
    beginnings_of_attributions,
    number_above,
    number_of_inference,
)
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role
from argmap.model import ArgumentMap, Citation, Inference, Kind, Source
from argmap.util.text import one_line, shorten, width

NUMBER = "\0"
"""Where the number of an outline goes in a lead: no list holds this character."""
_UNIT = "  "
_COMMAS = re.compile(r"\s*[,،、]\s*")
_KINDS = {
    Role.OBJECTION: Kind.REBUTTAL,
    Role.UNDERCUTTER: Kind.UNDERCUTTER,
    Role.WEIGHING: Kind.UNDERCUTTER,
}


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
            raise EditRefused(
                "a list without numbers cannot use a claim in two places; convert the list to the"
                " native format"
            )
        if item is None:
            raise EditRefused("a title or a heading cannot be used in another place")
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
            raise EditRefused("lists in this language have no word for a linked premise")
        return listed[0].capitalize()

    # --- sources ---

    def with_evidence(
        self, item: ListItem, evidence: Sequence[Citation], sources: Mapping[str, Source]
    ) -> list[Change]:
        """Return the changes that write evidence into the brackets below an item of an outline."""
        from argmap.documents.citations import Citations
        from argmap.documents.text_runs import plain

        words = self.words
        said = item.item.attribution
        of_claim, of_inference = self.attributions(item)
        evidence_begins = f"{words.evidence}{words.colon}"
        pieces = [piece for piece in of_claim if not piece.startswith(evidence_begins)]
        if evidence:
            cited = plain(Citations(sources.values(), words).cite_all(evidence))
            pieces.append(f"{evidence_begins}{self.escaped(cited)}")
        aside = self.aside([*pieces, *of_inference])
        if said:
            start = self.text.index(said, self.starts[item.last_of_text + 1])
            end = start + len(said)
            if not aside:
                start, end = self.lines(item.last_of_text + 1, item.last_of_text + 2)
            return [Change(start, end, aside)]
        offset = self.text_of(item).end
        line = f"{self.newline}{self.indent_of_aside(self.lead(item))}{aside}"
        return [Change(offset, offset, line)] if aside else []

    def attributions(self, item: ListItem) -> tuple[list[str], list[str]]:
        """Return what the brackets below an item say of its claim, and of its inference."""
        words = self.words
        of_claim: list[str] = []
        of_inference: list[str] = []
        pieces = of_claim
        said = item.item.attribution
        for piece in said.strip("()（）").split(words.semicolon) if said else []:
            is_continued = True
            for name, beginning in beginnings_of_attributions(words).items():
                if piece.startswith(beginning):
                    pieces = of_inference if name.startswith("inference") else of_claim
                    is_continued = False
                    break
            if piece == words.inference_likewise:
                of_inference.append(piece)
            elif is_continued and pieces:
                pieces[-1] += words.semicolon + piece
            else:
                pieces.append(piece)
        return of_claim, of_inference

    def aside(self, pieces: Sequence[str]) -> str:
        """Return what is said below an item, in brackets; "" if nothing is."""
        return self.words.aside(self.words.semicolon.join(pieces)).lstrip() if pieces else ""

    def indent_of_aside(self, lead: str) -> str:
        """Return the indentation of the line with brackets below an item with this lead."""
        indent = lead[: len(lead) - len(lead.lstrip())]
        return indent + _UNIT * (1 if self.is_markdown else 2)

    def source_lines(
        self, evidence: Iterable[Citation], sources: Mapping[str, Source]
    ) -> list[str]:
        """Return the items of a list without numbers that say what documents a claim."""
        listed = LIST_WORDS[self.words.tag].source
        if not listed:
            raise EditRefused("lists in this language have no word for a source")
        lines: list[str] = []
        for citation in evidence:
            source = sources[citation.source]
            named = source.title or f"{source.author} {source.date}".strip() or source.url
            cited = f"{named}, {citation.locator}" if citation.locator else named
            lines.append(f"{listed[0].capitalize()}{self.words.colon}{self.escaped(cited)}")
        return lines

    # --- leads ---

    def child_lead(self, parent: ListItem, model: ListItem | None) -> str:
        """Return the indentation and bullet of an item below another."""
        if model is not None:
            return self.next_lead(model)
        own = self.template(parent)
        indent = own[: len(own) - len(own.lstrip())]
        bullet = own[len(indent) :]
        for item in self.items:
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
        signs = {item.item.bullet.value for item in beside}
        if word or inference.kind is Kind.UNDERCUTTER:
            return lead
        if inference.kind is Kind.SUPPORT and "-" in signs and "+" in signs:
            return re.sub(r"[-−–](\s*)$", r"+\1", lead)
        if inference.kind is Kind.SUPPORT and signs & {"−", "–"}:
            # A hyphen objects, too, beside items without a bullet.
            return re.sub(r"[-−–](\s*)$", r"+\1", lead)
        if inference.kind is Kind.REBUTTAL and "+" in signs:
            return re.sub(r"\+(\s*)$", r"-\1", lead)
        return lead

    def next_number(self, parent: ListItem, inference: Inference) -> str:
        """Return a number for an inference below an item of an outline."""
        above = parent.number
        if inference.kind is Kind.UNDERCUTTER:
            above = number_of_inference(above)
        taken = [0]
        for item in self.items:
            number = number_of_inference(item.number)
            last = number.rpartition(".")[2]
            if number_above(number) == above and last.isdigit():
                taken.append(int(last))
        return f"{above}.{max(taken) + 1}"

    def says_by_sign(self, item: ListItem) -> bool:
        """Return whether the sign in front of an item says what it is."""
        siblings = item.parent.below if item.parent else self.items
        return item.item.bullet.value == "−" or any(
            each.item.bullet.value == "+" for each in siblings
        )

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

    def place_at_top(self) -> tuple[str, str, int, list[str]]:
        """Return the lead of a claim that bears on nothing, its number, its line, and the lines
        above it.
        """
        roots = [item for item in self.items if item.parent is None]
        last = roots[-1]
        line = last.end_of_subtree
        if not self.is_outline:
            below_no_heading = [item for item in roots if not item.part.heading]
            headings = [part.span.line for part in self.listing.parts if part.span]
            if below_no_heading or not headings:
                last = below_no_heading[-1] if below_no_heading else last
                return self.next_lead(last), "", last.end_of_subtree, []
            return _first(self.lead(last)), "", min(headings) - 1, []
        lead, number = self.next_root(last)
        if self.is_loose(last):
            return lead, number, line, []
        heading = self.words.not_connected
        if self.is_markdown:
            return lead, number, line, ["", f"## {heading}", ""]
        return lead, number, line, ["", heading, "=" * width(heading), ""]


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
