"""A native text by its entries, each of which is parsed by itself.

    title: School           ┐ above the claims
                            ┘
    claims:
      nine: Start at nine.  ┐ an entry
      sleep:                ┐ an entry, with all that is indented below it
        text: Sleep helps.  ┘
    expect: {nine: stands}  ┐ below the claims

How lines begin shows the entries. Their trees make that of the whole if each is YAML by itself. If
one is not, what follows may make sense of it, such as of an open quotation mark; else the whole is
not YAML either. A text of another shape, such as with claims in brackets, is one entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby
from typing import NamedTuple

from argmap.formats.native.keys import MAP_KEYS
from argmap.formats.shared.entries import KnownEntries
from argmap.formats.shared.tree import Entry as TreeEntry
from argmap.formats.shared.tree import Mapping, Parsed, Scalar, TreeBuilder
from argmap.formats.shared.yaml_tree import YamlParse, find_control_characters, parse_yaml
from argmap.model.diagnostics import Diagnostics, Severity, Span

_CLAIMS = re.compile(r"(?m)^claims:[ ]*\r?\n(?:[ ]*(?:#.*)?\r?\n)*(?P<indent> +)(?=\w)")
_NOTHING = YamlParse(None, [], [], None)
_TOP_KEYS = "|".join(MAP_KEYS)
# Other ends of lines than usual, and several documents.
_OTHER_SHAPES = re.compile("\r(?!\n)|[\x85\u2028\u2029]|(?m:^(?:---|\\.\\.\\.|%))")


class Entry(NamedTuple):
    """A part of a text that can be parsed by itself.

    Attributes:
        text: its lines.
        line: the number of the first of them.
        in_claims: whether it is an entry of `claims`.
        is_whole: whether it is the whole text.
    """

    text: str
    line: int
    in_claims: bool = False
    is_whole: bool = False

    def parse(self, name: str) -> YamlParse:
        """Return what comes of parsing the entry alone, with its places in the whole.

        The root of a part is a mapping of what it adds to the claims or to the whole, `None` if the
        part is wrong by itself.
        """
        parse = parse_yaml("\n" * (self.line - 1) + self.text, name)
        root = parse.root
        if self.is_whole:
            return parse
        if root is None and parse.problem is None:
            return parse._replace(root=Mapping([], Span.start_of(name)))
        # In braces, it would be a mapping of its own among the claims.
        is_other = self.in_claims and self.text.lstrip().startswith("{")
        return parse._replace(root=root if isinstance(root, Mapping) and not is_other else None)


def entries_of(text: str) -> list[Entry]:
    """Return the entries of a text: what is above its claims, each of them, and what is below."""
    claims = _CLAIMS.search(text)
    if claims is None or _OTHER_SHAPES.search(text):
        return [Entry(text, 1, is_whole=True)]
    indent = claims["indent"]
    beginning = re.compile(rf"(?m)^(?:{indent}(?=[^\s#])|(?P<top>{_TOP_KEYS}):(?!\S))")
    starts: list[int] = []
    end = len(text)
    for match in beginning.finditer(text, claims.end() - len(indent)):
        if match["top"]:
            end = match.start()
            break
        starts.append(match.start())
    entries = [Entry(text[: claims.start()], 1)]
    line = 1 + text.count("\n", 0, starts[0])
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        lines = text[start:stop]
        entries.append(Entry(lines, line, in_claims=True))
        line += lines.count("\n")
    return [*entries, Entry(text[end:], line)]


def parse_tree(text: str, name: str, known: KnownEntries | None = None) -> Parsed:
    """Return the tree of a native text, if there is one, and everything wrong with its YAML.

    `known` is what is known of the entries of the text.
    """
    control_characters = find_control_characters(text, name)
    if control_characters:
        return None, control_characters
    root, diagnostics, _, problem = parse_whole(text, name, known or KnownEntries())
    return root, diagnostics if problem is None else [*diagnostics, problem.diagnostic]


def parse_whole(text: str, name: str, known: KnownEntries) -> YamlParse:
    """Return what comes of parsing a text without control characters."""
    entries = entries_of(text)
    parses = parse_entries(entries, name, known)
    if len(entries) == 1:
        return parses[0]
    wrong = next((number for number, parse in enumerate(parses) if parse.root is None), None)
    if wrong is None:
        return joined(entries, parses, name)
    text_left = "".join(entry.text for entry in entries[wrong:])
    lines_above = entries[wrong].line - 1
    if entries[wrong].in_claims:
        text_left = f"claims:\n{text_left}"
        lines_above -= 1
    _, diagnostics, _, problem = parse_yaml("\n" * lines_above + text_left, name)
    if problem is None:
        return parse_yaml(text, name)
    above = joined(entries, [*parses[:wrong], *[_NOTHING] * (len(parses) - wrong)], name)
    return YamlParse(None, [*above.diagnostics, *diagnostics], [], problem)


def parse_entries(entries: list[Entry], name: str, known: KnownEntries) -> list[YamlParse]:
    """Return what comes of parsing each of the entries of a text."""
    # Most texts are read once, so what is not known is parsed at once.
    for (is_known, _), group in groupby(entries, lambda e: (known.has((e, name)), e.in_claims)):
        if not is_known:
            unknown = list(group)
            for entry, parse in zip(unknown, _parse_together(unknown, name), strict=True):
                known.keep((entry, name), parse)
    return [known.get((entry, name)) for entry in entries]


def _parse_together(entries: list[Entry], name: str) -> list[YamlParse]:
    """Return what comes of parsing each of some entries that follow each other."""
    if len(entries) > 1:
        text = "".join(entry.text for entry in entries)
        root, diagnostics, repeated, _ = entries[0]._replace(text=text).parse(name)
        lines = [entry.line for entry in entries]
        trees = root.entries if isinstance(root, Mapping) else []
        if [key.span.line for key, _ in trees] == lines:
            parses = [
                YamlParse(Mapping([tree], _start_of(tree[0].span)), [], [], None) for tree in trees
            ]
            for diagnostic in diagnostics:
                line = diagnostic.span.line if diagnostic.span else 0
                parses[bisect_right(lines, line) - 1].diagnostics.append(diagnostic)
            for tree in repeated:
                parses[bisect_right(lines, tree[0].span.line) - 1].repeated.append(tree)
            return parses
    return [entry.parse(name) for entry in entries]


def joined(entries: list[Entry], parses: list[YamlParse], name: str) -> YamlParse:
    """Return what comes of parsing the whole, of what comes of parsing each of several entries."""
    diagnostics: Diagnostics = []
    repeated: list[TreeEntry] = []
    tree = TreeBuilder(diagnostics, repeated_key=Severity.ERROR, first_key_label="first here")

    def add(parse: YamlParse) -> None:
        diagnostics.extend(parse.diagnostics)
        repeated.extend(parse.repeated)
        for key, node in parse.root.entries if isinstance(parse.root, Mapping) else []:
            tree.add(key)
            tree.add(node)

    above, *of_claims, below = parses
    claims = Span.on_line(name, 1 + entries[0].text.count("\n"), 1, len("claims"))
    start = _start_of(claims)
    tree.open(Mapping([], above.root.span if above.root and above.root[0] else start))
    add(above)
    tree.add(Scalar("claims", claims, plain=True))
    tree.open(Mapping([], next((each.root.span for each in of_claims if each.root), start)))
    for parse in of_claims:
        add(parse)
    tree.close()
    add(below)
    return YamlParse(tree.root, diagnostics, [*repeated, *tree.repeated], None)


def _start_of(span: Span) -> Span:
    return span._replace(end_line=span.line, end_column=span.column)
