"""Findings for people: the figures, what to fix first, then a table for each rule.

    11 claims (7 unsupported); 4 reasons, 6 objections; 7 warnings

    Fix these first: the most verdicts change if they fall
      1 line 36: answer the rebuttal “Most employers let parents start at nine.” (1 verdict)

    unsupported-claim: 7 warnings. A claim without support.
      15               “Buses are cheaper after nine.”
      31  sleep-helps  “Sleep helps learning.”
      … and 5 more. All: argmap check docs/school.yaml --select unsupported-claim -f full
      = give it `premises` or `evidence`, or mark it `common_ground: true`

Each fact is reported once: a rule's summary is above its table and its help below, and a finding
among those to fix first is not in the table again. Beside errors and warnings, many notes take one
table, with a row for each rule:

    10 notes, the first for each rule. For all: argmap check docs/school.yaml -f full
      41  rests-on-unsupported  `nine` depends on unsupported claims: `sleep` (and 7 more)

A claim is named by its id if its author wrote one, and by its text if not. A file that cannot be
read is reported in the long form.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from argmap.lint.full_report import format_unreadable
from argmap.lint.linter import CheckedFile
from argmap.lint.priorities import UNSUPPORTED, Priorities, Priority, find_priorities
from argmap.lint.reports import Report
from argmap.lint.rules import ALL_RULES, QUESTIONS, documentation, group_of
from argmap.lint.statistics import Tally, figures
from argmap.lint.terminal import BOLD, COLORS, GRAY, Head, Page, Painter, Table
from argmap.lint.wording import in_words
from argmap.model import ArgumentMap, Claim
from argmap.model.diagnostics import Diagnostic, Severity, Span, marked_message
from argmap.model.messages import MessagePart, Part, message_parts
from argmap.model.spanning_tree import noun_of
from argmap.util.files import STDIN, STDIN_NAME
from argmap.util.text import count, one_line, shorten, width

_NAME_COLUMNS = 24
_QUOTE_COLUMNS = 50
_SHORTEST_QUOTE = 20
_LOST_TO_WRAPPING = 8
"""The number of columns that a line leaves empty, because words are not broken."""
_MOST_FIXES = 5
_MOST_ROWS = 5
_FEWEST_ROWS = 2
"""The number of rows in the table of a rule whose other findings are among those to fix first."""
_MOST_NOTES = 5
"""More notes than these are shown in one table if there are also errors or warnings."""


def _name_of(claim: Claim) -> str:
    """Return the name of a claim in a column of names."""
    return shorten(claim.id if claim.has_own_id else claim.text, _NAME_COLUMNS)


class _Sentence(NamedTuple):
    """The text about a claim whose name is in a column of its own.

    The claim's words go between two parts; without a claim to quote, the sentence is only `before`.
    """

    before: str
    claim: Claim | None = None
    after: str = ""

    def written(self, room: int) -> str:
        """Return the sentence with as much of the claim as fits into lines of this width."""
        if self.claim is None:
            return self.before
        rest = width(self.before + self.after)
        lines = -(-(rest + _SHORTEST_QUOTE) // room)  # rounded up
        columns = lines * room - rest - width("“”") - _LOST_TO_WRAPPING * (lines - 1)
        quote = f"“{shorten(self.claim.text, max(columns, _SHORTEST_QUOTE))}”"
        return self.before + quote + self.after


def _sentence(map: ArgumentMap, message: Sequence[Part], subject: Claim | None) -> _Sentence:
    """Return the message of a finding, to be shown next to the name of its claim."""
    for number, part in enumerate(message):
        if subject is not None and part == (MessagePart.CLAIM, subject.id, True):
            before, after = message[:number], message[number + 1 :]
            return _Sentence(_in_words(map, before), subject, _in_words(map, after))
    return _Sentence(_in_words(map, message))


def _in_words(map: ArgumentMap, message: Iterable[Part]) -> str:
    """Return a message that names claims only by ids that their authors wrote, and describes them:
    `sports` “Teams could not play.”
    """
    return one_line(in_words(message, map, _NAME_COLUMNS, _QUOTE_COLUMNS))


def _parts(diagnostic: Diagnostic) -> list[Part]:
    return message_parts(marked_message(diagnostic))


def format_text(report: Report) -> Iterator[str]:
    """Yield the report of a file, or diagnostics without a file in the long form."""
    file = report.file
    if file is None:
        yield from format_unreadable(report)
        return
    page = Page(report.columns, Painter(report.color))
    if file.reading.map is None:
        yield from format_unreadable(report)
        found = Tally.of(file.diagnostics).in_words()
        yield from page.paragraph(f"{one_line(file.reading.name)}: {found}", BOLD)
    else:
        yield from _MapReport(file, file.reading.map, page).pieces(
            with_name=report.is_one_of_several
        )
    if report.is_one_of_several:
        yield "\n"


def format_end(tally: Tally, number_of_files: int, columns: int) -> Iterator[str]:
    """Yield the text after the reports of files: the numbers of findings in all of them."""
    if number_of_files > 1:
        yield f"{count(number_of_files, 'file')}: {tally.in_words()}\n"
    can_be_fixed = tally.fixable_in_words()
    if can_be_fixed:
        if number_of_files == 1:
            yield "\n"
        yield from Page(columns, Painter(in_color=False)).paragraph(can_be_fixed)


def what_to_fix_first(file: CheckedFile, map: ArgumentMap, columns: int) -> str:
    """Return what affects the most in a map, in a line; "" if nothing was found."""
    found = find_priorities(map, file.diagnostics, 1)
    report = _MapReport(file, map, Page(columns, Painter(in_color=False)))
    for priority in found.first:
        return report.item_of(priority, found.stake_of(priority), columns)
    for diagnostic in file.diagnostics:
        return f"{report.place_in_words(diagnostic.span)}: {_in_words(map, _parts(diagnostic))}"
    return ""


class _MapReport:
    """Writes the findings in one map."""

    def __init__(self, file: CheckedFile, map: ArgumentMap, page: Page) -> None:
        self.file = file
        self.map = map
        self.page = page

    def pieces(self, *, with_name: bool) -> Iterator[str]:
        """Yield the line of figures, what to fix first, and a block for each rule."""
        diagnostics = self.file.diagnostics
        name = f"{one_line(self.file.reading.name)}: " if with_name else ""
        found = Tally.of(diagnostics).in_words()
        yield from self.page.paragraph(f"{name}{figures(self.map)}; {found}", BOLD)
        priorities = find_priorities(self.map, diagnostics, _MOST_FIXES)
        yield from self.fix_first(priorities)
        shown = {id(priority.diagnostic) for priority in priorities.first}
        blocks = _by_code(diagnostics)
        notes: list[list[Diagnostic]] = []
        for block in blocks:
            if _worst(block) is Severity.NOTE and block[0].code != QUESTIONS:
                notes.append(block)
        are_many = sum(len(each) for each in notes) > _MOST_NOTES
        if not are_many or len(notes) == len(blocks):
            notes = []  # each rule has its own table
        in_table = {block[0].code for block in notes}
        for block in blocks:
            if block[0].code not in in_table:
                yield "\n"
                yield from self.block(block, shown)
        if notes:
            yield "\n"
            yield from self.table_of_notes(notes)

    # --- what to fix first ---

    def fix_first(self, found: Priorities) -> Iterator[str]:
        """Yield the list of what to fix first, if it is not empty."""
        if not found.first:
            return
        yield "\n"
        yield from self.page.paragraph(_heading_of_priorities(found), BOLD)
        for number, priority in enumerate(found.first, start=1):
            stake = count(priority.dependents, "verdict" if found.by_verdicts else "claim")
            text = self.item_of(priority, stake, self.page.room_in_item(number))
            yield from self.page.item(number, text, BOLD, COLORS[priority.diagnostic.severity])

    def item_of(self, priority: Priority, stake: str, room: int) -> str:
        """Return something to fix, at its place: "line 36: answer the objection … (1 verdict)"."""
        diagnostic = priority.diagnostic
        if diagnostic.severity is Severity.ERROR:
            # The help is in the block of the rule.
            subject = self.map.claims.get(diagnostic.subject)
            task = _sentence(self.map, _parts(diagnostic), subject)
        else:
            task = self.task(diagnostic, stake)
        place = f"{self.place_in_words(diagnostic.span)}: "
        return task._replace(before=place + task.before).written(room)

    def task(self, diagnostic: Diagnostic, stake: str) -> _Sentence:
        """Return what to do about an objection or an unsupported claim.

        answer the objection `buses` “Buses would cost more.” and `taxes` (3 verdicts)
        """
        subject = diagnostic.subject
        before = "support "
        premises: Sequence[str] = [subject]
        if diagnostic.code != UNSUPPORTED:
            inference = self.map.inferences[subject]
            before = f"answer the {noun_of(self.map, inference)} "
            premises = inference.premises
        first, *others = [self.map.claims[premise] for premise in premises]
        if first.has_own_id:
            before += f"`{first.id}` "
        names = [f"`{each.id}`" if each.has_own_id else f"“{_name_of(each)}”" for each in others]
        after = "".join(f" and {name}" for name in names)
        return _Sentence(before, first, f"{after} ({stake})")

    # --- the block of a rule ---

    def block(self, diagnostics: list[Diagnostic], shown: Set[int]) -> Iterator[str]:
        """Yield the heading of a rule, the table of its findings, and its help.

        `shown` identifies the findings that are among those to fix first.
        """
        code, severity = diagnostics[0].code, _worst(diagnostics)
        asks = code == QUESTIONS
        heading = f"{code}: {Tally.of(diagnostics).in_words()}."
        if group_of(code):
            heading += " " + documentation(code).summary.replace("\n", " ")
        yield from self.page.paragraph(heading, BOLD, COLORS[severity])
        helps = {diagnostic.help for diagnostic in diagnostics}
        common_help = helps.pop() if len(helps) == 1 else ""
        listed = diagnostics
        left_out: list[str] = []
        if len(diagnostics) > _MOST_ROWS and not asks:
            others = [diagnostic for diagnostic in diagnostics if id(diagnostic) not in shown]
            number_shown = len(diagnostics) - len(others)
            listed = others[: max(_MOST_ROWS - number_shown, _FEWEST_ROWS)]
            if len(others) > len(listed):
                left_out.append(f"{len(others) - len(listed):,} more")
            if number_shown:
                left_out.append(f"{number_shown:,} listed above")
        rows = [self.row(diagnostic, with_help=not common_help) for diagnostic in listed]
        table = Table(self.page, [head for head, _ in rows])
        for head, sentence in rows if asks else _without_what_all_say(rows):
            yield from table.row(head, sentence.written(table.room))
        if left_out:
            more = f"… and {' and '.join(left_out)}. All: {self.command_for_all(code)}"
            yield from self.page.paragraph(more, GRAY, indent=2)
        if common_help:
            yield from self.page.paragraph(f"= {one_line(common_help)}", indent=2)

    def table_of_notes(self, notes: list[list[Diagnostic]]) -> Iterator[str]:
        """Yield a table with the first note of each rule."""
        number = sum(len(each) for each in notes)
        command = self.command_for_all("")
        heading = f"{count(number, 'note')}, the first for each rule. For all: {command}"
        yield from self.page.paragraph(heading, BOLD, COLORS[Severity.NOTE])
        heads = [Head(self.line_in_words(first.span), first.code) for first, *_ in notes]
        table = Table(self.page, heads)
        for head, (first, *others) in zip(heads, notes, strict=True):
            brief = [part._replace(is_described=False) for part in _parts(first)]
            text: str = one_line(in_words(brief, self.map, _QUOTE_COLUMNS))
            if others:
                text += f" (and {len(others):,} more)"
            yield from table.row(head, text)

    def row(self, diagnostic: Diagnostic, *, with_help: bool) -> tuple[Head, _Sentence]:
        """Return the row for a finding."""
        subject = diagnostic.subject
        if subject in self.map.inferences:
            subject = self.map.inferences[subject].premises[0]
        claim = self.map.claims.get(subject)
        message = _parts(diagnostic)
        if with_help and diagnostic.help:
            message.append(Part(MessagePart.WORDS, f": {diagnostic.help}"))
        sentence = _sentence(self.map, message, claim)
        name = ""
        # If the text is the claim's only name, and it follows, the name is left out.
        if claim is not None and (sentence.claim is None or claim.has_own_id):
            name = _name_of(claim)
        return Head(self.line_in_words(diagnostic.span), name), sentence

    def line_in_words(self, span: Span | None) -> str:
        """Return the line of a finding, as the first cell of a row has it."""
        return self.place_in_words(span).removeprefix("line ").replace(" line ", ":")

    def command_for_all(self, code: str) -> str:
        """Return the command that shows all the findings, or those with a code."""
        name = one_line(self.file.reading.name)
        # With forward slashes, also on Windows, because a shell does not change them.
        file = STDIN if name == STDIN_NAME else shlex.quote(Path(name).as_posix())
        # A code without a rule cannot be selected.
        selection = f" --select {code}" if group_of(code) else ""
        return f"argmap check {file}{selection} -f full"

    def place_in_words(self, span: Span | None) -> str:
        """Return the line of a finding, with its file if the report is about another file."""
        if span is None:
            return "the file"
        if span.file != self.file.reading.name:
            return f"{one_line(span.file)} line {span.line}"
        return f"line {span.line}"


def _worst(diagnostics: list[Diagnostic]) -> Severity:
    return min((each.severity for each in diagnostics), key=lambda severity: severity.rank)


def _by_code(diagnostics: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """Return findings by their codes: the most severe first, then in the order of the rules."""
    diagnostics_of_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        diagnostics_of_code.setdefault(diagnostic.code, []).append(diagnostic)

    def place(of_one_code: list[Diagnostic]) -> tuple[int, int]:
        # A code without a rule comes from reading the file, so it goes before the rules.
        code = of_one_code[0].code
        return _worst(of_one_code).rank, ALL_RULES.index(code) if code in ALL_RULES else -1

    return sorted(diagnostics_of_code.values(), key=place)


def _heading_of_priorities(found: Priorities) -> str:
    if all(priority.diagnostic.severity is Severity.ERROR for priority in found.first):
        return "Fix these first"
    if found.by_verdicts:
        return "Fix these first: the most verdicts change if they fall"
    return (
        "Fix these first: they affect the most claims"
        f" ({found.candidates:,} candidates are too many for counting verdicts)"
    )


def _without_what_all_say(rows: list[tuple[Head, _Sentence]]) -> list[tuple[Head, _Sentence]]:
    """Return rows that only quote their claims, if all messages are the same as the heading."""
    sayings = {(sentence.before, sentence.after) for _, sentence in rows}
    claims = [sentence.claim for _, sentence in rows]
    if len(rows) == 1 or len(sayings) > 1 or None in claims:
        return rows
    return [(head, _Sentence("", sentence.claim)) for head, sentence in rows]
