"""Where the parts of a native file begin and end, and the edits that insert or take out an entry with its layout."""

from __future__ import annotations

import re

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, line_starts, place_of
from argmap.model.diagnostics import Edit, Span

_BETWEEN_AND_CLOSING = re.compile(r"(?:[\s,]|#[^\n]*)*[\]}]")
_REST_OF_LINE = re.compile(r"[^\S\r\n]*(#[^\r\n]*)?(\r\n|\r|\n|\Z)")

Entry = tuple[Scalar, Node]


class Layout:
    """The text of a native file, and its tree's place in it, by offsets."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = line_starts(text)

    def start_of(self, node: Node) -> int:
        """Return where a node begins."""
        return self._starts[node.span.line - 1] + node.span.column - 1

    def end_of(self, node: Node) -> int:
        """Return where a node ends; a list or mapping without brackets ends with its last part."""
        # The spans of lists and mappings are those of their beginnings, so we go down to the last part, and up again.
        open_brackets = 0
        while not isinstance(node, Scalar):
            if self.is_flow(node):
                open_brackets += 1
            if not _last_part(node):
                break
            node = _last_part(node) or node
        if isinstance(node, Scalar):
            end = self._starts[node.span.end_line - 1] + node.span.end_column - 1
        else:
            end = self.start_of(node) + (1 if self.is_flow(node) else 0)
        for _ in range(open_brackets):
            closing = _BETWEEN_AND_CLOSING.match(self.text, end)
            if closing is None:
                break
            end = closing.end()
        return end

    def is_flow(self, node: Node) -> bool:
        """Return whether a list or mapping stands in brackets."""
        start = self.start_of(node)
        return not isinstance(node, Scalar) and self.text[start : start + 1] in ("[", "{")

    def indent_of(self, node: Node) -> str:
        """Return the white space that puts a line under the beginning of a node."""
        return " " * (node.span.column - 1)

    def replaced(self, start: int, end: int, text: str) -> Edit:
        """Return the edit that puts a text in the place of a stretch."""
        span = Span(self.name, *place_of(start, self._starts), *place_of(end, self._starts))
        return Edit(span, text)

    def inserted(self, offset: int, text: str) -> Edit:
        """Return the edit that inserts a text."""
        return self.replaced(offset, offset, text)

    def line_after(self, node: Node) -> int | None:
        """Return where the line below a node begins; `None` if more than a comment stands behind the node."""
        end = self.end_of(node)
        if self.text[end - 1 : end] in ("\n", "\r"):
            return end  # the text of a block ends with its line
        rest = _REST_OF_LINE.match(self.text, end)
        return rest.end() if rest else None

    def below(self, node: Node, lines: list[str]) -> Edit | None:
        """Return the edit that inserts lines below a node; `None` if something else stands behind it."""
        offset = self.line_after(node)
        if offset is None:
            return None
        before = ""
        if offset == len(self.text) and self.text[-1:] not in ("\n", "\r"):
            before = self.newline
        return self.inserted(offset, before + "".join(line + self.newline for line in lines))

    def without_entry(self, mapping: Mapping, entry: Entry) -> Edit | None:
        """Return the edit that takes an entry out of a mapping with others; `None` if a comment would go with it."""
        start, end = self.start_of(entry[0]), self.end_of(entry[1])
        place = mapping.entries.index(entry)
        if self.is_flow(mapping):
            if place + 1 < len(mapping.entries):
                end = self.start_of(mapping.entries[place + 1][0])
            else:
                start = self.end_of(mapping.entries[place - 1][1])
            return self._removed(start, end)
        line_start = self._starts[entry[0].span.line - 1]
        line_end = self.line_after(entry[1])
        if line_end is None or self.text[line_start:start].strip():
            return None
        return self._removed(line_start, line_end)

    def _removed(self, start: int, end: int) -> Edit | None:
        if re.search(r"(^|\s)#", self.text[start:end]):
            return None
        return self.replaced(start, end, "")


def _last_part(node: Mapping | Sequence) -> Node | None:
    parts = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
    return parts[-1] if parts else None
