"""A baseline: the findings that are already known, so that a check fails only on new ones.

It is a JSON file. A finding is recognized by its file, its rule and its subject (or its message if
it has no subject), so that it stays known when lines move:

    {"argmap_baseline": 1, "findings": [
      {"file": "debate.yaml", "rule": "unsupported-claim", "subject": "costs", "count": 1}
    ]}
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic
from argmap.util.errors import ArgmapError
from argmap.util.text import count, one_line

VERSION = 1


class FindingKey(NamedTuple):
    """The identity of a finding; `file` is its path relative to the baseline's folder."""

    file: str
    rule: str
    subject: str


class Baseline:
    """The known findings; each new finding that matches one uses it up."""

    def __init__(self, path: str, findings: Counter[FindingKey]) -> None:
        self._path = path
        self._findings = findings
        self._total = findings.total()

    def new_ones(self, diagnostics: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
        """Return the findings in a map that are not known; `file` is the map's file."""
        new: list[Diagnostic] = []
        for diagnostic in diagnostics:
            key = _key_of(diagnostic, file, self._path)
            if self._findings[key] > 0:
                self._findings[key] -= 1
            else:
                new.append(diagnostic)
        return new

    def summary(self) -> str:
        """Return how many known findings were left out, and how many no longer occur."""
        gone = self._findings.total()
        left_out = count(self._total - gone, "known finding")
        text = f"{one_line(self._path)}: {left_out} ignored"
        if gone:
            text += f"; {gone:,} fixed since then (to update the file, use `--write-baseline`)"
        return text


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        ArgmapError: the file does not exist, or is not a baseline of this version.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ArgmapError(
            f"no such baseline: {path} (to create the baseline, use `--write-baseline {path}`)"
        ) from None
    except (OSError, ValueError, RecursionError):
        raise ArgmapError(f"{path} cannot be read as a baseline") from None
    version = data.get("argmap_baseline") if isinstance(data, dict) else None
    if version is None:
        raise ArgmapError(f"{path} is not an argmap baseline")
    if version != VERSION:
        raise ArgmapError(
            f"{path} is a baseline of version {version}, but this argmap reads version {VERSION}"
        )
    listed = data.get("findings")
    if not isinstance(listed, list):
        raise ArgmapError(f"{path} is not an argmap baseline: `findings` must be a list")
    findings: Counter[FindingKey] = Counter()
    keys = {*FindingKey._fields, "count"}
    for each in listed:
        if not isinstance(each, dict) or set(each) != keys or not isinstance(each["count"], int):
            raise ArgmapError(f"{path} is not an argmap baseline: one of its findings is malformed")
        key = FindingKey(str(each["file"]), str(each["rule"]), str(each["subject"]))
        findings[key] += each["count"]
    return Baseline(path, findings)


def count_findings(diagnostics: Iterable[Diagnostic], file: str, path: str) -> Counter[FindingKey]:
    """Count the findings in a map, for a baseline at a path."""
    return Counter(_key_of(diagnostic, file, path) for diagnostic in diagnostics)


def format_baseline(findings: Counter[FindingKey]) -> str:
    """Return a baseline as text, one finding on each line."""
    rows = [{**key._asdict(), "count": number} for key, number in sorted(findings.items())]
    listed = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'{{"argmap_baseline": {VERSION}, "findings": [\n{listed}\n]}}\n'


def _key_of(diagnostic: Diagnostic, file: str, baseline: str) -> FindingKey:
    # Both paths may be relative to any folder; the path from one to the other is the same.
    path = diagnostic.span.file if diagnostic.span else file
    try:
        way = os.path.relpath(path, Path(baseline).parent)
    except ValueError:
        way = path  # on Windows, no way leads from one drive to another
    return FindingKey(Path(way).as_posix(), *diagnostic.recognized_by)
