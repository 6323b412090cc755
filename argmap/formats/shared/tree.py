"""The tree that YAML and JSON texts give: scalars, lists and mappings, each with its place.

The standard parser says whether a text is JSON at all, and where it is not. What it has passed can
then be cut into tokens by one expression, without recursion, each token with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from collections.abc import Mapping as MappingOf
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias, TypeVar

from argmap.model.diagnostics import (
    Diagnostic,
    Diagnostics,
    Related,
    Severity,
    Span,
    error,
    warning,
)
from argmap.util.text import line_and_column, line_starts, place_of

if TYPE_CHECKING:
    from json import JSONDecodeError


class Scalar(NamedTuple):
    """A piece of text as it was meant: quotes and escapes are resolved, nothing else.

    `plain` is true of what is without quotes.
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
Entry: TypeAlias = tuple[Scalar, Node]
"""A key of a mapping and its value."""
Parsed: TypeAlias = tuple[Node | None, Diagnostics]
"""The tree of a text, if there is one, and everything wrong with the text."""


def items_of(node: Node) -> list[Node]:
    """Return the items of a list; what is alone may go without brackets."""
    if isinstance(node, Sequence):
        return node.items
    return [node]


def entries_of(parent: Node | None) -> list[tuple[Scalar | None, Node]]:
    """Return the entries of a mapping, or the items of a list, which have no keys."""
    if isinstance(parent, Sequence):
        return [(None, item) for item in parent.items]
    return [*parent.entries] if isinstance(parent, Mapping) else []


def nodes_in(root: Node) -> Iterator[Node]:
    """Yield a node and all that is in it, keys included."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        for key, value in entries_of(node):
            pending += [value] if key is None else [key, value]


def moved(root: Node, move: Callable[[Span], Span]) -> Node:
    """Return a tree whose nodes have other places."""
    pending: list[tuple[Node, Node]] = []

    def begun(node: Node) -> Node:
        place = move(node.span)
        if isinstance(node, Scalar):
            return node._replace(span=place)
        copy = Sequence([], place) if isinstance(node, Sequence) else Mapping([], place)
        pending.append((node, copy))
        return copy

    whole = begun(root)
    while pending:
        node, copy = pending.pop()
        for key, value in entries_of(node):
            if isinstance(copy, Sequence):
                copy.items.append(begun(value))
            elif isinstance(copy, Mapping) and key is not None:
                copy.entries.append((key._replace(span=move(key.span)), begun(value)))
    return whole


def shifted(lines: int, span: Span) -> Span:
    """Return a place in a text as the place in a text with that many lines above it."""
    file, line, column, end_line, end_column = span
    return Span(file, line + lines, column, end_line + lines, end_column)


def lines_of_entry(key: Scalar, value: Node) -> Span:
    """Return the place from a key to the end of its value."""
    last = value
    while inside := entries_of(last):
        last = inside[-1][1]
    return key.span._replace(end_line=last.span.end_line, end_column=last.span.end_column)


_Parent: TypeAlias = Sequence | Mapping | None


class TreeBuilder:
    """Builds a tree from its nodes in the order of the text, without recursion.

    Keys and values of a mapping come in turn. Of a key that is twice in one mapping, the first
    counts.

    Attributes:
        root: the tree, `None` before the first node.
        repeated: the entries that do not count, because their key is there twice.
    """

    def __init__(
        self, diagnostics: Diagnostics, *, repeated_key: Severity, first_key_label: str
    ) -> None:
        """Begin an empty tree.

        Args:
            diagnostics: where to put what is wrong with the tree.
            repeated_key: how bad it is that a key is twice in one mapping.
            first_key_label: what to say then of the place where the key is first.
        """
        self.root: Node | None = None
        self.repeated: list[Entry] = []
        self._diagnostics = diagnostics
        self._repeated_key = repeated_key
        self._first_key_label = first_key_label
        # The list or mapping opened last: the key whose value comes next, and the keys so far.
        self._parent: _Parent = None
        self._pending_key: Scalar | None = None
        self._first_keys: dict[str, Scalar] = {}
        # The same of those around it.
        self._around: list[tuple[_Parent, Scalar | None, dict[str, Scalar]]] = []

    @property
    def depth(self) -> int:
        """How many lists and mappings are open."""
        return len(self._around)

    def open(self, parent: Sequence | Mapping) -> None:
        """Add an empty list or mapping that the next nodes belong to."""
        self.add(parent)
        self._around.append((self._parent, self._pending_key, self._first_keys))
        self._parent = parent
        self._pending_key = None
        self._first_keys = {}

    def close(self) -> None:
        """End the list or mapping opened last."""
        self._parent, self._pending_key, self._first_keys = self._around.pop()

    def add(self, node: Node) -> None:
        """Add a node to the list or mapping opened last: an item, a key, or a key's value."""
        parent = self._parent
        key = self._pending_key
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent is None:
            self.root = node
        elif key is None and isinstance(node, Scalar):
            self._pending_key = node
        elif key is None:
            message = "a key must be plain text"
            help = "put text with brackets or braces in quotation marks"
            self._diagnostics.append(error("wrong-shape", message, node.span, help))
            self._pending_key = Scalar("", node.span, plain=True)
        else:
            self._pending_key = None
            first_key = self._first_keys.setdefault(key.value, key)
            if first_key is key:
                parent.entries.append((key, node))
                return
            self.repeated.append((key, node))
            message = f"duplicate key `{key.value}`"
            related = (Related(first_key.span, self._first_key_label),)
            self._diagnostics.append(
                Diagnostic("duplicate-key", self._repeated_key, message, key.span, related=related)
            )


_JSON_PIECE = r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\],:"]+'
"""A string, a bracket, or a word or number; the commas and colons between them say nothing more."""
_LONE_SURROGATE = "[\ud800-\udfff]"
# What Python's parser says → the same in plain words.
_PLAIN_WORDS = {
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Illegal trailing comma before end of object": "an extra comma at the end of an object",
    "Illegal trailing comma before end of array": "an extra comma at the end of a list",
    "Extra data": "unexpected text after the end of the JSON value",
    "Invalid control character at": "a line break or control character inside a string",
}


Made = TypeVar("Made")


class KnownEntries:
    """What was made of the entries of the last two texts, so that what stays is not made again.

    Whoever reads a text again and again holds one, such as an editor for an open file.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._made_before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begin another text: what only the one before the last had is forgotten."""
        self._made_before, self._made = self._made, {}

    def has(self, key: Hashable) -> bool:
        """Return whether something is kept by a key."""
        if key not in self._made and key in self._made_before:
            self._made[key] = self._made_before[key]
        return key in self._made

    def get(self, key: Hashable) -> Any:
        """Return what is kept by a key."""
        return self._made[key]

    def keep(self, key: Hashable, made: object) -> None:
        """Keep what was made, by all that it depends on."""
        self._made[key] = made

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept by a key, or else what a function makes, and keep that."""
        if not self.has(key):
            self._made[key] = make()
        made: Made = self._made[key]
        return made


def parse_json_tree(text: str, name: str) -> Parsed:
    """Return the tree of a JSON text, if there is one, and everything wrong with its JSON.

    A scalar that is `plain` is a number, `true`, `false` or `null`, as typed; the others are
    strings. Of a key that is twice in one object, the first counts. `name` is the file's name
    in the spans.
    """
    import json  # maps in YAML do without

    if not text.strip():
        return None, [error("empty-file", "this file does not contain a map", Span.start_of(name))]
    try:
        # Numbers stay text: Python refuses to convert one of more than 4,300 digits.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        return None, [_syntax_error(problem, text, name)]
    except RecursionError:
        return None, [error("too-deep", "this JSON is nested too deeply", Span.start_of(name))]
    except ValueError as problem:
        return None, [error("json-syntax", str(problem), Span.start_of(name))]
    diagnostics: Diagnostics = []
    return _read_json(text, name, diagnostics), diagnostics


_DEEPEST = 20
"""The depth of plain data that is looked at; a map takes seven levels."""


def tree_of(value: object, path: str, levels_left: int = _DEEPEST) -> Node:
    """Return the tree of dictionaries, lists, strings and booleans.

    What JSON has no place for becomes a word that is neither a string nor true or false, so that
    the reader refuses it. The file of a node's place is the `path` to the value, such as
    `claims.sleep.evidence[0]`.
    """
    place = Span.start_of(path or "the map")
    if isinstance(value, str):
        return Scalar(value, place, plain=False)
    if levels_left and isinstance(value, MappingOf):
        entries: list[tuple[Scalar, Node]] = []
        for key, item in value.items():
            inner = f"{path}.{key}".removeprefix(".")
            node = tree_of(item, inner, levels_left - 1)
            entries.append((Scalar(str(key), Span.start_of(inner), plain=False), node))
        return Mapping(entries, place)
    if levels_left and isinstance(value, list | tuple):
        items: list[Node] = []
        for index, item in enumerate(value):
            items.append(tree_of(item, f"{path}[{index}]", levels_left - 1))
        return Sequence(items, place)
    word = repr(value)
    if isinstance(value, bool):
        word = word.lower()
    return Scalar(word, place, plain=True)


def _refuse_constant(word: str) -> NoReturn:
    """Refuse `NaN` and `Infinity`, which Python's parser takes though JSON has no such words."""
    raise ValueError(f"`{word}` is not a JSON number")


def _syntax_error(problem: JSONDecodeError, text: str, name: str) -> Diagnostic:
    # JSONDecodeError counts only \n as the end of a line; the spans of all readers count as YAML
    # does.
    line, column = line_and_column(text, problem.pos)
    said = problem.msg
    in_small_letters = said[:1].lower() + said[1:]
    message = _PLAIN_WORDS.get(said, in_small_letters)
    if "escape" in said:
        message = "this backslash does not start a JSON escape"
    return error("json-syntax", message, Span.on_line(name, line, column))


def _read_json(text: str, name: str, diagnostics: Diagnostics) -> Node | None:
    """Cut a text that is known to be JSON into tokens, and build the tree of them."""
    label = "argmap uses this one, because it comes first"
    tree = TreeBuilder(diagnostics, repeated_key=Severity.WARNING, first_key_label=label)
    starts = [*line_starts(text), len(text) + 1]
    line = 1
    for token in re.finditer(_JSON_PIECE, text):
        raw = token[0]
        if raw in ("}", "]"):
            tree.close()
            continue
        start, end = token.span()
        # Tokens come in the order of the text, so that no line is looked for twice.
        while starts[line] <= start:
            line += 1
        line_start = starts[line - 1]
        end_line, end_column = line, end - line_start + 1
        if end > starts[line]:
            # A string may hold a separator of lines that JSON does not take for one.
            end_line, end_column = place_of(end, starts)
        place = (name, line, start - line_start + 1, end_line, end_column)
        # What `Span(…)` does, but sooner: this is asked for every word of a file.
        span = tuple.__new__(Span, place)
        if raw == "{":
            tree.open(Mapping([], span))
        elif raw == "[":
            tree.open(Sequence([], span))
        else:
            tree.add(_json_scalar(raw, span, diagnostics))
    return tree.root


def _json_scalar(raw: str, span: Span, diagnostics: Diagnostics) -> Scalar:
    if raw[0] != '"':
        return Scalar(raw, span, plain=True)
    value = raw[1:-1]
    if "\\" in raw:
        from json import loads

        value = loads(raw)
    if not value.isascii() and re.search(_LONE_SURROGATE, value):
        message = "half of a surrogate pair is not a character"
        help = "argmap reads this as U+FFFD"
        diagnostics.append(warning("lone-surrogate", message, span, help))
        value = re.sub(_LONE_SURROGATE, "\ufffd", value)
    return Scalar(value, span, plain=False)
