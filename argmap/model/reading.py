"""What every reader returns, and the text that it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from argmap.model.argument_map import ArgumentMap
from argmap.model.diagnostics import Diagnostic, InvalidMap, has_errors, in_order
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


class Decoded(NamedTuple):
    """The text of a file.

    Attributes:
        text: the text; "" where it cannot be read.
        problem: what is wrong with the file if it cannot be read.
        note: how it was read, where that is not as usual.
        format: the name of the format that the bytes show; "" where only the text can show it.
    """

    text: str
    problem: Diagnostic | None = None
    note: Diagnostic | None = None
    format: str = ""
