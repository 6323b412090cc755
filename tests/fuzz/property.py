"""What must hold of every input: it is read or told, and a map that was read is checked, weighed and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import argmap
from argmap import ArgmapError, formats
from argmap.formats import decode, parse_bibtex
from argmap.lint import ALL_RULES, check, report, safe_report
from argmap.model import Reading
from argmap.util import UNSAFE_IN_LINES
from tests.office_files import MAIN_PARTS, packed

BIBTEX = "bibtex"
"""The one reader whose result is no map."""
FORMATS_THAT_COME_BACK = ("native", "json", "argdown")


def readers() -> list[str]:
    """Return the names of all readers."""
    return [format.name for format in formats.readable_formats()] + [BIBTEX]


def must_hold(reader: str, data: bytes) -> None:
    """Fail where an input breaks a reader, or something that follows reading."""
    if reader in MAIN_PARTS:
        # An archive that is mutated is damaged; its XML is what there is to read.
        _must_hold_of(formats.read_data(packed(reader, data), "input", reader))
        return
    decoded = decode(data, "input")
    text = decoded.text
    if decoded.problem is not None:
        return
    if reader == BIBTEX:
        entries, _ = parse_bibtex(text, "input")
        for entry in entries:
            assert entry.source.id
        return
    _must_hold_of(formats.parse(text, "input", reader))


def _must_hold_of(reading: Reading) -> None:
    findings = check(reading.map, ALL_RULES) if reading.map is not None else []
    said = safe_report(report([*reading.diagnostics, *findings], reading.texts), "full")
    assert not re.search(UNSAFE_IN_LINES, said)
    if reading.map is None:
        assert reading.diagnostics
        return
    argmap.evaluate(reading.map)
    for format, written in _written(reading.map):
        assert argmap.loads(written, format) == reading.map, format  # type: ignore[arg-type]
    argmap.outline(reading.map)


def _written(map: argmap.ArgumentMap) -> Iterator[tuple[str, str]]:
    for format in FORMATS_THAT_COME_BACK:
        try:
            yield format, argmap.dumps(map, format)  # type: ignore[arg-type]
        except ArgmapError:
            continue  # told: it cannot be written so
