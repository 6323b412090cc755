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
from collections import Counter
from dataclasses import replace

from argmap.formats.lists.blocks import read_blocks
from argmap.formats.lists.inferences import (
    Bullets,
    Entries,
    Entry,
    EntryMaker,
    ListInferences,
    bullets_of,
    role_of,
    roots_of,
)
from argmap.formats.lists.language_detection import languages_of
from argmap.formats.lists.lead_lines import (
    LineKind,
    lead_line,
    speaks_of_reasons,
)
from argmap.formats.lists.listing import OUTSIDE, Bullet, Listing, Part, Section, sections_of
from argmap.formats.lists.sources import ListSources
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids, warn_of_unknown_language
from argmap.languages import words_in_lists
from argmap.languages.roles import Role, is_role_word, role_named, role_without_colon
from argmap.languages.writing import EXCLAMATION_MARKS, QUESTION_MARKS, SENTENCE_ENDS
from argmap.model import ArgumentMap, Claim, Side
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, error
from argmap.model.parts import INFERENCE_NOUNS
from argmap.model.reading import Reading
from argmap.model.spanning_tree import homes_of
from argmap.util.memory import pause_garbage_collection
from argmap.util.text import count, lines_named

_NUMBERED_LINE = r"^\s*\d{1,3}(\.\d{1,3}[a-z]?)+\s"
READ_AS_LIST = "read-as-list"
"""The code of the diagnostic that says how a list was read."""
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
    with pause_garbage_collection():
        listing = read_blocks(text, name, is_markdown=is_markdown, begins_anywhere=begins_anywhere)
        map = map_of_list(listing, name)
        return Reading.of(name, text, map, listing.diagnostics)


def map_of_list(listing: Listing, name: str) -> ArgumentMap | None:
    """Return the map that a list is, `None` if it is none; its diagnostics take what is doubtful.

    `name` is what they call the file.
    """
    return _ListReader(listing, name).read()


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
        self.inferences = ListInferences(self.diagnostics, self.ledger)
        self.anchors = {item.anchor for item in listing.items() if item.anchor}
        self.ids = Ids(self.anchors)
        self.side_ids = Ids()
        self.sides: list[Side] = []
        self.side_of_part: dict[Part, str] = {}
        self.claim_of_side: dict[str, str] = {}
        self.side_of_role: dict[Role, str] = {}
        self.claims: list[Claim] = []
        self.plain_texts: dict[tuple[str, Span | None], str] = {}
        self.title = self.plain(listing.title, listing.title_span)
        self.title_claim = ""
        self.title_is_claim = listing.title_is_claim or self.title.endswith(SENTENCE_ENDS)
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

    def plain(self, text: str, span: Span | None) -> str:
        """Return a title, a heading or a note without its markup, links and references to notes."""
        known = self.plain_texts.get((text, span))
        if known is not None:
            return known
        inline = self.maker.inline(text, span)
        self.ledger.leave_out("link", span, len(inline.addresses))
        self.ledger.leave_out("reference to a source", span, len(inline.notes))
        plain = f"{inline.text} {inline.emphasis}".strip()
        self.plain_texts[text, span] = plain
        return plain

    def read(self) -> ArgumentMap | None:
        listing = self.listing
        if not self.sections:
            self.report_no_claims()
            return None
        everything = []
        headed: list[Part] = []
        for section in self.sections:
            entries = self.maker.entries_of(section.part)
            if not entries:
                continue
            everything += entries
            headed += [section.part] if listing.is_outline else [section.top, *section.below]
            if listing.is_outline:
                self.place_outline_part(section.part, entries)
            else:
                self.place_section(section, entries)
        self.inferences.refer(everything)
        self.inferences.relate(everything)
        for part in listing.parts:
            if part.heading and part not in headed:
                self.ledger.leave_out("heading", part.span)
        linked = {source.url for source in self.sources.all}
        for address, span in listing.addresses.values():
            if address not in linked:
                self.ledger.leave_out("link definition", span)
        self.diagnostics += self.ledger.diagnostics()
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

    def report_no_claims(self) -> None:
        message = "this file does not contain a list"
        help = "write each claim after a `-`, and indent its reasons and objections below the claim"
        if self.name.lower().endswith((".docx", ".odt")):
            help += "; a worksheet must be saved in Word or LibreOffice, as DOCX"
        self.diagnostics.append(error("no-claims", message, Span.start_of(self.name), help))

    # --- claims ---

    def place_outline_part(self, part: Part, entries: Entries) -> None:
        """Make claims of a section of an outline; those at its top are main claims of its side."""
        words = self.words
        heading = self.plain(part.heading, part.span)
        side = ""
        loose = (words.not_connected, words.not_connected_by_source)
        if heading not in ("", words.no_side, words.continued, *loose):
            side = self.add_side(heading, part.span)
        for entry in entries:
            if entry.see:
                self.maker.leave_out_beside(entry)
                continue
            if entry.parent or entry.role:
                self.add_claim(entry, "")
                self.entries_in_place.append(entry)
                continue
            self.add_claim(entry, side)
            if heading == words.continued:
                continue
            self.entries_in_place.append(entry)
            self.tops.append(entry.id)
            if heading not in loose:
                self.mains.append(entry.id)
        self.inferences.hang(entries, "")

    def place_section(self, section: Section, entries: Entries) -> None:
        """Make claims of a section: on its side, below its heading, or below the title."""
        top = section.top
        title = self.title
        roots = roots_of(entries)
        heading = self.plain(top.heading, top.span)
        is_question = heading.endswith(QUESTION_MARKS)
        role_of_heading = self.role_of_heading(heading)
        if role_of_heading:
            self.leave_out_more_than_role(top, heading)
        groups = [heading] if is_question else []
        groups += self.groups_below(section, roots, role_of_heading)
        self.group = " / ".join(groups)
        beside = bullets_of(roots)
        says_role = role_of(roots[0], beside) is not None
        if role_of_heading is Role.OBJECTION:
            self.objections = roots
        is_statement = bool(title) and not title.endswith(QUESTION_MARKS)
        is_alone = len(self.sections) == 1 or self.title_is_claim
        is_about_title = is_statement and is_alone and not is_question
        answers_each = len(self.objections) in (1, len(roots))
        if role_of_heading is Role.REPLY and answers_each:
            self.place_replies(entries)
        elif role_of_heading and is_statement:
            # "Pros" and "Cons" below a statement.
            self.place_below(entries, self.claim_of_title(), role_of_heading)
        elif heading and not is_question:
            says_role = says_role and role_of_heading is None
            self.place_below_heading(top, heading, entries, says_role=says_role)
        elif is_about_title and self.bears_on_title(roots, entries):
            self.place_below(entries, self.claim_of_title(), Role.REASON)
        elif says_role:
            self.place_pros_and_cons(entries, beside)
        else:
            self.place_on_side(entries, "")

    def groups_below(
        self, section: Section, roots: Entries, role_of_heading: Role | None
    ) -> list[str]:
        """Return the headings below that of a section's side which say no role.

        Those that do, "Pros" and "Cons", say it of the items at the top.
        """
        groups = []
        roles = [(role_of_heading, "")] if role_of_heading else []
        for part in section.below:
            subheading = self.plain(part.heading, part.span)
            role = role_named(subheading)
            if role and role is not Role.CLAIM:
                roles.append((role, subheading))
                self.leave_out_more_than_role(part, subheading)
            else:
                groups.append(subheading)
        for role, subheading in roles:
            for root in roots:
                if root.role is Role.REASON:
                    root.role = None  # "Argument: …", below "Cons", is one against
                if subheading:
                    root.role = root.role or role
                    root.word = root.word or subheading
        return groups

    def leave_out_more_than_role(self, part: Part, heading: str) -> None:
        """Leave out a heading such as "Arguments against homework" that says more than a role."""
        if not is_role_word(heading):
            self.ledger.leave_out("heading", part.span)

    def role_of_heading(self, heading: str) -> Role | None:
        """Return what is below "Pros" or "But there are advantages"; `None` below others."""
        role = role_named(heading)
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
        for root in roots:
            if root.role or root.item.bullet in (Bullet.PLUS, Bullet.MINUS):
                return True
        return len(roots) == len(entries) > 1 and not speaks_of_reasons(self.title)

    def place_below(self, entries: Entries, head: str, role_of_roots: Role) -> None:
        """Make claims of entries of which those at the top bear on a claim."""
        for entry in entries:
            self.add_claim(entry, "")
        self.inferences.hang(entries, head, role_of_roots)

    def place_replies(self, entries: Entries) -> None:
        """Make claims of entries of which those at the top answer the objections before them.

        Each answers one, or all answer the only one.
        """
        for entry in entries:
            self.add_claim(entry, "")
        self.inferences.hang_replies(entries, self.objections)

    def place_below_heading(
        self, top: Part, heading: str, entries: Entries, *, says_role: bool
    ) -> None:
        """Make claims of entries on the side that a heading names.

        Where they say what they are, the heading is the main claim.
        """
        claims = self.claim_of_side
        sides = self.side_of_part
        if top not in sides:
            sides[top] = self.add_side(heading, top.span)
        side = sides[top]
        if not says_role:
            self.place_on_side(entries, side)
            return
        if side not in claims:
            claims[side] = self.add_heading_claim(heading, top.span, side)
        self.place_below(entries, claims[side], Role.REASON)

    def place_on_side(self, entries: Entries, side: str) -> None:
        """Make claims of entries; those at the top are the main claims of a side, if there is one.

        What bears on the claim above it is on no side of its own.
        """
        beside = bullets_of(roots_of(entries))
        for entry in entries:
            if side and entry.parent is None and role_of(entry, beside) is None:
                self.add_claim(entry, side, is_main=True)
            else:
                self.add_claim(entry, "")
        self.inferences.hang(entries, "")

    def place_pros_and_cons(self, entries: Entries, beside: Bullets) -> None:
        """Make claims of reasons and objections below a question, or nothing: each kind a side."""
        words = self.words
        sides = self.side_of_role
        for entry in entries:
            role = role_of(entry, beside)
            if entry.parent is not None or role is None:
                self.add_claim(entry, "")
                continue
            if role not in sides:
                name = words.reason if role is Role.REASON else words.objection
                sides[role] = self.add_side(entry.word or name, None)
            self.add_claim(entry, sides[role], is_main=True)
        self.inferences.hang(entries, "")

    def claim_of_title(self) -> str:
        """Return the id of the claim that the title is, made the first time."""
        if not self.title_claim:
            self.title_claim = self.add_heading_claim(self.title, self.listing.title_span, "")
        return self.title_claim

    def add_heading_claim(self, text: str, span: Span | None, side: str) -> str:
        """Make a claim of a heading, and return its id; on a side it is the main claim."""
        id = self.ids.give(text)
        places = {"": span, "text": span} if span else {}
        claim = Claim(id, text, side=side, main=bool(side), places=places)
        self.claims.append(claim)
        return id

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
        claim = Claim(
            entry.id,
            entry.text,
            side=side,
            main=is_main,
            group=self.group,
            common_ground=words.common_ground in marks,
            standard="shown" if words.must_be_shown in marks else "",
            implicit=words.implicit in marks,
            evidence=evidence,
            stated_in=said.stated_in,
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
        if mains != self.mains and (mains or has_heading):
            return False
        if mains + homes.loose != self.tops:
            return False
        for entry in self.entries_in_place:
            if homes.inference_of[entry.id] != entry.inference_id:
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
        if self.inferences.hyphens_object:
            objecting, supporting = self.listing.opposite_signs
            unusual += (
                f"; `{objecting}` marks an objection because the list also uses `{supporting}`"
            )
        if self.title_claim:
            unusual += "; the title counts as a claim"
        if self.sources.unnamed:
            unusual += "; claims marked as documented cite an unnamed source"
        is_nested = any(entry.parent is not None for entry in entries)
        has_bullets = all(entry.item.bullet is not Bullet.NONE for entry in entries)
        is_list_alone = is_nested and has_bullets and OUTSIDE not in self.ledger
        is_plain = self.listing.is_outline or is_list_alone
        if unusual or not is_plain:
            parts = [count(len(self.claims), "claim")]
            number_of = Counter(inference.noun for inference in self.inferences.all)
            for noun in INFERENCE_NOUNS:
                if number_of[noun]:
                    parts.append(count(number_of[noun], noun))
            what = "an outline" if self.listing.is_outline else "a list"
            message = f"reading {self.name} as {what}: {', '.join(parts)}{unusual}"
            self.diagnostics.append(Diagnostic(READ_AS_LIST, Severity.INFO, message))
        self.report_mixed_bullets()

    def report_mixed_bullets(self) -> None:
        """Note which lines without a bullet are items, and which hyphens mark objections."""
        listing = self.listing
        if not listing.bare_lines:
            return
        words = ("has", "its", "it an item")
        if len(listing.bare_lines) > 1:
            words = ("have", "their", "them items")
        has, its, it_item = words
        named = lines_named(listing.bare_lines)
        message = f"{named} {has} no bullet, but {its} indentation makes {it_item}"
        help = ""
        if listing.hyphen_lines:
            message += (
                f"; `-` marks an objection in {lines_named(listing.hyphen_lines)} because other"
                " items at the same level have no bullet"
            )
            help = "if these are reasons, use `*` or no bullet"
        place = Span.on_line(self.name, listing.bare_lines[0], 1, 1)
        self.diagnostics.append(Diagnostic(MIXED_BULLETS, Severity.INFO, message, place, help=help))
