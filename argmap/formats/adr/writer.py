"""Writer of decision records, with the headings of MADR 4.

An option is a main claim. Its reasons are its "Good, because", and its objections its "Bad,
because", but for those in the groups that the reader makes of the outcome and the consequences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from argmap.formats.adr.blocks import Block, BlockKind, addresses_in, blocks_of
from argmap.formats.adr.sections import ARGUMENT, Section
from argmap.formats.lists.inline_markup import markdown_inline
from argmap.formats.native.layout import Group, Part, Text, group_of_texts, lay_out_all
from argmap.formats.shared.addresses import SAFE_ADDRESS
from argmap.model import (
    ArgumentMap,
    Claim,
    Inference,
    Kind,
    RecordLink,
    Side,
    Source,
    main_claims,
)
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
# An image beside the record is one: ![A sketch](pictures/sketch.png)
_IMAGE_FROM_ELSEWHERE = r"!(?=\[)(?!\[[^\[\]]*\]\((?!//)[\w./-]+\))"
_SAFE_LINK = re.compile(r"(?:https?|mailto):|[^:]*$", re.IGNORECASE)
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
        self.chosen = self.chosen_option()
        self.items: dict[_Place, list[str]] = defaultdict(list)
        self.written_claims = len(self.options)
        self.written_inferences = 0
        for claim in map.claims.values():
            place, prefix = self.place_of(claim)
            if place is not None:
                self.written_claims += 1
                item = _item(prefix, self.linked(claim), self.note(claim.note))
                self.items[place].append(item)

    def chosen_option(self) -> Claim | None:
        """Return the option that the record chooses, by its side."""
        chosen = self.map.record.chosen
        options = self.options.values() if chosen else ()
        return next((option for option in options if option.side == chosen), None)

    def place_of(self, claim: Claim) -> tuple[_Place | None, str]:
        """Return the section in which a claim is an item, and what that begins with."""
        if claim.id in self.options:
            return None, ""
        uses = self.map.uses(claim.id)
        for use in uses:
            if use.target in self.options and len(use.premises) == 1:
                self.written_inferences += 1
                return self.place_of_argument(claim, use)
        return (None, "") if uses else self.place_of_unused(claim)

    def place_of_argument(self, claim: Claim, use: Inference) -> tuple[_Place, str]:
        """Return the place of a reason for an option, or of an objection to it."""
        is_reason = use.kind is Kind.SUPPORT
        prefix = _GOOD if is_reason else _BAD
        if self.chosen and use.target == self.chosen.id:
            if is_reason and claim.group == Section.OUTCOME:
                return (Section.OUTCOME, ""), ""
            if claim.group == Section.CONSEQUENCES:
                return (Section.CONSEQUENCES, ""), prefix
        return (Section.ARGUMENTS, use.target), prefix

    def place_of_unused(self, claim: Claim) -> tuple[_Place | None, str]:
        """Return the place of a claim that bears on nothing."""
        group = claim.group
        side_of_decision = self.chosen.side if self.chosen else ""
        if group == Section.DRIVERS and not claim.side:
            return (Section.DRIVERS, ""), ""
        if group == Section.CONSEQUENCES and claim.side == side_of_decision:
            # "Good, because …" would be read as a reason.
            looks_like_argument = ARGUMENT.fullmatch(claim.text) is not None
            return (Section.CONSEQUENCES, ""), _NEUTRAL if looks_like_argument else ""
        for option in self.options.values():
            if option.text == group and option.side == claim.side:
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
        parts = []
        for key, text in (("status", record.status), ("date", record.date)):
            if text:
                parts.append(Part(key, Text(text)))
        if record.deciders:
            parts.append(Part("decision-makers", group_of_texts(record.deciders)))
        if not parts:
            return ""
        lines = lay_out_all(Group(parts, is_list=False))
        return "\n".join(["---", *lines, "---"])

    def outcome(self, option: Claim) -> str:
        said = f'Chosen option: "{_line(option.text)}"'
        reasons = self.items[Section.OUTCOME, ""]
        if len(reasons) == 1 and "\n" not in reasons[0]:
            return f"{said}, because {reasons[0].removeprefix('* ')}"
        if not reasons:
            return said
        return "\n".join([f"{said}, because\n", *reasons])

    def linked(self, claim: Claim) -> str:
        """Return the text of a claim, and links to what it cites."""
        written = _line(claim.text)
        citations = claim.stated_in if claim.id in self.options else claim.evidence
        for citation in citations:
            source = self.map.sources[citation.source]
            url = source.url
            if not SAFE_ADDRESS.fullmatch(url):
                continue
            title = _escaped(one_line(source.title), _PUNCTUATION)
            if title:
                written += f" ([{title}]({url}))"
            elif "%" in url:
                # In angle brackets, what an address has escaped would be shown as something else.
                written += f" {url}"
            else:
                written += f" <{url}>"
        return written

    def note(self, text: str) -> str:
        """Return a note as Markdown.

        Where it was not Markdown before, it has no tags, an image that is not beside the record is
        a link, and links lead to websites and files alone.
        """
        text = str(safe_lines(text))
        if self.map.format == "adr":
            return text
        text = _escaped_once(text, f"{_TAG}|{_IMAGE_FROM_ELSEWHERE}")
        is_safe = all(map(_SAFE_LINK.match, addresses_in(text)))
        return text if is_safe else _escaped_once(text, r"\[")

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
    lines = [f"* {prefix}{text}"]
    if note:
        lines.append("")
        lines += [f"  {line}" if line else "" for line in note.split("\n")]
    return "\n".join(lines)


def _section(title: str, items: list[str]) -> str:
    return "\n".join([f"## {title}", "", *items]) if items else ""


def _link(link: RecordLink) -> str:
    title = _line(link.title or link.to)
    kind = _line(link.kind)
    if not _ADDRESS.fullmatch(link.to):
        return f"* {kind} {title} {_line(link.to)}"
    before = f"{kind} " if kind else ""
    return f"* {before}[{title}]({link.to})"


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
    for written in (text, _escaped(text, _MARKUP)):
        inline = markdown_inline(written, (), {})
        is_same = inline.text == text and not (inline.emphasis or inline.addresses)
        source = f"* {written}"
        if is_same and blocks_of(source) == [Block(BlockKind.ITEM, 1, source, written)]:
            return written
    return _escaped(text, _PUNCTUATION)


def _escaped_once(text: str, signs: str) -> str:
    """Return Markdown with a backslash before each of some signs that has none."""
    return re.sub(rf"(?<!\\)((?:\\\\)*)({signs})", r"\1\\\2", text)


def _escaped(text: str, signs: str) -> str:
    """Return a text with a backslash before each of some signs."""
    return re.sub(signs, r"\\\g<0>", text)
