"""A native text in its canonical layout: what is written stays, with its comments.

claims: {nine: {text: 'School should start at nine.', premises: [sleep]}}  # the motion
→   claims:  # the motion
      nine:
        text: School should start at nine.
        premises: [sleep]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from argmap.formats.native.file_layout import NativeFile, width_of_indent
from argmap.formats.native.layout import (
    WIDTH,
    Group,
    Part,
    Text,
    can_fold,
    lay_out,
    lay_out_all,
    write_scalar,
)
from argmap.formats.native.places import Place, Role, rank_of_key, role_below
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, entries_of
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.edits import Change
from argmap.util.text import split_lines

_ALWAYS_IN_BLOCK = (Role.MAP, Role.CLAIMS)
_QUOTES = ('"', "'")
# A text that `check` takes for a key whose space is missing.
_LIKE_KEY = re.compile(r"\w+:[^\s/]")


def format_native_text(text: str, name: str) -> str:
    """Return a native text without errors in its canonical layout."""
    root, _ = parse_tree(text, name)
    file = NativeFile(text, name, root)
    reader = _LayoutReader(file)
    whole = reader.read(file.root, Role.MAP)
    reader.finish(0, len(text))
    return file.newline.join([*lay_out_all(whole), ""])


def unfold(file: NativeFile, touched: Iterable[tuple[int, int]]) -> Iterator[Change]:
    """Yield the canonical layout of entries that are touched, and nested in brackets or too wide.

    Args:
        file: the file.
        touched: the stretches of its text that are new.
    """
    stretches = list(touched)
    if stretches and file.is_flow(file.root):
        yield Change(0, len(file.text), format_native_text(file.text, file.name))
        return
    pending = [Place(Role.MAP, Role.MAP, None, file.root)]
    ends = [len(file.text)]
    while pending:
        around, end = pending.pop(), ends.pop()
        places = list(around.below())
        starts = [file.start_of(place.key or place.node) for place in places]
        for place, start, following in zip(places, starts, [*starts[1:], end], strict=True):
            node = place.node
            is_inline = isinstance(node, Scalar) or file.is_flow(node)
            last = file.end_of(node) if is_inline else following
            if not any(first < last and start < behind for first, behind in stretches):
                continue
            if is_inline:
                yield from _unfolded_entry(file, place)
            else:
                pending.append(place)
                ends.append(following)


def _unfolded_entry(file: NativeFile, place: Place) -> Iterator[Change]:
    """Yield the canonical layout of an entry or item, if its own is nested or too wide."""
    _, role, key, node = place
    start = file.start_of(key or node)
    if key is None:
        dash = file.text.rfind("-", 0, start)
        if file.text[dash + 1 : start].strip():
            return  # a comment is between them
        start = dash
    line_after = file.line_after(node)
    if line_after is None:
        return
    before = file.text[start:line_after].rstrip()
    column = start - file.line_start(start)
    reader = _LayoutReader(file)
    around = _Level(Group([], is_list=key is None), None, column, role, [])
    part = reader.part(around, key, node)
    reader.read_pending()
    reader.finish(start, line_after)
    part.above = [line for line in part.above if line]
    after = file.newline.join(lay_out(part, " " * column)).lstrip(" ")
    is_nested = not isinstance(node, Scalar) and "\n" in after
    if is_nested or max(map(len, split_lines(" " * column + before))) > WIDTH:
        yield Change(start, start + len(before), after)


class _Level(NamedTuple):
    """Where a list or mapping is.

    Attributes:
        group: how it is to be written.
        around: the place that it is in; `None` for the outermost one.
        column: the column of its parts, from 0; 0 in brackets.
        role: what it is.
        keys: the keys of a mapping.
    """

    group: Group
    around: _Level | None
    column: int
    role: Role
    keys: list[str]


class _Token(NamedTuple):
    """Something that a comment can be above or behind: a key, a value, or a bracket that closes.

    Attributes:
        start: its offset.
        part: the entry or item that it belongs to; `None` for the outermost bracket.
        place: the list or mapping that this is in, or that the bracket closes.
        closes: whether it closes a list or mapping.
    """

    start: int
    part: Part | None
    place: _Level
    closes: bool = False


class _LayoutReader:
    """Reads how a file is to be written: its parts, and the comments and blank lines at them."""

    def __init__(self, file: NativeFile) -> None:
        self.file = file
        self.places: list[_Level] = []
        self.tokens: list[_Token] = []
        self.pending: list[tuple[Mapping | Sequence, _Level]] = []

    # --- parts ---

    def read(self, root: Mapping | Sequence, role: Role) -> Group:
        """Return a list or mapping as it is to be written, without its comments."""
        whole = self.place_of(root, role, None, None)
        self.read_pending()
        return whole.group

    def read_pending(self) -> None:
        """Read what is in the lists and mappings that were found, to any depth."""
        # A list of those to come replaces recursion.
        while self.pending:
            parent, place = self.pending.pop()
            for key, node in entries_of(parent):
                place.group.parts.append(self.part(place, key, node))

    def part(self, place: _Level, key: Scalar | None, node: Node) -> Part:
        """Return an entry or item as it is to be written; what is inside it is read later."""
        part = Part(self.key(key) if key else "", Text(""))
        if key is not None:
            place.keys.append(key.value)
        self.tokens.append(_Token(self.file.start_of(key or node), part, place))
        if isinstance(node, Scalar) or self.file.is_flow(node):
            self.tokens.append(_Token(self.file.start_of(node), part, place))
        if isinstance(node, Scalar):
            part.value = self.text(node)
        else:
            below = role_below(place.role, key, node)
            part.value = self.place_of(node, below, place, part).group
        return part

    def place_of(
        self, node: Mapping | Sequence, role: Role, around: _Level | None, part: Part | None
    ) -> _Level:
        is_flow = self.file.is_flow(node)
        group = Group([], isinstance(node, Sequence), is_flow and role not in _ALWAYS_IN_BLOCK)
        group.are_apart = role is Role.CLAIMS
        place = _Level(group, around, 0 if is_flow else node.span.column - 1, role, [])
        self.places.append(place)
        self.pending.append((node, place))
        if is_flow:
            end = self.file.end_of(node) - 1
            self.tokens.append(_Token(end, part, place, closes=True))
        return place

    def key(self, key: Scalar) -> str:
        raw = self.file.text[self.file.start_of(key) : self.file.end_of(key)]
        written = write_scalar(key.value, inside_brackets=True)
        is_kept = (
            (written != key.value or "\\" in raw)
            and len(split_lines(raw)) == 1
            and raw[0] not in "|>"
        )
        return raw if is_kept else written

    def text(self, node: Scalar) -> Text:
        value, _, is_plain = node
        if is_plain:
            if "\n" in value:
                return Text(value, block=["|-", *value.split("\n")])
            return Text(value, value or " ")
        raw = self.file.text[self.file.start_of(node) : self.file.end_of(node)]
        if raw.startswith(_QUOTES):
            stays = "\\" in raw or bool(_LIKE_KEY.match(value))
            return Text(value, raw if len(split_lines(raw)) == 1 else "", stays=stays)
        if can_fold(value):
            return Text(value)
        header, *lines = split_lines(raw)
        filled = next((line for line in lines if line.strip()), "")
        shown = next((line for line in value.split("\n") if line.strip()), "")
        indent = width_of_indent(filled) - width_of_indent(shown)
        while lines and not lines[-1].strip():
            del lines[-1]
        sign = re.sub(r"\d|\s.*", "", header)
        if shown.startswith(" "):
            sign = f"{sign[0]}2{sign[1:]}"  # which columns are the indentation
        return Text(value, block=[sign, *(line[indent:] for line in lines)])

    # --- comments and blank lines ---

    def finish(self, start: int, end: int) -> None:
        """Add the comments of a stretch of the file, and put keys in their order."""
        self.add_comments([each for each in self.file.comments if start <= each[0] < end])
        self.sort_keys()

    def add_comments(self, comments: Iterable[tuple[int, int]]) -> None:
        """Put comments and single blank lines where they belong."""
        file = self.file
        tokens = sorted(self.tokens, key=lambda token: token.start)
        starts = [token.start for token in tokens]
        for start, end in comments:
            number = bisect_left(starts, start)
            before = tokens[number - 1] if number else None
            following = tokens[number] if number < len(tokens) else None
            self.add_comment(file.text[start:end].rstrip(), start, before, following)
        last_line = -1
        for token in tokens:
            line = file.line_start(token.start)
            if line != last_line and token.part is not None and not token.closes:
                token.part.above += self.blank_line_above(line)
            last_line = line

    def add_comment(
        self, comment: str, start: int, before: _Token | None, following: _Token | None
    ) -> None:
        """Put a comment at the part that it is behind, above or below."""
        line = self.file.line_start(start)
        lead = self.file.text[line:start]
        if lead.strip(" \t-?") and before is not None and before.part is not None:
            if before.part.behind:
                before.part.above.append(comment)
            else:
                before.part.behind = comment
            return
        lines = [*self.blank_line_above(line), comment]
        place = self.place_ending(len(lead), before, following)
        if place is not None:
            place.group.below += lines
        elif following is not None and following.part is not None:
            following.part.above += lines

    def blank_line_above(self, line: int) -> list[str]:
        """Return "" if the line above one is blank."""
        above = self.file.text[self.file.line_start(max(line - 1, 0)) : line]
        return [""] if line and not above.strip() else []

    def place_ending(
        self, column: int, before: _Token | None, following: _Token | None
    ) -> _Level | None:
        """Return the list or mapping at whose end a comment is, if it is at one."""
        if following is not None and following.closes:
            return following.place if following.place.group.parts else None
        around: set[int] = set()
        if following is not None:
            line_start = self.file.line_start(following.start)
            if column <= width_of_indent(self.file.text[line_start : following.start]):
                return None
            place: _Level | None = following.place
            while place is not None:
                around.add(id(place.group))
                place = place.around
        if before is None:
            return None
        place = before.place.around if before.closes else before.place
        while place is not None and (id(place.group) in around or place.column > column):
            place = place.around
        return place

    # --- the order of keys ---

    def sort_keys(self) -> None:
        """Put the keys of each part in their order; comments at the head of the file stay there."""
        for group, _, _, role, keys in self.places:
            parts = group.parts
            ranks = [rank_of_key(role, key) for key in keys]
            if ranks == sorted(ranks):
                continue
            in_order = [
                part for _, part in sorted(zip(ranks, parts, strict=True), key=itemgetter(0))
            ]
            if role is Role.MAP:
                first, head = in_order[0], parts[0].above
                parts[0].above = []
                if head[-1:] == [""] and first.above[:1] == [""]:
                    del head[-1]
                first.above[:0] = head
            group.parts = in_order
