"""The tree of a native file that is not YAML: what stands in it, without the lines that are wrong.

    claims:
      phones:
        text: "Phones distract.      a quotation mark that is closed nowhere …
        premises: [sleep
      sleep: Pupils sleep less.      … and a claim that is as it should be

Each entry of a file is tried alone, and most parse; one that does not, by its sections, and these
by what is in them. Of what does not parse, the line where the parser stops, or where what it could
not end begins, is tried in other ways: as it is surely meant; with its bracket or quotation mark
closed, or the colon that is missing; as deep as the lines around it; at last without its value, or
left out with the lines below it. The first that makes YAML is taken, or else the one with which the
parser gets furthest. Lines stay where they are, so that places do. Work is counted in characters,
so that a file of garbage is given up in bounded time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from argmap.formats.native.common_mistakes import (
    ALL_KEYS,
    KEYS,
    mistake_in_lines,
    parse_tree_of_mistakes,
)
from argmap.formats.native.entries import Entry as TextEntry
from argmap.formats.native.entries import entries_of, joined, parse_entries, parse_whole
from argmap.formats.native.keys import MAP_KEYS
from argmap.formats.native.places import is_claim
from argmap.formats.shared.tree import (
    Entry,
    KnownEntries,
    Mapping,
    Node,
    Parsed,
    Scalar,
    Sequence,
    moved,
)
from argmap.formats.shared.yaml_tree import (
    REFUSED,
    SyntaxProblem,
    YamlParse,
    parse_yaml,
    without_control_characters,
)
from argmap.model.diagnostics import Diagnostic, Diagnostics, Edit, Span
from argmap.model.edits import PlacesBefore, edit_text, narrowed
from argmap.util.text import split_lines

_MOST_PASSES = 8
"""How often the whole text may be parsed, and …"""
_LEAST_WORK = 2_000_000
"""… how many characters may be parsed of a small one."""
_WORK_OF_TRIAL = 300
"""How many characters it takes as long to parse as to begin and to end."""
_FILE, _SECTION, _ENTRY = range(3)
"""The levels of blocks, each of which has those of the next one in it."""
_MOST_REPAIRS = (100, 100, 12)
"""The lines that are repaired in a block of each level; one with more is left out."""
_FEW_LINES = 3

_KEY_WITHOUT_COLON = rf"\s*(?:- +)*(?:{KEYS})(?P<edit>) +[^\s:]"
_WORD_ALONE = r"\s*(?:- +)?[\w.-]+(?P<edit>)\s*(?:#.*)?$"
_KEY_OR_ITEM = r"\s*(?:-(?:\s|$)|[^\s].*?:(?:\s|$)|[\w.-]+\s*$)"
_KEY_AND_VALUE = r"(?P<key>\s*(?:- +)*[\w.-]+:)\s+(?P<value>\S.*)"
_ITEM = r"(?P<key>\s*(?:- +)+)(?P<value>\S.*)"
_MOST_LINES_ABOVE = 20
_USUAL_INDENT = 2
_TOP_KEYS = "|".join(MAP_KEYS)
_CLOSERS = {"[": "]", "{": "}"}
_BEFORE_QUOTE = (" ", "[", "{", ",", ":", "\t", "(")


Change: TypeAlias = dict[int, str]
"""Lines by number, from 0 -> what they become."""


class Recovered(NamedTuple):
    """What stands in a file, whether or not it is YAML.

    Attributes:
        root: the tree, `None` where nothing could be made of the text.
        diagnostics: what is wrong with the YAML.
        name: what diagnostics call the file.
        lines: its lines.
        loose: the entries that have no place in the tree: those whose key is there twice, and those
            on lines that are left out.
        lost: the lines that are read otherwise than they stand in it, or not at all, by number.
        blocks: the numbers of the lines in each block that holds such lines.
    """

    root: Node | None
    diagnostics: Diagnostics
    name: str
    lines: list[str]
    loose: list[Entry]
    lost: MappingOf[int, str] = MappingProxyType({})
    blocks: tuple[range, ...] = ()

    def explains(self, diagnostic: Diagnostic) -> bool:
        """Return whether something may be wrong only because lines are not read as they stand."""
        span = diagnostic.span
        if span is not None and span.file != self.name:
            return False
        if span is None or any(span.line in block for block in self.blocks):
            return True
        if not diagnostic.code.startswith("unknown-"):
            return False
        # Where the id is among what is lost, it may be declared there.
        id = re.match(r"[\"']?([\w.-]*)", self.lines[span.line - 1][span.column - 1 :])
        return id is not None and any(id[1] in line for line in self.lost.values())


def recovered_tree(text: str, name: str) -> Parsed:
    """Return the tree of a native file that may not be YAML, and what is wrong with the YAML."""
    recovered = recover(text, name)
    return recovered.root, recovered.diagnostics


def recover(
    text: str, name: str, parsed: Parsed | None = None, known: KnownEntries | None = None
) -> Recovered:
    """Return what stands in a native file.

    Args:
        text: the text of the file.
        name: what its diagnostics call it.
        parsed: what `parse_tree_of_mistakes` returns, if it is known.
        known: what is known of the entries of the text.
    """
    known = known or KnownEntries()
    root, found = parsed or parse_tree_of_mistakes(text, name, known)
    diagnostics = [*found]
    lines = split_lines(text)
    text = without_control_characters(text)
    whole = parse_whole(text, name, known)
    if whole.problem is None:
        if root is None:
            diagnostics += whole.diagnostics
        root = _without_aliases(whole.root, diagnostics)
        return Recovered(root, diagnostics, name, lines, whole.repeated)
    # The parser's own error is the first one found below, maybe at another line of its block.
    is_reported = diagnostics[-1:] == [whole.problem.diagnostic]
    reported = {diagnostic.span.line for diagnostic in diagnostics if diagnostic.span}
    entries = entries_of(text, name, known)
    parses = parse_entries(entries, known)
    work_left = _LEAST_WORK + _MOST_PASSES * len(text)
    loose: list[Entry] = []
    lost: dict[int, str] = {}
    blocks: list[range] = []
    for number, entry in enumerate(entries):
        if parses[number].root is not None:
            continue
        work = min(work_left, _LEAST_WORK + _MOST_PASSES * len(entry.text))
        repair = known.made((entry, work), partial(_Repair, entry, work))
        work_left -= work - repair.work_left
        parses[number] = repair.repaired
        loose += repair.loose
        lost |= repair.lost
        for block, problem in repair.problems:
            if not is_reported and reported.isdisjoint(block):
                diagnostics.append(problem)
            is_reported = False
            blocks.append(block)
    whole = joined(entries, parses) if len(entries) > 1 else parses[0]
    diagnostics += whole.diagnostics
    loose = [*whole.repeated, *loose]
    root = whole.root
    if root is None and loose:
        root = Mapping([], Span.start_of(name))
    root = _without_aliases(root, diagnostics)
    return Recovered(root, diagnostics, name, lines, loose, lost, tuple(blocks))


def claims_in(loose: Entry) -> Iterator[tuple[Scalar | None, Node]]:
    """Yield the claims in an entry that has no place in its file, each with its id, if it has one.

    What they bear on is not known, and which texts are claims only if that is the word for them.
    """
    pending: list[tuple[Scalar | None, Node]] = [loose]
    while pending:
        key, node = pending.pop()
        id = key if key is not None and key.value and key.value not in ALL_KEYS else None
        if isinstance(node, Sequence):
            pending += [(None, item) for item in reversed(node.items)]
        elif isinstance(node, Mapping):
            if is_claim(node):
                yield id, node
                continue
            pending += reversed(node.entries)
        elif key is not None and key.value == "text":
            yield None, node


def _without_aliases(root: Node | None, diagnostics: Diagnostics) -> Node | None:
    """Return a tree without the places of what was refused: they would be read as texts."""
    if root is None or not any(found.code == "yaml-alias" for found in diagnostics):
        return root
    root = moved(root, lambda span: span)  # the tree itself is kept as it is
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            node.items[:] = [item for item in node.items if not _is_refused(item)]
            pending += node.items
        elif isinstance(node, Mapping):
            node.entries[:] = [entry for entry in node.entries if not _is_refused(entry[1])]
            pending += [value for _, value in node.entries]
    return None if _is_refused(root) else root


def _is_refused(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.value == REFUSED


class _Lines(NamedTuple):
    """The lines of a block that may be why it is not YAML, by number, from 0.

    Attributes:
        first: the first line of the block.
        end: the line behind its last.
        level: whether the block is the whole file, a section or an entry.
        opened: where that begins which the parser could not end.
        unclosed: the last line above that has a bracket or a quotation mark that is not closed.
        stopped: where the parser stops.
        head: the next line above the one where the parser stops that is less indented.
        inner: the first line below the one where that begins.
        above: the next line above the one where the parser stops that holds something.
        below: the next line below it that does.
    """

    first: int
    end: int
    level: int
    opened: int
    unclosed: int
    stopped: int
    head: int
    inner: int
    above: int
    below: int

    @property
    def suspects(self) -> list[int]:
        """The lines that may be wrong, the likeliest first, each once."""
        return list(dict.fromkeys((self.opened, self.unclosed, self.stopped, self.above)))


class _Repair:
    """Changes lines of an entry, or empties them, until it is YAML.

    Attributes:
        lines: the lines, as many as the entry has.
        left_out: the lines that are left out, by number, from 0.
        problems: the numbers of the lines in each block that was no YAML, and what was wrong.
        work_left: how much work may still be done.
        repaired: what comes of parsing what is right in the entry.
        lost: the lines that are read otherwise than they stand in it, or not at all, by number.
        loose: the entries that have no place in it.
    """

    def __init__(self, entry: TextEntry, work: int) -> None:
        self.name = entry.name
        self.line = entry.line
        # Blank lines behind an entry say nothing.
        lines = split_lines(entry.text.rstrip("\r\n") if entry.in_claims else entry.text)
        self.lines = [*lines]
        self.left_out: list[Change] = []
        self.problems: list[tuple[range, Diagnostic]] = []
        self.work_left = work
        self.block(0, len(lines), _ENTRY if entry.in_claims else _FILE)
        self.lost: Change = {}
        edits: list[Edit] = []
        for number, (before, after) in enumerate(zip(lines, self.lines, strict=True), entry.line):
            if before != after:
                self.lost[number] = before
                start, end, new = narrowed(0, before, after)
                edits.append(Edit(Span(self.name, number, start + 1, number, end + 1), new))
        places = PlacesBefore(edits)
        root, found, repeated, *_ = self.parse(0, len(lines))
        root = moved(root, places.span) if root is not None else None
        self.repaired = YamlParse(root, [*map(places.diagnostic, found)], [], None)
        self.loose: list[Entry] = []
        for key, value in repeated:
            self.loose.append((key._replace(span=places.span(key.span)), moved(value, places.span)))
        for left_out in self.left_out:
            self.loose += self.entries_on(left_out)

    def entries_on(self, lines: Change) -> Iterator[Entry]:
        """Yield the entries on some lines: those that parse, as they are or without the line with
        which they begin.
        """
        numbers = [number for number in sorted(lines) if _has_content(lines[number])]
        least = min((_indent(lines[number]) for number in numbers), default=0)
        starts = [number for number in numbers if _indent(lines[number]) == least]
        starts = sorted({*starts, *numbers[:1]})
        for start, end in pairwise([*starts, max(lines) + 1]):
            for first in (start, start + 1):
                text = "\n".join(lines.get(number, "") for number in range(first, end))
                root, _, repeated, *_ = parse_yaml(text, self.name, self.line + first)
                if root is not None:
                    yield Scalar("", root.span, plain=True), root
                    yield from repeated
                    break

    def block(self, first: int, end: int, level: int) -> None:
        """Make YAML of the lines from `first` to `end`: of each block in them, then of all."""
        if self.parse(first, end).problem is None:
            return
        number_before = len(self.problems)
        if level < _ENTRY:
            for inner_first, inner_end in self.blocks_in(first, end, level):
                self.block(inner_first, inner_end, level + 1)
        for _ in range(_MOST_REPAIRS[level]):
            _, _, repeated, problem, _ = self.parse(first, end)
            if problem is None:
                return
            if len(self.problems) == number_before:
                self.problems.append(
                    (range(self.line + first, self.line + end), problem.diagnostic)
                )
            lines = self.lines_at(first, end, level, problem)
            if self.work_left < 0 or not self.repair(lines, problem, len(repeated)):
                break
        self.leave_out(first, end)

    def parse(self, first: int, end: int) -> YamlParse:
        """Return what comes of parsing some lines."""
        text = "\n".join(self.lines[first:end])
        self.work_left -= len(text) + _WORK_OF_TRIAL
        return parse_yaml(text, self.name, self.line + first)

    def leave_out(self, first: int, end: int) -> None:
        self.note(dict.fromkeys(range(first, end), ""))
        self.lines[first:end] = [""] * (end - first)

    def blocks_in(self, first: int, end: int, level: int) -> list[tuple[int, int]]:
        """Return the sections of a file, or the entries of a section below its first line."""
        start = first + 1 if level else first
        indents = Counter(_indent(line) for line in self.lines[start:end] if _has_content(line))
        if not indents:
            return []
        least = min(indents)
        # One line that is less indented than the others is the one that is wrong.
        number_of_lines = sum(indents.values())
        is_alone = indents[least] == 1 and len(indents) > 1 and number_of_lines > _FEW_LINES
        if level and is_alone:
            del indents[least]
            least = min(indents)
        starts = []
        for number in range(start, end):
            line = self.lines[number]
            if not _has_content(line) or _indent(line) > least:
                continue
            # The items of a list may begin in the column of its key.
            if not level and line.startswith("- "):
                continue
            is_entry = bool(re.match(_KEY_OR_ITEM, line))
            if level or number == first or re.match(rf"({_TOP_KEYS})\b", line):
                starts.append(number)
            if level and not is_entry:
                starts.append(number + 1)  # what is below it may belong to the entry above
        starts = sorted({*starts, end})
        return [(start, min(next_start, end)) for start, next_start in pairwise(starts)]

    def repair(self, lines: _Lines, problem: SyntaxProblem, repeated_keys: int) -> bool:
        """Change the lines where a block is not YAML, and return whether they could be changed."""
        first, end = lines.first, lines.end
        for changes in (self.other_readings, self.other_indents, self.omissions):
            best: Change = {}
            furthest = problem[1:]
            for change in changes(lines):
                before = {number: self.lines[number] for number in change}
                number_before = len(self.left_out)
                self.note(change)
                self.apply(change)
                _, _, repeated, left, _ = self.parse(first, end)
                # Where keys are repeated now, two entries have become one.
                is_as_good = len(repeated) <= repeated_keys or changes == self.omissions
                if left is None and is_as_good:
                    return True
                self.apply(before)
                del self.left_out[number_before:]
                if self.work_left < 0:
                    return False
                if left is not None and left[1:] > furthest and is_as_good:
                    furthest = left[1:]
                    best = change
            if best:
                self.note(best)
                self.apply(best)
                return True
        return False

    def note(self, change: Change) -> None:
        """Note which lines a change leaves out."""
        left_out = {number: self.lines[number] for number in change if not change[number]}
        if left_out:
            self.left_out.append(left_out)

    def apply(self, change: Change) -> None:
        for number, line in change.items():
            self.lines[number] = line

    def lines_at(self, first: int, end: int, level: int, problem: SyntaxProblem) -> _Lines:
        """Return the lines that may be wrong where a block is not YAML."""
        last = self.first_filled(range(end - 1, first, -1), first)
        stopped = min(problem.line - self.line, last)
        opened = min(problem.line_opened - self.line, last)
        above = self.first_filled(range(stopped - 1, first - 1, -1), stopped)
        below = self.first_filled(range(stopped + 1, end), stopped)
        inner = self.first_filled(range(opened + 1, stopped), opened)
        unclosed = opened
        for number in range(stopped, max(first, stopped - _MOST_LINES_ABOVE) - 1, -1):
            if _closers(self.lines[number]):
                unclosed = number
                break
        head = above
        while head > first and (
            not _has_content(self.lines[head])
            or _indent(self.lines[head]) >= _indent(self.lines[stopped])
        ):
            head -= 1
        return _Lines(first, end, level, opened, unclosed, stopped, head, inner, above, below)

    def first_filled(self, numbers: range, default: int) -> int:
        """Return the first of these lines that holds something."""
        filled = (number for number in numbers if _has_content(self.lines[number]))
        return next(filled, default)

    def other_readings(self, lines: _Lines) -> Iterator[Change]:
        """Yield changes of a line after which all of its words are still there."""
        for number in lines.suspects:
            line = self.lines[number]
            above = self.lines[number - 1] if number > lines.first else ""
            for rewritten in _rewritten(line, above):
                if rewritten != line:
                    yield {number: rewritten}

    def other_indents(self, lines: _Lines) -> Iterator[Change]:
        """Yield changes after which a line is indented as one near it."""
        indents: dict[int, None] = {}
        for number in (lines.above, lines.below, lines.opened, lines.first, lines.stopped):
            # The keys of an item are below its first one, not below its dash.
            dash = re.match(r" *(?:- +)+", self.lines[number])
            if dash is not None:
                indents[dash.end()] = None
            indents[_indent(self.lines[number])] = None
        if lines.level == _ENTRY:
            indents[_indent(self.lines[lines.first]) + _USUAL_INDENT] = None
        for number in dict.fromkeys(
            (lines.stopped, lines.above, lines.inner, lines.head, lines.first)
        ):
            line = self.lines[number]
            is_top_key = re.match(rf"\s*({_TOP_KEYS}):", line) is not None
            if number == lines.first and lines.level == _SECTION and is_top_key:
                continue
            for indent in indents:
                if indent != _indent(line) and (indent or is_top_key):
                    yield {number: " " * indent + line.lstrip(" \t")}

    def omissions(self, lines: _Lines) -> Iterator[Change]:
        """Yield changes that leave out a value, or a line with those below it."""
        for number in lines.suspects:
            without_value = re.match(_KEY_AND_VALUE, self.lines[number])
            # What is in a section is nothing without its key, nor below another one.
            if without_value is not None and not (
                lines.level == _SECTION and number == lines.first
            ):
                yield {number: without_value["key"]}
        numbers = (lines.stopped, lines.opened, lines.above)
        changes: list[Change] = []
        if lines.opened < lines.stopped:
            changes.append(dict.fromkeys(range(lines.inner, lines.stopped), ""))
        for number in numbers:
            changes += (self.without_lines_below(number, lines.end), {number: ""})
        if lines.level == _SECTION:
            changes = [change for change in changes if lines.first not in change]
        # Where the block has nothing wrong without one of them, the smallest is enough.
        yield from sorted(
            changes, key=lambda change: sum(_has_content(self.lines[each]) for each in change)
        )

    def without_lines_below(self, number: int, end: int) -> Change:
        """Return the change that leaves out a line and those that are indented below it."""
        indent = _indent(self.lines[number])
        change = {number: ""}
        for below in range(number + 1, end):
            line = self.lines[below]
            if _has_content(line) and _indent(line) <= indent:
                break
            change[below] = ""
        return change


def _has_content(line: str) -> bool:
    text = line.strip()
    return bool(text) and not text.startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _rewritten(line: str, above: str) -> Iterator[str]:
    """Yield a line as it may be meant, without a word of it lost."""
    mistake = mistake_in_lines(above, line)
    if mistake is not None:
        for fix in mistake.fixes:
            yield edit_text(line, [edit for edit in fix.edits if edit.span.line == 1])
    closers = _closers(line)
    if closers:
        yield line.rstrip() + closers
    for pattern in (_KEY_WITHOUT_COLON, _WORD_ALONE):
        match = re.match(pattern, line)
        if match is not None:
            place = match.start("edit")
            yield f"{line[:place]}:{line[place:]}"
    for pattern in (_KEY_AND_VALUE, _ITEM):
        match = re.match(pattern, line)
        if match is not None:
            doubled = match["value"].rstrip().replace("'", "''")
            yield f"{line[: match.start('value')]}'{doubled}'"
            break


def _closers(line: str) -> str:
    """Return the quotation mark and the brackets that a line opens and does not close."""
    open_brackets: list[str] = []
    quote = ""
    before = " "
    for character in line:
        if quote:
            if character == quote:
                quote = ""
        elif character in "\"'" and before in _BEFORE_QUOTE:
            quote = character
        elif character in _CLOSERS:
            open_brackets.append(_CLOSERS[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
        before = character
    return quote + "".join(reversed(open_brackets))
