"""The files that students handed in: one by one, in folders, or in a ZIP archive.

`argmap grade --moodle`: an assignment's grading worksheet, filled in for those who handed in a
map.

Participants are named by their numbers alone, so that no person's name lands in a log.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from argmap import formats
from argmap.classroom.feedback.class_reports import format_feedback_html
from argmap.classroom.feedback.grading import Result, Submission
from argmap.classroom.feedback.hints import Hints
from argmap.classroom.moodle.grading_columns import SheetEncoding, decode_sheet, parse_columns
from argmap.classroom.moodle.grading_sheet import Grading, GradingSheet, Participant, participant_of
from argmap.cli.console import Console
from argmap.cli.options import bytes_of
from argmap.formats import ReadingOptions
from argmap.lint import fixes
from argmap.lint.linter import check_reading
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError, Failure
from argmap.util.files import is_same_file
from argmap.util.limits import Limit
from argmap.util.text import shorten

_ALONE = ReadingOptions(sandbox=True)
"""No file of a student makes argmap read another one."""


class SubmittedFile(NamedTuple):
    """A file as it was handed in: its name for people, and the file or its bytes."""

    name: str
    path: Path | None = None
    data: bytes = b""
    is_link: bool = False
    """Whether it was found to be a link: what it leads to is not read, as it may be anybody's."""

    def read(self, format: str) -> Reading:
        """Return the file as read."""
        if self.path is not None:
            return formats.read(self.path, format, _ALONE)
        return formats.read_data(self.data, self.name, format, _ALONE)


def collect_submissions(names: Iterable[str], keys: Iterable[str]) -> Iterator[SubmittedFile]:
    """Yield the files that are named, or in a folder or archive that is; no key is among them.

    Raises:
        Failure: there is no such file, an archive cannot be read or holds too much, or there is no
            map in it.
    """
    keys = list(keys)
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path, keys)
        elif _is_archive(path):
            yield from _in_archive(path)
        elif not path.exists() and any(sign in name for sign in "*?["):
            yield from _matching(name, keys)
        elif not _is_key(path, keys):
            yield SubmittedFile(name, path)


def _is_archive(path: Path) -> bool:
    """Return whether a file is an archive of files; documents of office programs are none."""
    return zipfile.is_zipfile(path) and not _may_be_map((path.name,))


_HEAD = 1_000
_MARK_OF_FEEDBACK = b'<meta name="generator" content="argmap grade">'


def _is_feedback(path: Path) -> bool:
    """Return whether a file is a page that `argmap grade` wrote."""
    if path.suffix != ".html":
        return False
    try:
        with path.open("rb") as file:
            return _MARK_OF_FEEDBACK in file.read(_HEAD)
    except OSError:
        return False


def _is_key(path: Path, keys: Iterable[str]) -> bool:
    return any(is_same_file(str(path), key) for key in keys)


def _in_folder(folder: Path, keys: list[str]) -> Iterator[SubmittedFile]:
    found = False
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or not _may_be_map(parts) or _is_key(path, keys):
            continue
        if _is_feedback(path):
            continue  # of an earlier run, in a folder below that of the maps
        found = True
        yield SubmittedFile(str(PurePosixPath(*parts)), path, is_link=path.is_symlink())
    if not found:
        raise Failure(f"no map found in the folder {folder}")


def _matching(pattern: str, keys: list[str]) -> Iterator[SubmittedFile]:
    """Yield the files that a pattern names which no shell has filled in."""
    whole = Path(pattern)
    root = Path(whole.anchor)
    paths = [path for path in sorted(root.glob(str(whole.relative_to(root)))) if path.is_file()]
    if not paths:
        raise Failure(f"no file matches {pattern}")
    for path in paths:
        if not _is_key(path, keys):
            yield SubmittedFile(str(path), path)


def _in_archive(path: Path) -> list[SubmittedFile]:
    """Return the maps in an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = list(_unpack(archive, path))
    except _CANNOT_BE_UNPACKED:
        # What exactly is wrong would name a file, and so perhaps a student.
        raise Failure(
            f"cannot unpack {path}, because it is damaged or compressed in an unsupported way"
        ) from None
    if not files:
        raise Failure(f"no map found in the archive {path}")
    return files


def _unpack(archive: zipfile.ZipFile, path: Path) -> Iterator[SubmittedFile]:
    """Yield the maps in an archive, unless it would leave its folder or unpacks to too much."""
    room = Limit.INPUT.most * 1_000_000
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if ".." in parts or PureWindowsPath(entry.filename).anchor:
            raise Failure(f"{path}: the path `{shorten(entry.filename)}` leads outside the archive")
        if entry.is_dir() or not _may_be_map(parts):
            continue
        if entry.flag_bits & _IS_ENCRYPTED:
            raise Failure(f"{path} is encrypted; unpack the archive and give the folder instead")
        # The size that an archive states may be false: no more is unpacked than there is room for.
        with archive.open(entry) as file:
            data = file.read(room + 1)
        room -= len(data)
        if room < 0:
            raise Failure(f"{path} is too large when unpacked: {Limit.INPUT.in_words()}")
        yield SubmittedFile("/".join(parts), None, data)


_IS_ENCRYPTED = 1
"""The flag of an entry."""
_CANNOT_BE_UNPACKED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
"""What `zipfile` raises on archives that are damaged, or packed in a way it does not know."""


def _may_be_map(parts: tuple[str, ...]) -> bool:
    """Return whether a file may hold a map, by its path: hidden and system files do not."""
    if any(part.startswith((".", "__")) for part in parts):
        return False
    ending = PurePosixPath(*parts).suffix.lower()
    return any(ending in format.read_endings for format in formats.readable_formats())


def submission_of(file: SubmittedFile, format: str) -> Submission:
    """Return a file as a submission; typos that have exactly one fix are fixed, in memory."""
    if file.is_link:
        return Submission(
            file.name, None, 1, "this is a link to another file, and argmap does not follow links"
        )
    reading = file.read(format)
    repairs = 0
    if formats.can_be_fixed(reading):
        try:
            reading, made = fixes.fix_map(reading, _diagnostics_of, formats.with_texts)
            repairs = len(made)
        except ArgmapError:
            pass  # a map that the fixes would break is compared as it is
    if reading.map is not None:
        return Submission(file.name, reading.map, repairs=repairs)
    errors = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    first_error = _describe_error(errors[0], reading.name) if errors else ""
    return Submission(file.name, None, len(errors), first_error, repairs)


def _diagnostics_of(reading: Reading) -> Iterator[Diagnostic]:
    found = check_reading(reading, CheckSettings(), formats.read_sources).diagnostics
    return formats.with_fixes(reading, found)


def _describe_error(diagnostic: Diagnostic, name: str) -> str:
    """Return an error without the name of its file, which may be that of a student."""
    place = "" if diagnostic.span is None else f" (line {diagnostic.span.line})"
    return f"{diagnostic.message.removeprefix(f'{name}: ')}{place}"


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
    nearest: dict[str, Result] = {}
    for number, of_participant in results_of.items():
        if number in known:
            # `max` keeps the first of equals.
            nearest[number] = max(of_participant, key=lambda result: result.rank)
    if not nearest:
        raise Failure(f"no participant in {file.name} has a folder with a map")
    several = [number for number in nearest if len(results_of[number]) > 1]
    gradings: dict[str, Grading] = {}
    for number, result in nearest.items():
        feedback = format_feedback_html(result, hints, with_name=number in several)
        gradings[number] = Grading(feedback, _share(result))
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
        console.say(f"maps outside the participants' folders: {len(homeless)}")
    _report(console, "several maps (the one closest to the key counts)", several)
    _report_those_filled_in(console, participants, nearest)


def _report_those_without_map(
    console: Console, students: Iterable[str], numbers: Collection[str]
) -> None:
    """Say which participants handed in nothing, or something else than a map."""
    if not numbers:
        return
    present = {participant_of(parts) for name in students for parts in _all_parts(name)}
    no_map = "no map submitted (argmap cannot read these kinds of files)"
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
    _report(console, "earlier feedback replaced", replaced)
    _report(console, "file could not be read as a map", unreadable)
    _report(console, "earlier grade kept", kept)
    _report(console, "no grade yet, because matches are undecided", still_open)


def _parts(file: SubmittedFile) -> tuple[str, ...]:
    return tuple(file.name.split("/")) if file.path is None else file.path.parts


def _all_parts(name: str) -> Iterator[Sequence[str]]:
    """Yield the path of each file in a folder or archive that was handed in."""
    path = Path(name)
    if path.is_dir():
        for each in path.rglob("*"):
            yield each.parts
    elif _is_archive(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                yield entry.replace("\\", "/").split("/")


def _share(result: Result) -> Decimal | None:
    """Return the share of the points that a map has; None while it is open, or without points."""
    points = result.points
    if points is None or points.points is None or not points.most:
        return None
    return points.points / points.most


_MAX_LISTED = 20


def _report(console: Console, what: str, numbers: Sequence[str]) -> None:
    """Say what is so for some participants, by their numbers."""
    if numbers:
        more = f" and {len(numbers) - _MAX_LISTED} more" if len(numbers) > _MAX_LISTED else ""
        noun = "participant" if len(numbers) == 1 else "participants"
        console.say(f"{what}: {noun} {', '.join(numbers[:_MAX_LISTED])}{more}")
