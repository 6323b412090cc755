"""Changes to a text, made in several rounds, and what they come to in all.

    "a: x\n"   round 1: insert "b: y\n" at 5   round 2: replace 3–4 by "z"   →   "a: z\nb: y\n"

An operation may first rewrite a part of the file in another way of the same meaning, and then read
what it wrote; the edits that it returns are those between the first text and the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model.diagnostics import Edit, Span
from argmap.model.edits import Change, narrowed
from argmap.util.text import line_starts, place_of


class _Kept(NamedTuple):
    """A stretch that is in the first text and in the present one."""

    before: int
    now: int
    length: int


class ChangedText:
    """A text with the changes so far."""

    def __init__(self, text: str) -> None:
        self.before = text
        self.text = text
        self._kept = [_Kept(0, 0, len(text))]

    def make(self, changes: Iterable[Change]) -> None:
        """Make changes together; each counts in the text before them.

        Raises:
            ValueError: two of them change the same place.
        """
        pieces: list[str] = []
        kept: list[_Kept] = []
        done = 0
        length = 0
        # Sorting keeps the order of insertions at one place.
        in_order = sorted(changes, key=lambda change: (change.start, change.end))
        for start, end, text in [*in_order, Change(len(self.text), len(self.text), "")]:
            if start < done:
                raise ValueError("two changes at one place")
            kept += self._kept_between(done, start, length)
            pieces += [self.text[done:start], text]
            length += start - done + len(text)
            done = end
        self.text = "".join(pieces)
        self._kept = kept

    def _kept_between(self, start: int, end: int, new_start: int) -> list[_Kept]:
        """Return what is kept of a stretch of the present text that goes to a new place."""
        kept: list[_Kept] = []
        for before, now, length in self._kept:
            first = max(now, start)
            last = min(now + length, end)
            if first < last:
                kept.append(_Kept(before + first - now, new_start + first - start, last - first))
        return kept

    def changes(self) -> list[Change]:
        """Return the changes that lead from the first text to the present one."""
        changes: list[Change] = []
        before = now = 0
        for stretch in [*self._kept, _Kept(len(self.before), len(self.text), 0)]:
            old = self.before[before : stretch.before]
            new = self.text[now : stretch.now]
            if old != new:
                changes.append(narrowed(before, old, new))
            before = stretch.before + stretch.length
            now = stretch.now + stretch.length
        return changes


def new_offset(offset: int, changes: Iterable[Change]) -> int | None:
    """Return where what begins at an offset is after changes; `None` if it is taken out.

    What replaces it is in its place.
    """
    shift = 0
    for start, end, text in changes:
        if start < offset < end or (start == offset < end and not text):
            return None
        if end <= offset:
            shift += len(text) - (end - start)
    return offset + shift


def inverse(changes: Iterable[Change], before: str) -> list[Change]:
    """Return the changes that lead back to a text."""
    inverted: list[Change] = []
    shift = 0
    for start, end, text in changes:
        inverted.append(Change(start + shift, start + shift + len(text), before[start:end]))
        shift += len(text) - (end - start)
    return inverted


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return a text with changes, which are in its order."""
    pieces: list[str] = []
    done = 0
    for start, end, new in changes:
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def difference(before: str, after: str) -> list[Change]:
    """Return the one change that makes a text of another; none if they are equal."""
    if before == after:
        return []
    return [narrowed(0, before, after)]


def as_edits(changes: Iterable[Change], text: str, name: str) -> tuple[Edit, ...]:
    """Return changes to a text as edits by line and column."""
    starts = line_starts(text)
    edits: list[Edit] = []
    for start, end, new in changes:
        span = Span(name, *place_of(start, starts), *place_of(end, starts))
        edits.append(Edit(span, new))
    return tuple(edits)
