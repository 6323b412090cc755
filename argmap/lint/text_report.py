"""How a report for people speaks of claims: by the ids that their authors wrote, and else by their
words.

Findings as a person reads them: the figures, what to mend first, then a table for each rule.

Each fact is told once: a rule's summary and help stand once over and under its table, and what
repeats itself from claim to claim is counted for each main claim. A file that cannot be read is
told in the long form.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from argmap.lint.full_report import format_unreadable
from argmap.lint.linter import CheckResult
from argmap.lint.priorities import UNSUPPORTED, Priorities, Priority, find_priorities
from argmap.lint.reports import Shown
from argmap.lint.rules import GROUPS, documentation, group_of
from argmap.lint.rules._rule import list_ids, quote_claim
from argmap.lint.statistics import Tally, figures, severity_noun
from argmap.lint.terminal import BOLD, COLORS, GRAY, Head, Page, Painter, Table
from argmap.model import ArgumentMap, Claim
from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.model.graph import nearest_main_claims
from argmap.util.text import count, one_line, shorten, width

_NAME_COLUMNS = 24
_QUOTE_COLUMNS = 50
_SHORTEST_QUOTE = 20
_LOST_TO_WRAPPING = 8
"""How many columns a line leaves empty, since words are not broken."""

_IN_BACKTICKS = re.compile(r"`([^`\s]+)`")


def name_of(claim: Claim) -> str:
    """Return what a claim is called in a column of names."""
    name = claim.id if claim.has_own_id else claim.text
    return shorten(name, _NAME_COLUMNS)


def quote(claim: Claim, rest: str, room: int) -> str:
    """Return the words of a claim in quotation marks, as many as fill the lines that the rest
    needs.

    Args:
        claim: the claim.
        rest: what else is said there.
        room: the columns of a line.
    """
    needed = width(rest) + _SHORTEST_QUOTE
    lines = -(-needed // room)  # rounded up
    columns = lines * room - width(rest) - width("“”") - _LOST_TO_WRAPPING * (lines - 1)
    return f"“{shorten(claim.text, max(columns, _SHORTEST_QUOTE))}”"


class Sentence(NamedTuple):
    """What is said of a claim whose name stands in a column of its own: its words are quoted
    between two parts.

    Attributes:
        before: what stands before the words.
        quoted_claim: the claim; `None` where the sentence does not quote it, and is `before` alone.
        after: what stands after the words.
    """

    before: str
    quoted_claim: Claim | None
    after: str

    def written(self, room: int) -> str:
        """Return the sentence, with as many words of the claim as fill lines of so many columns."""
        if self.quoted_claim is None:
            return self.before
        return self.before + quote(self.quoted_claim, self.before + self.after, room) + self.after


def sentence(map: ArgumentMap, message: str, subject: Claim | None) -> Sentence:
    """Return the message of a finding as it is told beside the name of the
    claim that it is about.
    """
    if subject is None:
        return Sentence(_in_words(map, message), None, "")
    before, name, after = message.partition(quote_claim(subject))
    quoted_claim = subject if name else None
    return Sentence(_in_words(map, before), quoted_claim, _in_words(map, after))


def _in_words(map: ArgumentMap, message: str) -> str:
    """Return a message that quotes claims in quotation marks, and names none by an id that its
    author did not write.
    """
    parts: list[str] = []
    end = 0
    for match in _IN_BACKTICKS.finditer(message):
        claim = map.claims.get(match[1])
        if claim is None or match.start() < end:
            continue
        parts.append(message[end : match.start()])
        end = match.end()
        words = f"“{shorten(claim.text, _NAME_COLUMNS)}”"
        if message.startswith(quote_claim(claim), match.start()):
            end = match.start() + len(quote_claim(claim))
            words = f"“{shorten(claim.text, _QUOTE_COLUMNS)}”"
            parts.append(f"{match[0]} {words}" if claim.has_own_id else words)
        else:
            parts.append(match[0] if claim.has_own_id else words)
    parts.append(message[end:])
    return "".join(parts)


_MOST_FIXES = 5
_MOST_ROWS = 5
_MOST_NAMED = 3

_COUNTED_BY_MAIN_CLAIM = "rests-on-unsupported"
"""The rule that tells of every claim up to the main claim what is said of the lowest already."""


def format_text(shown: Shown) -> Iterator[str]:
    """Yield the report of a file, or diagnostics that belong to none in the long form."""
    file = shown.file
    if file is None:
        yield from format_unreadable(shown)
        return
    page = Page(shown.columns, Painter(shown.color))
    if file.reading.map is None:
        yield from format_unreadable(shown)
        yield from page.paragraph(
            f"{one_line(file.reading.name)}: {Tally.of(file.diagnostics).in_words()}", BOLD
        )
    else:
        yield from _Report(file, file.reading.map, page).pieces(with_name=shown.is_one_of_several)
    if shown.is_one_of_several:
        yield "\n"


def format_end(tally: Tally, number_of_files: int, columns: int) -> Iterator[str]:
    """Yield what follows the reports of files: how much was found in all of them, and can be
    mended.
    """
    page = Page(columns, Painter(in_color=False))
    if number_of_files > 1:
        yield f"{count(number_of_files, 'file')}: {tally.in_words()}\n"
    can_be_fixed = tally.fixable_in_words()
    if can_be_fixed:
        if number_of_files == 1:
            yield "\n"
        yield from page.paragraph(can_be_fixed)


class _Report:
    """Writes what was found in one map."""

    def __init__(self, file: CheckResult, map: ArgumentMap, page: Page) -> None:
        self.file = file
        self.map = map
        self.page = page

    def pieces(self, *, with_name: bool) -> Iterator[str]:
        """Yield the line of figures, what to mend first, and a block for each rule."""
        diagnostics = self.file.diagnostics
        name = f"{one_line(self.file.reading.name)}: " if with_name else ""
        yield from self.page.paragraph(
            f"{name}{figures(self.map)}; {Tally.of(diagnostics).in_words()}", BOLD
        )
        yield from self.fix_first(find_priorities(self.map, diagnostics, _MOST_FIXES))
        for block in _blocks(diagnostics):
            yield "\n"
            yield from self.block(block)

    # --- what to mend first ---

    def fix_first(self, found: Priorities) -> Iterator[str]:
        """Yield the list of what to mend first, if there is anything."""
        if not found.first:
            return
        yield "\n"
        yield from self.page.paragraph(_heading_of_priorities(found), BOLD)
        for number, priority in enumerate(found.first, start=1):
            room = self.page.room_in_item(number)
            if priority.diagnostic.severity is Severity.ERROR:
                task = self.error_in_words(priority.diagnostic, room)
            else:
                task = self.task_in_words(
                    priority, room, weighed_in="verdict" if found.by_verdicts else "claim"
                )
            yield from self.page.item(number, task, BOLD, COLORS[priority.diagnostic.severity])

    def error_in_words(self, diagnostic: Diagnostic, room: int) -> str:
        """Return what is wrong; its help stands in the block of its rule."""
        place = f"{self.place_in_words(diagnostic.span)}: "
        subject = self.map.claims.get(diagnostic.subject)
        line = sentence(self.map, one_line(diagnostic.message), subject)
        return line._replace(before=place + line.before).written(room)

    def task_in_words(self, priority: Priority, room: int, weighed_in: str) -> str:
        """Return what to do about an objection or an unsupported claim, and
        how much depends on it.
        """
        diagnostic = priority.diagnostic
        if diagnostic.code == UNSUPPORTED:
            task = "support"
            premises: Sequence[str] = [diagnostic.subject]
        else:
            inference = self.map.inferences[diagnostic.subject]
            task = f"answer the {inference.kind.value} by"
            premises = inference.premises
        before = f"{self.place_in_words(diagnostic.span)}: {task} "
        first, *others = [self.map.claims[premise] for premise in premises]
        if first.has_own_id:
            before += f"`{first.id}` "
        after = ""
        for other in others:
            after += " and " + (f"`{other.id}`" if other.has_own_id else f"“{name_of(other)}”")
        after += f" ({count(priority.dependents, weighed_in)})"
        return before + quote(first, before + after, room) + after

    # --- the block of a rule ---

    def block(self, block: _Block) -> Iterator[str]:
        """Yield the heading of a rule, the table of what it found, how to see the rest, and its
        help.
        """
        code, severity, diagnostics = block
        heading = f"{code}: {count(len(diagnostics), severity_noun(severity))}."
        if group_of(code):
            heading += " " + documentation(code).summary.replace("\n", " ")
        yield from self.page.paragraph(heading, BOLD, COLORS[severity])
        helps = {diagnostic.help for diagnostic in diagnostics}
        common_help = diagnostics[0].help if len(helps) == 1 else ""
        groups = [_Group(None, [diagnostic]) for diagnostic in diagnostics]
        if code == _COUNTED_BY_MAIN_CLAIM:
            groups = list(_by_main_claim(self.map, diagnostics))
        has_help_in_rows = not common_help and code != _COUNTED_BY_MAIN_CLAIM
        rows = [self.row(group, with_help=has_help_in_rows) for group in groups[:_MOST_ROWS]]
        yield from self.table(_without_what_all_say(rows))
        if len(groups) > _MOST_ROWS:
            more = f"… and {len(groups) - _MOST_ROWS:,} more: {self.command_for_all(code)}"
            yield from self.page.paragraph(more, GRAY, indent=2)
        if common_help:
            yield from self.page.paragraph(f"= {one_line(common_help)}", indent=2)

    def row(self, group: _Group, *, with_help: bool) -> _Row:
        """Return the row of a finding, or of several that are counted for their main claim."""
        main, diagnostics = group
        if main is not None and len(diagnostics) > 1:
            named = list_ids((diagnostic.subject for diagnostic in diagnostics[:_MOST_NAMED]), ", ")
            more = " …" if len(diagnostics) > _MOST_NAMED else ""
            message = (
                f"{len(diagnostics):,} claims in the debate about it are not supported all the way:"
                f" {named}{more}"
            )
            return self.row_about(main, main.at("id"), message)
        (diagnostic,) = diagnostics
        subject = diagnostic.subject
        if subject in self.map.inferences:
            subject = self.map.inferences[subject].premises[0]
        message = one_line(diagnostic.message)
        if with_help and diagnostic.help:
            message += f": {one_line(diagnostic.help)}"
        return self.row_about(self.map.claims.get(subject), diagnostic.span, message)

    def row_about(self, claim: Claim | None, span: Span | None, message: str) -> _Row:
        """Return the row that tells a message about a claim, or about none."""
        place = self.place_in_words(span).removeprefix("line ").replace(" line ", ":")
        line = sentence(self.map, message, claim)
        name = name_of(claim) if claim is not None else ""
        if line.quoted_claim is not None and not line.quoted_claim.has_own_id:
            name = ""  # its words are all its name, and they follow
        return _Row(Head(place, name), line)

    def table(self, rows: Sequence[_Row]) -> Iterator[str]:
        table = Table(self.page, [row.head for row in rows])
        for row in rows:
            yield from table.row(row.head, row.sentence.written(table.room))

    def command_for_all(self, code: str) -> str:
        """Return the command that shows all findings of a rule, or of the file where the code is
        that of no rule.
        """
        # With the slashes that a shell needs not be told to spare, on Windows too.
        file = shlex.quote(Path(one_line(self.file.reading.name)).as_posix())
        selection = f" --select {code}" if group_of(code) else ""
        return f"argmap check {file}{selection} -f full"

    def place_in_words(self, span: Span | None) -> str:
        """Return the line of a finding, with the file where it is another than
        the one reported on.
        """
        if span is None:
            return "the file"
        if span.file != self.file.reading.name:
            return f"{one_line(span.file)} line {span.line}"
        return f"line {span.line}"


class _Block(NamedTuple):
    """What is told of one rule, or of one kind of mistake in the file."""

    code: str
    severity: Severity
    diagnostics: list[Diagnostic]


class _Group(NamedTuple):
    """Findings that share a row of a table; `main` is the main claim that they are counted for."""

    main: Claim | None
    diagnostics: list[Diagnostic]


class _Row(NamedTuple):
    """A row of a table."""

    head: Head
    sentence: Sentence


def _blocks(diagnostics: Iterable[Diagnostic]) -> list[_Block]:
    """Return findings by their codes: what is worst first, then in the order of the rules."""
    diagnostics_of_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        diagnostics_of_code.setdefault(diagnostic.code, []).append(diagnostic)
    rules = [rule for rules_of_group in GROUPS.values() for rule in rules_of_group]

    def place(block: _Block) -> tuple[int, int]:
        # What is no rule's was found when the file was read, and so comes before the rules.
        place_of_rule = rules.index(block.code) if block.code in rules else -1
        return block.severity.rank, place_of_rule

    blocks: list[_Block] = []
    for code, of_code in diagnostics_of_code.items():
        worst = min(
            (diagnostic.severity for diagnostic in of_code), key=lambda severity: severity.rank
        )
        blocks.append(_Block(code, worst, of_code))
    return sorted(blocks, key=place)


def _heading_of_priorities(found: Priorities) -> str:
    if all(priority.diagnostic.severity is Severity.ERROR for priority in found.first):
        return "Mend these first"
    if found.by_verdicts:
        return "Mend these first: most verdicts depend on them"
    return (
        "Mend these first: most claims rest on them"
        f" ({found.candidates:,} candidates are too many to ask how many verdicts depend on each)"
    )


def _by_main_claim(map: ArgumentMap, diagnostics: list[Diagnostic]) -> Iterator[_Group]:
    """Yield the findings about the claims that bear on each main claim; what bears on none stands
    by itself.
    """
    nearest = nearest_main_claims(map)
    diagnostics_of_main: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        main = nearest.get(diagnostic.subject)
        if main is None:
            yield _Group(None, [diagnostic])
        else:
            diagnostics_of_main.setdefault(main, []).append(diagnostic)
    for main, of_main in diagnostics_of_main.items():
        yield _Group(map.claims[main], of_main)


def _without_what_all_say(rows: Sequence[_Row]) -> Sequence[_Row]:
    """Return rows that quote their claims alone, if all say the same of them: the heading of the
    table says it, too.
    """
    sayings = {(row.sentence.before, row.sentence.after) for row in rows}
    quoted_claims = [row.sentence.quoted_claim for row in rows]
    if len(rows) == 1 or len(sayings) > 1 or None in quoted_claims:
        return rows
    return [
        row._replace(sentence=Sentence("", claim, ""))
        for row, claim in zip(rows, quoted_claims, strict=True)
    ]
