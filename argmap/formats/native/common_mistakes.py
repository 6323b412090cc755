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


def parse_tree_of_mistakes(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a native file, and what is wrong with it: if it can be, a mistake."""
    root, diagnostics = parse_tree(text, name)
    if root is None and any(diagnostic.code == "yaml-syntax" for diagnostic in diagnostics):
        mistakes = list(_mistakes_in_lines(text, name, diagnostics))
        edits = [edit for mistake in mistakes for fix in mistake.fixes[:1] for edit in fix.edits]
        if mistakes and not _is_yaml(edit_text(text, edits), name):
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
    edits: list[Edit] = []
    for mistake in mistakes:
        if not mistake.fixes or mistake.fixes[0].safety is not Safety.SAFE:
            return []
        edits += mistake.fixes[0].edits
    if any("\n" in edit.text for edit in edits):
        return []  # the lines below would not be where they are told to be
    return edits


def _mistakes_in_lines(text: str, name: str, diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    tab_widths = _tab_widths(text, name) if "\t" in text else []
    newline = "\r\n" if "\r\n" in text else "\n"
    line_above = ""
    for number, line in enumerate(split_lines(text), start=1):
        mistake = _mistake_in_line(line, name, number, tab_widths)
        if mistake is None:
            mistake = _mistake_below(line_above, line, name, number, newline)
        if mistake is not None:
            yield mistake
        line_above = line
    for diagnostic in diagnostics:
        if diagnostic.message == "this bracket is never closed" and diagnostic.span:
            yield replace(diagnostic, fixes=_closing(text, diagnostic.span))


def _mistake_in_line(line: str, name: str, number: int, tab_widths: list[int]) -> Diagnostic | None:
    """Return the first mistake in a line of a file that is not YAML."""
    tab = re.match(_TAB_INDENTS, line)
    if tab:
        place = Span.on_line(name, number, 1, len(tab[1]))
        safety = Safety.SAFE if len(tab_widths) == 1 else Safety.UNSAFE
        fixes: list[Fix] = []
        for columns in tab_widths:
            edit = Edit(place, tab[1].replace("\t", " " * columns))
            fixes.append(Fix(f"{columns} spaces for a tab", (edit,), safety))
        message = "a tab where only spaces may indent"
        return error("yaml-syntax", message, place, "indent with spaces", fixes=fixes)
    key_and_value = re.match(_NO_SPACE_AFTER_COLON, line)
    if key_and_value:
        return _no_space_after(key_and_value[2], name, number, key_and_value.start(2) + 1)
    item = re.match(_NO_SPACE_AFTER_DASH, line)
    if item:
        return _missing_space(Span.on_line(name, number, item.end(), 1), "the dash")
    quoted = re.match(_CURLY_QUOTES, line)
    if quoted:
        # As it is, this is no YAML at all: the quotation marks can only be meant as such.
        mistake = _curly_quotes(name, number, quoted, 0)
        return replace(_with_safety(Safety.SAFE, mistake), severity=Severity.ERROR)
    with_colon = re.match(_COLON_IN_TEXT, line)
    if with_colon and " #" not in line:
        place = Span.on_line(name, number, with_colon.start(2) + 1, len(with_colon[2]))
        message = "text with a colon and a space stands in quotation marks"
        written = f'"{with_colon[2]}"'
        return _mistake(place, message, f"write {written}", Edit(place, written))
    with_quotes = re.match(_QUOTES_IN_QUOTES, line)
    if with_quotes:
        place = Span.on_line(name, number, with_quotes.end(1) + 1, len(with_quotes[2]) + 2)
        message = "text with quotation marks in it stands in single ones"
        written = "'" + with_quotes[2].replace("'", "''") + "'"
        return _mistake(place, message, f"write {written}", Edit(place, written))
    return None


def _mistake_below(
    line_above: str, line: str, name: str, number: int, newline: str
) -> Diagnostic | None:
    """Return the mistake in a line that shows by the line above it."""
    key = re.match(_KEY_ALONE, line)
    if key is None:
        return None
    indent = key[1]
    claim = re.match(_TEXT_OF_ID, line_above)
    if claim and len(indent) > len(claim[1]) and claim[2] not in _ALL_KEYS:
        # A claim that is a text alone, with keys below it all the same.
        id = claim[2]
        place = Span.on_line(name, number - 1, claim.start(2) + 1, len(id) + 1)
        message = f"`{id}` has keys below it, and so its text stands behind a key, too"
        help = f"write `text: ` before it, on a line of its own above `{key[2]}`"
        space = Span.on_line(name, number - 1, claim.start(3) + 1, len(claim[3]))
        return _mistake(place, message, help, Edit(space, f"{newline}{indent}text: "))
    above = re.match(_KEY_ALONE, line_above)
    if above and abs(len(above[1]) - len(indent)) == 1:
        place = Span.on_line(name, number, 1, len(indent))
        message = f"`{key[2]}` does not stand below `{above[2]}`, but a column beside it"
        return _mistake(place, message, "let both begin in one column", Edit(place, above[1]))
    return None


def _mistake(place: Span, message: str, help: str, edit: Edit) -> Diagnostic:
    """Return a mistake with the edit that fixes it, and that is surely meant."""
    return error("yaml-syntax", message, place, help, fixes=(Fix(help, (edit,), Safety.SAFE),))


def _with_safety(safety: Safety, mistake: Diagnostic) -> Diagnostic:
    """Return a mistake whose fixes are as safe as this."""
    return replace(mistake, fixes=tuple(fix._replace(safety=safety) for fix in mistake.fixes))


def _no_space_after(key: str, name: str, line: int, column: int) -> Diagnostic:
    """Return the mistake that a value begins right behind the colon of this key."""
    place = Span.on_line(name, line, column, len(key) + 1)
    return _missing_space(place, f"the colon of `{key}`")


def _missing_space(place: Span, sign: str) -> Diagnostic:
    end = Span.on_line(place.file, place.line, place.end_column, 0)
    fix = Fix("put a space there", (Edit(end, " "),), Safety.SAFE)
    message = f"a space is missing after {sign}"
    return error("missing-space", message, place, "put a space there", fixes=(fix,))


def _tab_widths(text: str, name: str) -> list[int]:
    """Return for how many spaces a tab can be meant, one number for each sense that gives."""
    widths: list[int] = []
    trees: list[object] = []
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
            place = Span.on_line(node.span.file, number, match.end(), 1)
            return _missing_space(place, "the dash")
    return None


def _missing_dashes(place: Span, lines: list[str]) -> Diagnostic:
    """Return the mistake that ids are one below the other, and nothing makes a list of them."""
    fixes: list[Fix] = []
    is_behind = bool(lines[place.line - 1][: place.column - 1].strip())
    # Behind its key, or behind a dash, the first is in another column than those below: no dash
    # fixes that.
    if not is_behind:
        edits: list[Edit] = []
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
    return _no_space_after(match[2], node.span.file, node.span.line, node.span.column)


def curly_quotes(node: Scalar, lines: list[str]) -> Diagnostic | None:
    """Return a warning of a value in curly quotation marks, which are read as part of it."""
    if not node.plain or node.span.line != node.span.end_line:
        return None
    marked = lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]
    match = re.match(_CURLY_QUOTES, marked)
    if match is None or match[1]:
        return None
    return _curly_quotes(node.span.file, node.span.line, match, node.span.column - 1)


def _curly_quotes(name: str, number: int, match: re.Match[str], columns_before: int) -> Diagnostic:
    length = match.end(4) - match.start(2)
    place = Span.on_line(name, number, columns_before + match.start(2) + 1, length)
    message = f"the quotation marks {match[2]} and {match[4]} are read as part of the text"
    help = 'write straight quotation marks, `"`, or none'
    fix = Fix("write straight quotation marks", (Edit(place, f'"{match[3]}"'),), Safety.UNSAFE)
    return replace(warning("curly-quotes", message, place, help), fixes=(fix,))
