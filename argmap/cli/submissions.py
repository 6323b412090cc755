"""The files that students handed in: one by one, in folders, or in a ZIP archive.

A file that cannot be read is one of them, with the reason, so that no student is passed over.

`argmap grade --moodle`: an assignment's grading worksheet, filled in for those who handed in a
map.

Participants are named by their numbers alone, so that no person's name lands in a log.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from argmap import formats
from argmap.classroom.feedback.class_reports import format_feedback_html
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.feedback.submissions import (
    CHECK,
    PACKED,
    SubmittedFile,
    excess_of,
    files_in_archive,
    is_ignored,
    most_bytes,
    not_read,
)
from argmap.classroom.moodle.grading_columns import SheetEncoding, decode_sheet, parse_columns
from argmap.classroom.moodle.grading_sheet import Grading, GradingSheet, Participant, participant_of
from argmap.cli.console import Console
from argmap.cli.options import bytes_of
from argmap.util.archives import open_archive
from argmap.util.errors import Failure
from argmap.util.files import STDIN
from argmap.util.text import count

_Identity = tuple[int, int]
"""The device and the number of a file, whatever it is called."""


def collect_submissions(names: Iterable[str], given: Iterable[str]) -> list[SubmittedFile]:
    """Return the files that are named, or in a folder or archive that is.

    Args:
        names: the files, folders and archives.
        given: what else the command reads and writes, such as keys, which nobody handed in.

    Raises:
        Failure: there is nothing to grade, in all or in a folder or archive, or the directory of an
            archive cannot be read.
    """
    others = {_identity(Path(each)) for each in given if each != STDIN}
    others.discard(None)
    files: list[SubmittedFile] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            files += _in_folder(path, others)
        elif _is_archive(path):
            files += _in_archive(path)
        elif not path.exists() and any(sign in name for sign in "*?["):
            files += _matching(name, others)
        elif _identity(path) not in others:
            files.append(_on_disk(name, path))
    if not files:
        raise Failure("there is nothing to grade; name a map other than the key")
    return files


def _is_archive(path: Path) -> bool:
    """Return whether a file is an archive, and not a document that is packed like one."""
    ending = path.suffix.lower()
    if ending == ".zip":
        return path.is_file()
    return ending == "" and path.is_file() and zipfile.is_zipfile(path)


_HEAD = 1_000
_MARK_OF_FEEDBACK = b'<meta name="generator" content="argmap grade">'


def _is_feedback(path: Path) -> bool:
    """Return whether a file is a page that `argmap grade` wrote."""
    if path.suffix != ".html" or not path.is_file():
        return False
    with suppress(OSError), path.open("rb") as file:
        return _MARK_OF_FEEDBACK in file.read(_HEAD)
    return False


def _identity(path: Path) -> _Identity | None:
    """Return what is the same for all paths to a file; None if there is none."""
    with suppress(OSError, ValueError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _in_folder(folder: Path, others: Collection[_Identity | None]) -> list[SubmittedFile]:
    """Return the files in a folder and in the folders in it, in the order of their paths."""
    paths: list[Path] = []
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        here = Path(place)
        folders[:] = [name for name in folders if not is_ignored(name)]
        folders[:] = [name for name in folders if _identity(here / name) not in others]
        # A link to a folder is not followed, so it counts as a file.
        links = [name for name in folders if (here / name).is_symlink()]
        for name in [*names, *links]:
            path = here / name
            if is_ignored(name) or _identity(path) in others or _is_feedback(path):
                continue
            paths.append(path)
    unread_folders = {Path(problem.filename) for problem in closed}
    files = []
    for path in sorted([*paths, *unread_folders]):
        name = str(PurePosixPath(*path.relative_to(folder).parts))
        if path in unread_folders:
            files.append(
                not_read(name, "this folder cannot be read", "check its permissions", path)
            )
        else:
            files.append(_in_folder_on_disk(name, path))
    if not files:
        raise Failure(f"there is nothing to grade in the folder {folder}")
    return files


def _in_folder_on_disk(name: str, path: Path) -> SubmittedFile:
    if path.is_symlink():
        # What it leads to may be anybody's.
        message = "this is a link to another file, and argmap does not follow links"
        return not_read(name, message, "put the file itself in the folder", path)
    if not path.is_file():
        return not_read(name, "this is not a regular file", path=path)
    if formats.has_known_ending(name):
        return _on_disk(name, path)
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes(PACKED))
    except OSError:
        return not_read(name, "this file cannot be read", "check its permissions", path)
    return SubmittedFile(name, path, problem=formats.why_unknown(data, name))


def _on_disk(name: str, path: Path) -> SubmittedFile:
    """Return a file that is to be read, unless it is too large."""
    # If there is no such file, its reader reports that.
    with suppress(OSError, ValueError):
        size = path.stat().st_size
        if size > most_bytes(b""):
            with path.open("rb") as file:
                excess = excess_of(size, file.read(len(PACKED)))
            if excess:
                return not_read(name, excess, CHECK, path)
    return SubmittedFile(name, path)


def _matching(pattern: str, others: Collection[_Identity | None]) -> Iterator[SubmittedFile]:
    """Yield the files that a pattern names which no shell has filled in."""
    whole = Path(pattern)
    root = Path(whole.anchor)
    paths = [path for path in sorted(root.glob(str(whole.relative_to(root)))) if path.is_file()]
    if not paths:
        raise Failure(f"no file matches {pattern}")
    for path in paths:
        if _identity(path) not in others:
            yield _on_disk(str(path), path)


def _in_archive(path: Path) -> list[SubmittedFile]:
    """Return the files in an archive."""
    with open_archive(path) as archive:
        files = files_in_archive(archive)
    if not files:
        raise Failure(f"there is nothing to grade in the archive {path}")
    return files


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


def write_gradings(
    console: Console,
    file: GradingFile,
    target: str,
    results: Iterable[tuple[SubmittedFile, Result]],
    hints: Hints,
) -> None:
    """Write a grading worksheet with what came of the maps, and say what did not find its place.

    Args:
        console: where to say so.
        file: the worksheet.
        target: where it is written to.
        results: the files that were handed in, and what came of them.
        hints: how much of the answer is given away.

    Raises:
        Failure: no map is of a participant of the sheet, or the sheet cannot be written.
    """
    of_participants: dict[str, list[_Graded]] = defaultdict(list)
    for handed_in, result in results:
        of_participants[participant_of(_parts(handed_in))].append(_Graded(handed_in, result))
    homeless = of_participants.pop("", [])
    participants = file.sheet.participants()
    numbers = [participant.number for participant in participants]
    if of_participants.keys().isdisjoint(numbers):
        raise Failure(f"no participant in {file.name} has a folder with a map")
    nearest: dict[str, Result] = {}
    gradings: dict[str, Grading] = {}
    for number in numbers:
        graded = of_participants.get(number, [])
        candidates = [each.result for each in graded if each.file.was_looked_at]
        if candidates:
            # `max` keeps the first of equals.
            result = max(candidates, key=lambda result: result.rank)
            nearest[number] = result
            feedback = format_feedback_html(result, hints, with_name=len(graded) > 1)
            gradings[number] = Grading(feedback, _share(result))
    text = file.sheet.fill_in(gradings, in_ascii=not file.encoding.is_known)
    console.write(target, [file.encoding.encode(text)])
    console.say(f"wrote {target}: feedback for {len(gradings)} of {len(participants)} participants")

    absent = [number for number in numbers if number not in of_participants]
    _report(console, "no submission found", absent)
    _report_unread(console, {**of_participants, "": homeless})
    unknown = [number for number in of_participants if number not in numbers]
    _report(console, f"not in {file.name}", unknown)
    maps_outside = _count_maps(homeless)
    if maps_outside:
        console.say(f"maps outside the participants' folders: {maps_outside}")
    several = [number for number in nearest if _count_maps(of_participants[number]) > 1]
    _report(console, "several maps (the one closest to the key counts)", several)
    _report_those_filled_in(console, participants, nearest, with_grades=file.sheet.has_grades)


class _Graded(NamedTuple):
    """A file that was handed in, and what came of it."""

    file: SubmittedFile
    result: Result


def _count_maps(graded: Iterable[_Graded]) -> int:
    return sum(each.result.comparison is not None for each in graded)


def _why_unread(file: SubmittedFile) -> str:
    """Return why a file could not be read, and what to do about it, in words of argmap's own."""
    if file.problem is None:
        return "there are errors in the file; to see them, leave out --moodle"
    message = file.problem.message.removeprefix(f"{file.name}: ")
    return "; ".join(filter(None, [message, file.problem.help]))


def _report_unread(console: Console, of_participants: Mapping[str, Iterable[_Graded]]) -> None:
    """Say which files could not be read and why, by the numbers of those who handed them in.

    Args:
        console: where to say so.
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
        console.say(f"not read: {' and '.join(whose)} ({why})")


def _report_those_filled_in(
    console: Console,
    participants: Iterable[Participant],
    nearest: Mapping[str, Result],
    *,
    with_grades: bool,
) -> None:
    """Say what of those that something was filled in for is not as it may be expected."""
    filled_in = [(each, nearest[each.number]) for each in participants if each.number in nearest]
    graded = [(each, result.mark) for each, result in filled_in if result.mark is not None]
    replaced = [each.number for each, _ in filled_in if each.has_feedback]
    kept = [each.number for each, _ in graded if each.has_grade]
    provisional = [
        each.number for each, mark in graded if mark.is_provisional and not each.has_grade
    ]
    _report(console, "earlier feedback replaced", replaced)
    _report(console, "earlier grade kept", kept)
    if with_grades:
        _report(console, "provisional grade, because matches are undecided", provisional)


def _parts(file: SubmittedFile) -> tuple[str, ...]:
    return tuple(file.name.split("/")) if file.path is None else file.path.parts


def _share(result: Result) -> Decimal | None:
    """Return the share of the points that a map has; None without a mark."""
    mark = result.mark
    return None if mark is None else mark.mark / mark.most


_MAX_LISTED = 20


def _report(console: Console, what: str, numbers: Sequence[str]) -> None:
    """Say what is so for some participants, by their numbers."""
    if numbers:
        more = f" and {len(numbers) - _MAX_LISTED} more" if len(numbers) > _MAX_LISTED else ""
        listed = ", ".join(numbers[:_MAX_LISTED])
        console.say(f"{what}: {_participants(numbers)} {listed}{more}")


def _participants(numbers: Sequence[str]) -> str:
    return "participant" if len(numbers) == 1 else "participants"
