"""The map itself: its parts, what can be asked of it as a graph, what can be wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        Inferences,
        Kind,
        OwnScheme,
        Places,
        Side,
        Source,
        Verdict,
    )
    from argmap.model.validation import unknown

__all__ = [
    "ID",
    "ArgumentMap",
    "Basis",
    "Cause",
    "CheckSettings",
    "Citation",
    "Claim",
    "Expectation",
    "Inference",
    "Inferences",
    "Kind",
    "OwnScheme",
    "Places",
    "Side",
    "Source",
    "Verdict",
    "unknown",
]  # fmt: skip

_HOMES = {"ArgumentMap": "argument_map", "unknown": "validation"}
"""Where names are that are not among the `parts`."""

if not TYPE_CHECKING:
    # The errors and texts of this room are needed at every start of the command, the map itself not
    # for `--help`.

    def __getattr__(name):
        """Return a name of this room, importing the module that holds it."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module `argmap.model` has no `{name}`")
        home = _HOMES.get(name, "parts")
        return getattr(import_module(f"argmap.model.{home}"), name)
