r"""The text of one claim in a Kialo export: Markdown links, footnotes, escapes.

    [anchor](https://example.org/a_\(b\))     the older exports
    anchor [12]                               the newer ones: note 12 of the final `Sources:` block

The anchor stays text, and what it points to becomes a citation. A `[1]` can be the writer's own:
the exporter's notes run 1, 2, 3 … through the whole file, each once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

_LINK = re.compile(r"\[((?:\\.|[^\\\[\]])+)\]\(\s*+((?:\\.|[^\\()\s]|\([^()\s]*\))*)\s*+\)", re.DOTALL)
_NOTE = re.compile(r" ?\[(\d{1,6})\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCES = re.compile(r"\s*Sources:\s*")
_ENTRY = re.compile(r"\s*\[(\d{1,6})\] (\S+)\s*")
_SAFE = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def is_safe(url: str) -> bool:
    """Return whether an address may become a link."""
    return bool(_SAFE.fullmatch(url))


def unescape(text: str) -> str:
    """Return text without the backslashes before punctuation."""
    return _ESCAPE.sub(r"\1", text)


def take_links(text: str) -> tuple[str, list[str]]:
    """Return a text with its Markdown links replaced by their anchors, and the addresses linked."""
    urls = [unescape(match[2]) for match in _LINK.finditer(text)]
    return _LINK.sub(lambda match: match[1], text), urls


@dataclass(slots=True)
class Footnote:
    """A note of the `Sources:` block: the address, and the lines quoted from it."""

    url: str
    line: int
    quotation: list[str] = field(default_factory=list)


def take_sources(lines: Sequence[str], is_claim: Callable[[str], object]) -> tuple[int, list[Footnote]]:
    """Return the number of lines before the final `Sources:` block, and the notes in it.

    A block after which a claim begins is not the exporter's.
    """
    for start in range(len(lines) - 1, -1, -1):
        if is_claim(lines[start]):
            break
        if _SOURCES.fullmatch(lines[start]) and (notes := _footnotes(lines, start + 1)):
            return start, notes
    return len(lines), []


def _footnotes(lines: Sequence[str], start: int) -> list[Footnote]:
    notes: list[Footnote] = []
    for number, line in enumerate(lines[start:], start + 1):
        entry = _ENTRY.fullmatch(line)
        if entry and int(entry[1]) == len(notes) + 1:
            notes.append(Footnote(unescape(entry[2]), number))
        elif notes:
            notes[-1].quotation.append(line.strip())
        elif line.strip():
            return []
    return notes


@dataclass(frozen=True, slots=True)
class Marker:
    """A `[12]` in the text with this index, and whether it could as well be the writer's own."""

    text: int
    start: int
    end: int
    number: int
    ambiguous: bool = False


def find_markers(texts: Sequence[str], notes: int) -> list[Marker]:
    """Return the markers of notes 1, 2, 3 … `notes`, in the order of the texts.

    Where one could stand in several places, the first is taken and marked as ambiguous.
    """
    all = list(_markers(texts, notes))
    first = _run(all, range(1, notes + 1))
    last = _run(all[::-1], range(len(first), 0, -1))[::-1]
    return [
        Marker(one.text, one.start, one.end, one.number, ambiguous=one != other)
        for one, other in zip(first, last, strict=True)
    ]


def _markers(texts: Sequence[str], notes: int) -> Iterator[Marker]:
    for index, text in enumerate(texts):
        for match in _NOTE.finditer(text):
            if 1 <= int(match[1]) <= notes:
                yield Marker(index, match.start(), match.end(), int(match[1]))


def _run(markers: Sequence[Marker], numbers: Sequence[int]) -> list[Marker]:
    """Return the first markers that carry these numbers one after the other."""
    found: list[Marker] = []
    for marker in markers:
        if len(found) < len(numbers) and marker.number == numbers[len(found)]:
            found.append(marker)
    return found
