"""The map itself: its parts, what can be asked of it as a graph, what can be wrong with it."""

from __future__ import annotations

from argmap.model.argument_map import ArgumentMap, CheckSettings, unknown
from argmap.model.parts import ID, Citation, Claim, Inference, Kind, Places, Side, Source, Steps, Verdict

__all__ = [
    "ID", "ArgumentMap", "CheckSettings", "Citation", "Claim", "Inference", "Kind", "Places", "Side", "Source",
    "Steps", "Verdict", "unknown",
]  # fmt: skip
