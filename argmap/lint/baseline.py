"""A baseline: the findings that are known already, so that a check tells and fails on what is new
alone.

It is a JSON file. A finding is recognised by its file, its rule and its subject, so that it stays
known while lines move; what has no subject, by its message. Where a rule finds several things about
one subject, so many are known.
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

VERSION = 1


class FindingKey(NamedTuple):
    """What a finding is recognised by; `file` is the path of its file from the folder of the
    baseline.
    """

    file: str
    rule: str
    subject: str


class Baseline(NamedTuple):
    """The findings that are known, and how many of each there are; `folder` is that of the
    baseline's file.
    """

    folder: Path
    findings: Counter[FindingKey]

    def new_ones(self, diagnostics: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
        """Return those of a map's findings that are not known; what is known is used up by it.

        `file` is that of the map, for what has no place in another.
        """
        new: list[Diagnostic] = []
        for diagnostic in diagnostics:
            known = _key_of(diagnostic, file, self.folder)
            if self.findings[known] > 0:
                self.findings[known] -= 1
            else:
                new.append(diagnostic)
        return new


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        ArgmapError: there is no such file, or it is no baseline of this version.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ArgmapError(f"there is no baseline {path}; `--write-baseline` makes one") from None
    except (OSError, ValueError, RecursionError):
        raise ArgmapError(f"{path} is no baseline that can be read") from None
    version = data.get("argmap_baseline") if isinstance(data, dict) else None
    if version is None:
        raise ArgmapError(f"{path} is no baseline of argmap")
    if version != VERSION:
        raise ArgmapError(
            f"{path} is a baseline of version {version}, and this argmap reads version {VERSION}"
        )
    return Baseline(Path(path).parent, _findings(data.get("findings"), path))


def _findings(listed: object, path: str) -> Counter[FindingKey]:
    findings: Counter[FindingKey] = Counter()
    if not isinstance(listed, list):
        raise ArgmapError(f"{path} is no baseline of argmap: `findings` must be a list")
    for each in listed:
        if (
            not isinstance(each, dict)
            or set(each) != {*FindingKey._fields, "count"}
            or not isinstance(each["count"], int)
        ):
            raise ArgmapError(f"{path} is no baseline of argmap: one of its findings is malformed")
        findings[FindingKey(str(each["file"]), str(each["rule"]), str(each["subject"]))] += each[
            "count"
        ]
    return findings


def format_baseline(found: Iterable[tuple[str, Iterable[Diagnostic]]], path: str) -> str:
    """Return a baseline as text, a line a finding, for the findings in each map; `path` is where it
    is going to be.
    """
    folder = Path(path).parent
    findings: Counter[FindingKey] = Counter()
    for file, diagnostics in found:
        findings.update(_key_of(diagnostic, file, folder) for diagnostic in diagnostics)
    lines: list[str] = []
    for known, number in sorted(findings.items()):
        lines.append("  " + json.dumps({**known._asdict(), "count": number}, ensure_ascii=False))
    listed = ",\n".join(lines)
    return f'{{"argmap_baseline": {VERSION}, "findings": [\n{listed}\n]}}\n'


def _key_of(diagnostic: Diagnostic, file: str, folder: Path) -> FindingKey:
    # The map and the baseline may be named from any folder; the way from the one to the other
    # stays.
    path = diagnostic.span.file if diagnostic.span else file
    try:
        way = os.path.relpath(path, folder)
    except ValueError:
        way = path  # on Windows, no way leads from one drive to another
    return FindingKey(Path(way).as_posix(), *diagnostic.recognized_by)
