"""Fixes that an editor offers: those of the findings in a passage, and all safe ones of a map."""

from __future__ import annotations

from collections.abc import Iterator

from argmap import formats
from argmap.editing import format_reading
from argmap.editing.changes import as_edits, difference
from argmap.integrations.lsp.maps import OpenMap
from argmap.lint import fix_map
from argmap.model import Diagnostic, Edit, Fix, Safety, Span
from argmap.util.errors import ArgmapError


def findings_in(map: OpenMap, passage: Span) -> Iterator[Diagnostic]:
    """Yield the findings in a passage, with their fixes."""
    for finding in map.findings_with_fixes:
        if _meet(map.span_of(finding), passage):
            yield finding


def quick_fixes(map: OpenMap, passage: Span) -> Iterator[tuple[Diagnostic, Fix]]:
    """Yield the fixes of the findings in a passage; of each finding, the best first."""
    for finding in findings_in(map, passage):
        for fix in finding.fixes:
            yield finding, fix


def has_safe_fixes(map: OpenMap) -> bool:
    """Return whether a map has findings that can be fixed safely."""
    fixes = [fix for finding in map.findings_with_fixes for fix in finding.fixes]
    return any(fix.safety is Safety.SAFE for fix in fixes) and formats.can_be_fixed(map.reading)


def fix_all(map: OpenMap) -> list[Edit]:
    """Return the edits that make all safe fixes in the files of a map, as `argmap check --fix`.

    Raises:
        ArgmapError: together the fixes would break a file, or change a verdict.
    """
    if not has_safe_fixes(map):
        return []

    def find_in(reading: formats.Reading) -> Iterator[Diagnostic]:
        return formats.with_fixes(reading, map.check(reading))

    # A text with errors has no map here, so that nothing is fixed for what it lacks.
    before = formats.with_texts(map.reading, {})
    after, _ = fix_map(before, find_in, formats.with_texts)
    edits: list[Edit] = []
    # A fix can make the map include a further file, which stays as it is.
    for name, text_before in before.texts.items():
        text = after.texts.get(name, text_before)
        edits += as_edits(difference(text_before, text), text_before, name)
    return edits


def format_edits(map: OpenMap) -> tuple[Edit, ...]:
    """Return the edits that write the text of a map in its canonical layout.

    Raises:
        ArgmapError: the text has errors, or would be read as another map.
    """
    reading = formats.with_texts(map.reading, {})
    if reading.map is None:
        raise ArgmapError("argmap can format this file once its errors are fixed")
    return as_edits(difference(reading.text, format_reading(reading)), reading.text, reading.name)


def _meet(span: Span, passage: Span) -> bool:
    """Return whether two passages of a file overlap or touch."""
    if span.file != passage.file:
        return False
    begins_before_the_end = (span.line, span.column) <= (passage.end_line, passage.end_column)
    ends_after_the_start = (span.end_line, span.end_column) >= (passage.line, passage.column)
    return begins_before_the_end and ends_after_the_start
