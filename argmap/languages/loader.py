"""Loads the words of a language from its TOML file, and refuses a file with a wrong key.

The attributes of a type in `section_types` are the keys of its section, and their annotations say
what the keys hold:

    rtl: bool                    rtl = false
    quotes: tuple[str, str]      quotes = ["“", "”"]
    numbers: tuple[str, ...]     numbers = ["one", "two", "three"]
    also_held: Pattern           also_held = ["It adds that {claim}.", "It adds this: {claim}."]
    also_held: Pattern           also_held = "Sie sagt außerdem: {claim}."
    reason: EssayReasonWords     [essay.reason]
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from argmap.languages.section import Pattern, Section, in_any_place
from argmap.languages.section_types import SECTIONS

FOLDER = Path(__file__).parent
"""The folder of the files."""

_EXPECTED = {
    str: "a string",
    bool: "true or false",
    tuple[str, str]: "a list of two strings",
    tuple[str, ...]: "a list of strings",
    tuple[tuple[str, str], ...]: "a list of lists of two strings",
    Pattern: "a string or a list of two strings",
    tuple[Pattern, ...]: "a list of strings or of lists of two strings",
}
_Words = TypeVar("_Words", bound=Section)


class InvalidLanguage(ValueError):
    """A file of words cannot be read, or a key is missing, unknown or of a wrong type.

    The message names the file, the section and the key, in one line for each mistake.
    """


def load(tag: str, words: type[_Words], folder: Path = FOLDER) -> _Words:
    """Return the words in one section of a language; some languages have no `essay`.

    Args:
        tag: the language, which its file is named by: `de`.
        words: the type of the words, which says what the section is.
        folder: the folder of the file.

    Raises:
        InvalidLanguage: there is a mistake in the section.
    """
    file = folder / f"{tag}.toml"
    table = _document(file).get(words.section)
    if not isinstance(table, dict):
        raise InvalidLanguage(f"{file.name}: the section [{words.section}] is missing")
    mistakes: list[str] = []
    loaded = _build(words, tag, table, words.section, mistakes)
    if mistakes:
        raise InvalidLanguage("\n".join(f"{file.name}, {mistake}" for mistake in mistakes))
    return loaded


def has_section(tag: str, section: str) -> bool:
    """Return whether the file of a language has a section."""
    return section in _document(FOLDER / f"{tag}.toml")


@cache
def _document(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise InvalidLanguage(f"{file.name}: {problem}") from None
    names = {words.section for words in SECTIONS}
    for name in document:
        if name not in names:
            raise InvalidLanguage(f"{file.name}: there is no section or key `{name}`")
    return document


def _build(
    words: type[_Words], tag: str, table: dict[str, Any], section: str, mistakes: list[str]
) -> _Words:
    """Return the words in a table, and add what is wrong with it to `mistakes`.

    Args:
        words: the type of the words.
        tag: the language.
        table: the section of the file: `{"rtl": False, …}`.
        section: its name, for messages: `essay.objection`, whose type is that of `essay.reason`.
        mistakes: gets a line for each mistake; then, what is returned has gaps.
    """
    values: dict[str, object] = dict.fromkeys(words.types)
    for key in table:
        if key not in words.types:
            mistakes.append(f"[{section}]: unknown key `{key}`")
    for key, kind in words.types.items():
        if key not in table:
            mistakes.append(f"[{section}]: the key `{key}` is missing")
            continue
        value = table[key]
        if kind not in _EXPECTED and isinstance(value, dict):
            values[key] = _build(kind, tag, value, f"{section}.{key}", mistakes)
            continue
        try:
            values[key] = _value(kind, value)
        except TypeError:
            expected = _EXPECTED.get(kind, "a section")
            mistakes.append(f"[{section}]: the key `{key}` must be {expected}")
    return words(tag, *values.values())


def _value(kind: Any, value: object) -> Any:
    """Return what a key holds as its type has it; raise `TypeError` if it is of another."""
    if kind in (str, bool) and isinstance(value, kind):
        return value
    if kind is Pattern and isinstance(value, str):
        return in_any_place(value)
    if kind is Pattern:
        return Pattern(*_value(tuple[str, str], value))
    if get_origin(kind) is tuple and isinstance(value, list):
        kinds = get_args(kind)
        if kinds[-1] is ...:
            kinds = (kinds[0],) * len(value)
        if len(kinds) == len(value):
            return tuple(map(_value, kinds, value))
    raise TypeError
