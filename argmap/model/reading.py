"""What every reader takes and returns, and how bytes become text."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from argmap.model.argument_map import ArgumentMap
from argmap.model.diagnostics import Diagnostic, InvalidMap, Span, error, has_errors, in_order
from argmap.model.edits import narrow_diagnostics


class Reading(NamedTuple):
    """A file as read: its map, or `None` where it cannot be built, and all that was found on the
    way.

    Attributes:
        name: what the diagnostics call the file.
        text: what it says, for showing the lines that the diagnostics point to.
        map: its map.
        diagnostics: what is wrong, in the order of the file.
        texts_beside: the name of each other file that the map is made of, as diagnostics have it →
            its text.
        format: the name of its format; "" where it could not be looked at.
        maps_in_file: how many maps the file holds, of which this is one.
        paths_beside: where other files were looked for that the map names, also those that are not
            there.
        folder: where the file lies; `None` for what comes from no file.
        unread: the files that it names and that were not to be read; `None` where any may be.
    """

    name: str
    text: str
    map: ArgumentMap | None
    diagnostics: tuple[Diagnostic, ...]
    texts_beside: Mapping[str, str]
    format: str = ""
    maps_in_file: int = 1
    paths_beside: tuple[Path, ...] = ()
    folder: Path | None = None
    unread: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        name: str,
        text: str,
        map: ArgumentMap | None,
        diagnostics: list[Diagnostic],
        texts_beside: Mapping[str, str] | None = None,
    ) -> Reading:
        """Return a reading whose diagnostics are in order; one with an error has no map."""
        if has_errors(diagnostics):
            map = None
        texts = {**(texts_beside or {}), name: text}
        in_their_order = in_order(narrow_diagnostics(diagnostics, texts))
        return cls(name, text, map, tuple(in_their_order), texts_beside or {})

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file that the map is made of, its own first, by the names that
        diagnostics have.
        """
        return {self.name: self.text, **self.texts_beside}

    def unwrap(self) -> ArgumentMap:
        """Return the map.

        Raises:
            InvalidMap: it could not be built.
        """
        if self.map is None:
            raise InvalidMap(self.diagnostics, self.texts)
        return self.map


Decoded: TypeAlias = tuple[str, Diagnostic | None]
"""The text of a file, and what is wrong with it if it cannot be read."""

# UTF-32 in the other byte order begins with the mark of UTF-16, and is taken for it.
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    codecs.BOM_UTF32_BE: "UTF-32",
}


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of UTF-8 bytes without a byte order mark, and what is wrong with them if
    anything.

    The text of bytes that are not UTF-8 is empty. `name` is the file's name in the diagnostic.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return "", error(
                "not-utf8",
                f"this file is {encoding}",
                Span.start_of(name),
                "save the file as UTF-8",
            )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), None
    except UnicodeDecodeError as problem:
        return "", _not_utf8(data, name, problem.start)


def _not_utf8(data: bytes, name: str, offset: int) -> Diagnostic:
    before = data[:offset].decode(errors="replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")  # `rfind` gives -1 on the first line, which fits
    message = f"byte 0x{data[offset]:02x} is not UTF-8 text"
    help = "save the file as UTF-8"
    # No text file holds a NUL byte; git, too, looks for one to recognize binary files.
    if b"\0" in data[:1024]:
        help = "this looks like a binary file"
    return error("not-utf8", message, Span.on_line(name, line, column), help)
