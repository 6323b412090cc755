"""The fields of a map that outlines, essays, tables and pages show; the others are lost there."""

from __future__ import annotations

from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.fields import names_of
from argmap.model.losses import Kept

_OF_CLAIMS = (
    "side", "main", "common_ground", "standard", "implicit", "evidence", "stated_in", "held_by",
)  # fmt: skip

IN_OUTLINE: Kept = {
    ArgumentMap: ("title", "language", "sides", "sources"),
    Side: ("label",),
    Source: ("author", "title", "publisher", "date", "url"),
    Claim: (*_OF_CLAIMS, "type"),
    Inference: ("warrant", "scheme", "weighing", "implicit", "stated_in", "held_by"),
}

# An essay says that inferences are implicit, but not which.
IN_ESSAY: Kept = {
    **IN_OUTLINE,
    Claim: (*_OF_CLAIMS, "label"),
    Inference: ("warrant", "weighing", "stated_in", "held_by"),
}

IN_TABLE: Kept = {
    ArgumentMap: ("sides", "sources"),
    Side: names_of(Side),
    Source: names_of(Source),
    Claim: names_of(Claim),
    Inference: names_of(Inference),
}

IN_PAGE: Kept = {
    **IN_OUTLINE,
    ArgumentMap: (*IN_OUTLINE[ArgumentMap], "strict"),
    Source: (*IN_OUTLINE[Source], "file"),
    Claim: (*IN_OUTLINE[Claim], "label", "quote", "note", "group", "tags"),
}
