"""Where words may be hyphenated: pyphen, whose patterns are parsed only as far as words need them.

    gov1ern     in ".government."  →  gov-ernment

A language has up to 100,000 patterns, and the words of a map have the letters of few of them. To
parse all took a seventh of a picture in English, and more than half of one in German.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pyphen

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = str.maketrans("", "", "0123456789")
_PARTS = re.compile(r"(\d?)(\D?)")
_ESCAPED = r"\^{2}([0-9a-f]{2})"
_FEWEST_LETTERS = 3
"""Two letters alone at the beginning or the end of a line are hard to read."""

_Pattern: TypeAlias = tuple[int, tuple[int, ...]]
"""The place of the first value that counts, and the values between the letters from there."""


@cache
def hyphenator_of(language: str) -> pyphen.Pyphen | None:
    """Return what hyphenates a language, given as BCP 47 names it, if anything does."""
    known = pyphen.language_fallback(language.replace("-", "_"))
    return _Hyphenator(pyphen.LANGUAGES[known]) if known else None


class _Hyphenator(pyphen.Pyphen):
    def __init__(self, path: Path) -> None:
        self.left = self.right = _FEWEST_LETTERS
        self.hd = _Dictionary(path)


class _Dictionary(pyphen.HyphDict):
    def __init__(self, path: Path) -> None:
        first_line, _, patterns = path.read_bytes().partition(b"\n")
        encoding = first_line.decode().strip()
        if encoding.lower() == "microsoft-cp1251":
            encoding = "cp1251"
        self.patterns = _LatePatterns(patterns.decode(encoding))
        self.maxlen = self.patterns.longest
        self.cache = {}


class _LatePatterns(dict[str, _Pattern]):
    """The patterns that were asked for, by their letters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        if "^^" in text:
            text = re.sub(_ESCAPED, lambda match: chr(int(match[1], 16)), text)
        lines = [line.strip() for line in text.split("\n")]
        if "=" in text:
            all_letters = [_without_change(line).translate(_DIGITS) for line in lines]
        else:
            all_letters = "\n".join(lines).translate(_DIGITS).split("\n")
        self._lines = {
            letters: line
            for letters, line in zip(all_letters, lines, strict=True)
            if letters != line  # what has no digit says nothing, such as most comments
        }
        self.longest = max(map(len, self._lines))

    def get(self, letters: str, default: Any = None) -> Any:
        """Return the pattern of some letters, if there is one."""
        if letters in self._lines:
            pattern = _parse(self._lines.pop(letters))
            if pattern is not None:
                self[letters] = pattern
        return super().get(letters, default)


def _without_change(line: str) -> str:
    """Return a pattern without what says how hyphenation changes the spelling."""
    return line.partition("/")[0] if "=" in line else line


def _parse(line: str) -> _Pattern | None:
    """Return a pattern as pyphen has it; nothing for one that says nothing."""
    pattern = _without_change(line)
    change = line[len(pattern) + 1 :]
    value_of = pyphen.AlternativeParser(pattern, change) if change else int
    values = [value_of(digit or "0") for digit, _ in _PARTS.findall(pattern)]
    places = [place for place, value in enumerate(values) if value]
    if not places:
        return None
    return places[0], tuple(values[places[0] : places[-1] + 1])
