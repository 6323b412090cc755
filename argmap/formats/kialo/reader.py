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
is a side. What links and footnotes point to is evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from argmap.formats.kialo.links_and_notes import (
    ADDRESS,
    LINK,
    Footnote,
    Marker,
    find_markers,
    take_sources,
    unescape,
    without_markers,
)
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.addresses import SAFE_ADDRESS, without_scheme
from argmap.formats.shared.ids import Ids
from argmap.model import ArgumentMap, Citation, Claim, Inferences, Kind, Side, Source
from argmap.model.diagnostics import Diagnostics, Span, error, warning
from argmap.model.losses import Ledger
from argmap.model.reading import Reading
from argmap.util.text import shorten, split_lines

# Example: Discussion Title: Should school start at nine?
_TITLE_LABEL = re.compile(r"\s*Discussion (?:Title|Name):")
# Examples: 1.1. Pro: Teenagers would sleep more; "  1.1. Pro:", with the text on the next line.
_HEADER = re.compile(r"\s*(\d+(?:\.\d+)*)\. (?:(Pro|Con|Thesis|Question):(?: |$))?(.*)")
# Example: -> See 1.1.1.
_LINK_TO_CLAIM = re.compile(r"->\s*See\s+(\d+(?:\.\d+)*)\.?")
# Example: -> See discussion #4: Should homework be banned?
_LINK_TO_DISCUSSION = re.compile(r"->\s*(See discussion\b.*)", re.DOTALL)
_KINDS = {"Pro": Kind.SUPPORT, "Con": Kind.REBUTTAL}
_SIDE_NAME_COLUMNS = 40


def parse_kialo(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a Kialo export; `name` is what its diagnostics call the file."""
    reader = _KialoReader(text, name)
    return Reading.of(name, text, reader.read(), reader.diagnostics)


@dataclass(slots=True, eq=False)
class _Item:
    """What is at one address: a claim, a question, or a link to a claim or another discussion."""

    address: str
    label: str
    span: Span
    lines: list[str]
    text: str = ""
    id: str = ""
    linked_address: str = ""
    linked_discussion: str = ""
    notes: list[str] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)  # ids of sources, in order
    quote: str = ""

    @property
    def parent(self) -> str:
        """The address of what it bears on: `1.2` for `1.2.3`."""
        return self.address.rpartition(".")[0]

    @property
    def may_cite(self) -> bool:
        """Whether it is a claim or a question, and no link."""
        return not self.linked_address and not self.linked_discussion

    @property
    def is_claim(self) -> bool:
        return self.may_cite and self.label != "Question"

    @property
    def is_thesis(self) -> bool:
        """Whether it is a main claim; the single one of a debate needs no label."""
        return self.label in ("Thesis", "")


class _KialoReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = split_lines(text)
        self.diagnostics: Diagnostics = []
        self.title = ""
        self.items: list[_Item] = []
        self.by_address: dict[str, _Item] = {}
        self.inferences = Inferences()
        self.link_ends: dict[str, _Item | None] = {}
        self.sources: dict[str, Source] = {}  # by their address, or the words in place of one
        self.source_ids = Ids()
        self.ledger = Ledger()

    def read(self) -> ArgumentMap | None:
        start = self.read_first_line()
        end, footnotes = take_sources(
            self.lines, lambda line: self.match_header(line, is_first=False) is not None
        )
        self.split_into_items(start, end)
        for item in self.items:
            self.read_text(item)
        claims = [item for item in self.items if item.is_claim]
        if not claims:
            no_claims = error(
                "no-claims",
                "this file has no Kialo claims",
                self.span(1),
                "a Kialo export starts with `Discussion Title:` or `Discussion Name:`, and its"
                " first claim with `1.`",
            )
            self.diagnostics.append(no_claims)
            return None
        self.cite(footnotes)
        ids = Ids()
        for item in claims:
            item.id = ids.give(item.text)
        for item in self.items:
            if item.label in _KINDS:
                self.relate(item)
        theses = [item for item in claims if item.is_thesis]
        sides = []
        if len(theses) > 1:
            for thesis in theses:
                name = shorten(thesis.text, _SIDE_NAME_COLUMNS)
                sides.append(Side(thesis.id, name, places={"": thesis.span}))
        described = list(self.claims(claims, {side.id for side in sides}))
        self.diagnostics += self.ledger.diagnostics()
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=self.title,
            sides=sides,
            sources=self.sources.values(),
            claims=described,
            inferences=self.inferences.all,
        )

    def warn(self, code: str, message: str, span: Span) -> None:
        self.diagnostics.append(warning(code, message, span))

    # --- lines ---

    def span(self, line: int, column: int = 1) -> Span:
        """Return the place from a column to the end of its line, at least one character wide."""
        text = self.lines[line - 1]
        length = len(text) + 1 - column
        return Span.on_line(self.name, line, column, max(length, 1))

    def leave_out(self, kind: str, first: int, lines: Sequence[str]) -> None:
        """Leave out what is on some lines, or in one of them, from the line `first` on."""
        last = first + "\n".join(lines).rstrip().count("\n")
        self.ledger.leave_out(kind, Span(self.name, first, 1, last, len(self.lines[last - 1]) + 1))

    def leave_out_of(self, item: _Item, kind: str) -> None:
        """Leave out something of an item."""
        self.leave_out(kind, item.span.line, item.lines)

    def read_first_line(self) -> int:
        """Read the title of the export; return the index of the first claim."""
        blank_lines = takewhile(lambda line: not line.strip(), self.lines[:-1])
        start = len(list(blank_lines))
        first_line = self.lines[start]
        label = _TITLE_LABEL.match(first_line)
        if label:
            self.title = unescape(first_line[label.end() :].strip())
            start += 1
        return start

    def match_header(self, line: str, *, is_first: bool) -> re.Match[str] | None:
        """Return the match of a line that begins an item; only the first can go without a label.

        Else any line of a text that begins with a number would begin an item.
        """
        match = _HEADER.fullmatch(line)
        if match is None or match[2] or is_first:
            return match
        return None

    def split_into_items(self, start: int, end: int) -> None:
        """Give each line from the index `start` to before `end` to the item that it belongs to."""
        introduction = []
        for number, line in enumerate(self.lines[start:end], start + 1):
            match = self.match_header(line, is_first=not self.items)
            if match:
                address, label, first_line = match.groups(default="")
                span = self.span(number, match.start(1) + 1)
                item = _Item(address, label, span, [first_line])
                if address in self.by_address:
                    self.warn("duplicate-id", f"two claims have the number `{address}.`", span)
                self.by_address.setdefault(address, item)
                self.items.append(item)
            elif self.items:
                self.items[-1].lines.append(line)
            elif line.strip():
                introduction.append((line.strip(), self.span(number)))
        # The newer exports have the title on a line of its own.
        if not self.title and introduction:
            title, _ = introduction.pop(0)
            self.title = unescape(title)
        for _, span in introduction:
            self.ledger.leave_out("introductory line", span)

    def read_text(self, item: _Item) -> None:
        # Exports indent a text as deep as its header; what is indented more is the writer's.
        indent = re.compile(rf" {{,{2 * item.address.count('.')}}}")
        lines = [indent.sub("", line, count=1).rstrip() for line in item.lines]
        item.text = "\n".join(lines).strip()
        if item.label in _KINDS:
            claim = _LINK_TO_CLAIM.fullmatch(item.text)
            discussion = _LINK_TO_DISCUSSION.fullmatch(item.text)
            if claim:
                item.linked_address = claim[1]
            elif discussion:
                item.linked_discussion = discussion[1]
        if not item.text:
            self.warn("missing-text", "this claim has no text", item.span)
            item.text = "?"

    # --- sources ---

    def cite(self, footnotes: dict[int, Footnote]) -> None:
        """Make what links and footnotes point to evidence, and take them out of the texts."""
        citing = [item for item in self.items if item.may_cite]
        for item in citing:
            for link in LINK.finditer(item.text):
                address = unescape(link[2])
                source = self.find_or_add(address, item.span)
                if source:
                    item.cited[source] = None
                elif address:
                    self.leave_out_of(item, "unsafe link")
            item.text = LINK.sub(r"\1", item.text)
        markers_of: dict[int, list[Marker]] = {}
        uncited = dict(footnotes)
        numbers_in_title = set(footnotes)  # they may be in the question alone
        for marker in find_markers([item.text for item in citing], footnotes):
            index, _, _, number, is_ambiguous = marker
            markers_of.setdefault(index, []).append(marker)
            item = citing[index]
            del uncited[number]
            if item.is_claim:
                numbers_in_title.discard(number)
            if is_ambiguous:
                self.warn(
                    "ambiguous-footnote",
                    f"`[{number}]` appears more than once; argmap uses the first one as the"
                    " footnote",
                    item.span,
                )
        for index, item in enumerate(citing):
            markers = markers_of.get(index, [])
            self.cite_notes(item, [footnotes[marker.number] for marker in markers])
            item.text = unescape(without_markers(item.text, markers)) or "?"
            if not item.is_claim and item.cited:
                # The sources stay. What they document is not a claim, which could cite them.
                self.leave_out_of(item, "question citation")
        for note in uncited.values():
            self.add_note(note)
            self.leave_out_quotation(note)
        self.title = without_markers(self.title, find_markers([self.title], numbers_in_title))

    def cite_notes(self, item: _Item, notes: Sequence[Footnote]) -> None:
        quotations = []
        for note in notes:
            quotation = "\n".join(note.quotation).strip()
            source = self.add_note(note)
            if source:
                item.cited[source] = None
            if source and quotation and item.is_claim:
                item.quote = quotation
                quotations.append(f"{source}: {quotation}")
            else:
                self.leave_out_quotation(note)
        # A claim has one quotation; of several, each goes into its note, with where it is from.
        if len(quotations) > 1:
            item.quote = ""
            item.notes += quotations

    def add_note(self, note: Footnote) -> str:
        """Return the id of the source that a note names; "" if it names none that is safe."""
        source = self.find_or_add(note.words, self.span(note.line))
        if note.words and not source:
            self.leave_out("unsafe link", note.line, ())
        return source

    def leave_out_quotation(self, note: Footnote) -> None:
        if any(note.quotation):
            self.leave_out("uncited quotation", note.line + 1, note.quotation)

    def find_or_add(self, words: str, span: Span) -> str:
        """Return the id of the source with an address, or which words name; "" if it is unsafe."""
        is_safe = SAFE_ADDRESS.fullmatch(words) is not None
        if not words or (ADDRESS.fullmatch(words) and not is_safe):
            return ""
        if words not in self.sources:
            id = self.source_ids.give(without_scheme(words))
            field = "url" if is_safe else "title"
            places = {"": span, "id": span, "url": span}
            self.sources[words] = Source(id, **{field: words}, places=places)
        return self.sources[words].id

    # --- relations ---

    def relate(self, item: _Item) -> None:
        """Add the inference of a reason or objection, or a note if it is another discussion."""
        target = self.claim_at(item.parent)
        if item.linked_discussion:
            if target:
                target.notes.append(f"{item.label}: {item.linked_discussion}")
            else:
                self.leave_out_of(item, "discussion link")
            return
        premise = self.follow_links(item)
        if premise and target:
            id = premise.id
            places = {"": item.span, f"premise:{id}": item.span}
            self.inferences.add(_KINDS[item.label], [id], target.id, places=places)
            return
        message = f"this belongs under the claim `{item.parent}.`, which does not exist"
        if premise is None:
            linked = f"`{item.linked_address}.`"
            message = f"{linked} is not a claim in this discussion, or its links form a cycle"
        self.warn("unknown-claim", message, item.span)

    def claim_at(self, address: str) -> _Item | None:
        """Return the claim at an address, or at the end of the links that begin there."""
        item = self.by_address.get(address)
        return self.follow_links(item) if item else None

    def follow_links(self, item: _Item) -> _Item | None:
        """Return the claim at the end of a chain of links; `None` if it ends at none."""
        path = []
        end: _Item | None = item
        # Every end is remembered, so that many links to one long chain stay linear.
        while end and end.linked_address:
            address = end.address
            if address in self.link_ends:
                end = self.link_ends[address]
                break
            self.link_ends[address] = None  # what a circle comes to
            path.append(address)
            end = self.by_address.get(end.linked_address)
        if end and not end.is_claim:
            end = None
        for address in path:
            self.link_ends[address] = end
        return end

    # --- the map ---

    def claims(self, items: Sequence[_Item], sides: set[str]) -> Iterator[Claim]:
        asked = {"", self.title}  # the title may say a question already
        for item in items:
            question = ""
            above = self.by_address.get(item.parent)
            if item.label == "Thesis" and above and above.label == "Question":
                question = above.text
            if question not in ("", self.title):
                item.notes.insert(0, f"Question: {question}")
                asked.add(question)
            yield Claim(
                item.id,
                item.text,
                main=item.is_thesis,
                side=item.id if item.id in sides else "",
                evidence=tuple(Citation(source) for source in item.cited),
                quote=item.quote,
                note="\n".join(item.notes),
                places={"": item.span, "text": item.span},
            )
        for item in self.items:
            if item.label == "Question" and item.text not in asked:
                self.leave_out_of(item, "question without theses")
