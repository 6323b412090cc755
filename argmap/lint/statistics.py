"""A map in figures, and how much was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Safety, Severity
from argmap.model.graph import main_claims, side_of
from argmap.model.parts import INFERENCE_NOUNS
from argmap.util.text import count
from argmap.verdicts.verdict_rules import may_be_backed

# Reports for people call a diagnostic of severity `info` a note.
SEVERITY_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def figures(map: ArgumentMap) -> str:
    """Return the size of a map in one line, with the number of unsupported claims."""
    unsupported = sum(map.is_unsupported(claim) for claim in map.claims)
    unsupported_claims = f"{unsupported:,}" if unsupported else "none"
    claims = f"{count(len(map.claims), 'claim')} ({unsupported_claims} unsupported)"
    number_of: Counter[str] = Counter()
    for inference in map.inferences.values():
        number_of[inference.noun] += 1
    inferences: list[str] = []
    for noun in INFERENCE_NOUNS:
        if number_of[noun]:
            inferences.append(count(number_of[noun], noun))
    return f"{claims}; {', '.join(inferences) or 'no inferences'}"


class Tally:
    """The numbers of findings in one or more files, counted one by one.

    Attributes:
        number_of: the number of findings of each severity.
        safely_fixable: the number that `--fix` would fix.
        unsafely_fixable: the number that only `--unsafe-fixes` would fix.
        codes: the codes of the findings.
    """

    def __init__(self) -> None:
        self.number_of: Counter[Severity] = Counter()
        self.safely_fixable = 0
        self.unsafely_fixable = 0
        self.codes: set[str] = set()

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Tally:
        """Return the numbers of these diagnostics."""
        tally = cls()
        for diagnostic in diagnostics:
            tally.number_of[diagnostic.severity] += 1
            tally.codes.add(diagnostic.code)
            safeties = [fix.safety for fix in diagnostic.fixes]
            if Safety.SAFE in safeties:
                tally.safely_fixable += 1
            elif Safety.UNSAFE in safeties:
                tally.unsafely_fixable += 1
        return tally

    def add(self, other: Tally) -> None:
        """Add the numbers of another tally."""
        self.number_of += other.number_of
        self.safely_fixable += other.safely_fixable
        self.unsafely_fixable += other.unsafely_fixable
        self.codes |= other.codes

    def in_words(self) -> str:
        """Return how many findings there are of each severity: `1 error, 20 warnings`."""
        parts = []
        for severity, noun in SEVERITY_NOUNS.items():
            number = self.number_of[severity]
            if number:
                parts.append(count(number, noun))
        return ", ".join(parts) or "nothing found"

    def fixable_in_words(self) -> str:
        """Return how many findings `--fix` and `--unsafe-fixes` would fix, or an empty text if
        none.
        """
        safe, unsafe = self.safely_fixable, self.unsafely_fixable
        if safe and unsafe:
            return f"{safe:,} of these can be fixed with --fix, {unsafe:,} more with --unsafe-fixes"
        if safe:
            return f"{safe:,} of these can be fixed with --fix"
        if unsafe:
            return f"{unsafe:,} of these can be fixed with --unsafe-fixes"
        return ""


class Statistics(NamedTuple):
    """A map in figures.

    Attributes:
        claims: the number of claims.
        per_side: the number of claims on each side, by the side's name; empty if the map has no
        sides.
        inferences: the number of inferences.
        implicit_claims: the number of claims that the map's author added.
        implicit_inferences: the number of inferences that the map's author added.
        depth: the largest number of reasons on a path to a main claim.
        evidenced: the share of the claims that cite evidence, from 0 to 1.
        grounded: the share of the claims that ultimately rest on evidence or common ground, through
        inferences that a source draws, from 0 to 1. Objections are not taken into account.
    """

    claims: int
    per_side: dict[str, int]
    inferences: int
    implicit_claims: int
    implicit_inferences: int
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

    evidenced = implicit_claims = 0
    for claim in map.claims.values():
        evidenced += bool(claim.evidence)
        implicit_claims += claim.implicit
    grounded = len(map.claims.keys() & set(may_be_backed(map)))

    # In a map without claims, every share is 0.
    whole = len(map.claims) or 1
    return Statistics(
        claims=len(map.claims),
        per_side=per_side,
        inferences=len(map.inferences),
        implicit_claims=implicit_claims,
        implicit_inferences=sum(inference.implicit for inference in map.inferences.values()),
        depth=_depth(map),
        evidenced=evidenced / whole,
        grounded=grounded / whole,
    )


def _depth(map: ArgumentMap) -> int:
    """Return the largest number of reasons on a path to a main claim; a claim is counted once."""
    level = {claim.id for claim in main_claims(map)}
    seen = set(level)
    depth = 0
    while True:
        below: set[str] = set()
        for claim in level:
            for inference in map.supports(claim):
                below.update(inference.premises)
        level = below - seen
        if not level:
            return depth
        seen |= level
        depth += 1


def format_statistics(statistics: Statistics) -> str:
    """Return statistics as lines of text."""
    lines = [f"claims      {statistics.claims:,}"]
    for side, number in statistics.per_side.items():
        lines.append(f"  {side}: {number:,}")
    of_the_claims = f"{statistics.implicit_claims:,} of {count(statistics.claims, 'claim')}"
    of_the_inferences = (
        f"{statistics.implicit_inferences:,} of {count(statistics.inferences, 'inference')}"
    )
    lines += [
        f"implicit    {of_the_claims}, {of_the_inferences}",
        f"depth       {statistics.depth:,}",
        f"evidenced   {statistics.evidenced:.0%}",
        f"grounded    {statistics.grounded:.0%}",
    ]
    return "\n".join(lines) + "\n"
