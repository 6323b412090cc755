"""Writer of decision records, with the headings of MADR 4.

An option is a main claim. Its reasons are its "Good, because", and its objections its "Bad,
because", but for those in the groups that the reader makes of the outcome and the consequences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.formats.adr.blocks import Block, BlockKind, blocks_of
from argmap.formats.adr.reader import DEEPEST
from argmap.formats.adr.sections import ARGUMENT, Section
from argmap.formats.lists.inline_markup import markdown_inline
from argmap.formats.native.writer import write_list, write_scalar
from argmap.model import ArgumentMap, Claim, Inference, Kind, RecordLink, Side, Source
from argmap.model import main_claims as main_claims_of
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.writing import Result, WritingOptions
from argmap.util.text import one_line, safe_lines

_KEPT: Kept = {
    ArgumentMap: ("title", "language", "note", "record", "sides", "sources"),
    Side: ("label",),
    Source: ("title", "publisher", "url"),
    Claim: ("side", "main", "evidence", "note", "group"),
}
_MARKUP = r"([\\`*_\[\]<>#&~])"
_PUNCTUATION = r"([!-/:-@\[-`{-~])"
_GOOD, _BAD, _NEUTRAL = "Good, because ", "Bad, because ", "Neutral, because "


def format_adr(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as a decision record."""
    writer = _RecordWriter(map)
    text = "\n\n".join(writer.parts()) + "\n"
    lost = [*count_dropped(map, kept=_KEPT), *writer.lost()]
    return Result(text, losses("adr", lost))


class _RecordWriter:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.options = main_claims_of(map)
        self.order = {id: place for place, id in enumerate(map.claims)}
        self.written: set[str] = {claim.id for claim in self.options}
        self.number_of_inferences = 0

    def parts(self) -> Iterator[str]:
        """Yield the parts of the text, between which an empty line is."""
        map = self.map
        options = self.options
        yield from self.front_matter()
        yield f"# {_line(map.title)}".rstrip()
        context, others = _split_note(map.note)
        if context:
            yield f"## {Section.CONTEXT}\n\n{context}"
        drivers = self.claims_beside(Section.DRIVERS)
        if drivers:
            yield _section(Section.DRIVERS, self.items(drivers))
        names = [f"* {_line(option.text, self.addresses(option))}" for option in options]
        yield _section(Section.OPTIONS, names)
        chosen = [each for each in options if map.record.chosen and each.side == map.record.chosen]
        if chosen:
            yield from self.outcome(chosen[0])
        yield f"## {Section.ARGUMENTS}"
        for option in options:
            yield f"### {_line(option.text)}"
            yield from filter(None, [_safe(option.note)])
            neutral = self.claims_beside(option.text, option.side)
            items = self.in_order(self.simple_arguments(option.id), neutral)
            if items:
                yield "\n".join(items)
        if map.record.links:
            yield _section(Section.LINKS, [f"* {_link(link)}" for link in map.record.links])
        yield from filter(None, [others])

    def lost(self) -> Iterator[tuple[str, int]]:
        """Yield what is not written, of each kind the singular and the number."""
        map = self.map
        yield "claim that is not about an option", len(map.claims) - len(self.written)
        number = len(map.inferences) - self.number_of_inferences
        yield "inference that is not a reason or an objection of one claim", number
        names = {option.side: option.text for option in self.options}
        differing = [side for side in map.sides.values() if names.get(side.id) != side.name]
        yield "side name", len(differing)

    def front_matter(self) -> Iterator[str]:
        record = self.map.record
        lines = []
        for key, text in (("status", record.status), ("date", record.date)):
            if text:
                lines.append(f"{key}: {write_scalar(text)}")
        if record.deciders:
            lines.append(f"decision-makers: {write_list(record.deciders)}")
        if self.map.language:
            lines.append(f"language: {write_scalar(self.map.language)}")
        if lines:
            yield "\n".join(["---", *lines, "---"])

    def outcome(self, option: Claim) -> Iterator[str]:
        said = f'Chosen option: "{_line(option.text)}"'
        reasons = [
            inference
            for inference in self.simple_arguments(option.id)
            if inference.kind is Kind.SUPPORT and self.premise(inference).group == Section.OUTCOME
        ]
        items = list(self.arguments(reasons, 1, prefixes=("", "")))
        if len(items) == 1 and "\n" not in items[0]:
            said += f", because {items[0].removeprefix('* ')}"
        elif items:
            said += ", because\n\n" + "\n".join(items)
        yield f"## {Section.OUTCOME}\n\n{said}"
        consequences = [
            inference
            for inference in self.simple_arguments(option.id)
            if self.premise(inference).group == Section.CONSEQUENCES
        ]
        neutral = self.claims_beside(Section.CONSEQUENCES, option.side)
        lines = self.in_order(consequences, neutral, "")
        if lines:
            yield "\n".join([f"### {Section.CONSEQUENCES}", "", *lines])

    # --- claims ---

    def premise(self, inference: Inference) -> Claim:
        return self.map.claims[inference.premises[0]]

    def simple_arguments(self, target: str) -> list[Inference]:
        """Return the reasons for a claim and the objections to it that are one claim not yet
        written.
        """
        both = [*self.map.supports(target), *self.map.rebuttals(target)]
        simple = [
            each
            for each in both
            if len(each.premises) == 1 and each.premises[0] not in self.written
        ]
        return sorted(simple, key=lambda each: self.order[each.premises[0]])

    def claims_beside(self, group: str, side: str = "") -> list[Claim]:
        """Return the claims of a group and a side that bear on nothing, and on which nothing
        bears.
        """
        map = self.map
        return [
            claim
            for claim in map.claims.values()
            if claim.group == group
            and claim.side == side
            and claim.id not in self.written
            and not (map.uses(claim.id) or map.onto(claim.id))
        ]

    def in_order(
        self, arguments: Iterable[Inference], neutral: Iterable[Claim], prefix: str = _NEUTRAL
    ) -> list[str]:
        """Return arguments and claims beside them as items, in the order of the map."""
        items = [(self.order[claim.id], self.items([claim], prefix)) for claim in neutral]
        for inference in arguments:
            place = self.order[inference.premises[0]]
            items.append((place, list(self.arguments([inference], 1))))
        return [item for _, lines in sorted(items) for item in lines]

    def items(self, claims: Iterable[Claim], prefix: str = "") -> list[str]:
        """Return claims as items."""
        return [item for claim in claims for item in self.item(claim, prefix)]

    def item(self, claim: Claim, prefix: str) -> Iterator[str]:
        self.written.add(claim.id)
        if not prefix and ARGUMENT.fullmatch(claim.text):
            prefix = _NEUTRAL
        yield f"* {prefix}{_line(claim.text, self.addresses(claim))}"
        if claim.note:
            yield _indented(f"\n{_safe(claim.note)}")

    def arguments(
        self, inferences: Iterable[Inference], depth: int, prefixes: tuple[str, str] = (_GOOD, _BAD)
    ) -> Iterator[str]:
        """Yield reasons and objections as items, and below each item those of its claim."""
        for inference in inferences:
            if inference.premises[0] in self.written:
                continue
            self.number_of_inferences += 1
            premise = self.premise(inference)
            good, bad = prefixes
            yield from self.item(premise, good if inference.kind is Kind.SUPPORT else bad)
            if depth < DEEPEST:
                inner = self.simple_arguments(premise.id)
                for line in self.arguments(inner, depth + 1):
                    yield _indented(line)

    def addresses(self, claim: Claim) -> str:
        """Return links to the web addresses of a claim's evidence."""
        written = ""
        for citation in claim.evidence:
            source = self.map.sources[citation.source]
            title = re.sub(_PUNCTUATION, r"\\\1", one_line(source.title))
            # Of an address in angle brackets, what is escaped would be shown otherwise.
            bare = source.url if "%" in source.url else f"<{source.url}>"
            link = f"([{title}]({source.url}))" if title else bare
            written += f" {link}" if source.url else ""
        return written


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([f"## {heading}", "", *lines])


def _split_note(note: str) -> tuple[str, str]:
    """Return what a note says before its first heading of the second level, and the rest."""
    note = _safe(note)
    for block in blocks_of(note):
        if block.kind is BlockKind.HEADING and block.level == 2:
            lines = note.split("\n")
            before, rest = lines[: block.line - 1], lines[block.line - 1 :]
            return "\n".join(before).strip("\n"), "\n".join(rest)
    return note, ""


def _safe(text: str) -> str:
    return safe_lines(text)


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in lines.split("\n"))


def _line(text: str, behind: str = "") -> str:
    """Return a text as Markdown that is read as the same text, with as few escapes as it takes."""
    text = one_line(text)
    for pattern in (None, _MARKUP, _PUNCTUATION):
        written = re.sub(pattern, r"\\\1", text) if pattern else text
        expected = [Block(BlockKind.ITEM, 1, f"* {written}", written)]
        inline = markdown_inline(written, (), {})
        is_same = inline.text == text and not (inline.emphasis or inline.addresses)
        if is_same and blocks_of(f"* {written}") == expected:
            break
    return written + behind


def _link(link: RecordLink) -> str:
    return f"{link.kind} [{link.title or link.to}]({link.to})".strip()
