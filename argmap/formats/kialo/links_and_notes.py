r"""The links and footnotes in the texts of a Kialo export.

    [anchor](https://example.org/a_\(b\))     the older exports
    anchor [12]                               the newer ones: note 12 of the final `Sources:` block

    Sources:
    [12] https://example.org/a_(b)
    a line quoted from it

The anchor stays text. Notes are matched by their numbers; any may be missing, be cited nowhere, or
hold no address. A `[1]` can be the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# Possessive where two parts could match the same text, so that no text takes quadratic time.
LINK = re.compile(
    r"\[((?:\\.|[^\\\[\]])+)\]\(\s*+((?:\\.|[^\\()\s]|\([^()\s]*\))*)\s*+\)", re.DOTALL
)
_MARKER = re.compile(r" ?\[(\d{1,6})\]")
_ESCAPED_PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCES_HEADING = re.compile(r"\s*Sources:\s*")
_FIRST_LINE_OF_NOTE = re.compile(r"\s*\[(\d{1,6})\](?: (.*))?")
_MOST_HEADINGS = 50
"""Lines `Sources:` with a note below them that are looked at: writers may quote some."""
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def unescape(text: str) -> str:
    r"""Return text without the backslashes before punctuation: `a_\(b\)` is `a_(b)`."""
    return _ESCAPED_PUNCTUATION.sub(r"\1", text)


@dataclass(slots=True)
class Footnote:
    """A note of the `Sources:` block.

    Attributes:
        words: what follows its number: an address, or else the words of the writer.
        line: its line, from 1.
        quotation: the lines below it, quoted from what it names.
    """

    words: str
    line: int
    quotation: list[str] = field(default_factory=list)


def take_sources(
    lines: Sequence[str], begins_claim: Callable[[str], bool]
) -> tuple[int, dict[int, Footnote]]:
    """Return the number of lines before the final `Sources:` block, and its notes by number.

    A block after which a claim begins is not the exporter's. `begins_claim` says of a line whether
    one begins there.
    """
    line_behind = ""  # the first with text behind the line that is looked at
    headings_left = _MOST_HEADINGS
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if begins_claim(line):
            break
        if not line.strip():
            continue
        is_above_note = _FIRST_LINE_OF_NOTE.fullmatch(line_behind) is not None
        line_behind = line
        if not is_above_note or not _SOURCES_HEADING.fullmatch(line):
            continue
        headings_left -= 1
        if headings_left < 0:
            break
        numbers = map(int, _MARKER.findall("\n".join(lines[:index])))
        notes = _read_footnotes(lines, index + 1, set(numbers))
        if notes:
            return index, notes
    return len(lines), {}


def _read_footnotes(
    lines: Sequence[str], start: int, cited: Collection[int]
) -> dict[int, Footnote]:
    """Return the notes from a line on to the last; none if the first line with text begins none.

    `cited` are the numbers that are in brackets before.
    """
    notes: dict[int, Footnote] = {}
    last = 0
    for index, line in enumerate(lines[start:], start):
        match = _FIRST_LINE_OF_NOTE.fullmatch(line)
        number, words = (int(match[1]), (match[2] or "").strip()) if match else (0, "")
        # Other numbers in brackets are in what is quoted.
        is_known = number == last + 1 or number in cited or ADDRESS.fullmatch(words) is not None
        is_note = number > last and is_known
        if is_note:
            notes[number] = Footnote(unescape(words), index + 1)
            last = number
        elif notes:
            notes[last].quotation.append(line.strip())
        elif line.strip():
            return {}
    return notes


class Marker(NamedTuple):
    """A `[12]` in a text.

    Attributes:
        text_index: which of the texts it is in, from 0.
        start: where it begins in this text; the space before it is part of it.
        end: where it ends.
        number: the number of the note.
        is_ambiguous: whether it could as well be the writer's own.
    """

    text_index: int
    start: int
    end: int
    number: int
    is_ambiguous: bool = False


def find_markers(texts: Sequence[str], numbers: Collection[int]) -> list[Marker]:
    """Return a marker for each of these numbers that has one, in the order of the texts.

    Of several with one number, the first is taken, and marked as ambiguous.
    """
    markers: dict[int, Marker] = {}
    for index, text in enumerate(texts):
        for match in _MARKER.finditer(text):
            number = int(match[1])
            if number in markers:
                markers[number] = markers[number]._replace(is_ambiguous=True)
            elif number in numbers:
                markers[number] = Marker(index, *match.span(), number)
    return list(markers.values())


def without_markers(text: str, markers: Sequence[Marker]) -> str:
    """Return a text without these markers, which are in their order in it."""
    # The last first, so that the places of the others stay right.
    for marker in reversed(markers):
        text = text[: marker.start] + text[marker.end :]
    return text
