"""The interactive page of a map, which an editor shows beside the text.

An editor asks for it with the command `argmap.page`, the address of the file, and a line of it.
"""

from __future__ import annotations

import argmap
from argmap.integrations.lsp.maps import OpenMap
from argmap.model.diagnostics import has_errors


def page_of(map: OpenMap) -> str | None:
    """Return the page of a map; `None` while the map has errors."""
    reading = map.reading
    if reading.map is None or has_errors(reading.diagnostics):
        return None
    return argmap.render(reading.map, "page", folder=reading.folder).decode()


def page_at(maps: list[OpenMap], line: int) -> str | None:
    """Return the page of the map that a line of a file belongs to, or else of its first map."""
    if not maps:
        return None
    around = (map for map in maps if map.source.first_line <= line <= map.source.last_line)
    return page_of(next(around, maps[0]))
