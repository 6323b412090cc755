"""The maps in the open files: read when they are asked for, and again when a text has changed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import argmap
from argmap import formats
from argmap.integrations.lsp.documents import Document, OpenDocuments
from argmap.integrations.lsp.recognition import MapText, find_map_texts
from argmap.lint import check_reading
from argmap.model import ArgumentMap, CheckSettings, Diagnostic, Reading, Span
from argmap.model.diagnostics import error, has_errors
from argmap.util.errors import ArgmapError


class OpenMap:
    """A map in an open file, as it was read."""

    def __init__(self, document: Document, source: MapText, reading: Reading) -> None:
        self.document = document
        self.source = source
        self.reading = reading

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What is wrong with the text, or weak in the map if nothing is wrong."""
        reading = self.reading
        if has_errors(reading.diagnostics):
            return list(reading.diagnostics)
        try:
            result = check_reading(
                reading, CheckSettings(), formats.read_sources, project_folder=reading.folder
            )
        except ArgmapError as problem:  # the settings of the project are malformed
            return [error("settings", str(problem), Span.start_of(reading.name))]
        return list(result.diagnostics)


class Maps:
    """The maps in the open files."""

    def __init__(self, documents: OpenDocuments) -> None:
        self._documents = documents
        self._read: dict[str, list[OpenMap]] = {}

    def all(self) -> list[OpenMap]:
        """Return the maps in all open files."""
        found: list[OpenMap] = []
        for document in self._documents:
            found += self._maps_in(document)
        return found

    def _maps_in(self, document: Document) -> list[OpenMap]:
        maps = self._read.get(document.uri)
        if maps is None or any(map.document is not document for map in maps):
            maps = [self._read_map(document, source) for source in find_map_texts(document)]
            self._read[document.uri] = maps
        return maps

    def _read_map(self, document: Document, source: MapText) -> OpenMap:
        texts = {other.path: other.text for other in self._documents if other.path}
        reading = argmap.read(source.text, document.name, source.format, texts=texts)
        return OpenMap(document, source, reading)
