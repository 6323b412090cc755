"""Files that argmap made say so, so that it may write over them without being asked.

<svg xmlns="…" data-generator="argmap" …
<meta name="generator" content="argmap">
// Made by argmap            (in DOT; Mermaid has %% for a comment)
"""

from __future__ import annotations

from pathlib import Path

GENERATOR = "argmap"
_MARKS = (
    b'data-generator="argmap"',
    b'<meta name="generator" content="argmap',
    b"// Made by argmap",
    b"%% Made by argmap",
    b"Software\x00argmap",  # in a PNG
    b"/Creator (argmap)",
)
_HEAD, _TAIL = 4_000, 4_000
"""How many bytes at the beginning and the end of a file are looked at."""


def is_made_by_argmap(path: str | Path) -> bool:
    """Return whether a file says that argmap made it; also if it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0, 2)
            file.seek(max(file.tell() - _TAIL, 0))
            ends = head + file.read(_TAIL)
    except OSError:
        return False
    return any(mark in ends for mark in _MARKS)
