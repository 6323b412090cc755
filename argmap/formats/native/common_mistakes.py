"""What people type wrong in a native file, each mistake with the edit that fixes it.

    premises:[sleep]                 a space is missing after the colon
    -sleep                           … or after the dash
    text: School: a place to learn   text with a colon and a space needs quotation marks

Some mistakes leave no YAML: these are looked for in the lines, where the parser's own message would
help nobody. Others leave YAML that means something else: these the reader looks for where they can
be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from argmap.formats.native.entries import Entry, entries_of, parse_entries, parse_tree
from argmap.formats.native.keys import CLAIM_KEYS, INFERENCE_KEYS, MAP_KEYS
from argmap.formats.shared.entries import KnownEntries
from argmap.formats.shared.tree import Parsed, Scalar, nodes_in, shifted
from argmap.model.diagnostics import (
    Diagnostic,
    Diagnostics,
    Edit,
    Fix,
    Safety,
    Severity,
    Span,
    error,
)
from argmap.model.edits import edit_text
from argmap.util.text import split_lines

ALL_KEYS = {*MAP_KEYS, *CLAIM_KEYS, *INFERENCE_KEYS}
KEYS = "|".join(sorted(ALL_KEYS, key=len, reverse=True))
"""All keys of the format, as a pattern."""
OPENING_QUOTES = ("“", "„", "«", "‘")
_TAB_INDENTS = r"(?<![^\r\n])(?P<mark> *\t[ \t]*)(?=\S)"
# A line without its last quotation mark is refused at once: each pair would be tried.
_QUOTES_IN_QUOTES = r"(?=[^\\]*\"\s*$)\s*(?:- )?(?:[\w.-]+:[ ]+)?(?P<mark>\"([^\\]*\"[^\\]*)\")\s*$"
_TEXT_OF_ID = r"([ ]*)(?P<mark>([\w.-]+):)(?P<edit>[ ]+)[^\s\"'\[{|>&*!%@`#]"
_KEY_ALONE = rf"(?P<mark>[ ]*)({KEYS}):(?:\s|$)"
_NESTED_ITEM = r"([ ]*)(?P<mark>- +\S.*\s.*\S)"
_ID_ALONE = r"-?\s*[^\W_][\w.-]*\s*(#.*)?$"
# Where a bracket that is never closed can be: before a brace, or at the end of its line.
_END_OF_BRACKET = re.compile(r"\}|\s*(?:\s#.*)?$")


class _Typo(NamedTuple):
    r"""What is typed wrong within a line; `\g<key>` is what the group `key` of the pattern matched.

    Attributes:
        pattern: what the line looks like; `mark` is shown, and `edit`, perhaps empty, is replaced.
        code: that of the diagnostic.
        message: what is wrong.
        help: what to do.
        written: what replaces `edit`.
        fix: what the fix does, if not the same as the help says.
    """

    pattern: str
    code: str
    message: str
    help: str
    written: str
    fix: str = ""


# premises:[sleep]
_NO_SPACE_AFTER_COLON = _Typo(
    rf"\s*(?:- )?(?P<mark>(?P<key>{KEYS}):(?P<edit>))(?=[^\s:/])",
    "missing-space",
    r"a space is missing after the colon of `\g<key>`",
    "add a space",
    " ",
)
# -sleep
_NO_SPACE_AFTER_DASH = _Typo(
    r"\s*(?P<mark>-(?P<edit>))(?=[^\W\d_])",
    "missing-space",
    "a space is missing after the dash",
    "add a space",
    " ",
)
# text: “Sleep helps.”
_CURLY_QUOTES = _Typo(
    r"\s*(?:- )?(?:[\w.-]+:[ ]+)?"
    r"(?P<mark>(?P<edit>(?P<first>[“„«‘])(?P<text>[^\"\\]*)(?P<last>[”“»’])))\s*$",
    "curly-quotes",
    r"argmap reads the quotation marks \g<first> and \g<last> as part of the text",
    'use straight quotation marks, `"`, or no quotation marks',
    r'"\g<text>"',
    "use straight quotation marks",
)
# text: School: a place to learn
_COLON_IN_TEXT = _Typo(
    r"(?!.* #)\s*(?:- )?[\w.-]+:[ ]+"
    r"(?=[^\"\\]*$)"
    r"(?P<mark>(?P<edit>[^\s\"'\[{|>&*!%@`#][^\"\\]*?:[ ](?:[^\"\\]*[^\"\\\s])?))\s*$",
    "yaml-syntax",
    "text that contains `: ` must be in quotation marks",
    r'write "\g<edit>"',
    r'"\g<edit>"',
)
_TYPOS = (_NO_SPACE_AFTER_COLON, _NO_SPACE_AFTER_DASH, _CURLY_QUOTES, _COLON_IN_TEXT)


class _Line(NamedTuple):
    """A line of a file, or a part of it that begins at a column."""

    file: str
    number: int
    text: str
    column: int = 1

    def place(self, match: re.Match[str], group: str = "mark") -> Span:
        """Return where a group of a match in the line is."""
        file, number, _, column = self
        length = len(match[group])
        return Span.on_line(file, number, column + match.start(group), length)

    def mistake(self, typo: _Typo) -> Diagnostic | None:
        """Return what is wrong with the line if it looks like this."""
        match = re.match(typo.pattern, self.text)
        if match is None:
            return None
        edit = Edit(self.place(match, "edit"), match.expand(typo.written))
        help = match.expand(typo.help)
        message = match.expand(typo.message)
        return _mistake(typo.code, message, self.place(match), help, edit, typo.fix)


def parse_tree_of_mistakes(text: str, name: str, known: KnownEntries | None = None) -> Parsed:
    """Return the tree of a native file, and what is wrong with it: if it can be, a mistake.

    `known` is what is known of the entries of the text.
    """
    known = known or KnownEntries()
    root, diagnostics = parse_tree(text, name, known)
    if root is None and any(diagnostic.code == "yaml-syntax" for diagnostic in diagnostics):
        mistakes: Diagnostics = []
        are_sure = True
        entries = entries_of(text, name, known)
        for entry, parse in zip(entries, parse_entries(entries, known), strict=True):
            if parse.root is None:
                found, is_fixed = known.made((entry, "mistakes"), partial(_mistakes_in, entry))
                mistakes += found
                are_sure = are_sure and is_fixed
        if mistakes and not are_sure:
            # Safe are only fixes that make YAML of the file, all of them together.
            mistakes = [_with_safety(Safety.UNSAFE, mistake) for mistake in mistakes]
        if mistakes:
            return None, mistakes
    return root, diagnostics


def _mistakes_in(entry: Entry) -> tuple[Diagnostics, bool]:
    """Return the mistakes in an entry that is not YAML, and whether their fixes make YAML of it."""
    mistakes = list(_mistakes_in_lines(entry))
    return mistakes, bool(mistakes) and _makes_yaml(entry, _first_edits(mistakes))


def edits_of_sure_mistakes(parsed: Parsed) -> list[Edit]:
    """Return the edits that surely make YAML of a file that is none, each within its line.

    `parsed` is what `parse_tree_of_mistakes` returns.
    """
    root, mistakes = parsed
    if root is not None:
        return []
    for mistake in mistakes:
        if not mistake.fixes or mistake.fixes[0].safety is not Safety.SAFE:
            return []
    edits = _first_edits(mistakes)
    # With a new line, the lines below would not be where they are said to be.
    if any("\n" in edit.text for edit in edits):
        return []
    return edits


def _first_edits(mistakes: Diagnostics) -> list[Edit]:
    """Return the edits of the first fix of each mistake."""
    edits: list[Edit] = []
    for mistake in mistakes:
        for fix in mistake.fixes[:1]:
            edits += fix.edits
    return edits


def _makes_yaml(entry: Entry, edits: Iterable[Edit]) -> bool:
    """Return whether edits make YAML of an entry."""
    in_entry = [edit._replace(span=shifted(1 - entry.line, edit.span)) for edit in edits]
    edited = entry._replace(text=edit_text(entry.text, in_entry))
    root, diagnostics, _, problem, _ = edited.parse()
    return root is not None and not diagnostics and problem is None


def _mistakes_in_lines(entry: Entry) -> Iterator[Diagnostic]:
    name, text = entry.name, entry.text
    tab_widths = []
    if "\t" in text:
        tab_widths = _tab_widths(text, name)
    newline = newline_of(text)
    lines = split_lines(text)
    above = _Line(name, 0, "")
    for number, line_text in enumerate(lines, start=entry.line):
        line = _Line(name, number, line_text)
        mistake = _mistake_in_line(line, tab_widths) or _mistake_below(above, line, newline)
        if mistake is not None:
            yield mistake
        above = line
    problem = entry.parse().problem
    place = problem.diagnostic.span if problem is not None else None
    if problem and place and problem.diagnostic.message == "this bracket is never closed":
        line_text = lines[place.line - entry.line]
        yield replace(problem.diagnostic, fixes=_closing(entry, line_text, place))


def mistake_in_lines(above: str, line: str) -> Diagnostic | None:
    """Return the first mistake in a line of a file that is not YAML, or that shows by the line
    above it; the line has the number 1.
    """
    here = _Line("", 1, line)
    return _mistake_in_line(here, []) or _mistake_below(_Line("", 0, above), here, "\n")


def _mistake_in_line(line: _Line, tab_widths: list[int]) -> Diagnostic | None:
    """Return the first mistake in a line of a file that is not YAML."""
    text = line.text
    tab = re.match(_TAB_INDENTS, text)
    if tab:
        place = line.place(tab)
        safety = Safety.UNSAFE
        if len(tab_widths) == 1:
            safety = Safety.SAFE
        fixes = []
        for width in tab_widths:
            edit = Edit(place, tab[1].replace("\t", " " * width))
            fixes.append(Fix(f"replace each tab with {width} spaces", (edit,), safety))
        message = "this line is indented with a tab"
        return error("yaml-syntax", message, place, "indent with spaces", fixes=fixes)
    for typo in _TYPOS:
        mistake = line.mistake(typo)
        if mistake is not None:
            return mistake
    quoted = re.match(_QUOTES_IN_QUOTES, text)
    if quoted is None:
        return None
    place = line.place(quoted)
    doubled = quoted[2].replace("'", "''")
    message = 'text that contains `"` must be in single quotation marks'
    edit = Edit(place, f"'{doubled}'")
    return _mistake("yaml-syntax", message, place, f"write '{doubled}'", edit)


def _mistake_below(above: _Line, line: _Line, newline: str) -> Diagnostic | None:
    """Return the mistake in a line that shows by the line above it."""
    match = re.match(_KEY_ALONE, line.text)
    if match is None:
        return None
    indent, key = match.groups()
    claim = re.match(_TEXT_OF_ID, above.text)
    if claim and len(indent) > len(claim[1]) and claim[3] not in ALL_KEYS:
        # A claim that is a text alone, with keys below it all the same.
        message = f"`{claim[3]}` has other keys, so its text must go under the key `text`"
        help = f"put the text on its own line above `{key}`, and start that line with `text: `"
        edit = Edit(above.place(claim, "edit"), f"{newline}{indent}text: ")
        return _mistake("yaml-syntax", message, above.place(claim), help, edit)
    match_above = re.match(_KEY_ALONE, above.text)
    if match_above is None:
        return None
    indent_above, key_above = match_above.groups()
    if abs(len(indent_above) - len(indent)) != 1:
        return None
    place = line.place(match)
    message = f"`{key}` and `{key_above}` start in different columns"
    help = "start both keys in the same column"
    return _mistake("yaml-syntax", message, place, help, Edit(place, indent_above))


def _mistake(
    code: str, message: str, place: Span, help: str, edit: Edit, what_it_does: str = ""
) -> Diagnostic:
    """Return a mistake with the edit that fixes it, and that is surely meant."""
    fix = Fix(what_it_does or help, (edit,), Safety.SAFE)
    return error(code, message, place, help, fixes=(fix,))


def _insertion(file: str, line: int, column: int, text: str) -> Edit:
    return Edit(Span.on_line(file, line, column, 0), text)


def _with_safety(safety: Safety, mistake: Diagnostic) -> Diagnostic:
    """Return a mistake whose fixes are as safe as this."""
    fixes = [fix._replace(safety=safety) for fix in mistake.fixes]
    return replace(mistake, fixes=tuple(fixes))


def _with_spaces(text: str, width: int) -> str:
    """Return a text with this many spaces for each tab that indents."""
    return re.sub(_TAB_INDENTS, lambda indent: indent[1].replace("\t", " " * width), text)


def _tab_widths(text: str, name: str) -> list[int]:
    """Return for how many spaces a tab can be meant, one number for each sense that gives."""
    widths = []
    trees = []
    for width in (2, 4, 8):
        root, diagnostics = parse_tree(_with_spaces(text, width), name)
        if root is None or diagnostics:
            continue
        tree = [
            node.value if isinstance(node, Scalar) else (type(node), len(node[0]))
            for node in nodes_in(root)
        ]
        if tree not in trees:
            trees.append(tree)
            widths.append(width)
    return widths


def _closing(entry: Entry, line: str, place: Span) -> tuple[Fix, ...]:
    """Return the fix that closes a bracket, at the first end that makes YAML of the text."""
    for end in _END_OF_BRACKET.finditer(line, place.column):
        edit = _insertion(place.file, place.line, end.start() + 1, "]")
        if _makes_yaml(entry, [edit]):
            return (Fix("close the bracket", (edit,), Safety.SAFE),)
    return ()


def newline_of(text: str) -> str:
    """Return what ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\n"


# --- what is YAML, and means something else ---


def mistake_in_item(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return the mistake in an item on several lines: a missing dash, or the space after it."""
    file, start, column, end, _ = node.span
    if not node.plain or start == end:
        return None
    following = lines[start:end]
    parts = [lines[start - 1][column - 1 :], *following]
    if all(re.match(_ID_ALONE, part.strip()) for part in parts):
        return _missing_dashes(node.span, lines)
    for number, text in enumerate(following, start + 1):
        mistake = _Line(file, number, text).mistake(_NO_SPACE_AFTER_DASH)
        if mistake is not None:
            return mistake
    return None


def _missing_dashes(place: Span, lines: list[str]) -> Diagnostic:
    """Return the mistake that ids are one below the other, and nothing makes a list of them."""
    file, first, column, last, _ = place
    edits = []
    for number in range(first, last + 1):
        line = lines[number - 1]
        text = line.lstrip()
        column_of_text = len(line) - len(text) + 1
        if not text.startswith("-"):
            edits.append(_insertion(file, number, column_of_text, "- "))
        elif not text.startswith("- "):
            edits.append(_insertion(file, number, column_of_text + 1, " "))
    fixes = [Fix("make the ids a list", tuple(edits), Safety.SAFE)]
    # Behind its key, or behind a dash, the first is in another column than those below: no dash
    # fixes that.
    before = lines[first - 1][: column - 1]
    if before.strip():
        fixes.clear()
    message = "this list of ids has no dashes, so argmap reads it as a single text"
    help = "start each item with a dash and a space: `- distract`"
    return error("missing-dash", message, place, help, fixes=fixes)


def mistake_in_claim(node: Scalar) -> Diagnostic | None:
    """Return the mistake in a claim's text that begins with a key: `text:Phones distract.`"""
    if not node.plain or ":" not in node.value:
        return None
    file, line, column, _, _ = node.span
    return _Line(file, line, node.value, column).mistake(_NO_SPACE_AFTER_COLON)


def nested_list(node: Scalar, lines: list[str], newline: str) -> Diagnostic | None:
    """Return a warning of items below a claim that is a text alone, and so goes on with them."""
    file, first, column, last, _ = node.span
    if not node.plain or first == last:
        return None
    items = {}
    for number in range(first + 1, last + 1):
        item = re.match(_NESTED_ITEM, lines[number - 1])
        if item:
            items[number] = item
    if not items:
        return None
    number, item = next(iter(items.items()))
    indent = " " * (column - 1)
    fixes = []
    is_item = lines[first - 1][: column - 1].strip() == "-"
    if is_item and {each[1] for each in items.values()} == {item[1]} and item[1] >= indent:
        edits = (
            _insertion(file, first, column, "text: "),
            _insertion(file, number, 1, f"{indent}premises:{newline}"),
        )
        fixes.append(Fix("list the items under `premises`", edits, Safety.UNSAFE))
    message = "argmap reads this item as part of the claim above it"
    help = "write `text: ` before that claim, and `premises:` or `rebuttals:` above this item"
    place = _Line(file, number, lines[number - 1]).place(item)
    mistake = error("nested-list", message, place, help, fixes=fixes)
    return replace(mistake, severity=Severity.WARNING)  # a line of text can begin with a dash


def curly_quotes(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return a warning of a value in curly quotation marks, which are read as part of it."""
    file, number, column, end_line, end_column = node.span
    if number != end_line:
        return None
    line = lines[number - 1]
    value = line[column - 1 : end_column - 1]
    mistake = _Line(file, number, value, column).mistake(_CURLY_QUOTES)
    if mistake is None:
        return None
    # Unlike in a line that is no YAML at all, they may be meant as what they are.
    return replace(_with_safety(Safety.UNSAFE, mistake), severity=Severity.WARNING)
