"""Makes the types of the words of a language, from the file of English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

IN_LISTS = ("map", "lists")
"""The sections whose types have a module of their own: what reads lists needs no others."""
_LIST_TYPES = '''"""The types of the words that lists are read by, one for each section.

Made from `en.toml` by `pytest --renew tests/test_word_types.py`: change that. Its comments explain
the keys.
"""

from argmap.languages.section import Section
'''
_SECTION_TYPES = '''"""The types of the words of a language, one for each section of its file.

Made from `en.toml` by `pytest --renew tests/test_word_types.py`: change that. Its comments explain
the keys.
"""

from argmap.languages.list_types import ListWords, MapWords
from argmap.languages.section import Pattern, Section
'''


def sections_of(english: Path) -> dict[str, Any]:
    """Return the sections of a file of words."""
    return tomllib.loads(english.read_text(encoding="utf-8"))


def list_types(english: Path) -> str:
    """Return the text of `argmap/languages/list_types.py`."""
    sections = sections_of(english)
    lines = types_of({name: sections[name] for name in IN_LISTS})
    return "\n".join([_LIST_TYPES, *lines])


def section_types(english: Path) -> str:
    """Return the text of `argmap/languages/section_types.py`."""
    sections = sections_of(english)
    lines = types_of({name: sections[name] for name in sections if name not in IN_LISTS})
    names = (f"    {_name(section)}," for section in sections)
    end = ["", "SECTIONS: tuple[type[Section], ...] = (", *names, ")", ""]
    return "\n".join([_SECTION_TYPES, *lines, *end])


def types_of(sections: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the types of sections; those with the same keys share one."""
    names: dict[tuple[str, ...], str] = {}
    for section, table in sections.items():
        yield from _type_of(section, table, names)


def _type_of(
    section: str, table: Mapping[str, Any], names: dict[tuple[str, ...], str]
) -> Iterator[str]:
    """Yield the lines of the type of a section, after those of the sections in it.

    Args:
        section: its name: `essay.reason`.
        table: its keys, and what they hold.
        names: gets the name of the type, by its keys.
    """
    if (*table,) in names:
        return
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _type_of(f"{section}.{key}", value, names)
    names[(*table,)] = _name(section)
    yield f'\nclass {_name(section)}(Section):\n    """The words in `[{section}]`."""\n'
    yield f'    section = "{section}"\n'
    for key, value in table.items():
        yield f"    {key}: {names[(*value,)] if isinstance(value, dict) else kind_of(value)}"
    yield ""


def _name(section: str) -> str:
    """Return the name of a section's type: `ClassToolWords` for `class_tools`."""
    words = section.replace(".", "_").removesuffix("s").split("_")
    return "".join(map(str.capitalize, words)) + "Words"


def kind_of(value: object) -> str:
    """Return the type of what a key holds that holds this in English.

    Two strings in a list are a `Pattern` if a claim is filled into them. They are a pair if they
    are in a list themselves, or if they are signs, without letters. All other lists may be of any
    length.
    """
    match value:
        case bool():
            return "bool"
        case str():
            return "str"
        case [str(first), str(second)] if "{claim}" in first and "{claim}" in second:
            return "Pattern"
        case [str(first), str(second)] if not any(map(str.isalpha, first + second)):
            return "tuple[str, str]"
        case [[_, _] as pair, *_]:
            return f"tuple[{'Pattern' if kind_of(pair) == 'Pattern' else 'tuple[str, str]'}, ...]"
        case list():
            return "tuple[str, ...]"
    raise TypeError(value)
