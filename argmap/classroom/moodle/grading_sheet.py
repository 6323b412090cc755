"""Moodle's offline grading worksheets: CSV with one row per participant of an assignment.

A site writes it with the headings of its language, in UTF-8, with commas. Spreadsheets write it
again in other ways. What is not filled in stays as it is, byte for byte: delimiter, quotation
marks, byte order mark, ends of lines. Source: `mod/assign/gradingtable.php` and
`mod/assign/feedback/offline/` of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from argmap.classroom.moodle.grading_columns import (
    ENDS_IN_NUMBER,
    NUMBER,
    ColumnRole,
    TableLine,
    delimiter_of,
    find_columns,
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
    """What is filled in for a participant: feedback as HTML, and a share of the maximum grade.

    The share is from 0 to 1; None for no grade.
    """

    feedback: str
    share: Decimal | None = None


class GradingSheet:
    """A grading worksheet.

    Args:
        text: its text.
        name: what it is called in messages.
        named: the headings of columns that are given; other columns are found.
        with_grades: whether grades are to be filled in, so that the worksheet needs their columns.

    Raises:
        ArgmapError: it is no worksheet, or a column is missing, or its lines do not fit each other.
    """

    def __init__(
        self, text: str, name: str, named: Mapping[ColumnRole, str], *, with_grades: bool
    ) -> None:
        self._delimiter = delimiter_of(text, name)
        self._lines = list(lines_of(text, self._delimiter, name))
        heading, *others = self._lines
        # Spreadsheets write empty lines at the end.
        lines = [line for line in others if any(line.cells)]
        for line in lines:
            if len(line.cells) != len(heading.cells):
                cells = f"{len(line.cells)} cells, and the first line has {len(heading.cells)}"
                raise ArgmapError(f"{name}, line {line.number}: there are {cells}")
        roles = list(ColumnRole) if with_grades else [ColumnRole.IDENTIFIER, ColumnRole.FEEDBACK]
        self._columns = find_columns([heading, *lines], name, roles, named)
        self._line_of: dict[str, TableLine] = {}
        for line in lines:
            self._add_participant(line, name)
        # The mark of decimals is that of a number of the sheet, or else goes with its delimiter.
        self._mark = "," if self._delimiter == ";" else "."
        if with_grades:
            self._mark = next(filter(None, list(self._marks(name))), self._mark)

    def _add_participant(self, line: TableLine, name: str) -> None:
        match = ENDS_IN_NUMBER.search(self._value(line, ColumnRole.IDENTIFIER))
        if match is None:
            problem = "the identifier does not end in a number"
            raise ArgmapError(f"{name}, line {line.number}: {problem}")
        number = match[1]
        if number in self._line_of:
            both = f"lines {self._line_of[number].number} and {line.number}"
            raise ArgmapError(f"{name}: {both} are both of participant {number}")
        self._line_of[number] = line

    def _marks(self, name: str) -> Iterator[str | None]:
        """Yield the mark of decimals in each number of the sheet."""
        for line in self._line_of.values():
            if not number_in(self._value(line, ColumnRole.MAXIMUM)):
                problem = "the maximum grade is to be a number above 0"
                raise ArgmapError(f"{name}, line {line.number}: {problem}")
            for role in (ColumnRole.MAXIMUM, ColumnRole.GRADE):
                match = NUMBER.fullmatch(self._value(line, role))
                if match is not None:
                    yield match[1]

    def participants(self) -> list[Participant]:
        """Return the participants, in the order of the sheet."""
        participants = []
        for number, line in self._line_of.items():
            has_feedback = self._holds(line, ColumnRole.FEEDBACK)
            has_grade = self._holds(line, ColumnRole.GRADE)
            participants.append(Participant(number, has_feedback, has_grade))
        return participants

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
        grading_of = {self._line_of[number].number: each for number, each in gradings.items()}
        written = []
        for line in self._lines:
            cells = line.cells
            if line.number in grading_of:
                cells = self._fill_cells(line, grading_of[line.number], in_ascii=in_ascii)
            written.append(self._delimiter.join(cells) + line.ending)
        return "".join(written)

    def _fill_cells(self, line: TableLine, grading: Grading, *, in_ascii: bool) -> list[str]:
        feedback = grading.feedback
        # ü as &#252;
        if in_ascii:
            feedback = feedback.encode("ascii", "xmlcharrefreplace").decode()
        values = {self._columns[ColumnRole.FEEDBACK]: feedback}
        if grading.share is not None and not self._holds(line, ColumnRole.GRADE):
            maximum = number_in(self._value(line, ColumnRole.MAXIMUM))
            grade = (maximum * grading.share).quantize(_AS_GRADES_ARE, ROUND_HALF_UP)
            values[self._columns[ColumnRole.GRADE]] = str(grade).replace(".", self._mark)
        cells = list(line.cells)
        # A cell keeps its quotation marks, and gets them where it could not be read without.
        for column, value in values.items():
            needs_marks = any(sign in value for sign in (self._delimiter, '"', " "))
            if needs_marks or cells[column].startswith('"'):
                cells[column] = '"' + value.replace('"', '""') + '"'
            else:
                cells[column] = value
        return cells


_OF_PARTICIPANT = re.compile(r"_([0-9]+)_assignsubmission_")


def participant_of(parts: Iterable[str]) -> str:
    """Return the number of the participant who handed in a file, by its path; "" for none.

    In `Bo Lind_302_assignsubmission_file/map.yaml` it is 302. The outermost folder counts, and in
    it the first number: students choose the names of all folders and files in it.
    """
    matches = filter(None, map(_OF_PARTICIPANT.search, parts))
    return next((match[1] for match in matches), "")
