"""Which texts in an open file are maps.

An editor may send every Markdown and YAML file of a project, and few of these are maps. A file is
one if the editor says so (its language is `argmap`), or if it clearly is:

    *.argmap.*     whatever it holds
    *.argdown      Argdown
    *.yaml         with `claims:` at the margin, or with the name of the default map
    *.json         that begins as argmap writes a map
    *.md, *.txt    a list in which an item begins with a word for an objection, such as `But:`
    *.md           each fence of a map, as `argmap.formats.fences` has it

What was a map stays one while somebody types, until the file is closed.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from argmap import formats
from argmap.formats import Fence, ReadingOptions
from argmap.formats.detection import looks_like_json
from argmap.integrations.lsp.documents import Document
from argmap.languages.roles import Role, spoken_role
from argmap.util.text import split_lines

ARGMAP = "argmap"
"""The language for which an editor takes a file that is a map."""

_DEFAULT_NAMES = ("arguments.yaml", "arguments.yml")
_YAML, _JSON, _ARGDOWN = (".yaml", ".yml"), (".json",), (".argdown", ".ad")
_MARKDOWN, _TEXT = (".md", ".markdown"), (".txt", ".text")
_ENDINGS = {"yaml": ".yaml", "json": ".json", "markdown": ".md", "plaintext": ".txt"}
"""The endings of files in the languages of editors, for those that were never saved."""

_CLAIMS = r"(?m)^claims[ \t]*:"
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(\S.*)")
_OBJECTIONS = (Role.OBJECTION, Role.UNDERCUTTER, Role.WEIGHING)
"""Not a reply: "Answer: …" and "Response: …" are in many lists that are no maps."""


class MapText(NamedTuple):
    """A map in a file.

    Attributes:
        fence: the fence that it is in; None if it is all of the file.
        format: the name of the format of all of the file; "" if its name or its text shows it.
        first_line: the line that it begins on; that of a fence opens the fence.
        last_line: the last line of it.
    """

    fence: Fence | None
    format: str
    first_line: int
    last_line: int


def find_map_texts(document: Document, *, was_map: bool = False) -> list[MapText]:
    """Return the maps in a file, from top to bottom; `was_map` says that it had any before."""
    text = document.text
    # One that has no name yet has the ending of files in its language.
    ending = PurePath(document.path).suffix.lower() or _ENDINGS.get(document.language, "")
    found: list[MapText] = []
    if ending in _MARKDOWN:
        for fence in formats.fences_in(text, document.name):
            found.append(MapText(fence, "", fence.line, fence.last_line))
    if found or not (was_map or document.language == ARGMAP or _is_map(document, ending)):
        return found
    format = ""
    if not document.path:  # the text shows its format; it is YAML, if it shows none
        format = formats.parse(text, options=ReadingOptions(sandbox=True)).format or "native"
    return [MapText(None, format, 1, len(split_lines(text)))]


def _is_map(document: Document, ending: str) -> bool:
    """Return whether a file is clearly a map."""
    path = PurePath(document.path)
    if ending in _ARGDOWN or f".{ARGMAP}" in path.suffixes[:-1] or path.name in _DEFAULT_NAMES:
        return True
    if ending in _YAML:
        return re.search(_CLAIMS, document.text) is not None
    if ending in _JSON:
        return looks_like_json(document.text)
    return ending in (*_MARKDOWN, *_TEXT) and _has_objection(document.text)


def _has_objection(text: str) -> bool:
    """Return whether an item of a list begins with a word for an objection, as in `- But: …`."""
    for line in split_lines(text):
        item = _ITEM.match(line)
        spoken = spoken_role(item[1]) if item is not None else None
        if spoken is not None and spoken.role in _OBJECTIONS:
            return True
    return False
