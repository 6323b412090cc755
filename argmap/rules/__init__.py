"""Rules: what can be weak about a map. One file each; a new rule is a new file and one row here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from inspect import getdoc
from textwrap import dedent
from typing import NamedTuple, cast

from argmap.rules._rule import Rule

GROUPS: dict[str, tuple[str, ...]] = {
    "support": (
        "unsupported-claim", "rests-on-unsupported", "circular-support", "restated-premise", "single-source",
        "assumed-but-argued", "evidence-is-attribution",
    ),
    "attack": (
        "unanswered-rebuttal", "self-attack", "supports-and-rebuts", "serves-both-sides", "attacks-own-side",
        "crosses-sides",
    ),
    "structure": (
        "disconnected-claim", "no-main-claim", "several-main-claims", "one-sided", "unused-side",
        "redundant-support", "crowded-map",
    ),
    "wording": (
        "question", "reasoning-in-claim", "but-in-claim", "several-sentences", "long-claim", "short-claim",
        "dangling-pronoun", "duplicate-claim", "confusable-text",
    ),
    "sources": ("unused-source", "missing-locator", "quote-not-found", "source-file-missing"),
    "expectations": ("expectation-failed", "unused-ignore"),
    "teaching": ("rabbit-rule", "holding-hands", "lone-premise"),
}  # fmt: skip


def load_rules(ids: Iterable[str]) -> list[Rule]:
    """Return the rules of these ids; only their modules are imported."""
    return [cast("Rule", module_of(id).RULE) for id in ids]  # type: ignore[attr-defined]


def group_of(id: str) -> str:
    """Return the group of a rule, "" for what is no rule."""
    return next((group for group, ids in GROUPS.items() if id in ids), "")


def module_of(id: str) -> object:
    """Return the module of a rule; its docstring is the rule's documentation."""
    return import_module(f"argmap.rules.{id.replace('-', '_')}")


class Documentation(NamedTuple):
    """A rule as its docstring tells it; `fails` and `passes` are whole maps."""

    summary: str
    why: str
    fails: str
    passes: str
    source: str


def documentation(id: str) -> Documentation:
    """Return what the docstring of a rule's module says, by its headings."""
    text = getdoc(module_of(id)) or ""
    summary, _, rest = text.partition("\n\nWhy:")
    why, _, rest = rest.partition("\n\nFails:\n")
    fails, _, rest = rest.partition("\n\nPasses:\n")
    passes, _, source = rest.partition("\n\nSource:")
    return Documentation(*(dedent(part).strip("\n ") for part in (summary, why, fails, passes, source)))
