"""The schemes that RA and CA nodes name, in their `scheme` or their text."""

from __future__ import annotations

from argmap.formats.aif.graph import AifNode

_NAMES_OF_NONE = ("", "ra", "ca", "default inference", "default conflict")


def is_no_scheme(name: str) -> bool:
    """Return whether this is what a node says when it names no scheme."""
    return name.strip().lower() in _NAMES_OF_NONE


def scheme_of(node: AifNode) -> str:
    """Return the scheme that a node names, "" if it names none."""
    for name in (node.scheme, node.text):
        if not is_no_scheme(name):
            return name
    return ""
