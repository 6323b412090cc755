"""What tests of documents share: a manuscript of any map, a picture that costs nothing, what Word would show."""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from xml.etree import ElementTree

from argmap import ArgumentMap
from argmap.documents import DocumentPicture, Manuscript, manuscript_of, outline_of

_PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = DocumentPicture(
    b'<svg role="img" aria-label="a map"></svg>', 400, 200, 12, is_page=False, notes=()
)
PNG = [SVG._replace(png=_PIXEL)]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def manuscript(map: ArgumentMap) -> Manuscript:
    return manuscript_of(outline_of(map))


def part(document: bytes, name: str) -> ElementTree.Element:
    """Return the XML of a part of an office document."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own document


def numbers_shown(document: bytes) -> list[str]:
    """Return the numbers that Word shows in a DOCX file, by the rules of ECMA-376, part 1, 17.9.

    Instances of one list count together; a start counts where its instance is first met.
    """
    instances = _instances(part(document, "word/numbering.xml"))
    counted: dict[str, list[int]] = {}
    started: set[tuple[str, int]] = set()
    numbers: list[str] = []
    for id, level in _counted_paragraphs(part(document, "word/document.xml")):
        described, patterns, starts = instances[id]
        counts = counted.setdefault(described, [0] * 9)
        counts[level] += 1
        if level in starts and (id, level) not in started:
            counts[level] = starts[level]
        started.add((id, level))
        counts[level + 1 :] = [0] * (8 - level)
        number = patterns[level]
        for place, count in enumerate(counts, 1):
            number = number.replace(f"%{place}", str(count or 1))
        numbers.append(number.removesuffix("\u200f"))
    return numbers


Instance = tuple[str, dict[int, str], dict[int, int]]
"""The list that an instance belongs to, its patterns and its starts, by level."""


def _instances(numbering: ElementTree.Element) -> dict[str, Instance]:
    instances: dict[str, Instance] = {}
    for used in numbering.iter(f"{W}num"):
        described = used.find(f"{W}abstractNumId")
        assert described is not None
        patterns: dict[int, str] = {}
        starts: dict[int, int] = {}
        for override in used.iter(f"{W}lvlOverride"):
            level = int(override.attrib[f"{W}ilvl"])
            for text in override.iter(f"{W}lvlText"):
                patterns[level] = text.attrib[f"{W}val"]
            for start in override.iter(f"{W}startOverride"):
                starts[level] = int(start.attrib[f"{W}val"])
        instances[used.attrib[f"{W}numId"]] = (described.attrib[f"{W}val"], patterns, starts)
    return instances


def _counted_paragraphs(document: ElementTree.Element) -> Iterator[tuple[str, int]]:
    for properties in document.iter(f"{W}numPr"):
        level, instance = properties.find(f"{W}ilvl"), properties.find(f"{W}numId")
        assert level is not None
        assert instance is not None
        yield instance.attrib[f"{W}val"], int(level.attrib[f"{W}val"])
