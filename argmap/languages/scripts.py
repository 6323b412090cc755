"""How languages are written: their characters and marks, and whether words have spaces between."""

from __future__ import annotations

import re

IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters of Chinese and Japanese, as ranges for a class of a regular expression."""
SOUTHEAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaadf"
"""Those of Thai, Lao, Burmese, Khmer and their neighbors."""
UNSPACED = f"{IDEOGRAPHS}{SOUTHEAST_ASIAN}\u0f00-\u0fff"
"""Those of all scripts without spaces between words; the last is Tibetan."""
_BEGINS_UNSPACED = f"[{UNSPACED}]"

COLONS = (":", "：")
COMMAS = (",", "，", "،", "、")
EXCLAMATION_MARKS = ("!", "！")
QUESTION_MARKS = ("?", "？", "؟")
SENTENCE_ENDS = (".", "。", *EXCLAMATION_MARKS)
STOPS = (*SENTENCE_ENDS, *QUESTION_MARKS, *COLONS)
"""What the last line of a sentence or a heading ends with."""
OPENING_BRACKETS = ("(", "（")
CLOSING_BRACKETS = (")", "）")

_EAST_ASIAN = ("zh", "ja", "ko")


def is_east_asian(language: str) -> bool:
    """Return whether Word counts the script of a language, a BCP 47 tag, as East Asian."""
    return language.lower().startswith(_EAST_ASIAN)


def is_unspaced(text: str) -> bool:
    """Return whether a text begins with a character of a script without spaces between words."""
    return text >= "\u0e00" and re.match(_BEGINS_UNSPACED, text) is not None


def is_in_brackets(text: str) -> bool:
    """Return whether brackets are around a text."""
    return text.startswith(OPENING_BRACKETS) and text.endswith(CLOSING_BRACKETS)
