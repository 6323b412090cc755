"""What every reader returns, and how bytes become text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Span, error, has_errors, in_order
from argmap.model.errors import InvalidMap


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its map, or `None` where it cannot be built, and all that was found on the way."""

    name: str
    text: str
    map: ArgumentMap | None
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, name: str, text: str, map: ArgumentMap | None, found: list[Diagnostic]) -> Reading:
        """Return a reading whose diagnostics are in order; one with an error has no map."""
        return cls(name, text, None if has_errors(found) else map, tuple(in_order(found)))

    def unwrap(self) -> ArgumentMap:
        """Return the map.

        Raises:
            InvalidMap: it could not be built.
        """
        if self.map is None:
            raise InvalidMap(self.diagnostics, {self.name: self.text})
        return self.map


_BOMS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16", codecs.BOM_UTF32_BE: "UTF-32"}


def decode(data: bytes, name: str) -> tuple[str, Diagnostic | None]:
    """Return the text of UTF-8 bytes without a byte order mark, and what is wrong with them if anything."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return "", error("not-utf8", f"this file is {encoding}", Span(name, 1, 1, 1, 1), "save it as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), None
    except UnicodeDecodeError as problem:
        return "", _not_utf8(data, name, problem.start)


def _not_utf8(data: bytes, name: str, offset: int) -> Diagnostic:
    before = data[:offset].decode(errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = f"byte 0x{data[offset]:02x} is not UTF-8 text"
    help = "this looks like a binary file" if b"\0" in data[:1024] else "save the file as UTF-8"
    return error("not-utf8", byte, Span(name, line, column, line, column + 1), help)
