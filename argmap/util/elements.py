"""The elements of XML that argmap writes, from Python's `ElementTree`.

That module loads `pyexpat`. If an interruption (Ctrl-C) stops this, it takes `pyexpat` for missing,
and argmap would go on. So `pyexpat` is loaded first.
"""

import pyexpat  # noqa: F401
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

__all__ = ["Element", "SubElement", "indent", "parse_own", "tostring"]


def parse_own(text: str) -> Element:
    """Return the element in a text that argmap has written; that of others may be harmful."""
    return fromstring(text)  # noqa: S314
