"""Formats: text ⇄ map, a file or a folder for each, and the table of all formats.

A new format is a new file and one row in `registry.FORMATS`.
"""

from __future__ import annotations

from argmap.formats.reading import parse, read, read_data, with_texts
from argmap.formats.registry import (
    FORMATS,
    Format,
    FormatKind,
    format_named,
    format_of_path,
    format_to_write,
    readable_formats,
    writable_formats,
)
from argmap.formats.shared.reading import Reading, ReadingOptions
from argmap.formats.writing import write, write_pages

__all__ = [
    "FORMATS", "Format", "FormatKind", "Reading", "ReadingOptions", "format_named",
    "format_of_path", "format_to_write", "parse", "read", "read_data", "readable_formats",
    "with_texts", "writable_formats", "write", "write_pages",
]  # fmt: skip
