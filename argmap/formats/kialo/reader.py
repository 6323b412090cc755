"""Reader of Kialo's text exports, of both generations.

    Discussion Title: Should school start at nine?      Discussion Name:
                                                        Should school start at nine?
    1. School should start at nine.
    1.1. Pro: Teenagers would sleep more.               1. Thesis:
    1.1.1. Con: They would go to bed later.             School should start at nine.
    1.2. Con: -> See 1.1.1.
                                                          1.1. Pro:
                                                          Teenagers would sleep more [1].

                                                        Sources:
                                                        [1] https://example.org/sleep
                                                        a line quoted from it

The address of a claim says what it bears on. `-> See 1.1.1.` puts another claim here too, as a
reason or objection of its own. Theses are the main claims; where several answer one question, each
is a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.kialo.links_and_notes import LinkedSources, take_sources, unescape
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.model import ArgumentMap, Citation, Claim, Inferences, Kind, Side
from argmap.model.diagnostics import Diagnostic, InvalidMap, Span, error, warning
from argmap.model.losses import losses
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection
from argmap.util.text import shorten, split_lines

_TITLE_LABEL = re.compile(r"\s*Discussion (Title|Name):")
# The first line of an item, in the older and the newer exports: address, label, text.
_OLDER_HEADER = re.compile(r"\s*(\d+(?:\.\d+)*)\. (?:(Pro|Con|Thesis|Question):(?: |$))?(.*)")
_NEWER_HEADER = re.compile(r" *(\d+(?:\.\d+)*)\. (Pro|Con|Thesis|Question):()\s*")
_LINK_TO_CLAIM = re.compile(r"->\s*See\s+(\d+(?:\.\d+)*)\.?")
_LINK_TO_DISCUSSION = re.compile(r"->\s*(See discussion\b.*)", re.DOTALL)
_KINDS = {"Pro": Kind.SUPPORT, "Con": Kind.REBUTTAL}
_SIDE_NAME_COLUMNS = 40


def parse_kialo(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a Kialo export; `name` is what its diagnostics call the file."""
    with pause_garbage_collection():
        reader = _KialoReader(text, name)
        map = reader.read()
        return Reading.of(name, text, map, reader.diagnostics)


@dataclass(slots=True, eq=False)
class _Item:
    """What stands at one address: a claim, a question, or a link to a claim or to another
    discussion.
    """

    address: str
    label: str
    span: Span
    lines: list[str]
    text: str = ""
    id: str = ""
    linked_address: str = ""
    linked_discussion: str = ""
    notes: list[str] = field(default_factory=list)
    evidence: tuple[Citation, ...] = ()
    quote: str = ""

    @property
    def parent(self) -> str:
        """The address of what it bears on: `1.2` for `1.2.3`."""
        return self.address.rpartition(".")[0]

    @property
    def is_claim(self) -> bool:
        return not (self.linked_address or self.linked_discussion or self.label == "Question")

    @property
    def is_thesis(self) -> bool:
        """Whether it is a claim that bears on no other; the single thesis of a debate needs no
        label.
        """
        return self.is_claim and self.label in ("Thesis", "")


class _KialoReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = split_lines(text)
        self.diagnostics: list[Diagnostic] = []
        self.header = _NEWER_HEADER if self.is_newer() else _OLDER_HEADER
        self.title = ""
        self.introductory_lines = 0
        self.items: list[_Item] = []
        self.by_address: dict[str, _Item] = {}
        self.inferences = Inferences()
        self.lost_links = 0
        self.link_ends: dict[str, _Item | None] = {}

    def read(self) -> ArgumentMap | None:
        end, footnotes = take_sources(self.lines, self.begins_claim)
        start = self.read_title()
        self.split_into_items(start, end)
        self.read_texts()
        if not self.items:
            message = "there are no claims of Kialo's in this file"
            help = (
                "an export begins with `Discussion Title:` or `Discussion Name:`, and its first"
                " claim with `1.`"
            )
            self.diagnostics.append(error("no-claims", message, self.span(1), help))
            return None
        sources = LinkedSources(self.span, self.diagnostics)
        citing = [item for item in self.items if item.is_claim or item.label == "Question"]
        sources.cite(citing, footnotes)
        self.title = sources.without_markers(self.title)
        self.give_ids()
        for item in self.items:
            if item.label in _KINDS:
                self.relate(item)
        self.note_questions()
        self.diagnostics += losses("argmap", [*self.count_dropped(), *sources.count_dropped()])
        try:
            return ArgumentMap.build(
                title=self.title,
                sides=self.sides(),
                sources=sources.by_words.values(),
                claims=self.claims(),
                inferences=self.inferences.all,
            )
        except InvalidMap as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def count_dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        yield self.introductory_lines, "introductory line"
        yield self.lost_links, "discussion link"

    def warn(self, code: str, message: str, span: Span) -> None:
        self.diagnostics.append(warning(code, message, span))

    # --- lines ---

    def span(self, line: int, column: int = 1) -> Span:
        """Return the place from a column to the end of its line, at least one character wide."""
        length_of_line = len(self.lines[line - 1])
        end_column = max(column + 1, length_of_line + 1)
        return Span(self.name, line, column, line, end_column)

    def is_newer(self) -> bool:
        first_line = next((line for line in self.lines if line.strip()), "")
        match = _TITLE_LABEL.match(first_line)
        if match:
            return match[1] == "Name"
        # An export can lack its title; then the first claim tells.
        return _NEWER_HEADER.fullmatch(first_line) is not None

    def match_header(self, line: str, *, is_first: bool) -> re.Match[str] | None:
        """Return the match of a line that begins an item; only the first item can go without a
        label.

        Else any line of a text that begins with a number would begin an item.
        """
        match = self.header.fullmatch(line)
        if match and not match[2] and not is_first:
            return None
        return match

    def begins_claim(self, line: str) -> bool:
        return self.match_header(line, is_first=False) is not None

    def read_title(self) -> int:
        """Read the title if it stands on the line of its label, and return the index of the line
        after it.
        """
        for index, line in enumerate(self.lines):
            match = _TITLE_LABEL.match(line)
            if match:
                self.title = unescape(line[match.end() :].strip())
                return index + 1
            if line.strip():
                return index
        return 0

    def split_into_items(self, start: int, end: int) -> None:
        """Give each line from the index `start` to before `end` to the item that it belongs to."""
        introduction: list[str] = []
        for number, line in enumerate(self.lines[start:end], start + 1):
            match = self.match_header(line, is_first=not self.items)
            if match:
                address, label, first_line = match.groups(default="")
                span = self.span(number, match.start(1) + 1)
                self.add_item(_Item(address, label, span, [first_line]))
            elif self.items:
                self.items[-1].lines.append(line)
            elif line.strip():
                introduction.append(line.strip())
        # The newer exports have the title on a line of its own.
        if not self.title and introduction:
            self.title = unescape(introduction.pop(0))
        self.introductory_lines = len(introduction)

    def add_item(self, item: _Item) -> None:
        if item.address in self.by_address:
            self.warn("duplicate-id", f"`{item.address}.` stands here twice", item.span)
        self.items.append(item)
        self.by_address.setdefault(item.address, item)

    def read_texts(self) -> None:
        for item in self.items:
            # Exports indent a text as deep as its header; what is indented more is the writer's.
            indent = 2 * item.address.count(".")
            lines = [_dedent(line, indent) for line in item.lines]
            item.text = "\n".join(lines).strip()
            if item.label in _KINDS:
                self.read_link(item)
            if not item.text:
                self.warn("missing-text", "this claim has no text", item.span)
                item.text = "?"

    def read_link(self, item: _Item) -> None:
        """See whether the text of a reason or objection is a link."""
        match = _LINK_TO_CLAIM.fullmatch(item.text)
        if match:
            item.linked_address = match[1]
            return
        match = _LINK_TO_DISCUSSION.fullmatch(item.text)
        if match:
            item.linked_discussion = match[1]

    # --- relations ---

    def give_ids(self) -> None:
        ids = Ids()
        for item in self.items:
            if item.is_claim:
                item.id = ids.give(item.text)

    def relate(self, item: _Item) -> None:
        """Add the step that a reason or objection is, or note that it is a
        discussion of its own.
        """
        target = self.claim_at(item.parent)
        if not item.linked_discussion:
            self.add_inference(item, target)
        elif target:
            target.notes.append(f"{item.label}: {item.linked_discussion}")
        else:
            self.lost_links += 1

    def add_inference(self, item: _Item, target: _Item | None) -> None:
        premise = self.follow_links(item)
        if premise is None:
            # Where two links stand at one address, the end of the second can be a claim even so.
            if self.claim_at(item.linked_address) is None:
                message = (
                    f"`{item.linked_address}.` is no claim of this discussion, or a link in a"
                    " circle"
                )
                self.warn("unknown-claim", message, item.span)
        elif target is None:
            message = f"there is no claim `{item.parent}.` for this to bear on"
            self.warn("unknown-claim", message, item.span)
        else:
            places = {"": item.span, f"premise:{premise.id}": item.span}
            kind = _KINDS[item.label]
            self.inferences.add(kind, [premise.id], target.id, places=places)

    def claim_at(self, address: str) -> _Item | None:
        """Return the claim at an address, or at the end of the links that begin there."""
        item = self.by_address.get(address)
        if item is None:
            return None
        return self.follow_links(item)

    def follow_links(self, item: _Item) -> _Item | None:
        """Return the claim at the end of a chain of links; `None` if it has no end or ends
        elsewhere.
        """
        path: list[str] = []
        here: _Item | None = item
        # Every end is remembered, so that many links to one long chain stay linear.
        while here and here.linked_address and here.address not in self.link_ends:
            self.link_ends[here.address] = None  # what a circle comes to
            path.append(here.address)
            here = self.by_address.get(here.linked_address)
        end: _Item | None = None
        if here and here.linked_address:
            end = self.link_ends[here.address]
        elif here and here.is_claim:
            end = here
        for address in path:
            self.link_ends[address] = end
        return end

    # --- the map ---

    def note_questions(self) -> None:
        """Note the question with each of its theses, unless the title says it."""
        for item in self.items:
            if item.label != "Thesis":
                continue
            parent = self.by_address.get(item.parent)
            if parent is None or parent.label != "Question":
                continue
            if parent.text != self.title:
                item.notes.insert(0, f"Question: {parent.text}")

    def sides(self) -> list[Side]:
        theses = [item for item in self.items if item.is_thesis]
        if len(theses) < 2:
            return []
        sides: list[Side] = []
        for thesis in theses:
            name = shorten(thesis.text, _SIDE_NAME_COLUMNS)
            sides.append(Side(thesis.id, name, places={"": thesis.span}))
        return sides

    def claims(self) -> Iterator[Claim]:
        sides = {side.id for side in self.sides()}
        for item in self.items:
            if not item.is_claim:
                continue
            yield Claim(
                item.id,
                item.text,
                main=item.is_thesis,
                side=item.id if item.id in sides else "",
                evidence=item.evidence,
                quote=item.quote,
                note="\n".join(item.notes),
                places={"": item.span, "text": item.span},
            )


def _dedent(line: str, indent: int) -> str:
    """Return a line without up to `indent` of its leading spaces, and without any at its end."""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, indent) :].rstrip()
