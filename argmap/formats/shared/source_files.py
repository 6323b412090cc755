"""The words of sources: text files that lie beside a map."""

from __future__ import annotations

from pathlib import Path

from argmap.formats.shared.reading import decode
from argmap.model import ArgumentMap

MOST_BYTES = 20_000_000
"""The size of the largest file that is read: a thick book has a few million."""


def read_sources(map: ArgumentMap, folder: Path) -> dict[str, str]:
    """Return the text of each source whose `file` can be read, by the source's id.

    A map cannot reach out of its own folder: such a file counts as missing, like one that is too large
    or no text. `folder` is where the map lies.
    """
    texts: dict[str, str] = {}
    for source in map.sources.values():
        if not source.file:
            continue
        text = _read_text(source.file, folder)
        if text is not None:
            texts[source.id] = text
    return texts


def _read_text(file: str, folder: Path) -> str | None:
    try:
        # Resolved first: `..` and symbolic links must not lead out of the folder.
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        if path.stat().st_size > MOST_BYTES or not path.is_file():
            return None
        text, problem = decode(path.read_bytes(), file)
    except (OSError, ValueError, RuntimeError):  # a NUL character in the name; links in a circle
        return None
    if problem:
        return None
    return text
