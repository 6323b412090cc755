"""Reader of decision records.

    # Where sessions are kept          the title
    ## Decision Drivers
    * Sessions survive a restart.      a claim in the group "Decision Drivers"
    ## Considered Options
    * Redis                            a side with one main claim
    ## Decision Outcome
    Chosen option: "Redis", because it is fast.       the chosen side, and a reason for it
    ## Pros and Cons of the Options
    ### Redis
    * Good, because it is fast         a reason for the option
    * Bad, because it costs memory     an objection to it
    * Neutral, because we know it      a claim on its side

What is below other headings is a note of the map, in Markdown, and what else is said of an option
is a note of its main claim. In Nygard's records, the decision is the only option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.formats.adr.blocks import Block, BlockKind, blocks_of, heading, text_of
from argmap.formats.adr.sections import (
    ARGUMENT,
    CHOSEN,
    FIELD,
    LINK,
    NAME_AND_REASON,
    SECTIONS,
    Section,
)
from argmap.formats.lists.inline_markup import markdown_inline, markdown_text
from argmap.formats.lists.listing import Listing
from argmap.formats.lists.sources import ListSources
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Mapping, Scalar, items_of, lines_of_entry
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.languages import words_in_lists
from argmap.model import (
    ArgumentMap,
    Citation,
    Claim,
    DecisionRecord,
    Inferences,
    Kind,
    RecordLink,
    Side,
)
from argmap.model.diagnostics import Diagnostics, Span, error, warning
from argmap.model.losses import Ledger
from argmap.model.reading import Reading
from argmap.util.spelling import MOST_COMPARED
from argmap.util.text import split_lines

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_KINDS = {"Good": Kind.SUPPORT, "Bad": Kind.REBUTTAL, "Neutral": None}
_IN_CONSEQUENCES = {
    Section.CONSEQUENCES: None,
    Section.POSITIVE: Kind.SUPPORT,
    Section.NEGATIVE: Kind.REBUTTAL,
}
_OF_RECORD = (Section.STATUS, Section.DATE, Section.DECIDERS)
_OF_NOTE = (Section.INTRODUCTION, Section.CONTEXT, Section.OTHER)
_FIRST = (Section.DRIVERS, Section.OPTIONS, Section.OUTCOME, Section.CONSEQUENCES)
"""The order in which claims are read; those about each option come last."""
_LEAST_ALIKE = 0.5
"""The share of their words that two names of one option have in common, at the least."""


_Words: TypeAlias = tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Draft:
    """A claim that is being read.

    Attributes:
        place: where it comes among the claims.
        option: the option whose side it is on.
        number: which of the options it is, the first being 0.
    """

    text: str
    span: Span
    cited: tuple[Citation, ...]
    group: str
    place: int
    option: _Draft | None = None
    number: int = 0
    notes: list[Block] = field(default_factory=list)
    id: str = ""


def parse_adr(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a decision record; `name` is what its diagnostics call the file."""
    reader = _RecordReader(name)
    return Reading.of(name, text, reader.read(text), reader.diagnostics)


class _RecordReader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.diagnostics: Diagnostics = []
        self.ledger = Ledger()
        listing = Listing(is_markdown=True, ledger=self.ledger, diagnostics=self.diagnostics)
        self.sources = ListSources(listing, words_in_lists("en"))
        self.title: str | None = None
        self.headings: set[_Words] = set()
        self.fields: dict[Section, list[str]] = {section: [] for section in _OF_RECORD}
        self.links: list[RecordLink] = []
        self.notes: list[Block] = []
        self.heading_of_notes = ""
        self.drafts: list[_Draft] = []
        self.options: dict[_Words, _Draft] = {}
        # The names of options that have no heading in the same words.
        self.without_heading: list[_Words] = []
        self.arguments: list[tuple[Kind, _Draft, _Draft]] = []
        self.consequences: list[tuple[Kind | None, _Draft]] = []
        self.chosen: _Draft | None = None
        # What the outcome says besides the chosen option.
        self.outcome: list[Block] = []
        self.expects_reasons = False
        # The section, the level of its heading, and the option whose heading is below that.
        self.section = Section.INTRODUCTION
        self.level = 0
        self.option: _Draft | None = None

    def read(self, text: str) -> ArgumentMap | None:
        blocks = blocks_of(self.without_front_matter(text))
        headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
        self.headings = {_words(markdown_text(each)) for each in headings}
        with_arguments = _headings_with_arguments(blocks)
        for block in blocks:
            if block.kind is BlockKind.COMMENT:
                self.ledger.leave_out("comment", self.lines_of(block))
            elif block.kind is BlockKind.HEADING:
                self.read_heading(block, has_arguments=block.line in with_arguments)
            else:
                self.read_block(block)
        self.settle_outcome()
        self.diagnostics += self.ledger.diagnostics()
        if self.options:
            return self.map()
        message = "this decision record has neither options nor a decision"
        help = (
            "write the name of each option after a `*` below `## Considered Options`, or the"
            " decision below `## Decision`"
        )
        self.diagnostics.append(error("no-options", message, Span.start_of(self.name), help))
        return None

    def map(self) -> ArgumentMap:
        """Return the map, whose claims come in one order wherever they are in the file."""
        ids = Ids()
        self.drafts.sort(key=lambda draft: draft.place)
        for draft in self.drafts:
            draft.id = ids.give(draft.text)
        inferences = Inferences()
        for kind, premise, target in sorted(self.arguments, key=lambda ends: ends[1].place):
            places = {"": premise.span, f"premise:{premise.id}": premise.span}
            inferences.add(kind, [premise.id], target.id, places=places)
        claims = [
            Claim(
                draft.id,
                draft.text,
                side=draft.option.id if draft.option else "",
                main=draft.option is draft,
                # A link in its name says what an option is, not that it is good.
                evidence=() if draft.option is draft else draft.cited,
                stated_in=draft.cited if draft.option is draft else (),
                note=text_of(draft.notes),
                group=draft.group,
                places={"": draft.span, "text": draft.span},
            )
            for draft in self.drafts
        ]
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=self.title or "",
            note=text_of(self.notes),
            record=DecisionRecord(
                "; ".join(self.fields[Section.STATUS]),
                "; ".join(self.fields[Section.DATE]),
                tuple(self.fields[Section.DECIDERS]),
                self.chosen.id if self.chosen else "",
                tuple(self.links),
            ),
            sides=[
                Side(each.id, each.text, places={"": each.span}) for each in self.options.values()
            ],
            sources=self.sources.all,
            claims=claims,
            inferences=inferences.all,
        )

    # --- the record ---

    def without_front_matter(self, text: str) -> str:
        """Read the fields above the text, and return the text with empty lines in their place."""
        match = _FRONT_MATTER.match(text)
        if match is None:
            return text
        yaml = "\n" + (match[1] or "")
        root, problems = parse_tree(yaml, self.name)
        if problems or not isinstance(root, Mapping):
            if yaml.strip():
                for number, line in enumerate(split_lines(yaml), 1):
                    span = Span.on_line(self.name, number, 1, len(line))
                    self.ledger.leave_out("line{s} of front matter", span, int(bool(line.strip())))
            return "\n" * match[0].count("\n") + text[match.end() :]
        for key, value in root.entries:
            section = SECTIONS.get(key.value.lower(), Section.OTHER)
            if section in _OF_RECORD:
                for item in items_of(value):
                    self.add_field(section, item.value if isinstance(item, Scalar) else "")
            else:
                self.ledger.leave_out("field{s} of front matter", lines_of_entry(key, value))
        return "\n" * match[0].count("\n") + text[match.end() :]

    def add_field(self, section: Section, text: str) -> None:
        texts = re.split("[,;]", text) if section is Section.DECIDERS else [text]
        self.fields[section] += [each.strip() for each in texts if each.strip()]

    def read_lines(self, block: Block) -> None:
        """Read the status, the date, the deciders and links, each on a line of its own."""
        section = self.section
        lines = block.source.split("\n")
        if block.kind is BlockKind.ITEM and block.text:
            lines = [block.text, *block.below.split("\n")]
        rest = []
        for line in lines:
            said = FIELD.fullmatch(line.strip())
            link = LINK.fullmatch(line.strip())
            if said and section is not Section.LINKS:
                self.add_field(SECTIONS[said[1].lower()], said[2])
            elif link and section in (Section.STATUS, Section.LINKS):
                kind, title = markdown_text(link[1]), markdown_text(link[2])
                to = link[3]
                self.links.append(RecordLink(kind, to, "" if title == to else title))
            elif section in _OF_RECORD:
                self.add_field(section, line)
            else:
                rest.append(line)
        if len(rest) == len(lines):
            self.put_into_note(block)
        elif any(map(str.strip, rest)):
            self.put_into_note(block._replace(source="\n".join(rest).strip("\n")))

    # --- sections ---

    def read_heading(self, block: Block, *, has_arguments: bool) -> None:
        """Begin the section, or the option, that a heading names."""
        text = " ".join(block.text.split())
        if block.level == 1 and self.title is None:
            self.title = self.inline(block)[0]
            return
        self.expects_reasons = False
        section = SECTIONS.get(text.lower().strip(" *_:"))
        is_below = self.section in (Section.OPTIONS, Section.ARGUMENTS) and block.level > self.level
        if is_below and self.option and block.level > self.level + 1:
            level = min(max(4, block.level - self.level + 2), 6)
            self.option.notes.append(heading(level, text))
        elif is_below:
            self.option = self.option_named(block)
        elif section is not None:
            self.section, self.level, self.option = section, block.level, None
        elif has_arguments:
            self.section, self.option = Section.OTHER, self.option_named(block)
        elif self.section is Section.OTHER and self.option and block.level > 2:
            self.option.notes.append(heading(max(4, block.level), text))
        elif self.section in (Section.CONTEXT, Section.OTHER) and block.level > 2:
            self.notes.append(heading(block.level, text))
        else:
            self.section, self.option = Section.OTHER, None
            self.begin_note(text)

    def read_block(self, block: Block) -> None:
        """Read what is not a heading, by the section that it is in."""
        section = self.section
        is_item = block.kind is BlockKind.ITEM
        is_line = bool(block.text) and (is_item or not block.text.rstrip().endswith(":"))
        if self.option is not None:
            self.read_about_option(block, self.option)
        elif section in (Section.INTRODUCTION, Section.LINKS, *_OF_RECORD):
            self.read_lines(block)
        elif section is Section.OUTCOME:
            self.read_outcome(block)
        elif section is Section.OPTIONS and is_item and block.text:
            self.option_named(block)
        elif section is Section.DRIVERS and is_line:
            self.add_claim(block, block.text, section)
        elif section in _IN_CONSEQUENCES and is_line:
            self.add_consequence(block, _IN_CONSEQUENCES[section])
        else:
            self.put_into_note(block)

    def read_about_option(self, block: Block, option: _Draft) -> None:
        argument = ARGUMENT.fullmatch(block.text) if block.kind is BlockKind.ITEM else None
        if argument is None:
            option.notes.append(block)
            return
        kind = _KINDS[argument[1]]
        group = "" if kind else option.text
        place = len(_FIRST) + option.number
        draft = self.add_claim(block, argument[2], group, place)
        if kind:
            self.arguments.append((kind, draft, option))
        else:
            draft.option = option

    def read_outcome(self, block: Block) -> None:
        chosen = CHOSEN.fullmatch(block.text)
        is_item = block.kind is BlockKind.ITEM
        if chosen and self.chosen is None:
            self.read_chosen(block, chosen[1])
        elif is_item and ARGUMENT.fullmatch(block.text):
            self.add_consequence(block, None)
        elif is_item and block.text and self.expects_reasons:
            self.add_reason(block, block.text)
        else:
            self.expects_reasons = False
            self.outcome.append(block)

    def read_chosen(self, block: Block, text: str) -> None:
        """Read `"Redis", because it is fast`."""
        name, reason = text, ""
        for pattern in NAME_AND_REASON:
            match = pattern.fullmatch(text)
            if match:
                name, reason = match[1], match[2].strip()
                break
        quoted = re.fullmatch(r"([^\"“]*[\"“].+?[\"”])[,.;:]?\s+(.+)", name)
        if quoted and not reason:
            name = quoted[1]
            self.outcome.append(Block(BlockKind.OTHER, block.line, quoted[2]))
        name = re.sub(r"^[\"“](.*?)[,.;:]?[\"”][,.;:]?$|[,.;:]$", r"\1", name)
        self.chosen = self.option_named(block._replace(text=name))
        self.expects_reasons = not reason or reason.endswith(":")
        if not self.expects_reasons:
            self.add_reason(block, reason)
        elif reason:
            self.outcome.append(Block(BlockKind.OTHER, block.line, reason))

    def add_reason(self, block: Block, text: str) -> None:
        if self.chosen:
            draft = self.add_claim(block, text, Section.OUTCOME)
            self.arguments.append((Kind.SUPPORT, draft, self.chosen))

    def add_consequence(self, block: Block, kind: Kind | None) -> None:
        argument = ARGUMENT.fullmatch(block.text)
        text = block.text
        if argument:
            kind, text = _KINDS[argument[1]], argument[2]
        self.consequences.append((kind, self.add_claim(block, text, Section.CONSEQUENCES)))

    def settle_outcome(self) -> None:
        """Attach the consequences to the chosen option: without options, that is the decision."""
        said = [block for block in self.outcome if block.text]
        if not self.options and said:
            self.chosen = self.option_named(said[0])
            self.chosen.notes += [block for block in self.outcome if block is not said[0]]
        else:
            for block in self.outcome:
                self.note_below(Section.OUTCOME, block)
        places = [self.span(block) for block in self.outcome]
        places += [draft.span for _, draft in self.consequences]
        if self.options and self.chosen is None and places:
            message = "this decision record does not say which option is chosen"
            help = 'below `## Decision Outcome`, write `Chosen option: "…", because …`'
            self.diagnostics.append(warning("no-chosen-option", message, places[0], help))
        for kind, draft in self.consequences if self.chosen else ():
            if kind and self.chosen:
                self.arguments.append((kind, draft, self.chosen))
            else:
                draft.option = self.chosen

    # --- claims ---

    def option_named(self, block: Block) -> _Draft:
        """Return the option that a text names, in these words or nearly; else a new one.

        A heading in nearly these words does not name an option that has a heading of its own.
        """
        name, cited = self.inline(block)
        words = _words(name)
        option = self.known_option(block, words)
        if option is None:
            option = self.add_claim(block, block.text, "", _FIRST.index(Section.OPTIONS))
            option.option = option
            option.number = len(self.options)
            self.options[words] = option
            if words not in self.headings:
                self.without_heading.append(words)
            return option
        option.cited = tuple(dict.fromkeys([*option.cited, *cited]))
        if not set(words) <= set(_words(option.text)):
            self.ledger.leave_out("different name{s} of an option", self.lines_of(block))
        self.add_note(option, block)
        return option

    def known_option(self, block: Block, words: _Words) -> _Draft | None:
        """Return the option with this name, or with the only name that is nearly the same."""
        is_in_list = self.section is Section.OPTIONS and block.kind is BlockKind.ITEM
        if words in self.options or is_in_list:
            return self.options.get(words)
        is_heading = block.kind is BlockKind.HEADING
        # An option with a heading of its own is not what another heading names.
        names = self.without_heading if is_heading else list(self.options)
        if len(names) > MOST_COMPARED:
            return None
        likeness = {other: _likeness(words, other) for other in names}
        best = max(likeness.values(), default=0.0)
        nearest = [other for other, value in likeness.items() if value == best]
        return self.options[nearest[0]] if best > _LEAST_ALIKE and len(nearest) == 1 else None

    def add_claim(self, block: Block, text: str, group: str, place: int = -1) -> _Draft:
        """Add a claim with a text of Markdown; what is below that of an item is its note."""
        words, cited = self.inline(block._replace(text=text))
        if place < 0:
            place = _FIRST.index(Section(group))
        draft = _Draft(words or "?", self.span(block), cited, group, place)
        self.add_note(draft, block)
        self.drafts.append(draft)
        return draft

    def inline(self, block: Block) -> tuple[str, tuple[Citation, ...]]:
        """Return the text of a line of Markdown and what it cites."""
        inline = markdown_inline(block.text.strip(), (), {})
        text = " ".join(f"{inline.text} {inline.emphasis}".split())
        cited = self.sources.citations(inline, self.span(block))
        for kind in inline.left_out:
            self.ledger.leave_out(kind, self.lines_of(block))
        return text, cited

    # --- notes, and what is left out ---

    def put_into_note(self, block: Block) -> None:
        """Keep a block in the note of the map, below the heading of its section."""
        if self.section in _OF_NOTE:
            self.notes.append(block)
        else:
            self.note_below(self.section, block)

    def add_note(self, draft: _Draft, item: Block) -> None:
        """Add what is below an item to the note of its claim."""
        for block in blocks_of(item.below):
            if block.kind is BlockKind.COMMENT:
                self.ledger.leave_out("comment", self.lines_of(item))
            elif block.kind is BlockKind.HEADING:
                draft.notes.append(heading(max(4, block.level), block.text))
            else:
                draft.notes.append(block)

    def note_below(self, title: str, block: Block) -> None:
        if title != self.heading_of_notes:
            self.begin_note(title)
        self.notes.append(block)

    def begin_note(self, title: str) -> None:
        self.heading_of_notes = title
        self.notes.append(heading(2, title))

    def span(self, block: Block) -> Span:
        first_line = block.source.partition("\n")[0]
        return Span.on_line(self.name, block.line, 1, max(1, len(first_line)))

    def lines_of(self, block: Block) -> Span:
        """Return the place of all lines of a block."""
        lines = block.source.split("\n")
        last_line = block.line + len(lines) - 1
        end_column = max(2, len(lines[-1]) + 1)
        return Span(self.name, block.line, 1, last_line, end_column)


def _words(text: str) -> _Words:
    """Return the words of a text, in which marks such as `*` may be within a word."""
    return tuple(re.findall(r"[^\W_]+", re.sub(r"[`*\\]", "", text.casefold())))


def _likeness(words: _Words, others: _Words) -> float:
    """Return the share of the words of the shorter text that are in the other."""
    shorter = min(len(set(words)), len(set(others)))
    return len(set(words) & set(others)) / shorter if shorter else 0


def _headings_with_arguments(blocks: Iterable[Block]) -> set[int]:
    """Return the lines of the headings that have arguments before the next heading."""
    found = set()
    line = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            line = block.line
        elif block.kind is BlockKind.ITEM and ARGUMENT.fullmatch(block.text):
            found.add(line)
    return found
