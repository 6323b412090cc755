"""Text that Argdown would read as something else, made safe: in a statement with `\\`, in data in
quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from argmap.formats.argdown.text import SYMBOLS
from argmap.model.parts import ID, LONGEST_ID
from argmap.model.text import UNSAFE, spell_out

_SYMBOL = "|".join(re.escape(name) for name in SYMBOLS)
_ALWAYS = r"[\\\[\]<>#@*_{}]"
_IN_WORD = re.compile(rf"{_ALWAYS}|(?<=/)/|===+")  # `//` begins a comment, `===` front matter
_DOT = re.compile(rf"([.:])(?=((?:{_SYMBOL})\1)?)")
# Narrower than YAML allows: what this leaves out is quoted, which is never wrong.
_PLAIN = re.compile(r"[A-Za-z]([A-Za-z0-9 -]*[A-Za-z0-9])?")
_NO_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))  # to YAML 1.1
_TAG = re.compile(r"[A-Za-z0-9\u00c0-\u1fff-]+")
_LONG_TAG = re.compile(r"[^\\()#]{1,200}")
_NOT_YAML = re.compile(f"{UNSAFE}|[{{}}\ufffe\uffff\xa0]")


# --- statements ---


def is_plain_line(text: str) -> bool:
    """Return whether a statement can hold a text as it is: one line, without what shows nothing."""
    is_one_line = " ".join(text.split()) == text
    return is_one_line and not re.search(UNSAFE, text)


def one_line(text: str) -> str:
    """Return the nearest to a text that a statement can hold."""
    shown = re.sub(UNSAFE, " ", text)
    return " ".join(shown.split()) or "?"


def escape(text: str) -> str:
    """Return a line of text as it stands in a statement."""
    return " ".join(_escape_word(word) for word in text.split(" "))


def _escape_word(word: str) -> str:
    escaped = _IN_WORD.sub(_with_backslashes, word)
    return _DOT.sub(_escape_dot, escaped)


def _with_backslashes(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _escape_dot(match: re.Match[str]) -> str:
    """Return a dot or colon, with a backslash where Argdown would take it for the start of a
    symbol.
    """
    word, dot, symbol = match.string, match[1], match[2]
    if symbol:
        return f"\\{dot}"
    # Argdown also takes `.a\_b.` for a symbol, and unknown as it is, leaves the backslash in the
    # text.
    last_dot = word.rfind(dot)
    last_backslash = word.rfind("\\", 0, last_dot)
    if match.start() < last_backslash:
        return f"\\{dot}"
    return dot


def tag(words: str) -> str:
    """Return a tag, or nothing if no tag can have these words."""
    if not is_plain_line(words):
        return ""
    if _TAG.fullmatch(words):
        return f"#{words}"
    if _LONG_TAG.fullmatch(words):
        return f"#({words})"
    return ""


# --- data ---


def scalar(text: str) -> str:
    """Return text as a YAML scalar that holds no brace, no line break and no `===`."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    encodable = text.encode(
        "utf-8", "replace"
    ).decode()  # half a surrogate pair can stand in no file
    quoted = json.dumps(encodable, ensure_ascii=False)  # strings of JSON are strings of YAML
    if "==" in quoted:  # as an escape of YAML, which has no `\=`
        quoted = quoted.replace("=", "\\x3d")
    quoted = quoted.replace("##[", "##\\x5b")  # a CI log obeys it anywhere in a line
    return _NOT_YAML.sub(lambda match: spell_out(match[0]), quoted)


def sequence(texts: Iterable[str]) -> str:
    """Return texts as a YAML list."""
    scalars = ", ".join(scalar(text) for text in texts)
    return f"[{scalars}]"


def mapping(values: Mapping[str, str]) -> str:
    """Return a YAML mapping of keys to values that are YAML already."""
    entries = [f"{_key(key)}: {value}" for key, value in values.items()]
    return f"{{{', '.join(entries)}}}"


def _key(key: str) -> str:
    """Return a key of a YAML mapping: an id stays as it is, and `?` begins what is too long for a
    key alone.
    """
    if ID.fullmatch(key):
        return key
    written = scalar(key)
    if len(written) > LONGEST_ID:
        return f"? {written} "
    return written
