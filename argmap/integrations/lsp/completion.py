"""What can come next at a place: what the editor in a browser offers there, too."""

from __future__ import annotations

from pathlib import PurePath

from lsprotocol import types

from argmap.editing import complete, complete_list
from argmap.integrations.lsp import messages
from argmap.integrations.lsp.maps import Spot
from argmap.model import LISTS_IN_TEXT, Span
from argmap.util.text import split_lines

_FORMATS = {".md": "markdown", ".txt": "text"}
"""The formats of files in which nothing is written yet."""
_NATIVE = "native"


def completions(spot: Spot) -> types.CompletionList | None:
    """Return what can come next at a place, the best first; None in a format that is not completed.

    It replaces the word that is begun. A list that is cut has more when more of it is typed.
    """
    ending = PurePath(spot.document.path).suffix
    format = spot.map.reading.format or spot.map.source.format or _FORMATS.get(ending, _NATIVE)
    text, map = spot.document.text, spot.map.known_map
    line, column = spot.place
    if spot.document.name == spot.map.document.name:
        text = spot.map.reading.text
    if format == _NATIVE:
        found = complete(text, line, column, map)
    elif format in LISTS_IN_TEXT:
        found = complete_list(text, line, column, map, is_markdown=format == "markdown")
    else:
        return None
    has_colon = split_lines(text)[line - 1].startswith(":", column - 1)
    span = Span(spot.document.name, line, found.column, line, column)
    range = messages.as_range(span, spot.document.lines)
    items: list[types.CompletionItem] = []
    for number, (written, detail) in enumerate(found.items):
        label = written.removesuffix(": ")
        text_edit = types.TextEdit(range, label if has_colon else written)
        item = types.CompletionItem(label, sort_text=f"{number:04}", text_edit=text_edit)
        if label != written:
            item.kind = types.CompletionItemKind.Property
            item.documentation = detail
        else:
            item.kind = types.CompletionItemKind.Reference
            item.detail = detail
            # People find a claim by its words, too.
            item.filter_text = f"{written} {detail}"
        items.append(item)
    return types.CompletionList(is_incomplete=found.is_cut, items=items)
