"""Formats: text ⇄ map, a file or a folder for each, and the table of all formats.

A new format is a new file and one row in `registry.FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.encodings import decode
from argmap.formats.map_files import (
    can_be_fixed,
    has_known_ending,
    is_unchanged_example,
    near_file,
    parse,
    pattern_for_maps,
    read,
    read_data,
    read_sources,
    replace_texts,
    why_unknown,
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
from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.formats.argdown.document import ArgdownElement, ArgdownInference
    from argmap.formats.argdown.document import Document as ArgdownDocument
    from argmap.formats.argdown.document_reader import read_document as read_argdown_document
    from argmap.formats.fence_reader import parse_fence
    from argmap.formats.fences import (
        FORMATS_OF_WORD,
        OPTIONS,
        Fence,
        fences_in,
        flags_in,
        part_asked_for,
        words_in,
    )
    from argmap.formats.frameworks.writer import framework
    from argmap.formats.includes import Beside, FileBeside, Purpose
    from argmap.formats.json import json_schema
    from argmap.formats.lists.reader import MIXED_BULLETS
    from argmap.formats.native.entries import parse_tree as parse_native_tree
    from argmap.formats.native.keys import keys_of
    from argmap.formats.native.schema import CheckNames
    from argmap.formats.native.schema import schema as map_schema
    from argmap.formats.renaming import rename_id
    from argmap.formats.shared.bibtex import parse_bibtex
    from argmap.formats.shared.tree import KnownEntries
else:
    __getattr__ = on_demand(
        __name__,
        {
            "argdown.document": "ArgdownDocument=Document ArgdownElement ArgdownInference",
            "argdown.document_reader": "read_argdown_document=read_document",
            "fence_reader": "parse_fence",
            "fences": "FORMATS_OF_WORD OPTIONS Fence fences_in flags_in part_asked_for words_in",
            "frameworks.writer": "framework",
            "includes": "Beside FileBeside Purpose",
            "json": "json_schema",
            "lists.reader": "MIXED_BULLETS",
            "native.entries": "parse_native_tree=parse_tree",
            "native.keys": "keys_of",
            "renaming": "rename_id",
            "native.schema": "CheckNames map_schema=schema",
            "shared.bibtex": "parse_bibtex",
            "shared.tree": "KnownEntries",
        },
    )
