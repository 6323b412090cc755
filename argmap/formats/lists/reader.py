"""A list → a map.

    # Should phones be banned in class?       the title
    ## Ban them                               a side
    - Phones distract.                        a claim; what is indented below it bears on it
      - Pupils play games on them.            a reason
      - But: Pupils look things up on them.   an objection, as is what has a minus sign or a dash

What an item is, its first word says ("Con:", "Einwand:"), else its bullet: `−` and `–` object, and so does `-`
where `+` stands beside it. Anything else is a reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from argmap.formats.lists.blocks import read_blocks
from argmap.formats.lists.listing import Bullet, Item, Listing, Part
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.reading import Reading
from argmap.languages.roles import Role, role_words, spoken_role
from argmap.model import ArgumentMap, Claim, Kind, Side, Steps
from argmap.model.diagnostics import Diagnostic, Severity, Span, error, warning
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses
from argmap.model.text import count

READ_AS_LIST = "read-as-list"
"""The code of the diagnostic that says how a list was read."""

_KINDS = {Role.REASON: Kind.SUPPORT, Role.OBJECTION: Kind.REBUTTAL, Role.DOUBT: Kind.UNDERCUTTER}
_SENTENCE_ENDS = (".", "!", "。", "！")
_QUESTION_MARKS = ("?", "？", "؟")


def parse_markdown_list(text: str, name: str) -> Reading:
    """Return the map in a list of Markdown; `name` is what its diagnostics call the file."""
    return parse_text_list(text, name)


def parse_text_list(text: str, name: str) -> Reading:
    """Return the map in a list of plain text; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        reader = _ListReader(read_blocks(text, name), name)
        return Reading.of(name, text, reader.read(), reader.diagnostics)


@dataclass(slots=True, eq=False)
class _Entry:
    """An item on its way to a claim.

    Attributes:
        item: the item.
        parent: the entry that it stands below.
        role: what its own word says that it is, if one does.
        side: the side of its part.
    """

    item: Item
    parent: _Entry | None
    text: str
    role: Role | None = None
    side: str = ""
    id: str = ""
    step: str = ""
    siblings: list[_Entry] = field(default_factory=list)


class _ListReader:
    def __init__(self, listing: Listing, name: str) -> None:
        self.listing, self.name = listing, name
        self.diagnostics: list[Diagnostic] = listing.diagnostics
        self.languages: Counter[str] = Counter()
        self.sides: list[Side] = []
        self.claims: list[Claim] = []
        self.ids = Ids()
        self.side_ids = Ids()
        self.steps = Steps()
        self.title_claim = ""
        self.hyphens_object = False

    def read(self) -> ArgumentMap | None:
        parts = [part for part in self.listing.parts if part.items]
        if not parts:
            message = "there is no list in this file"
            help = "write each claim behind a `-`, and what bears on it below it, indented"
            self.diagnostics.append(error("no-claims", message, Span.start_of(self.name), help))
            return None
        for part in parts:
            self.read_part(part, len(parts))
        self.diagnostics += losses("argmap", [(self.listing.passed_over, "paragraph or table outside the list")])
        self.tell_how_it_was_read()
        try:
            return ArgumentMap.build(
                title=self.listing.title,
                language=self.language(),
                sides=self.sides,
                claims=self.claims,
                inferences=self.steps.all,
            )
        except InvalidMap as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def language(self) -> str:
        """Return the language whose words the list uses most, if it uses any; English is the default."""
        if not self.languages:
            return ""
        most = max(self.languages.values())
        likely = [tag for tag, number in self.languages.items() if number == most]
        return "" if "en" in likely else likely[0]

    # --- entries ---

    def read_part(self, part: Part, number_of_parts: int) -> None:
        entries = self.entries_of(part)
        roots = [entry for entry in entries if entry.parent is None]
        role_of_part = role_words().get(part.heading.casefold())
        is_about_title = self.listing.title and not self.listing.title.endswith(_QUESTION_MARKS)
        head = ""
        role_of_roots: Role | None = None
        if role_of_part and is_about_title:
            # "Pros" and "Cons" below a statement.
            role_of_roots = role_of_part[0]
            head = self.claim_of_title()
        elif part.heading:
            side = Side(self.side_ids.give(part.heading), part.heading, places={"": part.span} if part.span else {})
            self.sides.append(side)
            for entry in entries:
                entry.side = side.id if entry.parent is None else ""
        elif is_about_title and number_of_parts == 1 and self.is_about_title(roots, entries):
            head = self.claim_of_title()
            role_of_roots = Role.REASON
        self.relate(entries, head, role_of_roots)

    def entries_of(self, part: Part) -> list[_Entry]:
        entries: list[_Entry] = []
        above: list[_Entry] = []
        siblings_below: dict[int, list[_Entry]] = {}
        for item in part.items:
            del above[item.depth :]
            parent = above[-1] if above else None
            spoken = spoken_role(item.text)
            entry = _Entry(item, parent, item.text)
            if spoken and spoken.text:
                entry.text, entry.role = spoken.text, spoken.role
                self.languages.update(spoken.languages)
            entry.siblings = siblings_below.setdefault(id(parent), [])
            entry.siblings.append(entry)
            above.append(entry)
            entries.append(entry)
        return entries

    def is_about_title(self, roots: list[_Entry], entries: list[_Entry]) -> bool:
        """Return whether the title is what the items at the top of the only list bear on."""
        if self.listing.title.endswith(_SENTENCE_ENDS):
            return True
        says_role = any(root.role or root.item.bullet in (Bullet.PLUS, Bullet.MINUS) for root in roots)
        return says_role or (len(roots) == len(entries) and len(roots) > 1)

    def claim_of_title(self) -> str:
        """Return the id of the claim that the title is, made the first time."""
        if not self.title_claim:
            span = self.listing.title_span
            self.title_claim = self.ids.give(self.listing.title)
            places = {"": span, "text": span} if span else {}
            self.claims.append(Claim(self.title_claim, self.listing.title, places=places))
        return self.title_claim

    # --- relations ---

    def relate(self, entries: list[_Entry], head: str, role_of_roots: Role | None) -> None:
        for entry in entries:
            self.add_claim(entry)
        last_root = ""
        for entry in entries:
            role = self.role_of(entry)
            if entry.parent is not None:
                self.add_step(entry, role or Role.REASON, entry.parent.id)
            elif head:
                self.add_step(entry, role or role_of_roots or Role.REASON, head)
            elif role is not None and last_root:
                # "But: …" after a claim, at the same level, speaks of that claim.
                self.add_step(entry, role, last_root)
            else:
                last_root = entry.id

    def add_claim(self, entry: _Entry) -> None:
        item = entry.item
        entry.id = self.ids.give(entry.text)
        places = {"": item.span, "text": item.span}
        note = "\n".join(item.further)
        claim = Claim(entry.id, entry.text, side=entry.side, note=note, quote=item.quotation, places=places)
        self.claims.append(claim)

    def add_step(self, entry: _Entry, role: Role, target: str) -> None:
        kind = _KINDS.get(role, Kind.SUPPORT)
        places = {"": entry.item.span, f"premise:{entry.id}": entry.item.span}
        if kind is Kind.UNDERCUTTER:
            step_above = entry.parent.step if entry.parent else ""
            if step_above:
                target = step_above
            else:
                message = "this stands against a step, but what it stands below is none; it is read as an objection"
                self.diagnostics.append(warning("no-step-above", message, entry.item.span))
                kind = Kind.REBUTTAL
        entry.step = self.steps.add(kind, [entry.id], target, places=places)

    def role_of(self, entry: _Entry) -> Role | None:
        """Return what an entry's word or bullet says that it is; `None` if they say nothing."""
        if entry.role is not None:
            return entry.role
        bullet = entry.item.bullet
        if bullet is Bullet.MINUS:
            return Role.OBJECTION
        beside = {sibling.item.bullet for sibling in entry.siblings}
        if bullet is Bullet.HYPHEN and Bullet.PLUS in beside:
            self.hyphens_object = True
            return Role.OBJECTION
        if bullet is Bullet.PLUS and beside & {Bullet.HYPHEN, Bullet.MINUS}:
            return Role.REASON
        return None

    def tell_how_it_was_read(self) -> None:
        kinds = Counter(step.kind for step in self.steps.all)
        parts = [count(len(self.claims), "claim")]
        words = {Kind.SUPPORT: "reason", Kind.REBUTTAL: "objection", Kind.UNDERCUTTER: "doubt"}
        for kind, word in words.items():
            if kinds[kind]:
                parts.append(count(kinds[kind], word))
        message = f"{self.name} is read as a list: {', '.join(parts)}"
        if self.hyphens_object:
            message += "; `-` beside `+` is an objection"
        if self.title_claim:
            message += "; the title is a claim"
        self.diagnostics.append(Diagnostic(READ_AS_LIST, Severity.INFO, message))
