"""Which texts in an open file are maps.

An editor may send every Markdown and YAML file of a project, and few of these are maps. A file is
one if the editor says so (its language is `argmap`), or if it clearly is:

    *.argdown           Argdown
    *.yaml              with `claims:` at the margin, or with the name of the default map
    *.json              a map as argmap writes it
    *.md                each fence of `argmap` or `argdown`, and each of `yaml` with `claims:`
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from argmap import formats
from argmap.integrations.lsp.documents import Document

ARGMAP = "argmap"
"""The language of which an editor takes a file that is a map."""

_DEFAULT_NAMES = ("arguments.yaml", "arguments.yml")
_YAML, _MARKDOWN = (".yaml", ".yml"), (".md", ".markdown")


class MapText(NamedTuple):
    """A map in a file.

    Attributes:
        format: the name of its format; "" if the text shows it.
        text: its text, in which every line has the number that it has in the file.
        first_line: the line that it begins on; the one that opens a fence.
        last_line: the last line that belongs to it, of those before the next map.
    """

    format: str
    text: str
    first_line: int
    last_line: int


def find_map_texts(document: Document) -> list[MapText]:
    """Return the maps in a file, from top to bottom."""
    text = document.text
    ending = PurePath(document.name).suffix.lower()
    fences = formats.fences_in(text) if ending in _MARKDOWN or document.language == "markdown" else []
    if fences:
        return [
            MapText(fence.format, fence.text, fence.line, fence.text.count("\n") + 1)
            for fence in fences
        ]
    if _is_map(document, ending):
        return [MapText("", text, 1, text.count("\n") + 1)]
    return []


def _is_map(document: Document, ending: str) -> bool:
    if document.language == ARGMAP or ending in (".argdown", ".ad"):
        return True
    if PurePath(document.name).name in _DEFAULT_NAMES:
        return True
    if ending in _YAML or document.language == "yaml":
        return re.search(r"(?m)^claims\s*:", document.text) is not None
    return False
