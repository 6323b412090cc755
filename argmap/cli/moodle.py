"""`argmap compare --moodle`: an assignment's grading worksheet, filled in for those who handed in a map.

Participants are named by their numbers alone, so that no person's name lands in a log.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from argmap.classroom.feedback.feedback import Hints
from argmap.classroom.feedback.feedback_html import format_feedback
from argmap.classroom.feedback.results import Result
from argmap.classroom.moodle.grading_sheet import (
    Encoding,
    Entry,
    Row,
    Worksheet,
    decoded,
    named_columns,
    participant_of,
)
from argmap.cli.console import Console
from argmap.cli.submissions import HandedIn
from argmap.files import read_bytes
from argmap.output import Failure


class Sheet:
    """A worksheet that was read from a file, and how its text is written as bytes."""

    def __init__(self, name: str, worksheet: Worksheet, encoding: Encoding) -> None:
        self._name = name
        self._worksheet = worksheet
        self._encoding = encoding

    @classmethod
    def read(cls, name: str, columns: str, *, with_grades: bool) -> Sheet:
        """Return the worksheet in a file.

        Raises:
            ArgmapError: it cannot be read, or is no worksheet, or a column is missing.
        """
        named = named_columns(columns) if columns else {}
        try:
            data = read_bytes(name)
        except (OSError, ValueError) as error:
            raise Failure(f"cannot read {name}: {getattr(error, 'strerror', None) or error}") from None
        text, encoding = decoded(data, name)
        return cls(name, Worksheet(text, name, named, with_grades=with_grades), encoding)

    def write(
        self,
        console: Console,
        target: str,
        students: Iterable[str],
        results: Sequence[tuple[HandedIn, Result]],
        hints: Hints,
    ) -> None:
        """Write the worksheet with what came of the maps, and say what did not find its place.

        Raises:
            Failure: no map is of a participant of the sheet, or the sheet cannot be written.
        """
        results_of: dict[str, list[Result]] = defaultdict(list)
        for file, result in results:
            results_of[participant_of(_parts(file))].append(result)
        homeless = results_of.pop("", [])
        rows = self._worksheet.rows()
        numbers = {row.participant for row in rows}
        # `max` keeps the first of equals.
        counted = {
            number: max(each, key=lambda result: result.rank)
            for number, each in results_of.items()
            if number in numbers
        }
        if not counted:
            raise Failure(f"no map is in a folder with the number of a participant of {self._name}")
        entries = {
            number: Entry(format_feedback(result, hints, with_name=len(results_of[number]) > 1), _share(result))
            for number, result in counted.items()
        }
        text = self._worksheet.filled(entries, in_ascii=not self._encoding.is_known)
        console.write(target, [self._encoding.encoded(text)])
        console.say(f"wrote {target}: feedback for {len(entries)} of {len(rows)} participants")

        without_map = [row.participant for row in rows if row.participant not in counted]
        present = {participant_of(parts) for name in students for parts in _all_parts(name)} if without_map else set()
        no_map = "no map handed in; online texts and other files are not read"
        _tell(console, "no submission found", [number for number in without_map if number not in present])
        _tell(console, no_map, [number for number in without_map if number in present])
        _tell(console, f"not in {self._name}", [number for number in results_of if number not in numbers])
        if homeless:
            console.say(f"maps in no folder of a participant: {len(homeless)}")
        several = [number for number in counted if len(results_of[number]) > 1]
        _tell(console, "of several maps, the nearest to the key counts", several)
        _tell_of_rows(console, [(row, counted[row.participant]) for row in rows if row.participant in counted])


def _tell_of_rows(console: Console, rows: Sequence[tuple[Row, Result]]) -> None:
    """Say what of the rows that were filled in is not as it may be expected."""
    replaced = [row.participant for row, _ in rows if row.has_feedback]
    unreadable = [row.participant for row, result in rows if result.comparison is None]
    graded = [(row, result.points) for row, result in rows if result.points is not None]
    kept = [row.participant for row, _ in graded if row.has_grade]
    still_open = [row.participant for row, points in graded if points.points is None and not row.has_grade]
    _tell(console, "feedback that was there is replaced", replaced)
    _tell(console, "the file is no map", unreadable)
    _tell(console, "the grade that was there stays", kept)
    _tell(console, "no grade while claims are not certain", still_open)


def _parts(file: HandedIn) -> tuple[str, ...]:
    return tuple(file.name.split("/")) if file.path is None else file.path.parts


def _all_parts(name: str) -> Iterator[Sequence[str]]:
    """Yield the path of each file in a folder or an archive that was handed in, whatever is in it."""
    path = Path(name)
    if path.is_dir():
        for each in path.rglob("*"):
            yield each.parts
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                yield entry.replace("\\", "/").split("/")


def _share(result: Result) -> Decimal | None:
    """Return which part of the points a map has; None while that is open, or where there is nothing to have."""
    points = result.points
    if points is None or points.points is None or not points.most:
        return None
    return points.points / points.most


_MOST_TOLD = 20


def _tell(console: Console, what: str, numbers: Sequence[str]) -> None:
    """Say what is so for some participants, by their numbers."""
    if numbers:
        more = f" and {len(numbers) - _MOST_TOLD} more" if len(numbers) > _MOST_TOLD else ""
        console.say(f"{what}: participants {', '.join(numbers[:_MOST_TOLD])}{more}")
