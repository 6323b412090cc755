"""Where the parts of a native file begin and end, and the edits that change entries there.

claims:
  nine: School should start at nine.  # the motion
  ^ start_of                  ^ end_of     ^ line_after is the next line
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from argmap.formats.native.common_mistakes import newline_of
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, nodes_in
from argmap.model.diagnostics import Edit, Span
from argmap.util.text import line_starts, place_of

_BETWEEN_AND_CLOSING = re.compile(r"(?:[\s,]|#[^\n]*)*[\]}]")
_REST_OF_LINE = re.compile(r"[^\S\r\n]*(#[^\r\n]*)?(\r\n|\r|\n|\Z)")
_BLOCK_SIGNS = ("|", ">")
_LINE_ENDS = ("\n", "\r")


class NativeFile:
    """The text of a native file, its tree, and the tree's place in it by offsets."""

    def __init__(self, text: str, name: str, root: Node | None) -> None:
        """Begin with a text, what diagnostics call it, and its tree."""
        self.text = text
        self.name = name
        self.newline = newline_of(text)
        self.root = root if isinstance(root, Mapping) else Mapping([], Span.start_of(name))
        self._starts = line_starts(text)

    # --- its parts ---

    @cached_property
    def scalars(self) -> dict[Span, Scalar]:
        """The texts of the file, keys included; few fixes need them, and a large file has many."""
        return {node.span: node for node in nodes_in(self.root) if isinstance(node, Scalar)}

    @cached_property
    def comments(self) -> list[tuple[int, int]]:
        """Where the comments of the text begin and end."""
        texts = sorted(
            (self._start_of_text(scalar), self.end_of(scalar)) for scalar in self.scalars.values()
        )
        starts = [start for start, _ in texts]
        comments: list[tuple[int, int]] = []
        start = self.text.find("#")
        while start >= 0:
            place = bisect_right(starts, start) - 1
            end = texts[place][1] if place >= 0 else 0
            if end <= start:
                rest = _REST_OF_LINE.match(self.text, start)
                end = rest.end(1) if rest else start + 1
                comments.append((start, end))
            start = self.text.find("#", end)
        return comments

    def _start_of_text(self, scalar: Scalar) -> int:
        """Return where a text begins; that of a block such as `>` begins below its sign."""
        start = self.start_of(scalar)
        if self.text.startswith(_BLOCK_SIGNS, start) and not scalar.plain:
            return self._starts[scalar.span.line]
        return start

    # --- places ---

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def start_of(self, node: Node) -> int:
        """Return where a node begins."""
        _, line, column, _, _ = node.span
        return self._starts[line - 1] + column - 1

    def end_of(self, node: Node) -> int:
        """Return where a node ends; a list or mapping without brackets ends with its last part."""
        # The spans of lists and mappings are those of their beginnings, so we go down to the last
        # part, and up again.
        open_brackets = int(self.is_flow(node))
        while not isinstance(node, Scalar) and node[0]:
            if isinstance(node, Sequence):
                node = node.items[-1]
            else:
                _, node = node.entries[-1]
            open_brackets += self.is_flow(node)
        _, _, _, end_line, end_column = node.span
        end = self._starts[end_line - 1] + end_column - 1
        for _ in range(open_brackets):
            closing = _BETWEEN_AND_CLOSING.match(self.text, end)
            if closing is None:
                break
            end = closing.end()
        return end

    def is_flow(self, node: Node) -> bool:
        """Return whether a list or mapping stands in brackets."""
        if isinstance(node, Scalar):
            return False
        return self.text.startswith(("[", "{"), self.start_of(node))

    def line_after(self, node: Node) -> int | None:
        """Return where the line below a node begins; `None` if more than a comment follows it."""
        end = self.end_of(node)
        if self.text[end - 1 : end] in _LINE_ENDS:
            return end  # the text of a block ends with its line
        rest = _REST_OF_LINE.match(self.text, end)
        return rest.end() if rest else None

    # --- edits ---

    def replace_text(self, start: int, end: int, text: str) -> Edit:
        """Return the edit that puts a text in the place of a stretch."""
        line, column = place_of(start, self._starts)
        end_line, end_column = place_of(end, self._starts)
        span = Span(self.name, line, column, end_line, end_column)
        return Edit(span, text)


def width_of_indent(text: str, start: int = 0) -> int:
    """Return how many spaces are at a place."""
    end = start
    while text[end : end + 1] == " ":
        end += 1
    return end - start
