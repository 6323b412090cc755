"""A native text that is edited: its tree, and the smallest changes that make the text of it.

    - sleep  # as said   →   - premises: [sleep]  # as said
                               undercutters:
                                 - Some go to bed later.

What stays is copied as its author wrote it, with its comments; what is new has the canonical
layout. All of the text outside the changes stays, byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from argmap.formats.native.file_layout import NativeFile, width_of_indent
from argmap.formats.native.keys import SAME_KEYS
from argmap.formats.native.layout import Group, Part, Text, Value, lay_out, write_scalar
from argmap.formats.shared.tree import Node, Scalar, entries_of
from argmap.formats.shared.tree import Sequence as ListNode
from argmap.model.diagnostics import Edit, Span
from argmap.model.edits import Change, narrowed
from argmap.util.memory import pause_garbage_collection

_DEEPEST = 50  # as deep may what is written anew be
_BLOCK = ("|", ">")
_LINE_ENDS = ("\n", "\r")
_NOT_IN_SINGLE_QUOTES = "[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]"
_LINE_END = "\r\n|\r|\n"
_STARTS_COMMENT = r"[ \t]*#"
_BLANK_LINE = r"[ \t]*(\r\n|\r|\n)"


class NoRoom(ValueError):
    """A text is laid out in a way that leaves no room for a change."""


@dataclass(slots=True, eq=False)
class Tree:
    """A text, a list or a mapping.

    Attributes:
        node: what it is in the text; `None` for a new one.
        text: what a text says.
        written: how a text is written, if that is not as `layout` would write it.
        is_text: whether it is a text.
        is_list: whether it is a list.
        in_brackets: whether it is in brackets or braces, or in something that is.
        is_inside: whether it is in something that is.
        parts: its entries or items.
        before: those that it has in the text.
        is_changed: whether anything in it is changed.
        tail: the comment behind it, if that was behind something else.
    """

    node: Node | None = None
    text: str = ""
    written: str = ""
    is_text: bool = False
    is_list: bool = False
    in_brackets: bool = False
    is_inside: bool = False
    parts: list[Branch] = field(default_factory=list)
    before: tuple[Branch, ...] = ()
    is_changed: bool = False
    tail: str = ""
    _branch: Branch | None = None

    @classmethod
    def of_text(cls, text: str, written: str = "") -> Tree:
        """Return a new text."""
        return cls(text=text, written=written, is_text=True)

    @classmethod
    def of_value(cls, value: Value) -> Tree:
        """Return what is to be written as the value of an entry or item."""
        if isinstance(value, Text):
            return cls.of_text(value.value, value.written)
        tree = cls(is_list=value.is_list, in_brackets=value.in_brackets)
        for part in value.parts:
            tree.add(Branch.of_part(part))
        return tree

    @property
    def branch(self) -> Branch:
        """The entry or item whose value it is.

        Raises:
            NoRoom: it is the whole file.
        """
        if self._branch is None:
            raise NoRoom
        return self._branch

    @branch.setter
    def branch(self, branch: Branch) -> None:
        self._branch = branch

    @property
    def is_inline(self) -> bool:
        """Whether it begins on the line of its key or dash."""
        return self.is_text or self.in_brackets

    @property
    def is_new(self) -> bool:
        """Whether nothing in it is from the text."""
        return self.node is None and all(branch.tree.is_new for branch in self.parts)

    def around(self) -> Iterator[Tree]:
        """Yield it and all that it is in."""
        tree: Tree | None = self
        while tree is not None:
            yield tree
            tree = tree._branch.parent if tree._branch is not None else None

    def get(self, key: str) -> Branch | None:
        """Return the entry with a key, or with one that is read as that."""
        for branch in self.parts:
            if not self.is_list and SAME_KEYS.get(branch.key, branch.key) == key:
                return branch
        return None

    def items(self) -> list[Tree]:
        """Return the items of a list; what is alone may go without brackets."""
        if self.is_list:
            return [branch.tree for branch in self.parts]
        return [] if self.is_text and not self.text else [self]

    def change(self) -> None:
        """Note that something in it is changed."""
        for tree in self.around():
            tree.is_changed = True

    def set_text(self, text: str, written: str = "") -> None:
        """Give a text other words."""
        self.text = text
        self.written = written
        self.change()

    def add(self, branch: Branch, place: int = -1) -> None:
        """Add an entry or item, at its place among the others; -1 is the last."""
        branch.parent = self
        branch.tree.branch = branch
        self.parts.insert(len(self.parts) if place < 0 else place, branch)
        self.change()

    def add_above(self, keys: Collection[str], branch: Branch) -> None:
        """Add an entry above the first of these keys, or else below all others."""
        places = (place for place, each in enumerate(self.parts) if each.key in keys)
        self.add(branch, next(places, -1))

    def wrap(self, key: str = "") -> Tree:
        """Return what is put around it in its place: a mapping with this key, or else a list."""
        around = Tree(is_list=not key, is_inside=self.is_inside)
        around.in_brackets = self.is_inside or (around.is_list and self.is_inline)
        self.branch.replace(around)
        around.add(Branch(key, self))
        return around


@dataclass(slots=True, eq=False)
class Branch:
    """An entry of a mapping, or an item of a list.

    Attributes:
        key: the key; "" for an item.
        tree: the value.
        parent: what it is in; `None` before it is in anything.
        key_node: the key in the text; `None` for an item, and for a new entry.
        node: the value in the text.
        origin: where it was written, with comments that go with it; `None` for a new one.
    """

    key: str
    tree: Tree
    parent: Tree | None = None
    key_node: Scalar | None = None
    node: Node | None = None
    origin: Branch | None = None

    @classmethod
    def of_part(cls, part: Part) -> Branch:
        """Return what is to be written as an entry or item."""
        return cls(part.key, Tree.of_value(part.value))

    @property
    def is_as_before(self) -> bool:
        """Whether its value is still what it is in the text."""
        return self.node is not None and self.tree.node is self.node

    def replace(self, tree: Tree) -> None:
        """Give it another value."""
        self.tree = tree
        tree.branch = self
        tree.change()

    def remove(self) -> None:
        """Take it out, and what has no other entry or item."""
        parent = self.parent
        if parent is None or self not in parent.parts:
            return
        if len(parent.parts) == 1:
            parent.branch.remove()
        else:
            parent.parts.remove(self)
            parent.change()


class EditedText(NativeFile):
    """A native text, and its tree."""

    def __init__(self, text: str, name: str, root: Node | None) -> None:
        """Begin with a text, what diagnostics call it, and its tree."""
        super().__init__(text, name, root)
        self._copied: list[tuple[int, int]] = []
        self._replaced: list[tuple[int, int]] = []

    @cached_property
    def trees(self) -> dict[int, Tree]:
        """The trees by the identity of their nodes."""
        with pause_garbage_collection():
            return self._made_trees()

    def _made_trees(self) -> dict[int, Tree]:
        whole = Tree(self.root, in_brackets=self.is_flow(self.root))
        trees = {id(self.root): whole}
        pending = [whole]
        while pending:
            tree = pending.pop()
            for key, node in entries_of(tree.node):
                inner = Tree(node, is_inside=tree.in_brackets, in_brackets=tree.in_brackets)
                trees[id(node)] = inner
                if isinstance(node, Scalar):
                    inner.is_text = True
                    inner.text = node.value
                else:
                    inner.is_list = isinstance(node, ListNode)
                    inner.in_brackets = tree.in_brackets or self.is_flow(node)
                    pending.append(inner)
                branch = Branch(key.value if key else "", inner, tree, key, node)
                branch.origin = inner.branch = branch
                tree.parts.append(branch)
            tree.before = tuple(tree.parts)
        return trees

    @property
    def tree(self) -> Tree:
        """The tree of the whole file."""
        return self.trees[id(self.root)]

    def parts_of(self, key: str) -> list[Branch]:
        """Return the entries or items of a list or mapping at the top of the file."""
        branch = self.tree.get(key)
        return [*branch.tree.parts] if branch is not None else []

    @cached_property
    def sources(self) -> dict[str, Branch]:
        """The sources that the file declares, by id; a file may have thousands to take out."""
        return {branch.key: branch for branch in self.parts_of("sources")}

    def tree_at(self, span: Span) -> Tree | None:
        """Return the text in a place that is a value."""
        scalar = self.scalars.get(span)
        return self.trees.get(id(scalar)) if scalar is not None else None

    # --- changes ---

    def edits(self, changes: Callable[[], Iterable[Change]]) -> list[Edit]:
        """Return changes as edits; none if there is no room for them."""
        try:
            return [self.replace_text(*change) for change in changes()]
        except NoRoom:
            return []

    def rewriting_in_mapping(self, tree: Tree, key: str, entry: Part) -> Iterator[Change]:
        """Yield the change that makes a mapping of a text, with another entry."""
        place = tree.branch
        copy = Branch(place.key, tree, place.parent, place.key_node, place.node, place.origin)
        around = Tree(in_brackets=tree.is_inside)
        copy.tree = around
        around.parts = [Branch(key, tree), Branch.of_part(entry)]
        return self.rewriting(copy)

    def changes(self) -> list[Change]:
        """Return the changes that make the text of the tree.

        Raises:
            NoRoom: the text is laid out in a way that leaves no room for them.
        """
        changes: list[Change] = []
        pending = [self.tree]
        while pending:
            tree = pending.pop()
            if not tree.is_changed:
                continue
            kept = set(tree.before) & set(tree.parts)
            if not self._can_stay(tree, kept):
                changes[:0] = self.rewriting(tree.branch)
                continue
            insertions: list[Change] = []
            following: Branch | None = None
            for branch in reversed(tree.parts):
                if branch in kept:
                    following = branch
                else:
                    insertions.insert(0, self.insertion(tree, branch, following))
            of_parts: list[Change] = []
            is_behind_kept = False
            for branch in tree.before:
                inner = branch.tree
                if branch not in kept:
                    of_parts.append(self.removal(branch, insertions, is_behind=is_behind_kept))
                    continue
                is_behind_kept = True
                key = branch.key_node
                if key is not None and key.value != branch.key:
                    of_parts.append(Change(self.start_of(key), self.end_of(key), branch.key))
                if branch.is_as_before and not inner.is_text:
                    pending.append(inner)
                elif inner.is_changed:
                    of_parts += self.rewriting(branch)
            # What is added to the last part comes before what is added below it.
            changes[:0] = [*of_parts, *insertions]
        return changes

    def lost_comments(self) -> int:
        """Return how many comments the changes delete."""
        if not any("#" in self.text[start:end] for start, end in self._replaced):
            return 0  # as most do, and a large file has many comments to look for
        lost = 0
        for comment, _ in self.comments:
            goes = any(start <= comment < end for start, end in self._replaced)
            lost += goes and not any(start <= comment < end for start, end in self._copied)
        return lost

    def is_short(self, branch: Branch) -> bool:
        """Return whether an item of the text is on one line, without a comment."""
        if branch.node is None or not (
            isinstance(branch.node, Scalar) or self.is_flow(branch.node)
        ):
            return False
        raw = self.text[slice(*self._extent(branch))].strip()
        return len(re.split(_LINE_END, raw)) == 1 and not self.has_comment(branch)

    def unfold(self, tree: Tree) -> None:
        """Give each item of a list in brackets a line of its own."""
        tail = self._tail(tree)
        tree.node = None
        tree.in_brackets = False
        items = tree.items()
        tree.before = ()
        tree.parts = []
        for item in items:
            tree.add(Branch("", item))
        tree.parts[-1].tree.tail = tail

    def has_comment(self, branch: Branch) -> bool:
        """Return whether a comment goes with an entry or item."""
        start, end = self._extent(branch)
        is_likely = "#" in self.text[start:end]
        return is_likely and any(start <= comment < end for comment, _ in self.comments)

    def _can_stay(self, tree: Tree, kept: set[Branch]) -> bool:
        """Return whether the parts of a list or mapping can be changed one by one."""
        if tree.in_brackets or not kept:
            return bool(kept)
        first = tree.before[0]
        return tree.parts[0] is first or self._indent_of(first) is not None

    def removal(
        self, branch: Branch, insertions: Iterable[Change] = (), *, is_behind: bool = True
    ) -> Change:
        """Return the change that takes out an entry or item.

        Args:
            branch: the entry or item.
            insertions: the changes that add others to the same list or mapping.
            is_behind: whether one that stays is above it.
        """
        parent = branch.parent
        start, end = self._extent(branch)
        if parent is not None and parent.in_brackets:
            # A comma goes with it: that before it, or for the first ones that behind it.
            place = parent.before.index(branch)
            if is_behind and place:
                start = self.end_of(_node_of(parent.before[place - 1]))
            else:
                end = self._start_of(parent.before[place + 1])
        elif self._indent_of(branch) is None:
            raise NoRoom
        else:
            blank = re.compile(_BLANK_LINE).match(self.text, end)
            above = self.text[self.line_start(max(start - 1, 0)) : start]
            if blank and start and not above.strip():
                is_free = all(change.start != end for change in insertions)
                end = blank.end() if is_free else end
        self._replaced.append((start, end))
        return Change(start, end, "")

    def insertion(self, tree: Tree, branch: Branch, following: Branch | None = None) -> Change:
        """Return the change that adds an entry or item above another one, or below all."""
        last = tree.before[-1]
        if tree.in_brackets:
            written = self._entry_in_brackets(branch, 0)
            if following is None:
                offset = self.end_of(_node_of(last))
                return Change(offset, offset, f", {written}")
            offset = self._start_of(following)
            return Change(offset, offset, f"{written}, ")
        lines = self._lines(branch)
        if following is None:
            _, offset = self._extent(last)
            if self._has_blank_lines(tree):
                lines.insert(0, "")
        elif self._indent_of(following) is None:
            raise NoRoom
        else:
            offset, _ = self._extent(following)
        column = self._column_of(tree.before[0])
        written = "".join(f"{_indented(line, column)}{self.newline}" for line in lines)
        if offset == len(self.text) and not self.text.endswith(_LINE_ENDS):
            written = self.newline + written.removesuffix(self.newline)
        return Change(offset, offset, written)

    def _has_blank_lines(self, tree: Tree) -> bool:
        """Return whether a blank line is between the last two entries of a mapping."""
        if tree.is_list or len(tree.before) == 1:
            return False
        start = self.line_start(self._start_of(tree.before[-1]))
        return not self.text[self.line_start(start - 1) : start].strip()

    def rewriting(self, branch: Branch) -> Iterator[Change]:
        """Yield the change that writes the value of an entry or item in another way."""
        tree, node = branch.tree, _node_of(branch)
        start, end = self.start_of(node), self.end_of(node)
        was_inline = isinstance(node, Scalar) or self.is_flow(node)
        if was_inline and tree.is_inline:
            raw = self.text[start:end]
            is_text = branch.is_as_before and tree.is_text
            written = self._scalar(tree) if is_text else self._in_brackets(tree)
            if not raw:
                written = f" {written}"
            elif raw.startswith(_BLOCK):
                written += raw[len(raw.rstrip()) :]
            yield from self._instead(start, end, written)
            return
        head, *lines = self._lines(branch, with_comments=False)
        column = self._column_of(branch)
        start, (_, end) = self._start_of(branch), self._extent(branch)
        written = "".join(f"{_indented(line, column)}{self.newline}" for line in lines)
        if branch.key and not was_inline:
            # What is behind the key stays there.
            start = self._start_with_comments(self.line_start(self.start_of(node)))
        else:
            written = f"{head}{self.newline}{written}"
        if not self.text[:end].endswith(_LINE_ENDS):
            written = written.removesuffix(self.newline)
        yield from self._instead(start, end, written)

    def _instead(self, start: int, end: int, text: str) -> Iterator[Change]:
        self._replaced.append((start, end))
        before = self.text[start:end]
        if before != text:
            yield Change(*narrowed(start, before, text))

    # --- what is written on lines ---

    def _lines(self, branch: Branch, *, with_comments: bool = True, depth: int = 0) -> list[str]:
        """Return the lines of an entry or item from the column of its key or dash on, with the
        comments above it.
        """
        if depth > _DEEPEST:
            raise NoRoom
        tree = branch.tree
        comments = self._comments_above(branch) if with_comments else []
        head = f"{self._key(branch)}:" if branch.key else "-"
        if tree.is_new:
            return [*comments, *lay_out(Part(branch.key, self._value(tree)))]
        if tree.is_inline:
            first, *others = self._inline_lines(tree)
            return [*comments, f"{head} {first}", *(_indented(line, 2) for line in others)]
        inner = self._block_lines(tree, depth)
        origin = branch.origin
        if origin is not None and origin.node is not None and not origin.key_node:
            between = self._start_of(origin), self.start_of(origin.node)
            inner[:0] = self._comments_between(*between)
        if branch.key:
            return [*comments, head, *(_indented(line, 2) for line in inner)]
        while inner[0].startswith("#"):
            comments.append(inner.pop(0))
        return [*comments, f"- {inner[0]}", *(_indented(line, 2) for line in inner[1:])]

    def _key(self, branch: Branch) -> str:
        key = branch.key_node
        if key is not None and key.value == branch.key:
            return self.text[self.start_of(key) : self.end_of(key)]
        return branch.key

    def _inline_lines(self, tree: Tree) -> list[str]:
        """Return the lines of a text, or of what is in brackets, with the comment behind it."""
        node = tree.node
        tail = self._tail(tree)
        if tree.is_changed or node is None:
            written = self._scalar(tree) if tree.is_text else self._in_brackets(tree)
            return [written + tail]
        start, end = self.start_of(node), self.end_of(node)
        self._copied.append((start, end))
        lines = re.split(_LINE_END, self.text[start:end].rstrip("\r\n"))
        lines[-1] += tail
        return [lines[0], *_indented_less(lines[1:])]

    def _tail(self, tree: Tree) -> str:
        """Return the comment behind a value, with the space before it."""
        if tree.node is None:
            return tree.tail or (self._tail(tree.parts[0].tree) if tree.parts else "")
        if tree.is_inside or not tree.is_inline:
            return tree.tail
        end, last = self.end_of(tree.node), self._end_with_line(tree.node)
        self._copied.append((end, last))
        return self.text[end:last].rstrip("\r\n")

    def _block_lines(self, tree: Tree, depth: int) -> list[str]:
        """Return the lines of a list or mapping without brackets, from its column on."""
        node = tree.node
        if node is None or tree.is_changed:
            lines: list[str] = []
            for branch in tree.before:
                if branch not in tree.parts:
                    lines += self._comments_between(*self._extent(branch))
            for branch in tree.parts:
                lines += self._lines(branch, depth=depth + 1)
            return lines
        start, end = self.start_of(node), self._end_with_line(node)
        self._copied.append((start, end))
        first, *others = re.split(_LINE_END, self.text[start:end].rstrip("\r\n"))
        return [first, *_indented_less(others, node.span.column - 1)]

    def _comments_above(self, branch: Branch) -> list[str]:
        """Return the comments above an entry or item where it was, and the one behind its dash."""
        origin = branch.origin
        if origin is None or origin.parent is None or origin.parent.in_brackets:
            return []
        start = self._start_of(origin)
        above: list[str] = []
        if self._indent_of(origin) is not None:
            line = self.line_start(start)
            above += self._comments_between(self._start_with_comments(line), line)
        if origin.key_node is None and origin.node is not None:
            line_end = self.text.find("\n", start)
            above += self._comments_between(start, min(line_end, self.start_of(origin.node)))
        return above

    def _comments_between(self, start: int, end: int) -> Iterator[str]:
        """Yield the comments in a stretch of the text."""
        if "#" not in self.text[start:end]:
            return
        for comment, comment_end in self.comments:
            is_copied = any(first <= comment < last for first, last in self._copied)
            if start <= comment < end and not is_copied:
                self._copied.append((comment, comment_end))
                yield self.text[comment:comment_end]

    # --- what is written in brackets ---

    def _scalar(self, tree: Tree) -> str:
        """Return a text in the place of another, in the same quotes."""
        raw = ""
        if tree.node is not None:
            raw = self.text[self.start_of(tree.node) : self.end_of(tree.node)]
        if raw.startswith('"'):
            return write_scalar(tree.text, quoted=True)
        if raw.startswith("'") and not re.search(_NOT_IN_SINGLE_QUOTES, tree.text):
            doubled = tree.text.replace("'", "''")
            return f"'{doubled}'"
        return tree.written or write_scalar(tree.text, inside_brackets=tree.is_inside)

    def _in_brackets(self, tree: Tree, depth: int = 0) -> str:
        """Return what is written in brackets, or a text within them."""
        if depth > _DEEPEST:
            raise NoRoom
        node = tree.node
        raw = "" if node is None else self.text[self.start_of(node) : self.end_of(node)]
        is_quoted = raw.startswith(("'", '"')) and len(re.split(_LINE_END, raw)) == 1
        if node is not None and not tree.is_changed and (tree.in_brackets or is_quoted):
            self._copied.append((self.start_of(node), self.end_of(node)))
            return raw
        if tree.is_text and tree.is_inside and node is not None:
            return self._scalar(tree)
        if tree.is_text:
            return tree.written or write_scalar(tree.text, inside_brackets=True)
        inside = ", ".join(self._entry_in_brackets(branch, depth) for branch in tree.parts)
        return f"[{inside}]" if tree.is_list else f"{{{inside}}}"

    def _entry_in_brackets(self, branch: Branch, depth: int) -> str:
        written = self._in_brackets(branch.tree, depth + 1)
        return f"{self._key(branch)}: {written}" if branch.key else written

    def _value(self, tree: Tree) -> Value:
        """Return what is new as it is to be laid out."""
        if tree.is_text:
            return Text(tree.text, tree.written)
        parts = [Part(branch.key, self._value(branch.tree)) for branch in tree.parts]
        return Group(parts, tree.is_list, tree.in_brackets)

    # --- places ---

    def _start_of(self, branch: Branch) -> int:
        """Return where an entry or item begins, with its dash."""
        parent = branch.parent
        start = self.start_of(branch.key_node or _node_of(branch))
        if branch.key_node is not None or parent is None or parent.in_brackets:
            return start
        before = self.text[:start].rstrip()
        if not before.endswith("-"):
            # There are comments between the dash and the item.
            for first, last in reversed(self.comments):
                if last == len(before):
                    before = before[:first].rstrip()
        if not before.endswith("-"):
            raise NoRoom
        return len(before) - 1

    def _column_of(self, branch: Branch) -> int:
        start = self._start_of(branch)
        line = self.line_start(start)
        if self.text[line:start].strip(" -"):
            raise NoRoom  # such as a key behind a question mark
        return start - line

    def _indent_of(self, branch: Branch) -> str | None:
        """Return the white space before an entry or item; `None` if anything else is before it."""
        start = self._start_of(branch)
        before = self.text[self.line_start(start) : start]
        return None if before.strip(" ") else before

    def _extent(self, branch: Branch) -> tuple[int, int]:
        """Return where an entry or item begins and ends: on lines, with the comments above it."""
        node = _node_of(branch)
        start = self._start_of(branch)
        if branch.parent is not None and branch.parent.in_brackets:
            return start, self.end_of(node)
        return self._start_with_comments(self.line_start(start)), self._end_with_line(node)

    def _end_with_line(self, node: Node) -> int:
        """Return where the line below a node begins."""
        end = self.line_after(node)
        if end is None:
            raise NoRoom
        return end

    def _start_with_comments(self, start: int) -> int:
        """Return where a line and the comments above it begin that are indented like it."""
        width = width_of_indent(self.text, start)
        while start > 0:
            above = self.line_start(start - 1)
            if width_of_indent(self.text, above) != width or not self._is_comment_line(above):
                break
            start = above
        return start

    def _is_comment_line(self, line_start: int) -> bool:
        """Return whether the line that begins here is a comment and nothing else."""
        if not re.compile(_STARTS_COMMENT).match(self.text, line_start):
            return False
        place = bisect_left(self.comments, (line_start, line_start))
        if place == len(self.comments):
            return False
        start, _ = self.comments[place]
        return not self.text[line_start:start].strip(" \t")


def _node_of(branch: Branch) -> Node:
    if branch.node is None:
        raise NoRoom
    return branch.node


def _indented(line: str, columns: int) -> str:
    return " " * columns + line if line else line


def _indented_less(lines: list[str], columns: int | None = None) -> list[str]:
    """Return lines indented less: by these columns, or by what they share."""
    if columns is None:
        columns = min((width_of_indent(line) for line in lines if line.strip()), default=0)
    return [line[min(columns, width_of_indent(line)) :] for line in lines]
