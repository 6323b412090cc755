"""argmap: argument maps from a text file, as diagrams, outlines, checks and verdicts.

import argmap

debate = argmap.load("arguments.yaml")
print(argmap.outline(debate))
svg = argmap.render(debate, "svg")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.api import check as check
    from argmap.api import dumps as dumps
    from argmap.api import evaluate as evaluate
    from argmap.api import load as load
    from argmap.api import loads as loads
    from argmap.api import outline as outline
    from argmap.api import render as render
    from argmap.model import ArgumentMap as ArgumentMap
    from argmap.model import CheckSettings as CheckSettings
    from argmap.model import Citation as Citation
    from argmap.model import Claim as Claim
    from argmap.model import Inference as Inference
    from argmap.model import Kind as Kind
    from argmap.model import Side as Side
    from argmap.model import Source as Source
    from argmap.model import Steps as Steps
    from argmap.model import Verdict as Verdict
    from argmap.model.diagnostics import Diagnostic as Diagnostic
    from argmap.model.diagnostics import Severity as Severity
    from argmap.model.diagnostics import Span as Span
    from argmap.model.errors import ArgmapError as ArgmapError
    from argmap.model.errors import InvalidMap as InvalidMap

_HOME = {
    "argmap.api": ("check", "dumps", "evaluate", "load", "loads", "outline", "render"),
    "argmap.model.diagnostics": ("Diagnostic", "Severity", "Span"),
    "argmap.model.errors": ("ArgmapError", "InvalidMap"),
    "argmap.model": (
        "ArgumentMap", "CheckSettings", "Citation", "Claim", "Inference", "Kind", "Side", "Source", "Steps", "Verdict",
    ),
}  # fmt: skip

__all__ = [name for names in _HOME.values() for name in names]


def __getattr__(name: str) -> Any:
    # Names are imported when first asked for, so that a command pays only for what it uses.
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module `argmap` has no `{name}`")
