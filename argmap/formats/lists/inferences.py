"""The items of a list as entries: the text of each claim, and what its words, marks and links say
of it.

What the entries of a list do to each other: reasons, objections, linked premises, doubts about a
step.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from argmap.formats.lists.inline_markup import InlineText, markdown_inline, plain_inline
from argmap.formats.lists.listing import Bullet, Item, Listing, Part
from argmap.formats.lists.outline_words import (
    Attribution,
    InferenceWords,
    Marks,
    number_of_inference,
    parse_attribution,
    parse_details,
    parse_marks,
    parse_reference,
    take_marks,
)
from argmap.formats.lists.sources import ListSources
from argmap.languages.roles import Role, role_words, spoken_role
from argmap.languages.words import Words
from argmap.model import Citation, Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostic, warning
from argmap.util.text import shorten

_MARK_OF_NOTE = re.compile(r"\[(?:\^[^\]\s]+|\d{1,4})\]")


@dataclass(slots=True, eq=False)
class Entry:
    """An item on its way to a claim.

    Attributes:
        item: the item.
        parent: the entry that it stands below, `None` at the top.
        text: the claim, or the words of the claim that it refers to.
        role: what its own word says that it is; `None` if it has none.
        word: that word.
        inference: what an outline says of the step that it is a premise of.
        marks: what an outline marks the claim as.
        attribution: who holds it, in an outline.
        see: the number of the claim that it refers to; "" where it is a claim of its own.
        anchor_seen: the name of the place that it refers to.
        evidence: what its links and notes cite.
        id: the id of its claim, once it has one.
        inference_id: the id of the step that it is a premise of, once there is one.
        below: the entries right below it.
        is_group: whether it is no claim, but says what the items below it are.
    """

    item: Item
    parent: Entry | None
    text: str
    role: Role | None = None
    word: str = ""
    inference: InferenceWords = field(default_factory=InferenceWords)
    marks: Marks = field(default_factory=Marks)
    attribution: Attribution = field(default_factory=Attribution)
    see: str = ""
    anchor_seen: str = ""
    evidence: tuple[Citation, ...] = ()
    id: str = ""
    inference_id: str = ""
    below: list[Entry] = field(default_factory=list)
    is_group: bool = False


class EntryMaker:
    """Makes entries of the items of a list."""

    def __init__(self, listing: Listing, words: Words, sources: ListSources) -> None:
        self.listing, self.words, self.sources = listing, words, sources
        self.attribution_above = Attribution()

    def inline(self, text: str) -> InlineText:
        """Return a text with its markup resolved, its links and notes taken out."""
        if self.listing.is_markdown:
            return markdown_inline(text, self.sources.notes, self.listing.addresses)
        if self.listing.is_outline:
            return InlineText(text)
        return plain_inline(text, self.sources.notes)

    def entries_of(self, part: Part) -> list[Entry]:
        """Return the entries of a part in order; what only names a source is evidence for what it
        stands below.
        """
        entries: list[Entry] = []
        above: list[Entry] = []
        for item, next_item in zip_longest(part.items, part.items[1:]):
            del above[item.depth :]
            entry = self.entry_of(item, above[-1] if above else None)
            above.append(entry)
            has_items_below = next_item is not None and next_item.depth > item.depth
            named_role = role_words().get(entry.text.rstrip(":： ").casefold())
            if named_role and entry.role is None and has_items_below and not item.number:
                # "Pros", with items below it, is no claim: the items are what it says.
                entry.role, entry.word, entry.is_group = (
                    named_role[0],
                    entry.text.rstrip(":： "),
                    True,
                )
                continue
            if entry.parent is not None and (entry.role is Role.SOURCE or not entry.text):
                self.add_evidence(entry.parent, entry)
                above.pop()
                continue
            entry.text = entry.text or item.text
            if entry.parent is not None:
                entry.parent.below.append(entry)
            entries.append(entry)
        return entries

    def entry_of(self, item: Item, above: Entry | None) -> Entry:
        """Return the entry of an item that stands below another, or below a word for several."""
        group = above if above is not None and above.is_group else None
        parent = above.parent if above is not None and above.is_group else above
        inline = self.inline(item.text)
        cited = InlineText("", addresses=tuple((address, "") for address in item.links))
        evidence = self.sources.citations(inline, item.span) + self.sources.citations(
            cited, item.span
        )
        entry = Entry(item, parent, inline.text, evidence=evidence)
        self.warn_of_lost_notes(entry)
        # What stands at the top of an outline bears on nothing, whatever its first word.
        is_numbered_root = parent is None and bool(item.number)
        spoken = None if is_numbered_root else spoken_role(inline.text)
        if spoken and (spoken.text or evidence):
            entry.text, entry.role, entry.word = spoken.text, spoken.role, spoken.word
            entry.inference = parse_details(spoken.details, self.words)
        elif group is not None:
            entry.role, entry.word = group.role, group.word
        marks = parse_marks(inline.emphasis, self.words) if inline.emphasis else None
        if marks is not None:
            entry.marks = marks
        elif inline.emphasis:
            entry.text = f"{entry.text} {inline.emphasis}"
        elif not self.listing.is_markdown:
            entry.text, entry.marks = take_marks(entry.text, self.words)
        if item.number:
            entry.see, said = parse_reference(entry.text, self.words)
            entry.text = said or entry.text
            entry.anchor_seen = inline.place_linked
        if item.attribution:
            attribution = self.inline(item.attribution).text
            entry.attribution = parse_attribution(
                attribution, self.words, self.sources.cite, self.attribution_above
            )
            self.attribution_above = entry.attribution
        return entry

    def warn_of_lost_notes(self, entry: Entry) -> None:
        """Tell of numbers in brackets that no note has, in a list with notes."""
        if self.listing.is_outline or not self.sources.notes:
            return
        for mark in _MARK_OF_NOTE.findall(entry.text):
            message = f"there is no note {mark}; it stays in the text"
            self.listing.diagnostics.append(warning("unknown-note", message, entry.item.span))

    def add_evidence(self, claim: Entry, entry: Entry) -> None:
        evidence = entry.evidence
        if entry.text:
            # "Source: WHO 2019": what it names is the source, even without a link.
            evidence = (
                Citation(
                    self.sources.add(
                        entry.item.text.partition(":")[2] or entry.text, entry.item.span
                    ).id
                ),
            )
        claim.evidence = tuple(dict.fromkeys([*claim.evidence, *evidence]))


def texts_of(lines: Iterable[str], maker: EntryMaker) -> str:
    """Return the further paragraphs of an item as a note."""
    return "\n".join(maker.inline(line).text for line in lines)


_KINDS = {
    Role.REASON: Kind.SUPPORT,
    Role.OBJECTION: Kind.REBUTTAL,
    Role.UNDERCUTTER: Kind.UNDERCUTTER,
}


def role_of(entry: Entry, beside: Collection[Bullet]) -> Role | None:
    """Return what an entry's word or bullet says that it is; `None` if they say nothing.

    Args:
        entry: the entry.
        beside: the bullets of the entries at its level.
    """
    if entry.role is not None:
        return entry.role
    bullet = entry.item.bullet
    if bullet is Bullet.MINUS:
        return Role.OBJECTION
    if bullet is Bullet.HYPHEN and Bullet.PLUS in beside:
        return Role.OBJECTION
    if bullet is Bullet.PLUS and (Bullet.HYPHEN in beside or Bullet.MINUS in beside):
        return Role.REASON
    return None


def bullets_of(siblings: Iterable[Entry]) -> frozenset[Bullet]:
    """Return the bullets that some entries have."""
    return frozenset(sibling.item.bullet for sibling in siblings)


class _HungPremises:
    """The premises of one step, linked, and what they bear on: an entry, or the id of a claim."""

    def __init__(self, role: Role, first: Entry, target: Entry | None, head: str) -> None:
        self.role, self.premises = role, [first]
        self.target, self.head = target, head

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self.role, Kind.SUPPORT)

    @property
    def target_id(self) -> str:
        """The id of the claim; an entry has its own only once all are claims."""
        if self.target is None:
            return self.head
        return self.target.id


class ListInferences:
    """Collects the steps of a list.

    Attributes:
        hyphens_object: whether a hyphen was taken for an objection.
    """

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        """Begin without steps; what is doubtful is added to `diagnostics`."""
        self.hyphens_object = False
        self._diagnostics = diagnostics
        self._inferences = Inferences()
        self._hung: list[_HungPremises] = []

    @property
    def all(self) -> list[Inference]:
        """The steps, in the order in which they were added."""
        return self._inferences.all

    def hang(self, entries: list[Entry], head: str, role_of_roots: Role | None) -> None:
        """Settle what the entries of a part bear on.

        Args:
            entries: the entries in order.
            head: the id of the claim that those at the top bear on; "" if there is none.
            role_of_roots: what they are to it, where they do not say so themselves.
        """
        roots = [entry for entry in entries if entry.parent is None]
        beside = bullets_of(roots)
        last_root: Entry | None = None
        for root in roots:
            role = self.note_role(root, beside)
            if head and role is Role.LINKED and self._hung and self._hung[-1].head == head:
                self._hung[-1].premises.append(root)
            elif head:
                self._hung.append(
                    _HungPremises(role or role_of_roots or Role.REASON, root, None, head)
                )
            elif role is None:
                last_root = root
            elif last_root is not None and (
                root.role is not None or root.item.bullet is Bullet.MINUS
            ):
                # "But: …" after a claim, at the same level, speaks of that claim.
                self._hung.append(_HungPremises(role, root, last_root, ""))
        for parent in entries:
            linked: dict[str, _HungPremises] = {}
            before: _HungPremises | None = None
            beside = bullets_of(parent.below)
            for entry in parent.below:
                number = entry.item.number
                inference_number = number_of_inference(number)
                is_lettered = inference_number != number
                if is_lettered and inference_number in linked:
                    linked[inference_number].premises.append(entry)
                    continue
                role = self.note_role(entry, beside)
                if role in (Role.WARRANT, Role.LINKED) and before is not None:
                    # "Warrant: …" licenses the step before it, "And: …" is needed for it, too.
                    entry.inference.is_warrant = role is Role.WARRANT
                    before.premises.append(entry)
                    continue
                before = _HungPremises(role or Role.REASON, entry, parent, "")
                if is_lettered:
                    linked[inference_number] = before
                self._hung.append(before)

    def note_role(self, entry: Entry, beside: Collection[Bullet]) -> Role | None:
        """Return what an entry is, as `role_of` does, and note whether a hyphen was taken for an
        objection.
        """
        role = role_of(entry, beside)
        if role is Role.OBJECTION and entry.role is None and entry.item.bullet is Bullet.HYPHEN:
            self.hyphens_object = True
        return role

    def refer(self, entries: list[Entry]) -> None:
        """Give each entry that refers to another the id of the claim told there."""
        by_number: dict[str, Entry] = {}
        by_anchor = {f"claim-{entry.item.anchor}": entry for entry in entries if entry.item.anchor}
        by_start: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.see:
                continue
            if entry.item.number:
                by_number.setdefault(entry.item.number, entry)
            by_start.setdefault(shorten(entry.text), []).append(entry)
        for entry in entries:
            if not entry.see:
                continue
            # The words count before the number: numbers are out of date once somebody has moved a
            # line.
            alike = by_start.get(entry.text, [])
            referred = by_number.get(entry.see)
            if len(alike) == 1:
                referred = alike[0]
            referred = by_anchor.get(entry.anchor_seen, referred)
            if referred is not None:
                entry.id = referred.id
                continue
            message = f"there is no line {entry.see} for this to refer to"
            self._diagnostics.append(warning("unknown-line", message, entry.item.span))

    def relate(self, entries: list[Entry]) -> None:
        """Make steps of all that was hung, those against steps last."""
        by_number = {entry.item.number: entry for entry in entries if entry.item.number}
        onto_claims = [hung for hung in self._hung if hung.kind is not Kind.UNDERCUTTER]
        onto_inferences = [hung for hung in self._hung if hung.kind is Kind.UNDERCUTTER]
        for hung in onto_claims:
            self.add(hung, hung.kind, hung.target_id)
        for hung in onto_inferences:
            first = hung.premises[0]
            undercut = hung.target
            if first.inference.attacked:
                undercut = by_number.get(first.inference.attacked[0], undercut)
            if undercut is not None and undercut.inference_id:
                self.add(hung, Kind.UNDERCUTTER, undercut.inference_id)
                continue
            message = (
                "this stands against a step, but what it stands below is none; it is read as an"
                " objection"
            )
            self._diagnostics.append(warning("no-step-above", message, first.item.span))
            self.add(hung, Kind.REBUTTAL, hung.target_id)

    def add(self, hung: _HungPremises, kind: Kind, target: str) -> None:
        premises = [entry for entry in hung.premises if entry.id]
        if not premises or not target:
            return  # it refers to no line, which has been reported
        first = premises[0]
        warrant = next((entry.id for entry in premises if entry.inference.is_warrant), "")
        scheme = next((entry.inference.scheme for entry in premises if entry.inference.scheme), "")
        places = {"": first.item.span}
        for entry in premises:
            places[f"premise:{entry.id}"] = entry.item.span
        said = premises[-1].attribution
        inference = self._inferences.add(
            kind,
            dict.fromkeys(entry.id for entry in premises),
            target,
            warrant=warrant,
            scheme=scheme,
            implicit=any(entry.inference.is_implicit for entry in premises),
            held_by=said.inference_held_by,
            stated_in=said.inference_stated_in,
            places=places,
        )
        for entry in premises:
            entry.inference_id = inference
