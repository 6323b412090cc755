"""A map in figures, and how much was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.graph import main_claims, side_of
from argmap.model.text import count
from argmap.rules.rests_on_unsupported import grounded_claims

# To people a diagnostic of severity `info` is a note.
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def figures(map: ArgumentMap) -> str:
    """Return the size of a map in one line, with how many of its claims nothing supports."""
    steps_of_kind = Counter(step.kind for step in map.inferences.values())
    steps = ", ".join(count(steps_of_kind[kind], kind.value) for kind in Kind)
    unsupported = sum(map.is_unsupported(claim) for claim in map.claims)
    return f"{count(len(map.claims), 'claim')}, {unsupported:,} of them unsupported; {steps}"


def severity_noun(severity: Severity) -> str:
    """Return what people call a finding of a severity."""
    return _NOUNS[severity]


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many diagnostics there are of each severity: `1 error, 20 warnings`."""
    diagnostics_of_severity = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = []
    for severity, noun in _NOUNS.items():
        number = diagnostics_of_severity[severity]
        if number:
            parts.append(count(number, noun))
    return ", ".join(parts) or "nothing found"


class Statistics(NamedTuple):
    """A map in figures.

    Attributes:
        claims: how many claims there are.
        per_side: name of a side -> how many of the claims are on it; empty where a map has no sides.
        depth: the most support steps below a main claim.
        evidenced: the share of the claims that cite evidence, 0 to 1.
        grounded: the share of the claims that rest on evidence or common ground in the end, 0 to 1.
    """

    claims: int
    per_side: dict[str, int]
    depth: int
    evidenced: float
    grounded: float


def statistics(map: ArgumentMap) -> Statistics:
    """Return a map in figures."""
    per_side: dict[str, int] = {}
    if map.sides:
        claims_on_side = Counter(side_of(map).values())
        for side in map.sides.values():
            per_side[side.name] = claims_on_side[side.id]
        per_side["no side, or several"] = claims_on_side[""]

    evidenced = 0
    for claim in map.claims.values():
        if claim.evidence:
            evidenced += 1
    grounded = len(grounded_claims(map))

    # In a map without claims every share is 0.
    whole = len(map.claims) or 1
    return Statistics(
        claims=len(map.claims),
        per_side=per_side,
        depth=_depth(map),
        evidenced=evidenced / whole,
        grounded=grounded / whole,
    )


def _depth(map: ArgumentMap) -> int:
    """Return the most support steps below a main claim; a claim counts where it is met first."""
    level = {claim.id for claim in main_claims(map)}
    seen = set(level)
    depth = 0
    while True:
        below: set[str] = set()
        for claim in level:
            for step in map.supports(claim):
                below.update(step.premises)
        level = below - seen
        if not level:
            return depth
        seen |= level
        depth += 1


def format_statistics(statistics: Statistics) -> str:
    """Return figures as lines of text."""
    lines = [f"claims      {statistics.claims:,}"]
    for side, number in statistics.per_side.items():
        lines.append(f"  {side}: {number:,}")
    lines += [
        f"depth       {statistics.depth:,}",
        f"evidenced   {statistics.evidenced:.0%}",
        f"grounded    {statistics.grounded:.0%}",
    ]
    return "\n".join(lines) + "\n"
