"""The map on disk that a file is a part of, for somebody who opens only the part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from argmap import formats
from argmap.formats import decode
from argmap.formats.includes import FILE_KEYS
from argmap.integrations.lsp.documents import Document
from argmap.integrations.lsp.recognition import ARGMAP

_ENDINGS_OF_MAPS = (".yaml", ".yml")
_ENDINGS_OF_PARTS = (*_ENDINGS_OF_MAPS, ".bib")
_MOST_FOLDERS_SEARCHED = 3
_MOST_FILES_SEARCHED = 100
_MOST_BYTES_SEARCHED = 200_000
"""Limits of the search for a file that includes an open one: how many folders are searched, and how
many files in each, of at most how many bytes.
"""
_NAMES_FILES = rf"(?m)^(?:{'|'.join(FILE_KEYS)})[ \t]*:"


def find_including(document: Document) -> Document | None:
    """Return a file on disk that includes another; the one that is made of most files.

    It is in the folder of the other file or in one of those above it, because a map names only
    files below its folder.
    """
    path = Path(document.path)
    if path.suffix.lower() not in _ENDINGS_OF_PARTS or not document.path:
        return None
    found: Document | None = None
    most_files = 1
    for folder in list(path.parents)[:_MOST_FOLDERS_SEARCHED]:
        for other in _files_that_include(folder):
            reading = formats.read(other)
            if document.path in reading.texts_beside and len(reading.texts) > most_files:
                most_files = len(reading.texts)
                found = Document(
                    other.as_uri(), str(other), ARGMAP, 0, reading.text, document.encoding
                )
    return found


def _files_that_include(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may include others."""
    with suppress(OSError):
        maps = [file for file in folder.iterdir() if file.suffix.lower() in _ENDINGS_OF_MAPS]
        for file in sorted(maps)[:_MOST_FILES_SEARCHED]:
            if file.is_file() and file.stat().st_size <= _MOST_BYTES_SEARCHED:
                text = decode(file.read_bytes(), file.name).text
                if re.search(_NAMES_FILES, text):
                    yield file
