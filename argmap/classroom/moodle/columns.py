"""Which columns of a grading worksheet hold what: by given names, by known headings, or by what
their cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from argmap.classroom.moodle.headings import KNOWN_HEADINGS, TEAM_HEADINGS, ColumnRole
from argmap.classroom.moodle.table import TableLine
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

# Begins at the first digit alone and gives none back, so that a student's text of many digits takes
# no long time.
ENDS_IN_NUMBER = re.compile(r"(?<![0-9])([0-9]++)\Z")
NUMBER = re.compile(r"[0-9]{1,9}(?:([.,])[0-9]{1,9})?")


def number_in(text: str) -> Decimal:
    """Return the number that a cell holds; 0 if it holds none."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else Decimal(0)


class ColumnFinder:
    """Finds the columns of a worksheet: those that are named, then by known headings, then by what
    the cells hold.
    """

    def __init__(self, heading: TableLine, lines: Sequence[TableLine], name: str) -> None:
        self._name = name
        self._headings = [_plain(heading.value(column)) for column in range(len(heading.cells))]
        self._values = [
            [line.value(column).strip() for line in lines] for column in range(len(heading.cells))
        ]

    def columns(
        self, roles: Iterable[ColumnRole], named: Mapping[ColumnRole, str]
    ) -> dict[ColumnRole, int]:
        """Return the column of each role.

        Raises:
            ArgmapError: one is missing, or could be several, or the worksheet is of an assignment
                of groups.
        """
        if set(self._headings) & set(map(_plain, TEAM_HEADINGS)):
            reason = "the files of groups are called by the numbers of groups, not of participants"
            raise ArgmapError(f"{self._name} is of an assignment for groups: {reason}")
        columns: dict[ColumnRole, int] = {}
        for role in roles:
            if role in named:
                columns[role] = self._find_column(named[role])
                continue
            known = set(map(_plain, KNOWN_HEADINGS[role]))
            found = [column for column, heading in enumerate(self._headings) if heading in known]
            if len(found) == 1:
                columns[role] = found[0]
        if any(self._values):
            self._recognize_by_values(columns, list(roles))
        missing = [role for role in roles if role not in columns]
        if missing:
            options = ",".join(f"{role}=HEADING" for role in missing)
            raise ArgmapError(
                f"{self._name}: columns not found; name them: --moodle-columns {options}"
            )
        return columns

    def _find_column(self, heading: str) -> int:
        # The headings that there are stay untold: where the first line is missing, they are a
        # student.
        found = [column for column, other in enumerate(self._headings) if other == _plain(heading)]
        if len(found) != 1:
            number = "no column" if not found else f"{len(found)} columns"
            raise ArgmapError(f"{self._name} has {number} with the heading `{heading}`")
        return found[0]

    def _recognize_by_values(
        self, columns: dict[ColumnRole, int], roles: Sequence[ColumnRole]
    ) -> None:
        """Add the columns that no heading told, as the order in which Moodle
        writes columns allows.
        """
        if ColumnRole.IDENTIFIER not in columns:
            identifiers = filter(self._are_identifiers, range(len(self._values)))
            first = next(identifiers, None)
            if first is not None:
                columns[ColumnRole.IDENTIFIER] = first
        last = len(self._values) - 1
        if ColumnRole.FEEDBACK not in columns and last > 0 and self._may_be_feedback(last):
            columns[ColumnRole.FEEDBACK] = last
        if ColumnRole.GRADE not in roles:
            return
        # A grade stands beside its maximum.
        pairs = [
            (column, column + 1)
            for column in range(last)
            if self._are_grades(column, column + 1)
            and columns.get(ColumnRole.GRADE, column) == column
            and columns.get(ColumnRole.MAXIMUM, column + 1) == column + 1
        ]
        if len(pairs) == 1:
            columns[ColumnRole.GRADE], columns[ColumnRole.MAXIMUM] = pairs[0]

    def _are_identifiers(self, column: int) -> bool:
        """Return whether all values are one word and a number each, with no two alike."""
        values = self._values[column]
        words = {ENDS_IN_NUMBER.sub("", value) for value in values}
        return (
            len(words) == 1
            and "" not in words
            and len(set(values)) == len(values)
            and words.isdisjoint(values)
        )

    def _may_be_feedback(self, column: int) -> bool:
        """Return whether values are missing or HTML, behind the time of the grade, which is never
        missing.
        """
        return all(self._values[column - 1]) and all(
            not value or value.startswith("<") for value in self._values[column]
        )

    def _are_grades(self, column: int, beside: int) -> bool:
        """Return whether the values beside are one and the same number, which none of these
        exceeds.
        """
        if len(set(self._values[beside])) != 1:
            return False
        maximum = number_in(self._values[beside][0])
        grades = [value for value in self._values[column] if value]
        return maximum > 0 and all(
            NUMBER.fullmatch(grade) and number_in(grade) <= maximum for grade in grades
        )


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def parse_columns(words: str) -> dict[ColumnRole, str]:
    """Return the headings in `identifier=Nummer,feedback=Kommentar`.

    Raises:
        ArgmapError: a column is not one of those that count, or named twice, or has no heading.
    """
    named: dict[ColumnRole, str] = {}
    for item in words.split(","):
        role, _, heading = (word.strip() for word in item.partition("="))
        if role not in list(ColumnRole):
            raise ArgmapError(no_such("column", role, ColumnRole))
        if not heading:
            raise ArgmapError(f"the column `{role}` is to have a heading: {role}=HEADING")
        if ColumnRole(role) in named:
            raise ArgmapError(f"the column `{role}` is named twice")
        named[ColumnRole(role)] = heading
    return named
