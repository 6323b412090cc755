"""What to fix first: errors, then the open objections and claims that affect the most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.util.text import count
from argmap.verdicts.change_search import dependent_verdicts, resting_claims

MOST_TRIED = 200
"""More candidates than these are ranked by how many claims rest on them, since to try each would
take long.
"""

UNSUPPORTED, UNANSWERED = "unsupported-claim", "unanswered-rebuttal"


class Priority(NamedTuple):
    """Something to fix: the finding, and how much depends on it (0 for an error)."""

    diagnostic: Diagnostic
    dependents: int


class Priorities(NamedTuple):
    """What to fix first.

    Attributes:
        first: the findings, the most important first.
        candidates: the number of objections and claims that were ranked.
        by_verdicts: whether they are ranked by the number of verdicts that depend on them; if not,
        by the number of claims.
    """

    first: list[Priority]
    candidates: int
    by_verdicts: bool

    def stake_of(self, priority: Priority) -> str:
        """Return in words how much depends on something to fix."""
        number = priority.dependents
        if self.by_verdicts:
            return f"{count(number, 'verdict changes', 'verdicts change')} if it falls"
        return f"it affects {count(number, 'claim')}"


def find_priorities(map: ArgumentMap, diagnostics: Iterable[Diagnostic], most: int) -> Priorities:
    """Return at most `most` things to fix: errors, then what verdicts or claims depend on."""
    errors: list[Priority] = []
    objections: list[Diagnostic] = []
    claims: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            errors.append(Priority(diagnostic, 0))
        elif diagnostic.code == UNANSWERED and diagnostic.subject in map.inferences:
            objections.append(diagnostic)
        elif diagnostic.code == UNSUPPORTED and diagnostic.subject in map.claims:
            claims.append(diagnostic)
    candidates = objections + _not_reported(map, claims, errors, objections)
    by_verdicts = len(candidates) <= MOST_TRIED
    rank = _rank_by_verdicts if by_verdicts else _rank_by_claims
    ranked = rank(map, candidates)
    weighty = [priority for priority in ranked if priority.dependents]
    # The sort is stable: of equal priorities, objections come first, then the order of the file
    # counts.
    weighty.sort(key=lambda priority: -priority.dependents)
    return Priorities([*errors, *weighty][:most], len(candidates), by_verdicts)


def _not_reported(
    map: ArgumentMap, claims: list[Diagnostic], errors: list[Priority], objections: list[Diagnostic]
) -> list[Diagnostic]:
    """Return the claims that are neither in an error nor a premise of the objections."""
    # A claim with an error does not need support yet, and a point is not listed from both sides.
    reported = {priority.diagnostic.subject for priority in errors}
    for objection in objections:
        reported.update(map.inferences[objection.subject].premises)
    return [claim for claim in claims if claim.subject not in reported]


def _rank_by_verdicts(map: ArgumentMap, candidates: list[Diagnostic]) -> list[Priority]:
    subjects: dict[str, list[str]] = {UNSUPPORTED: [], UNANSWERED: []}
    for candidate in candidates:
        subjects[candidate.code].append(candidate.subject)
    verdicts = dependent_verdicts(map, subjects[UNSUPPORTED], subjects[UNANSWERED])
    return [Priority(candidate, verdicts[candidate.subject]) for candidate in candidates]


def _rank_by_claims(map: ArgumentMap, candidates: list[Diagnostic]) -> list[Priority]:
    ranked: list[Priority] = []
    for candidate in candidates:
        if candidate.code == UNSUPPORTED:
            resting = resting_claims(map, candidate.subject)
        else:
            # An objection counts as much as the claim that it attacks, including that claim.
            resting = 1 + resting_claims(map, map.claim_under(candidate.subject))
        ranked.append(Priority(candidate, resting))
    return ranked
