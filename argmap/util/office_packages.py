"""What office documents have in common: libraries that an extra installs, and zip archives."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec

from argmap.util.errors import ArgmapError, missing_package

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold, so that the same map makes the same bytes on every
day.
"""


def need_library(module: str, format: str) -> None:
    """Do nothing where the library that writes a format is installed, by its name in Python.

    Raises:
        ArgmapError: it is not installed; the message says how to install it.
    """
    if find_spec(module) is None:
        if sys.platform == "emscripten":
            raise missing_package(f"{format} files", "the extra `office`")
        raise ArgmapError(
            f"{format} needs a library that is not installed: run `pip install 'argmap[office]'`"
        )


def without_times(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, none of which has a time."""
    source = zipfile.ZipFile(io.BytesIO(archive))
    made = io.BytesIO()
    with source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            timeless = zipfile.ZipInfo(entry.filename, _NO_TIME)
            target.writestr(timeless, source.read(entry), zipfile.ZIP_DEFLATED)
    return made.getvalue()
