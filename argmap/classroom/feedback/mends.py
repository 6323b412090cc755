"""What a student has to mend in a map that was compared with a key, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, DifferenceKind, Sort
from argmap.comparison.fields import BASICS
from argmap.model import ArgumentMap
from argmap.model.graph import main_claims

_IN_ORDER = (
    DifferenceKind.REVERSED,
    DifferenceKind.OTHER_KIND,
    DifferenceKind.OTHER_TARGET,
    DifferenceKind.UNLINKED,
    DifferenceKind.LINKED,
    DifferenceKind.MISSING,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.MERGED,
    DifferenceKind.SPLIT,
    DifferenceKind.FIELD,
    DifferenceKind.PREMISE_EXTRA,
    DifferenceKind.EXTRA,
)
"""What to mend first: what is wrong, then what is missing, then what is too much."""


def differences_to_fix(comparison: Comparison) -> list[Difference]:
    """Return what a student has to mend, the first first; what is only probable, and other words,
    are not told.
    """
    depths = _depths(comparison.theirs)

    def order(difference: Difference) -> tuple[int, int]:
        claims = _claims_of(comparison.theirs, difference)
        return _IN_ORDER.index(difference.kind), min(
            (depths.get(claim, len(depths)) for claim in claims), default=0
        )

    to_report = [difference for difference in comparison.differences if _is_to_fix(difference)]
    if any(difference.field == "main" for difference in to_report):
        # A list has no word for main claims. Where a claim is one by its place, there is nothing to
        # mend.
        ours = {claim.id for claim in main_claims(comparison.ours)}
        theirs = {claim.id for claim in main_claims(comparison.theirs)}
        to_report = [
            difference
            for difference in to_report
            if difference.field != "main"
            or (difference.ours[0] in ours) != (difference.theirs[0] in theirs)
        ]
    return sorted(to_report, key=order)


def _is_to_fix(difference: Difference) -> bool:
    if not difference.is_certain or difference.kind is DifferenceKind.REWORDED:
        return False
    if difference.kind is DifferenceKind.FIELD:
        return difference.sort is Sort.CLAIM and difference.field in BASICS
    return difference.sort in (Sort.CLAIM, Sort.INFERENCE)


def _claims_of(key: ArgumentMap, difference: Difference) -> Iterator[str]:
    """Yield the claims of the key that a difference is about."""
    for id in difference.theirs:
        if difference.sort is Sort.INFERENCE and id in key.inferences:
            yield key.claim_under(id)
        elif id in key.claims:
            yield id


def _depths(map: ArgumentMap) -> dict[str, int]:
    """Return how many steps each claim is away from a main claim."""
    depths = {claim.id: 0 for claim in main_claims(map)}
    level = list(depths)
    while level:
        above, level = level, []
        for claim in above:
            for premise in map.premises_onto(claim):
                if premise not in depths:
                    depths[premise] = depths[claim] + 1
                    level.append(premise)
    return depths
