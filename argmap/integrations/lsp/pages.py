"""The interactive page of a map, which an editor shows beside the text.

An editor asks for it with the command `argmap.page`, the address of an open file, and a line of
it, counted from 0. The answer is HTML, or null while there is no map without errors.
"""

from __future__ import annotations

from collections.abc import Sequence

import argmap
from argmap.integrations.lsp.maps import OpenMap


def map_around(maps: Sequence[OpenMap], line: int) -> OpenMap | None:
    """Return that of a file's maps which a line belongs to; else the first."""
    around = (map for map in maps if map.source.first_line <= line <= map.source.last_line)
    return next(around, maps[0] if maps else None)


def page_of(map: OpenMap) -> str | None:
    """Return the page of a map; None if the text has errors."""
    reading = map.reading
    if map.is_broken or reading.map is None:
        return None
    return argmap.render(reading.map, "page", folder=reading.folder).decode()
