"""What becomes of a worksheet: two files."""

from __future__ import annotations

from typing import NamedTuple


class SheetFiles(NamedTuple):
    """A worksheet as it is handed out, and its key.

    Attributes:
        sheet, key: the files.
        pages, key_pages: how many pages they have; 0 where there are none.
        notes: sentences for the person who asked.
    """

    sheet: bytes
    key: bytes
    pages: int = 0
    key_pages: int = 0
    notes: tuple[str, ...] = ()
