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
    Headings,
    TableLine,
    delimiter_of,
    find_columns,
    lines_of,
    number_in,
)
from argmap.util.errors import ArgmapError
from argmap.util.text import count

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

    Raises:
        ArgmapError: it is no worksheet, or a column is missing, or its lines do not fit each other.
    """

    def __init__(self, text: str, name: str, named: Headings) -> None:
        delimiter = delimiter_of(text, name)
        self._delimiter = delimiter
        self._lines = list(lines_of(text, delimiter, name))
        heading, *others = self._lines
        # Spreadsheets write empty lines at the end.
        lines = [line for line in others if any(line.cells)]
        width = len(heading.cells)
        for line in lines:
            if len(line.cells) != width:
                cells = count(len(line.cells), "cell")
                problem = f"this line has {cells}, but the first line has {width}"
                raise ArgmapError(f"{name}, line {line.number}: {problem}")
        self._columns = find_columns([heading, *lines], name, named)
        self._line_of: dict[str, TableLine] = {}
        for line in lines:
            self._add_participant(line, name)
        # The mark of decimals is that of a number of the sheet, or else goes with its delimiter.
        marks = list(self._marks(name)) if self.has_grades else []
        self._mark = [*marks, "," if delimiter == ";" else "."][0]

    @property
    def has_grades(self) -> bool:
        """Whether grades can be filled in: not where there is no maximum."""
        return ColumnRole.MAXIMUM in self._columns

    def _add_participant(self, line: TableLine, name: str) -> None:
        identifier = self._value(line, ColumnRole.IDENTIFIER)
        match = ENDS_IN_NUMBER.search(identifier)
        if match is None:
            problem = "the identifier does not end in a number"
            raise ArgmapError(f"{name}, line {line.number}: {problem}")
        number = match[1]
        other = self._line_of.setdefault(number, line)
        if other is not line:
            both = f"lines {other.number} and {line.number}"
            raise ArgmapError(f"{name}: {both} are both for participant {number}")

    def _marks(self, name: str) -> Iterator[str]:
        """Yield the mark of decimals in each number of the sheet that has one."""
        for line in self._line_of.values():
            maximum = self._value(line, ColumnRole.MAXIMUM)
            if not number_in(maximum):
                problem = "the maximum grade must be a number above 0"
                raise ArgmapError(f"{name}, line {line.number}: {problem}")
            for value in (maximum, self._value(line, ColumnRole.GRADE)):
                match = NUMBER.fullmatch(value)
                if match is not None and match[1]:
                    yield match[1]

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
        # Where no grades can be filled in, there is no column for them.
        return role in self._columns and self._value(line, role) not in ("", "-")

    def fill_in(self, gradings: Mapping[str, Grading], *, in_ascii: bool = False) -> str:
        """Return the text of the sheet with what is filled in; a grade that is there stays.

        Args:
            gradings: what is filled in, by the numbers of participants.
            in_ascii: write feedback in ASCII, other characters as references.
        """
        filled = {}
        for participant, grading in gradings.items():
            line = self._line_of[participant]
            filled[line.number] = self._fill_cells(line, grading, in_ascii=in_ascii)
        return "".join(
            self._delimiter.join(filled.get(line.number, line.cells)) + line.ending
            for line in self._lines
        )

    def _fill_cells(self, line: TableLine, grading: Grading, *, in_ascii: bool) -> list[str]:
        feedback = grading.feedback
        # ü as &#252;
        if in_ascii:
            feedback = feedback.encode("ascii", "xmlcharrefreplace").decode()
        values = {ColumnRole.FEEDBACK: feedback}
        has_grade = self._holds(line, ColumnRole.GRADE)
        if grading.share is not None and self.has_grades and not has_grade:
            maximum = self._value(line, ColumnRole.MAXIMUM)
            points = number_in(maximum) * grading.share
            grade = str(points.quantize(_AS_GRADES_ARE, ROUND_HALF_UP))
            values[ColumnRole.GRADE] = grade.replace(".", self._mark)
        cells = list(line.cells)
        # A cell keeps its quotation marks, and gets them where it could not be read without.
        for role, value in values.items():
            column = self._columns[role]
            needs_marks = not {self._delimiter, '"', " "}.isdisjoint(value)
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
