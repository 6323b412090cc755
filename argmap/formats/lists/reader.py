"""A list → a map.

    # Should phones be banned in class?       the title
    ## Ban them                               a side
    - Phones distract.                        a claim; what is indented below it bears on it
      - Pupils play games on them.            a reason
      - But: Pupils look things up on them.   an objection, as is what has a minus sign or a dash

The first word of an item says what it is ("Con:", "Einwand:"), else its bullet: `−` objects, and so
do `–` beside other bullets and `-` beside `+`. Anything else is a reason. An outline that argmap
wrote gives the map that it was written from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from argmap.formats.lists.blocks import read_blocks
from argmap.formats.lists.inferences import (
    Doubt,
    Entries,
    Entry,
    EntryMaker,
    ListInferences,
    role_of,
    roots_of,
)
from argmap.formats.lists.language_detection import language_of_words, languages_of
from argmap.formats.lists.lines_above import (
    LineKind,
    lead_line,
    speaks_of_reasons,
)
from argmap.formats.lists.listing import OUTSIDE, Bullet, Listing, Part, Section, sections_of
from argmap.formats.lists.sources import ListSources
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids, warn_of_unknown_language
from argmap.languages import words_in_lists
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import (
    Role,
    is_role_word,
    role_named,
    role_without_colon,
    roles_of_debate,
    spoken_role,
)
from argmap.languages.writing import EXCLAMATION_MARKS, QUESTION_MARKS, SENTENCE_ENDS
from argmap.model import ArgumentMap, Claim, Side
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, error
from argmap.model.parts import INFERENCE_NOUNS
from argmap.model.reading import Reading
from argmap.model.spanning_tree import homes_of
from argmap.util.text import count, lines_named, listed, shorten

_NUMBERED_LINE = r"^\s*+\d{1,3}(\.\d{1,3}[a-z]?)+\s"
READ_AS_LIST = "read-as-list"
"""The code of the diagnostic that says how a list was read."""
READ_AS_SOURCE = "read-as-source"
"""The code of the diagnostic on sources that only citations name."""
_MOST_WORKS_NAMED = 5
MIXED_BULLETS = "mixed-bullets"
"""The code of the diagnostic on a list in which only some lines have a bullet."""


def parse_text_list(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in a list of plain text; `name` is what its diagnostics call the file."""
    # Of an outline whose first line is wrong, the others can be read.
    may_be_outline = options.in_doubt and bool(re.search(_NUMBERED_LINE, text, re.MULTILINE))
    return _parse(text, name, is_markdown=False, begins_anywhere=may_be_outline)


def parse_markdown_list(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a list of Markdown; `name` is what its diagnostics call the file."""
    return _parse(text, name, is_markdown=True)


def _parse(text: str, name: str, *, is_markdown: bool, begins_anywhere: bool = False) -> Reading:
    listing = read_blocks(text, name, is_markdown=is_markdown, begins_anywhere=begins_anywhere)
    map = map_of_list(listing, name)
    return Reading.of(name, text, map, listing.diagnostics)


def map_of_list(listing: Listing, name: str) -> ArgumentMap | None:
    """Return the map that a list is, `None` if it is none; its diagnostics take what is doubtful.

    `name` is what they call the file.
    """
    return _ListReader(listing, name).read()


def _role_named_by(heading: str) -> Role | None:
    """Return what is below "Pros" or "Cons"; `None` below other headings."""
    role = role_named(heading)
    return None if role is Role.CLAIM else role


def _index_of_side(headings: list[str]) -> int:
    """Return which of the headings above some items names their side; their number if none does.

    That is the one right above "Pros" or "Cons", or else the highest that is not a question. Those
    above it are topics.
    """
    names: list[int] = []
    for index, heading in enumerate(headings):
        if _role_named_by(heading):
            return names[-1] if names else index
        if not heading.endswith(QUESTION_MARKS):
            names.append(index)
    return names[0] if names else len(headings)


class _Headings(NamedTuple):
    """The headings above some items.

    Attributes:
        topics: those above the heading of their side.
        side: the part with the heading of their side; `None` if no heading names one.
        name: that heading; "" if there is none.
        below: the parts with the headings below that, the highest first.
    """

    topics: list[str]
    side: Part | None
    name: str
    below: tuple[Part, ...]


class _ListReader:
    def __init__(self, listing: Listing, name: str) -> None:
        self.listing = listing
        self.name = name
        self.sections = sections_of(listing.parts)
        self.diagnostics = listing.diagnostics
        self.ledger = listing.ledger
        self.language = listing.language
        if self.language:
            warn_of_unknown_language(self.language, Span.start_of(name), self.diagnostics)
            likely_language = self.language
        else:
            self.language, likely_language = languages_of(listing)
        self.words = words_in_lists(self.language)
        self.sources = ListSources(listing, self.words)
        likely_language = likely_language or self.words.tag
        self.maker = EntryMaker(listing, self.words, self.sources, likely_language)
        self.inferences = ListInferences(self.diagnostics, self.ledger, likely_language)
        self.anchors = {item.anchor for item in listing.items() if item.anchor}
        self.ids = Ids(self.anchors)
        self.side_ids = Ids()
        self.sides: list[Side] = []
        self.side_of_part: dict[Part, str] = {}
        self.claim_of_heading: dict[tuple[str, Span | None], str] = {}
        # The levels below sides at which a heading is a claim, as others at the level are; and
        # whether the headings of sides are topics below a title that is a claim.
        self.levels_of_claims: set[int] = set()
        self.has_topics = False
        # Whether a heading names a side, such as "For the pool": then "Against it" does, too.
        self.has_named_sides = False
        self.roles_of_debate = roles_of_debate([part.heading for part in listing.parts])
        # The parts whose headings say something of the items or claims below them.
        self.headed: set[Part] = set()
        self.side_of_role: dict[Role, str] = {}
        self.claims: list[Claim] = []
        self.plain = self.maker.plain
        self.title = self.plain(listing.title, listing.title_span)
        self.title_is_claim = listing.title_is_claim or self.title.endswith(SENTENCE_ENDS)
        spoken = spoken_role(self.title)
        if spoken and spoken.role is Role.CLAIM and spoken.text:
            self.title = spoken.text  # "# Motion: This House would …"
            self.title_is_claim = True
        self.title_may_be_claim = lead_line(self.title).kind is LineKind.STATEMENT
        # The objections below the heading of such, until others come.
        self.objections: Entries = []
        # What the headings of the present section say besides its side.
        self.group = ""
        # Of an outline: the main claims; all that is at the top; and the entries at home where
        # they are.
        self.mains: list[str] = []
        self.tops: list[str] = []
        self.entries_in_place: Entries = []

    def read(self) -> ArgumentMap | None:
        listing = self.listing
        if not any(section.part.items for section in self.sections):
            self.report_no_claims()
            return None
        entries_of_sections = [self.maker.entries_of(section.part) for section in self.sections]
        everything = list(chain.from_iterable(entries_of_sections))
        self.place_sections(entries_of_sections)
        self.inferences.refer(everything)
        self.inferences.relate(everything)
        self.leave_out_unused()
        help = "to keep a sentence, write it as an item, or write `Claim:` before it above the list"
        self.diagnostics += self.ledger.diagnostics({OUTSIDE: help})
        if not self.claims:
            self.report_no_claims()
            return None
        self.report_how_it_was_read(everything)
        found: Diagnostics = []
        map = self.map_with(self.claims, found)
        self.diagnostics += found
        if listing.is_outline and not found and not self.is_described_by_outline(map):
            # What is at the top of an outline may be marked as a main claim.
            marked = [replace(claim, main=claim.id in self.mains) for claim in self.claims]
            map = self.map_with(marked, self.diagnostics)
        return map

    def leave_out_unused(self) -> None:
        """Leave out the headings and the definitions of links that nothing uses."""
        for part in self.listing.parts:
            if part.heading and part not in self.headed:
                self.ledger.leave_out("heading", part.span)
        linked = {source.url for source in self.sources.all}
        for address, span in self.listing.addresses.values():
            if address not in linked:
                self.ledger.leave_out("link definition", span)

    def report_no_claims(self) -> None:
        message = "this file does not contain a list"
        help = "write each claim after a `-`, and indent its reasons and objections below the claim"
        if self.name.lower().endswith((".docx", ".odt")):
            help += "; a worksheet must be saved in Word or LibreOffice, as DOCX"
        self.diagnostics.append(error("no-claims", message, Span.start_of(self.name), help))

    # --- claims ---

    def place_sections(self, entries_of_sections: list[Entries]) -> None:
        """Make claims of all sections, and of headings that are claims."""
        is_outline = self.listing.is_outline
        if not is_outline:
            for section, entries in zip(self.sections, entries_of_sections, strict=True):
                self.settle_headings(section, entries)
        for section, entries in zip(self.sections, entries_of_sections, strict=True):
            if entries:
                self.headed.update([section.part] if is_outline else section.above)
            if is_outline:
                self.place_outline_part(section.part, entries)
            elif entries:
                self.place_section(section, entries)
            else:
                self.place_bare_heading(section)

    def place_outline_part(self, part: Part, entries: Entries) -> None:
        """Make claims of a section of an outline; those at its top are main claims of its side."""
        words = self.words
        heading = self.plain(part.heading, part.span)
        side = ""
        loose = (words.not_connected, words.not_connected_by_source)
        if heading not in ("", words.no_side, words.continued, *loose):
            side = self.add_side(heading, part.span)
        for entry in entries:
            is_top = not (entry.parent or entry.role)
            if entry.see:
                self.maker.leave_out_beside(entry)
                continue
            self.add_claim(entry, side if is_top else "")
            if is_top and heading == words.continued:
                continue
            self.entries_in_place.append(entry)
            self.tops += [entry.id] if is_top else []
            self.mains += [entry.id] if is_top and heading not in loose else []
        self.inferences.hang(entries, "")

    def headings_of(self, section: Section) -> _Headings:
        """Return the headings above the items of a section, by what they are."""
        names = [self.plain(part.heading, part.span) for part in section.above]
        index = _index_of_side(names)
        if index == len(names):
            return _Headings(names, None, "", ())
        return _Headings(
            names[:index], section.above[index], names[index], section.above[index + 1 :]
        )

    def settle_headings(self, section: Section, entries: Entries) -> None:
        """Find out from a section which headings its items speak of.

        "But: …" right below a heading objects to what the heading says; below a mere name, it
        objects to the title.
        """
        headings = self.headings_of(section)
        if headings.side is None or not entries:
            return
        if self.role_of_heading(headings.name) is None and " " in headings.name:
            self.has_named_sides |= role_named(headings.name.split()[0]) is not None
        lowest = section.above[-1]
        heading = self.plain(lowest.heading, lowest.span)
        says_role = role_of(roots_of(entries)[0], below_claim=False) is not None
        if not says_role or _role_named_by(heading):
            return
        is_name = lead_line(heading).kind is LineKind.NAME
        if is_name and self.title_may_be_claim and not headings.below:
            self.has_topics = True
        else:
            self.levels_of_claims.add(lowest.level)

    def place_bare_heading(self, section: Section) -> None:
        """Make a claim of a heading that nothing is below, where others of its level are claims."""
        part = section.part
        headings = self.headings_of(section)
        if headings.side and headings.below and part.level in self.levels_of_claims:
            self.group = " / ".join(headings.topics)
            self.make_claim_of(part, self.side_named_by(headings.side))
            self.headed.add(part)

    def place_section(self, section: Section, entries: Entries) -> None:
        """Make claims of a section: on its side, below its heading, or below the title."""
        title = self.title
        roots = roots_of(entries)
        headings = self.headings_of(section)
        role_of_heading = self.role_of_heading(headings.name)
        if headings.side and role_of_heading:
            self.leave_out_more_than_role(headings.side, headings.name)
        topics = self.topics_below(headings.below, roots, headings.name, role_of_heading)
        # The heading that is the claim, if it is below that of the side.
        lowest = None
        is_on_side = headings.side and not role_of_heading and not self.has_topics
        if is_on_side and topics and section.above[-1].level in self.levels_of_claims:
            lowest = section.above[-1]
            topics.pop()
        self.group = " / ".join([*headings.topics, *topics])
        says_role = role_of(roots[0], below_claim=False) is not None
        if role_of_heading is Role.OBJECTION:
            self.objections = roots
        is_statement = bool(title) and not title.endswith(QUESTION_MARKS)
        is_subject = is_statement and (self.title_may_be_claim or not self.has_named_sides)
        is_alone = len(self.sections) == 1 or self.title_is_claim
        is_about_title = is_statement and is_alone and not headings.topics
        answers_each = len(self.objections) in (1, len(roots))
        if role_of_heading is Role.REPLY and self.objections:
            # Each answers one of the objections before, or all answer the only one.
            for entry in entries:
                self.add_claim(entry, "")
            self.inferences.hang_replies(entries, self.objections if answers_each else [])
        elif role_of_heading and is_subject and not headings.topics:
            # "Pros" and "Cons" below a statement, or below what is discussed.
            self.place(entries, self.make_claim_of_title(), role_of_heading)
        elif headings.side and role_of_heading:
            self.place(entries, side=self.side_named_by(headings.side))
        elif headings.side and self.has_topics:
            self.group = " / ".join([*headings.topics, headings.name, *topics])
            self.place(entries, self.make_claim_of_title())
        elif headings.side:
            # "- It is boring", alone below its option, where others have `+` and `-`.
            says_role |= bool(roots[0].item.sign and headings.side.level in self.levels_of_claims)
            is_claim = says_role or lead_line(headings.name).kind is LineKind.STATEMENT
            # The heading that is the claim that they bear on, of the side or below that.
            subject = lowest or (headings.side if is_claim else None)
            side = self.side_named_by(headings.side)
            self.place(entries, self.make_claim_of(subject, side) if subject else "", side=side)
        elif is_about_title and self.bears_on_title(roots, entries):
            self.place(entries, self.make_claim_of_title())
        elif says_role:
            self.place_pros_and_cons(entries)
        else:
            self.place(entries)

    def topics_below(
        self,
        parts: Sequence[Part],
        roots: Entries,
        name_of_side: str,
        role_of_heading: Role | None,
    ) -> list[str]:
        """Return the headings below that of a section's side which say no role.

        Those that do, "Pros" and "Cons", say it of the items at the top.
        """
        topics = []
        roles = [(role_of_heading, "")] if role_of_heading else []
        first_word = name_of_side.partition(" ")[0]
        # "Cons of buying" lists objections; one claim alone is what its side contends.
        is_against = role_named(first_word) is Role.OBJECTION and len(roots) > 1
        for root in roots:
            root.is_against = is_against
        for part in parts:
            heading = self.plain(part.heading, part.span)
            role = _role_named_by(heading)
            if role:
                roles.append((role, heading))
                self.leave_out_more_than_role(part, heading)
            else:
                topics.append(heading)
        for role, heading in roles:
            for root in roots:
                root.is_against = role is Role.OBJECTION
                if root.role is Role.REASON:
                    root.role = None  # "Argument: …", below "Cons", is one against
                if heading:
                    root.role = root.role or role
                    root.word = root.word or heading
        return topics

    def leave_out_more_than_role(self, part: Part, heading: str) -> None:
        """Leave out a heading such as "Arguments against homework" that says more than a role."""
        if not (is_role_word(heading) or heading.casefold() in self.roles_of_debate):
            self.ledger.leave_out("heading", part.span)

    def role_of_heading(self, heading: str) -> Role | None:
        """Return what is below "Pros" or "But there are advantages"; `None` below others."""
        role = self.roles_of_debate.get(heading.casefold()) or role_named(heading)
        if role is None and self.objections:
            # "Answer to the objections"
            first = role_named(heading.partition(" ")[0])
            role = first if first is Role.REPLY else None
        if role is None:
            spoken = role_without_colon(heading, self.maker.likely_language)
            role = spoken.role if spoken else None
        return None if role is Role.CLAIM else role

    def bears_on_title(self, roots: Entries, entries: Entries) -> bool:
        """Return whether the title is what the items at the top of a list bear on."""
        # One item with others below it may say the title again, as it does below a slogan.
        may_say_it_again = len(roots) == 1 < len(entries)
        is_slogan = self.title.endswith(EXCLAMATION_MARKS)
        if self.title_is_claim and not (is_slogan and may_say_it_again):
            return True
        if self.title_may_be_claim and len(roots) > 1:
            return True
        if any(root.role or root.item.bullet in (Bullet.PLUS, Bullet.MINUS) for root in roots):
            return True
        return len(roots) == len(entries) > 1 and not speaks_of_reasons(self.title)

    def place(
        self, entries: Entries, head: str = "", role_of_roots: Role | None = None, *, side: str = ""
    ) -> None:
        """Make claims of entries: those at the top bear on a claim, or else are the main claims of
        a side, if there is one.

        What bears on the claim above it is on no side of its own.
        """
        for entry in entries:
            is_top = entry.parent is None and role_of(entry, below_claim=False) is None
            own_side = side if is_top and not head else ""
            self.add_claim(entry, own_side, is_main=bool(own_side))
        self.inferences.hang(entries, head, role_of_roots)

    def side_named_by(self, part: Part) -> str:
        """Return the side that a heading names, made the first time."""
        if part not in self.side_of_part:
            self.side_of_part[part] = self.add_side(self.plain(part.heading, part.span), part.span)
        return self.side_of_part[part]

    def make_claim_of(self, part: Part, side: str) -> str:
        """Return the id of the claim that a heading is, made the first time."""
        return self.make_claim(self.plain(part.heading, part.span), part.span, side)

    def place_pros_and_cons(self, entries: Entries) -> None:
        """Make claims of reasons and objections below a question, or nothing: each kind a side."""
        words = self.words
        sides = self.side_of_role
        for entry in entries:
            role = role_of(entry, below_claim=False)
            if entry.parent is not None or role is None:
                self.add_claim(entry, "")
                continue
            if role not in sides:
                name = words.reason if role is Role.REASON else words.objection
                sides[role] = self.add_side(entry.word or name, None)
            self.add_claim(entry, sides[role], is_main=True)
        self.inferences.hang(entries, "")

    def make_claim_of_title(self) -> str:
        """Return the id of the claim that the title is, made the first time."""
        return self.make_claim(self.title, self.listing.title_span, "")

    def make_claim(self, text: str, span: Span | None, side: str) -> str:
        """Return the id of the claim of a heading, made the first time; on a side it is main."""
        made = self.claim_of_heading
        if (text, span) not in made:
            id = made[text, span] = self.ids.give(text)
            places = {"": span, "text": span} if span else {}
            claim = Claim(id, text, side=side, main=bool(side), group=self.group, places=places)
            self.claims.append(claim)
        return made[text, span]

    def add_side(self, name: str, span: Span | None) -> str:
        id = self.side_ids.give(name)
        places = {"": span} if span else {}
        self.sides.append(Side(id, name, places=places))
        return id

    def add_claim(self, entry: Entry, side: str, *, is_main: bool = False) -> None:
        item = entry.item
        words = self.words
        marks = entry.marks
        said = entry.attribution
        if item.anchor in self.anchors:
            entry.id = item.anchor
            self.anchors.remove(item.anchor)  # the same once more is an id for no other claim
        else:
            entry.id = self.ids.give(entry.text)
        evidence = said.evidence + entry.evidence
        if words.documented in marks and not evidence:
            evidence = (self.sources.cite_unnamed(),)
        marked_types = (type for type, word in words.claim_types.items() if word in marks)
        claim = Claim(
            entry.id,
            entry.text,
            side=side,
            main=is_main,
            type=entry.type or next(marked_types, ""),
            group=self.group,
            common_ground=words.common_ground in marks,
            standard="shown" if words.must_be_shown in marks else "",
            implicit=words.implicit in marks,
            evidence=evidence,
            stated_in=said.stated_in + entry.stated_in,
            held_by=said.held_by,
            quote=item.quotation,
            note="\n".join(self.plain(*each) for each in item.further),
            places={"": item.span, "text": item.span},
        )
        self.claims.append(claim)

    # --- the map ---

    def is_described_by_outline(self, map: ArgumentMap) -> bool:
        """Return whether an outline of a map would have each claim where this one has it."""
        homes = homes_of(map)
        mains = homes.mains_in_order
        has_heading = any(part.heading for part in self.listing.parts)
        # Without any heading, what is at the top are either main claims or claims not connected
        # to any.
        is_other = mains != self.mains and (mains or has_heading)
        if is_other or mains + homes.loose != self.tops:
            return False
        marked = {*self.mains}
        for entry in self.entries_in_place:
            if homes.inference_of[entry.id] != entry.inference_id:
                return False
            # A norm that is a premise, too, is only unsupported if it is marked as a main claim.
            is_used_norm = map.is_norm(entry.id) and bool(map.uses(entry.id))
            is_marked = self.words.unsupported in entry.marks and entry.id in marked
            if is_used_norm and is_marked and not map.is_unsupported(entry.id):
                return False
        return True

    def map_with(self, claims: list[Claim], diagnostics: Diagnostics) -> ArgumentMap:
        return ArgumentMap.build_valid(
            diagnostics,
            title=self.title,
            language=self.language,
            sides=self.sides,
            sources=self.sources.all,
            claims=claims,
            inferences=self.inferences.all,
        )

    def report_how_it_was_read(self, entries: Entries) -> None:
        """Note how a list was read, unless the file is plainly a list: an outline, or items with
        bullets, of which some are below others, and nothing beside them.
        """
        unusual = ""
        signs = [entry for entry in entries if entry.is_objection_by_sign]
        if any(entry.item.bullet is Bullet.DASH for entry in signs):
            unusual += "; `–` marks an objection because the list also uses other bullets"
        elif signs and not self.listing.bare_lines:
            objecting, supporting = self.listing.opposite_signs
            unusual += (
                f"; `{objecting}` marks an objection because the list also uses `{supporting}`"
            )
        if (self.title, self.listing.title_span) in self.claim_of_heading:
            unusual += "; the title counts as a claim"
        if self.sources.unnamed:
            unusual += "; claims marked as documented cite an unnamed source"
        is_nested = any(entry.parent is not None for entry in entries)
        has_bullets = all(entry.item.bullet is not Bullet.NONE for entry in entries)
        is_list_alone = is_nested and has_bullets and OUTSIDE not in self.ledger
        is_plain = self.listing.is_outline or is_list_alone
        if unusual or not is_plain:
            number_of = Counter(inference.noun for inference in self.inferences.all)
            parts = [count(len(self.claims), "claim")]
            parts += [count(number_of[noun], noun) for noun in INFERENCE_NOUNS if number_of[noun]]
            what = "an outline" if self.listing.is_outline else "a list"
            message = f"reading {self.name} as {what}: {', '.join(parts)}{unusual}"
            self.diagnostics.append(Diagnostic(READ_AS_LIST, Severity.NOTE, message))
        self.report_unlisted_works()
        self.report_mixed_bullets([entry.item.span.line for entry in signs])
        self.report_doubts()

    def report_unlisted_works(self) -> None:
        """Note which sources are made from citations alone, and which entry the first may mean."""
        works = self.sources.unlisted
        if not works:
            return
        names: list[str] = [shorten(each.work.label) for each in works[:_MOST_WORKS_NAMED]]
        if len(works) > len(names):
            names.append(count(len(works) - len(names), "other"))
        is_one = len(works) == 1
        sources = "a source from a citation" if is_one else f"{len(works):,} sources from citations"
        message = f"argmap made {sources} without an entry: {listed(names, 'and')}"
        help = "list what you cite under a heading such as `References`"
        for each in works[:_MOST_WORKS_NAMED]:
            entry = self.sources.nearest_entry(each.work)
            if entry:
                help = f"{shorten(each.work.label)}: did you mean {shorten(entry)}?"
                break
        self.diagnostics.append(
            Diagnostic(READ_AS_SOURCE, Severity.NOTE, message, works[0].span, help=help)
        )

    def report_mixed_bullets(self, hyphen_lines: list[int]) -> None:
        """Note which lines without a bullet are items, and which hyphens mark objections."""
        places = [Span.on_line(self.name, line, 1, 1) for line in self.listing.bare_lines]
        message = "{lines} [has|have] no bullet, but [its|their] indentation makes "
        message += "[it an item|them items]"
        help = ""
        if hyphen_lines:
            message += (
                f"; `-` marks an objection in {lines_named(hyphen_lines)} because other"
                " items at the same level have no bullet"
            )
            help = "if these are reasons, use `*` or no bullet"
        self.ask_about(places, MIXED_BULLETS, message, help)

    def report_doubts(self) -> None:
        """Ask about items that may be meant differently than they are read."""
        objecting, supporting = self.listing.opposite_signs
        texts = " ".join([self.title, *(claim.text for claim in self.claims)])
        language = self.language or language_of_words(texts, fewest=2)
        known = LIST_WORDS.get(language) or LIST_WORDS["en"]
        words = known.without_colon, known.before_reasons, known.reply
        but, because, reply = (f"`{each[0].capitalize()}:`" for each in words)
        mark_objection = f"write {but} before what is an objection"
        mark_answer = f"write {reply} before what answers an objection"
        say_which = f"{mark_objection}, and {because} before what is a reason"
        opposing = ", ".join(f"`{word}`" for word in self.inferences.opposing_words)
        signs: dict[bool, list[Span]] = defaultdict(list)
        for entry in self.inferences.doubts[Doubt.SIGN]:
            signs[entry.item.sign is Role.OBJECTION].append(entry.item.span)
        for objects, places in signs.items():
            message = (
                f"in {{lines}}, no `{supporting}` is beside `{objecting}`, so `{objecting}` may"
                " mark an objection or be a bullet; argmap reads it as "
            )
            message += "an objection" if objects else "a bullet"
            help = f"write `{supporting}` instead where it is only a bullet"
            self.ask_about(places, Doubt.SIGN, message, help if objects else mark_objection)
        questions = {
            Doubt.ANSWER: (
                "{lines} may support the objection[s] above or answer [it|them]; argmap reads"
                " [this|these] as support",
                f"{mark_answer}, and {because} before its reasons",
            ),
            Doubt.OBJECTION_OR_ANSWER: (
                "{lines} may answer the objection[s] above at the same level; argmap reads"
                " [this|these] as [another objection|other objections]",
                mark_answer,
            ),
            Doubt.WORD: (
                f"{{lines}} may object to what is above, because of {opposing}; argmap reads"
                " [this|these] as [a reason|reasons]",
                mark_objection,
            ),
            Doubt.CLAIM: (
                "{lines} may object to the claim[s] above; argmap reads [this|these] as"
                " [a claim of its own|claims of their own]",
                mark_objection,
            ),
            Doubt.WHICH_OBJECTION: (
                "{lines} may answer any of the objections above; argmap reads [this|these] as"
                " [a claim of its own|claims of their own]",
                f"write {reply} below the objection that it answers",
            ),
            Doubt.SPEAKER: (
                "{lines} may be for or against what is above; argmap reads [this|these] as"
                " [a reason|reasons]",
                say_which,
            ),
            Doubt.ANOTHER_OBJECTION: (
                "{lines} may be [another objection|objections], like the item[s] above; argmap"
                " reads [this|these] as [a reason|reasons]",
                say_which,
            ),
            Doubt.ONE_OR_ALL: (
                "{lines} may be about all that is above; argmap reads [this|these] as about the"
                " item[s] right above [it|them]",
                "write the claim that the list is about above the list, as a sentence with a"
                " period",
            ),
        }
        for doubt, (message, help) in questions.items():
            places = [entry.item.span for entry in self.inferences.doubts[doubt]]
            self.ask_about(places, doubt, message, help)
        if len(self.listing.boxes) > 1:
            message = "`[x]` and `[ ]` mean nothing to argmap"
            help = "if they show what is for and against, write `+` and `-` instead"
            place = self.listing.boxes[False]
            self.diagnostics.append(
                Diagnostic("unused-boxes", Severity.NOTE, message, place, help=help)
            )

    def ask_about(self, places: list[Span], code: str, message: str, help: str) -> None:
        """Ask about the lines of some items, if there are any.

        In the message, `{lines}` stands for their numbers, and `[it|them]` for the first if there
        is one line, else for the second.
        """
        if not places:
            return
        message = message.replace("[s]", "[|s]")
        message = re.sub(r"\[(.*?)\|(.*?)\]", r"\1" if len(places) == 1 else r"\2", message)
        message = message.replace("{lines}", lines_named(place.line for place in places))
        self.diagnostics.append(Diagnostic(code, Severity.NOTE, message, places[0], help=help))
