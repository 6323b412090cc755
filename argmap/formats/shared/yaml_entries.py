"""The trees of a native text that is edited: what stays the same in it is not parsed again.

    title: School           ┐ above the claims
    claims:                 ┘
      nine: Start at nine.  ┐ an entry
      sleep:                ┐ an entry, with all that is indented below it
        text: Sleep helps.  ┘
    expect: {nine: stands}  ┐ below the claims

Each of these parts is parsed by itself, and its tree is kept by its text. That gives the tree of
the whole only if each part is YAML and nothing leads from one into another. Where a text is not so
simple, such as with claims in brackets, the whole is parsed.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from argmap.formats.shared.tree import Entry, Mapping, Node, Parsed, moved, shifted
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import Span

_CLAIMS = re.compile(r"(?m)^claims:[ ]*\r?\n(?:[ ]*(?:#.*)?\r?\n)*(?P<indent> +)(?=\w)")
_KEY = re.compile(r"\w[\w.-]*:(?!\S)")
_KEY_OR_ITEM = re.compile(r"\w[\w.-]*:(?!\S)|-(?!\S)")
_AT_MARGIN = re.compile(r"(?m)^(?=[^\s#])")
_OTHER_LINE_ENDS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")


class _Part(NamedTuple):
    """A part of a text.

    Attributes:
        line: the number of the line that it begins on.
        tree: what it is, with its places in the whole; `None` if it is not right by itself.
    """

    line: int
    tree: Node | None


class KnownEntries:
    """The trees of the parts of a text, as it was when it was parsed last."""

    def __init__(self) -> None:
        self._parts: dict[str, _Part] = {}

    def parse_tree(self, text: str, name: str) -> Parsed:
        """Return what `yaml_tree.parse_tree` returns, sooner if the text is almost the last one."""
        root = self.joined(text, name)
        return (root, []) if root is not None else parse_tree(text, name)

    def has(self, text: str) -> bool:
        """Return whether some lines are a part of the last text that is right by itself."""
        part = self._parts.get(text + "\n")
        return part is not None and part.tree is not None

    def joined(self, text: str, name: str) -> Mapping | None:
        """Return the tree that the parts of a text make; `None` if they may make another one."""
        parts = _parts_of(text)
        if not parts:
            return None
        known, self._parts = self._parts, {}
        line = 1
        trees: list[Mapping] = []
        for number, part in enumerate(parts):
            # What is below `claims:` is as deep as it is there.
            above = "claims:\n" if 0 < number < len(parts) - 1 else ""
            found = known.get(part) or _parsed(part, above, name)
            if found.tree is not None and found.line != line:
                found = _Part(line, moved(found.tree, partial(shifted, line - found.line)))
            self._parts[part] = found
            line += part.count("\n")
            if isinstance(found.tree, Mapping):
                trees.append(found.tree)
        if len(trees) < len(parts):
            return None
        first, *of_claims, last = trees
        claims, _ = first.entries[-1]
        in_claims = [entry for tree in of_claims for entry in tree.entries]
        entries = [*first.entries[:-1], (claims, Mapping(in_claims, of_claims[0].span))]
        entries += last.entries
        is_unique = _are_unique(in_claims) and _are_unique(entries)
        return Mapping(entries, first.span) if is_unique else None


def _parsed(part: str, above: str, name: str) -> _Part:
    """Return a part, parsed below a line of the text, if there is one."""
    if not part:
        return _Part(1, Mapping([], Span.start_of(name)))
    root, diagnostics = parse_tree(above + part, name)
    if above and isinstance(root, Mapping):
        _, root = root.entries[0]
    return _Part(2 if above else 1, None if diagnostics else root)


def _parts_of(text: str) -> list[str]:
    """Return what is above the claims, each entry of them, and what is below; or nothing, if that
    does not show in how lines begin.
    """
    claims = _CLAIMS.search(text)
    if claims is None or _OTHER_LINE_ENDS.search(text):
        return []
    indent = claims["indent"]
    starts: list[int] = []
    end = len(text)
    for line in re.compile(rf"(?m)^ {{0,{len(indent)}}}(?=[^\s#])").finditer(
        text, claims.start("indent")
    ):
        if line[0] == indent and _KEY.match(text, line.end()):
            starts.append(line.start())
        else:
            end = line.start()
            break
    if not starts or text[end : end + 1] == " ":
        return []
    others = [*_AT_MARGIN.finditer(text, 0, claims.start()), *_AT_MARGIN.finditer(text, end)]
    if any(not _KEY_OR_ITEM.match(text, line.start()) for line in others):
        return []
    ends = [*starts[1:], end]
    entries = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return [text[: starts[0]], *entries, text[end:]]


def _are_unique(entries: list[Entry]) -> bool:
    return len({key.value for key, _ in entries}) == len(entries)
