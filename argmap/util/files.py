"""Reads files and standard input, and writes all that argmap writes: every byte, or an error.

What the system may do to a write is met here: it takes a part of the bytes, it is interrupted, the
disk is full, the computer stops, the reader is gone. A `BrokenPipeError` means the last and is left
to who called: there is nobody to report to.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, ParamSpec, TextIO, TypeAlias, TypeVar

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
        data = _read_up_to(most + 1, sys.stdin.buffer)
    else:
        with Path(path).open("rb") as file:
            data = _read_up_to(most + 1, file)
    if len(data) > most:
        raise ValueError(f"the file is too large: {Limit.INPUT.in_words()}")
    return data


def bytes_of(path: str) -> bytes:
    """Return the bytes of a file that is no map.

    Raises:
        Failure: it cannot be read.
    """
    try:
        return read_bytes(path)
    except (OSError, ValueError) as problem:
        # Without the number and the path that an OSError adds when it is made text.
        reason = getattr(problem, "strerror", None) or problem
        raise Failure(f"cannot read {path}: {reason}") from None


def _read_up_to(number: int, file: BinaryIO) -> bytes:
    """Return the first bytes of a file, without asking for the memory of all that there may be."""
    pieces: list[bytes] = []
    while number > 0:
        piece = file.read(min(number, _AT_ONCE))
        if not piece:
            break
        pieces.append(piece)
        number -= len(piece)
    return b"".join(pieces)


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


class Unreachable(Enum):
    """Why a path that somebody else wrote leads to nothing that may be used."""

    NO_PATH = auto()
    OUTSIDE = auto()
    HIDDEN = auto()


def reach(folder: Path, path: str) -> Path | Unreachable:
    """Return where a path leads from a folder, with links resolved.

    It must lead to something in the folder or below. Neither the path nor where it leads may have a
    part that begins with a dot: programs keep their settings and secrets there.
    """
    try:
        root = folder.resolve()
        # Resolved first: `..` and symbolic links must not lead out of the folder.
        target = (folder / path).resolve()
        target.exists()
    except (OSError, ValueError, RuntimeError):  # a NUL character, a long name, links in a circle
        return Unreachable.NO_PATH
    if not target.is_relative_to(root):
        return Unreachable.OUTSIDE
    as_written = Path(path)
    if as_written.is_relative_to(root):
        as_written = as_written.relative_to(root)
    elif as_written.is_absolute():  # another name of the folder
        as_written = Path()
    parts = (*as_written.parts, *target.relative_to(root).parts)
    if any(part.startswith(".") and part != ".." for part in parts):
        return Unreachable.HIDDEN
    return target


def is_other_than_a_file(path: str | Path) -> bool:
    """Return whether there is something at a path that is no file and no folder, such as a pipe:
    it can be read once, and who reads it may wait for ever.
    """
    with suppress(OSError, ValueError):
        mode = Path(path).stat().st_mode
        return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
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
"""How many bytes are read or written at once."""

_TEMPORARY = ".argmap-"
"""How the names of files begin that are not whole yet."""

_TRIES = 100
_SECONDS_BETWEEN_TRIES = 0.02
"""How often, and after how long, a folder is asked for again that another program has."""

_CANNOT_FLUSH = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What a file system answers that cannot flush what it is asked to."""

_OF_ITS_OWNER = stat.S_IRUSR | stat.S_IWUSR
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

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


def write_file(path: str | Path, data: Data) -> None:
    """Write a file whole or not at all, and make the folder it is in.

    What comes in pieces, and is not finished, leaves what was there before.

    Raises:
        Failure: it cannot be written.
        BrokenPipeError: it is a pipe, and its reader is gone.
    """
    try:
        if _write_special(str(path), data):
            return
        target = Path(os.path.realpath(path))  # what a link leads to is replaced, not the link
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data, _rights_at(target))
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as problem:
        raise cannot_write(path, problem) from None


def write_files(
    contents: Mapping[str, bytes],
    *,
    expected: Mapping[str, bytes | None] | None = None,
) -> None:
    """Write several files, by path: all of them whole, or none; see `write_file`.

    Args:
        contents: the bytes of each.
        expected: by path, what a file must still hold when it is replaced; `None` if there must be
            none.

    Raises:
        Failure: one cannot be written, or holds something else; all of them are as they were.
    """
    expected = expected or {}
    staged: dict[str, Path] = {}
    before: dict[str, bytes | None] = {}
    path = ""
    try:
        for path, data in contents.items():
            target = Path(os.path.realpath(path))
            if not expected:  # or it is to replace a file, whose folder may be gone
                target.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _name_beside(target)
            _stage(staged[path], data, _rights_at(target))
        for path, temporary in staged.items():
            now = _bytes_of_file(path)
            # What was written a moment ago was written here: this is another name of that file.
            if now != expected.get(path, now) and now not in contents.values():
                raise changed_meanwhile(path)
            before[path] = now
            _put(temporary, Path(os.path.realpath(path)))
        for folder in {temporary.parent for temporary in staged.values()}:
            _flush_folder(folder)
    except BaseException as problem:  # Ctrl-C, too, leaves all of them as they were
        for temporary in staged.values():
            _remove(temporary)
        for path_before, data_before in before.items():
            _restore(path_before, data_before, written=contents[path_before])
        if isinstance(problem, OSError | ValueError):
            raise cannot_write(path, problem) from None
        raise


@contextmanager
def alone_in_folder(path: str | Path) -> Iterator[None]:
    """Keep the folder of a file from other programs that ask for it alone, as argmap does.

    So nobody of them writes a file between the look at its bytes and the moment at which it is
    replaced. Where a system or a file system cannot do that, nobody is kept from anything.

    Raises:
        Failure: another program has it, and does not give it back.
    """
    try:
        import fcntl
    except ModuleNotFoundError:  # not a system of POSIX
        yield
        return
    handle = -1
    with suppress(OSError):
        handle = os.open(Path(os.path.realpath(path)).parent, os.O_RDONLY)
    try:
        if handle >= 0:
            _take_folder(handle, path, fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _take_folder(handle: int, path: str | Path, lock: Callable[[int, int], None], how: int) -> None:
    import time

    for _ in range(_TRIES):
        try:
            lock(handle, how)
        except BlockingIOError:
            time.sleep(_SECONDS_BETWEEN_TRIES)
        except OSError:
            return  # a file system that has no locks
        else:
            return
    raise Failure(f"cannot write {path}: another program keeps its folder locked")


def changed_meanwhile(path: str) -> Failure:
    """Return what to say of a file that was saved while argmap made another version of it."""
    return Failure(
        f"{path} changed after argmap read it, so argmap changed nothing; run the command again"
    )


def create_file(path: str, text: str, *, is_private: bool = False) -> None:
    """Write a file that does not exist yet, whole or not at all.

    It is empty for the moment that this takes, so that nobody else uses its name.

    Args:
        path: where.
        text: its text.
        is_private: whether nobody but its owner may read it.

    Raises:
        Failure: it exists, or cannot be written.
    """
    target = Path(path)
    try:
        os.close(_retry_interrupted(os.open, path, os.O_CREAT | os.O_EXCL, 0o666))
        try:
            rights = _OF_ITS_OWNER if is_private else target.stat().st_mode & 0o777
            _replace(target, text.encode(), rights)
        except BaseException:  # Ctrl-C, too, leaves nothing behind
            _remove(target)
            raise
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


def _replace(target: Path, data: Data, rights: int) -> None:
    """Put a file in the place of another, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    temporary = _name_beside(target)
    try:
        _stage(temporary, data, rights)
        _put(temporary, target)
    except BaseException:  # Ctrl-C, too, leaves nothing behind
        _remove(temporary)
        raise
    _flush_folder(target.parent)


def _name_beside(target: Path) -> Path:
    """Return the name of a file that is not there yet: it moves whole only within one folder.

    Who has the name before the file is there can remove it, whenever Ctrl-C comes.
    """
    return target.parent / f"{_TEMPORARY}{os.urandom(8).hex()}"


def _stage(temporary: Path, data: Data, rights: int) -> None:
    """Write a file, and flush it to the disk.

    Raises:
        OSError: it cannot be written.
    """
    mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = _retry_interrupted(os.open, temporary, mode, _OF_ITS_OWNER)
    try:
        _write_all(handle, data)
        _retry_interrupted(temporary.chmod, rights)
        _flush(handle)
    finally:
        os.close(handle)  # which may be when a disk reports that it is full


def _flush(descriptor: int) -> None:
    """Wait until the disk has all of a file or folder, if the file system can do that."""
    try:
        _retry_interrupted(os.fsync, descriptor)
    except OSError as problem:
        if problem.errno not in _CANNOT_FLUSH:
            raise


def _flush_folder(folder: Path) -> None:
    """Wait until the disk has the names of a folder's files; see `_flush`."""
    try:
        handle = _retry_interrupted(os.open, folder, os.O_RDONLY)
    except PermissionError:
        return  # on Windows, or if the folder may not be read
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _rights_at(target: Path) -> int:
    """Return the rights of the file in whose place another is to be moved, or of a new file.

    Raises:
        OSError: it may not be replaced.
    """
    if target.exists():
        _must_be_replaceable(target)
        return target.stat().st_mode & 0o777
    # The umask can only be read by setting it.
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _must_be_replaceable(target: Path) -> None:
    """Raise an `OSError` for a file in whose place another could be moved, though it should not."""
    mode = target.stat().st_mode
    if is_other_than_a_file(target):
        raise OSError(0, "it is not a regular file")
    # The administrator may write to any file, but one that nobody may write to is meant to stay.
    if not mode & _WRITABLE or not os.access(target, os.W_OK):
        raise OSError(0, "the file is read-only")


def _put(temporary: Path, target: Path) -> None:
    """Let a target hold what was staged for it; where that fails, it holds what it held before.

    Mostly the staged file is moved into its place, which happens at once. A file that has other
    names as well, or another owner than a new file would have, keeps both: its bytes are replaced,
    once the disk has the staged file under its own name.
    """
    if _must_stay(target, temporary):
        _flush_folder(target.parent)
        _overwrite(target, temporary.read_bytes())
        _remove(temporary)
    else:
        _retry_interrupted(os.replace, temporary, target)


def _must_stay(target: Path, temporary: Path) -> bool:
    """Return whether a file would lose something if a new one took its place."""
    if not target.is_file():
        return False
    old, new = target.stat(), temporary.stat()
    return old.st_nlink > 1 or (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid)


def _overwrite(target: Path, data: bytes) -> None:
    """Replace the bytes of a file; where that fails, it gets back those that it had."""
    before = target.read_bytes()
    handle = _retry_interrupted(os.open, target, os.O_WRONLY)
    try:
        try:
            _write_all(handle, data)
            os.ftruncate(handle, len(data))
            _flush(handle)
        except BaseException:  # Ctrl-C, too
            os.lseek(handle, 0, os.SEEK_SET)
            _write_all(handle, before)
            os.ftruncate(handle, len(before))
            raise
    finally:
        os.close(handle)


def _bytes_of_file(path: str | Path) -> bytes | None:
    """Return the bytes of a file; `None` if there is none."""
    try:
        # If a pipe has taken its place, nobody waits for who writes to that.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _restore(path: str, data: bytes | None, written: bytes) -> None:
    """Make a file what it was, as far as that can be done; `None` is for one that was not there.

    One that no longer holds what was written here was saved by somebody else, and stays.
    """
    with suppress(OSError):
        target = Path(os.path.realpath(path))
        if data == written or _bytes_of_file(target) != written:
            return
        if data is None:
            target.unlink()
        else:
            _replace(target, data, _rights_at(target))


def _remove(path: Path) -> None:
    """Remove a file; one that cannot be removed is left."""
    with suppress(OSError):
        _retry_interrupted(path.unlink, missing_ok=True)
