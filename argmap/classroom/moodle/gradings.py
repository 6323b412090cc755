"""An assignment's grading worksheet, filled in for those who handed in a map.

Participants are named by their numbers alone, so that no person's name lands in a log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.classroom.feedback.class_reports import format_feedback_html
from argmap.classroom.feedback.feedback_pages import student_page
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.student_picture import Describe
from argmap.classroom.feedback.submissions import SubmittedFile
from argmap.classroom.feedback.versions import Graded
from argmap.classroom.moodle.grading_columns import SheetEncoding, decode_sheet, parse_columns
from argmap.classroom.moodle.grading_sheet import Grading, GradingSheet, Participant, participant_of
from argmap.options.names import VersionsName
from argmap.util.errors import Failure
from argmap.util.files import bytes_of
from argmap.util.text import count


class GradingFile(NamedTuple):
    """A grading worksheet that was read from a file, and how its text is written as bytes."""

    name: str
    sheet: GradingSheet
    encoding: SheetEncoding


def read_grading_file(name: str, columns: str) -> GradingFile:
    """Return the grading worksheet in a file.

    Args:
        name: the file.
        columns: what `--moodle-columns` says.

    Raises:
        ArgmapError: it cannot be read, or is no worksheet, or a column is missing.
    """
    named = parse_columns(columns) if columns else {}
    text, encoding = decode_sheet(bytes_of(name), name)
    return GradingFile(name, GradingSheet(text, name, named), encoding)


class FilledInSheet(NamedTuple):
    """A grading worksheet with what came of the maps, and notes on what did not find its place."""

    data: bytes
    summary: str
    notes: list[str]


def fill_in(
    file: GradingFile,
    results: Iterable[Graded],
    versions: VersionsName,
    hints: Hints,
) -> FilledInSheet:
    """Return a grading worksheet with what came of the maps.

    Args:
        file: the worksheet.
        results: the files that were handed in, and what came of them.
        versions: which of several maps by one student counts, as they are marked.
        hints: how much of the answer is given away.

    Raises:
        Failure: no map is of a participant of the sheet.
    """
    of_participants = _by_participant(results)
    homeless = of_participants.pop("", [])
    participants = file.sheet.participants()
    numbers = [participant.number for participant in participants]
    if of_participants.keys().isdisjoint(numbers):
        raise Failure(f"no participant in {file.name} has a folder with a map")
    nearest: dict[str, Result] = {}
    gradings: dict[str, Grading] = {}
    for number in numbers:
        graded = of_participants.get(number, [])
        result = _nearest(graded)
        if result is not None:
            nearest[number] = result
            feedback = format_feedback_html(result, hints, with_name=len(graded) > 1)
            mark = result.mark
            share = None if mark is None or mark.is_none_yet else mark.mark / mark.most
            gradings[number] = Grading(feedback, share)
    text = file.sheet.fill_in(gradings, in_ascii=not file.encoding.is_known)
    absent = [number for number in numbers if number not in of_participants]
    notes = [*_note("no submission found", absent), *_unread({**of_participants, "": homeless})]
    unknown = [number for number in of_participants if number not in numbers]
    notes += _note(f"not in {file.name}", unknown)
    maps_outside = _count_maps(homeless)
    if maps_outside:
        notes.append(f"maps outside the participants' folders: {maps_outside}")
    several = [number for number in nearest if _count_maps(of_participants[number]) > 1]
    which = "the latest" if versions == "latest" else "the one closest to the key"
    notes += _note(f"several maps ({which} counts)", several)
    notes += _filled_in(participants, nearest, with_grades=file.sheet.has_grades)
    summary = f"feedback for {len(gradings)} of {len(participants)} participants"
    return FilledInSheet(file.encoding.encode(text), summary, notes)


def feedback_files(results: Iterable[Graded], hints: Hints, describe: Describe) -> dict[str, bytes]:
    """Return the pages of participants by the paths at which Moodle takes feedback files back.

    Moodle parts the name of a folder at its underscores: `Bo Lind_302_assignsubmission_file`.
    """
    files = {}
    for number, graded in _by_participant(results).items():
        result = _nearest(graded)
        if number and result is not None:
            name = result.submission.student.replace("_", " ")
            page = student_page(result, hints, describe)
            files[f"{name}_{number}_assignsubmission_file/feedback.html"] = page.encode()
    return files


def _by_participant(results: Iterable[Graded]) -> dict[str, list[Graded]]:
    """Return the files of each participant, and under "" those outside the folders of these."""
    of_participants: dict[str, list[Graded]] = defaultdict(list)
    for file, result in results:
        parts = file.name.split("/") if file.path is None else file.path.parts
        of_participants[participant_of(parts)].append((file, result))
    return of_participants


def _nearest(graded: Iterable[Graded]) -> Result | None:
    """Return the result that is nearest to its key; None if there is nothing for the student."""
    candidates = [
        result for file, result in graded if file.was_looked_at and not result.is_other_version
    ]
    # `max` keeps the first of equals.
    return max(candidates, key=lambda result: result.rank, default=None)


def _count_maps(graded: Iterable[Graded]) -> int:
    return sum(result.comparison is not None for _, result in graded)


def _why_unread(file: SubmittedFile) -> str:
    """Return why a file could not be read, and what to do about it, in words of argmap's own."""
    if file.problem is None:
        return "there are errors in the file; to see them, leave out --moodle"
    message = file.problem.message.removeprefix(f"{file.name}: ")
    return "; ".join(filter(None, [message, file.problem.help]))


def _unread(of_participants: Mapping[str, Iterable[Graded]]) -> Iterator[str]:
    """Yield which files could not be read and why, by the numbers of those who handed them in.

    Args:
        of_participants: the files by number, "" for those outside the participants' folders.
    """
    numbers_of: dict[str, list[str]] = defaultdict(list)
    for number, graded in of_participants.items():
        for file, result in graded:
            if result.submission.is_unfilled:
                numbers_of[result.submission.first_error].append(number)
            elif result.comparison is None:
                numbers_of[_why_unread(file)].append(number)
    for why, numbers in numbers_of.items():
        whose = []
        known = [number for number in dict.fromkeys(numbers) if number]
        if known:
            whose.append(f"{_participants(known)} {', '.join(known)}")
        outside = numbers.count("")
        if outside:
            whose.append(f"{count(outside, 'file')} outside the participants' folders")
        yield f"not read: {' and '.join(whose)} ({why})"


def _filled_in(
    participants: Iterable[Participant],
    nearest: Mapping[str, Result],
    *,
    with_grades: bool,
) -> list[str]:
    """Return what of those that something was filled in for is not as it may be expected."""
    filled_in = [(each, nearest[each.number]) for each in participants if each.number in nearest]
    graded = [(each, result.mark) for each, result in filled_in if result.mark is not None]
    without = [each.number for each, result in filled_in if result.comparison and not result.mark]
    undecided = [each.number for each, mark in graded if mark.is_none_yet]
    replaced = [each.number for each, _ in filled_in if each.has_feedback]
    kept = [each.number for each, _ in graded if each.has_grade]
    unsure = [each.number for each, mark in graded if mark.is_provisional and not mark.is_none_yet]
    provisional = [number for number in unsure if number not in kept]
    notes = [*_note("earlier feedback replaced", replaced), *_note("earlier grade kept", kept)]
    if with_grades:
        notes += _note("no grade, because the key has nothing to give points for", without)
        notes += _note("no grade yet, because all matches are undecided", undecided)
        notes += _note("provisional grade, because matches are undecided", provisional)
    return notes


_MAX_LISTED = 20


def _note(what: str, numbers: Sequence[str]) -> list[str]:
    """Return what is so for some participants, by their numbers; nothing if it is so for none."""
    if not numbers:
        return []
    more = f" and {len(numbers) - _MAX_LISTED} more" if len(numbers) > _MAX_LISTED else ""
    return [f"{what}: {_participants(numbers)} {', '.join(numbers[:_MAX_LISTED])}{more}"]


def _participants(numbers: Sequence[str]) -> str:
    return "participant" if len(numbers) == 1 else "participants"
