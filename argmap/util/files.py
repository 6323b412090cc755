"""Reads files and standard input, and writes all that argmap writes: every byte, or an error.

What the system may do to a write is met here: it takes a part of the bytes, it is interrupted, the
disk is full, the reader is gone. A `BrokenPipeError` means the last and is left to who called:
there is nobody to report to.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TextIO, TypeAlias, TypeVar

from argmap.util.errors import Failure
from argmap.util.limits import Limit
from argmap.util.text import SafeText

STDIN = "-"
STDIN_NAME = "<stdin>"
"""What messages call standard input."""


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file; `-` is standard input.

    Raises:
        OSError, ValueError: it cannot be read, or is larger than `Limit.INPUT`.
    """
    most = Limit.INPUT.most * 1_000_000
    if str(path) == STDIN:
        if sys.stdin is None:
            raise OSError(0, "the stream is closed")
        data = sys.stdin.buffer.read(most + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"the file is too large: {Limit.INPUT.in_words()}")
    return data


def current_folder() -> Path | None:
    """Return the folder that the program works in; `None` if that was removed."""
    with suppress(OSError):
        return Path.cwd()
    return None


def exists(path: Path) -> bool:
    """Return whether there is something at a path; what cannot be asked for is not there."""
    with suppress(
        OSError, ValueError
    ):  # a name that is too long, a folder that may not be looked into
        return path.exists()
    return False


def is_same_file(path: str, other: str) -> bool:
    """Return whether two paths lead to one file that exists; standard streams are no files."""
    with suppress(OSError, ValueError):
        return STDIN not in (path, other) and Path(path).samefile(other)
    return False


Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

Data: TypeAlias = bytes | Iterable[bytes]
"""What is written: all of it, or pieces of it that are made when they are asked for."""

_AT_ONCE = 1 << 16
"""How many bytes are written at once."""

_TEMPORARY = ".argmap-"
"""How the names of files begin that are not whole yet."""

_OPEN_DESCRIPTOR = r"/(?:dev|proc/self)/fd/(\d{1,9})"
_STANDARD_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
"""What the shell calls streams that are open already: `-o >(…)` is one, too."""


# --- streams ---


def print_texts(stream: TextIO | None, *texts: SafeText) -> None:
    """Write text that is safe to print to a stream: as a terminal says, and else as UTF-8.

    See `write_stream`.
    """
    encoding = "utf-8"
    if stream is not None and stream.isatty():
        encoding = stream.encoding or encoding
    write_stream(stream, "".join(texts).encode(encoding, "replace"))


def write_stream(stream: TextIO | None, data: Data) -> None:
    """Write to a stream that text is written to otherwise.

    `None` is one that was closed before the program began.

    What comes in pieces is written as they come.

    Raises:
        OSError: it does not take all of it.
    """
    if stream is None:
        raise OSError(0, "the stream is closed")
    stream.flush()  # what others have written to it comes first
    try:
        descriptor = stream.fileno()
    except OSError:
        # Something in a program takes the place of the stream.
        stream.write(b"".join(_portions(data)).decode(errors="replace"))
        stream.flush()
        return
    _write_all(descriptor, data)


def _write_all(descriptor: int, data: Data) -> None:
    for portion in _portions(data):
        rest = memoryview(portion)
        while rest:
            written = _retry_interrupted(os.write, descriptor, rest)
            rest = rest[written:]


def _portions(data: Data) -> Iterator[bytes]:
    """Yield data in portions that are worth a call of the system each."""
    if isinstance(data, bytes):
        yield data
        return
    waiting: list[bytes] = []
    size = 0
    for piece in data:
        waiting.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
    yield b"".join(waiting)


def _retry_interrupted(
    call: Callable[Parameters, Returned], *args: Parameters.args, **named: Parameters.kwargs
) -> Returned:
    """Return what a system call returns, once it is not interrupted."""
    while True:
        with suppress(InterruptedError):
            return call(*args, **named)


# --- files ---


def write_file(path: str | Path, data: Data, *, make_folder: bool = False) -> None:
    """Write a file whole or not at all; the folder it lies in is made if that is asked for.

    What comes in pieces, and is not finished, leaves what was there before.

    Raises:
        Failure: it cannot be written.
        BrokenPipeError: it is a pipe, and its reader is gone.
    """
    try:
        if _write_special(str(path), data):
            return
        target = Path(os.path.realpath(path))  # what a link leads to is replaced, not the link
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        _move(_stage(target, data), target)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as problem:
        raise cannot_write(path, problem) from None


def write_files(contents: Mapping[str, bytes], *, make_folder: bool = False) -> None:
    """Write several files, by path: all of them whole, or none; see `write_file`.

    Raises:
        Failure: one cannot be written; all of them are as they were.
    """
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    path = ""
    try:
        for path, data in contents.items():
            target = Path(os.path.realpath(path))
            if make_folder:
                target.parent.mkdir(parents=True, exist_ok=True)
            staged[target] = _stage(target, data)
        for target, temporary in staged.items():
            path = str(target)
            before[target] = target.read_bytes() if target.exists() else None
            _move(temporary, target)
    except BaseException as problem:  # Ctrl-C, too, leaves all of them as they were
        for temporary in staged.values():
            _remove(temporary)
        for target, data_before in before.items():
            _restore(target, data_before)
        if isinstance(problem, OSError | ValueError):
            raise cannot_write(path, problem) from None
        raise


def replace_texts(texts: Mapping[str, str]) -> None:
    """Write texts in the place of those in files, by path: all of them, or none.

    They are written as UTF-8, with a byte order mark where the file has one. A file in another
    encoding is left alone: programs that wrote it might not read it any more.

    Raises:
        Failure: one is not UTF-8, or cannot be read or written; all of them are as they were.
    """
    contents: dict[str, bytes] = {}
    for path, text in texts.items():
        try:
            before = Path(path).read_bytes()
            if not _is_utf8(before):
                raise Failure(
                    f"{path} is not UTF-8, so argmap did not change it; save the file as UTF-8, and"
                    " try again"
                )
            has_mark = before.startswith(codecs.BOM_UTF8)
            contents[path] = (codecs.BOM_UTF8 if has_mark else b"") + text.encode()
        except (OSError, ValueError) as problem:
            raise cannot_write(path, problem) from None
    write_files(contents)


def _is_utf8(data: bytes) -> bool:
    """Return whether a file is UTF-8; text of UTF-16 may be valid, but has a NUL in each line."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def create_file(path: str, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all.

    Raises:
        Failure: it exists, or cannot be written.
    """
    try:
        data = text.encode()
        handle = _retry_interrupted(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        _fill(handle, Path(path), data)
    except FileExistsError:
        raise Failure(f"{path} already exists, so argmap did not change it") from None
    except (OSError, ValueError) as problem:
        raise cannot_write(path, problem) from None


def cannot_write(path: str | Path, problem: Exception) -> Failure:
    """Return what to say of a file or stream that cannot be written."""
    # Without the number and the path that an OSError adds when it is made text.
    reason = str(getattr(problem, "strerror", None) or problem)
    return Failure(f"cannot write {path}: {reason}")


def _write_special(path: str, data: Data) -> bool:
    """Write to a stream, a pipe or a device, into whose place nothing can be moved.

    Return whether it is one.
    """
    descriptor = _STANDARD_STREAMS.get(path)
    match = re.fullmatch(_OPEN_DESCRIPTOR, path)
    if match is not None:
        descriptor = int(match[1])
    if descriptor is not None and os.name == "posix":
        _write_all(descriptor, data)
        return True
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        return False  # it is not there yet
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return False
    descriptor = _retry_interrupted(os.open, path, os.O_WRONLY)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)
    return True


def _stage(target: Path, data: Data) -> Path:
    """Write a file beside the target, with the rights that this has or would have, and return where
    it is.
    """
    import tempfile

    if target.exists():
        rights = target.stat().st_mode & 0o777
    else:
        # The umask can only be read by setting it.
        umask = os.umask(0)
        os.umask(umask)
        rights = 0o666 & ~umask
    # In the same folder, since a file moves whole only within one file system.
    handle, name = _retry_interrupted(tempfile.mkstemp, prefix=_TEMPORARY, dir=target.parent)
    temporary = Path(name)
    _fill(handle, temporary, data, rights)
    return temporary


def _fill(handle: int, path: Path, data: Data, rights: int | None = None) -> None:
    """Write a file that was just made, and close it; one that cannot be made whole is removed."""
    try:
        try:
            _write_all(handle, data)
            if rights is not None:
                _retry_interrupted(path.chmod, rights)
        finally:
            os.close(handle)  # which may be when a disk reports that it is full
    except BaseException:  # Ctrl-C, too, leaves nothing behind
        _remove(path)
        raise


def _move(temporary: Path, target: Path) -> None:
    """Move a file into the place of another; where that fails, it is removed."""
    try:
        _retry_interrupted(os.replace, temporary, target)
    except BaseException:
        _remove(temporary)
        raise


def _restore(target: Path, data: bytes | None) -> None:
    """Make a file what it was, as far as that can be done; `None` is for one that was not there."""
    with suppress(OSError):
        if data is None:
            target.unlink(missing_ok=True)
        elif target.read_bytes() != data:
            _move(_stage(target, data), target)


def _remove(path: Path) -> None:
    """Remove a file; one that cannot be removed is left."""
    with suppress(OSError):
        _retry_interrupted(path.unlink, missing_ok=True)
