"""Makes the table of the words that lists are read by, of all languages, from their TOML files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.languages import (
    ListWords,
    Section,
    essay_words_for,
    known_languages,
    load_words,
    words_for,
)

_HEAD = '''"""The words that lists are read by, in all languages, and what else is asked of all languages, so
that no TOML file need be opened for it.

Made from the TOML files by `pytest --renew`: change those. The words are in the order of the fields
of their types.
"""
# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping

from argmap.languages.list_types import ListWords
from argmap.languages.words import Words
'''
_COLUMNS = 100


def language_table() -> str:
    """Return the text of `argmap/languages/list_table.py`."""
    outline_words = {tag: words_for(tag) for tag in known_languages()}
    list_words = {tag: load_words(tag, ListWords) for tag in known_languages()}
    lines = [_HEAD, *_table("OUTLINE_WORDS", outline_words), "", *_table("LIST_WORDS", list_words)]
    essays = sorted(
        words.english_name for tag, words in outline_words.items() if essay_words_for(tag)
    )
    lines += ["", f"LANGUAGES_OF_ESSAYS = {tuple(essays)!r}"]
    return "\n".join(lines) + "\n"


def _table(name: str, words_of: Mapping[str, Section]) -> Iterator[str]:
    kind = type(words_of["en"]).__name__
    yield f"{name}: Mapping[str, {kind}] = {{"
    for tag, words in words_of.items():
        yield f'    "{tag}": {kind}('
        yield from filled((f"{value!r}," for value in vars(words).values()), indent=8)
        yield "    ),"
    yield "}"


def filled(pieces: Iterable[str], indent: int) -> Iterator[str]:
    """Yield indented lines with as many of the pieces as each has room for."""
    margin = " " * (indent - 1)
    line = margin
    for piece in pieces:
        if line.strip() and len(line) + 1 + len(piece) > _COLUMNS:
            yield line
            line = margin
        line += f" {piece}"
    yield line
