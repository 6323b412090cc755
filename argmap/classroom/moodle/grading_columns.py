"""A grading worksheet as a table, and which of its columns holds what.

A table is CSV of any dialect. `csv` of the standard library reads cells, but does not keep how each
of them was written, so that what is not filled in could not stay as it was:

    Identifier,"Full name",Status,Grade,"Maximum grade","Feedback comments"
    Participant 301,"Lind, Bo",Submitted,,10.00,

Columns are found by the headings that are given, by known ones, or by what their cells hold.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such


class ColumnRole(StrEnum):
    """What a column is for, as `--moodle-columns` names it."""

    IDENTIFIER = "identifier"
    GRADE = "grade"
    MAXIMUM = "max"
    FEEDBACK = "feedback"


Columns = dict[ColumnRole, int]
Headings = Mapping[ColumnRole, str]


@cache
def known_headings() -> dict[str, list[str]]:
    """Return the known headings of each role, in small letters, and of the column of `team`s."""
    text = files(__package__).joinpath("headings.toml").read_text(encoding="utf-8")
    return {role: list(map(_plain, headings)) for role, headings in tomllib.loads(text).items()}


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


class SheetEncoding(NamedTuple):
    """How the text of a sheet is written as bytes."""

    codec: str
    mark: bytes = b""
    is_known: bool = True
    """If not, only ASCII is certain to be read again as it was, and all that is filled in."""

    def encode(self, text: str) -> bytes:
        """Return the text as the bytes of a file."""
        return self.mark + text.encode(self.codec)


def decode_sheet(data: bytes, name: str) -> tuple[str, SheetEncoding]:
    """Return the text of a sheet, and how to write it again.

    Raises:
        ArgmapError: it is no text.
    """
    encoding = SheetEncoding("utf-8")
    for codec, mark in _MARKS.items():
        if data.startswith(mark):
            encoding = SheetEncoding(codec, mark)
    rest = data.removeprefix(encoding.mark)
    try:
        text = rest.decode(encoding.codec)
    except UnicodeDecodeError:
        if encoding.mark:
            raise ArgmapError(
                f"{name} starts like {encoding.codec.upper()} text, but is not valid"
            ) from None
        # ISO 8859-1 has a character for every byte, so that each is written again as it was.
        encoding = SheetEncoding("iso-8859-1", is_known=False)
        text = rest.decode(encoding.codec)
    if "\0" in text:
        raise ArgmapError(f"{name} is not a text file; save the worksheet as CSV")
    return text, encoding


class TableLine(NamedTuple):
    """A line as it is written: its number, its cells with their quotation marks, and its end."""

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
    # A carriage return alone ends no line where lines end otherwise: it may be in a name.
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
                f"{name}, line {number}: a closing quotation mark is missing or misplaced"
            )
        cells.append(match[1])
        position = match.end()
        number += len(_BREAK.findall(match[0]))
        if match[2] != delimiter:
            yield TableLine(start, cells, match[2])
            cells, start = [], number


def delimiter_of(text: str, name: str) -> str:
    """Return what parts the cells of the first line: that of which there are most."""
    widths = {}
    for delimiter in (",", ";", "\t"):
        try:
            first = next(lines_of(text, delimiter, name))
            widths[delimiter] = len(first.cells)
        except ArgmapError:
            continue  # a quotation mark is beside one of the others
        except StopIteration:
            break
    if not widths:
        raise ArgmapError(f"{name} is not a grading worksheet: its first line has no columns")
    return max(widths, key=widths.__getitem__)


# Begins at the first digit alone and gives none back, so that a student's text of many digits takes
# no long time.
ENDS_IN_NUMBER = re.compile(r"(?<![0-9])([0-9]++)\Z")
NUMBER = re.compile(r"[0-9]{1,9}(?:([.,])[0-9]{1,9})?")


def number_in(text: str) -> Decimal:
    """Return the number that a cell holds; 0 if it holds none."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else Decimal(0)


def find_columns(
    lines: Sequence[TableLine],
    name: str,
    named: Headings,
) -> Columns:
    """Return the column of each role in a worksheet.

    Without a maximum, as on a scale of words, there are no columns for grades.

    Args:
        lines: its first line with the headings, and those of participants.
        name: what it is called in messages.
        named: the headings of columns that are given.

    Raises:
        ArgmapError: one is missing, or could be several, or the worksheet is of an assignment of
            groups.
    """
    heading, *others = lines
    all_columns = range(len(heading.cells))
    headings = [_plain(heading.value(column)) for column in all_columns]
    values = [[line.value(column).strip() for line in others] for column in all_columns]
    known = known_headings()
    if not set(headings).isdisjoint(known["team"]):
        raise ArgmapError(
            f"{name} is for a group assignment, which argmap cannot grade, because its submissions"
            " are named after groups, not participants"
        )
    columns: Columns = {}
    for role in ColumnRole:
        wanted = [_plain(named[role])] if role in named else known[role]
        found = [column for column, other in enumerate(headings) if other in wanted]
        if len(found) == 1:
            columns[role] = found[0]
        elif role in named:
            # The headings of the file are not shown: where the first line is missing, they are a
            # student.
            number = f"{len(found)} columns" if found else "no column"
            raise ArgmapError(f"{name} has {number} with the heading `{named[role]}`")
    if others:
        _recognize_by_values(columns, values)
    needed = list(ColumnRole)
    if ColumnRole.MAXIMUM not in columns and ColumnRole.GRADE not in named:
        needed = [ColumnRole.IDENTIFIER, ColumnRole.FEEDBACK]
        columns.pop(ColumnRole.GRADE, None)
    missing = [role for role in needed if role not in columns]
    if missing:
        options = ",".join(f"{role}=HEADING" for role in missing)
        raise ArgmapError(
            f"{name}: argmap cannot find some columns; give their headings with"
            f" --moodle-columns {options}"
        )
    return columns


def _recognize_by_values(columns: Columns, values: Sequence[list[str]]) -> None:
    """Add the columns that have no known heading, as Moodle orders them."""
    if ColumnRole.IDENTIFIER not in columns:
        for column, cells in enumerate(values):
            if _are_identifiers(cells):
                columns[ColumnRole.IDENTIFIER] = column
                break
    last = len(values) - 1
    # The time of the grade, which is never missing, is beside the feedback, which is HTML.
    if ColumnRole.FEEDBACK not in columns and last > 0:
        is_html = all(value.startswith("<") for value in values[last] if value)
        if is_html and all(values[last - 1]):
            columns[ColumnRole.FEEDBACK] = last
    # A grade is beside its maximum.
    pairs = []
    for column in range(last):
        pair = {ColumnRole.GRADE: column, ColumnRole.MAXIMUM: column + 1}
        # One of them may be known, and be another column.
        fits_known = pair | columns == columns | pair
        if fits_known and _are_grades(values[column], values[column + 1]):
            pairs.append(pair)
    if len(pairs) == 1:
        columns |= pairs[0]


def _are_identifiers(cells: list[str]) -> bool:
    """Return whether cells are one word and a number each, as in `Participant 7`, all different."""
    words = {ENDS_IN_NUMBER.sub("", cell) for cell in cells}
    are_alike = len(words) <= 1 and "" not in words
    return are_alike and len(set(cells)) == len(cells) and words.isdisjoint(cells)


def _are_grades(cells: list[str], beside: list[str]) -> bool:
    """Return whether the cells beside are all one number, and no cell exceeds it."""
    maximum = number_in(beside[0])
    is_maximum = len(set(beside)) == 1 and bool(maximum)
    grades = list(filter(None, cells))
    return is_maximum and all(
        NUMBER.fullmatch(each) and number_in(each) <= maximum for each in grades
    )


def parse_columns(words: str) -> Headings:
    """Return the headings in `identifier=Nummer,feedback=Kommentar`.

    Raises:
        ArgmapError: a column is not one of those that count, or named twice, or has no heading.
    """
    named = {}
    for item in words.split(","):
        name, _, heading = map(str.strip, item.partition("="))
        if name not in list(ColumnRole):
            raise ArgmapError(no_such("column", name, ColumnRole))
        role = ColumnRole(name)
        if not heading:
            raise ArgmapError(f"the column `{role}` needs a heading: {role}=HEADING")
        if role in named:
            raise ArgmapError(f"the column `{role}` is given twice")
        named[role] = heading
    return named
