"""A map in figures, and how much was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Safety, Severity
from argmap.model.graph import connected_by_author, distances_to, main_claims, side_of
from argmap.model.parts import INFERENCE_NOUNS
from argmap.util.text import count
from argmap.verdicts.verdict_rules import may_be_backed


def figures(map: ArgumentMap) -> str:
    """Return the size of a map in one line, with the number of unsupported claims."""
    unsupported = sum(map.is_unsupported(claim) for claim in map.claims)
    unsupported_claims = f"{unsupported:,}" if unsupported else "none"
    claims = f"{count(len(map.claims), 'claim')} ({unsupported_claims} unsupported)"
    number_of = Counter(inference.noun for inference in map.inferences.values())
    inferences = [count(number_of[noun], noun) for noun in INFERENCE_NOUNS if number_of[noun]]
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
        found = [severity for severity in Severity if self.number_of[severity]]
        counted = [count(self.number_of[severity], severity.value) for severity in found]
        return ", ".join(counted) or "nothing found"

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


def format_statistics(map: ArgumentMap) -> str:
    """Return a map in figures, as lines of text.

    The depth is the largest distance from a main claim, counted in inferences as `--depth` does.
    `grounded` is the share of the claims that ultimately rest on evidence or common ground, through
    inferences that a source draws; objections are not taken into account.
    """
    claims, inferences = map.claims.values(), map.inferences.values()
    lines = [f"claims      {len(claims):,}"]
    if map.sides:
        sides = side_of(map)
        claims_on_side = Counter(sides.values())
        by_author = Counter(sides[claim] for claim in connected_by_author(map))
        for side in map.sides.values():
            line = f"  {side.name}: {claims_on_side[side.id]:,}"
            if by_author[side.id]:
                line += f" ({by_author[side.id]:,} connected by the map's author)"
            lines.append(line)
        lines.append(f"  no side, or several: {claims_on_side['']:,}")
    distances = distances_to(map, [claim.id for claim in main_claims(map)])
    implicit_claims = sum(claim.implicit for claim in claims)
    implicit_inferences = sum(inference.implicit for inference in inferences)
    evidenced = sum(bool(claim.evidence) for claim in claims)
    grounded = len(map.claims.keys() & set(may_be_backed(map)))
    # In a map without claims, every share is 0.
    whole = len(claims) or 1
    lines += [
        f"implicit    {implicit_claims:,} of {count(len(claims), 'claim')},"
        f" {implicit_inferences:,} of {count(len(inferences), 'inference')}",
        f"depth       {max(distances.values(), default=0):,}",
        f"evidenced   {evidenced / whole:.0%}",
        f"grounded    {grounded / whole:.0%}",
    ]
    return "\n".join(lines) + "\n"
