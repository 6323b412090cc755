"""Runs the rules on a map."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.diagnostics import Diagnostic, Severity, in_order
from argmap.model import ArgumentMap, Kind
from argmap.rules import GROUPS, load_rules
from argmap.rules.rule import Context
from argmap.text import count

ALL_RULES = tuple(rule for rules in GROUPS.values() for rule in rules)


def check(map: ArgumentMap, rules: Iterable[str] = ALL_RULES) -> list[Diagnostic]:
    """Return what the rules of these ids find in a map, in the order of its file."""
    context = Context(map)
    return in_order(found.as_diagnostic(rule) for rule in load_rules(rules) for found in rule.find(context))


def figures(map: ArgumentMap) -> str:
    """Return the size of a map in one line, with how many of its claims nothing supports."""
    kinds = [step.kind for step in map.inferences.values()]
    sizes = [count(len(map.claims), "claim")]
    sizes += [count(kinds.count(kind), kind.value) for kind in Kind]
    unsupported = sum(map.is_unsupported(claim) for claim in map.claims)
    return f"{', '.join(sizes)}; {unsupported} of the claims unsupported"


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many diagnostics there are of each severity: `1 error, 20 warnings`."""
    severities = [found.severity for found in diagnostics]
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    said = [count(severities.count(severity), word) for severity, word in words.items() if severity in severities]
    return ", ".join(said) or "nothing found"
