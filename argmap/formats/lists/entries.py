"""The items of a list as entries: the text of each claim, and what its words, marks and links say
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from argmap.formats.lists.listing import Item, Listing, Part
from argmap.formats.lists.markup import InlineText, markdown_inline, plain_inline
from argmap.formats.lists.outline_words import (
    Attribution,
    InferenceWords,
    Marks,
    parse_attribution,
    parse_details,
    parse_marks,
    parse_reference,
    take_marks,
)
from argmap.formats.lists.sources import ListSources
from argmap.languages.roles import Role, role_words, spoken_role
from argmap.languages.words import Words
from argmap.model import Citation
from argmap.model.diagnostics import warning

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
