"""The files that are open in an editor, with their texts as they are there, saved or not.

An editor sends each change as it is made. What it sends may be wrong: a change to a file that is
not open, or to an older version of one. Such a change is refused, and the text stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from argmap.integrations.lsp.positions import Encoding, Lines, Range
from argmap.util.errors import ArgmapError


class Change(NamedTuple):
    """What an editor changes in a text: the text of a passage, or all of it if there is none."""

    range: Range | None
    text: str


@dataclass(frozen=True, eq=False)
class Document:
    """A file that is open in an editor, at one moment.

    Attributes:
        uri: how the editor names it.
        path: where it is on disk; "" if it was never saved, or is somewhere else.
        language: what the editor takes it for, such as `yaml`.
        version: the number of the text, which the editor increases with each change.
        text: its text.
        encoding: how the editor counts characters.
    """

    uri: str
    path: str
    language: str
    version: int
    text: str
    encoding: Encoding

    @property
    def name(self) -> str:
        """What findings call the file."""
        return self.path or self.uri

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, in which places are looked up."""
        return Lines(self.text, self.encoding)

    def changed(self, change: Change, version: int) -> Document:
        """Return the file after a change."""
        text = change.text
        if change.range is not None:
            start, end = map(self.lines.offset, change.range)
            text = self.text[:start] + text + self.text[max(start, end) :]
        return replace(self, version=version, text=text)

    def has(self, range: Range) -> bool:
        """Return whether the text has a passage that begins and ends between characters."""
        lines = self.lines
        is_exact = all(lines.position(lines.offset(position)) == position for position in range)
        return is_exact and range.start <= range.end


class OpenDocuments:
    """All files that are open."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())

    def __contains__(self, uri: object) -> bool:
        return uri in self._documents

    def __getitem__(self, uri: str) -> Document:
        """Return an open file.

        Raises:
            ArgmapError: it is not open.
        """
        if uri not in self._documents:
            raise ArgmapError(f"{uri} is not open")
        return self._documents[uri]

    def open(self, document: Document) -> None:
        """Add a file."""
        self._documents[document.uri] = document

    def change(self, uri: str, changes: Sequence[Change], version: int) -> str:
        """Change the text of a file, and return what was wrong with the changes; "" for nothing.

        Raises:
            ArgmapError: the file is not open, or passages of an older text are to be changed.
        """
        document = self[uri]
        replaces_all = bool(changes) and changes[0].range is None
        if version < document.version and not replaces_all:
            raise ArgmapError(
                f"ignored a change to version {version} of {uri}, which is at version"
                f" {document.version}"
            )
        problem = ""
        for change in changes:
            if change.range is not None and not document.has(change.range):
                start, end = change.range
                problem = (
                    f"the text of {uri} has no passage from {start.line}:{start.character} to"
                    f" {end.line}:{end.character}, so the nearest one was changed"
                )
            document = document.changed(change, version)
        self._documents[uri] = document
        return problem

    def close(self, uri: str) -> None:
        """Remove a file.

        Raises:
            ArgmapError: it is not open.
        """
        del self._documents[self[uri].uri]
