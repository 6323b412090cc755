"""What people type wrong in a native file, each slip told in a sentence of its own, with the edit
that mends it.

Some slips leave no YAML: they are looked for in the lines, where the parser's own message would
help nobody. Others leave YAML that means something else: these the reader looks for where they can
stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from argmap.formats.native.keys import CLAIM_KEYS, INFERENCE_KEYS, MAP_KEYS
from argmap.formats.shared.tree import Node, Scalar, Sequence
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety, Severity, Span, error, warning
from argmap.model.edits import edit_text
from argmap.util.text import split_lines

_ALL_KEYS = {*MAP_KEYS, *CLAIM_KEYS, *INFERENCE_KEYS}
_KEYS = "|".join(sorted(_ALL_KEYS, key=len, reverse=True))
# What a line looks like in which something is typed wrong; `- ` may stand before a key.
_NO_SPACE_AFTER_COLON = rf"(\s*(?:- )?)({_KEYS}):(?=[^\s:/])"
_NO_SPACE_AFTER_DASH = r"(\s*)-(?=[^\W\d_])"
_TAB_INDENTS = r"( *\t[ \t]*)\S"
OPENING_QUOTES = ("“", "„", "«", "‘")
_CURLY_QUOTES = r"(\s*(?:- )?(?:[\w.-]+:[ ]+)?)([“„«‘])([^\"\\]*)([”“»’])\s*$"
_COLON_IN_TEXT = r"(\s*(?:- )?[\w.-]+:[ ]+)([^\s\"'\[{|>&*!%@`#][^\"\\]*?:[ ][^\"\\]*?)\s*$"
_QUOTES_IN_QUOTES = r"(\s*(?:- )?(?:[\w.-]+:[ ]+)?)\"([^\\]*\"[^\\]*)\"\s*$"
_TEXT_OF_ID = r"([ ]*)([\w.-]+):([ ]+)[^\s\"'\[{|>&*!%@`#]"
_KEY_ALONE = rf"([ ]*)({_KEYS}):(?:\s|$)"
_ID_ALONE = r"-?\s*[^\W_][\w.-]*\s*(#.*)?$"
_LINE_END = r"\s*(?:\s#.*)?$"
_TAB_WIDTHS = (2, 4, 8)

_COLON = "a space is missing after the colon of `{}`"
_DASH = "a space is missing after the dash"
_QUOTES_HELP = 'write straight quotation marks, `"`, or none'

_MISSING_SPACE, _MISSING_DASH, _CURLY = "missing-space", "missing-dash", "curly-quotes"


def parse_tree_of_mistakes(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a native file, and what is wrong with its YAML: if that is a slip of
    typing, the slip.
    """
    root, diagnostics = parse_tree(text, name)
    if root is None and any(diagnostic.code == "yaml-syntax" for diagnostic in diagnostics):
        mistakes = list(_mistakes_in_lines(text, name, diagnostics))
        if mistakes:
            return None, _as_sure_as_they_are(mistakes, text, name)
    return root, diagnostics


def edits_of_sure_mistakes(text: str, name: str) -> list[Edit]:
    """Return the edits, each within its line, that make YAML of a file that is none; none if these
    are not sure.
    """
    root, mistakes = parse_tree_of_mistakes(text, name)
    if root is not None:
        return []
    edits: list[Edit] = []
    for mistake in mistakes:
        if not mistake.fixes or mistake.fixes[0].safety is not Safety.SAFE:
            return []
        edits += mistake.fixes[0].edits
    if any("\n" in edit.text for edit in edits):
        return []  # the lines below would not be where they are told to be
    return edits


def _mistakes_in_lines(text: str, name: str, diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    widths: list[int] = []
    if "\t" in text:
        widths = _tab_widths(text, name)
    newline = "\r\n" if "\r\n" in text else "\n"
    line_above = ""
    for number, line in enumerate(split_lines(text), start=1):
        mistake = _mistake_in_line(line, name, number, widths) or _mistake_below(
            line_above, line, name, number, newline
        )
        if mistake is not None:
            yield mistake
        line_above = line
    for diagnostic in diagnostics:
        if diagnostic.message == "this bracket is never closed" and diagnostic.span:
            yield replace(diagnostic, fixes=tuple(_closing(text, diagnostic.span)))


def _mistake_in_line(line: str, name: str, number: int, tab_widths: list[int]) -> Diagnostic | None:
    """Return the first slip in a line of a file that is no YAML."""
    tab = re.match(_TAB_INDENTS, line)
    if tab:
        return _tab(name, number, tab, tab_widths)
    key_and_value = re.match(_NO_SPACE_AFTER_COLON, line)
    if key_and_value:
        return _no_space_after(key_and_value[2], name, number, key_and_value.start(2) + 1)
    item = re.match(_NO_SPACE_AFTER_DASH, line)
    if item:
        return _missing_space(Span.on_line(name, number, item.end(), 1), _DASH)
    quoted = re.match(_CURLY_QUOTES, line)
    if quoted:
        # As it is, this is no YAML at all: the quotation marks can only be meant as such.
        mistake = _curly_quotes(name, number, quoted)
        return replace(mistake, severity=Severity.ERROR, fixes=_as_safe_as(Safety.SAFE, mistake))
    with_colon = re.match(_COLON_IN_TEXT, line)
    if with_colon and " #" not in line:
        message = "text with a colon and a space stands in quotation marks"
        return _quoting_mistake(name, number, with_colon, message, f'"{with_colon[2]}"')
    with_quotes = re.match(_QUOTES_IN_QUOTES, line)
    if with_quotes:
        place = Span.on_line(name, number, with_quotes.end(1) + 1, len(with_quotes[2]) + 2)
        message = "text with quotation marks in it stands in single ones"
        written = "'" + with_quotes[2].replace("'", "''") + "'"
        return _mistake(place, message, f"write {written}", Edit(place, written))
    return None


def _quoting_mistake(
    name: str, number: int, match: re.Match[str], message: str, written: str
) -> Diagnostic:
    """Return the slip that the second group of a match stands without quotation marks."""
    place = Span.on_line(name, number, match.start(2) + 1, len(match[2]))
    return _mistake(place, message, f"write {written}", Edit(place, written))


def _mistake_below(
    line_above: str, line: str, name: str, number: int, newline: str
) -> Diagnostic | None:
    """Return the slip in a line that shows by the line above it."""
    key = re.match(_KEY_ALONE, line)
    if key is None:
        return None
    indent = key[1]
    claim = re.match(_TEXT_OF_ID, line_above)
    if claim and len(indent) > len(claim[1]) and claim[2] not in _ALL_KEYS:
        return _text_without_key(claim, key, name, number - 1, newline)
    above = re.match(_KEY_ALONE, line_above)
    if above and abs(len(above[1]) - len(indent)) == 1:
        place = Span.on_line(name, number, 1, len(indent))
        message = f"`{key[2]}` does not stand below `{above[2]}`, but a column beside it"
        return _mistake(place, message, "let both begin in one column", Edit(place, above[1]))
    return None


def _text_without_key(
    claim: re.Match[str], key: re.Match[str], name: str, number: int, newline: str
) -> Diagnostic:
    """Return the slip that a claim is a text alone, and has keys below it all the same: its text
    needs one, too.
    """
    id, space_before_text = claim[2], claim[3]
    place = Span.on_line(name, number, claim.start(2) + 1, len(id) + 1)
    message = f"`{id}` has keys below it, and so its text stands behind a key, too"
    help = f"write `text: ` before it, on a line of its own above `{key[2]}`"
    between = Span.on_line(name, number, claim.start(3) + 1, len(space_before_text))
    return _mistake(place, message, help, Edit(between, f"{newline}{key[1]}text: "))


def _mistake(place: Span, message: str, help: str, edit: Edit) -> Diagnostic:
    """Return a slip with the edit that mends it, of which it is sure that it is meant."""
    return error("yaml-syntax", message, place, help, fixes=(Fix(help, (edit,), Safety.SAFE),))


def _as_safe_as(safety: Safety, mistake: Diagnostic) -> tuple[Fix, ...]:
    """Return the fixes of a slip, said to be so safe."""
    return tuple(fix._replace(safety=safety) for fix in mistake.fixes)


def _no_space_after(key: str, name: str, line: int, column: int) -> Diagnostic:
    """Return the slip that the value of a key begins right behind its colon; the key stands at this
    place.
    """
    key_and_colon = Span.on_line(name, line, column, len(key) + 1)
    return _missing_space(key_and_colon, _COLON.format(key))


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
    return error(
        "yaml-syntax",
        "a tab where only spaces may indent",
        place,
        "indent with spaces",
        fixes=fixes,
    )


def _tab_widths(text: str, name: str) -> list[int]:
    """Return for how many spaces a tab can stand, so that the file makes sense; one number for each
    sense.
    """
    widths: list[int] = []
    trees: list[object] = []
    for columns in _TAB_WIDTHS:
        with_spaces = "".join(
            _expand_tabs(line, columns) for line in text.splitlines(keepends=True)
        )
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


def _expand_tabs(line: str, columns: int) -> str:
    match = re.match(_TAB_INDENTS, line)
    if match is None:
        return line
    return match[1].replace("\t", " " * columns) + line[match.end(1) :]


def _closing(text: str, place: Span) -> Iterator[Fix]:
    """Yield the fix that closes a bracket: at the end of its line, or before the brace that closes
    there.
    """
    line = split_lines(text)[place.line - 1]
    ends: list[int] = []
    brace = line.find("}", place.column)
    while brace >= 0:
        ends.append(brace)
        brace = line.find("}", brace + 1)
    end_of_line = re.search(_LINE_END, line)
    if end_of_line:
        ends.append(end_of_line.start())
    for end in ends:
        edit = Edit(Span.on_line(place.file, place.line, end + 1, 0), "]")
        root, diagnostics = parse_tree(edit_text(text, [edit]), place.file)
        if root is not None and not diagnostics:
            yield Fix("close the bracket", (edit,), Safety.SAFE)
            return


def _as_sure_as_they_are(mistakes: list[Diagnostic], text: str, name: str) -> list[Diagnostic]:
    """Return slips whose fixes are safe only if all of them together make YAML of the file."""
    edits: list[Edit] = []
    for mistake in mistakes:
        if mistake.fixes:
            edits += mistake.fixes[0].edits
    root, diagnostics = parse_tree(edit_text(text, edits), name)
    if root is not None and not diagnostics:
        return mistakes
    return [replace(mistake, fixes=_as_safe_as(Safety.UNSAFE, mistake)) for mistake in mistakes]


# --- what is YAML, and means something else ---


def mistake_in_item(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return the slip in an item of a list of steps that stands on several lines: a dash, or the
    space after it.
    """
    if not node.plain or node.span.line == node.span.end_line:
        return None
    first = lines[node.span.line - 1][node.span.column - 1 :]
    following = lines[node.span.line : node.span.end_line]
    if all(re.match(_ID_ALONE, part.strip()) for part in [first, *following]):
        return _missing_dashes(node.span, lines)
    for number, line in enumerate(following, start=node.span.line + 1):
        match = re.match(_NO_SPACE_AFTER_DASH, line)
        if match:
            return _missing_space(Span.on_line(node.span.file, number, match.end(), 1), _DASH)
    return None


def _missing_dashes(place: Span, lines: list[str]) -> Diagnostic:
    """Return the slip that ids stand one under the other, and nothing makes a list of them."""
    fixes: list[Fix] = []
    is_behind = bool(lines[place.line - 1][: place.column - 1].strip())
    # Behind its key, or behind a dash, the first stands in another column than those below: no dash
    # mends that.
    if not is_behind:
        edits: list[Edit] = []
        for number in range(place.line, place.end_line + 1):
            edit = _dash_before(place.file, number, lines[number - 1])
            if edit is not None:
                edits.append(edit)
        fixes.append(Fix("make it a list", tuple(edits), Safety.SAFE))
    help = "begin each item with a dash and a space: `- distract`"
    return error(
        _MISSING_DASH,
        "a list of ids without its dashes is read as one text",
        place,
        help,
        fixes=fixes,
    )


def _dash_before(name: str, number: int, line: str) -> Edit | None:
    """Return the edit that puts a dash and a space before what stands on a line; `None` if they are
    there.
    """
    start = len(line) - len(line.lstrip())
    if line[start:].startswith("- "):
        return None
    if line[start] == "-":
        return Edit(Span.on_line(name, number, start + 2, 0), " ")
    return Edit(Span.on_line(name, number, start + 1, 0), "- ")


def mistake_in_claim(node: Scalar) -> Diagnostic | None:
    """Return the slip in the text of a claim that begins with a key: `text:Phones distract.`"""
    if not node.plain or ":" not in node.value:
        return None
    match = re.match(_NO_SPACE_AFTER_COLON, node.value)
    if match is None:
        return None
    return _no_space_after(match[2], node.span.file, node.span.line, node.span.column)


def curly_quotes(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return a warning of a value that stands in curly quotation marks, which are read as part of
    it.
    """
    if not node.plain or node.span.line != node.span.end_line:
        return None
    marked = lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]
    match = re.match(_CURLY_QUOTES, marked)
    if match is None or match[1]:
        return None
    return _curly_quotes(node.span.file, node.span.line, match, node.span.column - 1)


def _curly_quotes(
    name: str, number: int, match: re.Match[str], columns_before: int = 0
) -> Diagnostic:
    place = Span.on_line(
        name, number, columns_before + match.start(2) + 1, match.end(4) - match.start(2)
    )
    message = f"the quotation marks {match[2]} and {match[4]} are read as part of the text"
    fix = Fix("write straight quotation marks", (Edit(place, f'"{match[3]}"'),), Safety.UNSAFE)
    return replace(warning(_CURLY, message, place, _QUOTES_HELP), fixes=(fix,))
