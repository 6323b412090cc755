"""The files that students handed in, and the map in each of them.

A file that cannot be read is one of them, with the reason, so that no student is passed over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from argmap import formats
from argmap.classroom.feedback.grading import Grader, Result, Submission
from argmap.classroom.worksheets.sheet import is_unfilled
from argmap.formats import ReadingOptions
from argmap.lint import fixes
from argmap.lint.linter import check_reading
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity, error
from argmap.model.reading import Reading
from argmap.util.archives import CannotUnpack, Entry, entries_of, unpack
from argmap.util.errors import ArgmapError, describe_bug
from argmap.util.limits import Limit
from argmap.util.text import split_lines

_ALONE = ReadingOptions(sandbox=True)
"""No file of a student makes argmap read another one."""
_NOT_READ = "cannot-read"
"""The code of a problem that keeps a file from being looked at, whatever the student wrote."""
_UNFILLED = "unfilled"
_LONGEST_LINE = 160
"""Characters of a line of a file that a student is shown."""


class SubmittedFile(NamedTuple):
    """A file as it was handed in: its name for people, and the file or its bytes.

    Attributes:
        name: its name for people.
        path: where it is; None if it was in an archive.
        data: its bytes, if it was in an archive.
        problem: why it can't contain a map, if that is known before it is read.
        time: when it was last changed, as an archive says; () if it was in none.
        student: who handed it in.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    problem: Diagnostic | None = None
    time: tuple[int, ...] = ()
    student: str = ""

    @property
    def was_looked_at(self) -> bool:
        """Whether what is wrong with it is the student's concern, and not only the teacher's."""
        return self.problem is None or self.problem.code != _NOT_READ

    def read(self, format: str) -> Reading:
        """Return the file as read."""
        if self.path is not None:
            return formats.read(self.path, format, _ALONE)
        return formats.read_data(self.data, self.name, format, _ALONE)


def not_read(name: str, message: str, help: str = "", path: Path | None = None) -> SubmittedFile:
    """Return a file that is not looked at, with why and what to do about it."""
    return SubmittedFile(name, path, problem=error(_NOT_READ, message, None, help))


def is_ignored(part: str) -> bool:
    """Return whether systems make files and folders of this name, and hide them."""
    is_hidden = part.startswith((".", "~$")) and part != ".."
    return is_hidden or part == "__MACOSX" or part.lower() in ("thumbs.db", "desktop.ini")


def files_in_archive(archive: zipfile.ZipFile) -> list[SubmittedFile]:
    """Return the files in an archive, without those that systems make and hide."""
    entries = [each for each in entries_of(archive) if not any(map(is_ignored, each.parts))]
    return list(_unpack(archive, entries))


def _unpack(archive: zipfile.ZipFile, entries: Iterable[Entry]) -> Iterator[SubmittedFile]:
    """Yield the files in an archive: as many, and as much, as argmap takes on."""
    room = Limit.INPUT.most * 1_000_000
    why_no_more = ""
    for number, entry in enumerate(entries):
        name = "/".join(entry.parts)
        if number == Limit.SUBMISSIONS.most:
            why_no_more = f"the archive contains too many files: {Limit.SUBMISSIONS.in_words()}"
        if why_no_more:
            yield not_read(name, why_no_more)
            continue
        try:
            data = unpack(archive, entry, most_bytes)
        except CannotUnpack as problem:
            yield not_read(name, str(problem), problem.help)
            continue
        file = file_of(name, data)
        if len(file.data) > room:
            why_no_more = f"the archive is too large when unpacked: {Limit.INPUT.in_words()}"
            yield not_read(name, why_no_more)
            continue
        room -= len(file.data)
        yield file._replace(time=entry.info.date_time)


def file_of(name: str, data: bytes) -> SubmittedFile:
    """Return a file by its name and bytes. Of one that cannot be a map, the bytes are not kept."""
    if not formats.has_known_ending(name):
        return SubmittedFile(name, problem=formats.why_unknown(data, name))
    excess = excess_of(len(data), data)
    if excess:
        return not_read(name, excess, CHECK)
    return SubmittedFile(name, data=data)


PACKED = b"PK\x03\x04"
"""How a document begins that is packed, and may hold pictures."""

CHECK = "check that this is the right file, and leave out any pictures"


def most_bytes(beginning: bytes) -> int:
    """Return how many bytes a file may have that begins like this.

    A text, which holds no pictures, may have a tenth: a list of a megabyte takes ten seconds.
    """
    most = Limit.SUBMISSION.most * 1_000_000
    return most if beginning.startswith(PACKED) else most // 10


def excess_of(size: int, beginning: bytes) -> str:
    """Return why a file is too large to be read; "" if it is not."""
    if size <= most_bytes(beginning):
        return ""
    limit = Limit.SUBMISSION.in_words()
    if beginning.startswith(PACKED):
        return f"this file is too large: {limit}"
    return f"this text is too large: a text can have a tenth of the limit, and {limit}"


def submission_of(
    file: SubmittedFile, format: str, keys: Collection[ArgumentMap] = ()
) -> Submission:
    """Return a file as a submission; typos that have exactly one fix are fixed, in memory.

    Args:
        file: the file.
        format: the name of its format; "" if the file shows it.
        keys: what it is to be compared with.
    """
    if file.problem is not None:
        return _without_map(file, file.name, [file.problem])
    reading = file.read(format)
    problem = _why_not_compared(reading, keys)
    if problem is not None:
        return _without_map(file, reading.name, [problem])
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
    return _without_map(file, reading.name, errors, repairs, reading.text)


def _why_not_compared(reading: Reading, keys: Collection[ArgumentMap]) -> Diagnostic | None:
    """Return why a map cannot be what a student means to hand in."""
    if reading.maps_in_file > 1:
        return error(
            "several-maps",
            f"this file contains {reading.maps_in_file} maps",
            None,
            "put the map to be graded in a file of its own",
        )
    if formats.is_unchanged_example(reading.text) and reading.map not in keys:
        return error(
            "example",
            "this is the example that `argmap new` writes, without any changes",
            None,
            "submit the file that contains your own map",
        )
    if reading.map is not None and is_unfilled(reading.map):
        return error(
            _UNFILLED,
            "this worksheet is empty",
            None,
            "fill in its boxes (in a document, the last column of the table), save it, and submit"
            " it again",
        )
    return None


def _diagnostics_of(reading: Reading) -> Iterator[Diagnostic]:
    found = check_reading(reading, formats.read_sources).diagnostics
    return formats.with_fixes(reading, found)


def _without_map(
    file: SubmittedFile,
    called: str,
    errors: Sequence[Diagnostic],
    repairs: int = 0,
    text: str = "",
) -> Submission:
    """Return a file without a map; its errors leave out its name, which may be a student's.

    Args:
        file: the file.
        called: what its errors call it.
        errors: why it doesn't contain a map.
        repairs: how many typos were fixed.
        text: what is in the file; "" if that is not text.
    """
    if not errors:
        return Submission(file.name, None, repairs=repairs)
    first = errors[0]
    line = 0 if first.span is None else first.span.line
    message = first.message.removeprefix(f"{called}: ") + (f" (line {line})" if line else "")
    return Submission(
        file.name,
        None,
        len(errors),
        message,
        repairs,
        first.help,
        excerpt=_excerpt(text, line) if line else "",
        is_unfilled=first.code == _UNFILLED,
        line=line,
    )


def _excerpt(text: str, line: int) -> str:
    """Return a line of a text and the one above it, each with its number; "" if it has none.

    5 |     main: true
    6 |      premises: [safe]
    """
    lines = split_lines(text)[:line]
    if len(lines) < line:
        return ""
    shown = []
    for number in range(max(1, line - 1), line + 1):
        written = lines[number - 1].rstrip()
        more = "…" if len(written) > _LONGEST_LINE else ""
        shown.append(f"{number} | {written[:_LONGEST_LINE]}{more}")
    return "\n".join(shown)


def result_of(grader: Grader, file: SubmittedFile, format: str = "") -> Result:
    """Return what came of a file; nothing that goes wrong with it keeps others from a result.

    Args:
        grader: what it is compared with.
        file: the file.
        format: as for `submission_of`.

    Raises:
        ArgmapError: what was asked for is wrong, whatever the file holds.
    """
    try:
        submission = submission_of(file, format, grader.keys.values())
        return grader.result_of(submission._replace(student=file.student))
    except ArgmapError:
        raise
    except MemoryError:
        problem = "there is not enough memory for this file"
    except Exception as bug:  # noqa: BLE001 - a bug that one file meets is not the whole class's
        problem = describe_bug(bug)
    return grader.result_of(Submission(file.name, None, 1, problem, student=file.student))
