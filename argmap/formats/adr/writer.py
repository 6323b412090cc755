"""Writer of decision records, with the headings of MADR 4.

An option is a main claim. Its reasons are its "Good, because", and its objections its "Bad,
because", but for those in the groups that the reader makes of the outcome and the consequences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from argmap.formats.adr.blocks import Block, BlockKind, blocks_of
from argmap.formats.adr.sections import ARGUMENT, Section
from argmap.formats.lists.inline_markup import markdown_inline
from argmap.formats.lists.source_descriptions import SAFE_ADDRESS
from argmap.formats.native.writer import write_list, write_scalar
from argmap.model import ArgumentMap, Claim, Kind, RecordLink, Side, Source, main_claims
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.writing import Result, WritingOptions
from argmap.util.text import one_line, safe_lines

_KEPT: Kept = {
    ArgumentMap: ("title", "note", "record", "sides", "sources"),
    Side: ("label",),
    Source: ("title", "publisher", "url"),
    Claim: ("side", "main", "evidence", "stated_in", "note", "group"),
}
_MARKUP = r"[\\`*_\[\]<>#&~]"
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_ADDRESS = re.compile(r"(?:(?:https?|mailto):)?[^\s()<>:]+", re.IGNORECASE)
_TAG = r"<(?=[A-Za-z/!?])(?!https?://)"
_GOOD, _BAD, _NEUTRAL = "Good, because ", "Bad, because ", "Neutral, because "
_Place: TypeAlias = tuple[Section, str]
"""A section, and the option whose heading is below that; "" for none."""


def format_adr(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as a decision record."""
    writer = _RecordWriter(map)
    text = "\n\n".join(filter(None, writer.parts())) + "\n"
    lost = [*count_dropped(map, kept=_KEPT), *writer.lost()]
    return Result(text, losses("adr", lost))


class _RecordWriter:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.options = {claim.id: claim for claim in main_claims(map)}
        chosen = map.record.chosen
        of_side = [claim for claim in self.options.values() if chosen and claim.side == chosen]
        self.chosen = of_side[0] if of_side else None
        self.items: dict[_Place, list[str]] = defaultdict(list)
        self.written_claims = len(self.options)
        self.written_inferences = 0
        for claim in map.claims.values():
            place, prefix = self.place_of(claim)
            if place is not None:
                self.written_claims += 1
                self.items[place].append(_item(prefix, self.linked(claim), self.note(claim.note)))

    def place_of(self, claim: Claim) -> tuple[_Place | None, str]:
        """Return the section in which a claim is an item, and what that begins with."""
        chosen = self.chosen
        group = claim.group
        for use in self.map.uses(claim.id):
            option = self.options.get(use.target)
            if option is None or len(use.premises) > 1 or claim.id in self.options:
                continue
            self.written_inferences += 1
            if option is chosen and group == Section.OUTCOME and use.kind is Kind.SUPPORT:
                return (Section.OUTCOME, ""), ""
            prefix = _GOOD if use.kind is Kind.SUPPORT else _BAD
            if option is chosen and group == Section.CONSEQUENCES:
                return (Section.CONSEQUENCES, ""), prefix
            return (Section.ARGUMENTS, option.id), prefix
        if claim.id in self.options or self.map.uses(claim.id):
            return None, ""
        if group == Section.DRIVERS and not claim.side:
            return (Section.DRIVERS, ""), ""
        if group == Section.CONSEQUENCES and claim.side == (chosen.side if chosen else ""):
            return (Section.CONSEQUENCES, ""), _NEUTRAL if ARGUMENT.fullmatch(claim.text) else ""
        for option in self.options.values():
            if (option.text, option.side) == (group, claim.side):
                return (Section.ARGUMENTS, option.id), _NEUTRAL
        return None, ""

    def parts(self) -> Iterator[str]:
        """Yield the parts of the text, between which an empty line is; some may be empty."""
        map = self.map
        context, others = _split_note(self.note(map.note))
        yield self.front_matter()
        yield f"# {_line(map.title)}".rstrip()
        if context:
            yield f"## {Section.CONTEXT}\n\n{context}"
        yield _section(Section.DRIVERS, self.items[Section.DRIVERS, ""])
        options = [_item("", self.linked(option)) for option in self.options.values()]
        yield _section(Section.OPTIONS, options)
        consequences = _section(Section.CONSEQUENCES, self.items[Section.CONSEQUENCES, ""])
        if self.chosen:
            yield f"## {Section.OUTCOME}"
            yield self.outcome(self.chosen)
            consequences = consequences and f"#{consequences}"
        yield consequences
        yield f"## {Section.ARGUMENTS}"
        for option in self.options.values():
            yield f"### {_line(option.text)}"
            yield self.note(option.note)
            yield "\n".join(self.items[Section.ARGUMENTS, option.id])
        yield _section(Section.LINKS, [_link(link) for link in map.record.links])
        yield others

    def front_matter(self) -> str:
        record = self.map.record
        lines = []
        for key, text in (("status", record.status), ("date", record.date)):
            if text:
                lines.append(f"{key}: {write_scalar(text)}")
        if record.deciders:
            lines.append(f"decision-makers: {write_list(record.deciders)}")
        return "\n".join(["---", *lines, "---"]) if lines else ""

    def outcome(self, option: Claim) -> str:
        said = f'Chosen option: "{_line(option.text)}"'
        reasons = self.items[Section.OUTCOME, ""]
        if len(reasons) == 1 and "\n" not in reasons[0]:
            return f"{said}, because {reasons[0].removeprefix('* ')}"
        return "\n".join([f"{said}, because\n", *reasons]) if reasons else said

    def linked(self, claim: Claim) -> str:
        """Return the text of a claim, and links to what it cites."""
        written = _line(claim.text)
        for citation in claim.stated_in if claim.id in self.options else claim.evidence:
            source = self.map.sources[citation.source]
            title = re.sub(_PUNCTUATION, r"\\\g<0>", one_line(source.title))
            # In angle brackets, what an address has escaped would be shown as something else.
            address = source.url if "%" in source.url else f"<{source.url}>"
            link = f"([{title}]({source.url}))" if title else address
            written += f" {link}" if SAFE_ADDRESS.fullmatch(source.url) else ""
        return written

    def note(self, text: str) -> str:
        """Return a note as Markdown; only in what was Markdown before, tags stay what they are."""
        text = safe_lines(text)
        return str(text) if self.map.format == "adr" else re.sub(_TAG, r"\\<", text)

    def lost(self) -> Iterator[tuple[str, int]]:
        """Yield what is not written, of each kind the singular and the number."""
        map = self.map
        yield "indirect claim", len(map.claims) - self.written_claims
        number = len(map.inferences) - self.written_inferences
        yield "indirect or linked inference", number
        names = {option.side: option.text for option in self.options.values()}
        yield "side name", sum(names.get(side.id) != side.name for side in map.sides.values())


def _item(prefix: str, text: str, note: str = "") -> str:
    """Return an item of a list, with a note below its text."""
    item = f"* {prefix}{text}"
    for line in ["", *note.split("\n")] if note else ():
        item += f"\n  {line}" if line else "\n"
    return item


def _section(title: str, items: list[str]) -> str:
    return "\n".join([f"## {title}", "", *items]) if items else ""


def _link(link: RecordLink) -> str:
    title = _line(link.title or link.to)
    kind = _line(link.kind)
    if _ADDRESS.fullmatch(link.to):
        return f"* {kind} [{title}]({link.to})" if kind else f"* [{title}]({link.to})"
    return f"* {kind} {title} {_line(link.to)}"


def _split_note(note: str) -> tuple[str, str]:
    """Return what a note says before its first heading of the second level, and the rest."""
    for block in blocks_of(note):
        if block.kind is BlockKind.HEADING and block.level == 2:
            lines = note.split("\n")
            before = "\n".join(lines[: block.line - 1])
            return before.strip("\n"), "\n".join(lines[block.line - 1 :])
    return note, ""


def _line(text: str) -> str:
    """Return a text as Markdown that is read as the same text, with as few escapes as it takes."""
    text = one_line(text)
    for pattern in (r"(?!)", _MARKUP, _PUNCTUATION):
        written = re.sub(pattern, r"\\\g<0>", text)
        inline = markdown_inline(written, (), {})
        is_same = inline.text == text and not (inline.emphasis or inline.addresses)
        if is_same and blocks_of(f"* {written}") == [
            Block(BlockKind.ITEM, 1, f"* {written}", written)
        ]:
            break
    return written
