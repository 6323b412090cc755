"""Findings as a person reads them: the figures, what to mend first, then a table for each rule.

Each fact is told once: a rule's summary and help stand once over and under its table, and what repeats itself from
claim to claim is counted for each main claim. A file that cannot be read is told in the long form.
"""

from __future__ import annotations

import re
import shlex
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from argmap.model import ArgumentMap, Claim
from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.model.graph import main_claims
from argmap.model.text import count, one_line, shorten, width, wrap
from argmap.reports.findings import CheckedFile, Shown
from argmap.reports.findings.full import format_unreadable
from argmap.reports.findings.painting import BOLD, COLORS, GREY, Painter
from argmap.reports.priorities import UNSUPPORTED, Mend, Mends, mends
from argmap.reports.statistics import figures, mendable, severity_noun, tally
from argmap.rules import documentation, group_of
from argmap.rules._rule import listed, quoted

_MOST_MENDS = 5
_MOST_ROWS = 5
_MOST_NAMED = 3
_ID_COLUMNS = 24
_SHORTEST_QUOTE = 20
_LOST_TO_WRAPPING = 8
"""How many columns a line leaves empty, since words are not broken."""
_NARROWEST = 40
"""A terminal of fewer columns is written to as if it had these."""

_IN_BACKTICKS = re.compile(r"`([^`\s]+)`")

_COUNTED_BY_MAIN_CLAIM = "rests-on-unsupported"
"""The rule that tells of every claim up to the main claim what is said of the lowest already."""


def format_text(shown: Shown) -> Iterator[str]:
    """Yield the report of each file, or diagnostics that belong to none in the long form."""
    if not shown.files:
        yield from format_unreadable(shown)
        return
    columns = max(_NARROWEST, shown.columns)
    painter = Painter(shown.color)
    is_alone = len(shown.files) == 1
    for number, file in enumerate(shown.files):
        if number:
            yield "\n"
        if file.map is None:
            yield from format_unreadable(shown._replace(diagnostics=file.diagnostics))
            yield painter.paint(f"{_place_of(file)}: {tally(file.diagnostics)}", BOLD) + "\n"
        else:
            yield from _Report(file, file.map, columns, painter, is_alone=is_alone).pieces()
    can_be_mended = mendable(shown.diagnostics)
    if not is_alone:
        yield f"\n{count(len(shown.files), 'file')}: {tally(shown.diagnostics)}\n"
    elif can_be_mended:
        yield "\n"
    if can_be_mended:
        yield f"{can_be_mended}\n"


def _place_of(file: CheckedFile) -> str:
    return one_line(file.name)


class _Row(NamedTuple):
    """A row of a table: the place, the claim's name, what is said of it, and the claim's id or ""."""

    place: str
    name: str
    what: str
    claim: str


class _Report:
    """Writes what was found in one map."""

    def __init__(self, file: CheckedFile, map: ArgumentMap, columns: int, painter: Painter, *, is_alone: bool) -> None:
        self.file, self.map, self.is_alone = file, map, is_alone
        self.columns, self.painter = columns, painter

    def pieces(self) -> Iterator[str]:
        """Yield the line of figures, what to mend first, and a block for each rule."""
        diagnostics = self.file.diagnostics
        name = "" if self.is_alone else f"{_place_of(self.file)}: "
        yield from self.wrapped(f"{name}{figures(self.map)}; {tally(diagnostics)}", "  ", BOLD)
        yield from self.mend_first(mends(self.map, diagnostics, _MOST_MENDS))
        diagnostics_of_code: dict[str, list[Diagnostic]] = {}
        for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.severity.rank):
            diagnostics_of_code.setdefault(diagnostic.code, []).append(diagnostic)
        for code, of_code in diagnostics_of_code.items():
            yield "\n"
            yield from self.block(code, of_code)

    def mend_first(self, found: Mends) -> Iterator[str]:
        """Yield the list of what to mend first, if anything is."""
        if not found.first:
            return
        yield "\n"
        heading = "Mend these first: most verdicts depend on them"
        if not found.by_verdicts:
            heading = (
                "Mend these first: most claims rest on them"
                f" ({found.candidates:,} candidates are too many to ask how many verdicts depend on each)"
            )
        if all(mend.diagnostic.severity is Severity.ERROR for mend in found.first):
            heading = "Mend these first"
        yield from self.wrapped(heading, "", BOLD)
        for number, mend in enumerate(found.first, start=1):
            color = COLORS[mend.diagnostic.severity]
            marker = self.painter.paint(str(number), BOLD, color)
            lines = list(wrap(self.mend_in_words(mend, by_verdicts=found.by_verdicts), self.columns - 4))
            yield f"  {marker} {lines[0]}\n"
            for line in lines[1:]:
                yield f"    {line}\n"

    def mend_in_words(self, mend: Mend, *, by_verdicts: bool) -> str:
        diagnostic = mend.diagnostic
        place = self.place_in_words(diagnostic.span)
        if diagnostic.severity is Severity.ERROR:
            help = f": {one_line(diagnostic.help)}" if diagnostic.help else ""
            return f"{place}: {one_line(diagnostic.message)}{help}"
        weight = count(mend.dependents, "verdict" if by_verdicts else "claim")
        if diagnostic.code == UNSUPPORTED:
            task = "support"
            premises: Sequence[str] = [diagnostic.subject]
        else:
            step = self.map.inferences[diagnostic.subject]
            task = f"answer the {step.kind.value} by"
            premises = step.premises
        names = " and ".join(f"`{premise}`" for premise in premises if self.map.claims[premise].has_own_id)
        before = " ".join(f"{place}: {task} {names}".split())
        after = f"({weight})"
        quote = self.quote(self.map.claims[premises[0]], f"{before}  {after}", self.columns - 4)
        return f"{before} {quote} {after}"

    # --- blocks ---

    def block(self, code: str, diagnostics: list[Diagnostic]) -> Iterator[str]:
        """Yield the heading of a rule, the table of what it found, how to see the rest, and its help."""
        worst = diagnostics[0].severity
        color = COLORS[worst]
        summary = documentation(code).summary.replace("\n", " ") if group_of(code) else ""
        number = count(len(diagnostics), severity_noun(worst))
        yield from self.wrapped(f"{code}: {number}. {summary}".rstrip(), "  ", BOLD, color)
        helps = {diagnostic.help for diagnostic in diagnostics}
        has_one_help = len(helps) == 1
        if code == _COUNTED_BY_MAIN_CLAIM:
            rows = list(self.rows_by_main_claim(diagnostics))
        else:
            rows = [self.row(diagnostic, with_help=not has_one_help) for diagnostic in diagnostics]
        yield from self.table(rows[:_MOST_ROWS])
        if len(rows) > _MOST_ROWS:
            selection = f" --select {code}" if group_of(code) else ""
            command = f"argmap check {shlex.quote(_place_of(self.file))}{selection} -f full"
            yield from self.wrapped(f"  … and {len(rows) - _MOST_ROWS:,} more: {command}", "    ", GREY)
        if has_one_help and diagnostics[0].help:
            yield from self.wrapped(f"  = {one_line(diagnostics[0].help)}", "    ")

    def row(self, diagnostic: Diagnostic, *, with_help: bool) -> _Row:
        what = one_line(diagnostic.message)
        subject = diagnostic.subject
        claim = ""
        if subject in self.map.claims:
            claim = subject
        elif subject in self.map.inferences:
            claim = self.map.inferences[subject].premises[0]
        if with_help and diagnostic.help:
            what += f": {one_line(diagnostic.help)}"
        return _Row(self.place_in_table(diagnostic.span), self.name_of(claim), what, claim)

    def name_of(self, claim: str) -> str:
        """Return what stands for a claim in a table: its id if its author wrote it, else how its text begins."""
        if not claim:
            return ""
        stated = self.map.claims[claim]
        name = claim if stated.has_own_id else stated.text
        return shorten(name, _ID_COLUMNS)

    def quote(self, claim: Claim, rest: str, room: int) -> str:
        """Return the words of a claim in quotation marks, as many as fill the lines that the rest needs.

        `rest` is what else is said there, `room` the columns of a line.
        """
        needed = width(rest) + _SHORTEST_QUOTE
        lines = -(-needed // room)
        words = lines * room - width(rest) - 2
        if lines > 1:
            words -= _LOST_TO_WRAPPING * (lines - 1)
        return f"“{shorten(claim.text, max(words, _SHORTEST_QUOTE))}”"

    def rows_by_main_claim(self, diagnostics: Iterable[Diagnostic]) -> Iterator[_Row]:
        """Yield a row for each main claim: how many of the claims that bear on it are told of."""
        mains = [claim.id for claim in main_claims(self.map)]
        diagnostics_of_main: dict[str, list[Diagnostic]] = {}
        for diagnostic in diagnostics:
            main = _nearest_below(self.map, diagnostic.subject, mains)
            diagnostics_of_main.setdefault(main, []).append(diagnostic)
        for main, of_main in diagnostics_of_main.items():
            if not main or len(of_main) == 1:
                for diagnostic in of_main:
                    yield self.row(diagnostic, with_help=False)
                continue
            named = listed((diagnostic.subject for diagnostic in of_main[:_MOST_NAMED]), ", ")
            more = " …" if len(of_main) > _MOST_NAMED else ""
            what = f"{len(of_main):,} claims in the debate about it rest on what nothing supports: {named}{more}"
            place = self.map.claims[main].at("id")
            where = self.place_in_table(place) if place else ""
            yield _Row(where, self.name_of(main), what, main)

    def place_in_words(self, span: Span | None) -> str:
        """Return the line of a place, with the file where it is another than the one reported on."""
        if span is None:
            return "the file"
        if span.file != self.file.name:
            return f"{one_line(span.file)} line {span.line}"
        return f"line {span.line}"

    def place_in_table(self, span: Span | None) -> str:
        return self.place_in_words(span).removeprefix("line ").replace(" line ", ":")

    # --- lines ---

    def table(self, rows: list[_Row]) -> Iterator[str]:
        place_width = max(width(row.place) for row in rows)
        name_width = max(width(row.name) for row in rows)
        for row in rows:
            before = "  " + row.place.rjust(place_width) + "  "
            if name_width:
                before += _padded(row.name, name_width) + "  "
            indent = width(before)
            if indent > self.columns // 2:
                # A narrow terminal: what is said goes below, at its full width.
                yield before.rstrip() + "\n"
                before, indent = "    ", 4
            for line in wrap(self.sentence(row, self.columns - indent), self.columns - indent):
                yield f"{before}{line}\n"
                before = " " * indent

    def sentence(self, row: _Row, room: int) -> str:
        """Return what is said of a claim, with its words for its name, which has a column of its own."""
        if not row.claim:
            return self.with_texts(row.what)
        stated = self.map.claims[row.claim]
        before, name, after = row.what.partition(quoted(stated))
        before, after = self.with_texts(before), self.with_texts(after)
        if not name:
            return before
        return before + self.quote(stated, before + after, room) + after

    def with_texts(self, sentence: str) -> str:
        """Return a sentence that names claims by their ids only where their author wrote these."""

        def name(match: re.Match[str]) -> str:
            claim = self.map.claims.get(match[1])
            if claim is None or claim.has_own_id:
                return match[0]
            return f"“{shorten(claim.text, _ID_COLUMNS)}”"

        return _IN_BACKTICKS.sub(name, sentence)

    def wrapped(self, text: str, indent: str, *styles: str) -> Iterator[str]:
        """Yield a text as lines that fit, those after the first indented."""
        lead = text[: len(text) - len(text.lstrip())]
        room = self.columns - max(len(lead), len(indent))
        for number, line in enumerate(wrap(text, room)):
            before = indent if number else lead
            painted = self.painter.paint(line, *styles) if styles else line
            yield f"{before}{painted}\n"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _nearest_below(map: ArgumentMap, claim: str, among: list[str]) -> str:
    """Return the nearest of some claims that a claim bears on, the claim itself included; "" if there is none."""
    seen = {claim}
    pending = deque([claim])
    while pending:
        nearest = pending.popleft()
        if nearest in among:
            return nearest
        for step in map.uses(nearest):
            target = step.target
            while target in map.inferences:
                target = map.inferences[target].target
            if target not in seen:
                seen.add(target)
                pending.append(target)
    return ""
