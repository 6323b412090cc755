"""Texts as they compare with others: without what may differ although they say the same."""

from __future__ import annotations

import re
import unicodedata

_MANY_MARKS = r"([^\x00-\u02ff\w\s]{100})"
"""More marks than any letter bears: to sort them, as NFKC does, takes time with the square of their
number.
"""

# Signs that make another word of one (5%, @home, R&D, §5), although Unicode calls them punctuation.
_MEANINGFUL_SIGNS = "#%&*@§‰"
_ASCII_PUNCTUATION = "!\"'(),-./:;?[\\]_`{}"
_TO_SPACE = str.maketrans(dict.fromkeys(_ASCII_PUNCTUATION, " "))
_MINUS = r"(?<!\w)[-–](?=\d)"


def normalize(text: str) -> str:
    """Return a text in which signs that are the same to a reader are alike (NFKC), in time with its
    length.
    """
    parts = re.split(_MANY_MARKS, text)
    return "".join([unicodedata.normalize("NFKC", part) for part in parts])


def plain_text(text: str) -> str:
    """Return a text without case, punctuation and spare white space, for
    comparing it with others.
    """
    text = text.casefold()
    if "-" in text or "–" in text:
        text = re.sub(_MINUS, "−", text)
    if text.isascii():
        # The common case, and several times as fast.
        bare = text.translate(_TO_SPACE)
    else:
        text = normalize(text)
        bare = "".join(" " if _is_punctuation(sign) else sign for sign in text)
    words = bare.split()
    if not words:
        return text  # nothing but punctuation: then that is what it says
    return " ".join(words)


def _is_punctuation(sign: str) -> bool:
    if sign in _ASCII_PUNCTUATION:
        return True
    return unicodedata.category(sign)[0] == "P" and sign not in _MEANINGFUL_SIGNS
