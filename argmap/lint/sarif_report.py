"""Diagnostics as SARIF 2.1.0, which code hosts show as code scanning alerts.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 (2020).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from argmap.lint.reports import Report
from argmap.lint.rules import documentation, group_of, load_rules
from argmap.model.diagnostics import Diagnostic, Fix, Severity, Span
from argmap.util.files import current_folder
from argmap.util.json_text import InPieces, to_json_in_pieces

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

# A JSON object that is not yet written.
_Object = dict[str, object]


def format_sarif(report: Report) -> Iterator[str]:
    """Return diagnostics as a SARIF log of one run, in pieces, describing each rule in it."""
    codes = sorted(report.count_findings().codes)
    rules = list(map(_rule_description, codes))
    run = InPieces(
        tool={"driver": {"name": "argmap", "version": version("argmap"), "rules": rules}},
        # Python counts a character outside the basic plane as one; other tools may count two
        # (UTF-16).
        columnKind="unicodeCodePoints",
        results=map(_ResultWriter(codes).result, report.diagnostics),
    )
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = InPieces({"$schema": schema, "version": "2.1.0", "runs": iter([run])})
    return to_json_in_pieces(log)


def _rule_description(code: str) -> _Object:
    """Return the description of a rule, or of an error in a file (`reportingDescriptor`, §3.49)."""
    group = group_of(code)
    if group:
        about = documentation(code)
        # The line breaks in a docstring do not matter.
        summary, why = about.summary.replace("\n", " "), about.why.replace("\n", " ")
        help = f"{summary}\n\n{why}"
        level = _LEVELS[load_rules([code])[0].severity]
    else:
        # An error that makes a file unreadable does not come from a rule, so it has no
        # documentation.
        help = f"The file could not be read correctly: {code.replace('-', ' ')}."
        summary = why = help
        level = "error"
        group = "reading"
    return {
        "id": code,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [group]},
    }


class _ResultWriter:
    """Writes the results of a run whose rules have these codes, in this order."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.index_of_code = {code: index for index, code in enumerate(codes)}
        self.folder = current_folder()
        self.times_seen: dict[int, int] = {}

    def result(self, diagnostic: Diagnostic) -> _Object:
        message = diagnostic.message
        if diagnostic.help:
            message += f"\n{diagnostic.help}"
        related = [(each.span, each.message) for each in diagnostic.related if each.span]
        result: _Object = {
            "ruleId": diagnostic.code,
            "ruleIndex": self.index_of_code[diagnostic.code],
            "level": _LEVELS[diagnostic.severity],
            "message": {"text": message},
            "locations": [self.location(diagnostic.span)] if diagnostic.span else [],
        }
        if related:
            result["relatedLocations"] = [self.location(*each) for each in related]
        if diagnostic.fixes:
            result["fixes"] = [self.fix(fix) for fix in diagnostic.fixes]
        result["partialFingerprints"] = {"argmapFinding/v1": self.fingerprint(diagnostic)}
        return result

    def fix(self, fix: Fix) -> _Object:
        """Return a proposed fix (§3.55), with the edits grouped by file."""
        replacements_of_files: dict[str, list[_Object]] = {}
        for edit in fix.edits:
            written = {"text": edit.text}
            replacement: _Object = {"deletedRegion": _region(edit.span), "insertedContent": written}
            replacements_of_files.setdefault(edit.span.file, []).append(replacement)
        changes: list[_Object] = []
        for file, replacements in replacements_of_files.items():
            place = {"uri": _relative_uri(self.folder, file)}
            changes.append({"artifactLocation": place, "replacements": replacements})
        return {"description": {"text": fix.message}, "artifactChanges": changes}

    def fingerprint(self, diagnostic: Diagnostic) -> str:
        """Return an identity that survives moved lines: rule, file, subject, and a number."""
        file = diagnostic.span.file if diagnostic.span else ""
        code, subject = diagnostic.recognized_by
        key = "\0".join([code, file, subject])
        checksum = crc32(key.encode(errors="replace"))
        # Only the checksum is kept, because the text of many findings would take much memory.
        times = self.times_seen.get(checksum, 0) + 1
        self.times_seen[checksum] = times
        return f"{checksum:08x}:{times}"

    def location(self, span: Span, message: str = "") -> _Object:
        region = _region(span)
        if span.end_line == span.line:
            # An empty region would mean a place to insert text (§3.30.2), not the place of a
            # problem.
            region["endColumn"] = max(span.end_column, span.column + 1)
        uri = _relative_uri(self.folder, span.file)
        location: _Object = {
            "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}
        }
        if message:
            location["message"] = {"text": message}
        return location


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span[1:], strict=True))


@lru_cache  # paths are slow
def _relative_uri(folder: Path | None, file: str) -> str:
    """Return a path, percent-encoded, and relative to a folder if it is in the folder."""
    path = Path(file)
    if folder is not None and path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    encoded = quote(path.as_posix(), errors="replace")
    if path.is_absolute():
        # On Windows, the path begins with a drive: `file:///C:/maps/debate.yaml`.
        return "file://" + ("" if encoded.startswith("/") else "/") + encoded.replace("%3A", ":", 1)
    return encoded
