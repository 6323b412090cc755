"""Moodle's offline grading worksheets: a table with a row for each participant of an assignment, as CSV.

A site writes it with the headings of its language, in UTF-8, with commas. Spreadsheets write it again in other ways.
What is not filled in stays as it is, byte for byte: delimiter, quotation marks, byte order mark, ends of lines.
Source: `mod/assign/gradingtable.php` and `mod/assign/feedback/offline/` of Moodle.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from argmap.classroom.moodle.headings import KNOWN_HEADINGS, TEAM_HEADINGS, Role
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

# --- bytes and text ---

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Encoding(NamedTuple):
    """How the text of a sheet is written as bytes."""

    codec: str
    mark: bytes = b""
    is_known: bool = True
    """If not, it is some encoding of a system, of which ASCII alone is certain: what is filled in is ASCII."""

    def encoded(self, text: str) -> bytes:
        """Return the text as the bytes of a file."""
        return self.mark + text.encode(self.codec)


def decoded(data: bytes, name: str) -> tuple[str, Encoding]:
    """Return the text of a sheet, and how to write it again.

    Raises:
        ArgmapError: it is no text.
    """
    encoding = Encoding("utf-8")
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            encoding = Encoding(codec, mark)
    rest = data.removeprefix(encoding.mark)
    try:
        text = rest.decode(encoding.codec)
    except UnicodeDecodeError:
        if encoding.mark:
            raise ArgmapError(f"{name} is not {encoding.codec.upper()}, though it begins so") from None
        # ISO 8859-1 has a character for every byte, so that each is written again as it was.
        encoding = Encoding("iso-8859-1", is_known=False)
        text = rest.decode(encoding.codec)
    if "\0" in text:
        raise ArgmapError(f"{name} is no text; save the worksheet as CSV")
    return text, encoding


# --- the table ---


class _Line(NamedTuple):
    """A line of the table as it is written: its number, its cells with their quotation marks, and how it ends."""

    number: int
    cells: list[str]
    ending: str

    def value(self, column: int) -> str:
        """Return what a cell holds."""
        cell = self.cells[column]
        return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


_BREAK = re.compile(r"\r\n|[\r\n]")


def _lines(text: str, delimiter: str, name: str) -> Iterator[_Line]:
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
            raise ArgmapError(f"{name}, line {number}: a cell in quotation marks does not end as it should")
        cells.append(match[1])
        position = match.end()
        number += len(_BREAK.findall(match[0]))
        if match[2] != delimiter:
            yield _Line(start, cells, match[2])
            cells, start = [], number


def _delimiter(text: str, name: str) -> str:
    """Return what parts the cells of the first line: that of which there are most."""
    widths: dict[str, int] = {}
    for delimiter in (",", ";", "\t"):
        try:
            widths[delimiter] = len(next(_lines(text, delimiter, name)).cells)
        except ArgmapError:
            continue  # a quotation mark stands beside one of the others
        except StopIteration:
            break
    if not widths:
        raise ArgmapError(f"{name} is no worksheet: its first line has no columns")
    return max(widths, key=widths.__getitem__)


# --- the worksheet ---


class Row(NamedTuple):
    """What a worksheet says of a participant.

    Attributes:
        participant: the number that ends the identifier.
        has_feedback, has_grade: whether there is some already.
    """

    participant: str
    has_feedback: bool
    has_grade: bool


class Entry(NamedTuple):
    """What is filled in for a participant: feedback as HTML, and which part of the maximum grade is reached.

    `share` is from 0 to 1; None for no grade.
    """

    feedback: str
    share: Decimal | None = None


class Worksheet:
    """A grading worksheet.

    Args:
        text: its text.
        name: what it is called in messages.
        named: headings of columns that are named; the others are told by known headings, or by what the cells hold.
        with_grades: whether grades are to be filled in, so that the worksheet needs their columns.

    Raises:
        ArgmapError: it is no worksheet, or a column is missing, or its lines do not fit each other.
    """

    def __init__(self, text: str, name: str, named: Mapping[Role, str], *, with_grades: bool) -> None:
        self._name = name
        self._delimiter = _delimiter(text, name)
        self._all_lines = list(_lines(text, self._delimiter, name))
        self._lines = self._lines_of_participants()
        roles = list(Role) if with_grades else [Role.IDENTIFIER, Role.FEEDBACK]
        self._columns = _Finder(self._all_lines[0], self._lines, name).columns(roles, named)
        self._participants = self._numbers()
        self._mark = self._decimal_mark() if with_grades else ""

    def _lines_of_participants(self) -> list[_Line]:
        heading, *others = self._all_lines
        lines = [line for line in others if any(line.cells)]
        for line in lines:
            if len(line.cells) != len(heading.cells):
                cells = f"{len(line.cells)} cells, and the first line has {len(heading.cells)}"
                raise ArgmapError(f"{self._name}, line {line.number}: there are {cells}")
        return lines

    def _numbers(self) -> list[str]:
        """Return the number of the participant of each line."""
        numbers: dict[str, int] = {}
        for line in self._lines:
            match = _ENDS_IN_NUMBER.search(line.value(self._columns[Role.IDENTIFIER]).strip())
            if match is None:
                raise ArgmapError(f"{self._name}, line {line.number}: the identifier does not end in a number")
            number = match[1]
            if number in numbers:
                both = f"lines {numbers[number]} and {line.number}"
                raise ArgmapError(f"{self._name}: {both} are both of participant {number}")
            numbers[number] = line.number
        return list(numbers)

    def _decimal_mark(self) -> str:
        """Return the mark that parts decimals: as in a number of the sheet, or else as beside its delimiter."""
        for line in self._lines:
            maximum = line.value(self._columns[Role.MAXIMUM])
            if not _number(maximum):
                raise ArgmapError(f"{self._name}, line {line.number}: the maximum grade is to be a number above 0")
        for line in self._lines:
            for role in (Role.MAXIMUM, Role.GRADE):
                match = _NUMBER.fullmatch(line.value(self._columns[role]).strip())
                if match is not None and match[1]:
                    return match[1]
        return "," if self._delimiter == ";" else "."

    def rows(self) -> list[Row]:
        """Return what there is of each participant, in the order of the sheet."""
        return [
            Row(number, self._holds(line, Role.FEEDBACK), self._holds(line, Role.GRADE))
            for number, line in zip(self._participants, self._lines, strict=True)
        ]

    def _holds(self, line: _Line, role: Role) -> bool:
        return role in self._columns and line.value(self._columns[role]).strip() not in ("", "-")

    def filled(self, entries: Mapping[str, Entry], *, in_ascii: bool = False) -> str:
        """Return the text of the sheet with what is filled in; a grade that is there stays.

        Args:
            entries: what is filled in, by the numbers of participants.
            in_ascii: write feedback in ASCII, other characters as references.
        """
        entry_of_line: dict[int, Entry] = {}
        for participant, line in zip(self._participants, self._lines, strict=True):
            if participant in entries:
                entry_of_line[line.number] = entries[participant]
        written: list[str] = []
        for line in self._all_lines:
            cells = line.cells
            if line.number in entry_of_line:
                cells = self._filled_cells(line, entry_of_line[line.number], in_ascii=in_ascii)
            written.append(self._delimiter.join(cells) + line.ending)
        return "".join(written)

    def _filled_cells(self, line: _Line, entry: Entry, *, in_ascii: bool) -> list[str]:
        feedback = entry.feedback
        if in_ascii:
            feedback = feedback.encode("ascii", "xmlcharrefreplace").decode()
        values = {self._columns[Role.FEEDBACK]: feedback}
        if entry.share is not None and not self._holds(line, Role.GRADE):
            maximum = _number(line.value(self._columns[Role.MAXIMUM]))
            grade = (maximum * entry.share).quantize(_AS_GRADES_ARE, ROUND_HALF_UP)
            values[self._columns[Role.GRADE]] = str(grade).replace(".", self._mark)
        cells = list(line.cells)
        for column, value in values.items():
            needs_marks = any(sign in value for sign in (self._delimiter, '"', " "))
            if needs_marks or cells[column].startswith('"'):
                cells[column] = '"' + value.replace('"', '""') + '"'
            else:
                cells[column] = value
        return cells


_AS_GRADES_ARE = Decimal("0.01")
"""Moodle writes grades with two decimals."""

# Begins at the first digit alone and gives none back, so that a student's text of many digits takes no long time.
_ENDS_IN_NUMBER = re.compile(r"(?<![0-9])([0-9]++)\Z")
_NUMBER = re.compile(r"[0-9]{1,9}(?:([.,])[0-9]{1,9})?")


def _number(text: str) -> Decimal:
    """Return the number that a cell holds; 0 if it holds none."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else Decimal(0)


class _Finder:
    """Finds the columns of a worksheet: those that are named, then by known headings, then by what the cells hold."""

    def __init__(self, heading: _Line, lines: Sequence[_Line], name: str) -> None:
        self._name = name
        self._headings = [_plain(heading.value(column)) for column in range(len(heading.cells))]
        self._values = [[line.value(column).strip() for line in lines] for column in range(len(heading.cells))]

    def columns(self, roles: Iterable[Role], named: Mapping[Role, str]) -> dict[Role, int]:
        """Return the column of each role.

        Raises:
            ArgmapError: one is missing, or could be several, or the worksheet is of an assignment of groups.
        """
        if set(self._headings) & set(map(_plain, TEAM_HEADINGS)):
            reason = "the files of groups are called by the numbers of groups, not of participants"
            raise ArgmapError(f"{self._name} is of an assignment for groups: {reason}")
        columns: dict[Role, int] = {}
        for role in roles:
            if role in named:
                columns[role] = self._column_named(named[role])
                continue
            known = set(map(_plain, KNOWN_HEADINGS[role]))
            found = [column for column, heading in enumerate(self._headings) if heading in known]
            if len(found) == 1:
                columns[role] = found[0]
        if any(self._values):
            self._tell_by_values(columns, list(roles))
        missing = [role for role in roles if role not in columns]
        if missing:
            options = ",".join(f"{role}=HEADING" for role in missing)
            raise ArgmapError(f"{self._name}: columns not found; name them: --moodle-columns {options}")
        return columns

    def _column_named(self, heading: str) -> int:
        # The headings that there are stay untold: where the first line is missing, they are a student.
        found = [column for column, other in enumerate(self._headings) if other == _plain(heading)]
        if len(found) != 1:
            number = "no column" if not found else f"{len(found)} columns"
            raise ArgmapError(f"{self._name} has {number} with the heading `{heading}`")
        return found[0]

    def _tell_by_values(self, columns: dict[Role, int], roles: Sequence[Role]) -> None:
        """Add the columns that no heading told, as the order in which Moodle writes columns allows."""
        if Role.IDENTIFIER not in columns:
            identifiers = filter(self._are_identifiers, range(len(self._values)))
            first = next(identifiers, None)
            if first is not None:
                columns[Role.IDENTIFIER] = first
        last = len(self._values) - 1
        if Role.FEEDBACK not in columns and last > 0 and self._may_be_feedback(last):
            columns[Role.FEEDBACK] = last
        if Role.GRADE not in roles:
            return
        # A grade stands beside its maximum.
        pairs = [
            (column, column + 1)
            for column in range(last)
            if self._are_grades(column, column + 1)
            and columns.get(Role.GRADE, column) == column
            and columns.get(Role.MAXIMUM, column + 1) == column + 1
        ]
        if len(pairs) == 1:
            columns[Role.GRADE], columns[Role.MAXIMUM] = pairs[0]

    def _are_identifiers(self, column: int) -> bool:
        """Return whether all values are one word and a number each, with no two alike."""
        values = self._values[column]
        words = {_ENDS_IN_NUMBER.sub("", value) for value in values}
        return len(words) == 1 and "" not in words and len(set(values)) == len(values) and words.isdisjoint(values)

    def _may_be_feedback(self, column: int) -> bool:
        """Return whether values are missing or HTML, behind the time of the grade, which is never missing."""
        return all(self._values[column - 1]) and all(
            not value or value.startswith("<") for value in self._values[column]
        )

    def _are_grades(self, column: int, beside: int) -> bool:
        """Return whether the values beside are one and the same number, which none of these exceeds."""
        if len(set(self._values[beside])) != 1:
            return False
        maximum = _number(self._values[beside][0])
        grades = [value for value in self._values[column] if value]
        return maximum > 0 and all(_NUMBER.fullmatch(grade) and _number(grade) <= maximum for grade in grades)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def named_columns(words: str) -> dict[Role, str]:
    """Return the headings in `identifier=Nummer,feedback=Kommentar`.

    Raises:
        ArgmapError: a column is not one of those that count, or named twice, or has no heading.
    """
    named: dict[Role, str] = {}
    for item in words.split(","):
        role, _, heading = (word.strip() for word in item.partition("="))
        if role not in list(Role):
            raise ArgmapError(no_such("column", role, Role))
        if not heading:
            raise ArgmapError(f"the column `{role}` is to have a heading: {role}=HEADING")
        if Role(role) in named:
            raise ArgmapError(f"the column `{role}` is named twice")
        named[Role(role)] = heading
    return named


# --- the submissions ---

_OF_PARTICIPANT = re.compile(r"_([0-9]+)_assignsubmission_")


def participant_of(parts: Iterable[str]) -> str:
    """Return the number of the participant who handed in a file, by its path in what Moodle hands out; "" for none.

    The outermost folder counts, and in it the first number: what is behind is named by the student.
    """
    for part in parts:
        match = _OF_PARTICIPANT.search(part)
        if match is not None:
            return match[1]
    return ""
