"""The files that students handed in: one by one, in folders, or in a ZIP archive."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from argmap import fixer, formats
from argmap.classroom.feedback.results import Submission
from argmap.cli.checked import check_reading
from argmap.files import is_same_file
from argmap.formats import ReadingOptions
from argmap.formats.shared.reading import Reading
from argmap.limits import Limit
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.errors import ArgmapError
from argmap.model.text import shorten
from argmap.output import Failure

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
    """Yield the files that are named, those in a folder and those in an archive; no key is among
    them.

    Raises:
        Failure: there is no such file, an archive cannot be read or holds too much, or there is no
            map in it.
    """
    keys = list(keys)
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path, keys)
        elif zipfile.is_zipfile(path):
            yield from _in_archive(path)
        elif not path.exists() and any(sign in name for sign in "*?["):
            yield from _matching(name, keys)
        elif not _is_key(path, keys):
            yield SubmittedFile(name, path)


def _is_key(path: Path, keys: Iterable[str]) -> bool:
    return any(is_same_file(str(path), key) for key in keys)


def _in_folder(folder: Path, keys: list[str]) -> Iterator[SubmittedFile]:
    found = False
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or not _may_be_map(parts) or _is_key(path, keys):
            continue
        found = True
        yield SubmittedFile(str(PurePosixPath(*parts)), path, is_link=path.is_symlink())
    if not found:
        raise Failure(f"there is no map in the folder {folder}")


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
            f"{path} cannot be unpacked: it is damaged, or packed in an unusual way"
        ) from None
    if not files:
        raise Failure(f"there is no map in the archive {path}")
    return files


def _unpack(archive: zipfile.ZipFile, path: Path) -> Iterator[SubmittedFile]:
    """Yield the maps in an archive; what would leave its folder is refused, and so is what unpacks
    to too much.
    """
    room = Limit.INPUT.most * 1_000_000
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if ".." in parts or PureWindowsPath(entry.filename).anchor:
            raise Failure(
                f"{path}: `{shorten(entry.filename)}` would leave the folder of the archive"
            )
        if entry.is_dir() or not _may_be_map(parts):
            continue
        if entry.flag_bits & _IS_ENCRYPTED:
            raise Failure(f"{path} is encrypted: unpack it, and name the folder")
        # The size that an archive tells may be a lie: no more is unpacked than there is room for.
        with archive.open(entry) as file:
            data = file.read(room + 1)
        room -= len(data)
        if room < 0:
            raise Failure(f"{path} unpacks to too much: {Limit.INPUT.in_words()}")
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
"""What `zipfile` raises at archives that are damaged, or packed in a way it does not know."""


def _may_be_map(parts: tuple[str, ...]) -> bool:
    """Return whether a file may hold a map, by its path: hidden ones, and those that systems add,
    do not.
    """
    if any(part.startswith((".", "__")) for part in parts):
        return False
    ending = PurePosixPath(*parts).suffix.lower()
    return any(ending in format.read_endings for format in formats.readable_formats())


def submission_of(file: SubmittedFile, format: str) -> Submission:
    """Return a file as a submission: slips of typing that have exactly one mend are mended, in
    memory.
    """
    if file.is_link:
        return Submission(file.name, None, 1, "this is a link to another file, which is not read")
    reading = file.read(format)
    repairs = 0
    if reading.format == fixer.NATIVE:
        try:
            fixing = fixer.fix_map(reading, _diagnostics_of)
        except ArgmapError:
            pass  # what the mends would break is compared as it is
        else:
            reading, repairs = fixing.reading, len(fixing.fixes)
    errors = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    if reading.map is None:
        return Submission(
            file.name,
            None,
            len(errors),
            _describe_error(errors[0], reading.name) if errors else "",
            repairs,
        )
    return Submission(file.name, reading.map, repairs=repairs)


def _diagnostics_of(reading: Reading) -> list[Diagnostic]:
    return check_reading(reading, CheckSettings()).diagnostics


def _describe_error(diagnostic: Diagnostic, name: str) -> str:
    """Return an error without the name of its file, which may be that of a student."""
    place = "" if diagnostic.span is None else f" (line {diagnostic.span.line})"
    return f"{diagnostic.message.removeprefix(f'{name}: ')}{place}"
