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
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.formats.native.keys import CLAIM_KEYS, INFERENCE_KEYS, MAP_KEYS
from argmap.formats.shared.tree import Node, Scalar, Sequence
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety, Severity, Span, error, warning
from argmap.model.edits import edit_text
from argmap.util.text import split_lines

_ALL_KEYS = {*MAP_KEYS, *CLAIM_KEYS, *INFERENCE_KEYS}
_KEYS = "|".join(sorted(_ALL_KEYS, key=len, reverse=True))
# What a line looks like in which something is typed wrong; `- ` may be before a key.
_NO_SPACE_AFTER_COLON = rf"\s*(?:- )?(({_KEYS}):)(?=[^\s:/])"
_NO_SPACE_AFTER_DASH = r"\s*(-)(?=[^\W\d_])"
_TAB_INDENTS = r"( *\t[ \t]*)\S"
OPENING_QUOTES = ("“", "„", "«", "‘")
_CURLY_QUOTES = r"(\s*(?:- )?(?:[\w.-]+:[ ]+)?)(([“„«‘])([^\"\\]*)([”“»’]))\s*$"
_COLON_IN_TEXT = r"\s*(?:- )?[\w.-]+:[ ]+([^\s\"'\[{|>&*!%@`#][^\"\\]*?:[ ][^\"\\]*?)\s*$"
_QUOTES_IN_QUOTES = r"\s*(?:- )?(?:[\w.-]+:[ ]+)?(\"([^\\]*\"[^\\]*)\")\s*$"
_TEXT_OF_ID = r"([ ]*)(([\w.-]+):)([ ]+)[^\s\"'\[{|>&*!%@`#]"
_KEY_ALONE = rf"([ ]*)({_KEYS}):(?:\s|$)"
_ID_ALONE = r"-?\s*[^\W_][\w.-]*\s*(#.*)?$"


class _Line(NamedTuple):
    """A line of a file."""

    file: str
    number: int
    text: str

    def place(self, match: re.Match[str], group: int) -> Span:
        """Return where a group of a match in the line is."""
        return Span.on_line(self.file, self.number, match.start(group) + 1, len(match[group]))


def parse_tree_of_mistakes(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a native file, and what is wrong with it: if it can be, a mistake."""
    root, diagnostics = parse_tree(text, name)
    if root is None and any(diagnostic.code == "yaml-syntax" for diagnostic in diagnostics):
        mistakes = list(_mistakes_in_lines(text, name, diagnostics))
        if mistakes and not _is_yaml(edit_text(text, _first_edits(mistakes)), name):
            # Safe are only fixes that make YAML of the file, all of them together.
            mistakes = [_with_safety(Safety.UNSAFE, mistake) for mistake in mistakes]
        if mistakes:
            return None, mistakes
    return root, diagnostics


def edits_of_sure_mistakes(text: str, name: str) -> list[Edit]:
    """Return the edits that surely make YAML of a file that is none, each within its line."""
    root, mistakes = parse_tree_of_mistakes(text, name)
    if root is not None:
        return []
    for mistake in mistakes:
        if not mistake.fixes or mistake.fixes[0].safety is not Safety.SAFE:
            return []
    edits = _first_edits(mistakes)
    # With a new line, the lines below would not be where they are said to be.
    return [] if any("\n" in edit.text for edit in edits) else edits


def _first_edits(mistakes: list[Diagnostic]) -> list[Edit]:
    """Return the edits of the first fix of each mistake."""
    edits: list[Edit] = []
    for mistake in mistakes:
        for fix in mistake.fixes[:1]:
            edits += fix.edits
    return edits


def _mistakes_in_lines(text: str, name: str, diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    tab_widths = []
    if "\t" in text:
        tab_widths = _tab_widths(text, name)
    newline = "\r\n" if "\r\n" in text else "\n"
    above = _Line(name, 0, "")
    for number, line_text in enumerate(split_lines(text), start=1):
        line = _Line(name, number, line_text)
        mistake = _mistake_in_line(line, tab_widths) or _mistake_below(above, line, newline)
        if mistake is not None:
            yield mistake
        above = line
    for diagnostic in diagnostics:
        if diagnostic.message == "this bracket is never closed" and diagnostic.span:
            yield replace(diagnostic, fixes=_closing(text, diagnostic.span))


def _mistake_in_line(line: _Line, tab_widths: list[int]) -> Diagnostic | None:
    """Return the first mistake in a line of a file that is not YAML."""
    tab = re.match(_TAB_INDENTS, line.text)
    if tab:
        place = line.place(tab, 1)
        safety = Safety.SAFE if len(tab_widths) == 1 else Safety.UNSAFE
        fixes = []
        for columns in tab_widths:
            edit = Edit(place, tab[1].replace("\t", " " * columns))
            fixes.append(Fix(f"{columns} spaces for a tab", (edit,), safety))
        message = "a tab where only spaces may indent"
        return error("yaml-syntax", message, place, "indent with spaces", fixes=fixes)
    key = re.match(_NO_SPACE_AFTER_COLON, line.text)
    if key:
        return _missing_space(line.place(key, 1), f"the colon of `{key[2]}`")
    dash = re.match(_NO_SPACE_AFTER_DASH, line.text)
    if dash:
        return _missing_space(line.place(dash, 1), "the dash")
    quoted = re.match(_CURLY_QUOTES, line.text)
    if quoted:
        # As it is, this is no YAML at all: the quotation marks can only be meant as such.
        mistake = _curly_quotes(line.place(quoted, 2), quoted)
        return replace(_with_safety(Safety.SAFE, mistake), severity=Severity.ERROR)
    with_colon = re.match(_COLON_IN_TEXT, line.text)
    if with_colon and " #" not in line.text:
        message = "text with a colon and a space stands in quotation marks"
        return _mistake(line.place(with_colon, 1), message, f'"{with_colon[1]}"')
    with_quotes = re.match(_QUOTES_IN_QUOTES, line.text)
    if with_quotes:
        message = "text with quotation marks in it stands in single ones"
        doubled = with_quotes[2].replace("'", "''")
        return _mistake(line.place(with_quotes, 1), message, f"'{doubled}'")
    return None


def _mistake_below(above: _Line, line: _Line, newline: str) -> Diagnostic | None:
    """Return the mistake in a line that shows by the line above it."""
    key = re.match(_KEY_ALONE, line.text)
    if key is None:
        return None
    indent = key[1]
    claim = re.match(_TEXT_OF_ID, above.text)
    if claim and len(indent) > len(claim[1]) and claim[3] not in _ALL_KEYS:
        # A claim that is a text alone, with keys below it all the same.
        message = f"`{claim[3]}` has keys below it, and so its text stands behind a key, too"
        help = f"write `text: ` before it, on a line of its own above `{key[2]}`"
        edit = Edit(above.place(claim, 4), f"{newline}{indent}text: ")
        return _mistake(above.place(claim, 2), message, "", help, edit)
    key_above = re.match(_KEY_ALONE, above.text)
    if key_above and abs(len(key_above[1]) - len(indent)) == 1:
        message = f"`{key[2]}` does not stand below `{key_above[2]}`, but a column beside it"
        place = line.place(key, 1)
        return _mistake(place, message, key_above[1], "let both begin in one column")
    return None


def _mistake(
    place: Span, message: str, written: str, help: str = "", edit: Edit | None = None
) -> Diagnostic:
    """Return a mistake with the edit that fixes it, and that is surely meant.

    Without another `edit`, that is to write something in its place.
    """
    help = help or f"write {written}"
    fix = Fix(help, (edit or Edit(place, written),), Safety.SAFE)
    return error("yaml-syntax", message, place, help, fixes=(fix,))


def _with_safety(safety: Safety, mistake: Diagnostic) -> Diagnostic:
    """Return a mistake whose fixes are as safe as this."""
    return replace(mistake, fixes=tuple(fix._replace(safety=safety) for fix in mistake.fixes))


def _missing_space(place: Span, sign: str) -> Diagnostic:
    end = Span.on_line(place.file, place.line, place.end_column, 0)
    fix = Fix("put a space there", (Edit(end, " "),), Safety.SAFE)
    message = f"a space is missing after {sign}"
    return error("missing-space", message, place, "put a space there", fixes=(fix,))


def _tab_widths(text: str, name: str) -> list[int]:
    """Return for how many spaces a tab can be meant, one number for each sense that gives."""
    widths = []
    trees = []
    for columns in (2, 4, 8):
        with_spaces = ""
        for line in text.splitlines(keepends=True):
            tab = re.match(_TAB_INDENTS, line)
            indent = tab[1] if tab else ""
            with_spaces += indent.replace("\t", " " * columns) + line[len(indent) :]
        root, diagnostics = parse_tree(with_spaces, name)
        if root is None or diagnostics:
            continue
        tree = _bare(root)
        if tree not in trees:
            trees.append(tree)
            widths.append(columns)
    return widths


def _bare(node: Node) -> object:
    """Return a tree as plain data, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return [(key.value, _bare(value)) for key, value in node.entries]


def _closing(text: str, place: Span) -> tuple[Fix, ...]:
    """Return the fix that closes a bracket: before a brace, or at the end of its line."""
    line = split_lines(text)[place.line - 1]
    ends = [match.start() for match in re.finditer("}", line) if match.start() >= place.column]
    end_of_line = re.search(r"\s*(?:\s#.*)?$", line)
    if end_of_line:
        ends.append(end_of_line.start())
    for end in ends:
        edit = Edit(Span.on_line(place.file, place.line, end + 1, 0), "]")
        if _is_yaml(edit_text(text, [edit]), place.file):
            return (Fix("close the bracket", (edit,), Safety.SAFE),)
    return ()


def _is_yaml(text: str, name: str) -> bool:
    root, diagnostics = parse_tree(text, name)
    return root is not None and not diagnostics


# --- what is YAML, and means something else ---


def mistake_in_item(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return the mistake in an item on several lines: a missing dash, or the space after it."""
    if not node.plain or node.span.line == node.span.end_line:
        return None
    first = lines[node.span.line - 1][node.span.column - 1 :]
    following = lines[node.span.line : node.span.end_line]
    if all(re.match(_ID_ALONE, part.strip()) for part in [first, *following]):
        return _missing_dashes(node.span, lines)
    for number, line in enumerate(following, start=node.span.line + 1):
        match = re.match(_NO_SPACE_AFTER_DASH, line)
        if match:
            return _missing_space(_Line(node.span.file, number, line).place(match, 1), "the dash")
    return None


def _missing_dashes(place: Span, lines: list[str]) -> Diagnostic:
    """Return the mistake that ids are one below the other, and nothing makes a list of them."""
    fixes = []
    is_behind = bool(lines[place.line - 1][: place.column - 1].strip())
    # Behind its key, or behind a dash, the first is in another column than those below: no dash
    # fixes that.
    if not is_behind:
        edits = []
        for number in range(place.line, place.end_line + 1):
            line = lines[number - 1]
            start = len(line) - len(line.lstrip())
            if line[start] != "-":
                edits.append(Edit(Span.on_line(place.file, number, start + 1, 0), "- "))
            elif line[start + 1 : start + 2] != " ":
                edits.append(Edit(Span.on_line(place.file, number, start + 2, 0), " "))
        fixes.append(Fix("make it a list", tuple(edits), Safety.SAFE))
    message = "a list of ids without its dashes is read as one text"
    help = "begin each item with a dash and a space: `- distract`"
    return error("missing-dash", message, place, help, fixes=fixes)


def mistake_in_claim(node: Scalar) -> Diagnostic | None:
    """Return the mistake in a claim's text that begins with a key: `text:Phones distract.`"""
    if not node.plain or ":" not in node.value:
        return None
    match = re.match(_NO_SPACE_AFTER_COLON, node.value)
    if match is None:
        return None
    place = Span.on_line(node.span.file, node.span.line, node.span.column, len(match[1]))
    return _missing_space(place, f"the colon of `{match[2]}`")


def curly_quotes(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return a warning of a value in curly quotation marks, which are read as part of it."""
    if not node.plain or node.span.line != node.span.end_line:
        return None
    marked = lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]
    match = re.match(_CURLY_QUOTES, marked)
    if match is None or match[1]:
        return None
    place = Span.on_line(node.span.file, node.span.line, node.span.column, len(match[2]))
    return _curly_quotes(place, match)


def _curly_quotes(place: Span, match: re.Match[str]) -> Diagnostic:
    message = f"the quotation marks {match[3]} and {match[5]} are read as part of the text"
    help = 'write straight quotation marks, `"`, or none'
    fix = Fix("write straight quotation marks", (Edit(place, f'"{match[4]}"'),), Safety.UNSAFE)
    return replace(warning("curly-quotes", message, place, help), fixes=(fix,))
