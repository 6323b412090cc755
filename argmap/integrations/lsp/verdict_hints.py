"""The verdicts that an editor shows behind the texts of claims: "stands, backed"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.integrations.lsp.maps import OpenMap
from argmap.integrations.lsp.positions import Place
from argmap.model import Span


class VerdictHint(NamedTuple):
    """The verdict on a claim, and the place behind which it is shown."""

    claim: str
    verdict: str
    place: Place


def verdict_hints(map: OpenMap, passage: Span) -> Iterator[VerdictHint]:
    """Yield the verdicts on the claims in the lines of a passage; none if the text has errors."""
    verdicts = map.verdicts
    if verdicts is None:
        return
    for claim in verdicts.map.claims.values():
        span = claim.at("text")
        if span is not None and span.file == passage.file:
            place = Place(span.end_line, span.end_column)
            if passage.line <= place.line <= passage.end_line:
                yield VerdictHint(claim.id, ", ".join(verdicts.words_of(claim.id)), place)
