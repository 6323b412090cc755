"""The files that are open in an editor, with their texts as they are there, saved or not.

An editor sends each change as it is made. What it sends may be wrong: a change to a file that is
not open, or to an older version of one. Such a change is refused, and the text stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from argmap.integrations.lsp.positions import Encoding, Lines, Range
from argmap.util.errors import ArgmapError


class Change(NamedTuple):
    """What an editor changes in a text: the text of a passage, or all of it if there is none."""

    range: Range | None
    text: str


class Document:
    """A file that is open in an editor, at one moment.

    Attributes:
        uri: how the editor names it.
        path: where it is on disk; "" if it was never saved, or is somewhere else.
        language: what the editor takes it for, such as `yaml`.
        version: the number of the text, which the editor increases with each change.
        text: its text.
    """

    def __init__(
        self,
        uri: str,
        path: str,
        language: str,
        version: int,
        text: str,
        encoding: Encoding = Encoding.UTF_16,
    ) -> None:
        self.uri = uri
        self.path = path
        self.language = language
        self.version = version
        self.text = text
        self._encoding = encoding

    @property
    def name(self) -> str:
        """What findings call the file."""
        return self.path or self.uri

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, in which places are looked up."""
        return Lines(self.text, self._encoding)

    def changed(self, changes: Sequence[Change], version: int) -> Document:
        """Return the file after changes, made one after the other."""
        document = self
        for change in changes:
            text = change.text
            if change.range is not None:
                start = document.lines.offset(change.range.start)
                end = max(start, document.lines.offset(change.range.end))
                text = document.text[:start] + text + document.text[end:]
            document = Document(
                self.uri, self.path, self.language, version, text, self._encoding
            )
        return document


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

    def change(self, uri: str, changes: Sequence[Change], version: int) -> None:
        """Change the text of a file.

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
        self._documents[uri] = document.changed(changes, version)

    def close(self, uri: str) -> None:
        """Remove a file.

        Raises:
            ArgmapError: it is not open.
        """
        del self._documents[self[uri].uri]
