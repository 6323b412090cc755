"""`argmap compare --moodle`: an assignment's grading worksheet, filled in for those who handed in a
map.

Participants are named by their numbers alone, so that no person's name lands in a log.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from argmap.classroom.feedback.feedback_html import format_feedback
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.results import Result
from argmap.classroom.moodle.columns import parse_columns
from argmap.classroom.moodle.grading_sheet import Grading, GradingSheet, Participant, participant_of
from argmap.classroom.moodle.table import SheetEncoding, decode_sheet
from argmap.cli.console import Console
from argmap.cli.options import bytes_of
from argmap.cli.submissions import SubmittedFile
from argmap.output import Failure


class GradingFile(NamedTuple):
    """A grading worksheet that was read from a file, and how its text is written as bytes."""

    name: str
    sheet: GradingSheet
    encoding: SheetEncoding


def read_grading_file(name: str, columns: str, *, with_grades: bool) -> GradingFile:
    """Return the grading worksheet in a file.

    Args:
        name: the file.
        columns: what `--moodle-columns` says.
        with_grades: whether grades are to be filled in.

    Raises:
        ArgmapError: it cannot be read, or is no worksheet, or a column is missing.
    """
    named = parse_columns(columns) if columns else {}
    text, encoding = decode_sheet(bytes_of(name), name)
    return GradingFile(name, GradingSheet(text, name, named, with_grades=with_grades), encoding)


def write_gradings(
    console: Console,
    file: GradingFile,
    target: str,
    students: Iterable[str],
    results: Iterable[tuple[SubmittedFile, Result]],
    hints: Hints,
) -> None:
    """Write a grading worksheet with what came of the maps, and say what did not find its place.

    Args:
        console: where to say so.
        file: the worksheet.
        target: where it is written to.
        students: the files, folders and archives that were handed in.
        results: the maps in them, and what came of them.
        hints: how much of the answer is given away.

    Raises:
        Failure: no map is of a participant of the sheet, or the sheet cannot be written.
    """
    results_of: dict[str, list[Result]] = defaultdict(list)
    for handed_in, result in results:
        results_of[participant_of(_parts(handed_in))].append(result)
    homeless = results_of.pop("", [])
    participants = file.sheet.participants()
    numbers = [participant.number for participant in participants]
    known = set(numbers)
    # `max` keeps the first of equals.
    nearest = {
        number: max(each, key=lambda result: result.rank)
        for number, each in results_of.items()
        if number in known
    }
    if not nearest:
        raise Failure(f"no map is in a folder with the number of a participant of {file.name}")
    several = [number for number in nearest if len(results_of[number]) > 1]
    gradings = {
        number: Grading(format_feedback(result, hints, with_name=number in several), _share(result))
        for number, result in nearest.items()
    }
    text = file.sheet.fill_in(gradings, in_ascii=not file.encoding.is_known)
    console.write(target, [file.encoding.encode(text)])
    console.say(f"wrote {target}: feedback for {len(gradings)} of {len(participants)} participants")

    _report_those_without_map(
        console, students, [number for number in numbers if number not in nearest]
    )
    _report(
        console, f"not in {file.name}", [number for number in results_of if number not in known]
    )
    if homeless:
        console.say(f"maps in no folder of a participant: {len(homeless)}")
    _report(console, "of several maps, the nearest to the key counts", several)
    _report_those_filled_in(console, participants, nearest)


def _report_those_without_map(
    console: Console, students: Iterable[str], numbers: Collection[str]
) -> None:
    """Say which participants handed in nothing, or something else than a map."""
    if not numbers:
        return
    present = {participant_of(parts) for name in students for parts in _all_parts(name)}
    no_map = "no map handed in; online texts and other files are not read"
    _report(console, "no submission found", [number for number in numbers if number not in present])
    _report(console, no_map, [number for number in numbers if number in present])


def _report_those_filled_in(
    console: Console, participants: Iterable[Participant], nearest: Mapping[str, Result]
) -> None:
    """Say what of those that something was filled in for is not as it may be expected."""
    filled_in = [(each, nearest[each.number]) for each in participants if each.number in nearest]
    graded = [(each, result.points) for each, result in filled_in if result.points is not None]
    replaced = [each.number for each, _ in filled_in if each.has_feedback]
    unreadable = [each.number for each, result in filled_in if result.comparison is None]
    kept = [each.number for each, _ in graded if each.has_grade]
    still_open = [
        each.number for each, points in graded if points.points is None and not each.has_grade
    ]
    _report(console, "feedback that was there is replaced", replaced)
    _report(console, "the file is no map", unreadable)
    _report(console, "the grade that was there stays", kept)
    _report(console, "no grade while claims are not certain", still_open)


def _parts(file: SubmittedFile) -> tuple[str, ...]:
    return tuple(file.name.split("/")) if file.path is None else file.path.parts


def _all_parts(name: str) -> Iterator[Sequence[str]]:
    """Yield the path of each file in a folder or an archive that was handed
    in, whatever is in it.
    """
    path = Path(name)
    if path.is_dir():
        for each in path.rglob("*"):
            yield each.parts
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                yield entry.replace("\\", "/").split("/")


def _share(result: Result) -> Decimal | None:
    """Return which part of the points a map has; None while that is open, or where there is nothing
    to have.
    """
    points = result.points
    if points is None or points.points is None or not points.most:
        return None
    return points.points / points.most


_MAX_LISTED = 20


def _report(console: Console, what: str, numbers: Sequence[str]) -> None:
    """Say what is so for some participants, by their numbers."""
    if numbers:
        more = f" and {len(numbers) - _MAX_LISTED} more" if len(numbers) > _MAX_LISTED else ""
        console.say(f"{what}: participants {', '.join(numbers[:_MAX_LISTED])}{more}")
