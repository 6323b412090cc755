"""The verdicts that an editor shows behind the texts of claims: "stands, backed"."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from argmap.integrations.lsp import messages
from argmap.integrations.lsp.maps import OpenMap
from argmap.integrations.lsp.positions import Place
from argmap.model import Span


def verdict_hints(map: OpenMap, passage: Span, uri: str) -> Iterator[types.InlayHint]:
    """Yield the verdicts on the claims in the lines of a passage; none if the text has errors.

    Why a verdict is so is asked for when somebody points at it; `uri` is the file's address.
    """
    verdicts = map.verdicts
    if verdicts is None:
        return
    for claim in verdicts.map.claims.values():
        span = claim.at("text")
        if span is not None and span.file == passage.file:
            place = Place(span.end_line, span.end_column)
            if passage.line <= place.line <= passage.end_line:
                yield types.InlayHint(
                    position=messages.as_position(place, map.lines_of(span.file)),
                    label=", ".join(verdicts.words_of(claim.id)),
                    padding_left=True,
                    data={"uri": uri, "claim": claim.id},
                )
