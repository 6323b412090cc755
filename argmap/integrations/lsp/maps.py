"""The maps in the open files: read when they are asked for, and again when a text has changed.

A map may be made of several files. Those that are open count as they are in the editor, and the
others as they are on disk. A file that another one includes is a part of that map, and is not read
as a map of its own, even if the other file is not open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from argmap import formats
from argmap.api.analysis import evaluate
from argmap.integrations.lsp.documents import Document, OpenDocuments
from argmap.integrations.lsp.including import find_including
from argmap.integrations.lsp.positions import Lines, Place, Position
from argmap.integrations.lsp.recognition import MapText, find_map_texts
from argmap.lint import ALL_RULES, check_reading
from argmap.model import ArgumentMap, Diagnostic, Mention, Reading, Span
from argmap.model.diagnostics import error, has_errors
from argmap.util.errors import ArgmapError
from argmap.util.text import split_lines
from argmap.verdicts import Verdicts


class OpenMap:
    """A map in an open file, as it was read.

    Attributes:
        document: the file, which is on disk if it is only a part of it that is open.
        source: the passage of the file that is the map.
        reading: what argmap made of it, with the map of all that it could read.
        last_map: the map of the last text without errors.
        open_texts: the texts of all files that were open then, by path.
    """

    def __init__(
        self,
        document: Document,
        source: MapText,
        reading: Reading,
        last_map: ArgumentMap | None,
        open_texts: Mapping[str, str],
    ) -> None:
        self.document = document
        self.source = source
        self.reading = reading
        self.last_map = last_map
        self.open_texts = open_texts
        self._lines: dict[str, Lines] = {}

    @property
    def is_broken(self) -> bool:
        """Whether the text has errors, so that its map may lack something."""
        return has_errors(self.reading.diagnostics)

    @property
    def known_map(self) -> ArgumentMap | None:
        """The map that knows most of what can be referred to: this one, or the last without
        errors.
        """
        map, last = self.reading.map, self.last_map
        if map is None or (last is not None and len(last.claims) > len(map.claims)):
            return last
        return map

    @property
    def verdicts(self) -> Verdicts | None:
        """What stands; None if the text has errors."""
        if self.is_broken or self.reading.map is None:
            return None
        return evaluate(self.reading.map)

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What is wrong with the text; if nothing is, what is weak in the map."""
        reading = self.reading
        if self.is_broken or reading.map is None:
            return list(reading.diagnostics)
        try:
            return list(self.check(reading))
        except ArgmapError as problem:  # the settings of the project are malformed
            return [error("settings", str(problem), Span.start_of(reading.name))]

    @cached_property
    def findings_with_fixes(self) -> list[Diagnostic]:
        """The findings with their fixes, and one that ignores the rule."""
        return list(formats.with_fixes(self.reading, self.findings, ALL_RULES))

    def check(self, reading: Reading) -> list[Diagnostic]:
        """Return the findings in this map, or in what it is after a change.

        Raises:
            ArgmapError: the settings of the project are malformed.
        """
        return list(check_reading(reading, self._read_sources).diagnostics)

    def _read_sources(self, map: ArgumentMap, folder: Path) -> dict[str, str]:
        """Return the texts of the sources; those that are open, as they are in the editor."""
        texts = formats.read_sources(map, folder)
        for id in texts:
            path = str(folder / map.sources[id].file)
            texts[id] = self.open_texts.get(path, texts[id])
        return texts

    def lines_of(self, file: str) -> Lines:
        """Return the lines of a file of this map, in which places are looked up."""
        if file == self.document.name:
            return self.document.lines
        if file not in self._lines:
            text = self.reading.texts.get(file, "")
            self._lines[file] = Lines(text, self.document.encoding)
        return self._lines[file]

    def text_at(self, span: Span) -> str:
        """Return the text of a passage on one line of a file of this map."""
        line = split_lines(self.reading.texts.get(span.file, ""))[span.line - 1]
        return line[span.column - 1 : span.end_column - 1]

    def span_of(self, finding: Diagnostic) -> Span:
        """Return the place of a finding; what is about the whole of a map is where it begins."""
        span, first_line = finding.span, self.source.first_line
        if span is None or (span.file == self.reading.name and span.line < first_line):
            return Span.on_line(self.reading.name, first_line, 1)
        return span


class Spot(NamedTuple):
    """A place in an open file, and the map that it is in."""

    map: OpenMap
    document: Document
    place: Place

    @property
    def mention(self) -> Mention | None:
        """What is written there."""
        map = self.map.reading.map
        line, column = self.place
        return None if map is None else map.at(line, column, self.document.name)


class _ReadDocument(NamedTuple):
    """The maps in a file, and the texts that they were made of."""

    document: Document
    maps: list[OpenMap]
    texts_beside: Mapping[str, str]


class Maps:
    """The maps in the open files."""

    def __init__(self, documents: OpenDocuments) -> None:
        self._documents = documents
        self._read: dict[str, _ReadDocument] = {}
        self._were_maps: set[str] = set()
        self._last_maps: dict[tuple[str, int], ArgumentMap] = {}
        self._including: dict[str, Document | None] = {}
        self._entries: dict[str, formats.KnownEntries] = {}

    def all(self) -> list[OpenMap]:
        """Return the maps in all open files, and those that open files are a part of."""
        documents = self._documents_to_read()
        parts = _parts(documents, self._maps_in)
        found: list[OpenMap] = []
        for document in documents:
            if document.name not in parts:
                found += self._maps_in(document)
        return found

    def of(self, document: Document) -> list[OpenMap]:
        """Return the maps in an open file, or those that it is a part of."""
        return [map for map in self.all() if document.name in map.reading.texts]

    def at(self, document: Document, position: Position) -> Spot | None:
        """Return the place of a position in an open file; None if no map is there."""
        place = document.lines.place(position)
        for map in self.of(document):
            is_part = map.document.name != document.name
            if is_part or map.source.first_line <= place.line <= map.source.last_line:
                return Spot(map, document, place)
        return None

    def forget_files(self) -> None:
        """Read all maps again when they are asked for, since files on disk have changed."""
        self._read.clear()
        self._including.clear()

    def forget(self, document: Document) -> None:
        """Forget what is known of a file that was closed."""
        self._read.pop(document.uri, None)
        self._including.pop(document.uri, None)
        self._entries.pop(document.uri, None)
        self._were_maps.discard(document.uri)
        for uri, number in list(self._last_maps):
            if uri == document.uri:
                del self._last_maps[uri, number]

    def _documents_to_read(self) -> list[Document]:
        """Return the open files, and those on disk that include them."""
        documents = list(self._documents)
        paths = {document.path for document in documents}
        for document in list(documents):
            if document.uri not in self._including:
                self._including[document.uri] = find_including(document)
            including = self._including[document.uri]
            if including is not None and including.path not in paths:
                paths.add(including.path)
                documents.append(including)
        return documents

    def _maps_in(self, document: Document) -> list[OpenMap]:
        """Return the maps in a file, read again if any of their texts has changed."""
        known = self._read.get(document.uri)
        open_texts = {other.path: other.text for other in self._documents if other.path}
        if (
            known is None
            or known.document is not document
            or known.texts_beside != _texts_beside(known.maps, open_texts)
        ):
            maps: list[OpenMap] = []
            was_map = document.uri in self._were_maps
            for number, source in enumerate(find_map_texts(document, was_map=was_map)):
                self._were_maps.add(document.uri)
                maps.append(self._read_map(document, source, number, open_texts))
            known = _ReadDocument(document, maps, _texts_beside(maps, open_texts))
            self._read[document.uri] = known
        return known.maps

    def _read_map(
        self, document: Document, source: MapText, number: int, open_texts: Mapping[str, str]
    ) -> OpenMap:
        folder = Path(document.path).parent if document.path else None
        key = document.uri, number
        entries = self._entries.setdefault(document.uri, formats.KnownEntries())
        options = formats.ReadingOptions(recovers=True, entries=entries)
        if source.fence is None:
            text = document.text.removeprefix("\ufeff")
            reading = formats.parse(
                text, document.name, source.format, options, folder=folder, texts=open_texts
            )
        else:
            reading = formats.parse_fence(source.fence, options, folder=folder, texts=open_texts)
        reading = reading._replace(map=reading.map or reading.partial, partial=None)
        if reading.map is not None and not has_errors(reading.diagnostics):
            self._last_maps[key] = reading.map
        return OpenMap(document, source, reading, self._last_maps.get(key), open_texts)


def _texts_beside(maps: list[OpenMap], open_texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of those open files that maps refer to, by path."""
    texts: dict[str, str] = {}
    for map in maps:
        for path in _paths_beside(map):
            if path in open_texts:
                texts[path] = open_texts[path]
    return texts


def _paths_beside(open_map: OpenMap) -> Iterator[str]:
    """Yield the paths of the files that a map refers to, whether or not they exist."""
    reading = open_map.reading
    yield from (str(path) for path in reading.paths_beside)
    if reading.map is not None and reading.folder is not None:
        for source in reading.map.sources.values():
            if source.file:
                yield str(reading.folder / source.file)


def _parts(documents: Sequence[Document], maps_in: Callable[[Document], list[OpenMap]]) -> set[str]:
    """Return the names of those of these files that are parts of maps in others of them.

    Of two files that include each other, the first is the map.
    """
    included: dict[str, set[str]] = {}
    for document in documents:
        names: set[str] = set()
        for map in maps_in(document):
            names.update(map.reading.texts_beside)
        included[document.name] = names - {document.name}
    parts: set[str] = set()
    for document in documents:
        for name in included[document.name]:
            includes_it_too = document.name in included.get(name, ())
            if not (includes_it_too and document.name in parts):
                parts.add(name)
    return parts
