r"""The text of one claim in a Kialo export: Markdown links, footnotes, escapes.

    [anchor](https://example.org/a_\(b\))     the older exports
    anchor [12]                               the newer ones: note 12 of the final `Sources:` block

The anchor stays text, and what it points to becomes a citation. A `[1]` can be the writer's own:
the exporter's notes run 1, 2, 3 … through the whole file, each once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

# Possessive where two parts could match the same text, so that no text takes quadratic time.
_LINK = re.compile(r"\[((?:\\.|[^\\\[\]])+)\]\(\s*+((?:\\.|[^\\()\s]|\([^()\s]*\))*)\s*+\)", re.DOTALL)
_MARKER = re.compile(r" ?\[(\d{1,6})\]")
_ESCAPED_PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCES_HEADING = re.compile(r"\s*Sources:\s*")
_FIRST_LINE_OF_NOTE = re.compile(r"\s*\[(\d{1,6})\] (\S+)\s*")
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def is_safe(url: str) -> bool:
    """Return whether an address may become a link."""
    return _SAFE_ADDRESS.fullmatch(url) is not None


def unescape(text: str) -> str:
    """Return text without the backslashes before punctuation."""
    return _ESCAPED_PUNCTUATION.sub(r"\1", text)


def take_links(text: str) -> tuple[str, list[str]]:
    """Return a text with its Markdown links replaced by their anchors, and the addresses linked."""
    urls = [unescape(match[2]) for match in _LINK.finditer(text)]
    return _LINK.sub(lambda match: match[1], text), urls


@dataclass(slots=True)
class Footnote:
    """A note of the `Sources:` block: the address, its line from 1, and the lines quoted from the address."""

    url: str
    line: int
    quotation: list[str] = field(default_factory=list)


def take_sources(lines: Sequence[str], begins_claim: Callable[[str], bool]) -> tuple[int, list[Footnote]]:
    """Return the number of lines before the final `Sources:` block, and the notes in it.

    A block after which a claim begins is not the exporter's. `begins_claim` tells of a line whether one
    begins there.
    """
    for index in range(len(lines) - 1, -1, -1):
        if begins_claim(lines[index]):
            break
        if not _SOURCES_HEADING.fullmatch(lines[index]):
            continue
        notes = _read_footnotes(lines, index + 1)
        if notes:
            return index, notes
    return len(lines), []


def _read_footnotes(lines: Sequence[str], start: int) -> list[Footnote]:
    """Return the notes from a line on to the last; none if the first line with text begins none."""
    notes: list[Footnote] = []
    for line_number, line in enumerate(lines[start:], start + 1):
        next_number = len(notes) + 1
        match = _FIRST_LINE_OF_NOTE.fullmatch(line)
        # A number out of turn stands in a quotation: the exporter counts its notes without a gap.
        if match and int(match[1]) == next_number:
            url = unescape(match[2])
            notes.append(Footnote(url, line_number))
        elif notes:
            notes[-1].quotation.append(line.strip())
        elif line.strip():
            return []
    return notes


@dataclass(frozen=True, slots=True)
class FootnoteMarker:
    """A `[12]` in a text.

    Attributes:
        text_index: which of the texts it stands in, from 0.
        start: where it begins in this text; the space before it is part of it.
        end: where it ends.
        number: the number of the note, from 1.
        ambiguous: whether it could as well be the writer's own.
    """

    text_index: int
    start: int
    end: int
    number: int
    ambiguous: bool = False


def find_markers(texts: Sequence[str], notes: int) -> list[FootnoteMarker]:
    """Return the markers of notes 1, 2, 3 … `notes`, in the order of the texts.

    Where one could stand in several places, the first is taken and marked as ambiguous. The markers end
    before the first note that has none.
    """
    candidates = list(_find_candidates(texts, notes))
    earliest = _take_run(candidates, range(1, notes + 1))
    # From the end backwards, the same notes get the last places where they can stand. A marker that is
    # the same both ways can stand nowhere else.
    backwards = range(len(earliest), 0, -1)
    latest = _take_run(candidates[::-1], backwards)
    latest.reverse()
    markers: list[FootnoteMarker] = []
    for first, last in zip(earliest, latest, strict=True):
        if first == last:
            markers.append(first)
        else:
            markers.append(replace(first, ambiguous=True))
    return markers


def _find_candidates(texts: Sequence[str], notes: int) -> Iterator[FootnoteMarker]:
    for index, text in enumerate(texts):
        for match in _MARKER.finditer(text):
            number = int(match[1])
            if 1 <= number <= notes:
                yield FootnoteMarker(index, match.start(), match.end(), number)


def _take_run(candidates: Sequence[FootnoteMarker], numbers: Sequence[int]) -> list[FootnoteMarker]:
    """Return the first markers that carry these numbers one after the other."""
    run: list[FootnoteMarker] = []
    for marker in candidates:
        if len(run) == len(numbers):
            break
        if marker.number == numbers[len(run)]:
            run.append(marker)
    return run
