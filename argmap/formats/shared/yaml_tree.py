"""YAML text → a tree of scalars, lists and mappings, each with its place in the file.

Built on the events of libyaml, so that every scalar stays the text that was typed (`no` and `12:30`
are text), every duplicate key is seen, and aliases, tags and a second document are refused before
anything is built. Without libyaml the pure-Python events of PyYAML serve.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

import yaml

from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, error, warning

MAX_DEPTH = 1000
_REFUSED = "? ?"  # stands for what was refused, wherever text or a new claim may stand
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CUT = re.compile(r" #[^\s#]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_QUOTE = "put the text in quotes: a bare one cannot begin with one of \" ' * & @ [ ] { } > | ! % ` # or hold `: `"


class Scalar(NamedTuple):
    """A piece of text as it was meant: quotes and escapes are resolved, nothing else."""

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
        """Return the value of a key."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping
_Event: TypeAlias = Any  # the C events share no type with the Python ones


def parse_tree(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a YAML text, `None` where there is none, and everything wrong with its YAML.

    `name` is the file's name in the spans.
    """
    found = [_control_character(text, name, match) for match in _NOT_YAML.finditer(text)][:10]
    if found:
        return None, found
    builder = _TreeBuilder(text, name)
    try:
        return builder.build(), builder.found
    except yaml.YAMLError as problem:
        return None, [*builder.found, _syntax_error(problem, text, name)]


class _TreeBuilder:
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.first: list[dict[str, Scalar]] = []

    def build(self) -> Node | None:
        parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text)
        documents = 0
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self.start(event)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.open.pop()
                self.keys.pop()
                self.first.pop()
            elif kind is yaml.AliasEvent:
                self.refuse("alias", event)
                self.add(Scalar(_REFUSED, self.span(event), plain=True))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a file holds one map: `---` starts a second"
                    self.found.append(error("second-document", message, self.span(event)))
                    break
        return self.root

    def span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def refuse(self, what: str, event: _Event) -> None:
        start = event.start_mark
        raw = self.text[start.index : start.index + 60].split(maxsplit=1)[0].rstrip(",]}")
        place = Span(self.name, start.line + 1, start.column + 1, start.line + 1, start.column + 1 + len(raw))
        message = f"`{raw}` is a YAML {what}, and maps have none"
        self.found.append(error(f"yaml-{what}", message, place, _QUOTE))

    def scalar(self, event: _Event) -> None:
        if event.anchor or event.tag:
            self.decorated(event)
        value, plain = event.value, not event.style
        if event.style in ("|", ">"):
            value = value.rstrip("\n")
        elif plain and self.text.startswith(" #", event.end_mark.index) and " " in value:
            self.cut(event)
        self.add(Scalar(value, self.span(event), plain))

    def cut(self, event: _Event) -> None:
        if _CUT.match(self.text, event.end_mark.index):
            message = "the text ends here: ` #` starts a comment"
            end = self.span(event)
            place = Span(self.name, end.end_line, end.end_column + 1, end.end_line, end.end_column + 2)
            self.found.append(warning("cut-by-comment", message, place, "put the text in quotes"))

    def start(self, event: _Event) -> None:
        if event.anchor or event.tag:
            self.decorated(event)
        span = self.span(event)
        if len(self.open) >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="exceeded maximum nesting depth", problem_mark=event.start_mark)
        node: Sequence | Mapping
        node = Mapping([], span) if type(event) is yaml.MappingStartEvent else Sequence([], span)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)
        self.first.append({})

    def decorated(self, event: _Event) -> None:
        self.refuse("anchor" if event.anchor else "tag", event)

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = self.root or node
            return
        parent, key = self.open[-1], self.keys[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self.keys[-1] = self.key(node)
        else:
            self.keys[-1] = None
            first = self.first[-1].setdefault(key.value, key)
            if first is key:
                parent.entries.append((key, node))
            else:
                self.twice(key, first)

    def twice(self, key: Scalar, first: Scalar) -> None:
        related = (Related(first.span, "first here"),)
        message = f"`{key.value}` stands here twice"
        self.found.append(Diagnostic("duplicate-key", Severity.ERROR, message, key.span, related=related))

    def key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        message = "a key must be plain text"
        self.found.append(error("wrong-shape", message, node.span, "put text with brackets or braces in quotes"))
        return Scalar("", node.span, plain=True)


def _control_character(text: str, name: str, match: re.Match[str]) -> Diagnostic:
    line, column = line_and_column(text, match.start())
    message = f"the character U+{ord(match[0]):04X} cannot stand in a text file"
    return error("control-character", message, Span(name, line, column, line, column + 1), "delete it")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a place in a text; line breaks are those of YAML."""
    breaks = [match.end() for match in _LINE_BREAK.finditer(text, 0, offset)]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return _LINE_BREAK.split(text)


_SAID_PLAINLY = {
    "exceeded maximum nesting depth": f"this is nested more than {MAX_DEPTH} levels deep",
    "mapping values are not allowed in this context": "a `:` where no key can stand",
    "mapping values are not allowed here": "a `:` where no key can stand",
    "found unexpected end of stream": "this quotation mark is never closed",
    "found character that cannot start any token": "no bare text can begin with this character",
    "did not find expected alphabetic or numeric character": "no bare text can begin with `*` or `&`",
    "did not find expected key": "this does not fit what stands before it",
    "did not find expected ',' or ']'": "this bracket is never closed",
    "did not find expected ',' or '}'": "this brace is never closed",
    "did not find expected '-' indicator": "this is no item of the list above it",
    "could not find expected ':'": "a `:` is missing after this key",
}


def _syntax_error(problem: yaml.YAMLError, text: str, name: str) -> Diagnostic:
    said = str(getattr(problem, "problem", None) or problem).replace("\n", " ")
    message = _SAID_PLAINLY.get(said, said)
    mark = getattr(problem, "problem_mark", None)
    if "never closed" in message or "missing" in message:
        mark = getattr(problem, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = split_lines(text)
    shown = lines[line - 1] if line <= len(lines) else ""
    if shown[column - 1 : column] == "\t":
        message = "a tab where only spaces may indent"
    code = "too-deep" if "nested" in message else "yaml-syntax"
    return error(code, message, Span(name, line, column, line, column + 1), _hint(message, shown))


def _hint(message: str, line: str) -> str:
    for word, hint in (
        ("nested", "give the inner claims ids of their own"),
        ("tab", "indent with spaces"),
        ("never closed", "close it, or put text that it begins in quotes"),
    ):
        if word in message:
            return hint
    value = re.sub(r"^\s*(- +)*([\w.-]+:\s+)?", "", line)
    if ": " in value or value[:1] in set("\"'*&@[]{}>|!%`#"):
        return _QUOTE
    return "the indentation of this line may not fit the lines above"
