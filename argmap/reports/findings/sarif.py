"""Diagnostics as SARIF 2.1.0, which code hosts show as code scanning alerts.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 (2020).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.reports.findings import Shown
from argmap.rules import Documentation, documentation, group_of, load_rules

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def format_sarif(shown: Shown) -> Iterator[str]:
    """Yield diagnostics as a SARIF log of one run."""
    codes = sorted({found.code for found in shown.diagnostics})
    seen: Counter[str] = Counter()
    driver = {"name": "argmap", "version": version("argmap"), "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, codes, seen) for found in shown.diagnostics],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    group = group_of(code)
    if not group:
        what = f"The file cannot be read as its author meant it: {code.replace('-', ' ')}."
        about, level, tags = Documentation(what, what, "", "", ""), "error", ["reading"]
    else:
        about, level, tags = documentation(code), _LEVELS[load_rules([code])[0].severity], [group]
    return {
        "id": code,
        "shortDescription": {"text": about.summary.replace("\n", " ")},
        "fullDescription": {"text": about.why.replace("\n", " ")},
        "help": {"text": f"{about.summary}\n\n{about.why}", "markdown": f"{about.summary}\n\n{about.why}"},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags},
    }


def _result(found: Diagnostic, codes: list[str], seen: Counter[str]) -> dict[str, Any]:
    related = [_location(other.span, other.message) for other in found.related if other.span]
    text = f"{found.message}\n{found.help}" if found.help else found.message
    return {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": _LEVELS[found.severity],
        "message": {"text": text},
        "locations": [_location(found.span)] if found.span else [],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"argmapFinding/v1": _fingerprint(found, seen)},
    }


def _fingerprint(found: Diagnostic, seen: Counter[str]) -> str:
    """Return what stays the same while lines move: the rule, the file, the subject, and which of several."""
    file = found.span.file if found.span else ""
    key = "\0".join([found.code, file, found.subject or found.message])
    seen[key] += 1
    return f"{crc32(key.encode(errors='replace')):08x}:{seen[key]}"


def _location(span: Span | None, message: str = "") -> dict[str, Any]:
    if span is None:
        return {}
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, span.column + 1) if span.end_line == span.line else span.end_column,
    }
    place = {"artifactLocation": {"uri": _uri(span.file)}, "region": region}
    return {"physicalLocation": place, **({"message": {"text": message}} if message else {})}


def _uri(file: str) -> str:
    """Return a path relative to the working folder where it lies in it, percent-encoded."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    encoded = quote(path.as_posix(), errors="replace")
    return f"file://{encoded}" if path.is_absolute() else encoded
