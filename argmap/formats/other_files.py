"""What a file is that is no map: told by how it begins, so that a person hears more than that it cannot be read."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""

_WRITE_CLAIMS = "write its claims into a text file: `argmap new` makes one to start from"
_FROM_THE_MAP = "name the map that it was drawn from"
_AS_OUTLINE = "export it as plain text, and write its claims into a file that `argmap new` makes"

_BIBTEX_ENTRY = re.compile(r"@\w+\s*[{(]")


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it."""

    name: str
    help: str


_BY_FIRST_BYTES = (
    (b"\x89PNG", OtherFile("a PNG picture", _FROM_THE_MAP)),
    (b"\xff\xd8\xff", OtherFile("a JPEG picture", _WRITE_CLAIMS)),
    (b"GIF8", OtherFile("a GIF picture", _WRITE_CLAIMS)),
    (b"%PDF", OtherFile("a PDF document", _WRITE_CLAIMS)),
    (b"\xd0\xcf\x11\xe0", OtherFile("an old Office document", _WRITE_CLAIMS)),
    (b"{\\rtf", OtherFile("an RTF document", _WRITE_CLAIMS)),
)
_INSIDE_ZIP = (
    (b"word/", OtherFile("a Word document", _WRITE_CLAIMS)),
    (b"ppt/", OtherFile("a PowerPoint presentation", _WRITE_CLAIMS)),
    (b"xl/", OtherFile("an Excel workbook", _WRITE_CLAIMS)),
    (b"opendocument", OtherFile("an OpenDocument file", _WRITE_CLAIMS)),
)
_ROOTS = (
    ("<svg", OtherFile("an SVG picture", _FROM_THE_MAP)),
    ("<opml", OtherFile("an OPML outline", _AS_OUTLINE)),
    ("<map version", OtherFile("a FreeMind mind map", _AS_OUTLINE)),
    ("<graphml", OtherFile("a GraphML graph", _FROM_THE_MAP)),
    ("<!doctype html", OtherFile("a web page", _WRITE_CLAIMS)),
    ("<html", OtherFile("a web page", _WRITE_CLAIMS)),
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
    """Return what a text is that no form recognises, if its beginning or the ending of its file show it."""
    head = text[:_HEAD].lower()
    for root, other in _ROOTS:
        if root in head and head.lstrip().startswith("<"):
            return other
    if ending == ".bib" and _BIBTEX_ENTRY.search(text):
        return OtherFile("a bibliography in BibTeX", "name it in a map: `bibliography: refs.bib`")
    if ending in (".txt", ".md", ".text") and _is_prose(text[:_HEAD]):
        return OtherFile("a text in prose", _WRITE_CLAIMS)
    return None


def _is_prose(head: str) -> bool:
    """Return whether a text has no line that begins like an entry of YAML, a list or a bracket."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if not lines:
        return False
    for line in lines:
        first, colon, _ = line.partition(":")
        if line[0] in "[{-#<%" or (colon and " " not in first):
            return False
    return True
