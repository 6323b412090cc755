"""Edits on the text of a file: narrowed down to what they replace, and carried out together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic, Edit, Fix, Span
from argmap.util.text import line_starts, split_lines


class OverlappingEdits(ValueError):
    """Two edits would change the same place."""


class Change(NamedTuple):
    """A stretch of a text, by offsets, and the text that replaces it."""

    start: int
    end: int
    text: str


def narrowed(start: int, old: str, new: str) -> Change:
    """Return the change from one text to another, without what both begin and end with."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # The two characters of a line end stay together.
    if head and old[head - 1] == "\r":
        head -= 1
    if tail and old[-tail] == "\n":
        tail -= 1
    return Change(start + head, start + len(old) - tail, new[head : len(new) - tail])


def narrow_diagnostics(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield diagnostics whose edits name the very place that they replace, in files of these texts,
    by name.

    A fix whose edits do not find there what they are to replace is left out.
    """
    # Most files have nothing to fix, and are not split.
    lines_of_files: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        if not diagnostic.fixes:
            yield diagnostic
            continue
        edits_of_fixes = [edit for fix in diagnostic.fixes for edit in fix.edits]
        if not any(edit.old for edit in edits_of_fixes):
            yield diagnostic
            continue
        for edit in edits_of_fixes:
            file = edit.span.file
            if file not in lines_of_files:
                lines_of_files[file] = split_lines(texts[file])
        fixes: list[Fix] = []
        for fix in diagnostic.fixes:
            edits: list[Edit] = []
            for edit in fix.edits:
                narrow_edit = narrow_one_edit(edit, lines_of_files[edit.span.file])
                if narrow_edit is not None:
                    edits.append(narrow_edit)
            if len(edits) == len(fix.edits):
                fixes.append(fix._replace(edits=tuple(edits)))
        yield replace(diagnostic, fixes=tuple(fixes))


def narrow_one_edit(edit: Edit, lines: list[str]) -> Edit | None:
    """Return an edit whose span is that of what it replaces, in a file of these lines.

    It is `None` if that is not there.
    """
    if not edit.old:
        return edit
    span = edit.span
    if span.line > len(lines):
        return None
    line = lines[span.line - 1]
    end = len(line)
    if span.end_line == span.line:
        end = span.end_column - 1
    marked = line[span.column - 1 : end]
    if marked.startswith(("|", ">")):
        return _narrow_in_block(edit, lines)
    # An id begins its text, or stands behind a quotation mark.
    before = ""
    if marked.startswith(("'", '"')):
        before = marked[0]
    if not marked.startswith(before + edit.old):
        return None
    place = Span.on_line(span.file, span.line, span.column + len(before), len(edit.old))
    return Edit(place, edit.text)


def _narrow_in_block(edit: Edit, lines: list[str]) -> Edit | None:
    """Return an edit of a text that begins on the line below its mark: `>-`."""
    span = edit.span
    for number in range(span.line + 1, min(span.end_line, len(lines)) + 1):
        line = lines[number - 1]
        text = line.lstrip(" ")
        if text.startswith(edit.old):
            column = len(line) - len(text) + 1
            return Edit(Span.on_line(span.file, number, column, len(edit.old)), edit.text)
        if text.strip():
            return None
    return None


class _Change(NamedTuple):
    """An edit by the offsets of what it replaces."""

    start: int
    end: int
    text: str


class PlacesBefore:
    """Turns places in a text after edits, each within a line, into those of
    the text before them.
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits_on_line: dict[tuple[str, int], list[Edit]] = {}
        for edit in sorted(edits, key=_start):
            self._edits_on_line.setdefault((edit.span.file, edit.span.line), []).append(edit)

    def diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a diagnostic of the text after the edits, with the places of
        the text before them.
        """
        related = [each._replace(span=self._span_or_none(each.span)) for each in diagnostic.related]
        fixes: list[Fix] = []
        for fix in diagnostic.fixes:
            edits = [edit._replace(span=self.span(edit.span)) for edit in fix.edits]
            fixes.append(fix._replace(edits=tuple(edits)))
        span = self._span_or_none(diagnostic.span)
        return replace(diagnostic, span=span, related=tuple(related), fixes=tuple(fixes))

    def _span_or_none(self, span: Span | None) -> Span | None:
        return None if span is None else self.span(span)

    def span(self, span: Span) -> Span:
        """Return a place in the text after the edits as the place in the text before them."""
        column = self._column(span.file, span.line, span.column)
        end_column = self._column(span.file, span.end_line, span.end_column)
        return span._replace(column=column, end_column=end_column)

    def _column(self, file: str, line: int, column: int) -> int:
        shift = 0  # how much further right the text stands after the edits passed so far
        for edit in self._edits_on_line.get((file, line), ()):
            start = edit.span.column + shift
            if column <= start:
                break
            if column < start + len(edit.text):
                return edit.span.column
            shift += len(edit.text) - (edit.span.end_column - edit.span.column)
        return column - shift


def edit_files(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return the texts of files, by name, after all of these edits, each in the file that its place
    names.

    Raises:
        OverlappingEdits: two of them would change the same place.
    """
    edits_of_files: dict[str, list[Edit]] = {}
    for edit in edits:
        edits_of_files.setdefault(edit.span.file, []).append(edit)
    changed = {file: edit_text(texts[file], of_file) for file, of_file in edits_of_files.items()}
    return {**texts, **changed}


def edit_text(text: str, edits: Iterable[Edit]) -> str:
    """Return the text of a file after all of these edits.

    Raises:
        OverlappingEdits: two of them would change the same place.
    """
    starts = line_starts(text)
    # An edit that several fixes ask for is made once.
    changes = sorted({_as_change(edit, starts) for edit in edits})
    pieces: list[str] = []
    done = 0
    for change in changes:
        if change.start < done:
            raise OverlappingEdits
        pieces += [text[done : change.start], change.text]
        done = change.end
    pieces.append(text[done:])
    return "".join(pieces)


class DisjointEdits:
    """Edits that do not get into each other's way, in the order of their places."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> bool:
        """Add a group of edits, unless one would change the same place as one that is there.

        Return whether it is in.

        An edit that is there already is no other one, and is made once.
        """
        new = [edit for edit in edits if edit not in self._near(edit)]
        if any(_collide(edit, other) for edit in new for other in self._near(edit)):
            return False
        for edit in new:
            insort(self._edits, edit, key=_start)
        return True

    def _near(self, edit: Edit) -> list[Edit]:
        """Return the edits that may collide with one: they are in order, so that its neighbours are
        enough.
        """
        index = bisect_left(self._edits, _start(edit), key=_start)
        return self._edits[max(index - 1, 0) : index + 2]


def _start(edit: Edit) -> tuple[str, int, int]:
    return edit.span[:3]


def _end(edit: Edit) -> tuple[str, int, int]:
    return (edit.span.file, *edit.span[3:])


def _collide(edit: Edit, other: Edit) -> bool:
    """Return whether two edits would change the same place."""
    if _start(edit) == _start(other):
        return True
    begins_later = max(_start(edit), _start(other))
    ends_earlier = min(_end(edit), _end(other))
    return begins_later < ends_earlier


def _as_change(edit: Edit, starts: list[int]) -> _Change:
    span = edit.span
    return _Change(
        starts[span.line - 1] + span.column - 1,
        starts[span.end_line - 1] + span.end_column - 1,
        edit.text,
    )
