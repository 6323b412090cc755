"""What the office documents have in common: their libraries, which an extra installs, and their zip
archives.
"""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec

from argmap.model.errors import ArgmapError

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold, so that the same map makes the same bytes on every
day.
"""


def need_library(module: str, format: str) -> None:
    """Do nothing where a library is installed.

    Args:
        module: what Python calls it.
        format: the form of argmap that it writes.

    Raises:
        ArgmapError: it is not installed; the message says how to install it.
    """
    if find_spec(module) is None:
        raise ArgmapError(
            f"{format} needs a library that is not installed: `pip install 'argmap[office]'`"
            " installs it"
        )


def without_times(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, none of which has a time."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(
                zipfile.ZipInfo(entry.filename, _NO_TIME), source.read(entry), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()
