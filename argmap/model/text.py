"""Text of a map on its way to a person: made safe to print, measured, shortened and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that drive a terminal, break a line, reorder what follows or show nothing at all."""


def one_line(text: str) -> str:
    """Return text on one line, without what could drive a terminal, a CI log or the reader's eye."""
    flat = " ".join(text.split()) if "\n" in text or "  " in text or "\t" in text else text
    return safe(flat)


def safe(text: str) -> str:
    r"""Return text whose control, bidirectional and zero-width characters are spelt out: `\u202e`.

    `##[` is parted, since a CI log obeys it anywhere in a line.
    """
    if "##[" in text:
        text = text.replace("##[", "## [")
    return UNSAFE.sub(lambda found: spelt_out(found[0]), text)


def spelt_out(character: str) -> str:
    r"""Return a character as an escape: `\x1b`, `\u202e`."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def width(text: str) -> int:
    """Return how many columns a text takes: a wide character takes two, a combining mark none."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Yield the lines of a text, none wider than `columns` as shown; words too long are cut."""
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > columns:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        while width(line) > columns:
            head = _fitting(line, columns)
            yield line[:head]
            line = line[head:]
    if line:
        yield line


def _fitting(line: str, columns: int) -> int:
    """Return how many characters fit, at least one, not parting a character from its marks."""
    end = 1
    while end < len(line) and width(line[: end + 1]) <= columns:
        end += 1
    return end


def shorten(text: str, columns: int = 60) -> str:
    """Return a text cut at a word to at most `columns`, with an ellipsis where it was cut."""
    flat = one_line(text)
    if width(flat) <= columns:
        return flat
    return next(wrap(flat, columns - 1)).rstrip(" ,;:.") + "…"


def count(number: int, word: str) -> str:
    """Return a number with its noun: `1 claim`, `2,000 claims`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
