"""Changes to the layout of a native text: what is written, taken out, or written in another way.

- sleep                    an item
- premises: [sleep]        the same in its long form
sleep: Sleep helps.        a claim
sleep:                     the same with keys of its own
  text: Sleep helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence as SequenceOf
from typing import NamedTuple

from argmap.editing.changes import Change
from argmap.editing.native_text import NativeText, Slot
from argmap.editing.refusals import EditRefused
from argmap.formats.native.layout import Group, Part, in_brackets, lay_out, write_scalar
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence

_INDENT = "  "
_DEEPEST_IN_BRACKETS = 50
_BLOCK = ("|", ">")
_NOT_IN_SINGLE_QUOTES = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


def cannot_lay_out() -> EditRefused:
    """Return the refusal to change a place whose layout leaves no room for it."""
    return EditRefused(
        "argmap cannot make this change in the way this part of the file is laid out; change the"
        " text by hand"
    )


class Fragment(NamedTuple):
    """What is written in one place, to be written in another.

    Attributes:
        lines: its lines, the first from where it begins, the others without what they are indented
            by together.
        comments: the lines with comments above it.
        is_block: whether its first line must be on a line of its own behind a key.
        has_comment: whether there is a comment in it or above it.
    """

    lines: list[str]
    comments: list[str]
    is_block: bool
    has_comment: bool

    @property
    def is_short(self) -> bool:
        """Whether it can be written in brackets on one line, and as it is."""
        return len(self.lines) == 1 and not self.is_block and not self.has_comment


class NativeLayout(NativeText):
    """A native text that says how to change its layout."""

    # --- what is there ---

    def indent_at(self, offset: int) -> str | None:
        """Return the white space before an offset; `None` if anything else is before it."""
        before = self.text[self.line_start(offset) : offset]
        return None if before.strip(" ") else before

    def dash_of(self, item: Node) -> int:
        """Return where the dash of an item of a list without brackets is."""
        before = self.text[: self.start_of(item)].rstrip()
        if not before.endswith("-"):
            # There are comments between the dash and the item.
            for start, end in reversed(self.comments):
                if end == len(before):
                    before = before[:start].rstrip()
        if not before.endswith("-"):
            raise cannot_lay_out()
        return len(before) - 1

    def end_with_line(self, node: Node) -> int:
        """Return where the line below a node begins."""
        end = self.line_after(node)
        if end is None:
            raise cannot_lay_out()
        return end

    def start_with_comments(self, start: int) -> int:
        """Return where a line and the comments above it begin that are indented like it."""
        width = self._indent_of_line(start)
        while start > 0:
            above = self.line_start(start - 1)
            if self._indent_of_line(above) != width or not self.is_comment_line(above):
                break
            start = above
        return start

    def _indent_of_line(self, line_start: int) -> int:
        end = line_start
        while self.text[end : end + 1] == " ":
            end += 1
        return end - line_start

    def lines_of(self, start: int, node: Node) -> tuple[int, int]:
        """Return the lines from an offset to the end of a node, with the comments above them."""
        return self.start_with_comments(self.line_start(start)), self.end_with_line(node)

    # --- taking out ---

    def without(self, slots: SequenceOf[Slot]) -> list[tuple[int, int]]:
        """Return the stretches that go with some, but not all, parts of one list or mapping."""
        parent = slots[0].parent
        is_list = isinstance(parent, Sequence)
        entries: list[tuple[Node, Node]] = []  # what each part begins with, and its value
        if isinstance(parent, Sequence):
            entries += [(item, item) for item in parent.items]
        else:
            entries += parent.entries
        nodes = [(self.start_of(first), self.end_of(last)) for first, last in entries]
        gone = {id(slot.node) for slot in slots}
        removed = [index for index, (_, value) in enumerate(entries) if id(value) in gone]
        if self.is_flow(parent):
            return _without_commas(nodes, removed)
        stretches: list[tuple[int, int]] = []
        for index in removed:
            start, _ = nodes[index]
            value = entries[index][1]
            offset = self.dash_of(value) if is_list else start
            if self.indent_at(offset) is not None:
                stretches.append(self._with_blank_line(*self.lines_of(offset, value)))
            elif index == 0 and 1 not in removed:
                # It begins on the line of what it is in, and the next one takes its place.
                stretches.append((start, nodes[1][0]))
            else:
                raise cannot_lay_out()
        return stretches

    def _with_blank_line(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of lines with the blank line below it, if one is above it, too."""
        above = self.text[self.line_start(max(start - 1, 0)) : start]
        if start and not above.strip():
            blank = re.compile(r"[ \t]*(\r\n|\r|\n)").match(self.text, end)
            if blank:
                end = blank.end()
        return start, end

    # --- writing ---

    def scalar(self, slot: Slot, value: str) -> Change:
        """Return the change that writes another text in the place of one, in the same quotes."""
        node = slot.node
        start, end = self.start_of(node), self.end_of(node)
        raw = self.text[start:end]
        written = write_scalar(value, inside_brackets=slot.in_brackets)
        if not raw:
            written = f" {written}"
        elif raw.startswith('"'):
            written = write_scalar(value, quoted=True)
        elif raw.startswith("'") and not _NOT_IN_SINGLE_QUOTES.search(value):
            doubled = value.replace("'", "''")
            written = f"'{doubled}'"
        elif raw.startswith(_BLOCK):
            written += raw[len(raw.rstrip()) :]
        return Change(start, end, written)

    def replacement(self, node: Node, text: str) -> Change:
        """Return the change that writes something on one line in the place of a node."""
        start, end = self.start_of(node), self.end_of(node)
        raw = self.text[start:end]
        if not raw:
            return Change(start, end, f" {text}")
        tail = raw[len(raw.rstrip()) :] if raw.startswith(_BLOCK) else ""
        return Change(start, end, text + tail)

    def shifted(self, node: Node, columns: int = len(_INDENT)) -> list[Change]:
        """Return the changes that indent the lines of a node further, but its first one."""
        changes: list[Change] = []
        start, end = self.start_of(node), self.end_of(node)
        for match in re.finditer(r"(?:\r\n|\r|\n)(?=[ \t]*[^\s])", self.text[start:end]):
            offset = start + match.end()
            changes.append(Change(offset, offset, " " * columns))
        return changes

    def with_key(self, slot: Slot, key: str) -> list[Change]:
        """Return the changes that put a key in front of a node: a `text`, or `premises`.

        The value of another key moves to a line of its own, and what is in brackets gets braces.
        """
        node = slot.node
        start, end = self.start_of(node), self.end_of(node)
        before, behind = "", ""
        if key == "premises" and isinstance(node, Scalar) and not NEW_CLAIM.search(node.value):
            before, behind = "[", "]"
        if slot.in_brackets:
            return [Change(start, start, f"{{{key}: {before}"), Change(end, end, behind + "}")]
        is_block = self._is_block(node)
        new_key = f"{key}: {before}"
        changes = self.shifted(node)
        indent = self.indent_of(node)
        if slot.key is not None and slot.key.span.line == node.span.line:
            indent = self.indent_of(slot.key) + _INDENT
            colon = self.text.rindex(":", 0, start)
            changes.append(Change(colon + 1, start, f"{self.newline}{indent}{new_key}"))
        elif is_block:
            changes.append(Change(start, start, f"{key}:{self.newline}{indent}{_INDENT}"))
        else:
            changes.append(Change(start, start, new_key))
        if behind:
            changes.append(Change(end, end, behind))
        return changes

    def entry(self, mapping: Mapping, part: Part, before: SequenceOf[str]) -> Change:
        """Return the change that adds an entry to a mapping, above the first of some keys."""
        written = in_brackets(Group([part], is_list=False))
        return self.entry_of_lines(mapping, list(lay_out(part)), written[1:-1], before)

    def entry_of_lines(
        self, mapping: Mapping, lines: SequenceOf[str], in_brackets: str, before: SequenceOf[str]
    ) -> Change:
        """Return the change that adds an entry to a mapping.

        Args:
            mapping: the mapping.
            lines: the lines of the entry, indented from its key.
            in_brackets: the entry in brackets.
            before: the keys that it goes before, if they are there.
        """
        if self.is_flow(mapping):
            if not mapping.entries:
                start = self.start_of(mapping) + 1
                return Change(start, start, in_brackets)
            end = self.end_of(mapping.entries[-1][1])
            return Change(end, end, f", {in_brackets}")
        indent = self.indent_of(mapping.entries[0][0])
        for key, _ in mapping.entries:
            start = self.start_of(key)
            if key.value in before and self.indent_at(start) is not None:
                offset = self.start_with_comments(self.line_start(start))
                return Change(offset, offset, self._as_lines(lines, indent))
        return self._below(mapping.entries[-1][1], lines, indent)

    def _as_lines(self, lines: Iterable[str], indent: str) -> str:
        return "".join(f"{indent if line else ''}{line}{self.newline}" for line in lines)

    def _below(self, node: Node, lines: Iterable[str], indent: str) -> Change:
        """Return the change that writes lines below a node."""
        offset = self.end_with_line(node)
        written = self._as_lines(lines, indent)
        if offset == len(self.text) and not self.text.endswith(("\n", "\r")):
            written = self.newline + written.removesuffix(self.newline)
        return Change(offset, offset, written)

    def item(
        self, section: Slot, lines: SequenceOf[str], in_brackets: str | None, position: int
    ) -> list[Change]:
        """Return the changes that add an item to a list, or to what is alone in its place.

        Args:
            section: the list.
            lines: the lines of the item without its dash.
            in_brackets: the item in brackets; `None` if it cannot be written so.
            position: its place among the others; -1 is the last.
        """
        node = section.node
        if isinstance(node, Sequence) and not self.is_flow(node):
            with_dash = dashed(lines)
            items = node.items
            indent = self.indent_at(self.dash_of(items[0]))
            if indent is None:
                indent = self.indent_of(node)
            if 0 < position < len(items) or (position == 0 and self._can_go_before(items[0])):
                start = self.line_start(self.dash_of(items[position]))
                offset = self.start_with_comments(start)
                return [Change(offset, offset, self._as_lines(with_dash, indent))]
            if position == 0:
                raise cannot_lay_out()
            return [self._below(items[-1], with_dash, indent)]
        if in_brackets is None:
            raise cannot_lay_out()
        start, end = self.start_of(node), self.end_of(node)
        if isinstance(node, Sequence):
            if not node.items:
                return [Change(start + 1, start + 1, in_brackets)]
            if 0 <= position < len(node.items):
                offset = self.start_of(node.items[position])
                return [Change(offset, offset, f"{in_brackets}, ")]
            offset = self.end_of(node.items[-1])
            return [Change(offset, offset, f", {in_brackets}")]
        if isinstance(node, Scalar) and node.plain and not node.value:
            return [Change(end, end, f" [{in_brackets}]")]
        written = self.in_brackets(node)
        if written is None:
            raise cannot_lay_out()
        opening, closing = "[", f", {in_brackets}]"
        if position == 0:
            opening, closing = f"[{in_brackets}, ", "]"
        if written == self.text[start:end]:
            return [Change(start, start, opening), Change(end, end, closing)]
        return [Change(start, end, opening + written + closing)]

    def _can_go_before(self, item: Node) -> bool:
        return self.indent_at(self.dash_of(item)) is not None

    def in_brackets(self, node: Node, depth: int = 0, without_key: str = "") -> str | None:
        """Return a node as it can be written in brackets, without its comments and one key.

        It is `None` if it is too deep.
        """
        start, end = self.start_of(node), self.end_of(node)
        raw = self.text[start:end]
        is_on_one_line = "\n" not in raw and "\r" not in raw
        if isinstance(node, Scalar):
            if raw.startswith(('"', "'")) and is_on_one_line:
                return raw
            return write_scalar(node.value, inside_brackets=True)
        if self.is_flow(node) and is_on_one_line and not without_key:
            return raw
        if depth > _DEEPEST_IN_BRACKETS:
            return None
        parts: list[str] = []
        if isinstance(node, Sequence):
            for item in node.items:
                parts.append(self.in_brackets(item, depth + 1) or "")
        else:
            for key, value in node.entries:
                if key.value == without_key:
                    continue
                written = self.in_brackets(value, depth + 1)
                parts.append(f"{key.value}: {written}" if written else "")
        if not all(parts):
            return None
        inside = ", ".join(parts)
        return f"[{inside}]" if isinstance(node, Sequence) else f"{{{inside}}}"

    def can_have_dashes(self, section: Slot) -> bool:
        """Return whether `as_block_list` can write a list with dashes."""
        start, end = self.start_of(section.node), self.end_of(section.node)
        is_on_one_line = "\n" not in self.text[start:end]
        return is_on_one_line and section.key is not None and not section.in_brackets

    def as_block_list(self, section: Slot) -> list[Change]:
        """Return the changes that write a list in brackets, or what is alone, with dashes."""
        node = section.node
        key = section.key
        if key is None or section.in_brackets:
            raise cannot_lay_out()
        indent = self.indent_of(key) + _INDENT
        start, end = self.start_of(node), self.end_of(node)
        if isinstance(node, Mapping) and not self.is_flow(node):
            return [Change(start, start, "- "), *self.shifted(node)]
        nodes = node.items if isinstance(node, Sequence) else [node]
        written = ""
        for item in nodes:
            raw = self.text[self.start_of(item) : self.end_of(item)]
            written += f"{self.newline}{indent}- {raw}"
        colon = self.text.rindex(":", 0, start)
        return [Change(colon + 1, end, written)]

    # --- moving ---

    def with_its_comments(self, slot: Slot) -> tuple[int, int]:
        """Return the stretch of what is written in a place, and of the comments that go with it."""
        node = slot.node
        if slot.in_brackets:
            return self.start_of(node), self.end_of(node)
        start = self.start_of(node)
        if isinstance(slot.parent, Sequence):
            start = self.start_with_comments(self.line_start(self.dash_of(node)))
        return start, self.end_with_line(node)

    def fragment(self, slot: Slot, without_key: str = "") -> Fragment:
        """Return what is written in a place, but one key of it."""
        node = slot.node
        start, end = self.start_of(node), self.end_of(node)
        comments: list[str] = []
        if not slot.in_brackets:
            end = len(self.text[: self.end_with_line(node)].rstrip("\r\n"))
            comments = self._comments_of_item(slot)
        raw = self.text[start:end]
        if without_key:
            raw = self._without_key(slot, without_key, end)
        is_block = self._is_block(node)
        lines = _indented_less(raw, node.span.column - 1 if is_block else None)
        has_comment = bool(comments) or self.has_comment(start, end)
        return Fragment(lines, comments, is_block, has_comment)

    def _is_block(self, node: Node) -> bool:
        return not isinstance(node, Scalar) and not self.is_flow(node)

    def _comments_of_item(self, slot: Slot) -> list[str]:
        """Return the comments above an item of a list, and those between its dash and itself."""
        if not isinstance(slot.parent, Sequence):
            return []
        dash = self.dash_of(slot.node)
        line = self.line_start(dash)
        above = self.text[self.start_with_comments(line) : line]
        comments = [comment.strip() for comment in above.splitlines()]
        for first, last in self.comments:
            if dash < first < self.start_of(slot.node):
                comments.append(self.text[first:last])
        return comments

    def _without_key(self, slot: Slot, name: str, end: int) -> str:
        """Return what is written from a mapping on to an offset, but one key, if it is there.

        Comments on the key go above the others.
        """
        node = slot.node
        start = self.start_of(node)
        raw = self.text[start:end]
        if not isinstance(node, Mapping):
            return raw
        for key, value in node.entries:
            if key.value != name:
                continue
            [(first, last)] = self.without([Slot(value, node, key, slot.in_brackets)])
            raw = self.text[start:first] + self.text[last:end]
            if first <= start:
                raw = self.text[last:end].lstrip(" ")
            for comment, comment_end in reversed(self.comments):
                if first <= comment < last and self._is_block(node):
                    above = self.text[comment:comment_end]
                    raw = f"{above}\n{self.indent_of(node)}{raw}"
        return raw


def _indented_less(raw: str, columns: int | None) -> list[str]:
    """Return lines, all but the first indented less: by these columns, or by what they share."""
    first_line, *others = re.split("\r\n|\r|\n", raw)
    if columns is None:
        indents = [_width_of_indent(line) for line in others if line.strip()]
        columns = min(indents, default=0)
    return [first_line, *(line[min(columns, _width_of_indent(line)) :] for line in others)]


def _width_of_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _without_commas(nodes: list[tuple[int, int]], removed: list[int]) -> list[tuple[int, int]]:
    """Return the stretches that go with some parts of what is in brackets, at these places.

    A comma goes with each: that before it, or for the first ones that behind it.
    """
    stretches: list[tuple[int, int]] = []
    first_kept = next(index for index in range(len(nodes)) if index not in removed)
    for index in removed:
        start, end = nodes[index]
        if index < first_kept:
            stretches.append((start, nodes[index + 1][0]))
        else:
            stretches.append((nodes[index - 1][1], end))
    return stretches


def dashed(lines: SequenceOf[str]) -> list[str]:
    """Return the lines of an item with its dash; comments above it have none."""
    dashed: list[str] = []
    is_first = True
    for line in lines:
        if is_first and line.startswith("#"):
            dashed.append(line)
        elif is_first:
            dashed.append(f"- {line}")
            is_first = False
        else:
            dashed.append(f"{_INDENT}{line}" if line else line)
    return dashed
