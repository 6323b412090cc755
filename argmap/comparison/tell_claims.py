"""Which claims differ: missing, extra, worded otherwise, several in one."""

from __future__ import annotations

from argmap.comparison.differences import Difference, DifferenceKind, Differences, Sort
from argmap.comparison.matched import Matched
from argmap.model.plain import plain_text


def tell_claims(matched: Matched, differences: Differences) -> None:
    """Add how the claims of two maps differ."""
    ours, theirs = matched.ours, matched.theirs
    for match in matched.claim_matches.matches.values():
        text, other_text = ours.map.claims[match.ours].text, theirs.map.claims[match.theirs].text
        if match.is_certain and plain_text(text) != plain_text(other_text):
            differences.add(Difference(Sort.CLAIM, DifferenceKind.REWORDED, (match.ours,), (match.theirs,)))
    for joined in matched.claim_matches.merged:
        merged = Difference(Sort.CLAIM, DifferenceKind.MERGED, (joined.whole,), joined.parts)
        cause = differences.add(merged)
        ours.claim_causes[joined.whole] = cause
        theirs.claim_causes.update(dict.fromkeys(joined.parts, cause))
    for joined in matched.claim_matches.split:
        split = Difference(Sort.CLAIM, DifferenceKind.SPLIT, joined.parts, (joined.whole,))
        cause = differences.add(split)
        ours.claim_causes.update(dict.fromkeys(joined.parts, cause))
        theirs.claim_causes[joined.whole] = cause
    for claim in theirs.map.claims:
        if claim not in theirs.claims and claim not in theirs.claim_causes and theirs.counts_claim(claim):
            missing = Difference(Sort.CLAIM, DifferenceKind.MISSING, theirs=(claim,))
            theirs.claim_causes[claim] = differences.add(missing)
    for claim in ours.map.claims:
        if claim not in ours.claims and claim not in ours.claim_causes and ours.counts_claim(claim):
            extra = Difference(Sort.CLAIM, DifferenceKind.EXTRA, ours=(claim,))
            ours.claim_causes[claim] = differences.add(extra)
