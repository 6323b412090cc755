"""Makes the types of the words of a language, from the file of English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_HEAD = '''"""The types of the words of a language: one for each section of its file.

Made from `en.toml` by `pytest --renew tests/test_word_types.py`: change that. Its comments explain
the keys.
"""

from argmap.languages.section import Pattern, Section
'''
_CLAIM = "{claim}"


def word_types(english: Path) -> str:
    """Return the text of `argmap/languages/section_types.py`."""
    names: dict[tuple[str, ...], str] = {}
    lines = [_HEAD]
    document = tomllib.loads(english.read_text(encoding="utf-8"))
    for section, table in document.items():
        lines += _types(section, table, names)
    lines.append("\nSECTIONS: tuple[type[Section], ...] = (")
    lines += [f"    {_name(section)}," for section in document]
    lines.append(")")
    return "\n".join(lines) + "\n"


def _types(
    section: str, table: Mapping[str, Any], names: dict[tuple[str, ...], str]
) -> Iterator[str]:
    """Yield the lines of the type of a section, after those of the sections in it.

    Args:
        section: its name: `essay.reason`.
        table: its keys, and what they hold.
        names: the types that there are, by their keys; sections with the same keys share one.
    """
    if (*table,) in names:
        return
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _types(f"{section}.{key}", value, names)
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
        case [str(first), str(second)] if _CLAIM in first and _CLAIM in second:
            return "Pattern"
        case [str(first), str(second)] if not any(map(str.isalpha, first + second)):
            return "tuple[str, str]"
        case [[_, _] as pair, *_]:
            return f"tuple[{'Pattern' if kind_of(pair) == 'Pattern' else 'tuple[str, str]'}, ...]"
        case list():
            return "tuple[str, ...]"
    raise TypeError(value)
