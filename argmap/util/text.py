"""Text on its way to a person: made safe to print, measured, shortened, wrapped and tabulated.

Besides, what a text compares by, where its lines begin, and tables for spreadsheets (CSV, RFC
4180), in which nothing is run as a formula.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os.path import commonprefix
from typing import NewType

_MANY_MARKS = r"([^\x00-\u02ff\w\s]{100})"
"""More marks than any letter bears: to sort them, as NFKC does, takes time with the square of their
number.
"""

# Signs that make another word of one (5%, @home, R&D, §5), although Unicode calls them punctuation.
_MEANINGFUL_SIGNS = "#%&*@§‰"
_ASCII_PUNCTUATION = "!\"'(),-./:;?[\\]_`{}"
_TO_SPACE = str.maketrans(dict.fromkeys(_ASCII_PUNCTUATION, " "))
# How many groups of lines a message names.
_MOST_RANGES = 8
_MINUS = r"(?<!\w)[-–](?=\d)"


def normalize(text: str) -> str:
    """Return a text in which signs that are the same to a reader are alike (NFKC), in time with its
    length.
    """
    parts = re.split(_MANY_MARKS, text)
    return "".join([unicodedata.normalize("NFKC", part) for part in parts])


def plain_text(text: str) -> str:
    """Return a text without case, punctuation and spare white space, for
    comparing it with others.
    """
    text = text.casefold()
    if "-" in text or "–" in text:
        text = re.sub(_MINUS, "−", text)
    if text.isascii():
        # The common case, and several times as fast.
        bare = text.translate(_TO_SPACE)
    else:
        text = normalize(text)
        bare = "".join(" " if _is_punctuation(sign) else sign for sign in text)
    words = bare.split()
    if not words:
        return text  # nothing but punctuation: then that is what it says
    return " ".join(words)


def _is_punctuation(sign: str) -> bool:
    if sign in _ASCII_PUNCTUATION:
        return True
    return unicodedata.category(sign)[0] == "P" and sign not in _MEANINGFUL_SIGNS


SafeText = NewType("SafeText", str)
"""Text that may be printed: nothing in it drives a terminal, obeys a CI log or reorders what a
person sees.

Only the functions here make it, and the painter of reports; only it is printed.
"""

_CONTROLS = (
    "\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff"
)
UNSAFE = f"[\x00-\x0a{_CONTROLS}]"
"""Characters that drive a terminal, break a line, reorder what follows or show nothing at all."""

UNSAFE_IN_LINES = f"[\x00-\x08{_CONTROLS}]"
"""The same but for tabs and the ends of lines."""


def one_line(text: str) -> SafeText:
    """Return text on one line, without what could drive a terminal, a CI log
    or the reader's eye.
    """
    # Most texts are on one line already; they keep what else Python counts as space, such as
    # U+00A0.
    if "\n" in text or "  " in text or "\t" in text:
        text = " ".join(text.split())
    return safe(text)


def safe(text: str) -> SafeText:
    r"""Return text whose control, bidirectional and zero-width characters are spelt out: `\u202e`.

    `##[` is parted, since a CI log obeys it anywhere in a line.
    """
    if "##[" in text:
        text = text.replace("##[", "## [")
    if text.isprintable():
        # Nearly all are, and to see that costs less than to search them.
        return SafeText(text)
    return SafeText(re.sub(UNSAFE, lambda match: spell_out(match[0]), text))


def safe_lines(text: str) -> SafeText:
    """Return text of several lines that is safe to print; see `safe`.

    A line that begins with `::` gets another sign in the place of the first, since a CI log takes
    it for a command.
    """
    if "##[" in text:
        text = text.replace("##[", "## [")
    if "::" in text:
        text = re.sub(_COMMAND, r"\1\\x3a:", text)
    if text.replace("\n", "").isprintable():
        return SafeText(text)
    return SafeText(re.sub(UNSAFE_IN_LINES, lambda match: spell_out(match[0]), text))


_COMMAND = r"(?m)^([ \t]*)::"


def safe_markup(markup: str) -> str:
    """Return XML or HTML that is the same to its reader and safe to print: what is not is a
    character reference.

    What stands in comments, scripts and style sheets must be safe already.
    """
    if "##[" in markup:
        markup = markup.replace("##[", "##&#x5b;")
    if "::" in markup:
        markup = re.sub(_COMMAND, r"\1&#x3a;:", markup)
    return re.sub(UNSAFE_IN_LINES, lambda match: f"&#x{ord(match[0]):x};", markup)


def spell_out(character: str) -> str:
    r"""Return a character as an escape: `\x1b`, `\u202e`."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}"


def width(text: str) -> int:
    """Return how many columns a text takes: a wide character takes two, a combining mark none."""
    if text.isascii() or re.fullmatch(_NARROW, text):
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    # wcwidth answers -1 for a text with a control character: no one knows what a terminal makes of
    # it.
    if columns < 0:
        return len(text)
    return columns


_NARROW = "[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*"
"""A text of letters and signs, as languages of Europe have them, that take one column each: no need
to load a table.
"""


def wrap(text: str, columns: int, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a text, none wider than `columns` as shown; words too long are cut.

    The lines after the first leave room for an indent of `indent` columns.
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
        if width(line) > room:
            *whole_lines, line = _cut(line, room, columns - indent)
            yield from whole_lines
            room = columns - indent
    if line:
        yield line


def _cut(word: str, room: int, columns: int) -> Iterator[str]:
    """Yield a word in pieces, of which the first fits into `room` and the others into `columns`."""
    start = 0
    while start < len(word):
        # Not all that is left is measured each time: a script without spaces makes words of a whole
        # text.
        ahead = word[start : start + 2 * room + 2]
        while width(ahead) <= room and start + len(ahead) < len(word):
            ahead = word[start : start + 2 * len(ahead)]
        end = len(ahead) if width(ahead) <= room else _count_fitting(ahead, room)
        yield ahead[:end]
        start += end
        room = columns


def _count_fitting(line: str, columns: int) -> int:
    """Return how many characters fit, at least one, not parting a character from its marks."""
    # No character is wider than two columns. One is taken even where it fits nowhere, or `wrap`
    # would never end.
    end = max(1, columns // 2)
    while end < len(line) and width(line[: end + 1]) <= columns:
        end += 1
    return end


def shorten(text: str, columns: int = 60) -> SafeText:
    """Return a text cut at a word to at most `columns`, with an ellipsis where it was cut."""
    flat = one_line(text)
    if width(flat) <= columns:
        return flat
    # One column is for the ellipsis.
    if flat.isascii() and flat[0] != " ":
        # The common case, and several times as fast: each character takes a column.
        end = flat.rfind(" ", 0, columns)
        first_line = flat[: columns - 1] if end < 0 else flat[:end]
    else:
        first_line = next(wrap(flat, columns - 1))
    return SafeText(first_line.rstrip(" ,;:.") + "…")


_AROUND = 20
"""How many columns are shown before the place where two texts begin to differ, and at least as
many from there on.
"""


def shorten_both(text: str, other: str, columns: int = 60) -> tuple[SafeText, SafeText]:
    """Return two texts cut to at most `columns` each, so that the place where they begin to differ
    is seen.
    """
    flat, other_flat = one_line(text), one_line(other)
    same = len(commonprefix([flat, other_flat]))  # noqa: RUF071 - characters are meant
    if max(width(flat), width(other_flat)) <= columns or width(flat[:same]) + _AROUND <= columns:
        return shorten(flat, columns), shorten(other_flat, columns)
    start = max(0, same - _AROUND)
    # From a word on, unless the script has no spaces.
    space = flat.find(" ", start, same)
    if space >= 0:
        start = space + 1
    return shorten(f"…{flat[start:]}", columns), shorten(f"…{other_flat[start:]}", columns)


def count(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun: `1 claim`, `2,000 claims`, `2 fixes`."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {plural or word + 's'}"


def lettering(alphabet: str) -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, … in the letters of an alphabet."""
    for size in itertools.count(1):
        for letters in itertools.product(alphabet, repeat=size):
            yield "".join(letters)


def with_article(noun: str) -> str:
    """Return a noun with its article: "a claim", "an inference"."""
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def listed(words: Iterable[str], joint: str) -> str:
    """Return words as a sentence lists them: "text, markdown or json", with "or" as their joint."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} {joint} {last}" if others else last


def lines_named(numbers: Iterable[int], noun: str = "line") -> str:
    """Return the lines with some numbers, in words: `line 4`, `lines 2–4, 7 and 9`."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    named = ["–".join(map(str, each)) for each in ranges]
    more = len(named) - _MOST_RANGES
    if more > 0:
        named[_MOST_RANGES:] = [f"{more:,} more"]
    if named != [str(ranges[0][0])]:
        noun += "s"
    if len(named) == 1:
        return f"{noun} {named[0]}"
    return f"{noun} {', '.join(named[:-1])} and {named[-1]}"


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines in which each column is as wide as its widest cell."""
    # Turned about, rows are columns.
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for row in rows:
        cells = map(str.ljust, row, widths)
        lines.append("  ".join(cells).rstrip())
    return lines


BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of the system; LibreOffice reads both."""

_FORMULA = r"(?:^|{})\s*(?=[=+\-@＝＋－＠])"
"""Where a formula would begin: in front, and behind what parts cells elsewhere: a semicolon where a
comma is for decimals.
"""


def harmless(cell: str, delimiter: str = ",") -> str:
    """Return the text of a cell, in a table whose cells are parted by a comma or a semicolon.

    Where a spreadsheet would run it as a formula, an apostrophe stands before that.
    """
    elsewhere = ";" if delimiter == "," else ","
    return re.sub(_FORMULA.format(elsewhere), lambda before: before[0] + "'", cell)


def csv_table(
    columns: Iterable[str], rows: Iterable[Mapping[str, str]], delimiter: str = ","
) -> str:
    """Return rows as a table with these columns; what a row has besides is left out."""
    import csv
    import io

    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written,
        list(columns),
        restval="",
        extrasaction="ignore",
        lineterminator="\r\n",
        delimiter=delimiter,
    )
    writer.writeheader()
    for row in rows:
        writer.writerow({column: harmless(cell, delimiter) for column, cell in row.items()})
    return BYTE_ORDER_MARK + written.getvalue()


_LINE_BREAK = "\r\n|[\r\n\x85\u2028\u2029]"


def line_starts(text: str, end: int | None = None) -> list[int]:
    """Return the offset at which each line of a text, or of its part before `end`, begins.

    Line breaks are those of YAML, so that a place in a YAML text is the same for its parser and for
    us.
    """
    if end is None:
        end = len(text)
    line_breaks = re.compile(_LINE_BREAK).finditer(text, 0, end)
    return [0, *(line_break.end() for line_break in line_breaks)]


def place_of(offset: int, starts: list[int]) -> tuple[int, int]:
    """Return the line and column, from 1, of an offset in a text whose lines begin at `starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a place in a text; for many places, use `place_of`."""
    return place_of(offset, line_starts(text, offset))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return re.split(_LINE_BREAK, text)
