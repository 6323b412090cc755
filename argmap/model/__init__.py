"""The map itself: its parts, what can be asked of it as a graph, what can be wrong with it."""

from __future__ import annotations

from argmap.model.argument_map import ArgumentMap
from argmap.model.parts import (
    ID,
    Basis,
    Cause,
    CheckSettings,
    Citation,
    Claim,
    Expectation,
    Inference,
    Kind,
    Places,
    Side,
    Source,
    Steps,
    Verdict,
)
from argmap.model.validation import unknown

__all__ = [
    "ID", "ArgumentMap", "Basis", "Cause", "CheckSettings", "Citation", "Claim", "Expectation", "Inference", "Kind",
    "Places", "Side", "Source", "Steps", "Verdict", "unknown",
]  # fmt: skip
