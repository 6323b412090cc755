"""Loads the words of a language from its TOML file, and refuses a file with a wrong key.

The fields of a type are the keys of its section, and their annotations say what the keys hold:

    rtl: bool                    rtl = false
    quotes: tuple[str, str]      quotes = ["“", "”"]
    numbers: tuple[str, ...]     numbers = ["one", "two", "three"]
    also_held: Pattern           also_held = ["It adds that {claim}.", "It adds this: {claim}."]
    also_held: Pattern           also_held = "Sie sagt außerdem: {claim}."
    reason: RolePhrases          [essay.reason]
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from argmap.languages.words import Pattern, in_any_place

SECTIONS = (
    "map", "lists", "page", "editor", "class_tools", "worksheets", "quiz", "feedback", "class_page",
    "decisions", "matching", "essay",
)  # fmt: skip
"""The sections of a file. Some languages have no `essay`."""

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
_Words = TypeVar("_Words", bound=NamedTuple)


class InvalidLanguage(ValueError):
    """A file of words cannot be read, or a key is missing, unknown or of a wrong type.

    The message names the file, the section and the key, in one line for each mistake.
    """


def load(tag: str, section: str, words: type[_Words], folder: Path = FOLDER) -> _Words:
    """Return the words in one section of a language.

    Args:
        tag: the language, which its file is named by: `de`.
        section: one of `SECTIONS`.
        words: the type of the words. A field `tag` is not a key: the name of the file gives it.
        folder: the folder of the file.

    Raises:
        InvalidLanguage: there is a mistake in the section.
    """
    loaded: _Words = _loaded(folder / f"{tag}.toml", section, words)
    return loaded


def has_section(tag: str, section: str) -> bool:
    """Return whether the file of a language has a section."""
    return section in _document(FOLDER / f"{tag}.toml")


@cache
def _loaded(file: Path, section: str, words: type[NamedTuple]) -> Any:
    table = _document(file).get(section)
    if not isinstance(table, dict):
        raise InvalidLanguage(f"{file.name}: the section [{section}] is missing")
    mistakes: list[str] = []
    named = {"tag": file.stem} if "tag" in words._fields else {}
    loaded = _build(words, table, section, mistakes, named)
    if mistakes:
        raise InvalidLanguage("\n".join(f"{file.name}, {mistake}" for mistake in mistakes))
    return loaded


@cache
def _document(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise InvalidLanguage(f"{file.name}: {problem}") from None
    for name in document:
        if name not in SECTIONS:
            raise InvalidLanguage(f"{file.name}: there is no section or key `{name}`")
    return document


def _build(
    kind: Any,
    table: dict[str, Any],
    section: str,
    mistakes: list[str],
    named: dict[str, str] | None = None,
) -> Any:
    """Return the words in a table, and add what is wrong with it to `mistakes`.

    Args:
        kind: the type of the words.
        table: the section of the file: `{"rtl": False, …}`.
        section: its name, for messages: `essay.reason`.
        mistakes: gets a line for each mistake; if there are any, nothing is returned.
        named: fields that are no keys, with what they hold.
    """
    values: dict[str, Any] = dict(named or {})
    kinds = {name: of for name, of in kind.__annotations__.items() if name not in values}
    for key in table:
        if key not in kinds:
            mistakes.append(f"[{section}]: unknown key `{key}`")
    for key, kind_of_value in kinds.items():
        if key not in table:
            mistakes.append(f"[{section}]: the key `{key}` is missing")
            continue
        value = table[key]
        if kind_of_value not in _EXPECTED and isinstance(value, dict):
            values[key] = _build(kind_of_value, value, f"{section}.{key}", mistakes)
            continue
        try:
            values[key] = _value(kind_of_value, value)
        except TypeError:
            expected = _EXPECTED.get(kind_of_value, "a section")
            mistakes.append(f"[{section}]: the key `{key}` must be {expected}")
    return None if mistakes else kind(**values)


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
