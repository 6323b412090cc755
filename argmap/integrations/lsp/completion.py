"""What can come next at a place: what the editor in a browser offers there, too."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from argmap.editing import Item, complete, complete_list
from argmap.integrations.lsp.maps import Spot
from argmap.model import Span
from argmap.util.text import split_lines

_LISTS = ("text", "markdown")
_FORMATS = {".md": "markdown", ".txt": "text"}
"""The formats of files in which nothing is written yet."""
_NATIVE = "native"


class Completions(NamedTuple):
    """All that can come next.

    Attributes:
        items: the best first.
        span: the word that is begun, which they replace.
        is_cut: whether there are more, which appear when more of the word is typed.
        has_colon: whether the colon of a key is there already.
    """

    items: list[Item]
    span: Span
    is_cut: bool
    has_colon: bool


def completions(spot: Spot) -> Completions | None:
    """Return what can come next at a place; None in a format that is not completed."""
    ending = PurePath(spot.document.path).suffix
    format = spot.map.reading.format or spot.map.source.format or _FORMATS.get(ending, _NATIVE)
    text, map = spot.document.text, spot.map.known_map
    line, column = spot.place
    if spot.document.name == spot.map.document.name:
        text = spot.map.reading.text
    if format == _NATIVE:
        found = complete(text, line, column, map)
    elif format in _LISTS:
        found = complete_list(text, line, column, map, is_markdown=format == "markdown")
    else:
        return None
    has_colon = split_lines(text)[line - 1].startswith(":", column - 1)
    span = Span(spot.document.name, line, found.column, line, column)
    return Completions(found.items, span, found.is_cut, has_colon=has_colon)
