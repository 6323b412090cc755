"""Files and standard input, as they are read."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from argmap.limits import Limit

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
            raise OSError(0, "it is closed")
        data = sys.stdin.buffer.read(most + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it is too large: {Limit.INPUT.in_words()}")
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
