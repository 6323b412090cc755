"""What to mend first in a map: errors, then the open objections and unsupported claims on which
most depends.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.verdicts.dependence import dependent_verdicts, resting_claims

MOST_TRIED = 200
"""More candidates than these are ranked by how many claims rest on them, since to try each would
take long.
"""

UNSUPPORTED, UNANSWERED = "unsupported-claim", "unanswered-rebuttal"


class Mend(NamedTuple):
    """Something to mend: what was found, and how much depends on it (0 for an error)."""

    diagnostic: Diagnostic
    dependents: int


class Mends(NamedTuple):
    """What to mend first.

    Attributes:
        first: the mends, the first one first.
        candidates: how many objections and claims were ranked.
        by_verdicts: whether they are ranked by the verdicts that depend on them, or else by the
            claims that do.
    """

    first: list[Mend]
    candidates: int
    by_verdicts: bool


def mends(map: ArgumentMap, diagnostics: Iterable[Diagnostic], most: int) -> Mends:
    """Return at most `most` things to mend: every error, and what else some verdict or claim
    depends on.
    """
    errors: list[Mend] = []
    objections: list[Diagnostic] = []
    claims: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            errors.append(Mend(diagnostic, 0))
        elif diagnostic.code == UNANSWERED and diagnostic.subject in map.inferences:
            objections.append(diagnostic)
        elif diagnostic.code == UNSUPPORTED and diagnostic.subject in map.claims:
            claims.append(diagnostic)
    candidates = objections + _not_told(map, claims, errors, objections)
    by_verdicts = len(candidates) <= MOST_TRIED
    rank = _ranked_by_verdicts if by_verdicts else _ranked_by_claims
    ranked = rank(map, candidates)
    weighty = [mend for mend in ranked if mend.dependents]
    # The sort is stable: among equals, objections come first, and then the order of the file.
    weighty.sort(key=lambda mend: -mend.dependents)
    return Mends([*errors, *weighty][:most], len(candidates), by_verdicts)


def _not_told(
    map: ArgumentMap, claims: list[Diagnostic], errors: list[Mend], objections: list[Diagnostic]
) -> list[Diagnostic]:
    """Return the claims that no error is about, and that are no premise of the objections."""
    # What is to be written anew needs no support yet; and the same point is not told from both
    # sides.
    told = {mend.diagnostic.subject for mend in errors}
    for objection in objections:
        told.update(map.inferences[objection.subject].premises)
    return [claim for claim in claims if claim.subject not in told]


def _ranked_by_verdicts(map: ArgumentMap, candidates: list[Diagnostic]) -> list[Mend]:
    claims = [candidate.subject for candidate in candidates if candidate.code == UNSUPPORTED]
    objections = [candidate.subject for candidate in candidates if candidate.code == UNANSWERED]
    verdicts = dependent_verdicts(map, claims, objections)
    return [Mend(candidate, verdicts[candidate.subject]) for candidate in candidates]


def _ranked_by_claims(map: ArgumentMap, candidates: list[Diagnostic]) -> list[Mend]:
    ranked: list[Mend] = []
    for candidate in candidates:
        if candidate.code == UNSUPPORTED:
            resting = resting_claims(map, candidate.subject)
        else:
            # An objection weighs as much as what it attacks, and that is a claim itself.
            resting = 1 + resting_claims(map, map.claim_under(candidate.subject))
        ranked.append(Mend(candidate, resting))
    return ranked
