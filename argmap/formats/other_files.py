"""What a file is that is no map: told by how it begins, so that a person hears more than that it
cannot be read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model.spelling import near_words

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""

_WHAT_CAN_BE_READ = "`argmap forms` lists what can be read"
_AS_LIST = (
    "copy its claims into a text file, each behind a `-`: a list is read as a map;"
    f" {_WHAT_CAN_BE_READ}"
)
_SAVE_AS_TEXT = (
    f"save it as plain text or Markdown: a list in it is read as a map; {_WHAT_CAN_BE_READ}"
)
_FROM_THE_MAP = "name the map that it was drawn from"
_EXPORT = f"export it as OPML or FreeMind, which argmap reads; {_WHAT_CAN_BE_READ}"


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it."""

    name: str
    help: str


_BY_FIRST_BYTES = (
    (b"\x89PNG", OtherFile("a PNG picture", _FROM_THE_MAP)),
    (b"\xff\xd8\xff", OtherFile("a JPEG picture", _AS_LIST)),
    (b"GIF8", OtherFile("a GIF picture", _AS_LIST)),
    (b"RIFF", OtherFile("a WebP picture, or sound", _AS_LIST)),
    (b"II*\x00", OtherFile("a TIFF picture", _AS_LIST)),
    (b"MM\x00*", OtherFile("a TIFF picture", _AS_LIST)),
    (b"%PDF", OtherFile("a PDF document", _AS_LIST)),
    (b"\xd0\xcf\x11\xe0", OtherFile("an old Office document", _SAVE_AS_TEXT)),
    (b"{\\rtf", OtherFile("an RTF document", _SAVE_AS_TEXT)),
    (b"\x1f\x8b", OtherFile("a gzip archive", "unpack it, and name the map in it")),
    (b"7z\xbc\xaf", OtherFile("a 7z archive", "unpack it, and name the map in it")),
    (b"SQLite format 3", OtherFile("an SQLite database", _AS_LIST)),
)
# What a ZIP archive is, the names of the files in it tell.
_INSIDE_ZIP = (
    (b"word/", OtherFile("a Word document", _SAVE_AS_TEXT)),
    (b"ppt/", OtherFile("a PowerPoint presentation", _AS_LIST)),
    (b"xl/", OtherFile("an Excel workbook", _AS_LIST)),
    (b"opendocument", OtherFile("an OpenDocument file", _SAVE_AS_TEXT)),
    (b"application/epub", OtherFile("an EPUB book", _AS_LIST)),
    (b"Index/Document.iwa", OtherFile("a document of Pages, Numbers or Keynote", _SAVE_AS_TEXT)),
    (b"content.json", OtherFile("an XMind mind map", _EXPORT)),
)
_ROOTS = (
    ("<svg", OtherFile("an SVG picture", _FROM_THE_MAP)),
    ("<graphml", OtherFile("a GraphML graph", _FROM_THE_MAP)),
    ("<!doctype html", OtherFile("a web page", _SAVE_AS_TEXT)),
    ("<html", OtherFile("a web page", _SAVE_AS_TEXT)),
)
_BEGINNINGS = (
    (r"\s*(?:strict\s+)?(?:di)?graph\b[^\n{]*\{", OtherFile("a Graphviz graph", _FROM_THE_MAP)),
    (r"(?s)\s*(?:---.*?---\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph) (?:TB|TD|BT|LR|RL)\b",
     OtherFile("a Mermaid diagram", _FROM_THE_MAP)),
    (r"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|begin|usepackage)\b",
     OtherFile("a LaTeX document", _AS_LIST)),
    (r"\s*@\w+\s*\{\s*[^\s,]+,",
     OtherFile("a BibTeX bibliography", "name it in a map: `bibliography: refs.bib`")),
    (r"\s*(?:arg|att)\([^()]*(?:,[^()]*)?\)\.",
     OtherFile("a framework for solvers", _FROM_THE_MAP)),
    (r"\s*p af \d+", OtherFile("a framework for solvers", _FROM_THE_MAP)),
    (r"#!", OtherFile("a script", _WHAT_CAN_BE_READ)),
)  # fmt: skip
_SOME_ROOT = (
    r"(?s)\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)"
)
_KEY_OF_YAML = re.compile(r"([A-Za-z_][\w-]*):(?:\s|$)")
_TABLE_ENDINGS = (".csv", ".tsv")
_SEPARATORS = (",", ";", "\t")
_TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".org", "")
_KEYS_OF_MAPS = frozenset(
    (
        "argmap",
        "claims",
        "sides",
        "sources",
        "inferences",
        "expect",
        "title",
        "include",
        "bibliography",
    )
)


def other_binary(data: bytes) -> OtherFile | None:
    """Return what bytes are that are no text, if they show it."""
    for beginning, other in _BY_FIRST_BYTES:
        if data.startswith(beginning):
            return other
    if not data.startswith(b"PK\x03\x04"):
        return None
    for inside, other in _INSIDE_ZIP:
        if inside in data:
            return other
    return OtherFile("a ZIP archive", "unpack it, and name the map in it")


def other_text(text: str, ending: str) -> OtherFile | None:
    """Return what a text is that no form recognises, if its beginning or the ending of its file
    show it.
    """
    head = text[:_HEAD]
    if not text.strip() and ending in _TEXT_ENDINGS:
        return OtherFile("an empty file", "`argmap new` writes a map to start from")
    in_small_letters = head.lower()
    if in_small_letters.lstrip().startswith("<"):
        for root, other in _ROOTS:
            if root in in_small_letters:
                return other
        root_element = re.match(_SOME_ROOT, head)
        return (
            OtherFile(f"an XML file of `{root_element[1]}`", _WHAT_CAN_BE_READ)
            if root_element
            else None
        )
    for beginning, other in _BEGINNINGS:
        if re.match(beginning, head):
            return other
    if ending in (".json", ".ipynb", "") and head.lstrip()[:1] in "{[":
        return _other_json(text)
    lines = [line for line in head.splitlines() if line.strip()]
    if ending in (".yaml", ".yml", "") and _is_other_yaml(lines):
        return OtherFile("YAML of another kind", _WHAT_CAN_BE_READ)
    if ending in _TABLE_ENDINGS or (ending in _TEXT_ENDINGS and _is_table(lines)):
        return OtherFile("a table", _AS_LIST)
    if ending in _TEXT_ENDINGS and _is_prose(lines):
        return OtherFile("a text in prose", _AS_LIST)
    if ending in (".txt", ".text", ".md", ".markdown"):
        return OtherFile("a text without a list", _AS_LIST)
    return None


def _other_json(text: str) -> OtherFile | None:
    """Return what a JSON text is that has nothing of a map's."""
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return OtherFile("JSON of another kind", _WHAT_CAN_BE_READ)
    if _KEYS_OF_MAPS & value.keys():
        return None
    if "nbformat" in value:
        return OtherFile("a Jupyter notebook", _WHAT_CAN_BE_READ)
    return OtherFile("JSON of another kind", _WHAT_CAN_BE_READ)


def _is_other_yaml(lines: list[str]) -> bool:
    """Return whether a YAML text has several keys, and none that a map has, nor one that may be
    meant for `claims`.
    """
    keys = [match[1] for match in map(_KEY_OF_YAML.match, lines) if match]
    if len(keys) < 2 or not _KEYS_OF_MAPS.isdisjoint(keys):
        return False
    return not any(near_words(key, ["claims"]) for key in keys)


def _is_table(lines: list[str]) -> bool:
    """Return whether lines have the same separators, at least two each."""
    # The last line may be cut.
    whole_lines = lines[:-1] if len(lines) > 3 else lines
    if len(whole_lines) < 2:
        return False
    for separator in _SEPARATORS:
        numbers = {line.count(separator) for line in whole_lines}
        if len(numbers) == 1 and min(numbers) >= 2:
            return True
    return False


def _is_prose(lines: list[str]) -> bool:
    """Return whether a text has no line that begins like an entry of YAML, a list or a bracket."""
    for line in lines:
        first, colon, _ = line.strip().partition(":")
        if line.strip()[0] in "[{-#<%" or (colon and " " not in first):
            return False
    return True
