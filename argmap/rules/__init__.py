"""Rules: what can be weak about a map. One file each; a new rule is a new file and one row here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import cast

from argmap.rules.rule import Rule

GROUPS: dict[str, tuple[str, ...]] = {
    "support": ("unsupported-claim", "circular-support"),
    "attack": ("unanswered-rebuttal",),
    "structure": ("disconnected-claim", "unused-source"),
}


def load_rules(ids: Iterable[str]) -> list[Rule]:
    """Return the rules of these ids; only their modules are imported."""
    return [cast("Rule", module_of(id).RULE) for id in ids]  # type: ignore[attr-defined]


def module_of(id: str) -> object:
    """Return the module of a rule; its docstring is the rule's documentation."""
    return import_module(f"argmap.rules.{id.replace('-', '_')}")
