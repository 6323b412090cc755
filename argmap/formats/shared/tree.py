"""The tree that YAML and JSON text give: scalars, lists and mappings, each with its place in the
file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple, TypeAlias

from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, error

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class Scalar(NamedTuple):
    """A piece of text as it was meant: quotes and escapes are resolved, nothing else.

    `plain` is true of what stands without quotes.
    """

    value: str
    span: Span
    plain: bool


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    span: Span


class Mapping(NamedTuple):
    """A mapping; the keys of `entries` are distinct."""

    entries: list[tuple[Scalar, Node]]
    span: Span

    def get(self, key: str) -> Node | None:
        """Return the value of a key, `None` if the mapping does not have it."""
        for name, value in self.entries:
            if name.value == key:
                return value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


class TreeBuilder:
    """Builds a tree from its nodes in the order of the text, without recursion.

    Keys and values of a mapping come in turn. Of a key that stands twice in one mapping, the first
    counts.

    Attributes:
        root: the tree, `None` before the first node.
    """

    def __init__(
        self, diagnostics: list[Diagnostic], *, repeated_key: Severity, first_key_label: str
    ) -> None:
        """Begin an empty tree.

        Args:
            diagnostics: where to put what is wrong with the tree.
            repeated_key: how bad it is that a key stands twice in one mapping.
            first_key_label: what to say then of the place where the key stood first.
        """
        self.root: Node | None = None
        self._diagnostics = diagnostics
        self._repeated_key, self._first_key_label = repeated_key, first_key_label
        # The list or mapping opened last: the key whose value comes next, and the keys so far.
        self._parent: Sequence | Mapping | None = None
        self._pending_key: Scalar | None = None
        self._first_keys: dict[str, Scalar] = {}
        # The same of those around it.
        self._around: list[tuple[Sequence | Mapping | None, Scalar | None, dict[str, Scalar]]] = []

    @property
    def depth(self) -> int:
        """How many lists and mappings are open."""
        return len(self._around)

    def open(self, parent: Sequence | Mapping) -> None:
        """Add an empty list or mapping that the next nodes belong to."""
        self.add(parent)
        self._around.append((self._parent, self._pending_key, self._first_keys))
        self._parent, self._pending_key, self._first_keys = parent, None, {}

    def close(self) -> None:
        """End the list or mapping opened last."""
        self._parent, self._pending_key, self._first_keys = self._around.pop()

    def add(self, node: Node) -> None:
        """Add a node to the list or mapping opened last: an item, a key, or the value of the key
        before it.
        """
        parent = self._parent
        key = self._pending_key
        if parent is None:
            self.root = node
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self._pending_key = self._as_key(node)
        else:
            self._pending_key = None
            first_key = self._first_keys.setdefault(key.value, key)
            if first_key is key:
                parent.entries.append((key, node))
            else:
                self._report_repeated_key(key, first_key)

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        message = "a key must be plain text"
        self._diagnostics.append(
            error("wrong-shape", message, node.span, "put text with brackets or braces in quotes"),
        )
        return Scalar("", node.span, plain=True)

    def _report_repeated_key(self, key: Scalar, first_key: Scalar) -> None:
        message = f"`{key.value}` stands here twice"
        related = (Related(first_key.span, self._first_key_label),)
        self._diagnostics.append(
            Diagnostic("duplicate-key", self._repeated_key, message, key.span, related=related),
        )


def line_starts(text: str, end: int | None = None) -> list[int]:
    """Return the offset at which each line of a text, or of its part before `end`, begins.

    Line breaks are those of YAML, so that a place in a YAML text is the same for its parser and for
    us.
    """
    if end is None:
        end = len(text)
    line_breaks = _LINE_BREAK.finditer(text, 0, end)
    return [0, *(line_break.end() for line_break in line_breaks)]


def place_of(offset: int, starts: list[int]) -> tuple[int, int]:
    """Return the line and column, from 1, of an offset in a text whose lines begin at `starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a place in a text; for many places, use `place_of`."""
    return place_of(offset, line_starts(text, offset))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return _LINE_BREAK.split(text)
