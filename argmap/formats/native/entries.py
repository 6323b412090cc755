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
from functools import partial
from itertools import groupby
from typing import NamedTuple

from argmap.formats.native.keys import MAP_KEYS
from argmap.formats.shared.tree import Entry as TreeEntry
from argmap.formats.shared.tree import KnownEntries, Mapping, Parsed, Scalar, TreeBuilder
from argmap.formats.shared.yaml_tree import YamlParse, parse_tree_with, parse_yaml
from argmap.model.diagnostics import Diagnostics, Severity, Span

_CLAIMS = re.compile(r"(?m)^claims:[ ]*\r?\n(?:[ ]*(?:#.*)?\r?\n)*(?P<indent> +)(?=\w)")
_MOST_TOGETHER = 100
"""How often what is left of the entries is parsed together, once one of them is wrong."""
_NOTHING = YamlParse(None, [], [], None)
_TOP_KEY = re.compile(rf"\n(?:{'|'.join(MAP_KEYS)}):(?!\S)")
# Other ends of lines, and what is around documents.
_OTHER_SHAPES = ("\r", "\x85", "\u2028", "\u2029", "\n---", "\n...", "\n%")


class Entry(NamedTuple):
    """A part of a text that can be parsed by itself.

    Attributes:
        name: what diagnostics call the file.
        text: its lines.
        line: the number of the first of them.
        in_claims: whether it is an entry of `claims`.
        is_whole: whether it is the whole text.
    """

    name: str
    text: str
    line: int
    in_claims: bool = False
    is_whole: bool = False

    def parse(self) -> YamlParse:
        """Return what comes of parsing the entry alone, with its places in the whole.

        The root of a part is a mapping of what it adds to the claims or to the whole, `None` if the
        part is wrong by itself.
        """
        parse = parse_yaml(self.text, self.name, self.line)
        root = parse.root
        if self.is_whole:
            return parse
        if root is None and parse.problem is None:
            return parse._replace(root=Mapping([], Span.start_of(self.name)))
        return parse._replace(
            root=root if isinstance(root, Mapping) and not self.is_in_braces else None
        )

    @property
    def is_in_braces(self) -> bool:
        """Whether it is a mapping of its own among the claims."""
        return self.in_claims and self.text.lstrip(" ").startswith("{")


def entries_of(text: str, name: str, known: KnownEntries) -> list[Entry]:
    """Return the entries of a text; `name` is what diagnostics call the file."""
    return known.made((name, text), partial(_split, text, name))


def _split(text: str, name: str) -> list[Entry]:
    """Return the entries of a text: what is above its claims, each of them, and what is below."""
    claims = _CLAIMS.search(text)
    lines = f"\n{text}".replace("\r\n", "\n")
    if claims is None or any(sign in lines for sign in _OTHER_SHAPES):
        return [Entry(name, text, 1, is_whole=True)]
    indent = claims["indent"]
    first = claims.end() - len(indent)
    below = _TOP_KEY.search(text, first)
    end = below.start() + 1 if below else len(text)
    beginning = re.compile(rf"\n{indent}(?=[^\s#])")
    starts = [match.start() + 1 for match in beginning.finditer(text, first - 1, end)]
    entries = [Entry(name, text[: claims.start()], 1)]
    line = 1 + text.count("\n", 0, starts[0])
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        lines = text[start:stop]
        entries.append(Entry(name, lines, line, in_claims=True))
        line += lines.count("\n")
    return [*entries, Entry(name, text[end:], line)]


def parse_tree(text: str, name: str, known: KnownEntries | None = None) -> Parsed:
    """Return the tree of a native text, if there is one, and everything wrong with its YAML.

    `known` is what is known of the entries of the text.
    """
    return parse_tree_with(partial(parse_whole, known=known or KnownEntries()), text, name)


def parse_whole(text: str, name: str, known: KnownEntries) -> YamlParse:
    """Return what comes of parsing a text without control characters."""
    return known.made((name, text, "whole"), partial(_parse_whole, text, name, known))


def _parse_whole(text: str, name: str, known: KnownEntries) -> YamlParse:
    entries = entries_of(text, name, known)
    parses = parse_entries(entries, known)
    if len(entries) == 1:
        return parses[0]
    wrong = next((number for number, parse in enumerate(parses) if parse.root is None), None)
    if wrong is None:
        return joined(entries, parses)
    text_left = "".join(entry.text for entry in entries[wrong:])
    line = entries[wrong].line
    if entries[wrong].in_claims:
        text_left = f"claims:\n{text_left}"
        line -= 1
    _, diagnostics, _, problem, _ = parse_yaml(text_left, name, line)
    if problem is None:
        return parse_yaml(text, name)
    above = joined(entries, [*parses[:wrong], *[_NOTHING] * (len(parses) - wrong)])
    return YamlParse(None, [*above.diagnostics, *diagnostics], [], problem)


def parse_entries(entries: list[Entry], known: KnownEntries) -> list[YamlParse]:
    """Return what comes of parsing each of the entries of a text."""
    # Most texts are read once, so what is not known is parsed at once.
    for (is_known, _), group in groupby(entries, lambda each: (known.has(each), each.in_claims)):
        if not is_known:
            unknown = list(group)
            for entry, parse in zip(unknown, _parse_together(unknown), strict=True):
                known.keep(entry, parse)
    return [*map(known.get, entries)]


def _parse_together(entries: list[Entry]) -> list[YamlParse]:
    """Return what comes of parsing each of some entries that follow each other."""
    found: list[YamlParse] = []
    for _ in range(_MOST_TOGETHER):
        left = entries[len(found) :]
        if len(left) > 1:
            found += _first_right(left)
        if len(found) < len(entries):
            found.append(entries[len(found)].parse())
    return found + [entry.parse() for entry in entries[len(found) :]]


def _first_right(entries: list[Entry]) -> list[YamlParse]:
    """Return what comes of parsing the first of some entries, up to one that may be wrong."""
    if entries[0].is_in_braces:
        return []
    text = "".join(entry.text for entry in entries)
    root, diagnostics, repeated, _, part = parse_yaml(text, entries[0].name, entries[0].line)
    whole = root or part
    trees = whole.entries if isinstance(whole, Mapping) else []
    lines = [entry.line for entry in entries]
    parses: list[YamlParse] = []
    for line, tree in zip(lines, trees, strict=False):
        if tree[0].span.line != line:
            break
        parses.append(YamlParse(Mapping([tree], tree[0].span), [], [], None))
    if root is None or len(parses) < len(entries):
        del parses[-1:]  # whether it is whole shows only where the next one begins
    for diagnostic in diagnostics:
        number = bisect_right(lines, diagnostic.span.line if diagnostic.span else 0) - 1
        if number < len(parses):
            parses[number].diagnostics.append(diagnostic)
    for tree in repeated:
        number = bisect_right(lines, tree[0].span.line) - 1
        if number < len(parses):
            parses[number].repeated.append(tree)
    return parses


def joined(entries: list[Entry], parses: list[YamlParse]) -> YamlParse:
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
    name, text_above = entries[0].name, entries[0].text
    claims = Span.on_line(name, 1 + text_above.count("\n"), 1, len("claims"))
    tree.open(Mapping([], above.root.span if above.root and above.root[0] else _start_of(claims)))
    add(above)
    tree.add(Scalar("claims", claims, plain=True))
    first = next((parse.root.span for parse in of_claims if parse.root), claims)
    tree.open(Mapping([], _start_of(first)))
    for parse in of_claims:
        add(parse)
    tree.close()
    add(below)
    return YamlParse(tree.root, diagnostics, [*repeated, *tree.repeated], None)


def _start_of(span: Span) -> Span:
    return span._replace(end_line=span.line, end_column=span.column)
