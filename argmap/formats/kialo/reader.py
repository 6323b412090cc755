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

The address of a claim says what it bears on. `-> See 1.1.1.` puts another claim here too, as a reason
or objection of its own. Theses are the main claims; where several answer one question, each is a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.kialo.footnotes import Sources
from argmap.formats.kialo.text import take_sources, unescape
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.reading import Reading
from argmap.formats.shared.yaml_tree import split_lines
from argmap.model import ArgumentMap, Citation, Claim, Kind, Side, Steps
from argmap.model.diagnostics import Diagnostic, Span, error, warning
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses
from argmap.model.text import shorten

_HEAD = re.compile(r"\s*Discussion (Title|Name):")
_ONE_LINE = re.compile(r"\s*(\d+(?:\.\d+)*)\. (?:(Pro|Con|Thesis|Question):(?: |$))?(.*)")
_LABEL_ALONE = re.compile(r" *(\d+(?:\.\d+)*)\. (Pro|Con|Thesis|Question):()\s*")
_SEE = re.compile(r"->\s*See\s+(\d+(?:\.\d+)*)\.?")
_SEE_ELSEWHERE = re.compile(r"->\s*(See discussion\b.*)", re.DOTALL)
_KINDS = {"Pro": Kind.SUPPORT, "Con": Kind.REBUTTAL}


def looks_like_kialo(text: str) -> bool:
    """Return whether a text begins as Kialo's exports do."""
    return bool(_HEAD.match(text))


def parse_kialo(text: str, name: str) -> Reading:
    """Return the map in a Kialo export; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        reader = _KialoReader(text, name)
        return Reading.of(name, text, reader.read(), reader.found)


@dataclass(slots=True, eq=False)
class _Item:
    """What stands at one address: a claim, a question, or a link to a claim."""

    address: str
    label: str
    span: Span
    lines: list[str]
    text: str = ""
    id: str = ""
    see: str = ""
    elsewhere: str = ""
    notes: list[str] = field(default_factory=list)
    evidence: tuple[Citation, ...] = ()
    quote: str = ""

    @property
    def parent(self) -> str:
        return self.address.rpartition(".")[0]

    @property
    def is_claim(self) -> bool:
        return not (self.see or self.elsewhere or self.label == "Question")


class _KialoReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = split_lines(text)
        self.found: list[Diagnostic] = []
        self.title = ""
        self.preamble = 0
        self.items: list[_Item] = []
        self.at: dict[str, _Item] = {}
        self.steps = Steps()
        self.resolved: dict[str, _Item | None] = {}

    def read(self) -> ArgumentMap | None:
        label = _LABEL_ALONE if self.is_newer() else _ONE_LINE
        end, notes = take_sources(self.lines, lambda line: self.header(label, line, rooted=True))
        self.split(label, self.head(), end)
        self.texts()
        if not self.items:
            help = "an export begins with `Discussion Title:` or `Discussion Name:`, and its first claim with `1.`"
            self.found.append(error("no-claims", "there are no claims of Kialo's in this file", self.span(1), help))
            return None
        sources = Sources(self.span, self.found)
        sources.cite([item for item in self.items if item.is_claim], notes)
        self.settle_ids()
        lost = sum(not self.relate(item) for item in self.items)
        self.question()
        dropped = [(self.preamble, "introductory line"), (lost, "discussion link"), *sources.dropped()]
        self.found += losses("argmap", dropped)
        return self.build(sources)

    def build(self, sources: Sources) -> ArgumentMap | None:
        try:
            return ArgumentMap.build(
                title=self.title,
                sides=self.sides(),
                sources=sources.all.values(),
                claims=self.claims(),
                inferences=self.steps.all,
            )
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    # --- lines ---

    def span(self, line: int, column: int = 1) -> Span:
        return Span(self.name, line, column, line, max(column + 1, len(self.lines[line - 1]) + 1))

    def is_newer(self) -> bool:
        first = next((line for line in self.lines if line.strip()), "")
        if begins := _HEAD.match(first):
            return begins[1] == "Name"
        return bool(_LABEL_ALONE.fullmatch(first))

    def head(self) -> int:
        """Read the title if it stands on the line of its label, and return where to go on reading."""
        for number, line in enumerate(self.lines):
            if begins := _HEAD.match(line):
                self.title = unescape(line[begins.end() :].strip())
                return number + 1
            if line.strip():
                return number
        return 0

    def header(self, label: re.Pattern[str], line: str, *, rooted: bool) -> re.Match[str] | None:
        """Return the match of a line that begins a claim; only the first can go without a label."""
        match = label.fullmatch(line)
        return match if match and (match[2] or not rooted) else None

    def split(self, label: re.Pattern[str], start: int, end: int) -> None:
        before: list[str] = []
        for number, line in enumerate(self.lines[start:end], start + 1):
            match = self.header(label, line, rooted=bool(self.items))
            if match:
                column = match.start(1) + 1
                self.add(_Item(match[1], match[2] or "", self.span(number, column), [match[3]]))
            elif self.items:
                self.items[-1].lines.append(line)
            elif line.strip():
                before.append(line.strip())
        if not self.title and before:
            self.title = unescape(before.pop(0))
        self.preamble = len(before)

    def add(self, item: _Item) -> None:
        if item.address in self.at:
            self.found.append(warning("duplicate-id", f"`{item.address}.` stands here twice", item.span))
        self.items.append(item)
        self.at.setdefault(item.address, item)

    def texts(self) -> None:
        for item in self.items:
            indent = 2 * item.address.count(".")
            item.text = "\n".join(_dedented(line, indent) for line in item.lines).strip()
            if see := item.label in _KINDS and _SEE.fullmatch(item.text):
                item.see = see[1]
            elif see := item.label in _KINDS and _SEE_ELSEWHERE.fullmatch(item.text):
                item.elsewhere = see[1]
            elif not item.text:
                self.found.append(warning("missing-text", "this claim has no text", item.span))
                item.text = "?"

    # --- relations ---

    def settle_ids(self) -> None:
        ids = Ids()
        for item in self.items:
            if item.is_claim:
                item.id = ids.give(item.text)

    def relate(self, item: _Item) -> bool:
        """Add the step that an item is, and return whether all of it found a place."""
        if item.label not in _KINDS:
            return True
        target, premise = self.claim_at(item.parent), self.resolve(item)
        if item.elsewhere:
            if target:
                target.notes.append(f"{item.label}: {item.elsewhere}")
            return target is not None
        if premise is None:
            if self.claim_at(item.see) is None:
                message = f"`{item.see}.` is no claim of this discussion, or a link in a circle"
                self.found.append(warning("unknown-claim", message, item.span))
        elif target is None:
            message = f"there is no claim `{item.parent}.` for this to bear on"
            self.found.append(warning("unknown-claim", message, item.span))
        else:
            places = {"": item.span, f"premise:{premise.id}": item.span}
            self.steps.add(_KINDS[item.label], [premise.id], target.id, places=places)
        return True

    def claim_at(self, address: str) -> _Item | None:
        item = self.at.get(address)
        return self.resolve(item) if item else None

    def resolve(self, item: _Item) -> _Item | None:
        """Return the claim at the end of a chain of links; `None` if it has no end or ends elsewhere."""
        path: list[str] = []
        here: _Item | None = item
        while here and here.see and here.address not in self.resolved:
            self.resolved[here.address] = None  # what a circle comes to
            path.append(here.address)
            here = self.at.get(here.see)
        if here and here.see:
            here = self.resolved[here.address]
        elif here and not here.is_claim:
            here = None
        self.resolved.update(dict.fromkeys(path, here))
        return here

    # --- the map ---

    def question(self) -> None:
        """Note the question with each of its theses, unless the title says it."""
        for item in self.items:
            asked = self.at.get(item.parent)
            if item.label == "Thesis" and asked and asked.label == "Question" and asked.text != self.title:
                item.notes.insert(0, f"Question: {unescape(asked.text)}")

    def theses(self) -> list[_Item]:
        return [item for item in self.items if item.is_claim and item.label in ("Thesis", "")]

    def sides(self) -> list[Side]:
        theses = self.theses()
        if len(theses) < 2:
            return []
        return [Side(item.id, shorten(item.text, 40), places={"": item.span}) for item in theses]

    def claims(self) -> Iterator[Claim]:
        main = {item.id for item in self.theses()}
        for item in self.items:
            if item.is_claim:
                yield Claim(
                    item.id, item.text, main=item.id in main,
                    side=item.id if item.id in main and len(main) > 1 else "",
                    evidence=item.evidence, quote=item.quote, note="\n".join(item.notes),
                    places={"": item.span, "text": item.span},
                )  # fmt: skip


def _dedented(line: str, indent: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, indent) :].rstrip()
