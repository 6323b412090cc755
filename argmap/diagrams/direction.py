"""Which way a text runs, and how an SVG says so: the same in browsers and in Typst.

Typst heeds neither `direction` nor `unicode-bidi`, and takes every line for left to right. The
characters that isolate a run of text (Unicode Standard Annex 9, "Explicit Directional Isolates") it
heeds, and so do browsers; there `text-anchor` then means the left, the middle and the right,
whatever the script.
"""

from __future__ import annotations

from unicodedata import bidirectional

_RIGHT_TO_LEFT_ISOLATE = "\u2067"
_END_OF_ISOLATE = "\u2069"


def runs_right_to_left(text: str, *, otherwise: bool = False) -> bool:
    """Return whether a text runs from right to left, as its first letter says.

    Args:
        text: the whole text, before it is broken into lines: all its lines run the same way.
        otherwise: what holds for a text without a letter, such as a number: the direction of its
            language.
    """
    for character in text:
        kind = bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return otherwise


def mark_direction(line: str, *, rtl: bool) -> str:
    """Return a line for an SVG that has `direction="ltr"`: marked if it runs from right to left."""
    if not rtl:
        return line
    return f"{_RIGHT_TO_LEFT_ISOLATE}{line}{_END_OF_ISOLATE}"


def unmark_direction(line: str) -> str:
    """Return a line without what `mark_direction` marked it with."""
    return line.removeprefix(_RIGHT_TO_LEFT_ISOLATE).removesuffix(_END_OF_ISOLATE)
