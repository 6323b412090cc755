"""The YAML in an Argdown text: `{…}` behind an element, and front matter between `===`.

Scalars are read as the text that was typed, as in the native format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lark import Token

from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from argmap.model.diagnostics import Diagnostic, Span, error

_FENCE = re.compile(r"\A\s*={3,}|={3,}\s*\Z")
_OPENS_BLOCK = re.compile(r"\A\{[ \t]*\n")


class Entry(NamedTuple):
    """A value, and its place in the Argdown text."""

    node: Node
    span: Span


def read_front_matter(token: Token, name: str, found: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of front matter."""
    start = _FENCE.match(token)
    skipped = start[0] if start else ""
    yaml = _FENCE.sub("", token)
    return _entries(yaml, (token.line or 1) + skipped.count("\n"), len(skipped.rpartition("\n")[2]) + 1, name, found)


def read_data(token: Token, name: str, found: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of the data in braces; where the opening brace stands alone, the rest is block YAML."""
    if opening := _OPENS_BLOCK.match(token):
        yaml = token[opening.end() :].rstrip().removesuffix("}").rstrip()
        return _entries(yaml, (token.line or 1) + 1, 1, name, found)
    return _entries(str(token), token.line or 1, token.column or 1, name, found)


def _entries(yaml: str, line: int, column: int, name: str, found: list[Diagnostic]) -> dict[str, Entry]:
    tree, problems = parse_tree(yaml, name)
    found += [replace(problem, span=problem.span and _moved(problem.span, line, column)) for problem in problems]
    if tree is None or (isinstance(tree, Scalar) and not tree.value):
        return {}
    if not isinstance(tree, Mapping):
        found.append(error("wrong-shape", "data is a mapping", _moved(tree.span, line, column), "`{key: value}`"))
        return {}
    return {key.value: Entry(value, _moved(_head(value, key), line, column)) for key, value in tree.entries}


def _head(node: Node, key: Scalar) -> Span:
    return node.span if isinstance(node, Scalar) else key.span


def _moved(span: Span, line: int, column: int) -> Span:
    start = column - 1 if span.line == 1 else 0
    end = column - 1 if span.end_line == 1 else 0
    lines = span.line + line - 1, span.end_line + line - 1
    return Span(span.file, lines[0], span.column + start, lines[1], span.end_column + end)


def is_text(node: Node) -> bool:
    """Return whether a value is text or a list of texts."""
    return isinstance(node, Scalar) or (
        isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    )


def texts(node: Node) -> list[str]:
    """Return the texts in a value: of a list, or of one that stands alone."""
    if isinstance(node, Scalar):
        return [node.value] if node.value or not node.plain else []
    if isinstance(node, Sequence):
        return [item.value for item in node.items if isinstance(item, Scalar)]
    return []


def fields(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the keys and values of a mapping."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.value, value


def text_of(node: Node) -> str:
    """Return the text of a scalar, and of a list its texts, parted by commas."""
    return ", ".join(texts(node))
