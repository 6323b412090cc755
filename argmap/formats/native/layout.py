"""The canonical layout of a native file: how its entries and items are written, line by line.

claims:
  nine:
    text: School should start at nine.
    premises: [sleep, health]        brackets hold texts alone, as long as they fit on the line
                                     one blank line between claims, unless they have one line each
  sleep: >-                          a text that is longer than the line
    …

The writer, the operations and `argmap format` all make `Part`s, and this module writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from argmap.model.parts import LONGEST_ID
from argmap.util.text import UNSAFE

WIDTH = 100  # longer lines are folded where they can be
# What YAML takes for plain text in any place: other first characters begin lists, quotes, comments
# and the like.
_STARTS_PLAIN = re.compile(r"[^\W_]")
# Characters that YAML does not know in plain text or breaks lines at, such as nobody could see, and
# what a log obeys.
_SPECIAL = re.compile(f"{UNSAFE}|[\xa0\ufffe\uffff]|##\\[")
# What would end plain text, and words that other programs take for something else than text.
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|\s\Z|\A(true|false|null|yes|no|on|off)\Z", re.IGNORECASE)
# What a folded text would lose, and what would be a command to a CI log at the start of a line.
_NOT_TO_FOLD = re.compile(r"  | ::| \Z|\A(\s|::)")
_QUOTES = ('"', "'")
# What would end it inside brackets.
_ENDS_IN_BRACKETS = re.compile(r"[,\[\]{}]|:\?|\s:")


class Text(NamedTuple):
    """A text to be written.

    Attributes:
        value: the text.
        written: how its author wrote it, in quotes or without, if that stays.
        block: the lines of a block such as `|` that stay: its sign, and the lines below it without
            their indentation.
        stays: whether it stays in its quotes where it needs none.
    """

    value: str
    written: str = ""
    block: Sequence[str] = ()
    stays: bool = False


@dataclass(slots=True)
class Group:
    """A list or mapping to be written.

    Attributes:
        parts: its entries or items.
        is_list: whether it is a list.
        in_brackets: whether it is in brackets or braces if it fits.
        are_apart: whether a blank line is between parts that have more than one line.
        below: the comments below its last part.
    """

    parts: list[Part]
    is_list: bool
    in_brackets: bool = False
    are_apart: bool = False
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """An entry of a mapping, or an item of a list.

    Attributes:
        key: its key as it is written; "" for an item.
        value: what is written there.
        above: the comments above it, and "" for a blank line.
        behind: the comment behind it on its line.
    """

    key: str
    value: Value
    above: list[str] = field(default_factory=list)
    behind: str = ""


Value: TypeAlias = Text | Group


def group_of_texts(texts: Iterable[str]) -> Group:
    """Return the list of some texts, in brackets if it fits."""
    return Group([Part("", Text(text)) for text in texts], is_list=True, in_brackets=True)


def lay_out(part: Part, lead: str = "") -> Iterator[str]:
    """Yield the lines of an entry or item.

    Args:
        part: the entry or item.
        lead: what is in front of its key or dash on its first line.
    """
    # Parts are inside others to any depth, so that a list of what is to come replaces recursion.
    pending: list[tuple[Part | str, str]] = [(part, lead)]
    while pending:
        part_or_line, lead = pending.pop()
        if isinstance(part_or_line, str):
            yield f"{lead}{part_or_line}" if part_or_line else ""
            continue
        part = part_or_line
        value = part.value
        indent = " " * len(lead)
        own_indent = lead[: len(lead) - len(lead.lstrip())]
        for line in part.above:
            yield own_indent + line if line else ""
        head = _head(part, lead)
        if len(part.key) > LONGEST_ID:
            yield f"{lead}? {part.key}"
            head = f"{indent}:"
        behind = f"  {part.behind}" if part.behind else ""
        if isinstance(value, Text):
            yield from _lines_of_text(head, value, indent + "  ", behind)
            continue
        line = _on_one_line(head, value)
        if line:
            yield line + behind
            continue
        if part.key:
            yield head + behind
        pending += [(line, indent + "  ") for line in reversed(value.below)]
        inner = [(each, indent + "  ") for each in _apart(value, indent + "  ")]
        if not part.key:
            first, _ = inner[0]
            above = [part.behind] if part.behind else []
            inner[0] = (Part(first.key, first.value, above + first.above, first.behind), f"{head} ")
        pending += reversed(inner)


def lay_out_all(group: Group) -> Iterator[str]:
    """Yield the lines of all entries or items of a whole file."""
    for part in _apart(group, ""):
        yield from lay_out(part)
    yield from group.below


def _apart(group: Group, lead: str) -> list[Part]:
    """Return the parts of a group with the blank lines between them; the first one has none."""
    was_long = False
    for number, part in enumerate(group.parts):
        if group.are_apart:
            value = part.value
            is_long = isinstance(value, Group) and not _on_one_line(_head(part, lead), value)
            if number and (is_long or was_long) and part.above[:1] != [""]:
                part.above.insert(0, "")
            was_long = is_long
        if not number and part.above[:1] == [""]:
            del part.above[0]
    return group.parts


def _on_one_line(head: str, group: Group) -> str:
    """Return the line of a group in brackets, which has texts alone; "" if it cannot be so."""
    if group.below or (group.parts and not group.in_brackets):
        return ""
    for part in group.parts:
        value = part.value
        if isinstance(value, Group) or value.block or part.above or part.behind:
            return ""
    line = f"{head} {in_brackets(group)}"
    return line if len(line) <= WIDTH or not group.parts else ""


def in_brackets(value: Value) -> str:
    """Return what is written in brackets, without its comments."""
    if isinstance(value, Text):
        return _scalar(value, inside_brackets=True)
    written = [
        f"{part.key}: {in_brackets(part.value)}" if part.key else in_brackets(part.value)
        for part in value.parts
    ]
    inside = ", ".join(written)
    return f"[{inside}]" if value.is_list else f"{{{inside}}}"


def _scalar(text: Text, *, inside_brackets: bool = False) -> str:
    """Return a text without quotes where it needs none, or else as its author wrote it."""
    value, written, _, stays = text
    scalar = write_scalar(value, inside_brackets=inside_brackets)
    if (scalar == value and not stays) or not written:
        return scalar
    if inside_brackets and not written.startswith(_QUOTES) and _ENDS_IN_BRACKETS.search(value):
        return scalar
    return written


def _head(part: Part, lead: str) -> str:
    return f"{lead}{part.key}:" if part.key else f"{lead}-"


def _lines_of_text(head: str, text: Text, indent: str, behind: str) -> Iterator[str]:
    """Yield the lines of a text behind a key or dash; those of a block are indented."""
    value = text.value
    if text.block:
        sign, *lines = text.block
        yield f"{head} {sign}{behind}"
        for line in lines:
            yield f"{indent}{line}" if line else ""
        return
    line = f"{head} {_scalar(text)}".rstrip()
    # What is quoted is as wide as argmap would write it, so that it is folded or not at all times.
    width = len(head) + 1 + len(write_scalar(value))
    is_wide = width > WIDTH if text.written.startswith(_QUOTES) else len(line) > WIDTH
    if not is_wide or text.stays or not can_fold(value):
        yield line + behind
        return
    # `>` folds lines into spaces, `-` takes no line break from the end.
    yield f"{head} >-{behind}"
    from textwrap import wrap

    room = max(WIDTH - len(indent), 1)
    for line in wrap(value, room, break_long_words=False, break_on_hyphens=False):
        yield indent + line


def can_fold(text: str) -> bool:
    """Return whether a text can be folded, and is read as the same text."""
    return bool(text) and not _SPECIAL.search(text) and not _NOT_TO_FOLD.search(text)


def write_scalar(text: str, *, inside_brackets: bool = False, quoted: bool = False) -> str:
    """Return text as a scalar: plain where that is read as the same text, else in quotes."""
    is_plain = _STARTS_PLAIN.match(text) and not _SPECIAL.search(text)
    if inside_brackets and _ENDS_IN_BRACKETS.search(text):
        is_plain = False
    if is_plain and not quoted and not _NOT_PLAIN.search(text):
        return text
    # A string of JSON is one of YAML, too. Half of a surrogate pair has no bytes in UTF-8, and
    # becomes `?`.
    in_quotes = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return _SPECIAL.sub(_escape, in_quotes)


def _escape(special: re.Match[str]) -> str:
    """Return what is special with an escape in place of its last character: `##\\u005b`."""
    text = special[0]
    return f"{text[:-1]}\\u{ord(text[-1]):04x}"
