"""Which claims differ: missing, extra, worded otherwise, several in one."""

from __future__ import annotations

from argmap.comparison.differences import Difference, DifferenceKind, Differences, Sort
from argmap.comparison.matched import MapMatching
from argmap.model.plain import plain_text


def report_claims(matched: MapMatching, differences: Differences) -> None:
    """Add how the claims of two maps differ."""
    _report_other_words(matched, differences)
    _report_joined(matched, differences)
    ours, theirs = matched.ours, matched.theirs
    for claim in theirs.unmatched_claims():
        missing = Difference(Sort.CLAIM, DifferenceKind.MISSING, theirs=(claim,))
        theirs.claim_causes[claim] = differences.add(missing)
    for claim in ours.unmatched_claims():
        extra = Difference(Sort.CLAIM, DifferenceKind.EXTRA, ours=(claim,))
        ours.claim_causes[claim] = differences.add(extra)


def _report_other_words(matched: MapMatching, differences: Differences) -> None:
    for match in matched.claim_matches.matches.values():
        claim = matched.ours.map.claims[match.ours]
        other = matched.theirs.map.claims[match.theirs]
        if match.is_certain and plain_text(claim.text) != plain_text(other.text):
            reworded = Difference(Sort.CLAIM, DifferenceKind.REWORDED, (claim.id,), (other.id,))
            differences.add(reworded)


def _report_joined(matched: MapMatching, differences: Differences) -> None:
    """Add where one claim says what two of the other map do; what these would bear on is told under
    it.
    """
    ours, theirs = matched.ours, matched.theirs
    for joined in matched.claim_matches.merged:
        merged = Difference(Sort.CLAIM, DifferenceKind.MERGED, (joined.whole,), joined.parts)
        cause = differences.add(merged)
        ours.claim_causes[joined.whole] = cause
        for part in joined.parts:
            theirs.claim_causes[part] = cause
    for joined in matched.claim_matches.split:
        split = Difference(Sort.CLAIM, DifferenceKind.SPLIT, joined.parts, (joined.whole,))
        cause = differences.add(split)
        theirs.claim_causes[joined.whole] = cause
        for part in joined.parts:
            ours.claim_causes[part] = cause
