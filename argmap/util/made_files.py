"""Which pictures and pages argmap made: it may write over these without being asked.

    <svg xmlns="…" data-generator="argmap" …
    <meta name="generator" content="argmap">
    // Made by argmap            (in DOT; Mermaid has %% for a comment)

Each says so in a place where its format has room for it.
"""

from __future__ import annotations

from pathlib import Path

GENERATOR = "argmap"
MADE_BY = f"Made by {GENERATOR}"
_MARKS = (
    (b"<svg ", b'data-generator="argmap"'),
    (b"<!DOCTYPE html>", b'<meta name="generator" content="argmap">'),
    (b"// Made by argmap", b""),
    (b"%% Made by argmap", b""),
    (b"\x89PNG", b"tEXtSoftware\x00argmap"),
    (b"%PDF-", b"/Creator(argmap)"),
)
"""How such files begin, and what they hold in the beginning; a PDF has it anywhere."""
_HEAD = 4_000
"""How many bytes at the beginning of a file are looked at."""


def is_made_by_argmap(path: str | Path) -> bool:
    """Return whether a picture or page says that argmap made it; what cannot be read does not."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_HEAD)
            if data.startswith(b"%PDF-"):
                data += file.read()
    except OSError:
        return False
    return any(data.startswith(start) and mark in data for start, mark in _MARKS)
