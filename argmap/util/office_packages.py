"""What office documents have in common: libraries that an extra installs, and zip archives."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec

from argmap.util.errors import ArgmapError, missing_package


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
    """Return a zip archive with the same files in the same order, all of the earliest time that it
    can hold: the same map makes the same bytes on every day.
    """
    source = zipfile.ZipFile(io.BytesIO(archive))
    made = io.BytesIO()
    with source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            timeless = zipfile.ZipInfo(entry.filename)
            target.writestr(timeless, source.read(entry), zipfile.ZIP_DEFLATED)
    return made.getvalue()
