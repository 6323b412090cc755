"""What people type wrong in a native file, each slip told in a sentence of its own, with the edit that mends it.

Some slips leave no YAML: they are looked for in the lines, where the parser's own message would help nobody. Others
leave YAML that means something else: these the reader looks for where they can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from argmap.formats.native.keys import CLAIM_KEYS, MAP_KEYS, STEP_KEYS
from argmap.formats.shared.edits import edited
from argmap.formats.shared.yaml_tree import Node, Scalar, Sequence, parse_tree, split_lines
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety, Severity, Span, error, warning

_KEYS = "|".join(sorted({*MAP_KEYS, *CLAIM_KEYS, *STEP_KEYS}, key=len, reverse=True))
_NO_SPACE_AFTER_COLON = re.compile(rf"(\s*(?:- )?)({_KEYS}):(?=[^\s:/])")
_NO_SPACE_AFTER_DASH = re.compile(r"(\s*)-(?=[^\W\d_])")
_TAB_INDENTS = re.compile(r"( *\t[ \t]*)\S")
OPENING_QUOTES = ("“", "„", "«", "‘")
_CURLY_QUOTES = re.compile(r"(\s*(?:- )?(?:[\w.-]+:[ ]+)?)([“„«‘])([^\"\\]*)([”“»’])\s*$")
_ID_ALONE = re.compile(r"-?\s*[^\W_][\w.-]*\s*(#.*)?$")
_LINE_END = re.compile(r"\s*(?:\s#.*)?$")
_TAB_WIDTHS = (2, 4, 8)

_COLON = "a space is missing after the colon of `{}`"
_DASH = "a space is missing after the dash"
_QUOTES_HELP = 'write straight quotation marks, `"`, or none'

_MISSING_SPACE, _MISSING_DASH, _CURLY = "missing-space", "missing-dash", "curly-quotes"


def parse_tree_of_slips(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a native file, and what is wrong with its YAML: if that is a slip of typing, the slip."""
    root, diagnostics = parse_tree(text, name)
    if root is None and any(diagnostic.code == "yaml-syntax" for diagnostic in diagnostics):
        slips = list(_slips_in_lines(text, name, diagnostics))
        if slips:
            return None, _as_sure_as_they_are(slips, text, name)
    return root, diagnostics


def _slips_in_lines(text: str, name: str, diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    lines = split_lines(text)
    widths = _tab_widths(text, name) if "\t" in text else []
    for number, line in enumerate(lines, start=1):
        if match := _TAB_INDENTS.match(line):
            yield _tab(name, number, match, widths)
        elif match := _NO_SPACE_AFTER_COLON.match(line):
            yield _missing_space(
                Span.on_line(name, number, match.start(2) + 1, len(match[2]) + 1), _COLON.format(match[2])
            )
        elif match := _NO_SPACE_AFTER_DASH.match(line):
            yield _missing_space(Span.on_line(name, number, match.end(), 1), _DASH)
        elif match := _CURLY_QUOTES.match(line):
            # As it is, this is no YAML at all: the quotation marks can only be meant as such.
            slip = _curly_quotes(name, number, match)
            fixes = tuple(fix._replace(safety=Safety.SAFE) for fix in slip.fixes)
            yield replace(slip, severity=Severity.ERROR, fixes=fixes)
    for diagnostic in diagnostics:
        if diagnostic.message == "this bracket is never closed" and diagnostic.span:
            yield replace(diagnostic, fixes=tuple(_closing(text, diagnostic.span)))


def _missing_space(place: Span, message: str) -> Diagnostic:
    end = Span.on_line(place.file, place.line, place.end_column, 0)
    fix = Fix("put a space there", (Edit(end, " "),), Safety.SAFE)
    return error(_MISSING_SPACE, message, place, "put a space there", fixes=(fix,))


def _tab(name: str, number: int, match: re.Match[str], widths: list[int]) -> Diagnostic:
    place = Span.on_line(name, number, 1, len(match[1]))
    safety = Safety.SAFE if len(widths) == 1 else Safety.UNSAFE
    fixes: list[Fix] = []
    for columns in widths:
        edit = Edit(place, match[1].replace("\t", " " * columns))
        fixes.append(Fix(f"{columns} spaces for a tab", (edit,), safety))
    return error("yaml-syntax", "a tab where only spaces may indent", place, "indent with spaces", fixes=fixes)


def _tab_widths(text: str, name: str) -> list[int]:
    """Return for how many spaces a tab can stand, so that the file makes sense; one number for each sense."""
    widths: list[int] = []
    trees: list[object] = []
    for columns in _TAB_WIDTHS:
        with_spaces = "".join(_untabbed(line, columns) for line in text.splitlines(keepends=True))
        root, diagnostics = parse_tree(with_spaces, name)
        if root is None or diagnostics or _bare(root) in trees:
            continue
        trees.append(_bare(root))
        widths.append(columns)
    return widths


def _bare(node: Node) -> object:
    """Return a tree as plain data, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return [(key.value, _bare(value)) for key, value in node.entries]


def _untabbed(line: str, columns: int) -> str:
    match = _TAB_INDENTS.match(line)
    if match is None:
        return line
    return match[1].replace("\t", " " * columns) + line[match.end(1) :]


def _closing(text: str, place: Span) -> Iterator[Fix]:
    """Yield the fix that closes a bracket: at the end of its line, or before the brace that closes there."""
    line = split_lines(text)[place.line - 1]
    ends = [match.start() for match in re.finditer(r"[}]", line) if match.start() >= place.column]
    end_of_line = _LINE_END.search(line)
    if end_of_line:
        ends.append(end_of_line.start())
    for end in ends:
        edit = Edit(Span.on_line(place.file, place.line, end + 1, 0), "]")
        root, diagnostics = parse_tree(edited(text, [edit]), place.file)
        if root is not None and not diagnostics:
            yield Fix("close the bracket", (edit,), Safety.SAFE)
            return


def _as_sure_as_they_are(slips: list[Diagnostic], text: str, name: str) -> list[Diagnostic]:
    """Return slips whose fixes are safe only if all of them together make YAML of the file."""
    edits = [edit for slip in slips for fix in slip.fixes[:1] for edit in fix.edits]
    root, diagnostics = parse_tree(edited(text, edits), name)
    if root is not None and not diagnostics:
        return slips
    doubtful: list[Diagnostic] = []
    for slip in slips:
        fixes = tuple(fix._replace(safety=Safety.UNSAFE) for fix in slip.fixes)
        doubtful.append(replace(slip, fixes=fixes))
    return doubtful


# --- what is YAML, and means something else ---


def slips_in_item(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return the slip in an item of a list of steps that stands on several lines: a dash, or the space after it."""
    if not node.plain or node.span.line == node.span.end_line:
        return None
    numbers = range(node.span.line, node.span.end_line + 1)
    first = lines[node.span.line - 1][node.span.column - 1 :]
    parts = [first, *(lines[number - 1].strip() for number in numbers[1:])]
    name = node.span.file
    if all(_ID_ALONE.match(part) for part in parts):
        place = Span(name, node.span.line, node.span.column, node.span.end_line, node.span.end_column)
        edits = [_dash_before(name, number, lines, node.span.column) for number in numbers]
        made = tuple(edit for edit in edits if edit is not None)
        fix = Fix("make it a list", made, Safety.SAFE)
        help = "begin each item with a dash and a space: `- distract`"
        return error(_MISSING_DASH, "a list of ids without its dashes is read as one text", place, help, fixes=(fix,))
    for number in numbers[1:]:
        match = _NO_SPACE_AFTER_DASH.match(lines[number - 1])
        if match:
            return _missing_space(Span.on_line(name, number, match.end(), 1), _DASH)
    return None


def _dash_before(name: str, number: int, lines: list[str], first_column: int) -> Edit | None:
    """Return the edit that puts a dash and a space before what stands on a line; `None` if they are there."""
    line = lines[number - 1]
    start = len(line) - len(line.lstrip())
    # The first may stand behind its key, or behind the dash of the list that it is an item of.
    is_behind = start + 1 < first_column and not line.lstrip().startswith("-")
    if is_behind or line[start:].startswith("- "):
        return None
    if line[start] == "-":
        return Edit(Span.on_line(name, number, start + 2, 0), " ")
    return Edit(Span.on_line(name, number, start + 1, 0), "- ")


def slip_in_claim(node: Scalar) -> Diagnostic | None:
    """Return the slip in the text of a claim that begins with a key: `text:Phones distract.`"""
    match = _NO_SPACE_AFTER_COLON.match(node.value)
    if match is None or not node.plain:
        return None
    key = match[2]
    return _missing_space(
        Span.on_line(node.span.file, node.span.line, node.span.column, len(key) + 1), _COLON.format(key)
    )


def curly_quotes(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return a warning of a value that stands in curly quotation marks, which are read as part of it."""
    if not node.plain or node.span.line != node.span.end_line:
        return None
    marked = lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]
    match = _CURLY_QUOTES.match(marked)
    if match is None or match[1]:
        return None
    return _curly_quotes(node.span.file, node.span.line, match, node.span.column - 1)


def _curly_quotes(name: str, number: int, match: re.Match[str], columns_before: int = 0) -> Diagnostic:
    place = Span.on_line(name, number, columns_before + match.start(2) + 1, match.end(4) - match.start(2))
    message = f"the quotation marks {match[2]} and {match[4]} are read as part of the text"
    fix = Fix("write straight quotation marks", (Edit(place, f'"{match[3]}"'),), Safety.UNSAFE)
    return replace(warning(_CURLY, message, place, _QUOTES_HELP), fixes=(fix,))
