"""A map in figures, and how much was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.graph import main_claims, side_of
from argmap.model.text import count
from argmap.rules.rests_on_unsupported import grounded_claims


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


class Statistics(NamedTuple):
    """A map in figures; `depth` is the most support steps below a main claim, shares are of all claims."""

    claims: int
    per_side: dict[str, int]
    depth: int
    evidenced: float
    grounded: float


def statistics(map: ArgumentMap) -> Statistics:
    """Return a map in figures."""
    sides, size = side_of(map), len(map.claims) or 1
    names = {side.id: side.name for side in map.sides.values()} | {"": "no side, or several"}
    per_side = {name: sum(side == id for side in sides.values()) for id, name in names.items()} if map.sides else {}
    evidenced = sum(bool(claim.evidence) for claim in map.claims.values())
    return Statistics(len(map.claims), per_side, _depth(map), evidenced / size, len(grounded_claims(map)) / size)


def _depth(map: ArgumentMap) -> int:
    seen = {claim.id for claim in main_claims(map)}
    level, depth = list(seen), -1
    while level:
        depth += 1
        below = dict.fromkeys(p for claim in level for step in map.supports(claim) for p in step.premises)
        level = [claim for claim in below if claim not in seen]
        seen.update(level)
    return max(depth, 0)


def format_statistics(found: Statistics) -> str:
    """Return figures as lines of text."""
    lines = [f"claims      {found.claims:,}"]
    lines += [f"  {name}: {number:,}" for name, number in found.per_side.items()]
    lines += [f"depth       {found.depth:,}"]
    lines += [f"evidenced   {found.evidenced:.0%}", f"grounded    {found.grounded:.0%}"]
    return "\n".join(lines) + "\n"
