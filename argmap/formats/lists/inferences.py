"""The items of a list as entries, and what the entries do to each other.

- Phones distract.                  a claim
  - Pupils play games.              a reason
  - And: Nobody stops them.         a premise linked with it
  - But: They look things up.       an objection; so is `− …`, and `- …` beside `+ …`
    - Source: UNESCO 2023           evidence for it
    - Outweighed: Quiet matters.    a weighing: granted, but it counts for less
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain, zip_longest
from typing import TypeAlias

from argmap.formats.lists.inline_markup import (
    LINK_WITHIN,
    InlineText,
    markdown_inline,
    plain_inline,
)
from argmap.formats.lists.language_detection import language_of_words
from argmap.formats.lists.listing import Bullet, Item, Listing, Part, PlacedText
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
from argmap.formats.lists.sources import MAY_CITE, ListSources
from argmap.formats.shared.addresses import write_out_dois
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import (
    Role,
    SpokenRole,
    begins_with_joining_word,
    is_role_word,
    joins_clauses,
    opposing_word,
    role_in_brackets,
    role_named,
    role_without_colon,
    role_words,
    speaker_of,
    spoken_role,
    spoken_type,
    type_words,
)
from argmap.languages.words import Words
from argmap.languages.writing import COLONS, is_in_brackets
from argmap.model import Citation, Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, warning
from argmap.model.losses import Ledger
from argmap.util.spelling import OneTypo
from argmap.util.text import shorten

# Example: "Evdence: Lee 2019", but no web address
_LABEL = re.compile(r"([^\W\d_][\w'’-]{0,30}(?: [^\W\d_][\w'’-]{0,30}){0,2})\s*[:：](?!//)\s*\S")
# Example: "P1: Air quality would improve."
_NUMBERED_LABEL = re.compile(r"([A-Z])(\d{1,2})\s*[:：]\s*(?=\S)")
_SHORTEST_MISSPELT = 5
_EMPHASIS = re.compile("[*_]")
# Examples: [^who], [12]
_MARK_OF_NOTE = re.compile(r"\[(?:\^[^\]\s]+|\d{1,4})\]")


@dataclass(slots=True, eq=False)
class Entry:
    """An item on its way to a claim.

    Attributes:
        item: the item.
        parent: the entry that it is below, `None` at the top.
        text: the claim, or the words of the claim that it refers to.
        type: the type of the claim that its own word says; "" if it has none.
        role: what its own word says that it is; `None` if it has none.
        word: that word.
        inference: what an outline says of the inference that it is a premise of.
        marks: what an outline marks the claim as, in the words of its language.
        attribution: who holds it, in an outline.
        see: the number of the claim that it refers to; "" where it is a claim of its own.
        anchor_seen: the name of the place that it refers to.
        evidence: what its links, its notes and the brackets at its end cite.
        stated_in: the works that its sentence names.
        id: the id of its claim, once it has one.
        inference_id: the id of the inference that it is a premise of, once there is one.
        below: the entries right below it.
        is_group: whether it is not a claim, but says what the items below it are.
        is_left_out: whether nothing is left of it, as all of its text is struck out.
        is_against: whether it may be an objection, because of its heading or its words.
    """

    item: Item
    parent: Entry | None
    text: str
    type: str = ""
    role: Role | None = None
    word: str = ""
    inference: InferenceWords = field(default_factory=InferenceWords)
    marks: Sequence[str] = ()
    attribution: Attribution = field(default_factory=Attribution)
    see: str = ""
    anchor_seen: str = ""
    evidence: tuple[Citation, ...] = ()
    stated_in: tuple[Citation, ...] = ()
    id: str = ""
    inference_id: str = ""
    below: Entries = field(default_factory=list)
    is_group: bool = False
    is_left_out: bool = False
    is_against: bool = False

    @property
    def is_objection_by_sign(self) -> bool:
        """Whether it is an objection for no other reason than that its hyphen is a sign."""
        is_hyphen = self.item.bullet is not Bullet.MINUS
        return self.role is None and is_hyphen and self.item.sign is Role.OBJECTION


Entries: TypeAlias = list[Entry]


class EntryMaker:
    """Makes entries of the items of a list."""

    def __init__(
        self, listing: Listing, words: Words, sources: ListSources, likely_language: str
    ) -> None:
        """Begin with a list; its language is that of `words`, or only likely known."""
        self.listing = listing
        self.likely_language = likely_language
        self.words = words
        self.sources = sources
        self.addresses = {name: address for name, (address, _) in listing.addresses.items()}
        self.attribution_above = Attribution()
        # The place of the first item with a word before a colon that is not known, `None` once that
        # is reported.
        self.unknown_words: dict[str, Span | None] = {}
        self.has_noted_type = False
        self.plain_texts: dict[tuple[str, Span | None], str] = {}

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of the items of an outline to which links lead."""
        return frozenset(f"claim-{item.anchor}" for item in self.listing.items() if item.anchor)

    @cached_property
    def language_of_text(self) -> str:
        """The language that most of the common words of all items are in."""
        return language_of_words(" ".join(item.text for item in self.listing.items()))

    def inline(self, text: str, span: Span | None) -> InlineText:
        """Return a text with its markup resolved, its links and notes taken out."""
        notes = self.sources.notes
        listing = self.listing
        if listing.is_markdown:
            inline = markdown_inline(text, notes, self.addresses)
        elif listing.is_outline:
            inline = InlineText(text)
        else:
            inline = plain_inline(text, notes)
        for kind in inline.left_out:
            # In an outline, links to other lines are references.
            if kind != LINK_WITHIN or not self.places.issuperset(inline.places_linked):
                listing.ledger.leave_out(kind, span)
        return inline

    def plain(self, text: str, span: Span | None) -> str:
        """Return a title, a heading or a note without its markup, links and references to notes."""
        known = self.plain_texts.get((text, span))
        if known is not None:
            return known
        inline = self.inline(text, span)
        ledger = self.listing.ledger
        ledger.leave_out("link", span, len(inline.addresses))
        ledger.leave_out("reference to a source", span, len(inline.notes))
        plain = f"{inline.text} {inline.emphasis}".strip()
        self.plain_texts[text, span] = plain
        return plain

    def entries_of(self, part: Part) -> Entries:
        """Return the entries of a part; what only names a source is evidence for what is above."""
        entries: Entries = []
        above: Entries = []
        for item, next_item in zip_longest(part.items, part.items[1:]):
            del above[item.depth :]
            entry = self.entry_of(item, above[-1] if above else None)
            above.append(entry)
            if entry.is_left_out:
                continue
            heading = entry.text.rstrip(":： ")
            role = role_named(heading)
            has_items_below = next_item is not None and next_item.depth > item.depth
            if role and has_items_below and entry.role is None and not item.number:
                # "Pros", with items below it, is not a claim: the items are what it says.
                if role is not Role.CLAIM:
                    entry.role = role
                entry.word = heading
                entry.is_group = True
                self.leave_out_beside(entry)
                if not is_role_word(heading):
                    self.listing.ledger.leave_out("heading", item.lines)
                continue
            spoken = spoken_role(entry.text) if entry.text.endswith(COLONS) else None
            # In an outline, what is at the top, or behind a word that says a role, is a claim.
            is_claim = bool(item.number) and (entry.parent is None or entry.role is not None)
            if spoken and not (spoken.text or has_items_below or is_claim):
                # "But:", with nothing behind it or below it, says nothing yet.
                entry.inference.scheme = entry.inference.scheme or spoken.details
                self.leave_out_beside(entry)
                above.pop()
                continue
            parent = entry.parent
            is_source = entry.role is Role.SOURCE
            documented = parent if is_source or not entry.text else None
            if documented and documented.below and is_source and item.bullet is Bullet.NONE:
                # On a line of its own it documents the line above: "Reason: …", "Evidence: …".
                documented = documented.below[-1]
            if parent is None and is_source and entries and not item.number:
                documented = entries[-1]  # at the level of the claims, the one before
            if documented:
                self.add_evidence(documented, entry)
                above.pop()
                continue
            entry.text = entry.text or item.text
            if parent:
                parent.below.append(entry)
            elif entry.role is Role.REPLY and not entries and not item.number:
                entry.role = None  # there is nothing yet that it may answer
            entries.append(entry)
        return entries

    def entry_of(self, item: Item, above: Entry | None) -> Entry:
        """Return the entry of an item that is below another, or below a word for several."""
        words = self.words
        sources = self.sources
        listing = self.listing
        text = item.text if listing.is_outline else write_out_dois(item.text)
        inline = self.inline(text, item.lines)
        text = inline.text
        emphasis = inline.emphasis
        entry = Entry(item, above, text)
        is_below = above is not None and above.is_left_out
        has_nothing_else = not (text or inline.addresses or inline.notes)
        if is_below or (inline.left_out and has_nothing_else):
            # What is below an item that is struck out speaks for nothing any more.
            entry.is_left_out = True
            listing.leave_out_around(item)
            listing.ledger.leave_out("item{s} below struck-out text", item.lines, int(is_below))
            return entry
        if above and above.is_group:
            entry.parent = above.parent
            entry.role = above.role
            entry.word = above.word
        entry.evidence = sources.citations(inline, item.lines)
        remarks = [sources.remarks[note] for note, _ in inline.notes if note in sources.remarks]
        item.further.extend(remark for remark in remarks if remark not in item.further)
        if item.links:
            links = InlineText("", addresses=tuple((address, "") for address in item.links))
            entry.evidence += sources.citations(links, item.lines)
        if sources.notes and not listing.is_outline:
            for mark in _MARK_OF_NOTE.findall(text):
                message = f"note {mark} is not defined, so argmap keeps the mark in the text"
                listing.diagnostics.append(warning("unknown-note", message, item.span))
        text = self.take_role(entry, text)
        is_numbered = bool(item.number)
        if not is_numbered:
            text = self.take_type(entry, text)
        entry.role = Role.SOURCE if above and sources.is_citation(text) else entry.role
        if emphasis:
            entry.marks = parse_marks(emphasis, words, is_numbered=is_numbered)
            if not entry.marks:
                text = f"{text} {emphasis}"
        elif not listing.is_markdown:
            text, entry.marks = take_marks(text, words, is_numbered=is_numbered)
        if is_numbered:
            entry.see, said = parse_reference(text, words)
            text = said or text
            entry.anchor_seen = inline.places_linked[-1] if inline.places_linked else ""
        if MAY_CITE.search(text) and entry.role is not Role.SOURCE and not listing.is_outline:
            cited = sources.cite_text(text, item.lines, entry.evidence)
            text, entry.evidence, entry.stated_in = cited
        entry.text = text
        if item.attribution:
            self.take_attribution(entry)
        return entry

    @cached_property
    def labels(self) -> frozenset[str]:
        """The letters with which items are numbered, such as the A of "A1: …" and "A2: …"."""
        labels = [_NUMBERED_LABEL.match(item.text) for item in self.listing.items()]
        return frozenset(label[1] for label in labels if label and label[2] == "2")

    def take_role(self, entry: Entry, text: str) -> str:
        """Take the word that says a role from the beginning of a text, and return what is left."""
        item = entry.item
        label = _NUMBERED_LABEL.match(text)
        if label and label[1] in self.labels:
            text = text[label.end() :]
        spoken = spoken_role(text)
        if spoken is None and not item.number:
            speaker, text = speaker_of(text)
            if speaker:
                entry.attribution = Attribution(held_by=(speaker,))
                spoken = spoken_role(text)
            spoken = spoken or self.spoken_otherwise(text)
            if spoken is None and not spoken_type(text)[0]:
                self.note_unknown_word(text, item.span)
        # What is at the top of an outline bears on nothing, whatever its first word.
        may_have_role = entry.parent is not None or not item.number
        if spoken is None or not may_have_role or not (spoken.text or entry.evidence):
            return text
        # Below "Contra", an argument is an argument against.
        is_against = entry.role is Role.OBJECTION and spoken.role is Role.REASON
        if spoken.role is not Role.CLAIM and not is_against:
            entry.role = spoken.role
            entry.word = spoken.word
        entry.inference = parse_details(spoken.details, self.words)
        if spoken.speaker:
            entry.attribution = Attribution(held_by=(spoken.speaker,))
        named = spoken_role(spoken.text)
        if named and named.role is Role.CLAIM and named.text:
            return named.text  # "But: Claim 1: …"
        return spoken.text

    def note_unknown_word(self, text: str, span: Span) -> None:
        """Warn of a word before a colon that is probably meant to say what an item is: it is one
        typo away from one that does, or several items begin with it.
        """
        label = _LABEL.match(text)
        if label is None:
            return
        word = label[1].casefold()
        is_first = word not in self.unknown_words
        place = self.unknown_words.setdefault(word, span)
        meant = ""
        if is_first and len(word) >= _SHORTEST_MISSPELT:
            meant = _known_words().meant_by(word)
        is_several = not (is_first or " " in word or label[1][0].islower())
        if place is None or not (meant or is_several):
            return
        self.unknown_words[word] = None
        question = f"did you mean `{meant}`? " if meant else ""
        words = self.words
        known = [words.reason, words.objection, words.rebuttal, words.undercutter]
        listed = LIST_WORDS.get(words.tag)
        if listed:
            known += [*listed.reason[:4], *listed.objection[:4], *listed.linked[:1]]
            known += [*listed.source[:1], *listed.claim[:1]]
        shown = ", ".join(f"`{word}`" for word in dict.fromkeys(map(str.casefold, known)))
        message = f"unknown word `{label[1]}` before a colon, so argmap keeps the word in the claim"
        help = f"{question}known words include {shown}"
        self.listing.diagnostics.append(warning("unknown-word", message, place, help))

    def take_type(self, entry: Entry, text: str) -> str:
        """Take the word that says the type of a claim from the beginning of a text, and return what
        is left; the first one of a list is noted.
        """
        word, said = spoken_type(text)
        if not word or entry.role is Role.SOURCE:
            return text
        entry.type = type_words()[word.casefold()]
        if not self.has_noted_type:
            self.has_noted_type = True
            message = f"argmap reads `{word}:` as the type of the claim, `{entry.type}`"
            help = (
                "if the word is part of the claim, leave out the colon, or write a word before it"
            )
            file, line, column = entry.item.span[:3]
            column += max(entry.item.text.find(word), 0)
            place = Span.on_line(file, line, column, len(word))
            note = Diagnostic("read-as-type", Severity.NOTE, message, place, help=help)
            self.listing.diagnostics.append(note)
        return said

    def take_attribution(self, entry: Entry) -> None:
        """Take the line in brackets below an item of an outline; what it says else is a note."""
        item = entry.item
        attribution = self.plain(item.attribution, item.lines)
        said = parse_attribution(attribution, self.words, self.sources.cite, self.attribution_above)
        entry.attribution = self.attribution_above = said
        item.further += [PlacedText(piece, item.lines) for piece in said.others]

    def spoken_otherwise(self, text: str) -> SpokenRole | None:
        """Return what a text says of its role without a word before a colon, if it says any."""
        if is_in_brackets(text):
            # "(Source: WHO 2015)"
            return spoken_role(text[1:-1])
        label = _LABEL.match(text)
        if label and not spoken_type(text)[0]:
            last_word = label[1].rpartition(" ")[2]
            role = role_named(last_word) if last_word != label[1] else None
            is_noun = role in (*_ANSWERABLE, Role.REPLY) and not joins_clauses(last_word)
            if role and is_noun:
                # "One small drawback: it is expensive."
                return SpokenRole(role, last_word, "", text, ())
            # "Ben: But it is expensive."
            start = label.end() - 1
            spoken = spoken_role(text[start:]) or self.spoken_otherwise(text[start:])
            return spoken and spoken._replace(text=text[:start] + spoken.text)
        spoken = role_without_colon(text, self.likely_language)
        if spoken is None and begins_with_joining_word(text):
            # A map in one language may have items in another: "But they help." in a German map.
            own_language = language_of_words(text) or self.language_of_text
            spoken = role_without_colon(text, own_language)
        return spoken or role_in_brackets(text)

    def add_evidence(self, claim: Entry, entry: Entry) -> None:
        evidence = entry.evidence
        if entry.text:
            # "Source: WHO 2019": what it names is the source, even without a link.
            item = entry.item
            text = item.text[1:-1] if is_in_brackets(item.text) else item.text
            # Below "Sources:", what is before a colon is part of the source.
            says_so = spoken_role(_EMPHASIS.sub("", text)) is not None
            named = text.partition(":")[2] or entry.text if says_so else text
            evidence = (self.sources.cite_line(named, item.span),)
        claim.evidence = tuple(dict.fromkeys(claim.evidence + evidence))
        entry.evidence = ()
        self.leave_out_beside(entry)

    def leave_out_beside(self, entry: Entry) -> None:
        """Leave out what belongs to an entry that becomes no claim, besides its text."""
        item = entry.item
        ledger = self.listing.ledger
        self.listing.leave_out_beside(item)
        ledger.leave_out("link", item.lines, len(entry.evidence))
        ledger.leave_out("scheme", item.lines, int(bool(entry.inference.scheme)))
        said = entry.attribution
        attributed = said.held_by + said.stated_in + said.evidence
        ledger.leave_out("attribution", item.lines, int(bool(attributed)))


@cache
def _known_words() -> OneTypo:
    """Return the words that say what an item is, but for those too short to be misspelled."""
    words = chain(role_words(), type_words())
    return OneTypo(word for word in words if len(word) >= _SHORTEST_MISSPELT)


# What entries of a role make; those of any other make a support.
_KINDS = {
    Role.OBJECTION: Kind.REBUTTAL,
    Role.REPLY: Kind.REBUTTAL,
    Role.UNDERCUTTER: Kind.UNDERCUTTER,
    Role.WEIGHING: Kind.UNDERCUTTER,
}
_ANSWERABLE = (Role.REASON, Role.OBJECTION)
"""What a reply at the same level answers, if it is right above it."""


def role_of(entry: Entry, *, below_claim: bool) -> Role | None:
    """Return what an entry's word or bullet says that it is; `None` if they say nothing.

    Where nothing above it is a claim, a doubtful sign is only a bullet.
    """
    sign = entry.item.sign if below_claim or not entry.item.sign_is_doubtful else None
    return entry.role or sign


def roots_of(entries: Entries) -> Entries:
    """Return the entries that are below none."""
    return [entry for entry in entries if entry.parent is None]


@dataclass(slots=True, eq=False)
class _LinkedPremises:
    """The premises of one inference, and what they bear on: an entry, or the id of a claim."""

    kind: Kind
    premises: Entries
    target: Entry | None
    head: str = ""
    is_weighing: bool = False


class Doubt(StrEnum):
    """Why an item may be meant differently than it is read; the code of the note that asks."""

    SIGN = "doubtful-signs"
    """Its hyphen may be a sign of an objection or only a bullet."""
    ANSWER = "unmarked-answers"
    """It is right below an objection, and may support or answer it."""
    ONE_OR_ALL = "about-one-or-all"
    """It says what it is, at the top and below several claims: it may speak of one or of all."""
    WORD = "opposing-words"
    """A word such as "though" may oppose it to what is above it."""
    CLAIM = "opposing-claims"
    """Such a word may oppose it, at the top, to the claim before."""
    WHICH_OBJECTION = "unclear-answers"
    """It answers one of several objections, of which nothing shows which."""
    SPEAKER = "unmarked-speakers"
    """It says who says so, but not whether for or against."""
    ANOTHER_OBJECTION = "after-objections"
    """It is behind "But: …" at the same level, and may be another objection."""
    OBJECTION_OR_ANSWER = "objections-or-answers"
    """It is behind "Objection: …", and may be another one or answer that."""


class ListInferences:
    """Collects the inferences of a list.

    Attributes:
        all: the inferences, in the order in which they were added.
        doubts: the entries that may be meant differently, by why.
        opposing_words: the words that make doubtful what some of them are.
    """

    def __init__(self, diagnostics: Diagnostics, ledger: Ledger, language: str) -> None:
        """Begin without inferences; what is doubtful is added to `diagnostics`.

        `language` is that whose words may oppose an item to the one above.
        """
        self.language = language
        self.doubts: dict[Doubt, Entries] = defaultdict(list)
        self.opposing_words: dict[str, None] = {}
        self._ledger = ledger
        self._diagnostics = diagnostics
        self._inferences = Inferences()
        self.all = self._inferences.all
        self._by_id: dict[str, Inference] = {}
        self._linked: list[_LinkedPremises] = []

    def hang(self, entries: Entries, head: str, role_of_roots: Role | None = None) -> None:
        """Settle what the entries of a part bear on.

        Args:
            entries: the entries in order.
            head: the id of the claim that those at the top bear on; "" if there is none.
            role_of_roots: what a heading says that they are to it, where they do not say so
                themselves.
        """
        roots = roots_of(entries)
        if head:
            self._hang_group(roots, None, head, role_of_roots)
        else:
            self._hang_tops(roots)
        for parent in entries:
            self._hang_group(parent.below, parent)

    def hang_replies(self, entries: Entries, objections: Entries) -> None:
        """Settle what entries bear on that answer the only objection, or one objection each; none
        if that isn't clear.
        """
        roots = roots_of(entries)
        if len(objections) == 1:
            objections = objections * len(roots)
        self.doubts[Doubt.WHICH_OBJECTION] += roots[len(objections) :]
        for root, objection in zip(roots, objections, strict=False):
            self._add_linked(root.role or Role.REPLY, root, objection)
        for parent in entries:
            self._hang_group(parent.below, parent)

    def _hang_tops(self, roots: Entries) -> None:
        """Settle what entries bear on that no claim is above."""
        first_claim = claim = answerable = None
        spoken_of: set[Entry] = set()
        for root in roots:
            role = self._role_of(root, below_claim=False)
            if role is Role.REPLY and answerable and not root.item.number:
                self._add_linked(role, root, answerable)
                continue
            answerable = root if role in _ANSWERABLE else None
            if role is None:
                if claim and opposing_word(root.text, self.language):
                    self.doubts[Doubt.CLAIM].append(root)
                claim = root
                first_claim = first_claim or root
            elif claim and (root.role or root.item.bullet in (Bullet.MINUS, Bullet.DASH)):
                # "But: …" after a claim, at the same level, speaks of that claim.
                self._add_linked(role, root, claim)
                spoken_of.add(claim)
                if claim is not first_claim and spoken_of == {claim}:
                    self.doubts[Doubt.ONE_OR_ALL].append(root)

    def _hang_group(
        self,
        group: Entries,
        parent: Entry | None,
        head: str = "",
        role_of_group: Role | None = None,
    ) -> None:
        """Settle what entries at one level are to the entry, or to the claim, that they are below.

        `role_of_group` is what a heading says of those that say nothing themselves.
        """
        role_of_parent = role_of(parent, below_claim=True) if parent else None
        is_against = parent is not None and parent.is_against and role_of_parent is None
        answers = role_of_parent is Role.OBJECTION or is_against
        by_number: dict[str, _LinkedPremises] = {}  # of "1.2a" and "1.2b", by "1.2"
        before = answerable = named = None
        for entry in group:
            number = number_of_inference(entry.item.number)
            is_lettered = number != entry.item.number
            if is_lettered and number in by_number:
                by_number[number].premises.append(entry)
                continue
            role = self._role_of(entry, below_claim=role_of_group is None)
            if role is Role.REPLY and answerable and not number:
                self._add_linked(role, entry, answerable)
                continue
            if named and role is Role.REASON and joins_clauses(entry.word):
                # "Because: …" is a reason for "Objection 2: …" above it.
                before = self._add_linked(role, entry, named)
                continue
            is_noun = entry.role in _ANSWERABLE and not joins_clauses(entry.word)
            named = entry if is_noun and not number else None
            if role in (Role.WARRANT, Role.LINKED) and before:
                # "Warrant: …" licenses the inference before it, "And: …" is needed for it, too.
                entry.inference.is_warrant = role is Role.WARRANT
                before.premises.append(entry)
                continue
            answerable = entry if (role or role_of_group) in _ANSWERABLE else None
            if role is None and answers and not number:
                self.doubts[Doubt.ANSWER].append(entry)
            elif role_of_group is None and not number:
                self._note_doubt(entry, before.premises[0] if before else None)
            before = self._add_linked(role or role_of_group or Role.REASON, entry, parent, head)
            if is_lettered:
                by_number[number] = before

    def _note_doubt(self, entry: Entry, before: Entry | None) -> None:
        """Note an entry that may be something else; `before` is the one above it at its level."""
        objection = before if before and before.role is Role.OBJECTION else None
        role = role_of(entry, below_claim=True)
        word = opposing_word(entry.text, self.language) if role is None else ""
        if role is not None:
            may_answer = role is Role.OBJECTION and entry.role
            is_like = objection and joins_clauses(entry.word) == joins_clauses(objection.word)
            if may_answer and objection and not is_like:
                self.doubts[Doubt.OBJECTION_OR_ANSWER].append(entry)
        elif word:
            entry.is_against = True
            self.opposing_words[word] = None
            self.doubts[Doubt.WORD].append(entry)
        elif entry.attribution.held_by and not entry.item.attribution:
            self.doubts[Doubt.SPEAKER].append(entry)
        elif objection:
            self.doubts[Doubt.ANOTHER_OBJECTION].append(entry)

    def _add_linked(
        self, role: Role, first: Entry, target: Entry | None, head: str = ""
    ) -> _LinkedPremises:
        if role in (Role.LINKED, Role.WARRANT):
            message = f"no reason is above `{first.word}:`, so argmap reads this item as a reason"
            self._diagnostics.append(warning("nothing-to-link", message, first.item.span))
        kind = _KINDS.get(role, Kind.SUPPORT)
        self._linked.append(_LinkedPremises(kind, [first], target, head, role is Role.WEIGHING))
        return self._linked[-1]

    def _role_of(self, entry: Entry, *, below_claim: bool) -> Role | None:
        """Return the role of an entry, and note whether its sign is doubtful."""
        if below_claim and entry.role is None and entry.item.sign_is_doubtful:
            self.doubts[Doubt.SIGN].append(entry)
        return role_of(entry, below_claim=below_claim)

    def refer(self, entries: Entries) -> None:
        """Give each entry that refers to another the id of the claim there."""
        if not any(entry.see for entry in entries):
            return
        by_number: dict[str, Entry] = {}
        by_anchor = {}
        by_start: dict[str, Entries] = defaultdict(list)
        for entry in entries:
            item = entry.item
            if item.anchor:
                by_anchor[f"claim-{item.anchor}"] = entry
            if not entry.see:
                by_number.setdefault(item.number, entry)
                by_start[shorten(entry.text)].append(entry)
        for entry in [each for each in entries if each.see]:
            number = entry.see
            # The words count before the number: numbers are out of date once somebody has moved a
            # line.
            alike = by_start[entry.text]
            referred = alike[0] if len(alike) == 1 else by_number.get(number)
            referred = by_anchor.get(entry.anchor_seen, referred)
            if referred:
                entry.id = referred.id
                if entry.text not in ("", shorten(referred.text)):
                    self._ledger.leave_out("wording of a reference", entry.item.lines)
            else:
                message = f"this refers to line {number}, which does not exist"
                self._diagnostics.append(warning("unknown-line", message, entry.item.lines))

    def relate(self, entries: Entries) -> None:
        """Make inferences of all linked premises, those against inferences last."""
        by_number = {entry.item.number: entry for entry in entries if entry.item.number}
        for linked in self._linked:
            if linked.kind is not Kind.UNDERCUTTER:
                self._add(linked)
        for linked in [each for each in self._linked if each.kind is Kind.UNDERCUTTER]:
            first = linked.premises[0]
            undercut = by_number.get(first.inference.attacked, linked.target)
            if undercut and undercut.inference_id:
                if linked.is_weighing:
                    self._must_outweigh(linked, undercut.inference_id)
                self._add(linked, undercut.inference_id)
                continue
            noun = "weighing" if linked.is_weighing else "undercutter"
            message = (
                f"the item above this {noun} is not a reason or an objection, so argmap reads the"
                f" {noun} as an objection to that item"
            )
            self._diagnostics.append(warning("no-step-above", message, first.item.span))
            linked.kind = Kind.REBUTTAL
            linked.is_weighing = False
            self._add(linked)
        # What entries say of inferences that no inference has is left out.
        for entry in entries:
            said = entry.inference.scheme
            inference = self._by_id.get(entry.inference_id)
            if said and (inference is None or inference.scheme != said):
                self._ledger.leave_out("scheme", entry.item.lines)

    def _must_outweigh(self, linked: _LinkedPremises, weighed_id: str) -> None:
        """Make a weighing a mere undercutter, with a warning, if its target cannot be weighed."""
        weighed = self._by_id[weighed_id]
        ids = {entry.id for entry in linked.premises}
        if weighed.kind is Kind.UNDERCUTTER:
            reason = "only a reason or an objection can be outweighed"
        elif not ids.isdisjoint(weighed.premises):
            reason = "an inference cannot be outweighed by its own premise"
        else:
            return
        place = linked.premises[0].item.span
        message = f"{reason}, so argmap reads this weighing as an undercutter"
        self._diagnostics.append(warning("bad-weighing", message, place))
        linked.is_weighing = False

    def _add(self, linked: _LinkedPremises, target: str = "") -> None:
        """Add an inference onto another, or else onto the claim that its premises bear on."""
        # Entries have ids only once all are claims.
        target = target or (linked.target.id if linked.target else linked.head)
        premises = [entry for entry in linked.premises if entry.id]
        if not premises or not target:
            return  # it refers to no line, which has been reported
        places = {"": premises[0].item.span}
        places |= {f"premise:{entry.id}": entry.item.span for entry in premises}
        ids = dict.fromkeys(entry.id for entry in premises)
        warrants = [entry.id for entry in premises if entry.inference.is_warrant]
        # What the warrant would license may have been taken out.
        warrant = warrants[0] if warrants and len(ids) > 1 else ""
        schemes = [entry.inference.scheme for entry in premises if entry.inference.scheme]
        inference = self._inferences.add(
            linked.kind,
            ids,
            target,
            warrant=warrant,
            scheme=schemes[0] if schemes else "",
            weighing=linked.is_weighing,
            implicit=any(entry.inference.is_implicit for entry in premises),
            held_by=premises[-1].attribution.inference_held_by,
            stated_in=premises[-1].attribution.inference_stated_in,
            places=places,
        )
        self._by_id[inference] = self.all[-1]
        for entry in premises:
            entry.inference_id = inference
