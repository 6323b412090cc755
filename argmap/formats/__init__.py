"""Formats: text ⇄ map, a file or a folder for each, and the table of all formats.

A new format is a new file and one row in `registry.FORMATS`.
"""

from __future__ import annotations

from argmap.formats.map_files import (
    can_be_fixed,
    parse,
    read,
    read_data,
    read_sources,
    with_fixes,
    with_texts,
    write,
    write_pages,
)
from argmap.formats.registry import (
    FORMATS,
    Format,
    FormatKind,
    ReadingOptions,
    format_named,
    format_of_path,
    format_to_write,
    readable_formats,
    writable_formats,
)
from argmap.model.reading import Reading

__all__ = [
    "FORMATS", "Format", "FormatKind", "Reading", "ReadingOptions", "can_be_fixed", "format_named",
    "format_of_path", "format_to_write", "parse", "read", "read_data", "read_sources",
    "readable_formats", "with_fixes", "with_texts", "writable_formats", "write", "write_pages",
]  # fmt: skip
