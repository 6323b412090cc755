"""Moodle's offline grading worksheets: a table with a row for each participant of an assignment, as
CSV.

A site writes it with the headings of its language, in UTF-8, with commas. Spreadsheets write it
again in other ways. What is not filled in stays as it is, byte for byte: delimiter, quotation
marks, byte order mark, ends of lines. Source: `mod/assign/gradingtable.php` and
`mod/assign/feedback/offline/` of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from argmap.classroom.moodle.grading_columns import (
    ENDS_IN_NUMBER,
    NUMBER,
    ColumnFinder,
    ColumnRole,
    TableLine,
    delimiter_of,
    lines_of,
    number_in,
)
from argmap.util.errors import ArgmapError

_AS_GRADES_ARE = Decimal("0.01")
"""Moodle writes grades with two decimals."""


class Participant(NamedTuple):
    """A participant of the assignment.

    Attributes:
        number: the number that ends the identifier.
        has_feedback, has_grade: whether there is some already.
    """

    number: str
    has_feedback: bool
    has_grade: bool


class Grading(NamedTuple):
    """What is filled in for a participant: feedback as HTML, and which part of the maximum grade is
    reached.

    `share` is from 0 to 1; None for no grade.
    """

    feedback: str
    share: Decimal | None = None


class GradingSheet:
    """A grading worksheet.

    Args:
        text: its text.
        name: what it is called in messages.
        named: headings of columns that are named; the others are told by known headings, or by what
            the cells hold.
        with_grades: whether grades are to be filled in, so that the worksheet needs their columns.

    Raises:
        ArgmapError: it is no worksheet, or a column is missing, or its lines do not fit each other.
    """

    def __init__(
        self, text: str, name: str, named: Mapping[ColumnRole, str], *, with_grades: bool
    ) -> None:
        self._name = name
        self._delimiter = delimiter_of(text, name)
        self._all_lines = list(lines_of(text, self._delimiter, name))
        lines = self._lines_of_participants()
        roles = list(ColumnRole) if with_grades else [ColumnRole.IDENTIFIER, ColumnRole.FEEDBACK]
        self._columns = ColumnFinder(self._all_lines[0], lines, name).columns(roles, named)
        self._line_of = self._by_numbers(lines)
        self._mark = self._decimal_mark() if with_grades else ""

    def _lines_of_participants(self) -> list[TableLine]:
        heading, *others = self._all_lines
        lines = [line for line in others if any(line.cells)]
        for line in lines:
            if len(line.cells) != len(heading.cells):
                cells = f"{len(line.cells)} cells, and the first line has {len(heading.cells)}"
                raise ArgmapError(f"{self._name}, line {line.number}: there are {cells}")
        return lines

    def _by_numbers(self, lines: Iterable[TableLine]) -> dict[str, TableLine]:
        """Return lines by the numbers of their participants."""
        line_of: dict[str, TableLine] = {}
        for line in lines:
            match = ENDS_IN_NUMBER.search(self._value(line, ColumnRole.IDENTIFIER))
            if match is None:
                raise ArgmapError(
                    f"{self._name}, line {line.number}: the identifier does not end in a number"
                )
            number = match[1]
            if number in line_of:
                both = f"lines {line_of[number].number} and {line.number}"
                raise ArgmapError(f"{self._name}: {both} are both of participant {number}")
            line_of[number] = line
        return line_of

    def _decimal_mark(self) -> str:
        """Return the mark that parts decimals: as in a number of the sheet, or else as beside its
        delimiter.
        """
        for line in self._line_of.values():
            if not number_in(self._value(line, ColumnRole.MAXIMUM)):
                raise ArgmapError(
                    f"{self._name}, line {line.number}: the maximum grade is to be a number above 0"
                )
        for line in self._line_of.values():
            for role in (ColumnRole.MAXIMUM, ColumnRole.GRADE):
                match = NUMBER.fullmatch(self._value(line, role))
                if match is not None and match[1]:
                    return match[1]
        return "," if self._delimiter == ";" else "."

    def participants(self) -> list[Participant]:
        """Return the participants, in the order of the sheet."""
        return [
            Participant(
                number, self._holds(line, ColumnRole.FEEDBACK), self._holds(line, ColumnRole.GRADE)
            )
            for number, line in self._line_of.items()
        ]

    def _value(self, line: TableLine, role: ColumnRole) -> str:
        return line.value(self._columns[role]).strip()

    def _holds(self, line: TableLine, role: ColumnRole) -> bool:
        # Where no grades are filled in, their column need not be known.
        return role in self._columns and self._value(line, role) not in ("", "-")

    def fill_in(self, gradings: Mapping[str, Grading], *, in_ascii: bool = False) -> str:
        """Return the text of the sheet with what is filled in; a grade that is there stays.

        Args:
            gradings: what is filled in, by the numbers of participants.
            in_ascii: write feedback in ASCII, other characters as references.
        """
        grading_of_line = {
            self._line_of[number].number: grading for number, grading in gradings.items()
        }
        written: list[str] = []
        for line in self._all_lines:
            cells = line.cells
            if line.number in grading_of_line:
                cells = self._fill_cells(line, grading_of_line[line.number], in_ascii=in_ascii)
            written.append(self._delimiter.join(cells) + line.ending)
        return "".join(written)

    def _fill_cells(self, line: TableLine, grading: Grading, *, in_ascii: bool) -> list[str]:
        feedback = grading.feedback
        if in_ascii:
            feedback = feedback.encode("ascii", "xmlcharrefreplace").decode()
        values = {self._columns[ColumnRole.FEEDBACK]: feedback}
        if grading.share is not None and not self._holds(line, ColumnRole.GRADE):
            maximum = number_in(self._value(line, ColumnRole.MAXIMUM))
            grade = (maximum * grading.share).quantize(_AS_GRADES_ARE, ROUND_HALF_UP)
            values[self._columns[ColumnRole.GRADE]] = str(grade).replace(".", self._mark)
        cells = list(line.cells)
        for column, value in values.items():
            needs_marks = any(sign in value for sign in (self._delimiter, '"', " "))
            if needs_marks or cells[column].startswith('"'):
                cells[column] = '"' + value.replace('"', '""') + '"'
            else:
                cells[column] = value
        return cells


_OF_PARTICIPANT = re.compile(r"_([0-9]+)_assignsubmission_")


def participant_of(parts: Iterable[str]) -> str:
    """Return the number of the participant who handed in a file, by its path in what Moodle hands
    out; "" for none.

    The outermost folder counts, and in it the first number: what is behind is named by the student.
    """
    for part in parts:
        match = _OF_PARTICIPANT.search(part)
        if match is not None:
            return match[1]
    return ""
