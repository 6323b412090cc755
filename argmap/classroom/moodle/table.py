"""A grading worksheet as a table, CSV of any dialect, so that what is not filled in can be written
as it was.

`csv` of the standard library reads cells, and forgets how each of them was written.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.errors import ArgmapError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class SheetEncoding(NamedTuple):
    """How the text of a sheet is written as bytes."""

    codec: str
    mark: bytes = b""
    is_known: bool = True
    """If not, it is some encoding of a system, of which ASCII alone is certain: what is filled in
    is ASCII.
    """

    def encode(self, text: str) -> bytes:
        """Return the text as the bytes of a file."""
        return self.mark + text.encode(self.codec)


def decode_sheet(data: bytes, name: str) -> tuple[str, SheetEncoding]:
    """Return the text of a sheet, and how to write it again.

    Raises:
        ArgmapError: it is no text.
    """
    encoding = SheetEncoding("utf-8")
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            encoding = SheetEncoding(codec, mark)
    rest = data.removeprefix(encoding.mark)
    try:
        text = rest.decode(encoding.codec)
    except UnicodeDecodeError:
        if encoding.mark:
            raise ArgmapError(
                f"{name} is not {encoding.codec.upper()}, though it begins so"
            ) from None
        # ISO 8859-1 has a character for every byte, so that each is written again as it was.
        encoding = SheetEncoding("iso-8859-1", is_known=False)
        text = rest.decode(encoding.codec)
    if "\0" in text:
        raise ArgmapError(f"{name} is no text; save the worksheet as CSV")
    return text, encoding


class TableLine(NamedTuple):
    """A line of the table as it is written: its number, its cells with their quotation marks, and
    how it ends.
    """

    number: int
    cells: list[str]
    ending: str

    def value(self, column: int) -> str:
        """Return what a cell holds."""
        cell = self.cells[column]
        return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


_BREAK = re.compile(r"\r\n|[\r\n]")


def lines_of(text: str, delimiter: str, name: str) -> Iterator[TableLine]:
    """Yield the lines of a table.

    Raises:
        ArgmapError: a quotation mark is not closed, or text follows the one that closes a cell.
    """
    # A carriage return alone ends no line where lines end otherwise: it may stand in a name.
    end = r"\r\n|\n" if "\n" in text else r"\r"
    in_quotes = r'"[^"]*+(?:""[^"]*+)*+"'
    bare = rf'(?!")(?:(?!{end})[^{delimiter}])*+'
    cell = re.compile(rf"({in_quotes}|{bare})({delimiter}|{end}|\Z)")
    cells: list[str] = []
    position, start, number = 0, 1, 1
    while position < len(text) or cells:
        match = cell.match(text, position)
        if match is None:
            raise ArgmapError(
                f"{name}, line {number}: a cell in quotation marks does not end as it should"
            )
        cells.append(match[1])
        position = match.end()
        number += len(_BREAK.findall(match[0]))
        if match[2] != delimiter:
            yield TableLine(start, cells, match[2])
            cells, start = [], number


def delimiter_of(text: str, name: str) -> str:
    """Return what parts the cells of the first line: that of which there are most."""
    widths: dict[str, int] = {}
    for delimiter in (",", ";", "\t"):
        try:
            widths[delimiter] = len(next(lines_of(text, delimiter, name)).cells)
        except ArgmapError:
            continue  # a quotation mark stands beside one of the others
        except StopIteration:
            break
    if not widths:
        raise ArgmapError(f"{name} is no worksheet: its first line has no columns")
    return max(widths, key=widths.__getitem__)
