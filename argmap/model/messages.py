"""The names of parts of a map in messages.

The name of a claim or source is marked, so that each report shows it in its own way: the command
line prints the id, and a page the text of the claim. A side has its name, in quotation marks. What
else is not a word, such as a key, is in backticks everywhere.

    name_claim("rain", " (It will rain.)") + " is unsupported"
        → plain_message: `rain` (It will rain.) is unsupported
        → message_parts: claim rain, words " is unsupported"
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_BEGIN, _MIDDLE, _END = "\x02", "\x1f", "\x03"
"""Around and within a name. In messages, such characters in texts of a map are spelt out."""

_NAME = re.compile(f"(?s){_BEGIN}([cw])(.*?){_MIDDLE}(.*?){_END}")


LISTS = ("text", "markdown", "opml", "freemind", "docx", "odt", "html")
"""The formats that are lists, and have no keys."""
LISTS_IN_TEXT = ("text", "markdown")
"""Those that people write as text, so that it can be edited."""


def how_to_answer(format: str = "") -> str:
    """Return what to do about an objection in a map of a format."""
    if format in LISTS:
        return "write the answer below the objection, in an item that starts with `But:`"
    return "rebut one of the objection's premises, undercut the objection, or outweigh it"


class MessagePart(StrEnum):
    """What a part of a message is."""

    WORDS = "words"
    CLAIM = "claim"
    SOURCE = "source"


_KINDS = {"c": MessagePart.CLAIM, "w": MessagePart.SOURCE}


class Part(NamedTuple):
    """A part of a message.

    Attributes:
        kind: what it is.
        text: words, or the id of what is named.
        is_described: whether the beginning of a claim's text follows where a report has only ids.
    """

    kind: MessagePart
    text: str
    is_described: bool = False


def name_claim(id: str, description: str = "") -> str:
    """Return the name of a claim for a message.

    Args:
        id: its id.
        description: what follows the id where the text of the claim is not shown.
    """
    return f"{_BEGIN}c{id}{_MIDDLE}{description}{_END}"


def name_source(id: str) -> str:
    """Return the name of a source (a work that is cited) for a message."""
    return f"{_BEGIN}w{id}{_MIDDLE}{_END}"


def plain_message(message: str) -> str:
    """Return a message with ids in backticks, as the command line prints it."""
    return _NAME.sub(r"`\2`\3", message) if _BEGIN in message else message


def message_parts(message: str) -> list[Part]:
    """Return the parts of a message in their order."""
    parts: list[Part] = []
    end = 0
    for found in _NAME.finditer(message):
        if found.start() > end:
            parts.append(Part(MessagePart.WORDS, message[end : found.start()]))
        parts.append(Part(_KINDS[found[1]], found[2], bool(found[3])))
        end = found.end()
    if end < len(message):
        parts.append(Part(MessagePart.WORDS, message[end:]))
    return parts
