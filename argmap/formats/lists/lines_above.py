"""What the lines above lists make of a text: its title, its sides, and claims with a list below.

Should phones be banned?            a question: the title, since other lines follow
Ban them:                           a name, of a side: there is a title, or another such line
- Phones distract.
Phones are expensive, because:      a statement, and the list below it bears on it
- Some cost 500 euros.
Here are more reasons:              an introduction: the list goes on
- They break.
I asked around. Many had a view.    prose, which is outside the list

A single line is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from argmap.formats.lists.listing import OUTSIDE, Item, Listing, Part
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role, joins_clauses, role_named, speaker_of, spoken_role
from argmap.languages.writing import (
    COLONS,
    COMMAS,
    EXCLAMATION_MARKS,
    GREETING,
    IDEOGRAPHS,
    QUESTION_MARKS,
    SENTENCE_ENDS,
    is_in_brackets,
    is_unspaced,
)
from argmap.model.diagnostics import Span
from argmap.util.text import width

# In characters: a longer paragraph above a list is prose, not what the list is about.
LONGEST_LEAD = 300
# In columns: a longer line names no side.
_WIDEST_NAME = 80
_FEWEST_WORDS_OF_CLAIM = 2
_FEWEST_WORDS_WITH_VERB = 3
_MOST_WORDS_OF_GREETING = 3
_BEHIND_A_NAME = ":： \t\u00a0\u202f…-–—,，、;；"
_BEHIND_A_CLAIM = ",;，、； \t"
_EMPHASIS = "*_ "
# Example: "**Thesis:** Phones distract."
_EMPHASIZED_WORD = re.compile(r"\A(\*{1,2}|_{1,2})([^*_]+)\1")
_WORD = re.compile(r"\w+")
# Examples: "around. Many", "看法。很多"
_CLOSING = "[)\\]*\"'’”»]*"
_SECOND_SENTENCE = re.compile(
    rf"([^\W\d_]{{3}}{_CLOSING}[.!?]{_CLOSING})\s+(?=\W{{0,3}}\w)|([。！？])\s*(?=\w)"
)

# Examples: "Name: Ann Lee", "Class: 9b", "Date: 3 May"
_LABELED = re.compile(r"[^\W\d_][\w ./-]{0,30}[:：]\s*\S")


class LineKind(StrEnum):
    """What a line above a list is."""

    NAME = "name"
    QUESTION = "question"
    STATEMENT = "statement"
    INTRODUCTION = "introduction"
    PROSE = "prose"


class LeadLine(NamedTuple):
    """A line above a list.

    Attributes:
        kind: what it is.
        text: what is left of it without its colon, and without the "because" behind a claim.
        introduces_reasons: whether it says that what follows are reasons.
        has_verb: whether it has a verb by which it is a claim, such as "should".
    """

    kind: LineKind
    text: str
    introduces_reasons: bool = False
    has_verb: bool = False


def lead_line(line: str) -> LeadLine:
    """Return what a line is that is above a list."""
    text = _without_emphasis(line.strip())
    name = text.rstrip(_BEHIND_A_NAME)
    plain = name.casefold().replace("’", "'")
    if len(text) > LONGEST_LEAD or is_in_brackets(text):
        return LeadLine(LineKind.PROSE, text)
    role = role_named(name)
    if role is Role.CLAIM:
        return LeadLine(LineKind.INTRODUCTION, name)
    has_introducing_word = speaks_of_reasons(plain)
    if has_introducing_word and _only_introduces(plain):
        return LeadLine(LineKind.INTRODUCTION, name, introduces_reasons=True)
    if role:
        return LeadLine(LineKind.NAME, name)
    spoken = spoken_role(text)
    if spoken and spoken.text and spoken.role is not Role.SOURCE:
        is_claim = spoken.role is Role.CLAIM
        said = spoken.text if is_claim else text
        if is_claim and spoken.speaker:
            said = f"{spoken.speaker}: {said}"  # which the claim says on
        return LeadLine(LineKind.STATEMENT, said, introduces_reasons=is_claim)
    if text.endswith(QUESTION_MARKS):
        return LeadLine(LineKind.QUESTION, text)
    claim = _claim_before_reasons(name)
    if claim:
        # In "Yes, because:" there is no statement before the reasons.
        is_claim = _number_of_words(claim) >= _FEWEST_WORDS_OF_CLAIM
        kind = LineKind.STATEMENT if is_claim else LineKind.NAME
        return LeadLine(kind, claim, introduces_reasons=True)
    second_sentence = _SECOND_SENTENCE.search(text)
    if second_sentence:
        first = text[: second_sentence.end(second_sentence.lastindex or 0)]
        claim = _claim_above_list(first, text[second_sentence.end() :])
        kind = LineKind.STATEMENT if claim else LineKind.PROSE
        return LeadLine(kind, claim or text, introduces_reasons=bool(claim))
    has_verb = _has_verb_of_claim(plain) and not has_introducing_word
    # "Yes!" is a sentence, but no claim.
    is_sentence = text.endswith(SENTENCE_ENDS) and _number_of_words(text) > 1
    if is_sentence:
        return LeadLine(LineKind.STATEMENT, text, has_verb=has_verb)
    if has_verb:
        return LeadLine(LineKind.STATEMENT, name, has_verb=True)
    name = name.rstrip("".join(SENTENCE_ENDS))
    if width(name) > _WIDEST_NAME or not name:
        return LeadLine(LineKind.PROSE, text)
    return LeadLine(LineKind.NAME, name)


def _claim_above_list(first: str, last: str) -> str:
    """Return what two sentences with a colon behind them claim; "" if they may be mere prose.

    "I think we should sell it. Reasons:", "About the car. I think we should sell it:"
    """
    if not last.endswith(COLONS) or _SECOND_SENTENCE.search(last):
        return ""
    name = last.rstrip(_BEHIND_A_NAME)
    plain = name.casefold()
    if speaks_of_reasons(plain) and _only_introduces(plain):
        return first
    return f"{first} {name}" if _has_verb_of_claim(plain) else ""


def _without_emphasis(text: str) -> str:
    if text.startswith("*") and text.endswith("*"):
        text = text.strip(_EMPHASIS)
    text = _EMPHASIZED_WORD.sub(r"\2", text)
    return text.rstrip(".") + "…" if text.endswith("..") else text


def _only_introduces(plain: str) -> bool:
    return any(introduction.fullmatch(plain) for introduction in _patterns().introductions)


def speaks_of_reasons(line: str) -> bool:
    """Return whether a line has a word that introduces a list: "Reasons against homework"."""
    return _patterns().introducing.search(line.casefold()) is not None


class _Patterns(NamedTuple):
    """What shows in any language what a line above a list is.

    Attributes:
        introducing: a word of which a line that introduces a list has one.
        introductions: a line of nothing but words that introduce, in each language.
        before_reasons: the "because" behind a claim.
        verb: a verb of a claim. At the beginning, the verb asks: "Should phones be banned".
        beginnings: what begins a claim.
    """

    introducing: re.Pattern[str]
    introductions: tuple[re.Pattern[str], ...]
    before_reasons: re.Pattern[str]
    verb: re.Pattern[str]
    beginnings: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    words = LIST_WORDS.values()
    introductions = []
    for each in words:
        any_word = _any_of(each.introducing.split() + each.beside_introducing.split())
        end = "" if is_unspaced(each.first_letter) else r"\b"
        introductions.append(re.compile(rf"(?:(?:{any_word}|\d+){end}\W*)+"))
    introducing = " ".join(each.introducing for each in words).split()
    before_reasons = _any_of(chain(*(each.before_reasons for each in words)), before=r"\b")
    verbs = chain(*(each.claim_verbs for each in words))
    return _Patterns(
        re.compile(_any_of(introducing, before=r"\b", behind=r"\b")),
        tuple(introductions),
        re.compile(f"(?:{before_reasons})$", re.IGNORECASE),
        re.compile(_any_of(verbs, before=r"\W", behind=r"\b")),
        tuple(chain(*(each.claim_beginnings for each in words))),
    )


def _any_of(words: Iterable[str], *, before: str = "", behind: str = "") -> str:
    """Return the pattern of any of some words, with what is before and behind one.

    In a script without spaces between words, they are looked for anywhere.
    """
    spaced, unspaced = ["(?!)"], ["(?!)"]
    # The longest first, as the first that fits is taken.
    for word in sorted(words, key=len, reverse=True):
        (unspaced if is_unspaced(word) else spaced).append(re.escape(word))
    return f"{before}(?:{'|'.join(spaced)}){behind}|(?:{'|'.join(unspaced)})"


def _claim_before_reasons(name: str) -> str:
    """Return the claim of which a line says that its reasons follow; "" if it says no such thing.

    Homework should go, because → Homework should go
    """
    match = _patterns().before_reasons.search(name.replace("’", "'"))
    return name[: match.start()].rstrip(_BEHIND_A_CLAIM) if match else ""


def _has_verb_of_claim(plain: str) -> bool:
    patterns = _patterns()
    has_verb = patterns.verb.search(plain) and _number_of_words(plain) >= _FEWEST_WORDS_WITH_VERB
    return plain.startswith(patterns.beginnings) or bool(has_verb)


def _number_of_words(text: str) -> int:
    """Return how many words a text has; two Chinese or Japanese characters count as one."""
    return len(_WORD.findall(text)) + len(re.findall(f"[{IDEOGRAPHS}]", text)) // 2


def is_greeting(text: str) -> bool:
    """Return whether a line begins a letter: "Dear all,"."""
    has_end = text.endswith((*COMMAS, *EXCLAMATION_MARKS))
    is_short = has_end or _number_of_words(text) <= _MOST_WORDS_OF_GREETING
    return is_short and re.match(GREETING, text) is not None


LEVEL_OF_LINES = 7
"""The level of a line above a list, which is below that of all headings."""


@dataclass(eq=False)
class LineAbove:
    """A line of its own, which is not part of a list.

    Attributes:
        text: the line, with those that it was wrapped onto.
        span: its place.
        paragraph: the number of its paragraph.
    """

    text: str
    span: Span
    paragraph: int

    @cached_property
    def lead(self) -> LeadLine:
        """What the line is."""
        return lead_line(self.text)


@dataclass(slots=True, eq=False)
class LinesAbove:
    """The lines of their own between a list and what is before it.

    Attributes:
        part: the list below them.
        lines: the lines in order.
        is_close: whether the list follows the last of them at once, or is indented below it.
        is_first: whether no list is before them.
        lead: the line that says what the list is; `None` if there is none.
        lead_span: its place.
        side: the line above a lead that is a claim: the side that the claim is on.
    """

    part: Part
    lines: list[LineAbove]
    is_close: bool
    is_first: bool
    lead: LeadLine | None = None
    lead_span: Span | None = None
    side: LineAbove | None = None

    def put_back_lead(self) -> None:
        """Make the line that says what the list is one of the others again."""
        if self.lead and self.lead_span:
            self.lines.append(LineAbove(self.lead.text, self.lead_span, -1))
        self.lead = None


class LineSettlement:
    """Makes titles, headings and claims of the lines of a list."""

    def __init__(
        self, listing: Listing, all_lines: list[LinesAbove], title_lines: list[LineAbove]
    ) -> None:
        """Begin with the lines.

        Args:
            listing: the list; its parts have those of the lines, without headings as yet.
            all_lines: the lines above each list, in order.
            title_lines: the lines at the beginning of the text that are above no list.
        """
        self.listing = listing
        self.all_lines = all_lines
        self.title_lines = title_lines
        self.has_headings = any(part.heading for part in listing.parts)
        self.is_letter = False

    def settle(self) -> None:
        """Settle what each line is."""
        self.leave_greeting()
        names_objections = any(
            role_named(above.lines[-1].lead.text) is Role.OBJECTION for above in self.all_lines
        )
        for above in self.all_lines:
            self.find_lead(above, names_objections=names_objections)
        self.join_opposing()
        self.leave_only_side()
        self.take_claim_as_title()
        self.take_heading_as_title()
        first = self.all_lines[0] if self.all_lines else None
        if first and first.is_first:
            self.title_lines += first.lines
            first.lines = []
        self.settle_title(first)
        self.put_back_prose()
        lines_of_part = {above.part: above for above in self.all_lines}
        settled: list[Part] = []
        for part in self.listing.parts:
            of_part = lines_of_part.get(part)
            if of_part is None or not self.goes_on(of_part, settled):
                settled.append(part)
        self.listing.parts = settled
        for above in self.all_lines:
            put_outside(self.listing, above.lines)

    def leave_greeting(self) -> None:
        """Leave out "Dear all,", the first line of a letter; a small letter goes on with it."""
        lines = self.title_lines
        if not lines and self.all_lines and self.all_lines[0].is_first:
            lines = self.all_lines[0].lines
        if lines and is_greeting(lines[0].text):
            self.is_letter = True
            put_outside(self.listing, [lines.pop(0)])

    def find_lead(self, above: LinesAbove, *, names_objections: bool) -> None:
        """Find which of some lines says what the list below them is."""
        lines = above.lines
        while lines:
            lead = lines[-1].lead
            if lead.kind is not LineKind.INTRODUCTION:
                break
            role = role_named(lead.text)
            is_name = names_objections and role in (Role.REASON, Role.CLAIM)
            if is_name or (role is Role.CLAIM and not above.is_first):
                # Beside "Objections", "Reasons" says what is below it, as does "Thesis".
                lead = LeadLine(LineKind.NAME, lead.text)
                break
            lines.pop()
        else:
            return
        goes_on = self.is_letter and lead.kind is LineKind.NAME and lead.text[0].islower()
        if lead.kind is LineKind.PROSE or goes_on:
            return
        above.lead = lead
        above.lead_span = lines.pop().span
        if not lines:
            return
        name = lines[-1].lead
        if role_named(name.text) is not None:
            # "Argument 1:", and on the next line what it is.
            above.lead = lead._replace(kind=LineKind.STATEMENT, introduces_reasons=True)
            above.side = lines.pop()
            return
        if lead.kind is not LineKind.STATEMENT:
            return
        has_colon = lines[-1].text.endswith(COLONS)
        has_title = bool(self.listing.title or self.title_lines or len(lines) > 1)
        may_be_title = above.is_first and not has_colon and not has_title
        is_name = name.kind is LineKind.NAME and not is_labeled(lines[-1].text)
        if is_name and not may_be_title:
            above.side = lines.pop()

    def join_opposing(self) -> None:
        """Put what is below "But:" below the name of the list before it, which so is a claim."""
        for before, above in pairwise(self.all_lines):
            lead = above.lead
            role = role_named(lead.text) if lead else None
            opposes = role in (Role.OBJECTION, Role.REPLY) and lead and joins_clauses(lead.text)
            named = before.lead
            if not opposes or not named or named.kind is not LineKind.NAME or _names_role(named):
                continue
            before.lead = named._replace(kind=LineKind.STATEMENT, introduces_reasons=True)

    def leave_only_side(self) -> None:
        """Leave out what cannot be a side, as it is alone: the line above a claim, "Here is what I
        think of it:", and the line behind a title, "Present: Ann, Bob".
        """
        if self.has_headings:
            return
        named = [above for above in self.all_lines if above.side or not _names_role(above.lead)]
        if len(named) != 1:
            return
        above = named[0]
        lead = above.lead
        is_alone = len(self.all_lines) == 1
        if is_alone and lead and above.lines and is_labeled(lead.text):
            above.put_back_lead()
        if above.side and not _names_role(above.side.lead):
            put_outside(self.listing, [above.side])
            above.side = None

    # --- the title ---

    def settle_title(self, first: LinesAbove | None) -> None:
        """Find the title: a question, or else the first line that is not needed for anything else.

        Where there is none, the line above the first list is the title, unless lines of the same
        kind are above other lists, too.
        """
        listing = self.listing
        lines = self.title_lines
        candidates = [line for line in lines if line.lead.kind is not LineKind.INTRODUCTION]
        if self.is_letter:
            put_outside(listing, [line for line in candidates if line.text[0].islower()])
            candidates = [line for line in candidates if not line.text[0].islower()]
        title = None
        if not listing.title:
            has_sides = any(
                above.lead and above.lead.kind is LineKind.NAME for above in self.all_lines
            )
            title = _best_title(candidates, may_be_prose=not has_sides)
            lead = first.lead if first and first.is_first else None
            if first and lead and self.is_title(lead, title):
                self.take_lead_as_title(first, lead)
                title = None
        if title:
            is_claim = title.lead.kind is LineKind.STATEMENT
            listing.set_title(title.lead.text, title.span, is_claim=is_claim)
            candidates.remove(title)
        put_outside(listing, candidates)

    def take_claim_as_title(self) -> None:
        """Take the only item below "Claim" for the title: what is below other lines bears on it."""
        listing = self.listing
        for above in self.all_lines:
            items = above.part.items
            lead = above.lead
            is_claim = above.is_first and lead and role_named(lead.text) is Role.CLAIM
            if is_claim and len(items) == 1 and len(self.all_lines) > 1 and not listing.title:
                listing.set_title(items[0].text, items[0].span, is_claim=True)
                above.lead = None
                listing.leave_out_beside(items.pop())

    def take_heading_as_title(self) -> None:
        """Take the only heading of a text for the title, if all items are below it."""
        listing = self.listing
        parts = listing.parts
        headings = [part for part in parts if part.heading]
        if listing.title or len(headings) != 1 or parts[0].items:
            return
        heading = headings[0]
        questions = [line.lead.kind is LineKind.QUESTION for line in self.title_lines]
        if questions and (any(questions) or not heading.heading.endswith(QUESTION_MARKS)):
            return
        is_first = not any(part.items for part in parts[: parts.index(heading)])
        if is_first and role_named(heading.heading) is None:
            listing.set_title(heading.heading, heading.span)
            heading.heading = ""
            self.has_headings = False

    def is_title(self, lead: LeadLine, other_title: LineAbove | None) -> bool:
        """Return whether the line above the first list is the title."""
        other_kinds = [above.lead.kind for above in self.all_lines[1:] if above.lead]
        if lead.kind is LineKind.QUESTION:
            if other_title:
                is_question = other_title.text.endswith(QUESTION_MARKS)
                return not is_question and LineKind.QUESTION not in other_kinds
            return not other_kinds or set(other_kinds) != {LineKind.QUESTION}
        if other_title:
            return False
        if lead.kind is LineKind.STATEMENT:
            return LineKind.STATEMENT not in other_kinds
        return role_named(lead.text) is None and LineKind.NAME not in other_kinds

    def take_lead_as_title(self, first: LinesAbove, lead: LeadLine) -> None:
        is_claim = lead.kind is LineKind.STATEMENT or lead.introduces_reasons
        self.listing.set_title(lead.text, first.lead_span, is_claim=is_claim)
        first.lead = None

    # --- sides and claims ---

    def put_back_prose(self) -> None:
        """Leave sentences that may be prose outside the list, as far as nothing says otherwise.

        Sentences below headings are prose, as is one between the title and its only list, if the
        title is a claim itself or the text is Markdown.
        """
        listing = self.listing
        may_be_prose = bool(listing.title) and (listing.title_is_claim or listing.is_markdown)
        leads = [(above, above.lead) for above in self.all_lines if above.lead]
        claims = [each for each in leads if each[1].kind is LineKind.STATEMENT]
        for above, lead in claims:
            is_claim = lead.introduces_reasons or lead.has_verb or above.side
            is_alone = len(claims) == 1 and may_be_prose and not above.is_close
            if (is_alone or self.has_headings) and not is_claim:
                above.put_back_lead()

    def goes_on(self, above: LinesAbove, before: list[Part]) -> bool:
        """Return whether a list goes on with the part before it, once its lines are settled."""
        part = above.part
        lead = above.lead
        if above.side:
            part.heading = above.side.lead.text
            part.span = above.side.span
        if lead and above.lead_span:
            if lead.kind is LineKind.STATEMENT:
                for item in part.items:
                    item.depth += 1
                part.items.insert(0, Item(lead.text, above.lead_span))
            else:
                part.heading = lead.text
                part.span = above.lead_span
        if part.heading or not before:
            return False
        before[-1].items += part.items
        return True


def _names_role(lead: LeadLine | None) -> bool:
    return lead is not None and role_named(lead.text) is not None


def put_outside(listing: Listing, lines: list[LineAbove]) -> None:
    """Put lines outside a list, those of one paragraph together."""
    passages: dict[int, Span] = {}
    for line in lines:
        first = passages.get(line.paragraph, line.span)
        passages[line.paragraph] = first._replace(end_line=line.span.end_line)
    for span in passages.values():
        listing.ledger.leave_out(OUTSIDE, span)


def _best_title(candidates: list[LineAbove], *, may_be_prose: bool) -> LineAbove | None:
    """Return the line that is most likely a title: a claim such as "Motion: …", a question, or else
    not "Name: Ann" where there is any other.
    """
    best = [line for line in candidates if line.lead.introduces_reasons]
    best += [line for line in candidates if line.lead.kind is LineKind.QUESTION]
    for line in candidates:
        if not (is_labeled(line.text) or line.lead.kind is LineKind.PROSE):
            best.append(line)
    if best:
        return best[0]
    if len(candidates) != 1 or len(candidates[0].text) >= LONGEST_LEAD:
        return None
    is_prose = candidates[0].lead.kind is LineKind.PROSE
    return candidates[0] if may_be_prose or not is_prose else None


def is_labeled(text: str) -> bool:
    """Return whether a line is like "Name: Ann", and its first word says no role."""
    return _LABELED.match(text) is not None and not (spoken_role(text) or speaker_of(text)[0])
