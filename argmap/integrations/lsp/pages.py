"""The interactive page of a map, which an editor shows beside the text."""

from __future__ import annotations

from argmap.api.maps import render
from argmap.integrations.lsp.maps import OpenMap


def page_of(map: OpenMap) -> str | None:
    """Return the page of a map; None if the text has errors."""
    reading = map.reading
    if map.is_broken or reading.map is None:
        return None
    return render(reading.map, "page", folder=reading.folder).decode()
