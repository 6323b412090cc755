"""The other files that a map is made of: what its own file names, and what who opens files hands to
the reader.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic, Span


class Purpose(StrEnum):
    """What a file that a map names is for."""

    PART = "part"
    """More of the same map: claims, sides and sources."""
    BIBLIOGRAPHY = "bibliography"
    """Sources alone, in a form of their own."""


class NamedFile(NamedTuple):
    """A file that a map names.

    Attributes:
        path: as it is written: from the folder of the file that names it.
        purpose: what it is for.
        span: where it is named.
    """

    path: str
    purpose: Purpose
    span: Span


class FileBeside(NamedTuple):
    """A file that a map names, as it was read.

    Attributes:
        name: what diagnostics call it.
        text: what it says.
        folder: the way from the folder of the map to its own, "" where that is the same.
        purpose: what it is for.
    """

    name: str
    text: str
    folder: str
    purpose: Purpose


class Beside(NamedTuple):
    """All files that a map names, itself or through another, in the order of naming; each once.

    Attributes:
        files: those that were read.
        problems: why others were not.
        paths: where all of them were looked for, also those that are not there.
        unread: those that the map can go without, and that were not to be read.
    """

    files: tuple[FileBeside, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    paths: tuple[Path, ...] = ()
    unread: tuple[NamedFile, ...] = ()
