"""JSON text → the tree that YAML text gives: scalars, lists and mappings, each with its place.

The standard parser says whether the text is JSON at all, and where it is not. What it has passed can
then be cut into tokens by one expression, without recursion, each token with its place.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, NoReturn

from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, line_and_column
from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, error, warning

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_LONE = re.compile("[\ud800-\udfff]")
_SAID_PLAINLY = {
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Illegal trailing comma before end of object": "a comma before the end of an object",
    "Illegal trailing comma before end of array": "a comma before the end of a list",
    "Extra data": "something stands after the end of the JSON value",
    "Invalid control character at": "a line break or control character inside a string",
}


def parse_json_tree(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a JSON text, `None` where there is none, and everything wrong with its JSON.

    A scalar that is `plain` is a number, `true`, `false` or `null`, as typed; the others are strings.
    Of a key that stands twice in one object, the first counts.
    """
    if not text.strip():
        return None, [error("empty-file", "there is no map in this file", Span(name, 1, 1, 1, 1))]
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        return None, [_syntax_error(problem, text, name)]
    except RecursionError:
        return None, [error("too-deep", "this JSON is nested too deep", Span(name, 1, 1, 1, 1))]
    except ValueError as problem:
        return None, [error("json-syntax", str(problem), Span(name, 1, 1, 1, 1))]
    builder = _TreeBuilder(text, name)
    return builder.build(), builder.found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"`{word}` is no JSON number")


def _syntax_error(problem: json.JSONDecodeError, text: str, name: str) -> Diagnostic:
    line, column = line_and_column(text, problem.pos)
    said = problem.msg
    if "escape" in said:
        said = "a backslash that begins no escape of JSON"
    message = _SAID_PLAINLY.get(said, said[:1].lower() + said[1:])
    return error("json-syntax", message, Span(name, line, column, line, column + 1))


class _TreeBuilder:
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.found: list[Diagnostic] = []
        self.breaks = [match.end() for match in _LINE_BREAK.finditer(text)]
        self.root: Node | None = None
        self.open: list[tuple[Sequence | Mapping, dict[str, Scalar]]] = []
        self.key: list[Scalar | None] = []

    def build(self) -> Node | None:
        for token in _TOKEN.finditer(self.text):
            first = token[0][0]
            if first in "{[":
                node = Mapping([], self.span(token)) if first == "{" else Sequence([], self.span(token))
                self.add(node)
                self.open.append((node, {}))
                self.key.append(None)
            elif first in "}]":
                self.open.pop()
                self.key.pop()
            elif first not in ",:":
                self.add(self.scalar(token))
        return self.root

    def span(self, token: re.Match[str]) -> Span:
        line, column = self.place(token.start())
        return Span(self.name, line, column, *self.place(token.end()))

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.breaks, offset)
        return line + 1, offset - (self.breaks[line - 1] if line else 0) + 1

    def scalar(self, token: re.Match[str]) -> Scalar:
        raw, span = token[0], self.span(token)
        if raw[0] != '"':
            return Scalar(raw, span, plain=True)
        value: Any = json.loads(raw) if "\\" in raw else raw[1:-1]
        if _LONE.search(value):
            message = "half of a surrogate pair is no character"
            self.found.append(warning("lone-surrogate", message, span, "it is read as U+FFFD"))
            value = _LONE.sub("\ufffd", value)
        return Scalar(value, span, plain=False)

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        (parent, first), key = self.open[-1], self.key[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self.key[-1] = node if isinstance(node, Scalar) else None
        else:
            self.key[-1] = None
            if first.setdefault(key.value, key) is key:
                parent.entries.append((key, node))
            else:
                self.twice(key, first[key.value])

    def twice(self, key: Scalar, first: Scalar) -> None:
        related = (Related(first.span, "the first, which counts"),)
        message = f"`{key.value}` stands here twice"
        self.found.append(Diagnostic("duplicate-key", Severity.WARNING, message, key.span, related=related))
