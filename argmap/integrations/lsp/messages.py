"""What the other modules find, as the protocol has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from lsprotocol import types

from argmap.integrations.lsp.maps import OpenMap
from argmap.integrations.lsp.positions import Lines, Place, Position, Range
from argmap.lint.wording import in_words
from argmap.model import (
    Diagnostic,
    Edit,
    Severity,
    Span,
    marked_message,
    message_parts,
)

UriOf = Callable[[str], str]
"""The name of a file → how the editor names it."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def position_of(position: types.Position) -> Position:
    """Return a position that an editor sent."""
    return Position(position.line, position.character)


def range_of(range: types.Range) -> Range:
    """Return a passage that an editor sent."""
    return Range(position_of(range.start), position_of(range.end))


def as_range(span: Span, lines: Lines) -> types.Range:
    """Return a passage."""
    start, end = lines.range(span)
    return types.Range(types.Position(*start), types.Position(*end))


def as_text_edit(edit: Edit, lines: Lines) -> types.TextEdit:
    """Return an edit in a file."""
    return types.TextEdit(as_range(edit.span, lines), edit.text)


def as_position(place: Place, lines: Lines) -> types.Position:
    """Return a place."""
    return as_range(Span("", *place, *place), lines).start


def as_location(span: Span, map: OpenMap, uri_of: UriOf) -> types.Location:
    """Return a passage in a file of a map."""
    return types.Location(uri_of(span.file), as_range(span, map.lines_of(span.file)))


def as_diagnostic(
    finding: Diagnostic, map: OpenMap, uri_of: UriOf, *, with_related: bool
) -> types.Diagnostic:
    """Return a finding; what to do about it is the last line of its message."""
    span = map.span_of(finding)
    message = _message(finding, map)
    if finding.help:
        message = f"{message}\n{finding.help}"
    related: list[types.DiagnosticRelatedInformation] = []
    for other in finding.related if with_related else ():
        if other.span is not None:
            location = as_location(other.span, map, uri_of)
            related.append(types.DiagnosticRelatedInformation(location, other.message))
    return types.Diagnostic(
        range=as_range(span, map.lines_of(span.file)),
        message=message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="argmap",
        related_information=related or None,
    )


def _message(finding: Diagnostic, map: OpenMap) -> str:
    """Return the message of a finding: claims by their ids; without an own one, by their texts.

    The editor shows which file it is about, so its folder isn't named.
    """
    path, message = map.reading.name, marked_message(finding)
    if path in message:
        message = message.replace(path, PurePath(path).name)
    return in_words(message_parts(message), map.reading.map)


def as_workspace_edit(
    edits: Iterable[Edit], map: OpenMap, uri_of: UriOf, versions: Mapping[str, int] | None
) -> types.WorkspaceEdit:
    """Return edits in the files of a map; `versions` are those of the open files, by name, for an
    editor that compares them.
    """
    of_files: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        file = edit.span.file
        of_files.setdefault(file, []).append(as_text_edit(edit, map.lines_of(file)))
    if versions is None:
        return types.WorkspaceEdit(changes={uri_of(file): each for file, each in of_files.items()})
    changes: list[types.TextDocumentEdit] = []
    for file, text_edits in of_files.items():
        document = types.OptionalVersionedTextDocumentIdentifier(uri_of(file), versions.get(file))
        changes.append(types.TextDocumentEdit(document, text_edits))
    return types.WorkspaceEdit(document_changes=changes)
