"""Text that Argdown would read as something else, made safe: in a statement with `\\`, in data in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from argmap.formats.argdown.text import SYMBOLS
from argmap.model.text import UNSAFE, spelt_out

_SYMBOL = "|".join(re.escape(name) for name in SYMBOLS)
_ALWAYS = r"[\\\[\]<>#@*_{}]"
_IN_WORD = re.compile(rf"{_ALWAYS}|(?<=/)/|===+")
_DOT = re.compile(rf"([.:])(?=((?:{_SYMBOL})\1)?)")
_PLAIN = re.compile(r"[A-Za-z]([A-Za-z0-9 -]*[A-Za-z0-9])?")
_NO_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_TAG = re.compile(r"[A-Za-z0-9\u00c0-\u1fff-]+")
_LONG_TAG = re.compile(r"[^\\()#]{1,200}")
_NOT_YAML = re.compile(f"{UNSAFE.pattern}|[{{}}\ufffe\uffff\xa0]")


def is_plain_line(text: str) -> bool:
    """Return whether a statement can hold a text as it is: one line, without what shows nothing."""
    return " ".join(text.split()) == text and not UNSAFE.search(text)


def one_line(text: str) -> str:
    """Return the nearest to a text that a statement can hold."""
    return " ".join(UNSAFE.sub(" ", text).split()) or "?"


def escape(text: str) -> str:
    """Return a line of text as it stands in a statement."""
    return " ".join(_escape_word(word) for word in text.split(" "))


def _escape_word(word: str) -> str:
    escaped = _IN_WORD.sub(lambda found: "".join(f"\\{character}" for character in found[0]), word)
    return _DOT.sub(lambda dot: f"\\{dot[1]}" if _opens_symbol(dot) else dot[1], escaped)


def _opens_symbol(dot: re.Match[str]) -> bool:
    """Return whether Argdown takes a dot or colon for the start of a symbol.

    It also takes `.a\\_b.` for one, and unknown as it is, leaves the backslash in the text.
    """
    word, mark = dot.string, dot[1]
    return bool(dot[2]) or dot.start() < word.rfind("\\", 0, max(word.rfind(mark), 0))


def tag(words: str) -> str:
    """Return a tag, or nothing if no tag can have these words."""
    if _TAG.fullmatch(words) and is_plain_line(words):
        return f"#{words}"
    return f"#({words})" if _LONG_TAG.fullmatch(words) and is_plain_line(words) else ""


def scalar(text: str) -> str:
    """Return text as a YAML scalar that holds no brace, no line break and no `===`."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    if "==" in quoted:
        quoted = quoted.replace("=", "\\x3d")
    return _NOT_YAML.sub(lambda found: spelt_out(found[0]), quoted)


def sequence(texts: Iterable[str]) -> str:
    """Return texts as a YAML list."""
    return f"[{', '.join(scalar(text) for text in texts)}]"


def mapping(values: Mapping[str, str]) -> str:
    """Return a YAML mapping of keys to values that are YAML already."""
    return f"{{{', '.join(f'{scalar_key(key)}: {value}' for key, value in values.items())}}}"


def scalar_key(key: str) -> str:
    """Return a key of a YAML mapping: an id stays as it is."""
    return key if re.fullmatch(r"[^\W_][\w.-]*", key) else scalar(key)
