"""Files that are read once, and again whenever one of them has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from argmap.util.errors import missing_package

Read = TypeVar("Read")
Stamp = tuple[int, int, int]
"""What changes with a file: when it was written, its size, and which file it is."""

_SECONDS_BETWEEN_LOOKS = 1.0
"""Not every file system reports its changes, such as one on a network; so files are looked at as
often as this.
"""


def read_again(file: Path, read: Callable[[], tuple[Read, Iterable[Path]]]) -> Iterator[Read]:
    """Yield what is read of some files, now and again each time that one of them has changed.

    Without an end.

    Args:
        file: the file that is surely read.
        read: returns what it reads, and all files that this was made of; one that is not there
            counts, too.
    """
    stamps = _stamps([file])
    while True:
        made, made_of = read()
        paths = list(made_of)
        if not stamps.keys() >= set(paths):
            # One that was not known before may have changed since it was read, so all are read once
            # more.
            stamps = _stamps(paths)
            continue
        yield made
        stamps = _wait_for_change({path: stamps[path] for path in paths})


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp | None]:
    """Return what shows whether files have changed; `None` for one that is not there."""
    stamps: dict[Path, Stamp | None] = {}
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            stamps[path] = None
        else:
            stamps[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return stamps


def _wait_for_change(before: dict[Path, Stamp | None]) -> dict[Path, Stamp | None]:
    """Wait until a file has another stamp than before, and return the stamps of all."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise missing_package("previews that follow a file", "watchfiles") from None

    milliseconds = int(1000 * _SECONDS_BETWEEN_LOOKS)
    while True:
        now = _stamps(before)
        if now != before:
            return now
        try:
            folders = _folders_around(before)
            # No filter: which of the files has changed shows in their stamps.
            notices = watch(
                *folders,
                watch_filter=None,
                recursive=False,
                rust_timeout=milliseconds,
                yield_on_timeout=True,
            )
            with closing(notices):
                next(notices)
        except (OSError, RuntimeError):  # a folder has gone, or the system watches too many already
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def _folders_around(paths: Iterable[Path]) -> set[Path]:
    """Return the folders to watch: many editors replace the old file by a new one, which
    only the folders show.
    """
    folders: set[Path] = set()
    for path in paths:
        # A link changes where it lies; and what it leads to, elsewhere.
        for folder in (path.absolute().parent, path.resolve().parent):
            there = folder
            while not there.is_dir():
                there = there.parent
            folders.add(there)
    return folders
