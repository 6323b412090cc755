"""Messages in which claims have the names that people know them by.

a claim `rain` whose author chose its id    `rain` “It will rain.” is unsupported
a claim whose id argmap made                “It will rain.” is unsupported
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from argmap.model import ArgumentMap
from argmap.model.messages import MessagePart, Part
from argmap.util.text import shorten

if TYPE_CHECKING:
    from argmap.model.source_names import SourceNames


def text_named(part: Part, map: ArgumentMap | None, sources: SourceNames) -> str:
    """Return the text of the claim, or the name of the source, that a part of a message names; ""
    if the map has none.
    """
    if map is None or part.kind is MessagePart.WORDS:
        return ""
    if part.kind is MessagePart.SOURCE:
        return sources.label(part.text) if part.text in map.sources else ""
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
