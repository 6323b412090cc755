"""The YAML in an Argdown text: `{…}` behind an element, and front matter between `===`.

Scalars are read as the text that was typed, as in the native format, and places are those in the
Argdown text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from lark import Token

from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from argmap.model.diagnostics import Diagnostic, Span, error
from argmap.model.fields import Shape

_FENCE = re.compile(r"\A\s*={3,}|={3,}\s*\Z")
_OPENS_BLOCK = re.compile(r"\A\{[ \t]*\n")


class Entry(NamedTuple):
    """A value, and its place in the Argdown text."""

    node: Node
    span: Span


def read_front_matter(token: Token, name: str, diagnostics: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of front matter."""
    opening = _FENCE.match(token)
    skipped = opening[0] if opening else ""
    yaml = _FENCE.sub("", token)
    line = (token.line or 1) + skipped.count("\n")
    column = len(skipped.rpartition("\n")[2]) + 1
    return _DataReader(name, line, column, diagnostics).read(yaml)


def read_data(token: Token, name: str, diagnostics: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of the data in braces; where the opening brace stands alone, the rest is
    block YAML.
    """
    opening = _OPENS_BLOCK.match(token)
    if opening:
        yaml = token[opening.end() :].rstrip().removesuffix("}").rstrip()
        return _DataReader(name, (token.line or 1) + 1, 1, diagnostics).read(yaml)
    return _DataReader(name, token.line or 1, token.column or 1, diagnostics).read(str(token))


class _DataReader:
    """Reads YAML that begins at a line and column of a larger text, and says where there everything
    stands.
    """

    def __init__(self, name: str, line: int, column: int, diagnostics: list[Diagnostic]) -> None:
        self.name, self.line, self.column = name, line, column
        self.diagnostics = diagnostics

    def read(self, yaml: str) -> dict[str, Entry]:
        tree, problems = parse_tree(yaml, self.name)
        for problem in problems:
            span = self.move_span(problem.span) if problem.span else None
            self.diagnostics.append(replace(problem, span=span))
        if tree is None or (isinstance(tree, Scalar) and not tree.value):
            return {}
        tree = self.move(tree)
        if not isinstance(tree, Mapping):
            self.diagnostics.append(
                error("wrong-shape", "data is a mapping", tree.span, "`{key: value}`")
            )
            return {}
        entries: dict[str, Entry] = {}
        for key, value in tree.entries:
            place = value.span if isinstance(value, Scalar) else key.span
            entries[key.value] = Entry(value, place)
        return entries

    def move(self, tree: Node) -> Node:
        """Return a tree whose places are those in the larger text. (No recursion: YAML may be
        nested deep.)
        """
        root = tree._replace(span=self.move_span(tree.span))
        pending: list[Node] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, Sequence):
                node.items[:] = [
                    item._replace(span=self.move_span(item.span)) for item in node.items
                ]
                pending += node.items
            elif isinstance(node, Mapping):
                for index, (key, value) in enumerate(node.entries):
                    moved_key = key._replace(span=self.move_span(key.span))
                    moved_value = value._replace(span=self.move_span(value.span))
                    node.entries[index] = (moved_key, moved_value)
                    pending.append(moved_value)
        return root

    def move_span(self, span: Span) -> Span:
        # Only the first line of the YAML begins in the middle of a line of the text.
        column = span.column + (self.column - 1 if span.line == 1 else 0)
        end_column = span.end_column + (self.column - 1 if span.end_line == 1 else 0)
        return Span(
            span.file, span.line + self.line - 1, column, span.end_line + self.line - 1, end_column
        )


def fits(shape: Shape, node: Node) -> bool:
    """Return whether a value can be that of a field of the model: Argdown's data may mean something
    else.
    """
    if shape in (Shape.TEXTS, Shape.NAMES, Shape.CITATIONS):
        return is_text(node)
    if shape is Shape.GROUPS:
        return isinstance(node, Sequence)
    if shape in (Shape.REASONS, Shape.EXPECTATIONS, Shape.WORDS, Shape.QUESTIONS, Shape.SCHEMES):
        return isinstance(node, Mapping)
    if shape is Shape.FLAG:
        return isinstance(node, Scalar) and node.value.lower() in ("true", "false")
    return isinstance(node, Scalar)


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


def text_of(node: Node) -> str:
    """Return the text of a scalar, and of a list its texts, parted by commas."""
    return ", ".join(texts(node))
