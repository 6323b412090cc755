"""Makes the names of formats in `argmap/options/format_names.py` from the table of formats, which a type checker cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from argmap.formats import Format, FormatKind, readable_formats, writable_formats
from tests.language_table import filled
from tests.tree import ROOT

FILE = "argmap/options/format_names.py"


def _are_text(formats: Iterable[Format]) -> list[Format]:
    return [format for format in formats if not format.is_binary]


def _names(formats: Iterable[Format]) -> list[str]:
    return [format.name for format in formats]


CHOICES: Mapping[str, Iterable[str]] = {
    "ReadableFormat": _names(readable_formats()),
    "ReadableTextFormat": _names(_are_text(readable_formats())),
    "WritableFormat": _names(writable_formats()),
    "WritableTextFormat": _names(_are_text(writable_formats())),
    "DocumentFormat": _names(writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT)),
    "OutlineFormat": _names(_are_text(writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT))),
    "PictureFormat": _names(writable_formats(FormatKind.PICTURE)),
    "PagesFormat": [format.name for format in writable_formats() if format.pages_writer],
}
"""A type -> the table of the names that it allows."""


def choices_module() -> str:
    """Return the text of the module, with the names that are in the tables now."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    for name, table in CHOICES.items():
        old = re.compile(rf"^{name}: TypeAlias = Literal\[.*?\](  # fmt: skip)?$", re.M | re.S)
        text, found = old.subn(_literal(name, map(str, table)), text)
        assert found == 1, f"{FILE} has no type {name}"
    return text


def _literal(name: str, names: Iterable[str]) -> str:
    """Return the definition of a type, as ruff formats it if it fits on a line."""
    quoted = [f'"{each}"' for each in names]
    line = f"{name}: TypeAlias = Literal[{', '.join(quoted)}]"
    if len(line) <= 100:
        return line
    lines = filled((f"{each}," for each in quoted), indent=4)
    return "\n".join([f"{name}: TypeAlias = Literal[", *lines, "]  # fmt: skip"])
