"""The words of sources: text files that lie beside a map."""

from __future__ import annotations

from pathlib import Path

from argmap.formats.shared.reading import decode
from argmap.model import ArgumentMap

MOST_BYTES = 20_000_000
"""The size of the largest file that is read: a thick book has a few million."""


def read_sources(map: ArgumentMap, folder: Path) -> dict[str, str]:
    """Return the text of each source whose `file` can be read, by the source's id.

    A map cannot reach out of its own folder: such a file counts as missing, like one that is too
    large or no text. `folder` is where the map lies.
    """
    texts: dict[str, str] = {}
    for source in map.sources.values():
        path = _path_below(folder, source.file)
        text = None if path is None else _read_text(path)
        if text is not None:
            texts[source.id] = text
    return texts


def source_paths(map: ArgumentMap, folder: Path) -> list[Path]:
    """Return where `read_sources` looks for texts, also where there is none."""
    paths = [_path_below(folder, source.file) for source in map.sources.values()]
    return [path for path in paths if path is not None]


def _path_below(folder: Path, file: str) -> Path | None:
    """Return where the file of a source lies; `None` where it names none, or
    one out of the folder.
    """
    if not file:
        return None
    path = folder / file
    try:
        # Resolved first: `..` and symbolic links must not lead out of the folder.
        is_below = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a NUL character in the name; links in a circle
        return None
    return path if is_below else None


def _read_text(path: Path) -> str | None:
    try:
        if path.stat().st_size > MOST_BYTES or not path.is_file():
            return None
        text, problem = decode(path.read_bytes(), path.name)
    except (OSError, ValueError):
        return None
    if problem:
        return None
    return text
