"""Where a part of a map is declared, and where its id is used."""

from __future__ import annotations

from argmap.integrations.lsp.maps import Spot
from argmap.model import Mention, PartKind, Span


def definition(spot: Spot) -> list[Span]:
    """Return where the part is declared that is named at a place; nothing if it is not."""
    return [mention.span for mention in _mentions(spot) if mention.is_declaration][:1]


def references(spot: Spot, *, with_declaration: bool = True) -> list[Span]:
    """Return every place in the files of a map that names the same part as a place does."""
    mentions = _mentions(spot)
    return [each.span for each in mentions if with_declaration or not each.is_declaration]


def _mentions(spot: Spot) -> list[Mention]:
    mention, map = spot.mention, spot.map.reading.map
    if mention is None or map is None or mention.is_key:
        return []
    target = mention.target
    if target.kind in (PartKind.MAP, PartKind.INFERENCE):
        return []
    # A mention without a place to go to, such as a passage of a claim's text, leads to the claim.
    return list(map.mentions(target))
