"""The files that students handed in: one by one, in folders, or in a ZIP archive.

A file that cannot be read is one of them, with the reason, so that no student is passed over.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from argmap import formats
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
from argmap.classroom.feedback.versions import with_students
from argmap.util.archives import open_archive
from argmap.util.errors import Failure
from argmap.util.files import STDIN

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
    return with_students(files)


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
        folders[:] = [
            name
            for name in folders
            if not is_ignored(name) and _identity(here / name) not in others
        ]
        # A link to a folder is not followed, so it counts as a file.
        links = [name for name in folders if (here / name).is_symlink()]
        for path in (here / name for name in [*names, *links] if not is_ignored(name)):
            if _identity(path) not in others and not _is_feedback(path):
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
