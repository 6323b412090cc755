"""What can come next at a place: what the editor of pages offers there, with its documentation."""

from __future__ import annotations

from typing import NamedTuple

from argmap.integrations.lsp.maps import Spot
from argmap.model import Span
from argmap.page import Item, complete, complete_list

_LISTS = ("text", "markdown")
_NATIVE = "native"


class Completions(NamedTuple):
    """All that can come next.

    Attributes:
        items: the best first.
        span: the word that is begun, which they replace.
        is_cut: whether there are more, which appear when more of the word is typed.
    """

    items: list[Item]
    span: Span
    is_cut: bool


def completions(spot: Spot) -> Completions | None:
    """Return what can come next at a place; None in a format that is not completed."""
    format = spot.map.reading.format or _NATIVE
    text, map = spot.document.text, spot.map.known_map
    line, column = spot.place
    if format == _NATIVE:
        if spot.document.name == spot.map.document.name:
            text = spot.map.source.text
        found = complete(text, line, column, map)
    elif format in _LISTS:
        found = complete_list(text, line, column, map, is_markdown=format == "markdown")
    else:
        return None
    span = Span(spot.document.name, line, found.column, line, column)
    return Completions(found.items, span, found.is_cut)
