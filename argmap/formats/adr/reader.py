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

from argmap.formats.adr.blocks import Block, BlockKind, blocks_of
from argmap.formats.adr.sections import (
    ARGUMENT,
    CHOSEN,
    FIELD,
    LINK,
    NAME_AND_REASON,
    SECTIONS,
    Section,
)
from argmap.formats.lists.inline_markup import markdown_inline
from argmap.formats.lists.listing import Listing
from argmap.formats.lists.sources import ListSources
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids, warn_of_unknown_language
from argmap.formats.shared.tree import Mapping, Scalar, items_of
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
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, error, warning
from argmap.model.losses import LOSS
from argmap.model.reading import Reading
from argmap.util.text import count

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KINDS = {"Good": Kind.SUPPORT, "Bad": Kind.REBUTTAL, "Neutral": None}
_KIND_BELOW = {Section.POSITIVE: Kind.SUPPORT, Section.NEGATIVE: Kind.REBUTTAL}
_IN_CONSEQUENCES = (Section.CONSEQUENCES, *_KIND_BELOW)
_OF_RECORD = (Section.STATUS, Section.DATE, Section.DECIDERS)
_OTHER_NAME, _OTHER_NAMES = "different name of an option", "different names of options"
_LEAST_ALIKE = 0.5
"""The share of their words that two names of one option have in common, at the least."""
DEEPEST = 5
"""How many levels of arguments about arguments are read and written."""

_FIRST = (Section.DRIVERS, Section.OPTIONS, Section.OUTCOME, Section.CONSEQUENCES)
"""The order in which claims are read; those about each option come last."""


@dataclass(slots=True, eq=False)
class _Draft:
    """A claim that is being read.

    Attributes:
        text: its text.
        span: its place.
        evidence: what it cites.
        group: its group.
        place: where it comes among the others.
        option: the option whose side it is on.
        notes: the passages of its note.
        id: its id, once all claims are read.
    """

    text: str
    span: Span
    evidence: tuple[Citation, ...]
    group: str
    place: int
    option: _Draft | None = None
    notes: list[str] = field(default_factory=list)
    id: str = ""


Ends: TypeAlias = tuple[Kind, _Draft, _Draft]
"""An inference: its kind, its premise and its target."""


def parse_adr(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a decision record; `name` is what its diagnostics call the file."""
    reader = _RecordReader(name)
    map = reader.read(text)
    return Reading.of(name, text, map, reader.diagnostics)


class _RecordReader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.diagnostics: Diagnostics = []
        self.left_out: dict[str, list[tuple[Span, str]]] = {}
        self.title: str | None = None
        self.language = ""
        self.fields: dict[Section, list[str]] = {section: [] for section in _OF_RECORD}
        self.links: list[RecordLink] = []
        self.notes: list[str] = []
        self.sources = ListSources(Listing(is_markdown=True), words_in_lists("en"))
        self.drafts: list[_Draft] = []
        self.options: list[_Draft] = []
        self.ends: list[Ends] = []
        self.consequences: list[tuple[Kind | None, _Draft]] = []
        # What the outcome says besides the chosen option.
        self.outcome: list[Block] = []
        self.chosen: _Draft | None = None
        self.section = Section.INTRODUCTION
        self.heading_of_notes = ""
        self.level = 0
        self.option: _Draft | None = None
        self.expects_reasons = False

    def read(self, text: str) -> ArgumentMap | None:
        blocks = blocks_of(self.without_front_matter(text))
        for index, block in enumerate(blocks):
            match block.kind:
                case BlockKind.COMMENT:
                    self.leave_out("comment", block, block.source)
                case BlockKind.HEADING:
                    self.read_heading(block, blocks[index + 1 :])
                case _:
                    self.read_block(block)
        self.settle_outcome()
        if not self.options:
            message = "this decision record has neither options nor a decision"
            help = (
                "write the name of each option after a `*` below `## Considered Options`, or the"
                " decision below `## Decision`"
            )
            self.diagnostics.append(error("no-options", message, Span.start_of(self.name), help))
            return None
        self.settle_consequences()
        self.report_what_is_left_out()
        return self.map()

    def map(self) -> ArgumentMap:
        ids = Ids()
        self.drafts.sort(key=lambda draft: draft.place)
        for draft in self.drafts:
            draft.id = ids.give(draft.text)
        inferences = Inferences()
        for kind, premise, target in sorted(self.ends, key=lambda ends: ends[1].place):
            places = {"": premise.span, f"premise:{premise.id}": premise.span}
            inferences.add(kind, [premise.id], target.id, places=places)
        claims = [
            Claim(
                draft.id,
                draft.text,
                side=draft.option.id if draft.option else "",
                main=draft.option is draft,
                evidence=draft.evidence,
                note="\n\n".join(draft.notes),
                group=draft.group,
                places={"": draft.span, "text": draft.span},
            )
            for draft in self.drafts
        ]
        sides = [Side(each.id, each.text, places={"": each.span}) for each in self.options]
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=self.title or "",
            language=self.language,
            note="\n\n".join(self.notes),
            record=DecisionRecord(
                "; ".join(self.fields[Section.STATUS]),
                "; ".join(self.fields[Section.DATE]),
                tuple(self.fields[Section.DECIDERS]),
                self.chosen.id if self.chosen else "",
                tuple(self.links),
            ),
            sides=sides,
            sources=self.sources.all,
            claims=claims,
            inferences=inferences.all,
        )

    # --- front matter ---

    def without_front_matter(self, text: str) -> str:
        """Read the fields above the text, and return the text with empty lines in their place."""
        match = _FRONT_MATTER.match(text)
        if match is None:
            return text
        yaml = "\n" + (match[1] or "")
        root, problems = parse_tree(yaml, self.name)
        first = Block(BlockKind.OTHER, 1, yaml)
        if problems or not isinstance(root, Mapping):
            if yaml.strip():
                self.leave_out("front matter", first, yaml)
        else:
            for key, value in root.entries:
                texts = [item.value for item in items_of(value) if isinstance(item, Scalar)]
                section = SECTIONS.get(key.value.lower())
                if section in _OF_RECORD:
                    for each in texts:
                        self.add_field(section, each)
                elif key.value == "title":
                    self.title = " ".join(texts)
                elif key.value in ("lang", "language"):
                    self.language = " ".join(texts)
                    warn_of_unknown_language(self.language, key.span, self.diagnostics)
                else:
                    of_key = first._replace(line=key.span.line)
                    self.leave_out("front matter key", of_key, key.value)
        return "\n" * match[0].count("\n") + text[match.end() :]

    def add_field(self, section: Section, text: str) -> None:
        texts = re.split(r"\s*[,;]\s*", text) if section is Section.DECIDERS else [text]
        self.fields[section] += [each.strip() for each in texts if each.strip()]

    # --- blocks ---

    def read_heading(self, block: Block, behind: list[Block]) -> None:
        """Begin the section, or the option, that a heading names."""
        text = " ".join(block.text.split())
        if block.level == 1 and self.title is None:
            self.title = self.inline(block)[0]
            return
        self.expects_reasons = False
        is_below = self.section in (Section.OPTIONS, Section.ARGUMENTS) and block.level > self.level
        section = SECTIONS.get(text.lower().strip(" *_:"))
        if is_below and self.option and block.level > self.level + 1:
            depth = max(4, block.level - self.level + 2)
            self.option.notes.append(f"{'#' * min(depth, 6)} {text}")
        elif is_below:
            self.option = self.option_named(block)
        elif section is not None:
            self.section = section
            self.level = block.level
            self.option = None
        elif _has_arguments(behind):
            self.section = Section.ARGUMENTS
            self.level = block.level - 1
            self.option = self.option_named(block)
        elif self.section in (Section.CONTEXT, Section.OTHER) and block.level > 2:
            self.notes.append(f"{'#' * block.level} {text}")
        else:
            self.section = Section.OTHER
            self.option = None
            self.note_below(text, "")

    def read_block(self, block: Block) -> None:
        """Read what is not a heading, by the section that it is in."""
        section = self.section
        is_item = block.kind is BlockKind.ITEM
        is_line = bool(block.text) and (is_item or not block.text.rstrip().endswith(":"))
        argument = ARGUMENT.fullmatch(block.text)
        if self.option is not None:
            self.read_about_option(block, self.option)
        elif section in _OF_RECORD or section in (Section.INTRODUCTION, Section.LINKS):
            self.read_lines_of_record(block)
        elif section is Section.OUTCOME:
            self.read_outcome(block)
        elif section is Section.OPTIONS and is_item and block.text:
            self.option_named(block)
        elif section is Section.DRIVERS and is_line:
            self.add_claim(block, block.text, Section.DRIVERS)
        elif section in _IN_CONSEQUENCES and is_line:
            self.add_consequence(block, argument, _KIND_BELOW.get(section))
        else:
            self.put_into_note(block)

    def read_about_option(self, block: Block, option: _Draft) -> None:
        argument = ARGUMENT.fullmatch(block.text) if block.kind is BlockKind.ITEM else None
        if argument is None or not argument[2].strip():
            is_next_item = (
                block.kind is BlockKind.ITEM and option.notes and _is_item(option.notes[-1])
            )
            if is_next_item:
                option.notes[-1] += f"\n{block.source}"
            else:
                option.notes.append(block.source)
            return
        kind = _KINDS[argument[1]]
        if kind is None:
            claim = self.add_claim(block, argument[2], option.text, self.place_of(option))
            claim.option = option
        else:
            self.add_argument(kind, block, argument[2], option, "", self.place_of(option))

    def read_lines_of_record(self, block: Block) -> None:
        """Read the status, the date, the deciders and links, each on a line of its own."""
        section = self.section
        rest = []
        lines = block.source.split("\n")
        if block.kind is BlockKind.ITEM and block.text:
            lines = [block.text, *block.below.split("\n")]
        for line in lines:
            said = FIELD.fullmatch(line.strip())
            link = LINK.fullmatch(line.strip())
            if said and section is not Section.LINKS:
                self.add_field(SECTIONS[said[1].lower()], said[2])
            elif link and section in (Section.STATUS, Section.LINKS):
                kind, title, to = link.groups()
                self.links.append(RecordLink(kind, to, "" if title == to else title))
            elif section in _OF_RECORD:
                self.add_field(section, line)
            else:
                rest.append(line)
        if len(rest) == len(lines):
            rest = [block.source]
        if any(line.strip() for line in rest):
            self.put_into_note(block._replace(source="\n".join(rest).strip("\n")))

    def read_outcome(self, block: Block) -> None:
        chosen = CHOSEN.fullmatch(block.text)
        argument = ARGUMENT.fullmatch(block.text)
        is_item = block.kind is BlockKind.ITEM
        if chosen and self.chosen is None:
            self.read_chosen(block, chosen[1])
        elif is_item and argument:
            self.add_consequence(block, argument, None)
        elif is_item and block.text and self.expects_reasons and self.chosen:
            self.add_argument(Kind.SUPPORT, block, block.text, self.chosen, Section.OUTCOME)
        else:
            self.expects_reasons = False
            self.outcome.append(block)

    def read_chosen(self, block: Block, text: str) -> None:
        name, reason = text, ""
        for pattern in NAME_AND_REASON:
            match = pattern.fullmatch(text)
            if match:
                name, reason = match.groups()
                break
        quoted = re.fullmatch(r"([^\"“]*[\"“].+?[\"”])[,.;:]?\s+(.+)", name)
        if quoted and not reason:
            name, rest = quoted.groups()
            self.outcome.append(block._replace(source=rest, text=""))
        name = re.sub(r"^[\"“](.*?)[,.;:]?[\"”][,.;:]?$|[,.;:]$", r"\1", name)
        self.chosen = self.option_named(block._replace(text=name))
        self.expects_reasons = not reason.strip() or reason.rstrip().endswith(":")
        if not self.expects_reasons:
            self.add_argument(Kind.SUPPORT, block, reason, self.chosen, Section.OUTCOME)
        elif reason.strip():
            self.outcome.append(block._replace(source=reason.strip(), text=""))

    def add_consequence(
        self, block: Block, argument: re.Match[str] | None, kind: Kind | None
    ) -> None:
        text = block.text
        if argument and argument[2].strip():
            kind = _KINDS[argument[1]]
            text = argument[2]
        self.consequences.append((kind, self.add_claim(block, text, Section.CONSEQUENCES)))

    # --- claims ---

    def option_named(self, block: Block) -> _Draft:
        """Return the option that a text names, in these words or nearly; else a new one."""
        name, cited = self.inline(block)
        words = _words(name)
        alike = [(_likeness(words, _words(option.text)), option) for option in self.options]
        best = max((likeness for likeness, _ in alike), default=0.0)
        fitting = [option for likeness, option in alike if likeness == best]
        is_considered = self.section is Section.OPTIONS and block.kind is BlockKind.ITEM
        if best == 1 or (best > _LEAST_ALIKE and len(fitting) == 1 and not is_considered):
            option = fitting[0]
            option.evidence = tuple(dict.fromkeys([*option.evidence, *cited]))
            if not set(words) <= set(_words(option.text)):
                self.leave_out(_OTHER_NAME, block, name)
        else:
            option = self.add_claim(block, block.text, "", _FIRST.index(Section.OPTIONS))
            option.option = option
            self.options.append(option)
            return option
        if block.below:
            option.notes.append(block.below)
        return option

    def place_of(self, option: _Draft) -> int:
        """Return where the claims about an option come."""
        return len(_FIRST) + self.options.index(option)

    def add_claim(self, block: Block, text: str, group: str, place: int = -1) -> _Draft:
        """Add a claim with a text of Markdown; what is below that of an item is its note.

        Without a `place`, it has that of its group.
        """
        words, evidence = self.inline(block._replace(text=text))
        if place < 0:
            place = _FIRST.index(Section(group))
        draft = _Draft(words or "?", self.span(block), evidence, group, place)
        if block.below:
            draft.notes.append(block.below)
        self.drafts.append(draft)
        return draft

    def add_argument(
        self,
        kind: Kind,
        block: Block,
        text: str,
        target: _Draft,
        group: str = "",
        place: int = -1,
        depth: int = 1,
    ) -> None:
        """Add a reason for a claim or an objection to it, and the arguments below that."""
        below = blocks_of(block.below) if block.below and depth < DEEPEST else []
        inner = [(each, ARGUMENT.fullmatch(each.text)) for each in below]
        arguments = [
            (each, match)
            for each, match in inner
            if match and each.kind is BlockKind.ITEM and _KINDS[match[1]] and match[2].strip()
        ]
        if arguments:
            there = [each for each, _ in arguments]
            rest = [each.source for each in below if each not in there]
            block = block._replace(below="\n\n".join(rest))
        draft = self.add_claim(block, text, group, place)
        self.ends.append((kind, draft, target))
        for each, match in arguments:
            inner_kind = _KINDS[match[1]]
            if inner_kind is not None:
                placed = each._replace(line=block.line)
                self.add_argument(inner_kind, placed, match[2], draft, "", draft.place, depth + 1)

    # --- notes ---

    def put_into_note(self, block: Block) -> None:
        """Keep a block in the note of the map, below the heading of its section."""
        if self.section in (Section.INTRODUCTION, Section.CONTEXT, Section.OTHER):
            self.notes.append(block.source)
        else:
            self.note_below(self.section, block.source)

    def note_below(self, heading: str, source: str) -> None:
        """Add a passage to the note of the map, below a heading."""
        if heading != self.heading_of_notes or not source:
            self.notes.append(f"## {heading}")
        self.heading_of_notes = heading
        if source:
            self.notes.append(source)

    # --- the end ---

    def settle_outcome(self) -> None:
        """Take what the outcome says for the decision if there are no options, else for a note."""
        if self.options:
            if self.chosen is None and self.outcome:
                message = "the outcome of this decision record does not say which option is chosen"
                help = 'write `Chosen option: "…", because …` with the name of the option'
                place = self.span(self.outcome[0])
                self.diagnostics.append(warning("no-chosen-option", message, place, help))
            for block in self.outcome:
                self.note_below(Section.OUTCOME, block.source)
            return
        said = [block for block in self.outcome if block.text]
        if not said:
            return
        first = said[0]
        self.chosen = self.option_named(first)
        self.chosen.notes += [block.source for block in self.outcome if block is not first]

    def settle_consequences(self) -> None:
        """Attach the consequences to the chosen option, which may come later in the file."""
        chosen = self.chosen
        if chosen is None:
            return
        for kind, draft in self.consequences:
            if kind is None:
                draft.option = chosen
            else:
                self.ends.append((kind, draft, chosen))

    # --- texts ---

    def span(self, block: Block) -> Span:
        first_line = block.source.partition("\n")[0]
        return Span.on_line(self.name, block.line, 1, max(1, len(first_line)))

    def inline(self, block: Block) -> tuple[str, tuple[Citation, ...]]:
        """Return the text of a line of Markdown and what it cites."""
        inline = markdown_inline(block.text.strip(), (), {})
        text = " ".join(f"{inline.text} {inline.emphasis}".split())
        cited = self.sources.citations(inline, self.span(block))
        kept = {word for part in (text, *map(" ".join, inline.addresses)) for word in _words(part)}
        unread = [word for word in _words(block.text) if word not in kept]
        if unread:
            self.leave_out("link or tag", block, " ".join(unread))
        return text, cited

    # --- what is left out ---

    def leave_out(self, what: str, block: Block, text: str) -> None:
        self.left_out.setdefault(what, []).append((self.span(block), text))

    def report_what_is_left_out(self) -> None:
        """Name what is neither in the map nor only markup: one finding for each kind."""
        for what, places in self.left_out.items():
            span, text = places[0]
            plural = _OTHER_NAMES if what is _OTHER_NAME else f"{what}s"
            shown = " ".join(text.split())
            message = f"argmap leaves out {count(len(places), what, plural)}, such as `{shown}`"
            self.diagnostics.append(Diagnostic(LOSS, Severity.INFO, message, span))


def _words(text: str) -> list[str]:
    """Return the words of a text, in which marks such as `*` may be within a word."""
    return re.findall(r"[^\W_]+", re.sub(r"[`*\\]", "", text.casefold()))


def _likeness(words: Iterable[str], others: Iterable[str]) -> float:
    """Return the share of the words of the shorter text that are in the other; 1 for the same."""
    first, second = set(words), set(others)
    if words == others:
        return 1
    shorter = min(len(first), len(second))
    return 0.99 * len(first & second) / shorter if shorter else 0


def _is_item(source: str) -> bool:
    blocks = blocks_of(source)
    return bool(blocks) and blocks[-1].kind is BlockKind.ITEM


def _has_arguments(blocks: Iterable[Block]) -> bool:
    """Return whether there are arguments before the next heading."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return False
        if block.kind is BlockKind.ITEM and ARGUMENT.fullmatch(block.text):
            return True
    return False
