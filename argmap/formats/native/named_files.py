"""The other files that a native file names: the parts that it includes, and its bibliographies."""

from __future__ import annotations

from argmap.formats.native.keys import BIBLIOGRAPHY, INCLUDE
from argmap.formats.shared.beside import NamedFile, Purpose
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree

_PURPOSES = {INCLUDE: Purpose.PART, BIBLIOGRAPHY: Purpose.BIBLIOGRAPHY}


def files_named_in(text: str, name: str) -> list[NamedFile]:
    """Return the files that a native file names, in their order; `name` is what places call the file."""
    # Most files name no other, and need not be parsed for it.
    if not any(key in text for key in _PURPOSES):
        return []
    root, _ = parse_tree(text, name)
    return files_named(root)


def files_named(root: Node | None) -> list[NamedFile]:
    """Return the files that the tree of a native file names; names that are no text are passed over."""
    named: list[NamedFile] = []
    if not isinstance(root, Mapping):
        return named
    for key, value in root.entries:
        purpose = _PURPOSES.get(key.value)
        if purpose is None:
            continue
        for item in value.items if isinstance(value, Sequence) else [value]:
            is_nothing = isinstance(item, Scalar) and item.plain and not item.value
            if isinstance(item, Scalar) and not is_nothing:
                named.append(NamedFile(item.value, purpose, item.span))
    return named
