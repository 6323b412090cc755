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
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argmap.util.text import shorten

if TYPE_CHECKING:
    from argmap.model.argument_map import ArgumentMap

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


def text_named(part: Part, map: ArgumentMap | None) -> str:
    """Return the text of the claim, or the title of the source, that a part of a message names; ""
    if the map has none.
    """
    if map is None or part.kind is MessagePart.WORDS:
        return ""
    if part.kind is MessagePart.SOURCE:
        source = map.sources.get(part.text)
        return source.title or source.id if source is not None else ""
    return map.claims[part.text].text if part.text in map.claims else ""


def in_words(
    parts: Iterable[Part], map: ArgumentMap | None, columns: int = 60, described: int = 0
) -> str:
    """Return a message that names claims by the ids that their authors wrote, or by their texts.

    Args:
        parts: the parts of the message.
        map: the map.
        columns: the width that the text of a claim without an own id may have.
        described: the same where the claim is described; there, a text also follows an own id. 0 if
            none does.
    """
    words = ""
    for part in parts:
        kind, id, is_described = part
        claim = map.claims.get(id) if map is not None and kind is MessagePart.CLAIM else None
        if kind is MessagePart.WORDS:
            words += id
        elif claim is None:
            words += f"`{id}`"
        else:
            width = described if is_described and described else columns
            text = f"“{shorten(claim.text, width)}”"
            if claim.has_own_id:
                text = f"`{id}` {text}" if is_described and described else f"`{id}`"
            words += text
    return words
