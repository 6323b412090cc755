"""A claim that falls because its only reason falls, although it would stand without the reason.

Why: A claim with reasons stands or falls by its reasons. A claim without any stands until somebody
objects to it. So a bad reason is worse than none: if the only reason for a claim falls, the claim
is not shown. That does not make the claim false. Answer the objection that defeats the reason, or
add another reason. Don't remove the reason: the claim would stand, but only because the map no
longer shows what was said for it. The rule does not flag a claim that must be shown (`standard:
shown`), because such a claim would fall without reasons, too.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., rebuttals: [later]}
      later: Teenagers would go to bed later.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: {text: Teenagers would sleep more., rebuttals: [later]}
      later: Teenagers would go to bed later.
      buses: Buses are cheaper after nine.

Source: Walton, Fundamentals of Critical Argumentation (2006), on the fallacy fallacy: a bad
argument for a claim does not show that the claim is false.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_claims, quote_claim
from argmap.model import ArgumentMap, Verdict
from argmap.model.diagnostics import Related, Severity
from argmap.verdicts.change_search import UpstreamSearch

_HELP = "answer the objection that defeats the reason, or add another reason"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that falls with its only reason."""
    map = context.map
    falling = [id for id in map.claims if _falls_with_reason(context, id)]
    doubtful = _bearing_on_their_objections(map, falling)
    for id in falling:
        if id in doubtful:
            continue
        claim = map.claims[id]
        [support] = map.supports(id)
        premises = list_claims(support.premises)
        message = (
            f"{quote_claim(claim)} would stand without its only reason ({premises}), which fails"
        )
        related = (Related(support.at(), "this reason fails"),)
        yield Finding(id, message, claim.at("id"), help=_HELP, related=related)


def _falls_with_reason(context: Context, id: str) -> bool:
    """Return whether a claim that needs no ground and its only reason fall, and all against it."""
    map = context.map
    verdicts = context.verdicts
    claim = map.claims[id]
    if verdicts[id] is not Verdict.FALLS or claim.has_own_ground or claim.standard or map.strict:
        return False
    rebuttals = map.rebuttals(id)
    # Claims that rest only on one another are reported as that circle.
    if len(map.supports(id)) != 1 or (verdicts.circle_of(id) and not rebuttals):
        return False
    return all(verdicts[inference.id] is Verdict.FALLS for inference in map.onto(id))


def _bearing_on_their_objections(map: ArgumentMap, claims: list[str]) -> set[str]:
    """Return those of some claims that bear on an objection to them: without their reason, the
    objection might stand.
    """
    rebutted = [id for id in claims if map.rebuttals(id)]
    if not rebutted:
        return set()
    circle_of = UpstreamSearch(map).same_as
    bearing = set()
    for id in rebutted:
        objections = {circle_of(rebuttal.id) for rebuttal in map.rebuttals(id)}
        if circle_of(id) in objections:
            bearing.add(id)
    return bearing


RULE = Rule("only-reason-falls", Severity.NOTE, find)
