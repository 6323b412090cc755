"""ZIP archives for the tests: as Moodle makes them, and with files that are damaged in one way each."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

_CENTRAL = "<4s6H3I5H2I"
"""An entry of the directory; behind it come the name, the extra field and the comment."""
_FLAGS, _METHOD, _CRC, _SIZE, _NAME_LENGTH, _OFFSET = 3, 4, 7, 9, 10, 16
_METHODS = {"stored": zipfile.ZIP_STORED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}


class Member(NamedTuple):
    """A file in an archive: its name, its bytes, and how it is packed or damaged."""

    name: str
    data: bytes
    how: str = ""


def archive_of(members: Iterable[Member]) -> bytes:
    """Return an archive with these files.

    They are deflated, or: `stored`, `bzip2`, `lzma`; `checksum`: it is wrong; `encrypted`: it says so;
    `header`: its own header has another name; `method`: an unknown one; `short`, `long`: it states a
    size that is too small or too large; `nowhere`: it is said to begin behind the end.
    """
    members = list(members)
    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two files may have one name
        with zipfile.ZipFile(made, "w") as archive:
            for member in members:
                method = _METHODS.get(member.how, zipfile.ZIP_DEFLATED)
                archive.writestr(zipfile.ZipInfo(member.name), member.data, method)
            start = archive.start_dir
    data = bytearray(made.getvalue())
    for member in members:
        start = _damage(data, start, member.how)
    return bytes(data)


def _damage(data: bytearray, start: int, how: str) -> int:
    """Change the entry of the directory that begins at `start`, and return where the next begins."""
    fields = list(struct.unpack_from(_CENTRAL, data, start))
    name_length: int = fields[_NAME_LENGTH]
    offset: int = fields[_OFFSET]
    if how == "checksum":
        fields[_CRC] ^= 1
    elif how == "encrypted":
        fields[_FLAGS] |= 1
    elif how == "method":
        fields[_METHOD] = 77
    elif how == "short":
        fields[_SIZE] = 3
    elif how == "long":
        fields[_SIZE] = 4_000_000_000
    elif how == "nowhere":
        fields[_OFFSET] = 0xFFFF_FF00
    elif how == "header":
        data[offset + 30] ^= 1
    struct.pack_into(_CENTRAL, data, start, *fields)
    return start + struct.calcsize(_CENTRAL) + name_length
