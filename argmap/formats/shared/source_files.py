"""The words of sources: text files that lie beside a map."""

from __future__ import annotations

from pathlib import Path

from argmap.formats.shared.reading import decode
from argmap.model import ArgumentMap

MOST_BYTES = 20_000_000


def read_sources(map: ArgumentMap, folder: Path) -> dict[str, str]:
    """Return the text of each source whose `file` can be read, by the source's id.

    A map cannot reach out of its own folder: such a file counts as missing, like one that is too large
    or no text.
    """
    texts = {source.id: _read(source.file, folder) for source in map.sources.values() if source.file}
    return {id: text for id, text in texts.items() if text is not None}


def _read(file: str, folder: Path) -> str | None:
    try:
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()) or path.stat().st_size > MOST_BYTES or not path.is_file():
            return None
        text, problem = decode(path.read_bytes(), file)
    except (OSError, ValueError):
        return None
    return None if problem else text
