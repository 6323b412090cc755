"""Changes that two people made to one text: joined where they do not meet, and else refused.

    before: "a\nb\nc\n"   mine: "A\nb\nc\n"   theirs: "a\nb\nC\n"   →   "A\nb\nC\n"

Texts are compared by lines, so that two changes to one line meet, as do those to two lines of which
one follows the other. What an operation was about is
compared by claims: it can be done again where these are still the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from argmap.editing.changes import changed, difference, new_offset
from argmap.model import ArgumentMap
from argmap.model.edits import Change

_MOST_LINES = 2_000
"""Lines that are compared one by one; the work grows with their square."""

_NAMING = ("claim", "inference", "to", "side", "old")
"""The arguments of operations that name something in the map."""


def line_changes(before: str, after: str) -> list[Change]:
    """Return the changes that make a text of another, each of whole lines."""
    whole = difference(before, after)
    if not whole:
        return []
    # Only what is between the first difference and the last is compared, from line to line.
    [(start, end, _)] = whole
    start = before.rfind("\n", 0, start) + 1
    line_end = before.find("\n", end)
    end = len(before) if line_end < 0 else line_end + 1
    kept_behind = len(before) - end
    old = before[start:end].splitlines(keepends=True)
    new = after[start : len(after) - kept_behind].splitlines(keepends=True)
    if max(len(old), len(new)) > _MOST_LINES:
        return [Change(start, end, "".join(new))]
    offsets = [start]
    for line in old:
        offsets.append(offsets[-1] + len(line))
    changes: list[Change] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind != "equal":
            text = "".join(new[new_first:new_last])
            changes.append(Change(offsets[first], offsets[last], text))
    return changes


def whole_lines(changes: Iterable[Change], text: str) -> list[Change]:
    """Return changes to a text with all of the lines that they begin and end in."""
    wide: list[Change] = []
    for start, end, new in changes:
        line_end = text.find("\n", end)
        last = len(text) if line_end < 0 else line_end + 1
        wide.append(Change(text.rfind("\n", 0, start) + 1, last, new))
    return wide


def meet(changes: Iterable[Change], others: Sequence[Change]) -> bool:
    """Return whether two changes to one text overlap or touch: what is in one line may need that
    the next is what it is.
    """
    for start, end, _ in changes:
        for other_start, other_end, _ in others:
            if start <= other_end and other_start <= end:
                return True
    return False


def carried_over(changes: Iterable[Change], others: Sequence[Change]) -> list[Change]:
    """Return changes to a text as those to the text that others have changed, whom they do not
    meet.
    """
    carried: list[Change] = []
    for start, end, text in changes:
        moved = new_offset(start, others)
        if moved is not None:
            carried.append(Change(moved, moved + end - start, text))
    return carried


def merge_texts(before: str, mine: str, theirs: str) -> str | None:
    """Return a text with the changes that two people made to it; `None` if these meet."""
    if mine == theirs:
        return theirs
    changes, others = line_changes(before, mine), line_changes(before, theirs)
    if meet(changes, others):
        return None
    return changed(theirs, carried_over(changes, others))


def with_line_ends_of(before: str, text: str) -> str:
    """Return a text that has lost its line ends, with those of the text before it.

    A browser has the same end for all lines; new lines get the end that most lines had.
    """
    if "\r" not in before or "\r" in text:
        return text
    ends = re.findall("\r\n|\r|\n", before)
    usual = max(("\r\n", "\n", "\r"), key=ends.count)
    bare = re.sub("\r\n?", "\n", before)
    # Where a browser has one character, and the text has two.
    pairs = [pair.start() - number for number, pair in enumerate(re.finditer("\r\n", before))]
    changes: list[Change] = []
    for start, end, new in difference(bare, text):
        first, last = start + bisect_left(pairs, start), end + bisect_left(pairs, end)
        changes.append(Change(first, last, new.replace("\n", usual)))
    return changed(before, changes)


def is_about_the_same(
    arguments: Mapping[str, object], before: ArgumentMap, now: ArgumentMap
) -> bool:
    """Return whether what an operation names in a map is the same in another map.

    Args:
        arguments: those of the operation.
        before: the map that it was made for.
        now: the other map.
    """
    for name in _NAMING:
        id = arguments.get(name)
        if not id or not isinstance(id, str):
            continue
        is_same = (
            before.claims.get(id) == now.claims.get(id)
            and before.inferences.get(id) == now.inferences.get(id)
            and before.sides.get(id) == now.sides.get(id)
        )
        if not is_same:
            return False
    return True
