"""What every reader returns, and the text that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from argmap.model.argument_map import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Edit, InvalidMap, has_errors, in_order
from argmap.model.edits import edit_files, narrow_diagnostics
from argmap.util.exports import html_on_demand
from argmap.util.text import count


class Reading(NamedTuple):
    """A text as argmap read it: its map, and everything that is wrong with the text.

    Attributes:
        name: the name of the file, as diagnostics show it.
        text: the text.
        map: the map. If argmap can't build a map, this is None.
        diagnostics: everything that is wrong, in the order of the file.
        texts_beside: the texts of the other files that the map consists of, by file name.
        format: the name of the text's format, or "" if argmap couldn't look at the text.
        maps_in_file: how many maps the file contains.
        paths_beside: the paths to the other files that the map refers to, including files that
            don't exist.
        folder: the folder that contains the file. If the text doesn't come from a file, this is
            None.
        unread: the files that the text refers to and that a sandbox didn't allow argmap to read.
            Without a sandbox, this is None.
        partial: the map without what is wrong, if the text contains errors and at least one valid
            claim. In the result of `argmap.read`, this is always None, because `map` is that map.
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
    partial: ArgumentMap | None = None

    def _repr_html_(self) -> str:
        return html_on_demand(self)

    def __repr__(self) -> str:
        map = repr(self.map) if self.map else "no map"
        return f"<Reading {self.name}: {map}, {count(len(self.diagnostics), 'finding')}>"

    @classmethod
    def of(
        cls,
        name: str,
        text: str,
        map: ArgumentMap | None,
        diagnostics: list[Diagnostic],
        texts_beside: Mapping[str, str] | None = None,
    ) -> Reading:
        """Return a reading whose diagnostics are in order; one with an error has no map but a
        partial one.
        """
        partial = None
        if has_errors(diagnostics):
            if map is not None and map.claims:
                partial = map
            map = None
        texts = {**(texts_beside or {}), name: text}
        in_their_order = in_order(narrow_diagnostics(diagnostics, texts))
        texts_beside = texts_beside or {}
        return cls(name, text, map, tuple(in_their_order), texts_beside, partial=partial)

    @property
    def texts(self) -> dict[str, str]:
        """The texts of all files that the map consists of, by file name. The map's own file is
        first.
        """
        return {self.name: self.text, **self.texts_beside}

    def edited(self, edits: Iterable[Edit]) -> dict[str, str]:
        """Return the texts of the map's files after edits, by file name.

        Raises:
            ValueError: two edits change the same place.
        """
        return edit_files(self.texts, edits)

    def unwrap(self) -> ArgumentMap:
        """Return the map.

        Raises:
            InvalidMap: the text contains errors.
        """
        if self.map is None or has_errors(self.diagnostics):
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
