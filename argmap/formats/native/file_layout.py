"""Where the parts of a native file begin and end, and the edits that change entries there.

claims:
nine: School should start at nine.  # the motion
^ start_of                  ^ end_of     ^ line_after is the next line
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.model.diagnostics import Edit, Span
from argmap.util.text import line_starts, place_of

_BETWEEN_AND_CLOSING = re.compile(r"(?:[\s,]|#[^\n]*)*[\]}]")
_REST_OF_LINE = re.compile(r"[^\S\r\n]*(#[^\r\n]*)?(\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"\s#")
_LINE_ENDS = ("\n", "\r")

Entry = tuple[Scalar, Node]


class Layout:
    """The text of a native file, and its tree's place in it, by offsets."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = line_starts(text)

    def start_of(self, node: Node) -> int:
        """Return where a node begins."""
        span = node.span
        return self._starts[span.line - 1] + span.column - 1

    def end_of(self, node: Node) -> int:
        """Return where a node ends; a list or mapping without brackets ends with its last part."""
        # The spans of lists and mappings are those of their beginnings, so we go down to the last
        # part, and up again.
        open_brackets = 0
        last = node
        while not isinstance(last, Scalar):
            if self.is_flow(last):
                open_brackets += 1
            parts = last.items if isinstance(last, Sequence) else last.entries
            if not parts:
                break
            last = last.items[-1] if isinstance(last, Sequence) else last.entries[-1][1]
        # What is left is a text, or an empty list or mapping.
        if isinstance(last, Scalar):
            span = last.span
            end = self._starts[span.end_line - 1] + span.end_column - 1
        else:
            end = self.start_of(last) + self.is_flow(last)
        for _ in range(open_brackets):
            closing = _BETWEEN_AND_CLOSING.match(self.text, end)
            if closing is None:
                break
            end = closing.end()
        return end

    def is_flow(self, node: Node) -> bool:
        """Return whether a list or mapping stands in brackets."""
        is_open = self.text.startswith(("[", "{"), self.start_of(node))
        return is_open and not isinstance(node, Scalar)

    def indent_of(self, node: Node) -> str:
        """Return the white space that puts a line under the beginning of a node."""
        return " " * (node.span.column - 1)

    def replace_text(self, start: int, end: int, text: str) -> Edit:
        """Return the edit that puts a text in the place of a stretch."""
        line, column = place_of(start, self._starts)
        end_line, end_column = place_of(end, self._starts)
        return Edit(Span(self.name, line, column, end_line, end_column), text)

    def insert_text(self, offset: int, text: str) -> Edit:
        """Return the edit that inserts a text."""
        return self.replace_text(offset, offset, text)

    def line_after(self, node: Node) -> int | None:
        """Return where the line below a node begins; `None` if more than a comment follows it."""
        end = self.end_of(node)
        if self.text[end - 1 : end] in _LINE_ENDS:
            return end  # the text of a block ends with its line
        rest = _REST_OF_LINE.match(self.text, end)
        return rest.end() if rest else None

    def below(self, node: Node, lines: Iterable[str]) -> Edit | None:
        """Return the edit that inserts lines below a node; `None` if something else follows it."""
        offset = self.line_after(node)
        if offset is None:
            return None
        text = "".join(line + self.newline for line in lines)
        if offset == len(self.text) and self.text[-1:] not in _LINE_ENDS:
            text = self.newline + text
        return self.insert_text(offset, text)

    def without_entry(self, mapping: Mapping, entry: Entry) -> Edit | None:
        """Return the edit that takes an entry out of a mapping with others.

        It is `None` if a comment would go with it.
        """
        key, value = entry
        start, end = self.start_of(key), self.end_of(value)
        if self.is_flow(mapping):
            place = mapping.entries.index(entry)
            is_last = place + 1 == len(mapping.entries)
            # A comma goes with it: that behind it, or for the last one that before it.
            if is_last:
                _, value_before = mapping.entries[place - 1]
                start = self.end_of(value_before)
            else:
                next_key, _ = mapping.entries[place + 1]
                end = self.start_of(next_key)
        else:
            line_start = self._starts[key.span.line - 1]
            line_end = self.line_after(value)
            if line_end is None or self.text[line_start:start].strip():
                return None
            start, end = line_start, line_end
        if _COMMENT.search(self.text, start, end):
            return None
        return self.replace_text(start, end, "")


class ClaimPlace(NamedTuple):
    """Where a claim is written.

    Attributes:
        key: the key of its text; `None` for an item of a list, and for a claim with
            keys of its own.
        node: the mapping of its keys, or its text alone.
        is_in_brackets: whether it is in brackets or braces, where new lines have no meaning.
    """

    key: Scalar | None
    node: Scalar | Mapping
    is_in_brackets: bool


class Places:
    """Every claim of a file by the place of its text, and every text by its place.

    Attributes:
        claims: the claims, among other texts that could be claims by their place.
    """

    def __init__(self, root: Mapping, layout: Layout) -> None:
        self.claims: dict[Span, ClaimPlace] = {}
        self._root = root
        claims_by_id = root.get("claims")
        pending: list[tuple[Sequence | Mapping, bool]] = [(root, False)]
        while pending:
            parent, is_in_brackets = pending.pop()
            is_in_brackets = is_in_brackets or layout.is_flow(parent)
            entries: list[tuple[Scalar | None, Node]] = []
            if isinstance(parent, Sequence):
                entries += [(None, item) for item in parent.items]
            else:
                entries += parent.entries
            for key, node in entries:
                if isinstance(node, Scalar):
                    self.claims[node.span] = ClaimPlace(key, node, is_in_brackets)
                else:
                    pending.append((node, is_in_brackets))
            if isinstance(parent, Mapping) and parent is not claims_by_id:
                # Under `claims`, `text` is the id of a claim.
                text = parent.get("text")
                if isinstance(text, Scalar):
                    self.claims[text.span] = ClaimPlace(None, parent, is_in_brackets)

    @cached_property
    def scalars(self) -> dict[Span, Scalar]:
        """The texts of the file, keys included; few fixes need them, and a large file has many."""
        scalars = {}
        pending: list[Node] = [self._root]
        while pending:
            node = pending.pop()
            if isinstance(node, Scalar):
                scalars[node.span] = node
            elif isinstance(node, Sequence):
                pending += node.items
            else:
                for key, value in node.entries:
                    scalars[key.span] = key
                    pending.append(value)
        return scalars
