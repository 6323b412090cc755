"""Text of a map on its way to a person: made safe to print, measured, shortened and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that drive a terminal, break a line, reorder what follows or show nothing at all."""


def one_line(text: str) -> str:
    """Return text on one line, without what could drive a terminal, a CI log or the reader's eye."""
    # Most texts are on one line already; they keep what else Python counts as space, such as U+00A0.
    if "\n" in text or "  " in text or "\t" in text:
        text = " ".join(text.split())
    return safe(text)


def safe(text: str) -> str:
    r"""Return text whose control, bidirectional and zero-width characters are spelt out: `\u202e`.

    `##[` is parted, since a CI log obeys it anywhere in a line.
    """
    if "##[" in text:
        text = text.replace("##[", "## [")
    return UNSAFE.sub(lambda match: spelt_out(match[0]), text)


def spelt_out(character: str) -> str:
    r"""Return a character as an escape: `\x1b`, `\u202e`."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}"


def width(text: str) -> int:
    """Return how many columns a text takes: a wide character takes two, a combining mark none."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    # wcwidth answers -1 for a text with a control character: no one knows what a terminal makes of it.
    if columns < 0:
        return len(text)
    return columns


def wrap(text: str, columns: int, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a text, none wider than `columns` as shown; words too long are cut.

    The lines after the first leave room for an indent of so many columns.
    """
    room = columns
    line = ""
    for word in text.split():
        if not line:
            line = word
        elif width(line) + 1 + width(word) <= room:
            line = f"{line} {word}"
        else:
            yield line
            line = word
            room = columns - indent
        while width(line) > room:
            end = _count_fitting(line, room)
            yield line[:end]
            line = line[end:]
            room = columns - indent
    if line:
        yield line


def _count_fitting(line: str, columns: int) -> int:
    """Return how many characters fit, at least one, not parting a character from its marks."""
    end = 1  # even where a wide character fits nowhere, or `wrap` would never end
    while end < len(line) and width(line[: end + 1]) <= columns:
        end += 1
    return end


def shorten(text: str, columns: int = 60) -> str:
    """Return a text cut at a word to at most `columns`, with an ellipsis where it was cut."""
    flat = one_line(text)
    if width(flat) <= columns:
        return flat
    first_line = next(wrap(flat, columns - 1))  # one column is for the ellipsis
    return first_line.rstrip(" ,;:.") + "…"


def count(number: int, word: str) -> str:
    """Return a number with its noun: `1 claim`, `2,000 claims`."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word}s"
