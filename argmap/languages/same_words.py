"""The words of a language that show whether two texts say the same.

They are in a file such as `en.same.txt`, which is whole, or absent.
"""

from __future__ import annotations

from functools import cache

from argmap.languages import DEFAULT
from argmap.languages.loader import FOLDER
from argmap.util.same import Table, read_table


@cache
def same_words_for(tag: str) -> Table | None:
    """Return what a judge knows of a language, a BCP 47 tag; None if it knows nothing of it."""
    language = tag.lower().split("-")[0] or DEFAULT
    file = FOLDER / f"{language}.same.txt"
    if not file.exists():
        return None
    lines = file.read_text(encoding="utf-8").splitlines()
    if language == DEFAULT:
        opposites = (FOLDER / "en.opposites.txt").read_text(encoding="utf-8").splitlines()
        lines += ["[opposites]", *opposites]
    return read_table("\n".join(lines))
