"""The items of a list as entries, and what the entries do to each other.

- Phones distract.                  a claim
  - Pupils play games.              a reason
  - And: Nobody stops them.         a premise linked with it
  - But: They look things up.       an objection; so is `− …`, and `- …` beside `+ …`
    - Source: UNESCO 2023           evidence for it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from argmap.formats.lists.inline_markup import InlineText, markdown_inline, plain_inline
from argmap.formats.lists.listing import Bullet, Item, Listing, Part
from argmap.formats.lists.outline_words import (
    Attribution,
    InferenceWords,
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
from argmap.model import Citation, Inferences, Kind
from argmap.model.diagnostics import Diagnostics, warning
from argmap.util.text import shorten

# Examples: [^who], [12]
_MARK_OF_NOTE = re.compile(r"\[(?:\^[^\]\s]+|\d{1,4})\]")


@dataclass(slots=True, eq=False)
class Entry:
    """An item on its way to a claim.

    Attributes:
        item: the item.
        parent: the entry that it is below, `None` at the top.
        text: the claim, or the words of the claim that it refers to.
        role: what its own word says that it is; `None` if it has none.
        word: that word.
        inference: what an outline says of the inference that it is a premise of.
        marks: what an outline marks the claim as, in the words of its language.
        attribution: who holds it, in an outline.
        see: the number of the claim that it refers to; "" where it is a claim of its own.
        anchor_seen: the name of the place that it refers to.
        evidence: what its links and notes cite.
        id: the id of its claim, once it has one.
        inference_id: the id of the inference that it is a premise of, once there is one.
        below: the entries right below it.
        is_group: whether it is no claim, but says what the items below it are.
    """

    item: Item
    parent: Entry | None
    text: str
    role: Role | None = None
    word: str = ""
    inference: InferenceWords = field(default_factory=InferenceWords)
    marks: Sequence[str] = ()
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
        """Return the entries of a part; what only names a source is evidence for what is above."""
        entries = []
        above: list[Entry] = []
        for item, next_item in zip_longest(part.items, part.items[1:]):
            del above[item.depth :]
            entry = self.entry_of(item, above[-1] if above else None)
            above.append(entry)
            has_items_below = next_item is not None and next_item.depth > item.depth
            heading = entry.text.rstrip(":： ")
            named_role = role_words().get(heading.casefold())
            if named_role and entry.role is None and has_items_below and not item.number:
                # "Pros", with items below it, is no claim: the items are what it says.
                entry.role, entry.word, entry.is_group = named_role[0], heading, True
                continue
            parent = entry.parent
            if parent is not None and (entry.role is Role.SOURCE or not entry.text):
                self.add_evidence(parent, entry)
                above.pop()
                continue
            entry.text = entry.text or item.text
            if parent is not None:
                parent.below.append(entry)
            entries.append(entry)
        return entries

    def entry_of(self, item: Item, above: Entry | None) -> Entry:
        """Return the entry of an item that is below another, or below a word for several."""
        words = self.words
        inline = self.inline(item.text)
        entry = Entry(item, above, inline.text)
        if above is not None and above.is_group:
            entry.parent, entry.role, entry.word = above.parent, above.role, above.word
        linked = InlineText("", addresses=tuple((address, "") for address in item.links))
        entry.evidence = self.sources.citations(inline, item.span)
        entry.evidence += self.sources.citations(linked, item.span)
        if self.sources.notes and not self.listing.is_outline:
            for mark in _MARK_OF_NOTE.findall(entry.text):
                message = f"there is no note {mark}; it stays in the text"
                self.listing.diagnostics.append(warning("unknown-note", message, item.span))
        # What is at the top of an outline bears on nothing, whatever its first word.
        is_numbered_root = entry.parent is None and bool(item.number)
        spoken = None if is_numbered_root else spoken_role(inline.text)
        if spoken and (spoken.text or entry.evidence):
            entry.text, entry.role, entry.word = spoken.text, spoken.role, spoken.word
            entry.inference = parse_details(spoken.details, words)
        if inline.emphasis:
            entry.marks = parse_marks(inline.emphasis, words)
            if not entry.marks:
                entry.text = f"{entry.text} {inline.emphasis}"
        elif not self.listing.is_markdown:
            entry.text, entry.marks = take_marks(entry.text, words)
        if item.number:
            entry.see, said = parse_reference(entry.text, words)
            entry.text = said or entry.text
            entry.anchor_seen = inline.place_linked
        if item.attribution:
            attribution = self.inline(item.attribution).text
            entry.attribution = parse_attribution(
                attribution, words, self.sources.cite, self.attribution_above
            )
            self.attribution_above = entry.attribution
        return entry

    def add_evidence(self, claim: Entry, entry: Entry) -> None:
        evidence = entry.evidence
        if entry.text:
            # "Source: WHO 2019": what it names is the source, even without a link.
            named = entry.item.text.partition(":")[2] or entry.text
            source = self.sources.add(named, entry.item.span)
            evidence = (Citation(source.id),)
        claim.evidence = tuple(dict.fromkeys(claim.evidence + evidence))


_KINDS = {Role.OBJECTION: Kind.REBUTTAL, Role.UNDERCUTTER: Kind.UNDERCUTTER}
"""What entries of a role make; those of any other make a support."""


def role_of(entry: Entry, beside: Collection[Bullet]) -> Role | None:
    """Return what an entry's word or bullet says that it is; `None` if they say nothing.

    `beside` are the bullets of the entries at its level.
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


@dataclass(slots=True, eq=False)
class _LinkedPremises:
    """The premises of one inference, and what they bear on: an entry, or the id of a claim."""

    kind: Kind
    premises: list[Entry]
    target: Entry | None
    head: str = ""


class ListInferences:
    """Collects the inferences of a list.

    Attributes:
        all: the inferences, in the order in which they were added.
        hyphens_object: whether a hyphen was taken for an objection.
    """

    def __init__(self, diagnostics: Diagnostics) -> None:
        """Begin without inferences; what is doubtful is added to `diagnostics`."""
        self.hyphens_object = False
        self._diagnostics = diagnostics
        self._inferences = Inferences()
        self.all = self._inferences.all
        self._linked: list[_LinkedPremises] = []

    def hang(self, entries: list[Entry], head: str, role_of_roots: Role = Role.REASON) -> None:
        """Settle what the entries of a part bear on.

        Args:
            entries: the entries in order.
            head: the id of the claim that those at the top bear on; "" if there is none.
            role_of_roots: what they are to it, where they do not say so themselves.
        """
        roots = [entry for entry in entries if entry.parent is None]
        beside = bullets_of(roots)
        last_root: Entry | None = None
        linked = self._linked
        for root in roots:
            role = self._role_of(root, beside)
            if head and role is Role.LINKED and linked and linked[-1].head == head:
                linked[-1].premises.append(root)
            elif head:
                self._add_linked(role or role_of_roots, root, None, head)
            elif role is None:
                last_root = root
            elif last_root and (root.role is not None or root.item.bullet is Bullet.MINUS):
                # "But: …" after a claim, at the same level, speaks of that claim.
                self._add_linked(role, root, last_root)
        for parent in entries:
            self._hang_below(parent)

    def _hang_below(self, parent: Entry) -> None:
        by_number: dict[str, _LinkedPremises] = {}  # of "1.2a" and "1.2b", by "1.2"
        before: _LinkedPremises | None = None
        beside = bullets_of(parent.below)
        for entry in parent.below:
            number = number_of_inference(entry.item.number)
            is_lettered = number != entry.item.number
            if is_lettered and number in by_number:
                by_number[number].premises.append(entry)
                continue
            role = self._role_of(entry, beside)
            if role in (Role.WARRANT, Role.LINKED) and before:
                # "Warrant: …" licenses the inference before it, "And: …" is needed for it, too.
                entry.inference.is_warrant = role is Role.WARRANT
                before.premises.append(entry)
                continue
            before = self._add_linked(role or Role.REASON, entry, parent)
            if is_lettered:
                by_number[number] = before

    def _add_linked(
        self, role: Role, first: Entry, target: Entry | None, head: str = ""
    ) -> _LinkedPremises:
        linked = _LinkedPremises(_KINDS.get(role, Kind.SUPPORT), [first], target, head)
        self._linked.append(linked)
        return linked

    def _role_of(self, entry: Entry, beside: Collection[Bullet]) -> Role | None:
        """Return the role of an entry, and note whether a hyphen was taken for an objection."""
        role = role_of(entry, beside)
        if role is Role.OBJECTION and entry.role is None and entry.item.bullet is Bullet.HYPHEN:
            self.hyphens_object = True
        return role

    def refer(self, entries: list[Entry]) -> None:
        """Give each entry that refers to another the id of the claim there."""
        by_number: dict[str, Entry] = {}
        by_anchor = {}
        by_start: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.item.anchor:
                by_anchor[f"claim-{entry.item.anchor}"] = entry
            if not entry.see:
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
            if referred:
                entry.id = referred.id
            else:
                message = f"there is no line {entry.see} for this to refer to"
                self._diagnostics.append(warning("unknown-line", message, entry.item.span))

    def relate(self, entries: list[Entry]) -> None:
        """Make inferences of all linked premises, those against inferences last."""
        by_number = {entry.item.number: entry for entry in entries if entry.item.number}
        undercutting = []
        for linked in self._linked:
            if linked.kind is Kind.UNDERCUTTER:
                undercutting.append(linked)
            else:
                self._add(linked)
        for linked in undercutting:
            first = linked.premises[0]
            undercut = by_number.get(first.inference.attacked, linked.target)
            if undercut and undercut.inference_id:
                self._add(linked, undercut.inference_id)
                continue
            message = "this stands against a step, but what it stands below is none; it is read as"
            message = f"{message} an objection"
            self._diagnostics.append(warning("no-step-above", message, first.item.span))
            linked.kind = Kind.REBUTTAL
            self._add(linked)

    def _add(self, linked: _LinkedPremises, target: str = "") -> None:
        """Add an inference onto another, or else onto the claim that its premises bear on."""
        if not target:
            # Entries have ids only once all are claims.
            target = linked.target.id if linked.target else linked.head
        premises = [entry for entry in linked.premises if entry.id]
        if not premises or not target:
            return  # it refers to no line, which has been reported
        places = {"": premises[0].item.span}
        warrant = scheme = ""
        is_implicit = False
        for entry in premises:
            places[f"premise:{entry.id}"] = entry.item.span
            said = entry.inference
            if said.is_warrant and not warrant:
                warrant = entry.id
            scheme = scheme or said.scheme
            is_implicit = is_implicit or said.is_implicit
        inference = self._inferences.add(
            linked.kind,
            dict.fromkeys(entry.id for entry in premises),
            target,
            warrant=warrant,
            scheme=scheme,
            implicit=is_implicit,
            held_by=premises[-1].attribution.inference_held_by,
            stated_in=premises[-1].attribution.inference_stated_in,
            places=places,
        )
        for entry in premises:
            entry.inference_id = inference
