"""Files: read, and written whole or not at all. Nothing else in argmap writes one."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from argmap.model.errors import ArgmapError

STDIN = "-"
STDIN_NAME = "<stdin>"
"""What messages call standard input."""


class Failure(ArgmapError):
    """A request that cannot be carried out as it was made: a wrong option, a file that cannot be written."""


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file; `-` is standard input.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    if str(path) == STDIN:
        return sys.stdin.buffer.read()
    return Path(path).read_bytes()


def exists(path: Path) -> bool:
    """Return whether there is something at a path; what cannot be asked for is not there."""
    with suppress(OSError, ValueError):  # a name that is too long, a folder that may not be looked into
        return path.exists()
    return False


def write_file(path: str | Path, data: bytes, *, make_folder: bool = False) -> None:
    """Write a file whole or not at all; the folder it lies in is made if that is asked for.

    Raises:
        Failure: it cannot be written.
    """
    target = Path(os.path.realpath(path))  # what a link leads to is replaced, not the link
    try:
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        is_special = target.exists() and not target.is_file()
        if is_special:
            target.write_bytes(data)  # a pipe or a device: nothing can be moved into its place
        else:
            _replace(target, data)
    except (OSError, ValueError) as problem:
        raise Failure(f"cannot write {path}: {_reason(problem)}") from None


def write_texts(texts: Mapping[str, str]) -> None:
    """Write texts in the place of those in files, by path: all of them, or none.

    They are written as UTF-8, with a byte order mark where the file has one.

    Raises:
        Failure: one cannot be read or written; what was written already is as it was.
    """
    before: dict[str, bytes] = {}
    for path in texts:
        try:
            before[path] = Path(path).read_bytes()
        except (OSError, ValueError) as problem:
            raise Failure(f"cannot write {path}: {_reason(problem)}") from None
    written: list[str] = []
    try:
        for path, text in texts.items():
            mark = codecs.BOM_UTF8 if before[path].startswith(codecs.BOM_UTF8) else b""
            write_file(path, mark + text.encode())
            written.append(path)
    except BaseException:  # Ctrl-C, too, leaves all of them as they were
        for path in written:
            write_file(path, before[path])
        raise


def create_file(path: str, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all.

    Raises:
        Failure: it exists, or cannot be written.
    """
    try:
        stream = Path(path).open("x", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
    except FileExistsError:
        raise Failure(f"{path} exists already, and is left as it is") from None
    except (OSError, ValueError) as problem:
        raise Failure(f"cannot write {path}: {_reason(problem)}") from None
    try:
        with stream:
            stream.write(text)
    except BaseException as problem:  # a full disk, Ctrl-C: nothing is left behind
        Path(path).unlink(missing_ok=True)
        if isinstance(problem, OSError | ValueError):
            raise Failure(f"cannot write {path}: {_reason(problem)}") from None
        raise


def is_same_file(path: str, other: str) -> bool:
    """Return whether two paths lead to one file that exists; standard streams are no files."""
    with suppress(OSError, ValueError):
        return STDIN not in (path, other) and Path(path).samefile(other)
    return False


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and move into place, with the rights that the target had or would have."""
    import tempfile

    # In the same folder, since a file moves whole only within one file system. Names may have 255 bytes.
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if target.exists():
            rights = target.stat().st_mode & 0o777
        else:
            # The umask can only be read by setting it.
            umask = os.umask(0)
            os.umask(umask)
            rights = 0o666 & ~umask
        Path(name).chmod(rights)
        Path(name).replace(target)
    except BaseException:  # Ctrl-C, too, leaves nothing behind
        Path(name).unlink(missing_ok=True)
        raise


def _reason(problem: Exception) -> str:
    # Without the number and the path that an OSError adds when it is made text.
    return str(getattr(problem, "strerror", None) or problem)
