"""Reads the files in a ZIP archive one by one, and writes archives.

A damaged file does not take the others with it. Nothing is written to a disk, and no size that an
archive states is believed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from argmap.util.errors import ArgmapError, Failure

_MOST_AT_ONCE = 20_000_000
"""Bytes of an archive that are read in one piece; its directory is, with 100 bytes for a file."""
_BEGINNING = 4
"""Bytes that show whether a file is packed."""
_IS_ENCRYPTED = 1
"""The flag of an entry."""
DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises where an archive is damaged, or newer than it knows."""


class CannotUnpack(ArgmapError):
    """One file of an archive that cannot be read; `help` says how to go on."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class Entry(NamedTuple):
    """A file in an archive.

    Attributes:
        parts: its path, as `("Anna_301", "map.yaml")`.
        info: what the archive says about it.
        is_replaced: whether a later file has the same path, which unpacking would leave alone.
    """

    parts: tuple[str, ...]
    info: zipfile.ZipInfo
    is_replaced: bool


class _ArchiveFile(io.FileIO):
    """An archive on a disk, of which nothing is read that would fill the memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MOST_AT_ONCE:
            raise ValueError("the directory of the archive is too large")
        return super().read(size) or b""


@contextmanager
def open_archive(path: PurePath, data: bytes | None = None) -> Iterator[zipfile.ZipFile]:
    """Open an archive for the time of a context.

    Args:
        path: where it is.
        data: its bytes, if it is on no disk; the path is its name then.

    Raises:
        Failure: the directory of the archive cannot be read.
    """
    with _ArchiveFile(Path(path)) if data is None else io.BytesIO(data) as file:
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGED:
            # What exactly is wrong would name a file, and so perhaps a person.
            raise Failure(
                f"cannot read the archive {path}, because it is damaged or incomplete;"
                " download the archive again"
            ) from None
        with archive:
            yield archive


def entries_of(archive: zipfile.ZipFile) -> list[Entry]:
    """Return the files in an archive, in the order of their paths."""
    infos = [info for info in archive.infolist() if not _path_of(info).endswith("/")]
    infos.sort(key=lambda info: info.filename)
    paths = [_parts(info) for info in infos]
    # Files of one path stay in the order of the archive, so that the last of them is kept.
    last = {parts: number for number, parts in enumerate(paths)}
    entries = []
    for number, (parts, info) in enumerate(zip(paths, infos, strict=True)):
        entries.append(Entry(parts, info, last[parts] != number))
    return entries


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the path of a file below the folder into which the archive would be unpacked."""
    path = PurePosixPath(_path_of(info))
    parts = tuple(part for part in path.parts if part != path.anchor)
    return parts or ("unnamed",)


def _path_of(info: zipfile.ZipInfo) -> str:
    # Some programs on Windows write `Anna\map.yaml`.
    return info.filename.replace("\\", "/")


def unpack(archive: zipfile.ZipFile, entry: Entry, most_of: Callable[[bytes], int]) -> bytes:
    """Return the bytes of a file in an archive, not many more than it may have.

    Args:
        archive: the archive.
        entry: the file.
        most_of: how the file begins → how many bytes it may have; one more is read.

    Raises:
        CannotUnpack: it cannot be read, or there is something wrong with its path.
    """
    info = entry.info
    if ".." in entry.parts:
        raise CannotUnpack(
            "the path of this file contains `..`",
            "make the archive again without `..` in its paths",
        )
    if entry.is_replaced:
        raise CannotUnpack(
            "argmap read a later file with the same name in the archive instead",
            "to have both files read, give them different names",
        )
    if info.flag_bits & _IS_ENCRYPTED:
        raise CannotUnpack(
            "this file is encrypted",
            "unpack the archive with its password, and use the folder instead",
        )
    # `zipfile` unpacks other methods in pieces of any size: 1,500 bytes of bzip2 become 2 GB.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotUnpack(
            "this file is compressed in a way that argmap cannot read",
            "unpack the archive, and use the folder instead",
        )
    try:
        with archive.open(info) as file:
            beginning = file.read(_BEGINNING)
            rest = file.read(max(0, most_of(beginning) + 1 - _BEGINNING))
            return beginning + rest
    except DAMAGED:
        raise CannotUnpack(
            "this file is damaged in the archive",
            "download the archive again, or ask for the file again",
        ) from None


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return files, by their paths, as an archive without times: the same files, the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path)
            info.external_attr = 0o644 << 16  # a file that its owner may write
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
